-- +goose Up
-- topic is an event of life or business that leads to procedures.
CREATE TABLE topic (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL
);

-- +goose Down
DROP TABLE topic;
