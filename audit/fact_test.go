package audit_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"motcua/audit"
)

func TestFactsOfAnEntry(t *testing.T) {
	tests := []struct {
		reason, data string
		want         []audit.Fact
	}{
		{"a word alone", `"máy quét"`, []audit.Fact{{Value: "máy quét"}}},
		{"nothing", `null`, nil},
		{"names in their order, lists on one line, what is empty left out", `{"rows":3,"file":"a.xlsx","new":["a","b"],"note":"","at":"0001-01-01T00:00:00Z"}`,
			[]audit.Fact{{Path: []string{"file"}, Value: "a.xlsx"}, {Path: []string{"new"}, Value: "a, b"}, {Path: []string{"rows"}, Value: "3"}}},
		{"a list of objects by their places", `{"posts":[{"role":"head"},{"role":"office"}]}`,
			[]audit.Fact{{Path: []string{"posts", "1", "role"}, Value: "head"}, {Path: []string{"posts", "2", "role"}, Value: "office"}}},
		{"what opens something is hidden", `{"passwordHash":"$2a$x"}`, []audit.Fact{{Path: []string{"passwordHash"}, Hidden: true}}},
		{"and the number that somebody looked for", `{"query":{"Text":"046185000123","Unit":"ktdn"}}`,
			[]audit.Fact{{Path: []string{"query", "Text"}, Hidden: true}, {Path: []string{"query", "Unit"}, Value: "ktdn"}}},
		{"a change, with what was taken away and what came", `{"before":{"title":"Chuyên viên","unit":"a"},"after":{"title":"Trưởng phòng","active":true}}`,
			[]audit.Fact{{Path: []string{"active"}, Value: "true", Changed: true}, {Path: []string{"title"}, Before: "Chuyên viên", Value: "Trưởng phòng", Changed: true},
				{Path: []string{"unit"}, Before: "a", Changed: true}}},
		{"what came and what went without holding anything", `{"before":{"legs.L02.id":"","legs.L02.task":"Trình"},"after":{"legs.L03.id":"","legs.L03.order":3}}`,
			[]audit.Fact{{Path: []string{"legs", "L02", "task"}, Before: "Trình", Changed: true}, {Path: []string{"legs", "L03", "order"}, Value: "3", Changed: true}}},
		{"a change of what is hidden shows neither", `{"before":{"token":"a"},"after":{"token":"b"}}`, []audit.Fact{{Path: []string{"token"}, Hidden: true, Changed: true}}},
	}
	for _, test := range tests {
		got, err := audit.Facts([]byte(test.data))
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %+v (%v), want %+v", test.reason, got, err, test.want)
		}
	}
	if _, err := audit.Facts([]byte(`{"a":`)); err == nil {
		t.Error("half an entry is read")
	}
}

func TestAChangeHoldsWhatDiffers(t *testing.T) {
	type post struct{ Role, Unit string }
	type person struct {
		Name  string
		Posts []post
	}
	c, err := audit.Between(person{"Lan", []post{{"head", "a"}}}, person{"Lan", []post{{"office", "a"}}})
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(body), `{"before":{"Posts.1.Role":"head"},"after":{"Posts.1.Role":"office"}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if facts, err := audit.Facts(body); err != nil || len(facts) != 1 || strings.Join(facts[0].Path, "/") != "Posts/1/Role" || facts[0].Before != "head" {
		t.Errorf("read again: %+v (%v)", facts, err)
	}
	if c, err = audit.Between(nil, person{Name: "Lan"}); err != nil || len(c.Before) != 0 || c.After["Name"] != "Lan" {
		t.Errorf("of something new: %+v (%v)", c, err)
	}
}
