package sample

import (
	"encoding/json"
	"fmt"

	"motcua/calendar"
	"motcua/directive"
)

// Directive is a sample directive with what happened to it; all are invented
// and say so.
type Directive struct {
	Day   calendar.Date   `json:"day"`
	At    string          `json:"at"` // time of the day
	As    string          `json:"as"` // who gave it
	Given directive.Given `json:"given"`
	Then  []DirectiveDeed `json:"then"`
}

// DirectiveDeed is what was done about a sample directive.
type DirectiveDeed struct {
	Day    calendar.Date `json:"day"`
	At     string        `json:"at"`
	As     string        `json:"as"`
	Do     string        `json:"do"` // a directive.Deed, or "grant"
	Text   string        `json:"text"`
	Number string        `json:"number"`
	Reason string        `json:"reason"`
	Note   string        `json:"note"`
	Unit   string        `json:"unit"`
	Until  calendar.Date `json:"until"`
}

// Directives are the sample directives.
func Directives() ([]Directive, error) {
	var file struct {
		Directives []Directive `json:"directives"`
	}
	err := readSample("directives.json", &file)
	return file.Directives, err
}

func readSample(name string, into any) error {
	data, err := files.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		return fmt.Errorf("sample: %s: %w", name, err)
	}
	return nil
}
