package web

import (
	"slices"
	"strings"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"

	"github.com/a-h/templ"
)

// logged is what the log of a dossier is narrowed to: who recorded a fact, and
// of which kind it is; "" for all.
type logged struct{ person, kind string }

// timeline is the log of a dossier with what each fact changed, the newest
// first.
func (d reader) timeline(v *office.View) (templ.Component, error) {
	here := d.address("dossier.log", v.Code)
	people, kinds := []component.Choice{{Label: d.p.T("timeline.everybody")}}, []component.Choice{{Label: d.p.T("timeline.everything")}}
	var shown []component.Happening
	changes := v.Changes()
	for i := len(v.Events) - 1; i >= 0; i-- {
		e := v.Events[i]
		people = choiceOf(people, e.By.Person, e.By.Name)
		kinds = choiceOf(kinds, e.Fact.Kind(), d.p.T("dossier.fact."+e.Fact.Kind()))
		if d.log.person != "" && e.By.Person != d.log.person || d.log.kind != "" && e.Fact.Kind() != d.log.kind {
			continue
		}
		h := d.happening(v, e)
		h.Detail = joined(h.Detail, d.changed(changes[i]))
		shown = append(shown, h)
	}
	narrow := component.Filter{Action: here}
	if d.log != (logged{}) {
		narrow.Clear = here
	}
	fields := []component.Field{{Name: "nguoi", Label: d.p.T("timeline.person"), Value: d.log.person}, {Name: "loai", Label: d.p.T("timeline.kind"), Value: d.log.kind}}
	if len(shown) == 0 {
		return dossierview.Parts([]dossierview.Part{{Body: dossierview.Log(d.p, narrow, fields, [][]component.Choice{people, kinds}, nil)},
			{Body: dossierview.Nothing(d.p.T("timeline.nothing"), "history")}}), nil
	}
	return dossierview.Log(d.p, narrow, fields, [][]component.Choice{people, kinds}, shown), nil
}

// choiceOf adds a choice that is not there yet.
func choiceOf(list []component.Choice, value, label string) []component.Choice {
	if value == "" || slices.ContainsFunc(list, func(c component.Choice) bool { return c.Value == value }) {
		return list
	}
	return append(list, component.Choice{Value: value, Label: label})
}

// changed words what a fact changed: the old, and the new.
func (d reader) changed(c dossier.Change) string {
	if c.FirstFact {
		return ""
	}
	var parts []string
	if c.Moved {
		parts = append(parts, d.p.T("timeline.status", "Before", d.status(c.StatusBefore).Text, "Now", d.status(c.StatusNow).Text))
	}
	if c.Handed {
		parts = append(parts, d.p.T("timeline.holder", "Before", d.holder(c.HolderBefore), "Now", d.holder(c.HolderNow)))
	}
	return strings.Join(parts, "; ")
}

func (d reader) holder(h dossier.Holder) string {
	return joined(d.unit(h.Agency, h.Unit), h.Person)
}
