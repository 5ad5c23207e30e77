-- +goose Up
-- holder is the browser that handed a file in (the hash of its secret), which
-- alone may name it in a form. named is whether a fact names the file, which
-- then stays for ever; the others are asked for every day and go when nothing
-- names them.
ALTER TABLE file ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN named BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX file_unnamed ON file (id) WHERE named = FALSE;
CREATE INDEX file_holder ON file (holder, at) WHERE named = FALSE;
-- A file whose bytes the virus scanner has not seen yet is not opened.
CREATE INDEX file_unchecked ON file (id) WHERE state = 'unchecked';

-- upload is a file on its way in parts; its bytes stand on disk.
CREATE TABLE upload (
    id     TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    name   TEXT NOT NULL,
    size   BIGINT NOT NULL,
    at     BIGINT NOT NULL
);
CREATE INDEX upload_holder ON upload (holder);
CREATE INDEX upload_at ON upload (at);

-- +goose Down
DROP TABLE upload;
DROP INDEX file_unchecked;
DROP INDEX file_holder;
DROP INDEX file_unnamed;
ALTER TABLE file DROP COLUMN named;
ALTER TABLE file DROP COLUMN holder;
