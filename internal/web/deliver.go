package web

import (
	"context"
	"net/http"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/result"
	"motcua/internal/web/view/submit"
	"motcua/internal/web/view/track"

	"github.com/a-h/templ"
)

// deliveryPart says by which post the result comes, and leads to where the way
// of receiving it is changed.
func deliveryPart(w *Web, r *http.Request, _ office.Claim, d *track.Data) error {
	p, v := w.printer(r), d.View
	if v.Tracking != "" {
		d.Panels = append(d.Panels, result.Posted(p, v.Tracking))
	}
	if v.MayChooseDelivery() {
		d.Ways = append(d.Ways, component.Link{Label: p.T("delivery.way"), Href: w.address("own.delivery", v.Code), Icon: "inbox"})
	}
	return nil
}

func (w *Web) ownDelivery(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	if !view.MayChooseDelivery() {
		return w.redirect(rw, r, w.address("tracked", view.Code))
	}
	return w.askOwnDelivery(rw, r, view, view.Intake.Delivery, view.Intake.DeliveryAddress, nil)
}

func (w *Web) askOwnDelivery(rw http.ResponseWriter, r *http.Request, v *office.View, method, address string, wrong error) error {
	p := w.printer(r)
	page := w.page(r, "delivery.title")
	problems := component.ProblemsOf(p, wrong)
	page.Faulty = len(problems) > 0
	own := submit.Own{Head: w.ownHead(r, v, page.Title), Lead: p.T("delivery.lead"), Action: w.address("own.delivery", v.Code), Problems: problems, Back: w.address("tracked", v.Code),
		Submit: component.Action{Label: p.T("delivery.save"), Icon: "check", Look: component.Primary, Key: "primary"}}
	to := component.Field{Name: "address", Label: p.T("submit.delivery.address"), Hint: p.T("delivery.address.hint"), Value: address, Error: problems.Of("address"),
		Autocomplete: "street-address", Optional: component.OptionalWord(p)}
	return w.render(rw, r, statusFor(problems), submit.OwnAct(page, own, submit.Ways(p, method, problems), component.Input(to)))
}

func (w *Web) chooseDelivery(rw http.ResponseWriter, r *http.Request) error {
	view, c, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	method, address := r.PostForm.Get("delivery"), r.PostForm.Get("address")
	if _, err := w.office.ChooseDelivery(r.Context(), c, method, address); err != nil {
		if onlyInvalid(err) {
			return w.askOwnDelivery(rw, r, view, method, address, err)
		}
		return err
	}
	return w.redirect(rw, r, w.address("tracked", view.Code))
}

func (c *ask) tracking() component.Field {
	f := c.field("tracking", "delivery.tracking")
	f.Hint, f.Width = c.p.T("delivery.tracking.hint"), component.Middle
	return f
}

func (c *ask) post() []templ.Component {
	f := c.tracking()
	if c.fresh {
		f.Value = c.view.Tracking
	}
	return []templ.Component{component.Input(f)}
}

func doPost(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	return w.office.NotePost(ctx, c.actor, t, c.form.Get("tracking"))
}

// wanted are the ways in which the result is to be received, for the desk.
func (d reader) wanted(v *office.View) []component.Fact {
	return told([]component.Fact{{Name: d.p.T("page.about.delivery"), Text: d.p.T("dossier.delivery." + v.Intake.Delivery)},
		{Name: d.p.T("submit.delivery.address"), Text: v.Intake.DeliveryAddress}, {Name: d.p.T("delivery.tracking"), Text: v.Tracking}})
}

// document asks which paper carries a result, or ends it.
func (c *ask) document() []templ.Component {
	number, date := c.field("document.number", "page.form.number"), c.field("document.date", "page.form.date")
	number.Width, date.Width, date.InputMode = component.Middle, component.Narrow, "numeric"
	if c.fresh {
		date.Value = c.p.Day(c.now)
	}
	return []templ.Component{component.Input(number), component.Input(date)}
}

// signed asks what the paper of a result says, who signed it, and for its file.
func (c *ask) signed() []templ.Component {
	parts := c.document()
	for _, f := range []component.Field{c.field("document.title", "page.form.documentTitle"), c.field("document.signer", "result.signer"), c.field("document.position", "result.position")} {
		f.Optional = component.OptionalWord(c.p)
		parts = append(parts, component.Input(f))
	}
	file := c.field("file", "result.attach")
	file.Kind, file.Hint, file.Optional, file.Width = "file", c.p.T("result.attach.hint"), component.OptionalWord(c.p), component.Middle
	return append(parts, component.Input(file))
}

// typedDocument reads the answers of document and signed.
func (c *ask) typedDocument() (dossier.Document, error) {
	f := c.form
	doc := dossier.Document{Number: f.Get("document.number"), Title: f.Get("document.title"), Signer: f.Get("document.signer"), Position: f.Get("document.position")}
	day, err := readDate("document.date", f.Get("document.date"))
	if err == nil && day != (calendar.Date{}) {
		doc.Date = day.String()
	}
	return doc, err
}

// typedResult reads a result with its file; done closes it.
func (c *ask) typedResult() (res office.Result, done func(), err error) {
	res = office.Result{Outcome: dossier.Outcome(c.form.Get("outcome")), Reason: c.form.Get("reason")}
	done = func() {}
	if res.Document, err = c.typedDocument(); err != nil || c.file == nil {
		return res, done, err
	}
	body, err := c.file.Open()
	if err != nil {
		return res, done, err
	}
	res.File = &office.Attachment{Name: c.file.Filename, Body: body}
	return res, func() { _ = body.Close() }, nil
}

func (c *ask) replace() []templ.Component { return append(c.signed(), c.reason()...) }

func doReplace(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	res, done, err := c.typedResult()
	if err != nil {
		return nil, err
	}
	defer done()
	return w.office.Replace(ctx, c.actor, t, res)
}

func (c *ask) revoke() []templ.Component { return append(c.document(), c.reason()...) }

func doRevoke(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	decision, err := c.typedDocument()
	if err != nil {
		return nil, err
	}
	return w.office.Revoke(ctx, c.actor, t, decision, c.form.Get("reason"))
}

// onResult words the facts about the delivery of a result and what became of it.
func (d reader) onResult(fact dossier.Fact, h *component.Happening) {
	switch f := fact.(type) {
	case dossier.DeliveryChosen:
		h.Title = d.p.T("delivery.log.chosen", "Before", d.p.T("dossier.delivery."+f.Before), "Way", d.p.T("dossier.delivery."+f.Method))
		h.Detail = f.Address
	case dossier.Posted:
		h.Title = d.p.T("delivery.log.posted", "Tracking", f.Tracking)
	case dossier.Revoked:
		h.Title, h.Detail, h.Tone = d.p.T("result.log.revoked", "Number", f.Decision.Number), f.Reason, component.Bad
	case dossier.Replaced:
		h.Title, h.Detail, h.Tone = d.p.T("result.log.replaced", "Number", f.Document.Number), f.Reason, component.Warn
	}
}
