package bpmn

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/catalogue"
	"motcua/identity"
	"motcua/vietnamese"
)

// walk follows the flows of a file and gathers its legs.
type walk struct {
	*reader
	agencies []identity.Agency
	out, in  map[int][]readFlow
	done     map[int]bool
	groups   int
	beside   int // how many parallel gateways the walk stands within
}

// structure reads the legs in the order of the flows: a node leads to one other,
// save gateways, which pair.
func (r *reader) structure(agencies []identity.Agency) ([]catalogue.Leg, error) {
	w := &walk{reader: r, agencies: agencies, out: map[int][]readFlow{}, in: map[int][]readFlow{}, done: map[int]bool{}}
	for _, f := range r.flows {
		from, known := r.byID[f.from]
		to, alsoKnown := r.byID[f.to]
		if !known || !alsoKnown {
			return nil, motcua.InvalidField("file", "bpmn.flow", "Name", short(f.name), "ID", short(f.id))
		}
		w.out[from] = append(w.out[from], f)
		w.in[to] = append(w.in[to], f)
	}
	first, err := w.only(start, "bpmn.start")
	if err != nil {
		return nil, err
	}
	if _, err := w.only(end, "bpmn.end"); err != nil {
		return nil, err
	}
	if cycle := w.cycle(); cycle != "" {
		return nil, motcua.InvalidField("file", "bpmn.cycle", "Way", cycle)
	}
	for i, n := range r.nodes {
		if fault := w.degree(i, n); fault != nil {
			return nil, fault
		}
	}
	w.done[first] = true
	legs, stop, err := w.run(w.to(w.out[first][0]))
	if err != nil {
		return nil, err
	}
	if r.nodes[stop].kind != end {
		return nil, w.at("bpmn.unpaired", stop)
	}
	w.done[stop] = true
	for i := range r.nodes {
		if !w.done[i] {
			return nil, w.at("bpmn.unreached", i)
		}
	}
	return legs, distinct(legs)
}

