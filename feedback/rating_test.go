package feedback_test

import (
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/feedback"
)

func TestRatingIsAnsweredOnce(t *testing.T) {
	for _, overall := range []int{0, 6, -1} {
		if _, err := feedback.Rate(feedback.Rating{Overall: overall}); motcua.KindOf(err) != motcua.Invalid {
			t.Errorf("an overall answer of %d is taken", overall)
		}
	}
	at := moment(t, "2022-08-03T10:00")
	r, err := feedback.Rate(feedback.Rating{Overall: 5})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		reason  string
		marks   map[string]int
		comment string
		taken   bool
	}{
		{"a mark and a comment", map[string]int{"n1": 2}, "Tốt", true}, {"a comment alone", nil, "Tốt", true},
		{"nothing", nil, " ", false}, {"a mark beyond the best", map[string]int{"n1": 3}, "", false}, {"an unknown criterion", map[string]int{"n7": 1}, "", false},
	} {
		detailed, err := r.Detail(test.marks, test.comment, at)
		if (err == nil) != test.taken {
			t.Errorf("%s: got %v", test.reason, err)
		}
		if _, err := detailed.Detail(nil, "noch einmal", at); test.taken && motcua.KindOf(err) != motcua.Conflict {
			t.Errorf("%s: said twice: %v", test.reason, err)
		}
	}
	if got, want := len(feedback.Criteria(calendar.DateOf(at))), 12; got != want {
		t.Errorf("criteria in 2022: got %d, want %d", got, want)
	}
	if got := len(feedback.Criteria(calendar.Date{Year: 2018, Month: 6, Day: 1})); got != 4 {
		t.Errorf("criteria before TT 01/2018 is counted: got %d, want 4", got)
	}
}

func counts(key string, marks ...int) []feedback.Count {
	var list []feedback.Count
	for _, m := range marks {
		list = append(list, feedback.Count{Key: key, Mark: m, Answers: 1})
	}
	return list
}

// TestFewAnswersTellNothing: below three answers only their number is told,
// and not what could be worked out from the rest either.
func TestFewAnswersTellNothing(t *testing.T) {
	join := func(lists ...[]feedback.Count) []feedback.Count {
		var all []feedback.Count
		for _, l := range lists {
			all = append(all, l...)
		}
		return all
	}
	for _, test := range []struct {
		reason string
		counts []feedback.Count
		hidden map[string]bool
		whole  bool // the whole is hidden
	}{
		{"two answers", counts("a", 5, 1), map[string]bool{"a": true}, true},
		{"three", counts("a", 5, 1, 3), map[string]bool{"a": false}, false},
		{"one that the whole would tell hides the next smallest", join(counts("a", 5, 5, 5, 5), counts("b", 4, 4, 4), counts("c", 1)),
			map[string]bool{"a": false, "b": true, "c": true}, false},
		{"three hidden together tell nothing of one", join(counts("a", 5, 5, 5, 5), counts("b", 4, 4, 4), counts("c", 1, 2), counts("d", 1, 2)),
			map[string]bool{"a": false, "b": false, "c": true, "d": true}, false},
	} {
		rows, total := feedback.Sum(test.counts)
		for _, r := range rows {
			if r.Hidden != test.hidden[r.Key] {
				t.Errorf("%s: row %s hidden: got %v, want %v", test.reason, r.Key, r.Hidden, test.hidden[r.Key])
			}
			if r.Hidden && (r.Average != 0 || r.Overall != [feedback.Best]int{} || len(r.Criteria) > 0) {
				t.Errorf("%s: hidden row %s tells %+v", test.reason, r.Key, r)
			}
		}
		if total.Hidden != test.whole {
			t.Errorf("%s: the whole hidden: got %v, want %v", test.reason, total.Hidden, test.whole)
		}
	}
	_, total := feedback.Sum(append(counts("a", 5, 4, 3, 1), feedback.Count{Key: "a", Criterion: "n1", Mark: 2, Answers: 3}, feedback.Count{Key: "a", Criterion: "n2", Mark: 2, Answers: 2}))
	if total.Average != 3.25 || total.Pleased != 50 || total.Answers != 4 {
		t.Errorf("the whole: got %+v", total)
	}
	if m := total.Criteria["n1"]; m.Average != 2 || m.Best != 3 {
		t.Errorf("a criterion: got %+v", m)
	}
	if _, told := total.Criteria["n2"]; told {
		t.Error("a criterion of two answers is told")
	}
}
