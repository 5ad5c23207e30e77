package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	payview "motcua/internal/web/view/pay"
	"motcua/internal/web/view/work"
	"motcua/payment"

	"github.com/a-h/templ"
	"github.com/google/uuid"
)

// feePile is one view of the list of bills.
type feePile struct {
	name   string
	states []payment.State
	refund bool
}

func feePiles() []feePile {
	return []feePile{
		{name: "", states: []payment.State{payment.Due, payment.Partly}},
		{name: "da-thu", states: []payment.State{payment.Paid, payment.Exempt}},
		{name: "thua", states: []payment.State{payment.Overpaid}},
		{name: "hoan-tra", refund: true},
		{name: "tat-ca"},
	}
}

func pileKey(name string) string { return "fees.pile." + cmp.Or(name, "phai-thu") }

// fees lists what is due and what was paid; a code that is typed or scanned
// whole opens its bill.
func (w *Web) fees(rw http.ResponseWriter, r *http.Request) error {
	p, q := w.printer(r), r.URL.Query()
	text := strings.TrimSpace(q.Get("tim"))
	if code := dossier.ReadCode(text); text != "" {
		if _, err := w.office.Bill(r.Context(), w.actor(r), code); err == nil {
			return w.redirect(rw, r, w.address("fees.bill", code))
		}
	}
	piles := feePiles()
	pile := piles[0]
	page := w.page(r, "web.menu.fees")
	l := work.List{Head: component.Head{Title: page.Title, Lead: p.T("fees.lead")}, TabList: p.T("fees.piles"), Actions: w.feeWays(r),
		Filter: &work.Filter{Filter: component.Filter{Action: w.address("fees")}, Fields: []component.Field{{Name: "tim", Label: p.T("fees.find"), Hint: p.T("fees.find.hint"), Value: text, Autocomplete: "off"}}}}
	for _, one := range piles {
		current := one.name == q.Get("nhom") && text == ""
		if current {
			pile = one
		}
		l.Tabs = append(l.Tabs, component.Tab{Label: p.T(pileKey(one.name)), Href: with(w.address("fees"), "nhom", one.name), Current: current})
	}
	if text != "" {
		pile = feePile{name: "tat-ca"}
		l.Filter.Clear = w.address("fees")
	}
	list, err := w.office.Bills(r.Context(), w.actor(r), office.BillQuery{States: pile.states, Refund: pile.refund, Text: text, After: q.Get("sau")})
	if err != nil {
		return err
	}
	l.Sheet = w.billSheet(p, list.Items)
	l.Empty = component.Nothing{Title: p.T("fees.empty"), Text: p.T("fees.empty.text"), Icon: "credit-card"}
	if list.Next != "" {
		l.Pages.Next = with(w.address("fees"), "nhom", pile.name, "tim", text, "sau", list.Next)
	}
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

func (w *Web) feeWays(r *http.Request) []component.Action {
	p, by := w.printer(r), w.actor(r)
	var ways []component.Action
	for _, to := range []struct{ route, key, icon string }{{"statements", "fees.statements", "upload"}, {"fees.day", "fees.day", "calendar-days"}} {
		if mayOpen(by, w.routes[to.route]) {
			ways = append(ways, component.Action{Label: p.T(to.key), Icon: to.icon, Href: w.address(to.route)})
		}
	}
	return ways
}

func (w *Web) billSheet(p *message.Printer, rows []office.BillRow) component.Sheet {
	sheet := component.Sheet{Caption: p.T("web.menu.fees"), Keys: true, Columns: []component.Column{{Label: p.T("fees.dossier")}, {Label: p.T("fees.applicant")}, {Label: p.T("fees.state")},
		{Label: p.T("pay.sum.charged"), Numeric: true}, {Label: p.T("pay.sum.paid"), Numeric: true}, {Label: p.T("pay.sum.left"), Numeric: true}, {Label: p.T("fees.changed")}}}
	for _, b := range rows {
		labels := []component.Label{billLabel(p, b.State)}
		if b.Refund != "" {
			labels = append(labels, component.Label{Text: p.T("fees.refund." + b.Refund), Tone: component.Pause, Icon: "undo-2"})
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{
			component.LinkWith(component.Link{Label: b.Code, Href: w.address("fees.bill", b.Code)}, b.Procedure), component.Text(b.Applicant), component.Tags(labels),
			component.Text(p.Money(b.Sums.Charged - b.Sums.Exempted)), component.Text(p.Money(b.Sums.Paid - b.Sums.Refunded)), component.Text(p.Money(max(b.Sums.Balance, 0))), component.Text(p.Instant(b.ChangedAt))}})
	}
	return sheet
}

