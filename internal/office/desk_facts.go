package office

import (
	"context"

	"motcua/identity"
	"motcua/register"
	"motcua/report"
)

// documentFacts are the documents that came and left in a period, as far as the
// actor may know of them.
func (o *Office) documentFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	var facts report.Facts
	for direction, key := range map[register.Direction]string{register.In: "document.in", register.Out: "document.out"} {
		f, err := o.documentFilter(by, DocumentQuery{Direction: direction, From: p.From, To: p.To})
		if err != nil {
			return facts, err
		}
		f.Limit = factRows
		list, err := o.store.Documents(ctx, f)
		if err != nil {
			return facts, err
		}
		figure := report.Figure{Key: key}
		for _, d := range list {
			if d.State == register.Cancelled {
				continue
			}
			issuer := d.Sender
			if direction == register.Out {
				issuer = o.settings.LeadAgency
			}
			source := report.Source{Noun: "document", ID: d.ID, Text: d.Symbol + " " + d.Subject}
			figure.Value++
			figure.Rows = append(figure.Rows, source)
			kind := ""
			if k, ok := register.KindOf(d.Content.Kind); ok {
				kind = k.Code
			}
			facts.Documents = append(facts.Documents, report.Document{Number: d.Symbol, Type: kind, Date: d.Date, Issuer: issuer, Title: d.Subject, Source: source})
		}
		facts.Figures = append(facts.Figures, figure)
	}
	return facts, nil
}

// factRows is how many rows of one kind a period can have.
const factRows = 10_000

// feedbackFacts are the feedbacks of a period. Who may see figures sees how many
// there are; which they are is for those who handle them.
func (o *Office) feedbackFacts(ctx context.Context, _ identity.Actor, p report.Period) (report.Facts, error) {
	f, err := o.FeedbackFigures(ctx, p.From, p.To)
	t := f.Total
	handled := int64(t.OnTime + t.Late)
	return report.Facts{Figures: []report.Figure{
		{Key: "feedback.received", Value: int64(t.Received)}, {Key: "feedback.answered", Value: int64(t.Answered)},
		{Key: "feedback.onTime", Value: int64(t.OnTime), Of: handled}, {Key: "feedback.late", Value: int64(t.Late), Of: handled},
	}}, err
}

// apologyFacts are the apologies of a period, and who had none in time.
func (o *Office) apologyFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	sent, missed := report.Figure{Key: "apology.sent"}, report.Figure{Key: "apology.missed"}
	begin, end, err := span(p.From, p.To)
	if err != nil {
		return report.Facts{}, err
	}
	for year := p.From.Year; year <= p.To.Year; year++ {
		lines, err := o.store.Apologies(ctx, year, 0, factRows)
		if err != nil {
			return report.Facts{}, err
		}
		for _, a := range lines {
			if !a.At.Before(begin) && !a.At.After(end) {
				sent.Value++
				sent.Rows = append(sent.Rows, report.Source{Noun: "dossier", ID: a.Code, Text: a.Code})
			}
		}
	}
	for after := ""; ; {
		page, err := o.Unapologised(ctx, by, p, after)
		if err != nil {
			return report.Facts{}, err
		}
		for _, u := range page.Items {
			missed.Value++
			missed.Rows = append(missed.Rows, report.Source{Noun: "dossier", ID: u.Code, Text: u.Code})
		}
		if after = page.Next; after == "" {
			break
		}
	}
	return report.Facts{Figures: []report.Figure{sent, missed}}, nil
}
