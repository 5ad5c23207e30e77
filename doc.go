// Package motcua is the map of the house and the two things every room shares:
// a sentence that waits for its language ([Text]) and an error that knows its
// reader ([Fault]).
//
// The repository root says what the department does; internal/ says how.
//
// What the department does, pure Go without input or output:
//
//   - vietnamese: the letters – NFC, folding for search, names masked, order
//   - calendar: working hours, days off, make-up days; working time between instants
//   - deadline: terms, the ledger of a clock, and the due date with its reasons
//   - identity: people, units, agencies, roles, and what a role may do
//   - catalogue: procedures, their versions, papers, fees, internal processes
//   - dossier: the dossier, its facts and the decisions that add to them
//   - interagency: opinions asked of other agencies, more time, who caused what
//   - document: files handed in, their kinds and limits
//   - payment: fees and charges, receipts, refunds, transfers and bank statements
//   - account: applicants with an account, and whom they act for
//   - territory: provinces, districts, communes, before and after July 2025
//   - industry: the classification of economic activities
//   - eform: forms as data, what was typed into them, and what is wrong with it
//   - submission: drafts filled in online, and what came of what was sent
//   - feedback: what people say of the office: ratings, and feedback with its clocks
//   - letter: what is written to people outside, by which ways, in what words
//   - sheet: what is printed by a form: the forms of law as data, and their fields
//   - register: official documents in and out, their numbers and signs
//   - counter: the hall: what scanners type, the queue of a day, who is on duty
//   - report: figures counted from dossiers
//
// How it is done, under internal/: office (the use cases), store (all SQL),
// web and api (siblings on top of office), job (background work), message (all
// text), config. The binary is cmd/motcua. What each room may import is a test:
// arch_test.go.
package motcua
