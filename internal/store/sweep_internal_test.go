package store

import (
	"slices"
	"testing"
)

func TestIdsInATextOfJSON(t *testing.T) {
	const a, b = "0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "01980000-0000-7000-8000-000000000001"
	for _, test := range []struct {
		why, text string
		want      []string
	}{
		{"none", `{"text":"2022-06-06 – một-hai-ba"}`, nil},
		{"one", `{"file":"` + a + `"}`, []string{a}},
		{"a list", `["` + a + `","` + b + `"]`, []string{a, b}},
		{"in an address", "/tep/" + a, []string{a}},
		{"at the very beginning and end", a + b, []string{a, b}},
		{"cut at the end", `"` + a[:35], nil},
		{"cut at the beginning", a[1:], nil},
		{"after a day", `"2022-06-06","` + b + `"`, []string{b}},
	} {
		var got []string
		for id := range idsIn([]byte(test.text)) {
			got = append(got, string(id))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.why, got, test.want)
		}
	}
}
