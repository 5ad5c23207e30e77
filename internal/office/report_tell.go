package office

import (
	"context"

	"motcua/identity"
	"motcua/internal/store"
	"motcua/narrative"
)

// reportNoun is what reports are called among the records.
const reportNoun = "report"

// reportsTelling is how reports are kept by use cases that tell those who have
// to do with them next.
func (o *Office) reportsTelling() recordKind[*narrative.Report] {
	kind := reports()
	kind.tell = o.tellOfReport
	return kind
}

// tellOfReport tells who acts next on a report after the facts of a change: the
// leadership of what waits for it, the office of what came back, whoever approved
// it of the paper to sign.
func (o *Office) tellOfReport(ctx context.Context, tx *store.Tx, r *narrative.Report, before int) error {
	for _, e := range newest(r.Head, before) {
		n := recordNotice{Noun: reportNoun, ID: r.ID, Seq: e.Seq, From: e.By.Name, What: r.Symbol}
		role := identity.Office
		switch f := e.Fact.(type) {
		case narrative.Sent:
			n.Kind, role = "sent", identity.Director
		case narrative.SentBack:
			n.Kind, n.What = "sentBack", f.Reason
		case narrative.Agreed:
			n.Kind = "agreed"
		case narrative.Numbered:
			n.Kind, n.To = "toSign", []desk{{Person: r.Approver().Person}}
		case narrative.LeaderSigned:
			n.Kind = "toSeal"
		default:
			continue
		}
		if n.To == nil {
			var err error
			if n.To, err = o.peopleAs(ctx, role); err != nil {
				return err
			}
		}
		if err := o.tellOfRecord(ctx, tx, n); err != nil {
			return err
		}
	}
	return nil
}

// peopleAs are the people of the department with a role, each by themselves: in
// a unit there are others who may not read reports.
func (o *Office) peopleAs(ctx context.Context, role identity.Role) ([]desk, error) {
	people, err := o.RegisterPeople(ctx)
	var list []desk
	for _, p := range people {
		if p.Acting("").In(o.settings.LeadAgency, "", role) {
			list = append(list, desk{Person: p.ID})
		}
	}
	return list, err
}
