package catalogue_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/identity"
)

func file(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// reasons are the keys of the rows, by item.
func reasons(rows []catalogue.Row) map[string]string {
	keys := map[string]string{}
	for _, row := range rows {
		keys[row.Ref] = row.Reason.Key
	}
	return keys
}

func same(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	if !maps.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestReadTheOwnForm(t *testing.T) {
	reading, err := catalogue.ReadProcedures(file(t, "pack.json"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "rejected", reasons(reading.Rejected), map[string]string{
		"1.000001": "catalogue.twice", // the second of that code
		"1.000002": "deadline.term.unitMissing",
		"1.000003": "catalogue.termMissing",
		"1.000004": "catalogue.feeAnomalous",
		"1.000005": "catalogue.item.unknown",
		"1.000006": "catalogue.sharesOver",
	})
	if len(reading.Items) != 1 {
		t.Fatalf("got %d items, want the one without faults", len(reading.Items))
	}
	p := reading.Items[0]
	if got, want := p.Name, "Thủ tục mẫu thứ nhất"; got != want {
		t.Errorf("name: got %q, want %q", got, want)
	}
	v := p.Versions[0]
	if got, want := v.Term.String(), "15 working days"; got != want {
		t.Errorf("term: got %q, want %q", got, want)
	}
	if got, want := v.Papers[0].Name, "Đơn đề nghị"; got != want {
		t.Errorf("paper: got %q, want %q", got, want)
	}
}

func TestReadCollectedProcedures(t *testing.T) {
	reading, err := catalogue.ReadProcedures(file(t, "collected.json"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "rejected", reasons(reading.Rejected), map[string]string{
		"1.005100":             "catalogue.termMissing",
		"2.002009":             "catalogue.feeAnomalous",
		"Không có mã quốc gia": "catalogue.codeMissing",
	})
	if got := reasons(reading.Warned)["1.000016"]; got != "catalogue.termPlaceholder" {
		t.Errorf("the placeholder “1”: got warning %q, want catalogue.termPlaceholder", got)
	}
	tests := []struct {
		reason, code string
		on           calendar.Date
		term         string
	}{
		{"Huế's own limit before the national one", "1.000016", calendar.Date{Year: 2022, Month: 6, Day: 6}, "14 working days"},
		{"the national limit from its day on", "1.000016", calendar.Date{Year: 2026, Month: 7, Day: 1}, "15 working days"},
		{"another province where nobody else has a limit", "2.000765", calendar.Date{Year: 2022, Month: 6, Day: 6}, "10 working days"},
	}
	for _, test := range tests {
		i := slices.IndexFunc(reading.Items, func(p catalogue.Procedure) bool { return p.Code == test.code })
		if i < 0 {
			t.Errorf("%s: %s is missing", test.reason, test.code)
			continue
		}
		v, err := reading.Items[i].VersionOn(test.on)
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		if got := v.Term.String(); got != test.term {
			t.Errorf("%s: got %s, want %s", test.reason, got, test.term)
		}
	}
}

func TestImportingTwiceChangesNothing(t *testing.T) {
	code := func(p catalogue.Procedure) string { return p.Code }
	reading, err := catalogue.ReadProcedures(file(t, "collected.json"))
	if err != nil {
		t.Fatal(err)
	}
	saved, first, err := catalogue.Compare(nil, catalogue.MergeAll(nil, reading), code)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := first.New, []string{"1.000016", "2.000765"}; !slices.Equal(got, want) {
		t.Errorf("new: got %v, want %v", got, want)
	}
	again, second, err := catalogue.Compare(saved, catalogue.MergeAll(saved, reading), code)
	if err != nil {
		t.Fatal(err)
	}
	if len(again) != 0 || len(second.Unchanged) != 2 {
		t.Errorf("again: got %d to save, %v unchanged; want none and both", len(again), second.Unchanged)
	}
	saved[0].Name = "Tên cũ"
	_, third, err := catalogue.Compare(saved, catalogue.MergeAll(saved, reading), code)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := third.Changed, []string{"1.000016"}; !slices.Equal(got, want) {
		t.Errorf("changed: got %v, want %v", got, want)
	}
}

func TestReadWorkflows(t *testing.T) {
	reading, err := catalogue.ReadProcesses(file(t, "workflows.json"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "rejected", reasons(reading.Rejected), map[string]string{
		"WF029": "catalogue.sharesDiffer",
		"WF001": "catalogue.codeMissing",
	})
	if len(reading.Items) != 1 {
		t.Fatalf("got %d processes, want 1", len(reading.Items))
	}
	var kinds []catalogue.LegKind
	for _, leg := range reading.Items[0].Process.Legs {
		kinds = append(kinds, leg.Kind)
	}
	want := []catalogue.LegKind{catalogue.OneStop, catalogue.Own, catalogue.Consultation, catalogue.Authority}
	if !slices.Equal(kinds, want) {
		t.Errorf("got %v, want %v", kinds, want)
	}
	attached := catalogue.Attach(nil, reading)
	if got := reasons(attached.Rejected)["1.009645/0"]; got != "catalogue.processStray" {
		t.Errorf("a process of an unknown procedure: got %q, want catalogue.processStray", got)
	}
}

func TestReadHolidays(t *testing.T) {
	reading, err := catalogue.ReadHolidays(file(t, "holidays.csv"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "rejected", reasons(reading.Rejected), map[string]string{
		"2022-13-01": "calendar.date.form",
		"2022-04-11": "catalogue.holidayKind",
	})
	same(t, "warned", reasons(reading.Warned), map[string]string{"2022-01-03": "catalogue.holidayUnconfirmed"})
	swap := calendar.Date{Year: 2024, Month: 4, Day: 29}
	before := calendar.Spec{Off: []calendar.DayOff{{Date: swap, Name: "tên cũ"}}}
	spec := catalogue.Announce(before, reading.Items)
	if len(spec.Off) != 2 || spec.Off[1].Name != "Hoán đổi nghỉ thứ Hai 29/4" || spec.Off[0].Confirmed {
		t.Errorf("days off: got %+v", spec.Off)
	}
	if len(spec.MakeUp) != 1 || spec.MakeUp[0].Replaces != swap {
		t.Errorf("make-up days: got %+v, want one for %s", spec.MakeUp, swap)
	}
	if before.Off[0].Name != "tên cũ" {
		t.Error("the calendar handed in was changed")
	}
}

func TestReadCollectedAgencies(t *testing.T) {
	reading, err := catalogue.ReadAgencies(file(t, "agencies.json"))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, a := range reading.Items {
		ids = append(ids, a.ID)
	}
	want := []string{"skhdt", "ttpvhcc", "ubnd", "stc", "stnmt", "huongtra"}
	if !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
	existing := []identity.Agency{{ID: "ttpvhcc", Units: []identity.Unit{{ID: "motcua", Name: "Quầy"}}}}
	merged := catalogue.MergeAgencies(existing, reading)
	if _, kept := merged.Items[1].Unit("motcua"); !kept {
		t.Error("the unit of the centre was lost")
	}
}

func TestABrokenFileIsRefusedWhole(t *testing.T) {
	procedures := func(data []byte) error { _, err := catalogue.ReadProcedures(data); return err }
	processes := func(data []byte) error { _, err := catalogue.ReadProcesses(data); return err }
	agencies := func(data []byte) error { _, err := catalogue.ReadAgencies(data); return err }
	calendars := func(data []byte) error { _, err := catalogue.ReadCalendars(data); return err }
	holidays := func(data []byte) error { _, err := catalogue.ReadHolidays(data); return err }
	tests := []struct {
		reason string
		read   func([]byte) error
		data   string
		want   string
	}{
		{"cut short", procedures, `{"procedures": [{"code": "1.0`, "catalogue.file.jsonAt"},
		{"not JSON", procedures, "code,name\n1,2", "catalogue.file.jsonAt"},
		{"empty", procedures, "", "catalogue.file.jsonAt"},
		{"another list", procedures, `{"agencies": []}`, "catalogue.file.shape"},
		{"a list where an object is due", procedures, `[]`, "catalogue.file.shape"},
		{"not UTF-8", procedures, "{\"procedures\": [\"\xd0\"]}", "catalogue.file.encoding"},
		{"workflows cut short", processes, `[{"id": "WF001"`, "catalogue.file.jsonAt"},
		{"agencies without a list", agencies, `{"about": "x"}`, "catalogue.file.shape"},
		{"calendars without a list", calendars, `{"name": "x"}`, "catalogue.file.shape"},
		{"holidays without a column", holidays, "date,name\n2022-01-01,Tết", "catalogue.file.column"},
		{"holidays with a ragged row", holidays, "date,name,kind\n2022-01-01,Tết", "catalogue.file.csvAt"},
		{"holidays in another encoding", holidays, "date,name,kind\n2022-01-01,T\xeat,holiday", "catalogue.file.encoding"},
		{"an empty holiday file", holidays, "", "catalogue.file.csv"},
	}
	for _, test := range tests {
		err := test.read([]byte(test.data))
		var fault *motcua.Fault
		if !errors.As(err, &fault) {
			t.Errorf("%s: got %v, want a fault", test.reason, err)
			continue
		}
		if got := fault.Text.Key; got != test.want || fault.Field != "file" || fault.Kind != motcua.Invalid {
			t.Errorf("%s: got %v, want %s on file", test.reason, fault, test.want)
		}
	}
}

func TestPlainText(t *testing.T) {
	tests := []struct{ reason, rich, want string }{
		{"tags go, paragraphs part", "<p style=\"x\">Một</p><p>Hai<br/>Ba</p>", "Một\nHai\nBa"},
		{"entities are read", "A &amp; B&nbsp;&lt; C", "A & B < C"},
		{"a script goes with its content", "Trước<script>alert('<p>')</script> sau", "Trước sau"},
		{"a sign of comparison stays", "vốn < 20 tỷ đồng và > 5 tỷ đồng", "vốn < 20 tỷ đồng và > 5 tỷ đồng"},
		{"a tag that never ends is text", "a <b", "a <b"},
		{"plain text is left alone", "Đơn đề nghị", "Đơn đề nghị"},
	}
	for _, test := range tests {
		if got := catalogue.PlainText(test.rich); got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
}
