package control

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/vietnamese"
)

// Aspect is something that channels show of a procedure.
type Aspect string

// The aspects that are compared, beside the code that a procedure is known by.
const (
	ShownName  Aspect = "name"
	ShownTerm  Aspect = "term"
	ShownFee   Aspect = "fee"
	ShownLevel Aspect = "level"
)

// Aspects lists the aspects.
func Aspects() []Aspect { return []Aspect{ShownName, ShownTerm, ShownFee, ShownLevel} }

// Shown is a procedure as a channel shows it, in its words.
type Shown struct {
	Line int // of the file, from 1
	Code string
	Says map[Aspect]string
}

// Table is what a channel shows.
type Table struct {
	Aspects []Aspect // that have a column; the others are not compared
	Rows    []Shown
	Passed  int // rows without a code, such as titles of fields
}

// headsWithin is how many rows of a title may stand above the heads.
const headsWithin = 10

// ReadShown reads the table of a channel. Its heads are found by their words;
// there must be one for the code. lines are the numbers of the rows.
func ReadShown(rows [][]string, lines []int) (Table, error) {
	for i, row := range rows[:min(len(rows), headsWithin)] {
		columns, ok := columnsOf(row)
		if !ok {
			continue
		}
		var t Table
		for _, a := range Aspects() {
			if _, known := columns[string(a)]; known {
				t.Aspects = append(t.Aspects, a)
			}
		}
		if len(t.Aspects) == 0 {
			return t, motcua.InvalidField("file", "control.agree.oneColumn")
		}
		for j, cells := range rows[i+1:] {
			t.read(columns, cells, lines[i+1+j])
		}
		return t, t.check()
	}
	return Table{}, motcua.InvalidField("file", "control.agree.heads")
}

// shownMost is how many procedures one channel may show.
const shownMost = 3000

func (t *Table) check() error {
	switch n := len(t.Rows); {
	case n == 0:
		return motcua.InvalidField("file", "control.agree.empty")
	case n > shownMost:
		return motcua.InvalidField("file", "control.agree.many", "Most", shownMost)
	}
	return nil
}

func (t *Table) read(columns map[string]int, cells []string, line int) {
	cell := func(name string) string {
		if i, ok := columns[name]; ok && i < len(cells) {
			return strings.TrimSpace(vietnamese.Visible(cells[i]))
		}
		return ""
	}
	if strings.TrimSpace(strings.Join(cells, "")) == "" {
		return
	}
	s := Shown{Line: line, Code: codeOf(cell("code")), Says: map[Aspect]string{}}
	if s.Code == "" {
		t.Passed++
		return
	}
	for _, a := range t.Aspects {
		s.Says[a] = cell(string(a))
	}
	t.Rows = append(t.Rows, s)
}

// cutCode is a national code that a spreadsheet took for a number, so that it
// lost the zeros at its end.
var cutCode = regexp.MustCompile(`^\d\.\d{1,5}$`)

func codeOf(cell string) string {
	if cutCode.MatchString(cell) {
		return cell + strings.Repeat("0", 8-len(cell))
	}
	if !strings.ContainsFunc(cell, unicode.IsDigit) {
		return ""
	}
	return cell
}

// columnsOf tells which column is what by the words of its head; each head is
// one thing, and the first that fits counts.
func columnsOf(heads []string) (map[string]int, bool) {
	columns := map[string]int{}
	for i, head := range heads {
		words := strings.FieldsFunc(vietnamese.Fold(head), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		has := func(some ...string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(some, w) })
		}
		name := ""
		switch {
		case has("ma", "code"):
			name = "code"
		case has("muc", "dvc", "dvctt", "level"):
			name = string(ShownLevel)
		case has("phi", "fee"):
			name = string(ShownFee)
		case has("han", "term") || has("thoi") && has("gian"):
			name = string(ShownTerm)
		case has("ten", "name") || has("thu") && has("tuc"):
			name = string(ShownName)
		}
		if _, taken := columns[name]; name != "" && !taken {
			columns[name] = i
		}
	}
	_, ok := columns["code"]
	return columns, ok
}