// bill is the staff's page of the money of one dossier.
func (w *Web) bill(rw http.ResponseWriter, r *http.Request) error {
	bill, err := w.office.Bill(r.Context(), w.actor(r), r.PathValue("code"))
	if err != nil {
		return err
	}
	return w.showBill(rw, r, http.StatusOK, bill, "", nil)
}

// showBill draws a bill; opened is the act whose form has problems.
func (w *Web) showBill(rw http.ResponseWriter, r *http.Request, status int, bill *office.BillView, opened string, problems component.Problems) error {
	p, by := w.printer(r), w.actor(r)
	page := w.page(r, "web.menu.fees", "Code", bill.Code)
	page.Faulty = len(problems) > 0
	d := payview.Bill{Account: accountOf(p, bill.Bill, func(number string) string { return w.address("fees.slip", bill.Code, number) }), Problems: problems,
		Head: component.Head{Title: bill.Dossier.Intake.Applicant.Name, Lead: p.T("fees.about", "Code", bill.Code, "Procedure", bill.Dossier.Name),
			Crumbs: []component.Link{{Label: p.T("web.menu.fees"), Href: w.address("fees")}, {Label: bill.Code, Href: w.address("dossier", bill.Code)}}},
		Actions: []component.Action{{Label: p.T("fees.toDossier"), Icon: "folder-open", Href: w.address("dossier", bill.Code)}}}
	ask := billAsk{w: w, p: p, r: r, bill: bill, opened: opened, problems: problems}
	if identity.Can(by, identity.CollectFee, identity.Object{}) == nil {
		if bill.Sums().Balance > 0 {
			d.Collect = ask.collect()
		}
		d.Forms = append(d.Forms, ask.charges()...)
	}
	if identity.Can(by, identity.Reconcile, identity.Object{}) == nil {
		d.Forms = append(ask.refunds(), d.Forms...)
		d.Forms = append(d.Forms, ask.void()...)
	}
	if d.Log = logOf(p, bill.Events); len(d.Log) == 0 {
		d.Log = refundsOf(p, bill.Refunds)
	}
	return w.render(rw, r, status, payview.Open(page, d))
}

func logOf(p *message.Printer, events []payment.Event) []component.Happening {
	var list []component.Happening
	for _, e := range events {
		list = append([]component.Happening{{Title: p.T("payment.fact." + e.Fact.Kind()), At: e.At, By: e.By.Name, Tone: component.Neutral}}, list...)
	}
	return list
}

// billAsk words the forms of a bill.
type billAsk struct {
	w        *Web
	p        *message.Printer
	r        *http.Request
	bill     *office.BillView
	opened   string
	problems component.Problems
}

func (a billAsk) form(act, title string, fields ...templ.Component) payview.Form {
	return payview.Form{Title: a.p.T(title), Action: a.w.address("fees.act", a.bill.Code, act), Fields: fields, Open: a.opened == act,
		Submit: component.Action{Label: a.p.T(title + ".do"), Icon: "check"}}
}

// field is a question of the form of an act; ids are the act's own, since a
// page has several forms.
func (a billAsk) field(act, name, key string) component.Field {
	f := component.Field{Name: act + "." + name, Label: a.p.T(key), Autocomplete: "off"}
	if a.opened == act {
		f.Value, f.Error = a.r.PostForm.Get(f.Name), a.problems.Of(f.Name)
	}
	return f
}

func (a billAsk) collect() *payview.Form {
	way, amount, reference := a.field("thu", "way", "fees.collect.way"), a.field("thu", "amount", "fees.collect.amount"), a.field("thu", "reference", "fees.collect.reference")
	way.Value = cmp.Or(way.Value, string(payment.Cash))
	amount.Value, amount.Suffix, amount.InputMode, amount.Width = cmp.Or(amount.Value, a.p.Int(a.bill.Sums().Balance)), a.p.T("fees.dong"), "numeric", component.Middle
	reference.Optional, reference.Width = a.p.T("fees.collect.reference.when"), component.Middle
	f := a.form("thu", "fees.collect", component.Radios(way, []component.Choice{{Value: string(payment.Cash), Label: a.p.T("payment.way.cash")}, {Value: string(payment.Card), Label: a.p.T("payment.way.card")}}),
		component.Input(amount), component.Input(reference))
	once := uuid.NewString()
	if a.opened == "thu" && a.r.PostForm.Get("once") != "" {
		once = a.r.PostForm.Get("once")
	}
	f.Hidden = [][2]string{{"once", once}}
	f.Submit.Look, f.Submit.Key, f.Submit.Hint = component.Primary, "primary", "Ctrl+↵"
	return &f
}

