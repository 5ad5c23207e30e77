package office

import (
	"context"
	"errors"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
	"motcua/vietnamese"
)

// Filings are the records of one content that the office keeps: events, items
// of finance, items of staff. Office, leadership and heads of units read them.
type Filings[C record.Content[C]] struct {
	*Office
	kind recordKind[*record.Filing[C]]
}

// FilingsOf are the records of one content.
func FilingsOf[C record.Content[C]](o *Office) Filings[C] {
	var zero C
	return Filings[C]{Office: o, kind: recordKind[*record.Filing[C]]{noun: zero.Noun(), codec: record.FilingCodec[C](), rebuild: record.RebuildFiling[C], row: (*record.Filing[C]).Row}}
}

// FilingQuery is what a list of filings is narrowed to; zero fields do not
// narrow.
type FilingQuery struct {
	State    string // a kind of the content, or "cancelled"
	From, To calendar.Date
	Text     string
	After    string
}

// FilingPage is one page of a list.
type FilingPage[C record.Content[C]] struct {
	Items []*record.Filing[C]
	Next  string // the id to go on after; "" at the end
}

// filingsAtOnce is how many filings a page has.
const filingsAtOnce = 50

// List finds filings, the latest day first.
func (f Filings[C]) List(ctx context.Context, by identity.Actor, q FilingQuery) (FilingPage[C], error) {
	var page FilingPage[C]
	if err := identity.Can(by, identity.ReadReform, f.reform()); err != nil {
		return page, err
	}
	if !q.From.IsZero() && !q.To.IsZero() && q.To.Before(q.From) {
		return page, motcua.InvalidField("to", "report.backwards", "From", q.From, "To", q.To)
	}
	list, err := f.kind.list(ctx, f.Office, store.RecordFilter{State: q.State, From: q.From, To: q.To, Text: vietnamese.Fold(strings.ToValidUTF8(q.Text, "")), After: q.After, Limit: filingsAtOnce + 1})
	if len(list) > filingsAtOnce {
		list = list[:filingsAtOnce]
		page.Next = list[filingsAtOnce-1].ID
	}
	page.Items = list
	return page, err
}

// Read shows a filing.
func (f Filings[C]) Read(ctx context.Context, by identity.Actor, id string) (*record.Filing[C], error) {
	if err := identity.Can(by, identity.ReadReform, f.reform()); err != nil {
		return nil, err
	}
	t, _, err := f.kind.read(ctx, f.Office, id)
	return t, err
}

// File keeps a new one.
func (f Filings[C]) File(ctx context.Context, by identity.Actor, content C) (t *record.Filing[C], err error) {
	if err := identity.Can(by, identity.KeepReform, f.reform()); err != nil {
		return nil, err
	}
	if content, err = f.clean(ctx, content); err != nil {
		return nil, err
	}
	err = f.store.Write(ctx, func(tx *store.Tx) error {
		t, err = f.kind.create(ctx, tx, record.Act{At: f.Now(), By: by}, record.Filed[C]{Content: content})
		return err
	})
	return t, same(err)
}

// Correct puts other content in the place of what was filed.
func (f Filings[C]) Correct(ctx context.Context, by identity.Actor, target RecordTarget, content C, reason string) (*record.Filing[C], error) {
	if err := identity.Can(by, identity.KeepReform, f.reform()); err != nil {
		return nil, err
	}
	_, wrong := f.clean(ctx, content)
	if wrong != nil && motcua.KindOf(wrong) != motcua.Invalid {
		return nil, wrong
	}
	t, err := f.kind.change(ctx, f.Office, by, target, func(t *record.Filing[C], _ record.Act) ([]record.Fact, error) {
		fact, err := t.Correct(content, reason)
		if err == nil {
			err = wrong
		}
		return []record.Fact{fact}, err
	})
	return t, same(err)
}

// Cancel takes a filing back.
func (f Filings[C]) Cancel(ctx context.Context, by identity.Actor, target RecordTarget, reason string) (*record.Filing[C], error) {
	if err := identity.Can(by, identity.KeepReform, f.reform()); err != nil {
		return nil, err
	}
	return f.kind.change(ctx, f.Office, by, target, func(t *record.Filing[C], _ record.Act) ([]record.Fact, error) {
		fact, err := t.Cancel(reason)
		return []record.Fact{fact}, err
	})
}

// clean tidies a content and refuses a unit that the department has not.
func (f Filings[C]) clean(ctx context.Context, content C) (C, error) {
	content, err := content.Clean()
	if err != nil {
		return content, err
	}
	b, err := f.Book(ctx)
	if err != nil {
		return content, err
	}
	if unit := content.Row().Unit; unit != "" {
		if _, ok := b.Agency(f.settings.LeadAgency).Unit(unit); !ok {
			return content, motcua.InvalidField("unit", "record.unit", "Unit", unit)
		}
	}
	return content, nil
}

// same words that there is one already.
func same(err error) error {
	if errors.Is(err, store.ErrSame) {
		return motcua.InvalidField("", "record.same")
	}
	return err
}

// standing are all filings that are not cancelled and whose day is in a period;
// zero days do not narrow.
func (f Filings[C]) standing(ctx context.Context, by identity.Actor, from, to calendar.Date) ([]*record.Filing[C], error) {
	if err := identity.Can(by, identity.ReadReform, f.reform()); err != nil {
		return nil, err
	}
	list, err := f.kind.list(ctx, f.Office, store.RecordFilter{From: from, To: to})
	var left []*record.Filing[C]
	for _, t := range list {
		if t.Cancelled == "" {
			left = append(left, t)
		}
	}
	return left, err
}
