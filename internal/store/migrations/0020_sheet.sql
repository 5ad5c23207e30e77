-- +goose Up
-- What stands at the head of an agency's papers: whom it is under, where it is.
ALTER TABLE agency ADD COLUMN parent TEXT NOT NULL DEFAULT '';
ALTER TABLE agency ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE agency ADD COLUMN phone TEXT NOT NULL DEFAULT '';

-- Wordings of forms given by the office, oldest first; never changed. The body is
-- the whole form as it was worded.
CREATE TABLE sheet_form (
    id     TEXT   PRIMARY KEY,
    at     BIGINT NOT NULL,
    author TEXT   NOT NULL,
    body   TEXT   NOT NULL
);
CREATE INDEX sheet_form_at ON sheet_form (at, id);

-- The register of apologies: one line for each dossier that was apologised for,
-- numbered by year. It follows from the fact of the dossier.
CREATE TABLE apology (
    dossier    TEXT    PRIMARY KEY REFERENCES dossier (id),
    code       TEXT    NOT NULL,
    year       INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    at         BIGINT  NOT NULL,
    cause      TEXT    NOT NULL,
    unit       TEXT    NOT NULL,
    author     TEXT    NOT NULL,
    due_before BIGINT  NOT NULL,
    due_after  BIGINT  NOT NULL,
    in_time    BOOLEAN NOT NULL,
    UNIQUE (year, number)
);

-- +goose Down
DROP TABLE apology;
DROP TABLE sheet_form;
ALTER TABLE agency DROP COLUMN phone;
ALTER TABLE agency DROP COLUMN place;
ALTER TABLE agency DROP COLUMN parent;
