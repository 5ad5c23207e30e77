package web

import "net/http"

// processSize holds a file that is read as a process; what is larger than a
// process can be is refused with a sentence, not by the size of the form.
const processSize = 12 << 20

// processRoutes is the part of the table for internal processes. The draft is
// approved last, so that what is walked through in order finds it.
func processRoutes() []Route {
	const at = "/can-bo/danh-muc/thu-tuc/{code}/quy-trinh"
	list := []Route{
		{name: "process", method: "GET", pattern: at, handler: (*Web).process, who: staffRoles},
		{name: "process.bpmn", method: "GET", pattern: at + "/bpmn", handler: (*Web).processBPMN, who: staffRoles},
		{name: "process.iso", method: "GET", pattern: at + "/iso", handler: (*Web).processISO, who: staffRoles},
		{name: "process.iso.pdf", method: "GET", pattern: at + "/iso.pdf", handler: (*Web).processPaper, who: staffRoles},
		{name: "process.compare", method: "GET", pattern: at + "/so-sanh", handler: (*Web).compareProcess, who: staffRoles},
		{name: "process.draft", method: "GET", pattern: at + "/du-thao", handler: (*Web).processDraft, who: staffRoles},
		{name: "process.begin", method: "POST", pattern: at + "/du-thao", handler: (*Web).beginProcess, who: keepers},
		{name: "process.move", method: "POST", pattern: at + "/du-thao/buoc/{leg}/doi-cho", handler: (*Web).moveLeg, who: keepers},
	}
	for _, f := range processForms() {
		list = append(list,
			Route{name: f.route, method: "GET", pattern: at + f.path, handler: f.show, who: keepers},
			Route{name: f.route + ".post", method: "POST", pattern: at + f.path, handler: f.take, who: keepers, most: f.most})
	}
	return list
}

type processForm struct {
	route, path string
	most        int64
	show, take  func(*Web, http.ResponseWriter, *http.Request) error
}

// processForms are the forms about a draft, each a page of its own.
func processForms() []processForm {
	return []processForm{
		{"process.leg", "/du-thao/buoc/{leg}", 0, (*Web).legForm, (*Web).putLeg},
		{"process.sheet", "/du-thao/iso", 0, (*Web).sheetForm, (*Web).putSheet},
		{"process.import", "/du-thao/nhap", processSize, (*Web).importProcessForm, (*Web).importProcess},
		{"process.drop", "/du-thao/bo", 0, (*Web).dropProcessForm, (*Web).dropProcess},
		{"process.approve", "/du-thao/phe-duyet", 0, (*Web).approveForm, (*Web).approveProcess},
	}
}
