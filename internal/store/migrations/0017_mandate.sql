-- +goose Up
-- mandate is the right of an account to act for an organisation, as its facts
-- add up, kept for lists.
CREATE TABLE mandate (
    id           TEXT PRIMARY KEY,
    account      TEXT NOT NULL REFERENCES account (id),
    organisation TEXT NOT NULL,
    standing     TEXT NOT NULL,
    asked_at     BIGINT NOT NULL,
    version      BIGINT NOT NULL
);
CREATE INDEX mandate_account ON mandate (account, asked_at);
CREATE INDEX mandate_standing ON mandate (standing, asked_at, id);

CREATE TABLE mandate_event (
    mandate TEXT NOT NULL REFERENCES mandate (id),
    seq     BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    author  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    data    TEXT NOT NULL,
    hash    TEXT NOT NULL,
    PRIMARY KEY (mandate, seq)
);

-- +goose Down
DROP TABLE mandate_event;
DROP TABLE mandate;
