package office

import (
	"testing"

	"motcua/narrative"
	"motcua/report"
)

// TestAnOldFrozenReportIsStillRead: facts older than the files of what was
// counted hold their figures themselves.
func TestAnOldFrozenReportIsStillRead(t *testing.T) {
	old := &narrative.Frozen{Figures: []report.Figure{{Key: "dossier.received", Value: 7, Rows: []report.Source{{Noun: "dossier", ID: "A"}}}}}
	got, err := (&Office{}).thaw(t.Context(), old)
	if err != nil || len(got.Figures) != 1 || got.Figures[0].Value != 7 || len(got.Figures[0].Rows) != 1 || got.Lists != nil {
		t.Errorf("got %+v (%v)", got, err)
	}
}
