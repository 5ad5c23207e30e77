package catalogue

import (
	"encoding/json"
	"fmt"
	"strings"

	"motcua"
	"motcua/vietnamese"
)

// workflow is an internal process as published in a decision of some province:
// actors in words, a share for each step, a declared total.
type workflow struct {
	ID       string         `json:"id"`
	Name     string         `json:"procedure"`
	Code     string         `json:"code"`
	Province string         `json:"province"`
	Decision string         `json:"decision"`
	Date     string         `json:"decision_date"`
	Steps    []workflowStep `json:"steps"`
	Total    *struct {
		Value json.Number `json:"value"`
		Unit  string      `json:"unit"`
	} `json:"declared_total"`
}

type workflowStep struct {
	Step  string      `json:"step"`
	Task  string      `json:"task"`
	Actor string      `json:"actor"`
	Value json.Number `json:"duration_value"`
	Unit  string      `json:"duration_unit"`
	Part  string      `json:"is_substep_of"`
}

// readWorkflows reads a list of workflows. One without a code, without steps,
// or whose steps do not sum to its declared total is rejected; one that
// declares no total is taken with a warning and judged against the version it
// is attached to.
func readWorkflows(data []byte) (Reading[Attachment], error) {
	data, err := text(data)
	if err != nil {
		return Reading[Attachment]{}, err
	}
	var items []json.RawMessage
	if err := json.Unmarshal(data, &items); err != nil {
		return Reading[Attachment]{}, brokenJSON(err, "processes")
	}
	var reading Reading[Attachment]
	seen := map[string]bool{}
	for i, raw := range items {
		ref := refOf(raw, "id", i)
		var w workflow
		if err := json.Unmarshal(raw, &w); err != nil {
			reading.reject(ref, motcua.InvalidField("", "catalogue.item.form", "Detail", err.Error()))
			continue
		}
		switch {
		case w.Code == "":
			reading.reject(ref, motcua.InvalidField("code", "catalogue.codeMissing"))
			continue
		case seen[w.Code]:
			reading.reject(ref, motcua.InvalidField("code", "catalogue.twice", "Ref", w.Code))
			continue
		}
		a := Attachment{Procedure: w.Code, Process: w.process()}
		problems := w.problems(a.Process)
		if len(Errors(problems)) == 0 {
			seen[w.Code] = true
		}
		reading.take(ref, a, problems)
	}
	return reading, nil
}

// process translates the steps; a step that is a part of another is left out,
// since its time is counted there.
func (w workflow) process() Process {
	process := Process{Decision: w.Decision, Source: strings.TrimSpace(w.Province + " " + w.Date)}
	for _, s := range w.Steps {
		if s.Part != "" {
			continue
		}
		leg := s.leg()
		leg.Order = len(process.Legs) + 1
		leg.ID = fmt.Sprintf("L%02d", leg.Order)
		process.Legs = append(process.Legs, leg)
	}
	return process
}

func (w workflow) problems(process Process) []Problem {
	problems := process.legProblems()
	if process.IsZero() {
		return append(problems, found(Error, "steps", "catalogue.processEmpty"))
	}
	if w.Total == nil {
		return append(problems, found(Warning, "declared_total", "catalogue.totalMissing"))
	}
	total := collectedTerm(w.Total.Value, w.Total.Unit)
	if sum := process.sum(); sum != thousandthDays(total) {
		problems = append(problems, found(Error, "steps", "catalogue.sharesDiffer",
			"Sum", daysOf(sum, total.Unit), "Limit", total))
	}
	return problems
}

// leg reads the actor's words for who holds the step. Names of units differ by
// province, so a step within the department names no unit: whoever attaches
// the process chooses it.
func (s workflowStep) leg() Leg {
	actor := PlainText(s.Actor)
	leg := Leg{Kind: Own, Agency: homeAgency, Position: actor, Task: PlainText(s.Task), Share: collectedTerm(s.Value, s.Unit)}
	folded := vietnamese.Fold(actor)
	contains := func(words ...string) bool {
		for _, word := range words {
			if strings.Contains(folded, word) {
				return true
			}
		}
		return false
	}
	switch {
	case contains("hanh chinh cong", "mot cua", "tiep nhan va tra", "pvhcc"):
		leg.Kind, leg.Agency, leg.Unit = OneStop, "ttpvhcc", "motcua"
	case contains("duoc xin y kien", "duoc lay y kien", "co quan lien quan", "cac so, ban, nganh"):
		leg.Kind, leg.Agency = Consultation, ""
	case contains("ubnd tinh", "uy ban nhan dan tinh", "chu tich ubnd"):
		leg.Kind, leg.Agency, leg.Unit = Authority, "ubnd", "vanphong"
	case contains("lanh dao so", "giam doc so"):
		leg.Unit = "lanhdao"
	case contains("van thu"):
		leg.Unit = "vanphong"
	}
	return leg
}
