-- +goose Up
-- rating is what the applicant of a dossier says of it, once: the key holds it
-- to one. Who rated is not in it.
CREATE TABLE rating (
    dossier        TEXT PRIMARY KEY REFERENCES dossier (id),
    at             BIGINT NOT NULL,
    procedure_code TEXT NOT NULL,
    agency         TEXT NOT NULL,
    unit           TEXT NOT NULL,
    officer        TEXT NOT NULL,
    overall        BIGINT NOT NULL,
    comment        TEXT NOT NULL,
    more_at        BIGINT NOT NULL
);
CREATE INDEX rating_at ON rating (at, unit, procedure_code, officer);

-- rating_mark is the answer to one of the folded criteria.
CREATE TABLE rating_mark (
    dossier   TEXT NOT NULL REFERENCES rating (dossier),
    criterion TEXT NOT NULL,
    mark      BIGINT NOT NULL,
    PRIMARY KEY (dossier, criterion)
);

-- feedback is what the facts add up to, kept for lists; it never carries the
-- sender. Everything but id, code and lookup_key can be rebuilt from
-- feedback_event.
CREATE TABLE feedback (
    id             TEXT PRIMARY KEY,
    code           TEXT NOT NULL,
    lookup_key     TEXT NOT NULL,
    kind           TEXT NOT NULL,
    channel        TEXT NOT NULL,
    state          TEXT NOT NULL,
    title          TEXT NOT NULL,
    search         TEXT NOT NULL,
    agency         TEXT NOT NULL,
    unit           TEXT NOT NULL,
    person         TEXT NOT NULL,
    received_at    BIGINT NOT NULL,
    due_at         BIGINT NOT NULL,
    paused         BOOLEAN NOT NULL,
    answered_at    BIGINT NOT NULL,
    ended_at       BIGINT NOT NULL,
    late           BOOLEAN NOT NULL,
    outcome        TEXT NOT NULL,
    satisfied      TEXT NOT NULL,
    published_at   BIGINT NOT NULL,
    public_title   TEXT NOT NULL,
    public_content TEXT NOT NULL,
    public_answer  TEXT NOT NULL,
    public_search  TEXT NOT NULL,
    version        BIGINT NOT NULL
);
CREATE UNIQUE INDEX feedback_code ON feedback (code);
CREATE INDEX feedback_due ON feedback (due_at, id) WHERE ended_at = 9223372036854775807;
CREATE INDEX feedback_received ON feedback (received_at, id);
CREATE INDEX feedback_unit ON feedback (agency, unit, due_at, id) WHERE ended_at = 9223372036854775807;

-- feedback_concerned is whom a feedback complains about: a person, or a unit.
-- They do not see it.
CREATE TABLE feedback_concerned (
    feedback TEXT NOT NULL REFERENCES feedback (id),
    person   TEXT NOT NULL,
    agency   TEXT NOT NULL,
    unit     TEXT NOT NULL,
    PRIMARY KEY (feedback, person, agency, unit)
);

CREATE TABLE feedback_event (
    feedback TEXT NOT NULL REFERENCES feedback (id),
    seq      BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    author   TEXT NOT NULL,
    kind     TEXT NOT NULL,
    data     TEXT NOT NULL,
    hash     TEXT NOT NULL,
    PRIMARY KEY (feedback, seq)
);

-- feedback_mail is which e-mails have been taken, by the hash of their
-- Message-ID, so that none is taken twice.
CREATE TABLE feedback_mail (
    message  TEXT PRIMARY KEY,
    feedback TEXT NOT NULL REFERENCES feedback (id),
    at       BIGINT NOT NULL
);

-- +goose Down
DROP TABLE feedback_mail;
DROP TABLE feedback_event;
DROP TABLE feedback_concerned;
DROP TABLE feedback;
DROP TABLE rating_mark;
DROP TABLE rating;
