package web

import "motcua/identity"

// scoreRoutes is the part of the table for points: of units, officials and the
// department, and the department's own scoring of itself.
func scoreRoutes() []Route {
	leads := []identity.Role{identity.Director, identity.Office}
	readers := []identity.Role{identity.Head, identity.Director, identity.Office}
	clerk := []identity.Role{identity.Office}
	const base = "/can-bo/cham-diem"
	return []Route{
		{name: "scores", method: "GET", pattern: base, handler: (*Web).scores, who: leads},
		{name: "scores.xlsx", method: "GET", pattern: base + "/xlsx", handler: (*Web).scoresBook, who: leads},
		{name: "scores.unit", method: "GET", pattern: base + "/don-vi/{who}", handler: scoreSheet(true), who: leads},
		{name: "scores.official", method: "GET", pattern: base + "/can-bo/{who}", handler: scoreSheet(false), who: leads},
		{name: "scores.merit", method: "GET", pattern: base + "/thi-dua", handler: (*Web).merits, who: leads},
		{name: "scores.merit.xlsx", method: "GET", pattern: base + "/thi-dua/xlsx", handler: (*Web).meritsBook, who: leads},
		{name: "index", method: "GET", pattern: base + "/chi-so", handler: (*Web).serviceIndex, who: leads},
		{name: "index.line", method: "GET", pattern: base + "/chi-so/{id}", handler: (*Web).indexLine, who: leads},
		{name: "assessments", method: "GET", pattern: base + "/tu-cham", handler: (*Web).assessments, who: readers},
		{name: "assessments.post", method: "POST", pattern: base + "/tu-cham", handler: (*Web).openAssessment, who: clerk},
		{name: "assessment", method: "GET", pattern: base + "/tu-cham/{id}", handler: (*Web).assessment, who: readers},
		{name: "assessment.post", method: "POST", pattern: base + "/tu-cham/{id}", handler: (*Web).enterPoints, who: clerk},
		{name: "assessment.close", method: "POST", pattern: base + "/tu-cham/{id}/khoa", handler: (*Web).closeAssessment, who: clerk},
	}
}
