package web

import (
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"

	"github.com/a-h/templ"
)

// act is a deed with a page of its own: what right it needs, what it asks, and
// the use case it calls.
type act struct {
	deed  dossier.Deed
	slug  string
	right identity.Action
	icon  string
	look  component.Look
	ask   func(c *ask) []templ.Component
	do    func(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error)
}

// ask is one asking of a form: who reads, about what, what was typed, what is
// wrong with it.
type ask struct {
	reader
	view       *office.View
	form       url.Values
	fresh      bool // shown for the first time: suggestions stand in the fields
	problems   component.Problems
	colleagues []identity.Person
	file       *multipart.FileHeader // that came with the form; nil without
}

func acts() []act {
	return []act{
		{dossier.DeedHandOver, slugOf(dossier.DeedHandOver), identity.HandOver, "send", component.Primary, (*ask).handOver, doHandOver},
		{dossier.DeedAssign, slugOf(dossier.DeedAssign), identity.Assign, "user", component.Primary, (*ask).assign, doAssign},
		{dossier.DeedSendBack, slugOf(dossier.DeedSendBack), identity.HandOver, "undo-2", component.Danger, (*ask).reason, doSendBack},
		{dossier.DeedAskPapers, slugOf(dossier.DeedAskPapers), identity.Appraise, "file-warning", component.Primary, (*ask).papers, doAskPapers},
		{dossier.DeedTakePapers, slugOf(dossier.DeedTakePapers), identity.TakeSupplement, "file-plus", component.Primary, (*ask).handed, doTakePapers},
		{dossier.DeedAsk, slugOf(dossier.DeedAsk), identity.Appraise, "network", component.Primary, (*ask).consult, doConsult},
		{dossier.DeedDraft, slugOf(dossier.DeedDraft), identity.Draft, "signature", component.Primary, (*ask).draft, doPutDraft},
		{dossier.DeedConclude, slugOf(dossier.DeedConclude), identity.Conclude, "signature", component.Primary, (*ask).conclude, doConclude},
		{dossier.DeedReturn, slugOf(dossier.DeedReturn), identity.Return, "file-check-2", component.Primary, (*ask).giveBack, doReturn},
		{dossier.DeedWithdraw, slugOf(dossier.DeedWithdraw), identity.Withdraw, "log-out", component.Danger, (*ask).reason, doWithdraw},
		{dossier.DeedStop, slugOf(dossier.DeedStop), identity.Conclude, "circle-x", component.Danger, (*ask).reason, doStop},
		{dossier.DeedApologise, slugOf(dossier.DeedApologise), identity.DecideExtension, "calendar-clock", component.Primary, (*ask).apology, doApologise},
		{dossier.DeedPost, slugOf(dossier.DeedPost), identity.Return, "send", component.Primary, (*ask).post, doPost},
		{dossier.DeedReplace, slugOf(dossier.DeedReplace), identity.Conclude, "refresh-cw", component.Primary, (*ask).replace, doReplace},
		{dossier.DeedRevoke, slugOf(dossier.DeedRevoke), identity.Conclude, "circle-x", component.Danger, (*ask).revoke, doRevoke},
		{dossier.DeedCorrect, slugOf(dossier.DeedCorrect), identity.Correct, "pen-line", component.Primary, (*ask).correct, doCorrect},
	}
}

func actOf(deed dossier.Deed) (act, bool) {
	for _, a := range acts() {
		if a.deed == deed {
			return a, true
		}
	}
	return act{}, false
}

// next is the panel of what may be done now, by the state and by the reader's
// rights; the step of the plan stands first.
func (d reader) next(v *office.View) dossierview.Next {
	n := dossierview.Next{Holder: d.place(v.Holder.Agency, v.Holder.Unit)}
	for _, a := range v.Accounts {
		if a.Opinion == "" && a.Begun() && a.FinishedAt.IsZero() && v.Status.Open() {
			n.Task, n.Late = a.Task, a.Late > 0
			if !a.Share.IsZero() {
				n.Share = d.p.T("page.next.used", "Used", d.p.Duration(a.Used, a.Calendar.FullDay()), "Given", a.Share.Text())
			}
		}
	}
	if person := d.assignee(v); person != "" {
		n.Holder += " · " + person
	}
	first := true
	for _, deed := range v.Deeds() {
		item, rare, ok := d.deed(v, deed)
		switch {
		case !ok:
		case rare:
			n.Rest = append(n.Rest, item)
		default:
			if first && deed == v.NextDeed() {
				item.Look, item.Key, item.Hint = component.Primary, "primary", "Ctrl+↵"
			}
			n.Deeds, first = append(n.Deeds, item), false
		}
	}
	if identity.Can(d.actor, identity.DecideReform, identity.Object{LeadAgency: d.w.office.LeadAgency()}) == nil {
		n.Deeds = append(n.Deeds, dossierview.Deed{Action: component.Action{Label: d.p.T("directive.short"), Icon: "send", Look: component.Secondary, Block: true, Href: with(d.address("directive.new"), "ho-so", v.Code)}})
	}
	return n
}

