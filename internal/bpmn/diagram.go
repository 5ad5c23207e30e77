package bpmn

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"motcua/catalogue"
)

// The sizes of the picture, in its own units.
const (
	columnWide, rowHigh = 190, 120
	taskWide, taskHigh  = 150, 90
	gateSize, eventSize = 50, 36
	poolLeft, poolTop   = 160, 80
	laneHead            = 30
	letterWide          = 7 // of the words that modellers write at the head of a pool
)

// head is what of a name there is room for at the head of the pool: modellers
// write it upwards, and further lines over the names of the lanes. The process
// itself has the whole name.
func (g *graph) head(name string) string {
	_, heights, _ := g.layout()
	room := 0
	for _, high := range heights {
		room += high / letterWide
	}
	words := strings.Fields(name)
	for i, word := range words {
		if room -= utf8.RuneCountInString(word) + 1; room < 2 && i > 0 {
			return strings.Join(words[:i], " ") + " …"
		}
	}
	return name
}

// box is where a shape stands.
type box struct{ x, y, w, h int }

func (b box) middle() int { return b.y + b.h/2 }

// diagram writes the picture: lanes below each other, columns from left to
// right, flows with right angles.
func (w *writer) diagram(g *graph) {
	tops, heights, boxes := g.layout()
	whole := 0
	for _, lane := range g.lanes() {
		whole += heights[lane]
	}
	cols := 0
	for _, n := range g.nodes {
		cols = max(cols, n.col+1)
	}
	w.element("bpmndi:BPMNDiagram", []string{"id", "Diagram"}, func() {
		w.element("bpmndi:BPMNPlane", []string{"id", "Plane", "bpmnElement", "Collaboration"}, func() {
			w.shape("Participant", box{poolLeft, poolTop, cols*columnWide + 2*laneHead, whole}, true)
			for _, lane := range g.lanes() {
				w.shape("Lane_"+string(lane), box{poolLeft + laneHead, tops[lane], cols*columnWide + laneHead, heights[lane]}, true)
			}
			for i, n := range g.nodes {
				w.shape(n.id, boxes[i], false)
			}
			for _, f := range g.flows {
				w.edge(f, boxes)
			}
		})
	})
}

// layout is the top and the height of each lane, and the box of each node.
func (g *graph) layout() (tops, heights map[catalogue.Lane]int, boxes []box) {
	tops, heights = map[catalogue.Lane]int{}, map[catalogue.Lane]int{}
	for _, n := range g.nodes {
		heights[n.lane] = max(heights[n.lane], (n.row+1)*rowHigh+20)
	}
	y := poolTop
	for _, lane := range g.lanes() {
		tops[lane] = y
		y += heights[lane]
	}
	for _, n := range g.nodes {
		b := box{w: taskWide, h: taskHigh}
		switch n.kind {
		case parallel, exclusive:
			b.w, b.h = gateSize, gateSize
		case start, end:
			b.w, b.h = eventSize, eventSize
		}
		b.x = poolLeft + 2*laneHead + n.col*columnWide + (columnWide-b.w)/2
		b.y = tops[n.lane] + 10 + n.row*rowHigh + (rowHigh-b.h)/2
		boxes = append(boxes, b)
	}
	return tops, heights, boxes
}

func (w *writer) shape(id string, b box, lane bool) {
	attributes := []string{"id", id + "_di", "bpmnElement", id}
	if lane {
		attributes = append(attributes, "isHorizontal", "true")
	}
	w.element("bpmndi:BPMNShape", attributes, func() {
		w.element("dc:Bounds", []string{"x", strconv.Itoa(b.x), "y", strconv.Itoa(b.y), "width", strconv.Itoa(b.w), "height", strconv.Itoa(b.h)}, nil)
	})
}

// edge leads from the right side of one box to the left side of another; past a
// box in between it goes above.
func (w *writer) edge(f flow, boxes []box) {
	from, to := boxes[f.from], boxes[f.to]
	points := [][2]int{{from.x + from.w, from.middle()}}
	switch turn := to.x - 20; {
	case f.fallback:
		above := from.middle() - taskHigh/2 - 10
		points = [][2]int{{from.x + from.w/2, from.y}, {from.x + from.w/2, above}, {to.x + to.w/2, above}, {to.x + to.w/2, to.y}}
	case from.middle() == to.middle():
		points = append(points, [2]int{to.x, to.middle()})
	default:
		points = append(points, [2]int{turn, from.middle()}, [2]int{turn, to.middle()}, [2]int{to.x, to.middle()})
	}
	w.element("bpmndi:BPMNEdge", []string{"id", f.id + "_di", "bpmnElement", f.id}, func() {
		for _, p := range points {
			fmt.Fprintf(w, `<di:waypoint x="%d" y="%d"/>`, p[0], p[1])
		}
	})
}
