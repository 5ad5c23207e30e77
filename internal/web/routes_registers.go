package web

import "motcua/identity"

// registerSize holds the files of one official document.
const registerSize = 60 << 20

// registerRoutes is the part of the table for the books of official documents
// and of dossiers. Who may know of a document is asked of identity by each use
// case.
func registerRoutes() []Route {
	readers := []identity.Role{identity.Specialist, identity.Head, identity.Director, identity.Office}
	clerk := []identity.Role{identity.Office}
	const base = "/can-bo/van-ban"
	list := []Route{
		{name: "registers", method: "GET", pattern: base, handler: (*Web).registers, who: staffRoles},
		{name: "register.in", method: "GET", pattern: base + "/den", handler: showRegister(incoming), who: readers},
		{name: "register.in.xlsx", method: "GET", pattern: base + "/den/xlsx", handler: exportRegister(incoming), who: readers},
		{name: "register.in.new", method: "GET", pattern: base + "/den/moi", handler: (*Web).arrivalForm, who: clerk},
		{name: "register.in.new.post", method: "POST", pattern: base + "/den/moi", handler: (*Web).enterDocument, who: clerk, most: registerSize},
		{name: "register.out", method: "GET", pattern: base + "/di", handler: showRegister(outgoing), who: readers},
		{name: "register.out.xlsx", method: "GET", pattern: base + "/di/xlsx", handler: exportRegister(outgoing), who: readers},
		{name: "register.out.new", method: "GET", pattern: base + "/di/moi", handler: (*Web).numberForm, who: clerk},
		{name: "register.out.new.post", method: "POST", pattern: base + "/di/moi", handler: (*Web).numberDocument, who: clerk, most: registerSize},
		{name: "register.book", method: "GET", pattern: base + "/so-06", handler: (*Web).dossierBook, who: staffRoles},
		{name: "register.book.print", method: "GET", pattern: base + "/so-06/in", handler: (*Web).printBook, who: staffRoles},
		{name: "register.book.pdf", method: "GET", pattern: base + "/so-06/in.pdf", handler: (*Web).bookPDF, who: staffRoles},
		{name: "register.book.xlsx", method: "GET", pattern: base + "/so-06/xlsx", handler: (*Web).exportBook, who: staffRoles},
		{name: "register.book.close", method: "POST", pattern: base + "/so-06/khoa", handler: (*Web).closeBook, who: clerk},
		{name: "register.record", method: "GET", pattern: base + "/{id}", handler: (*Web).documentRecord, who: readers},
		{name: "register.file", method: "GET", pattern: base + "/{id}/tep/{file}", handler: (*Web).documentFile, who: readers},
	}
	for _, a := range documentActs() {
		pattern := base + "/{id}/" + a.slug
		list = append(list,
			Route{name: "register.do." + string(a.deed), method: "GET", pattern: pattern, handler: showDocumentAct(a.deed), who: readers},
			Route{name: "register.do." + string(a.deed) + ".post", method: "POST", pattern: pattern, handler: doDocumentAct(a.deed), who: readers})
	}
	return list
}