func (a billAsk) charges() []payview.Form {
	kind, amount := a.field("them", "kind", "fees.add.kind"), a.field("them", "amount", "pay.amount")
	amount.Suffix, amount.InputMode, amount.Width = a.p.T("fees.dong"), "numeric", component.Middle
	var kinds []component.Choice
	for _, k := range payment.Kinds() {
		kinds = append(kinds, component.Choice{Value: string(k), Label: a.p.T("payment.kind." + string(k))})
	}
	forms := []payview.Form{a.form("them", "fees.add", component.Select(kind, kinds), component.Input(a.field("them", "name", "fees.add.name")), component.Input(amount), component.TextArea(a.field("them", "reason", "fees.reason")))}
	if a.bill.Sums().Balance > 0 {
		off := a.field("mien", "amount", "pay.amount")
		off.Suffix, off.InputMode, off.Width, off.Hint = a.p.T("fees.dong"), "numeric", component.Middle, a.p.T("fees.excuse.all")
		off.Optional = component.OptionalWord(a.p)
		forms = append(forms, a.form("mien", "fees.excuse", component.TextArea(a.field("mien", "ground", "fees.excuse.ground")), component.Input(a.field("mien", "paper", "fees.excuse.paper")), component.Input(off)))
	}
	return forms
}

func (a billAsk) refunds() []payview.Form {
	open := a.bill.OpenRefund()
	switch {
	case open == nil:
		return nil
	case open.Granted:
		f := a.form("da-hoan", "fees.payBack", component.Input(a.field("da-hoan", "reference", "fees.payBack.reference")))
		f.Lead, f.Open = a.p.T("fees.payBack.lead", "Amount", a.p.Money(open.Amount), "Bank", open.To.Bank, "Number", open.To.Number, "Holder", open.To.Holder), true
		return []payview.Form{f}
	default:
		f := a.form("duyet-hoan", "fees.refund", component.TextArea(a.field("duyet-hoan", "reason", "fees.refund.reason")))
		f.Lead, f.Open = a.p.T("fees.refund.lead", "Amount", a.p.Money(open.Amount), "Reason", open.Reason), true
		f.Submit.Name, f.Submit.Value = "answer", "yes"
		f.Other = &component.Action{Label: a.p.T("fees.refund.refuse"), Icon: "x", Look: component.Danger, Name: "answer", Value: "no"}
		return []payview.Form{f}
	}
}

func (a billAsk) void() []payview.Form {
	var choices []component.Choice
	for _, r := range a.bill.Receipts {
		if r.Voided == "" {
			choices = append(choices, component.Choice{Value: r.Code(), Label: a.p.T("fees.void.choice", "Number", r.Code(), "Amount", a.p.Money(r.Amount))})
		}
	}
	if len(choices) == 0 {
		return nil
	}
	f := a.form("huy-bien-lai", "fees.void", component.Select(a.field("huy-bien-lai", "number", "pay.receipt"), choices), component.TextArea(a.field("huy-bien-lai", "reason", "fees.reason")))
	f.Lead, f.Submit.Look = a.p.T("fees.void.lead"), component.Danger
	return []payview.Form{f}
}

// actOnBill does what a form of a bill asks for.
func (w *Web) actOnBill(rw http.ResponseWriter, r *http.Request) error {
	code, act := dossier.ReadCode(r.PathValue("code")), r.PathValue("act")
	bill, err := w.doOnBill(r, code, act)
	switch kind := motcua.KindOf(err); {
	case err == nil && act == "thu":
		if n := len(bill.Receipts); n > 0 {
			return w.redirect(rw, r, with(w.address("fees.slip", bill.Code, bill.Receipts[n-1].Code()), "moi", "1"))
		}
		fallthrough
	case err == nil:
		w.flash(r, w.printer(r).T("fees.done"))
		return w.redirect(rw, r, w.address("fees.bill", code))
	case kind != motcua.Invalid && kind != motcua.Conflict:
		return err
	default:
		bill, failed := w.office.Bill(r.Context(), w.actor(r), code)
		if failed != nil {
			return failed
		}
		problems := component.ProblemsOf(w.printer(r), err)
		for i := range problems {
			if problems[i].Field != "" {
				problems[i].Field = act + "." + problems[i].Field
			}
		}
		return w.showBill(rw, r, statusOf(kind), bill, act, problems)
	}
}

func (w *Web) doOnBill(r *http.Request, code, act string) (*office.BillView, error) {
	ctx, by := r.Context(), w.actor(r)
	said := func(name string) string { return r.PostForm.Get(act + "." + name) }
	amount, err := readMoney("amount", said("amount"))
	if err != nil {
		return nil, err
	}
	switch act {
	case "thu":
		return w.office.Collect(ctx, by, code, onceOf(r.PostForm), payment.Payment{Way: payment.Way(said("way")), Amount: amount, Reference: said("reference")})
	case "them":
		return w.office.AddCharge(ctx, by, code, payment.Item{Kind: payment.Kind(said("kind")), Name: said("name"), Amount: amount}, said("reason"))
	case "mien":
		return w.office.Excuse(ctx, by, code, amount, said("ground"), said("paper"))
	case "huy-bien-lai":
		return w.office.VoidReceipt(ctx, by, code, said("number"), said("reason"))
	case "duyet-hoan":
		return w.office.DecideRefund(ctx, by, code, r.PostForm.Get("answer") == "yes", said("reason"))
	case "da-hoan":
		return w.office.PayRefund(ctx, by, code, said("reference"))
	default:
		return nil, refusal{status: http.StatusNotFound, key: "web.unknown"}
	}
}

