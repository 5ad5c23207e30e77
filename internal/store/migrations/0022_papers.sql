-- +goose Up
-- What of a dossier's papers has files, for figures; of dossiers from before
-- this, counted when their next fact is recorded. kept_files are the files that
-- may be destroyed one day: -1 is not known yet.
ALTER TABLE dossier ADD COLUMN papers BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN digitised BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN reused BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN kept_files BIGINT NOT NULL DEFAULT -1;

-- Scans that wait to be put to papers of a dossier.
CREATE TABLE scan (
    id      TEXT PRIMARY KEY,
    file    TEXT NOT NULL,
    hash    TEXT NOT NULL,
    counter TEXT NOT NULL,
    dossier TEXT NOT NULL,
    pages   BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    author  TEXT NOT NULL
);
CREATE INDEX scan_at ON scan (at, id);