// assignee is the name of the person who has the dossier, as the log gives it.
func (d reader) assignee(v *office.View) string {
	for _, e := range slices.Backward(v.Events) {
		if f, ok := e.Fact.(dossier.Assigned); ok && f.Person == v.Holder.Person {
			return f.Name
		}
	}
	return ""
}

// deed words a deed for the reader; false when the reader may not do it.
func (d reader) deed(v *office.View, deed dossier.Deed) (item dossierview.Deed, rare, ok bool) {
	switch deed {
	case dossier.DeedTake:
		h, pending := v.Pending()
		on := v.Object()
		on.ToAgency, on.ToUnit = h.To.Agency, h.To.Unit
		if !pending || identity.Can(d.actor, identity.Accept, on) != nil {
			return item, false, false
		}
		return dossierview.Deed{Action: component.Action{Label: d.p.T("page.deed.take"), Icon: "check", To: d.address("take"), Block: true}, Post: true,
			Hidden: hiddenOf("errand", h.ID)}, false, true
	case dossier.DeedDecide:
		for _, o := range v.Opinions {
			for _, m := range o.MoreTime {
				if m.Pending() && d.may(v, identity.DecideExtension) {
					label := d.p.T("page.deed.decideOf", "Agency", d.book.Agency(o.Agency).ShortName)
					return dossierview.Deed{Action: component.Action{Label: label, Icon: "calendar-clock", Href: d.address("moreTime", m.ID), Block: true}}, false, true
				}
			}
		}
		return item, false, false
	}
	a, known := actOf(deed)
	if !known || !d.may(v, a.right) {
		return item, false, false
	}
	action := component.Action{Label: d.p.T("page.deed." + string(deed)), Icon: a.icon, Href: d.address("deed."+string(deed), v.Code), Block: true}
	if a.look == component.Danger {
		action.Look = component.Danger
	}
	rare = slices.Contains([]dossier.Deed{dossier.DeedWithdraw, dossier.DeedStop, dossier.DeedReplace, dossier.DeedRevoke, dossier.DeedCorrect, dossier.DeedSendBack}, deed)
	return dossierview.Deed{Action: action}, rare, true
}

// showDeed is the page that asks what a deed needs.
func showDeed(deed dossier.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		a, _ := actOf(deed)
		c, err := w.ask(r, a)
		if err != nil {
			return err
		}
		if !slices.Contains(c.view.Deeds(), deed) {
			return motcua.Refused(motcua.Conflict, "page.deed.closed", "Deed", motcua.Say("page.deed."+string(deed)), "Status", motcua.Say("dossier.status."+string(c.view.Status)))
		}
		c.form, c.fresh = r.URL.Query(), true
		return w.showAsk(rw, r, a, c, http.StatusOK, nil)
	}
}

// ask loads what a form is about, for a reader who has the right to the deed.
func (w *Web) ask(r *http.Request, a act) (*ask, error) {
	d, err := w.reader(r)
	if err != nil {
		return nil, err
	}
	c := &ask{reader: d}
	if c.view, err = w.office.Dossier(r.Context(), d.actor, r.PathValue("code")); err != nil {
		return nil, err
	}
	if err := identity.Can(d.actor, a.right, c.view.Object()); err != nil {
		return nil, err
	}
	if a.deed == dossier.DeedAssign {
		c.colleagues, err = w.office.Colleagues(r.Context(), d.actor, c.view.Holder.Agency, c.view.Holder.Unit)
	}
	return c, err
}

