package claim

import (
	"slices"
	"sort"
)

// finder gathers claims; what one claim has taken is not read as another.
type finder struct {
	*text
	claims []Claim
	taken  []span // in order
}

type span struct{ start, end int }

// Find lists what a text claims, in the order of the text. Places are those of
// the text as [Normal] gives it.
func Find(s string) []Claim { return find(newText(Normal(s))) }

func find(t *text) []Claim {
	f := &finder{text: t}
	f.documents()
	f.standards()
	f.ranges()
	f.dates()
	f.periods()
	f.phases()
	f.ratios()
	f.percentages()
	f.counts()
	f.years()
	f.onTime()
	f.comparisons()
	f.units()
	f.repetitions()
	slices.SortStableFunc(f.claims, func(a, b Claim) int { return a.Start - b.Start })
	return f.claims
}

// free tells whether nothing of a place has been taken.
func (f *finder) free(start, end int) bool {
	i := sort.Search(len(f.taken), func(i int) bool { return f.taken[i].end > start })
	return i == len(f.taken) || f.taken[i].start >= end
}

// keep takes a place for a claim.
func (f *finder) keep(c Claim, start, end int) {
	c.Place = f.place(start, end)
	f.claims = append(f.claims, c)
	i := sort.Search(len(f.taken), func(i int) bool { return f.taken[i].end > start })
	f.taken = slices.Insert(f.taken, i, span{start, end})
}

// note keeps a claim about what others are made of too, such as a comparison.
func (f *finder) note(c Claim, start, end int) {
	c.Place = f.place(start, end)
	f.claims = append(f.claims, c)
}
