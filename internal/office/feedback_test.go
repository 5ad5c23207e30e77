package office_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"motcua"
	"motcua/dossier"
	"motcua/feedback"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
)

const complaint = "Hồ sơ của tôi trễ ba ngày mà không ai báo trước. Tôi là Nguyễn Thị Lan, điện thoại 0905 123 456."

// delay is a feedback on the handling of a dossier that the specialist had.
func delay(t *testing.T, o *officetest.Office) (*office.FeedbackView, string) {
	t.Helper()
	ctx := context.Background()
	code := receive(t, o, "Nguyễn Thị Lan").Code
	target := office.Target{Code: code}
	_, handover, err := o.HandOver(ctx, o.As("reception"), target, "", "")
	check(t, "hand over", err)
	_, err = o.Take(ctx, o.As("head"), handover)
	check(t, "take", err)
	_, err = o.Assign(ctx, o.As("head"), target, "specialist", "")
	check(t, "assign", err)
	v, err := o.SendFeedback(ctx, feedback.Intake{Kind: feedback.Handling, Content: complaint,
		Sender: feedback.Sender{Name: "Nguyễn Thị Lan", Address: "12 Lê Lợi, Huế", Phone: "0905123456", Email: "lan@example.vn"},
		About:  feedback.About{Dossier: strings.ToLower(code)}})
	check(t, "send", err)
	return v, code
}

// TestAComplaintIsAnswered plays a feedback on a delay from its receipt to the
// sender's word on the answer.
func TestAComplaintIsAnswered(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		v, _ := delay(t, o)
		if got, want := v.Code, "PA-2022-0001"; got != want {
			t.Errorf("code: got %s, want %s", got, want)
		}
		if got, want := v.About.Unit+" "+strings.Join(v.About.Persons, ","), "ktdn specialist"; got != want {
			t.Errorf("concerned: got %q, want %q", got, want)
		}
		at := office.FeedbackTarget{Code: v.Code}
		o.MoveTo("2022-06-07T08:30")
		_, err := o.ClassifyFeedback(ctx, o.As("office"), at, feedback.Handling, v.About, "")
		check(t, "classify", err)
		_, err = o.AssignFeedback(ctx, o.As("office"), at, "ktdn", "", "")
		refusedAs(t, "to the unit complained about", err, "feedback.assign.unitConcerned")
		_, err = o.AssignFeedback(ctx, o.As("office"), at, "dkkd", "head", "")
		refusedAs(t, "to somebody of that unit in another post", err, "feedback.assign.personConcerned")
		_, err = o.AssignFeedback(ctx, o.As("office"), at, "dkkd", "cv.dkkd", "")
		check(t, "assign", err)
		o.MoveTo("2022-06-10T08:30")
		_, err = o.DraftAnswer(ctx, o.As("cv.dkkd"), at, "Sở xin lỗi; bà Nguyễn Thị Lan sẽ nhận kết quả ngày 13/06/2022.", feedback.Upheld)
		check(t, "draft", err)
		_, err = o.ApproveAnswer(ctx, o.As("cv.dkkd"), at)
		refusedAs(t, "a specialist approves", err, "identity.forbidden.approveFeedback")
		_, err = o.ApproveAnswer(ctx, o.As("tp.dkkd"), at)
		check(t, "approve", err)
		text, err := o.SuggestPublic(ctx, o.As("office"), v.Code)
		check(t, "suggest", err)
		if told := fmt.Sprint(text); strings.Contains(told, "Lan") || strings.Contains(told, "0905") {
			t.Errorf("the suggestion tells the sender: %s", told)
		}
		if _, err := o.PublicFeedback(ctx, v.Code); motcua.KindOf(err) != motcua.NotFound {
			t.Errorf("public before it is published: %v", err)
		}
		_, err = o.PublishFeedback(ctx, o.As("office"), at, text)
		check(t, "publish", err)
		public, err := o.PublicFeedback(ctx, v.Code)
		check(t, "public", err)
		if public.Text != text {
			t.Errorf("public: got %+v, want %+v", public.Text, text)
		}
		claim := office.FeedbackClaim{Code: v.Code, Key: v.Key}
		_, err = o.JudgeAnswer(ctx, claim, true)
		check(t, "judge", err)
		_, err = o.JudgeAnswer(ctx, claim, false)
		refusedAs(t, "judged twice", err, "feedback.judge.twice")
		_, err = o.JudgeAnswer(ctx, office.FeedbackClaim{Code: v.Code, Key: "BCFGHJ"}, true)
		refusedAs(t, "with another key", err, "feedback.track.unknown")
		figures, err := o.FeedbackFigures(ctx, calendarDate(t, "2022-06-01"), calendarDate(t, "2022-06-30"))
		check(t, "figures", err)
		if got, want := figures.Total, (feedback.Tally{Received: 1, Answered: 1, Published: 1, OnTime: 1, Upheld: 1, Satisfied: 1}); got != want {
			t.Errorf("figures: got %+v, want %+v", got, want)
		}
		for _, q := range []office.PublicQuery{{Answered: true, Text: "xin loi"}, {Answered: true, Kind: feedback.Handling}} {
			page, err := o.PublicFeedbacks(ctx, q)
			check(t, "public list", err)
			if len(page.Items) != 1 || page.Items[0].Satisfied == nil || !*page.Items[0].Satisfied {
				t.Errorf("public list %+v: got %+v", q, page.Items)
			}
		}
		if page, err := o.PublicFeedbacks(ctx, office.PublicQuery{Answered: true, Text: "nguyen thi lan"}); err != nil || len(page.Items) != 0 {
			t.Errorf("the public search finds the sender: %v (%v)", page.Items, err)
		}
	})
}

