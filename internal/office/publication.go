package office

import (
	"context"
	"errors"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/control"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
	"motcua/vietnamese"
)

// Publication is a decision of publication with its days, as of one moment.
type Publication struct {
	*control.Decision
	Watches []control.Watch
}

// OnTime tells whether the decision was signed and sent to the national base in
// time.
func (p Publication) OnTime() bool { return control.OnTime(p.Watches) }

// PublicationQuery narrows a list of decisions.
type PublicationQuery struct {
	From, To calendar.Date // of the day they were signed
	State    control.State
	Text     string
	After    string
}

const publicationsPerPage = 50

func publicationKind() recordKind[*control.Decision] {
	return recordKind[*control.Decision]{noun: control.Noun, codec: control.Codec(), rebuild: control.Rebuild, row: (*control.Decision).Row}
}

// Publications lists decisions of publication, the latest first.
func (o *Office) Publications(ctx context.Context, by identity.Actor, q PublicationQuery) (Page[Publication], error) {
	page := Page[Publication]{}
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return page, err
	}
	list, err := publicationKind().list(ctx, o, store.RecordFilter{From: q.From, To: q.To, State: string(q.State), Text: vietnamese.Fold(q.Text), After: q.After, Limit: publicationsPerPage + 1})
	if err != nil {
		return page, err
	}
	if len(list) > publicationsPerPage {
		list = list[:publicationsPerPage]
		page.Next = list[len(list)-1].ID
	}
	page.Items, err = o.watched(ctx, list)
	return page, err
}

func (o *Office) watched(ctx context.Context, list []*control.Decision) ([]Publication, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	cal, err := b.Calendars.Of(o.settings.LeadAgency)
	if err != nil {
		return nil, err
	}
	now := o.Now()
	watched := make([]Publication, len(list))
	for i, d := range list {
		watched[i].Decision = d
		if watched[i].Watches, err = d.Watches(cal, now); err != nil {
			return nil, err
		}
	}
	return watched, nil
}

// Publication shows a decision of publication.
func (o *Office) Publication(ctx context.Context, by identity.Actor, id string) (Publication, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return Publication{}, err
	}
	d, _, err := publicationKind().read(ctx, o, id)
	if err != nil {
		return Publication{}, err
	}
	list, err := o.watched(ctx, []*control.Decision{d})
	if err != nil {
		return Publication{}, err
	}
	return list[0], nil
}

// EnterPublication takes a decision of publication into the list, as a draft
// that changes nothing yet.
func (o *Office) EnterPublication(ctx context.Context, by identity.Actor, c control.Content) (*control.Decision, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	act := record.Act{At: o.Now(), By: by}
	facts, err := control.Enter(c, calendar.DateOf(act.At))
	if err != nil {
		return nil, err
	}
	if err := o.acceptPapers(ctx, c.Files); err != nil {
		return nil, err
	}
	var d *control.Decision
	err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
		d, err = publicationKind().create(ctx, tx, act, facts...)
		return err
	})
	return d, samePublication(err, c)
}

// samePublication words that a decision is in the list already.
func samePublication(err error, c control.Content) error {
	if errors.Is(err, store.ErrSame) {
		return motcua.InvalidField("number", "control.same", "Number", c.Number, "Date", c.Signed)
	}
	return err
}

// EditPublication changes what a draft says of itself.
func (o *Office) EditPublication(ctx context.Context, by identity.Actor, t RecordTarget, c control.Content) (*control.Decision, error) {
	if err := o.acceptPapers(ctx, c.Files); err != nil {
		return nil, err
	}
	d, err := o.onPublication(ctx, by, t, func(d *control.Decision, today calendar.Date) ([]record.Fact, error) { return d.Edit(c, today) })
	return d, samePublication(err, c)
}

// AddToPublication adds a procedure to a draft.
func (o *Office) AddToPublication(ctx context.Context, by identity.Actor, t RecordTarget, lines ...control.Line) (*control.Decision, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	return o.onPublication(ctx, by, t, func(d *control.Decision, _ calendar.Date) ([]record.Fact, error) {
		facts, err := d.Add("", lines...)
		if err != nil {
			return nil, err
		}
		for _, l := range lines { // said where it is typed; what else is wrong shows on the page of the difference
			if _, known := b.KnownProcedure(l.Code); !known && l.Kind != catalogue.New && l.Kind != catalogue.Replaced {
				return nil, motcua.InvalidField("code", "control.code.unknown", "Code", l.Code)
			}
		}
		return facts, nil
	})
}

// AddFileToPublication adds the procedures of a file, in the form in which the
// catalogue is imported. One that cannot be read refuses the file.
func (o *Office) AddFileToPublication(ctx context.Context, by identity.Actor, t RecordTarget, name string, data []byte) (*control.Decision, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	reading, err := catalogue.ReadProcedures(data)
	if err != nil {
		return nil, err
	}
	if len(reading.Rejected) > 0 {
		row := reading.Rejected[0]
		return nil, motcua.InvalidField("file", "control.file.rejected", "Ref", row.Ref, "Reason", row.Reason, "Count", len(reading.Rejected))
	}
	if len(reading.Items) == 0 {
		return nil, motcua.InvalidField("file", "control.file.none")
	}
	lines, err := control.LinesFrom(reading.Items, b.KnownProcedure)
	if err != nil {
		return nil, err
	}
	return o.onPublication(ctx, by, t, func(d *control.Decision, _ calendar.Date) ([]record.Fact, error) {
		facts, err := d.Add(name, lines...)
		return facts, onField("file", err)
	})
}