// doDeed does a deed. What is wrong comes back with the form, what was typed
// still in it; so does what others did meanwhile.
func doDeed(deed dossier.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		a, _ := actOf(deed)
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		c := &ask{reader: d, form: r.PostForm}
		if r.MultipartForm != nil && len(r.MultipartForm.File["file"]) > 0 {
			c.file = r.MultipartForm.File["file"][0]
		}
		target := office.Target{Code: r.PathValue("code"), Expected: version(r.PostForm)}
		view, err := a.do(r.Context(), w, c, target)
		if err == nil {
			w.flash(r, d.p.T("page.done."+string(deed), "Code", view.Code))
			return w.redirect(rw, r, w.address("dossier", view.Code))
		}
		kind := motcua.KindOf(err)
		if kind != motcua.Invalid && kind != motcua.Conflict {
			return err
		}
		again, loadErr := w.ask(r, a)
		if loadErr != nil {
			return loadErr
		}
		again.form = r.PostForm
		return w.showAsk(rw, r, a, again, statusOf(kind), err)
	}
}

// showAsk draws the form of a deed, with what was wrong.
func (w *Web) showAsk(rw http.ResponseWriter, r *http.Request, a act, c *ask, status int, wrong error) error {
	title := c.p.T("page.deed." + string(a.deed))
	page := w.page(r, "page.titleOf", "Deed", title, "Code", c.view.Code)
	page.Faulty = wrong != nil
	f := dossierview.Form{Files: a.deed == dossier.DeedConclude || a.deed == dossier.DeedReplace || a.deed == dossier.DeedDraft, Post: w.address("deed."+string(a.deed), c.view.Code), AsideBox: c.view.Code, Aside: c.aside(),
		Hidden: c.version(), Cancel: component.Link{Label: c.p.T("page.cancel"), Href: w.address("dossier", c.view.Code)},
		Head: component.Head{Title: title, Lead: c.view.Name + " – " + c.view.Intake.Applicant.Name, Crumbs: c.crumbs()}}
	c.problems = c.fitting(wrong, &f)
	f.Problems = c.problems
	if key := "page.what." + string(a.deed); c.p.Has(key) {
		f.Notes = append(f.Notes, dossierview.Note{Notice: component.Notice{Tone: component.Info}, Text: c.p.T(key)})
	}
	f.Fields = a.ask(c)
	f.Submit = []component.Action{{Label: c.p.T("page.submit." + string(a.deed)), Icon: a.icon, Look: a.look, Key: "primary", Hint: "Ctrl+↵"}}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

// version is the count of facts the reader has seen by now.
func (c *ask) version() []dossierview.Hidden {
	return hiddenOf("version", plain(c.view.Version()))
}

func (c *ask) crumbs() []component.Link {
	return []component.Link{{Label: c.p.T("work.dossiers"), Href: c.address("dossiers")}, {Label: c.view.Code, Href: c.address("dossier", c.view.Code)}}
}

// fitting words what was wrong: a conflict as a note with the way to what
// happened meanwhile, the rest as problems of fields.
func (c *ask) fitting(wrong error, f *dossierview.Form) component.Problems {
	if wrong == nil {
		return nil
	}
	problems := component.ProblemsOf(c.p, wrong)
	if motcua.KindOf(wrong) != motcua.Conflict {
		return problems
	}
	for _, problem := range problems {
		f.Notes = append(f.Notes, dossierview.Note{Notice: component.Notice{Tone: component.Warn, Title: problem.Text}, Text: c.p.T("page.kept"),
			Links: []component.Link{{Label: c.p.T("page.recent.all"), Href: c.address("dossier.log", c.view.Code)}}})
	}
	return nil
}

func (c *ask) aside() []component.Fact {
	return told([]component.Fact{
		{Name: c.p.T("page.about.procedure"), Text: c.view.Intake.Procedure + " – " + c.view.Name},
		{Name: c.p.T("page.field.applicant.name"), Text: c.view.Intake.Applicant.Name},
		{Name: c.p.T("work.column.step"), Value: component.Tag(c.status(c.view.Status))},
		{Name: c.p.T("work.column.holder"), Text: c.place(c.view.Holder.Agency, c.view.Holder.Unit)},
		{Name: c.p.T("page.about.due"), Value: component.DueTag(c.p, c.clockDue(c.view))},
	})
}
