package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/calendar"
)

// someInstant draws an instant of the calendar's first six years, at any
// nanosecond and written in any zone: neither may change an answer.
func someInstant(c *calendar.Calendar) *rapid.Generator[time.Time] {
	first, last := c.Range()
	seconds := last.At(0).Unix() - first.At(0).Unix() - 366*24*3600
	return rapid.Custom(func(t *rapid.T) time.Time {
		offset := rapid.IntRange(-14, 14).Draw(t, "zone")
		second := rapid.Int64Range(0, seconds).Draw(t, "second")
		nano := rapid.SampledFrom([]int64{0, 0, 0, 1, 999_999_999}).Draw(t, "nanosecond")
		return time.Unix(first.At(0).Unix()+second, nano).In(time.FixedZone("", offset*3600))
	})
}

func someSpan() *rapid.Generator[time.Duration] {
	return rapid.Custom(func(t *rapid.T) time.Duration {
		if rapid.Bool().Draw(t, "whole hours") {
			return time.Duration(rapid.IntRange(0, 1500).Draw(t, "hours")) * time.Hour
		}
		return time.Duration(rapid.Int64Range(0, int64(1500*time.Hour)).Draw(t, "span"))
	})
}

// TestAddingThenMeasuringGivesBack holds After against Between.
func TestAddingThenMeasuringGivesBack(t *testing.T) {
	c := center(t)
	rapid.Check(t, func(t *rapid.T) {
		from, span := someInstant(c).Draw(t, "from"), someSpan().Draw(t, "span")
		to, err := c.After(from, span)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.Between(from, to); err != nil || got != span {
			t.Fatalf("%v after %v is %v, measured back %v, %v", span, from, to, got, err)
		}
		if to.Before(from) {
			t.Fatalf("%v after %v is %v, before it", span, from, to)
		}
	})
}

// TestAfterEndsAtTheClosing holds that no stretch of work ends where an
// interval opens: it ended when the one before closed.
func TestAfterEndsAtTheClosing(t *testing.T) {
	c := center(t)
	rapid.Check(t, func(t *rapid.T) {
		from, span := someInstant(c).Draw(t, "from"), someSpan().Draw(t, "span")+1
		to, err := c.After(from, span)
		if err != nil {
			t.Fatal(err)
		}
		before, err := c.Between(from, to.Add(-1))
		if err != nil || before != span-1 {
			t.Fatalf("a nanosecond before %v only %v of %v have passed, %v", to, before, span, err)
		}
	})
}

// TestSplittingChangesNothing holds for measuring and for walking.
func TestSplittingChangesNothing(t *testing.T) {
	c := center(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b, m := someInstant(c).Draw(t, "a"), someInstant(c).Draw(t, "b"), someInstant(c).Draw(t, "m")
		whole, err := c.Between(a, b)
		if err != nil {
			t.Fatal(err)
		}
		first, _ := c.Between(a, m)
		second, _ := c.Between(m, b)
		if first+second != whole {
			t.Fatalf("%v + %v, want %v", first, second, whole)
		}
		x, y := someSpan().Draw(t, "x")/4, someSpan().Draw(t, "y")/4
		at, err := c.After(a, x)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := c.After(at, y)
		if err != nil {
			t.Fatal(err)
		}
		once, err := c.After(a, x+y)
		if err != nil {
			t.Fatal(err)
		}
		if !twice.Equal(once) && y > 0 {
			t.Fatalf("%v then %v after %v is %v, at once %v", x, y, a, twice, once)
		}
	})
}

// TestMinuteByMinute holds the index against counting every minute of a day
// chain, the slow and plain way.
func TestMinuteByMinute(t *testing.T) {
	c := center(t)
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.IntRange(0, 2000).Draw(t, "day")
		first, _ := c.Range()
		start := first.AddDays(day)
		length := rapid.IntRange(0, 5*24*60).Draw(t, "minutes")
		counted := 0
		for i := range length {
			instant := start.At(calendar.Minute(i))
			d, err := c.Day(calendar.DateOf(instant))
			if err != nil {
				t.Fatal(err)
			}
			for _, interval := range d.Intervals {
				if m := calendar.MinuteOf(instant); m >= interval.From && m < interval.To {
					counted++
				}
			}
		}
		got, err := c.Between(start.At(0), start.At(calendar.Minute(length)))
		if want := time.Duration(counted) * time.Minute; err != nil || got != want {
			t.Fatalf("got %v, %v, want %v", got, err, want)
		}
	})
}

// TestWorkingDaysCountBack holds AddWorkingDays against WorkingDays.
func TestWorkingDaysCountBack(t *testing.T) {
	c := center(t)
	rapid.Check(t, func(t *rapid.T) {
		from := calendar.DateOf(someInstant(c).Draw(t, "from"))
		n := rapid.IntRange(1, 200).Draw(t, "n")
		to, err := c.AddWorkingDays(from, n)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.WorkingDays(from, to); err != nil || got != n {
			t.Fatalf("%d working days after %v is %v, counted back %d, %v", n, from, to, got, err)
		}
		if working, err := c.IsWorking(to); err != nil || !working {
			t.Fatalf("%v is no working day, %v", to, err)
		}
	})
}
