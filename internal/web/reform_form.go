package web

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

// reformAsk is one asking of a form of the reform desk. The words of its fields
// begin with its noun.
type reformAsk struct {
	ask
	noun      string
	record    reformRecord
	people    []identity.Person
	plans     []*office.PlanView // that a task may be carried over to
	files     []document.File
	upload    []byte // of the field "file"
	named     string // the name of that file
	asksFiles bool   // a field of the form brings files
}

// take keeps the files that came with a form, as evidence, and reads one that is
// only to be read.
func (c *reformAsk) take(w *Web, r *http.Request) error {
	var err error
	if c.files, err = w.papersOf(r, "files"); err != nil || r.MultipartForm == nil || len(r.MultipartForm.File["file"]) == 0 {
		return err
	}
	c.named, c.upload, err = uploaded(r)
	return err
}

func (c *reformAsk) fileIDs() []string {
	var ids []string
	for _, f := range c.files {
		ids = append(ids, f.ID)
	}
	return ids
}

// rules stand beside the form of a new record.
func (c *reformAsk) rules() []component.Fact {
	rule := c.noun + ".rule."
	if !c.p.Has(rule + "1") {
		return []component.Fact{{Name: c.p.T(c.noun + ".nav"), Text: c.p.T(c.noun + ".rules")}}
	}
	var rules []component.Fact
	for i := 1; c.p.Has(rule + strconv.Itoa(i)); i++ {
		key := rule + strconv.Itoa(i)
		rules = append(rules, component.Fact{Name: c.p.T(key), Text: c.p.T(key + ".is")})
	}
	return rules
}

// asked is a question of the form, its label by the noun and its name.
func (c *reformAsk) asked(name string) component.Field {
	f := c.field(name, c.noun+".field."+name)
	if key := c.noun + ".hint." + name; c.p.Has(key) {
		f.Hint = c.p.T(key)
	}
	return f
}

func (c *reformAsk) optional(name string) component.Field {
	f := c.asked(name)
	f.Optional = component.OptionalWord(c.p)
	return f
}

func (c *reformAsk) long(f component.Field) templ.Component {
	f.Rows = 3
	return component.TextArea(f)
}

func (c *reformAsk) dayField(f component.Field) templ.Component {
	f.Width, f.InputMode = component.Middle, "numeric"
	if f.Hint == "" {
		f.Hint = c.p.T("register.hint.day")
	}
	return component.Input(f)
}

// numberField asks for a whole number.
func (c *reformAsk) numberField(f component.Field) templ.Component {
	f.Width, f.InputMode = component.Narrow, "numeric"
	return component.Input(f)
}

func (c *reformAsk) why() []templ.Component { return []templ.Component{c.long(c.asked("reason"))} }

func (c *reformAsk) remark() []templ.Component { return []templ.Component{c.long(c.optional("note"))} }

// withText is a deed that takes one text.
func withText[V any](field string, do func(*office.Office, context.Context, identity.Actor, office.RecordTarget, string) (V, error)) func(context.Context, *Web, *reformAsk, office.RecordTarget) error {
	return func(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
		_, err := do(w.office, ctx, c.actor, t, c.form.Get(field))
		return err
	}
}

// choose asks for one of some values, with words by the noun.
func choose[T ~string](c *reformAsk, name string, values []T, none bool) templ.Component {
	var choices []component.Choice
	if none {
		choices = append(choices, component.Choice{Label: c.p.T("reform.choose")})
	}
	for _, v := range values {
		choices = append(choices, component.Choice{Value: string(v), Label: c.p.T(c.noun + "." + name + "." + string(v))})
	}
	return component.Select(c.asked(name), choices)
}

