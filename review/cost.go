package review

import (
	"slices"

	"motcua"
	"motcua/record"
)

// Activity is something that a person does to carry a procedure out.
type Activity string

// The activities of the standard cost model as TT 02/2017/TT-VPCP has people
// count them; what the person pays to the state is the fee, beside them.
const (
	Prepare Activity = "prepare" // chuẩn bị hồ sơ
	Submit  Activity = "submit"  // nộp hồ sơ
	Serve   Activity = "serve"   // phục vụ việc kiểm tra, đánh giá của cơ quan có thẩm quyền
	Receive Activity = "receive" // nhận kết quả
	Further Activity = "further" // công việc khác
)

// Activities lists the activities in the order of the form.
func Activities() []Activity { return []Activity{Prepare, Submit, Serve, Receive, Further} }

// Work is what one activity takes, each time.
type Work struct {
	Activity Activity `json:"activity"`
	Minutes  int64    `json:"minutes,omitempty"`
	Other    int64    `json:"other,omitempty"` // đồng: copies, travel, advice …
}

// Cost is what a procedure costs those who carry it out (chi phí tuân thủ).
// Money is in đồng.
type Cost struct {
	Works  []Work `json:"works"`
	Fee    int64  `json:"fee,omitempty"` // phí, lệ phí, each time
	Hour   int64  `json:"hour"`          // average income of an hour of work
	Times  int64  `json:"times"`         // a year, by each person
	People int64  `json:"people"`        // who carry it out in a year
}

// What a cost may say at most, so that its sum is a number that can be meant.
const (
	hoursMost  = 2_000
	hourMost   = 1_000_000
	moneyMost  = 1_000_000_000
	timesMost  = 366
	peopleMost = 1_000_000
	yearlyMost = 1_000_000_000_000_000
)

// Once is what the procedure costs one person one time: the hours at the pay of
// an hour, to the nearest đồng, other costs, and the fee.
func (c Cost) Once() int64 {
	minutes, other := int64(0), int64(0)
	for _, w := range c.Works {
		minutes += w.Minutes
		other += w.Other
	}
	return (minutes*c.Hour+30)/60 + other + c.Fee
}

// Yearly is what it costs all of them in a year.
func (c Cost) Yearly() int64 { return c.Once() * c.Times * c.People }

// Work is what one activity takes.
func (c Cost) Work(a Activity) Work {
	for _, w := range c.Works {
		if w.Activity == a {
			return w
		}
	}
	return Work{Activity: a}
}

// Cut is by how much a proposal lowers the cost. Whole takes all of it away:
// the procedure is abolished.
type Cut struct {
	Activity Activity `json:"activity,omitempty"` // that Minutes and Other are of
	Minutes  int64    `json:"minutes,omitempty"`
	Other    int64    `json:"other,omitempty"`
	Fee      int64    `json:"fee,omitempty"`
	Times    int64    `json:"times,omitempty"` // fewer a year
	Whole    bool     `json:"whole,omitempty"`
}

// IsZero tells whether nothing is cut that money can count.
func (c Cut) IsZero() bool { return c == Cut{Activity: c.Activity} }

// Without is the cost once the cuts are carried out; nothing falls below zero.
func (c Cost) Without(cuts ...Cut) Cost {
	c.Works = slices.Clone(c.Works)
	for _, cut := range cuts {
		if cut.Whole {
			return Cost{Hour: c.Hour}
		}
		for i := range c.Works {
			if w := &c.Works[i]; w.Activity == cut.Activity {
				w.Minutes, w.Other = max(0, w.Minutes-cut.Minutes), max(0, w.Other-cut.Other)
			}
		}
		c.Fee, c.Times = max(0, c.Fee-cut.Fee), max(0, c.Times-cut.Times)
	}
	return c
}

// Saving is the cost of a year before and after, in đồng.
type Saving struct{ Before, After int64 }

// Amount is what is saved in a year.
func (s Saving) Amount() int64 { return s.Before - s.After }

// Percent is the share that is saved in hundredths of a percent, rounded half
// up; false when there was no cost to lower.
func (s Saving) Percent() (hundredths int64, ok bool) {
	if s.Before <= 0 {
		return 0, false
	}
	whole := s.Amount() / s.Before
	rest := s.Amount() % s.Before
	return whole*10_000 + (rest*20_000/s.Before+1)/2, true
}

// check says what is wrong with a cost; names of fields are those of the form.
func (c Cost) check() error {
	var k record.Check
	for _, w := range c.Works {
		k.Whole("hours."+string(w.Activity), w.Minutes, hoursMost*60)
		k.Whole("other."+string(w.Activity), w.Other, moneyMost)
	}
	k.Whole("fee", c.Fee, moneyMost)
	k.Whole("hour", c.Hour, hourMost)
	k.Whole("times", c.Times, timesMost)
	k.Whole("people", c.People, peopleMost)
	if err := k.Err(); err != nil {
		return err
	}
	hours := int64(0)
	for _, w := range c.Works {
		hours += w.Minutes
	}
	for _, n := range []struct {
		field  string
		amount int64
		needed bool
	}{{"times", c.Times, true}, {"people", c.People, true}, {"hour", c.Hour, hours > 0}} {
		if n.needed && n.amount == 0 {
			k.Wrong(motcua.InvalidField(n.field, "review.required."+n.field))
		}
	}
	if c.Times > 0 && c.People > 0 && c.Once() > yearlyMost/c.Times/c.People {
		k.Wrong(motcua.InvalidField("people", "review.cost.much", "Amount", int64(yearlyMost)))
	}
	return k.Err()
}
