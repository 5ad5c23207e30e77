package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"motcua"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	payview "motcua/internal/web/view/pay"
	"motcua/internal/web/view/track"
	"motcua/payment"
	"motcua/vietnamese"

	"github.com/a-h/templ"
)

// payPart tells the applicant on the page of the dossier what is to be paid.
func payPart(w *Web, r *http.Request, _ office.Claim, d *track.Data) error {
	bill, err := w.office.BillOf(r.Context(), d.View)
	if err != nil || bill.State() == payment.Nothing {
		return err
	}
	p := w.printer(r)
	to := component.Action{Label: p.T("pay.see"), Icon: "credit-card", Href: w.address("pay", d.View.Code)}
	if bill.Sums().Balance > 0 {
		to.Label, to.Look = p.T("pay.now"), component.Primary
	}
	d.Panels = append(d.Panels, payview.Panel(p, billLabel(p, bill.State()), sentenceOf(p, bill.Bill), to))
	d.Ways = append(d.Ways, component.Link{Label: p.T("pay.title"), Href: to.Href, Icon: "credit-card"})
	return nil
}

func billLabel(p *message.Printer, s payment.State) component.Label {
	l := component.Label{Text: p.T("payment.state." + string(s))}
	switch s {
	case payment.Due:
		l.Tone, l.Icon = component.Warn, "credit-card"
	case payment.Partly:
		l.Tone, l.Icon = component.Warn, "hourglass"
	case payment.Paid:
		l.Tone, l.Icon = component.OK, "circle-check"
	case payment.Exempt, payment.Nothing:
		l.Tone, l.Icon = component.OK, "check"
	case payment.Overpaid:
		l.Tone, l.Icon = component.Info, "info"
	case payment.Refunded:
		l.Tone, l.Icon = component.Neutral, "undo-2"
	}
	return l
}

func sentenceOf(p *message.Printer, b *payment.Bill) string {
	s := b.Sums()
	switch b.State() {
	case payment.Due, payment.Partly:
		return p.T("pay.left", "Amount", p.Money(s.Balance))
	case payment.Overpaid:
		return p.T("pay.over", "Amount", p.Money(-s.Balance))
	default:
		return p.T("pay.done", "Amount", p.Money(s.Paid))
	}
}

// pay is the applicant's page of what a dossier costs.
func (w *Web) pay(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	bill, err := w.office.BillOf(r.Context(), view)
	if err != nil {
		return err
	}
	return w.showPay(rw, r, http.StatusOK, bill, nil)
}

func (w *Web) showPay(rw http.ResponseWriter, r *http.Request, status int, bill *office.BillView, problems component.Problems) error {
	p, code := w.printer(r), bill.Code
	page := w.page(r, "pay.title", "Code", code)
	page.Scripts, page.Faulty = []string{"copy.js"}, len(problems) > 0
	track := component.Link{Label: p.T("pay.track"), Href: w.address("tracked", code), Icon: "route"}
	d := payview.Own{Account: accountOf(p, bill.Bill, func(number string) string { return w.address("pay.slip", code, number) }), Problems: problems, Track: track,
		Head: component.Head{Title: page.Title, Lead: p.T("pay.lead", "Procedure", bill.Dossier.Name),
			Crumbs: w.crumbs(r, component.Link{Label: p.T("ui.public.track"), Href: w.address("track")}, component.Link{Label: code, Href: track.Href})},
		AskAgain: w.address("pay.ask", code)}
	if bill.Sums().Balance > 0 {
		w.waysToPay(r, bill, &d)
	}
	switch r.URL.Query().Get("xong") {
	case "hoan-tra":
		d.Said = &component.Message{Tone: component.OK, Text: p.T("pay.refund.sent")}
	case "hoi-lai":
		d.Said = &component.Message{Tone: component.Info, Text: p.T("pay.asked", "State", p.T("payment.state."+string(bill.State())))}
	}
	d.Refunds = refundsOf(p, bill.Refunds)
	if s := bill.Sums(); s.Paid > s.Refunded && bill.OpenRefund() == nil {
		d.Refund = w.refundForm(r, bill, problems)
	}
	return w.render(rw, r, status, payview.Show(page, d))
}

