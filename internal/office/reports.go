package office

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/narrative"
	"motcua/record"
	"motcua/register"
	"motcua/report"
)

func reports() recordKind[*narrative.Report] {
	return recordKind[*narrative.Report]{noun: reportNoun, codec: narrative.Codec(), rebuild: narrative.Rebuild, row: (*narrative.Report).Row}
}

// ReportView is a report with how it reads now: as it was frozen, or composed of
// its texts and the facts of this moment.
type ReportView struct {
	*narrative.Report
	Def     narrative.Definition
	Frame   narrative.Frame
	Read    narrative.Composed
	Missing []narrative.Missing
	Figures []report.Figure
	Lists   []report.List // that it shows, with their codes
	Head    narrative.Letterhead

	scopes map[string]string // names of units and agencies by id
}

// definition finds the definition of a kind of report that holds on a day.
func definition(id string, day calendar.Date) (narrative.Definition, error) {
	list, err := narrative.Definitions()
	if err != nil {
		return narrative.Definition{}, err
	}
	d, ok := narrative.DefinitionOn(list, id, day)
	if !ok {
		return d, motcua.InvalidField("kind", "narrative.kind", "Kind", id)
	}
	return d, nil
}

// ComposeReport is a report of a kind and a period as it would read now: with
// what people have written in the last one of it that is kept, else with the
// texts that its definition begins with.
func (o *Office) ComposeReport(ctx context.Context, by identity.Actor, kind string, p report.Period) (*ReportView, error) {
	if err := o.covered(ctx, p); err != nil {
		return nil, err
	}
	kept, err := o.Reports(ctx, by)
	if err != nil {
		return nil, err
	}
	var last *narrative.Report
	for _, r := range kept {
		if r.Definition == kind && r.Period.From == p.From && r.Period.To == p.To && (last == nil || r.First().At.After(last.First().At)) {
			last = r
		}
	}
	if last != nil {
		return o.reportView(ctx, by, last)
	}
	r, err := narrative.Rebuild(record.Head{Events: record.After(0, record.Act{At: o.Now(), By: by}, narrative.Begun{Definition: kind, From: p.From, To: p.To})})
	if err != nil {
		return nil, err
	}
	return o.reportView(ctx, by, r)
}

// covered says why a period can have no report: it is backwards, has not begun,
// or no calendar covers it.
func (o *Office) covered(ctx context.Context, p report.Period) error {
	if _, err := report.Between(p.From, p.To); err != nil {
		return err
	}
	return o.announced(ctx, p)
}

// reportView composes a report, unless it was frozen.
func (o *Office) reportView(ctx context.Context, by identity.Actor, r *narrative.Report) (*ReportView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	lead := b.Agency(o.settings.LeadAgency)
	v := &ReportView{Report: r, scopes: map[string]string{}}
	for _, a := range b.Agencies {
		v.scopes[a.ID] = a.Name
	}
	for _, u := range lead.Units {
		v.scopes[u.ID] = u.Name
	}
	if v.Def, err = definition(r.Definition, r.Period.To); err != nil {
		return nil, err
	}
	turn, err := v.Def.TurnOf(r.Period)
	if err != nil {
		return nil, err
	}
	v.Frame = narrative.FrameOf(turn, r.Basis, shortOf(lead.Name, lead.Place))
	v.Head = r.Letterhead(lead.Parent, shortOf(lead.Name, lead.Place), register.Abbreviation(lead.Name), lead.Place)
	if r.Frozen != nil {
		counted, err := o.thaw(ctx, r.Frozen)
		v.Read, v.Figures, v.Lists = r.Frozen.Composed, counted.Figures, counted.Lists
		return v, err
	}
	facts, err := o.Facts(ctx, by, r.Period)
	if err != nil {
		return nil, err
	}
	v.Figures, v.Lists = facts.Figures, shownLists(v.Def, facts.Lists)
	facts.Lists = o.vietnameseLists(facts.Lists)
	v.Read, v.Missing = narrative.Compose(v.Def, r.Texts, v.Frame, facts)
	return v, nil
}

// shortOf is the name of an agency without the province that it is of, as its
// papers have it.
func shortOf(name, place string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(name, place), "tỉnh "))
}

// Reports lists the reports, the latest period first.
func (o *Office) Reports(ctx context.Context, by identity.Actor) ([]*narrative.Report, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return nil, err
	}
	return reports().list(ctx, o, store.RecordFilter{Limit: pageAtMost})
}

// ReportDue is a period that a report is due for.
type ReportDue struct {
	narrative.DuePeriod
	Report *narrative.Report // nil while nobody has begun it
}

