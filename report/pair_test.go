package report_test

import (
	"testing"

	"motcua/report"
)

func TestFiguresOfTwoPeriodsStandSideBySide(t *testing.T) {
	now := []report.Figure{{Key: "a", Value: 15, Of: 33}, {Key: "a", Scope: "x", Value: 1}, {Key: "a.lastYear", Value: 9}, {Key: "money", Value: 5, Unit: report.Money}, {Key: "new", Value: 2}}
	before := []report.Figure{{Key: "gone", Value: 4}, {Key: "money", Value: 5}, {Key: "a", Value: 12, Of: 30}, {Key: "a", Scope: "x"}}
	want := []struct {
		reason, key, scope string
		by                 int
		comparable, share  bool
		hundredths         int64
	}{
		{"three more of twelve", "a", "", 3, true, true, 2500},
		{"nothing before, so no share", "a", "x", 1, true, false, 0},
		{"another unit", "money", "", 0, false, false, 0},
		{"only now", "new", "", 0, false, false, 0},
		{"only before", "gone", "", 0, false, false, 0},
	}
	got := report.Pairs(now, before)
	if len(got) != len(want) {
		t.Fatalf("got %d pairs, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		d, ok := got[i].Difference()
		if got[i].Key != w.key || got[i].Scope != w.scope || ok != w.comparable || d.By != w.by || d.Known != w.share || d.Hundredths != w.hundredths {
			t.Errorf("%s: got %+v, %+v, %v", w.reason, got[i], d, ok)
		}
	}
}

func TestCodesBecomeWords(t *testing.T) {
	words := map[string]string{"catalogue.decisionKind.new": "Mới ban hành", "catalogue.decisionKind.abolished": "Bãi bỏ"}
	raw := report.List{Key: "control.decisions", Columns: []string{"number", "kinds"}, Rows: []report.ListRow{{Cells: []string{"new", "new, abolished"}}, {Cells: []string{"2", "other"}}, {Cells: []string{"3"}}}}
	got := raw.Worded(func(key string) string { return words[key] })
	for i, want := range []string{"Mới ban hành, Bãi bỏ", "other"} {
		if got.Rows[i].Cells[1] != want {
			t.Errorf("row %d: got %q, want %q", i+1, got.Rows[i].Cells[1], want)
		}
	}
	if got.Rows[0].Cells[0] != "new" || raw.Rows[0].Cells[1] != "new, abolished" {
		t.Errorf("what is no code, or was given, changed: %+v, %+v", got.Rows[0], raw.Rows[0])
	}
}
