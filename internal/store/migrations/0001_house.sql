-- +goose Up
CREATE TABLE agency (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    short_name TEXT NOT NULL,
    calendar   TEXT NOT NULL,
    units      TEXT NOT NULL
);

CREATE TABLE person (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    title    TEXT NOT NULL,
    posts    TEXT NOT NULL,
    password TEXT NOT NULL,
    active   BOOLEAN NOT NULL
);

CREATE TABLE token (
    hash       TEXT PRIMARY KEY,
    person     TEXT NOT NULL REFERENCES person (id),
    label      TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL
);
CREATE INDEX token_person ON token (person);

CREATE TABLE session (
    token  TEXT PRIMARY KEY,
    data   TEXT NOT NULL,
    expiry BIGINT NOT NULL
);
CREATE INDEX session_expiry ON session (expiry);

CREATE TABLE calendar (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE procedure_record (
    code TEXT PRIMARY KEY,
    body TEXT NOT NULL
);

-- revision counts the changes of what every node keeps in memory.
CREATE TABLE revision (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

-- dossier is what the facts add up to, kept for lists: every column but id,
-- code and lookup_key can be rebuilt from dossier_event. ended_at of an open
-- dossier is the end of time, so that one range finds what was open.
CREATE TABLE dossier (
    id               TEXT PRIMARY KEY,
    code             TEXT NOT NULL,
    lookup_key       TEXT NOT NULL,
    procedure_code   TEXT NOT NULL,
    version_number   BIGINT NOT NULL,
    procedure_name   TEXT NOT NULL,
    field            TEXT NOT NULL,
    channel          TEXT NOT NULL,
    applicant        TEXT NOT NULL,
    search           TEXT NOT NULL,
    status           TEXT NOT NULL,
    lead_agency      TEXT NOT NULL,
    lead_unit        TEXT NOT NULL,
    holder_agency    TEXT NOT NULL,
    holder_unit      TEXT NOT NULL,
    holder_person    TEXT NOT NULL,
    task             TEXT NOT NULL,
    received_at      BIGINT NOT NULL,
    original_due_at  BIGINT NOT NULL,
    due_at           BIGINT NOT NULL,
    paused           BOOLEAN NOT NULL,
    ended_at         BIGINT NOT NULL,
    standing         TEXT NOT NULL,
    late_agency      TEXT NOT NULL,
    version          BIGINT NOT NULL
);
CREATE UNIQUE INDEX dossier_code ON dossier (code);
CREATE INDEX dossier_all ON dossier (due_at, id);
CREATE INDEX dossier_due ON dossier (due_at, id) WHERE ended_at = 9223372036854775807;
CREATE INDEX dossier_unit ON dossier (holder_agency, holder_unit, due_at, id) WHERE ended_at = 9223372036854775807;
CREATE INDEX dossier_person ON dossier (holder_agency, holder_unit, holder_person, due_at, id) WHERE ended_at = 9223372036854775807;
CREATE INDEX dossier_resolved ON dossier (holder_agency, holder_unit, due_at, id) WHERE status = 'resolved';
CREATE INDEX dossier_ended ON dossier (ended_at, received_at, due_at, paused, standing, channel, field, procedure_code, lead_unit, late_agency);

CREATE TABLE dossier_event (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    seq     BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    author  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    data    TEXT NOT NULL,
    hash    TEXT NOT NULL,
    PRIMARY KEY (dossier, seq)
);

-- errand is something that waits for an agency or a unit beside the dossier
-- itself: a hand-over to take, an opinion to give, a request to decide.
CREATE TABLE errand (
    id       TEXT PRIMARY KEY,
    dossier  TEXT NOT NULL REFERENCES dossier (id),
    kind     TEXT NOT NULL,
    agency   TEXT NOT NULL,
    unit     TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    due_at   BIGINT NOT NULL,
    done     BOOLEAN NOT NULL
);
CREATE INDEX errand_open ON errand (agency, unit, due_at, id) WHERE done = FALSE;
CREATE INDEX errand_dossier ON errand (dossier);

CREATE TABLE counter (
    scope TEXT NOT NULL,
    day   TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (scope, day)
);

CREATE TABLE idempotency (
    person TEXT NOT NULL,
    key    TEXT NOT NULL,
    hash   TEXT NOT NULL,
    status BIGINT NOT NULL,
    body   TEXT NOT NULL,
    at     BIGINT NOT NULL,
    PRIMARY KEY (person, key)
);

CREATE TABLE notice (
    id      TEXT PRIMARY KEY,
    at      BIGINT NOT NULL,
    dossier TEXT NOT NULL,
    code    TEXT NOT NULL,
    agency  TEXT NOT NULL,
    unit    TEXT NOT NULL,
    person  TEXT NOT NULL,
    address TEXT NOT NULL,
    kind    TEXT NOT NULL,
    body    TEXT NOT NULL,
    read_at BIGINT NOT NULL
);
CREATE INDEX notice_unit ON notice (agency, unit, at);
CREATE INDEX notice_dossier ON notice (dossier, kind);

CREATE TABLE audit_event (
    id     TEXT PRIMARY KEY,
    at     BIGINT NOT NULL,
    author TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    data   TEXT NOT NULL
);
CREATE INDEX audit_event_at ON audit_event (at);

-- +goose Down
DROP TABLE audit_event;
DROP TABLE notice;
DROP TABLE idempotency;
DROP TABLE counter;
DROP TABLE errand;
DROP TABLE dossier_event;
DROP TABLE dossier;
DROP TABLE revision;
DROP TABLE procedure_record;
DROP TABLE calendar;
DROP TABLE session;
DROP TABLE token;
DROP TABLE person;
DROP TABLE agency;
