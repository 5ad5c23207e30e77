package sample

import (
	"encoding/json"
	"fmt"

	"motcua/calendar"
	"motcua/plan"
)

// Plan is a plan of the sample with its tasks.
type Plan struct {
	Symbol string        `json:"symbol"`
	Date   calendar.Date `json:"date"`
	Issuer string        `json:"issuer"`
	Title  string        `json:"title"`
	From   calendar.Date `json:"from"`
	To     calendar.Date `json:"to"`
	Area   plan.Field    `json:"area"`
	Tasks  []PlanTask    `json:"tasks"`
}

// PlanTask is a task of the sample with what was done about it.
type PlanTask struct {
	Number      string     `json:"number"`
	Content     string     `json:"content"`
	Deliverable string     `json:"deliverable"`
	Lead        string     `json:"lead"`
	Support     []string   `json:"support"`
	Person      string     `json:"person"`
	Due         string     `json:"due"` // as the plan has it: Quý I/2022
	Area        plan.Field `json:"area"`
	Done        *PlanDone  `json:"done"`
	Notes       []PlanNote `json:"notes"`
}

// PlanDone says when a task was done and what shows it. It was recorded on that
// day, unless Recorded names a later one.
type PlanDone struct {
	On        calendar.Date `json:"on"`
	Recorded  calendar.Date `json:"recorded"`
	Documents []string      `json:"documents"`
	Text      string        `json:"text"`
}

// PlanNote is a note on the progress of a task.
type PlanNote struct {
	On   calendar.Date `json:"on"`
	Text string        `json:"text"`
}

// Plans are the six documents that the department's report of June 2022 names,
// one of them with its 33 tasks.
func Plans() ([]Plan, error) {
	data, err := files.ReadFile("plans.json")
	if err != nil {
		return nil, fmt.Errorf("sample plans: %w", err)
	}
	var file struct {
		Plans []Plan `json:"plans"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("sample plans: %w", err)
	}
	return file.Plans, nil
}

// Document is the plan as the office enters it.
func (p Plan) Document() plan.Document {
	return plan.Document{Symbol: p.Symbol, Date: p.Date, Issuer: p.Issuer, Title: p.Title, From: p.From, To: p.To, Field: p.Area, Sample: true}
}

// Asked is what the task asks.
func (t PlanTask) Asked(year int) (plan.Content, error) {
	due, err := plan.ReadDue("due", t.Due, year)
	return plan.Content{Number: t.Number, Content: t.Content, Deliverable: t.Deliverable, Lead: t.Lead, Support: t.Support, Person: t.Person, Due: due, Field: t.Area, Sample: true}, err
}
