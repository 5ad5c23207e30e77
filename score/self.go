package score

import (
	"errors"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/record"
	"motcua/vietnamese"
)

// Set is a set of criteria by which a department scores itself, such as those
// of a decision of the province on the PAR index. It is data with a validity.
type Set struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Basis    string         `json:"basis"` // the decision that sets it
	From     calendar.Date  `json:"from"`
	To       calendar.Date  `json:"to,omitzero"`
	Sample   bool           `json:"sample,omitempty"` // invented: the source is not public
	Criteria []SetCriterion `json:"criteria"`
}

// SetCriterion is a line of a set. A line with lines below it (ID "2" of "2.1")
// is their sum.
type SetCriterion struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Most int    `json:"most,omitempty"` // hundredths of a point; 0 for a line that sums others
	// Figure is the key of the figure that shows what the points rest on; "" for
	// none.
	Figure   string `json:"figure,omitempty"`
	Evidence string `json:"evidence,omitempty"` // what is to be shown
}

// Sums tells whether a line is the sum of lines below it.
func (s Set) Sums(id string) bool {
	return slices.ContainsFunc(s.Criteria, func(c SetCriterion) bool { return strings.HasPrefix(c.ID, id+".") })
}

// Most is what a line gives at most: its own, or the sum of those below it; ""
// is the whole set.
func (s Set) Most(id string) int {
	sum := 0
	for _, c := range s.Criteria {
		if under(c.ID, id) && !s.Sums(c.ID) {
			sum += c.Most
		}
	}
	return sum
}

func under(id, of string) bool { return of == "" || id == of || strings.HasPrefix(id, of+".") }

// Assessment is a year's scoring of oneself by a set, with the points that the
// assessor of the province gave after it.
type Assessment struct {
	record.Head
	Set      Set
	Year     int
	Own      map[string]Entry // by criterion
	Assessor map[string]Entry
	Closed   bool
}

// Entry is the points of one criterion with what they rest on.
type Entry struct {
	Points int      `json:"points"` // hundredths
	Note   string   `json:"note"`
	Files  []string `json:"files,omitempty"`
	By     string   `json:"-"` // name of who entered it
}

// Opened begins the assessment of a year; the set is kept as it was.
type Opened struct {
	Set  Set `json:"set"`
	Year int `json:"year"`
}

// Entered gives a criterion points: the department's own, or the assessor's.
type Entered struct {
	Criterion string `json:"criterion"`
	Assessor  bool   `json:"assessor,omitempty"`
	Entry
}

// Shut ends an assessment: nothing is entered any more.
type Shut struct{}

// Kind is the name of the fact.
func (Opened) Kind() string { return "opened" }

// Kind is the name of the fact.
func (Entered) Kind() string { return "entered" }

// Kind is the name of the fact.
func (Shut) Kind() string { return "shut" }

// Codec reads the facts of assessments.
func Codec() record.Codec {
	c := record.Codec{}
	record.Knows[Opened](c)
	record.Knows[Entered](c)
	record.Knows[Shut](c)
	return c
}

// Rebuild adds the facts of an assessment up.
func Rebuild(head record.Head) (*Assessment, error) {
	a := &Assessment{Head: head, Own: map[string]Entry{}, Assessor: map[string]Entry{}}
	for i, e := range head.Events {
		switch f := e.Fact.(type) {
		case Opened:
			a.Set, a.Year = f.Set, f.Year
		case Entered:
			f.By = e.By.Name
			if f.Assessor {
				a.Assessor[f.Criterion] = f.Entry
			} else {
				a.Own[f.Criterion] = f.Entry
			}
		case Shut:
			a.Closed = true
		}
		if _, first := e.Fact.(Opened); first != (i == 0) {
			return nil, errors.New("rebuild assessment: it does not begin with its opening")
		}
	}
	return a, nil
}

// Row is the assessment as lists keep it.
func (a *Assessment) Row() record.Row {
	r := record.Row{Number: a.Set.ID, Title: a.Set.Name, Day: calendar.Date{Year: a.Year, Month: 12, Day: 31}, State: "open",
		Same: a.Set.ID + "|" + a.Day(), Search: vietnamese.Fold(a.Set.Name + " " + a.Day())}
	if a.Closed {
		r.State, r.Ended = "shut", a.Events[len(a.Events)-1].At
	}
	return r
}

// Day is the last day of the year it is of.
func (a *Assessment) Day() string { return calendar.Date{Year: a.Year, Month: 12, Day: 31}.String() }

// Sum is the points of a line, its own or those below it added up; how many
// criteria of it have points, and how many there are. "" is the whole set.
func (a *Assessment) Sum(id string, assessor bool) (points, entered, all int) {
	entries := a.Own
	if assessor {
		entries = a.Assessor
	}
	for _, c := range a.Set.Criteria {
		if !under(c.ID, id) || a.Set.Sums(c.ID) {
			continue
		}
		all++
		if e, ok := entries[c.ID]; ok {
			points += e.Points
			entered++
		}
	}
	return points, entered, all
}

// Begin opens the assessment of a year by a set that holds in it.
func Begin(set Set, year int) (record.Fact, error) {
	last := calendar.Date{Year: year, Month: 12, Day: 31}
	if last.Before(set.From) || !set.To.IsZero() && last.After(set.To) {
		return nil, motcua.InvalidField("year", "score.self.notValid", "Year", int64(year), "Set", set.Name)
	}
	return Opened{Set: set, Year: year}, nil
}

// Enter gives points to a criterion. Points of one's own want a word on what
// they rest on.
func (a *Assessment) Enter(in Entered) (record.Fact, error) {
	i := slices.IndexFunc(a.Set.Criteria, func(c SetCriterion) bool { return c.ID == in.Criterion })
	switch {
	case a.Closed:
		return nil, motcua.Refused(motcua.Conflict, "score.self.closed")
	case i < 0:
		return nil, motcua.InvalidField("criterion", "score.self.unknown", "Criterion", in.Criterion)
	case a.Set.Sums(in.Criterion):
		return nil, motcua.InvalidField("criterion", "score.self.sum", "Criterion", in.Criterion)
	case in.Points < 0 || in.Points > a.Set.Criteria[i].Most:
		return nil, motcua.InvalidField("points", "score.self.tooMany", "Most", float64(a.Set.Criteria[i].Most)/100)
	}
	note, err := vietnamese.Clean("note", in.Note)
	if err != nil {
		return nil, err
	}
	if in.Note = note; note == "" && len(in.Files) == 0 && in.Points > 0 && !in.Assessor {
		return nil, motcua.InvalidField("note", "score.self.evidence")
	}
	return in, nil
}

// Close ends the assessment once every criterion has points of its own.
func (a *Assessment) Close() (record.Fact, error) {
	if a.Closed {
		return nil, motcua.Refused(motcua.Conflict, "score.self.closed")
	}
	if _, entered, all := a.Sum("", false); entered < all {
		return nil, motcua.Refused(motcua.Conflict, "score.self.left", "Count", all-entered)
	}
	return Shut{}, nil
}
