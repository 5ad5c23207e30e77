package score

import (
	"slices"

	"motcua"
	"motcua/deadline"
)

// The nine criteria of TT 01/2018/TT-VPCP art 13; each gives 0, 1 or 2 points.
const (
	WholeTime   = 1 // the whole time against the limit
	AgencyTime  = 2 // the time of each agency, those consulted too
	Contacts    = 3 // how often the applicant had to come again
	Agencies    = 4 // how many agencies the applicant had to go to
	AtDesk      = 5 // reception, appraisal and return at the one-stop desk
	Publicity   = 6 // publication of procedures
	Attitude    = 7 // attitude of officials
	Feedback    = 8 // handling of what people say
	OnlineShare = 9 // online services
)

// Criteria lists the nine in order.
func Criteria() []int { return []int{1, 2, 3, 4, 5, 6, 7, 8, 9} }

// OfOfficials are the criteria that officials are scored on (art 15(1)): at
// most 10 points.
func OfOfficials() []int { return []int{WholeTime, AgencyTime, Contacts, Agencies, Attitude} }

// Most is the points that one criterion gives at most.
const Most = 2

// Part is the time that one agency or unit had against what it was given.
type Part struct {
	Agency, Unit string
	Standing     deadline.Standing // Early, OnTime or Late; "" when it was given no time
}

// Published says how a procedure was published when its dossier came.
type Published string

// How a procedure is published.
const (
	Unknown     Published = "" // nothing is recorded: the criterion is left out
	Both        Published = "both"
	PostedOnly  Published = "posted"
	OnlineOnly  Published = "online"
	Unpublished Published = "none"
)

// Case is a concluded dossier as the criteria see it.
type Case struct {
	Code      string
	Procedure string
	Unit      string
	Officials []string          // sign-in names of those who appraised it
	Whole     deadline.Standing // Early, OnTime or Late
	Parts     []Part
	// Requests is how often papers were asked for after the receipt; those for
	// a fault of the applicant's own are not counted in it.
	Requests  int
	Published Published
	// Complaints counts feedbacks on how it was handled; those proved false
	// are not counted in it.
	Complaints int
}

// Mark is the points of one criterion for one dossier or unit, with the reason.
type Mark struct {
	Criterion int
	Points    int
	Known     bool // false: no information, the criterion is left out
	Reason    motcua.Text
}

// Marks scores a dossier by criteria 1, 2, 3, 4, 6 and 7 (TT 01/2018 art 14(1)).
func (c Case) Marks() []Mark {
	return []Mark{c.wholeTime(), c.agencyTime(), c.contacts(), c.agencies(), c.published(), c.attitude()}
}

func mark(criterion, points int, key string, pairs ...any) Mark {
	return Mark{Criterion: criterion, Points: points, Known: true, Reason: motcua.Say("score.why."+key, pairs...)}
}

func (c Case) wholeTime() Mark {
	switch c.Whole {
	case deadline.Early:
		return mark(WholeTime, 2, "whole.early")
	case deadline.OnTime:
		return mark(WholeTime, 1, "whole.onTime")
	case deadline.Late:
		return mark(WholeTime, 0, "whole.late")
	default:
		return Mark{Criterion: WholeTime}
	}
}

// agencyTime is the points of the slowest: 0 when one was late, 2 when all were
// early.
func (c Case) agencyTime() Mark {
	known, points, late := 0, 2, ""
	for _, p := range c.Parts {
		switch p.Standing {
		case deadline.Late:
			points, late = 0, p.Agency
		case deadline.OnTime:
			points = min(points, 1)
		case deadline.Early:
		default:
			continue
		}
		known++
	}
	switch {
	case known == 0:
		return Mark{Criterion: AgencyTime}
	case points == 0:
		return mark(AgencyTime, 0, "agency.late", "Agency", late)
	case points == 1:
		return mark(AgencyTime, 1, "agency.onTime")
	default:
		return mark(AgencyTime, 2, "agency.early")
	}
}

func (c Case) contacts() Mark {
	return mark(Contacts, max(0, 2-c.Requests), "contacts", "Count", c.Requests)
}

