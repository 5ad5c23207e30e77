package web

import (
	"motcua/control"
	"motcua/directive"
	"motcua/event"
	"motcua/finance"
	"motcua/inspection"
	"motcua/internal/web/view/component"
	"motcua/legal"
	"motcua/plan"
	"motcua/report"
	"motcua/review"
	"motcua/staff"
)

// sourceAddress is the page of a row that was counted; "" for one that has none.
func (d reader) sourceAddress(s report.Source) string {
	if s.ID == "" {
		return ""
	}
	name := map[string]string{"dossier": "dossier", "procedure": "catalogue.procedure", "feedback": "feedback.record", "document": "register.record", "report": "report",
		plan.Noun: "plan", plan.TaskNoun: "plan.task", directive.Noun: "directive.record", inspection.Noun: "inspection.record", review.Noun: "review.record", control.Noun: "control.record", legal.Noun: "legal.record",
		event.Event{}.Noun(): "event.record", finance.Item{}.Noun(): "finance.record", staff.Item{}.Noun(): "staff.record"}[s.Noun]
	if name == "" {
		return ""
	}
	return d.address(name, s.ID)
}

// sourcesMost is how many rows a fact is shown to rest on.
const sourcesMost = 5

// sources are the first rows that a fact rests on, each with its page.
func (d reader) sources(list []report.Source) []component.Link {
	var links []component.Link
	for _, s := range list[:min(len(list), sourcesMost)] {
		links = append(links, component.Link{Label: typed(s.Text, s.ID), Href: d.sourceAddress(s)})
	}
	return links
}
