-- +goose Up
-- A certificate is looked up by its code, by anybody who was shown one.
CREATE INDEX record_number ON record (noun, number) WHERE number <> '';

-- +goose Down
DROP INDEX record_number;
