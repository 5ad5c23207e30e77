package payment

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"motcua"
	"motcua/vietnamese"
)

// Most is the largest single amount, in đồng: a hundred billion. What is
// larger is a slip of the hand.
const Most int64 = 100_000_000_000

const (
	nameLongest   = 200
	reasonLongest = 1000
)

// Open begins a bill with what the catalogue asks for.
func Open(dossier, code string, items []Item, act Act) (*Bill, []Event) {
	b := &Bill{Dossier: dossier, Code: code}
	var facts []Fact
	for _, i := range items {
		facts = append(facts, Charged{i})
	}
	return b.with(act, facts...)
}

// Add asks for a further amount (thẩm định, gửi bưu chính), with its reason.
func (b *Bill) Add(act Act, kind Kind, name string, amount int64, reason string) (*Bill, []Event, error) {
	var wrongKind *motcua.Fault
	if kind != Fee && kind != Charge && kind != Expense {
		wrongKind = motcua.InvalidField("kind", "payment.kind.unknown")
	}
	if err := motcua.Join(wrongKind, text("name", &name, nameLongest), checkAmount("amount", amount), text("reason", &reason, reasonLongest)); err != nil {
		return nil, nil, err
	}
	next, events := b.with(act, Charged{Item{ID: act.NewID(), Kind: kind, Name: name, Amount: amount, Ground: reason}})
	return next, events, nil
}

// Excuse takes an amount off what is due, under its ground and the paper that
// proves it; all that is due when the amount is 0.
func (b *Bill) Excuse(act Act, amount int64, ground, paper string) (*Bill, []Event, error) {
	balance := b.Sums().Balance
	if balance <= 0 {
		return nil, nil, motcua.Refused(motcua.Conflict, "payment.nothingDue")
	}
	if amount == 0 {
		amount = balance
	}
	wrong := checkAmount("amount", amount)
	if wrong == nil && amount > balance {
		wrong = motcua.InvalidField("amount", "payment.amount.beyond", "Balance", balance)
	}
	if err := motcua.Join(wrong, text("ground", &ground, reasonLongest), text("paper", &paper, nameLongest)); err != nil {
		return nil, nil, err
	}
	next, events := b.with(act, Exempted{Exemption{Amount: amount, Ground: ground, Paper: paper}})
	return next, events, nil
}

// Receive records money that came, with a receipt for as much of it as was
// due. A payment of the same id adds nothing. The receipt's number is drawn
// only when one is issued.
func (b *Bill) Receive(act Act, p Payment, draw func() (Receipt, error)) (*Bill, []Event, error) {
	if _, known := b.Payment(p.ID); known {
		return b, nil, nil
	}
	if err := motcua.Join(checkAmount("amount", p.Amount), checkWay(p.Way), short("reference", &p.Reference), short("note", &p.Note)); err != nil {
		return nil, nil, err
	}
	facts := []Fact{Received{p}}
	if covered := min(p.Amount, b.Sums().Balance); covered > 0 {
		r, err := draw()
		if err != nil {
			return nil, nil, err
		}
		r.Year, r.Payment, r.Amount, r.At, r.By = year(act.At), p.ID, covered, act.At, act.By.Name
		facts = append(facts, Issued{r})
	}
	next, events := b.with(act, facts...)
	return next, events, nil
}

// Collect is money taken at the counter: no more than is due.
func (b *Bill) Collect(act Act, p Payment, draw func() (Receipt, error)) (*Bill, []Event, error) {
	balance := b.Sums().Balance
	switch {
	case balance <= 0:
		return nil, nil, motcua.Refused(motcua.Conflict, "payment.nothingDue")
	case p.Amount > balance:
		return nil, nil, motcua.InvalidField("amount", "payment.amount.beyond", "Balance", balance)
	case p.Way == Card && strings.TrimSpace(p.Reference) == "":
		return nil, nil, motcua.InvalidField("reference", "payment.reference.missing")
	case p.Way != Card && p.Way != Cash:
		return nil, nil, motcua.InvalidField("way", "payment.way.counter")
	}
	return b.Receive(act, p, draw)
}

// TakeOff undoes a payment that did not belong here; its receipt is voided.
func (b *Bill) TakeOff(act Act, payment, reason string) (*Bill, []Event, error) {
	p, ok := b.Payment(payment)
	if !ok || p.Undone != "" {
		return nil, nil, motcua.Refused(motcua.NotFound, "payment.unknown")
	}
	if f := text("reason", &reason, reasonLongest); f != nil {
		return nil, nil, f
	}
	if r := b.OpenRefund(); r != nil || b.Sums().Refunded > 0 {
		return nil, nil, motcua.Refused(motcua.Conflict, "payment.refund.open")
	}
	facts := []Fact{TakenOff{Payment: payment, Reason: reason}}
	for _, r := range b.Receipts {
		if r.Payment == payment && r.Voided == "" {
			facts = append(facts, Voided{Receipt: r.Code(), Reason: reason})
		}
	}
	next, events := b.with(act, facts...)
	return next, events, nil
}

