package sample

import (
	"encoding/json"
	"fmt"

	"motcua/calendar"
	"motcua/event"
	"motcua/finance"
	"motcua/staff"
)

// Filed is a record of the department's office and the day it was filed on.
type Filed[C any] struct {
	On      calendar.Date `json:"on"`
	Content C             `json:"content"`
}

// Events are the events that the department's report of June 2022 tells of, and
// one to come. What the report does not say is invented and marked.
func Events() ([]Filed[event.Event], error) { return filed[event.Event]("events.json") }

// Finance are the items of finance of that report.
func Finance() ([]Filed[finance.Item], error) { return filed[finance.Item]("finance.json") }

// Staff are the items of staff of that report.
func Staff() ([]Filed[staff.Item], error) { return filed[staff.Item]("staff.json") }

func filed[C any](name string) ([]Filed[C], error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var list []Filed[C]
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("sample: %s: %w", name, err)
	}
	return list, nil
}
