package control

import (
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
)

// Effect is what a decision does to one procedure.
type Effect struct {
	Line     int // from 1; of a procedure that another replaces, the line of that
	Code     string
	Name     string
	From, To catalogue.Version // From is zero for a procedure that is new
	Changes  []catalogue.Change
}

// Incoming are the procedures as the decision has them, to be merged into the
// catalogue with [catalogue.MergeAll]. A line that cannot be carried out is
// refused with its place and what to do, and then nothing is: all faults are on
// the field "lines".
func (d *Decision) Incoming(find func(code string) (catalogue.Procedure, bool)) ([]catalogue.Procedure, error) {
	var incoming []catalogue.Procedure
	var faults []*motcua.Fault
	for i, l := range d.Lines {
		procedures, fault := d.carryOut(l, find)
		if fault != nil {
			args := []any{"Line", i + 1, "Code", l.Code, "Decision", d.Number, "From", d.From}
			for name, value := range fault.Text.Args {
				args = append(args, name, value)
			}
			faults = append(faults, motcua.InvalidField("lines", fault.Text.Key, args...))
			continue
		}
		for _, p := range procedures {
			if slices.ContainsFunc(incoming, func(other catalogue.Procedure) bool { return other.Code == p.Code }) {
				faults = append(faults, motcua.InvalidField("lines", "control.line.twice", "Code", p.Code))
			}
		}
		incoming = append(incoming, procedures...)
	}
	return incoming, motcua.Join(faults...)
}

func (d *Decision) carryOut(l Line, find func(string) (catalogue.Procedure, bool)) ([]catalogue.Procedure, *motcua.Fault) {
	known, exists := find(l.Code)
	if !exists {
		known = catalogue.Procedure{}
	}
	switch l.Kind {
	case catalogue.New:
		if _, err := known.VersionOn(d.From); exists && err == nil {
			return nil, motcua.InvalidField("lines", "control.line.exists")
		}
		return d.written(l, known, catalogue.Version{})
	case catalogue.Amended:
		v, fault := inForce(known, exists, d, "control.line.unknownAmended")
		if fault != nil {
			return nil, fault
		}
		if l.Name == "" && l.Term.IsZero() && l.Fee == nil && l.Content == nil {
			return nil, motcua.InvalidField("lines", "control.line.nothing")
		}
		return d.written(l, known, v)
	case catalogue.Replaced:
		var ended []catalogue.Procedure
		if l.Replaces != "" && l.Replaces != l.Code {
			old, ok := find(l.Replaces)
			if _, fault := inForce(old, ok, d, "control.line.unknownReplaced"); fault != nil {
				fault.Text.Args["Old"] = l.Replaces
				return nil, fault
			}
			ended = append(ended, d.abolished(old, l.Code))
		} else if _, fault := inForce(known, exists, d, "control.line.unknownAmended"); fault != nil {
			return nil, fault
		}
		v, _ := known.VersionOn(d.From)
		list, fault := d.written(l, known, v)
		return append(ended, list...), fault
	default:
		if _, fault := inForce(known, exists, d, "control.line.unknownAbolished"); fault != nil {
			return nil, fault
		}
		if _, ok := find(l.By); l.By != "" && !ok && !d.makes(l.By) {
			return nil, motcua.InvalidField("lines", "control.line.unknownBy", "By", l.By)
		}
		return []catalogue.Procedure{d.abolished(known, l.By)}, nil
	}
}

// makes tells whether a line of the decision itself makes a procedure.
func (d *Decision) makes(code string) bool {
	for _, l := range d.Lines {
		if l.Code == code && l.Kind != catalogue.Abolished {
			return true
		}
	}
	return false
}

func inForce(p catalogue.Procedure, exists bool, d *Decision, unknown string) (catalogue.Version, *motcua.Fault) {
	if !exists {
		return catalogue.Version{}, motcua.InvalidField("lines", unknown, "Old", "")
	}
	v, err := p.VersionOn(d.From)
	if err != nil {
		return v, motcua.InvalidField("lines", "control.line.notInForce", "Old", "")
	}
	return v, nil
}

// abolished is a procedure with the version that ends it.
func (d *Decision) abolished(p catalogue.Procedure, by string) catalogue.Procedure {
	p.Versions = []catalogue.Version{{Decision: d.of(catalogue.Abolished), ValidFrom: d.From, ReplacedBy: by}}
	return p
}

func (d *Decision) of(kind catalogue.DecisionKind) catalogue.Decision {
	return catalogue.Decision{Number: d.Number, Date: d.Signed, Kind: kind, Title: d.Title}
}

