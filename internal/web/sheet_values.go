package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/payment"
	"motcua/sheet"
)

// filler fills a sheet with what is known of a dossier.
type filler struct {
	reader
	v  *office.View
	of printable

	number  string // of the sheet in its register; "" when none keeps it
	entered struct {
		book   office.BookOf
		number int // 0 when the dossier has no line in a book
	}
}

// values are the fields and lists of the sheet. What a form does not ask for is
// not read; what is not known is left to be written by hand.
func (f filler) values() sheet.Values {
	fields := f.common()
	fields["number"] = f.number
	lists := map[string][]map[string]string{"papers": f.papers()}
	for name, value := range f.event() {
		fields[name] = value
	}
	switch f.of.Kind {
	case sheet.Supplement:
		lists["wanted"] = f.wanted()
	case sheet.Apology:
		lists["moves"] = f.moved()
	case sheet.Control:
		fields["unitLead"], fields["consulted"] = f.book.Agency(f.w.office.LeadAgency()).Name, strings.Join(f.consulted(), "; ")
		lists["legs"] = f.legs()
	case sheet.History:
		fields["status"] = f.status(f.v.Status).Text
		lists["steps"] = f.steps()
	}
	return sheet.Values{Fields: fields, Lists: lists}
}

func (f filler) common() map[string]string {
	in, p := f.v.Intake, f.p
	desk, first := f.book.Agency(in.Agency), f.v.Events[0].By
	submitter := in.Submitter
	if submitter.Name == "" {
		submitter = in.Applicant
	}
	delivery := p.T("dossier.delivery." + in.Delivery)
	if in.DeliveryAddress != "" {
		delivery += ": " + in.DeliveryAddress
	}
	fields := map[string]string{
		"agency": strings.ToUpper(shortened(desk.Name, desk.Parent)), "agencyName": desk.Name, "parent": strings.ToUpper(desk.Parent), "place": desk.Place,
		"desk": p.T("page.receipt.desk"), "day": sheet.Day(calendar.DateOf(f.of.At)), "code": f.v.Code, "key": f.v.Key,
		"procedure": f.v.Name, "procedureCode": in.Procedure, "content": typed(in.Note, f.v.Name),
		"applicant": in.Applicant.Name, "applicantID": in.Applicant.Identifier, "submitter": submitter.Name,
		"address": typed(submitter.Address, in.Applicant.Address), "phone": typed(submitter.Phone, in.Applicant.Phone), "email": typed(submitter.Email, in.Applicant.Email),
		"sets": "01", "paperCount": strconv.Itoa(len(in.Papers)), "term": p.Text(in.Term.Text()), "delivery": delivery,
		"channel": p.T("dossier.channel." + string(in.Channel)), "receivedAt": sheet.Moment(in.ReceivedAt), "due": sheet.Moment(f.v.Clock.Due),
		"officer": first.Name, "officerPhone": desk.Phone, "unit": f.unit(in.Agency, in.Unit), "now": p.Instant(f.now), "by": f.actor.Name, "copy": p.T("sheet.copy.given"),
	}
	if f.entered.number > 0 {
		fields["bookVolume"], fields["bookNumber"] = strconv.Itoa(f.entered.book.Year), fmt.Sprintf("%02d", f.entered.number)
	}
	if site := f.w.site(); site != "" {
		fields["website"] = site[strings.Index(site, "://")+len("://"):]
		fields["follow"] = site + f.w.address("scanned", f.v.Code, f.v.Key)
	}
	return fields
}

// shortened is the name of an agency as its papers head it: what it is under
// stands above it, so that its place does not stand twice.
func shortened(name, parent string) string {
	for _, level := range []string{" tỉnh ", " thành phố "} {
		if at := strings.LastIndex(name, level); at > 0 && strings.HasSuffix(parent, name[at:]) {
			return name[:at]
		}
	}
	return name
}

// event are the fields of the fact that the sheet is about.
func (f filler) event() map[string]string {
	i := slices.IndexFunc(f.v.Events, func(e dossier.Event) bool { return e.Seq == f.of.Fact })
	if i < 0 {
		return nil
	}
	e := f.v.Events[i]
	fields := map[string]string{"officer": e.By.Name, "by": e.By.Name}
	switch fact := e.Fact.(type) {
	case dossier.PapersAsked:
		fields["reason"] = fact.Reason
	case dossier.Apologised:
		fields["cause"], fields["reason"], fields["days"] = f.p.T("apology.cause."+string(fact.Cause)), fact.Reason, f.p.Text(deadline.Days(fact.Days).Text())
		for _, c := range f.v.Clock.Changes {
			if c.At.Equal(e.At) {
				fields["dueBefore"], fields["dueNew"] = sheet.Moment(c.From), sheet.Moment(c.To)
			}
		}
	case dossier.Concluded:
		fields["reason"] = fact.Conclusion.Reason
	case dossier.Returned:
		fields["receiver"], fields["returnedAt"] = fact.ReceivedBy, sheet.Moment(e.At)
		if c := f.v.Conclusion; c != nil {
			fields["result"], fields["resultNumber"] = f.p.T("dossier.outcome."+string(c.Outcome)), c.Document.Number
			fields["resultDay"] = f.p.Day(c.At)
		}
	}
	return fields
}

// given is the number that the sheet got with its fact.
func (f filler) given() string {
	for _, e := range f.v.Events {
		if e.Seq == f.of.Fact {
			_, n := e.NumberedSheet()
			return sheetNumber(n)
		}
	}
	return ""
}

// sheetNumber writes the number of a sheet; "" leaves room to write one by hand,
// as on sheets of before they were numbered.
func sheetNumber(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%02d", n)
}

