package submission_test

import (
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/sample"
	"motcua/submission"
)

// at reads "2006-01-02T15:04" in Vietnam's time.
func at(t *testing.T, s string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheDeskAnswersWithinEightWorkingHours(t *testing.T) {
	specs, err := sample.Calendars()
	if err != nil {
		t.Fatal(err)
	}
	var desk *calendar.Calendar
	for _, spec := range specs {
		if spec.ID == "center" {
			if desk, err = calendar.New(spec); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, test := range []struct{ reason, sent, due string }{
		{"sent at opening, answered at closing", "2022-06-06T07:30", "2022-06-06T17:00"},
		{"sent in the morning, answered the next", "2022-06-06T08:30", "2022-06-07T08:30"},
		{"sent in the lunch break", "2022-06-06T12:00", "2022-06-07T11:30"},
		{"sent at night counts from the next opening", "2022-06-06T22:00", "2022-06-07T17:00"},
		{"sent on Saturday counts from Monday", "2022-06-11T10:00", "2022-06-13T17:00"},
		{"days off in between do not count", "2022-08-31T16:00", "2022-09-05T16:00"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			got, err := submission.AnswerDue(at(t, test.sent), desk)
			if want := at(t, test.due); err != nil || !got.Equal(want) {
				t.Errorf("got %v (%v), want %v", got.In(calendar.Zone()), err, want)
			}
		})
	}
}

func TestWhatMayBeDoneToASubmission(t *testing.T) {
	by := dossier.By{Person: "reception", Name: "Lê Văn An"}
	sent := func(facts ...submission.Fact) *submission.Submission {
		s := submission.Rebuild("id", "T-220606-0001", "KHRTMX", "", nil)
		for _, f := range append([]submission.Fact{submission.Sent{}}, facts...) {
			s, _ = s.With(at(t, "2022-06-06T08:30"), by, f)
		}
		return s
	}
	asked := submission.MoreAsked{Reason: "thiếu"}
	for _, test := range []struct {
		reason   string
		s        *submission.Submission
		status   submission.Status
		national int
		may      bool // be accepted, asked about, refused
	}{
		{"what was sent waits for the desk", sent(), submission.Waiting, 1, true},
		{"what is to be completed waits for the applicant", sent(asked), submission.Incomplete, 5, false},
		{"completed, it waits for the desk again", sent(asked, submission.Sent{}), submission.Waiting, 1, true},
		{"accepted once", sent(submission.Taken{Dossier: "H57.16-220606-0001"}), submission.Accepted, 2, false},
		{"refused once", sent(submission.TurnedDown{Reason: "sai thẩm quyền"}), submission.Refused, 3, false},
		{"withdrawn by its sender", sent(submission.TakenBack{}), submission.Withdrawn, 7, false},
	} {
		t.Run(test.reason, func(t *testing.T) {
			if test.s.Status != test.status || test.s.Status.National() != test.national {
				t.Errorf("got %s (%d), want %s (%d)", test.s.Status, test.s.Status.National(), test.status, test.national)
			}
			_, ask := test.s.Ask(submission.MoreAsked{Reason: "thiếu giấy tờ"})
			_, take := test.s.Take("H57.16-220606-0002")
			_, refuse := test.s.TurnDown("không thuộc thẩm quyền")
			for what, err := range map[string]error{"ask": ask, "take": take, "refuse": refuse} {
				if (err == nil) != test.may {
					t.Errorf("%s: %v", what, err)
				}
				if err != nil && motcua.KindOf(err) != motcua.Conflict {
					t.Errorf("%s is no conflict: %v", what, err)
				}
			}
		})
	}
}

func TestADraftKnowsWhatIsMissing(t *testing.T) {
	required := []catalogue.Paper{{Code: "P01", Required: true}, {Code: "P02", Required: true}, {Code: "P03"}}
	var d submission.Draft
	if got := d.Missing(required); len(got) != 2 {
		t.Errorf("an empty draft misses %v", got)
	}
	if f := d.Attach("P01", submission.File{ID: "a"}, submission.File{ID: "b"}); f != nil {
		t.Fatal(f)
	}
	d.Remove("a")
	if got := d.Missing(required); len(got) != 1 || got[0].Code != "P02" {
		t.Errorf("with P01 handed in it misses %v", got)
	}
	d.Remove("b")
	if got := d.Missing(required); len(got) != 2 {
		t.Errorf("with its last file removed P01 is not missing: %v", got)
	}
	for i := range submission.FilesMost {
		if f := d.Attach("P03", submission.File{ID: string(rune('A' + i))}); f != nil {
			t.Fatal(f)
		}
	}
	var heavy submission.Draft
	if f := heavy.Attach("P01", submission.File{ID: "a", Size: submission.BytesMost}); f != nil {
		t.Errorf("just as much as allowed: %v", f)
	}
	if f := heavy.Attach("P01", submission.File{ID: "b", Size: 1}); f == nil {
		t.Error("a byte more than allowed is taken")
	}
	if f := d.Attach("P01", submission.File{ID: "z"}); f == nil || f.Field != "paper.P01" {
		t.Errorf("one file too many: %v", f)
	}
}