func (w *Web) waysToPay(r *http.Request, bill *office.BillView, d *payview.Own) {
	p := w.printer(r)
	d.Counter = p.T("pay.counter")
	if bill.QR != "" {
		to, balance := bill.Account, bill.Sums().Balance
		d.Pay = &payview.Transfer{QR: component.QR(bill.QR, p.T("pay.qr")), Note: p.T("pay.note"), Facts: []payview.Copied{
			{ID: "ngan-hang", Name: p.T("pay.bank"), Value: to.Bank, Copy: ""}, {ID: "so-tai-khoan", Name: p.T("pay.number"), Value: to.Number, Copy: "1"}, {ID: "chu-tai-khoan", Name: p.T("pay.holder"), Value: to.Holder, Copy: ""},
			{ID: "so-tien", Name: p.T("pay.amount"), Value: p.Money(balance), Copy: ""}, {ID: "noi-dung", Name: p.T("pay.content"), Value: bill.Content, Copy: "1"}}}
	}
	if o := bill.Order; o != nil && o.Result == "" && w.office.Now().Before(o.Until) {
		d.Pending = p.T("pay.pending.text", "Amount", p.Money(o.Amount), "Until", p.Clock(o.Until))
		if to := w.sessions.GetString(r.Context(), orderKey(bill.Code)); to != "" {
			d.GoOn = &component.Action{Label: p.T("pay.goOn"), Icon: "external-link", Look: component.Primary, Href: to}
		}
	}
	if bill.Gateway && w.base(r) != "" && d.GoOn == nil {
		d.Gateway = w.address("pay.gateway", bill.Code)
	}
}

// orderKey is where the session keeps the gateway's address of an order, since
// a form of a page may lead nowhere but to this site.
func orderKey(code string) string { return "cong:" + code }

// base is this site as the gateway is to call it; "" when it is not known.
func (w *Web) base(r *http.Request) string {
	if w.cfg.PublicURL != "" {
		return strings.TrimSuffix(w.cfg.PublicURL, "/")
	}
	if w.cfg.Demo {
		return "http://" + r.Host
	}
	return ""
}

func accountOf(p *message.Printer, b *payment.Bill, slip func(number string) string) payview.Account {
	s := b.Sums()
	a := payview.Account{State: billLabel(p, b.State()), Sums: []component.Fact{{Name: p.T("pay.sum.charged"), Text: p.Money(s.Charged)}}}
	for _, more := range []struct {
		key    string
		amount int64
	}{{"pay.sum.exempted", s.Exempted}, {"pay.sum.paid", s.Paid}, {"pay.sum.refunded", s.Refunded}, {"pay.sum.left", s.Balance}, {"pay.sum.over", -s.Balance}} {
		if more.amount > 0 {
			a.Sums = append(a.Sums, component.Fact{Name: p.T(more.key), Value: payview.Strong(p.Money(more.amount))})
		}
	}
	a.Items = component.Sheet{Caption: p.T("pay.items"), ShowCaption: true, Columns: []component.Column{{Label: p.T("pay.item.for")}, {Label: p.T("pay.item.why")}, {Label: p.T("pay.amount"), Numeric: true}}}
	for _, i := range b.Items {
		name := i.Name
		if name == "" {
			name = p.T("pay.item.catalogue")
		}
		a.Items.Rows = append(a.Items.Rows, component.Row{Cells: []templ.Component{component.TextWith(name, p.T("payment.kind."+string(i.Kind))), component.Text(i.Ground), component.Text(p.Money(i.Amount))}})
	}
	for _, e := range b.Exemptions {
		a.Items.Rows = append(a.Items.Rows, component.Row{Cells: []templ.Component{component.TextWith(p.T("pay.item.exempt"), e.Paper), component.Text(e.Ground), component.Text("−" + p.Money(e.Amount))}})
	}
	a.Payments = paymentsOf(p, b, slip)
	return a
}

func paymentsOf(p *message.Printer, b *payment.Bill, slip func(number string) string) component.Sheet {
	sheet := component.Sheet{Caption: p.T("pay.payments"), Columns: []component.Column{{Label: p.T("pay.at")}, {Label: p.T("pay.way")}, {Label: p.T("pay.receipt")}, {Label: p.T("pay.amount"), Numeric: true}}}
	for _, one := range b.Payments {
		var slips []component.Link
		for _, r := range b.Receipts {
			if r.Payment != one.ID {
				continue
			}
			l := component.Link{Label: r.Code(), Href: slip(r.Code()), Icon: "printer"}
			if r.Voided != "" {
				l.Label = p.T("pay.receipt.voided", "Number", r.Code())
			}
			slips = append(slips, l)
		}
		amount := p.Money(one.Amount)
		if one.Undone != "" {
			amount = p.T("pay.undone", "Amount", amount)
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.Text(momentOf(p, one.At)),
			component.TextWith(p.T("payment.way."+string(one.Way)), one.Reference), payview.Links(slips), component.Text(amount)}})
	}
	return sheet
}

