// Package procedure draws the catalogue: the list and the page of procedures
// for everybody, and for those who keep it the versions with their processes,
// the working calendars and the import of files.
package procedure

import (
	"fmt"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

// State is whether a procedure can be asked for today.
type State string

// The states.
const (
	InForce   State = "inForce"
	Upcoming  State = "upcoming"
	Abolished State = "abolished"
	Lapsed    State = "lapsed" // out of force without an act that abolishes it
)

// StateOn is the state of a procedure on a day, the version to show for it –
// the one in force, else the next to come, else the last that asked for
// something – and the fault that says why none is in force.
func StateOn(p catalogue.Procedure, day calendar.Date) (State, catalogue.Version, error) {
	v, err := p.VersionOn(day)
	if err == nil {
		return InForce, v, nil
	}
	state := Lapsed
	for i := len(p.Versions) - 1; i >= 0; i-- {
		candidate := p.Versions[i]
		if candidate.Decision.Kind == catalogue.Abolished && !day.Before(candidate.ValidFrom) {
			state = Abolished
			continue
		}
		if v.Number == 0 || day.Before(candidate.ValidFrom) {
			v = candidate
		}
	}
	if v.Number > 0 && day.Before(v.ValidFrom) {
		state = Upcoming
	}
	return state, v, err
}

func (s State) label(p *message.Printer) component.Label {
	switch s {
	case Upcoming:
		return component.Label{Text: p.T("procedure.state.upcoming"), Tone: component.Warn, Icon: "calendar-clock"}
	case Abolished:
		return component.Label{Text: p.T("procedure.state.abolished"), Tone: component.Bad, Icon: "circle-x"}
	case Lapsed:
		return component.Label{Text: p.T("procedure.state.lapsed"), Tone: component.Bad, Icon: "circle-x"}
	default:
		return component.Label{Text: p.T("procedure.state.inForce"), Tone: component.OK, Icon: "circle-check"}
	}
}

// level is the word for how far it can be done online; no label when unknown.
func level(p *message.Printer, v catalogue.Version) []component.Label {
	switch v.ServiceLevel {
	case catalogue.Full:
		return []component.Label{{Text: p.T("catalogue.serviceLevel.full"), Tone: component.OK, Icon: "globe"}}
	case catalogue.Partial:
		return []component.Label{{Text: p.T("catalogue.serviceLevel.partial"), Tone: component.Info, Icon: "globe"}}
	case catalogue.Information:
		return []component.Label{{Text: p.T("catalogue.serviceLevel.information"), Icon: "info"}}
	default:
		return nil
	}
}

// Name is the name of a procedure in the reader's language, under a version.
func Name(p *message.Printer, of catalogue.Procedure, v catalogue.Version) string {
	if p.Lang() == message.English && of.NameEN != "" {
		return of.NameEN
	}
	return of.NameUnder(v)
}

// Term words the limit of a version.
func Term(p *message.Printer, v catalogue.Version) string { return term(p, v) }

// term words the limit: one, or from–to when cases or channels differ.
func term(p *message.Printer, v catalogue.Version) string {
	if !v.Term.IsZero() {
		return p.Value(v.Term)
	}
	var words []string
	seen := map[string]bool{}
	add := func(t deadline.Term) {
		if text := p.Value(t); !t.IsZero() && !seen[text] {
			seen[text] = true
			words = append(words, text)
		}
	}
	for _, c := range v.Cases {
		add(c.Term)
	}
	for _, c := range v.Channels {
		add(c.Term)
	}
	switch len(words) {
	case 0:
		return p.T("procedure.term.unknown")
	case 1:
		return words[0]
	default:
		return p.T("procedure.term.several", "Terms", words)
	}
}

// fee words what it costs: free when every channel is.
func fee(p *message.Printer, v catalogue.Version) string {
	var least, most int64
	for i, c := range v.Channels {
		if i == 0 || c.Fee < least {
			least = c.Fee
		}
		most = max(most, c.Fee)
	}
	switch {
	case len(v.Channels) == 0:
		return p.T("procedure.fee.unknown")
	case most == 0:
		return p.T("procedure.fee.none")
	case least == most:
		return p.Money(most)
	default:
		return p.T("procedure.fee.between", "Least", least, "Most", most)
	}
}

// feeNotes are the notes on fees, without doubles.
func feeNotes(v catalogue.Version) []string {
	var notes []string
	seen := map[string]bool{}
	for _, c := range v.Channels {
		if c.FeeNote != "" && !seen[c.FeeNote] {
			seen[c.FeeNote] = true
			notes = append(notes, c.FeeNote)
		}
	}
	return notes
}

func channels(p *message.Printer, v catalogue.Version) string {
	words := make([]string, 0, len(v.Channels))
	for _, c := range v.Channels {
		words = append(words, strings.ToLower(p.T("catalogue.channelKind."+string(c.Kind))))
	}
	return strings.Join(words, ", ")
}

func decision(p *message.Printer, d catalogue.Decision) string {
	switch {
	case d.Number == "":
		return p.T("procedure.decision.none")
	case d.Date.IsZero():
		return d.Number
	default:
		return p.T("procedure.decision", "Number", d.Number, "Date", d.Date)
	}
}

// copies words how many of a paper: 1 bản chính, 2 bản sao.
func copies(p *message.Printer, paper catalogue.Paper) string {
	var words []string
	if paper.Originals > 0 {
		words = append(words, p.T("procedure.originals", "Count", paper.Originals))
	}
	if paper.Copies > 0 {
		words = append(words, p.T("procedure.copies", "Count", paper.Copies))
	}
	if len(words) == 0 {
		return p.T("procedure.copies.none")
	}
	return strings.Join(words, ", ")
}

func caseName(v catalogue.Version, id string) string {
	for _, c := range v.Cases {
		if c.ID == id {
			return c.Name
		}
	}
	return id
}

func holder(book *office.Book, leg catalogue.Leg) string {
	if leg.Agency == "" {
		return ""
	}
	name := book.UnitName(leg.Agency, leg.Unit)
	if leg.Unit != "" && leg.Kind == catalogue.Consultation {
		return book.Agency(leg.Agency).Name + ", " + name
	}
	return name
}

// width is how much of the whole a leg takes, for the thin bar beside it.
func width(leg catalogue.Leg, process catalogue.Process) string {
	longest := 0.0
	for _, l := range process.Legs {
		longest = max(longest, days(l.Share))
	}
	if longest == 0 {
		return "0%"
	}
	return fmt.Sprintf("%.1f%%", max(days(leg.Share)/longest*100, 2))
}

// days is about how many working days a term is, good enough for a picture.
func days(t deadline.Term) float64 {
	amount := float64(t.Amount) / float64(deadline.Whole(1))
	switch t.Unit {
	case deadline.WorkingMinute:
		return amount / 480
	case deadline.WorkingHour:
		return amount / 8
	case deadline.CalendarDay:
		return amount * 5 / 7
	case deadline.Month:
		return amount * 22
	default:
		return amount
	}
}

// reason is the sentence of a fault that explains a state.
func reason(p *message.Printer, err error) string {
	problems := component.ProblemsOf(p, err)
	if len(problems) == 0 {
		return ""
	}
	return problems[0].Text
}

// value writes one side of a comparison.
func value(p *message.Printer, field string, v any) string {
	switch x := v.(type) {
	case nil:
		return "–"
	case string:
		if x == "" {
			return "–"
		}
		if field == "mode" {
			return p.T("procedure.mode." + x)
		}
		return x
	case catalogue.ServiceLevel:
		if x == "" {
			return "–"
		}
		return p.T("catalogue.serviceLevel." + string(x))
	case catalogue.Policy:
		return p.T("catalogue.policy." + string(x))
	case deadline.Term:
		if x.IsZero() {
			return "–"
		}
		return p.Value(x)
	case int64:
		return p.Money(x)
	default:
		return p.Value(v)
	}
}

// item names what a line of a comparison is about.
func item(p *message.Printer, book *office.Book, c catalogue.Change) string {
	name := p.T("procedure.change." + c.Field)
	switch {
	case c.Item == "":
		return name
	case c.Field == "channels" || c.Field == "fee":
		return name + " – " + p.T("catalogue.channelKind."+c.Item)
	case c.Field == "process":
		return name + " – " + legItem(book, c.Item)
	default:
		return name + " – " + c.Item
	}
}

// legItem names the holder in an item of the form "3. agency/unit – task".
func legItem(book *office.Book, text string) string {
	order, rest, _ := strings.Cut(text, ". ")
	ids, task, ok := strings.Cut(rest, " – ")
	agency, unit, _ := strings.Cut(ids, "/")
	if !ok || agency == "" {
		return text
	}
	return order + ". " + book.UnitName(agency, unit) + ": " + task
}

// Changes are the differences from one version to the next, without those of
// the internal process when they are for everybody.
func Changes(a, b catalogue.Version, all bool) []catalogue.Change {
	var changes []catalogue.Change
	for _, c := range catalogue.Diff(a, b) {
		if all || c.Field != "process" {
			changes = append(changes, c)
		}
	}
	return changes
}

// comparison is the table of what changed between two versions.
func comparison(p *message.Printer, book *office.Book, pair []catalogue.Version, all bool) component.Sheet {
	a, b := pair[0], pair[1]
	s := component.Sheet{Caption: p.T("procedure.compare", "From", a.Number, "To", b.Number), ShowCaption: true,
		Columns: []component.Column{{Label: p.T("procedure.compare.what")}, {Label: p.T("procedure.compare.before")}, {Label: p.T("procedure.compare.after")}}}
	for _, c := range Changes(a, b, all) {
		s.Rows = append(s.Rows, component.Row{Cells: textCells(item(p, book, c), value(p, c.Field, c.Before), value(p, c.Field, c.After))})
	}
	return s
}

// words of a problem that stands in a row of an import report.
func rowText(p *message.Printer, r catalogue.Row) string {
	text := p.Text(motcua.Text{Key: r.Reason.Key, Args: r.Reason.Args})
	if r.Field == "" {
		return text
	}
	return r.Field + ": " + text
}

// Intervals writes working hours: 08:00–11:30, 13:00–17:30.
func Intervals(of []calendar.Interval) string {
	words := make([]string, len(of))
	for i, interval := range of {
		words[i] = interval.From.String() + "–" + interval.To.String()
	}
	return strings.Join(words, ", ")
}

// Differences is the table of what a version says otherwise than another.
func Differences(p *message.Printer, book *office.Book, caption string, a, b catalogue.Version) component.Sheet {
	s := comparison(p, book, []catalogue.Version{a, b}, true)
	s.Caption, s.ShowCaption = caption, false
	return s
}