// Void takes a receipt out of use and issues another for the same payment: the
// money stays, the old number is kept and never used again.
func (b *Bill) Void(act Act, number, reason string, draw func() (Receipt, error)) (*Bill, []Event, error) {
	old, ok := b.Receipt(number)
	switch {
	case !ok:
		return nil, nil, motcua.Refused(motcua.NotFound, "payment.receipt.unknown")
	case old.Voided != "":
		return nil, nil, motcua.Refused(motcua.Conflict, "payment.receipt.voided", "Number", number)
	}
	if f := text("reason", &reason, reasonLongest); f != nil {
		return nil, nil, f
	}
	r, err := draw()
	if err != nil {
		return nil, nil, err
	}
	r.Year, r.Payment, r.Amount, r.At, r.By = year(act.At), old.Payment, old.Amount, act.At, act.By.Name
	next, events := b.with(act, Voided{Receipt: number, Reason: reason}, Issued{r})
	return next, events, nil
}

// AskRefund asks money back: what was paid too much when the amount is 0, or
// all that was kept when nothing was.
func (b *Bill) AskRefund(act Act, amount int64, reason string, to BankAccount) (*Bill, []Event, error) {
	s := b.Sums()
	kept := s.Paid - s.Refunded
	switch {
	case kept <= 0:
		return nil, nil, motcua.Refused(motcua.Conflict, "payment.refund.nothing")
	case b.OpenRefund() != nil:
		return nil, nil, motcua.Refused(motcua.Conflict, "payment.refund.open")
	}
	if amount == 0 {
		amount = kept
		if s.Balance < 0 {
			amount = -s.Balance
		}
	}
	wrong := checkAmount("amount", amount)
	if wrong == nil && amount > kept {
		wrong = motcua.InvalidField("amount", "payment.refund.beyond", "Kept", kept)
	}
	to, wrongTo := readBankAccount(to)
	if err := motcua.Join(append(wrongTo, wrong, text("reason", &reason, reasonLongest))...); err != nil {
		return nil, nil, err
	}
	next, events := b.with(act, RefundAsked{Refund{ID: act.NewID(), Amount: amount, Reason: reason, To: to}})
	return next, events, nil
}

// DecideRefund grants or refuses the refund that was asked for; a refusal has
// its reason.
func (b *Bill) DecideRefund(act Act, granted bool, reason string) (*Bill, []Event, error) {
	r := b.OpenRefund()
	if r == nil || !r.DecidedAt.IsZero() {
		return nil, nil, motcua.Refused(motcua.Conflict, "payment.refund.none")
	}
	if f := text("reason", &reason, reasonLongest); f != nil && !granted {
		return nil, nil, f
	}
	if f := short("reason", &reason); f != nil {
		return nil, nil, f
	}
	next, events := b.with(act, RefundDecided{Refund: r.ID, Granted: granted, Reason: reason})
	return next, events, nil
}

// PayRefund records that the refund granted was paid, by the bank's reference.
func (b *Bill) PayRefund(act Act, reference string) (*Bill, []Event, error) {
	r := b.OpenRefund()
	if r == nil || !r.Granted {
		return nil, nil, motcua.Refused(motcua.Conflict, "payment.refund.none")
	}
	if f := text("reference", &reference, nameLongest); f != nil {
		return nil, nil, f
	}
	next, events := b.with(act, RefundPaid{Refund: r.ID, Amount: r.Amount, Reference: reference})
	return next, events, nil
}

// Code is the number as it is printed: series, year, number.
func (r Receipt) Code() string { return fmt.Sprintf("%s%02d-%07d", r.Series, r.Year%100, r.Number) }

func checkAmount(field string, amount int64) *motcua.Fault {
	if amount <= 0 || amount > Most {
		return motcua.InvalidField(field, "payment.amount", "Most", Most)
	}
	return nil
}

func checkWay(w Way) *motcua.Fault {
	switch w {
	case Cash, Card, Transfer, Gateway:
		return nil
	default:
		return motcua.InvalidField("way", "payment.way.counter")
	}
}

// text cleans what was typed; it must say something.
func text(field string, s *string, longest int) *motcua.Fault {
	if f := clean(field, s, longest); f != nil {
		return f
	}
	if *s == "" {
		return motcua.InvalidField(field, "payment.missing."+field)
	}
	return nil
}

// short cleans what may be left out.
func short(field string, s *string) *motcua.Fault { return clean(field, s, reasonLongest) }

func clean(field string, s *string, longest int) *motcua.Fault {
	kept, err := vietnamese.Clean(field, *s)
	if f, ok := err.(*motcua.Fault); ok {
		return f
	}
	if utf8.RuneCountInString(kept) > longest {
		return motcua.InvalidField(field, "payment.long", "Limit", longest)
	}
	*s = kept
	return nil
}

// kindOf reads the note of the catalogue: what speaks of lệ phí is a charge,
// also where it speaks of phí beside it; phí alone is a fee.
func kindOf(note string) Kind {
	folded := vietnamese.Fold(note)
	if strings.HasPrefix(folded, "phi") || strings.Contains(folded, "phi") && !strings.Contains(folded, "le phi") {
		return Fee
	}
	return Charge
}
