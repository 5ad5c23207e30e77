package bpmn

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"

	"motcua/catalogue"
)

// graphOf draws a process as a graph: a stage of several legs stands between
// two parallel gateways, a leg with a condition between two exclusive ones.
func graphOf(d Document) *graph {
	g := &graph{}
	last := g.add(node{id: "Start", kind: start, name: d.Words.Start, lane: catalogue.LaneApplicant})
	col, at, gates := 1, 0, 0
	gateway := func(k kind, lane catalogue.Lane, col, row int) int {
		gates++
		return g.add(node{id: fmt.Sprintf("Gateway_%d", gates), kind: k, lane: lane, col: col, row: row})
	}
	none := catalogue.Condition{}
	for _, stage := range d.Process.Stages() {
		fork, inner := -1, col
		if len(stage) > 1 {
			fork = gateway(parallel, g.nodes[last].lane, col, 0)
			g.link(last, fork, none, false)
			inner++
		}
		width, rows := 1, map[catalogue.Lane]int{}
		if slices.ContainsFunc(stage, func(l catalogue.Leg) bool { return !l.When.IsZero() }) {
			width = 3
		}
		var ends []int
		for _, leg := range stage {
			row := rows[leg.Lane()]
			rows[leg.Lane()]++
			here := g.add(node{id: fmt.Sprintf("Task_%d", at+1), kind: task, name: leg.Task, leg: at, lane: leg.Lane(), col: inner + width/2, row: row})
			at++
			enter, leave := here, here
			if !leg.When.IsZero() {
				enter, leave = gateway(exclusive, leg.Lane(), inner, row), gateway(exclusive, leg.Lane(), inner+2, row)
				g.link(enter, here, leg.When, false)
				g.link(here, leave, none, false)
				g.link(enter, leave, none, true)
			}
			if fork >= 0 {
				g.link(fork, enter, none, false)
			} else {
				g.link(last, enter, none, false)
			}
			ends = append(ends, leave)
		}
		col, last = inner+width, ends[0]
		if fork >= 0 {
			last = gateway(parallel, g.nodes[fork].lane, col, 0)
			for _, leave := range ends {
				g.link(leave, last, none, false)
			}
			col++
		}
	}
	g.link(last, g.add(node{id: "End", kind: end, name: d.Words.End, lane: catalogue.LaneApplicant, col: col}), none, false)
	for i := range g.flows {
		g.flows[i].id = fmt.Sprintf("Flow_%d", i+1)
	}
	return g
}

// writer writes XML; what is written last is closed first.
type writer struct{ bytes.Buffer }

// element writes an element with attributes, names and values in turn; those
// without a value are left out. The inside is written by a function; nil closes
// it at once.
func (w *writer) element(name string, attributes []string, inside func()) {
	w.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			w.WriteString(" " + attributes[i] + `="`)
			w.text(attributes[i+1])
			w.WriteString(`"`)
		}
	}
	if inside == nil {
		w.WriteString("/>\n")
		return
	}
	w.WriteString(">")
	inside()
	w.WriteString("</" + name + ">\n")
}

func (w *writer) text(s string) { _ = xml.EscapeText(w, []byte(s)) } // a buffer takes everything

// Write writes the process as a file. The same document gives the same bytes.
func Write(to io.Writer, d Document) error {
	g := graphOf(d)
	w := &writer{}
	w.WriteString(xml.Header)
	w.element("bpmn:definitions", []string{
		"xmlns:bpmn", model, "xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI", "xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC",
		"xmlns:di", "http://www.omg.org/spec/DD/20100524/DI", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xmlns:motcua", ours, "id", "Definitions", "targetNamespace", ours, "exporter", "motcua"}, func() {
		w.WriteString("\n")
		w.element("bpmn:collaboration", []string{"id", "Collaboration"}, func() {
			w.element("bpmn:participant", []string{"id", "Participant", "name", g.head(d.Name), "processRef", "Process"}, nil)
		})
		w.process(d, g)
		w.diagram(g)
	})
	_, err := to.Write(w.Bytes())
	if err != nil {
		return fmt.Errorf("write process: %w", err)
	}
	return nil
}

