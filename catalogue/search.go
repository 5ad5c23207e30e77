package catalogue

import (
	"cmp"
	"slices"
	"strings"

	"motcua/vietnamese"
)

// Index finds procedures by what people type: words without marks, a code, an
// event of life, a field, or whom a procedure is for. It does not change.
type Index struct{ entries []entry }

// entry is what is looked into, folded. What stands further up weighs more.
type entry struct {
	code   string
	names  []string // present name, English name, earlier names
	topics []string // events and the other words for them
	rest   string   // field, groups, who may apply
}

// wordsAtMost is how many words of a query are looked for.
const wordsAtMost = 12

// wordsOf are the words of a query, each once.
func wordsOf(query string) []string {
	var words []string
	for _, word := range strings.Fields(vietnamese.Fold(query)) {
		if len(words) < wordsAtMost && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}

// Hit is one procedure found: its place in the list the index was made of, and
// how well it fits.
type Hit struct {
	Place int
	Score int
}

// What fits, and how much: a code above all, then the words as they were typed
// in a name, then words of the name, of an event, of the rest.
const (
	scoreCode      = 10_000
	scoreCodeBegin = 5_000
	scorePhrase    = 400
	scoreBegin     = 100 // the name begins with it
	scoreTopic     = 300 // an event is called so
	scoreWordName  = 20
	scoreWordPart  = 12 // in a name, not at the beginning of a word
	scoreWordTopic = 8
	scoreWordRest  = 4
)

// NewIndex makes the index of a list of procedures and of the events that lead
// to them.
func NewIndex(procedures []Procedure, topics []Topic) *Index {
	x := &Index{entries: make([]entry, len(procedures))}
	for i, p := range procedures {
		e := entry{code: vietnamese.Fold(p.Code), names: foldAll(p.Name, p.NameEN)}
		rest := append([]string{p.Field, p.FieldEN}, p.Topics...)
		for _, v := range p.Versions {
			if name := vietnamese.Fold(v.Name); name != "" && !slices.Contains(e.names, name) {
				e.names = append(e.names, name)
			}
		}
		if n := len(p.Versions); n > 0 {
			rest = append(rest, p.Versions[n-1].Eligible...)
		}
		for _, t := range topics {
			if t.Has(p.Code) {
				e.topics = append(e.topics, foldAll(append([]string{t.Name, t.NameEN}, t.Words...)...)...)
			}
		}
		e.rest = vietnamese.Fold(strings.Join(rest, " | "))
		x.entries[i] = e
	}
	return x
}

func foldAll(texts ...string) []string {
	var folded []string
	for _, s := range texts {
		if f := vietnamese.Fold(s); f != "" {
			folded = append(folded, f)
		}
	}
	return folded
}

// Find lists what every word of the query occurs in, best first; of equals, in
// the order of the list. An empty query finds all, in that order.
func (x *Index) Find(query string) []Hit {
	words := wordsOf(query)
	phrase := strings.Join(strings.Fields(vietnamese.Fold(query)), " ")
	var hits []Hit
	for i, e := range x.entries {
		score, found := e.score(words)
		if found < len(words) {
			continue
		}
		if phrase != "" {
			score += e.scorePhrase(phrase)
		}
		hits = append(hits, Hit{i, score})
	}
	sortHits(hits)
	return hits
}

// Near lists at most so many procedures that fit most of the query's words,
// for a reader whose query as a whole finds nothing.
func (x *Index) Near(query string, most int) []Hit {
	words := wordsOf(query)
	var hits []Hit
	for i, e := range x.entries {
		if score, found := e.score(words); found > 0 && 2*found >= len(words) {
			hits = append(hits, Hit{i, score + found*scorePhrase})
		}
	}
	sortHits(hits)
	return hits[:min(most, len(hits))]
}

func sortHits(hits []Hit) {
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Or(b.Score-a.Score, a.Place-b.Place) })
}

// score says how well an entry fits, and how many of the words it holds.
func (e entry) score(words []string) (score, found int) {
	for _, word := range words {
		if s := e.scoreOf(word); s > 0 {
			score += s
			found++
		}
	}
	return score, found
}

func (e entry) scoreOf(word string) int {
	switch {
	case e.code == word:
		return scoreCode
	case strings.HasPrefix(e.code, word):
		return scoreCodeBegin
	case strings.Contains(e.code, word):
		return scoreWordName
	}
	best := 0
	for _, name := range e.names {
		best = max(best, scoreIn(name, word, scoreWordName, scoreWordPart))
	}
	if best > 0 {
		return best
	}
	for _, topic := range e.topics {
		best = max(best, scoreIn(topic, word, scoreWordTopic, scoreWordRest))
	}
	if best > 0 {
		return best
	}
	return scoreIn(e.rest, word, scoreWordRest, 1)
}

// scoreIn is what a word is worth in a text: at the beginning of a word, or
// within one.
func scoreIn(text, word string, begins, within int) int {
	rest := text
	for {
		i := strings.Index(rest, word)
		switch {
		case i < 0 && len(rest) == len(text):
			return 0
		case i < 0:
			return within
		case i == 0 && len(rest) == len(text) || i > 0 && !letter(rest[i-1]):
			return begins
		}
		rest = rest[i+1:]
	}
}

func letter(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b >= 0x80 }

// scorePhrase is what the words weigh when they stand together as typed. Of two
// names that hold them, the shorter says less that was not asked for.
func (e entry) scorePhrase(phrase string) int {
	best := 0
	for _, name := range e.names {
		if i := strings.Index(name, phrase); i >= 0 {
			s := scorePhrase + scorePhrase*len(phrase)/len(name)
			if i == 0 || strings.HasPrefix(name, "thu tuc ") && i == len("thu tuc ") {
				s += scoreBegin
			}
			best = max(best, s)
		}
	}
	for _, topic := range e.topics {
		if topic == phrase {
			best = max(best, scoreTopic)
		}
	}
	return best
}
