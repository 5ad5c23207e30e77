package web

import "motcua/identity"

// papersSize holds the files that one form may bring.
const papersSize = 64 << 20

// submitRoutes is the part of the table for submitting online: the draft with
// its parts, and the desk that answers.
func submitRoutes() []Route {
	desk := []identity.Role{identity.Reception}
	return []Route{
		{name: "begin", method: "GET", pattern: "/thu-tuc/{code}/bat-dau", handler: (*Web).beforeBegin},
		{name: "begin.post", method: "POST", pattern: "/thu-tuc/{code}/bat-dau", handler: (*Web).begun},
		{name: "draft.open", method: "GET", pattern: "/nop/mo", handler: (*Web).openDraftForm},
		{name: "draft.open.post", method: "POST", pattern: "/nop/mo", handler: (*Web).openDraft},
		{name: "draft", method: "GET", pattern: "/nop/{draft}", handler: draftPage((*Web).draft)},
		{name: "draft.applicant", method: "GET", pattern: "/nop/{draft}/nguoi-nop", handler: draftPage((*Web).draftApplicant)},
		{name: "draft.applicant.post", method: "POST", pattern: "/nop/{draft}/nguoi-nop", handler: draftPage((*Web).keepApplicant)},
		{name: "draft.section", method: "GET", pattern: "/nop/{draft}/to-khai/{section}", handler: draftPage((*Web).draftSection)},
		{name: "draft.section.post", method: "POST", pattern: "/nop/{draft}/to-khai/{section}", handler: draftPage((*Web).keepSection)},
		{name: "draft.papers", method: "GET", pattern: "/nop/{draft}/giay-to", handler: draftPage((*Web).draftPapers)},
		{name: "draft.papers.post", method: "POST", pattern: "/nop/{draft}/giay-to", handler: draftPage((*Web).keepPapers), most: papersSize},
		{name: "draft.delivery", method: "GET", pattern: "/nop/{draft}/nhan-ket-qua", handler: draftPage((*Web).draftDelivery)},
		{name: "draft.delivery.post", method: "POST", pattern: "/nop/{draft}/nhan-ket-qua", handler: draftPage((*Web).keepDelivery)},
		{name: "draft.check", method: "GET", pattern: "/nop/{draft}/kiem-tra", handler: draftPage((*Web).draftCheck)},
		{name: "draft.send", method: "POST", pattern: "/nop/{draft}/kiem-tra", handler: draftPage((*Web).sendDraft)},
		{name: "draft.sent", method: "GET", pattern: "/nop/{draft}/da-gui", handler: draftPage((*Web).draftSent)},
		{name: "draft.back", method: "POST", pattern: "/nop/{draft}/rut", handler: draftPage((*Web).takeBack)},
		{name: "draft.file", method: "GET", pattern: "/nop/{draft}/tep/{file}", handler: draftPage((*Web).draftFile)},

		{name: "submissions", method: "GET", pattern: "/can-bo/truc-tuyen", handler: (*Web).submissions, who: desk},
		{name: "submission", method: "GET", pattern: "/can-bo/truc-tuyen/{id}", handler: (*Web).submission, who: desk},
		{name: "submission.take", method: "POST", pattern: "/can-bo/truc-tuyen/{id}/tiep-nhan", handler: (*Web).takeSubmission, who: desk},
		{name: "submission.ask", method: "POST", pattern: "/can-bo/truc-tuyen/{id}/bo-sung", handler: (*Web).askToComplete, who: desk},
		{name: "submission.refuse", method: "POST", pattern: "/can-bo/truc-tuyen/{id}/tu-choi", handler: (*Web).turnDown, who: desk},
		{name: "submission.file", method: "GET", pattern: "/can-bo/truc-tuyen/{id}/tep/{file}", handler: (*Web).submissionFile, who: desk},
		{name: "dossier.file", method: "GET", pattern: "/can-bo/ho-so/{code}/tep/{file}", handler: (*Web).dossierFile, who: everyRole},
	}
}
