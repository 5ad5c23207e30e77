package office_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/report"
)

// TestFiguresAddUp walks many dossiers over four months and holds the table of
// every month to the identities of biểu II.06a.
func TestFiguresAddUp(t *testing.T) {
	officetest.Each(t, "2022-06-01T08:00", func(t *testing.T, o *officetest.Office) {
		ctx, choose := context.Background(), rand.New(rand.NewPCG(3, 4))
		var codes []string
		for i := range 240 {
			if i%6 == 0 {
				in := dossier.Intake{Procedure: simple, Applicant: dossier.Party{Name: "Mẫu"}, Channel: catalogue.InPerson}
				if choose.IntN(2) == 0 {
					in.Channel = catalogue.Online
				}
				view, err := o.Receive(ctx, o.As("reception"), in)
				check(t, "receive", err)
				codes = append(codes, view.Code)
			}
			check(t, "move the clock", o.Clock().MoveTo(o.Now().Add(time.Duration(1+choose.IntN(1400))*time.Minute)))
			code := codes[choose.IntN(len(codes))]
			view, err := o.Dossier(ctx, o.As("office"), code)
			check(t, "read", err)
			if view.Holder.Agency == "skhdt" && view.Status.Open() && choose.IntN(8) == 0 {
				_, err := o.Stop(ctx, o.As("director"), office.Target{Code: code}, "thử")
				check(t, "stop", err)
				continue
			}
			check(t, "walk", walk(o, view, choose))
		}
		var before report.Row
		resolved := 0
		for month := 6; ; month++ {
			from := calendar.Date{Year: 2022, Month: time.Month(month), Day: 1}
			if from.After(calendar.DateOf(o.Now())) {
				break
			}
			total := addsUp(t, o, from, from.AddMonths(1).AddDays(-1))
			publishedAsCounted(t, o, from, from.AddMonths(1).AddDays(-1))
			equalsTheRecount(t, o, report.Month(from))
			if month > 6 && total.Received.CarriedOver != before.Open.Total {
				t.Errorf("%s: carried over: got %d, want the %d open at the end of the month before", from, total.Received.CarriedOver, before.Open.Total)
			}
			before, resolved = total, resolved+total.Resolved.Total
		}
		if got, want := resolved+before.Open.Total, len(codes); got != want {
			t.Errorf("resolved in all months and open at the end: got %d, want every dossier, %d", got, want)
		}
		now := calendar.DateOf(o.Now())
		for _, p := range []report.Period{{From: now.AddDays(-100), To: now}, {From: now.AddDays(-61), To: now.AddDays(-20)}, {From: now.AddDays(-3), To: now.AddDays(-3)}} {
			equalsTheRecount(t, o, p)
			everyNumberHasItsList(t, o, p)
			factsAsCounted(t, o, p)
		}
		everyNumberHasItsList(t, o, report.Month(now.AddMonths(-1)))
		noSumIsWrong(t, o)
	})
}

// addsUp checks the figures of a period in every grouping and gives their total.
func addsUp(t *testing.T, o *officetest.Office, from, to calendar.Date) report.Row {
	t.Helper()
	var total report.Row
	for i, by := range report.Groups() {
		s, err := o.Statistics(context.Background(), o.As("office"), from, to, by)
		check(t, "statistics", err)
		var sum report.Row
		for _, r := range append(s.Rows, s.Total) {
			if by == report.ByCause && r.Key != "" { // counts what was late and nothing else
				sum.Resolved.Late += r.Resolved.Late
				continue
			}
			for what, pair := range map[string][2]int{
				"3 = 4 + 5 + 6":     {r.Received.Total, r.Received.Online + r.Received.Direct + r.Received.CarriedOver},
				"7 = 8 + 9 + 10":    {r.Resolved.Total, r.Resolved.Early + r.Resolved.OnTime + r.Resolved.Late},
				"11 = 12 + 13":      {r.Open.Total, r.Open.InTime + r.Open.Overdue},
				"3 = 7 + 11":        {r.Received.Total, r.Resolved.Total + r.Open.Total},
				"late = its causes": {r.Resolved.Late, causes(r)},
			} {
				if pair[0] != pair[1] {
					t.Errorf("%s by %s, row %q: %s: got %d and %d", from, by, r.Key, what, pair[0], pair[1])
				}
			}
		}
		for _, r := range s.Rows {
			sum.Received.Total += r.Received.Total
		}
		if by == report.ByCause && sum.Resolved.Late != s.Total.Resolved.Late {
			t.Errorf("%s by cause: rows: got %d, want the %d late", from, sum.Resolved.Late, s.Total.Resolved.Late)
		}
		if got, want := sum.Received.Total, s.Total.Received.Total; got != want && by != report.ByCause {
			t.Errorf("%s by %s: rows: got %d, want the total %d", from, by, got, want)
		}
		if i > 0 && !reflect.DeepEqual(s.Total, total) {
			t.Errorf("%s by %s: total: got %+v, want the same in every grouping, %+v", from, by, s.Total, total)
		}
		total = s.Total
	}
	return total
}

