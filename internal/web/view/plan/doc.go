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

// Task is the page of a task.
type Task struct {
	Head      component.Head
	State     component.Label
	Facts     []component.Fact
	Evidence  []Shown
	Log       []component.Happening
	Deeds     []component.Action
	Request   string // what waits to be decided
	EvidenceH string
}

// Shown is evidence with the day on which it came.
type Shown struct {
	On, Text string
	Files    []component.Link
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
