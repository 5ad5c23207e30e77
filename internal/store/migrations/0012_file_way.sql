-- +goose Up
-- A file whose bytes the virus scanner has not seen yet is not opened.
CREATE INDEX file_unchecked ON file (id) WHERE state = 'unchecked';

-- +goose Down
DROP INDEX file_unchecked;
