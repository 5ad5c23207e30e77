package claim

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua"
	"motcua/report"
)

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func containsWord(phrase, word string) bool { return strings.Contains(phrase, " "+word+" ") }

// allOnTime holds "đều đúng thời gian" against the late dossiers of the facts
// and against what the text itself says elsewhere.
func (c *checker) allOnTime(k Claim) {
	says := motcua.Say("claim.allOnTime.says", "Quote", k.Quote)
	var late report.Figure
	for _, f := range c.known.Facts.Figures {
		if f.Scope == "" && f.Value > late.Value && (f.Key == "dossier.late" || f.Key == "dossier.overdue") {
			late = f
		}
	}
	if late.Value > 0 {
		c.add(Contradiction, "allOnTime", k, says, motcua.Say("claim.allOnTime.fact", "Count", late.Value), "", late.Rows...)
		return
	}
	for _, m := range lateForm.FindAllStringIndex(c.s, -1) {
		if m[0] >= k.Start && m[0] < k.End {
			continue
		}
		other := c.place(m[0], m[1])
		c.add(Contradiction, "allOnTime", k, says, motcua.Say("claim.allOnTime.text.fact", "Line", other.Line, "Quote", other.Quote), "")
		return
	}
}

// compared holds "nhiều hơn" and "ít hơn" against the counts of both periods. A
// year before in which no dossier was there to be handled tells nothing: the
// office was not at work here yet.
func (c *checker) compared(k Claim) {
	from, _ := c.clause(k.Start, k.End)
	m, ok := comparedMeasure(spaced(c.s[from:k.Start]))
	if !ok {
		return
	}
	now, has := wholeOf(c.known.Facts, m.key)
	before, had := wholeOf(c.known.Before, m.key)
	if all, ok := wholeOf(c.known.Before, "dossier.received"); ok && all.Value == 0 {
		return
	}
	if !has || !had || now.Value > before.Value && k.More || now.Value < before.Value && !k.More {
		return
	}
	c.add(Contradiction, "compared", k, motcua.Say("claim.compared.says", "Quote", c.s[from:k.End]),
		motcua.Say("claim.compared.fact", "Now", now.Value, "Before", before.Value), "", append(now.Rows, before.Rows...)...)
}

// comparedMeasure is the figure of dossiers that the subject of a comparison
// speaks of.
func comparedMeasure(subject string) (measure, bool) {
	for _, m := range measures() {
		if m.key == "" || len(m.need) == 0 || !m.speaks(subject) {
			continue
		}
		for _, n := range m.nouns {
			if strings.Contains(subject, spaced(n)) {
				return m, true
			}
		}
	}
	return measure{}, false
}

// wholeOf is the figure of the whole department.
func wholeOf(facts report.Facts, key string) (report.Figure, bool) {
	for _, f := range facts.Figures {
		if f.Key == key && f.Scope == "" {
			return f, true
		}
	}
	return report.Figure{}, false
}

// unit holds the name of a division or an agency against those that exist. It
// is a finding when it differs from one in a single word; a division that
// resembles none is a doubt.
func (c *checker) unit(k Claim) {
	if len(c.ofUnits) == 0 {
		return
	}
	end := c.lines[k.Line-1].end
	rest := tokens(c.s[k.Start:end])
	var near int
	nearWords := -1
	for i, name := range c.ofUnits {
		if len(name) < 2 || len(rest) == 0 || name[0] != rest[0].word {
			continue
		}
		if isNamed(rest, name) {
			return
		}
		if oneOff(rest, name) && (nearWords < 0 || len(name) > len(c.ofUnits[near])) {
			near, nearWords = i, len(name)
		}
	}
	if nearWords > 0 {
		place := k
		place.Place = c.place(k.Start, k.Start+rest[nearWords-1].end)
		c.add(Contradiction, "unit", place, motcua.Say("claim.unit.says", "Name", place.Quote), motcua.Say("claim.unit.near.fact", "Name", c.known.Units[near]), c.known.Units[near])
		return
	}
	if rest[0].word == "phong" && !c.beginsName(rest) && !ofDistrict.MatchString(c.s[k.Start:end]) {
		c.add(Doubt, "unit", k, motcua.Say("claim.unit.says", "Name", k.Quote), motcua.Say("claim.unit.fact"), "")
	}
}

// ofDistrict is a division of a district, whose units are not ours.
var ofDistrict = regexp.MustCompile(`^[^.;,]{0,60}(?:huyện|thị xã|thành phố|quận|xã|phường)`)

// beginsName tells whether some name begins with the first three words.
func (c *checker) beginsName(rest []token) bool {
	for _, name := range c.ofUnits {
		n := min(3, len(rest), len(name))
		same := 0
		for same < n && rest[same].word == name[same] {
			same++
		}
		if same == n {
			return true
		}
	}
	return false
}

