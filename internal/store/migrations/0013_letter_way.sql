-- +goose Up
-- A way of a letter is claimed by whoever sends it, so that nobody else sends
-- it too; the state of a letter is that of its ways, and one without a way is
-- read on the pages.
ALTER TABLE letter_way ADD COLUMN claimed_at BIGINT NOT NULL DEFAULT 0;
DELETE FROM letter_way;
INSERT INTO letter_way (letter, channel, state, claimed_at) SELECT id, 'mail', state, 0 FROM letter WHERE email <> '' AND state <> 'kept';
ALTER TABLE letter DROP COLUMN state;
CREATE INDEX letter_owner ON letter (owner, at);

-- letter_key signs the links in letters by which a channel is shut without
-- signing in; it is made once.
CREATE TABLE letter_key (
    name   TEXT PRIMARY KEY,
    secret TEXT NOT NULL
);

-- +goose Down
DROP TABLE letter_key;
DROP INDEX letter_owner;
ALTER TABLE letter ADD COLUMN state TEXT NOT NULL DEFAULT 'kept';
ALTER TABLE letter_way DROP COLUMN claimed_at;
