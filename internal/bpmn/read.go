package bpmn

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/identity"
	"motcua/vietnamese"
)

// The bounds of a file that is read.
const (
	Largest     = 1 << 20 // bytes of a file
	deepest     = 40      // elements within each other
	nodesAtMost = 500
	toldAtMost  = 20 // faults that are told of one file
)

// read is a node of a file.
type read struct {
	node
	leg *catalogue.Leg // by elements of our own; nil without
}

// reader reads a file element by element.
type reader struct {
	nodes   []read
	byID    map[string]int
	flows   []readFlow
	lanes   map[string]string // name of the lane by id of the node
	process catalogue.Process
	faults  []*motcua.Fault

	path      []xml.Name
	lane      string
	text      strings.Builder
	processes int
}

type readFlow struct {
	id, name, from, to, expression string
}

// Read reads a process from a file: the legs in the order of the flows. Holders
// are known by the elements of our own, else by the names of the lanes. Its
// faults name the field "file"; each names the element it is about.
func Read(data []byte, agencies []identity.Agency) (catalogue.Process, error) {
	if len(data) > Largest {
		return catalogue.Process{}, motcua.InvalidField("file", "bpmn.large", "Size", len(data)>>10, "Limit", Largest>>10)
	}
	r := &reader{byID: map[string]int{}, lanes: map[string]string{}}
	if err := r.read(data); err != nil {
		return catalogue.Process{}, err
	}
	if r.processes != 1 && len(r.faults) == 0 {
		return catalogue.Process{}, motcua.InvalidField("file", "bpmn.processes", "Count", r.processes)
	}
	if len(r.faults) > 0 {
		return catalogue.Process{}, motcua.Join(r.faults...)
	}
	legs, err := r.structure(agencies)
	if err != nil {
		return catalogue.Process{}, err
	}
	r.process.Legs = legs
	return r.process.Numbered(), nil
}

func (r *reader) read(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			line, _ := d.InputPos()
			return motcua.InvalidField("file", "bpmn.broken", "Line", line)
		}
		switch t := token.(type) {
		case xml.Directive:
			return motcua.InvalidField("file", "bpmn.doctype")
		case xml.StartElement:
			if len(r.path) == 0 && (t.Name.Local != "definitions" || t.Name.Space != model) {
				return motcua.InvalidField("file", "bpmn.other", "Element", short(t.Name.Local))
			}
			if len(r.path) >= deepest || len(r.nodes) > nodesAtMost || len(r.flows) > 2*nodesAtMost {
				return motcua.InvalidField("file", "bpmn.many", "Limit", nodesAtMost)
			}
			if len(r.faults) >= toldAtMost {
				return nil
			}
			if !r.open(t) {
				if err := d.Skip(); err != nil {
					line, _ := d.InputPos()
					return motcua.InvalidField("file", "bpmn.broken", "Line", line)
				}
				continue
			}
			r.path = append(r.path, t.Name)
			r.text.Reset()
		case xml.EndElement:
			r.close(t)
			r.path = r.path[:len(r.path)-1]
		case xml.CharData:
			r.text.Write(t)
		}
	}
	if len(data) == 0 || r.processes == 0 && len(r.faults) == 0 {
		return motcua.InvalidField("file", "bpmn.empty")
	}
	return nil
}

// open takes an element in; false when nothing within it is of use.
func (r *reader) open(t xml.StartElement) bool {
	if t.Name.Space == ours {
		return r.own(t)
	}
	if t.Name.Space != model {
		return false // the picture, and what other programs add
	}
	switch name := t.Name.Local; name {
	case "definitions", "collaboration", "laneSet", "flowNodeRef", "incoming", "outgoing", "extensionElements":
		return true
	case "documentation":
		return false
	case "participant":
		return true
	case "process":
		r.processes++
		return true
	case "lane":
		r.lane = attribute(t, "name")
		return true
	case "startEvent":
		return r.node(t, start)
	case "endEvent":
		return r.node(t, end)
	case "task", "userTask", "manualTask":
		return r.node(t, task)
	case "parallelGateway":
		return r.node(t, parallel)
	case "exclusiveGateway":
		return r.node(t, exclusive)
	case "sequenceFlow":
		r.flows = append(r.flows, readFlow{id: attribute(t, "id"), name: attribute(t, "name"), from: attribute(t, "sourceRef"), to: attribute(t, "targetRef")})
		return true
	case "conditionExpression":
		return true
	default:
		r.faults = append(r.faults, motcua.InvalidField("file", "bpmn.unsupported", "Element", short(name), "Name", short(attribute(t, "name")), "ID", short(attribute(t, "id")), "Within", r.inside()))
		return false
	}
}

