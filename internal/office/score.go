package office

import (
	"cmp"
	"context"
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/feedback"
	"motcua/identity"
	"motcua/report"
	"motcua/score"
)

// Scores are the points of a period: of units and officials by the nine criteria
// (TT 01/2018/TT-VPCP), of the department by the index of QĐ 766/QĐ-TTg.
type Scores struct {
	From, To  calendar.Date
	Units     []score.Sheet // the best first
	Officials []score.Sheet
	Index     score.Index
	Names     map[string]string // of officials
}

// Scores reckons the points of a period from what was done in it. The office and
// the leadership see them: a point lost for a complaint would tell others of it.
func (o *Office) Scores(ctx context.Context, by identity.Actor, p report.Period) (Scores, error) {
	s := Scores{From: p.From, To: p.To}
	if identity.Can(by, identity.DecideReform, o.reform()) != nil && identity.Can(by, identity.KeepReform, o.reform()) != nil {
		return s, motcua.Refused(motcua.Forbidden, "score.forbidden")
	}
	begin, end, err := span(p.From, p.To)
	if err != nil {
		return s, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return s, err
	}
	t, err := o.tally(ctx, b, begin, end)
	if err != nil {
		return s, err
	}
	if err := o.tallyPublications(ctx, b, t, p); err != nil {
		return s, err
	}
	people, err := o.store.People(ctx)
	if err != nil {
		return s, err
	}
	s.Names = map[string]string{}
	for _, person := range people {
		s.Names[person.ID] = person.Name
	}
	for unit, facts := range t.units(b, p.To) {
		s.Units = append(s.Units, score.Unit(unit, t.byUnit[unit], facts))
	}
	for who, cases := range t.byOfficial {
		s.Officials = append(s.Officials, score.Official(who, cases))
	}
	ranked(s.Units)
	ranked(s.Officials)
	s.Index = score.Reckon(t.measures(b, p.To))
	return s, nil
}

// ranked puts the best first, those without a dossier last: by the share of the points that could be reached,
// then by how many dossiers, then by name.
func ranked(sheets []score.Sheet) {
	slices.SortFunc(sheets, func(a, b score.Sheet) int {
		pa, ma := a.Total()
		pb, mb := b.Total()
		return cmp.Or(cmp.Compare(min(b.Cases, 1), min(a.Cases, 1)), cmp.Compare(pb*max(ma, 1), pa*max(mb, 1)), cmp.Compare(b.Cases, a.Cases), cmp.Compare(a.Who, b.Who))
	})
}

// tally is what was counted over the dossiers and feedbacks of a period.
type tally struct {
	begin, end time.Time
	byUnit     map[string][]score.Case
	byOfficial map[string][]score.Case
	received   map[string][2]int // by unit: all, and online
	overdue    map[string]int    // by unit: online, unresolved
	feedbacks  map[string][2]int // by unit: all, and on time
	complaints map[string]int    // by dossier
	measured   map[string]score.Measure
}

func (o *Office) tally(ctx context.Context, b *Book, begin, end time.Time) (*tally, error) {
	t := &tally{begin: begin, end: end, byUnit: map[string][]score.Case{}, byOfficial: map[string][]score.Case{}, received: map[string][2]int{},
		overdue: map[string]int{}, feedbacks: map[string][2]int{}, complaints: map[string]int{}, measured: map[string]score.Measure{}}
	for _, id := range []string{"1.1", "1.2", "1.3", "2.1", "3.1", "3.3", "4.1", "4.2", "4.3", "5.2", "5.4"} { // what is counted here, also when there is no case
		t.measured[id] = score.Measure{Known: true}
	}
	if err := o.tallyFeedback(ctx, b, t); err != nil {
		return nil, err
	}
	for after := ""; ; {
		logs, last, err := o.store.LogsOf(ctx, begin, end, after, batch)
		if err != nil {
			return nil, err
		}
		for _, log := range logs {
			d, err := b.rebuild(log.Events)
			if err == nil {
				err = t.add(b, d, o.Now())
			}
			if err != nil {
				return nil, err
			}
		}
		if after = last; last == "" {
			return t, nil
		}
	}
}

