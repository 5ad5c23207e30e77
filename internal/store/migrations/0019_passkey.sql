-- +goose Up
-- account_passkey is a passkey of an account; body is the public half and the
-- counter, as the WebAuthn library writes them.
CREATE TABLE account_passkey (
    id      TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    name    TEXT NOT NULL,
    body    TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);
CREATE INDEX account_passkey_account ON account_passkey (account, made_at);

-- +goose Down
DROP TABLE account_passkey;
