package office

import (
	"context"
	"errors"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/directive"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
	"motcua/register"
)

// DirectiveView is a directive as of one moment.
type DirectiveView struct {
	*directive.Directive
	directive.Standing
	Book *Book
	At   time.Time
}

// directives reads and lists directives; rows take the calendar of a book.
func (o *Office) directives(b *Book) (recordKind[*directive.Directive], *calendar.Calendar, error) {
	cal, err := b.Calendars.Of(o.settings.LeadAgency)
	return recordKind[*directive.Directive]{noun: directive.Noun, codec: directive.Codec(), rebuild: directive.Rebuild,
		row: func(d *directive.Directive) record.Row {
			row, _ := d.Row(cal) // a day beyond the calendar stands as it is
			return row
		}}, cal, err
}

func (o *Office) directiveView(b *Book, cal *calendar.Calendar, d *directive.Directive) (*DirectiveView, error) {
	v := &DirectiveView{Directive: d, Book: b, At: o.Now()}
	var err error
	v.Standing, err = d.Standing(cal, v.At)
	return v, err
}

// Directive shows a directive to somebody who may know of it. Those who may not
// get the same answer as for one that does not exist.
func (o *Office) Directive(ctx context.Context, by identity.Actor, id string) (*DirectiveView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	kind, cal, err := o.directives(b)
	if err != nil {
		return nil, err
	}
	d, _, err := kind.read(ctx, o, id)
	if err != nil {
		return nil, err
	}
	if identity.Can(by, identity.ReadReform, d.Object(o.settings.LeadAgency)) != nil {
		return nil, motcua.Refused(motcua.NotFound, "record.unknown")
	}
	return o.directiveView(b, cal, d)
}

// GiveDirective gives an order to a unit, or a person of it. One that rests on a
// document of the register is tied to it there.
func (o *Office) GiveDirective(ctx context.Context, by identity.Actor, g directive.Given) (*DirectiveView, error) {
	if err := decidesOrKeeps(by, identity.Object{LeadAgency: o.settings.LeadAgency}); err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	kind, cal, err := o.directives(b)
	if err != nil {
		return nil, err
	}
	act := record.Act{At: o.Now(), By: by}
	var faults []*motcua.Fault
	g, wrong := directive.Give(g, calendar.DateOf(act.At))
	faults = append(faults, faultsOf(wrong)...)
	if g.Charge.Name, wrong = o.charged(ctx, g.Charge.Unit, g.Charge.Person); wrong != nil {
		faults = append(faults, faultsOf(wrong)...)
	}
	for _, unit := range g.Supporting {
		if _, ok := b.Agency(o.settings.LeadAgency).Unit(unit); !ok {
			faults = append(faults, motcua.InvalidField("supporting", "record.unit.unknown", "Value", unit))
		}
	}
	doc, last, wrong := o.sourceOf(ctx, by, &g.Source)
	if err := motcua.Join(append(faults, faultsOf(wrong)...)...); err != nil {
		return nil, err
	}
	if wrong != nil {
		return nil, wrong
	}
	var d *directive.Directive
	err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
		if d, err = kind.create(ctx, tx, act, g); err != nil {
			return err
		}
		if doc != nil {
			next, events, err := doc.Tie(register.Act{At: act.At, By: by}, register.Link{Kind: register.ToDirective, Target: d.ID, Label: d.Title()})
			if err != nil {
				return err
			}
			if err := o.appendDocument(ctx, tx, b, next, last, events, register.Act{At: act.At, By: by}); err != nil {
				return err
			}
		}
		return o.tellOfDirective(ctx, tx, cal, d, 0, nil)
	})
	if errors.Is(err, store.ErrStale) {
		return nil, motcua.Refused(motcua.Conflict, "register.stale", "Version", int64(doc.Version()))
	}
	if err != nil {
		return nil, err
	}
	return o.directiveView(b, cal, d)
}

// faultsOf are the faults of bad input in an error; others stay with the caller.
func faultsOf(err error) []*motcua.Fault {
	if fault, is := motcua.AsFault(err); is {
		return []*motcua.Fault{fault}
	}
	return nil
}

// sourceOf completes what a directive rests on: a document that the actor may
// know of and that is not secret, or a dossier that the actor may see.
func (o *Office) sourceOf(ctx context.Context, by identity.Actor, s *directive.Source) (*register.Document, string, error) {
	if s.Dossier != "" {
		v, err := o.Dossier(ctx, by, s.Dossier)
		if kind := motcua.KindOf(err); err != nil && (kind == motcua.NotFound || kind == motcua.Forbidden) {
			return nil, "", motcua.InvalidField("dossier", "directive.dossier.unknown", "Code", s.Dossier)
		}
		if err != nil {
			return nil, "", err
		}
		s.Dossier = v.Code
	}
	if s.Document == "" {
		return nil, "", nil
	}
	_, doc, last, err := o.readableDocument(ctx, by, s.Document)
	if err != nil {
		if motcua.KindOf(err) == motcua.NotFound {
			return nil, "", motcua.InvalidField("number", "register.unknown")
		}
		return nil, "", err
	}
	if doc.IsSecret() {
		return nil, "", motcua.InvalidField("number", "directive.secret")
	}
	return doc, last, nil
}

// DirectiveDeed decides on a directive and says who is told beside the rule.
type directiveDeed func(d *directive.Directive, cal *calendar.Calendar, act record.Act) ([]record.Fact, error)

