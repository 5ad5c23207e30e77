-- +goose Up
-- file is one handing in of bytes that the archive keeps under their hash.
CREATE TABLE file (
    id    TEXT PRIMARY KEY,
    hash  TEXT NOT NULL,
    name  TEXT NOT NULL,
    type  TEXT NOT NULL,
    size  BIGINT NOT NULL,
    at    BIGINT NOT NULL,
    author TEXT NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX file_hash ON file (hash);

-- account_dossier is which dossiers belong to which account: submitted with it,
-- or added to it with the key of the receipt.
CREATE TABLE account_dossier (
    account TEXT NOT NULL,
    dossier TEXT NOT NULL REFERENCES dossier (id),
    at      BIGINT NOT NULL,
    PRIMARY KEY (account, dossier)
);
CREATE INDEX account_dossier_dossier ON account_dossier (dossier);

-- +goose Down
DROP TABLE account_dossier;
DROP TABLE file;
