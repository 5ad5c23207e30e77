// Package report counts what was done: for a period, how many dossiers were
// received, resolved early, on time or late, how many are open, and who caused
// the late ones.
//
// The columns are those of biểu II.06a/VPCP/KSTT (TT 01/2020/TT-VPCP), with its
// identities: received = online + direct + carried over, resolved = early + on
// time + late, open = in time + overdue, received = resolved + open.
package report

import (
	"cmp"
	"slices"
	"strings"
)

// Group names what the rows of a table stand for.
type Group string

// What figures can be grouped by.
const (
	ByField     Group = "field"
	ByProcedure Group = "procedure"
	ByUnit      Group = "unit"
	ByOfficer   Group = "officer" // whom the lead agency named last; "" nobody
	ByChannel   Group = "channel"
	ByLevel     Group = "level" // of service of the pinned version
	// ByCause has a row for each agency and reason of lateness and counts only
	// what was concluded late.
	ByCause Group = "cause"
)

// Groups are all that figures can be grouped by.
func Groups() []Group {
	return []Group{ByField, ByProcedure, ByUnit, ByOfficer, ByChannel, ByLevel, ByCause}
}

// Valid tells whether g is one of the groups.
func (g Group) Valid() bool { return slices.Contains(Groups(), g) }

// CauseKey is the key of a row by cause; SplitCause reads it.
func CauseKey(agency, cause string) string { return agency + "/" + cause }

// SplitCause reads the agency and the reason out of the key of a row by cause.
func SplitCause(key string) (agency, cause string) {
	agency, cause, _ = strings.Cut(key, "/")
	return agency, cause
}

// Row is one line of the table.
type Row struct {
	Key      string   `json:"key"`
	Received Received `json:"received"`
	Resolved Resolved `json:"resolved"`
	Open     Open     `json:"open"`
	LateBy   []LateBy `json:"lateBy"`
}

// Received counts what was to be handled in the period (columns 3–6).
type Received struct {
	Total       int `json:"total"`
	Online      int `json:"online"`
	Direct      int `json:"direct"` // at the counter or by post
	CarriedOver int `json:"carriedOver"`
}

// Resolved counts what was concluded in the period (columns 7–10).
type Resolved struct {
	Total  int `json:"total"`
	Early  int `json:"early"`
	OnTime int `json:"onTime"` // withdrawn and stopped ones too, as the form counts
	Late   int `json:"late"`
}

// Open counts what was left at the end of the period (columns 11–13).
type Open struct {
	Total   int `json:"total"`
	InTime  int `json:"inTime"` // waiting for the applicant's papers too
	Overdue int `json:"overdue"`
}

// LateBy is how many late dossiers an agency caused.
type LateBy struct {
	Agency   string `json:"agency"`
	Dossiers int    `json:"dossiers"`
}

// Count is what the store counts for one key and one cause of lateness.
type Count struct {
	Key        string
	Version    int    // of the procedure that Key is, when counted by level
	LateAgency string // who caused the Late ones; "" for all others
	LateCause  string // why; "" without an apology
	// Received in the period, or carried over from before it.
	Online, Direct, CarriedOver int
	// Concluded in the period.
	Early, OnTime, Late int
	// Open at its end.
	InTime, Overdue int
}

// Table adds counts up to rows in the order of their keys, and the total.
func Table(counts []Count) (rows []Row, total Row) {
	byKey := map[string]*Row{}
	for _, c := range counts {
		row := byKey[c.Key]
		if row == nil {
			row = &Row{Key: c.Key}
			byKey[c.Key] = row
		}
		row.add(c)
		total.add(c)
	}
	rows = make([]Row, 0, len(byKey))
	for _, row := range byKey {
		row.sort()
		rows = append(rows, *row)
	}
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(a.Key, b.Key) })
	total.sort()
	return rows, total
}

func (r *Row) add(c Count) {
	r.Received.Online += c.Online
	r.Received.Direct += c.Direct
	r.Received.CarriedOver += c.CarriedOver
	r.Received.Total += c.Online + c.Direct + c.CarriedOver
	r.Resolved.Early += c.Early
	r.Resolved.OnTime += c.OnTime
	r.Resolved.Late += c.Late
	r.Resolved.Total += c.Early + c.OnTime + c.Late
	r.Open.InTime += c.InTime
	r.Open.Overdue += c.Overdue
	r.Open.Total += c.InTime + c.Overdue
	if c.Late > 0 {
		r.blame(c.LateAgency, c.Late)
	}
}

func (r *Row) blame(agency string, dossiers int) {
	i := slices.IndexFunc(r.LateBy, func(l LateBy) bool { return l.Agency == agency })
	if i < 0 {
		r.LateBy = append(r.LateBy, LateBy{Agency: agency})
		i = len(r.LateBy) - 1
	}
	r.LateBy[i].Dossiers += dossiers
}

func (r *Row) sort() {
	if r.LateBy == nil {
		r.LateBy = []LateBy{}
	}
	slices.SortFunc(r.LateBy, func(a, b LateBy) int {
		return cmp.Or(cmp.Compare(b.Dossiers, a.Dossiers), cmp.Compare(a.Agency, b.Agency))
	})
}

// Causes are the rows of what was concluded late, by agency and reason.
func Causes(counts []Count) []Row {
	var late []Count
	for _, c := range counts {
		if c.Late > 0 {
			late = append(late, Count{Key: CauseKey(c.LateAgency, c.LateCause), LateAgency: c.LateAgency, Late: c.Late})
		}
	}
	rows, _ := Table(late)
	return rows
}