// changeDirective is the shape of every use case on a directive. may says who
// may; who may not know of the directive is told that there is none.
func (o *Office) changeDirective(ctx context.Context, by identity.Actor, t RecordTarget, may func(identity.Object) error, decide directiveDeed) (*DirectiveView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	kind, cal, err := o.directives(b)
	if err != nil {
		return nil, err
	}
	kind.tell = func(ctx context.Context, tx *store.Tx, d *directive.Directive, before int) error {
		return o.tellOfDirective(ctx, tx, cal, d, before, &by)
	}
	d, err := kind.change(ctx, o, by, t, func(d *directive.Directive, act record.Act) ([]record.Fact, error) {
		on := d.Object(o.settings.LeadAgency)
		if identity.Can(by, identity.ReadReform, on) != nil {
			return nil, motcua.Refused(motcua.NotFound, "record.unknown")
		}
		if err := may(on); err != nil {
			return nil, err
		}
		return decide(d, cal, act)
	})
	if err != nil {
		return nil, err
	}
	return o.directiveView(b, cal, d)
}

// theirs is the right of those who carry a directive out.
func theirs(by identity.Actor) func(identity.Object) error {
	return func(on identity.Object) error { return identity.Can(by, identity.ReportReform, on) }
}

// leads is the right of the leadership.
func leads(by identity.Actor) func(identity.Object) error {
	return func(on identity.Object) error { return identity.Can(by, identity.DecideReform, on) }
}

// keeps is the right of the leadership and the office.
func keeps(by identity.Actor) func(identity.Object) error {
	return func(on identity.Object) error { return decidesOrKeeps(by, on) }
}

// ReportDirective says what was done.
func (o *Office) ReportDirective(ctx context.Context, by identity.Actor, t RecordTarget, r directive.Result) (*DirectiveView, error) {
	if err := o.acceptPapers(ctx, r.Files); err != nil {
		return nil, err
	}
	return o.changeDirective(ctx, by, t, theirs(by), func(d *directive.Directive, _ *calendar.Calendar, _ record.Act) ([]record.Fact, error) {
		return d.Report(r)
	})
}

// AskDirectiveTime asks for a later day.
func (o *Office) AskDirectiveTime(ctx context.Context, by identity.Actor, t RecordTarget, day calendar.Date, reason string) (*DirectiveView, error) {
	return o.changeDirective(ctx, by, t, theirs(by), func(d *directive.Directive, _ *calendar.Calendar, act record.Act) ([]record.Fact, error) {
		return d.AskMoreTime(act, day, reason)
	})
}

// DecideDirectiveTime grants or refuses a later day; the day asked for when none
// is named.
func (o *Office) DecideDirectiveTime(ctx context.Context, by identity.Actor, t RecordTarget, granted bool, day calendar.Date, note string) (*DirectiveView, error) {
	return o.changeDirective(ctx, by, t, leads(by), func(d *directive.Directive, _ *calendar.Calendar, act record.Act) ([]record.Fact, error) {
		return d.DecideMoreTime(act, granted, day, note)
	})
}

// GiveBackDirective returns it to the office.
func (o *Office) GiveBackDirective(ctx context.Context, by identity.Actor, t RecordTarget, reason string) (*DirectiveView, error) {
	return o.changeDirective(ctx, by, t, theirs(by), func(d *directive.Directive, _ *calendar.Calendar, _ record.Act) ([]record.Fact, error) {
		return d.GiveBack(reason)
	})
}

// ReassignDirective charges somebody with it anew.
func (o *Office) ReassignDirective(ctx context.Context, by identity.Actor, t RecordTarget, to directive.Charge, day calendar.Date, note string) (*DirectiveView, error) {
	var err error
	if to.Name, err = o.charged(ctx, to.Unit, to.Person); err != nil {
		return nil, err
	}
	return o.changeDirective(ctx, by, t, keeps(by), func(d *directive.Directive, _ *calendar.Calendar, act record.Act) ([]record.Fact, error) {
		return d.Reassign(act, to, day, note)
	})
}

// RemindDirective reminds who carries it out.
func (o *Office) RemindDirective(ctx context.Context, by identity.Actor, t RecordTarget, note string) (*DirectiveView, error) {
	return o.changeDirective(ctx, by, t, keeps(by), func(d *directive.Directive, _ *calendar.Calendar, _ record.Act) ([]record.Fact, error) {
		return d.Remind(note)
	})
}

// AcceptDirective accepts the result and ends the directive.
func (o *Office) AcceptDirective(ctx context.Context, by identity.Actor, t RecordTarget, note string) (*DirectiveView, error) {
	return o.changeDirective(ctx, by, t, keeps(by), func(d *directive.Directive, _ *calendar.Calendar, _ record.Act) ([]record.Fact, error) {
		return d.Accept(note)
	})
}

// RefuseDirective sends the result back with the reason.
func (o *Office) RefuseDirective(ctx context.Context, by identity.Actor, t RecordTarget, reason string) (*DirectiveView, error) {
	return o.changeDirective(ctx, by, t, keeps(by), func(d *directive.Directive, _ *calendar.Calendar, _ record.Act) ([]record.Fact, error) {
		return d.RefuseResult(reason)
	})
}

// WithdrawDirective takes it back.
func (o *Office) WithdrawDirective(ctx context.Context, by identity.Actor, t RecordTarget, reason string) (*DirectiveView, error) {
	return o.changeDirective(ctx, by, t, keeps(by), func(d *directive.Directive, _ *calendar.Calendar, _ record.Act) ([]record.Fact, error) {
		return d.Withdraw(reason)
	})
}

// DirectiveFile is a file of a directive, for somebody who may know of it.
func (o *Office) DirectiveFile(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	v, err := o.Directive(ctx, by, id)
	if err != nil {
		return document.File{}, err
	}
	if !v.HasFile(file) {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, file)
}
