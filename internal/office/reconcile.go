package office

import (
	"context"
	"errors"
	"io"
	"slices"

	"motcua"
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/statement"
	"motcua/internal/store"
	"motcua/payment"
)

// Statement is an imported statement of a bank.
type Statement = store.Statement

// BankLine is a line of a statement with what became of it.
type BankLine = store.BankLine

// WaitingLine is the state of a line that was not set against the bills yet.
const WaitingLine = store.Waiting

// StatementLimit is the most bytes a statement may have.
const StatementLimit = statement.Largest

// Preview is what a statement says before anything is kept.
type Preview struct {
	File     document.File
	Table    [][]string // its first rows
	Layout   payment.Layout
	Sure     bool
	Lines    []Previewed
	Rejected []payment.Rejected
	Known    int // lines that an earlier statement told
	Count    map[payment.Match]int
	Amount   int64
}

// Previewed is a line with what it would be matched with.
type Previewed struct {
	payment.Line
	Known bool
	Match payment.Match
	Code  string
}

// ReadStatement keeps the file of a statement and shows what it says.
func (o *Office) ReadStatement(ctx context.Context, by identity.Actor, name string, body io.Reader) (*Preview, error) {
	if err := identity.Can(by, identity.Reconcile, identity.Object{}); err != nil {
		return nil, err
	}
	f, err := o.KeepFile(ctx, Hand{By: by, Name: name, Body: body})
	if err != nil {
		return nil, err
	}
	return o.PreviewStatement(ctx, by, f.ID, nil)
}

// PreviewStatement shows what a kept file says under a layout; nil finds the
// columns by their names.
func (o *Office) PreviewStatement(ctx context.Context, by identity.Actor, file string, layout *payment.Layout) (*Preview, error) {
	p, err := o.openStatement(ctx, by, file, layout)
	if err != nil || !p.Sure {
		return p, err
	}
	lines := make([]payment.Line, len(p.Lines))
	hashes := make([]string, len(p.Lines))
	for i, l := range p.Lines {
		lines[i], hashes[i] = l.Line, l.Hash
	}
	known, err := o.store.KnownLines(ctx, hashes)
	if err != nil {
		return nil, err
	}
	judged, err := o.judge(ctx, lines)
	if err != nil {
		return nil, err
	}
	p.Count = map[payment.Match]int{}
	for i := range p.Lines {
		l := &p.Lines[i]
		l.Known, l.Match, l.Code = known[l.Hash], judged[i].match, judged[i].Code
		if l.Known {
			p.Known++
			continue
		}
		p.Count[l.Match]++
		p.Amount += l.Amount
	}
	return p, nil
}