func refusedAs(t *testing.T, doing string, err error, key string) {
	t.Helper()
	var fault *motcua.Fault
	if !errors.As(err, &fault) || fault.Text.Key != key {
		t.Errorf("%s: got %v, want %s", doing, err, key)
	}
}

// TestThoseComplainedAboutSeeNothing: not in lists, counts and searches, not by
// its code, not its files; all others of the staff only what is theirs.
func TestThoseComplainedAboutSeeNothing(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		file, err := o.KeepFile(ctx, office.Hand{By: identity.Actor{Person: "sender"}, Name: "thu.txt", Body: strings.NewReader("Bằng chứng kèm theo")})
		check(t, "keep a file", err)
		v, _ := delay(t, o)
		_, err = o.SayMore(ctx, office.FeedbackClaim{Code: v.Code, Key: v.Key}, "Gửi thêm bằng chứng", []string{file.ID})
		check(t, "say more", err)
		at := office.FeedbackTarget{Code: v.Code}
		_, err = o.ClassifyFeedback(ctx, o.As("office"), at, feedback.Handling, v.About, "")
		check(t, "classify", err)
		_, err = o.AssignFeedback(ctx, o.As("office"), at, "dkkd", "", "")
		check(t, "assign", err)
		for _, test := range []struct {
			reason, person string
			sees, sender   bool
		}{
			{"the office sorts it and reaches the sender", "office", true, true},
			{"the director sees it, not the sender", "director", true, false},
			{"the unit that handles it sees it, not the sender", "cv.dkkd", true, false},
			{"the specialist complained about, who is also in that unit, does not", "specialist", false, false},
			{"nor a colleague of the unit complained about", "cv.ktdn", false, false},
			{"nor its head", "head", false, false},
			{"nor the desk", "reception", false, false},
			{"nor the keeper of the system", "admin", false, false},
			{"nor a consulted agency", "sxd", false, false},
		} {
			by := o.As(test.person)
			seen, err := o.Feedback(ctx, by, v.Code)
			if got := err == nil; got != test.sees {
				t.Errorf("%s: reads it: got %v (%v)", test.reason, got, err)
			}
			if err == nil && (seen.Sender.Name != "") != test.sender {
				t.Errorf("%s: the sender: got %q", test.reason, seen.Sender.Name)
			}
			if err != nil && motcua.KindOf(err) != motcua.NotFound {
				t.Errorf("%s: is told that there is one: %v", test.reason, err)
			}
			for _, q := range []office.FeedbackQuery{{}, {Text: "tre ba ngay"}, {States: []feedback.State{feedback.Working}}} {
				page, err := o.Feedbacks(ctx, by, q)
				if got := err == nil && len(page.Items) == 1; got != test.sees {
					t.Errorf("%s: list %+v: got %d (%v)", test.reason, q, len(page.Items), err)
				}
				counts, err := o.FeedbackStates(ctx, by, q)
				if got := err == nil && counts[feedback.Working] == 1; got != test.sees {
					t.Errorf("%s: count %+v: got %v (%v)", test.reason, q, counts, err)
				}
			}
			if page, err := o.Feedbacks(ctx, by, office.FeedbackQuery{Text: "nguyen thi lan"}); err == nil && len(page.Items) > 0 {
				t.Errorf("%s: finds it by the sender's name", test.reason)
			}
			if _, err := o.FeedbackFile(ctx, by, v.Code, file.ID); (err == nil) != test.sees {
				t.Errorf("%s: opens its file: %v", test.reason, err)
			}
		}
		if _, err := o.FeedbackFile(ctx, o.As("office"), v.Code, "another"); motcua.KindOf(err) != motcua.NotFound {
			t.Errorf("a file of something else: %v", err)
		}
		if _, err := o.OwnFeedbackFile(ctx, office.FeedbackClaim{Code: v.Code, Key: "BCFGHJ"}, file.ID); motcua.KindOf(err) != motcua.NotFound {
			t.Errorf("a file with a wrong key: %v", err)
		}
	})
}

