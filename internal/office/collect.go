package office

import (
	"context"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/payment"
	"motcua/vietnamese"
)

// staffBill is the shape of what the staff does to the money of a dossier.
func (o *Office) staffBill(ctx context.Context, by identity.Actor, code string, right identity.Action, decide billDecision) (*BillView, error) {
	if err := identity.Can(by, right, identity.Object{}); err != nil {
		return nil, err
	}
	view, err := o.Dossier(ctx, by, code)
	if err != nil {
		return nil, err
	}
	return o.changeBill(ctx, by, view, decide, nil)
}

// Collect takes money at the counter and gives a receipt. A zero amount is all
// that is due. The once is told by the form, so that one that is sent twice
// takes the money once.
func (o *Office) Collect(ctx context.Context, by identity.Actor, code, once string, p payment.Payment) (*BillView, error) {
	return o.staffBill(ctx, by, code, identity.CollectFee, func(b *payment.Bill, act payment.Act, draw func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error) {
		p := p
		p.ID, p.At = "counter:"+once, act.At
		if once == "" {
			p.ID = act.NewID()
		}
		if _, known := b.Payment(p.ID); known {
			return b, nil, nil
		}
		if p.Amount == 0 {
			p.Amount = b.Sums().Balance
		}
		return b.Collect(act, p, draw)
	})
}

// AddCharge asks for a further amount.
func (o *Office) AddCharge(ctx context.Context, by identity.Actor, code string, item payment.Item, reason string) (*BillView, error) {
	return o.staffBill(ctx, by, code, identity.CollectFee, func(b *payment.Bill, act payment.Act, _ func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error) {
		return b.Add(act, item.Kind, item.Name, item.Amount, reason)
	})
}

// Excuse records an exemption; a zero amount is all that is due.
func (o *Office) Excuse(ctx context.Context, by identity.Actor, code string, amount int64, ground, paper string) (*BillView, error) {
	return o.staffBill(ctx, by, code, identity.CollectFee, func(b *payment.Bill, act payment.Act, _ func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error) {
		return b.Excuse(act, amount, ground, paper)
	})
}

// VoidReceipt takes a receipt out of use and issues another.
func (o *Office) VoidReceipt(ctx context.Context, by identity.Actor, code, number, reason string) (*BillView, error) {
	return o.staffBill(ctx, by, code, identity.Reconcile, func(b *payment.Bill, act payment.Act, draw func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error) {
		return b.Void(act, number, reason, draw)
	})
}

// DecideRefund grants or refuses a refund that was asked for.
func (o *Office) DecideRefund(ctx context.Context, by identity.Actor, code string, granted bool, reason string) (*BillView, error) {
	return o.staffBill(ctx, by, code, identity.Reconcile, func(b *payment.Bill, act payment.Act, _ func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error) {
		return b.DecideRefund(act, granted, reason)
	})
}

// PayRefund records that a refund granted was paid out.
func (o *Office) PayRefund(ctx context.Context, by identity.Actor, code, reference string) (*BillView, error) {
	return o.staffBill(ctx, by, code, identity.Reconcile, func(b *payment.Bill, act payment.Act, _ func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error) {
		return b.PayRefund(act, reference)
	})
}

// AskRefund asks money back for the applicant; a zero amount is what was paid
// too much, or else all of it.
func (o *Office) AskRefund(ctx context.Context, c Claim, amount int64, reason string, to payment.BankAccount) (*BillView, error) {
	view, err := o.Own(ctx, c)
	if err != nil {
		return nil, err
	}
	of, err := o.changeBill(ctx, c.By, view, func(b *payment.Bill, act payment.Act, _ func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error) {
		return b.AskRefund(act, amount, reason, to)
	}, nil)
	if err == nil {
		of.hideAccounts()
	}
	return of, err
}

// BillRow is a bill as a list shows it.
type BillRow = store.BillRow

// BillQuery asks for a page of bills.
type BillQuery struct {
	States []payment.State
	Refund bool   // only with a refund that waits
	Text   string // part of a code
	After  string
}

// Bills lists bills for those who collect or reconcile, the one changed last first.
func (o *Office) Bills(ctx context.Context, by identity.Actor, q BillQuery) (Page[BillRow], error) {
	if err := identity.Can(by, identity.ReadFees, identity.Object{}); err != nil {
		return Page[BillRow]{}, err
	}
	after, err := readCursor(q.After)
	if err != nil {
		return Page[BillRow]{}, err
	}
	list, err := o.store.Bills(ctx, store.BillFilter{States: q.States, Refund: q.Refund, Text: payment.Reference(vietnamese.NFC(q.Text)), After: after, Limit: pageSize + 1})
	return paged(list, pageSize, func(r BillRow) store.Cursor { return store.Cursor{Due: r.ChangedAt.UnixMilli(), ID: r.Dossier} }), err
}

// Collected is the money of a stretch of days, both included: what came and
// went by each way, and the receipts that were given.
type Collected struct {
	From, To calendar.Date
	Sums     []store.MoneySum
	Receipts []store.Receipts
	Paid     int64 // that came, less what was taken off again
	Refunded int64
	Net      int64
}

// Collected adds up the facts of a stretch of days, for reports.
func (o *Office) Collected(ctx context.Context, by identity.Actor, from, to calendar.Date) (Collected, error) {
	if err := identity.Can(by, identity.ReadFigures, identity.Object{}); err != nil {
		return Collected{}, err
	}
	return o.collected(ctx, from, to, false)
}

// CloseDay adds up a day by who took the money, for the desk to hand it over.
func (o *Office) CloseDay(ctx context.Context, by identity.Actor, day calendar.Date) (Collected, error) {
	if identity.Can(by, identity.CollectFee, identity.Object{}) != nil {
		if err := identity.Can(by, identity.Reconcile, identity.Object{}); err != nil {
			return Collected{}, err
		}
	}
	return o.collected(ctx, day, day, true)
}

func (o *Office) collected(ctx context.Context, from, to calendar.Date, byPerson bool) (Collected, error) {
	c := Collected{From: from, To: to}
	if to.Before(from) {
		return c, motcua.InvalidField("to", "report.backwards", "From", from, "To", to)
	}
	begin, end := from.At(0), to.AddDays(1).At(0)
	var err error
	if c.Sums, err = o.store.MoneySums(ctx, begin, end, byPerson); err != nil {
		return c, err
	}
	for _, s := range c.Sums {
		if s.Kind == (payment.RefundPaid{}).Kind() {
			c.Refunded -= s.Amount
		} else {
			c.Paid += s.Amount
		}
	}
	c.Net = c.Paid - c.Refunded
	c.Receipts, err = o.store.ReceiptsIn(ctx, begin, end)
	return c, err
}
