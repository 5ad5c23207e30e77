package web

import "motcua/identity"

// reformSize holds the files of one form of directives and inspections.
const reformSize = 60 << 20

// directiveRoutes is the part of the table for directives. Who may know of one
// is asked of identity by each use case.
func directiveRoutes() []Route {
	readers := []identity.Role{identity.Specialist, identity.Head, identity.Director, identity.Office}
	givers := []identity.Role{identity.Office, identity.Director}
	const base = "/can-bo/chi-dao"
	list := []Route{
		{name: "directives", method: "GET", pattern: base, handler: (*Web).directives, who: readers},
		{name: "directives.month", method: "GET", pattern: base + "/danh-muc", handler: (*Web).directiveMonth, who: readers},
		{name: "directives.print", method: "GET", pattern: base + "/danh-muc/in", handler: (*Web).printDirectives, who: readers},
		{name: "directives.xlsx", method: "GET", pattern: base + "/danh-muc/xlsx", handler: (*Web).exportDirectives, who: readers},
		{name: "directive.new", method: "GET", pattern: base + "/moi", handler: (*Web).directiveForm, who: givers},
		{name: "directive.new.post", method: "POST", pattern: base + "/moi", handler: (*Web).giveDirective, who: givers},
		{name: "directive", method: "GET", pattern: base + "/{id}", handler: (*Web).directiveRecord, who: readers},
		{name: "directive.file", method: "GET", pattern: base + "/{id}/tep/{file}", handler: (*Web).directiveFile, who: readers},
	}
	for _, a := range directiveActs() {
		pattern := base + "/{id}/" + a.slug
		list = append(list,
			Route{name: "directive.do." + string(a.deed), method: "GET", pattern: pattern, handler: showDirectiveAct(a.deed), who: readers},
			Route{name: "directive.do." + string(a.deed) + ".post", method: "POST", pattern: pattern, handler: doDirectiveAct(a.deed), who: readers, most: reformSize})
	}
	return list
}

// inspectionRoutes is the part of the table for inspections. The team of one may
// do what the office does about it, which each use case asks.
func inspectionRoutes() []Route {
	readers := []identity.Role{identity.Specialist, identity.Head, identity.Director, identity.Office}
	clerk := []identity.Role{identity.Office}
	const base = "/can-bo/kiem-tra"
	list := []Route{
		{name: "inspections", method: "GET", pattern: base, handler: (*Web).inspections, who: readers},
		{name: "inspection.new", method: "GET", pattern: base + "/moi", handler: (*Web).inspectionForm, who: clerk},
		{name: "inspection.new.post", method: "POST", pattern: base + "/moi", handler: (*Web).planInspection, who: clerk},
		{name: "inspection", method: "GET", pattern: base + "/{id}", handler: (*Web).inspectionRecord, who: readers},
		{name: "inspection.file", method: "GET", pattern: base + "/{id}/tep/{file}", handler: (*Web).inspectionFile, who: readers},
	}
	for _, a := range inspectionActs() {
		pattern := base + "/{id}/" + a.slug
		list = append(list,
			Route{name: "inspection.do." + string(a.deed), method: "GET", pattern: pattern, handler: showInspectionAct(a.deed), who: readers},
			Route{name: "inspection.do." + string(a.deed) + ".post", method: "POST", pattern: pattern, handler: doInspectionAct(a.deed), who: readers, most: reformSize})
	}
	return list
}
