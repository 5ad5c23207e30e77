package record

import (
	"errors"

	"motcua"
)

// Paper is a file beside a record: evidence of what was done, or a document that
// everybody may have. A record has as many as are attached to it.
type Paper struct {
	Head
	Of   string // id of the record
	File string
	Note string // what it is, "" when its name says it
	Open bool   // everybody may have it, where its record has a public page
	Gone string // why it was taken away; "" while it stands
}

// Attached puts a file beside a record.
type Attached struct {
	Of   string `json:"of"`
	File string `json:"file"`
	Note string `json:"note,omitempty"`
	Open bool   `json:"open,omitempty"`
}

// Shown says whether everybody may have a paper.
type Shown struct {
	Open bool `json:"open"`
}

// TakenAway says that a paper does not belong to its record.
type TakenAway struct {
	Reason string `json:"reason"`
}

// Kind is the name of the fact.
func (Attached) Kind() string { return "attached" }

// Kind is the name of the fact.
func (Shown) Kind() string { return "shown" }

// Kind is the name of the fact.
func (TakenAway) Kind() string { return "takenAway" }

// PaperCodec reads the facts of papers.
func PaperCodec() Codec {
	c := Codec{}
	Knows[Attached](c)
	Knows[Shown](c)
	Knows[TakenAway](c)
	return c
}

// RebuildPaper adds the facts of a paper up.
func RebuildPaper(head Head) (*Paper, error) {
	p := &Paper{Head: head}
	for i, e := range head.Events {
		switch f := e.Fact.(type) {
		case Attached:
			p.Of, p.File, p.Note, p.Open = f.Of, f.File, f.Note, f.Open
		case Shown:
			p.Open = f.Open
		case TakenAway:
			p.Gone = f.Reason
		}
		if _, first := e.Fact.(Attached); first != (i == 0) {
			return nil, errors.New("rebuild paper: it does not begin with a file")
		}
	}
	return p, nil
}

// Row is the paper as lists keep it. The file is named by the facts alone.
func (p *Paper) Row() Row {
	row := Row{Parent: p.Of, State: "kept"}
	if p.Gone != "" {
		row.State, row.Ended = "gone", p.Events[len(p.Events)-1].At
	}
	return row
}

// Show says whether everybody may have it.
func (p *Paper) Show(open bool) ([]Fact, error) {
	switch {
	case p.Gone != "":
		return nil, motcua.Refused(motcua.Conflict, "record.paper.gone")
	case p.Open == open:
		return nil, nil
	}
	return []Fact{Shown{Open: open}}, nil
}

// TakeAway takes it away, for a reason; the file stays in the log.
func (p *Paper) TakeAway(reason string) ([]Fact, error) {
	if p.Gone != "" {
		return nil, motcua.Refused(motcua.Conflict, "record.paper.gone")
	}
	reason, err := Text("reason", reason, true)
	if err != nil {
		return nil, err
	}
	return []Fact{TakenAway{Reason: reason}}, nil
}