func (w *writer) process(d Document, g *graph) {
	p := d.Process
	w.element("bpmn:process", []string{"id", "Process", "name", d.Name, "isExecutable", "false"}, func() {
		w.WriteString("\n")
		decided := ""
		if !p.DecidedOn.IsZero() {
			decided = p.DecidedOn.String()
		}
		w.element("bpmn:extensionElements", nil, func() {
			w.element("motcua:process", []string{"procedure", d.ID, "decision", p.Decision, "decidedOn", decided, "decidedBy", p.DecidedBy, "source", p.Source,
				"purpose", p.Sheet.Purpose, "scope", p.Sheet.Scope, "definitions", p.Sheet.Definitions, "records", p.Sheet.Records}, nil)
		})
		w.element("bpmn:laneSet", []string{"id", "Lanes"}, func() {
			for _, lane := range g.lanes() {
				w.element("bpmn:lane", []string{"id", "Lane_" + string(lane), "name", d.Words.Lane(lane)}, func() {
					for _, n := range g.nodes {
						if n.lane == lane {
							w.element("bpmn:flowNodeRef", nil, func() { w.text(n.id) })
						}
					}
				})
			}
		})
		for i, n := range g.nodes {
			w.node(d, g, i, n)
		}
		for _, f := range g.flows {
			w.flow(d, g, f)
		}
	})
}

func (w *writer) node(d Document, g *graph, i int, n node) {
	name := map[kind]string{start: "bpmn:startEvent", end: "bpmn:endEvent", task: "bpmn:userTask", parallel: "bpmn:parallelGateway", exclusive: "bpmn:exclusiveGateway"}[n.kind]
	attributes := []string{"id", n.id, "name", n.name}
	var into, out []string
	for _, f := range g.flows {
		if f.to == i {
			into = append(into, f.id)
		}
		if f.from == i {
			out = append(out, f.id)
		}
		if f.from == i && f.fallback {
			attributes = append(attributes, "default", f.id)
		}
	}
	if n.kind == parallel || n.kind == exclusive {
		direction := "Diverging"
		if len(into) > 1 {
			direction = "Converging"
		}
		attributes = append(attributes, "gatewayDirection", direction)
	}
	w.element(name, attributes, func() {
		if n.kind == task {
			w.leg(d, d.Process.Legs[n.leg])
		}
		for _, id := range into {
			w.element("bpmn:incoming", nil, func() { w.text(id) })
		}
		for _, id := range out {
			w.element("bpmn:outgoing", nil, func() { w.text(id) })
		}
	})
}

// leg documents a leg for people and, in elements of our own, for ourselves.
func (w *writer) leg(d Document, leg catalogue.Leg) {
	w.element("bpmn:documentation", nil, func() { w.text(d.Words.Leg(leg)) })
	w.element("bpmn:extensionElements", nil, func() {
		w.element("motcua:leg", []string{"id", leg.ID, "kind", string(leg.Kind), "agency", leg.Agency, "unit", leg.Unit, "role", string(leg.Role),
			"position", leg.Position, "form", leg.Form, "share", leg.Share.String(), "group", leg.Group}, nil)
	})
}

func (w *writer) flow(d Document, g *graph, f flow) {
	attributes := []string{"id", f.id, "sourceRef", g.nodes[f.from].id, "targetRef", g.nodes[f.to].id}
	switch {
	case f.fallback:
		w.element("bpmn:sequenceFlow", append(attributes, "name", d.Words.Else), nil)
	case f.when.IsZero():
		w.element("bpmn:sequenceFlow", attributes, nil)
	default:
		w.element("bpmn:sequenceFlow", append(attributes, "name", d.Words.When(f.when)), func() {
			w.element("bpmn:conditionExpression", []string{"xsi:type", "bpmn:tFormalExpression"}, func() { w.text(f.when.String()) })
		})
	}
}

// lanes are the lanes that have a node.
func (g *graph) lanes() []catalogue.Lane {
	return slices.DeleteFunc(catalogue.Lanes(), func(lane catalogue.Lane) bool {
		return !slices.ContainsFunc(g.nodes, func(n node) bool { return n.lane == lane })
	})
}
