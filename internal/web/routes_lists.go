package web

import "motcua/identity"

// importers are those who may take dossiers in from a file.
var importers = []identity.Role{identity.Reception, identity.Office, identity.Admin}

// listRoutes are the addresses of what is done with whole lists: filters kept,
// columns, acts on many rows, export, import, and the tasks of them.
func listRoutes() []Route {
	return []Route{
		{name: "views", method: "GET", pattern: "/can-bo/bo-loc", handler: (*Web).views, who: everyRole},
		{name: "views.save", method: "POST", pattern: "/can-bo/bo-loc", handler: (*Web).saveView, who: everyRole},
		{name: "columns", method: "POST", pattern: "/can-bo/bo-loc/cot", handler: (*Web).chooseColumns, who: everyRole},
		{name: "view", method: "POST", pattern: "/can-bo/bo-loc/{id}", handler: (*Web).changeView, who: everyRole},

		{name: "export", method: "GET", pattern: "/can-bo/xuat", handler: (*Web).export, who: everyRole},
		{name: "export.post", method: "POST", pattern: "/can-bo/xuat", handler: (*Web).exportFile, who: everyRole},
		{name: "audit", method: "GET", pattern: "/can-bo/nhat-ky", handler: (*Web).auditLog, who: keepers},
		{name: "bulk", method: "GET", pattern: "/can-bo/hang-loat", handler: (*Web).bulkPage, who: staffRoles},
		{name: "bulk.post", method: "POST", pattern: "/can-bo/hang-loat", handler: (*Web).doBulk, who: staffRoles},
		{name: "bulk.sheets", method: "GET", pattern: "/can-bo/hang-loat/giay-to.pdf", handler: (*Web).manySheets, who: staffRoles},

		{name: "tasks", method: "GET", pattern: "/can-bo/tac-vu", handler: (*Web).tasks, who: everyRole},
		{name: "task", method: "GET", pattern: "/can-bo/tac-vu/{id}", handler: (*Web).task, who: everyRole},
		{name: "task.file", method: "GET", pattern: "/can-bo/tac-vu/{id}/tep", handler: (*Web).taskFile, who: everyRole},
		{name: "task.cancel", method: "POST", pattern: "/can-bo/tac-vu/{id}/huy", handler: (*Web).cancelTask, who: everyRole},
		{name: "task.undo", method: "POST", pattern: "/can-bo/tac-vu/{id}/hoan-tac", handler: (*Web).undoTask, who: everyRole},

		{name: "dossiers.import", method: "GET", pattern: "/can-bo/nhap-ho-so", handler: (*Web).takeIn, who: importers},
		{name: "dossiers.import.post", method: "POST", pattern: "/can-bo/nhap-ho-so", handler: (*Web).takeFile, who: importers, most: importSize},
		{name: "dossiers.import.template", method: "GET", pattern: "/can-bo/nhap-ho-so/mau.xlsx", handler: (*Web).importTemplate, who: importers},
		{name: "importing", method: "GET", pattern: "/can-bo/nhap-ho-so/{id}", handler: (*Web).lookIn, who: importers},
		{name: "importing.map", method: "POST", pattern: "/can-bo/nhap-ho-so/{id}", handler: (*Web).mapColumns, who: importers},
		{name: "importing.errors", method: "GET", pattern: "/can-bo/nhap-ho-so/{id}/loi.xlsx", handler: (*Web).importErrors, who: importers},
		{name: "importing.go", method: "POST", pattern: "/can-bo/nhap-ho-so/{id}/nhap", handler: (*Web).importGo, who: importers},
	}
}
