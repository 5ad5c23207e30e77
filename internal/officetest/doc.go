// Package officetest gives tests real things to stand on: an empty PostgreSQL
// database of their own ([Postgres]), on a server that needs no setting up.
//
// Nothing here skips: a machine that lacks what a test needs fails it, with the
// sentence that says how to get it (make tools).
package officetest
