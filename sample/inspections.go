package sample

import (
	"motcua/calendar"
	"motcua/directive"
	"motcua/inspection"
)

// Moment is the day and time of day at which something of the sample happens.
type Moment struct {
	Day calendar.Date `json:"day"`
	At  string        `json:"at"`
}

// Inspection is the sample inspection with what happened to it. Its plan, units,
// findings, causes and uses are those of the department's report of June 2022;
// the rest is invented and says so.
type Inspection struct {
	Planned struct {
		Moment
		inspection.Planned
	} `json:"planned"`
	Decided struct {
		Moment
		inspection.DecisionTaken
	} `json:"decided"`
	Drawn struct {
		Moment
		Count int    `json:"count"`
		Seed  uint64 `json:"seed"`
	} `json:"drawn"`
	Frozen  Moment `json:"frozen"`
	Checked struct {
		Moment
		Criteria []inspection.Criterion `json:"criteria"`
	} `json:"checked"`
	Found struct {
		Moment
		Findings []inspection.Finding `json:"findings"`
	} `json:"found"`
	Recommended struct {
		Moment
		List []Recommendation `json:"list"`
	} `json:"recommended"`
	Used struct {
		Moment
		Uses []string `json:"uses"`
	} `json:"used"`
}

// Recommendation is what a unit of a sample inspection is to do.
type Recommendation struct {
	Order string `json:"order"`
	directive.Charge
	By calendar.Date `json:"by"`
}

// Inspections are the sample inspections.
func Inspections() ([]Inspection, error) {
	var file struct {
		Inspections []Inspection `json:"inspections"`
	}
	err := readSample("inspections.json", &file)
	return file.Inspections, err
}