// ReportsDue lists the periods of a year with the day by which each is to be
// sent, and the report of it: the cut-offs of law as the definitions have them.
func (o *Office) ReportsDue(ctx context.Context, by identity.Actor, year int) ([]ReportDue, error) {
	begun, err := o.Reports(ctx, by)
	if err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	cal, err := b.Calendars.Of(o.settings.LeadAgency)
	if err != nil {
		return nil, err
	}
	defs, err := narrative.Definitions()
	if err != nil {
		return nil, err
	}
	var list []ReportDue
	for _, d := range defs {
		turns, err := d.DuePeriods(year)
		if err != nil {
			return nil, err
		}
		for _, t := range turns {
			if t.Due.IsZero() {
				if t.Due, err = cal.AddWorkingDays(t.To, t.Within); motcua.KindOf(err) == motcua.Invalid {
					t.Due = calendar.Date{} // beyond the calendar
				} else if err != nil {
					return nil, err
				}
			}
			due := ReportDue{DuePeriod: t}
			for _, r := range begun {
				if turn, err := d.TurnOf(r.Period); err == nil && r.Definition == d.ID && turn.Turn == t.Turn && turn.Year == t.Year && r.State != narrative.Replaced {
					due.Report = r
				}
			}
			list = append(list, due)
		}
	}
	return list, nil
}

// Report shows one.
func (o *Office) Report(ctx context.Context, by identity.Actor, id string) (*ReportView, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return nil, err
	}
	r, _, err := reports().read(ctx, o, id)
	if err != nil {
		return nil, err
	}
	return o.reportView(ctx, by, r)
}

// BeginReport begins a report of a period, or a corrected edition of one that
// was issued.
func (o *Office) BeginReport(ctx context.Context, by identity.Actor, in narrative.Begun) (*narrative.Report, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	texts := map[string]string{}
	if in.Replaces != "" {
		old, _, err := reports().read(ctx, o, in.Replaces)
		if err != nil {
			return nil, err
		}
		if old.State != narrative.Issued {
			return nil, motcua.Refused(motcua.Conflict, "narrative.state."+string(old.State))
		}
		in.Definition, in.From, in.To, in.Basis, texts = old.Definition, old.Period.From, old.Period.To, old.Basis, old.Texts
	}
	p := report.Period{From: in.From, To: in.To}
	if err := o.covered(ctx, p); err != nil {
		return nil, err
	}
	var err error
	if in.Basis, err = in.Basis.Tidy(); err != nil {
		return nil, err
	}
	d, err := definition(in.Definition, in.To)
	if err != nil {
		return nil, err
	}
	facts := []record.Fact{in}
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			if text, ok := texts[b.ID]; ok {
				facts = append(facts, narrative.Wrote{Block: b.ID, Text: text})
			}
		}
	}
	var r *narrative.Report
	err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
		r, err = reports().create(ctx, tx, record.Act{At: o.Now(), By: by}, facts...)
		return err
	})
	if errors.Is(err, store.ErrSame) {
		return nil, motcua.InvalidField("to", "narrative.twice", "From", in.From, "To", in.To)
	}
	return r, err
}

// changeReport is a use case on one report.
func (o *Office) changeReport(ctx context.Context, by identity.Actor, id string, right identity.Action, decide func(r *narrative.Report, d narrative.Definition) (record.Fact, error)) (*narrative.Report, error) {
	if err := identity.Can(by, right, o.reform()); err != nil {
		return nil, err
	}
	return o.reportsTelling().change(ctx, o, by, RecordTarget{ID: id}, func(r *narrative.Report, _ record.Act) ([]record.Fact, error) {
		d, err := definition(r.Definition, r.Period.To)
		if err != nil {
			return nil, err
		}
		f, err := decide(r, d)
		return []record.Fact{f}, err
	})
}

// WriteReport writes the text of a block of a draft. The expected version is the
// one that its writer saw: what somebody else wrote in the same block since is
// not overwritten, in another block it is no matter.
func (o *Office) WriteReport(ctx context.Context, by identity.Actor, t RecordTarget, block, text string) (*narrative.Report, error) {
	return o.changeReport(ctx, by, t.ID, identity.KeepReform, func(r *narrative.Report, d narrative.Definition) (record.Fact, error) {
		return r.Write(d, block, text, t.Expected)
	})
}

// CommentReport says something of a block.
func (o *Office) CommentReport(ctx context.Context, by identity.Actor, id, block, text string) (*narrative.Report, error) {
	return o.changeReport(ctx, by, id, identity.ReadReform, func(r *narrative.Report, d narrative.Definition) (record.Fact, error) {
		return r.Comment(d, block, text)
	})
}

// SendReport gives a draft to the leadership.
func (o *Office) SendReport(ctx context.Context, by identity.Actor, id string) (*narrative.Report, error) {
	return o.changeReport(ctx, by, id, identity.KeepReform, func(r *narrative.Report, _ narrative.Definition) (record.Fact, error) { return r.Send() })
}

// SendBackReport returns a report to those who write it.
func (o *Office) SendBackReport(ctx context.Context, by identity.Actor, id, reason string) (*narrative.Report, error) {
	return o.changeReport(ctx, by, id, identity.DecideReform, func(r *narrative.Report, _ narrative.Definition) (record.Fact, error) { return r.SendBack(reason) })
}

