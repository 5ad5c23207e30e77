package web

import "motcua/identity"

// filingRoutes is the part of the table for the records that are filled in as
// one form.
func filingRoutes() []Route {
	readers := []identity.Role{identity.Head, identity.Director, identity.Office}
	clerk := []identity.Role{identity.Office}
	list := []Route{
		{name: "events", method: "GET", pattern: "/su-kien", handler: (*Web).publicEvents},
		{name: "events.one", method: "GET", pattern: "/su-kien/{id}", handler: (*Web).publicEvent},
		{name: "events.register", method: "POST", pattern: "/su-kien/{id}", handler: (*Web).register},
		{name: "events.file", method: "GET", pattern: "/su-kien/{id}/tep/{file}", handler: (*Web).eventFile},
		{name: "ticket", method: "GET", pattern: "/ve/{id}", handler: (*Web).ticket},
		{name: "ticket.judge", method: "POST", pattern: "/ve/{id}", handler: (*Web).judgeEvent},
		{name: "ticket.opened", method: "GET", pattern: "/ve/{id}/{key}", handler: (*Web).openTicket},
		{name: "ticket.certificate", method: "GET", pattern: "/ve/{id}/giay-chung-nhan", handler: (*Web).ownCertificate},
		{name: "finance.public", method: "GET", pattern: "/cong-khai/tai-chinh", handler: (*Web).disclosures},
		{name: "finance.public.file", method: "GET", pattern: "/cong-khai/tai-chinh/{id}/tep/{file}", handler: (*Web).disclosedFile},
		{name: "event.arrive", method: "POST", pattern: "/can-bo/su-kien/{id}/diem-danh", handler: (*Web).arrive, who: clerk},
		{name: "event.certify", method: "POST", pattern: "/can-bo/su-kien/{id}/chung-nhan", handler: (*Web).certify, who: clerk},
		{name: "event.certificates", method: "GET", pattern: "/can-bo/su-kien/{id}/chung-nhan", handler: (*Web).courseCertificates, who: clerk},
		{name: "event.registrations", method: "GET", pattern: "/can-bo/su-kien/{id}/dang-ky.xlsx", handler: (*Web).registrationsBook, who: clerk},
		{name: "event.came", method: "POST", pattern: "/can-bo/su-kien/{id}/dang-ky/{registration}", handler: (*Web).tickCame, who: clerk},
	}
	for _, n := range filingNouns() {
		list = append(list,
			Route{name: n.name, method: "GET", pattern: n.base, handler: n.listed, who: readers},
			Route{name: n.name + ".new", method: "GET", pattern: n.base + "/nhap", handler: n.form, who: clerk},
			Route{name: n.name + ".new.post", method: "POST", pattern: n.base + "/nhap", handler: n.file, who: clerk},
			Route{name: n.name + ".record", method: "GET", pattern: n.base + "/{id}", handler: n.record, who: readers},
			Route{name: n.name + ".correct", method: "GET", pattern: n.base + "/{id}/sua", handler: n.form, who: clerk},
			Route{name: n.name + ".correct.post", method: "POST", pattern: n.base + "/{id}/sua", handler: n.correct, who: clerk},
			Route{name: n.name + ".cancel", method: "POST", pattern: n.base + "/{id}/huy", handler: n.cancel, who: clerk},
			Route{name: n.name + ".attach", method: "POST", pattern: n.base + "/{id}/tep", handler: n.attach, who: clerk, most: paperSize},
			Route{name: n.name + ".file", method: "GET", pattern: n.base + "/{id}/tep/{file}", handler: n.paperFile, who: readers},
			Route{name: n.name + ".away", method: "GET", pattern: n.base + "/{id}/tep/{paper}/go", handler: n.awayForm, who: clerk},
			Route{name: n.name + ".away.post", method: "POST", pattern: n.base + "/{id}/tep/{paper}/go", handler: n.takeAway, who: clerk})
		if n.opens != nil {
			list = append(list, Route{name: n.name + ".paper", method: "POST", pattern: n.base + "/{id}/tep/{paper}", handler: n.turnPaper, who: clerk})
		}
	}
	return list
}
