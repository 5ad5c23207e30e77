package component

import (
	"fmt"
	"time"

	"motcua/calendar"
	"motcua/deadline"
	"motcua/internal/message"
)

func (d Due) label(p *message.Printer) Label {
	switch d.Standing {
	case deadline.Early:
		return Label{Text: p.T("component.due.early"), Tone: OK, Icon: "circle-check"}
	case deadline.OnTime:
		return Label{Text: p.T("component.due.onTime"), Tone: OK, Icon: "circle-check"}
	case deadline.Late:
		return Label{Text: p.T("component.due.late"), Tone: Bad, Icon: "triangle-alert"}
	case deadline.Paused:
		return Label{Text: p.T("component.due.paused"), Tone: Pause, Icon: "circle-pause"}
	case deadline.Overdue:
		return Label{Text: d.words(p), Tone: Bad, Icon: "triangle-alert"}
	case deadline.DueSoon:
		return Label{Text: d.words(p), Tone: Warn, Icon: "clock"}
	}
	return Label{Text: d.words(p), Tone: OK, Icon: "check"}
}

func (d Due) words(p *message.Printer) string {
	if d.Margin >= 0 && !d.Now.IsZero() && calendar.DateOf(d.Now) == calendar.DateOf(d.Date) {
		return p.T("component.due.today", "Clock", p.Clock(d.Date))
	}
	left := p.Left(d.Margin, d.FullDay)
	if d.Short || d.Date.IsZero() {
		return left
	}
	return p.T("component.due.date", "Left", left, "Day", p.Day(d.Date))
}

// percent is the width of the filled part: never beyond the whole, and never
// nothing once anything is used.
func (u Usage) percent() string {
	if u.Whole <= 0 || u.Used <= 0 {
		return "0%"
	}
	share := min(float64(u.Used)/float64(u.Whole), 1)
	return fmt.Sprintf("%.1f%%", max(share*99, 2))
}

func toneOfStep(kind string) Tone {
	switch kind {
	case "due":
		return OK
	case "pause", "restart":
		return Pause
	case "extension", "reappointment":
		return Warn
	case "receipt":
		return Info
	}
	return Neutral
}

// UsageOf is the usage of a reckoning against the whole term, with the colour
// of its standing.
func UsageOf(r deadline.Reckoning, whole time.Duration) Usage {
	u := Usage{Used: r.Used, Whole: whole, Tone: Info}
	switch r.Standing {
	case deadline.Overdue, deadline.Late:
		u.Tone = Bad
	case deadline.DueSoon:
		u.Tone = Warn
	case deadline.Paused:
		u.Tone = Pause
	case deadline.Early, deadline.OnTime:
		u.Tone = OK
	}
	return u
}

// LabelOf is the label that DueTag draws, to stand among others.
func LabelOf(p *message.Printer, d Due) Label { return d.label(p) }
