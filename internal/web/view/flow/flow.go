// Package flow draws the internal process of a procedure as a picture: lanes
// beside each other, time downwards, and for a dossier who has had it, who has
// it, and how much of its time each leg used. The table beside the picture is
// drawn by the pages.
package flow

import (
	"motcua/catalogue"
)

// Picture is what is drawn, in the reader's words.
type Picture struct {
	ID     string // of the elements; unique in the page
	Title  string
	About  string // the picture in one sentence
	Lanes  []string
	Start  string // the applicant submits
	End    string // the applicant has the result
	Stages [][]Box
	// Begun and Ended say how far a dossier has come; both false without one.
	Begun, Ended bool
}

// Box is one leg.
type Box struct {
	Lane   int // place in Lanes; 0 is the applicant's
	Holder string
	Task   string
	Time   string // the share, or the time used of it
	When   string // for which dossiers; "" for all
	State  State
}

// State is what a leg is to a dossier.
type State string

// The states; zero is a leg still ahead, or no dossier.
const (
	Ahead   State = ""
	Done    State = "done"
	Current State = "current"
	Late    State = "late" // current, and over its time
)

func (s State) running() bool { return s == Current || s == Late }

// Of lays out a process: describe gives the words and the state of a leg.
func Of(process catalogue.Process, name func(catalogue.Lane) string, describe func(catalogue.Leg) Box) Picture {
	var p Picture
	place := map[catalogue.Lane]int{}
	used := map[catalogue.Lane]bool{catalogue.LaneApplicant: true}
	for _, leg := range process.Legs {
		used[leg.Lane()] = true
	}
	for _, lane := range catalogue.Lanes() {
		if used[lane] {
			place[lane] = len(p.Lanes)
			p.Lanes = append(p.Lanes, name(lane))
		}
	}
	for _, stage := range process.Stages() {
		var boxes []Box
		for _, leg := range stage {
			b := describe(leg)
			b.Lane = place[leg.Lane()]
			boxes = append(boxes, b)
			p.Begun = p.Begun || b.State != Ahead
		}
		p.Stages = append(p.Stages, boxes)
	}
	return p
}
