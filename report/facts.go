package report

import "motcua/calendar"

// Facts are what one noun of the department has to say of a period: figures,
// lists and the documents they rest on. Reports are written from them and
// checked against them.
type Facts struct {
	Figures   []Figure
	Lists     []List
	Documents []Document
}

// Figure is one counted value. It is never typed in: Rows says what was counted.
type Figure struct {
	// Key is "plan.tasks.done": the noun, then what of it. Its words are the
	// message "figure." + Key.
	Key string
	// Scope narrows it to a plan, unit, field or agency by id or number; "" is
	// the whole department.
	Scope string
	Value int64
	// Of is the whole that Value is a part of, such as the 33 tasks of a plan of
	// which 15 are done; 0 when Value is no part.
	Of   int64
	Unit Unit
	Rows []Source
}

// Unit is what the value of a figure counts.
type Unit string

// The units of figures.
const (
	Things  Unit = ""        // whole things: tasks, dossiers, documents
	Money   Unit = "money"   // đồng
	Points  Unit = "points"  // hundredths of a point
	Minutes Unit = "minutes" // working minutes
	Days    Unit = "days"
)

// Percent is the share of Value in Of in hundredths of a percent, rounded half
// up; false when there is no whole.
func (f Figure) Percent() (hundredths int64, ok bool) {
	if f.Of == 0 {
		return 0, false
	}
	return (f.Value*20000/f.Of + 1) / 2, true
}

// Source is a row that was counted: a record of a noun, with the words it is
// known by.
type Source struct {
	Noun string `json:"noun"` // "dossier", "task", "document" …: its page is found by it
	ID   string `json:"id"`   // code of the dossier, id of the record
	Text string `json:"text"`
}

// List is a table of what was done, such as the decisions of the period.
type List struct {
	// Key is "control.decisions"; the words of its title are "list." + Key, and
	// those of a column "list." + Key + "." + its name.
	Key     string
	Columns []string
	Rows    []ListRow
}

// ListRow is one line of a list with where it comes from.
type ListRow struct {
	Cells  []string
	Source Source
}

// Document is an official document that the facts of a period name.
type Document struct {
	Number string // "4999/KH-SKHĐT", as issued
	Type   string // of NĐ 30/2020: "KH", "QĐ" …; "CV" for an official letter
	Date   calendar.Date
	Issuer string
	Title  string
	Source Source
}
