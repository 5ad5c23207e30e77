package office_test

import (
	"context"
	"slices"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/counter"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
)

// TestEightCountersNeverCallTheSameNumber: eight take numbers at once, eight
// counters call at once; each number is given and called once, and the log of
// the day holds together.
func TestEightCountersNeverCallTheSameNumber(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, desk := context.Background(), o.As("reception")
		const seats = 8
		taken, called := make([]int, seats), make([]int, seats)
		for _, err := range together(seats, func(i int) error {
			_, n, err := o.TakeTicket(ctx, identity.Actor{}, counter.Submit, "")
			taken[i] = n
			return err
		}) {
			check(t, "take a number", err)
		}
		for _, err := range together(seats, func(i int) error {
			ticket, err := o.CallNext(ctx, desk, i+1)
			called[i] = ticket.Number
			return err
		}) {
			check(t, "call", err)
		}
		slices.Sort(taken)
		slices.Sort(called)
		want := []int{1, 2, 3, 4, 5, 6, 7, 8}
		if !slices.Equal(taken, want) || !slices.Equal(called, want) {
			t.Errorf("taken %v, called %v, want each of %v once", taken, called, want)
		}
		q, err := o.Queue(ctx, desk)
		check(t, "read the queue", err)
		if broken, err := o.Store.CheckQueueChain(ctx, q.Centre, q.Day); err != nil || broken != 0 || q.Version() != 2*seats {
			t.Errorf("the log: broken at %d, %v, %d facts, want none broken of %d", broken, err, q.Version(), 2*seats)
		}
		if _, err := o.CallNext(ctx, desk, 1); key(t, err) != "counter.queue.empty" {
			t.Errorf("nobody waits: got %v", err)
		}
		o.MoveTo("2022-06-07T08:00")
		if _, n, err := o.TakeTicket(ctx, identity.Actor{}, counter.Submit, ""); err != nil || n != 1 {
			t.Errorf("the first number of the next day: got %d, %v, want 1", n, err)
		}
	})
}

func key(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	return faultOf(t, err).Text.Key
}

// TestWhoMayWorkTheDesk: each use case of the desk refuses whoever is not of it.
func TestWhoMayWorkTheDesk(t *testing.T) {
	o := officetest.New(t, "sqlite", "2022-06-06T08:30")
	ctx, head := context.Background(), o.As("head")
	code := receive(t, o, "Nguyễn Văn Mẫu").Code
	tests := []struct {
		reason string
		err    func() error
	}{
		{"the queue", func() error { _, err := o.Queue(ctx, head); return err }},
		{"calling", func() error { _, err := o.CallNext(ctx, head, 1); return err }},
		{"calling again", func() error { return o.Recall(ctx, head, 1, 1) }},
		{"finishing", func() error { return o.FinishNumber(ctx, head, 1, 1) }},
		{"giving up", func() error { return o.MissNumber(ctx, head, 1, 1) }},
		{"passing on", func() error { return o.MoveNumber(ctx, head, 1, 1, counter.Advice, 0) }},
		{"checking in at the desk", func() error { _, _, err := o.CheckInAt(ctx, head, code, ""); return err }},
		{"what a person had before", func() error { _, err := o.Earlier(ctx, head, "046185000123"); return err }},
		{"labels of the post", func() error { _, err := o.PostLabels(ctx, head, "", nil); return err }},
		{"giving a result out", func() error {
			_, err := o.HandToHolder(ctx, head, office.Target{Code: code}, office.PickUp{Checked: true, Name: "A"})
			return err
		}},
		{"who may be on duty", func() error { _, err := o.Posted(ctx, head); return err }},
		{"writing the duty", func() error { return o.PutWeek(ctx, o.As("reception"), counter.Week{}) }},
		{"a batch by nobody", func() error { _, err := o.PassAll(ctx, identity.Actor{}, office.PassOn, []string{code}); return err }},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			if got, want := motcua.KindOf(test.err()), motcua.Forbidden; got != want {
				t.Errorf("got kind %v, want %v", got, want)
			}
		})
	}
	moved, err := o.PassAll(ctx, o.As("stc"), office.PassOn, []string{code})
	if err != nil || len(moved) != 1 || motcua.KindOf(moved[0].Err) != motcua.Forbidden || moved[0].View != nil {
		t.Errorf("a batch of an agency that was never asked: got %+v, %v, want nothing shown", moved, err)
	}
}

