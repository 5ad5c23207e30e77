package web

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/work"
	"motcua/sheet"
	"motcua/vietnamese"

	"github.com/a-h/templ"
)

// printable is a sheet that a dossier has.
type printable office.Printable

// slug names a sheet in addresses: "giay-tiep-nhan" or "phieu-bo-sung-7".
func (s printable) slug() string {
	if s.Fact == 0 {
		return sheetSlug(s.Kind)
	}
	return fmt.Sprintf("%s-%d", sheetSlug(s.Kind), s.Fact)
}

func sheetSlug(k sheet.Kind) string {
	switch k {
	case sheet.Receipt:
		return "giay-tiep-nhan"
	case sheet.Supplement:
		return "phieu-bo-sung"
	case sheet.Refusal:
		return "phieu-tu-choi"
	case sheet.Apology:
		return "phieu-xin-loi"
	case sheet.Stop:
		return "thong-bao-dung"
	case sheet.Control:
		return "phieu-kiem-soat"
	case sheet.Return:
		return "bien-nhan-ket-qua"
	case sheet.History:
		return "qua-trinh-xu-ly"
	}
	return string(k)
}

// printables lists the sheets of a dossier.
func printables(v *office.View) []printable {
	var list []printable
	for _, s := range office.Printables(v) {
		list = append(list, printable(s))
	}
	return list
}

// forApplicants tells whether a sheet is made out to the applicant, who can then
// print it too.
func (s printable) forApplicants() bool { return s.Kind != sheet.Control && s.Kind != sheet.History }

// sheets is the page that lists what can be printed of a dossier.
func (w *Web) sheets(rw http.ResponseWriter, r *http.Request) error {
	d, v, err := w.printed(r)
	if err != nil {
		return err
	}
	page := w.page(r, "sheet.list.title", "Code", v.Code)
	table := component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: d.p.T("sheet.list.name")}, {Label: d.p.T("sheet.list.form")}, {Label: d.p.T("sheet.list.at")}, {Hidden: d.p.T("sheet.list.print")}}}
	for _, s := range printables(v) {
		form, err := w.office.FormOn(r.Context(), s.Kind, calendar.DateOf(s.At))
		if motcua.KindOf(err) == motcua.NotFound {
			continue // no rule of that day has such a form
		}
		if err != nil {
			return err
		}
		to := w.address("dossier.sheet", v.Code, s.slug()+".pdf")
		links := []component.Action{{Label: d.p.T("sheet.size." + string(form.Size)), Icon: "printer", Href: to, Small: true}}
		if form.Size == sheet.A5 {
			links = append(links, component.Action{Label: d.p.T("sheet.list.twoUp"), Icon: "printer", Href: with(to, "lien", "2"), Small: true})
		}
		table.Rows = append(table.Rows, component.Row{Cells: []templ.Component{component.Text(d.p.T("sheet.kind." + string(s.Kind))), component.Text(formOf(d, form)), component.Text(d.p.Instant(s.At)), actions(links)}})
	}
	return w.render(rw, r, http.StatusOK, work.Show(page, work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("sheet.list.lead"),
		Crumbs: []component.Link{{Label: d.p.T("work.dossiers"), Href: w.address("dossiers")}, {Label: v.Code, Href: w.address("dossier", v.Code)}}}, Sheet: table}))
}

func actions(list []component.Action) templ.Component {
	var parts []templ.Component
	for _, a := range list {
		parts = append(parts, component.Button(a))
	}
	return templ.Join(parts...)
}

// formOf says by which form a sheet is printed.
func formOf(d reader, f sheet.Form) string {
	if f.Regime == "" {
		return d.p.T("sheet.form.practice")
	}
	return d.p.T("sheet.form.of", "Number", f.Number, "Regime", f.Regime)
}

// printed is the dossier whose sheets are printed. The key that opens the public
// page stands on them, so that those of other agencies may not.
func (w *Web) printed(r *http.Request) (reader, *office.View, error) {
	d, err := w.reader(r)
	if err != nil {
		return d, nil, err
	}
	if !d.actor.Staff() {
		return d, nil, identity.Can(d.actor, identity.Receive, identity.Object{})
	}
	v, err := w.office.Dossier(r.Context(), d.actor, r.PathValue("code"))
	return d, v, err
}