func TestTheDossierNamedIsNotTold(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		in := feedback.Intake{Kind: feedback.Handling, Content: complaint, Sender: feedback.Sender{Name: "Lan", Address: "Huế", Phone: "0905123456"},
			About: feedback.About{Dossier: "H57.16-220606-9999"}}
		v, err := o.SendFeedback(context.Background(), in)
		check(t, "send with a code that is none", err)
		if v.About.Unit != "" || len(v.About.Persons) > 0 {
			t.Errorf("concerned: got %+v", v.About)
		}
	})
}

func ended(t *testing.T, o *officetest.Office, name string) *office.View {
	t.Helper()
	ctx := context.Background()
	target := office.Target{Code: receive(t, o, name).Code}
	_, handover, err := o.HandOver(ctx, o.As("reception"), target, "", "")
	check(t, "hand over", err)
	_, err = o.Take(ctx, o.As("head"), handover)
	check(t, "take", err)
	_, err = o.Assign(ctx, o.As("head"), target, "specialist", "")
	check(t, "assign", err)
	view, err := o.Conclude(ctx, o.As("director"), target, dossier.Granted, dossier.Document{Number: "1/QĐ", Date: "2022-06-06"}, "")
	check(t, "conclude", err)
	return view
}

// TestADossierIsRatedOnce: by its applicant, after its end, whatever happens at
// the same time; the staff learns sums alone.
func TestADossierIsRatedOnce(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		open := receive(t, o, "Mẫu")
		refusedAs(t, "before the result", o.Rate(ctx, office.Claim{Code: open.Code, Key: open.Key}, 5), "rating.early")
		view := ended(t, o, "Mẫu")
		claim := office.Claim{Code: view.Code, Key: view.Key}
		refusedAs(t, "with another key", o.Rate(ctx, office.Claim{Code: view.Code, Key: "BCFGHJ"}, 5), "dossier.track.unknown")
		refusedAs(t, "no answer", o.Rate(ctx, claim, 0), "rating.required")
		var wait sync.WaitGroup
		answers := make([]error, 8)
		for i := range answers {
			wait.Go(func() { answers[i] = o.Rate(ctx, claim, 1+i%5) })
		}
		wait.Wait()
		taken := 0
		for _, err := range answers {
			if err == nil {
				taken++
				continue
			}
			refusedAs(t, "at the same time", err, "rating.twice")
		}
		if taken != 1 {
			t.Errorf("taken at the same time: got %d, want 1", taken)
		}
		check(t, "add marks", o.DetailRating(ctx, claim, map[string]int{"n1": 2, "attitude": 1}, "Cán bộ 0905 123 456 nhiệt tình"))
		refusedAs(t, "add again", o.DetailRating(ctx, claim, nil, "Thêm"), "rating.detail.twice")
		from, to := calendarDate(t, "2022-06-01"), calendarDate(t, "2022-06-30")
		one, err := o.Satisfaction(ctx, from, to, feedback.ByAll)
		check(t, "sum of one", err)
		if !one.Total.Hidden || one.Total.Answers != 1 || one.Total.Average != 0 {
			t.Errorf("one answer is told: %+v", one.Total)
		}
		if comments, err := o.RatingComments(ctx, o.As("head"), from, to); err != nil || len(comments) > 0 {
			t.Errorf("comments of one answer: %v (%v)", comments, err)
		}
		for _, overall := range []int{5, 4} {
			more := ended(t, o, "Mẫu")
			check(t, "rate", o.Rate(ctx, office.Claim{Code: more.Code, Key: more.Key}, overall))
		}
		for _, group := range []feedback.Group{feedback.ByUnit, feedback.ByProcedure, feedback.ByOfficer} {
			sum, err := o.SatisfactionOf(ctx, o.As("head"), from, to, group)
			check(t, "sum", err)
			if len(sum.Rows) != 1 || sum.Rows[0].Hidden || sum.Rows[0].Answers != 3 || sum.Rows[0].Key == "" {
				t.Errorf("by %s: got %+v", group, sum.Rows)
			}
		}
		comments, err := o.RatingComments(ctx, o.As("head"), from, to)
		if err != nil || len(comments) != 1 || strings.Contains(comments[0], "0905") {
			t.Errorf("comments: got %q (%v)", comments, err)
		}
		_, err = o.SatisfactionOf(ctx, o.As("head"), from, calendarDate(t, "2022-06-07"), feedback.ByOfficer)
		refusedAs(t, "an officer by days", err, "rating.wholeMonths")
		_, err = o.Satisfaction(ctx, from, to, feedback.ByOfficer)
		refusedAs(t, "officers for everybody", err, "identity.forbidden.readFigures")
		_, err = o.SatisfactionOf(ctx, o.As("sxd"), from, to, feedback.ByUnit)
		refusedAs(t, "a consulted agency", err, "identity.forbidden.readFigures")
	})
}

