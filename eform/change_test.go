package eform_test

import (
	"reflect"
	"slices"
	"testing"

	"motcua/eform"
)

func TestDo(t *testing.T) {
	f := eform.For("1.001612", day)
	codes := func(a eform.Answers) []string {
		var list []string
		for _, row := range eform.Entries(a["industries"]) {
			list = append(list, eform.Line(row["code"]))
		}
		return list
	}
	two := map[string][]string{"industries.0.code": {"5510"}, "industries.1.code": {"5610"}}
	full := map[string][]string{}
	for n := range 25 {
		full["industries."+string(rune('a'+n))] = nil
	}
	full["industries.19.code"] = []string{"5510"}
	for _, test := range []struct {
		reason string
		values map[string][]string
		button string
		done   bool
		want   []string
	}{
		{"a row more", two, "add:industries", true, []string{"5510", "5610", ""}},
		{"of none, the row that is shown and one more", nil, "add:industries", true, []string{"", ""}},
		{"no more than it takes", full, "add:industries", true, append(make([]string, 19), "5510")},
		{"the first row", two, "remove:industries.0", true, []string{"5610"}},
		{"a row that there is not", two, "remove:industries.7", true, []string{"5510", "5610"}},
		{"the units of a place", two, "fill:place", true, []string{"5510", "5610"}},
		{"no list", two, "add:name", false, []string{"5510", "5610"}},
		{"no row", two, "remove:industries", false, []string{"5510", "5610"}},
		{"the button that sends", two, "", false, []string{"5510", "5610"}},
		{"a button of another page", two, "burn:industries", false, []string{"5510", "5610"}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			a := f.Read(test.values)
			before := codes(a)
			next, done := f.Do(a, test.button)
			if got := codes(next); done != test.done || !slices.Equal(got, test.want) {
				t.Errorf("%v %v, want %v %v", got, done, test.want, test.done)
			}
			if !slices.Equal(codes(a), before) {
				t.Error("the answers handed in have changed")
			}
		})
	}
}

func TestRevealed(t *testing.T) {
	f := eform.For("x", day)
	a := f.Read(map[string][]string{"applicantKind": {"person"}})
	if got, want := f.Revealed(a, "applicant", nil), []string{"fullName", "citizenNumber"}; !slices.Equal(got, want) {
		t.Errorf("a choice shows %v, want %v", got, want)
	}
	if got := f.Revealed(a, "applicant", map[string][]string{eform.ShownInput: {"fullName", "citizenNumber"}}); len(got) != 0 {
		t.Errorf("what the page showed is shown again: %v", got)
	}
	if got := f.Revealed(a, "request", nil); len(got) != 0 {
		t.Errorf("another section shows %v", got)
	}
	rows := eform.For("2.001199", day)
	held := rows.Read(map[string][]string{"holders.0.kind": {"person"}, "holders.0.idKind": {"passport"}})
	if got, want := rows.Revealed(held, "holders", map[string][]string{eform.ShownInput: {"holders.0.idKind"}}),
		[]string{"holders.0.passport", "holders.0.nationality"}; !slices.Equal(got, want) {
		t.Errorf("within a row %v, want %v", got, want)
	}
}

func TestPrefill(t *testing.T) {
	f := eform.For("x", day)
	held := map[string]string{"account.name": "Trần Thị Lan", "account.phone": "0905123456", "account.email": ""}
	a, filled := f.Prefill(f.Read(map[string][]string{"phone": {"0234 3822 538"}}), held)
	if want := map[string]bool{"fullName": true}; !reflect.DeepEqual(filled, want) || a["fullName"] != "Trần Thị Lan" || a["phone"] != "0234 3822 538" {
		t.Errorf("filled %v: %v", filled, a)
	}
	if a, filled := f.Prefill(nil, nil); len(a) != 0 || len(filled) != 0 {
		t.Errorf("of nothing held, %v is filled", a)
	}
}

func TestReadSection(t *testing.T) {
	f := eform.For("x", day)
	before := f.Read(map[string][]string{"applicantKind": {"person"}, "fullName": {"Lan"}, "content": {"đề nghị"}})
	next := f.ReadSection(before, "applicant", map[string][]string{"applicantKind": {"organization"}, "content": {"của trang khác"}})
	if want := (eform.Answers{"applicantKind": "organization", "content": "đề nghị"}); !reflect.DeepEqual(next, want) {
		t.Errorf("got %v, want %v", next, want)
	}
	if before["fullName"] != "Lan" {
		t.Error("the answers handed in have changed")
	}
	if got := f.ReadSection(nil, "applicant", map[string][]string{"fullName": {"Lan"}}); got["fullName"] != "Lan" {
		t.Errorf("of a new draft: %v", got)
	}
}

func TestShown(t *testing.T) {
	f := eform.For("1.001612", day)
	var ids []string
	for _, s := range f.Shown(nil) {
		ids = append(ids, s.ID)
	}
	if want := []string{"owner", "business", "members"}; !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
}
