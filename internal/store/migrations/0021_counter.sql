-- +goose Up
-- queue_event is the log of the numbers of one centre and one day. Two who
-- decide on the same state write the same seq, of which one stands.
CREATE TABLE queue_event (
    centre TEXT NOT NULL,
    day    TEXT NOT NULL,
    seq    BIGINT NOT NULL,
    at     BIGINT NOT NULL,
    author TEXT NOT NULL,
    kind   TEXT NOT NULL,
    data   TEXT NOT NULL,
    hash   TEXT NOT NULL,
    PRIMARY KEY (centre, day, seq)
);

-- roster is who is on duty in a week; what it was before stands in the audit
-- log.
CREATE TABLE roster (
    centre  TEXT NOT NULL,
    monday  TEXT NOT NULL,
    version BIGINT NOT NULL,
    shifts  TEXT NOT NULL,
    PRIMARY KEY (centre, monday)
);

-- The counter finds the earlier dossiers of a person by number and telephone;
-- phone is '' in rows written before, until their next fact.
ALTER TABLE dossier ADD COLUMN phone TEXT NOT NULL DEFAULT '';
CREATE INDEX dossier_identifier ON dossier (identifier, received_at);
CREATE INDEX dossier_phone ON dossier (phone, received_at);

-- +goose Down
DROP INDEX dossier_phone;
DROP INDEX dossier_identifier;
ALTER TABLE dossier DROP COLUMN phone;
DROP TABLE roster;
DROP TABLE queue_event;