// TestFeedbackAtTheEndOfTheCalendar: a feedback is taken although no calendar
// gives its date yet; once one does, it has its date.
func TestFeedbackAtTheEndOfTheCalendar(t *testing.T) {
	officetest.Each(t, "2026-12-31T09:00", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		v, err := o.SendFeedback(ctx, feedback.Intake{Kind: feedback.Other, Content: complaint, Sender: feedback.Sender{Name: "Lan", Address: "Huế", Phone: "0905123456"}})
		check(t, "send", err)
		due := func() feedback.Summary {
			t.Helper()
			page, err := o.Feedbacks(ctx, o.As("office"), office.FeedbackQuery{})
			check(t, "list", err)
			if len(page.Items) != 1 || page.Items[0].Code != v.Code {
				t.Fatalf("list: got %+v", page.Items)
			}
			return page.Items[0]
		}
		if s := due(); !s.Due.IsZero() {
			t.Errorf("due before the calendar is announced: %s", s.Due)
		}
		specs, err := o.Store.Calendars(ctx)
		check(t, "calendars", err)
		for _, spec := range specs {
			spec.To = calendarDate(t, "2027-12-31")
			check(t, "announce", o.Store.Write(ctx, func(tx *store.Tx) error { return errors.Join(tx.PutCalendar(ctx, spec), tx.Bump(ctx, "book")) }))
		}
		_, _, err = o.Redate(ctx, "Thông báo lịch 2027", "")
		check(t, "redate", err)
		if s := due(); s.Due.IsZero() || s.Due.Year() != 2027 {
			t.Errorf("due once it is announced: %s", s.Due)
		}
	})
}

// TestAFeedbackChangedBehindShows: an entry changed in the database, or a date
// that is not the one of the facts, is found.
func TestAFeedbackChangedBehindShows(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		v, _ := delay(t, o)
		found := func() []string {
			t.Helper()
			seen, err := o.Inspect(ctx, identity.CommandLine(), 100, nil)
			check(t, "inspect", err)
			var keys []string
			for _, f := range seen.Findings {
				keys = append(keys, f.Code+" "+f.Text.Key)
			}
			return keys
		}
		if keys := found(); len(keys) > 0 {
			t.Errorf("as it should be: found %v", keys)
		}
		for _, change := range []struct{ statement, want string }{
			{"UPDATE feedback SET due_at = due_at + 1", "cli.check.due"},
			{"UPDATE feedback_event SET data = replace(data, 'trễ', 'sớm')", "cli.check.chain"},
		} {
			_, err := o.Store.DB().ExecContext(ctx, change.statement)
			check(t, "change", err)
			if keys := found(); len(keys) != 1 || keys[0] != v.Code+" "+change.want {
				t.Errorf("%s: found %v", change.statement, keys)
			}
		}
	})
}
