// Package plan draws the plans of the department and their tasks.
package plan

import (
	"fmt"
	"strings"

	"motcua/internal/web/view/component"
	"motcua/internal/web/view/work"
)

// Plan is the page of a plan.
type Plan struct {
	Head    component.Head
	Actions []component.Action
	Remind  component.Action // posts; without To there is nobody to remind
	CutText string
	Share   string // 15/33
	Parts   []Part
	Flags   []component.Label
	Facts   []component.Fact
	Files   []component.Link
	TabList string
	Tabs    []component.Tab
	Filter  *work.Filter
	Sheet   component.Sheet
	Empty   component.Nothing
}

// Part is a segment of the bar of a plan.
type Part struct {
	Words string
	Count int
	Tone  component.Tone
}

// Class is the colour of the part.
func (p Part) Class() string {
	if p.Tone == "" {
		return "tone-neutral"
	}
	return "tone-" + string(p.Tone)
}

func sentence(parts []Part) string {
	words := make([]string, len(parts))
	for i, p := range parts {
		words[i] = p.Words
	}
	return strings.Join(words, "; ")
}

func total(parts []Part) int {
	n := 0
	for _, p := range parts {
		n += p.Count
	}
	return n
}

func from(parts []Part, i int) string {
	return percent(total(parts[:i]), total(parts))
}

func wide(parts []Part, i int) string { return percent(parts[i].Count, total(parts)) }

func percent(n, of int) string { return fmt.Sprintf("%.2f%%", float64(n)*100/float64(max(of, 1))) }

// Import is the page that takes in a table of tasks: first the file, then its
// rows, each cell of which can be put right.
type Import struct {
	Head     component.Head
	Problems component.Problems
	Read     string // POST of the file
	Post     string // POST of the rows
	Cancel   component.Link
	Template component.Action
	Lines    string // how many
	Sheet    component.Sheet
}

// Picture is the tasks of a plan along its period: a strip for each, in the row
// of a table that says the same in words.
type Picture struct {
	Head    component.Head
	Share   string
	Parts   []Part
	Caption string
	Months  []Month
	Today   string // where the day of the cut is; "" outside the period
	Lines   []Span
}

// Month is the beginning of a month in a picture.
type Month struct{ X, Text string }

// Span is a task in a picture.
type Span struct {
	Number  string
	Task    component.Link
	Owner   string
	Due     string
	State   component.Label
	X, Wide string
	Class   string
	Dated   bool   // otherwise the strip runs to the end of the plan, pale
	Ended   string // where the day is on which it ended; "" while it is open
}

// Calendar is a month with what is due on each day.
type Calendar struct {
	Head          component.Head
	TabList       string
	Tabs          []component.Tab
	Caption       string
	Before, After component.Link
	Weekdays      []string
	Weeks         [][]Day
}

// Day is a day of a calendar; one of another month has no number.
type Day struct {
	Number string
	Today  bool
	Due    []Due
}

// Due is a task that is due on a day.
type Due struct {
	Task  component.Link
	State component.Label
}
