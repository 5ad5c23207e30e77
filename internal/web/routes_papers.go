package web

import "motcua/identity"

// papersRoutes is the part of the table for papers, scans and retention. Who may
// do what is asked of identity by each use case.
func papersRoutes() []Route {
	desk := []identity.Role{identity.Reception}
	keep := []identity.Role{identity.Office}
	return []Route{
		{name: "paper", method: "GET", pattern: "/can-bo/ho-so/{code}/giay-to/{paper}", handler: (*Web).paper, who: everyRole},
		{name: "paper.post", method: "POST", pattern: "/can-bo/ho-so/{code}/giay-to/{paper}", handler: (*Web).checkPaper, who: everyRole},
		{name: "scan.upload", method: "GET", pattern: "/can-bo/ho-so/{code}/ban-quet", handler: (*Web).scanUpload, who: staffRoles},
		{name: "scan.upload.post", method: "POST", pattern: "/can-bo/ho-so/{code}/ban-quet", handler: (*Web).takeScan, who: staffRoles, most: papersSize},
		{name: "scan.inbox", method: "GET", pattern: "/can-bo/ban-quet", handler: (*Web).scanInbox, who: desk},
		{name: "scan.one", method: "GET", pattern: "/can-bo/ban-quet/{id}", handler: (*Web).scanOne, who: staffRoles},
		{name: "scan.attach", method: "POST", pattern: "/can-bo/ban-quet/{id}", handler: (*Web).attachScan, who: staffRoles},
		{name: "scan.drop", method: "POST", pattern: "/can-bo/ban-quet/{id}/bo", handler: (*Web).dropScan, who: staffRoles},
		{name: "scan.file", method: "GET", pattern: "/can-bo/ban-quet/{id}/tep", handler: (*Web).scanFile, who: staffRoles},
		{name: "expired", method: "GET", pattern: "/can-bo/luu-tru", handler: (*Web).expired, who: keep},
		{name: "dispose", method: "GET", pattern: "/can-bo/luu-tru/{code}", handler: (*Web).dispose, who: keep},
		{name: "dispose.post", method: "POST", pattern: "/can-bo/luu-tru/{code}", handler: (*Web).disposed, who: keep},
	}
}
