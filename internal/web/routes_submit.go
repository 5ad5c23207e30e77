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
		{name: "draft", method: "GET", pattern: "/nop/{draft}", handler: (*Web).draft},
		{name: "draft.applicant", method: "GET", pattern: "/nop/{draft}/nguoi-nop", handler: (*Web).draftApplicant},
		{name: "draft.applicant.post", method: "POST", pattern: "/nop/{draft}/nguoi-nop", handler: (*Web).keepApplicant},
		{name: "draft.section", method: "GET", pattern: "/nop/{draft}/to-khai/{section}", handler: (*Web).draftSection},
		{name: "draft.section.post", method: "POST", pattern: "/nop/{draft}/to-khai/{section}", handler: (*Web).keepSection},
		{name: "draft.papers", method: "GET", pattern: "/nop/{draft}/giay-to", handler: (*Web).draftPapers},
		{name: "draft.papers.post", method: "POST", pattern: "/nop/{draft}/giay-to", handler: (*Web).keepPapers, most: papersSize},
		{name: "draft.delivery", method: "GET", pattern: "/nop/{draft}/nhan-ket-qua", handler: (*Web).draftDelivery},
		{name: "draft.delivery.post", method: "POST", pattern: "/nop/{draft}/nhan-ket-qua", handler: (*Web).keepDelivery},
		{name: "draft.check", method: "GET", pattern: "/nop/{draft}/kiem-tra", handler: (*Web).draftCheck},
		{name: "draft.send", method: "POST", pattern: "/nop/{draft}/kiem-tra", handler: (*Web).sendDraft},
		{name: "draft.sent", method: "GET", pattern: "/nop/{draft}/da-gui", handler: (*Web).draftSent},
		{name: "draft.file", method: "GET", pattern: "/nop/{draft}/tep/{file}", handler: (*Web).draftFile},

		{name: "submissions", method: "GET", pattern: "/can-bo/truc-tuyen", handler: (*Web).submissions, who: desk},
		{name: "submission", method: "GET", pattern: "/can-bo/truc-tuyen/{id}", handler: (*Web).submission, who: desk},
		{name: "submission.take", method: "POST", pattern: "/can-bo/truc-tuyen/{id}/tiep-nhan", handler: (*Web).takeSubmission, who: desk},
		{name: "submission.ask", method: "POST", pattern: "/can-bo/truc-tuyen/{id}/bo-sung", handler: (*Web).askToComplete, who: desk},
		{name: "submission.refuse", method: "POST", pattern: "/can-bo/truc-tuyen/{id}/tu-choi", handler: (*Web).turnDown, who: desk},
		{name: "submission.file", method: "GET", pattern: "/can-bo/truc-tuyen/{id}/tep/{file}", handler: (*Web).submissionFile, who: desk},
		{name: "dossier.file", method: "GET", pattern: "/can-bo/ho-so/{code}/tep/{file}", handler: (*Web).dossierFile, who: everyRole},
	}
}
