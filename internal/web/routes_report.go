package web

import "motcua/identity"

// reportRoutes is the part of the table for the reports that the department
// sends.
func reportRoutes() []Route {
	readers := []identity.Role{identity.Head, identity.Director, identity.Office}
	clerk := []identity.Role{identity.Office}
	leads := []identity.Role{identity.Director}
	signers := []identity.Role{identity.Director, identity.Office}
	const base = "/can-bo/bao-cao"
	return []Route{
		{name: "reports", method: "GET", pattern: base, handler: (*Web).reports, who: readers},
		{name: "reports.post", method: "POST", pattern: base, handler: (*Web).beginReport, who: clerk},
		{name: "report", method: "GET", pattern: base + "/{id}", handler: (*Web).report, who: readers},
		{name: "report.file", method: "GET", pattern: base + "/{id}/tep/{format}", handler: (*Web).reportFile, who: readers},
		{name: "report.figure", method: "GET", pattern: base + "/{id}/nguon", handler: (*Web).reportFigure, who: readers},
		{name: "report.compare", method: "GET", pattern: base + "/{id}/so-sanh", handler: (*Web).compareReport, who: readers},
		{name: "report.compare.xlsx", method: "GET", pattern: base + "/{id}/so-sanh/xlsx", handler: (*Web).compareBook, who: readers},
		{name: "report.block", method: "GET", pattern: base + "/{id}/doan/{block}", handler: (*Web).reportBlock, who: readers},
		{name: "report.write", method: "POST", pattern: base + "/{id}/doan/{block}", handler: (*Web).writeReport, who: clerk},
		{name: "report.comment", method: "POST", pattern: base + "/{id}/doan/{block}/gop-y", handler: (*Web).commentReport, who: readers},
		{name: "report.send", method: "POST", pattern: base + "/{id}/trinh", handler: (*Web).sendReport, who: clerk},
		{name: "report.back", method: "POST", pattern: base + "/{id}/tra-lai", handler: (*Web).sendBackReport, who: leads},
		{name: "report.approve", method: "POST", pattern: base + "/{id}/duyet", handler: (*Web).approveReport, who: leads},
		{name: "report.issue", method: "POST", pattern: base + "/{id}/phat-hanh", handler: (*Web).issueReport, who: clerk},
		{name: "report.sign", method: "GET", pattern: base + "/{id}/ky", handler: (*Web).reportToSign, who: signers},
		{name: "report.sign.post", method: "POST", pattern: base + "/{id}/ky", handler: (*Web).signReport, who: signers},
		{name: "report.correct", method: "POST", pattern: base + "/{id}/dinh-chinh", handler: (*Web).correctReport, who: clerk},
	}
}