// agencies: whoever is asked for papers brings them to the one-stop desk and
// nowhere else (NĐ 61/2018 art 5(1)e), so that it is one agency or none.
func (c Case) agencies() Mark {
	if c.Requests == 0 {
		return mark(Agencies, 2, "agencies.none")
	}
	return mark(Agencies, 1, "agencies.desk")
}

func (c Case) published() Mark {
	switch c.Published {
	case Both:
		return mark(Publicity, 2, "published.both")
	case PostedOnly, OnlineOnly:
		return mark(Publicity, 1, "published.one")
	case Unpublished:
		return mark(Publicity, 0, "published.none")
	default:
		return Mark{Criterion: Publicity}
	}
}

func (c Case) attitude() Mark {
	switch {
	case c.Complaints > 0:
		return mark(Attitude, 0, "attitude.complaint", "Count", c.Complaints)
	case c.Whole == deadline.Early:
		return mark(Attitude, 2, "attitude.early")
	case c.Whole == deadline.OnTime:
		return mark(Attitude, 1, "attitude.onTime")
	default:
		return Mark{Criterion: Attitude} // late without a complaint: art 13(7) names no points
	}
}

// Line is one criterion of a sheet.
type Line struct {
	Criterion int
	Tenths    int // points, in tenths
	Cases     int // dossiers with information; 1 for what a unit is scored on as a whole
	Known     bool
	Reason    motcua.Text // of what a unit is scored on as a whole
	Cost      []Cost      // what lost points
}

// Cost is a dossier that lost points, and why.
type Cost struct {
	Code   string
	Points int // that it got
	Reason motcua.Text
}

// Sheet is the points of an official or a unit.
type Sheet struct {
	Who   string // sign-in name or unit
	Cases int
	Codes []string // of the dossiers
	Lines []Line
}

// Total is the sum and the most that the criteria with information give, in
// tenths of a point.
func (s Sheet) Total() (tenths, most int) {
	for _, l := range s.Lines {
		if l.Known {
			tenths += l.Tenths
			most += 10 * Most
		}
	}
	return tenths, most
}

// average is the sum over dossiers divided by their number, to one decimal,
// half up (art 14(3)).
func average(sum, n int) int { return (20*sum/n + 1) / 2 }

// lines averages the marks of dossiers over criteria.
func lines(cases []Case, criteria []int) []Line {
	list := make([]Line, len(criteria))
	sums := make([]int, len(criteria))
	for i, criterion := range criteria {
		list[i].Criterion = criterion
	}
	for _, c := range cases {
		for _, m := range c.Marks() {
			i := slices.Index(criteria, m.Criterion)
			if i < 0 || !m.Known {
				continue
			}
			sums[i] += m.Points
			list[i].Cases++
			list[i].Known = true
			if m.Points < Most {
				list[i].Cost = append(list[i].Cost, Cost{Code: c.Code, Points: m.Points, Reason: m.Reason})
			}
		}
	}
	for i := range list {
		if list[i].Known {
			list[i].Tenths = average(sums[i], list[i].Cases)
		}
	}
	return list
}

func codes(cases []Case) []string {
	list := make([]string, len(cases))
	for i, c := range cases {
		list[i] = c.Code
	}
	return list
}

// Official scores somebody by the dossiers that they appraised.
func Official(who string, cases []Case) Sheet {
	return Sheet{Who: who, Cases: len(cases), Codes: codes(cases), Lines: lines(cases, OfOfficials())}
}

// UnitFacts is what a unit is scored on as a whole (TT 01/2018 art 14(2)).
type UnitFacts struct {
	Listed   int // procedures to be received at the one-stop desk
	AtDesk   int // of them received and returned there
	Approved int // of them appraised and approved there too

	Feedbacks       int // on handling, answered or due in the period
	FeedbacksOnTime int

	Procedures int // of the unit
	Online     int // of them offered online, in part or whole
	Received   int // dossiers
	ReceivedBy int // of them online
	Overdue    int // online ones overdue and unresolved
}