// plainID is what the id of a leg may be: it stands in addresses.
var plainID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,20}$`)

// distinct gives legs of the same id, which copying in a drawing makes, new
// ones; a leg must be fit to be kept.
func distinct(legs []catalogue.Leg) error {
	seen := map[string]bool{}
	for i := range legs {
		if seen[legs[i].ID] || !plainID.MatchString(legs[i].ID) {
			legs[i].ID = ""
		}
		seen[legs[i].ID] = true
		if err := legs[i].Tidy(); err != nil {
			fault, _ := motcua.AsFault(err)
			told := *fault
			told.Field, told.More = "file", nil
			return &told
		}
	}
	return nil
}

func (w *walk) only(k kind, key string) (int, error) {
	found := slices.IndexFunc(w.nodes, func(n read) bool { return n.kind == k })
	if count := len(slices.DeleteFunc(slices.Clone(w.nodes), func(n read) bool { return n.kind != k })); count != 1 {
		return 0, motcua.InvalidField("file", key, "Count", count)
	}
	return found, nil
}

// degree holds a node to how many flows it may have.
func (w *walk) degree(i int, n read) error {
	in, out := len(w.in[i]), len(w.out[i])
	switch {
	case n.kind == start && (in > 0 || out != 1), n.kind == end && (out > 0 || in != 1), n.kind == task && (in != 1 || out != 1):
		return w.at("bpmn.flows", i)
	case (n.kind == parallel || n.kind == exclusive) && (in == 0 || out == 0 || in > 1 && out > 1):
		return w.at("bpmn.flows", i)
	}
	return nil
}

// run gathers the legs from a node on, up to the end or to a gateway that joins.
func (w *walk) run(at int) (legs []catalogue.Leg, stop int, err error) {
	for {
		n := w.nodes[at]
		switch {
		case n.kind == end || len(w.in[at]) > 1:
			return legs, at, nil
		case n.kind == task:
			w.done[at] = true
			leg := w.legOf(n, w.lanes[n.id])
			if w.beside == 0 {
				leg.Group = "" // moved out of its group by whoever drew on
			}
			legs = append(legs, leg)
			at = w.to(w.out[at][0])
		default:
			w.done[at] = true
			inner, join, err := w.block(at)
			if err != nil {
				return nil, 0, err
			}
			legs = append(legs, inner...)
			w.done[join] = true
			at = w.to(w.out[join][0])
		}
	}
}

// block gathers the legs between a gateway that parts and the one that joins.
func (w *walk) block(split int) (legs []catalogue.Leg, join int, err error) {
	if len(w.out[split]) == 1 { // parts nothing, joins nothing
		return nil, split, nil
	}
	join = -1
	var branches [][]catalogue.Leg
	if w.nodes[split].kind == parallel {
		w.beside++
		defer func() { w.beside-- }()
	}
	for _, f := range w.out[split] {
		inner, stop, err := w.run(w.to(f))
		if err != nil {
			return nil, 0, err
		}
		if join >= 0 && stop != join || w.nodes[stop].kind != w.nodes[split].kind {
			return nil, 0, w.at("bpmn.unpaired", split)
		}
		join = stop
		branches = append(branches, inner)
	}
	if len(w.in[join]) != len(w.out[split]) {
		return nil, 0, w.at("bpmn.unpaired", split)
	}
	if w.nodes[split].kind == parallel {
		legs, err = w.sideBySide(split, branches)
	} else {
		legs, err = w.choice(split, branches)
	}
	return legs, join, err
}

// sideBySide makes a group of branches of one leg each.
func (w *walk) sideBySide(split int, branches [][]catalogue.Leg) ([]catalogue.Leg, error) {
	var legs []catalogue.Leg
	name := ""
	for i, branch := range branches {
		if len(branch) != 1 {
			return nil, w.at("bpmn.branch", split, "Count", len(branch))
		}
		if i == 0 {
			name = branch[0].Group
		}
		if branch[0].Group != name {
			name = ""
		}
		legs = append(legs, branch[0])
	}
	w.groups++
	for i := range legs {
		legs[i].Group = cmp.Or(name, "song-song-"+strconv.Itoa(w.groups))
	}
	return legs, nil
}

// choice gives the legs of each branch the condition of its flow. The branch
// without one is for all others, and may have legs beside one other branch.
func (w *walk) choice(split int, branches [][]catalogue.Leg) ([]catalogue.Leg, error) {
	var whens []catalogue.Condition
	conditions := 0
	for i, f := range w.out[split] {
		when, err := catalogue.ParseCondition(f.expression)
		if err != nil {
			return nil, motcua.InvalidField("file", "bpmn.condition", "Name", short(f.name), "ID", short(f.id), "Value", short(f.expression))
		}
		if !when.IsZero() {
			conditions++
		}
		whens = append(whens, when)
		if when.IsZero() && len(branches[i]) > 0 && len(branches) > 2 {
			return nil, motcua.InvalidField("file", "bpmn.condition", "Name", short(f.name), "ID", short(f.id), "Value", "")
		}
	}
	if conditions < len(branches)-1 {
		return nil, w.at("bpmn.conditions", split)
	}
	var legs []catalogue.Leg
	for i, branch := range branches {
		when := whens[i]
		if when.IsZero() && len(branches) == 2 {
			when = whens[1-i]
			when.Not = !when.Not
		}
		for _, leg := range branch {
			if !leg.When.IsZero() {
				return nil, w.at("bpmn.nested", split)
			}
			leg.When = when
			legs = append(legs, leg)
		}
	}
	return legs, nil
}

// legOf makes a leg of a task; what our own elements do not say follows from
// the name of the lane.
func (w *walk) legOf(n read, lane string) catalogue.Leg {
	if n.leg != nil {
		leg := *n.leg
		leg.Task = n.name
		return leg
	}
	leg := catalogue.Leg{Kind: catalogue.Own, Task: n.name, Position: lane}
	folded := vietnamese.Fold(lane)
	if strings.Contains(folded, "mot cua") || strings.Contains(folded, "hanh chinh cong") {
		leg.Kind = catalogue.OneStop
	}
	for _, a := range w.agencies {
		if folded != "" && (vietnamese.Fold(a.Name) == folded || vietnamese.Fold(a.ShortName) == folded || a.ID == lane) {
			leg.Agency, leg.Position = a.ID, ""
		}
		for _, u := range a.Units {
			if folded != "" && leg.Agency == "" && vietnamese.Fold(u.Name) == folded {
				leg.Agency, leg.Unit, leg.Position = a.ID, u.ID, ""
			}
		}
	}
	return leg
}

// cycle names the nodes of a way that comes back to where it was; "" without one.
func (w *walk) cycle() string {
	const open, closed = 1, 2
	state := map[int]int{}
	var path []int
	var visit func(int) string
	visit = func(i int) string {
		state[i] = open
		path = append(path, i)
		for _, f := range w.out[i] {
			next := w.to(f)
			if state[next] == open {
				return w.named(append(path[slices.Index(path, next):], next))
			}
			if state[next] == 0 {
				if found := visit(next); found != "" {
					return found
				}
			}
		}
		state[i] = closed
		path = path[:len(path)-1]
		return ""
	}
	for i := range w.nodes {
		if state[i] == 0 {
			if found := visit(i); found != "" {
				return found
			}
		}
	}
	return ""
}

func (w *walk) named(nodes []int) string {
	var names []string
	for _, i := range nodes {
		names = append(names, "“"+short(cmp.Or(w.nodes[i].name, w.nodes[i].id))+"”")
	}
	return strings.Join(names, " → ")
}

func (w *walk) to(f readFlow) int { return w.byID[f.to] }

// at is a fault about a node.
func (w *walk) at(key string, i int, pairs ...any) *motcua.Fault {
	n := w.nodes[i]
	return motcua.InvalidField("file", key, append(pairs, "Name", short(cmp.Or(n.name, n.id)), "ID", short(n.id))...)
}
