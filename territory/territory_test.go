package territory_test

import (
	"testing"

	"motcua/calendar"
	"motcua/territory"
)

var (
	before = calendar.Date{Year: 2025, Month: 6, Day: 30}
	after  = calendar.Date{Year: 2025, Month: 7, Day: 1}
)

func TestTheReformOf2025(t *testing.T) {
	for _, test := range []struct {
		reason              string
		day                 calendar.Date
		tiers               int
		provinces, communes int
		hue                 string
		inHue               int
	}{
		{"three tiers until 30/6/2025", before, 3, 63, 10599, "Tỉnh Thừa Thiên Huế", 9},
		{"two from 01/7/2025", after, 2, 34, 3321, "Thành phố Huế", 40},
		{"no day is today's law", calendar.Date{}, 2, 34, 3321, "Thành phố Huế", 40},
	} {
		t.Run(test.reason, func(t *testing.T) {
			e := territory.On(test.day)
			provinces := e.Children("")
			communes := 0
			for _, p := range provinces {
				for _, u := range e.Children(p.Code) {
					if u.Level() == territory.Commune {
						communes++
					}
					communes += len(e.Children(u.Code))
				}
			}
			if e.Tiers != test.tiers || len(provinces) != test.provinces || communes != test.communes {
				t.Errorf("%d tiers, %d provinces, %d communes", e.Tiers, len(provinces), communes)
			}
			hue, ok := e.Unit("46")
			if !ok || hue.Name != test.hue || len(e.Children("46")) != test.inHue {
				t.Errorf("46 is %v with %d units", hue, len(e.Children("46")))
			}
			if got, ok := territory.Named(e.Name); !ok || got != e {
				t.Error("an edition is found again by its name")
			}
		})
	}
}

func TestUnitsOfHue(t *testing.T) {
	for _, test := range []struct {
		reason, code string
		day          calendar.Date
		want         string
	}{
		{"a commune of before", "19801", before, "Phường An Cựu, Thành phố Huế, Tỉnh Thừa Thiên Huế"},
		{"the same code afterwards is another commune or none", "19801", after, ""},
		{"a commune of now", "19789", after, "Phường Thuận Hóa, Thành phố Huế"},
		{"a district", "474", before, "Thành phố Huế, Tỉnh Thừa Thiên Huế"},
		{"districts have ended", "474", after, ""},
		{"nothing has no name", "", before, ""},
		{"a code that no unit has", "99999", after, ""},
	} {
		if got := territory.On(test.day).FullName(test.code); got != test.want {
			t.Errorf("%s: %q, want %q", test.reason, got, test.want)
		}
	}
	e := territory.On(before)
	u, _ := e.Unit("19801")
	if got := e.Province(u); got.Code != "46" {
		t.Errorf("19801 lies in province %s", got.Code)
	}
}

func TestBecame(t *testing.T) {
	for _, test := range []struct{ reason, code, want string }{
		{"An Cựu took in its neighbours", "19801", "Phường An Cựu"},
		{"and they became An Cựu", "19816", "Phường An Cựu"},
		{"a commune of now has become nothing yet", "20101x", ""},
		{"an unknown code", "00000", ""},
	} {
		got := ""
		if list := territory.Became(test.code); len(list) > 0 {
			got = list[0].Name
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.reason, got, test.want)
		}
	}
	known := 0
	all := territory.On(before)
	for _, p := range all.Children("") {
		for _, d := range all.Children(p.Code) {
			for _, c := range all.Children(d.Code) {
				if len(territory.Became(c.Code)) > 0 {
					known++
				}
			}
		}
	}
	if known < 10400 {
		t.Errorf("of 10,599 communes only %d lead on", known)
	}
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		reason, words string
		day           calendar.Date
		want, was     string
	}{
		{"without marks", "an cuu hue", before, "Phường An Cựu, Thành phố Huế, Tỉnh Thừa Thiên Huế", ""},
		{"with marks", "Vỹ Dạ", after, "Phường Vỹ Dạ, Thành phố Huế", ""},
		{"đ is d", "dien huong", before, "Xã Điền Hương, Huyện Phong Điền, Tỉnh Thừa Thiên Huế", ""},
		{"the beginnings of words do", "thuan ho hu", after, "Phường Thuận Hóa, Thành phố Huế", ""},
		{"by what it was called", "vinh ninh hue", after, "Phường Thuận Hóa, Thành phố Huế", "Phường Vĩnh Ninh, Thành phố Huế, Tỉnh Thừa Thiên Huế"},
		{"a middle of a word is no beginning", "uan hoa hue", after, "", ""},
		{"no words", "  ", after, "", ""},
		{"nothing like it", "xyzzy", before, "", ""},
	} {
		t.Run(test.reason, func(t *testing.T) {
			found := territory.On(test.day).Find(test.words, 10)
			var got territory.Found
			if len(found) > 0 {
				got = found[0]
			}
			if got.Full != test.want || got.Before != test.was {
				t.Errorf("%q finds %q (%q), want %q (%q)", test.words, got.Full, got.Before, test.want, test.was)
			}
			if len(found) > 10 {
				t.Errorf("%d are more than asked for", len(found))
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	e := territory.On(after)
	for b.Loop() {
		e.Find("vinh ninh hue", 12)
	}
}
