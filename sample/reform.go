package sample

import (
	"encoding/json"
	"fmt"

	"motcua/calendar"
	"motcua/control"
	"motcua/legal"
	"motcua/narrative"
	"motcua/review"
)

// Decision is a decision of publication with what was done about it.
type Decision struct {
	Entered calendar.Date    `json:"entered"`
	Content control.Content  `json:"content"`
	Lines   []control.Line   `json:"lines"`
	Sent    calendar.Date    `json:"sent"`
	Posts   []control.Posted `json:"posts"`
}

// LegalDocument is a legal document with its effects on others and its reviews.
type LegalDocument struct {
	Entered   calendar.Date    `json:"entered"`
	Content   legal.Content    `json:"content"`
	Relations []legal.Relation `json:"relations"`
	Reviews   []legal.Reviewed `json:"reviews"`
}

// ReviewPlan is the plan of review of a year with its reviews.
type ReviewPlan struct {
	Drawn   calendar.Date      `json:"drawn"`
	Content review.PlanContent `json:"content"`
	Issued  review.PlanIssued  `json:"issued"`
	Reviews []PlannedReview    `json:"reviews"`
}

// PlannedReview is the review of a procedure; Found is the day on which its cost
// was counted and its proposals were made, zero while nobody has begun.
type PlannedReview struct {
	Charge    review.Charge             `json:"charge"`
	Found     calendar.Date             `json:"found"`
	Cost      review.Cost               `json:"cost"`
	Proposals []review.Proposed         `json:"proposals"`
	Result    review.Result             `json:"result"`
	Accepted  []review.ProposalAccepted `json:"accepted"`
	Rejected  []review.ProposalRejected `json:"rejected"`
	Done      []review.ProposalDone     `json:"done"`
}

// WrittenReport is a report that people have begun to write.
type WrittenReport struct {
	narrative.Begun
	Day   calendar.Date     `json:"begun"`
	Texts []narrative.Wrote `json:"texts"`
}

// ReportOfJune2022 is the half-year report of the seed as its office had written
// it: the judgements that no figure gives, in words of ours.
func ReportOfJune2022() (WrittenReport, error) {
	var r WrittenReport
	return r, readInto("report.json", &r)
}

// ReviewPlans are the plan of review that the report of June 2022 names, with
// reviews that are invented and marked.
func ReviewPlans() ([]ReviewPlan, error) {
	var file struct {
		Plans []ReviewPlan `json:"plans"`
	}
	err := readInto("reviews.json", &file)
	return file.Plans, err
}

// Decisions are the decisions of publication of the report of June 2022, and one
// of the year before that the last of them rests on.
func Decisions() ([]Decision, error) {
	var file struct {
		Decisions []Decision `json:"decisions"`
	}
	err := readInto("decisions.json", &file)
	return file.Decisions, err
}

// LegalDocuments are the legal documents that the report of June 2022 names, and
// one for the review of the year before.
func LegalDocuments() ([]LegalDocument, error) {
	var file struct {
		Documents []LegalDocument `json:"documents"`
	}
	err := readInto("legal.json", &file)
	return file.Documents, err
}

func readInto(name string, file any) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, file); err != nil {
		return fmt.Errorf("sample: %s: %w", name, err)
	}
	return nil
}
