package main

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/internal/config"
	"motcua/report"
	"motcua/sample"
)

// TestTheSampleHasFifteenOfThirtyThreeTasksDone plays the demonstration and
// counts as the department's report does.
func TestTheSampleHasFifteenOfThirtyThreeTasksDone(t *testing.T) {
	moment := time.Date(2022, 6, 10, 8, 0, 0, 0, calendar.Zone())
	settings, err := config.Load("/dev/null", nil, map[string]any{"listen": "127.0.0.1:0", "data": t.TempDir(), "log.level": "warn"})
	if err != nil {
		t.Fatal(err)
	}
	h, err := demoCmd{}.furnished(t.Context(), settings, slog.New(slog.DiscardHandler), moment)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := h.close(); err != nil {
			t.Error(err)
		}
	}()
	people, err := actors()
	if err != nil {
		t.Fatal(err)
	}
	facts, err := h.office.Facts(context.Background(), people["office"], report.Period{From: day(2021, 12, 15), To: day(2022, 6, 10)})
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range facts.Figures {
		if f.Key == "plan.tasks.done" && (f.Scope == "" || f.Scope == "4999/KH-SKHĐT") {
			found++
			if f.Value != 15 || f.Of != 33 || len(f.Rows) != 15 {
				t.Errorf("%s %s: got %d/%d with %d rows, want 15/33", f.Key, f.Scope, f.Value, f.Of, len(f.Rows))
			}
		}
	}
	if found != 2 {
		t.Errorf("figures of done tasks: got %d, want one of the department and one of the plan", found)
	}
	plans, err := sample.Plans()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range plans {
		known := false
		for _, d := range facts.Documents {
			known = known || d.Number == p.Symbol && d.Date == p.Date && d.Type == map[bool]string{true: "CTr", false: "KH"}[p.Symbol == "1990/CTr-SKHĐT"]
		}
		if !known {
			t.Errorf("%s is not among the documents of the period", p.Symbol)
		}
	}
	before, err := h.office.Plans(context.Background(), people["head"], day(2022, 1, 31))
	if err != nil {
		t.Fatal(err)
	}
	counted := 0
	for _, v := range before {
		counted += v.Progress().Done()
	}
	if counted != 6 {
		t.Errorf("done by the end of January: got %d, want 6", counted)
	}
}

func day(year, month, d int) calendar.Date {
	return calendar.Date{Year: year, Month: time.Month(month), Day: d}
}
