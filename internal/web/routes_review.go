package web

import (
	"slices"
	"strings"

	"motcua/identity"
)

// reviewRoutes is the part of the table for plans of review, the reviews in
// them, and checks of channels. Whose a review is, is asked by each use case.
func reviewRoutes() []Route {
	readers := []identity.Role{identity.Head, identity.Director, identity.Office}
	clerk := []identity.Role{identity.Office}
	desk := []identity.Role{identity.Specialist, identity.Head, identity.Director, identity.Office}
	plans, reviews := reviewPlanNoun(), reviewNoun()
	const checks = "/can-bo/cong-bo/doi-chieu"
	list := []Route{
		{name: "reviewPlan", method: "GET", pattern: plans.base, handler: (*Web).reviewPlans, who: readers},
		{name: "reviewPlan.record", method: "GET", pattern: plans.base + "/{id}", handler: (*Web).reviewPlan, who: readers},
		{name: "reviewPlan.file", method: "GET", pattern: plans.base + "/{id}/tep/{file}", handler: (*Web).reviewPlanFile, who: readers},
		{name: "review.proposals", method: "GET", pattern: plans.base + "/de-xuat", handler: (*Web).reviewProposals, who: desk},
		{name: "review.proposals.xlsx", method: "GET", pattern: plans.base + "/de-xuat/xlsx", handler: (*Web).reviewProposalsBook, who: desk},
		{name: "review", method: "GET", pattern: reviews.base, handler: (*Web).reviews, who: desk},
		{name: "review.record", method: "GET", pattern: reviews.base + "/{id}", handler: (*Web).review, who: desk},
		{name: "review.file", method: "GET", pattern: reviews.base + "/{id}/tep/{file}", handler: (*Web).reviewFile, who: desk},

		{name: "agreement", method: "GET", pattern: checks, handler: (*Web).agreements, who: readers},
		{name: "agreement.new", method: "GET", pattern: checks + "/moi", handler: (*Web).agreementForm, who: clerk},
		{name: "agreement.new.post", method: "POST", pattern: checks + "/moi", handler: (*Web).checkChannel, who: clerk, most: importSize},
		{name: "agreement.catalogue", method: "GET", pattern: checks + "/danh-muc", handler: (*Web).catalogueBook, who: readers},
		{name: "agreement.record", method: "GET", pattern: checks + "/ket-qua/{id}", handler: (*Web).agreement, who: readers},
		{name: "agreement.xlsx", method: "GET", pattern: checks + "/ket-qua/{id}/xlsx", handler: (*Web).agreementBook, who: readers},
	}
	list = append(list, plans.routes(readers, clerk)...)
	of := reviews.routes(desk, desk)
	return append(list, slices.DeleteFunc(of, func(r Route) bool { return strings.HasPrefix(r.name, "review.new") })...) // one is put down in its plan
}
