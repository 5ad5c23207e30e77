package office

import (
	"fmt"
	"strconv"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/counter"
	"motcua/sheet"
)

// What the log of changes holds of a form, a week of duty and a process is named
// so that one change is one line: a line of a form by its place in the editor, a
// shift by its day and seat, a leg by its id, wherever it stands now.

// wordedForm is what can be changed of a form.
type wordedForm struct {
	From calendar.Date     `json:"from,omitzero"`
	Text map[string]string `json:"text"` // by the number of the line
}

func auditedForm(f sheet.Form) wordedForm {
	worded := wordedForm{From: f.From, Text: map[string]string{}}
	for i, text := range f.Texts() {
		worded.Text[fmt.Sprintf("%02d", i+1)] = *text
	}
	return worded
}

// auditedWeek is who has which seat: by day, half and seat.
func auditedWeek(w counter.Week) map[string]map[string]map[string]any {
	days := map[string]map[string]map[string]any{}
	for _, s := range w.Shifts {
		day, half := s.Day.String(), string(s.Half)
		if days[day] == nil {
			days[day] = map[string]map[string]any{}
		}
		if days[day][half] == nil {
			days[day][half] = map[string]any{}
		}
		who := fmt.Sprintf("%s (%s)", s.Name, s.Person)
		if s.Seat == counter.Leader {
			days[day][half]["leader"] = who
			continue
		}
		seats, _ := days[day][half]["counter"].(map[string]string)
		if seats == nil {
			seats = map[string]string{}
		}
		seats[strconv.Itoa(s.Seat)] = who
		days[day][half]["counter"] = seats
	}
	return days
}

// draftedProcess is what can be changed of a process, with the version that its
// draft began from.
type draftedProcess struct {
	Base      int                      `json:"base,omitempty"`
	Decision  string                   `json:"decision,omitempty"`
	DecidedOn calendar.Date            `json:"decidedOn,omitzero"`
	DecidedBy string                   `json:"decidedBy,omitempty"`
	Legs      map[string]catalogue.Leg `json:"legs,omitempty"`
	Sheet     catalogue.Sheet          `json:"sheet,omitzero"`
}

func auditedProcess(p catalogue.Process) draftedProcess {
	drafted := draftedProcess{Decision: p.Decision, DecidedOn: p.DecidedOn, DecidedBy: p.DecidedBy, Legs: map[string]catalogue.Leg{}, Sheet: p.Sheet}
	for _, leg := range p.Legs {
		id := leg.ID
		leg.ID = ""
		drafted.Legs[id] = leg
	}
	return drafted
}

func auditedDraft(d *catalogue.ProcessDraft) any {
	if d == nil {
		return nil
	}
	drafted := auditedProcess(d.Process)
	drafted.Base = d.Base
	return drafted
}

// auditedVersion is a version as its process changes.
func auditedVersion(v catalogue.Version) any {
	return struct {
		Version   int            `json:"version"`
		ValidFrom calendar.Date  `json:"validFrom,omitzero"`
		Process   draftedProcess `json:"process"`
	}{v.Number, v.ValidFrom, auditedProcess(v.Process)}
}