// ShownBy is what an export of a catalogue shows on a day.
func ShownBy(procedures []catalogue.Procedure, on calendar.Date) Table {
	t := Table{Aspects: Aspects()}
	for i, p := range procedures {
		v, err := p.VersionOn(on)
		if err != nil {
			continue
		}
		says := map[Aspect]string{ShownName: p.NameUnder(v), ShownLevel: string(v.ServiceLevel)}
		if terms := termsOf(v); len(terms) > 0 {
			says[ShownTerm] = terms[0].String()
		}
		if fees := feesOf(v); len(fees) > 0 {
			says[ShownFee] = strconv.FormatInt(fees[0], 10)
		}
		t.Rows = append(t.Rows, Shown{Line: i + 1, Code: p.Code, Says: says})
	}
	return t
}

// termsOf are the limits that a channel may show of a version.
func termsOf(v catalogue.Version) []deadline.Term {
	var terms []deadline.Term
	add := func(t deadline.Term) {
		if !t.IsZero() && !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	add(v.Term)
	for _, c := range v.Cases {
		add(c.Term)
	}
	for _, c := range v.Channels {
		add(c.Term)
	}
	return terms
}

func feesOf(v catalogue.Version) []int64 {
	var fees []int64
	for _, c := range v.Channels {
		if !slices.Contains(fees, c.Fee) {
			fees = append(fees, c.Fee)
		}
	}
	return fees
}

var limitIn = regexp.MustCompile(`\d+(?:[.,]\d+)?\s*(?:ngay lam viec|ngay|gio lam viec|gio|phut|thang|working days?|days?|hours?|minutes?|months?)`)

// readLimit finds the limit in the words of a channel: "Không quá 15 ngày làm
// việc kể từ ngày nhận đủ hồ sơ".
func readLimit(text string) (deadline.Term, bool) {
	if t, err := deadline.ParseTerm(text); err == nil {
		return t, true
	}
	t, err := deadline.ParseTerm(limitIn.FindString(vietnamese.Fold(text)))
	return t, err == nil
}

// readFee finds the fee in the words of a channel; "Không" is none.
func readFee(text string) (int64, bool) {
	words := vietnamese.Fold(text)
	if words == "" || words == "-" || strings.HasPrefix(words, "khong") || strings.HasPrefix(words, "mien") {
		return 0, true
	}
	for _, unit := range []string{"vnd", "dong", "d", "/ho so", "/lan"} {
		words = strings.TrimSpace(strings.TrimSuffix(words, unit))
	}
	digits := strings.NewReplacer(".", "", ",", "", " ", "", "\u00a0", "").Replace(words)
	fee, err := strconv.ParseInt(digits, 10, 64)
	return fee, err == nil && fee >= 0
}

// readLevel finds the level of the service in the words of a channel, those
// before NĐ 42/2022/NĐ-CP too.
func readLevel(text string) (catalogue.ServiceLevel, bool) {
	words := vietnamese.Fold(text)
	for _, l := range []struct {
		level catalogue.ServiceLevel
		words []string
	}{
		{catalogue.Full, []string{"toan trinh", "full", "muc do 4", "muc 4"}},
		{catalogue.Partial, []string{"mot phan", "partial", "muc do 3", "muc 3"}},
		{catalogue.Information, []string{"thong tin", "information", "muc do 2", "muc do 1", "muc 2", "muc 1"}},
	} {
		if slices.ContainsFunc(l.words, func(w string) bool { return strings.Contains(words, w) }) {
			return l.level, true
		}
	}
	level, ok := map[string]catalogue.ServiceLevel{"4": catalogue.Full, "3": catalogue.Partial, "2": catalogue.Information, "1": catalogue.Information}[words]
	return level, ok
}

// LimitOf is the limit that channels show of a version; false when it promises
// none.
func LimitOf(v catalogue.Version) (deadline.Term, bool) {
	terms := termsOf(v)
	if len(terms) == 0 {
		return deadline.Term{}, false
	}
	return terms[0], true
}
