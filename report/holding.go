package report

import (
	"cmp"
	"slices"
)

// Holding is what one unit has open.
type Holding struct {
	Agency, Unit string
	Total        int
	Ages         [4]int // by the bounds of Ages, the youngest first
	Overdue      int
	Soon         int // due within two working days
	Paused       int // waiting for the applicant
}

// InTime is what is neither overdue nor due soon nor waiting for papers.
func (h Holding) InTime() int { return h.Total - h.Overdue - h.Soon - h.Paused }

// AgeDays are the days since the receipt that part the ages of open dossiers:
// up to 5, up to 15, up to 30, and older.
func AgeDays() [3]int { return [3]int{5, 15, 30} }

// Owing is how many opinions an agency owes.
type Owing struct {
	Agency   string
	Dossiers int
	Late     int // beyond the agency's own date
}

// RankHoldings puts those with the most overdue first, then the most due soon,
// then the most.
func RankHoldings(list []Holding) {
	slices.SortFunc(list, func(a, b Holding) int {
		return cmp.Or(cmp.Compare(b.Overdue, a.Overdue), cmp.Compare(b.Soon, a.Soon), cmp.Compare(b.Total, a.Total), cmp.Compare(a.Agency+a.Unit, b.Agency+b.Unit))
	})
}
