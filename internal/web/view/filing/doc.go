// Package filing draws the records that are filled in as one form: their list,
// their form, and one with its history.
package filing
