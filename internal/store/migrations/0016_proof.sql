-- +goose Up
-- account_secret is a secret that a letter carries to an e-mail address: who
-- brings it back has read the letter. Its hash alone is kept.
CREATE TABLE account_secret (
    hash       TEXT PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES account (id),
    purpose    TEXT NOT NULL,
    email      TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX account_secret_account ON account_secret (account);

-- account_factor is the device whose codes an account shows beside its
-- password; step is the last code taken, which no other may come before.
CREATE TABLE account_factor (
    account TEXT PRIMARY KEY REFERENCES account (id),
    secret  TEXT NOT NULL,
    since   BIGINT NOT NULL,
    step    BIGINT NOT NULL
);

-- account_recovery are the codes that stand in for a lost device, each once.
CREATE TABLE account_recovery (
    account TEXT NOT NULL REFERENCES account (id),
    hash    TEXT NOT NULL,
    PRIMARY KEY (account, hash)
);

-- +goose Down
DROP TABLE account_recovery;
DROP TABLE account_factor;
DROP TABLE account_secret;
