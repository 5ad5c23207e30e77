-- +goose Up
-- draft is working paper: what an applicant has filled in so far.
CREATE TABLE draft (
    id         TEXT PRIMARY KEY,
    lookup_key TEXT NOT NULL,
    account    TEXT NOT NULL,
    body       TEXT NOT NULL,
    revision   BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    sent       TEXT NOT NULL
);
CREATE INDEX draft_account ON draft (account, changed_at);
CREATE INDEX draft_changed ON draft (changed_at) WHERE sent = '';

-- submission is what its facts add up to, kept for lists.
CREATE TABLE submission (
    id             TEXT PRIMARY KEY,
    code           TEXT NOT NULL,
    lookup_key     TEXT NOT NULL,
    account        TEXT NOT NULL,
    procedure_code TEXT NOT NULL,
    applicant      TEXT NOT NULL,
    status         TEXT NOT NULL,
    sent_at        BIGINT NOT NULL,
    answer_due_at  BIGINT NOT NULL,
    dossier        TEXT NOT NULL,
    version        BIGINT NOT NULL
);
CREATE UNIQUE INDEX submission_code ON submission (code);
CREATE INDEX submission_status ON submission (status, answer_due_at, id);

CREATE TABLE submission_event (
    submission TEXT NOT NULL REFERENCES submission (id),
    seq        BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    author     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    data       TEXT NOT NULL,
    hash       TEXT NOT NULL,
    PRIMARY KEY (submission, seq)
);

-- +goose Down
DROP TABLE submission_event;
DROP TABLE submission;
DROP TABLE draft;
