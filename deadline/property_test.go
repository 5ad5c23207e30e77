package deadline_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/deadline"
)

func someRule(center deadline.Rule) *rapid.Generator[deadline.Rule] {
	return rapid.Custom(func(t *rapid.T) deadline.Rule {
		rule := center
		rule.Term = someTerm().Draw(t, "term")
		rule.Mode = rapid.SampledFrom([]deadline.Mode{deadline.ByDays, deadline.ByHours}).Draw(t, "mode")
		if rapid.Bool().Draw(t, "cut off") {
			rule.CutOff = 15 * 60
		}
		rule.FirstDayCounts = rapid.Bool().Draw(t, "first day counts")
		rule.NoRoll = rapid.Bool().Draw(t, "no roll")
		return rule
	})
}

func someTerm() *rapid.Generator[deadline.Term] {
	return rapid.Custom(func(t *rapid.T) deadline.Term {
		unit := rapid.SampledFrom([]deadline.Unit{deadline.WorkingMinute, deadline.WorkingHour, deadline.WorkingDay, deadline.CalendarDay, deadline.Month}).Draw(t, "unit")
		n := rapid.IntRange(1, 60).Draw(t, "amount")
		if unit == deadline.Month {
			n = n%6 + 1
		}
		return deadline.Term{Amount: deadline.Whole(n), Unit: unit}
	})
}

// someReceipt is a receipt in 2020–2023, at any second.
func someReceipt() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		return at("2020-01-02T00:00").Add(time.Duration(rapid.IntRange(0, 4*365*24*3600).Draw(t, "second")) * time.Second)
	})
}

// instantsAfter are n instants after from, in order, within about two months.
func instantsAfter(t *rapid.T, from time.Time, n int) []time.Time {
	var instants []time.Time
	for range n {
		instants = append(instants, from.Add(time.Duration(rapid.IntRange(0, 60*24*3600).Draw(t, "later"))*time.Second))
	}
	slices.SortFunc(instants, time.Time.Compare)
	return instants
}

func reckon(t *rapid.T, rule deadline.Rule, now time.Time, ledger ...deadline.Entry) deadline.Reckoning {
	t.Helper()
	reckoning, err := rule.Reckon(ledger, now)
	if err != nil {
		t.Fatalf("%v: %v", ledger, err)
	}
	return reckoning
}

func entry(at time.Time, kind deadline.Kind) deadline.Entry {
	return deadline.Entry{At: at, Kind: kind}
}

// TestALaterReceiptIsNeverDueEarlier holds for every rule, cut-off included.
func TestALaterReceiptIsNeverDueEarlier(t *testing.T) {
	base := deadline.Rule{Calendar: loadCalendar(t, "center")}
	rapid.Check(t, func(t *rapid.T) {
		rule, from := someRule(base).Draw(t, "rule"), someReceipt().Draw(t, "from")
		later := instantsAfter(t, from, 1)[0]
		first, err := rule.Due(from)
		if err != nil {
			t.Fatal(err)
		}
		second, err := rule.Due(later)
		if err != nil {
			t.Fatal(err)
		}
		if second.Before(first) {
			t.Fatalf("received %v due %v, received %v due %v", from, first, later, second)
		}
	})
}

// TestAPauseNeverBringsTheDateNearer holds for pauses, extensions and restarts.
func TestAPauseNeverBringsTheDateNearer(t *testing.T) {
	base := deadline.Rule{Calendar: loadCalendar(t, "center")}
	rapid.Check(t, func(t *rapid.T) {
		rule, from := someRule(base).Draw(t, "rule"), someReceipt().Draw(t, "from")
		p := instantsAfter(t, from, 3)
		start := entry(from, deadline.Start)
		extension := deadline.Entry{At: p[0], Kind: deadline.Extend, Term: someTerm().Draw(t, "more")}
		plain := reckon(t, rule, p[2], start)
		extended := reckon(t, rule, p[2], start, extension)
		paused := reckon(t, rule, p[2], start, extension, entry(p[0], deadline.Pause), entry(p[1], deadline.Resume))
		restarted := reckon(t, rule, p[2], start, extension, entry(p[0], deadline.Pause), entry(p[1], deadline.Restart))
		for _, pair := range [][2]deadline.Reckoning{{plain, extended}, {extended, paused}, {extended, restarted}} {
			if pair[1].Due.Before(pair[0].Due) {
				t.Fatalf("due %v became %v", pair[0].Due, pair[1].Due)
			}
		}
	})
}