func refundsOf(p *message.Printer, refunds []payment.Refund) []component.Happening {
	var list []component.Happening
	for _, r := range refunds {
		h := component.Happening{Title: p.T("pay.refund.asked", "Amount", p.Money(r.Amount)), At: r.AskedAt, Detail: p.T("pay.refund.to", "Bank", r.To.Bank, "Number", r.To.Number), Tone: component.Info}
		list = append([]component.Happening{h}, list...)
		if r.DecidedAt.IsZero() {
			continue
		}
		decided := component.Happening{Title: p.T("pay.refund.refused"), At: r.DecidedAt, Detail: r.Answer, Tone: component.Bad}
		if r.Granted {
			decided.Title, decided.Tone = p.T("pay.refund.granted"), component.OK
		}
		list = append([]component.Happening{decided}, list...)
		if !r.PaidAt.IsZero() {
			list = append([]component.Happening{{Title: p.T("pay.refund.paid"), At: r.PaidAt, Detail: r.Reference, Tone: component.OK}}, list...)
		}
	}
	return list
}

func (w *Web) refundForm(r *http.Request, bill *office.BillView, problems component.Problems) *payview.RefundForm {
	p := w.printer(r)
	s := bill.Sums()
	most := s.Paid - s.Refunded
	if s.Balance < 0 {
		most = -s.Balance
	}
	field := func(name, key string) component.Field {
		return component.Field{Name: name, Label: p.T(key), Value: r.PostForm.Get(name), Error: problems.Of(name), Autocomplete: "off"}
	}
	amount, number := field("amount", "pay.refund.amount"), field("number", "pay.refund.number")
	amount.Width, amount.InputMode, amount.Hint = component.Middle, "numeric", p.T("pay.refund.amount.hint", "Amount", p.Money(most))
	amount.Optional, number.Width = component.OptionalWord(p), component.Middle
	return &payview.RefundForm{Action: w.address("pay.refund", bill.Code), Title: p.T("pay.refund"), Lead: p.T("pay.refund.lead"), Submit: p.T("pay.refund.send"),
		Open: len(problems) > 0 || s.Balance < 0,
		Fields: []templ.Component{component.TextArea(field("reason", "pay.refund.reason")), component.Input(amount),
			component.Input(field("bank", "pay.refund.bank")), component.Input(number), component.Input(field("holder", "pay.refund.holder"))}}
}

// askRefund takes the applicant's request for money back.
func (w *Web) askRefund(rw http.ResponseWriter, r *http.Request) error {
	view, claim, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	amount, err := readMoney("amount", r.PostForm.Get("amount"))
	if err == nil {
		_, err = w.office.AskRefund(r.Context(), claim, amount, r.PostForm.Get("reason"),
			payment.BankAccount{Bank: r.PostForm.Get("bank"), Number: r.PostForm.Get("number"), Holder: r.PostForm.Get("holder")})
	}
	if err == nil {
		return w.redirect(rw, r, with(w.address("pay", view.Code), "xong", "hoan-tra"))
	}
	return w.payProblem(rw, r, view, err)
}

// payProblem shows the page again with what was wrong.
func (w *Web) payProblem(rw http.ResponseWriter, r *http.Request, view *office.View, wrong error) error {
	kind := motcua.KindOf(wrong)
	if kind != motcua.Invalid && kind != motcua.Conflict {
		return wrong
	}
	bill, err := w.office.BillOf(r.Context(), view)
	if err != nil {
		return err
	}
	return w.showPay(rw, r, statusOf(kind), bill, component.ProblemsOf(w.printer(r), wrong))
}

// readMoney reads an amount as people type it; nothing is 0.
func readMoney(field, s string) (int64, error) {
	amount, fault := payment.ReadAmount(s)
	if fault != nil {
		return 0, motcua.InvalidField(field, "payment.amount.text", "Value", fault.Text.Args["Value"])
	}
	if amount < 0 {
		return 0, motcua.InvalidField(field, "payment.amount", "Most", payment.Most)
	}
	return amount, nil
}

// toGateway begins an order; the page then leads to the gateway by a link.
func (w *Web) toGateway(rw http.ResponseWriter, r *http.Request) error {
	view, claim, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	base := w.base(r)
	if base == "" {
		return motcua.Refused(motcua.Conflict, "payment.gateway.none")
	}
	to, err := w.office.ToGateway(r.Context(), claim, w.printer(r).Lang(), base+w.address("gateway.returned"), base+w.address("gateway.called"))
	if err != nil {
		return w.payProblem(rw, r, view, err)
	}
	w.sessions.Put(r.Context(), orderKey(view.Code), to)
	return w.redirect(rw, r, w.address("pay", view.Code))
}

