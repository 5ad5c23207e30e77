package web

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"motcua"
	"motcua/catalogue"
	"motcua/identity"
	"motcua/internal/bpmn"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/process"
)

// seenDraft is the count of changes of the draft that a form was filled in for.
func seenDraft(r *http.Request) int {
	n, err := strconv.Atoi(r.PostForm.Get("seen"))
	if err != nil {
		return -1
	}
	return n
}

func (w *Web) toDraft(rw http.ResponseWriter, r *http.Request) error {
	return w.redirect(rw, r, w.address("process.draft", r.PathValue("code")))
}

// beginProcess begins a draft from a version.
func (w *Web) beginProcess(rw http.ResponseWriter, r *http.Request) error {
	from, err := strconv.Atoi(r.PostForm.Get("base"))
	if err != nil {
		from = 0
	}
	if err := w.office.BeginProcess(r.Context(), w.actor(r), r.PathValue("code"), from); err != nil {
		return err
	}
	return w.toDraft(rw, r)
}

// moveLeg moves a leg up or down, or takes it out.
func (w *Web) moveLeg(rw http.ResponseWriter, r *http.Request) error {
	id, do := r.PathValue("leg"), r.PostForm.Get("do")
	err := w.office.ChangeProcess(r.Context(), w.actor(r), r.PathValue("code"), seenDraft(r), func(p catalogue.Process) (catalogue.Process, error) {
		switch {
		case p.Leg(id) < 0:
			return p, motcua.Refused(motcua.NotFound, "process.leg.unknown", "Leg", id)
		case do == "up":
			return p.Move(id, -1), nil
		case do == "down":
			return p.Move(id, 1), nil
		case do == "remove":
			return p.Without(id), nil
		default:
			return p, motcua.InvalidField("do", "process.leg.do")
		}
	})
	if err != nil {
		return err
	}
	return w.toDraft(rw, r)
}

// askProcess shows a form about a draft.
func (w *Web) askProcess(rw http.ResponseWriter, r *http.Request, view *office.ProcessView, route string, f process.Form) error {
	p, code := w.printer(r), view.Procedure.Code
	f.Head = w.processHead(r, view, p.T(route))
	f.Head.Crumbs = append(f.Head.Crumbs, component.Link{Label: p.T("process.draft"), Href: w.address("process.draft", code)})
	if f.Action == "" {
		f.Action = w.address(route, code)
	}
	if f.Seen = view.Draft.Version; r.Method == http.MethodPost {
		f.Seen = seenDraft(r)
	}
	f.Cancel = component.Link{Label: p.T("process.back"), Href: w.address("process.draft", code)}
	if f.Submit.Label == "" {
		f.Submit = component.Action{Label: p.T("process.save"), Look: component.Primary, Icon: "check"}
	}
	page := w.page(r, "process.form", "Title", p.T(route), "Code", code)
	page.Faulty = len(f.Problems) > 0
	return w.render(rw, r, statusFor(f.Problems), process.Ask(page, f))
}

// againProcess shows a form again with what is wrong; other faults are told as
// everywhere.
func (w *Web) againProcess(rw http.ResponseWriter, r *http.Request, err error, again func(*office.ProcessView, component.Problems) error) error {
	if !onlyInvalid(err) {
		return err
	}
	view, failed := w.processDrafted(r)
	if failed != nil {
		return failed
	}
	return again(view, component.ProblemsOf(w.printer(r), err))
}

// legForm asks for a leg.
func (w *Web) legForm(rw http.ResponseWriter, r *http.Request) error {
	view, err := w.processDrafted(r)
	if err != nil {
		return err
	}
	id := r.PathValue("leg")
	leg, i := catalogue.Leg{Kind: catalogue.Own}, view.Draft.Process.Leg(id)
	if i >= 0 {
		leg = view.Draft.Process.Legs[i]
	} else if id != newLeg {
		return motcua.Refused(motcua.NotFound, "process.leg.unknown", "Leg", id)
	}
	share := ""
	if !leg.Share.IsZero() {
		share = w.printer(r).Value(leg.Share)
	}
	return w.showLeg(rw, r, view, leg, share, nil)
}

func (w *Web) showLeg(rw http.ResponseWriter, r *http.Request, view *office.ProcessView, leg catalogue.Leg, share string, problems component.Problems) error {
	p := w.printer(r)
	optional := component.OptionalWord(p)
	field := func(name, value string) component.Field {
		return component.Field{Name: name, Label: p.T("process.field." + name), Value: value, Error: problems.Of(name), Width: component.Middle}
	}
	hinted := func(name, value string) component.Field {
		f := field(name, value)
		f.Hint, f.Optional = p.T("process.hint."+name), optional
		return f
	}
	kinds, roles, whens := []component.Choice{}, []component.Choice{{Label: p.T("process.role.any")}}, []component.Choice{{Label: p.T("process.of.all")}}
	for _, k := range catalogue.LegKinds() {
		kinds = append(kinds, component.Choice{Value: string(k), Label: p.Text(k.Text())})
	}
	for _, role := range identity.Roles() {
		roles = append(roles, component.Choice{Value: string(role), Label: p.T("identity.role." + string(role))})
	}
	for _, m := range catalogue.Matters() {
		whens = append(whens, component.Choice{Value: string(m), Label: p.T("process.of." + string(m))})
	}
	not := ""
	if leg.When.Not {
		not = "not"
	}
	task := field("task", leg.Task)
	task.Rows = 2
	fields := []templ.Component{
		component.TextArea(task), component.Select(field("kind", string(leg.Kind)), kinds),
		component.Select(hinted("holder", leg.Agency+"/"+leg.Unit), holders(p.T("process.holder.none"), view.Book)),
		component.Select(field("role", string(leg.Role)), roles), component.Input(hinted("position", leg.Position)),
		component.Input(hinted("share", share)), component.Input(hinted("group", leg.Group)), component.Input(hinted("form", leg.Form)),
		component.Select(hinted("of", string(leg.When.Of)), whens), component.Input(hinted("field", leg.When.Field)),
		component.Select(field("not", not), []component.Choice{{Label: p.T("process.not.is")}, {Value: "not", Label: p.T("process.not.not")}}),
		component.Input(hinted("is", leg.When.Is)),
	}
	return w.askProcess(rw, r, view, "process.leg", process.Form{Fields: fields, Problems: problems, Action: w.address("process.leg", view.Procedure.Code, r.PathValue("leg"))})
}

