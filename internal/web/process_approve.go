package web

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/process"
)

// legOf reads the form of a leg. Of a leg for every dossier nothing else of the
// condition counts.
func legOf(r *http.Request) (leg catalogue.Leg, share string, err error) {
	f := r.PostForm
	leg = catalogue.Leg{Kind: catalogue.LegKind(f.Get("kind")), Role: identity.Role(f.Get("role")), Position: f.Get("position"), Task: f.Get("task"),
		Group: f.Get("group"), Form: f.Get("form")}
	if id := r.PathValue("leg"); id != newLeg {
		leg.ID = id
	}
	leg.Agency, leg.Unit, _ = strings.Cut(f.Get("holder"), "/")
	if of := catalogue.Matter(f.Get("of")); of != "" {
		leg.When = catalogue.Condition{Of: of, Not: f.Get("not") == "not", Is: f.Get("is")}
		if of == catalogue.OfAnswer {
			leg.When.Field = f.Get("field")
		}
	}
	share = f.Get("share")
	leg.Share, err = termOf(share)
	return leg, share, inField(err, "share")
}

// dropProcessForm asks whether a draft is to be thrown away.
func (w *Web) dropProcessForm(rw http.ResponseWriter, r *http.Request) error {
	view, err := w.processDrafted(r)
	if err != nil {
		return err
	}
	p := w.printer(r)
	return w.askProcess(rw, r, view, "process.drop", process.Form{Note: p.T("process.drop.note", "Person", view.Draft.By, "At", view.Draft.At),
		Submit: component.Action{Label: p.T("process.drop"), Look: component.Danger}})
}

// dropProcess throws a draft away.
func (w *Web) dropProcess(rw http.ResponseWriter, r *http.Request) error {
	code := r.PathValue("code")
	if err := w.office.DropProcess(r.Context(), w.actor(r), code, seenDraft(r)); err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("process.dropped"))
	return w.redirect(rw, r, w.address("process", code))
}

// approveForm asks for the decision that approves the draft.
func (w *Web) approveForm(rw http.ResponseWriter, r *http.Request) error {
	view, err := w.processDrafted(r)
	if err != nil {
		return err
	}
	return w.showApprove(rw, r, view, nil)
}

func (w *Web) showApprove(rw http.ResponseWriter, r *http.Request, view *office.ProcessView, problems component.Problems) error {
	p, f := w.printer(r), r.PostForm
	field := func(name string) component.Field {
		return component.Field{Name: name, Label: p.T("process.approve." + name + ".label"), Hint: p.T("process.approve." + name + ".hint"), Value: f.Get(name), Error: problems.Of(name), Width: component.Middle}
	}
	day, from := field("date"), field("from")
	day.InputMode, from.InputMode = "numeric", "numeric"
	note := p.T("process.approve.note")
	if later, ok := view.Procedure.Later(calendar.DateOf(w.office.Now())); ok {
		note += " " + p.T("process.approve.later", "Number", later.Number, "From", later.ValidFrom)
	}
	if n := len(catalogue.Errors(view.Problems)); n > 0 {
		note = p.T("process.approve.errors", "Count", n)
	}
	return w.askProcess(rw, r, view, "process.approve", process.Form{Problems: problems, Note: note,
		Fields: []templ.Component{component.Input(field("number")), component.Input(day), component.Input(field("by")), component.Input(from)},
		Submit: component.Action{Label: p.T("process.approve"), Look: component.Primary, Icon: "check"}})
}

// approveProcess makes the draft the process of a new version.
func (w *Web) approveProcess(rw http.ResponseWriter, r *http.Request) error {
	f := r.PostForm
	a := catalogue.Approval{Number: f.Get("number"), By: f.Get("by")}
	var err1, err2, err error
	a.Date, err1 = readDate("date", f.Get("date"))
	a.From, err2 = readDate("from", f.Get("from"))
	if err = together(err1, err2); err == nil {
		var v catalogue.Version
		if v, err = w.office.ApproveProcess(r.Context(), w.actor(r), r.PathValue("code"), seenDraft(r), a); err == nil {
			w.flash(r, w.printer(r).T("process.approved", "Number", v.Number, "From", v.ValidFrom))
			return w.redirect(rw, r, w.address("process", r.PathValue("code")))
		}
	}
	return w.againProcess(rw, r, err, func(view *office.ProcessView, problems component.Problems) error {
		return w.showApprove(rw, r, view, problems)
	})
}