// tallyFeedback counts what was said of the handling, by unit and by dossier.
// What was found unfounded is no complaint (TT 01/2018 art 13(7)).
func (o *Office) tallyFeedback(ctx context.Context, b *Book, t *tally) error {
	codes, err := o.store.FeedbackCodes(ctx, feedback.Handling, t.begin, t.end)
	if err != nil {
		return err
	}
	cal, err := b.Calendars.Of(o.settings.LeadAgency)
	if err != nil {
		return err
	}
	for _, code := range codes {
		log, err := o.store.FeedbackFacts(ctx, code)
		if err != nil {
			return err
		}
		f, err := feedback.Rebuild(log.Events)
		if err != nil {
			return err
		}
		clocks, err := f.Clocks(cal, sooner(t.end, o.Now()))
		if err != nil {
			return err
		}
		late := feedback.Late(clocks)
		if f.State != feedback.Refused {
			n := t.feedbacks[f.Unit]
			n[0]++
			if !late {
				n[1]++
			}
			t.feedbacks[f.Unit] = n
		}
		t.count("5.2", !late, report.Source{Noun: "feedback", ID: f.Code, Text: f.Code})
		unfounded := f.State == feedback.Refused || f.Answer != nil && f.Answer.Outcome == feedback.Unfounded
		if f.About.Dossier != "" && !unfounded {
			t.complaints[dossier.ReadCode(f.About.Dossier)]++
		}
	}
	return nil
}

