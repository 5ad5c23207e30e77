-- +goose Up
-- account_provider is who an account is at a provider of identities.
CREATE TABLE account_provider (
    issuer   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    provider TEXT NOT NULL,
    account  TEXT NOT NULL REFERENCES account (id),
    since    BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX account_provider_account ON account_provider (account);

-- +goose Down
DROP TABLE account_provider;
