package review

import (
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/record"
)

// Add puts a procedure down for review in the plan. Unit, person and procedure
// are checked by who knows them.
func (p *Plan) Add(c Charge) ([]record.Fact, error) {
	if err := p.refuses(PlanAdd); err != nil {
		return nil, err
	}
	c.Plan, c.Year = p.ID, p.Year
	var k record.Check
	k.Text("reason", &c.Reason, false)
	p.day(&k, c.By)
	return []record.Fact{Charged{c}}, k.Err()
}

// day: a review is due within the year of its plan.
func (p *Plan) day(k *record.Check, by calendar.Date) {
	k.Day("by", by, true)
	if !by.IsZero() && by.Year != p.Year {
		k.Wrong(motcua.InvalidField("by", "review.by.year", "Date", by, "Year", strconv.Itoa(p.Year)))
	}
}

// Assign gives the review to others, or another day.
func (r *Review) Assign(f Recharged) ([]record.Fact, error) {
	if err := r.refuses(DeedAssign); err != nil {
		return nil, err
	}
	var k record.Check
	(&Plan{PlanContent: PlanContent{Year: r.Year}}).day(&k, f.By)
	return []record.Fact{f}, k.Err()
}

// Reopen takes a result back while nobody has decided on a proposal.
func (r *Review) Reopen(reason string) ([]record.Fact, error) {
	if err := r.refuses(DeedReopen); err != nil {
		return nil, err
	}
	reason, err := record.Text("reason", reason, true)
	return []record.Fact{Reopened{reason}}, err
}

// Drop takes the procedure out of the plan.
func (r *Review) Drop(reason string) ([]record.Fact, error) {
	if err := r.refuses(DeedDrop); err != nil {
		return nil, err
	}
	reason, err := record.Text("reason", reason, true)
	return []record.Fact{Left{reason}}, err
}
