package web

import (
	"net/http"

	"motcua/calendar"
	"motcua/event"
	"motcua/finance"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	filingview "motcua/internal/web/view/filing"
	"motcua/record"
	"motcua/staff"
)

// filingNoun is one noun of the records that are filled in as one form. Its
// name begins the names of its routes and messages.
type filingNoun struct {
	name, base, icon string
	kinds            []string
	fields           []filingField
	below            []string // fields of which the first that is filled in stands below the title in lists
	shelf            func(o *office.Office) shelf
	// state is how a record stands today; nil for nouns that have no state.
	state func(d reader, content any) component.Label
	// title names a record better than its row does; nil, or "": as the row does.
	title func(d reader, content any) string
	// more puts something below the page of a record; nil for most nouns.
	more func(w *Web, r *http.Request, d reader, f filed, v *filingview.Record) error
	// above puts something above its list; nil for most nouns.
	above func(w *Web, r *http.Request, d reader, v *filingview.List) error
	// opens tells whether a record has a page for everybody, on which its files
	// may be; nil for nouns without such pages.
	opens func(content any) bool
}

// filingField is a question of its form: for which kinds it is asked ("" for
// all), and for which it has to be answered ("*" for all).
type filingField struct {
	name     string
	as       answer
	of, must string
}

// answer is what a question takes.
type answer int

const (
	asLine answer = iota
	asArea
	asDay
	asWhole
	asYear
	asMoney
	asUnit
)

// filingNouns lists the nouns.
func filingNouns() []filingNoun {
	const (
		about = "meeting workshop conference course"
		open  = "meeting workshop course"
	)
	return []filingNoun{
		{name: "event", base: "/can-bo/su-kien", icon: "message-square", kinds: kindWords(event.Kinds()), shelf: shelfOf[event.Event], below: []string{"channel", "partner", "trainer"}, more: registered, opens: opensEvent,
			fields: []filingField{{"title", asLine, "", "*"}, {"channel", asLine, "publicity", "publicity"}, {"partner", asLine, about, ""}, {"trainer", asLine, "course", ""}, {"place", asLine, "", ""},
				{"from", asDay, "", "*"}, {"to", asDay, "", ""}, {"audience", asArea, "", "course"}, {"purpose", asArea, "", ""}, {"attended", asWhole, "", ""}, {"evidence", asArea, "", ""},
				{"capacity", asWhole, open, ""}, {"closes", asDay, open, ""}}},
		{name: "finance", base: "/can-bo/tai-chinh", icon: "credit-card", kinds: kindWords(finance.Kinds()), shelf: shelfOf[finance.Item], below: []string{"where", "basis"}, state: financeState, opens: opensFinance,
			fields: []filingField{{"title", asLine, "", "*"}, {"basis", asLine, "", "autonomy"}, {"number", asLine, "", ""}, {"unit", asUnit, "", ""}, {"year", asYear, "", "*"}, {"toYear", asYear, "autonomy", ""},
				{"amount", asMoney, "autonomy estimate", "estimate"}, {"where", asLine, "disclosure", ""}, {"deadline", asDay, "", ""}, {"doneOn", asDay, "", ""}, {"evidence", asArea, "", ""}}},
		{name: "staff", base: "/can-bo/nhan-su", icon: "users", kinds: kindWords(staff.Kinds()), shelf: shelfOf[staff.Item], below: []string{"evidence"}, above: postsAbove, title: postsTitle,
			fields: []filingField{{"person", asLine, "appointment course", "*"}, {"post", asLine, "appointment", "*"}, {"title", asLine, "course", "*"}, {"unit", asUnit, "quota appointment course", "quota appointment"}, {"year", asYear, "quota", "*"},
				{"quota", asWhole, "quota", "*"}, {"people", asWhole, "quota", "*"}, {"number", asLine, "appointment course", "appointment"}, {"date", asDay, "appointment", "*"}, {"place", asLine, "course desk", "desk"},
				{"from", asDay, "appointment course desk", "*"}, {"to", asDay, "course desk", ""}, {"least", asWhole, "desk", "*"}, {"most", asWhole, "desk", "*"}, {"heads", asWhole, "desk", ""}, {"evidence", asArea, "", ""}}},
	}
}

func kindWords[K ~string](kinds []K) []string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = string(k)
	}
	return words
}

func shelfOf[C record.Content[C]](o *office.Office) shelf { return filings[C]{office.FilingsOf[C](o)} }

func financeState(d reader, content any) component.Label {
	item, ok := content.(finance.Item)
	if !ok {
		return component.Label{}
	}
	state := item.State(calendar.DateOf(d.now))
	label := component.Label{Text: d.p.T("finance.state." + string(state)), Tone: component.Info, Icon: "clock"}
	switch state {
	case finance.Done:
		label.Tone, label.Icon = component.OK, "check"
	case finance.Late:
		label.Tone = component.Warn
	case finance.Overdue:
		label.Tone = component.Bad
	}
	return label
}

func opensEvent(content any) bool {
	e, ok := content.(event.Event)
	return ok && e.Public()
}

func opensFinance(content any) bool {
	item, ok := content.(finance.Item)
	return ok && item.Sort == finance.Disclosure
}