// within is the id of the node being read, so that what stands in it can be found.
func (r *reader) within() string {
	for i := len(r.path) - 1; i >= 0; i-- {
		switch r.path[i].Local {
		case "startEvent", "endEvent", "task", "userTask", "manualTask", "parallelGateway", "exclusiveGateway":
			return r.nodes[len(r.nodes)-1].id
		}
	}
	return ""
}

// inside words where an element stands, for its fault; "" for one of the process
// itself.
func (r *reader) inside() string {
	if id := r.within(); id != "" {
		return " < " + short(id)
	}
	return ""
}

func (r *reader) node(t xml.StartElement, k kind) bool {
	id := attribute(t, "id")
	if _, twice := r.byID[id]; twice || id == "" {
		r.faults = append(r.faults, motcua.InvalidField("file", "bpmn.id", "Element", t.Name.Local, "Name", short(attribute(t, "name")), "ID", short(id)))
		return false
	}
	r.byID[id] = len(r.nodes)
	name, err := vietnamese.Clean("file", attribute(t, "name"))
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		r.faults = append(r.faults, fault)
	}
	r.nodes = append(r.nodes, read{node: node{id: id, kind: k, name: name}})
	return true
}

func (r *reader) close(t xml.EndElement) {
	if t.Name.Space != model {
		return
	}
	switch text := strings.TrimSpace(r.text.String()); t.Name.Local {
	case "flowNodeRef":
		r.lanes[text] = r.lane
	case "conditionExpression":
		if n := len(r.flows); n > 0 {
			r.flows[n-1].expression = text
		}
	}
	r.text.Reset()
}

// own reads the elements of our own: what the notation has no place for.
func (r *reader) own(t xml.StartElement) bool {
	switch t.Name.Local {
	case "leg":
		if r.within() == "" {
			return false
		}
		leg := catalogue.Leg{ID: attribute(t, "id"), Kind: catalogue.LegKind(attribute(t, "kind")), Agency: attribute(t, "agency"), Unit: attribute(t, "unit"),
			Role: identity.Role(attribute(t, "role")), Position: attribute(t, "position"), Form: attribute(t, "form"), Group: attribute(t, "group")}
		if share := attribute(t, "share"); share != "" {
			term, err := deadline.ParseTerm(share)
			if err != nil {
				r.faults = append(r.faults, motcua.InvalidField("file", "bpmn.share", "Name", short(r.nodes[len(r.nodes)-1].name), "Value", short(share)))
			}
			leg.Share = term
		}
		r.nodes[len(r.nodes)-1].leg = &leg
	case "process":
		p := &r.process
		p.Decision, p.DecidedBy, p.Source = attribute(t, "decision"), attribute(t, "decidedBy"), attribute(t, "source")
		p.Sheet = catalogue.Sheet{Purpose: attribute(t, "purpose"), Scope: attribute(t, "scope"), Definitions: attribute(t, "definitions"), Records: attribute(t, "records")}
		if day, err := calendar.ParseDate(attribute(t, "decidedOn")); err == nil {
			p.DecidedOn = day
		}
		if err := p.Sheet.Tidy(); err != nil {
			fault, _ := motcua.AsFault(err)
			r.faults = append(r.faults, motcua.InvalidField("file", fault.Text.Key, "Limit", fault.Text.Args["Limit"]))
		}
	}
	return false
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// short is what of a stranger's text a sentence tells.
func short(s string) string {
	if letters := []rune(vietnamese.Visible(s)); len(letters) > 80 {
		return string(letters[:80]) + "…"
	}
	return vietnamese.Visible(s)
}
