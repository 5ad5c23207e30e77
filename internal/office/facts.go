package office

import (
	"context"

	"motcua"
	"motcua/identity"
	"motcua/report"
)

// factSources are the nouns that have something to say of a period. Each asks
// for itself what the actor may know.
func (o *Office) factSources() []func(context.Context, identity.Actor, report.Period) (report.Facts, error) {
	return []func(context.Context, identity.Actor, report.Period) (report.Facts, error){
		o.planFacts,
		o.dossierFacts,
		o.documentFacts,
		o.feedbackFacts,
		o.apologyFacts,
		o.directiveFacts,
		o.inspectionFacts,
		o.scoreFacts,
		o.controlFacts,
		o.reviewFacts,
		o.legalFacts,
		o.eventFacts,
		o.financeFacts,
		o.staffFacts,
	}
}

// reform is what belongs to the reform desk and to nobody in particular.
func (o *Office) reform() identity.Object {
	return identity.Object{LeadAgency: o.settings.LeadAgency}
}

// Facts are all that the office knows of a period, for those who write its
// reports and hold texts against them.
func (o *Office) Facts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	var all report.Facts
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return all, err
	}
	if p.To.Before(p.From) {
		return all, motcua.InvalidField("to", "report.backwards", "From", p.From, "To", p.To)
	}
	for _, source := range o.factSources() {
		facts, err := source(ctx, by, p)
		if err != nil {
			return all, err
		}
		all.Figures = append(all.Figures, facts.Figures...)
		all.Lists = append(all.Lists, facts.Lists...)
		all.Documents = append(all.Documents, facts.Documents...)
	}
	return all, nil
}