// TestSplittingAPauseChangesNothing holds for the date and for the time used.
func TestSplittingAPauseChangesNothing(t *testing.T) {
	base := deadline.Rule{Calendar: loadCalendar(t, "center")}
	rapid.Check(t, func(t *rapid.T) {
		rule, from := someRule(base).Draw(t, "rule"), someReceipt().Draw(t, "from")
		p := instantsAfter(t, from, 4)
		start := entry(from, deadline.Start)
		whole := reckon(t, rule, p[3], start, entry(p[0], deadline.Pause), entry(p[2], deadline.Resume))
		split := reckon(t, rule, p[3], start, entry(p[0], deadline.Pause), entry(p[1], deadline.Resume),
			entry(p[1], deadline.Pause), entry(p[2], deadline.Resume))
		if !split.Due.Equal(whole.Due) || split.Used != whole.Used || split.Waited != whole.Waited {
			t.Fatalf("split: due %v used %v waited %v, whole: due %v used %v waited %v",
				split.Due, split.Used, split.Waited, whole.Due, whole.Used, whole.Waited)
		}
		going := reckon(t, rule, p[2], start, entry(p[0], deadline.Pause))
		if !going.Projected.Equal(whole.Due) {
			t.Fatalf("the projection said %v, it became %v", going.Projected, whole.Due)
		}
	})
}

// TestParallelHoldersCountTheirUnion draws two agencies at work at the same
// time: their group has the time in which either works, never the sum, and the
// shares outside and of the group are the time used.
func TestParallelHoldersCountTheirUnion(t *testing.T) {
	rule := deadline.Rule{Calendar: loadCalendar(t, "center"), Term: deadline.Days(35)}
	rapid.Check(t, func(t *rapid.T) {
		from := someReceipt().Draw(t, "from")
		p := instantsAfter(t, from, 5)
		seat := func(at time.Time, kind deadline.Kind, who string) deadline.Entry {
			return deadline.Entry{At: at, Kind: kind, Holder: who, Group: "ý kiến"}
		}
		order := []string{"stnmt", "sxd"}
		if rapid.Bool().Draw(t, "crossed") {
			slices.Reverse(order)
		}
		got := reckon(t, rule, p[4],
			deadline.Entry{At: from, Kind: deadline.Start, Holder: "ktdn"},
			seat(p[0], deadline.Hold, "stnmt"), seat(p[1], deadline.Hold, "sxd"),
			seat(p[2], deadline.Release, order[0]), seat(p[3], deadline.Release, order[1]))
		shares := map[deadline.Share]time.Duration{}
		var together time.Duration
		for _, share := range got.Shares {
			if share.Holder == "" || share.Group == "" {
				together += share.Used
			}
			shares[deadline.Share{Holder: share.Holder, Group: share.Group}] = share.Used
		}
		union, err := rule.Calendar.Between(p[0], p[3])
		if err != nil {
			t.Fatal(err)
		}
		if of := shares[deadline.Share{Group: "ý kiến"}]; of != union {
			t.Fatalf("the group has %v, want the union %v of %v", of, union, got.Shares)
		}
		if together != got.Used {
			t.Fatalf("the shares make %v, used are %v: %v", together, got.Used, got.Shares)
		}
	})
}

// TestTheZoneOfTheMachineChangesNothing writes the same ledger in other zones.
func TestTheZoneOfTheMachineChangesNothing(t *testing.T) {
	base := deadline.Rule{Calendar: loadCalendar(t, "center")}
	rapid.Check(t, func(t *rapid.T) {
		rule, from := someRule(base).Draw(t, "rule"), someReceipt().Draw(t, "from")
		p := instantsAfter(t, from, 3)
		abroad := time.FixedZone("", rapid.IntRange(-14*4, 14*4).Draw(t, "quarters")*900)
		home := reckon(t, rule, p[2], entry(from, deadline.Start), entry(p[0], deadline.Pause), entry(p[1], deadline.Resume))
		away := reckon(t, rule, p[2].In(abroad), entry(from.In(abroad), deadline.Start),
			entry(p[0].In(abroad), deadline.Pause), entry(p[1].In(abroad), deadline.Resume))
		if home.Due.String() != away.Due.String() || home.Used != away.Used || home.Standing != away.Standing || len(home.Steps) != len(away.Steps) {
			t.Fatalf("at home %+v, abroad %+v", home, away)
		}
		for i := range home.Steps {
			if home.Steps[i].From.String() != away.Steps[i].From.String() {
				t.Fatalf("step %d: at home %v, abroad %v", i, home.Steps[i], away.Steps[i])
			}
		}
	})
}
