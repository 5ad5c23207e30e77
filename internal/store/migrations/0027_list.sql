-- +goose Up
-- saved_view is a filter of a list that a person keeps as a tab; query is what
-- stands behind the ? of the list's address.
CREATE TABLE saved_view (
    id      TEXT PRIMARY KEY,
    person  TEXT NOT NULL REFERENCES person (id),
    list    TEXT NOT NULL,
    name    TEXT NOT NULL,
    query   TEXT NOT NULL,
    star    BOOLEAN NOT NULL,
    place   BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX saved_view_name ON saved_view (person, list, name);

-- list_columns are the columns a person sees of a list, parted by blanks.
CREATE TABLE list_columns (
    person  TEXT NOT NULL REFERENCES person (id),
    list    TEXT NOT NULL,
    columns TEXT NOT NULL,
    PRIMARY KEY (person, list)
);

-- long_task is work on many dossiers that a page shows the progress of. body is
-- what was asked, lines what became of single rows. file is what was handed in,
-- result what came out of it.
CREATE TABLE long_task (
    id         TEXT PRIMARY KEY,
    person     TEXT NOT NULL REFERENCES person (id),
    kind       TEXT NOT NULL,
    state      TEXT NOT NULL,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL,
    lines      TEXT NOT NULL,
    total      BIGINT NOT NULL,
    done       BIGINT NOT NULL,
    failed     BIGINT NOT NULL,
    cancelled  BOOLEAN NOT NULL,
    file       TEXT NOT NULL,
    hash       TEXT NOT NULL,
    result     TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    ended_at   BIGINT NOT NULL
);
CREATE INDEX long_task_person ON long_task (person, made_at);
CREATE INDEX long_task_hash ON long_task (hash) WHERE hash <> '';

-- imported_dossier is a dossier that came from a row of a file; version is the
-- number of facts it had then, so that it shows whether anybody touched it.
CREATE TABLE imported_dossier (
    dossier   TEXT PRIMARY KEY REFERENCES dossier (id),
    task      TEXT NOT NULL REFERENCES long_task (id),
    line      BIGINT NOT NULL,
    code      TEXT NOT NULL,
    version   BIGINT NOT NULL,
    undone_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX imported_dossier_line ON imported_dossier (task, line);

-- +goose Down
DROP TABLE imported_dossier;
DROP TABLE long_task;
DROP TABLE list_columns;
DROP TABLE saved_view;
