package web

import (
	"net/http"
	"strconv"

	"motcua/calendar"
	"motcua/event"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/internal/web/view/component"
	eventview "motcua/internal/web/view/event"
	filingview "motcua/internal/web/view/filing"
	"motcua/sheet"

	"github.com/a-h/templ"
)

// registered puts below the record of an event who registered, who came and got
// a certificate, and how satisfied they were. Who they are is for the office
// alone.
func registered(w *Web, r *http.Request, d reader, f filed, v *filingview.Record) error {
	e, ok := f.content.(event.Event)
	if !ok || !e.Public() {
		return nil
	}
	if d.keepsReform() {
		if err := w.seated(r, d, f, e, v); err != nil {
			return err
		}
	}
	all, said, err := w.office.EventSatisfaction(r.Context(), d.actor, f.ID)
	if err != nil {
		return err
	}
	held := filingview.Held{Empty: d.p.T("event.satisfaction.none"), Table: component.Sheet{Caption: d.p.T("event.satisfaction"), Columns: []component.Column{{Label: d.p.T("event.judge.score")}, {Label: d.p.T("event.judge.remark")}}}}
	if all.Answers > 0 {
		held.Lead = d.p.T("event.satisfaction.average", "Average", d.p.Decimal(float64(all.Average)/100, 2), "Count", all.Answers)
	}
	for _, one := range said {
		held.Table.Rows = append(held.Table.Rows, component.Row{Cells: []templ.Component{component.Text(d.p.T("event.score." + strconv.Itoa(one.Score))), component.Text(one.Remark)}})
	}
	v.Parts = append(v.Parts, filingview.ShowHeld(held))
	return nil
}

// seated shows who has a seat, with the door and the certificates.
func (w *Web) seated(r *http.Request, d reader, f filed, e event.Event, v *filingview.Record) error {
	list, err := w.office.Registrations(r.Context(), d.actor, f.ID)
	if err != nil {
		return err
	}
	today := calendar.DateOf(d.now)
	if f.cancelled == "" && !today.Before(e.From) && !today.After(e.Last().AddDays(1)) && len(list) > 0 {
		v.Parts = append(v.Parts, filingview.ShowDoor(filingview.Door{Title: d.p.T("event.door"), Action: w.address("event.arrive", f.ID), Submit: d.p.T("event.tick"),
			Field: component.Field{Name: "ticket", Label: d.p.T("event.door.ticket"), Hint: d.p.T("event.door.hint"), Error: v.Problems.Of("ticket"), Value: r.PostForm.Get("ticket"), Autocomplete: "off", Width: component.Middle, Focus: v.Problems == nil && r.URL.Query().Get("cua") != ""}}))
	}
	held := filingview.Held{Empty: d.p.T("event.registrations.none"), Lead: d.p.T("event.registrations.count", "Seats", len(list), "Came", event.Here(list)),
		Tools: []component.Action{{Label: d.p.T("event.registrations.xlsx"), Icon: "download", Href: w.address("event.registrations", f.ID)}},
		Table: component.Sheet{Caption: d.p.T("event.registrations"), Columns: []component.Column{{Label: d.p.T("event.seat")}, {Label: d.p.T("event.register.name")}, {Label: d.p.T("event.register.phone")},
			{Label: d.p.T("event.register.email")}, {Label: d.p.T("event.came")}}}}
	if e.Sort == event.Course {
		held.Table.Columns = append(held.Table.Columns, component.Column{Label: d.p.T("event.certificate")})
	}
	owed, given := 0, 0
	for _, one := range list {
		if one.Certifiable() {
			owed++
		}
		if one.Certificate.Code != "" {
			given++
		}
		held.Table.Rows = append(held.Table.Rows, component.Row{Cells: w.seatCells(d, f, e, one, today)})
	}
	if given > 0 {
		held.Tools = append(held.Tools, component.Action{Label: d.p.T("event.certificate.all", "Count", given), Icon: "printer", Href: w.address("event.certificates", f.ID)})
	}
	if f.cancelled == "" && owed > 0 && e.Certifies(today) == nil {
		held.Do = []filingview.Button{{Action: w.address("event.certify", f.ID), Name: "certify", Value: "1", Label: d.p.T("event.certify", "Count", owed)}}
	}
	if len(list) == 0 {
		held.Lead, held.Tools = "", nil
	}
	v.Parts = append(v.Parts, filingview.ShowHeld(held))
	return nil
}