// askGateway asks the gateway again how it stands.
func (w *Web) askGateway(rw http.ResponseWriter, r *http.Request) error {
	view, claim, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	if _, err := w.office.AskGateway(r.Context(), claim); err != nil {
		return w.payProblem(rw, r, view, err)
	}
	return w.redirect(rw, r, with(w.address("pay", view.Code), "xong", "hoi-lai"))
}

// gatewayCalled answers the gateway's own call. It comes from a program, not
// from a page: its signature is what is believed.
func (w *Web) gatewayCalled(rw http.ResponseWriter, r *http.Request) error {
	told, err := w.office.GatewayCalled(r.Context(), r.PostForm)
	if err != nil {
		return err
	}
	if told.Code != "00" && told.Code != "02" {
		w.log.Warn("payment gateway refused", "code", told.Code, "why", told.Message)
	}
	rw.Header().Set("Content-Type", "application/json")
	rw.Header().Set("Cache-Control", "no-store")
	return json.NewEncoder(rw).Encode(told)
}

// gatewayReturned takes a payer back to the page of the dossier.
func (w *Web) gatewayReturned(rw http.ResponseWriter, r *http.Request) error {
	rw.Header().Set("Referrer-Policy", "no-referrer")
	code, err := w.office.GatewayReturned(r.Context(), r.URL.Query())
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("pay", code))
}

// ownSlip is a receipt for its applicant.
func (w *Web) ownSlip(rw http.ResponseWriter, r *http.Request) error {
	view, claim, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	bill, err := w.office.BillOf(r.Context(), view)
	if err != nil {
		return err
	}
	if claim.Account == "" || claim.Account != view.Intake.Account { // the key alone shows no names
		in := &bill.Dossier.Intake
		in.Applicant.Name, in.Applicant.Address = vietnamese.MaskName(in.Applicant.Name), ""
	}
	page := w.page(r, "pay.slip.title", "Number", r.PathValue("number"))
	s, err := w.slipOf(r, bill)
	if err != nil {
		return err
	}
	s.Head = component.Head{Title: page.Title, Lead: w.printer(r).T("pay.slip.print"), Crumbs: w.crumbs(r, component.Link{Label: bill.Code, Href: w.address("tracked", bill.Code)},
		component.Link{Label: w.printer(r).T("pay.title"), Href: w.address("pay", bill.Code)})}
	return w.render(rw, r, http.StatusOK, payview.PrintOwn(page, s))
}

func (w *Web) slipOf(r *http.Request, bill *office.BillView) (payview.Slip, error) {
	p := w.printer(r)
	receipt, ok := bill.Receipt(r.PathValue("number"))
	if !ok {
		return payview.Slip{}, motcua.Refused(motcua.NotFound, "payment.receipt.unknown")
	}
	paid, _ := bill.Payment(receipt.Payment)
	in := bill.Dossier.Intake
	by := receipt.By
	if paid.Way == payment.Gateway || paid.Way == payment.Transfer {
		by = ""
	}
	var reasons []string
	for _, i := range bill.Items {
		name := i.Name
		if name == "" {
			name = p.T("pay.item.catalogue")
		}
		reasons = append(reasons, name)
	}
	s := payview.Slip{Agency: strings.ToUpper(bill.Dossier.Book.Agency(in.Agency).Name), Unit: p.T("page.receipt.desk"), Title: p.T("pay.slip.title"), Number: receipt.Code(),
		Amount: p.Money(receipt.Amount), Words: p.MoneyInWords(receipt.Amount), Place: p.T("pay.slip.place", "Day", p.Day(receipt.At)),
		Payer: p.T("pay.slip.payer"), Collector: p.T("pay.slip.collector"), Name: by}
	if receipt.Voided != "" {
		s.Voided = p.T("pay.slip.why", "Reason", receipt.Voided)
	}
	s.Facts = told([]component.Fact{{Name: p.T("pay.slip.from"), Text: in.Applicant.Name}, {Name: p.T("page.field.applicant.address"), Text: in.Applicant.Address},
		{Name: p.T("track.code"), Text: bill.Code}, {Name: p.T("page.receipt.content"), Text: bill.Dossier.Name}, {Name: p.T("pay.slip.for"), Text: strings.Join(reasons, "; ")},
		{Name: p.T("pay.way"), Text: strings.TrimSuffix(p.T("payment.way."+string(paid.Way))+" · "+paid.Reference, " · ")}, {Name: p.T("pay.at"), Text: momentOf(p, paid.At)}})
	return s, nil
}

// momentOf writes when money came; many banks tell the day alone.
func momentOf(p *message.Printer, t time.Time) string {
	if p.Clock(t) == "00:00" {
		return p.Day(t)
	}
	return p.Instant(t)
}
