package component

import (
	"fmt"

	"motcua/calendar"
	"motcua/internal/message"
)

// Owner is who has the dossier on a working day of the strip.
type Owner string

// The owners. Zero is Future.
const (
	OneStop     Owner = "one-stop"
	Unit        Owner = "unit"
	OtherAgency Owner = "agency"
	Stopped     Owner = "paused"
	Overdue     Owner = "overdue"
	Future      Owner = "future"
)

// StripDay is one working day.
type StripDay struct {
	Date  calendar.Date
	Owner Owner
	Group string // stands above the days that share it: Thẩm định
	Today bool
	Due   bool
}

// Strip is the term of a dossier as one box for each working day, each in the
// colour of who had it. Used and Whole count working days.
type Strip struct {
	ID    string // tells several strips on a page apart
	Days  []StripDay
	Used  int
	Whole int
	Due   calendar.Date
}

// nominal is the width in pixels the strip is laid out for: what stands beside
// what is decided at this width, positions are percentages of the real one.
const nominal = 1000.0

func (d StripDay) owner() Owner {
	if d.Owner == "" {
		return Future
	}
	return d.Owner
}

func (s Strip) sentence(p *message.Printer) string {
	key := "component.strip.sentence"
	for _, d := range s.Days {
		if d.owner() == Overdue {
			key = "component.strip.sentenceLate"
		}
	}
	return p.T(key, "Used", s.Used, "Count", s.Whole, "Due", s.Due)
}

func (s Strip) tone() Tone {
	switch {
	case s.Used > s.Whole:
		return Bad
	case s.Whole-s.Used <= 2:
		return Warn
	}
	return Info
}

// owners lists who appears, in the order of the legend.
func (s Strip) owners() []Owner {
	var found []Owner
	for _, o := range []Owner{OneStop, Unit, OtherAgency, Stopped, Overdue, Future} {
		for _, d := range s.Days {
			if d.owner() == o {
				found = append(found, o)
				break
			}
		}
	}
	return found
}

func (s Strip) hasToday() bool {
	for _, d := range s.Days {
		if d.Today {
			return true
		}
	}
	return false
}

func percent(v float64) string { return fmt.Sprintf("%.3f%%", v) }

func (s Strip) pitch() float64 { return 100 / float64(max(len(s.Days), 8)) }

func (s Strip) left(i int) string   { return percent(float64(i) * s.pitch()) }
func (s Strip) middle(i int) string { return percent((float64(i) + .46) * s.pitch()) }
func (s Strip) width() string       { return percent(s.pitch() * .92) }

func (s Strip) hatch() string { return s.ID + "-hatch" }

func (s Strip) title(p *message.Printer, d StripDay) string {
	title := p.Date(d.Date) + " · " + p.T("component.strip."+string(d.owner()))
	if d.Group != "" {
		title += " · " + d.Group
	}
	return title
}

// group is a run of days with the same words above it.
type group struct {
	label string
	first int
	days  int
}

// groups lists the runs whose words fit above them; the legend and the titles
// of the days tell the rest.
func (s Strip) groups() []group {
	var runs []group
	for i, d := range s.Days {
		if last := len(runs) - 1; last >= 0 && runs[last].label == d.Group {
			runs[last].days++
			continue
		}
		runs = append(runs, group{label: d.Group, first: i, days: 1})
	}
	const letter = 7.0
	var fitting []group
	for _, g := range runs {
		room := float64(g.days) * s.pitch() / 100 * nominal
		if g.label != "" && float64(len([]rune(g.label)))*letter < room {
			fitting = append(fitting, g)
		}
	}
	return fitting
}

// dated says which days have their date under them: today and the due day
// always, the others as far as there is room.
func (s Strip) dated() []bool {
	const label = 46.0
	every := 1
	for float64(every)*s.pitch()/100*nominal < label {
		every++
	}
	shown := make([]bool, len(s.Days))
	for i, d := range s.Days {
		shown[i] = d.Today || d.Due || i%every == 0 && !s.markedNear(i, every)
	}
	return shown
}

func (s Strip) markedNear(i, within int) bool {
	for j := max(0, i-within+1); j < min(len(s.Days), i+within); j++ {
		if j != i && (s.Days[j].Today || s.Days[j].Due) {
			return true
		}
	}
	return false
}

// mark is a word below the strip: today, or the promised day.
type mark struct {
	text, x, anchor string
}

func (s Strip) marks(p *message.Printer) []mark {
	today, due := -1, -1
	for i, d := range s.Days {
		if d.Today {
			today = i
		}
		if d.Due {
			due = i
		}
	}
	now, promised := p.T("component.strip.today"), p.T("component.strip.due")
	if today >= 0 && today == due {
		return []mark{s.mark(now+" · "+promised, today, 0)}
	}
	// Side by side the two words would run into each other: turn them apart.
	side := 0
	if near := 130 / (s.pitch() / 100 * nominal); today >= 0 && due >= 0 && max(due-today, today-due) < int(near)+1 {
		side = 1
		if due < today {
			side = -1
		}
	}
	var marks []mark
	if today >= 0 {
		marks = append(marks, s.mark(now, today, -side))
	}
	if due >= 0 {
		marks = append(marks, s.mark(promised, due, side))
	}
	return marks
}

// mark places words under day i: side −1 ends at its right edge, +1 starts at
// its left edge, 0 is centred; narrow boxes at the ends turn inwards.
func (s Strip) mark(text string, i, side int) mark {
	narrow := s.pitch()/100*nominal < 60
	switch {
	case side < 0 && i > 0 || side == 0 && narrow && i == len(s.Days)-1:
		return mark{text, percent((float64(i) + .92) * s.pitch()), "end"}
	case side > 0 || narrow && i == 0:
		return mark{text, s.left(i), "start"}
	}
	return mark{text, s.middle(i), "middle"}
}