func (w *Web) seatCells(d reader, f filed, e event.Event, one *event.Registration, today calendar.Date) []templ.Component {
	name := component.Text(one.Name)
	if one.Organisation != "" {
		name = component.TextWith(one.Name, one.Organisation)
	}
	b := filingview.Button{Action: w.address("event.came", f.ID, one.ID), Seen: strconv.Itoa(one.Version()), Name: "came", Value: "1", Label: d.p.T("event.tick"), About: one.Name}
	if one.Came {
		b.Value, b.Label = "", d.p.T("event.untick")
	}
	came := component.Text(cameWord(d, one))
	if f.cancelled == "" && !today.Before(e.From) && one.Certificate.Code == "" {
		came = filingview.Ticking(cameWord(d, one), b)
	}
	cells := []templ.Component{component.Text(strconv.Itoa(one.Seat)), name, component.Text(one.Phone), component.Text(one.Email), came}
	if e.Sort == event.Course {
		paper := component.Text("–")
		if one.Certificate.Code != "" {
			paper = component.LinkTo(component.Link{Label: one.Certificate.Number, About: one.Name, Icon: "printer", Href: with(w.address("event.certificates", f.ID), "nguoi", one.ID)})
		}
		cells = append(cells, paper)
	}
	return cells
}

func cameWord(d reader, one *event.Registration) string {
	if one.Came {
		return d.p.T("event.came.yes")
	}
	return "–"
}

// tickCame says whether somebody came.
func (w *Web) tickCame(rw http.ResponseWriter, r *http.Request) error {
	seen, _ := strconv.Atoi(r.PostForm.Get("seen")) // none: the reader does not mind
	id := r.PathValue("id")
	if _, err := w.office.Tick(r.Context(), w.actor(r), id, office.RecordTarget{ID: r.PathValue("registration"), Expected: seen}, r.PostForm.Get("came") != ""); err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("event.record", id))
}

// arrive ticks whoever shows a ticket at the door, and waits for the next one.
func (w *Web) arrive(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	one, err := w.office.Arrive(r.Context(), w.actor(r), id, r.PostForm.Get("ticket"))
	if err != nil && onlyInvalid(err) {
		return filingNamed("event").showRecord(w, rw, r, err)
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("event.arrived", "Seat", one.Seat, "Name", one.Name))
	return w.redirect(rw, r, with(w.address("event.record", id), "cua", "1"))
}

// certify gives those who came their certificates.
func (w *Web) certify(rw http.ResponseWriter, r *http.Request) error {
	given, err := w.office.CertifyCourse(r.Context(), w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("event.certify.done", "Count", given))
	return w.redirect(rw, r, w.address("event.record", r.PathValue("id")))
}

// courseCertificates prints the certificates of a course: of everybody, or of one.
func (w *Web) courseCertificates(rw http.ResponseWriter, r *http.Request) error {
	list, err := w.office.CourseCertificates(r.Context(), w.actor(r), r.PathValue("id"), r.URL.Query().Get("nguoi"))
	if err != nil {
		return err
	}
	return w.printCertificates(rw, r, list)
}

