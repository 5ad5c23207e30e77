package report

import "strings"

// Pair is a figure as it was counted in two periods; one that a period does not
// have is nil.
type Pair struct {
	Key, Scope  string
	Now, Before *Figure
}

// lastYear ends the keys of figures that were counted in the same period of the
// year before, which say nothing of their own.
const lastYear = ".lastYear"

// Pairs puts the figures of two periods side by side: those of the first in
// their order, then what only the second has.
func Pairs(now, before []Figure) []Pair {
	var list []Pair
	at := map[[2]string]int{}
	add := func(f *Figure) *Pair {
		name := [2]string{f.Key, f.Scope}
		i, known := at[name]
		if !known {
			i, at[name] = len(list), len(list)
			list = append(list, Pair{Key: f.Key, Scope: f.Scope})
		}
		return &list[i]
	}
	for i := range now {
		if !strings.HasSuffix(now[i].Key, lastYear) {
			add(&now[i]).Now = &now[i]
		}
	}
	for i := range before {
		if !strings.HasSuffix(before[i].Key, lastYear) {
			add(&before[i]).Before = &before[i]
		}
	}
	return list
}

// Difference is how the later figure differs; false when there is nothing to
// hold it against, or the two count different things.
func (p Pair) Difference() (Difference, bool) {
	if p.Now == nil || p.Before == nil || p.Now.Unit != p.Before.Unit {
		return Difference{}, false
	}
	return Compare(int(p.Now.Value), int(p.Before.Value)), true
}
