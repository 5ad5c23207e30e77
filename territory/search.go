package territory

import (
	"slices"
	"strings"

	"motcua/vietnamese"
)

// Found is a unit that a search found.
type Found struct {
	Unit   Unit
	Full   string // its name with those it lies in
	Before string // the commune of before 01/7/2025 that was meant, with those it lay in
}

// Find searches the communes by words, with or without marks: every word
// begins a word of the name of the commune or of a unit it lies in, and one at
// least of the commune's own. Names that begin with the words come first. In
// the edition of 2025 a commune is found by what it was called before, too.
func (e *Edition) Find(words string, most int) []Found {
	tokens := strings.Fields(vietnamese.Fold(words))
	if len(tokens) == 0 || most <= 0 {
		return nil
	}
	var found []Found
	for _, u := range e.matches(tokens) {
		found = append(found, Found{Unit: u, Full: e.FullName(u.Code)})
	}
	if e.Tiers == 2 && len(found) < most {
		found = append(found, e.formerly(tokens, found)...)
	}
	return found[:min(len(found), most)]
}

// formerly finds communes by their names of before.
func (e *Edition) formerly(tokens []string, known []Found) []Found {
	before := editions()[0]
	var found []Found
	for _, u := range before.matches(tokens) {
		for _, next := range Became(u.Code) {
			if slices.ContainsFunc(known, func(f Found) bool { return f.Unit.Code == next.Code }) {
				continue
			}
			found = append(found, Found{Unit: next, Full: e.FullName(next.Code), Before: before.FullName(u.Code)})
		}
	}
	return found
}

// matches lists the communes that tokens name, the best first. The tokens that
// each province and each district match are counted once for all in them.
func (e *Edition) matches(tokens []string) []Unit {
	phrase := " " + strings.Join(tokens, " ")
	var whole, beginning, other []Unit
	var province, district []bool
	for i := range e.units {
		u := &e.units[i]
		switch u.Level() {
		case Province:
			province, district = hits(u.folded, tokens), nil
			continue
		case District:
			district = hits(u.folded, tokens)
			continue
		}
		if !names(u.folded, tokens, province, district) {
			continue
		}
		switch {
		case strings.HasSuffix(u.folded, phrase+" "):
			whole = append(whole, *u)
		case strings.Contains(u.folded, phrase), strings.HasPrefix(bare(u.folded), tokens[0]):
			beginning = append(beginning, *u)
		default:
			other = append(other, *u)
		}
	}
	return slices.Concat(whole, beginning, other)
}

// bare is a folded name without the type before it.
func bare(folded string) string {
	for _, kind := range [...]string{" xa ", " phuong ", " thi tran ", " dac khu "} {
		if rest, ok := strings.CutPrefix(folded, kind); ok {
			return rest
		}
	}
	return folded
}

func hits(folded string, tokens []string) []bool {
	list := make([]bool, len(tokens))
	for i, token := range tokens {
		list[i] = begins(folded, token)
	}
	return list
}

// names tells whether each token begins a word of the commune or of what it
// lies in, and one of the commune.
func names(folded string, tokens []string, above ...[]bool) bool {
	own := false
	for i, token := range tokens {
		switch {
		case begins(folded, token):
			own = true
		case !slices.ContainsFunc(above, func(hit []bool) bool { return hit != nil && hit[i] }):
			return false
		}
	}
	return own
}

// begins tells whether a token begins a word of a folded name, which has
// blanks around its words.
func begins(folded, token string) bool {
	for at := 0; ; {
		i := strings.Index(folded[at:], token)
		if i < 0 {
			return false
		}
		if at += i; folded[at-1] == ' ' {
			return true
		}
		at++
	}
}
