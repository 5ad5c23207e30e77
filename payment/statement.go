package payment

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/vietnamese"
)

// Line is one movement of a bank account as its statement has it.
type Line struct {
	Hash      string // of what it says: the same line twice is one
	Row       int    // in the file, from 1
	At        time.Time
	Amount    int64 // đồng that came; lines of money that left are no lines
	Content   string
	Reference string
}

// Column is what a column of a statement holds.
type Column string

// The columns that matter. Credit is money that came; Amount is both ways, with
// a sign; Debit is money that left.
const (
	ColDate      Column = "date"
	ColCredit    Column = "credit"
	ColAmount    Column = "amount"
	ColDebit     Column = "debit"
	ColContent   Column = "content"
	ColReference Column = "reference"
)

// Columns lists the columns in the order in which a form asks for them.
func Columns() []Column {
	return []Column{ColDate, ColCredit, ColAmount, ColDebit, ColContent, ColReference}
}

// Layout says where in a table a statement's columns stand.
type Layout struct {
	Header int // index of the row of names; data follow
	At     map[Column]int
}

// Sure tells whether the layout has what a reconciliation needs: when, how
// much, with which words.
func (l Layout) Sure() bool {
	_, date := l.At[ColDate]
	_, credit := l.At[ColCredit]
	_, amount := l.At[ColAmount]
	_, content := l.At[ColContent]
	return date && content && (credit || amount)
}

// headerWithin is how many rows may stand above the names of the columns.
const headerWithin = 40

// Detect finds the names of the columns in a table: the row that knows the
// most of them. Names over two rows (merged cells) are read together.
func Detect(table [][]string) Layout {
	best := Layout{Header: -1, At: map[Column]int{}}
	for i := range min(len(table), headerWithin) {
		at := named(table[i])
		if i+1 < len(table) && len(at) > 1 {
			for column, index := range named(table[i+1]) {
				if _, known := at[column]; !known && len(at) < len(Columns()) {
					at[column] = index
				}
			}
		}
		if len(at) > len(best.At) {
			best = Layout{Header: i, At: at}
		}
	}
	return best
}

// names are the words, folded, by which banks call the columns; the first that
// fits counts, so the narrower stand before the wider.
func names() []struct {
	column Column
	words  []string
} {
	return []struct {
		column Column
		words  []string
	}{
		{ColCredit, []string{"phat sinh co", "ghi co", "so tien co", "so tien ghi co", "ps co", "credit", "tien vao", "co", "thu"}},
		{ColDebit, []string{"phat sinh no", "ghi no", "so tien no", "so tien ghi no", "ps no", "debit", "tien ra", "no", "chi"}},
		{ColReference, []string{"so tham chieu", "ma tham chieu", "so but toan", "ma giao dich", "so giao dich", "so ct", "so chung tu", "reference", "transaction no", "transaction number", "ref"}},
		{ColContent, []string{"noi dung", "dien giai", "mo ta", "description", "details", "remark", "transaction detail"}},
		{ColDate, []string{"ngay giao dich", "ngay hieu luc", "ngay hach toan", "thoi gian", "ngay gd", "transaction date", "date", "ngay"}},
		{ColAmount, []string{"so tien", "amount"}},
	}
}

func named(row []string) map[Column]int {
	at := map[Column]int{}
	for i, cell := range row {
		folded := vietnamese.Fold(strings.Trim(cell, " *:()"))
		if folded == "" || len(folded) > 60 {
			continue
		}
		if column, ok := columnOf(folded); ok {
			if _, taken := at[column]; !taken {
				at[column] = i
			}
		}
	}
	return at
}

func columnOf(folded string) (Column, bool) {
	for _, n := range names() {
		if slices.Contains(n.words, folded) {
			return n.column, true
		}
	}
	for _, n := range names() {
		for _, word := range n.words {
			if len(word) > 4 && strings.Contains(folded, word) {
				return n.column, true
			}
		}
	}
	return "", false
}

// Rejected is a row that is no line, with why.
type Rejected struct {
	Row   int
	Fault *motcua.Fault
}

