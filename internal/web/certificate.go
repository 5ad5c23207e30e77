package web

import (
	"io"
	"net/http"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/sign"

	"github.com/a-h/templ"
)

// certificates lists the certificates that the reader signs with.
func (w *Web) certificates(rw http.ResponseWriter, r *http.Request) error {
	return w.showKeys(rw, r, nil)
}

func (w *Web) showKeys(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.Certificates(r.Context(), d.actor)
	if err != nil {
		return err
	}
	title, c := "signing.keys", &ask{reader: d, problems: component.ProblemsOf(d.p, wrong)}
	if w.office.HoldsSeal(d.actor) {
		title = "signing.keys.seal"
	}
	page := w.page(r, title)
	page.Faulty = len(c.problems) > 0
	data := sign.Keys{Head: component.Head{Title: page.Title, Lead: d.p.T("signing.keys.lead"), Crumbs: []component.Link{{Label: d.p.T("signing.waiting"), Href: w.address("sign")}}},
		Empty: component.Nothing{Title: d.p.T("signing.keys.none"), Text: d.p.T("signing.keys.none.do"), Icon: "shield-check"}, Problems: c.problems, Post: w.address("certificates"),
		File: c.field("file", "signing.keys.file"), Password: c.field("password", "signing.password"), Submit: component.Action{Label: d.p.T("signing.keys.bind"), Icon: "upload", Look: component.Primary, Key: "primary"}}
	data.File.Kind, data.File.Hint, data.File.Width = "file", d.p.T("signing.keys.file.hint"), component.Middle
	data.Password.Kind, data.Password.Autocomplete, data.Password.Hint, data.Password.Width = "password", "off", d.p.T("signing.keys.password.hint"), component.Middle
	if w.office.SignsRemotely() {
		data.Remote = c.field("remote", "signing.remote.key")
		data.Remote.Hint, data.Remote.Width, data.Remote.Autocomplete = d.p.T("signing.remote.key.hint"), component.Middle, "off"
		data.Fetch = component.Action{Label: d.p.T("signing.remote.bind"), Icon: "shield-check"}
	}
	data.Sheet = component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: d.p.T("signing.by")}, {Label: d.p.T("signing.issuer")}, {Label: d.p.T("signing.serial")}, {Label: d.p.T("signing.until")}, {Hidden: d.p.T("signing.keys.drop")}}}
	for _, k := range list {
		data.Sheet.Rows = append(data.Sheet.Rows, d.keyRow(k))
	}
	return w.render(rw, r, statusFor(c.problems), sign.Certificates(page, data))
}

func (d reader) keyRow(k office.Certificate) component.Row {
	until := component.Text(d.p.Day(k.Until))
	if d.now.After(k.Until) {
		until = component.Tag(component.Label{Text: d.p.T("signing.keys.expired", "Until", k.Until), Tone: component.Bad, Icon: "circle-x"})
	}
	drop := component.Action{Label: d.p.T("signing.keys.drop"), Look: component.Danger, Small: true}
	return component.Row{Cells: []templ.Component{component.Text(k.Name), component.Text(k.Issuer), component.Text(k.Serial), until, sign.Drop(d.address("certificates.drop", k.ID), drop)}}
}

// bindKey keeps a certificate that was handed in. Neither the file nor the
// password comes back with what was wrong.
func (w *Web) bindKey(rw http.ResponseWriter, r *http.Request) error {
	bound := office.Certificate{}
	if r.PostForm.Has("remote") {
		bound, err := w.office.BindRemote(r.Context(), w.actor(r), r.PostForm.Get("remote"))
		return w.boundKey(rw, r, bound, err)
	}
	file, _, err := r.FormFile("file")
	if err != nil {
		return w.showKeys(rw, r, motcua.InvalidField("file", "signing.keys.missing"))
	}
	defer func() { _ = file.Close() }() // it was only read
	body, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	err = w.withPen(r, func(pen office.Pen) error {
		bound, err = w.office.BindCertificate(r.Context(), w.actor(r), body, pen.Password)
		return err
	})
	return w.boundKey(rw, r, bound, err)
}

// boundKey says what came of binding a certificate.
func (w *Web) boundKey(rw http.ResponseWriter, r *http.Request, bound office.Certificate, err error) error {
	if err != nil && (onlyInvalid(err) || motcua.KindOf(err) == motcua.Conflict) {
		return w.showKeys(rw, r, err)
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("signing.keys.bound", "Name", bound.Name))
	return w.redirect(rw, r, w.address("certificates"))
}

// dropKey ends the use of a certificate.
func (w *Web) dropKey(rw http.ResponseWriter, r *http.Request) error {
	if err := w.office.DropCertificate(r.Context(), w.actor(r), r.PathValue("id")); err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("signing.keys.dropped"))
	return w.redirect(rw, r, w.address("certificates"))
}
