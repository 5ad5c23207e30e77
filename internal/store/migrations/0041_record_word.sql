-- +goose Up
-- record_word leads from a folded word to the records of the office that have
-- it. It only says where to look: what the reader may know of and what else is
-- sought stands with the records. Rows of before are filled in after the start.
CREATE TABLE record_word (
    word   TEXT NOT NULL,
    record TEXT NOT NULL REFERENCES record (id),
    PRIMARY KEY (word, record)
);
CREATE INDEX record_word_record ON record_word (record);

-- +goose Down
DROP TABLE record_word;
