-- +goose Up
-- A letter goes several ways, each with a state of its own; delivery notes the
-- tries of each way with the number that its gateway gave.
ALTER TABLE letter ADD COLUMN lang TEXT NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN short TEXT NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN dossier TEXT NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN owner TEXT NOT NULL DEFAULT '';
CREATE INDEX letter_dossier ON letter (dossier, at);

CREATE TABLE letter_way (
    letter  TEXT NOT NULL REFERENCES letter (id),
    channel TEXT NOT NULL,
    state   TEXT NOT NULL,
    PRIMARY KEY (letter, channel)
);
CREATE INDEX letter_way_state ON letter_way (state, letter);
INSERT INTO letter_way (letter, channel, state) SELECT id, 'mail', state FROM letter WHERE email <> '' AND state <> 'kept';

ALTER TABLE delivery ADD COLUMN channel TEXT NOT NULL DEFAULT 'mail';
ALTER TABLE delivery ADD COLUMN provider TEXT NOT NULL DEFAULT '';

-- letter_template is each wording of a kind of letter that the staff gave it,
-- the last in force; one without words is the wording of the program.
CREATE TABLE letter_template (
    kind    TEXT NOT NULL,
    lang    TEXT NOT NULL,
    version BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    author  TEXT NOT NULL,
    subject TEXT NOT NULL,
    body    TEXT NOT NULL,
    short   TEXT NOT NULL,
    PRIMARY KEY (kind, lang, version)
);

-- letter_choice is how somebody wants to be written to: an account, or the
-- applicant of a dossier without one.
CREATE TABLE letter_choice (
    owner TEXT PRIMARY KEY,
    at    BIGINT NOT NULL,
    body  TEXT NOT NULL
);

-- message_read is up to which fact a side has read the messages of a dossier.
CREATE TABLE message_read (
    dossier TEXT NOT NULL REFERENCES dossier (id),
    side    TEXT NOT NULL,
    seq     BIGINT NOT NULL,
    PRIMARY KEY (dossier, side)
);

-- +goose Down
DROP TABLE message_read;
DROP TABLE letter_choice;
DROP TABLE letter_template;
ALTER TABLE delivery DROP COLUMN provider;
ALTER TABLE delivery DROP COLUMN channel;
DROP TABLE letter_way;
DROP INDEX letter_dossier;
ALTER TABLE letter DROP COLUMN owner;
ALTER TABLE letter DROP COLUMN dossier;
ALTER TABLE letter DROP COLUMN short;
ALTER TABLE letter DROP COLUMN lang;
