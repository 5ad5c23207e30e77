package office

import (
	"context"
	"errors"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/gateway"
	"motcua/internal/store"
	"motcua/payment"
)

// Till is how an installation is paid.
type Till struct {
	Account payment.BankAccount // that transfers go to
	Series  string              // of receipts; "BL" when ""
	Gateway *gateway.Gateway    // nil without one
}

// BillView is a bill with what its payer needs.
type BillView struct {
	*payment.Bill
	Dossier *View
	Account payment.BankAccount // that transfers go to
	Content string              // words of the transfer
	QR      string              // payload of the VietQR; "" when nothing can be transferred
	Gateway bool                // may be paid through the gateway
	Order   *GatewayOrder       // the latest one begun; nil without
}

// GatewayOrder is an order begun at the payment gateway.
type GatewayOrder = store.GatewayOrder

// Due is what submitting a procedure by a channel costs today; none when it is
// free of charge.
func (o *Office) Due(ctx context.Context, procedure string, channel catalogue.ChannelKind) ([]payment.Item, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	p, err := b.Procedure(procedure)
	if err != nil {
		return nil, err
	}
	v, err := p.VersionOn(calendar.DateOf(o.Now()))
	if err != nil {
		return nil, err
	}
	return payment.Items(v, channel, newID), nil
}

// Bill shows what is due for a dossier to the staff, and what came of it.
func (o *Office) Bill(ctx context.Context, by identity.Actor, code string) (*BillView, error) {
	if err := identity.Can(by, identity.ReadFees, identity.Object{}); err != nil {
		return nil, err
	}
	view, err := o.Dossier(ctx, by, code)
	if err != nil {
		return nil, err
	}
	of, err := o.billView(ctx, view)
	if err == nil && identity.Can(by, identity.Reconcile, identity.Object{}) != nil {
		of.hideAccounts()
	}
	return of, err
}

// OwnBill shows what is due to the applicant of a dossier.
func (o *Office) OwnBill(ctx context.Context, c Claim) (*BillView, error) {
	view, err := o.Own(ctx, c)
	if err != nil {
		return nil, err
	}
	return o.BillOf(ctx, view)
}

// BillOf is the bill of a dossier that was shown to its applicant.
func (o *Office) BillOf(ctx context.Context, view *View) (*BillView, error) {
	of, err := o.billView(ctx, view)
	if err == nil {
		of.hideAccounts()
	}
	return of, err
}

// hideAccounts masks where refunds go: only who pays them out needs it.
func (v *BillView) hideAccounts() {
	for i := range v.Refunds {
		v.Refunds[i].To = v.Refunds[i].To.Masked()
	}
	v.Events = nil
}

func (o *Office) billView(ctx context.Context, view *View) (*BillView, error) {
	bill, _, err := o.loadBill(ctx, view.Dossier, view.Book)
	if err != nil {
		return nil, err
	}
	of := &BillView{Bill: bill, Dossier: view, Account: o.settings.Till.Account, Content: payment.Content(view.Code)}
	if balance := bill.Sums().Balance; balance > 0 {
		of.Gateway = o.settings.Till.Gateway != nil
		if of.Account.Ready() {
			of.QR, err = payment.VietQR{BIN: of.Account.BIN, Account: of.Account.Number, Amount: balance, Purpose: of.Content}.Payload()
			if err != nil {
				return nil, err
			}
		}
	}
	if o.settings.Till.Gateway != nil {
		order, err := o.store.LastOrder(ctx, view.ID)
		if err == nil {
			of.Order = &order
		} else if motcua.KindOf(err) != motcua.NotFound {
			return nil, err
		}
	}
	return of, nil
}

// loadBill reads the bill of a dossier. One that was never opened begins with
// what the pinned version asks for; its facts are saved with the first change.
func (o *Office) loadBill(ctx context.Context, d *dossier.Dossier, b *Book) (*payment.Bill, store.BillLog, error) {
	log, err := o.store.BillFacts(ctx, d.ID)
	if err != nil {
		return nil, log, err
	}
	if len(log.Events) > 0 {
		return payment.Rebuild(d.ID, d.Code, log.Events), log, nil
	}
	bill, err := b.newBill(d)
	return bill, log, err
}

// newBill is the bill that a dossier begins with: the fee of the version it
// pinned, by the channel it came.
func (b *Book) newBill(d *dossier.Dossier) (*payment.Bill, error) {
	p, err := b.Procedure(d.Intake.Procedure)
	if err != nil {
		return nil, err
	}
	v, _ := p.Version(d.Intake.Version)
	act := payment.Act{At: d.Events[0].At, By: identity.System("bill"), NewID: newID}
	bill, _ := payment.Open(d.ID, d.Code, payment.Items(v, d.Intake.Channel, newID), act)
	return bill, nil
}

