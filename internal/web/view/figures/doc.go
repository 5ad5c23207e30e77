// Package figures draws the figures of a period with their definitions.
package figures

import (
	"fmt"
	"strings"

	"motcua/internal/web/view/component"
)

// Figures is the page of a period.
type Figures struct {
	Head     component.Head
	Problems component.Problems
	Selects  []Select // which period, held against which, by what
	Fields   []component.Field
	Was      string // the named period that the form came with
	Action   string
	Tiles    []Tile
	Bar      []Part
	Caption  string
	Key      string // head of the first column
	Rows     []Row
	Total    Row
	Note     string // what the shares are shares of
	Files    []component.Action
	Against  []component.Sheet // the comparison: of all, and of each row
	Late     component.Sheet
	Papers   component.Sheet  // digitised and used again
	Terms    []component.Fact // the definitions
	Period   string
}

// Tile is one number with its name.
type Tile struct {
	Number, Name, About string
	Tone                component.Tone
}

// Part is a share of the bar of results.
type Part struct {
	Name, Words string
	Share       float64 // of one
	Tone        component.Tone
}

// Row is a line of biểu II.06a.
type Row struct {
	Name   string
	Cells  []Cell // columns 3 to 13
	LateBy []component.Link
}

// Cell is a number that leads to the dossiers it counts, with its share below.
type Cell struct {
	Number, Share string
	Href          string // "" where there is nothing to list
}

// Select is a choice of the form above.
type Select struct {
	Field   component.Field
	Choices []component.Choice
}

// columns are the columns of the form under its three heads, in order.
var columns = [...]string{"total", "online", "direct", "carried", "total", "early", "onTime", "late", "total", "inTime", "overdue"}

// Class is the colour of the tile.
func (t Tile) Class() string { return tone(t.Tone) }

// Class is the colour of the part.
func (p Part) Class() string { return tone(p.Tone) }

func tone(t component.Tone) string {
	if t == "" {
		t = component.Neutral
	}
	return "tone-" + string(t)
}

func sentence(parts []Part) string {
	words := make([]string, len(parts))
	for i, p := range parts {
		words[i] = p.Words
	}
	return strings.Join(words, "; ")
}

func from(parts []Part, i int) string {
	sum := 0.0
	for _, p := range parts[:i] {
		sum += p.Share
	}
	return fmt.Sprintf("%.2f%%", sum*100)
}

func wide(p Part) string { return fmt.Sprintf("%.2f%%", p.Share*100) }
