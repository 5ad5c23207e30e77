package industry_test

import (
	"testing"

	"motcua/calendar"
	"motcua/industry"
)

func TestEditions(t *testing.T) {
	for _, test := range []struct {
		reason string
		day    calendar.Date
		name   string
		levels [6]int
	}{
		{"2007 with all levels", calendar.Date{Year: 2018, Month: 8, Day: 19}, "VSIC 2007", [6]int{0, 21, 88, 242, 437, 640}},
		{"2025 with its fourth", calendar.Date{Year: 2025, Month: 11, Day: 15}, "VSIC 2025", [6]int{0, 0, 0, 0, 495, 0}},
		{"no day is today's", calendar.Date{}, "VSIC 2025", [6]int{0, 0, 0, 0, 495, 0}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			e := industry.On(test.day)
			if e.Name != test.name {
				t.Errorf("%s, want %s", e.Name, test.name)
			}
			for level, want := range test.levels {
				if got := len(e.List(level)); got != want {
					t.Errorf("level %d has %d, want %d", level, got, want)
				}
			}
		})
	}
	between := industry.On(calendar.Date{Year: 2022, Month: 6, Day: 6})
	if got := len(between.List(industry.Registered)); between.Name != "VSIC 2018" || got <= 495 {
		t.Errorf("%s takes the codes of both others, and has %d", between.Name, got)
	}
}

func TestFind(t *testing.T) {
	e := industry.On(calendar.Date{})
	for _, test := range []struct{ reason, words, want string }{
		{"by its code", "0111", "0111"},
		{"by the beginning of it", "551", "5510"},
		{"without marks", "trong lua", "0111"},
		{"words in another order", "lua trong", "0111"},
		{"nothing like it", "xyzzy", ""},
		{"no words", " ", ""},
	} {
		got := ""
		if found := e.Find(test.words, 5); len(found) > 0 {
			got = found[0].Code
		}
		if got != test.want {
			t.Errorf("%s: %q finds %q, want %q", test.reason, test.words, got, test.want)
		}
	}
	if got := len(e.Find("san xuat", 5)); got != 5 {
		t.Errorf("%d found, 5 asked for", got)
	}
	if _, ok := e.Industry("9999"); ok {
		t.Error("9999 is no activity")
	}
}

func BenchmarkFind(b *testing.B) {
	e := industry.On(calendar.Date{})
	for b.Loop() {
		e.Find("san xuat thuc pham", 12)
	}
}