func sooner(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// count adds a case to an indicator; one that is not good costs points.
func (t *tally) count(id string, good bool, source report.Source) {
	m := t.measured[id]
	m.All++
	if good {
		m.Good++
	} else {
		m.Cost = append(m.Cost, source)
	}
	t.measured[id] = m
}

// add counts a dossier.
func (t *tally) add(b *Book, d *dossier.Dossier, now time.Time) error {
	unit, end := d.Object().LeadUnit, sooner(t.end, now)
	source := report.Source{Noun: "dossier", ID: d.Code, Text: d.Code}
	online := d.Intake.Channel == catalogue.Online
	if !d.Intake.ReceivedAt.Before(t.begin) {
		n := t.received[unit]
		n[0]++
		if online {
			n[1]++
		}
		t.received[unit] = n
		t.count("3.3", online, source)
		if papers := d.CountPapers(); papers.Papers > 0 {
			t.count("4.2", papers.Digitised == papers.Papers, source)
			t.count("4.3", papers.Reused > 0, source)
		}
	}
	clock, err := d.Standing(b.Calendars, end)
	if err != nil {
		return err
	}
	ok, _ := course(d, clock.Due, end).OnTime()
	t.count("2.1", ok, source)
	if clock.Finished.IsZero() || clock.Finished.After(t.end) {
		if online && clock.Standing == deadline.Overdue {
			t.overdue[unit]++
		}
		return nil
	}
	c, err := caseOf(b, d, clock, end)
	if err != nil {
		return err
	}
	c.Complaints = t.complaints[d.Code]
	t.count("5.4", c.Whole != deadline.Late && c.Complaints == 0, source)
	if d.Conclusion != nil && d.Conclusion.Outcome == dossier.Granted {
		t.count("4.1", d.Conclusion.Document.File != "", source)
	}
	t.byUnit[unit] = append(t.byUnit[unit], c)
	for _, who := range c.Officials {
		t.byOfficial[who] = append(t.byOfficial[who], c)
	}
	return nil
}

// course is how a dossier went until an instant, as indicator 2.1 asks.
func course(d *dossier.Dossier, due, end time.Time) score.Course {
	c := score.Course{Due: due, End: end, Returned: d.ReturnedAt}
	if d.Conclusion != nil {
		if o := d.Conclusion.Outcome; o == dossier.Granted || o == dossier.Refused {
			c.Done = d.Conclusion.At
		} else {
			c.Stopped = d.Conclusion.At
		}
	}
	for _, s := range d.Supplements {
		if s.AskedAt.After(end) {
			continue
		}
		w := score.Wait{From: s.AskedAt, Until: s.CompleteAt}
		if w.Until.After(end) {
			w.Until = time.Time{}
		}
		c.Waits = append(c.Waits, w)
	}
	return c
}

// caseOf is a concluded dossier as the nine criteria see it.
func caseOf(b *Book, d *dossier.Dossier, clock deadline.Reckoning, now time.Time) (score.Case, error) {
	c := score.Case{Code: d.Code, Procedure: d.Intake.Procedure, Unit: d.Object().LeadUnit, Whole: clock.Standing, Requests: len(d.Supplements)}
	accounts, err := d.Accounts(b.Calendars, now)
	if err != nil {
		return c, err
	}
	for _, a := range accounts {
		if !a.Begun() || a.FinishedAt.IsZero() || a.DueAt.IsZero() {
			continue
		}
		part := score.Part{Agency: a.Agency, Unit: a.Unit, Standing: deadline.OnTime}
		switch {
		case a.Late > 0:
			part.Standing = deadline.Late
		case a.FinishedAt.Before(a.DueAt):
			part.Standing = deadline.Early
		}
		c.Parts = append(c.Parts, part)
	}
	for _, e := range d.Events {
		if f, ok := e.Fact.(dossier.Assigned); ok && !slices.Contains(c.Officials, f.Person) {
			c.Officials = append(c.Officials, f.Person)
		}
	}
	return c, nil
}

// units are what the units of the department are scored on as wholes: those with
// procedures or dossiers.
func (t *tally) units(b *Book, day calendar.Date) map[string]score.UnitFacts {
	units := map[string]score.UnitFacts{}
	for _, p := range b.Procedures {
		v, err := p.VersionOn(day)
		unit := unitOf(v, p.Agency)
		if err != nil || unit == "" {
			continue
		}
		u := units[unit]
		u.Procedures++
		u.Listed++
		if v.ServiceLevel == catalogue.Full || v.ServiceLevel == catalogue.Partial {
			u.Online++
		}
		legs := v.Process.Legs
		if len(legs) > 0 && legs[0].Kind == catalogue.OneStop {
			u.AtDesk++
		}
		if len(legs) > 0 && !slices.ContainsFunc(legs, func(l catalogue.Leg) bool { return l.Kind != catalogue.OneStop }) {
			u.Approved++
		}
		units[unit] = u
	}
	for unit := range t.byUnit {
		if _, ok := units[unit]; !ok { // its procedures are no longer in force
			units[unit] = score.UnitFacts{}
		}
	}
	for unit, u := range units {
		u.Received, u.ReceivedBy, u.Overdue = t.received[unit][0], t.received[unit][1], t.overdue[unit]
		u.Feedbacks, u.FeedbacksOnTime = t.feedbacks[unit][0], t.feedbacks[unit][1]
		units[unit] = u
	}
	return units
}

// unitOf is the unit that handles dossiers of a version: that of the first leg
// of the agency's own.
func unitOf(v catalogue.Version, agency string) string {
	for _, leg := range v.Process.Legs {
		if leg.Kind == catalogue.Own && leg.Agency == agency {
			return leg.Unit
		}
	}
	return ""
}

// measures are what was counted for the index, with what the catalogue shows.
func (t *tally) measures(b *Book, day calendar.Date) map[string]score.Measure {
	for _, p := range b.Procedures {
		v, err := p.VersionOn(day)
		if err != nil {
			continue
		}
		source := report.Source{Noun: "procedure", ID: p.Code, Text: p.Code + " " + p.Name}
		t.count("1.3", complete(v), source)
		t.count("3.1", v.ServiceLevel == catalogue.Full || v.ServiceLevel == catalogue.Partial, source)
	}
	return t.measured
}

// complete tells whether a version has every part that NĐ 63/2010 art 8(2) wants
// of all procedures.
func complete(v catalogue.Version) bool {
	return v.StepsText != "" && len(v.Channels) > 0 && len(v.Papers) > 0 && len(v.Eligible) > 0 && len(v.Results) > 0 &&
		(!v.Term.IsZero() || slices.ContainsFunc(v.Channels, func(c catalogue.Channel) bool { return !c.Term.IsZero() }))
}

// scoreFacts are the points of a period for its report; nothing for whoever may
// not see them.
func (o *Office) scoreFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	var facts report.Facts
	s, err := o.Scores(ctx, by, p)
	if motcua.KindOf(err) == motcua.Forbidden {
		return facts, nil
	}
	points, most := s.Index.Total("")
	facts.Figures = append(facts.Figures, report.Figure{Key: "score.index", Value: int64(points), Of: int64(most), Unit: report.Points})
	for _, group := range []struct {
		key    string
		sheets []score.Sheet
	}{{"score.unit", s.Units}, {"score.official", s.Officials}} {
		for _, sheet := range group.sheets {
			tenths, most := sheet.Total()
			f := report.Figure{Key: group.key, Scope: sheet.Who, Value: int64(10 * tenths), Of: int64(10 * most), Unit: report.Points}
			for _, c := range sheet.Codes {
				f.Rows = append(f.Rows, report.Source{Noun: "dossier", ID: c, Text: c})
			}
			facts.Figures = append(facts.Figures, f)
		}
	}
	return facts, err
}
