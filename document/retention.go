package document

import "time"

// Retention is how long files of a kind are kept after the matter they belong
// to has ended.
type Retention struct {
	Kind     string // paper, message, result: as dossiers name the kinds of their files
	Years    int    // full years after the year in which the matter ended; 0: for ever
	Source   string // the text that says so
	Verified bool   // whether somebody has read it there; otherwise a cautious guess
}

// Retentions is the table of retention. Nothing follows from it by itself: it
// makes the list from which the office decides.
//
// None of the years could be read in the text of the circular, so all are
// marked to verify and rather long: what is kept too long can still be
// destroyed.
func Retentions() []Retention {
	const circular = "Luật Lưu trữ 33/2024/QH15; Thông tư 10/2022/TT-BNV"
	return []Retention{
		{Kind: "paper", Years: 10, Source: circular},
		{Kind: "message", Years: 10, Source: circular},
		{Kind: "result", Years: 0, Source: circular},
	}
}

// KeptUntil is the instant from which files of a kind are past their retention,
// in the zone of ended; false when they are kept for ever, or their matter has
// not ended.
func KeptUntil(kind string, ended time.Time) (time.Time, bool) {
	for _, r := range Retentions() {
		if r.Kind == kind && r.Years > 0 && !ended.IsZero() {
			return time.Date(ended.Year()+r.Years+1, time.January, 1, 0, 0, 0, 0, ended.Location()), true
		}
	}
	return time.Time{}, false
}

// Shortest is the fewest years that any kind is kept for.
func Shortest() int {
	least := 0
	for _, r := range Retentions() {
		if r.Years > 0 && (least == 0 || r.Years < least) {
			least = r.Years
		}
	}
	return least
}
