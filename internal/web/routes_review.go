package web

import "motcua/identity"

// reviewRoutes is the part of the table for plans of review, the reviews in
// them, and checks of channels. Whose a review is, is asked by each use case.
func reviewRoutes() []Route {
	clerk := []identity.Role{identity.Office}
	desk := reviewReaders()
	plans, reviews := reviewPlanNoun().base, reviewNoun().base
	const checks = "/can-bo/cong-bo/doi-chieu"
	return []Route{
		{name: "reviewPlan", method: "GET", pattern: plans, handler: (*Web).reviewPlans, who: reformReaders},
		{name: "review.proposals", method: "GET", pattern: plans + "/de-xuat", handler: (*Web).reviewProposals, who: desk},
		{name: "review.proposals.xlsx", method: "GET", pattern: plans + "/de-xuat/xlsx", handler: (*Web).reviewProposalsBook, who: desk},
		{name: "review", method: "GET", pattern: reviews, handler: (*Web).reviews, who: desk},

		{name: "agreement", method: "GET", pattern: checks, handler: (*Web).agreements, who: reformReaders},
		{name: "agreement.new", method: "GET", pattern: checks + "/moi", handler: (*Web).agreementForm, who: clerk},
		{name: "agreement.new.post", method: "POST", pattern: checks + "/moi", handler: (*Web).checkChannel, who: clerk, most: importSize},
		{name: "agreement.catalogue", method: "GET", pattern: checks + "/danh-muc", handler: (*Web).catalogueBook, who: reformReaders},
		{name: "agreement.record", method: "GET", pattern: checks + "/ket-qua/{id}", handler: (*Web).agreement, who: reformReaders},
		{name: "agreement.xlsx", method: "GET", pattern: checks + "/ket-qua/{id}/xlsx", handler: (*Web).agreementBook, who: reformReaders},
	}
}

func reviewReaders() []identity.Role {
	return append([]identity.Role{identity.Specialist}, reformReaders...)
}
