package review_test

import (
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/record"
	"motcua/review"
)

// TestComplianceCost: hours × pay of an hour + other costs + fee, each time; by
// times and people, a year.
func TestComplianceCost(t *testing.T) {
	plain := review.Cost{Works: []review.Work{{Activity: review.Prepare, Minutes: 240, Other: 20_000}, {Activity: review.Submit, Minutes: 90, Other: 30_000}},
		Fee: 50_000, Hour: 36_000, Times: 2, People: 100}
	for _, test := range []struct {
		reason       string
		cost         review.Cost
		cuts         []review.Cut
		once, yearly int64
		saved        int64
		percent      int64 // hundredths
		counts       bool  // there is a share
	}{
		{"four hours and one and a half at 36,000 đồng, 50,000 other, a fee of 50,000", plain, nil, 298_000, 59_600_000, 0, 0, true},
		{"one paper less: an hour and its copy", plain, []review.Cut{{Activity: review.Prepare, Minutes: 60, Other: 5_000}}, 257_000, 51_400_000, 8_200_000, 1376, true},
		{"no fee any more", plain, []review.Cut{{Fee: 50_000}}, 248_000, 49_600_000, 10_000_000, 1678, true},
		{"once a year instead of twice", plain, []review.Cut{{Times: 1}}, 298_000, 29_800_000, 29_800_000, 5000, true},
		{"both cuts, each off its own activity", plain, []review.Cut{{Activity: review.Prepare, Minutes: 60}, {Activity: review.Submit, Minutes: 90, Other: 30_000}}, 178_000, 35_600_000, 24_000_000, 4027, true},
		{"abolished", plain, []review.Cut{{Fee: 1}, {Whole: true}}, 0, 0, 59_600_000, 10_000, true},
		{"a cut of an activity that is not there takes nothing", plain, []review.Cut{{Activity: review.Serve, Minutes: 60}}, 298_000, 59_600_000, 0, 0, true},
		{"nothing falls below zero", plain, []review.Cut{{Activity: review.Submit, Minutes: 900, Other: 900_000, Fee: 900_000}}, 164_000, 32_800_000, 26_800_000, 4497, true},
		{"twenty minutes at 100 đồng an hour are 33 đồng, to the nearest", review.Cost{Works: []review.Work{{Activity: review.Submit, Minutes: 20}}, Hour: 100, Times: 1, People: 1}, nil, 33, 33, 0, 0, true},
		{"and half a đồng is rounded up", review.Cost{Works: []review.Work{{Activity: review.Submit, Minutes: 30}}, Hour: 1, Times: 1, People: 1}, nil, 1, 1, 0, 0, true},
		{"what costs nothing has no share", review.Cost{Times: 1, People: 1}, nil, 0, 0, 0, 0, false},
	} {
		after := test.cost.Without(test.cuts...)
		saving := review.Saving{Before: test.cost.Yearly(), After: after.Yearly()}
		percent, counts := saving.Percent()
		if after.Once() != test.once || after.Yearly() != test.yearly || saving.Amount() != test.saved || percent != test.percent || counts != test.counts {
			t.Errorf("%s: got %d once, %d a year, saves %d (%d, %v)", test.reason, after.Once(), after.Yearly(), saving.Amount(), percent, counts)
		}
	}
	if plain.Works[0].Minutes != 240 {
		t.Error("a cut changed the cost before")
	}
}

func day(d int) calendar.Date { return calendar.Date{Year: 2022, Month: 5, Day: d} }

