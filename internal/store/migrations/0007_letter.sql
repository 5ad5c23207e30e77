-- +goose Up
-- letter is what was written to somebody outside the office, in the words it
-- was written in; delivery is each try to bring it there.
CREATE TABLE letter (
    id      TEXT PRIMARY KEY,
    at      BIGINT NOT NULL,
    account TEXT NOT NULL,
    email   TEXT NOT NULL,
    phone   TEXT NOT NULL,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    body    TEXT NOT NULL,
    link    TEXT NOT NULL,
    state   TEXT NOT NULL
);
CREATE INDEX letter_at ON letter (at, id);
CREATE INDEX letter_account ON letter (account, at);

CREATE TABLE delivery (
    letter  TEXT NOT NULL REFERENCES letter (id),
    at      BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    detail  TEXT NOT NULL
);
CREATE INDEX delivery_letter ON delivery (letter, at);

-- +goose Down
DROP TABLE delivery;
DROP TABLE letter;
