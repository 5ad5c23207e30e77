package account_test

import (
	"slices"
	"testing"
	"time"

	"motcua"
	"motcua/account"
	"motcua/calendar"
)

var day = calendar.Date{Year: 2022, Month: 6, Day: 6}

func request() account.Asked {
	return account.Asked{Account: "a", Organisation: account.Organisation{TaxCode: "3300100064", Name: "Công ty Mẫu"}, Evidence: account.Evidence{File: "f"}}
}

func TestRequestsForMandates(t *testing.T) {
	for _, test := range []struct {
		why    string
		change func(*account.Asked)
		fields []string
	}{
		{"all that is needed", func(*account.Asked) {}, nil},
		{"no paper", func(a *account.Asked) { a.Evidence.File = "" }, []string{"evidence"}},
		{"a code that is none", func(a *account.Asked) { a.Organisation.TaxCode = "123" }, []string{"taxCode"}},
		{"no name", func(a *account.Asked) { a.Organisation.Name = " " }, []string{"organisation"}},
		{"a last day that is past", func(a *account.Asked) { a.Until = day.AddDays(-1) }, []string{"until"}},
		{"today is the last day", func(a *account.Asked) { a.Until = day }, nil},
		{"a last day too far off", func(a *account.Asked) { a.Until = day.AddMonths(61) }, []string{"until"}},
		{"everything wrong at once", func(a *account.Asked) { *a = account.Asked{Until: day.AddDays(-1)} }, []string{"taxCode", "organisation", "until", "evidence"}},
	} {
		t.Run(test.why, func(t *testing.T) {
			a := request()
			test.change(&a)
			var fields []string
			if fault, ok := motcua.AsFault(a.Tidy(day)); ok {
				for _, f := range fault.All() {
					fields = append(fields, f.Field)
				}
			}
			if !slices.Equal(fields, test.fields) {
				t.Errorf("faults on %v, want %v", fields, test.fields)
			}
		})
	}
	a := request()
	if err := a.Tidy(day); err != nil || a.Until != day.AddMonths(12) {
		t.Errorf("a mandate without a day ends %v (%v), want a year on", a.Until, err)
	}
}

func TestWhatMayBeDoneWithAMandate(t *testing.T) {
	at := day.At(0)
	asked := request()
	asked.Until = day.AddDays(10)
	step := func(m *account.Mandate, f account.MandateFact) *account.Mandate {
		next, _ := m.With(at.Add(time.Hour), account.MandateBy{Name: "Mai"}, f)
		return next
	}
	waiting := step(account.RebuildMandate("m", nil), asked)
	stands := step(waiting, account.Confirmed{})
	for _, test := range []struct {
		why                          string
		m                            *account.Mandate
		day                          calendar.Date
		active, decide, end, endDesk bool
	}{
		{"it waits", waiting, day, false, true, true, true},
		{"it stands", stands, day, true, false, true, true},
		{"on its last day", stands, day.AddDays(10), true, false, true, true},
		{"after its last day", stands, day.AddDays(11), false, false, true, true},
		{"it was refused", step(waiting, account.Refused{Reason: "x"}), day, false, false, false, false},
		{"it has ended", step(stands, account.Ended{}), day, false, false, false, false},
	} {
		t.Run(test.why, func(t *testing.T) {
			_, decide := test.m.Decide(account.Confirmed{})
			_, end := test.m.End("", false)
			_, endDesk := test.m.End("hết uỷ quyền", true)
			if test.m.Active(test.day) != test.active || (decide == nil) != test.decide || (end == nil) != test.end || (endDesk == nil) != test.endDesk {
				t.Errorf("active %v, decide %v, end %v, by the desk %v", test.m.Active(test.day), decide, end, endDesk)
			}
		})
	}
	for why, err := range map[string]error{
		"a refusal without a reason": func() error { _, err := waiting.Decide(account.Refused{}); return err }(),
		"an end without a reason":    func() error { _, err := stands.End(" ", true); return err }(),
	} {
		if motcua.KindOf(err) != motcua.Invalid {
			t.Errorf("%s: %v", why, err)
		}
	}
}
