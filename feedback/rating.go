package feedback

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
)

// Worst and Best are the ends of the overall answer, from Rất không hài lòng to
// Rất hài lòng.
const (
	Worst = 1
	Best  = 5
)

// commentMost is the most letters of a comment.
const commentMost = 1000

// Rating is what the applicant of a dossier says of it, once. It is linked to
// the procedure, the unit and the officer, and to nobody who rates.
type Rating struct {
	Dossier   string // id
	At        time.Time
	Procedure string
	Agency    string // that answers for the dossier
	Unit      string
	Officer   string // sign-in name of the specialist; "" when nobody was named
	Overall   int
	Marks     map[string]int // criterion → 2, 1 or 0; those not answered are missing
	Comment   string
	MoreAt    time.Time // when marks and comment were added; zero when they were not
}

// Rate checks the one required answer.
func Rate(r Rating) (Rating, error) {
	if r.Overall < Worst || r.Overall > Best {
		return r, motcua.InvalidField("overall", "rating.required")
	}
	return r, nil
}

// Detail checks the marks and the comment that may be added once.
func (r Rating) Detail(marks map[string]int, comment string, at time.Time) (Rating, error) {
	if !r.MoreAt.IsZero() {
		return r, motcua.Refused(motcua.Conflict, "rating.detail.twice")
	}
	asked := Criteria(calendar.DateOf(at))
	for id, mark := range marks {
		known := slices.ContainsFunc(asked, func(c Criterion) bool { return c.ID == id })
		if !known || mark < 0 || mark > BestMark {
			return r, motcua.InvalidField("c."+id, "rating.mark")
		}
	}
	if fault := tidy("comment", &comment, 0, commentMost); fault != nil {
		return r, fault
	}
	if len(marks) == 0 && comment == "" {
		return r, motcua.InvalidField("comment", "rating.detail.empty")
	}
	r.Marks, r.Comment, r.MoreAt = maps.Clone(marks), comment, at
	return r, nil
}

// Group is what ratings are summed up by.
type Group string

// The groups. ByAll has one row, the whole.
const (
	ByAll       Group = ""
	ByUnit      Group = "unit"
	ByProcedure Group = "procedure"
	ByOfficer   Group = "officer"
)

// Valid tells whether the group is one.
func (g Group) Valid() bool {
	return slices.Contains([]Group{ByAll, ByUnit, ByProcedure, ByOfficer}, g)
}

// Least is how many answers there must be before anything of them is shown.
const Least = 3

// Count is what a store has counted: how many gave an overall answer, and how
// many a mark to a criterion, within one key of a group.
type Count struct {
	Key       string
	Criterion string // "" for the overall answer
	Mark      int
	Answers   int
}

// Satisfaction is the sum of ratings of one key. Below Least answers Hidden is
// set and nothing but their number is told.
type Satisfaction struct {
	Key      string
	Answers  int
	Hidden   bool
	Overall  [Best]int          // Overall[0] counts the answer 1
	Average  float64            // of the overall answers, 1 to 5
	Pleased  float64            // share of 4 and 5, in percent
	Criteria map[string]Marking // of those with Least answers or more
}

// Marking is the sum of the answers to one criterion.
type Marking struct {
	Answers int
	Average float64 // of 0 to 2
	Best    int     // answers with the best mark
}

// Sum makes the table of what was counted: a row for each key, the most
// answers first, and the whole. Where the hidden rows together have fewer than
// Least answers, the smallest row shown is hidden too, since the whole less
// the rest would tell them.
func Sum(counts []Count) (rows []Satisfaction, total Satisfaction) {
	keys := map[string][]Count{}
	var all []Count
	for _, c := range counts {
		keys[c.Key] = append(keys[c.Key], c)
		c.Key = ""
		all = append(all, c)
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		rows = append(rows, satisfactionOf(key, keys[key]))
	}
	slices.SortStableFunc(rows, func(a, b Satisfaction) int { return cmp.Compare(b.Answers, a.Answers) })
	hidden := 0
	for i := len(rows) - 1; i >= 0; i-- {
		if rows[i].Answers < Least || hidden > 0 && hidden < Least {
			hidden += rows[i].Answers
			rows[i] = Satisfaction{Key: rows[i].Key, Answers: rows[i].Answers, Hidden: true}
		}
	}
	total = satisfactionOf("", all)
	if total.Answers < Least {
		total = Satisfaction{Answers: total.Answers, Hidden: true}
	}
	return rows, total
}

func satisfactionOf(key string, counts []Count) Satisfaction {
	s := Satisfaction{Key: key, Criteria: map[string]Marking{}}
	sum := 0
	for _, c := range counts {
		if c.Criterion == "" {
			if c.Mark >= Worst && c.Mark <= Best {
				s.Overall[c.Mark-1] += c.Answers
				s.Answers += c.Answers
				sum += c.Mark * c.Answers
			}
			continue
		}
		m := s.Criteria[c.Criterion]
		m.Average += float64(c.Mark * c.Answers) // the sum, until it is divided below
		m.Answers += c.Answers
		if c.Mark == BestMark {
			m.Best += c.Answers
		}
		s.Criteria[c.Criterion] = m
	}
	for id, m := range s.Criteria {
		if m.Answers < Least {
			delete(s.Criteria, id)
			continue
		}
		m.Average /= float64(m.Answers)
		s.Criteria[id] = m
	}
	if s.Answers > 0 {
		s.Average = float64(sum) / float64(s.Answers)
		s.Pleased = 100 * float64(s.Overall[3]+s.Overall[4]) / float64(s.Answers)
	}
	return s
}
