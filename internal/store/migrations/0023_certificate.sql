-- +goose Up
-- certificate is a certificate that a person signs with, or the agency seals
-- with; sealed is its PKCS#12 file, encrypted by the office. It opens with a
-- password that is kept nowhere.
CREATE TABLE certificate (
    id         TEXT PRIMARY KEY,
    owner      TEXT NOT NULL, -- sign-in name, or agency:ID for a seal
    name       TEXT NOT NULL,
    issuer     TEXT NOT NULL,
    serial     TEXT NOT NULL,
    from_at    BIGINT NOT NULL,
    until_at   BIGINT NOT NULL,
    bound_at   BIGINT NOT NULL,
    bound_by   TEXT NOT NULL,
    dropped_at BIGINT NOT NULL, -- 0 while it may be used
    sealed     TEXT NOT NULL
);
CREATE INDEX certificate_owner ON certificate (owner, bound_at);

-- +goose Down
DROP TABLE certificate;
