package office_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"motcua/catalogue"
	"motcua/dossier"
	"motcua/internal/officetest"
	"motcua/report"
)

// factsAsCounted holds what dossiers say of a period against its figures, and
// every value against the dossiers it names.
func factsAsCounted(t *testing.T, o *officetest.Office, p report.Period) {
	t.Helper()
	facts, err := o.Facts(t.Context(), o.As("office"), p)
	check(t, "facts", err)
	found := map[string]report.Figure{}
	for _, f := range facts.Figures {
		if f.Unit == report.Things && int(f.Value) != len(f.Rows) {
			t.Errorf("%s of %q: %d with %d rows", f.Key, f.Scope, f.Value, len(f.Rows))
		}
		if _, again := found[f.Key+"|"+f.Scope]; again {
			t.Errorf("%s of %q is told twice", f.Key, f.Scope)
		}
		found[f.Key+"|"+f.Scope] = f
	}
	s, err := o.Statistics(t.Context(), o.As("office"), p.From, p.To, report.ByField)
	check(t, "statistics", err)
	units, err := o.Statistics(t.Context(), o.As("office"), p.From, p.To, report.ByUnit)
	check(t, "statistics", err)
	for _, row := range append(append(s.Rows, s.Total), units.Rows...) {
		for c, key := range map[report.Column]string{report.ColumnReceived: "dossier.received", report.ColumnOnline: "dossier.online", report.ColumnCarried: "dossier.carried",
			report.ColumnResolved: "dossier.resolved", report.ColumnLate: "dossier.late", report.ColumnOpen: "dossier.open", report.ColumnOverdue: "dossier.overdue"} {
			if got, want := found[key+"|"+row.Key].Value, int64(row.Number(c)); got != want {
				t.Errorf("%s to %s, %s of %q: got %d, want %d as counted", p.From, p.To, key, row.Key, got, want)
			}
		}
	}
	for _, l := range s.Total.LateBy {
		if f := found["dossier.lateBy|"+l.Agency]; f.Value != int64(l.Dossiers) || f.Of != int64(s.Total.Resolved.Late) {
			t.Errorf("late by %s: got %d of %d, want %d of %d", l.Agency, f.Value, f.Of, l.Dossiers, s.Total.Resolved.Late)
		}
	}
}

func TestFactsOfDossiers(t *testing.T) {
	officetest.Each(t, "2021-06-01T08:30", func(t *testing.T, o *officetest.Office) {
		receive(t, o, "Công ty Mẫu năm trước")
		o.MoveTo("2022-05-03T08:30")
		late, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: simple, Applicant: dossier.Party{Name: "Mẫu"}, Channel: catalogue.Online})
		check(t, "receive", err)
		due := late.Clock.Due
		receive(t, o, "Công ty Mẫu")
		o.Clock().MoveTo(due.Add(24 * time.Hour))
		view, err := o.Dossier(t.Context(), o.As("office"), late.Code)
		check(t, "read", err)
		for choose := rand.New(rand.NewPCG(1, 2)); view.Status.Open(); {
			check(t, "walk", walk(o, view, choose))
			view, err = o.Dossier(t.Context(), o.As("office"), late.Code)
			check(t, "read", err)
		}
		p := report.Period{From: calendarDate(t, "2022-04-15"), To: calendarDate(t, "2022-08-10")}
		factsAsCounted(t, o, p)
		facts, err := o.Facts(t.Context(), o.As("office"), p)
		check(t, "facts", err)
		want := map[string]int64{"dossier.received": 3, "dossier.carried": 1, "dossier.online": 1, "dossier.late": 1, "dossier.lateDays.min": 1, "dossier.lateDays.max": 1,
			"dossier.received.lastYear": 1, "dossier.direct.lastYear": 1, "dossier.open.lastYear": 1, "dossier.carried.lastYear": 0, "dossier.inGoodTime": 0}
		for _, f := range facts.Figures {
			if n, ok := want[f.Key]; ok && f.Scope == "" {
				if f.Value != n {
					t.Errorf("%s: got %d, want %d", f.Key, f.Value, n)
				}
				if f.Key == "dossier.late" && (len(f.Rows) != 1 || f.Rows[0].ID != late.Code || f.Of != 1) {
					t.Errorf("late: got %+v of %d, want %s of the one resolved", f.Rows, f.Of, late.Code)
				}
				delete(want, f.Key)
			}
		}
		if len(want) > 0 {
			t.Errorf("not told: %v", want)
		}
		table := slices.IndexFunc(facts.Lists, func(l report.List) bool { return l.Key == "dossier.byField" })
		if table < 0 || len(facts.Lists[table].Rows) == 0 || len(facts.Lists[table].Columns) != 12 {
			t.Error("the table by field is not among the lists, or is empty")
		}
		if facts, err := o.Facts(t.Context(), o.As("stnmt"), p); err == nil && len(facts.Figures) > 0 {
			t.Error("a consulted agency is told the figures")
		}
	})
}
