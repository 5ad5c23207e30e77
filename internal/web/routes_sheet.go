package web

// sheetRoutes is the part of the table for what is printed by a form.
func sheetRoutes() []Route {
	return []Route{
		{name: "dossier.sheets", method: "GET", pattern: "/can-bo/ho-so/{code}/in", handler: (*Web).sheets, who: everyRole},
		{name: "dossier.sheet", method: "GET", pattern: "/can-bo/ho-so/{code}/in/{sheet}", handler: (*Web).sheet, who: everyRole},
		{name: "own.sheet", method: "GET", pattern: "/tra-cuu/{code}/in/{sheet}", handler: (*Web).ownSheet},
		{name: "forms", method: "GET", pattern: "/can-bo/mau-in", handler: (*Web).forms, who: keepers},
		{name: "form", method: "GET", pattern: "/can-bo/mau-in/{id}", handler: (*Web).form, who: keepers},
		{name: "form.post", method: "POST", pattern: "/can-bo/mau-in/{id}", handler: (*Web).wordForm, who: keepers},
		{name: "form.sample", method: "GET", pattern: "/can-bo/mau-in/{id}/xem.pdf", handler: (*Web).sampleForm, who: keepers},
		{name: "fees.slip.pdf", method: "GET", pattern: "/can-bo/phi/{code}/bien-lai/{number}/in.pdf", handler: (*Web).slipPDF, who: staffRoles},
	}
}
