package flow

import (
	"fmt"
	"html"
	"strings"
)

// The sizes, in pixels: the picture is shown as large as it is drawn, so that
// its letters keep the size of the page's.
const (
	laneWide = 200
	boxWide  = 168
	inset    = (laneWide - boxWide) / 2
	headHigh = 40
	lineHigh = 18
	gap      = 34 // between rows, where the ways cross over
	letters  = 24 // of a line in a box
	dot      = 12 // half the height of where it begins and ends
)

// placed is a box with its lines and its place.
type placed struct {
	Box
	lines []line
	y, h  int
}

type line struct {
	text string
	bold bool
}

// centre is the middle of a lane.
func centre(lane int) int { return lane*laneWide + laneWide/2 }

// drawing is a picture being written.
type drawing struct {
	strings.Builder
	Picture
	y int
}

// SVG draws the picture. Colours are those of the page, so that it is read in
// the dark, in high contrast and on paper.
func SVG(p Picture) string {
	d := &drawing{Picture: p, y: headHigh + gap/2}
	var ways, boxes strings.Builder
	first := d.y + dot
	d.y += 2*dot + gap
	joint := way{x: centre(0), y: first + dot, done: p.Begun}
	d.event(&boxes, first, p.Start, p.Begun)
	for _, stage := range p.Stages {
		joint = d.stage(&ways, &boxes, stage, joint)
	}
	d.path(&ways, joint, centre(0), d.y, p.Ended)
	d.event(&boxes, d.y+dot, p.End, p.Ended)
	width, height := len(p.Lanes)*laneWide, d.y+2*dot+gap/2
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="%[1]s-title %[1]s-about" width="%[2]d" height="%[3]d" viewBox="0 0 %[2]d %[3]d" font-size="13" fill="currentColor" stroke="none">`,
		html.EscapeString(p.ID), width, height)
	fmt.Fprintf(&out, `<title id="%[1]s-title">%[2]s</title><desc id="%[1]s-about">%[3]s</desc>`, html.EscapeString(p.ID), html.EscapeString(p.Title), html.EscapeString(p.About))
	d.lanes(&out, height)
	out.WriteString(ways.String())
	out.WriteString(boxes.String())
	out.WriteString(`</svg>`)
	return out.String()
}

func (d *drawing) lanes(out *strings.Builder, height int) {
	for i, name := range d.Lanes {
		fmt.Fprintf(out, `<rect x="%d" y="0.5" width="%d" height="%d" fill="none" stroke="currentColor" stroke-opacity="0.35"/>`, i*laneWide, laneWide, height-1)
		fmt.Fprintf(out, `<text x="%d" y="25" text-anchor="middle" font-weight="700">%s</text>`, centre(i), html.EscapeString(name))
	}
	fmt.Fprintf(out, `<line x1="0" y1="%d" x2="%d" y2="%d" stroke="currentColor" stroke-opacity="0.35"/>`, headHigh, len(d.Lanes)*laneWide, headHigh)
}

// event is where the way begins or ends: a round with its words.
func (d *drawing) event(out *strings.Builder, y int, words string, done bool) {
	fmt.Fprintf(out, `<rect x="%d" y="%d" width="%d" height="%d" rx="%d" fill="none" stroke="currentColor" stroke-width="%s"/>`,
		inset, y-dot, boxWide, 2*dot, dot, weight(done))
	fmt.Fprintf(out, `<text x="%d" y="%d" text-anchor="middle">%s</text>`, centre(0), y+5, html.EscapeString(words))
}

// way is where the way so far ends.
type way struct {
	x, y int
	done bool
}

// stage draws a stage below the joint and gives the joint below it. Boxes side
// by side in different lanes share a row; in one lane they stand below each
// other, with a bar above and below all.
func (d *drawing) stage(ways, boxes *strings.Builder, stage []Box, from way) way {
	if len(stage) == 1 {
		b := place(stage[0], d.y)
		d.path(ways, from, centre(b.Lane), b.y, b.State != Ahead)
		b.draw(boxes)
		d.y = b.y + b.h + gap
		return way{centre(b.Lane), b.y + b.h, b.State == Done}
	}
	begun, done := false, true
	for _, b := range stage {
		begun, done = begun || b.State != Ahead, done && b.State == Done
	}
	d.path(ways, from, from.x, d.y, begun)
	bar(ways, from.x, d.y)
	fork := d.y
	y := map[int]int{}
	var list []placed
	bottom := 0
	for _, b := range stage {
		at, below := y[b.Lane]
		if !below {
			at = fork + gap
		}
		p := place(b, at)
		y[b.Lane] = p.y + p.h + gap/2
		bottom = max(bottom, p.y+p.h)
		list = append(list, p)
	}
	join := bottom + gap
	for _, b := range list {
		left, right, middle := b.Lane*laneWide+inset/2, (b.Lane+1)*laneWide-inset/2, b.y+b.h/2
		line1 := fmt.Sprintf("M%d %dV%dH%dV%dH%d", from.x, fork, fork+gap/2, left, middle, b.Lane*laneWide+inset)
		line2 := fmt.Sprintf("M%d %dH%dV%dH%dV%d", b.Lane*laneWide+inset+boxWide, middle, right, join-gap/2, from.x, join)
		stroke(ways, line1, b.State != Ahead)
		arrow(ways, b.Lane*laneWide+inset, middle, true)
		stroke(ways, line2, b.State == Done)
		b.draw(boxes)
	}
	bar(ways, from.x, join)
	d.y = join + gap
	return way{from.x, join, done}
}

// path leads from a joint down to a box, over to its lane where the rows part.
func (d *drawing) path(out *strings.Builder, from way, x, y int, done bool) {
	if x == from.x {
		stroke(out, fmt.Sprintf("M%d %dV%d", from.x, from.y, y), done && from.done)
	} else {
		stroke(out, fmt.Sprintf("M%d %dV%dH%dV%d", from.x, from.y, y-gap/2, x, y), done && from.done)
	}
	arrow(out, x, y, false)
}

func stroke(out *strings.Builder, path string, done bool) {
	fmt.Fprintf(out, `<path d="%s" fill="none" stroke="currentColor" stroke-width="%s"/>`, path, weight(done))
}

// weight is the width of a line: what was gone is bold.
func weight(done bool) string {
	if done {
		return "3"
	}
	return "1.25"
}

func arrow(out *strings.Builder, x, y int, sideways bool) {
	if sideways {
		fmt.Fprintf(out, `<path d="M%d %dl-7 -4.5v9z"/>`, x, y)
		return
	}
	fmt.Fprintf(out, `<path d="M%d %dl-4.5 -7h9z"/>`, x, y)
}

// bar is where ways part or meet.
func bar(out *strings.Builder, x, y int) {
	fmt.Fprintf(out, `<rect x="%d" y="%d" width="80" height="5" rx="2"/>`, x-40, y-2)
}

func place(b Box, y int) placed {
	p := placed{Box: b, y: y}
	for _, part := range []line{{b.Holder, true}, {b.Task, false}, {b.Time, true}, {b.When, false}} {
		for _, text := range wrap(part.text) {
			p.lines = append(p.lines, line{text, part.bold})
		}
	}
	p.h = len(p.lines)*lineHigh + 14
	return p
}

// draw draws a box: dashed when it is not for all dossiers, with a double frame
// while it is worked on.
func (b placed) draw(out *strings.Builder) {
	x := b.Lane*laneWide + inset
	dash := ""
	if b.When != "" {
		dash = ` stroke-dasharray="6 4"`
	}
	fmt.Fprintf(out, `<g><rect x="%d" y="%d" width="%d" height="%d" rx="6" fill="%s" stroke="currentColor" stroke-width="%s"%s/>`,
		x, b.y, boxWide, b.h, ground(b.State), weight(b.State != Ahead), dash)
	if b.State.running() {
		fmt.Fprintf(out, `<rect x="%d" y="%d" width="%d" height="%d" rx="10" fill="none" stroke="currentColor" stroke-width="1.5"/>`, x-5, b.y-5, boxWide+10, b.h+10)
	}
	fmt.Fprintf(out, `<text y="%d">`, b.y+5)
	for _, l := range b.lines {
		bold := ""
		if l.bold {
			bold = ` font-weight="700"`
		}
		fmt.Fprintf(out, `<tspan x="%d" dy="%d"%s>%s</tspan>`, x+10, lineHigh, bold, html.EscapeString(l.text))
	}
	out.WriteString(`</text></g>`)
}

// ground is the colour of a box in the tokens of the page.
func ground(s State) string {
	switch s {
	case Late:
		return "var(--bad-bg, none)"
	case Current:
		return "var(--info-bg, none)"
	default:
		return "var(--paper, none)"
	}
}

// wrap breaks a text into lines; a word longer than a line is cut.
func wrap(text string) []string {
	var lines []string
	now := ""
	for _, word := range strings.Fields(text) {
		for len([]rune(word)) > letters {
			if now != "" {
				lines, now = append(lines, now), ""
			}
			cut := string([]rune(word)[:letters])
			lines, word = append(lines, cut), word[len(cut):]
		}
		switch {
		case now == "":
			now = word
		case len([]rune(now))+1+len([]rune(word)) <= letters:
			now += " " + word
		default:
			lines, now = append(lines, now), word
		}
	}
	if now != "" {
		lines = append(lines, now)
	}
	return lines
}
