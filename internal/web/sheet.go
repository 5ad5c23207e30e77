package web

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

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

// printable is a sheet that a dossier has: what it is, and the fact that it is
// about (its number in the log; 0 for the dossier as it stands).
type printable struct {
	kind sheet.Kind
	fact int
	at   time.Time // whose form it follows
}

// slug names a sheet in addresses: "giay-tiep-nhan" or "phieu-bo-sung-7".
func (s printable) slug() string {
	if s.fact == 0 {
		return sheetSlug(s.kind)
	}
	return fmt.Sprintf("%s-%d", sheetSlug(s.kind), s.fact)
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

// printables lists the sheets of a dossier, in the order of what happened; then
// those of the dossier as it stands.
func printables(v *office.View) []printable {
	list := []printable{{sheet.Receipt, 0, v.Intake.ReceivedAt}}
	for _, e := range v.Events {
		switch f := e.Fact.(type) {
		case dossier.PapersAsked:
			list = append(list, printable{sheet.Supplement, e.Seq, e.At})
		case dossier.Apologised:
			list = append(list, printable{sheet.Apology, e.Seq, e.At})
		case dossier.Concluded:
			switch f.Conclusion.Outcome {
			case dossier.Refused:
				list = append(list, printable{sheet.Refusal, e.Seq, e.At})
			case dossier.Stopped:
				list = append(list, printable{sheet.Stop, e.Seq, e.At})
			}
		case dossier.Returned:
			list = append(list, printable{sheet.Return, e.Seq, e.At})
		}
	}
	return append(list, printable{sheet.Control, 0, v.At}, printable{sheet.History, 0, v.At})
}

// forApplicants tells whether a sheet is made out to the applicant, who can then
// print it too.
func (s printable) forApplicants() bool { return s.kind != sheet.Control && s.kind != sheet.History }

// sheets is the page that lists what can be printed of a dossier.
func (w *Web) sheets(rw http.ResponseWriter, r *http.Request) error {
	d, v, err := w.printed(r)
	if err != nil {
		return err
	}
	page := w.page(r, "sheet.list.title", "Code", v.Code)
	table := component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: d.p.T("sheet.list.name")}, {Label: d.p.T("sheet.list.form")}, {Label: d.p.T("sheet.list.at")}, {Hidden: d.p.T("sheet.list.print")}}}
	for _, s := range printables(v) {
		form, err := w.office.FormOn(r.Context(), s.kind, calendar.DateOf(s.at))
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
		table.Rows = append(table.Rows, component.Row{Cells: []templ.Component{component.Text(d.p.T("sheet.kind." + string(s.kind))), component.Text(formOf(d, form)), component.Text(d.p.Instant(s.at)), actions(links)}})
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
	form, err := w.office.FormOn(r.Context(), all[i].kind, calendar.DateOf(all[i].at))
	if err != nil {
		return err
	}
	f := filler{reader: d, v: v, of: all[i]}
	if f.entered.book, f.entered.number, err = w.office.BookEntry(r.Context(), v); err != nil {
		return err
	}
	switch all[i].kind {
	case sheet.Receipt:
		f.number = sheetNumber(f.entered.number)
	case sheet.Supplement, sheet.Refusal:
		f.number = f.given()
	case sheet.Apology:
		if f.number, err = w.office.ApologyNumber(r.Context(), v); err != nil {
			return err
		}
	}
	f.p = w.words.In("vi") // forms of law are Vietnamese, whoever prints them
	job := print.Job{Form: form, Copies: []sheet.Values{f.values()}, At: all[i].at, Foot: v.Code}
	if r.URL.Query().Get("lien") == "2" {
		kept := f.values()
		kept.Fields["copy"] = f.p.T("sheet.copy.kept")
		job.Way, job.Copies = print.TwoUp, append([]sheet.Values{kept}, job.Copies...)
	}
	return w.sendPDF(rw, job, v.Code+"-"+slug)
}

// sendPDF prints a job into the answer, to be shown by the browser.
func (w *Web) sendPDF(rw http.ResponseWriter, job print.Job, name string) error {
	var body bytes.Buffer
	if err := print.Write(&body, job); err != nil {
		return err
	}
	rw.Header().Set("Content-Type", print.MediaType)
	rw.Header().Set("Content-Disposition", `inline; filename="`+plainName(name)+`.pdf"`)
	rw.Header().Set("Cache-Control", "private, no-store")
	_, err := rw.Write(body.Bytes())
	return err
}