// Read takes the lines of money that came out of a table. Rows without any
// amount, as sums and remarks have, and money that left are passed over; rows
// with an amount and no day are rejected. When two lines of one file say the
// same, the second is counted apart, for a statement does list two equal payments.
func (l Layout) Read(table [][]string) ([]Line, []Rejected, error) {
	if !l.Sure() {
		return nil, nil, motcua.InvalidField("columns", "payment.statement.columns")
	}
	var lines []Line
	var rejected []Rejected
	same := map[string]int{}
	for i := l.Header + 1; i < len(table); i++ {
		line, ok, fault := l.line(table[i])
		if fault != nil {
			rejected = append(rejected, Rejected{Row: i + 1, Fault: fault})
		}
		if !ok || fault != nil {
			continue
		}
		line.Row = i + 1
		key := line.key()
		same[key]++
		line.Hash = hashOf(key, same[key])
		lines = append(lines, line)
	}
	return lines, rejected, nil
}

func (l Layout) line(row []string) (Line, bool, *motcua.Fault) {
	var line Line
	amount, fault := l.amount(row)
	if fault != nil || amount == 0 {
		return line, false, l.onlyData(row, fault)
	}
	if amount < 0 {
		return line, false, nil
	}
	line.Amount = amount
	line.Content, line.Reference = l.cell(row, ColContent), l.cell(row, ColReference)
	if len(line.Content) > reasonLongest*4 {
		return line, false, motcua.InvalidField("content", "payment.long", "Limit", reasonLongest)
	}
	var err *motcua.Fault
	if line.At, err = ReadMoment(l.cell(row, ColDate)); err != nil {
		if l.cell(row, ColDate) == "" && line.Content == "" {
			return line, false, nil // a sum
		}
		if strings.HasPrefix(vietnamese.Fold(strings.Join(row, " ")), "tong") || strings.HasPrefix(vietnamese.Fold(l.cell(row, ColDate)), "tong") {
			return line, false, nil
		}
		return line, false, err
	}
	return line, true, nil
}

// onlyData passes over the fault of an amount in a row that has no day: a
// second row of names, a remark.
func (l Layout) onlyData(row []string, fault *motcua.Fault) *motcua.Fault {
	if _, err := ReadMoment(l.cell(row, ColDate)); err != nil {
		return nil
	}
	return fault
}

func (l Layout) amount(row []string) (int64, *motcua.Fault) {
	if _, ok := l.At[ColCredit]; ok {
		amount, fault := ReadAmount(l.cell(row, ColCredit))
		if fault == nil && amount < 0 {
			fault = motcua.InvalidField("amount", "payment.statement.negative")
		}
		if fault != nil || amount != 0 {
			return amount, fault
		}
		if _, both := l.At[ColDebit]; both {
			return 0, nil
		}
	}
	if _, ok := l.At[ColAmount]; !ok {
		return 0, nil
	}
	return ReadAmount(l.cell(row, ColAmount))
}

func (l Layout) cell(row []string, c Column) string {
	if i, ok := l.At[c]; ok && i >= 0 && i < len(row) {
		return strings.Join(strings.Fields(vietnamese.NFC(row[i])), " ")
	}
	return ""
}

func (l Line) key() string {
	return strings.Join([]string{strconv.FormatInt(l.At.Unix(), 10), strconv.FormatInt(l.Amount, 10), plain(l.Reference), plain(l.Content)}, "|")
}

func hashOf(key string, nth int) string {
	sum := sha256.Sum256([]byte(key + "#" + strconv.Itoa(nth)))
	return hex.EncodeToString(sum[:16])
}

// ReadAmount reads an amount as statements write it: 1.250.000, 1,250,000.00,
// 1 250 000, +50.000, (100.000), 1.25E6, with đ, VND or đồng behind. An empty
// cell and a dash are 0. There is no smaller coin than a đồng.
func ReadAmount(s string) (int64, *motcua.Fault) {
	given := s
	wrong := motcua.InvalidField("amount", "payment.statement.amount", "Value", shortened(given))
	s = strings.ToUpper(vietnamese.Fold(s))
	for _, unit := range []string{"VND", "DONG", "D"} {
		s = strings.TrimSuffix(strings.TrimSpace(s), unit)
	}
	s = strings.NewReplacer(" ", "", "\u00a0", "", "'", "").Replace(s)
	if s == "" || s == "-" {
		return 0, nil
	}
	negative := strings.HasPrefix(s, "-") || strings.HasPrefix(s, "−") || strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")")
	s = strings.Trim(s, "+-−()")
	digits, ok := wholeNumber(s)
	if !ok {
		return 0, wrong
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n > Most {
		return 0, wrong
	}
	if negative {
		n = -n
	}
	return n, nil
}

