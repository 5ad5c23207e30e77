package office

import (
	"context"
	"errors"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/legal"
	"motcua/record"
	"motcua/report"
	"motcua/vietnamese"
)

// LegalView is a legal document as of a day, among the others.
type LegalView struct {
	*legal.Document
	legal.Validity
	Registry   *legal.Registry
	Procedures []LegalUse // that name it as a legal basis
}

// LegalUse is a procedure that rests on a document.
type LegalUse struct{ Code, Name string }

// LegalQuery narrows the register as of a day.
type LegalQuery struct {
	On       calendar.Date // zero is today
	Standing legal.Standing
	Type     string
	Advised  bool
	Text     string
}

func legalKind() recordKind[*legal.Document] {
	return recordKind[*legal.Document]{noun: legal.Noun, codec: legal.Codec(), rebuild: legal.Rebuild, row: (*legal.Document).Row}
}

// registry reads the whole register: the validity of one document follows from
// what others say. It is public knowledge; who may read the desk's list of it is
// asked by the use cases.
func (o *Office) registry(ctx context.Context) (*legal.Registry, error) {
	list, err := legalKind().list(ctx, o, store.RecordFilter{})
	if err != nil {
		return nil, err
	}
	return legal.NewRegistry(list), nil
}

// LegalDocuments lists the register as of a day, the latest first.
func (o *Office) LegalDocuments(ctx context.Context, by identity.Actor, q LegalQuery) ([]LegalView, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return nil, err
	}
	all, err := o.registry(ctx)
	if err != nil {
		return nil, err
	}
	if q.On.IsZero() {
		q.On = calendar.DateOf(o.Now())
	}
	found := map[string]bool{}
	if q.Text != "" {
		list, err := legalKind().list(ctx, o, store.RecordFilter{Text: vietnamese.Fold(q.Text)})
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			found[d.ID] = true
		}
	}
	var list []LegalView
	for _, d := range all.All() {
		v := LegalView{Document: d, Validity: all.On(d, q.On), Registry: all}
		if q.Text != "" && !found[d.ID] || q.Standing != "" && v.Standing != q.Standing || q.Type != "" && d.Type != q.Type || q.Advised && !d.Advised || d.Issued.After(q.On) {
			continue
		}
		list = append(list, v)
	}
	return list, nil
}

// LegalDocument shows a document with its validity on a day; of the zero day
// today.
func (o *Office) LegalDocument(ctx context.Context, by identity.Actor, id string, on calendar.Date) (LegalView, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return LegalView{}, err
	}
	d, _, err := legalKind().read(ctx, o, id)
	if err != nil {
		return LegalView{}, err
	}
	all, err := o.registry(ctx)
	if err != nil {
		return LegalView{}, err
	}
	if on.IsZero() {
		on = calendar.DateOf(o.Now())
	}
	v := LegalView{Document: d, Validity: all.On(d, on), Registry: all}
	b, err := o.Book(ctx)
	if err != nil {
		return v, err
	}
	for _, p := range b.Procedures {
		current, err := p.VersionOn(on)
		if err == nil && slices.ContainsFunc(current.LegalBasis, func(basis string) bool { return legal.Same(legal.NumberIn(basis), d.Number) }) {
			v.Procedures = append(v.Procedures, LegalUse{p.Code, p.NameUnder(current)})
		}
	}
	return v, nil
}

// Systematisation gives the lists of a round of systematisation; of the zero round
// the last one that has ended.
func (o *Office) Systematisation(ctx context.Context, by identity.Actor, round legal.Round) (legal.Round, map[legal.Group][]legal.Systematised, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return round, nil, err
	}
	last := legal.LastRound(calendar.DateOf(o.Now()))
	if round.To.IsZero() {
		round.To = last.To
	}
	if round.From.IsZero() {
		round.From = calendar.Date{Year: round.To.Year - 4, Month: 1, Day: 1}
	}
	if _, err := report.Between(round.From, round.To); err != nil {
		return round, nil, err
	}
	all, err := o.registry(ctx)
	if err != nil {
		return round, nil, err
	}
	return round, all.Systematise(round), nil
}

// LegalFile gives a file of a document to who may read the register.
func (o *Office) LegalFile(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return document.File{}, err
	}
	d, _, err := legalKind().read(ctx, o, id)
	if err != nil {
		return document.File{}, err
	}
	if !slices.Contains(d.Files, file) {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, file)
}

// RegisterLegal takes a document into the register.
func (o *Office) RegisterLegal(ctx context.Context, by identity.Actor, c legal.Content) (*legal.Document, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	act := record.Act{At: o.Now(), By: by}
	facts, err := legal.Register(c, calendar.DateOf(act.At))
	if err != nil {
		return nil, err
	}
	if err := o.acceptPapers(ctx, c.Files); err != nil {
		return nil, err
	}
	var d *legal.Document
	err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
		d, err = legalKind().create(ctx, tx, act, facts...)
		return err
	})
	return d, sameLegal(err, c)
}

func sameLegal(err error, c legal.Content) error {
	if errors.Is(err, store.ErrSame) {
		return motcua.InvalidField("number", "legal.same", "Number", c.Number)
	}
	return err
}

// EditLegal says anew what a document says of itself.
func (o *Office) EditLegal(ctx context.Context, by identity.Actor, t RecordTarget, c legal.Content) (*legal.Document, error) {
	if err := o.acceptPapers(ctx, c.Files); err != nil {
		return nil, err
	}
	d, err := o.onLegal(ctx, by, t, func(d *legal.Document, today calendar.Date) ([]record.Fact, error) { return d.Edit(c, today) })
	return d, sameLegal(err, c)
}

// RelateLegal notes what a document does to another.
func (o *Office) RelateLegal(ctx context.Context, by identity.Actor, t RecordTarget, r legal.Relation) (*legal.Document, error) {
	return o.onLegal(ctx, by, t, func(d *legal.Document, _ calendar.Date) ([]record.Fact, error) { return d.Relate(r) })
}

// ReviewLegal notes what a review of a period found of a document.
func (o *Office) ReviewLegal(ctx context.Context, by identity.Actor, t RecordTarget, r legal.Reviewed) (*legal.Document, error) {
	return o.onLegal(ctx, by, t, func(d *legal.Document, today calendar.Date) ([]record.Fact, error) { return d.Review(r, today) })
}

// RemoveLegal takes a document that was entered by mistake out of the register.
func (o *Office) RemoveLegal(ctx context.Context, by identity.Actor, t RecordTarget, reason string) (*legal.Document, error) {
	return o.onLegal(ctx, by, t, func(d *legal.Document, _ calendar.Date) ([]record.Fact, error) { return d.Remove(reason) })
}

func (o *Office) onLegal(ctx context.Context, by identity.Actor, t RecordTarget, decide func(d *legal.Document, today calendar.Date) ([]record.Fact, error)) (*legal.Document, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	return legalKind().change(ctx, o, by, t, func(d *legal.Document, act record.Act) ([]record.Fact, error) {
		return decide(d, calendar.DateOf(act.At))
	})
}
