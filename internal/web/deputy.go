package web

import (
	"net/http"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/work"
)

// deputyKey holds in a session the id of the deputyship under which the person
// acts for another.
const deputyKey = "deputy"

// principalOf finds for whom the session acts; nil when for itself, also when
// the deputyship was recalled or its last day is past.
func (w *Web) principalOf(r *http.Request, of *identity.Person) (*identity.Person, error) {
	id := ""
	if of != nil {
		id = w.sessions.GetString(r.Context(), deputyKey)
	}
	if id == "" {
		return nil, nil
	}
	p, err := w.office.ActFor(r.Context(), of.ID, id)
	if motcua.KindOf(err) == motcua.NotFound {
		w.sessions.Remove(r.Context(), deputyKey)
		return nil, nil
	}
	return &p, err
}

// actAs takes up the work of somebody who is away, or one's own again.
func (w *Web) actAs(rw http.ResponseWriter, r *http.Request) error {
	id := r.PostForm.Get("deputy")
	if id == "" {
		w.sessions.Remove(r.Context(), deputyKey)
		return w.redirect(rw, r, w.address("work"))
	}
	principal, err := w.office.ActFor(r.Context(), visitOf(r).person.ID, id)
	if err != nil {
		return err
	}
	w.sessions.Put(r.Context(), deputyKey, id)
	w.flash(r, w.printer(r).T("deputy.acting", "Person", principal.Name))
	return w.redirect(rw, r, w.address("work"))
}

// absences lists who acts for whom.
func (w *Web) absences(rw http.ResponseWriter, r *http.Request) error {
	return w.showAbsences(rw, r, identity.DeputyNamed{}, nil, nil)
}

func (w *Web) showAbsences(rw http.ResponseWriter, r *http.Request, f identity.DeputyNamed, typed map[string]string, problems component.Problems) error {
	actor, p, day := w.actor(r), w.printer(r), calendar.DateOf(w.office.Now())
	a, err := w.office.Absences(r.Context(), actor)
	if err != nil {
		return err
	}
	page := w.page(r, "deputy.title")
	page.Faulty = len(problems) > 0
	d := work.Absences{Head: component.Head{Title: page.Title, Lead: p.T("deputy.lead")}, Problems: problems, Act: w.address("deputy.act"),
		Empty: component.Nothing{Title: p.T("deputy.none"), Icon: "users"}}
	for _, one := range a.List {
		d.List = append(d.List, w.deputyLine(r, one, day, problems))
	}
	if len(a.Principals) > 0 && len(a.Deputies) > 0 {
		d.Action = w.address("deputies.post")
		field := func(name, label, kind string) component.Field {
			return component.Field{Name: name, Label: p.T(label), Kind: kind, Value: typed[name], Error: problems.Of(name)}
		}
		d.Principals = peopleSelect(field("principal", "deputy.principal", ""), a.Principals, f.Principal)
		d.Deputies = peopleSelect(field("person", "deputy.person", ""), a.Deputies, f.Person)
		d.Fields = []component.Field{field("from", "deputy.from", ""), field("to", "deputy.to", ""), field("why", "deputy.why", "")}
		for i := range 2 {
			d.Fields[i].Hint, d.Fields[i].InputMode = p.T("deputy.day.hint"), "numeric"
		}
	}
	return w.render(rw, r, statusFor(problems), work.ShowAbsences(page, d))
}

func peopleSelect(f component.Field, people []identity.Person, chosen string) work.Select {
	f.Value = chosen
	s := work.Select{Field: f}
	for _, p := range people {
		label := p.Name
		if p.Title != "" {
			label += " – " + p.Title
		}
		s.Choices = append(s.Choices, component.Choice{Value: p.ID, Label: label})
	}
	return s
}

func (w *Web) deputyLine(r *http.Request, one *office.Deputyship, day calendar.Date, problems component.Problems) work.Deputy {
	p, me := w.printer(r), w.actor(r)
	line := work.Deputy{ID: one.ID, Title: p.T("deputy.line", "Deputy", one.PersonName, "Person", one.PrincipalName),
		Facts: []component.Fact{{Name: p.T("deputy.days"), Text: p.T("deputy.span", "From", one.From, "To", one.To)},
			{Name: p.T("deputy.why"), Text: one.Why}, {Name: p.T("deputy.by"), Text: one.NamedBy.Name}}}
	switch {
	case one.Ended:
		line.Label = component.Label{Text: p.T("deputy.is.ended", "Person", one.EndedBy.Name), Tone: component.Neutral, Icon: "history"}
		if one.Reason != "" {
			line.Facts = append(line.Facts, component.Fact{Name: p.T("deputy.reason"), Text: one.Reason})
		}
		return line
	case one.Active(day):
		line.Label = component.Label{Text: p.T("deputy.is.active"), Tone: component.OK, Icon: "check"}
		line.May = one.Person == me.Person && me.For == ""
	default:
		line.Label = component.Label{Text: p.T("deputy.is.coming"), Tone: component.Info, Icon: "clock"}
	}
	if me.For == "" {
		name := "reason-" + one.ID
		line.End = w.address("deputy.end", one.ID)
		line.EndField = component.Field{Name: name, Label: p.T("deputy.reason"), Optional: component.OptionalWord(p), Error: problems.Of(name)}
	}
	return line
}

// nameDeputy lets somebody act for another.
func (w *Web) nameDeputy(rw http.ResponseWriter, r *http.Request) error {
	form := r.PostForm
	f := identity.DeputyNamed{Principal: form.Get("principal"), Person: form.Get("person"), Why: form.Get("why")}
	from, err1 := readDate("from", form.Get("from"))
	to, err2 := readDate("to", form.Get("to"))
	f.From, f.To = from, to
	err := firstOf(err1, err2)
	if err == nil {
		_, err = w.office.NameDeputy(r.Context(), w.actor(r), f)
	}
	if err != nil && onlyInvalid(err) {
		typed := map[string]string{"from": form.Get("from"), "to": form.Get("to"), "why": form.Get("why")}
		return w.showAbsences(rw, r, f, typed, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("deputy.named"))
	return w.redirect(rw, r, w.address("deputies"))
}

// endDeputy ends a deputyship at once.
func (w *Web) endDeputy(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	err := w.office.RecallDeputy(r.Context(), w.actor(r), id, r.PostForm.Get("reason-"+id))
	if err != nil && onlyInvalid(err) {
		return w.showAbsences(rw, r, identity.DeputyNamed{}, nil, component.ProblemsOf(w.printer(r), inField(err, "reason-"+id)))
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("deputy.ended"))
	return w.redirect(rw, r, w.address("deputies"))
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// lentWork puts the work of those away beside the reader's own.
func (w *Web) lentWork(r *http.Request, d reader, l *work.List) error {
	list, err := w.office.LentWork(r.Context(), d.actor)
	if err != nil || len(list) == 0 {
		return err
	}
	l.LentH, l.LentDo, l.LentAct = d.p.T("deputy.work"), d.p.T("deputy.act"), w.address("deputy.act")
	for _, one := range list {
		l.Lent = append(l.Lent, work.Lent{ID: one.ID, Text: d.p.T("deputy.work.of", "Person", one.PrincipalName, "Count", one.Count, "To", one.To)})
	}
	return nil
}