// wholeNumber takes the marks between thousands and a fraction of nothing off.
func wholeNumber(s string) (string, bool) {
	if f, err := strconv.ParseFloat(s, 64); err == nil && strings.Contains(s, "E") {
		return strconv.FormatInt(int64(f), 10), f >= 0 && f <= float64(Most) && f == float64(int64(f))
	}
	if strings.Trim(s, "0123456789.,") != "" || s == "" || len(s) > 30 {
		return "", false
	}
	last := strings.LastIndexAny(s, ".,")
	if last < 0 {
		return s, true
	}
	whole, tail := s[:last], s[last+1:]
	other := strings.Contains(whole, ".") && s[last] == ',' || strings.Contains(whole, ",") && s[last] == '.'
	if len(tail) != 3 || other { // a fraction, not a thousand
		if strings.Trim(tail, "0") != "" || other && strings.ContainsRune(whole, rune(s[last])) {
			return "", false
		}
		if !strings.ContainsAny(whole, ".,") {
			return whole, whole != ""
		}
		return grouped(whole)
	}
	return grouped(s)
}

// grouped takes a number in groups of three, all by one mark.
func grouped(s string) (string, bool) {
	mark := string(s[strings.IndexAny(s, ".,")])
	groups := strings.Split(s, mark)
	for i, g := range groups {
		if strings.ContainsAny(g, ".,") || len(g) != 3 && (i > 0 || len(g) == 0 || len(g) > 3) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// ReadMoment reads a day, with or without its time, as statements write it, at
// the office's zone; and the serial number by which spreadsheets keep it.
func ReadMoment(s string) (time.Time, *motcua.Fault) {
	s = strings.Join(strings.Fields(s), " ")
	wrong := motcua.InvalidField("date", "payment.statement.date", "Value", shortened(s))
	if serial, err := strconv.ParseFloat(s, 64); err == nil && serial >= 36526 && serial < 73051 { // 2000 to 2099
		day := time.Date(1899, 12, 30, 0, 0, 0, 0, calendar.Zone()).AddDate(0, 0, int(serial))
		return day.Add(time.Duration((serial - float64(int(serial))) * float64(24*time.Hour)).Round(time.Second)), nil
	}
	for _, layout := range momentLayouts() {
		if t, err := time.ParseInLocation(layout, s, calendar.Zone()); err == nil && t.Year() >= 2000 && t.Year() < 2100 {
			return t, nil
		}
	}
	return time.Time{}, wrong
}

func momentLayouts() []string {
	var all []string
	for _, day := range []string{"2/1/2006", "2-1-2006", "2.1.2006", "2006-1-2", "2006/1/2", "2-Jan-2006", "2 Jan 2006", "2/1/06", "2-Jan-06"} {
		for _, clock := range []string{"", " 15:04:05", " 15:04", "T15:04:05", " 3:04:05 PM"} {
			all = append(all, day+clock)
		}
	}
	return append(all, time.RFC3339, "15:04:05 2/1/2006", "15:04 2/1/2006", "20060102", "20060102150405")
}

func shortened(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// Match is what a line of a statement was found to be.
type Match string

// The matches of a line.
const (
	Matched   Match = "matched"   // the dossier and the amount due
	Partial   Match = "partial"   // the dossier with another amount, or nearly its code
	Unmatched Match = "unmatched" // nobody's yet
)

// Matches lists the matches of a line.
func Matches() []Match { return []Match{Matched, Partial, Unmatched} }

// Candidate is a bill that a line may pay.
type Candidate struct {
	Dossier   string // id
	Code      string
	Reference string
	Balance   int64
}

// Judge sets a line against the bills that its text names and those that its
// amount fits. Only one bill that is named and due in that very amount is
// matched; everything else is a suggestion for an officer.
func Judge(l Line, named, fitting []Candidate) (Match, Candidate) {
	var exact []Candidate
	for _, c := range named {
		if c.Balance == l.Amount {
			exact = append(exact, c)
		}
	}
	switch {
	case len(exact) == 1 && len(named) == 1:
		return Matched, exact[0]
	case len(exact) > 0:
		return Partial, exact[0]
	case len(named) > 0:
		slices.SortFunc(named, func(a, b Candidate) int { return cmp.Compare(b.Balance, a.Balance) })
		return Partial, named[0]
	}
	content := plain(l.Content)
	for _, c := range fitting {
		if near(content, c.Reference) {
			return Partial, c
		}
	}
	return Unmatched, Candidate{}
}
