-- +goose Up
-- named is whether a fact names the file, which then stays for ever; the others
-- are asked for every day and go when nothing names them.
ALTER TABLE file ADD COLUMN named BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX file_unnamed ON file (id) WHERE named = FALSE;
-- A file whose bytes the virus scanner has not seen yet is not opened.
CREATE INDEX file_unchecked ON file (id) WHERE state = 'unchecked';

-- +goose Down
DROP INDEX file_unchecked;
DROP INDEX file_unnamed;
ALTER TABLE file DROP COLUMN named;
