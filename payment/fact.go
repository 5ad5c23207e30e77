package payment

import (
	"encoding/json"
	"fmt"
	"time"

	"motcua/identity"
)

// Event is a fact with its place in the log, its moment and its author.
type Event struct {
	Seq  int
	At   time.Time
	By   identity.Actor
	Fact Fact
}

// Fact is something that happened to a bill.
type Fact interface{ Kind() string }

// Charged records that an amount is due.
type Charged struct {
	Item
}

// Exempted records that an amount is not asked for.
type Exempted struct {
	Exemption
}

// Received records that money came.
type Received struct {
	Payment
}

// TakenOff records that a payment did not belong to this dossier.
type TakenOff struct {
	Payment string `json:"payment"`
	Reason  string `json:"reason"`
}

// Issued records that a receipt was given for a payment.
type Issued struct {
	Receipt
}

// Voided records that a receipt no longer counts.
type Voided struct {
	Receipt string `json:"receipt"` // printed number
	Reason  string `json:"reason"`
}

// RefundAsked records that money is asked back.
type RefundAsked struct {
	Refund
}

// RefundDecided records whether it will be paid back.
type RefundDecided struct {
	Refund  string `json:"refund"`
	Granted bool   `json:"granted"`
	Reason  string `json:"reason,omitempty"`
}

// RefundPaid records that it was paid back.
type RefundPaid struct {
	Refund    string `json:"refund"`
	Amount    int64  `json:"amount"`
	Reference string `json:"reference"`
}

// The names of the facts.
func (Charged) Kind() string       { return "charged" }
func (Exempted) Kind() string      { return "exempted" }
func (Received) Kind() string      { return "paid" }
func (TakenOff) Kind() string      { return "takenOff" }
func (Issued) Kind() string        { return "receiptIssued" }
func (Voided) Kind() string        { return "receiptVoided" }
func (RefundAsked) Kind() string   { return "refundAsked" }
func (RefundDecided) Kind() string { return "refundDecided" }
func (RefundPaid) Kind() string    { return "refundPaid" }

// FactKinds lists the name of every kind of fact.
func FactKinds() []string {
	var kinds []string
	for _, f := range []Fact{Charged{}, Exempted{}, Received{}, TakenOff{}, Issued{}, Voided{}, RefundAsked{}, RefundDecided{}, RefundPaid{}} {
		kinds = append(kinds, f.Kind())
	}
	return kinds
}

// Encode writes a fact for the log.
func Encode(f Fact) (kind string, data []byte, err error) {
	data, err = json.Marshal(f)
	return f.Kind(), data, err
}

// Decode reads a fact from the log.
func Decode(kind string, data []byte) (Fact, error) {
	switch kind {
	case Charged{}.Kind():
		return decode[Charged](data)
	case Exempted{}.Kind():
		return decode[Exempted](data)
	case Received{}.Kind():
		return decode[Received](data)
	case TakenOff{}.Kind():
		return decode[TakenOff](data)
	case Issued{}.Kind():
		return decode[Issued](data)
	case Voided{}.Kind():
		return decode[Voided](data)
	case RefundAsked{}.Kind():
		return decode[RefundAsked](data)
	case RefundDecided{}.Kind():
		return decode[RefundDecided](data)
	case RefundPaid{}.Kind():
		return decode[RefundPaid](data)
	default:
		return nil, fmt.Errorf("decode fact of a bill: unknown kind %q", kind)
	}
}

func decode[F Fact](data []byte) (Fact, error) {
	var f F
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("decode fact of a bill %s: %w", f.Kind(), err)
	}
	return f, nil
}

// Rebuild adds the facts of a dossier's money up.
func Rebuild(dossier, code string, events []Event) *Bill {
	b := &Bill{Dossier: dossier, Code: code}
	for _, e := range events {
		b.add(e)
	}
	return b
}

// with is the bill after further facts of an act, and those facts.
func (b *Bill) with(act Act, facts ...Fact) (*Bill, []Event) {
	next := Rebuild(b.Dossier, b.Code, b.Events)
	at := act.At
	if n := len(b.Events); n > 0 && at.Before(b.Events[n-1].At) {
		at = b.Events[n-1].At // the clocks of two nodes may differ by a little
	}
	var added []Event
	for _, f := range facts {
		e := Event{Seq: next.Version() + 1, At: at, By: act.By, Fact: f}
		next.add(e)
		added = append(added, e)
	}
	return next, added
}

func (b *Bill) add(e Event) {
	b.Events = append(b.Events, e)
	switch f := e.Fact.(type) {
	case Charged:
		b.Items = append(b.Items, f.Item)
	case Exempted:
		f.Exemption.At, f.Exemption.By = e.At, e.By.Name
		b.Exemptions = append(b.Exemptions, f.Exemption)
	case Received:
		b.Payments = append(b.Payments, f.Payment)
	case TakenOff:
		for i := range b.Payments {
			if b.Payments[i].ID == f.Payment {
				b.Payments[i].Undone = f.Reason
			}
		}
	case Issued:
		b.Receipts = append(b.Receipts, f.Receipt)
	case Voided:
		for i := range b.Receipts {
			if b.Receipts[i].Code() == f.Receipt {
				b.Receipts[i].Voided = f.Reason
			}
		}
	case RefundAsked:
		f.AskedAt = e.At
		b.Refunds = append(b.Refunds, f.Refund)
	case RefundDecided:
		if r := b.refund(f.Refund); r != nil {
			r.DecidedAt, r.Granted, r.Answer = e.At, f.Granted, f.Reason
		}
	case RefundPaid:
		if r := b.refund(f.Refund); r != nil {
			r.PaidAt, r.Reference = e.At, f.Reference
		}
	}
}

func (b *Bill) refund(id string) *Refund {
	for i := range b.Refunds {
		if b.Refunds[i].ID == id {
			return &b.Refunds[i]
		}
	}
	return nil
}
