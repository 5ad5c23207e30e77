// Package eform is the room of interactive forms. A form is data: what is asked
// stands in a JSON Schema 2020-12, how it is asked in a display order of
// sections and questions beside it; the files of forms/ are the forms of the
// department's procedures.
//
// What an applicant types is kept as typed ([Answers]); [Form.Check] makes a
// document of it, holds it to the schema and says every fault as a sentence of
// ours that names the field and the remedy. The server alone checks, so the
// sentences are the same with and without JavaScript.
//
//	answers := form.ReadSection(draft, "investor", r.PostForm)
//	faults := form.Check(answers, "investor", today)
package eform

import (
	"github.com/santhosh-tekuri/jsonschema/v6"

	"motcua/calendar"
)

// Words are a text in both languages.
type Words struct {
	Vi string `json:"vi"`
	En string `json:"en"`
}

// In gives the text in a language; Vietnamese for what is not "en".
func (w Words) In(lang string) string {
	if lang == "en" && w.En != "" {
		return w.En
	}
	return w.Vi
}

// IsZero tells whether nothing is said.
func (w Words) IsZero() bool { return w == Words{} }

// Form is one version of one form.
type Form struct {
	ID       string         `json:"id"` // of all versions
	Version  int            `json:"version"`
	From     calendar.Date  `json:"from,omitzero"`  // first day of validity; zero: always
	Until    calendar.Date  `json:"until,omitzero"` // last day of validity; zero: open
	For      []string       `json:"for,omitempty"`  // codes of the procedures it serves; none: every other
	Title    Words          `json:"title"`
	Source   Words          `json:"source"` // the official form that it follows
	Sections []Section      `json:"display"`
	Schema   map[string]any `json:"schema"` // JSON Schema 2020-12 of the document

	compiled *jsonschema.Schema
}

// Section is what one page asks.
type Section struct {
	ID        string     `json:"id"`
	Title     Words      `json:"title"`
	Text      Words      `json:"text,omitzero"`
	Questions []Question `json:"questions"`
}

// Kind is how a question is answered.
type Kind string

// The kinds of question.
const (
	Text           Kind = "text"
	TextArea       Kind = "textarea"
	Number         Kind = "number"
	Money          Kind = "money" // whole đồng
	Date           Kind = "date"
	Choice         Kind = "choice"
	Several        Kind = "several"
	Phone          Kind = "phone"
	Email          Kind = "email"
	CitizenNumber  Kind = "citizenNumber"
	TaxCode        Kind = "taxCode"
	EnterpriseCode Kind = "enterpriseCode"
	Passport       Kind = "passport"
	Industry       Kind = "industry"
	Address        Kind = "address"
	Group          Kind = "group" // questions that belong together
	List           Kind = "list"  // a group that is answered several times
)

// Question is one question, or a group of them.
type Question struct {
	Name         string              `json:"name"` // of its property in the schema
	Kind         Kind                `json:"kind"`
	Label        Words               `json:"label"`
	Thing        Words               `json:"thing,omitzero"` // what is asked for, within a sentence; the label when zero
	Hint         Words               `json:"hint,omitzero"`
	Why          Words               `json:"why,omitzero"` // why we ask
	Unit         Words               `json:"unit,omitzero"`
	Width        string              `json:"width,omitempty"` // narrow, middle or whole
	Autocomplete string              `json:"autocomplete,omitempty"`
	Choices      []Option            `json:"choices,omitempty"`
	ShowIf       map[string][]string `json:"showIf,omitempty"`  // sibling question → answers; all must hold
	Prefill      string              `json:"prefill,omitempty"` // where the answer may be held: account.name …
	Born         string              `json:"born,omitempty"`    // of a citizen number: the date beside it whose year it states
	Within       string              `json:"within,omitempty"`  // of an address: the code of the province it must lie in
	AtMost       string              `json:"atMost,omitempty"`  // the number beside it that it may not exceed
	After        string              `json:"after,omitempty"`   // the date beside it that it comes after
	Past         bool                `json:"past,omitempty"`    // a day that is over
	Future       bool                `json:"future,omitempty"`  // a day still to come
	Questions    []Question          `json:"questions,omitempty"`
	Item         Words               `json:"item,omitzero"` // what one answer of a list is called

	required bool
	most     int // characters, entries of a list
	least    int
	whole    bool // a number without fraction
}

// Option is one answer of a choice.
type Option struct {
	Value string `json:"value"`
	Label Words  `json:"label"`
	Hint  Words  `json:"hint,omitzero"`
}

// Required tells whether the question must be answered when it is shown.
func (q *Question) Required() bool { return q.required }

// Most is the largest number of characters, or of entries of a list; 0 has no limit.
func (q *Question) Most() int { return q.most }

// Whole tells whether a number has no fraction.
func (q *Question) Whole() bool { return q.whole }

// First is how many rows a list shows at first: as many as it needs.
func (q *Question) First() int {
	if !q.required {
		return 0
	}
	return max(1, q.least)
}

// Rows is the most rows that a list takes.
func (q *Question) Rows() int { return q.entries() }

// Ref names the form with its version, as dossiers keep it: "investment/1".
func (f *Form) Ref() string { return ref(f.ID, f.Version) }

// Section finds a section by its id.
func (f *Form) Section(id string) (*Section, bool) {
	for i := range f.Sections {
		if f.Sections[i].ID == id {
			return &f.Sections[i], true
		}
	}
	return nil, false
}

// Shown lists the sections that ask something, given the answers.
func (f *Form) Shown(a Answers) []*Section {
	var list []*Section
	for i := range f.Sections {
		s := &f.Sections[i]
		for j := range s.Questions {
			if f.shows(&s.Questions[j], a) {
				list = append(list, s)
				break
			}
		}
	}
	return list
}

// shows tells whether a question of the top is asked, given the answers.
func (f *Form) shows(q *Question, a Answers) bool { return shown(f.top(), q, a) }

// top lists the questions of all sections.
func (f *Form) top() []*Question {
	var list []*Question
	for i := range f.Sections {
		list = append(list, pointers(f.Sections[i].Questions)...)
	}
	return list
}

func pointers(questions []Question) []*Question {
	list := make([]*Question, len(questions))
	for i := range questions {
		list[i] = &questions[i]
	}
	return list
}

func named(among []*Question, name string) *Question {
	for _, q := range among {
		if q.Name == name {
			return q
		}
	}
	return nil
}

// Shows tells whether a question is asked, given the answers beside it and the
// questions that they answer. A question whose condition is not asked itself is
// not asked either.
func Shows(siblings []Question, q *Question, answers map[string]any) bool {
	return shown(pointers(siblings), q, answers)
}

func shown(siblings []*Question, q *Question, answers map[string]any) bool {
	for name, accepted := range q.ShowIf {
		other := named(siblings, name)
		if other == nil || !shown(siblings, other, answers) || !given(answers[name], accepted) {
			return false
		}
	}
	return true
}
