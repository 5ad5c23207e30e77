-- +goose Up
-- What is overdue is counted from rows: of the open ones in the order of this
-- index, by which they are grouped without being sorted; of the late ones, which
-- are few, by when they ended. All open ones end at the same instant; it stands
-- first so that the planner of SQLite sees that this index fits.
DROP INDEX dossier_overrun;
CREATE INDEX dossier_awaited ON dossier (ended_at, procedure_code, version_number, field, lead_unit, officer, channel, due_at, received_at, paused)
    WHERE ended_at = 9223372036854775807 AND NOT paused;
CREATE INDEX dossier_overrun ON dossier (ended_at, received_at, due_at, field, procedure_code, version_number, lead_unit, officer, channel)
    WHERE due_at < ended_at AND ended_at < 9223372036854775807;

-- +goose Down
DROP INDEX dossier_overrun;
DROP INDEX dossier_awaited;
CREATE INDEX dossier_overrun ON dossier (ended_at, received_at, due_at, paused, field, procedure_code, version_number, lead_unit, officer, channel)
    WHERE due_at < ended_at;