// built is a review of the facts that deeds gave.
func built(t *testing.T, facts ...record.Fact) *review.Review {
	t.Helper()
	head := record.Head{ID: "1", Events: record.After(0, record.Act{}, append([]record.Fact{review.Charged{Charge: review.Charge{Plan: "p", Year: 2022, Code: "1.001612", Unit: "dkkd", By: day(30)}}}, facts...)...)}
	r, err := review.Rebuild(head)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestWhatIsSavedIsCountedOnce: what is accepted in a period saves what it adds
// to the cuts accepted before; of two periods the sum is that of both.
func TestWhatIsSavedIsCountedOnce(t *testing.T) {
	cost := review.Cost{Works: []review.Work{{Activity: review.Prepare, Minutes: 600}}, Fee: 100_000, Hour: 60_000, Times: 1, People: 10}
	r := built(t, review.Counted{Cost: cost}, review.Proposed{What: review.CutPapers, Text: "a", Cut: review.Cut{Activity: review.Prepare, Minutes: 300}},
		review.Proposed{What: review.CutFee, Text: "b", Cut: review.Cut{Fee: 100_000}}, review.Proposed{What: review.CutAll, Text: "c", Cut: review.Cut{Whole: true}},
		review.Concluded{Result: review.Result{On: day(1), Conclusion: review.Abolish}},
		review.ProposalAccepted{No: 1, Decision: "1/QĐ-UBND", On: day(5)}, review.ProposalRejected{No: 2, On: day(6), Reason: "x"}, review.ProposalAccepted{No: 3, Decision: "2/QĐ-UBND", On: day(9)})
	for _, test := range []struct {
		reason   string
		from, to calendar.Date
		want     int64
	}{
		{"before anything was accepted", day(1), day(4), 0},
		{"the first alone", day(1), day(5), 3_000_000},
		{"what is rejected saves nothing", day(6), day(8), 0},
		{"abolishing saves the rest", day(6), day(9), 4_000_000},
		{"both", day(1), day(31), 7_000_000},
	} {
		if got := r.SavedIn(test.from, test.to); got != test.want {
			t.Errorf("%s: got %d, want %d", test.reason, got, test.want)
		}
	}
}

// TestReviewsRefuseWhatDoesNotFit: each refusal names its field.
func TestReviewsRefuseWhatDoesNotFit(t *testing.T) {
	counted := review.Counted{Cost: review.Cost{Works: []review.Work{{Activity: review.Prepare, Minutes: 60}}, Hour: 1000, Times: 1, People: 1}}
	cut := review.Proposed{What: review.CutPapers, Text: "a", Cut: review.Cut{Activity: review.Prepare, Minutes: 45}}
	good := review.Result{On: day(2), Necessary: review.Met, Reasonable: review.Met, Lawful: review.Met, Text: "x"}
	with := func(c review.Conclusion) review.Result { r := good; r.Conclusion = c; return r }
	for _, test := range []struct {
		reason string
		facts  []record.Fact
		do     func(*review.Review) ([]record.Fact, error)
		field  string
	}{
		{"a cut before the cost is counted", nil, func(r *review.Review) ([]record.Fact, error) { return r.Propose(cut) }, "kind"},
		{"more hours than there are, with what was proposed before", []record.Fact{counted, cut}, func(r *review.Review) ([]record.Fact, error) { return r.Propose(cut) }, "hours"},
		{"hours of no activity", []record.Fact{counted}, func(r *review.Review) ([]record.Fact, error) {
			return r.Propose(review.Proposed{What: review.CutPapers, Text: "a", Cut: review.Cut{Minutes: 5}})
		}, "activity"},
		{"a cost that no longer has what is cut", []record.Fact{counted, cut}, func(r *review.Review) ([]record.Fact, error) {
			return r.Count(review.Cost{Works: []review.Work{{Activity: review.Prepare, Minutes: 30}}, Hour: 1000, Times: 1, People: 1})
		}, "hours.prepare"},
		{"hours without their pay", nil, func(r *review.Review) ([]record.Fact, error) {
			return r.Count(review.Cost{Works: []review.Work{{Activity: review.Prepare, Minutes: 30}}, Times: 1, People: 1})
		}, "hour"},
		{"a sum that nobody means", nil, func(r *review.Review) ([]record.Fact, error) {
			return r.Count(review.Cost{Fee: 1_000_000_000, Times: 366, People: 1_000_000})
		}, "people"},
		{"kept, with a proposal", []record.Fact{counted, cut}, func(r *review.Review) ([]record.Fact, error) { return r.Conclude(with(review.Keep), day(3)) }, "conclusion"},
		{"simplified by nothing", nil, func(r *review.Review) ([]record.Fact, error) { return r.Conclude(with(review.Simplify), day(3)) }, "conclusion"},
		{"abolished without the proposal", []record.Fact{counted, cut}, func(r *review.Review) ([]record.Fact, error) { return r.Conclude(with(review.Abolish), day(3)) }, "conclusion"},
		{"concluded tomorrow", nil, func(r *review.Review) ([]record.Fact, error) { return r.Conclude(with(review.Keep), day(1)) }, "on"},
		{"accepted before it was concluded", []record.Fact{counted, cut, review.Concluded{Result: with(review.Simplify)}}, func(r *review.Review) ([]record.Fact, error) {
			return r.Accept(review.ProposalAccepted{No: 1, Decision: "1/QĐ", On: day(1)}, day(3))
		}, "on"},
		{"by a number without a sign", []record.Fact{counted, cut, review.Concluded{Result: with(review.Simplify)}}, func(r *review.Review) ([]record.Fact, error) {
			return r.Accept(review.ProposalAccepted{No: 1, Decision: "1", On: day(2)}, day(3))
		}, "decision"},
		{"a proposal that is not there", []record.Fact{counted, cut, review.Concluded{Result: with(review.Simplify)}}, func(r *review.Review) ([]record.Fact, error) {
			return r.Reject(review.ProposalRejected{No: 2, Reason: "x", On: day(2)}, day(3))
		}, "no"},
		{"rejected for no reason", []record.Fact{counted, cut, review.Concluded{Result: with(review.Simplify)}}, func(r *review.Review) ([]record.Fact, error) {
			return r.Reject(review.ProposalRejected{No: 1, On: day(2)}, day(3))
		}, "reason"},
	} {
		_, err := test.do(built(t, test.facts...))
		fault, ok := motcua.AsFault(err)
		if !ok || fault.Kind != motcua.Invalid || fault.Field != test.field {
			t.Errorf("%s: got %v, want a fault on %s", test.reason, err, test.field)
		}
	}
}

// TestThePlanIsIssuedBeforeTheLastOfJanuary holds plans to their day.
func TestThePlanIsIssuedBeforeTheLastOfJanuary(t *testing.T) {
	for _, test := range []struct {
		reason        string
		issued, today calendar.Date
		late          bool
	}{
		{"the department's of 2022", calendar.Date{Year: 2022, Month: 1, Day: 14}, day(1), false},
		{"the last day", calendar.Date{Year: 2022, Month: 1, Day: 30}, day(1), false},
		{"on 31 January", calendar.Date{Year: 2022, Month: 1, Day: 31}, day(1), true},
		{"still a draft in January", calendar.Date{}, calendar.Date{Year: 2022, Month: 1, Day: 30}, false},
		{"still a draft after it", calendar.Date{}, calendar.Date{Year: 2022, Month: 1, Day: 31}, true},
	} {
		p := review.Plan{PlanContent: review.PlanContent{Year: 2022}, State: review.PlanDraft, Issued: test.issued}
		if got := p.Late(test.today); got != test.late {
			t.Errorf("%s: got %v", test.reason, got)
		}
	}
}