// token is a folded word with where it ends; joined tells whether no sign
// stands between it and the one before.
type token struct {
	word   string
	raw    string
	end    int
	joined bool
}

// tokens are the first words of a phrase, as many as names of units may have.
func tokens(s string) []token {
	var list []token
	start, last := -1, 0
	for i, r := range s + " " {
		switch {
		case wordRune(r) || r == '&':
			if start < 0 {
				start = i
			}
		case start >= 0:
			gap := s[last:start]
			raw := s[start:i]
			w := words(raw)
			list = append(list, token{strings.Join(w, " "), raw, i, strings.Trim(gap, " ") == ""})
			start, last = -1, i
		}
		if len(list) >= 14 {
			break
		}
	}
	return list
}

// isNamed tells whether a phrase begins with a name: in full, without some of
// its words, or with its initials ("Trung tâm XTĐT").
func isNamed(rest []token, name []string) bool {
	flat := flatten(rest)
	at := 1
	for _, w := range name[1:] { // words of the name may be left out
		if at < len(flat) && flat[at] == w {
			at++
		}
	}
	if at > 2 && (at >= len(flat) || flat[at-1] == name[len(name)-1]) {
		return true
	}
	if len(rest) < 2 || !allCapitals(rest[1].raw) {
		return false
	}
	letters := strings.ReplaceAll(rest[1].word, "&", "")
	initials := kindless(name)
	return initials != "" && (strings.HasPrefix(initials, letters) || strings.HasPrefix(letters, initials) || subsequence(letters, initials))
}

func flatten(rest []token) []string {
	var list []string
	for i, t := range rest {
		if i > 0 && !t.joined {
			break
		}
		list = append(list, strings.Fields(t.word)...)
	}
	return list
}

// oneOff tells whether a phrase begins with a name of which a word, or one in
// four of a long name, is another. The kind of unit before it is the same.
func oneOff(rest []token, name []string) bool {
	if len(name) < 3 || len(rest) < len(name) {
		return false
	}
	off := 0
	for i, w := range name {
		if i > 0 && !rest[i].joined {
			return false
		}
		if rest[i].word != w {
			off++
		}
	}
	return off > 0 && off <= max(1, len(name)/4)
}

func kindless(name []string) string {
	rest := name[1:]
	if name[0] == "trung" || name[0] == "van" || name[0] == "chi" {
		rest = name[min(2, len(name)):]
	}
	var b strings.Builder
	for _, w := range rest {
		if w != "va" && w != "" {
			b.WriteByte(w[0])
		}
	}
	return b.String()
}

func subsequence(short, long string) bool {
	for _, r := range short {
		i := strings.IndexRune(long, r)
		if i < 0 {
			return false
		}
		long = long[i+1:]
	}
	return true
}

func allCapitals(s string) bool {
	return strings.IndexFunc(s, unicode.IsLower) < 0 && utf8.RuneCountInString(s) > 1
}

// tables holds the rows of tables against the identities of biểu
// II.06a/VPCP/KSTT: 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13, 3 = 7 + 11.
func (c *checker) tables() {
	for _, l := range c.lines {
		cells := strings.Split(c.s[l.start:l.end], "\t")
		if len(cells) != 13 && len(cells) != 12 {
			continue
		}
		var n [14]int64
		ok := true
		for i := 3; i <= 13 && ok; i++ {
			var err error
			cell := strings.ReplaceAll(strings.TrimSpace(cells[len(cells)-14+i]), ".", "")
			if cell == "" || cell == "-" {
				cell = "0"
			}
			n[i], err = strconv.ParseInt(cell, 10, 64)
			ok = err == nil
		}
		if !ok || numbering(n) {
			continue
		}
		for _, id := range []struct {
			name  string
			total int
			parts []int
		}{{"3 = 4 + 5 + 6", 3, []int{4, 5, 6}}, {"7 = 8 + 9 + 10", 7, []int{8, 9, 10}}, {"11 = 12 + 13", 11, []int{12, 13}}, {"3 = 7 + 11", 3, []int{7, 11}}} {
			sum := int64(0)
			for _, p := range id.parts {
				sum += n[p]
			}
			if sum != n[id.total] {
				k := Claim{Place: c.place(l.start, l.end)}
				c.add(Contradiction, "table "+id.name, k, motcua.Say("claim.table.says", "Column", id.total, "Value", n[id.total]),
					motcua.Say("claim.table.fact", "Identity", id.name, "Sum", sum), "")
			}
		}
	}
}

// numbering tells whether a row numbers the columns: 3, 4, 5 …
func numbering(n [14]int64) bool { return n[4] == 4 && n[5] == 5 && n[6] == 6 && n[13] == 13 }