// Unit scores a unit by its dossiers and by what it is scored on as a whole.
func Unit(who string, cases []Case, f UnitFacts) Sheet {
	s := Sheet{Who: who, Cases: len(cases), Codes: codes(cases), Lines: lines(cases, []int{WholeTime, AgencyTime, Contacts, Agencies, Publicity, Attitude})}
	for _, m := range []Mark{f.atDesk(), f.feedback(), f.online()} {
		line := Line{Criterion: m.Criterion, Tenths: 10 * m.Points, Known: m.Known, Reason: m.Reason}
		if m.Known {
			line.Cases = 1
		}
		s.Lines = append(s.Lines, line)
	}
	slices.SortFunc(s.Lines, func(a, b Line) int { return a.Criterion - b.Criterion })
	return s
}

// atDesk is criterion 5 for a province: 20 % of the procedures on the list are
// decided at the desk.
func (f UnitFacts) atDesk() Mark {
	switch {
	case f.Listed == 0:
		return Mark{Criterion: AtDesk}
	case 5*f.Approved >= f.Listed:
		return mark(AtDesk, 2, "desk.decided", "Count", f.Approved, "All", f.Listed)
	case f.AtDesk >= f.Listed:
		return mark(AtDesk, 1, "desk.all", "All", f.Listed)
	default:
		return mark(AtDesk, 0, "desk.some", "Count", f.AtDesk, "All", f.Listed)
	}
}

func (f UnitFacts) feedback() Mark {
	switch {
	case f.Feedbacks == 0:
		return mark(Feedback, 2, "feedback.none")
	case f.FeedbacksOnTime >= f.Feedbacks:
		return mark(Feedback, 2, "feedback.all", "All", f.Feedbacks)
	case 10*f.FeedbacksOnTime >= 9*f.Feedbacks:
		return mark(Feedback, 1, "feedback.most", "Count", f.FeedbacksOnTime, "All", f.Feedbacks)
	default:
		return mark(Feedback, 0, "feedback.few", "Count", f.FeedbacksOnTime, "All", f.Feedbacks)
	}
}

func (f UnitFacts) online() Mark {
	if f.Procedures == 0 || f.Received == 0 {
		return Mark{Criterion: OnlineShare}
	}
	pairs := []any{"Online", f.ReceivedBy, "All", f.Received, "Overdue", f.Overdue}
	switch {
	case f.Overdue > 0:
		return mark(OnlineShare, 0, "online.overdue", pairs...)
	case 5*f.Online >= f.Procedures && 10*f.ReceivedBy >= 3*f.Received:
		return mark(OnlineShare, 2, "online.much", pairs...)
	case 100*f.ReceivedBy >= 15*f.Received:
		return mark(OnlineShare, 1, "online.some", pairs...)
	default:
		return mark(OnlineShare, 0, "online.little", pairs...)
	}
}

// Grade is the class that a total falls into.
type Grade string

// The grades of officials and units (TT 01/2018 art 15).
const (
	AllDone    Grade = "all"       // officials from 5 points: 100 % of the duties
	MostDone   Grade = "most"      // from 3.5: 70 to under 100 %
	LittleDone Grade = "little"    // below: under 70 %
	Excellent  Grade = "excellent" // units from 15 points
	Good       Grade = "good"      // from 12
	Fair       Grade = "fair"      // from 9
	Average    Grade = "average"   // from 6
	Weak       Grade = "weak"
)

// Grades lists every grade.
func Grades() []Grade {
	return []Grade{AllDone, MostDone, LittleDone, Excellent, Good, Fair, Average, Weak}
}

// step is the tenths of the whole from which a grade is given.
type step struct {
	from  int
	grade Grade
}

// GradeOfficial is the grade of an official's sheet; "" without a dossier.
// Where criteria are left out for want of information, the total counts in
// proportion to what the others can give.
func GradeOfficial(s Sheet) Grade {
	return gradeOf(s, 100, []step{{50, AllDone}, {35, MostDone}, {0, LittleDone}})
}

// GradeUnit is the grade of a unit's sheet; "" without a dossier.
func GradeUnit(s Sheet) Grade {
	return gradeOf(s, 180, []step{{150, Excellent}, {120, Good}, {90, Fair}, {60, Average}, {0, Weak}})
}

func gradeOf(s Sheet, whole int, steps []step) Grade {
	tenths, most := s.Total()
	if most == 0 || s.Cases == 0 {
		return ""
	}
	for _, st := range steps {
		if tenths*whole >= st.from*most {
			return st.grade
		}
	}
	return ""
}
