// Package board draws the dashboard of the leadership: numbers, and pictures
// that are tables.
package board

import (
	"fmt"
	"strings"

	"motcua/internal/web/view/component"

	"github.com/a-h/templ"
)

// Board is the dashboard.
type Board struct {
	Head      component.Head
	Actions   []component.Action
	Presented bool   // on a screen for many, without a menu
	Live      string // GET; the page asks it anew now and then
	Problems  component.Problems
	Action    string // GET, of the form that chooses the period
	Fields    []component.Field
	Tiles     []Tile
	Panels    []Panel
}

// Tile is one number with the list that it counts.
type Tile struct {
	Number, Name, About string
	Href                string
	Tone                component.Tone
}

// Panel is a picture that is a table, with ways to take it along.
type Panel struct {
	Sheet  component.Sheet
	Legend []Part // what the colours mean
	Links  []component.Link
	Empty  string
}

// Part is a share of a bar.
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

// Class is the colour of the tile.
func (t Tile) Class() string { return Part{Tone: t.Tone}.Class() }

// Stack is one bar of parts. Whole is what the full width stands for, the same
// for all bars of a picture.
type Stack struct {
	Parts []Part
	Whole int
}

func (s Stack) sentence() string {
	var words []string
	for _, p := range s.Parts {
		if p.Count > 0 {
			words = append(words, fmt.Sprint(p.Words, ": ", p.Count))
		}
	}
	return strings.Join(words, "; ")
}

func (s Stack) x(i int) string {
	sum := 0
	for _, p := range s.Parts[:i] {
		sum += p.Count
	}
	return s.percent(sum)
}

func (s Stack) percent(n int) string {
	return fmt.Sprintf("%.2f%%", 100*float64(n)/float64(max(s.Whole, 1)))
}

// Bar is a cell with a bar.
func Bar(s Stack) templ.Component { return bar(s) }

// picture is the height of a bar, what stands between two, and the width of the
// words before them, of a picture that is taken along.
const (
	pictureBar   = 24
	pictureGap   = 10
	pictureWords = 260
	pictureWide  = 900
)

// colours of a picture that is taken along, on white paper: those of the light
// theme.
var colours = map[component.Tone]string{component.OK: "#1a6b3c", component.Info: "#1d5aa8", component.Warn: "#8a5200", component.Bad: "#a4262c", "": "#5c6370", component.Neutral: "#5c6370"}

// Row is a bar with its name.
type Row struct {
	Name string
	Stack
}

// Picture is the bars as a picture of its own (SVG), to be put into a report.
func Picture(title string, rows []Row, legend []Part) string {
	var b strings.Builder
	height := 70 + len(rows)*(pictureBar+pictureGap) + 30
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="Public Sans, Arial, sans-serif" font-size="14">`, pictureWide, height, pictureWide, height)
	fmt.Fprintf(&b, `<title>%s</title><rect width="%d" height="%d" fill="#ffffff"/><text x="12" y="28" font-size="18" font-weight="700">%s</text>`, templ.EscapeString(title), pictureWide, height, templ.EscapeString(title))
	y := 50
	for _, r := range rows {
		fmt.Fprintf(&b, `<text x="12" y="%d">%s</text>`, y+17, templ.EscapeString(shortened(r.Name)))
		x := float64(pictureWords)
		for _, p := range r.Parts {
			wide := float64(pictureWide-pictureWords-60) * float64(p.Count) / float64(max(r.Whole, 1))
			if p.Count > 0 {
				fmt.Fprintf(&b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s" stroke="#ffffff"><title>%s: %d</title></rect>`, x, y, wide, pictureBar, colours[p.Tone], templ.EscapeString(p.Words), p.Count)
			}
			x += wide
		}
		total := 0
		for _, p := range r.Parts {
			total += p.Count
		}
		fmt.Fprintf(&b, `<text x="%.1f" y="%d">%d</text>`, x+8, y+17, total)
		y += pictureBar + pictureGap
	}
	x := 12
	for _, p := range legend {
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="12" height="12" fill="%s"/><text x="%d" y="%d" font-size="12">%s</text>`, x, y+10, colours[p.Tone], x+17, y+20, templ.EscapeString(p.Words))
		x += 30 + 7*len([]rune(p.Words))
	}
	b.WriteString(`</svg>`)
	return b.String()
}

// shortened is a name as long as there is room for it.
func shortened(name string) string {
	if runes := []rune(name); len(runes) > 34 {
		return string(runes[:33]) + "…"
	}
	return name
}
