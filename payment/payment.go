// Package payment is the room of fees and charges (phí, lệ phí): what is due
// for a dossier and why, what was paid and by which way, the receipts (biên
// lai), exemptions and refunds, the QR and the words of a bank transfer, and
// the lines of a bank's statement set against what is due.
//
// A [Bill] belongs to one dossier and is the list of the facts recorded about
// its money; everything else follows from them. Money is int64 đồng; there is
// no smaller coin. Phí pays for a service, lệ phí for an act of state (Luật Phí
// và lệ phí 2015, article 3); exemption and reduction follow article 10.
package payment

import (
	"slices"
	"time"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/identity"
)

// Kind says what an amount is asked for.
type Kind string

// The kinds of charge.
const (
	Fee     Kind = "fee"     // phí: for a service
	Charge  Kind = "charge"  // lệ phí: for an act of state
	Expense Kind = "expense" // what is paid on to others, such as postage
)

// Kinds lists the kinds of charge.
func Kinds() []Kind { return []Kind{Charge, Fee, Expense} }

// Item is one amount that is due (khoản thu), with its ground.
type Item struct {
	ID     string `json:"id"`
	Kind   Kind   `json:"kind"`
	Name   string `json:"name"`
	Amount int64  `json:"amount"`           // đồng
	Ground string `json:"ground,omitempty"` // note of the catalogue, or the officer's reason
}

// Way is how money came.
type Way string

// The ways of paying.
const (
	Cash     Way = "cash"     // at the counter
	Card     Way = "card"     // at the counter, by card or a bank's terminal
	Transfer Way = "transfer" // into the bank account
	Gateway  Way = "gateway"  // through the payment gateway
)

// Ways lists the ways of paying.
func Ways() []Way { return []Way{Cash, Transfer, Gateway, Card} }

// Payment is money that came.
type Payment struct {
	ID        string    `json:"id"` // the same payment told twice has one id
	Way       Way       `json:"way"`
	Amount    int64     `json:"amount"`
	Reference string    `json:"reference,omitempty"` // of the bank, the gateway or the terminal
	At        time.Time `json:"at"`                  // when the money came
	Note      string    `json:"note,omitempty"`      // why a line of a statement was set to this dossier by hand
	Undone    string    `json:"-"`                   // why it was taken off again
}

// Receipt is a biên lai: its number is never used again, voided or not.
type Receipt struct {
	Series  string    `json:"series"`
	Year    int       `json:"year"`
	Number  int       `json:"number"` // from 1 within series and year
	Payment string    `json:"payment"`
	Amount  int64     `json:"amount"`
	At      time.Time `json:"at"`
	By      string    `json:"by"` // name of who issued it
	Voided  string    `json:"-"`  // reason; "" while it counts
}

// Exemption takes an amount off what is due (miễn, giảm).
type Exemption struct {
	Amount int64     `json:"amount"`
	Ground string    `json:"ground"`          // article, or the kind of applicant
	Paper  string    `json:"paper,omitempty"` // that proves it
	At     time.Time `json:"-"`
	By     string    `json:"-"`
}

// Refund is money asked back, and what came of that (hoàn trả).
type Refund struct {
	ID        string      `json:"id"`
	Amount    int64       `json:"amount"`
	Reason    string      `json:"reason"`
	To        BankAccount `json:"to"`
	AskedAt   time.Time   `json:"-"`
	DecidedAt time.Time   `json:"-"`
	Granted   bool        `json:"-"`
	Answer    string      `json:"-"`
	PaidAt    time.Time   `json:"-"`
	Reference string      `json:"-"`
}

// Open tells whether the refund still waits for somebody.
func (r Refund) Open() bool { return r.DecidedAt.IsZero() || r.Granted && r.PaidAt.IsZero() }

// Bill is what is due for a dossier and what came of it.
type Bill struct {
	Dossier string // id
	Code    string // of the dossier

	Items      []Item
	Exemptions []Exemption
	Payments   []Payment
	Receipts   []Receipt
	Refunds    []Refund

	Events []Event // every fact, oldest first
}