// onceOf is the id of a form, so that one that is sent twice counts once.
func onceOf(form url.Values) string {
	id, err := uuid.Parse(form.Get("once"))
	if err != nil {
		return ""
	}
	return id.String()
}

// slip is a receipt to print for who paid.
func (w *Web) slip(rw http.ResponseWriter, r *http.Request) error {
	bill, err := w.office.Bill(r.Context(), w.actor(r), r.PathValue("code"))
	if err != nil {
		return err
	}
	p := w.printer(r)
	page := w.page(r, "pay.slip.title", "Number", r.PathValue("number"))
	s, err := w.slipOf(r, bill)
	if err != nil {
		return err
	}
	s.Head = component.Head{Title: page.Title, Lead: p.T("pay.slip.print"), Crumbs: []component.Link{{Label: p.T("web.menu.fees"), Href: w.address("fees")}, {Label: bill.Code, Href: w.address("fees.bill", bill.Code)}}}
	s.More = []component.Action{{Label: p.T("fees.next"), Icon: "arrow-right", Look: component.Primary, Href: w.address("fees"), Key: "primary"}}
	if s.Voided == "" {
		s.More = append(s.More, component.Action{Label: p.T("sheet.list.pdf"), Icon: "printer", Href: w.address("fees.slip.pdf", bill.Code, s.Number)})
	}
	return w.render(rw, r, http.StatusOK, payview.Print(page, s))
}

// closeDay adds up what was taken on a day.
func (w *Web) closeDay(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	page := w.page(r, "fees.day")
	day := calendar.DateOf(w.office.Now())
	field := component.Field{Name: "ngay", Label: p.T("fees.day.date"), Value: cmp.Or(r.URL.Query().Get("ngay"), p.Date(day)), InputMode: "numeric", Width: component.Narrow}
	status := http.StatusOK
	asked, wrong := readDate("ngay", r.URL.Query().Get("ngay"))
	switch {
	case wrong != nil:
		status, field.Error, page.Faulty = http.StatusUnprocessableEntity, component.ProblemsOf(p, wrong).Of("ngay"), true
	case !asked.IsZero():
		day = asked
	}
	c, err := w.office.CloseDay(r.Context(), w.actor(r), day)
	if err != nil {
		return err
	}
	d := payview.Day{Action: w.address("fees.day"), Field: field, Submit: p.T("fees.day.show"), Signs: [2]string{p.T("pay.slip.collector"), p.T("fees.day.accountant")},
		Head:  component.Head{Title: page.Title, Lead: p.T("fees.day.lead", "Day", day), Crumbs: []component.Link{{Label: p.T("web.menu.fees"), Href: w.address("fees")}}},
		Sums:  []component.Fact{{Name: p.T("fees.day.paid"), Value: payview.Strong(p.Money(c.Paid))}, {Name: p.T("pay.sum.refunded"), Text: p.Money(c.Refunded)}, {Name: p.T("fees.day.net"), Value: payview.Strong(p.Money(c.Net))}},
		Empty: component.Nothing{Title: p.T("fees.day.nothing"), Icon: "credit-card"}}
	d.Sheet = component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: p.T("fees.day.kind")}, {Label: p.T("pay.way")}, {Label: p.T("fees.day.person")}, {Label: p.T("fees.day.count"), Numeric: true}, {Label: p.T("pay.amount"), Numeric: true}}}
	names := w.namesOf(r)
	for _, s := range c.Sums {
		d.Sheet.Rows = append(d.Sheet.Rows, component.Row{Cells: []templ.Component{component.Text(p.T("payment.fact." + s.Kind)), component.Text(p.T("payment.way." + string(s.Way))),
			component.Text(names(s.Person)), component.Text(p.Int(int64(s.Count))), component.Text(p.Money(s.Amount))}})
	}
	for _, s := range c.Receipts {
		from, to := payment.Receipt{Series: s.Series, Year: s.Year, Number: s.First}, payment.Receipt{Series: s.Series, Year: s.Year, Number: s.Last}
		d.Notes = append(d.Notes, p.T("fees.day.receipts", "First", from.Code(), "Last", to.Code(), "Issued", s.Count, "Voided", s.Voided))
	}
	return w.render(rw, r, status, payview.Close(page, d))
}
