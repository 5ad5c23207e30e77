package message_test

import (
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/internal/message"
)

func load(t *testing.T) *message.Catalogue {
	t.Helper()
	cat, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func TestValuesAreWrittenAsTheReaderWritesThem(t *testing.T) {
	cat := load(t)
	morning := time.Date(2022, 6, 6, 1, 30, 0, 0, time.UTC)
	cases := []struct {
		why    string
		value  any
		vi, en string
	}{
		{"an instant is shown at +07:00 whatever its zone", morning, "06/06/2022 08:30", "06/06/2022 08:30"},
		{"a zero instant is not known yet", time.Time{}, "", ""},
		{"a civil date", calendar.Date{Year: 2022, Month: 6, Day: 6}, "06/06/2022", "06/06/2022"},
		{"a civil date not stated", calendar.Date{}, "", ""},
		{"eight hours are a working day", 19 * time.Hour, "2 ngày 3 giờ", "2 days 3 hours"},
		{"one of a thing is singular in English", 9*time.Hour + time.Minute, "1 ngày 1 giờ 1 phút", "1 day 1 hour 1 minute"},
		{"nothing is zero minutes", time.Duration(0), "0 phút", "0 minutes"},
		{"time overrun", -time.Hour, "−1 giờ", "−1 hour"},
		{"thousands are set apart", 1234567, "1.234.567", "1,234,567"},
		{"three digits stay together", int64(-123), "−123", "−123"},
		{"a decimal", 1234.5, "1.234,5", "1,234.5"},
		{"text as it is", "Phú Bài", "Phú Bài", "Phú Bài"},
		{"a text within a text", motcua.Say("ui.hours", "Count", 4), "4 giờ", "4 hours"},
		{"a list", []motcua.Text{motcua.Say("ui.justNow"), motcua.Say("ui.hours", "Count", 1)}, "Vừa xong, 1 giờ", "Just now, 1 hour"},
	}
	for _, c := range cases {
		if got, want := cat.In("vi").Value(c.value), c.vi; got != want {
			t.Errorf("%s: vi: got %q, want %q", c.why, got, want)
		}
		if got, want := cat.In("en").Value(c.value), c.en; got != want {
			t.Errorf("%s: en: got %q, want %q", c.why, got, want)
		}
	}
}

func TestWordsAboutTime(t *testing.T) {
	p := load(t).In("vi")
	now := time.Date(2022, 6, 6, 10, 0, 0, 0, calendar.Zone())
	cases := []struct{ why, got, want string }{
		{"days left are whole days", p.Left(19*time.Hour, 0), "Còn 2 ngày"},
		{"the last day is told in hours", p.Left(3*time.Hour+20*time.Minute, 0), "Còn 3 giờ"},
		{"overdue", p.Left(-17*time.Hour, 0), "Quá hạn 2 ngày"},
		{"a shorter working day has more days in it", p.Left(14*time.Hour, 7*time.Hour), "Còn 2 ngày"},
		{"minutes ago", p.Ago(now.Add(-5*time.Minute), now), "5 phút trước"},
		{"a day ago is a day of the clock, not of work", p.Ago(now.Add(-25*time.Hour), now), "1 ngày trước"},
		{"long ago is a date", p.Ago(now.AddDate(0, -1, 0), now), "06/05/2022 10:00"},
		{"the future is a date", p.Ago(now.Add(time.Hour), now), "06/06/2022 11:00"},
		{"just now", p.Ago(now.Add(-time.Second), now), "Vừa xong"},
		{"money", p.Money(1250000), "1.250.000 đồng"},
		{"percent with one place", p.Decimal(98.66, 1), "98,7"},
		{"day of an evening in UTC is tomorrow here", p.Day(time.Date(2022, 6, 6, 20, 0, 0, 0, time.UTC)), "07/06/2022"},
		{"clock", p.Clock(now), "10:00"},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, c.got, c.want)
		}
	}
}

func TestTheCatalogueNeverFailsAPage(t *testing.T) {
	cat := load(t)
	if got, want := cat.In("vi").T("ui.noSuchKey", "Name", "x"), "ui.noSuchKey"; got != want {
		t.Errorf("an unknown key is shown as it is: got %q, want %q", got, want)
	}
	if got, want := cat.In("vi").T("ui.left"), "Còn ‹Time›"; got != want {
		t.Errorf("a value nobody gave: got %q, want %q", got, want)
	}
	if got, want := cat.In("fr").Lang(), "vi"; got != want {
		t.Errorf("an unknown language is Vietnamese: got %q, want %q", got, want)
	}
	if got, want := cat.In("en").Fault(nil), ""; got != want {
		t.Errorf("no fault, no sentence: got %q, want %q", got, want)
	}
	fault := motcua.InvalidField("term", "ui.left", "Time", 8*time.Hour)
	if got, want := cat.In("vi").Fault(fault), "Còn 1 ngày"; got != want {
		t.Errorf("a fault is its sentence: got %q, want %q", got, want)
	}
}

func BenchmarkText(b *testing.B) {
	cat, err := message.Load()
	if err != nil {
		b.Fatal(err)
	}
	p := cat.In("vi")
	b.Run("plain", func(b *testing.B) {
		for b.Loop() {
			p.T("ui.skip")
		}
	})
	b.Run("filled", func(b *testing.B) {
		for b.Loop() {
			p.T("ui.left", "Time", 19*time.Hour)
		}
	})
}
