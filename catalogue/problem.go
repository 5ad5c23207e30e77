package catalogue

import (
	"fmt"
	"strings"

	"motcua"
	"motcua/deadline"
)

// Problem is something wrong with a version, found before it can mislead.
type Problem struct {
	Severity Severity    `json:"severity"`
	Field    string      `json:"field"` // JSON path within the version: "channels[0].fee"
	Text     motcua.Text `json:"text"`
}

// Severity says what a problem does to an import.
type Severity string

// The severities: a version with an error is not taken in; a warning is shown
// to whoever publishes it.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// cheapest is the smallest fee, in đồng, that is not a slip of the portal,
// which prints "100 VNĐ" where its own note says 100.000 đồng.
const cheapest = 1000

// Problems lists what is wrong with the procedure and all its versions; fields
// of a version are written "versions[0].…".
func (p Procedure) Problems() []Problem {
	var problems []Problem
	need := []struct{ field, value string }{
		{"code", p.Code}, {"name", p.Name}, {"field", p.Field}, {"agency", p.Agency},
	}
	for _, n := range need {
		if strings.TrimSpace(n.value) == "" {
			problems = append(problems, found(Error, n.field, "catalogue.empty", "Field", n.field))
		}
	}
	if len(p.Versions) == 0 {
		problems = append(problems, found(Error, "versions", "catalogue.noVersion", "Code", p.Code))
	}
	numbers := map[int]bool{}
	for i, v := range p.Versions {
		at := fmt.Sprintf("versions[%d].", i)
		if numbers[v.Number] {
			problems = append(problems, found(Error, at+"number", "catalogue.numberTwice", "Number", v.Number))
		}
		numbers[v.Number] = true
		if i > 0 {
			problems = append(problems, inOrder(at, p.Versions[i-1], v)...)
		}
		for _, problem := range v.Problems() {
			problem.Field = at + problem.Field
			problems = append(problems, problem)
		}
	}
	return problems
}

// Problems lists what is wrong with the version: dates, limits, fees, papers
// and the internal process. A version that abolishes needs only its decision.
func (v Version) Problems() []Problem {
	var problems []Problem
	if v.Number < 1 {
		problems = append(problems, found(Error, "number", "catalogue.number"))
	}
	if v.ValidFrom.IsZero() {
		problems = append(problems, found(Error, "validFrom", "catalogue.validFrom"))
	}
	if !v.ValidTo.IsZero() && v.ValidTo.Before(v.ValidFrom) {
		problems = append(problems, found(Error, "validTo", "catalogue.validTo", "From", v.ValidFrom, "To", v.ValidTo))
	}
	if strings.TrimSpace(v.Decision.Number) == "" {
		problems = append(problems, found(Warning, "decision.number", "catalogue.decisionMissing"))
	}
	if v.Decision.Kind == Abolished {
		return problems
	}
	problems = append(problems, v.limitProblems()...)
	problems = append(problems, v.feeProblems()...)
	problems = append(problems, v.paperProblems()...)
	return append(problems, v.CheckShares()...)
}

// Errors are the problems that keep a version or procedure out.
func Errors(problems []Problem) []Problem {
	var errors []Problem
	for _, p := range problems {
		if p.Severity == Error {
			errors = append(errors, p)
		}
	}
	return errors
}

func inOrder(at string, before, v Version) []Problem {
	if !before.Superseded() && !before.ValidFrom.Before(v.ValidFrom) || before.ValidTo.After(v.ValidFrom) {
		return []Problem{found(Error, at+"validFrom", "catalogue.overlap", "From", v.ValidFrom, "Before", before.Number)}
	}
	return nil
}

// limitProblems finds a limit missing: neither the version has one, nor every
// case, nor every channel.
func (v Version) limitProblems() []Problem {
	if !v.Term.IsZero() || allTerms(v.Cases, func(c Case) deadline.Term { return c.Term }) ||
		allTerms(v.Channels, func(c Channel) deadline.Term { return c.Term }) {
		return nil
	}
	return []Problem{found(Error, "term", "catalogue.termMissing")}
}

func allTerms[T any](items []T, term func(T) deadline.Term) bool {
	for _, item := range items {
		if term(item).IsZero() {
			return false
		}
	}
	return len(items) > 0
}

func (v Version) feeProblems() []Problem {
	var problems []Problem
	for i, c := range v.Channels {
		field := fmt.Sprintf("channels[%d].fee", i)
		switch {
		case c.Fee < 0:
			problems = append(problems, found(Error, field, "catalogue.feeNegative", "Fee", c.Fee))
		case c.Fee > 0 && c.Fee < cheapest:
			problems = append(problems, found(Error, field, "catalogue.feeAnomalous", "Fee", c.Fee, "Likely", c.Fee*1000))
		}
	}
	return problems
}

func (v Version) paperProblems() []Problem {
	var problems []Problem
	seen := map[string]bool{}
	for i, p := range v.Papers {
		field := fmt.Sprintf("papers[%d]", i)
		if strings.TrimSpace(p.Name) == "" || p.Code == "" {
			problems = append(problems, found(Error, field+".name", "catalogue.empty", "Field", field))
		}
		if seen[p.Code] {
			problems = append(problems, found(Error, field+".code", "catalogue.paperTwice", "Code", p.Code))
		}
		seen[p.Code] = true
		if p.Case != "" {
			if _, ok := v.findCase(p.Case); !ok {
				problems = append(problems, found(Error, field+".case", "catalogue.case", "Case", p.Case))
			}
		}
	}
	return problems
}

func found(severity Severity, field, key string, pairs ...any) Problem {
	return Problem{Severity: severity, Field: field, Text: motcua.Say(key, pairs...)}
}
