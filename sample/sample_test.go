package sample_test

import (
	"testing"
	"time"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/sample"
)

// opening is the day of the demo.
func opening() calendar.Date { return calendar.Date{Year: 2022, Month: time.June, Day: 6} }

func procedures(t *testing.T) []catalogue.Procedure {
	t.Helper()
	procedures, err := sample.Procedures()
	if err != nil {
		t.Fatal(err)
	}
	return procedures
}

func TestEveryProcedureIsSound(t *testing.T) {
	codes := map[string]bool{}
	for _, p := range procedures(t) {
		if codes[p.Code] {
			t.Errorf("%s stands twice", p.Code)
		}
		codes[p.Code] = true
		for _, problem := range catalogue.Errors(p.Problems()) {
			t.Errorf("%s %s: %s", p.Code, problem.Field, problem.Text)
		}
	}
}

func TestEnoughProceduresAreInForceOnTheDayOfTheDemo(t *testing.T) {
	inForce, english := 0, 0
	for _, p := range procedures(t) {
		v, err := p.VersionOn(opening())
		if err != nil {
			continue
		}
		inForce++
		if p.NameEN != "" {
			english++
		}
		if len(v.Process.Legs) < 5 {
			t.Errorf("%s/%d has %d legs, want a process", p.Code, v.Number, len(v.Process.Legs))
		}
	}
	if inForce < 110 {
		t.Errorf("%d procedures in force, want 110 or more", inForce)
	}
	if english < 30 {
		t.Errorf("%d have an English name, want 30 or more", english)
	}
}

func TestTheProcessesOfTheirOwn(t *testing.T) {
	attachments, err := sample.Processes()
	if err != nil {
		t.Fatal(err)
	}
	if len(attachments) < 12 {
		t.Errorf("%d processes of their own, want 12 or more", len(attachments))
	}
}

func TestEveryHolderIsAnAgencyOfTheSample(t *testing.T) {
	agencies, err := sample.Agencies()
	if err != nil {
		t.Fatal(err)
	}
	units := map[string]bool{}
	for _, a := range agencies {
		units[a.ID+"/"] = true
		for _, u := range a.Units {
			units[a.ID+"/"+u.ID] = true
		}
	}
	for _, p := range procedures(t) {
		for _, v := range p.Versions {
			for _, leg := range v.Process.Legs {
				if !units[leg.Agency+"/"+leg.Unit] {
					t.Errorf("%s/%d %s is held by %s/%s, which is nobody", p.Code, v.Number, leg.ID, leg.Agency, leg.Unit)
				}
			}
		}
	}
}

// The shares of a process in the unit of its limit sum to the limit exactly; a
// process in working days under a limit of calendar days stays within it.
func TestSharesSumToTheLimit(t *testing.T) {
	for _, p := range procedures(t) {
		for _, v := range p.Versions {
			if v.Process.IsZero() {
				continue
			}
			term, err := v.TermFor("", "")
			if err != nil {
				t.Errorf("%s/%d: %v", p.Code, v.Number, err)
				continue
			}
			sum, longest := deadline.Amount(0), map[string]deadline.Amount{}
			for _, leg := range v.Process.Legs {
				if leg.Group == "" {
					sum += leg.Share.Amount
					continue
				}
				longest[leg.Group] = max(longest[leg.Group], leg.Share.Amount)
			}
			for _, amount := range longest {
				sum += amount
			}
			if sum > term.Amount || term.Unit == deadline.WorkingDay && sum != term.Amount {
				t.Errorf("%s/%d: shares sum to %s, want %s", p.Code, v.Number, sum, term)
			}
		}
	}
}

