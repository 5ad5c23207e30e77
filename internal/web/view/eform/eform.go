// Package eform draws an electronic form: a section with its questions, what
// was typed and what is wrong with it, and the summary that is checked before
// it is sent. Inputs are called by the path of their question, so that what is
// posted goes to Form.ReadSection as it is. Everything works without
// JavaScript; eform.js only saves round trips.
package eform

import (
	"strconv"

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
	case room.Number, room.Money, room.Date, room.CitizenNumber, room.TaxCode, room.EnterpriseCode:
		f.InputMode = "numeric"
		if a.q.Kind == room.Number && !a.q.Whole() {
			f.InputMode = "decimal"
		}
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

// rows are the rows of a list; one that is empty shows a row to begin with.
func (a asked) rows() []map[string]any {
	rows := room.Entries(a.answer)
	if len(rows) == 0 {
		rows = []map[string]any{{}}
	}
	return rows
}

func (a asked) rowPath(n int) string { return a.path + "." + strconv.Itoa(n) }

func (a asked) rowTitle(n int) string {
	return a.p.T("eform.row", "Item", a.words(a.q.Item), "Number", n+1)
}

// fewChoices is how many answers are offered as radio buttons; more are a list.
const fewChoices = 7
