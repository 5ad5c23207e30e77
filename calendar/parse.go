package calendar

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"motcua"
)

// weekdayKeys are the names of the weekdays in the JSON form, by time.Weekday.
var weekdayKeys = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// file is the JSON form of a Spec.
type file struct {
	ID      string       `json:"id,omitempty"`
	Name    string       `json:"name"`
	Hours   weekFile     `json:"hours,omitempty"`
	Periods []periodFile `json:"periods,omitempty"`
	Off     []dayFile    `json:"off"`
	MakeUp  []dayFile    `json:"makeup"`
	From    Date         `json:"from"`
	To      Date         `json:"to"`
}

type weekFile map[string][][]string

type periodFile struct {
	From  Date     `json:"from"`
	Hours weekFile `json:"hours"`
}

type dayFile struct {
	Date      Date   `json:"date"`
	Name      string `json:"name"`
	Document  string `json:"document,omitempty"`
	Confirmed *bool  `json:"confirmed,omitempty"`
	Replaces  *Date  `json:"replaces,omitempty"`
}

// ParseSpec reads the JSON form of a calendar:
//
//	{"name": "x",
//	 "hours": {"mon": [["07:30","11:30"],["13:00","17:00"]], …},
//	 "off": [{"date": "2022-04-11", "name": "…", "document": "…", "confirmed": false}],
//	 "makeup": [{"date": "2024-05-04", "name": "…", "replaces": "2024-04-29"}],
//	 "from": "2022-01-01", "to": "2025-12-31"}
//
// When hours changed over time, "periods": [{"from": "…", "hours": {…}}] states
// each later week. Unknown names are refused: a misspelt "of" must not silently
// lose the holidays. "confirmed" is true when not said.
func ParseSpec(data []byte) (Spec, error) {
	var f file
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return Spec{}, jsonFault(err)
	}
	if decoder.More() {
		return Spec{}, motcua.InvalidField("calendar", "calendar.spec.trailing")
	}
	spec := Spec{ID: f.ID, Name: f.Name, From: f.From, To: f.To}
	if f.Hours != nil {
		f.Periods = slices.Insert(f.Periods, 0, periodFile{Hours: f.Hours})
	}
	for _, period := range f.Periods {
		week, err := period.Hours.week()
		if err != nil {
			return Spec{}, err
		}
		spec.Hours = append(spec.Hours, Hours{From: period.From, Week: week})
	}
	for _, day := range f.Off {
		spec.Off = append(spec.Off, DayOff{day.Date, day.Name, day.Document, day.Confirmed == nil || *day.Confirmed})
	}
	for _, day := range f.MakeUp {
		makeUp := MakeUp{Date: day.Date, Name: day.Name, Document: day.Document}
		if day.Replaces != nil {
			makeUp.Replaces = *day.Replaces
		}
		spec.MakeUp = append(spec.MakeUp, makeUp)
	}
	return spec, spec.check()
}

// UnmarshalJSON reads the form of [ParseSpec].
func (s *Spec) UnmarshalJSON(data []byte) error {
	spec, err := ParseSpec(data)
	if err == nil {
		*s = spec
	}
	return err
}

// MarshalJSON writes the form that [ParseSpec] reads.
func (s Spec) MarshalJSON() ([]byte, error) {
	f := file{ID: s.ID, Name: s.Name, From: s.From, To: s.To, Off: []dayFile{}, MakeUp: []dayFile{}}
	for _, hours := range s.Hours {
		if hours.From.IsZero() {
			f.Hours = hours.Week.file()
			continue
		}
		f.Periods = append(f.Periods, periodFile{hours.From, hours.Week.file()})
	}
	for _, off := range s.Off {
		day := dayFile{Date: off.Date, Name: off.Name, Document: off.Document}
		if !off.Confirmed {
			day.Confirmed = &off.Confirmed
		}
		f.Off = append(f.Off, day)
	}
	for _, makeUp := range s.MakeUp {
		day := dayFile{Date: makeUp.Date, Name: makeUp.Name, Document: makeUp.Document}
		if !makeUp.Replaces.IsZero() {
			day.Replaces = &makeUp.Replaces
		}
		f.MakeUp = append(f.MakeUp, day)
	}
	return json.Marshal(f)
}

func (w weekFile) week() (Week, error) {
	var week Week
	for _, key := range slices.Sorted(maps.Keys(w)) {
		weekday := slices.Index(weekdayKeys[:], key)
		if weekday < 0 {
			return Week{}, motcua.InvalidField("hours", "calendar.spec.weekday", "Value", key)
		}
		for _, pair := range w[key] {
			if len(pair) != 2 {
				return Week{}, motcua.InvalidField("hours."+key, "calendar.spec.intervals", "Day", key)
			}
			from, err := ParseMinute(pair[0])
			if err != nil {
				return Week{}, inField(err, "hours."+key)
			}
			to, err := ParseMinute(pair[1])
			if err != nil {
				return Week{}, inField(err, "hours."+key)
			}
			week[weekday] = append(week[weekday], Interval{from, to})
		}
	}
	return week, nil
}

func (w Week) file() weekFile {
	f := make(weekFile, len(w))
	for weekday, day := range w {
		for _, interval := range day {
			f[weekdayKeys[weekday]] = append(f[weekdayKeys[weekday]], []string{interval.From.String(), interval.To.String()})
		}
	}
	return f
}

// jsonFault turns what the decoder says into a fault for the writer of the file.
func jsonFault(err error) error {
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		return inField(fault, cmp.Or(fault.Field, "date"))
	}
	var mistyped *json.UnmarshalTypeError
	if errors.As(err, &mistyped) {
		return motcua.InvalidField(mistyped.Field, "calendar.spec.type", "Value", mistyped.Value)
	}
	if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
		return motcua.InvalidField(strings.Trim(name, `"`), "calendar.spec.unknown", "Value", strings.Trim(name, `"`))
	}
	fault = motcua.InvalidField("calendar", "calendar.spec.json")
	fault.Cause = fmt.Errorf("reading the calendar: %w", err)
	return fault
}

// inField gives the fault the name of the field it was found in.
func inField(err error, field string) error {
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		named := *fault
		named.Field = field
		return &named
	}
	return err
}
