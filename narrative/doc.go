// Package narrative is the room of reports as texts: definitions of official
// reports as data, texts written by people with figures as live fields, and the
// report that both give with the facts of a period. Each figure in it keeps
// where it comes from.
package narrative