// holders are all agencies and their units as answers.
func holders(none string, b *office.Book) []component.Choice {
	list := []component.Choice{{Value: "/", Label: none}}
	for _, a := range b.Agencies {
		list = append(list, component.Choice{Value: a.ID + "/", Label: a.Name})
		for _, u := range a.Units {
			list = append(list, component.Choice{Value: a.ID + "/" + u.ID, Label: a.ShortName + " – " + u.Name})
		}
	}
	return list
}

// putLeg keeps a leg.
func (w *Web) putLeg(rw http.ResponseWriter, r *http.Request) error {
	leg, share, err := legOf(r)
	if err == nil {
		err = w.office.PutLeg(r.Context(), w.actor(r), r.PathValue("code"), seenDraft(r), leg)
	}
	if err != nil {
		return w.againProcess(rw, r, err, func(view *office.ProcessView, problems component.Problems) error {
			return w.showLeg(rw, r, view, leg, share, problems)
		})
	}
	w.flash(r, w.printer(r).T("process.leg.saved"))
	return w.toDraft(rw, r)
}

// sheetForm asks for the texts of the ISO sheet.
func (w *Web) sheetForm(rw http.ResponseWriter, r *http.Request) error {
	view, err := w.processDrafted(r)
	if err != nil {
		return err
	}
	return w.showSheet(rw, r, view, view.Draft.Process.Sheet, nil)
}

func (w *Web) showSheet(rw http.ResponseWriter, r *http.Request, view *office.ProcessView, s catalogue.Sheet, problems component.Problems) error {
	p := w.printer(r)
	var fields []templ.Component
	for _, f := range []struct{ name, value string }{{"purpose", s.Purpose}, {"scope", s.Scope}, {"definitions", s.Definitions}, {"records", s.Records}} {
		fields = append(fields, component.TextArea(component.Field{Name: f.name, Label: p.T("process.sheet." + f.name), Value: f.value, Error: problems.Of(f.name), Rows: 4, Optional: component.OptionalWord(p)}))
	}
	return w.askProcess(rw, r, view, "process.sheet", process.Form{Fields: fields, Problems: problems, Note: p.T("process.sheet.note")})
}

// putSheet keeps the texts of the ISO sheet.
func (w *Web) putSheet(rw http.ResponseWriter, r *http.Request) error {
	f := r.PostForm
	s := catalogue.Sheet{Purpose: f.Get("purpose"), Scope: f.Get("scope"), Definitions: f.Get("definitions"), Records: f.Get("records")}
	err := w.office.ChangeProcess(r.Context(), w.actor(r), r.PathValue("code"), seenDraft(r), func(p catalogue.Process) (catalogue.Process, error) {
		err := s.Tidy()
		p.Sheet = s
		return p, err
	})
	if err != nil {
		return w.againProcess(rw, r, err, func(view *office.ProcessView, problems component.Problems) error {
			return w.showSheet(rw, r, view, s, problems)
		})
	}
	return w.toDraft(rw, r)
}

// importProcessForm asks for a file of BPMN.
func (w *Web) importProcessForm(rw http.ResponseWriter, r *http.Request) error {
	view, err := w.processDrafted(r)
	if err != nil {
		return err
	}
	return w.showImportProcess(rw, r, view, nil)
}

func (w *Web) showImportProcess(rw http.ResponseWriter, r *http.Request, view *office.ProcessView, problems component.Problems) error {
	p := w.printer(r)
	file := component.Field{Name: "file", Label: p.T("process.import.file"), Kind: "file", Hint: p.T("process.import.hint"), Error: problems.Of("file"), Width: component.Middle}
	return w.askProcess(rw, r, view, "process.import", process.Form{Files: true, Fields: []templ.Component{component.Input(file)}, Problems: problems,
		Note: p.T("process.import.note"), Submit: component.Action{Label: p.T("process.import.do"), Icon: "upload", Look: component.Primary}})
}

// importProcess puts what a file of BPMN says in the place of the draft's legs.
func (w *Web) importProcess(rw http.ResponseWriter, r *http.Request) error {
	view, err := w.processDrafted(r)
	if err != nil {
		return err
	}
	_, data, err := uploaded(r)
	var read catalogue.Process
	if err == nil {
		read, err = bpmn.Read(data, view.Book.Agencies)
	}
	if err == nil {
		err = w.office.ChangeProcess(r.Context(), w.actor(r), view.Procedure.Code, seenDraft(r), func(p catalogue.Process) (catalogue.Process, error) {
			if p.Legs = read.Legs; read.Sheet != (catalogue.Sheet{}) {
				p.Sheet = read.Sheet
			}
			return p, nil
		})
	}
	if err != nil {
		return w.againProcess(rw, r, err, func(view *office.ProcessView, problems component.Problems) error {
			return w.showImportProcess(rw, r, view, problems)
		})
	}
	w.flash(r, w.printer(r).T("process.imported", "Count", len(read.Legs)))
	return w.toDraft(rw, r)
}