func (o *Office) openStatement(ctx context.Context, by identity.Actor, file string, layout *payment.Layout) (*Preview, error) {
	if err := identity.Can(by, identity.Reconcile, identity.Object{}); err != nil {
		return nil, err
	}
	f, err := o.file(ctx, file)
	if err != nil {
		return nil, err
	}
	if f.By != by.Person {
		return nil, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	body, err := o.OpenFile(ctx, f)
	if err != nil {
		return nil, err
	}
	table, err := statement.Read(body)
	if err = errors.Join(err, body.Close()); err != nil {
		return nil, err
	}
	p := &Preview{File: f, Table: table[:min(len(table), 12)], Layout: payment.Detect(table)}
	if layout != nil {
		p.Layout = *layout
	}
	if p.Sure = p.Layout.Sure(); !p.Sure {
		return p, nil
	}
	lines, rejected, err := p.Layout.Read(table)
	for _, l := range lines {
		p.Lines = append(p.Lines, Previewed{Line: l})
	}
	p.Rejected = rejected
	return p, err
}

type judgement struct {
	payment.Candidate
	match payment.Match
}

// judge sets lines against the bills, as they stand now.
func (o *Office) judge(ctx context.Context, lines []payment.Line) ([]judgement, error) {
	finder := payment.NewFinder(string(o.settings.CodePattern))
	refs := make([][]string, len(lines))
	var all []string
	for i, l := range lines {
		refs[i] = finder.Find(l.Content)
		all = append(all, refs[i]...)
	}
	slices.Sort(all)
	bills, err := o.store.BillsReferred(ctx, slices.Compact(all))
	if err != nil {
		return nil, err
	}
	byRef := map[string]payment.Candidate{}
	for _, b := range bills {
		byRef[b.Reference] = candidate(b)
	}
	owing := map[int64][]payment.Candidate{}
	judged := make([]judgement, len(lines))
	for i, l := range lines {
		var named []payment.Candidate
		for _, ref := range refs[i] {
			if c, ok := byRef[ref]; ok {
				named = append(named, c)
			}
		}
		if len(named) == 0 {
			if _, asked := owing[l.Amount]; !asked {
				if owing[l.Amount], err = o.owing(ctx, l.Amount); err != nil {
					return nil, err
				}
			}
		}
		judged[i].match, judged[i].Candidate = payment.Judge(l, named, owing[l.Amount])
	}
	return judged, nil
}

// owingAtMost bounds the bills looked at for a code that is nearly right.
const owingAtMost = 200

func (o *Office) owing(ctx context.Context, amount int64) ([]payment.Candidate, error) {
	rows, err := o.store.BillsOwing(ctx, amount, owingAtMost)
	list := make([]payment.Candidate, 0, len(rows))
	for _, b := range rows {
		list = append(list, candidate(b))
	}
	return list, err
}

func candidate(b store.BillRow) payment.Candidate {
	return payment.Candidate{Dossier: b.Dossier, Code: b.Code, Reference: b.Reference, Balance: b.Sums.Balance}
}

// ImportStatement keeps the lines of a statement that was previewed and sets
// them against the bills; lines told before change nothing. When ctx ends
// before the last line, the rest waits for ContinueStatement.
func (o *Office) ImportStatement(ctx context.Context, by identity.Actor, file string, layout *payment.Layout) (Statement, error) {
	p, err := o.openStatement(ctx, by, file, layout)
	if err != nil {
		return Statement{}, err
	}
	if !p.Sure {
		return Statement{}, motcua.InvalidField("columns", "payment.statement.columns")
	}
	if len(p.Lines) == 0 {
		return Statement{}, motcua.InvalidField("file", "payment.statement.nothing")
	}
	st := Statement{ID: newID(), At: o.Now(), Person: by.Person, Name: p.File.Name, Lines: len(p.Lines)}
	lines := make([]payment.Line, len(p.Lines))
	for i, l := range p.Lines {
		lines[i] = l.Line
	}
	err = o.store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error {
		if err := tx.PutStatement(ctx, st); err != nil {
			return err
		}
		known, err := tx.PutLines(ctx, st.ID, lines)
		if err != nil {
			return err
		}
		return tx.CountKnown(ctx, st.ID, known)
	})
	if err != nil {
		return st, err
	}
	return o.ContinueStatement(ctx, by, st.ID)
}

// settledAtOnce is how many lines are matched in one transaction.
const settledAtOnce = 100

// ContinueStatement sets the lines of a statement that still wait against the
// bills, until none is left or ctx ends.
func (o *Office) ContinueStatement(ctx context.Context, by identity.Actor, id string) (Statement, error) {
	if err := identity.Can(by, identity.Reconcile, identity.Object{}); err != nil {
		return Statement{}, err
	}
	calm := context.WithoutCancel(ctx) // what has begun is finished
	for attempt := 1; ctx.Err() == nil; {
		lines, err := o.store.BankLines(calm, store.LineFilter{Statement: id, State: store.Waiting, Limit: settledAtOnce})
		if err != nil {
			return Statement{}, err
		}
		if len(lines) == 0 {
			break
		}
		switch err := o.settleLines(calm, by, lines); {
		case err == nil:
			attempt = 1
		case motcua.KindOf(err) == motcua.Internal && !errors.Is(err, store.ErrStale) || attempt == attempts:
			return Statement{}, err
		default: // a bill or a line changed meanwhile: look again
			attempt++
		}
	}
	return o.store.Statement(calm, id)
}

// settleLines matches a few lines in one transaction: those that name one bill
// due in that very amount are its payments, the others get a suggestion.
func (o *Office) settleLines(ctx context.Context, by identity.Actor, lines []BankLine) error {
	plain := make([]payment.Line, len(lines))
	for i, l := range lines {
		plain[i] = l.Line
	}
	judged, err := o.judge(ctx, plain)
	if err != nil {
		return err
	}
	bills := map[string]owed{}
	for _, j := range judged {
		if _, done := bills[j.Dossier]; done || j.match != payment.Matched {
			continue
		}
		view, err := o.billed(ctx, j.Code)
		if err != nil {
			return err
		}
		bill, log, err := o.loadBill(ctx, view.Dossier, view.Book)
		if err != nil {
			return err
		}
		bills[j.Dossier] = owed{view.Dossier, bill, log}
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		paid := map[string]bool{}
		for i, l := range lines {
			state, code, id := judged[i].match, judged[i].Code, ""
			if state == payment.Matched && paid[judged[i].Dossier] {
				state = payment.Partial // a second one in the same file: an officer looks
			}
			if state == payment.Matched {
				id, paid[judged[i].Dossier] = newID(), true
				if err := o.payLine(ctx, tx, by, bills[judged[i].Dossier], paymentOf(l, id, "")); err != nil {
					return err
				}
			}
			if err := tx.SettleLine(ctx, l, string(state), code, id); err != nil {
				return err
			}
		}
		return nil
	})
}

