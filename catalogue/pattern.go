package catalogue

import (
	"fmt"

	"motcua/deadline"
)

// Holder is who holds a leg: ids of agency and unit, and the post in words.
type Holder struct{ Agency, Unit, Position string }

// Pattern is the usual way through one agency: the desk receives, the head of
// the unit assigns, the specialist appraises, the head reviews, the leader
// signs, the desk returns.
type Pattern struct {
	Desk, Head, Specialist, Leader Holder
}

// hour is one working hour in thousandths of a working day; shares are whole
// hours, so that the clock can walk them.
const hour = 125

// Process is the pattern applied to a limit, for a version without a process
// of its own. The limit is shared out in working days, in whole hours: 5 % each
// to reception, assignment and return (half a day at most), 10 % to the review
// and 10 % to the signature (two days at most), the rest to the appraisal; no
// leg has less than an hour. The shares sum to the limit exactly. Of calendar
// days five in seven are counted as working days, of a month twenty-one. A
// limit too short for an hour each has no process.
func (p Pattern) Process(limit deadline.Term) Process {
	budget := workingThousandths(limit)
	short, long := clamp(budget/20, hour, 4*hour), clamp(budget/10, hour, 16*hour)
	rest := budget - 3*short - 2*long
	if rest < hour {
		return Process{}
	}
	legs := []struct {
		kind   LegKind
		holder Holder
		task   string
		share  int64
	}{
		{OneStop, p.Desk, "Tiếp nhận, kiểm tra, số hóa hồ sơ và chuyển phòng chuyên môn", short},
		{Own, p.Head, "Phân công chuyên viên thụ lý", short},
		{Own, p.Specialist, "Thẩm định hồ sơ, dự thảo kết quả", rest},
		{Own, p.Head, "Xem xét dự thảo kết quả", long},
		{Own, p.Leader, "Ký kết quả", long},
		{OneStop, p.Desk, "Nhận, số hóa và trả kết quả", short},
	}
	var process Process
	for i, leg := range legs {
		process.Legs = append(process.Legs, Leg{
			ID: fmt.Sprintf("L%02d", i+1), Order: i + 1, Kind: leg.kind,
			Agency: leg.holder.Agency, Unit: leg.holder.Unit, Position: leg.holder.Position,
			Task:  leg.task,
			Share: deadline.Term{Amount: deadline.Amount(leg.share), Unit: deadline.WorkingDay},
		})
	}
	return process
}

// workingThousandths is the limit in thousandths of working days. Any whole
// calendar day leaves one working day at least, since a last day off moves on.
func workingThousandths(limit deadline.Term) int64 {
	days := thousandthDays(limit)
	if isWorkingTime(limit.Unit) {
		return days
	}
	return max(days*5/7/hour*hour, min(days, 8*hour))
}

// clamp holds a share between two bounds, in whole hours.
func clamp(share, least, most int64) int64 { return min(max(share/hour*hour, least), most) }
