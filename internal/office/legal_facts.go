package office

import (
	"context"

	"motcua/identity"
	"motcua/legal"
	"motcua/report"
)

// legalFacts are the documents that the department drafted and that were issued
// in a period, what ended in it, and what reviews found of documents. All
// documents of the register are known to whoever checks a text.
func (o *Office) legalFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	var facts report.Facts
	if identity.Can(by, identity.ReadReform, o.reform()) != nil {
		return facts, nil
	}
	all, err := o.registry(ctx)
	if err != nil {
		return facts, err
	}
	advised, reviewed, expired, proposals := report.Figure{Key: "legal.advised"}, report.Figure{Key: "legal.reviewed"}, report.Figure{Key: "legal.expired"}, report.Figure{Key: "legal.proposals"}
	drafted := report.List{Key: "legal.advised", Columns: []string{"number", "date", "issuer", "title"}}
	reviews := report.List{Key: "legal.reviews", Columns: []string{"number", "from", "to", "proposal"}}
	for _, d := range all.All() {
		if d.Issued.After(p.To) {
			continue
		}
		source := report.Source{Noun: legal.Noun, ID: d.ID, Text: d.Number}
		facts.Documents = append(facts.Documents, report.Document{Number: d.Number, Type: d.Type, Date: d.Issued, Issuer: d.Issuer, Title: d.Title, Source: source})
		if d.Advised && !d.Issued.Before(p.From) {
			count(&advised, source)
			drafted.Rows = append(drafted.Rows, report.ListRow{Cells: []string{d.Number, d.Issued.String(), d.Issuer, d.Title}, Source: source})
		}
		if v := all.On(d, p.To); (v.Standing == legal.Ended || v.Standing == legal.PartEnded) && !v.Since.Before(p.From) {
			count(&expired, source)
		}
		counted := false
		for _, r := range d.Reviews {
			if r.On.Before(p.From) || r.On.After(p.To) {
				continue
			}
			if !counted { // a document is reviewed once, however often it is looked at
				count(&reviewed, source)
				counted = true
			}
			if r.Proposal != legal.Keep {
				count(&proposals, source)
			}
			reviews.Rows = append(reviews.Rows, report.ListRow{Cells: []string{d.Number, r.From.String(), r.To.String(), string(r.Proposal)}, Source: source})
		}
	}
	facts.Figures = []report.Figure{advised, reviewed, expired, proposals}
	facts.Lists = []report.List{drafted, reviews}
	return facts, nil
}
