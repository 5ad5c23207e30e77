// Package bpmn writes an internal process as BPMN 2.0 (ISO/IEC 19510) with its
// picture, and reads the part of BPMN that a process can hold: user and manual
// tasks, exclusive and parallel gateways that pair, lanes, sequence flows.
// Everything else is refused by its name and id, so that nothing of a process
// drawn elsewhere is lost without a word.
package bpmn

import (
	"motcua/catalogue"
)

// MediaType is the media type of such a file.
const MediaType = "application/bpmn+xml"

// The names of the notation and of ours within it.
const (
	model = "http://www.omg.org/spec/BPMN/20100524/MODEL"
	ours  = "urn:motcua:process:1"
)

// Document is a process to be written, with the words of the reader's language.
type Document struct {
	ID      string // of the procedure
	Name    string
	Process catalogue.Process
	Words   Words
}

// Words are what the file says beside the texts of the process.
type Words struct {
	Start, End string
	Lane       func(catalogue.Lane) string
	// Leg documents a leg: who holds it, how long.
	Leg func(catalogue.Leg) string
	// When names a condition; Else the way of the others.
	When func(catalogue.Condition) string
	Else string
}

// kind is what a node of the graph is.
type kind int

const (
	start kind = iota
	end
	task
	parallel
	exclusive
)

// node is a node of the graph with its place: the column it stands in, its
// lane, and its row within the lane.
type node struct {
	id       string
	kind     kind
	name     string
	leg      int // of a task
	lane     catalogue.Lane
	col, row int
}

// flow leads from one node to another.
type flow struct {
	id       string
	from, to int // places of nodes
	when     catalogue.Condition
	fallback bool // the way of a gateway when no condition holds
}

// graph is a process as nodes and flows.
type graph struct {
	nodes []node
	flows []flow
}

func (g *graph) add(n node) int {
	g.nodes = append(g.nodes, n)
	return len(g.nodes) - 1
}

func (g *graph) link(from, to int, when catalogue.Condition, fallback bool) {
	g.flows = append(g.flows, flow{from: from, to: to, when: when, fallback: fallback})
}
