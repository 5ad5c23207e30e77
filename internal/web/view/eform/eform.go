// Package eform draws an electronic form: a section with its questions, what
// was typed and what is wrong with it, and the summary that is checked before
// it is sent. Inputs are called by the path of their question, so that what is
// posted goes to Form.ReadSection as it is. Everything works without
// JavaScript; eform.js only saves round trips.
package eform

import (
	"strconv"

	"github.com/a-h/templ"

	"motcua/calendar"
	room "motcua/eform"
	"motcua/internal/message"
	"motcua/internal/web/view/component"
)

// Script is the file of package asset that shortens the ways of a form.
const Script = "eform.js"

// SectionData is one section as it was answered.
type SectionData struct {
	Form       *room.Form
	Section    *room.Section
	Answers    room.Answers
	Problems   component.Problems
	Prefilled  map[string]bool // paths filled with what is held, from Form.Prefill
	Day        calendar.Date   // whose units and industries are offered
	Action     string          // where the form is sent; buttons within come back to their place
	Places     string          // address that answers units as JSON
	Industries string          // address that answers industries as JSON
}

// asked is one question at its place.
type asked struct {
	SectionData
	p      *message.Printer
	q      *room.Question
	path   string
	answer any
	shown  bool
}

// ask lists the questions of a group with their answers.
func (d SectionData) ask(p *message.Printer, questions []room.Question, siblings []room.Question, answers map[string]any, prefix string) []asked {
	list := make([]asked, len(questions))
	for i := range questions {
		q := &questions[i]
		list[i] = asked{SectionData: d, p: p, q: q, path: prefix + q.Name, answer: answers[q.Name], shown: room.Shows(siblings, q, answers)}
	}
	return list
}

// all lists the questions of every section, which conditions may speak of.
func (d SectionData) all() []room.Question {
	var list []room.Question
	for _, s := range d.Form.Sections {
		list = append(list, s.Questions...)
	}
	return list
}

func (a asked) words(w room.Words) string { return w.In(a.p.Lang()) }

// field is the question as the components draw it.
func (a asked) field() component.Field {
	f := component.Field{
		Name: a.path, Label: a.words(a.q.Label), Hint: a.words(a.q.Hint), Error: a.Problems.Of(a.path), Value: room.Line(a.answer),
		Autocomplete: a.q.Autocomplete, Suffix: a.words(a.q.Unit),
	}
	switch a.q.Width {
	case "narrow":
		f.Width = component.Narrow
	case "middle":
		f.Width = component.Middle
	}
	if !a.q.Required() {
		f.Optional = component.OptionalWord(a.p)
	}
	if a.Prefilled[a.path] && f.Error == "" {
		f.Mark = a.p.T("eform.held")
	}
	switch a.q.Kind {
	case room.TextArea:
		f.Rows = 5
	case room.Number, room.Money, room.Date, room.CitizenNumber, room.TaxCode, room.EnterpriseCode:
		f.InputMode = "numeric"
		if a.q.Kind == room.Number && !a.q.Whole() {
			f.InputMode = "decimal"
		}
	case room.Industry:
		f.Combobox, f.Value = a.Industries, a.q.Say(f.Value, a.p.Lang(), a.Day)
	case room.Phone:
		f.InputMode = "tel"
	case room.Email:
		f.InputMode = "email"
	}
	if a.q.Kind == room.Money && f.Suffix == "" {
		f.Suffix = a.p.T("eform.dong")
	}
	return f
}

func (a asked) place() room.Place { return a.q.PlaceOf(room.Part(a.answer), a.Day) }

// tier is one choice of an address.
func (a asked) tier(t room.Tier) component.Field {
	name := a.path + "." + t.Part
	return component.Field{Name: name, Label: a.p.T("eform.place." + t.Part), Error: a.Problems.Of(name), Value: t.Chosen}
}

// units are the units to choose from; before there are any, why not.
func (a asked) units(t room.Tier) []component.Choice {
	var list []component.Choice
	switch {
	case len(t.Units) == 0:
		list = append(list, component.Choice{Label: a.p.T("eform.place.first")})
	case t.Part != "province" || a.q.Within == "":
		list = append(list, component.Choice{Label: a.p.T("eform.choose")})
	}
	for _, u := range t.Units {
		list = append(list, component.Choice{Value: u.Code, Label: u.Name})
	}
	return list
}

func (a asked) street() component.Field {
	name := a.path + ".street"
	return component.Field{Name: name, Label: a.p.T("eform.place.street"), Error: a.Problems.Of(name), Optional: component.OptionalWord(a.p),
		Value: room.Line(room.Part(a.answer)["street"]), Autocomplete: a.q.Autocomplete}
}

// stay makes a button come back to its question.
func (a asked) stay() templ.Attributes {
	if a.Action == "" {
		return nil
	}
	return templ.Attributes{"formaction": a.Action + "#" + a.path}
}

// choices are the answers offered.
func (a asked) choices() []component.Choice {
	chosen := map[string]bool{room.Line(a.answer): true}
	for _, v := range room.Chosen(a.answer) {
		chosen[v] = true
	}
	list := make([]component.Choice, len(a.q.Choices))
	for i, o := range a.q.Choices {
		list[i] = component.Choice{Value: o.Value, Label: a.words(o.Label), Hint: a.words(o.Hint), Chosen: chosen[o.Value]}
	}
	return list
}

// rows are the rows of a list, at least as many as it needs.
func (a asked) rows() []map[string]any {
	rows := room.Entries(a.answer)
	for len(rows) < a.q.First() {
		rows = append(rows, map[string]any{})
	}
	return rows
}

func (a asked) rowPath(n int) string { return a.path + "." + strconv.Itoa(n) }

func (a asked) rowTitle(n int) string {
	return a.p.T("eform.row", "Item", room.Capital(a.words(a.q.Item)), "Number", n+1)
}

// fewChoices is how many answers are offered as radio buttons; more are a list.
const fewChoices = 7

// lines are the lines of a summary that stand in one group or row.
type lines struct {
	title string
	lines []room.SummaryLine
}

func grouped(all []room.SummaryLine) []lines {
	var list []lines
	for _, line := range all {
		if n := len(list); n == 0 || list[n-1].title != line.Of {
			list = append(list, lines{title: line.Of})
		}
		last := &list[len(list)-1]
		last.lines = append(last.lines, line)
	}
	return list
}

// facts are the lines of a summary as a list; what was not answered says so.
func facts(p *message.Printer, lines []room.SummaryLine) []component.Fact {
	list := make([]component.Fact, len(lines))
	for i, line := range lines {
		list[i] = component.Fact{Name: line.Label, Text: line.Text}
		if line.Text == "" {
			list[i].Text = p.T("eform.none")
		}
	}
	return list
}

// box is the card of a section with the way to change it.
func box(p *message.Printer, part room.SummaryPart, change func(string) string) component.Box {
	b := component.Box{Title: part.Title}
	if change == nil {
		return b
	}
	if href := change(part.Section); href != "" {
		b.More = &component.Link{Label: p.T("eform.change", "Section", part.Title), Href: href}
	}
	return b
}
