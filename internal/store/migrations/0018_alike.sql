-- +goose Up
-- identifier is the number by which an applicant is known, to find what one
-- applicant has open of one procedure; '' in rows written before, until their
-- next fact.
ALTER TABLE dossier ADD COLUMN identifier TEXT NOT NULL DEFAULT '';
CREATE INDEX dossier_alike ON dossier (identifier, procedure_code) WHERE ended_at = 9223372036854775807;
ALTER TABLE submission ADD COLUMN identifier TEXT NOT NULL DEFAULT '';
CREATE INDEX submission_alike ON submission (identifier, procedure_code);

-- +goose Down
DROP INDEX submission_alike;
ALTER TABLE submission DROP COLUMN identifier;
DROP INDEX dossier_alike;
ALTER TABLE dossier DROP COLUMN identifier;