// TestABatchMovesWhatItCan: each dossier by a decision of its own.
func TestABatchMovesWhatItCan(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, desk := context.Background(), o.As("reception")
		first, second, given := receive(t, o, "Nguyễn Văn A").Code, receive(t, o, "Nguyễn Văn B").Code, receive(t, o, "Nguyễn Văn C").Code
		_, _, err := o.HandOver(ctx, desk, office.Target{Code: given}, "", "")
		check(t, "hand over", err)
		codes := []string{first, given, "H57.16-220606-9999", second, first}
		preview, err := o.Preview(ctx, desk, office.PassOn, codes)
		check(t, "look", err)
		if got, want := preview[0].To.Agency, "skhdt"; len(preview) != 4 || got != want {
			t.Errorf("%d lines, the first to %q, want 4, to %s", len(preview), got, want)
		}
		if view, err := o.Dossier(ctx, desk, first); err != nil || len(view.Handovers) != 0 {
			t.Errorf("a look moved something: %v, %v", view.Handovers, err)
		}
		moved, err := o.PassAll(ctx, desk, office.PassOn, codes)
		check(t, "hand over together", err)
		want := []string{"", "counter.batch.given", "dossier.unknown", ""}
		for i, p := range moved {
			if got := key(t, p.Err); got != want[i] {
				t.Errorf("%s: got %q, want %q", p.Code, got, want[i])
			}
		}
		taken, err := o.PassAll(ctx, o.As("head"), office.TakeIn, []string{first, second, given})
		check(t, "take together", err)
		for _, p := range taken {
			if p.Err != nil || p.View.Holder.Agency != "skhdt" {
				t.Errorf("%s: got %v, held by %v", p.Code, p.Err, p.View.Holder)
			}
		}
		again, err := o.PassAll(ctx, o.As("head"), office.TakeIn, []string{first})
		if err != nil || !again[0].Done {
			t.Errorf("taken twice: got %+v, %v, want nothing to do", again, err)
		}
		if _, err := o.Preview(ctx, desk, office.PassOn, make([]string, 51)); key(t, err) != "counter.batch.many" {
			t.Errorf("fifty-one at once: got %v", err)
		}
	})
}

// TestEarlierDossiersAreFoundByNumberAndTelephone also after a correction.
func TestEarlierDossiersAreFoundByNumberAndTelephone(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, desk := context.Background(), o.As("reception")
		view, err := o.Receive(ctx, desk, dossier.Intake{Procedure: simple, Applicant: dossier.Party{Name: "Nguyễn Thị Lan", Identifier: "046185000123", Phone: "0905 123 457"}})
		check(t, "receive", err)
		for _, number := range []string{"046185000123", "+84905123457"} {
			if found, err := o.Earlier(ctx, desk, number); err != nil || len(found) != 1 || found[0].Code != view.Code {
				t.Errorf("by %s: got %v, %v, want %s", number, found, err, view.Code)
			}
		}
		_, err = o.Correct(ctx, o.As("office"), office.Target{Code: view.Code}, "applicant.phone", "0905123458", "ghi nhầm")
		check(t, "correct", err)
		if found, err := o.Earlier(ctx, desk, "0905123458"); err != nil || len(found) != 1 {
			t.Errorf("by the corrected telephone: got %v, %v", found, err)
		}
		if found, err := o.Earlier(ctx, desk, ""); err != nil || len(found) != 0 {
			t.Errorf("by nothing: got %v, %v, want nobody", found, err)
		}
	})
}

// TestTheDutyOfAWeek: written by the office, refused where it overlaps, and not
// over what somebody else wrote meanwhile.
func TestTheDutyOfAWeek(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, keeper := context.Background(), o.As("office")
		monday := calendar.Date{Year: 2022, Month: 6, Day: 6}
		shift := func(seat int, person string) counter.Shift {
			return counter.Shift{Day: monday, Half: counter.Morning, Seat: seat, Person: person}
		}
		week := counter.Week{Monday: monday, Shifts: []counter.Shift{shift(1, "reception"), shift(counter.Leader, "director")}}
		check(t, "write", o.PutWeek(ctx, keeper, week))
		if got := key(t, o.PutWeek(ctx, keeper, week)); got != "counter.roster.stale" {
			t.Errorf("over what was written meanwhile: got %s", got)
		}
		week.Version = 1
		tests := []struct {
			reason, want string
			shifts       []counter.Shift
		}{
			{"at two counters", "counter.roster.twice", []counter.Shift{shift(1, "reception"), shift(2, "reception")}},
			{"somebody who does not receive", "counter.roster.person", []counter.Shift{shift(1, "cv.ktdn")}},
			{"a leader who leads nothing", "counter.roster.person", []counter.Shift{shift(counter.Leader, "reception")}},
		}
		for _, test := range tests {
			week.Shifts = test.shifts
			if got := key(t, o.PutWeek(ctx, keeper, week)); got != test.want {
				t.Errorf("%s: got %s, want %s", test.reason, got, test.want)
			}
		}
		now, err := o.OnDuty(ctx)
		if err != nil || len(now) != 2 || now[0].Person != "director" || now[1].Name == "" {
			t.Errorf("on duty: got %+v, %v, want what was written first", now, err)
		}
	})
}
