package claim

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"motcua/vietnamese"
)

var (
	//go:embed data/types.csv
	typesFile string
	//go:embed data/figures.csv
	figuresFile string
	//go:embed data/confused.csv
	confusedFile string
	//go:embed data/abbreviations.csv
	abbreviationsFile string
	//go:embed data/foreign.csv
	foreignFile string
)

// rows are the lines of a table of claim/data: fields parted by semicolons,
// without the first line and what begins with #.
func rows(file string, fields int) [][]string {
	var list [][]string
	for i, l := range strings.Split(vietnamese.NFC(file), "\n") {
		l = strings.TrimSpace(l)
		if i == 0 || l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		cells := strings.Split(l, ";")
		for len(cells) < fields {
			cells = append(cells, "")
		}
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		list = append(list, cells)
	}
	return list
}

// typeWord is a word for a type of document and the id of the type.
type typeWord struct{ word, kind string }

// typeWords are the words for types of documents, the longer ones first.
var typeWords = sync.OnceValue(func() []typeWord {
	var list []typeWord
	for _, r := range rows(typesFile, 2) {
		list = append(list, typeWord{r[0], r[1]})
	}
	slices.SortStableFunc(list, func(a, b typeWord) int { return len(b.word) - len(a.word) })
	return list
})

// measure says by which words a text speaks of a figure.
type measure struct {
	key   string
	nouns []string // what is counted, as it is written
	need  [][]string
	not   []string
}

// measures are the figures that texts are held against, the narrower first.
var measures = sync.OnceValue(func() []measure {
	var list []measure
	for _, r := range rows(figuresFile, 4) {
		m := measure{key: r[0], nouns: strings.Split(r[1], "|")}
		for group := range strings.SplitSeq(r[2], "+") {
			if group != "" {
				m.need = append(m.need, phrases(group))
			}
		}
		if r[3] != "" {
			m.not = phrases(r[3])
		}
		list = append(list, m)
	}
	return list
})

func phrases(group string) []string {
	var list []string
	for p := range strings.SplitSeq(group, "|") {
		list = append(list, spaced(p))
	}
	return list
}

// speaks tells whether a phrase, spaced, has the words of the measure.
func (m measure) speaks(phrase string) bool {
	has := func(p string) bool { return strings.Contains(phrase, p) }
	return !slices.ContainsFunc(m.not, has) && !slices.ContainsFunc(m.need, func(group []string) bool { return !slices.ContainsFunc(group, has) })
}

// nouns are all nouns that are counted, the longer ones first.
var nouns = sync.OnceValue(func() []string {
	var list []string
	for _, m := range measures() {
		for _, n := range m.nouns {
			if n != "" && !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
})

// confusion is a phrase of real syllables that is never meant.
type confusion struct {
	wrong, right string
	first        bool // only at the beginning of a sentence
}

var confusions = sync.OnceValue(func() []confusion {
	var list []confusion
	for _, r := range rows(confusedFile, 3) {
		list = append(list, confusion{r[0], r[1], r[2] == "first"})
	}
	return list
})

// abbreviations are what the office shortens, written out and folded.
var abbreviations = sync.OnceValue(func() map[string][]string {
	list := map[string][]string{}
	for _, r := range rows(abbreviationsFile, 2) {
		list[r[0]] = strings.Fields(vietnamese.Fold(r[1]))
	}
	return list
})

var foreign = sync.OnceValue(func() map[string]bool {
	list := map[string]bool{}
	for _, r := range rows(foreignFile, 1) {
		list[r[0]] = true
	}
	return list
})
