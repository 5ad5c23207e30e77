package web

import "motcua/identity"

// controlRoutes is the part of the table for decisions of publication and for
// the register of legal documents.
func controlRoutes() []Route {
	readers := []identity.Role{identity.Head, identity.Director, identity.Office}
	clerk := []identity.Role{identity.Office}
	decisions, documents := publicationNoun(), legalNoun()
	list := []Route{
		{name: "control", method: "GET", pattern: decisions.base, handler: (*Web).publications, who: readers},
		{name: "control.record", method: "GET", pattern: decisions.base + "/{id}", handler: (*Web).publication, who: readers},
		{name: "control.file", method: "GET", pattern: decisions.base + "/{id}/tep/{file}", handler: (*Web).publicationFile, who: readers},
		{name: "control.apply", method: "GET", pattern: decisions.base + "/{id}/ap-dung", handler: (*Web).effects, who: readers},
		{name: "control.apply.post", method: "POST", pattern: decisions.base + "/{id}/ap-dung", handler: (*Web).applyPublication, who: clerk},
		{name: "legal", method: "GET", pattern: documents.base, handler: (*Web).legalDocuments, who: readers},
		{name: "legal.xlsx", method: "GET", pattern: documents.base + "/xlsx", handler: (*Web).legalBook, who: readers},
		{name: "legal.record", method: "GET", pattern: documents.base + "/{id}", handler: (*Web).legalDocument, who: readers},
		{name: "legal.file", method: "GET", pattern: documents.base + "/{id}/tep/{file}", handler: (*Web).legalFile, who: readers},
	}
	for _, n := range []reformNoun{decisions, documents} {
		list = append(list, n.routes(readers, clerk)...)
	}
	return list
}
