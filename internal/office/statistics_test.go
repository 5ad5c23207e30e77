package office_test

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"motcua"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
	"motcua/report"
)

// equalsTheRecount holds the figures, summed up from the summaries, against
// the dossiers counted one by one.
func equalsTheRecount(t *testing.T, o *officetest.Office, p report.Period) {
	t.Helper()
	for _, by := range report.Groups() {
		summed, err := o.Store.Counts(t.Context(), p, o.Now(), by)
		check(t, "sum up", err)
		counted, err := o.Store.Recount(t.Context(), p, o.Now(), by)
		check(t, "recount", err)
		got, gotTotal := report.Table(summed)
		want, wantTotal := report.Table(counted)
		if by == report.ByCause {
			got, want = report.Causes(summed), report.Causes(counted)
		}
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(gotTotal, wantTotal) {
			t.Errorf("%s to %s by %s: summed up %+v, recounted %+v", p.From, p.To, by, got, want)
		}
	}
}

// everyNumberHasItsList opens the list behind every number of every table of a
// period: it has exactly as many rows.
func everyNumberHasItsList(t *testing.T, o *officetest.Office, p report.Period) {
	t.Helper()
	ctx, actor := t.Context(), o.As("office")
	for _, by := range report.Groups() {
		s, err := o.Statistics(ctx, actor, p.From, p.To, by)
		check(t, "statistics", err)
		for i, row := range append(s.Rows, s.Total) {
			cell := report.Cell{From: p.From, To: p.To, By: by, Key: row.Key, Total: i == len(s.Rows)}
			for _, cell.Column = range report.Columns() {
				if cell.Check() != nil {
					continue
				}
				if got, want := listed(t, o, cell), row.Number(cell.Column); got != want {
					t.Errorf("%+v: the list has %d rows, want %d", cell, got, want)
				}
			}
			cell.Column = report.ColumnLate
			for _, l := range row.LateBy {
				cell.Agency = l.Agency
				if got := listed(t, o, cell); got != l.Dossiers {
					t.Errorf("%+v: the list has %d rows, want %d", cell, got, l.Dossiers)
				}
			}
		}
	}
}

// listed reads a list to its end, page by page, and sees no dossier twice.
func listed(t *testing.T, o *officetest.Office, cell report.Cell) int {
	t.Helper()
	seen := map[string]bool{}
	for q := (office.Query{Counted: &cell, Limit: 7}); ; {
		page, err := o.Dossiers(t.Context(), o.As("office"), q)
		check(t, fmt.Sprintf("list %+v", cell), err)
		for _, s := range page.Items {
			if seen[s.Code] {
				t.Fatalf("%+v: %s twice", cell, s.Code)
			}
			seen[s.Code] = true
		}
		if q.After = page.Next; q.After == "" {
			return len(seen)
		}
	}
}

func noSumIsWrong(t *testing.T, o *officetest.Office) {
	t.Helper()
	wrong, err := o.Store.WrongTallies(t.Context())
	check(t, "compare", err)
	if wrong != 0 {
		t.Errorf("summaries: %d cells differ from the dossiers", wrong)
	}
}

func TestTheListBehindANumberIsForWhoReadsFigures(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		receive(t, o, "Công ty Mẫu")
		june := report.Cell{From: calendarDate(t, "2022-06-01"), To: calendarDate(t, "2022-06-30"), By: report.ByField, Total: true, Column: report.ColumnReceived}
		if got := listed(t, o, june); got != 1 {
			t.Fatalf("listed: got %d, want the one received", got)
		}
		wrong := func(change func(*report.Cell)) *report.Cell { c := june; change(&c); return &c }
		for _, test := range []struct {
			reason, who string
			cell        *report.Cell
			want        string
		}{
			{"a consulted agency sees no figures, nor what they are made of", "stnmt", &june, "identity.forbidden.readFigures"},
			{"a group that is none", "office", wrong(func(c *report.Cell) { c.By = "colour" }), "report.group"},
			{"a column that is none", "office", wrong(func(c *report.Cell) { c.Column = "1 = 1" }), "report.column"},
			{"the end before the beginning", "office", wrong(func(c *report.Cell) { c.To = c.From.AddDays(-1) }), "report.backwards"},
			{"an agency that made others than the late ones", "office", wrong(func(c *report.Cell) { c.Agency = "stnmt" }), "report.column"},
		} {
			_, err := o.Dossiers(t.Context(), o.As(test.who), office.Query{Counted: test.cell})
			if got := faultOf(t, err).Text.Key; got != test.want {
				t.Errorf("%s: got %s, want %s", test.reason, got, test.want)
			}
			if _, err := o.CountDossiers(t.Context(), o.As(test.who), office.Query{Counted: test.cell}); err == nil {
				t.Errorf("%s: counted", test.reason)
			}
		}
	})
}

// What goes wrong in a summary is found and put right; figures follow.
func TestSummariesAreCheckedAndRebuilt(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		view := receive(t, o, "Công ty Mẫu")
		receive(t, o, "Công ty Mẫu")
		_, err := o.Withdraw(ctx, o.As("reception"), office.Target{Code: view.Code}, "thôi")
		check(t, "withdraw", err)
		noSumIsWrong(t, o)
		check(t, "spoil", o.Store.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.SQL.ExecContext(ctx, `UPDATE tally_hands SET direct = direct + 3 WHERE span = 'y2022'`)
			return err
		}))
		if wrong, err := o.Store.WrongTallies(ctx); err != nil || wrong != 1 {
			t.Errorf("spoilt: %d cells wrong (%v), want one", wrong, err)
		}
		seen, err := o.Inspect(ctx, o.As("admin"), 10, nil)
		check(t, "inspect", err)
		if seen.Sums != 1 {
			t.Errorf("inspected: %d cells wrong, want one", seen.Sums)
		}
		check(t, "forget an officer", o.Store.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.SQL.ExecContext(ctx, `UPDATE dossier SET officer = 'nobody' WHERE code = '`+view.Code+`'`)
			return err
		}))
		if changed, err := o.Repair(ctx, o.As("admin")); err != nil || changed != 1 {
			t.Errorf("repaired: %d (%v), want one", changed, err)
		}
		if _, err := o.Repair(ctx, o.As("office")); motcua.KindOf(err) != motcua.Forbidden {
			t.Errorf("repaired by the office: got %v, want it forbidden", err)
		}
		noSumIsWrong(t, o)
		equalsTheRecount(t, o, report.Month(calendarDate(t, "2022-06-01")))
	})
}

// A change that fails leaves the summaries as they were.
func TestAChangeThatFailsCountsNothing(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		view := receive(t, o, "Công ty Mẫu")
		kept, err := o.Store.Summary(ctx, view.Code)
		check(t, "read", err)
		again := kept
		again.ID, again.Code = "other", "other"
		err = o.Store.Write(ctx, func(tx *store.Tx) error {
			if err := tx.CreateDossier(ctx, again, nil, nil); err != nil {
				return err
			}
			return motcua.Refused(motcua.Conflict, "dossier.unknown")
		})
		if err == nil {
			t.Fatal("the change did not fail")
		}
		stale := kept
		stale.EndedAt, stale.Version = o.Now(), kept.Version+5
		if err := o.Store.Write(ctx, func(tx *store.Tx) error { return tx.AppendFacts(ctx, stale, "", nil, []dossier.Errand(nil)) }); err == nil {
			t.Error("a change of an older version was saved")
		}
		noSumIsWrong(t, o)
	})
}
