package web

import "motcua/identity"

// reformNouns are the records of the reform desk that have the same pages.
func reformNouns() []reformNoun {
	return []reformNoun{publicationNoun(), legalNoun(), directiveNoun(), inspectionNoun(), planNoun(), taskNoun(), reviewPlanNoun(), reviewNoun()}
}

// reformRoutes is the part of the table for the records of the reform desk. Who
// may know of one, and do what, is asked of identity by each use case.
func reformRoutes() []Route {
	everybody := append([]identity.Role{identity.Specialist}, reformReaders...)
	orders, checks := directiveNoun().base, inspectionNoun().base
	list := []Route{
		{name: "directive", method: "GET", pattern: orders, handler: (*Web).directives, who: everybody},
		{name: "directives.month", method: "GET", pattern: orders + "/danh-muc", handler: (*Web).directiveMonth, who: everybody},
		{name: "directives.print", method: "GET", pattern: orders + "/danh-muc/in", handler: (*Web).printDirectives, who: everybody},
		{name: "directives.xlsx", method: "GET", pattern: orders + "/danh-muc/xlsx", handler: (*Web).exportDirectives, who: everybody},
		{name: "inspection", method: "GET", pattern: checks, handler: (*Web).inspections, who: everybody},
	}
	for _, n := range reformNouns() {
		list = append(list, n.routes()...)
	}
	return list
}
