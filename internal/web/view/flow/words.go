package flow

import (
	"cmp"
	"strings"
	"time"

	"motcua/catalogue"
	"motcua/dossier"
	"motcua/internal/message"
	"motcua/internal/office"
)

// Process is the picture of a process by itself.
func Process(p *message.Printer, book *office.Book, process catalogue.Process) Picture {
	pic := Of(process, Lane(p), func(leg catalogue.Leg) Box { return boxOf(p, book, leg) })
	return pic.worded(p, p.T("process.picture"), p.T("process.picture.about", "Count", len(process.Legs)))
}

// Dossier is the picture of the way of a dossier: the legs of the process it
// pinned, with what each used of its time.
func Dossier(p *message.Printer, book *office.Book, v *office.View) Picture {
	now := ""
	pic := Of(catalogue.Process{Legs: v.Plan}, Lane(p), func(leg catalogue.Leg) Box {
		b := boxOf(p, book, leg)
		b.When = ""
		b.State, b.Time = stateOf(p, v, leg, b.Time)
		if b.State.running() {
			now = b.Holder + ": " + b.Task
		}
		return b
	})
	pic.Begun, pic.Ended = true, v.Status == dossier.ReturnedDone
	about := p.T("process.picture.at", "Leg", now)
	if now == "" {
		about = p.T("process.picture.about", "Count", len(v.Plan))
	}
	return pic.worded(p, p.T("process.picture.dossier", "Code", v.Code), about)
}

func (pic Picture) worded(p *message.Printer, title, about string) Picture {
	pic.ID, pic.Title, pic.About = "quy-trinh-hinh", title, about
	pic.Start, pic.End = p.T("process.begins"), p.T("process.ends")
	return pic
}

func boxOf(p *message.Printer, book *office.Book, leg catalogue.Leg) Box {
	b := Box{Holder: Holder(p, book, leg), Task: leg.Task, When: When(p, leg.When)}
	if !leg.Share.IsZero() {
		b.Time = p.Value(leg.Share)
	}
	return b
}

// stateOf adds up what a dossier spent in a leg, however often it came back.
func stateOf(p *message.Printer, v *office.View, leg catalogue.Leg, share string) (State, string) {
	state, full := Ahead, time.Duration(0)
	var used time.Duration
	for _, a := range v.Accounts {
		mine := a.Planned && a.ID == leg.ID || a.Opinion != "" && leg.Kind == catalogue.Consultation && a.Agency == leg.Agency
		if !mine || !a.Begun() {
			continue
		}
		used, full = used+a.Used, a.Calendar.FullDay()
		switch {
		case !a.FinishedAt.IsZero() || !v.Status.Open():
			state = Done
		case a.Late >= time.Minute:
			state = Late
		default:
			state = Current
		}
	}
	switch {
	case state == Ahead:
		return state, share
	case share == "":
		return state, p.T("process.used", "Used", p.Duration(used, full))
	default:
		return state, p.T("page.opinions.used", "Used", p.Duration(used, full), "Given", share)
	}
}

// Lane names the lanes.
func Lane(p *message.Printer) func(catalogue.Lane) string {
	return func(lane catalogue.Lane) string { return p.T("process.lane." + string(lane)) }
}

// Holder names who holds a leg: the unit or agency, and the post.
func Holder(p *message.Printer, book *office.Book, leg catalogue.Leg) string {
	name := p.T("procedure.leg.unnamed")
	if leg.Agency != "" {
		name = book.UnitName(leg.Agency, leg.Unit)
	}
	return strings.Join(compact(name, cmp.Or(leg.Position, role(p, leg))), " – ")
}

func role(p *message.Printer, leg catalogue.Leg) string {
	if leg.Role == "" {
		return ""
	}
	return p.T("identity.role." + string(leg.Role))
}

func compact(words ...string) []string {
	var list []string
	for _, w := range words {
		if w != "" {
			list = append(list, w)
		}
	}
	return list
}

// When words a condition; "" for one that always holds.
func When(p *message.Printer, c catalogue.Condition) string {
	if c.IsZero() {
		return ""
	}
	is := c.Is
	switch {
	case c.Of == catalogue.OfApplicant && p.Has("dossier.party."+is):
		is = p.T("dossier.party." + is)
	case c.Of == catalogue.OfChannel && p.Has("catalogue.channelKind."+is):
		is = p.T("catalogue.channelKind." + is)
	}
	key := "process.when."
	if c.Not {
		key = "process.whenNot."
	}
	return p.T(key+string(c.Of), "Field", c.Field, "Value", is)
}
