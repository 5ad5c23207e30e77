package control

import (
	"fmt"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/record"
)

// Entered is a decision taken into the list.
type Entered struct{ Content }

// Edited says anew what the decision says of itself.
type Edited struct{ Content }

// LinesAdded are further procedures of the decision; File is the name of the
// file they came in.
type LinesAdded struct {
	Lines []Line `json:"lines"`
	File  string `json:"file,omitempty"`
}

// LineRemoved takes a procedure out again.
type LineRemoved struct {
	Code string `json:"code"`
}

// Written is a version that the decision made.
type Written struct {
	Code    string                 `json:"code"`
	Name    string                 `json:"name"`
	Version int                    `json:"version"`
	Kind    catalogue.DecisionKind `json:"kind"`
}

// CatalogueChanged says that the catalogue is as the decision says.
type CatalogueChanged struct {
	Versions []Written `json:"versions"`
}

// SentToBase says when the procedures went to the national base (article 24).
type SentToBase struct {
	On calendar.Date `json:"on"`
}

// Posted is the evidence that a channel shows the decision (article 17).
type Posted struct {
	Channel Channel       `json:"channel"`
	On      calendar.Date `json:"on"`
	Address string        `json:"address,omitempty"`
	Files   []string      `json:"files,omitempty"`
}

// DecisionDropped says that a decision was entered by mistake.
type DecisionDropped struct {
	Reason string `json:"reason"`
}

// Kind is the name of the fact in the log.
func (Entered) Kind() string { return "decisionEntered" }

// Kind is the name of the fact in the log.
func (Edited) Kind() string { return "decisionEdited" }

// Kind is the name of the fact in the log.
func (LinesAdded) Kind() string { return "linesAdded" }

// Kind is the name of the fact in the log.
func (LineRemoved) Kind() string { return "lineRemoved" }

// Kind is the name of the fact in the log.
func (CatalogueChanged) Kind() string { return "catalogueChanged" }

// Kind is the name of the fact in the log.
func (SentToBase) Kind() string { return "sentToBase" }

// Kind is the name of the fact in the log.
func (Posted) Kind() string { return "posted" }

// Kind is the name of the fact in the log.
func (DecisionDropped) Kind() string { return "decisionDropped" }

// FactKinds are the names of the facts.
func FactKinds() []string {
	return []string{Entered{}.Kind(), Edited{}.Kind(), LinesAdded{}.Kind(), LineRemoved{}.Kind(), CatalogueChanged{}.Kind(), SentToBase{}.Kind(), Posted{}.Kind(), DecisionDropped{}.Kind()}
}

// Codec reads the facts of decisions.
func Codec() record.Codec {
	c := record.Codec{}
	record.Knows[Entered](c)
	record.Knows[Edited](c)
	record.Knows[LinesAdded](c)
	record.Knows[LineRemoved](c)
	record.Knows[CatalogueChanged](c)
	record.Knows[SentToBase](c)
	record.Knows[Posted](c)
	record.Knows[DecisionDropped](c)
	return c
}

// Rebuild makes a decision of its facts.
func Rebuild(head record.Head) (*Decision, error) {
	d := &Decision{Head: head, State: Draft}
	for _, e := range head.Events {
		switch f := e.Fact.(type) {
		case Entered:
			d.Content = f.Content
		case Edited:
			d.Content = f.Content
		case LinesAdded:
			d.Lines = append(d.Lines, f.Lines...)
		case LineRemoved:
			d.Lines = without(d.Lines, f.Code)
		case CatalogueChanged:
			d.State, d.Written = Applied, f.Versions
		case SentToBase:
			d.Sent = f.On
		case Posted:
			d.Posts = append(d.Posts, f)
		case DecisionDropped:
			d.State, d.Reason = Dropped, f.Reason
		default:
			return nil, fmt.Errorf("decision of publication: unknown fact %T", f)
		}
	}
	return d, nil
}

func without(lines []Line, code string) []Line {
	var kept []Line
	for _, l := range lines {
		if l.Code != code {
			kept = append(kept, l)
		}
	}
	return kept
}
