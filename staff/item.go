package staff

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
	Quota       Kind = "quota"       // posts of a unit in a year, and how many are filled
	Appointment Kind = "appointment" // of a person to a post
	Course      Kind = "course"      // that a person attended
	Desk        Kind = "desk"        // how many the department posts to the one-stop desk
)

// Kinds lists the kinds.
func Kinds() []Kind { return []Kind{Quota, Appointment, Course, Desk} }

// Item is what is kept of an item.
type Item struct {
	Sort     Kind          `json:"kind"`
	Title    string        `json:"title,omitempty"` // of a course
	Unit     string        `json:"unit,omitempty"`
	Year     int64         `json:"year,omitempty"`
	Quota    int64         `json:"quota,omitempty"`
	People   int64         `json:"people,omitempty"` // posts that are filled
	Person   string        `json:"person,omitempty"` // the name as people write it
	Post     string        `json:"post,omitempty"`
	Number   string        `json:"number,omitempty"` // of the decision
	Date     calendar.Date `json:"date,omitzero"`    // of the decision
	From     calendar.Date `json:"from,omitzero"`
	To       calendar.Date `json:"to,omitzero"`
	Place    string        `json:"place,omitempty"` // who gives the course, where the desk is
	Least    int64         `json:"least,omitempty"` // officers at the desk
	Most     int64         `json:"most,omitempty"`  // officers at the desk
	Heads    int64         `json:"heads,omitempty"` // of divisions among them
	Evidence string        `json:"evidence,omitempty"`
}

// most is how many posts a unit has at most.
const most = 10_000

// Noun is what items are called in the store.
func (Item) Noun() string { return "staff" }

// Clean tidies an item, or says what is wrong with it.
func (i Item) Clean() (Item, error) {
	var c record.Check
	if !slices.Contains(Kinds(), i.Sort) {
		c.Wrong(motcua.InvalidField("kind", "record.kind"))
	}
	c.Text("title", &i.Title, i.Sort == Course)
	c.Text("unit", &i.Unit, i.Sort == Quota || i.Sort == Appointment)
	c.Text("person", &i.Person, i.Sort == Appointment || i.Sort == Course)
	c.Text("post", &i.Post, i.Sort == Appointment)
	c.Text("number", &i.Number, i.Sort == Appointment)
	c.Text("place", &i.Place, i.Sort == Desk)
	c.Text("evidence", &i.Evidence, false)
	if i.Sort == Quota {
		c.Year("year", int(i.Year))
	}
	c.Whole("quota", i.Quota, most)
	c.Whole("people", i.People, most)
	c.Day("date", i.Date, i.Sort == Appointment)
	c.Day("from", i.From, i.Sort != Quota)
	c.Day("to", i.To, false)
	c.Order("to", i.From, i.To)
	c.Whole("least", i.Least, most)
	c.Whole("most", i.Most, most)
	c.Whole("heads", i.Heads, most)
	if i.Sort == Desk && (i.Most == 0 || i.Most < i.Least) {
		c.Wrong(motcua.InvalidField("most", "staff.most", "Least", i.Least))
	}
	if i.Heads > i.Most {
		c.Wrong(motcua.InvalidField("heads", "staff.heads", "Most", i.Most))
	}
	return i, c.Err()
}

// Vacant is how many posts of a quota are not filled.
func (i Item) Vacant() int64 { return max(0, i.Quota-i.People) }

// Day is the day an item stands at: a quota at the end of its year.
func (i Item) Day() calendar.Date {
	switch i.Sort {
	case Quota:
		return calendar.Date{Year: int(i.Year), Month: 12, Day: 31}
	case Appointment:
		return i.Date
	default:
		return i.From
	}
}

// Within tells whether what lasts from one day to another – for ever when it
// has no end – meets a period.
func (i Item) Within(from, to calendar.Date) bool {
	last := i.To
	if last.IsZero() && i.Sort == Course {
		last = i.From
	}
	return !i.From.After(to) && (last.IsZero() || !last.Before(from))
}

// Row is the item as lists keep it. A unit has one quota a year, and a decision
// appoints a person once.
func (i Item) Row() record.Row {
	year := strconv.FormatInt(i.Year, 10)
	r := record.Row{Number: i.Number, Day: i.Day(), Unit: i.Unit, State: string(i.Sort), Search: vietnamese.Fold(i.Person + " " + i.Title + " " + i.Post + " " + i.Number + " " + i.Place + " " + year)}
	switch i.Sort {
	case Quota:
		r.Title, r.Same = year, "quota|"+i.Unit+"|"+year
	case Appointment:
		r.Title, r.Same = i.Person+" – "+i.Post, "appointment|"+vietnamese.Fold(i.Number+"|"+i.Person)
	case Course:
		r.Title = i.Person + " – " + i.Title
	default:
		r.Title = i.Place
	}
	return r
}
