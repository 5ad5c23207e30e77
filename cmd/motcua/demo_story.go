package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/sample"
)

// story is one sample dossier being played: what it has become so far.
type story struct {
	*office.Office
	ctx      context.Context
	people   map[string]identity.Actor
	code     string
	key      string            // of a feedback; of a document the one that came first
	offered  string            // the hand-over to take
	opinions map[string]string // agency → opinion asked of it
	requests map[string]string // agency → its request for more time
}

// scene is one act in a story: so many working days before the demonstration
// begins, at a time of that day.
type scene struct {
	before int
	at     string
	act    func(*story) error
}

// playSample plays the sample dossiers as their people would have, day by day
// through the same use cases, up to the evening before the moment. Nothing
// happens on days off, and no number of the moment's own day is used up.
func (h *house) playSample(ctx context.Context, moment time.Time) error {
	told := &teller{}
	choices, err := officeSettings(h.config)
	if err != nil {
		return err
	}
	timeline, err := h.timeline(ctx, moment)
	if err != nil || len(timeline) == 0 {
		return err
	}
	choices.Archive = h.files
	clock := office.StartAt(timeline[0].moment)
	past, err := office.New(h.store, clock, choices, told.enqueue)
	if err != nil {
		return err
	}
	people, err := actors()
	if err != nil {
		return err
	}
	stories := map[int]*story{}
	for _, next := range timeline {
		if stories[next.story] == nil {
			stories[next.story] = &story{Office: past, ctx: ctx, people: people, opinions: map[string]string{}, requests: map[string]string{}}
		}
		if next.moment.After(clock.Now()) {
			if err := clock.MoveTo(next.moment); err != nil {
				return err
			}
		}
		if err := told.play(ctx, past, stories[next.story], next); err != nil {
			return err
		}
	}
	h.office.LookAgain() // decisions of the past have changed the catalogue
	return nil
}

// cue is a scene with its moment.
type cue struct {
	moment time.Time
	story  int
	act    func(*story) error
}

// timeline puts the scenes of all stories in the order of their moments, on
// the working days before the day of the demonstration. Where the calendar has
// not that many days, there is no story to tell.
func (h *house) timeline(ctx context.Context, moment time.Time) ([]cue, error) {
	b, err := h.office.Book(ctx)
	if err != nil {
		return nil, err
	}
	cal, err := b.Calendars.Named(b.Calendars.Default)
	if err != nil {
		return nil, err
	}
	today, err := cal.OnOrAfter(calendar.DateOf(moment))
	if motcua.KindOf(err) == motcua.Invalid {
		return nil, nil
	}
	list, err := datedCues(moment)
	if err != nil {
		return nil, err
	}
	for i, scenes := range slices.Concat(demoStories(), demoVoices(), demoDocuments()) {
		for _, s := range scenes {
			day, err := cal.AddWorkingDays(today, -s.before)
			if motcua.KindOf(err) == motcua.Invalid {
				return nil, nil
			}
			if err != nil {
				return nil, err
			}
			minute, err := calendar.ParseMinute(s.at)
			if err != nil {
				return nil, err
			}
			list = append(list, cue{moment: day.At(minute), story: i, act: s.act})
		}
	}
	plans, err := demoPlans(moment)
	if err != nil {
		return nil, err
	}
	for i, cues := range plans {
		for _, c := range cues {
			c.story = -1 - i // beside those above
			list = append(list, c)
		}
	}
	reform, err := demoReform(today)
	if err != nil {
		return nil, err
	}
	list = append(list, reform...)
	reviews, err := demoReviews(today)
	if err != nil {
		return nil, err
	}
	list = append(list, reviews...)
	filed, err := demoFiled(moment, len(list))
	if err != nil {
		return nil, err
	}
	list = append(list, filed...)
	slices.SortStableFunc(list, func(a, b cue) int { return a.moment.Compare(b.moment) })
	return list, nil
}

func actors() (map[string]identity.Actor, error) {
	people, err := sample.People()
	by := map[string]identity.Actor{}
	for _, p := range people {
		by[p.ID] = p.Acting("demo")
	}
	return by, err
}

// teller tells people of each fact as it happens, where the service would do
// so in the background.
type teller struct{ waiting []office.Job }

func (t *teller) enqueue(_ context.Context, _ *sql.Tx, jobs []office.Job) error {
	t.waiting = append(t.waiting, jobs...)
	return nil
}

// play acts one scene. A story that cannot be told at its moment, since the
// procedure was not in force or the calendar does not reach so far, ends there.
func (t *teller) play(ctx context.Context, o *office.Office, s *story, next cue) error {
	if s.code == leftOut {
		return nil
	}
	err := next.act(s)
	if err != nil && motcua.KindOf(err) == motcua.Invalid {
		s.code = leftOut
		return nil
	}
	if err != nil {
		return fmt.Errorf("sample dossier %d (%s) on %s: %w", next.story, s.code, next.moment.Format(time.DateTime), err)
	}
	for _, j := range t.waiting {
		if n, ok := j.(job.Notify); ok {
			err = errors.Join(err, o.Notify(ctx, n))
		}
	}
	t.waiting = nil
	return err
}

// leftOut stands in place of the code of a story that cannot be told.
const leftOut = "-"