// openBill opens the bill of a dossier received just now, when it has a fee.
func (o *Office) openBill(ctx context.Context, tx *store.Tx, b *Book, d *dossier.Dossier) error {
	bill, err := b.newBill(d)
	if err != nil || bill.Version() == 0 {
		return err
	}
	return tx.SaveBill(ctx, billRow(bill, d), store.BillLog{}, bill.Events)
}

// billDecision makes the next state of a bill; draw gives the next number of a
// receipt, which is used up only when the change is saved.
type billDecision func(b *payment.Bill, act payment.Act, draw func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error)

// changeBill is the shape of every use case on the money of one dossier. A
// decision overtaken by another is made again on what the bill has become.
// beside is written in the same transaction.
func (o *Office) changeBill(ctx context.Context, by identity.Actor, view *View, decide billDecision, beside func(*store.Tx, *payment.Bill) error) (*BillView, error) {
	for attempt := 1; ; attempt++ {
		bill, log, err := o.loadBill(ctx, view.Dossier, view.Book)
		if err != nil {
			return nil, err
		}
		err = o.store.Write(ctx, func(tx *store.Tx) error {
			next, err := o.decideBill(ctx, tx, by, bill, decide)
			if err != nil {
				return err
			}
			if err := o.saveBill(ctx, tx, view.Dossier, log, next); err != nil || beside == nil {
				return err
			}
			return beside(tx, next)
		})
		if err == nil {
			return o.billView(ctx, view)
		}
		if !errors.Is(err, store.ErrStale) || attempt == attempts {
			return nil, err
		}
	}
}

func (o *Office) decideBill(ctx context.Context, tx *store.Tx, by identity.Actor, bill *payment.Bill, decide billDecision) (*payment.Bill, error) {
	act := payment.Act{At: o.Now(), By: by, NewID: newID}
	series := o.settings.Till.Series
	draw := func() (payment.Receipt, error) {
		n, err := tx.NextNumber(ctx, "receipt:"+series, strconv.Itoa(calendar.DateOf(act.At).Year))
		return payment.Receipt{Series: series, Number: n}, err
	}
	next, _, err := decide(bill, act, draw)
	return next, err
}

// saveBill stores the facts that are new, with what follows from them: money
// booked, receipts entered in the register, the payer told.
func (o *Office) saveBill(ctx context.Context, tx *store.Tx, d *dossier.Dossier, before store.BillLog, next *payment.Bill) error {
	events := next.Events[len(before.Events):]
	if len(events) == 0 {
		return nil
	}
	if err := tx.SaveBill(ctx, billRow(next, d), before, events); err != nil {
		return err
	}
	for _, e := range events {
		if err := book(ctx, tx, next, e); err != nil {
			return err
		}
	}
	return o.tellPayer(ctx, tx, d, next, events)
}

func book(ctx context.Context, tx *store.Tx, b *payment.Bill, e payment.Event) error {
	m := store.Money{Dossier: b.Dossier, At: e.At, Kind: e.Fact.Kind(), Person: e.By.Person}
	switch f := e.Fact.(type) {
	case payment.Received:
		m.ID, m.Way, m.Amount = f.ID, f.Way, f.Amount
	case payment.TakenOff:
		p, _ := b.Payment(f.Payment)
		m.ID, m.Way, m.Amount = f.Payment+":off", p.Way, -p.Amount
	case payment.RefundPaid:
		m.ID, m.Way, m.Amount = f.Refund, payment.Transfer, -f.Amount
	case payment.Issued:
		return tx.PutReceipt(ctx, b.Dossier, f.Receipt)
	case payment.Voided:
		r, _ := b.Receipt(f.Receipt)
		return tx.VoidReceipt(ctx, r)
	default:
		return nil
	}
	return tx.PutMoney(ctx, m)
}

func billRow(b *payment.Bill, d *dossier.Dossier) store.BillRow {
	row := store.BillRow{Dossier: d.ID, Code: d.Code, Reference: payment.Reference(d.Code), Applicant: d.Intake.Applicant.Name, Procedure: d.Name,
		Sums: b.Sums(), State: b.State(), Version: b.Version()}
	if n := len(b.Events); n > 0 {
		row.ChangedAt = b.Events[n-1].At
	}
	if r := b.OpenRefund(); r != nil {
		row.Refund = "asked"
		if r.Granted {
			row.Refund = "granted"
		}
	}
	return row
}