func causes(r report.Row) int {
	n := 0
	for _, l := range r.LateBy {
		n += l.Dossiers
	}
	return n
}

func TestFiguresRefuseWhatMakesNoPeriod(t *testing.T) {
	officetest.Each(t, "2022-06-01T08:00", func(t *testing.T, o *officetest.Office) {
		june, july := calendarDate(t, "2022-06-01"), calendarDate(t, "2022-07-01")
		tests := []struct {
			reason   string
			who      string
			from, to calendar.Date
			by       report.Group
			want     string
		}{
			{"the end before the beginning", "office", july, june, report.ByField, "report.backwards"},
			{"an unknown grouping", "office", june, july, "colour", "report.group"},
			{"a consulted agency", "stnmt", june, july, report.ByField, "identity.forbidden.readFigures"},
		}
		for _, test := range tests {
			_, err := o.Statistics(context.Background(), o.As(test.who), test.from, test.to, test.by)
			if got := faultOf(t, err).Text.Key; got != test.want {
				t.Errorf("%s: got %s, want %s", test.reason, got, test.want)
			}
		}
	})
}

// A closed day announced after receipt moves the dates of open dossiers, once.
func TestACalendarThatChangesMovesOpenDates(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		open, done := receive(t, o, "Công ty Mẫu"), receive(t, o, "Công ty Mẫu")
		_, err := o.Withdraw(ctx, o.As("reception"), office.Target{Code: done.Code}, "thôi")
		check(t, "withdraw", err)
		file := "date,name,kind,document\n2022-06-20,Nghỉ đột xuất,holiday,QĐ 1\n"
		changed, err := o.ImportCalendar(ctx, o.As("office"), []byte(file), "QĐ 1/QĐ-TTg")
		check(t, "import", err)
		if len(changed.Changed) == 0 {
			t.Fatalf("import: got %+v, want the calendars changed", changed)
		}
		moved, err := redateAll(ctx, o)
		check(t, "redate", err)
		if got, want := moved, 1; got != want {
			t.Errorf("moved: got %d, want the open one alone", got)
		}
		view, err := o.Dossier(ctx, o.As("office"), open.Code)
		check(t, "read", err)
		fact, ok := view.Events[view.Version()-1].Fact.(dossier.Redated)
		want := officetest.Moment(t, "2022-07-26T17:00")
		if !ok || !fact.To.Equal(want) || !view.Clock.Due.Equal(want) || fact.Document != "QĐ 1/QĐ-TTg" {
			t.Errorf("last fact: got %+v with due %s, want the date moved to %s", fact, view.Clock.Due, want)
		}
		kept, err := o.Store.Summary(ctx, open.Code)
		check(t, "kept", err)
		if !kept.Due.Equal(want) {
			t.Errorf("kept due: got %s, want %s", kept.Due, want)
		}
		if moved, err = redateAll(ctx, o); err != nil || moved != 0 {
			t.Errorf("redated again: got %d moved (%v), want none", moved, err)
		}
		if _, err = o.ImportCalendar(ctx, o.As("stnmt"), []byte(file), ""); motcua.KindOf(err) != motcua.Forbidden {
			t.Errorf("a calendar by an agency: got %v, want it forbidden", err)
		}
	})
}

func redateAll(ctx context.Context, o *officetest.Office) (int, error) {
	all := 0
	for after := ""; ; {
		next, moved, err := o.Redate(ctx, "QĐ 1/QĐ-TTg", after)
		if all += moved; err != nil || next == "" {
			return all, err
		}
		after = next
	}
}

// An act that comes between the change of the calendar and the job that dates
// anew must not make the move go untold.
func TestAnActBeforeTheRedatingTellsTheMove(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		view := receive(t, o, "Công ty Mẫu")
		_, err := o.ImportCalendar(ctx, o.As("office"), []byte("date,name,kind,document\n2022-06-20,Nghỉ đột xuất,holiday,QĐ 1\n"), "QĐ 1/QĐ-TTg")
		check(t, "import", err)
		_, err = o.Correct(ctx, o.As("office"), office.Target{Code: view.Code}, "note", "x", "thử")
		check(t, "correct", err)
		_, err = redateAll(ctx, o)
		check(t, "redate", err)
		view, err = o.Dossier(ctx, o.As("office"), view.Code)
		check(t, "read", err)
		told := 0
		for _, e := range view.Events {
			if _, ok := e.Fact.(dossier.Redated); ok {
				told++
			}
		}
		if got, want := told, 1; got != want {
			t.Errorf("facts that tell the move: got %d, want %d (%s)", got, want, fmt.Sprint(view.Clock.Due))
		}
	})
}