// RemoveFromPublication takes a procedure out of a draft.
func (o *Office) RemoveFromPublication(ctx context.Context, by identity.Actor, t RecordTarget, code string) (*control.Decision, error) {
	return o.onPublication(ctx, by, t, func(d *control.Decision, _ calendar.Date) ([]record.Fact, error) { return d.Remove(code) })
}

// SendPublication notes when the procedures went to the national base.
func (o *Office) SendPublication(ctx context.Context, by identity.Actor, t RecordTarget, on calendar.Date) (*control.Decision, error) {
	return o.onPublication(ctx, by, t, func(d *control.Decision, today calendar.Date) ([]record.Fact, error) { return d.Send(on, today) })
}

// PostPublication notes the evidence that a channel shows a decision.
func (o *Office) PostPublication(ctx context.Context, by identity.Actor, t RecordTarget, p control.Posted) (*control.Decision, error) {
	if err := o.acceptPapers(ctx, p.Files); err != nil {
		return nil, err
	}
	return o.onPublication(ctx, by, t, func(d *control.Decision, today calendar.Date) ([]record.Fact, error) { return d.Post(p, today) })
}

// DropPublication takes a draft that was entered by mistake out of the list.
func (o *Office) DropPublication(ctx context.Context, by identity.Actor, t RecordTarget, reason string) (*control.Decision, error) {
	return o.onPublication(ctx, by, t, func(d *control.Decision, _ calendar.Date) ([]record.Fact, error) { return d.Drop(reason) })
}

func (o *Office) onPublication(ctx context.Context, by identity.Actor, t RecordTarget, decide func(d *control.Decision, today calendar.Date) ([]record.Fact, error)) (*control.Decision, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	return publicationKind().change(ctx, o, by, t, func(d *control.Decision, act record.Act) ([]record.Fact, error) {
		return decide(d, calendar.DateOf(act.At))
	})
}

// PublicationEffects says what a draft would change in the catalogue, or which
// of its lines cannot be carried out and why.
func (o *Office) PublicationEffects(ctx context.Context, by identity.Actor, id string) (Publication, []control.Effect, error) {
	p, err := o.Publication(ctx, by, id)
	if err != nil {
		return p, nil, err
	}
	if _, err := p.Apply(nil); err != nil {
		return p, nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return p, nil, err
	}
	_, effects, err := o.effectsOn(b, p.Decision)
	return p, effects, err
}

// effectsOn merges a decision into the catalogue, whole or not at all.
func (o *Office) effectsOn(b *Book, d *control.Decision) ([]catalogue.Procedure, []control.Effect, error) {
	incoming, err := d.Incoming(b.KnownProcedure)
	if err != nil {
		return nil, nil, err
	}
	reading := b.withAgency(catalogue.Reading[catalogue.Procedure]{Items: incoming}, o.settings.LeadAgency)
	merged := catalogue.MergeAll(b.Procedures, reading)
	var faults []*motcua.Fault
	for _, row := range merged.Rejected {
		faults = append(faults, motcua.InvalidField("lines", "control.line.rejected", "Code", row.Ref, "Reason", row.Reason))
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, nil, err
	}
	return merged.Items, d.Effects(b.KnownProcedure, merged.Items), nil
}

// ApplyPublication makes the catalogue as the decision says, all of it in one
// transaction or nothing.
func (o *Office) ApplyPublication(ctx context.Context, by identity.Actor, t RecordTarget) (*control.Decision, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return nil, err
	}
	o.forget()
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	kind := publicationKind()
	d, last, err := kind.read(ctx, o, t.ID)
	if err != nil {
		return nil, err
	}
	stale := motcua.Refused(motcua.Conflict, "record.stale", "Version", int64(d.Version()))
	if t.Expected > 0 && t.Expected != d.Version() {
		return nil, stale
	}
	if _, err := d.Apply(nil); err != nil { // what is applied already is not judged again
		return nil, err
	}
	procedures, effects, err := o.effectsOn(b, d)
	if err != nil {
		return nil, err
	}
	facts, err := d.Apply(effects)
	if err != nil {
		return nil, err
	}
	act := record.Act{At: o.Now(), By: by}
	defer o.forget()
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		for _, p := range procedures {
			if err := tx.PutProcedure(ctx, p); err != nil {
				return err
			}
			if err := o.auditProcedure(ctx, tx, by, b, p); err != nil {
				return err
			}
		}
		if err := tx.Bump(ctx, bookRevision); err != nil {
			return err
		}
		d, err = kind.append(ctx, tx, d.Head, last, act, facts...)
		return err
	})
	if errors.Is(err, store.ErrStale) {
		return nil, stale
	}
	return d, err
}

// KnownProcedure finds a procedure by its code; false when there is none.
func (b *Book) KnownProcedure(code string) (catalogue.Procedure, bool) {
	p, err := b.Procedure(strings.TrimSpace(code))
	return p, err == nil
}

// PublicationFile gives a file of a decision to who may read the decision.
func (o *Office) PublicationFile(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	p, err := o.Publication(ctx, by, id)
	if err != nil {
		return document.File{}, err
	}
	if !slices.Contains(p.AllFiles(), file) {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, file)
}

// onField puts the faults of an error on one field of the form.
func onField(field string, err error) error {
	var fault *motcua.Fault
	if !errors.As(err, &fault) {
		return err
	}
	var faults []*motcua.Fault
	for _, f := range fault.All() {
		moved := *f
		moved.Field, moved.More = field, nil
		faults = append(faults, &moved)
	}
	return motcua.Join(faults...)
}