// Version counts the facts; a change made on an older count is refused.
func (b *Bill) Version() int { return len(b.Events) }

// Sums are the amounts of a bill, in đồng.
type Sums struct {
	Charged  int64
	Exempted int64 // what was exempted, and what was paid back of fees that had been due
	Paid     int64 // without payments taken off again
	Refunded int64
	Balance  int64 // still to be paid; negative when too much was paid
}

// Sums adds the bill up.
func (b *Bill) Sums() Sums {
	var s Sums
	for _, i := range b.Items {
		s.Charged += i.Amount
	}
	for _, e := range b.Exemptions {
		s.Exempted += e.Amount
	}
	for _, p := range b.Payments {
		if p.Undone == "" {
			s.Paid += p.Amount
		}
	}
	for _, r := range b.Refunds {
		if !r.PaidAt.IsZero() {
			s.Refunded += r.Amount
		}
	}
	// A refund beyond what was paid too much gives back a fee that is then no
	// longer due.
	net := max(s.Charged-s.Exempted, 0)
	kept := s.Paid - s.Refunded
	if s.Refunded > 0 && kept < net {
		s.Exempted += net - max(kept, 0)
		net = max(kept, 0)
	}
	s.Balance = net - kept
	return s
}

// State is how a bill stands.
type State string

// The states of a bill.
const (
	Nothing  State = "nothing" // free of charge
	Due      State = "due"
	Partly   State = "partly"
	Paid     State = "paid"
	Overpaid State = "overpaid"
	Exempt   State = "exempt"
	Refunded State = "refunded"
)

// States lists the states of a bill.
func States() []State { return []State{Nothing, Due, Partly, Paid, Overpaid, Exempt, Refunded} }

// State is how the bill stands.
func (b *Bill) State() State {
	s := b.Sums()
	kept := s.Paid - s.Refunded
	switch {
	case s.Balance < 0:
		return Overpaid
	case s.Refunded > 0 && kept == 0:
		return Refunded
	case s.Balance > 0 && kept > 0:
		return Partly
	case s.Balance > 0:
		return Due
	case kept > 0:
		return Paid
	case s.Charged > 0:
		return Exempt
	default:
		return Nothing
	}
}

// Payment finds a payment by its id.
func (b *Bill) Payment(id string) (Payment, bool) {
	i := slices.IndexFunc(b.Payments, func(p Payment) bool { return p.ID == id })
	if i < 0 {
		return Payment{}, false
	}
	return b.Payments[i], true
}

// Receipt finds a receipt by its printed number.
func (b *Bill) Receipt(number string) (Receipt, bool) {
	i := slices.IndexFunc(b.Receipts, func(r Receipt) bool { return r.Code() == number })
	if i < 0 {
		return Receipt{}, false
	}
	return b.Receipts[i], true
}

// OpenRefund is the refund that waits for somebody; nil without one.
func (b *Bill) OpenRefund() *Refund {
	for i := range b.Refunds {
		if b.Refunds[i].Open() {
			return &b.Refunds[i]
		}
	}
	return nil
}

// Items are the amounts that a version of a procedure asks for by a channel;
// none when it is free of charge. The catalogue keeps one amount for each
// channel and a note; what the note calls phí alone is a fee, all else a charge.
func Items(v catalogue.Version, channel catalogue.ChannelKind, id func() string) []Item {
	c, ok := v.Channel(channel)
	if !ok || c.Fee <= 0 {
		return nil
	}
	return []Item{{ID: id(), Kind: kindOf(c.FeeNote), Amount: c.Fee, Ground: c.FeeNote}}
}

// Act is the moment and the author of a decision, and a source of new ids.
type Act struct {
	At    time.Time
	By    identity.Actor
	NewID func() string
}

// year is the year in which the moment falls at the office.
func year(t time.Time) int { return calendar.DateOf(t).Year }
