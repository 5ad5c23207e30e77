package finance

import (
	"slices"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/record"
	"motcua/vietnamese"
)

// Kind is what sort of item it is.
type Kind string

// The kinds.
const (
	Autonomy   Kind = "autonomy"   // a plan of autonomy: NĐ 60/2021/NĐ-CP for units, NĐ 130/2005/NĐ-CP for offices
	Estimate   Kind = "estimate"   // of a year
	Disclosure Kind = "disclosure" // of a report or an estimate: TT 61/2017/TT-BTC
)

// Kinds lists the kinds.
func Kinds() []Kind { return []Kind{Autonomy, Estimate, Disclosure} }

// State is how an item stands; it follows from its days.
type State string

// The states.
const (
	Pending State = "pending"
	Overdue State = "overdue"
	Done    State = "done"
	Late    State = "late" // done after its deadline
)

// States lists the states.
func States() []State { return []State{Pending, Overdue, Done, Late} }

// Item is what is kept of an item.
type Item struct {
	Sort     Kind          `json:"kind"`
	Title    string        `json:"title"`
	Number   string        `json:"number,omitempty"` // of the document that approves or publishes it
	Basis    string        `json:"basis,omitempty"`
	Unit     string        `json:"unit,omitempty"` // of the department; "" for the whole
	Year     int64         `json:"year"`
	ToYear   int64         `json:"toYear,omitempty"` // the last year of a plan of several
	Amount   int64         `json:"amount,omitempty"` // đồng, of an estimate
	Where    string        `json:"where,omitempty"`  // it was disclosed
	Deadline calendar.Date `json:"deadline,omitzero"`
	DoneOn   calendar.Date `json:"doneOn,omitzero"`
	Evidence string        `json:"evidence,omitempty"`
}

// amountMost is more đồng than any department has.
const amountMost = 1_000_000_000_000_000

// Noun is what items are called in the store.
func (Item) Noun() string { return "finance" }

// Clean tidies an item, or says what is wrong with it.
func (i Item) Clean() (Item, error) {
	var c record.Check
	if !slices.Contains(Kinds(), i.Sort) {
		c.Wrong(motcua.InvalidField("kind", "record.kind"))
	}
	c.Text("title", &i.Title, true)
	c.Text("number", &i.Number, false)
	c.Text("basis", &i.Basis, i.Sort == Autonomy)
	c.Text("unit", &i.Unit, false)
	c.Text("where", &i.Where, i.Sort == Disclosure && !i.DoneOn.IsZero())
	c.Text("evidence", &i.Evidence, false)
	c.Year("year", int(i.Year))
	if i.ToYear != 0 {
		c.Year("toYear", int(i.ToYear))
		if i.ToYear < i.Year {
			c.Wrong(motcua.InvalidField("toYear", "finance.years", "Year", strconv.FormatInt(i.Year, 10)))
		}
	}
	c.Whole("amount", i.Amount, amountMost)
	if i.Sort == Estimate && i.Amount == 0 {
		c.Wrong(motcua.InvalidField("amount", "record.needed"))
	}
	c.Day("deadline", i.Deadline, i.DoneOn.IsZero())
	c.Day("doneOn", i.DoneOn, false)
	return i, c.Err()
}

// Day is the day an item stands at in lists: when it was done, or is to be.
func (i Item) Day() calendar.Date {
	if i.DoneOn.IsZero() {
		return i.Deadline
	}
	return i.DoneOn
}

// State is how the item stands at the end of a day.
func (i Item) State(today calendar.Date) State {
	switch {
	case i.DoneOn.IsZero() || i.DoneOn.After(today):
		if !i.Deadline.IsZero() && today.After(i.Deadline) {
			return Overdue
		}
		return Pending
	case !i.Deadline.IsZero() && i.DoneOn.After(i.Deadline):
		return Late
	}
	return Done
}

// Row is the item as lists keep it.
func (i Item) Row() record.Row {
	r := record.Row{Number: i.Number, Title: i.Title, Day: i.Day(), Unit: i.Unit, State: string(i.Sort),
		Search: vietnamese.Fold(i.Title + " " + i.Number + " " + i.Where + " " + strconv.FormatInt(i.Year, 10))}
	if !i.Deadline.IsZero() {
		r.Due = i.Deadline.AddDays(1).At(0)
	}
	if !i.DoneOn.IsZero() {
		r.Ended = i.DoneOn.At(0)
	}
	return r
}