// unitsAndPeople are the units of the department, each with its people.
func (d reader) unitsAndPeople(none string, people []identity.Person) []component.Choice {
	lead := d.w.office.LeadAgency()
	choices := []component.Choice{{Label: d.p.T(none)}}
	for _, u := range d.book.Agency(lead).Units {
		choices = append(choices, component.Choice{Value: u.ID, Label: u.Name})
		for _, p := range people {
			if p.Acting("").In(lead, u.ID) {
				choices = append(choices, component.Choice{Value: u.ID + "/" + p.ID, Label: u.Name + " – " + p.Name})
			}
		}
	}
	return choices
}

// charge asks for a unit, or a person of it: one of some, or of all when none are
// named.
func (c *reformAsk) charge(name string, some ...string) templ.Component {
	choices := c.unitsAndPeople("record.unit.choose", c.people)
	if len(some) > 0 {
		choices = slices.DeleteFunc(choices, func(of component.Choice) bool {
			unit, _ := unitAndPerson(of.Value)
			return unit != "" && !slices.Contains(some, unit)
		})
	}
	return component.Select(c.asked(name), choices)
}

// unitAndPerson reads an answer to charge.
func unitAndPerson(value string) (unit, person string) {
	unit, person, _ = strings.Cut(value, "/")
	return unit, person
}

// units asks for several units.
func (c *reformAsk) units(f component.Field) templ.Component {
	choices := c.ownUnits("")
	for i := range choices {
		choices[i].Chosen = slices.Contains(c.form[f.Name], choices[i].Value)
	}
	return component.Checkboxes(f, choices)
}

// colleague asks for somebody of the department.
func (c *reformAsk) colleague(f component.Field, none string) templ.Component {
	choices := []component.Choice{{Label: c.p.T(none)}}
	for _, p := range c.people {
		choices = append(choices, component.Choice{Value: p.ID, Label: p.Name, Hint: p.Title})
	}
	return component.Select(f, choices)
}

func (c *reformAsk) tick(name string) templ.Component {
	return component.Checkboxes(component.Field{Name: name, Label: c.p.T(c.noun + ".field." + name)},
		[]component.Choice{{Value: "1", Label: c.p.T(c.noun + ".tick." + name), Chosen: c.form.Get(name) != ""}})
}

// evidence asks for files, in words of their own where the noun has some.
func (c *reformAsk) evidence(words string) templ.Component {
	c.asksFiles = true
	f := component.UploadField{Name: "files", Label: c.p.T("register.field.files"), Hint: c.p.T("reform.hint.files"), Files: linesOf(c.p, c.files), Error: c.problems.Of("files"), Several: true, Papers: true}
	if key := c.noun + ".field." + words; c.p.Has(key) {
		f.Label = c.p.T(key)
	}
	if key := c.noun + ".hint." + words; c.p.Has(key) {
		f.Hint = c.p.T(key)
	}
	return component.Upload(c.p, f)
}

// suggest fills a field of a form that is shown for the first time.
func (c *reformAsk) suggest(name, value string) {
	if c.fresh && !c.form.Has(name) {
		c.form.Set(name, value)
	}
}

func (c *reformAsk) today() calendar.Date { return calendar.DateOf(c.now) }

// days reads the days of a form; what cannot be read is told together.
func (c *reformAsk) days(into map[string]*calendar.Date) error {
	var wrong []error
	for _, field := range slices.Sorted(maps.Keys(into)) {
		day, err := readDate(field, c.form.Get(field))
		if err != nil {
			wrong = append(wrong, err)
		}
		*into[field] = day
	}
	return firstFault(wrong)
}

// number reads a whole number; 0 when there is none.
func (c *reformAsk) number(name string, most uint64) (uint64, error) {
	text := strings.TrimSpace(c.form.Get(name))
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil || n > most {
		return 0, motcua.InvalidField(name, "inspection.number", "Most", int64(most))
	}
	return n, nil
}

// readTerm reads a limit: a number is of working days.
func readTerm(field, text string) (deadline.Term, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return deadline.Term{}, nil
	}
	limit, err := readLimit(field, text)
	if err != nil || limit.Term.IsZero() {
		return deadline.Term{}, motcua.InvalidField(field, "control.term", "Value", text)
	}
	return limit.Term, nil
}
