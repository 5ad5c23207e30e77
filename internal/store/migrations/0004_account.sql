-- +goose Up
-- account is an applicant who signs in. Several accounts may claim an address,
-- one at most has proven it; closed ones keep nothing but their id.
CREATE TABLE account (
    id          TEXT PRIMARY KEY,
    email       TEXT NOT NULL,
    name        TEXT NOT NULL,
    phone       TEXT NOT NULL,
    identifier  TEXT NOT NULL,
    address     TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    verified_at BIGINT NOT NULL,
    closed_at   BIGINT NOT NULL,
    password    TEXT NOT NULL
);
CREATE UNIQUE INDEX account_email ON account (email) WHERE verified_at > 0 AND closed_at = 0 AND email <> '';
CREATE INDEX account_claimed ON account (email, created_at);

-- account_session is a place where an account is signed in; without its row the
-- session of the browser stands for nobody.
CREATE TABLE account_session (
    id         TEXT PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES account (id),
    device     TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL
);
CREATE INDEX account_session_account ON account_session (account);

-- +goose Down
DROP TABLE account_session;
DROP TABLE account;
