package report

import (
	"cmp"
	"slices"
	"strings"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
)

// Tally names one of the summaries kept beside the dossiers. Each counts by
// dimensions that mostly follow from each other, so that a day has few cells:
// by all of them at once it would grow nearly as large as what it counts.
type Tally string

// The summaries.
const (
	Matters Tally = "matters" // by field, procedure and its version
	Hands   Tally = "hands"   // by unit, officer and channel
)

// TallyKey is one cell of a summary: what is counted together, over the day,
// month or year that Span names. Fields of the other summary are zero.
type TallyKey struct {
	Tally     Tally
	Span      string
	Field     string
	Procedure string
	Version   int
	Unit      string
	Officer   string
	Channel   string
	// LateAgency and LateCause say who made the Late ones late, and why; empty
	// in the cells of everything else.
	LateAgency, LateCause string
}

// Compare orders the cells. Those who change several do it in this order, so
// that no two ever wait for each other.
func (k TallyKey) Compare(o TallyKey) int {
	return cmp.Or(strings.Compare(string(k.Tally), string(o.Tally)), strings.Compare(k.Span, o.Span), strings.Compare(k.Field, o.Field),
		strings.Compare(k.Procedure, o.Procedure), cmp.Compare(k.Version, o.Version), strings.Compare(k.Unit, o.Unit),
		strings.Compare(k.Officer, o.Officer), strings.Compare(k.Channel, o.Channel),
		strings.Compare(k.LateAgency, o.LateAgency), strings.Compare(k.LateCause, o.LateCause))
}

// Amount is what a cell counts: dossiers received in its span, and concluded in
// it.
type Amount struct {
	Online, Direct      int
	Early, OnTime, Late int
}

// Plus adds two amounts.
func (a Amount) Plus(b Amount) Amount {
	return Amount{a.Online + b.Online, a.Direct + b.Direct, a.Early + b.Early, a.OnTime + b.OnTime, a.Late + b.Late}
}

// Minus takes one amount from another.
func (a Amount) Minus(b Amount) Amount {
	return Amount{a.Online - b.Online, a.Direct - b.Direct, a.Early - b.Early, a.OnTime - b.OnTime, a.Late - b.Late}
}

// Change is by how much a cell changes.
type Change struct {
	Key TallyKey
	By  Amount
}

// mark is what one dossier leaves in a summary on one day; zero: nothing.
type mark struct {
	key TallyKey // without span
	day calendar.Date
	by  Amount
}

// Delta is what the summaries change by when a dossier that was before becomes
// after; nil stands for none. Most facts change nothing.
func Delta(before, after *dossier.Summary) []Change {
	var list []Change
	was, is := marks(before), marks(after)
	for i := range is {
		if was[i] != is[i] {
			list = was[i].spread(list, Amount{}.Minus(was[i].by))
			list = is[i].spread(list, is[i].by)
		}
	}
	return list
}

func marks(s *dossier.Summary) (list [4]mark) {
	if s == nil {
		return list
	}
	for i, key := range [2]TallyKey{
		{Tally: Matters, Field: s.Field, Procedure: s.Procedure, Version: s.Number},
		{Tally: Hands, Unit: s.LeadUnit, Officer: s.Officer, Channel: string(s.Channel)},
	} {
		list[2*i] = mark{key: key, day: calendar.DateOf(s.ReceivedAt), by: received(s)}
		if s.EndedAt.IsZero() {
			continue
		}
		if s.Standing == deadline.Late {
			key.LateAgency, key.LateCause = s.LateAgency, string(s.LateCause)
		}
		list[2*i+1] = mark{key: key, day: calendar.DateOf(s.EndedAt), by: concluded(s)}
	}
	return list
}

func received(s *dossier.Summary) Amount {
	if s.Channel == catalogue.Online {
		return Amount{Online: 1}
	}
	return Amount{Direct: 1}
}

