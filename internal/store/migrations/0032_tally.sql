-- +goose Up
-- officer: whom the lead agency named last. Of dossiers that have left the
-- unit it is not known here; "motcua check --repair" reads it from the facts.
ALTER TABLE dossier ADD COLUMN officer TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN late_cause TEXT NOT NULL DEFAULT '';
UPDATE dossier SET officer = holder_person WHERE holder_agency = lead_agency;
UPDATE dossier SET late_cause = COALESCE((SELECT max(a.cause) FROM apology a WHERE a.dossier = dossier.id), '') WHERE standing = 'late';

-- Figures are sums of the cells below; the rows themselves are read for what
-- is overdue, and for the list behind a number.
DROP INDEX dossier_ended;
CREATE INDEX dossier_ended ON dossier (ended_at, received_at);
CREATE INDEX dossier_received ON dossier (received_at);
CREATE INDEX dossier_overrun ON dossier (ended_at, received_at, due_at, paused, field, procedure_code, version_number, lead_unit, officer, channel)
    WHERE due_at < ended_at;

-- span is "d2022-06-10", "m2022-06" or "y2022".
CREATE TABLE tally_matters (
    span           TEXT NOT NULL,
    field          TEXT NOT NULL,
    procedure_code TEXT NOT NULL,
    version_number BIGINT NOT NULL,
    late_agency    TEXT NOT NULL,
    late_cause     TEXT NOT NULL,
    online         BIGINT NOT NULL,
    direct         BIGINT NOT NULL,
    early          BIGINT NOT NULL,
    on_time        BIGINT NOT NULL,
    late           BIGINT NOT NULL,
    PRIMARY KEY (span, field, procedure_code, version_number, late_agency, late_cause)
);
CREATE TABLE tally_hands (
    span        TEXT NOT NULL,
    lead_unit   TEXT NOT NULL,
    officer     TEXT NOT NULL,
    channel     TEXT NOT NULL,
    late_agency TEXT NOT NULL,
    late_cause  TEXT NOT NULL,
    online      BIGINT NOT NULL,
    direct      BIGINT NOT NULL,
    early       BIGINT NOT NULL,
    on_time     BIGINT NOT NULL,
    late        BIGINT NOT NULL,
    PRIMARY KEY (span, lead_unit, officer, channel, late_agency, late_cause)
);
-- Whoever opens the database first fills the summaries from the dossiers.
CREATE TABLE tally_state (filled BOOLEAN NOT NULL);
INSERT INTO tally_state (filled) VALUES (FALSE);

-- +goose Down
DROP TABLE tally_state;
DROP TABLE tally_hands;
DROP TABLE tally_matters;
DROP INDEX dossier_overrun;
DROP INDEX dossier_received;
DROP INDEX dossier_ended;
CREATE INDEX dossier_ended ON dossier (ended_at, received_at, due_at, paused, standing, channel, field, procedure_code, lead_unit, late_agency);
ALTER TABLE dossier DROP COLUMN late_cause;
ALTER TABLE dossier DROP COLUMN officer;
