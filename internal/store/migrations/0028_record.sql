-- +goose Up
-- record is a thing of the department's office: a plan, a task, a directive, an
-- inspection … What lists keep of it follows from its facts in record_event.
-- One that is open has ended at the end of time, as has one without a date.
CREATE TABLE record (
    id       TEXT PRIMARY KEY,
    noun     TEXT NOT NULL,
    parent   TEXT NOT NULL,
    number   TEXT NOT NULL,
    title    TEXT NOT NULL,
    day      TEXT NOT NULL,
    unit     TEXT NOT NULL,
    person   TEXT NOT NULL,
    state    TEXT NOT NULL,
    due_at   BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    same     TEXT NOT NULL,
    search   TEXT NOT NULL,
    version  BIGINT NOT NULL
);
CREATE INDEX record_day ON record (noun, day, id);
CREATE INDEX record_parent ON record (parent, day, id) WHERE parent <> '';
CREATE INDEX record_due ON record (noun, due_at, id) WHERE ended_at = 9223372036854775807;
CREATE INDEX record_person ON record (person, due_at, id) WHERE ended_at = 9223372036854775807;
CREATE UNIQUE INDEX record_same ON record (noun, same) WHERE same <> '';

CREATE TABLE record_event (
    record TEXT NOT NULL REFERENCES record (id),
    seq    BIGINT NOT NULL,
    at     BIGINT NOT NULL,
    author TEXT NOT NULL,
    kind   TEXT NOT NULL,
    data   TEXT NOT NULL,
    hash   TEXT NOT NULL,
    PRIMARY KEY (record, seq)
);

-- +goose Down
DROP TABLE record_event;
DROP TABLE record;