func concluded(s *dossier.Summary) Amount {
	switch s.Standing {
	case deadline.Early:
		return Amount{Early: 1}
	case deadline.OnTime:
		return Amount{OnTime: 1}
	case deadline.Late:
		return Amount{Late: 1}
	default: // an open standing of what has ended is no figure of the form
		return Amount{}
	}
}

func (m mark) spread(list []Change, by Amount) []Change {
	if by == (Amount{}) {
		return list
	}
	for _, span := range spans(m.day) {
		key := m.key
		key.Span = span
		list = append(list, Change{key, by})
	}
	return list
}

// spans are the cells that a day belongs to. The letter keeps days, months and
// years apart where their names stand in one order.
func spans(d calendar.Date) [3]string {
	day := daySpan(d)
	return [3]string{day, "m" + day[1:8], "y" + day[1:5]}
}

func daySpan(d calendar.Date) string {
	year, month, day := d.Year, int(d.Month), d.Day
	digit := func(n int) byte { return byte('0' + n%10) }
	return string([]byte{'d', digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-', digit(month / 10), digit(month), '-', digit(day / 10), digit(day)})
}

func monthSpan(d calendar.Date) string { return spans(d)[1] }
func yearSpan(year int) string         { return spans(calendar.Date{Year: year, Month: 1, Day: 1})[2] }

func firstOf(year, month int) calendar.Date {
	return calendar.Date{Year: year, Month: 1, Day: 1}.AddMonths(month - 1)
}

// SpanRange is a run of cells in the order of their names, both ends included.
type SpanRange struct{ From, To string }

// SpansOf are the cells that make up a period: days at its ends, whole months
// and whole years between, each day once.
func SpansOf(from, to calendar.Date) []SpanRange {
	if to.Before(from) {
		return nil
	}
	after := to.AddDays(1)
	first, end := from, firstOf(after.Year, int(after.Month)) // between them lie whole months
	if from.Day != 1 {
		first = firstOf(from.Year, int(from.Month)+1)
	}
	if !first.Before(end) { // none; the days may still lie in two months
		middle := first
		if after.Before(middle) {
			middle = after
		}
		return days(days(nil, from, middle), middle, after)
	}
	return days(months(days(nil, from, first), first, end), end, after)
}

// SpansBefore are the cells of all days before one.
func SpansBefore(day calendar.Date) []SpanRange {
	year, month := firstOf(day.Year, 1), firstOf(day.Year, int(day.Month))
	list := []SpanRange{{yearSpan(0), yearSpan(day.Year - 1)}}
	return days(months(list, year, month), month, day)
}

// days adds the days from one to before another.
func days(list []SpanRange, from, before calendar.Date) []SpanRange {
	if !from.Before(before) {
		return list
	}
	return append(list, SpanRange{daySpan(from), daySpan(before.AddDays(-1))})
}

// months adds the months between two firsts of months, by years where they are whole.
func months(list []SpanRange, from, before calendar.Date) []SpanRange {
	year, end := firstOf(from.Year, 1), firstOf(before.Year, 1)
	if from != year {
		year = firstOf(from.Year+1, 1)
	}
	add := func(a, b calendar.Date) {
		if a.Before(b) {
			list = append(list, SpanRange{monthSpan(a), monthSpan(b.AddMonths(-1))})
		}
	}
	if !year.Before(end) {
		add(from, before)
		return list
	}
	add(from, year)
	list = append(list, SpanRange{yearSpan(year.Year), yearSpan(end.Year - 1)})
	add(end, before)
	return list
}

// Sums are the changes of many dossiers added up.
type Sums map[TallyKey]Amount

// Add adds changes.
func (s Sums) Add(list []Change) {
	for _, c := range list {
		if sum := s[c.Key].Plus(c.By); sum == (Amount{}) {
			delete(s, c.Key)
		} else {
			s[c.Key] = sum
		}
	}
}

// Changes lists the sums in the order in which they are to be stored.
func (s Sums) Changes() []Change {
	list := make([]Change, 0, len(s))
	for key, by := range s {
		list = append(list, Change{key, by})
	}
	slices.SortFunc(list, func(a, b Change) int { return a.Key.Compare(b.Key) })
	return list
}