// written is a procedure with the version that a line makes of the one before.
func (d *Decision) written(l Line, p catalogue.Procedure, v catalogue.Version) ([]catalogue.Procedure, *motcua.Fault) {
	exists := p.Code != ""
	if l.Content != nil {
		content := *l.Content
		if len(content.Versions) == 0 {
			return nil, motcua.InvalidField("lines", "control.line.empty")
		}
		v = content.Versions[len(content.Versions)-1]
		if p.Code == "" {
			p = content
		}
	}
	if p.Code == "" {
		p = catalogue.Procedure{Code: l.Code, Name: l.Name, Field: l.Field, Level: catalogue.LevelProvince}
		v.Channels = []catalogue.Channel{{Kind: catalogue.InPerson}, {Kind: catalogue.Online}, {Kind: catalogue.Postal}}
		v.ServiceLevel = catalogue.Partial
	}
	if p.Name == "" || p.Field == "" {
		return nil, motcua.InvalidField("lines", "control.line.nameless")
	}
	v.Decision, v.ValidFrom, v.ValidTo, v.ReplacedBy, v.Number = d.of(l.Kind), d.From, calendar.Date{}, "", 0
	if l.Name != "" && l.Name != p.Name {
		v.Name = l.Name
	}
	if !l.Term.IsZero() {
		v = withTerm(v, l)
	}
	if l.Fee != nil {
		channels := make([]catalogue.Channel, len(v.Channels))
		for i, c := range v.Channels {
			c.Fee, c.FeeNote = *l.Fee, ""
			channels[i] = c
		}
		v.Channels = channels
	}
	if _, err := v.TermFor("", ""); err != nil {
		return nil, motcua.InvalidField("lines", "control.line.termless")
	}
	if !exists {
		v.Number = 1 // a merge numbers what follows another version
	}
	p.Versions = []catalogue.Version{v}
	return []catalogue.Procedure{p}, nil
}

// withTerm gives a version another limit; channels follow it, and the process
// of the limit before no longer fits.
func withTerm(v catalogue.Version, l Line) catalogue.Version {
	if l.Term != v.Term {
		v.Process = catalogue.Process{}
	}
	channels := make([]catalogue.Channel, len(v.Channels))
	for i, c := range v.Channels {
		if c.Term == v.Term {
			c.Term = l.Term
		}
		channels[i] = c
	}
	v.Term, v.Channels = l.Term, channels
	return v
}

// Effects says what changes in the catalogue when it becomes what was merged:
// for each procedure the version in force before the decision and the one after,
// with their difference.
func (d *Decision) Effects(find func(code string) (catalogue.Procedure, bool), merged []catalogue.Procedure) []Effect {
	var effects []Effect
	for _, after := range merged {
		e := Effect{Line: d.lineOf(after.Code), Code: after.Code, Name: after.Name}
		before, _ := find(after.Code)
		e.From, _ = before.VersionOn(d.From)
		for _, v := range after.Versions {
			if v.ValidFrom == d.From && !v.Superseded() && v.Number >= e.To.Number {
				e.To = v
			}
		}
		e.Name = after.NameUnder(e.To)
		e.Changes = catalogue.Diff(e.From, e.To)
		if e.To.Decision.Kind == catalogue.Abolished {
			e.Changes = nil
		}
		effects = append(effects, e)
	}
	return effects
}

func (d *Decision) lineOf(code string) int {
	for i, l := range d.Lines {
		if l.Code == code || l.Replaces == code {
			return i + 1
		}
	}
	return 0
}

// LinesFrom makes lines of procedures that came in a file: of the kind that the
// last version's decision has, else new or amended by whether it is known.
func LinesFrom(procedures []catalogue.Procedure, find func(string) (catalogue.Procedure, bool)) ([]Line, error) {
	var lines []Line
	for _, p := range procedures {
		if len(p.Versions) == 0 {
			return nil, motcua.InvalidField("file", "catalogue.noVersion", "Code", p.Code)
		}
		v := p.Versions[len(p.Versions)-1]
		l := Line{Kind: v.Decision.Kind, Code: p.Code, Name: p.NameUnder(v), Field: p.Field, Term: v.Term, Content: &p}
		if _, known := find(p.Code); l.Kind == "" || l.Kind == catalogue.New && known {
			l.Kind = catalogue.Amended
			if !known {
				l.Kind = catalogue.New
			}
		}
		if l.Kind == catalogue.Abolished {
			l = Line{Kind: l.Kind, Code: p.Code, By: v.ReplacedBy}
		}
		lines = append(lines, l)
	}
	return lines, nil
}
