package component

import (
	"errors"

	"motcua"
	"motcua/internal/message"
)

// Problem is a fault as the reader sees it: where and what to do.
type Problem struct {
	Field string // name of the field; "" when it is about the whole
	Text  string
}

// Problems are the faults of one form, in order.
type Problems []Problem

// ProblemsOf words the faults joined in err. Nil gives none; so does an error
// that is no fault, which is for the log and not for the reader.
func ProblemsOf(p *message.Printer, err error) Problems {
	var fault *motcua.Fault
	if !errors.As(err, &fault) {
		return nil
	}
	var all Problems
	for _, f := range fault.All() {
		all = append(all, Problem{Field: f.Field, Text: p.Fault(f)})
	}
	return all
}

// Of is the sentence about a field; empty when nothing is wrong with it.
func (ps Problems) Of(field string) string {
	for _, problem := range ps {
		if problem.Field == field {
			return problem.Text
		}
	}
	return ""
}
