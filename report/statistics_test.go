package report_test

import (
	"reflect"
	"testing"

	"motcua/report"
)

func TestTable(t *testing.T) {
	rows, total := report.Table([]report.Count{
		{Key: "b", Online: 3, Early: 3},
		{Key: "b", LateAgency: "stnmt", Direct: 2, Late: 2},
		{Key: "b", LateAgency: "skhdt", CarriedOver: 4, Late: 4},
		{Key: "a", CarriedOver: 5, Direct: 7, Overdue: 5, InTime: 6, OnTime: 1},
	})
	want := []report.Row{
		{Key: "a", Received: report.Received{Total: 12, Direct: 7, CarriedOver: 5}, Resolved: report.Resolved{Total: 1, OnTime: 1},
			Open: report.Open{Total: 11, InTime: 6, Overdue: 5}, LateBy: []report.LateBy{}},
		{Key: "b", Received: report.Received{Total: 9, Online: 3, Direct: 2, CarriedOver: 4}, Resolved: report.Resolved{Total: 9, Early: 3, Late: 6},
			LateBy: []report.LateBy{{Agency: "skhdt", Dossiers: 4}, {Agency: "stnmt", Dossiers: 2}}},
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("rows: got %+v, want %+v", rows, want)
	}
	if got, want := total.Received.Total, 21; got != want || total.Resolved.Total+total.Open.Total != want {
		t.Errorf("total: got %+v, want %d received, resolved and open together", total, want)
	}
	if rows, total := report.Table(nil); len(rows) != 0 || total.LateBy == nil {
		t.Errorf("nothing counted: got %v, %+v, want no rows and an empty list of causes", rows, total)
	}
}

func TestGroups(t *testing.T) {
	for _, g := range report.Groups() {
		if !g.Valid() {
			t.Errorf("%s: got invalid, want a group", g)
		}
	}
	if report.Group("colour").Valid() {
		t.Error("colour: got valid, want no group")
	}
}
