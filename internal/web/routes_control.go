package web

import "motcua/identity"

// reformReaders read what the reform desk has; specialists only what is theirs.
var reformReaders = []identity.Role{identity.Head, identity.Director, identity.Office}

// controlRoutes is the part of the table for decisions of publication and for
// the register of legal documents, but for what every record has.
func controlRoutes() []Route {
	clerk := []identity.Role{identity.Office}
	decisions, documents := publicationNoun().base, legalNoun().base
	return []Route{
		{name: "control", method: "GET", pattern: decisions, handler: (*Web).publications, who: reformReaders},
		{name: "control.apply", method: "GET", pattern: decisions + "/{id}/ap-dung", handler: (*Web).effects, who: reformReaders},
		{name: "control.apply.post", method: "POST", pattern: decisions + "/{id}/ap-dung", handler: (*Web).applyPublication, who: clerk},
		{name: "legal", method: "GET", pattern: documents, handler: (*Web).legalDocuments, who: reformReaders},
		{name: "legal.round", method: "GET", pattern: documents + "/he-thong-hoa", handler: (*Web).systematisation, who: reformReaders},
		{name: "legal.round.xlsx", method: "GET", pattern: documents + "/he-thong-hoa/xlsx", handler: (*Web).systematisationBook, who: reformReaders},
		{name: "legal.xlsx", method: "GET", pattern: documents + "/xlsx", handler: (*Web).legalBook, who: reformReaders},
	}
}
