package dossier

import (
	"slices"
	"strings"

	"motcua/vietnamese"
)

// WithoutContacts is the dossier as an agency sees it that was only asked for
// its opinion: who applies and for what, but not how to reach the people nor a
// person's number, which its opinion does not need (Luật 91/2025/QH15: no more
// personal data than the purpose asks for).
func (d *Dossier) WithoutContacts() *Dossier {
	masked := *d
	masked.Key = ""
	masked.Intake = masked.Intake.withoutContacts()
	masked.Messages, masked.Draft, masked.DraftFiles = nil, nil, nil
	masked.Events = slices.Clone(d.Events)
	for i, e := range masked.Events {
		switch f := e.Fact.(type) {
		case MessageSent, NoteKept:
			masked.Events[i].Fact, masked.Events[i].By = NoteKept{}, By{} // counted, not read
		case Opened:
			f.Key, f.Intake = "", f.Intake.withoutContacts()
			masked.Events[i].Fact = f
		case DraftPut: // what the department has not signed is its own
			masked.Events[i].Fact = DraftPut{Outcome: f.Outcome}
		case DraftReturn:
			masked.Events[i].Fact = DraftReturn{}
		case DeliveryChosen:
			f.Address = ""
			masked.Events[i].Fact = f
		case Corrected:
			if private(f.Field) {
				f.From, f.To = "***", "***"
				masked.Events[i].Fact = f
			}
		}
	}
	return &masked
}

func (in Intake) withoutContacts() Intake {
	in.DeliveryAddress = ""
	in.Applicant, in.Submitter = in.Applicant.withoutContacts(), in.Submitter.withoutContacts()
	return in
}

func (p Party) withoutContacts() Party {
	p.Phone, p.Email = vietnamese.MaskPhone(p.Phone), ""
	if p.Kind != OrganizationParty && p.Identifier != "" {
		p.Identifier = "***"
	}
	return p
}

func private(field string) bool {
	return slices.ContainsFunc([]string{".phone", ".email", ".identifier"}, func(end string) bool { return strings.HasSuffix(field, end) })
}
