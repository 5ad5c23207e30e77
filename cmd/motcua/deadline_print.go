package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
)

// dueJSON is the answer of --json, the same as that of POST /deadlines.
type dueJSON struct {
	Due            time.Time  `json:"due"`
	WorkingMinutes int64      `json:"workingMinutes"`
	Steps          []stepJSON `json:"steps"`
}

type stepJSON struct {
	Kind string    `json:"kind"`
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
	Text string    `json:"text"`
}

func printReckoningJSON(con *console, reckoning deadline.Reckoning) error {
	answer := dueJSON{reckoning.Due, int64(reckoning.Promised / time.Minute), []stepJSON{}}
	for _, step := range reckoning.Steps {
		answer.Steps = append(answer.Steps, stepJSON{step.Kind, step.From, step.To, con.Words.Text(step.Text)})
	}
	encoder := json.NewEncoder(con.Out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(answer)
}

func printReckoning(con *console, reckoning deadline.Reckoning, cal *calendar.Calendar) error {
	weekday := con.Words.T("deadline.weekday." + strings.ToLower(reckoning.Due.Weekday().String()))
	lines := []string{
		con.Words.T("deadline.cli.due", "Day", weekday, "Due", reckoning.Due),
		con.Words.T("deadline.cli.used", "Used", con.Words.Duration(reckoning.Promised, cal.FullDay())),
	}
	for i, step := range reckoning.Steps {
		lines = append(lines, fmt.Sprintf("%3d. %s", i+1, con.Words.Text(step.Text)))
	}
	_, err := fmt.Fprintln(con.Out, strings.Join(lines, "\n"))
	return err
}

// faultList gathers the faults of several flags.
type faultList []*motcua.Fault

func (l *faultList) add(flag string, err error) {
	var fault *motcua.Fault
	if errors.As(named(flag, err), &fault) {
		*l = append(*l, fault)
	}
}

// named puts the flag's name on a fault, so that the reader knows where to look.
func named(flag string, err error) error {
	var fault *motcua.Fault
	if !errors.As(err, &fault) {
		return err
	}
	whole := *fault
	whole.Field = flag
	return &whole
}

func read[T any](faults *faultList, flag, text string, cal *calendar.Calendar, parse func(string, *calendar.Calendar) (T, error)) T {
	value, err := parse(text, cal)
	faults.add(flag, err)
	return value
}