// sheet prints one sheet of a dossier for the staff.
func (w *Web) sheet(rw http.ResponseWriter, r *http.Request) error {
	d, v, err := w.printed(r)
	if err != nil {
		return err
	}
	return w.printSheet(rw, r, d, v, func(printable) bool { return true })
}

// ownSheet prints one sheet of a dossier for its applicant.
func (w *Web) ownSheet(rw http.ResponseWriter, r *http.Request) error {
	v, claim, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	if claim.Account == "" || claim.Account != v.Intake.Account { // the key alone shows no names
		for _, party := range []*dossier.Party{&v.Intake.Applicant, &v.Intake.Submitter} {
			*party = dossier.Party{Kind: party.Kind, Name: vietnamese.MaskName(party.Name)}
		}
		v.Intake.DeliveryAddress = ""
	}
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	return w.printSheet(rw, r, d, v, printable.forApplicants)
}

func (w *Web) printSheet(rw http.ResponseWriter, r *http.Request, d reader, v *office.View, may func(printable) bool) error {
	slug, pdf := strings.CutSuffix(r.PathValue("sheet"), ".pdf")
	all := printables(v)
	i := slices.IndexFunc(all, func(s printable) bool { return pdf && s.slug() == slug && may(s) })
	if i < 0 {
		return motcua.Refused(motcua.NotFound, "sheet.unknown")
	}
	form, err := w.office.FormOn(r.Context(), all[i].Kind, calendar.DateOf(all[i].At))
	if err != nil {
		return err
	}
	job, err := d.printing(r.Context(), v, all[i], form, r.URL.Query().Get("lien") == "2")
	if err != nil {
		return err
	}
	return w.sendPDF(rw, v.Code+"-"+slug, job)
}

// printing fills a sheet of a dossier by a form: in one copy, or in two that
// stand side by side on A4.
func (d reader) printing(ctx context.Context, v *office.View, s printable, form sheet.Form, twice bool) (print.Job, error) {
	f := filler{reader: d, v: v, of: s}
	f.p = d.w.words.In("vi") // forms of law are Vietnamese, whoever prints them
	var err error
	if f.entered.book, f.entered.number, err = d.w.office.BookEntry(ctx, v); err != nil {
		return print.Job{}, err
	}
	switch s.Kind {
	case sheet.Receipt:
		f.number = sheetNumber(f.entered.number)
	case sheet.Supplement, sheet.Refusal, sheet.Stop:
		f.number = f.given()
	case sheet.Apology:
		if f.number, err = d.w.office.ApologyNumber(ctx, v); err != nil {
			return print.Job{}, err
		}
	}
	return f.job(f.values(), form, v.Code, twice), nil
}

// job is the printing of filled values; of two copies the first is kept.
func (f filler) job(values sheet.Values, form sheet.Form, foot string, twice bool) print.Job {
	job := print.Job{Form: form, Copies: []sheet.Values{values}, At: f.of.At, Foot: foot}
	if twice && form.Size == sheet.A5 {
		kept := sheet.Values{Fields: maps.Clone(values.Fields), Lists: values.Lists}
		kept.Fields["copy"] = f.p.T("sheet.copy.kept")
		job.Way, job.Copies = print.TwoUp, []sheet.Values{kept, values}
	}
	return job
}

// sendPDF prints jobs into the answer, to be shown by the browser.
func (w *Web) sendPDF(rw http.ResponseWriter, name string, jobs ...print.Job) error {
	var body bytes.Buffer
	if err := print.Write(&body, jobs...); err != nil {
		return err
	}
	rw.Header().Set("Content-Type", print.MediaType)
	rw.Header().Set("Content-Disposition", `inline; filename="`+plainName(name)+`.pdf"`)
	rw.Header().Set("Cache-Control", "private, no-store")
	_, err := rw.Write(body.Bytes())
	return err
}
