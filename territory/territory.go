// Package territory is the room of administrative units: provinces, districts
// and communes by the codes of the General Statistics Office, as of a day.
// There were three tiers until 30/6/2025 and are two from 01/7/2025, when 34
// provinces took the place of 63 and districts ended (NQ 202/2025/QH15).
//
// The data are built in and unpacked at first use. The earlier edition is that
// of July 2022: what changed between then and July 2025 is not in it.
package territory

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"strings"
	"sync"

	"motcua/calendar"
	"motcua/vietnamese"
)

//go:embed units.txt.gz
var packed []byte

// Level is the tier of a unit, told by the length of its code.
type Level int

// The tiers. A unit of no known tier is none.
const (
	Province Level = 2
	District Level = 3
	Commune  Level = 5
)

// Unit is an administrative unit of one edition.
type Unit struct {
	Code string
	Name string // with its type: "Phường Vĩnh Ninh"
	In   string // code of the unit it lies in; "" for a province

	became string // codes of the communes of the next edition, with commas
	folded string // name for search, with blanks around
}

// Level is the tier of the unit.
func (u Unit) Level() Level { return Level(len(u.Code)) }

// Edition is the units as they are over a time.
type Edition struct {
	Name  string        // the month of the data: "2022-07", "2025-07"
	Since calendar.Date // first day; zero for the earliest
	Tiers int

	units    []Unit // as in the file: each before what lies in it, in Vietnamese order
	byCode   map[string]int
	children map[string][]int
}

var editions = sync.OnceValue(read)

// reform is the first day of the two tiers.
var reform = calendar.Date{Year: 2025, Month: 7, Day: 1}

// On gives the units as they are on a day; for the zero day, those of today's
// law.
func On(day calendar.Date) *Edition {
	all := editions()
	if day.IsZero() || !day.Before(reform) {
		return all[1]
	}
	return all[0]
}

// Named gives the edition of that name, as documents keep it.
func Named(name string) (*Edition, bool) {
	for _, e := range editions() {
		if e.Name == name {
			return e, true
		}
	}
	return nil, false
}

// read unpacks the data. They are built in and a test reads them, so a fault
// of theirs leaves editions without units.
func read() [2]*Edition {
	all := [2]*Edition{{Name: "2022-07", Tiers: 3}, {Name: "2025-07", Tiers: 2, Since: reform}}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return all
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return all
	}
	before, after, _ := strings.Cut(string(data), "\n2025\n")
	all[0].fill(strings.TrimPrefix(before, "2022\n"))
	all[1].fill(after)
	return all
}

func (e *Edition) fill(lines string) {
	count := strings.Count(lines, "\n") + 1
	e.units, e.byCode, e.children = make([]Unit, 0, count), make(map[string]int, count), map[string][]int{}
	var province, district string
	for line := range strings.Lines(lines) {
		code, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		name, became, _ := strings.Cut(name, " >")
		u := Unit{Code: code, Name: name, became: became, folded: " " + vietnamese.Fold(name) + " "}
		switch u.Level() {
		case Province:
			province, district = code, ""
		case District:
			u.In, district = province, code
		default:
			u.In = province
			if district != "" {
				u.In = district
			}
		}
		e.byCode[code] = len(e.units)
		e.children[u.In] = append(e.children[u.In], len(e.units))
		e.units = append(e.units, u)
	}
}

// Unit finds a unit by its code.
func (e *Edition) Unit(code string) (Unit, bool) {
	i, ok := e.byCode[code]
	if !ok {
		return Unit{}, false
	}
	return e.units[i], true
}

// Children lists the units that lie directly in one, in Vietnamese order;
// the provinces for "".
func (e *Edition) Children(code string) []Unit {
	list := make([]Unit, len(e.children[code]))
	for i, at := range e.children[code] {
		list[i] = e.units[at]
	}
	return list
}

// Province is the province that a unit lies in: itself, when it is one.
func (e *Edition) Province(u Unit) Unit {
	for u.In != "" {
		u = e.units[e.byCode[u.In]]
	}
	return u
}

// FullName is the name of a unit with those it lies in:
// "Phường Vĩnh Ninh, Thành phố Huế, Tỉnh Thừa Thiên Huế"; "" for no unit.
func (e *Edition) FullName(code string) string {
	var names []string
	for {
		u, ok := e.Unit(code)
		if !ok {
			return strings.Join(names, ", ")
		}
		names, code = append(names, u.Name), u.In
	}
}

// Became lists the communes of 01/7/2025 that a commune of before lies in, for
// the most part one. Of a commune that had ended before then nothing is known.
func Became(code string) []Unit {
	before, after := editions()[0], editions()[1]
	u, ok := before.Unit(code)
	if !ok || u.became == "" {
		return nil
	}
	var list []Unit
	for next := range strings.SplitSeq(u.became, ",") {
		if n, ok := after.Unit(next); ok {
			list = append(list, n)
		}
	}
	return list
}
