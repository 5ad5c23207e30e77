-- +goose Up
-- bill is what the facts of a dossier's money add up to, kept for lists: every
-- column can be rebuilt from bill_event and the dossier.
CREATE TABLE bill (
    dossier    TEXT PRIMARY KEY REFERENCES dossier (id),
    code       TEXT NOT NULL,
    reference  TEXT NOT NULL, -- of the dossier, as it survives a bank
    applicant  TEXT NOT NULL,
    procedure_name TEXT NOT NULL,
    charged    BIGINT NOT NULL,
    exempted   BIGINT NOT NULL,
    paid       BIGINT NOT NULL,
    refunded   BIGINT NOT NULL,
    balance    BIGINT NOT NULL,
    state      TEXT NOT NULL,
    refund     TEXT NOT NULL, -- "", asked, granted
    changed_at BIGINT NOT NULL,
    version    BIGINT NOT NULL
);
CREATE INDEX bill_reference ON bill (reference);
CREATE INDEX bill_state ON bill (state, changed_at, dossier);
CREATE INDEX bill_balance ON bill (balance) WHERE balance > 0;
CREATE INDEX bill_refund ON bill (changed_at, dossier) WHERE refund <> '';

CREATE TABLE bill_event (
    dossier TEXT NOT NULL REFERENCES bill (dossier),
    seq     BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    author  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    data    TEXT NOT NULL,
    hash    TEXT NOT NULL,
    PRIMARY KEY (dossier, seq)
);

-- money is what came (positive) and went (negative), for sums by day and way.
CREATE TABLE money (
    id      TEXT PRIMARY KEY,
    dossier TEXT NOT NULL,
    at      BIGINT NOT NULL, -- when it was recorded
    kind    TEXT NOT NULL,
    way     TEXT NOT NULL,
    person  TEXT NOT NULL,
    amount  BIGINT NOT NULL
);
CREATE INDEX money_at ON money (at, kind, way, person, amount);

-- receipt is the register of receipts: a number is there once, voided or not.
CREATE TABLE receipt (
    series  TEXT NOT NULL,
    year    BIGINT NOT NULL,
    number  BIGINT NOT NULL,
    dossier TEXT NOT NULL,
    at      BIGINT NOT NULL,
    amount  BIGINT NOT NULL,
    voided  BOOLEAN NOT NULL,
    PRIMARY KEY (series, year, number)
);
CREATE INDEX receipt_at ON receipt (at);

CREATE TABLE gateway_order (
    id        TEXT PRIMARY KEY,
    dossier   TEXT NOT NULL REFERENCES dossier (id),
    code      TEXT NOT NULL,
    amount    BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    until_at  BIGINT NOT NULL,
    result    TEXT NOT NULL, -- of the gateway; "" while it has told none
    told_at   BIGINT NOT NULL
);
CREATE INDEX gateway_order_dossier ON gateway_order (dossier, at);

CREATE TABLE statement (
    id     TEXT PRIMARY KEY,
    at     BIGINT NOT NULL,
    person TEXT NOT NULL,
    name   TEXT NOT NULL,
    lines  BIGINT NOT NULL, -- lines of the file that told of money that came
    known  BIGINT NOT NULL  -- those that an earlier statement had told
);
CREATE INDEX statement_at ON statement (at);

-- statement_line is a line of a bank's statement: the same line told twice is
-- one. What it was matched with are facts of the bill.
CREATE TABLE statement_line (
    hash      TEXT PRIMARY KEY,
    statement TEXT NOT NULL REFERENCES statement (id),
    seq       BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    amount    BIGINT NOT NULL,
    content   TEXT NOT NULL,
    reference TEXT NOT NULL,
    state     TEXT NOT NULL, -- waiting, matched, partial, unmatched
    code      TEXT NOT NULL, -- of the dossier matched, or suggested
    payment   TEXT NOT NULL  -- id of the payment on its bill; "" unless matched
);
CREATE INDEX statement_line_of ON statement_line (statement, seq);
CREATE INDEX statement_line_state ON statement_line (state, at, hash);

-- +goose Down
DROP TABLE statement_line;
DROP TABLE statement;
DROP TABLE gateway_order;
DROP TABLE receipt;
DROP TABLE money;
DROP TABLE bill_event;
DROP TABLE bill;
