-- +goose Up
-- official_word leads from a folded word to the official documents that have
-- it. It only says where to look: what the reader may know of and what else is
-- sought stands with the documents. Rows of before are filled in after the start.
CREATE TABLE official_word (
    word     TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES official_document (id),
    PRIMARY KEY (word, document)
);
CREATE INDEX official_word_document ON official_word (document);

-- +goose Down
DROP TABLE official_word;