func (f filler) paperNames() map[string]string {
	names := map[string]string{}
	for _, paper := range f.papersOf(f.v) {
		names[paper.Code] = paper.Name
	}
	return names
}

func (f filler) papers() []map[string]string {
	names := f.paperNames()
	var rows []map[string]string
	for i, p := range f.v.Intake.Papers {
		rows = append(rows, map[string]string{"no": strconv.Itoa(i + 1), "paper": typed(names[p.Code], p.Code),
			"originals": strconv.Itoa(p.Originals), "copies": strconv.Itoa(p.Copies)})
	}
	return rows
}

// wanted are the papers that the applicant is asked for.
func (f filler) wanted() []map[string]string {
	names := f.paperNames()
	var rows []map[string]string
	for _, e := range f.v.Events {
		asked, ok := e.Fact.(dossier.PapersAsked)
		if !ok || e.Seq != f.of.Fact {
			continue
		}
		for i, code := range asked.Papers {
			rows = append(rows, map[string]string{"no": strconv.Itoa(i + 1), "paper": typed(names[code], code), "remark": f.p.T("sheet.wanted")})
		}
	}
	return rows
}

func (f filler) moved() []map[string]string {
	var rows []map[string]string
	for i, m := range f.moves(f.v) {
		rows = append(rows, map[string]string{"no": strconv.Itoa(i + 1), "from": m.From, "to": m.To, "reason": m.Reason})
	}
	return rows
}

func (f filler) consulted() []string {
	var names []string
	for _, o := range f.v.Opinions {
		names = append(names, f.book.Agency(o.Agency).Name)
	}
	return names
}

// legs are the hand-overs, each with how the giver had kept to its share.
func (f filler) legs() []map[string]string {
	var rows []map[string]string
	for i, h := range f.v.Handovers {
		row := map[string]string{"no": strconv.Itoa(i + 1), "from": f.place(h.From.Agency, h.From.Unit), "to": f.place(h.To.Agency, h.To.Unit),
			"givenAt": f.moment(h.GivenAt), "takenAt": f.moment(h.TakenAt), "giver": f.person(h.GivenBy), "taker": f.person(h.TakenBy), "remark": h.Note}
		for _, a := range f.v.Accounts {
			if a.Opinion == "" && a.Agency == h.From.Agency && a.Unit == h.From.Unit && a.FinishedAt.Equal(h.GivenAt) && !a.Share.IsZero() {
				row["standing"] = f.p.T("sheet.standing." + standingOf(a))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// standingOf says how a holder kept to its share, in the words of the control
// sheet.
func standingOf(a dossier.Account) string {
	switch {
	case a.Late > 0:
		return "late"
	case calendar.DateOf(a.FinishedAt).Before(calendar.DateOf(a.DueAt)):
		return "early"
	}
	return "onTime"
}

func (f filler) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s, %s", f.p.Clock(t), f.p.Day(t))
}

// person names who recorded a fact, by the log.
func (f filler) person(id string) string {
	for _, e := range f.v.Events {
		if e.By.Person == id {
			return e.By.Name
		}
	}
	return id
}

func (f filler) steps() []map[string]string {
	var rows []map[string]string
	for i, e := range f.v.Events {
		h := f.happening(f.v, e)
		rows = append(rows, map[string]string{"no": strconv.Itoa(i + 1), "at": f.p.Clock(e.At) + " " + f.p.Day(e.At), "who": h.By, "what": joined(h.Title, h.Detail)})
	}
	return rows
}

// slipPDF prints the receipt of a payment.
func (w *Web) slipPDF(rw http.ResponseWriter, r *http.Request) error {
	bill, err := w.office.Bill(r.Context(), w.actor(r), r.PathValue("code"))
	if err != nil {
		return err
	}
	receipt, ok := bill.Receipt(r.PathValue("number"))
	if !ok {
		return motcua.Refused(motcua.NotFound, "payment.receipt.unknown")
	}
	if receipt.Voided != "" {
		return motcua.Refused(motcua.Conflict, "sheet.voided", "Number", receipt.Code())
	}
	form, err := w.office.FormOn(r.Context(), sheet.Fee, calendar.DateOf(receipt.At))
	if err != nil {
		return err
	}
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	return w.sendPDF(rw, "bien-lai-"+receipt.Code(), d.slip(bill, receipt, form, false))
}

// slip is the printing of the receipt of a payment.
func (d reader) slip(bill *office.BillView, receipt payment.Receipt, form sheet.Form, twice bool) print.Job {
	f := filler{reader: d, v: bill.Dossier, of: printable{Kind: sheet.Fee, At: receipt.At}}
	f.p = d.w.words.In("vi")
	paid, _ := bill.Payment(receipt.Payment)
	fields := f.common()
	fields["number"], fields["payer"], fields["officer"] = receipt.Code(), fields["submitter"], ""
	fields["amount"], fields["amountInWords"] = f.p.Int(receipt.Amount), f.p.MoneyInWords(receipt.Amount)
	fields["way"], fields["paidAt"] = f.p.T("payment.way."+string(paid.Way)), momentOf(f.p, paid.At)
	if paid.Way != payment.Gateway && paid.Way != payment.Transfer {
		fields["officer"] = receipt.By
	}
	var rows []map[string]string
	for i, item := range bill.Items {
		rows = append(rows, map[string]string{"no": strconv.Itoa(i + 1), "fee": typed(item.Name, f.p.T("pay.item.catalogue")), "amount": f.p.Int(item.Amount)})
	}
	return f.job(sheet.Values{Fields: fields, Lists: map[string][]map[string]string{"fees": rows}}, form, bill.Code, twice)
}
