package dossier

import "motcua/calendar"

// NumberedSheet is a kind of sheet that bears a number of its year: given once,
// with the fact that the sheet is about, and never again.
type NumberedSheet string

// The kinds of sheet that are numbered with their fact. Receipts have the number
// of their line in the book, apologies that of their register.
const (
	SupplementSheet NumberedSheet = "supplement" // phiếu yêu cầu bổ sung, số …/HDHS
	RefusalSheet    NumberedSheet = "refusal"    // phiếu từ chối, số …/TCHS
	StopSheet       NumberedSheet = "stop"       // thông báo dừng giải quyết, số …/TBD
)

// stopSheetFrom is the first day of the notice of stopping: TT 03/2025/TT-VPCP,
// form 05.
var stopSheetFrom = calendar.Date{Year: 2025, Month: 9, Day: 15}

// Scope is what the numbers of a kind are counted within, beside the year.
func (n NumberedSheet) Scope() string { return "sheet:" + string(n) }

// NumberedSheet is the kind of numbered sheet that a fact gives the applicant,
// and the number it bears: 0 before it is given, and of facts recorded before
// sheets were numbered. The kind is "" when the fact gives none.
func (e Event) NumberedSheet() (NumberedSheet, int) {
	switch f := e.Fact.(type) {
	case PapersAsked:
		return SupplementSheet, f.Number
	case Concluded:
		switch f.Conclusion.Outcome {
		case Refused:
			return RefusalSheet, f.Number
		case Stopped:
			if !calendar.DateOf(e.At).Before(stopSheetFrom) {
				return StopSheet, f.Number
			}
		case Granted, Withdrawn:
		}
	}
	return "", 0
}

// Numbered is the event with the number of its sheet.
func (e Event) Numbered(n int) Event {
	switch f := e.Fact.(type) {
	case PapersAsked:
		f.Number = n
		e.Fact = f
	case Concluded:
		f.Number = n
		e.Fact = f
	}
	return e
}

// NumberSheets gives a number of its year to every sheet that facts just decided
// have none for yet. They are the last facts of d, and are numbered there too.
func (d *Dossier) NumberSheets(events []Event, next func(kind NumberedSheet, year int) (int, error)) ([]Event, error) {
	numbered := make([]Event, len(events))
	for i, e := range events {
		numbered[i] = e
		kind, _ := e.NumberedSheet()
		if kind == "" {
			continue
		}
		n, err := next(kind, calendar.DateOf(e.At).Year)
		if err != nil {
			return nil, err
		}
		numbered[i] = e.Numbered(n)
		if e.Seq <= len(d.Events) {
			d.Events[e.Seq-1] = numbered[i]
		}
	}
	return numbered, nil
}
