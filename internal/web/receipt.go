package web

import (
	"net/http"
	"strings"

	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
)

// receipt is the receipt with the date of return, to print on A5. The key that
// opens the public page stands on it, so only the desk and the lead see it.
func (w *Web) receipt(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	if !d.actor.Staff() {
		return identity.Can(d.actor, identity.Receive, identity.Object{})
	}
	v, err := w.office.Dossier(r.Context(), d.actor, r.PathValue("code"))
	if err != nil {
		return err
	}
	return w.render(rw, r, http.StatusOK, dossierview.Print(w.page(r, "page.receipt.title", "Code", v.Code), d.receipt(v)))
}

// receipt words the receipt of a dossier.
func (d reader) receipt(v *office.View) dossierview.Receipt {
	w, in, p := d.w, v.Intake, d.p
	desk := d.book.Agency(in.Agency)
	rec := dossierview.Receipt{Agency: strings.ToUpper(desk.Name), Unit: p.T("page.receipt.desk"), Title: p.T("page.receipt.name"),
		Code: v.Code, Key: v.Key, CodeLabel: p.T("page.receipt.code"), KeyLabel: p.T("page.receipt.key"),
		DueLabel: p.T("page.receipt.due"), Due: p.T("page.receipt.at", "Clock", p.Clock(v.Clock.Due), "Day", p.Day(v.Clock.Due)),
		PaperHead: p.T("page.receipt.papers"), Submitter: p.T("page.receipt.submitter"), Officer: p.T("page.receipt.officer"),
		Place: p.T("page.receipt.place", "Day", calendar.DateOf(in.ReceivedAt)), Name: v.Events[0].By.Name,
		Track: p.T("page.receipt.track", "Address", strings.TrimSuffix(w.cfg.PublicURL, "/")+"/tra-cuu")}
	rec.Head = component.Head{Title: p.T("page.receipt.heading"), Lead: p.T("page.receipt.print", "Code", v.Code),
		Crumbs: []component.Link{{Label: p.T("work.dossiers"), Href: w.address("dossiers")}, {Label: v.Code, Href: w.address("dossier", v.Code)}}}
	rec.Facts = told([]component.Fact{
		{Name: p.T("page.receipt.from"), Text: in.Applicant.Name},
		{Name: p.T("page.receipt.for"), Text: in.Submitter.Name},
		{Name: p.T("page.field.applicant.address"), Text: in.Applicant.Address},
		{Name: p.T("page.field.applicant.phone"), Text: in.Applicant.Phone},
		{Name: p.T("page.receipt.content"), Text: v.Name},
		{Name: p.T("page.about.receivedAt"), Text: p.Instant(in.ReceivedAt)},
		{Name: p.T("page.receipt.term"), Text: p.Text(in.Term.Text())},
		{Name: p.T("page.receipt.returned"), Text: p.T("dossier.delivery." + in.Delivery)},
	})
	names := map[string]string{}
	for _, paper := range d.papersOf(v) {
		names[paper.Code] = paper.Name
	}
	for _, paper := range in.Papers {
		rec.Papers = append(rec.Papers, p.T("page.receipt.paper", "Paper", typed(names[paper.Code], paper.Code), "Originals", paper.Originals, "Copies", paper.Copies))
	}
	for _, m := range d.moves(v) {
		rec.Why = append(rec.Why, p.T("page.receipt.moved", "From", m.From, "To", m.To, "Reason", m.Reason))
	}
	if len(rec.Why) == 0 {
		rec.Why = []string{p.T("page.receipt.why", "Term", in.Term.Text())}
	}
	rec.More = []component.Action{{Label: p.T("sheet.list.pdf"), Icon: "printer", Href: w.address("dossier.sheet", v.Code, "giay-tiep-nhan.pdf")},
		{Label: p.T("sheet.list.twoUp"), Icon: "printer", Href: with(w.address("dossier.sheet", v.Code, "giay-tiep-nhan.pdf"), "lien", "2")}}
	if d.may(v, identity.Receive) {
		rec.More = append(rec.More, component.Action{Label: p.T("page.receipt.again"), Icon: "plus", Href: with(w.address("counter"), "lai", v.Code)},
			component.Action{Label: p.T("page.receipt.next"), Icon: "ticket", Look: component.Primary, Href: w.address("counter"), Key: "primary"})
	}
	return rec
}