func TestTheInvestmentPolicyThroughTheYears(t *testing.T) {
	tests := []struct {
		reason string
		on     calendar.Date
		want   string
	}{
		{"Luật Đầu tư 2020 and NĐ 31/2021", opening(), "35 working days"},
		{"the last day of NĐ 31/2021's limit", calendar.Date{Year: 2025, Month: 11, Day: 29}, "35 working days"},
		{"the limit of the end of 2025", calendar.Date{Year: 2025, Month: 11, Day: 30}, "17 days"},
		{"NĐ 96/2026", calendar.Date{Year: 2026, Month: 7, Day: 1}, "17 working days"},
	}
	for _, p := range procedures(t) {
		if p.Code != "1.009645" {
			continue
		}
		for _, test := range tests {
			v, err := p.VersionOn(test.on)
			if err != nil {
				t.Fatalf("%s: %v", test.reason, err)
			}
			if got := v.Term.String(); got != test.want {
				t.Errorf("%s: got %s, want %s", test.reason, got, test.want)
			}
		}
		return
	}
	t.Fatal("1.009645 is missing")
}

func TestCalendars(t *testing.T) {
	specs, err := sample.Calendars()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		reason    string
		date      calendar.Date
		working   bool
		confirmed bool
	}{
		{"a plain Monday", opening(), true, true},
		{"compensation for Giỗ Tổ", calendar.Date{Year: 2022, Month: 4, Day: 11}, false, true},
		{"compensation for 1/1/2022, no announcement seen", calendar.Date{Year: 2022, Month: 1, Day: 3}, false, false},
		{"a Saturday worked for 29/4/2024", calendar.Date{Year: 2024, Month: 5, Day: 4}, true, true},
		{"exchanged for Saturday 22/8/2026", calendar.Date{Year: 2026, Month: 8, Day: 31}, false, true},
		{"Ngày Văn hóa Việt Nam, from 2026", calendar.Date{Year: 2026, Month: 11, Day: 24}, false, true},
	}
	for _, spec := range specs {
		c, err := calendar.New(spec)
		if err != nil {
			t.Fatal(err)
		}
		if c.FullDay() != 8*time.Hour {
			t.Errorf("%s: a day of %s, want 8 hours", spec.ID, c.FullDay())
		}
		for _, test := range tests {
			day, err := c.Day(test.date)
			if err != nil {
				t.Fatalf("%s: %v", test.reason, err)
			}
			if day.Working != test.working {
				t.Errorf("%s, %s: working %t, want %t", spec.ID, test.reason, day.Working, test.working)
			}
			if !day.Working && day.Confirmed != test.confirmed {
				t.Errorf("%s, %s: confirmed %t, want %t", spec.ID, test.reason, day.Confirmed, test.confirmed)
			}
		}
		if _, err := c.Day(calendar.Date{Year: 2027, Month: 1, Day: 4}); err == nil {
			t.Errorf("%s answers for 2027, which is not announced", spec.ID)
		}
	}
	if len(specs) != 2 {
		t.Errorf("%d calendars, want center and department", len(specs))
	}
}

func TestTopicsLeadToProceduresInBothLanguages(t *testing.T) {
	procedures, err := sample.Procedures()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]catalogue.Procedure{}
	for _, p := range procedures {
		known[p.Code] = p
		if p.NameEN == "" || p.FieldEN == "" {
			t.Errorf("%s has no English name, or its field %q has none", p.Code, p.Field)
		}
	}
	topics, err := sample.Topics()
	if err != nil {
		t.Fatal(err)
	}
	for i, topic := range topics {
		if topic.Place != i+1 || topic.NameEN == "" || topic.AboutEN == "" {
			t.Errorf("topic %s stands at place %d of %d, in English %q", topic.ID, topic.Place, i+1, topic.NameEN)
		}
		for _, code := range topic.Procedures {
			if _, ok := known[code]; !ok {
				t.Errorf("topic %s leads to %s, which is not in the sample", topic.ID, code)
			}
		}
	}
	for _, code := range []string{"1.009645", "1.009729", "1.009731"} {
		p := known[code]
		for _, v := range p.Versions {
			if !p.InEnglish(v) {
				t.Errorf("%s/%d cannot be read in English", code, v.Number)
			}
		}
	}
}
