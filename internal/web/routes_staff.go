package web

import (
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
)

// staffRoutes is the part of the table for the work on dossiers. Who may do
// what to a dossier is asked of identity by each use case.
func staffRoutes() []Route {
	desk := []identity.Role{identity.Reception}
	list := []Route{
		{name: "work", method: "GET", pattern: "/can-bo/viec", handler: (*Web).work, who: everyRole},
		{name: "dossiers", method: "GET", pattern: "/can-bo/ho-so", handler: (*Web).dossiers, who: everyRole},
		{name: "counter", method: "GET", pattern: "/can-bo/tiep-nhan", handler: (*Web).counter, who: desk},
		{name: "counter.post", method: "POST", pattern: "/can-bo/tiep-nhan", handler: (*Web).receive, who: desk},
		{name: "counter.look", method: "POST", pattern: "/can-bo/tiep-nhan/xem", handler: (*Web).counterLook, who: desk},
		{name: "counter.find", method: "GET", pattern: "/can-bo/tiep-nhan/thu-tuc", handler: (*Web).findProcedures, who: desk},
		{name: "returns", method: "GET", pattern: "/can-bo/tra-ket-qua", handler: (*Web).returns, who: desk},
		{name: "apologies", method: "GET", pattern: "/can-bo/xin-loi", handler: (*Web).apologies, who: []identity.Role{identity.Head, identity.Director}},
		{name: "apologies.book", method: "GET", pattern: "/can-bo/xin-loi/so", handler: (*Web).apologyBook, who: []identity.Role{identity.Head, identity.Director, identity.Office}},
		{name: "apologies.missed", method: "GET", pattern: "/can-bo/xin-loi/khong-kip", handler: (*Web).missedApologies, who: []identity.Role{identity.Head, identity.Director, identity.Office}},
		{name: "opinions", method: "GET", pattern: "/can-bo/lien-thong", handler: (*Web).opinions, who: everyRole},
		{name: "opinion", method: "GET", pattern: "/can-bo/lien-thong/{id}", handler: (*Web).opinion, who: everyRole},
		{name: "opinion.post", method: "POST", pattern: "/can-bo/lien-thong/{id}", handler: (*Web).reply, who: everyRole},
		{name: "opinion.remind", method: "POST", pattern: "/can-bo/lien-thong/{id}/nhac", handler: (*Web).remind, who: staffRoles},
		{name: "moreTime", method: "GET", pattern: "/can-bo/gia-han/{id}", handler: (*Web).moreTime, who: staffRoles},
		{name: "moreTime.post", method: "POST", pattern: "/can-bo/gia-han/{id}", handler: (*Web).decideMoreTime, who: staffRoles},
		{name: "moreTime.ask", method: "POST", pattern: "/can-bo/lien-thong/{id}/xin-gia-han", handler: (*Web).askMoreTime, who: everyRole},
		{name: "take", method: "POST", pattern: "/can-bo/nhan", handler: (*Web).take, who: everyRole},
		{name: "figures", method: "GET", pattern: "/can-bo/thong-ke", handler: (*Web).figures, who: staffRoles},
		{name: "figures.06a.xlsx", method: "GET", pattern: "/can-bo/thong-ke/bieu-06a.xlsx", handler: (*Web).figures06aXLSX, who: staffRoles},
		{name: "figures.06a.pdf", method: "GET", pattern: "/can-bo/thong-ke/bieu-06a.pdf", handler: (*Web).figures06aPDF, who: staffRoles},
		{name: "figures.07b.xlsx", method: "GET", pattern: "/can-bo/thong-ke/bieu-07b.xlsx", handler: (*Web).figures07bXLSX, who: staffRoles},
		{name: "figures.07b.pdf", method: "GET", pattern: "/can-bo/thong-ke/bieu-07b.pdf", handler: (*Web).figures07bPDF, who: staffRoles},
		{name: "notices", method: "GET", pattern: "/can-bo/thong-bao", handler: (*Web).notices, who: everyRole},
		{name: "dossier", method: "GET", pattern: "/can-bo/ho-so/{code}", handler: showTab(""), who: everyRole},
		{name: "dossier.receipt", method: "GET", pattern: "/can-bo/ho-so/{code}/giay-hen", handler: (*Web).receipt, who: everyRole},
	}
	for _, t := range tabs() {
		if t.slug != "" {
			list = append(list, Route{name: "dossier." + t.name, method: "GET", pattern: "/can-bo/ho-so/{code}/" + t.slug, handler: showTab(t.name), who: everyRole})
		}
	}
	for _, a := range acts() {
		pattern := "/can-bo/ho-so/{code}/" + a.slug
		list = append(list,
			Route{name: "deed." + string(a.deed), method: "GET", pattern: pattern, handler: showDeed(a.deed), who: everyRole},
			Route{name: "deed." + string(a.deed) + ".post", method: "POST", pattern: pattern, handler: doDeed(a.deed), who: everyRole, most: document.Largest + bodySize})
	}
	return list
}

// slugs of the deeds that have a page of their own.
func slugOf(deed dossier.Deed) string {
	switch deed {
	case dossier.DeedHandOver:
		return "chuyen"
	case dossier.DeedAssign:
		return "phan-cong"
	case dossier.DeedSendBack:
		return "tra-lai"
	case dossier.DeedAskPapers:
		return "yeu-cau-bo-sung"
	case dossier.DeedTakePapers:
		return "nhan-bo-sung"
	case dossier.DeedAsk:
		return "lay-y-kien"
	case dossier.DeedDraft:
		return "trinh-ky"
	case dossier.DeedConclude:
		return "ket-qua"
	case dossier.DeedReturn:
		return "tra"
	case dossier.DeedWithdraw:
		return "rut"
	case dossier.DeedStop:
		return "dung"
	case dossier.DeedApologise:
		return "xin-loi"
	case dossier.DeedPost:
		return "buu-gui"
	case dossier.DeedReplace:
		return "thay-ket-qua"
	case dossier.DeedRevoke:
		return "thu-hoi-ket-qua"
	case dossier.DeedCorrect:
		return "dinh-chinh"
	default:
		return ""
	}
}
