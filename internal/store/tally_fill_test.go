package store_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/pressly/goose/v3"

	"motcua/calendar"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/officetest"
	"motcua/internal/store"
	"motcua/report"
)

// beforeSummaries is the migration after which no summaries were there yet.
const beforeSummaries = 31

// TestSummariesOfDossiersThatWereThereBefore takes a database back to what it was
// without summaries and opens it: they are filled, and equal the dossiers. The
// officer is known of what still lies with its unit, the reason of lateness of
// what was apologised for.
func TestSummariesOfDossiersThatWereThereBefore(t *testing.T) {
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			ctx, address := t.Context(), officetest.Address(t, engine)
			s, err := store.Open(ctx, address)
			if err != nil {
				t.Fatal(err)
			}
			officers, causes := older(t, s)
			dialect := goose.DialectSQLite3
			if engine == store.PostgreSQL {
				dialect = goose.DialectPostgres
			}
			provider, err := goose.NewProvider(dialect, s.DB(), os.DirFS("migrations"))
			if err == nil {
				_, err = provider.DownTo(ctx, beforeSummaries)
			}
			if err != nil {
				t.Fatalf("take the database back: %v", err)
			}
			if _, err := s.DB().ExecContext(ctx, `SELECT 1 FROM tally_state`); err == nil {
				t.Fatal("there are summaries still")
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if s, err = store.Open(ctx, address); err != nil {
				t.Fatalf("open the older database: %v", err)
			}
			defer func() { _ = s.Close() }()
			filledAsCounted(t, s)
			whole := report.Period{From: calendar.DateOf(moment).AddDays(-2000), To: calendar.DateOf(moment).AddDays(60)}
			if got := received(t, s, whole, report.ByOfficer); !maps.Equal(got, officers) {
				t.Errorf("by officer: got %v, want %v", got, officers)
			}
			late, err := s.Counts(ctx, whole, moment, report.ByCause)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]int{}
			for _, c := range late {
				got[c.LateCause] += c.Late
			}
			for cause, n := range causes {
				if got[cause] != n {
					t.Errorf("late for %q: got %d, want %d", cause, got[cause], n)
				}
			}
		})
	}
}

// older stores dossiers as an older version knew them; it tells how many there
// are by the officer that can be known, and how many late by reason.
func older(t *testing.T, s *store.Store) (officers, causes map[string]int) {
	t.Helper()
	choose := rand.New(rand.NewPCG(4, 9))
	officers, causes = map[string]int{}, map[string]int{}
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		for n := range 400 {
			d := made(choose, n+1)
			if choose.IntN(2) == 0 { // it still lies with its unit
				d.Holder = dossier.Holder{Agency: d.LeadAgency, Unit: d.LeadUnit, Person: d.Officer}
			} else {
				d.Holder = dossier.Holder{Agency: "ttpvhcc"}
			}
			officers[d.Holder.Person]++
			apologised := d.Standing == deadline.Late && choose.IntN(2) == 0
			if apologised {
				d.LateCause = dossier.LateCauses()[choose.IntN(3)]
			}
			if d.Standing == deadline.Late {
				causes[string(d.LateCause)]++
			}
			if err := tx.CreateDossier(t.Context(), d, nil, nil); err != nil {
				return err
			}
			if !apologised {
				continue
			}
			if _, err := tx.SQL.ExecContext(t.Context(), fmt.Sprintf(`INSERT INTO apology (dossier, code, year, number, at, cause, unit, author, due_before, due_after, in_time)
				VALUES ('%s', '%s', 2021, %d, 0, '%s', '', '', 0, 0, TRUE)`, d.ID, d.Code, n, d.LateCause)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(causes) < 2 || len(officers) < 3 {
		t.Fatalf("too little to tell apart: %v, %v", officers, causes)
	}
	return officers, causes
}

func filledAsCounted(t *testing.T, s *store.Store) {
	t.Helper()
	if wrong, err := s.WrongTallies(t.Context()); err != nil || wrong != 0 {
		t.Errorf("after the fill %d cells are wrong (%v)", wrong, err)
	}
	today := calendar.DateOf(moment)
	for _, p := range []report.Period{{From: today.AddDays(-180), To: today}, {From: today.AddDays(-1500), To: today.AddDays(-700)}, {From: today.AddDays(-40), To: today.AddDays(-40)}} {
		for _, by := range report.Groups() {
			summed, err := s.Counts(t.Context(), p, moment, by)
			if err != nil {
				t.Fatal(err)
			}
			counted, err := s.Recount(t.Context(), p, moment, by)
			if err != nil {
				t.Fatal(err)
			}
			_, got := report.Table(summed)
			_, want := report.Table(counted)
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s to %s by %s: summed up %v, recounted %v", p.From, p.To, by, got, want)
			}
		}
	}
}

func received(t *testing.T, s *store.Store, p report.Period, by report.Group) map[string]int {
	t.Helper()
	counts, err := s.Counts(t.Context(), p, moment, by)
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]int{}
	for _, c := range counts {
		list[c.Key] += c.Online + c.Direct
	}
	return list
}
