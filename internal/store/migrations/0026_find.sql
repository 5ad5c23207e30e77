-- +goose Up
-- finding is what a search finds a dossier by: folded words, each with a space
-- before it. private are words that only those find by who may see numbers and
-- contacts. It follows from the facts and can be rebuilt from them.
CREATE TABLE finding (
    dossier TEXT PRIMARY KEY REFERENCES dossier (id),
    said    TEXT NOT NULL,
    party   TEXT NOT NULL,
    private TEXT NOT NULL,
    numbers TEXT NOT NULL,
    shown   TEXT NOT NULL
);

-- finding_word leads from a word to the dossiers that have it. part is what it
-- stands in: 'dossier', 'private' or 'paper'.
CREATE TABLE finding_word (
    part    TEXT NOT NULL,
    word    TEXT NOT NULL,
    dossier TEXT NOT NULL,
    PRIMARY KEY (part, word, dossier)
);

-- notice_read is that a person has read a notice; notice_mark that a person has
-- read all up to an instant; notice_mute that a person is not to be told of a
-- dossier.
CREATE TABLE notice_read (
    person TEXT NOT NULL REFERENCES person (id),
    notice TEXT NOT NULL REFERENCES notice (id),
    PRIMARY KEY (person, notice)
);
CREATE TABLE notice_mark (
    person TEXT PRIMARY KEY REFERENCES person (id),
    at     BIGINT NOT NULL
);
CREATE TABLE notice_mute (
    person TEXT NOT NULL REFERENCES person (id),
    code   TEXT NOT NULL,
    PRIMARY KEY (person, code)
);
CREATE INDEX notice_person ON notice (person, at);

-- deputy is the right of a person to act for another while that one is away, as
-- its facts add up, kept for lists.
CREATE TABLE deputy (
    id        TEXT PRIMARY KEY,
    principal TEXT NOT NULL REFERENCES person (id),
    person    TEXT NOT NULL REFERENCES person (id),
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    ended     BOOLEAN NOT NULL,
    version   BIGINT NOT NULL
);
CREATE INDEX deputy_person ON deputy (person, last_day);
CREATE INDEX deputy_principal ON deputy (principal, last_day);

CREATE TABLE deputy_event (
    deputy TEXT NOT NULL REFERENCES deputy (id),
    seq    BIGINT NOT NULL,
    at     BIGINT NOT NULL,
    author TEXT NOT NULL,
    kind   TEXT NOT NULL,
    data   TEXT NOT NULL,
    hash   TEXT NOT NULL,
    PRIMARY KEY (deputy, seq)
);
CREATE INDEX audit_event_object ON audit_event (object, at);

-- +goose Down
DROP INDEX audit_event_object;
DROP TABLE deputy_event;
DROP TABLE deputy;
DROP INDEX notice_person;
DROP TABLE notice_mute;
DROP TABLE notice_mark;
DROP TABLE notice_read;
DROP TABLE finding_word;
DROP TABLE finding;
