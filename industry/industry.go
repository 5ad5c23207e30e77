// Package industry is the room of the Vietnamese classification of economic
// activities (ngành kinh tế, VSIC), which enterprise registration and
// investment projects name by codes of four digits.
//
// Held are all levels of 2007 (QĐ 10/2007/QĐ-TTg), save two codes of the fifth,
// and the fourth level of 2025
// (QĐ 36/2025/QĐ-TTg, in force from 15/11/2025). The classification of 2018
// (QĐ 27/2018/QĐ-TTg) is not held; between 20/8/2018 and 14/11/2025 a code of
// either of the others is taken.
package industry

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"slices"
	"strings"
	"sync"

	"motcua/calendar"
	"motcua/vietnamese"
)

//go:embed vsic.txt.gz
var packed []byte

// Industry is one activity.
type Industry struct {
	Code string // a letter for the first level, two to five digits below
	Name string

	folded string
}

// Level is how fine the activity is: 1, the coarsest, to 5.
func (i Industry) Level() int { return len(i.Code) }

// Registered is the level that registrations name.
const Registered = 4

// Edition is the classification over a time.
type Edition struct {
	Name  string // VSIC 2007
	Since calendar.Date

	list   []Industry // in the order of the decision
	byCode map[string]int
}

// The days from which the decisions of 2018 and 2025 hold.
var (
	since2018 = calendar.Date{Year: 2018, Month: 8, Day: 20}
	since2025 = calendar.Date{Year: 2025, Month: 11, Day: 15}
)

var editions = sync.OnceValue(read)

// On gives the classification on a day; today's for the zero day.
func On(day calendar.Date) *Edition {
	all := editions()
	switch {
	case day.IsZero() || !day.Before(since2025):
		return all[2]
	case !day.Before(since2018):
		return all[1]
	}
	return all[0]
}

// First is the oldest classification held.
func First() *Edition { return editions()[0] }

// read unpacks the data. They are built in and a test reads them, so a fault
// of theirs leaves editions without activities.
func read() [3]*Edition {
	all := [3]*Edition{{Name: "VSIC 2007"}, {Name: "VSIC 2018", Since: since2018}, {Name: "VSIC 2025", Since: since2025}}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return all
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return all
	}
	before, after, _ := strings.Cut(string(data), "\n2025\n")
	old, now := parse(strings.TrimPrefix(before, "2007\n")), parse(after)
	all[0].fill(old)
	all[1].fill(old)
	all[1].fill(now)
	all[2].fill(now)
	return all
}

func parse(lines string) []Industry {
	var list []Industry
	for line := range strings.Lines(lines) {
		code, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		list = append(list, Industry{Code: code, Name: name, folded: " " + vietnamese.Fold(name) + " "})
	}
	return list
}

// fill adds activities whose codes are not there yet.
func (e *Edition) fill(list []Industry) {
	if e.byCode == nil {
		e.byCode = make(map[string]int, len(list))
	}
	for _, i := range list {
		if _, there := e.byCode[i.Code]; !there {
			e.byCode[i.Code] = len(e.list)
			e.list = append(e.list, i)
		}
	}
}

// Industry finds an activity by its code.
func (e *Edition) Industry(code string) (Industry, bool) {
	at, ok := e.byCode[code]
	if !ok {
		return Industry{}, false
	}
	return e.list[at], true
}

// List lists the activities of a level.
func (e *Edition) List(level int) []Industry {
	var list []Industry
	for _, i := range e.list {
		if i.Level() == level {
			list = append(list, i)
		}
	}
	return list
}

// Find searches the registered activities by the beginning of the code or by
// words, with or without marks, each of which begins a word of the name. Names
// that hold the words as they stand come first.
func (e *Edition) Find(words string, most int) []Industry {
	tokens := strings.Fields(vietnamese.Fold(words))
	if len(tokens) == 0 || most <= 0 {
		return nil
	}
	phrase := " " + strings.Join(tokens, " ")
	var first, other []Industry
	for _, i := range e.list {
		switch {
		case i.Level() != Registered:
		case len(tokens) == 1 && strings.HasPrefix(i.Code, tokens[0]), strings.Contains(i.folded, phrase):
			first = append(first, i)
		case !slices.ContainsFunc(tokens, func(t string) bool { return !strings.Contains(i.folded, " "+t) }):
			other = append(other, i)
		}
	}
	found := slices.Concat(first, other)
	return found[:min(len(found), most)]
}
