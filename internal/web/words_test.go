package web

import (
	"testing"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/message"
	"motcua/report"
)

// TestStaffPagesHaveTheirWords looks up the keys that the pages put together
// out of their tables, which no search of the code finds.
func TestStaffPagesHaveTheirWords(t *testing.T) {
	words, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, a := range acts() {
		keys = append(keys, "page.deed."+string(a.deed), "page.submit."+string(a.deed), "page.done."+string(a.deed))
	}
	for _, tab := range tabs() {
		keys = append(keys, "page.tab."+tabKey(tab.name))
	}
	for _, pile := range piles(identity.CommandLine()) {
		keys = append(keys, "work.tab."+tabKey(pile.name), "work.empty."+emptyKey(pile.name))
	}
	for _, field := range dossier.Correctable() {
		keys = append(keys, "page.field."+field)
	}
	for _, s := range []dossier.Status{dossier.Received, dossier.Processing, dossier.Consulting, dossier.Approving, dossier.Supplementing} {
		keys = append(keys, "page.strip."+string(s))
	}
	for _, s := range []deadline.Standing{deadline.Overdue, deadline.DueSoon, deadline.InTime, deadline.Paused, deadline.Early, deadline.OnTime, deadline.Late} {
		keys = append(keys, "work.standing."+string(s))
	}
	for _, g := range report.Groups() {
		keys = append(keys, "figures.group."+string(g))
	}
	for _, s := range stagesOf([]catalogue.Leg{{Kind: catalogue.OneStop}, {Kind: catalogue.Own, Unit: "a"}, {Kind: catalogue.Consultation}, {Kind: catalogue.Own, Unit: "a"},
		{Kind: catalogue.Own, Unit: dossier.LeadershipUnit}, {Kind: catalogue.Authority}, {Kind: catalogue.OneStop}}) {
		keys = append(keys, "page.stage."+s.name)
	}
	for _, a := range feedbackActs() {
		keys = append(keys, "feedback.act."+string(a.deed), "feedback.submit."+string(a.deed), "feedback.done."+string(a.deed))
	}
	for _, t := range feedbackTabs() {
		keys = append(keys, "feedback.tab."+t.name)
	}
	for _, key := range keys {
		for _, lang := range []string{message.Vietnamese, message.English} {
			if !words.In(lang).Has(key) {
				t.Errorf("%s has no sentence in %s", key, lang)
			}
		}
	}
}

func TestStepsOfAPlanFitAPage(t *testing.T) {
	own := func(unit string) catalogue.Leg { return catalogue.Leg{Kind: catalogue.Own, Unit: unit} }
	desk, asked, signs := catalogue.Leg{Kind: catalogue.OneStop}, catalogue.Leg{Kind: catalogue.Consultation}, own(dossier.LeadershipUnit)
	for _, c := range []struct {
		why  string
		plan []catalogue.Leg
		want []string
	}{
		{"no plan", nil, nil},
		{"the usual way", []catalogue.Leg{desk, own("a"), own("a"), own("a"), signs, desk}, []string{"received", "processing", "sign", "return"}},
		{"the signature that sends the consultations out is part of the appraisal", []catalogue.Leg{desk, own("a"), signs, asked, asked, own("a"), signs, desk},
			[]string{"received", "processing", "consulting", "summarise", "sign", "return"}},
		{"units one after another are joined when they are too many", []catalogue.Leg{desk, own("a"), own("b"), own("c"), own("d"), own("e"), own("f"), own("g"), desk},
			[]string{"received", "processing", "", "", "", "", "return"}},
	} {
		stages := stagesOf(c.plan)
		var got []string
		for _, s := range stages {
			got = append(got, s.name)
		}
		if len(got) > mostSteps {
			t.Errorf("%s: %d steps, want %d at most", c.why, len(got), mostSteps)
		}
		for i, want := range c.want {
			if i >= len(got) || got[i] != want {
				t.Errorf("%s: got %q, want %q", c.why, got, c.want)
				break
			}
		}
	}
}

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct{ why, typed, want string }{
		{"with slashes", "27/3/1985", "1985-03-27"}, {"with dashes", "27-03-1985", "1985-03-27"}, {"with dots", "27.3.1985", "1985-03-27"},
		{"in one", "27031985", "1985-03-27"}, {"the way of machines", "1985-03-27", "1985-03-27"}, {"a leap day", "29/2/2024", "2024-02-29"},
		{"no leap year", "29/2/2022", ""}, {"no such month", "1/13/2022", ""}, {"a word", "hôm nay", ""}, {"too short", "1/2", ""},
		{"an old year", "1/1/1022", ""},
	} {
		day, err := readDate("x", c.typed)
		if got := day.String(); (err == nil) != (c.want != "") || err == nil && got != c.want {
			t.Errorf("%s: %q gives %s (%v), want %q", c.why, c.typed, got, err, c.want)
		}
	}
}