func paymentOf(l BankLine, id, note string) payment.Payment {
	return payment.Payment{ID: id, Way: payment.Transfer, Amount: l.Amount, Reference: l.Reference, At: l.At, Note: note}
}

// owed is a bill with the dossier it belongs to, as they were read.
type owed struct {
	dossier *dossier.Dossier
	bill    *payment.Bill
	log     store.BillLog
}

func (o *Office) payLine(ctx context.Context, tx *store.Tx, by identity.Actor, of owed, p payment.Payment) error {
	next, err := o.decideBill(ctx, tx, by, of.bill, func(b *payment.Bill, act payment.Act, draw func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error) {
		if b.Sums().Balance != p.Amount {
			return nil, nil, store.ErrStale
		}
		return b.Receive(act, p, draw)
	})
	if err != nil {
		return err
	}
	return o.saveBill(ctx, tx, of.dossier, of.log, next)
}

// MatchLine sets a line to a dossier by hand, with the reason.
func (o *Office) MatchLine(ctx context.Context, by identity.Actor, hash, code, reason string) (*BillView, error) {
	if err := identity.Can(by, identity.Reconcile, identity.Object{}); err != nil {
		return nil, err
	}
	line, err := o.store.BankLine(ctx, hash)
	if err != nil {
		return nil, err
	}
	if line.Payment != "" {
		return nil, motcua.Refused(motcua.Conflict, "payment.line.taken")
	}
	if reason == "" {
		return nil, motcua.InvalidField("reason", "payment.missing.reason")
	}
	view, err := o.Dossier(ctx, by, code)
	if err != nil {
		return nil, err
	}
	id := newID()
	return o.changeBill(ctx, by, view, func(b *payment.Bill, act payment.Act, draw func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error) {
		return b.Receive(act, paymentOf(line, id, reason), draw)
	}, func(tx *store.Tx, _ *payment.Bill) error {
		return tx.SettleLine(ctx, line, string(payment.Matched), view.Code, id)
	})
}

// UnmatchLine takes a line off the dossier it was set to, with the reason.
func (o *Office) UnmatchLine(ctx context.Context, by identity.Actor, hash, reason string) (*BillView, error) {
	if err := identity.Can(by, identity.Reconcile, identity.Object{}); err != nil {
		return nil, err
	}
	line, err := o.store.BankLine(ctx, hash)
	if err != nil {
		return nil, err
	}
	if line.Payment == "" {
		return nil, motcua.Refused(motcua.Conflict, "payment.line.free")
	}
	view, err := o.Dossier(ctx, by, line.Code)
	if err != nil {
		return nil, err
	}
	return o.changeBill(ctx, by, view, func(b *payment.Bill, act payment.Act, _ func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error) {
		return b.TakeOff(act, line.Payment, reason)
	}, func(tx *store.Tx, _ *payment.Bill) error {
		return tx.SettleLine(ctx, line, string(payment.Unmatched), "", "")
	})
}

// Statements lists the statements imported last, with how many lines of all
// of them are in which state.
func (o *Office) Statements(ctx context.Context, by identity.Actor) ([]Statement, map[string]int, error) {
	if err := identity.Can(by, identity.Reconcile, identity.Object{}); err != nil {
		return nil, nil, err
	}
	list, err := o.store.Statements(ctx, pageSize)
	if err != nil {
		return nil, nil, err
	}
	states, err := o.store.LineStates(ctx, "")
	return list, states, err
}

// StatementLines shows a page of the lines of a statement, those of one state
// or all; of every statement when id is "".
func (o *Office) StatementLines(ctx context.Context, by identity.Actor, id, state string, after int) (Statement, []BankLine, error) {
	var st Statement
	if err := identity.Can(by, identity.Reconcile, identity.Object{}); err != nil {
		return st, nil, err
	}
	var err error
	if id != "" {
		if st, err = o.store.Statement(ctx, id); err != nil {
			return st, nil, err
		}
	}
	lines, err := o.store.BankLines(ctx, store.LineFilter{Statement: id, State: state, AfterSeq: after, Limit: pageAtMost + 1})
	return st, lines, err
}

// BankLine shows one line of a statement.
func (o *Office) BankLine(ctx context.Context, by identity.Actor, hash string) (BankLine, error) {
	if err := identity.Can(by, identity.Reconcile, identity.Object{}); err != nil {
		return BankLine{}, err
	}
	return o.store.BankLine(ctx, hash)
}
