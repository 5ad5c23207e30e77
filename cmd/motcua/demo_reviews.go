package main

import (
	"strings"

	"motcua/calendar"
	"motcua/control"
	"motcua/internal/office"
	"motcua/register"
	"motcua/review"
	"motcua/sample"
)

// demoReviews are the plan of review of the sample with its reviews, each at its
// dates, and a channel that was held against the catalogue, as far as they are
// before a day; and the report of the half-year, which the office has begun after
// the letter that asks for it.
func demoReviews(today calendar.Date) ([]cue, error) {
	plans, err := sample.ReviewPlans()
	if err != nil {
		return nil, err
	}
	var list []cue
	at := func(day calendar.Date, hour int, act func(*story) error) {
		if !day.IsZero() && day.Before(today) {
			list = append(list, cue{moment: day.At(calendar.Minute(60 * hour)), act: act})
		}
	}
	for _, p := range plans {
		plan, reviews := "", make([]string, len(p.Reviews))
		at(p.Drawn, 9, func(s *story) error {
			drawn, err := s.DrawReviewPlan(s.ctx, s.people["office"], p.Content)
			if err != nil {
				return err
			}
			plan = drawn.ID
			for i, r := range p.Reviews {
				added, err := s.AddReview(s.ctx, s.people["office"], plan, r.Charge)
				if err != nil {
					return err
				}
				reviews[i] = added.ID
			}
			return nil
		})
		at(p.Issued.On, 15, func(s *story) error {
			_, err := s.IssueReviewPlan(s.ctx, s.people["office"], office.RecordTarget{ID: plan}, p.Issued)
			return err
		})
		for i, r := range p.Reviews {
			target := func() office.RecordTarget { return office.RecordTarget{ID: reviews[i]} }
			at(r.Found, 10, countedAndProposed(r, target))
			at(r.Result.On, 16, func(s *story) error {
				_, err := s.ConcludeReview(s.ctx, s.people[r.Charge.Person], target(), r.Result)
				return err
			})
			demoDecided(at, r, target)
		}
	}
	at(calendar.Date{Year: 2022, Month: 6, Day: 1}, 15, checkPortal)
	written, err := sample.ReportOfJune2022()
	at(written.Basis.Date.AddDays(1), 9, func(s *story) error {
		_, err := s.EnterDocument(s.ctx, s.people["office"], register.Incoming{Sender: written.Basis.Issuer,
			Content: register.Content{Symbol: written.Basis.Number, Date: written.Basis.Date, Subject: "V/v " + written.Basis.Subject}})
		return err
	})
	at(written.Day, 14, func(s *story) error {
		begun, err := s.BeginReport(s.ctx, s.people["office"], written.Begun)
		for _, text := range written.Texts {
			if err == nil {
				_, err = s.WriteReport(s.ctx, s.people["office"], office.RecordTarget{ID: begun.ID}, text.Block, text.Text)
			}
		}
		return err
	})
	return list, err
}

func countedAndProposed(r sample.PlannedReview, target func() office.RecordTarget) func(*story) error {
	return func(s *story) error {
		if _, err := s.CountReviewCost(s.ctx, s.people[r.Charge.Person], target(), r.Cost); err != nil {
			return err
		}
		for _, p := range r.Proposals {
			if _, err := s.ProposeInReview(s.ctx, s.people[r.Charge.Person], target(), p); err != nil {
				return err
			}
		}
		return nil
	}
}

// demoDecided is what became of the proposals of a review.
func demoDecided(at func(calendar.Date, int, func(*story) error), r sample.PlannedReview, target func() office.RecordTarget) {
	one := func(on calendar.Date, hour int, decide func(s *story) (*review.Review, error)) {
		at(on, hour, func(s *story) error {
			_, err := decide(s)
			return err
		})
	}
	for _, f := range r.Accepted {
		one(f.On, 9, func(s *story) (*review.Review, error) {
			return s.AcceptProposal(s.ctx, s.people["office"], target(), f)
		})
	}
	for _, f := range r.Rejected {
		one(f.On, 10, func(s *story) (*review.Review, error) {
			return s.RejectProposal(s.ctx, s.people["office"], target(), f)
		})
	}
	for _, f := range r.Done {
		one(f.On, 11, func(s *story) (*review.Review, error) {
			return s.CarryOutProposal(s.ctx, s.people["office"], target(), f)
		})
	}
}

// checkPortal holds the service portal against the catalogue: it lacks the first
// procedure and has another limit for the second (both invented).
func checkPortal(s *story) error {
	on := calendar.DateOf(s.Now())
	procedures, err := s.InForceOn(s.ctx, s.people["office"], on)
	if err != nil || len(procedures) < 2 {
		return err
	}
	lines := []string{"Mã thủ tục\tTên thủ tục\tThời hạn giải quyết"}
	for i, row := range control.ShownBy(procedures, on).Rows {
		limit := row.Says[control.ShownTerm]
		switch i {
		case 0:
			continue
		case 1:
			limit = "60 ngày làm việc"
		}
		lines = append(lines, strings.Join([]string{row.Code, strings.Join(strings.Fields(row.Says[control.ShownName]), " "), limit}, "\t"))
	}
	_, err = s.CheckChannel(s.ctx, s.people["office"], office.ChannelShows{Channel: control.ServicePortal, On: on, Pasted: strings.Join(lines, "\n")})
	return err
}
