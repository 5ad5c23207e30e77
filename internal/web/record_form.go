package web

import (
	"net/http"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/web/view/component"

	"github.com/a-h/templ"
)

// recordAsk is one asking of a form of the reform desk. The words of its fields
// begin with its noun.
type recordAsk struct {
	ask
	noun   string
	people []identity.Person
	files  []document.File
}

// asked is a question of the form, its label by its name.
func (c *recordAsk) asked(name string) component.Field {
	f := c.field(name, c.noun+".field."+name)
	if hint := c.noun + ".hint." + name; c.p.Has(hint) {
		f.Hint = c.p.T(hint)
	}
	return f
}

func (c *recordAsk) optional(name string) component.Field {
	f := c.asked(name)
	f.Optional = component.OptionalWord(c.p)
	return f
}

// long asks for a text of several lines.
func (c *recordAsk) long(name string, optional bool) templ.Component {
	f := c.asked(name)
	if f.Rows = 3; optional {
		f.Optional = component.OptionalWord(c.p)
	}
	return component.TextArea(f)
}

func (c *recordAsk) line(name string, optional bool) templ.Component {
	f := c.asked(name)
	if optional {
		f.Optional = component.OptionalWord(c.p)
	}
	return component.Input(f)
}

// dayField asks for a day.
func (c *recordAsk) dayField(name string, optional bool) templ.Component {
	f := c.asked(name)
	if f.Width, f.InputMode = component.Middle, "numeric"; optional {
		f.Optional = component.OptionalWord(c.p)
	}
	if f.Hint == "" {
		f.Hint = c.p.T("register.hint.day")
	}
	return component.Input(f)
}

// day reads a day; what cannot be read is added to what is wrong.
func (c *recordAsk) day(field string, wrong *[]error) calendar.Date {
	day, err := readDate(field, c.form.Get(field))
	if err != nil {
		*wrong = append(*wrong, err)
	}
	return day
}

// charge asks for a unit, or a person of it: one of some, or of all when none are
// named.
func (c *recordAsk) charge(name string, some ...string) templ.Component {
	to := c.asked(name)
	lead := c.w.office.LeadAgency()
	choices := []component.Choice{{Label: c.p.T("record.unit.choose")}}
	for _, u := range c.book.Agency(lead).Units {
		if len(some) > 0 && !slices.Contains(some, u.ID) {
			continue
		}
		choices = append(choices, component.Choice{Value: u.ID, Label: u.Name})
		for _, p := range c.people {
			if p.Acting("").In(lead, u.ID) {
				choices = append(choices, component.Choice{Value: u.ID + "/" + p.ID, Label: u.Name + " – " + p.Name})
			}
		}
	}
	return component.Select(to, choices)
}

// units asks for several units.
func (c *recordAsk) units(name string, optional bool) templ.Component {
	f := c.asked(name)
	if optional {
		f.Optional = component.OptionalWord(c.p)
	}
	choices := c.ownUnits("")
	for i := range choices {
		choices[i].Chosen = slices.Contains(c.form[name], choices[i].Value)
	}
	return component.Checkboxes(f, choices)
}

// upload asks for files.
func (c *recordAsk) upload(name string) templ.Component {
	return component.Upload(c.p, component.UploadField{Name: name, Label: c.p.T(c.noun + ".field." + name), Hint: c.p.T("register.hint.files"), Files: linesOf(c.p, c.files),
		Error: c.problems.Of(name), Several: true, Papers: true})
}

// handed keeps the files that came with the form, and gives their ids.
func (c *recordAsk) handed(r *http.Request, name string, wrong *[]error) []string {
	var err error
	if c.files, err = c.w.papersOf(r, name); err != nil {
		*wrong = append(*wrong, err)
	}
	var ids []string
	for _, f := range c.files {
		ids = append(ids, f.ID)
	}
	return ids
}

// unitAndPerson reads an answer to charge.
func unitAndPerson(value string) (unit, person string) {
	unit, person, _ = strings.Cut(value, "/")
	return unit, person
}

// mended tells whether a fault is one that the form is shown again for.
func mended(err error) bool {
	kind := motcua.KindOf(err)
	return kind == motcua.Invalid || kind == motcua.Conflict
}