// ApproveReport freezes a report as it reads now; whoever approves it is its
// signer. What is missing must be waived with a reason.
func (o *Office) ApproveReport(ctx context.Context, by identity.Actor, id, waived string) (*narrative.Report, error) {
	if err := identity.Can(by, identity.DecideReform, o.reform()); err != nil {
		return nil, err
	}
	v, err := o.Report(ctx, by, id)
	if err != nil {
		return nil, err
	}
	position := ""
	if p, err := o.PersonByID(ctx, by.Whose()); err == nil {
		position = strings.ToUpper(p.Title)
	}
	agreed, err := v.Agree(v.Read, v.Missing, report.Facts{Figures: v.Figures, Lists: v.Lists}, waived, by.Name, position)
	if err != nil {
		return nil, err
	}
	if err := o.keepSnapshot(ctx, by, &agreed.Frozen); err != nil {
		return nil, err
	}
	return o.reportsTelling().change(ctx, o, by, RecordTarget{ID: id, Expected: v.Version()}, func(r *narrative.Report, _ record.Act) ([]record.Fact, error) {
		return []record.Fact{*agreed}, r.MayAgree()
	})
}

// IssueReport gives an approved report its number: it stands in the register of
// outgoing documents from then on, and the edition that it corrects says so, all
// at once.
func (o *Office) IssueReport(ctx context.Context, by identity.Actor, id string) (*narrative.Report, error) {
	b, act, err := o.keepsRegister(ctx, by)
	if err != nil {
		return nil, err
	}
	logs, err := o.store.Records(ctx, store.RecordFilter{Noun: reports().noun, IDs: []string{id}}, reports().codec)
	if err != nil {
		return nil, err
	}
	if len(logs) == 0 {
		return nil, motcua.Refused(motcua.NotFound, "record.unknown")
	}
	r, err := narrative.Rebuild(record.Head{ID: id, Events: logs[0].Events})
	if err != nil {
		return nil, err
	}
	if _, err := r.Number("", "", calendar.Date{}); err != nil {
		return nil, err
	}
	out, err := o.outgoingReport(b, r, calendar.DateOf(act.At))
	if err != nil {
		return nil, err
	}
	issued := r
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		series := out.Series(o.settings.LeadAgency)
		n, err := o.TakeNumber(ctx, tx, series)
		if err != nil {
			return err
		}
		doc, events, err := register.GiveNumber(newID(), series, n, out, act)
		if err != nil {
			return err
		}
		if err := o.createDocument(ctx, tx, b, doc, events, act); err != nil {
			return err
		}
		numbered, err := r.Number(doc.Symbol, doc.ID, out.Date)
		if err != nil {
			return err
		}
		if issued, err = reports().append(ctx, tx, r.Head, logs[0].Last, record.Act{At: act.At, By: by}, numbered); err != nil {
			return err
		}
		if err := o.tellOfReport(ctx, tx, issued, r.Version()); err != nil || r.Replaces == "" {
			return err
		}
		return o.supersede(ctx, tx, record.Act{At: act.At, By: by}, issued)
	})
	if errors.Is(err, store.ErrStale) {
		err = motcua.Refused(motcua.Conflict, "record.stale", "Version", int64(r.Version()))
	}
	return issued, err
}

// supersede tells the edition before of the one issued.
func (o *Office) supersede(ctx context.Context, tx *store.Tx, act record.Act, by *narrative.Report) error {
	old, last, err := reports().read(ctx, o, by.Replaces)
	if err != nil {
		return err
	}
	f, err := old.Supersede(by.ID, by.Symbol)
	if err != nil {
		return err
	}
	_, err = reports().append(ctx, tx, old.Head, last, act, f)
	return err
}

// outgoingReport is a report as the register of outgoing documents enters it.
func (o *Office) outgoingReport(b *Book, r *narrative.Report, today calendar.Date) (register.Outgoing, error) {
	lead := b.Agency(o.settings.LeadAgency)
	unit := "vanphong"
	if _, ok := lead.Unit(unit); !ok && len(lead.Units) > 0 {
		unit = lead.Units[0].ID
	}
	title, _, _ := strings.Cut(r.Frozen.Composed.Title, "\n")
	return register.Outgoing{
		Content: register.Content{Kind: "report", Date: today, Subject: title, Urgency: register.Normal, Secrecy: register.Open},
		Sign:    register.Abbreviation(lead.Name), Unit: unit, SignedOn: today, Signer: r.Frozen.Signer, Position: r.Frozen.Position,
		Recipients: strings.Join(r.Frozen.Composed.Recipients, "; "),
	}.Prepare(today)
}

// ReportFigure is a figure of a report with the rows that were counted; those of
// an issued report are the rows of then.
func (o *Office) ReportFigure(ctx context.Context, by identity.Actor, id, name string) (*ReportView, report.Figure, error) {
	v, err := o.Report(ctx, by, id)
	if err != nil {
		return nil, report.Figure{}, err
	}
	for _, f := range v.Figures {
		if narrative.Name(f) == name {
			return v, f, nil
		}
	}
	return nil, report.Figure{}, motcua.Refused(motcua.NotFound, "record.unknown")
}

// FileName is how a report is called when it is saved, with an ending.
func (v *ReportView) FileName(ending string) string {
	return fmt.Sprintf("bao-cao-%s-%s.%s", v.Report.Definition, v.Period.To, ending)
}
