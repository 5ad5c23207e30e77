-- +goose Up
-- official_document is what the facts add up to, kept for lists; everything can
-- be rebuilt from official_document_event. A number stands once in its series.
CREATE TABLE official_document (
    id          TEXT PRIMARY KEY,
    direction   TEXT NOT NULL,
    agency      TEXT NOT NULL,
    series      TEXT NOT NULL,
    year        BIGINT NOT NULL,
    number      BIGINT NOT NULL,
    kind        TEXT NOT NULL,
    symbol      TEXT NOT NULL,
    dated       TEXT NOT NULL,
    subject     TEXT NOT NULL,
    urgency     TEXT NOT NULL,
    secrecy     TEXT NOT NULL,
    sender      TEXT NOT NULL,
    recipients  TEXT NOT NULL,
    signer      TEXT NOT NULL,
    state       TEXT NOT NULL,
    unit        TEXT NOT NULL,
    person      TEXT NOT NULL,
    person_name TEXT NOT NULL,
    entered_at  BIGINT NOT NULL,
    received    TEXT NOT NULL,
    due_at      BIGINT NOT NULL,
    ended_at    BIGINT NOT NULL,
    late        BOOLEAN NOT NULL,
    replaced    TEXT NOT NULL,
    answer      TEXT NOT NULL,
    reply       TEXT NOT NULL,
    same        TEXT NOT NULL,
    search      TEXT NOT NULL,
    version     BIGINT NOT NULL
);
CREATE UNIQUE INDEX official_document_number ON official_document (series, year, number);
CREATE INDEX official_document_book ON official_document (agency, direction, year, entered_at, id);
CREATE INDEX official_document_entered ON official_document (agency, direction, entered_at, id);
CREATE INDEX official_document_due ON official_document (agency, direction, due_at, id) WHERE ended_at = 9223372036854775807;
CREATE INDEX official_document_same ON official_document (same) WHERE same <> '';

CREATE TABLE official_document_event (
    document TEXT NOT NULL REFERENCES official_document (id),
    seq      BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    author   TEXT NOT NULL,
    kind     TEXT NOT NULL,
    data     TEXT NOT NULL,
    hash     TEXT NOT NULL,
    PRIMARY KEY (document, seq)
);

-- official_reader is who is named with a secret document: nobody else finds it.
CREATE TABLE official_reader (
    document TEXT NOT NULL REFERENCES official_document (id),
    person   TEXT NOT NULL,
    PRIMARY KEY (document, person)
);

-- official_unit is which units have or had a document.
CREATE TABLE official_unit (
    document TEXT NOT NULL REFERENCES official_document (id),
    unit     TEXT NOT NULL,
    PRIMARY KEY (document, unit)
);
CREATE INDEX official_unit_unit ON official_unit (unit, document);

-- dossier_entry is the line of a dossier in the book that follows dossiers
-- (Mẫu số 06): by unit and year, from 01.
CREATE TABLE dossier_entry (
    dossier TEXT PRIMARY KEY REFERENCES dossier (id),
    agency  TEXT NOT NULL,
    unit    TEXT NOT NULL,
    year    BIGINT NOT NULL,
    number  BIGINT NOT NULL
);
CREATE UNIQUE INDEX dossier_entry_number ON dossier_entry (agency, unit, year, number);

-- dossier_book is a book that was closed.
CREATE TABLE dossier_book (
    agency    TEXT NOT NULL,
    unit      TEXT NOT NULL,
    year      BIGINT NOT NULL,
    closed_at BIGINT NOT NULL,
    closed_by TEXT NOT NULL,
    entries   BIGINT NOT NULL,
    PRIMARY KEY (agency, unit, year)
);

-- Dossiers received before there was a book are entered in the order in which
-- they came. The years are those of Vietnam's time.
WITH calendar_year (year, first_at, next_at) AS (VALUES
    (2000, 946659600000, 978282000000),
    (2001, 978282000000, 1009818000000),
    (2002, 1009818000000, 1041354000000),
    (2003, 1041354000000, 1072890000000),
    (2004, 1072890000000, 1104512400000),
    (2005, 1104512400000, 1136048400000),
    (2006, 1136048400000, 1167584400000),
    (2007, 1167584400000, 1199120400000),
    (2008, 1199120400000, 1230742800000),
    (2009, 1230742800000, 1262278800000),
    (2010, 1262278800000, 1293814800000),
    (2011, 1293814800000, 1325350800000),
    (2012, 1325350800000, 1356973200000),
    (2013, 1356973200000, 1388509200000),
    (2014, 1388509200000, 1420045200000),
    (2015, 1420045200000, 1451581200000),
    (2016, 1451581200000, 1483203600000),
    (2017, 1483203600000, 1514739600000),
    (2018, 1514739600000, 1546275600000),
    (2019, 1546275600000, 1577811600000),
    (2020, 1577811600000, 1609434000000),
    (2021, 1609434000000, 1640970000000),
    (2022, 1640970000000, 1672506000000),
    (2023, 1672506000000, 1704042000000),
    (2024, 1704042000000, 1735664400000),
    (2025, 1735664400000, 1767200400000),
    (2026, 1767200400000, 1798736400000),
    (2027, 1798736400000, 1830272400000),
    (2028, 1830272400000, 1861894800000),
    (2029, 1861894800000, 1893430800000),
    (2030, 1893430800000, 1924966800000),
    (2031, 1924966800000, 1956502800000),
    (2032, 1956502800000, 1988125200000),
    (2033, 1988125200000, 2019661200000),
    (2034, 2019661200000, 2051197200000),
    (2035, 2051197200000, 2082733200000),
    (2036, 2082733200000, 2114355600000),
    (2037, 2114355600000, 2145891600000),
    (2038, 2145891600000, 2177427600000),
    (2039, 2177427600000, 2208963600000),
    (2040, 2208963600000, 2240586000000)
)
INSERT INTO dossier_entry (dossier, agency, unit, year, number)
SELECT d.id, d.lead_agency, d.lead_unit, y.year,
    row_number() OVER (PARTITION BY d.lead_agency, d.lead_unit, y.year ORDER BY d.received_at, d.id)
FROM dossier d JOIN calendar_year y ON d.received_at >= y.first_at AND d.received_at < y.next_at;

INSERT INTO counter (scope, day, value)
SELECT 'book:' || agency || ':' || unit, CAST(year AS TEXT), max(number) FROM dossier_entry GROUP BY agency, unit, year;

-- +goose Down
DELETE FROM counter WHERE scope LIKE 'book:%';
DROP TABLE dossier_book;
DROP TABLE dossier_entry;
DROP TABLE official_unit;
DROP TABLE official_reader;
DROP TABLE official_document_event;
DROP TABLE official_document;
