package office

import (
	"context"
	"fmt"

	"motcua/dossier"
	"motcua/internal/store"
	"motcua/payment"
)

// tellPayer writes to the applicant what new facts of a bill mean for them.
// Money taken at the counter has its receipt in the payer's hand already.
func (o *Office) tellPayer(ctx context.Context, tx *store.Tx, d *dossier.Dossier, b *payment.Bill, events []payment.Event) error {
	email, phone := d.Intake.Addresses()
	for _, e := range events {
		kind, amount := payerLetter(b, e)
		if kind == "" {
			continue
		}
		l := Letter{ID: fmt.Sprintf("payment/%s/%d", d.ID, e.Seq), Account: d.Intake.Account, Email: email, Phone: phone, About: "dossier/" + d.ID, Lang: d.Intake.Lang, Kind: kind,
			Pairs: []any{"Code", d.Code, "Amount", amount}, Link: "/t/" + d.Code + "/" + d.Key}
		if err := o.post(ctx, tx, l); err != nil {
			return err
		}
	}
	return nil
}

func payerLetter(b *payment.Bill, e payment.Event) (kind string, amount int64) {
	refunded := func(id string) int64 {
		for _, r := range b.Refunds {
			if r.ID == id {
				return r.Amount
			}
		}
		return 0
	}
	switch f := e.Fact.(type) {
	case payment.Received:
		if f.Way == payment.Transfer || f.Way == payment.Gateway {
			return "payment.received", f.Amount
		}
	case payment.RefundDecided:
		if f.Granted {
			return "payment.refund.granted", refunded(f.Refund)
		}
		return "payment.refund.refused", refunded(f.Refund)
	case payment.RefundPaid:
		return "payment.refund.paid", f.Amount
	}
	return "", 0
}
