package dossier

import (
	"motcua"
	"motcua/catalogue"
)

// TurnedAway is what somebody at the desk was given in place of a receipt: what
// to bring, or why nothing is taken. It is no fact of a dossier, since there is
// none, and it names nobody.
type TurnedAway struct {
	Procedure string   `json:"procedure"`
	Version   int      `json:"version"`
	Case      string   `json:"case,omitempty"`
	Refused   bool     `json:"refused,omitempty"`
	Wanted    []string `json:"wanted,omitempty"` // codes of the papers that must be there and are not
	Reason    string   `json:"reason,omitempty"`
	Number    int      `json:"number,omitempty"` // of the sheet within its year
}

// Sheet is the kind of numbered sheet that was given.
func (t TurnedAway) Sheet() NumberedSheet {
	if t.Refused {
		return RefusalSheet
	}
	return SupplementSheet
}

// TurnAway decides what is written on the sheet for an intake that is not taken
// (NĐ 61/2018/NĐ-CP article 17): a refusal says why; a request for more names the
// papers that are missing, or says what is wrong with those that are here.
func TurnAway(in Intake, v catalogue.Version, refused bool, reason string) (TurnedAway, error) {
	t := TurnedAway{Procedure: in.Procedure, Version: v.Number, Case: in.Case, Refused: refused, Reason: reason}
	if !refused {
		for _, paper := range Missing(in.Papers, v, in.Case) {
			t.Wanted = append(t.Wanted, paper.Code)
		}
	}
	if fault := checkText("reason", &t.Reason, textLimit, refused); fault != nil {
		return t, fault
	}
	if !refused && len(t.Wanted) == 0 && t.Reason == "" {
		return t, motcua.InvalidField("reason", "counter.turn.nothing")
	}
	return t, nil
}
