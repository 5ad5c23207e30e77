package claim

import (
	"motcua/calendar"
	"motcua/report"
)

// Kind says what a claim is about.
type Kind string

// The kinds of claims.
const (
	Document   Kind = "document"   // Kế hoạch số 4999/KH-SKHĐT ngày 30/12/2021
	Standard   Kind = "standard"   // TCVN ISO 9001:2015
	Date       Kind = "date"       // 23/2/2022, ngày 10 tháng 6 năm 2022
	Range      Kind = "range"      // từ ngày 15/12/2021 đến 10/6/2022
	Period     Kind = "period"     // 6 tháng đầu năm 2022, Quý I và Quý II năm 2021
	Phase      Kind = "phase"      // giai đoạn 2022 - 2025
	Year       Kind = "year"       // the year of a thing: Kế hoạch CCHC năm 2022
	Ratio      Kind = "ratio"      // 15/33 nhiệm vụ
	Percentage Kind = "percentage" // 45,45%
	Count      Kind = "count"      // 02 bộ phận, 3 - 4 cán bộ
	AllOnTime  Kind = "allOnTime"  // đều đúng thời gian quy định
	Compared   Kind = "compared"   // nhiều hơn … 6 tháng đầu năm 2021
	Unit       Kind = "unit"       // Phòng Kinh tế Đối ngoại
	Repeated   Kind = "repeated"   // a paragraph or sentence said before
)

// Kinds lists the kinds of claims.
func Kinds() []Kind {
	return []Kind{Document, Standard, Date, Range, Period, Phase, Year, Ratio, Percentage, Count, AllOnTime, Compared, Unit, Repeated}
}

// Place is where something stands in the text as [Normal] gives it.
type Place struct {
	Line   int    `json:"line"`   // from 1; a paragraph or a row of a table of a DOCX
	Column int    `json:"column"` // of the first character, from 1
	Start  int    `json:"start"`  // in bytes
	End    int    `json:"end"`    // in bytes, after the last
	Quote  string `json:"quote"`
}

// Claim is one thing that a text says and that can be held against facts. What
// its kind does not have is zero.
type Claim struct {
	Kind Kind
	Place
	Type   string        // of a document, the id of the type that its word names
	Number string        // of a document, as it is written
	Own    bool          // the number of the report itself, in its head
	Date   calendar.Date // of a document or a date; zero where the day does not exist
	Bad    string        // a date that is in no calendar, as it is written
	Period report.Period
	// Value is the number; Most the larger one of "3 - 4 cán bộ", else 0; Of the
	// whole of a ratio. A percentage is in hundredths of a percent.
	Value, Most, Of int64
	Decimals        int // of a percentage
	Noun            string
	More            bool // of a comparison
	Before          int  // of a repetition, the line where it was said first
}