// printCertificates prints certificates of one course, a page for each. They are
// Vietnamese, whoever prints them, and each leads to the page on which anybody
// checks that it is genuine.
func (w *Web) printCertificates(rw http.ResponseWriter, r *http.Request, list []office.Ticket) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	p := w.words.In("vi")
	lead := d.book.Agency(w.office.LeadAgency())
	form := sheet.Form{Kind: sheet.Composed, Title: p.T("event.certificate"), Size: sheet.A4, Blocks: []sheet.Block{
		{Kind: sheet.Heads, Left: []string{"{parent}", "*{agency}*"}, Right: []string{"*" + p.T("event.certificate.nation") + "*", "*" + p.T("event.certificate.motto") + "*"}},
		{Kind: sheet.Heads, Left: []string{"{number}"}, Right: []string{"_{day}_"}},
		{Kind: sheet.Title, Text: p.T("event.certificate.title")}, {Kind: sheet.Under, Text: "{agency}"}, {Kind: sheet.Under, Text: p.T("event.certificate.gives")},
		{Kind: sheet.Title, Text: "{name}"}, {Kind: sheet.Under, Text: "{organisation}", When: "organisation"},
		{Kind: sheet.Para, Text: "{did}"},
		{Kind: sheet.Signs, Left: []string{"", ""}, Right: []string{"*" + p.T("event.certificate.signer") + "*", ""}},
		{Kind: sheet.QR, Left: []string{"{look}"}, Text: p.T("event.certificate.look")}}}
	job := print.Job{Form: form, At: list[0].Certificate.Date.At(0)}
	for _, t := range list {
		dates := p.Date(t.Of.From)
		if t.Of.Last() != t.Of.From {
			dates += " – " + p.Date(t.Of.Last())
		}
		c := t.Certificate
		job.Copies = append(job.Copies, sheet.Values{Fields: map[string]string{"parent": lead.Parent, "agency": lead.Name, "number": p.T("event.certificate.no", "Number", c.Number),
			"day": p.T("event.certificate.day", "Place", lead.Place, "Day", sheet.Day(c.Date)), "name": t.Name, "organisation": t.Organisation,
			"did": p.T("event.certificate.did", "Title", t.Of.Title, "Dates", dates), "code": c.Code, "check": c.Check, "look": w.site() + w.address("verified", c.Code, c.Check)}})
	}
	name := "giay-chung-nhan"
	if len(list) == 1 {
		name += "-" + list[0].Certificate.Code
	}
	return w.sendPDF(rw, name, job)
}

// verifiedCertificate shows a certificate to whoever was shown it.
func (w *Web) verifiedCertificate(rw http.ResponseWriter, r *http.Request, t office.Ticket) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	page := w.page(r, "result.verify")
	v := eventview.Certificate{Head: component.Head{Title: page.Title, Crumbs: w.crumbs(r)}, Title: d.p.T("event.certificate"), Other: component.Link{Label: d.p.T("event.certificate.other"), Href: w.address("verify")},
		Notice: component.Notice{Tone: component.OK, Title: d.p.T("event.certificate.genuine")}, Text: d.p.T("event.certificate.genuine.what")}
	if t.Off != "" {
		v.Notice, v.Text = component.Notice{Tone: component.Bad, Title: d.p.T("event.certificate.void")}, d.p.T("event.certificate.void.what")
	}
	fact := func(name, text string) { v.Facts = append(v.Facts, component.Fact{Name: name, Text: text}) }
	fact(d.p.T("result.agency"), d.book.Agency(w.office.LeadAgency()).Name)
	fact(d.p.T("event.certificate.number"), t.Certificate.Number)
	fact(d.p.T("event.register.name"), t.Name)
	fact(d.p.T("event.kind."+string(t.Of.Sort)), t.Of.Title)
	fact(d.p.T("event.field.from"), d.p.Date(t.Of.From))
	if t.Of.Last() != t.Of.From {
		fact(d.p.T("event.field.to"), d.p.Date(t.Of.Last()))
	}
	fact(d.p.T("event.certificate.date"), d.p.Date(t.Certificate.Date))
	rw.Header().Set("Cache-Control", "no-store")
	rw.Header().Set("X-Robots-Tag", "noindex, nofollow")
	return w.render(rw, r, http.StatusOK, eventview.Verified(page, v))
}

// registrationsBook is who registered, as a workbook.
func (w *Web) registrationsBook(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.Registrations(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	heads := []string{d.p.T("event.seat"), d.p.T("event.register.name"), d.p.T("event.register.organisation"), d.p.T("event.register.phone"), d.p.T("event.register.email"), d.p.T("event.came"), d.p.T("event.certificate")}
	l, err := newLedger("Dang ky", heads)
	if err != nil {
		return err
	}
	defer func() { _ = l.book.Close() }()
	for _, one := range list {
		if err := l.add([]string{strconv.Itoa(one.Seat), one.Name, one.Organisation, one.Phone, one.Email, cameWord(d, one), one.Certificate.Number}); err != nil {
			return err
		}
	}
	return l.send(rw, "dang-ky.xlsx")
}

// filingNamed is the noun of a name; every name asked for is in the table.
func filingNamed(name string) filingNoun {
	for _, n := range filingNouns() {
		if n.name == name {
			return n
		}
	}
	return filingNoun{}
}
