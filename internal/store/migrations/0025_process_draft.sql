-- +goose Up
-- process_draft is the internal process being written for a procedure, until a
-- decision approves it.
CREATE TABLE process_draft (
    code    TEXT PRIMARY KEY REFERENCES procedure_record (code),
    version BIGINT NOT NULL,
    body    TEXT NOT NULL
);

-- +goose Down
DROP TABLE process_draft;
