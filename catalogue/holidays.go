package catalogue

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
)

// Holiday is one announced day that differs from the week: a day off or a
// make-up day.
type Holiday struct {
	Date     calendar.Date `json:"date"`
	Name     string        `json:"name"`
	Kind     HolidayKind   `json:"kind"`
	Document string        `json:"document"`
	// Replaces is the day whose hours a make-up day takes over.
	Replaces  calendar.Date `json:"replaces,omitzero"`
	Confirmed bool          `json:"confirmed"`
}

// HolidayKind says why the day differs.
type HolidayKind string

// The kinds of holiday, as the column "kind" writes them.
const (
	PublicHoliday HolidayKind = "holiday"   // nghỉ lễ, tết
	Compensation  HolidayKind = "comp"      // nghỉ bù
	SwapOff       HolidayKind = "swap_off"  // ngày làm việc hoán đổi thành ngày nghỉ
	SwapWork      HolidayKind = "swap_work" // ngày nghỉ làm bù
)

// ReadHolidays reads a CSV file with a header row. Columns date (2006-01-02),
// name and kind are needed; document (or source) names the announcement,
// replaces the day a make-up day stands for, confidence other than "found"
// marks a day whose announcement was not seen. Other columns are ignored.
func ReadHolidays(data []byte) (Reading[Holiday], error) {
	data, err := text(data)
	if err != nil {
		return Reading[Holiday]{}, err
	}
	rows := csv.NewReader(bytes.NewReader(data))
	header, err := rows.Read()
	if err != nil {
		return Reading[Holiday]{}, brokenCSV(err)
	}
	for _, column := range []string{"date", "name", "kind"} {
		if !slices.Contains(header, column) {
			return Reading[Holiday]{}, motcua.InvalidField("file", "catalogue.file.column", "Column", column)
		}
	}
	var reading Reading[Holiday]
	seen := map[calendar.Date]bool{}
	for {
		record, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return reading, nil
		}
		if err != nil {
			return Reading[Holiday]{}, brokenCSV(err)
		}
		row := map[string]string{}
		for i, column := range header {
			row[column] = strings.TrimSpace(record[i])
		}
		takeHoliday(&reading, row, seen)
	}
}

// Announce is the calendar with the holidays added; a day it already states is
// restated. Days outside the calendar's range have no effect until it grows.
func Announce(spec calendar.Spec, holidays []Holiday) calendar.Spec {
	spec.Off, spec.MakeUp = slices.Clone(spec.Off), slices.Clone(spec.MakeUp)
	for _, h := range holidays {
		spec.Off = slices.DeleteFunc(spec.Off, func(d calendar.DayOff) bool { return d.Date == h.Date })
		spec.MakeUp = slices.DeleteFunc(spec.MakeUp, func(d calendar.MakeUp) bool { return d.Date == h.Date })
		if h.Kind == SwapWork {
			spec.MakeUp = append(spec.MakeUp, calendar.MakeUp{Date: h.Date, Replaces: h.Replaces, Name: h.Name, Document: h.Document})
			continue
		}
		spec.Off = append(spec.Off, calendar.DayOff{Date: h.Date, Name: h.Name, Document: h.Document, Confirmed: h.Confirmed})
	}
	slices.SortFunc(spec.Off, func(a, b calendar.DayOff) int { return a.Date.Compare(b.Date) })
	slices.SortFunc(spec.MakeUp, func(a, b calendar.MakeUp) int { return a.Date.Compare(b.Date) })
	return spec
}

func takeHoliday(r *Reading[Holiday], row map[string]string, seen map[calendar.Date]bool) {
	date, err := calendar.ParseDate(row["date"])
	if err != nil {
		r.reject(row["date"], motcua.InvalidField("date", "calendar.date.form", "Value", row["date"]))
		return
	}
	h := Holiday{
		Date: date, Name: PlainText(row["name"]), Kind: HolidayKind(row["kind"]),
		Document:  cmp.Or(row["document"], row["source"]),
		Confirmed: row["confidence"] == "" || row["confidence"] == "found",
	}
	var problems []Problem
	switch h.Kind {
	case PublicHoliday, Compensation, SwapOff:
	case SwapWork:
		h.Replaces = replacedDay(h.Name, date)
		if stated, err := calendar.ParseDate(row["replaces"]); err == nil {
			h.Replaces = stated
		}
	default:
		problems = append(problems, found(Error, "kind", "catalogue.holidayKind", "Value", row["kind"]))
	}
	if h.Name == "" {
		problems = append(problems, found(Error, "name", "catalogue.empty", "Field", "name"))
	}
	if seen[date] {
		problems = append(problems, found(Error, "date", "catalogue.twice", "Ref", date.String()))
	}
	if !h.Confirmed {
		problems = append(problems, found(Warning, "confidence", "catalogue.holidayUnconfirmed"))
	}
	seen[date] = true
	r.take(date.String(), h, problems)
}

// replacedDay reads "làm bù … (cho 29/4)" in the year of the make-up day.
func replacedDay(name string, makeUp calendar.Date) calendar.Date {
	parts := regexp.MustCompile(`cho (?:ngày )?(\d{1,2})/(\d{1,2})`).FindStringSubmatch(name)
	if parts == nil {
		return calendar.Date{}
	}
	date, err := calendar.ParseDate(fmt.Sprintf("%04d-%02s-%02s", makeUp.Year, parts[2], parts[1]))
	if err != nil {
		return calendar.Date{}
	}
	return date
}

func brokenCSV(err error) error {
	fault := motcua.InvalidField("file", "catalogue.file.csv")
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		fault = motcua.InvalidField("file", "catalogue.file.csvAt", "Line", broken.Line)
	}
	fault.Cause = err
	return fault
}
