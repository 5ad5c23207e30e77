package web

// findRoutes are the addresses of what everybody may read: the catalogue, the
// figures and the same as data.
func findRoutes() []Route {
	return []Route{
		{name: "procedures", method: "GET", pattern: "/thu-tuc", handler: (*Web).procedures},
		{name: "procedure", method: "GET", pattern: "/thu-tuc/{code}", handler: (*Web).procedure},
		{name: "procedure.whole", method: "GET", pattern: "/thu-tuc/{code}/toan-van", handler: (*Web).wholeProcedure},
		{name: "procedure.compare", method: "GET", pattern: "/thu-tuc/{code}/so-sanh", handler: (*Web).compareProcedure},
		{name: "procedure.checklist", method: "GET", pattern: "/thu-tuc/{code}/giay-to", handler: (*Web).checklist},
		{name: "procedure.blank", method: "GET", pattern: "/thu-tuc/{code}/mau/{paper}", handler: (*Web).blankForm},
		{name: "guide", method: "GET", pattern: "/huong-dan", handler: (*Web).guide},

		{name: "data", method: "GET", pattern: "/du-lieu", handler: (*Web).dataPage},
		{name: "data.procedures", method: "GET", pattern: "/du-lieu/thu-tuc.csv", handler: (*Web).dataProcedures},
		{name: "data.procedures.json", method: "GET", pattern: "/du-lieu/thu-tuc.json", handler: (*Web).dataProceduresJSON},
		{name: "data.figures.csv", method: "GET", pattern: "/du-lieu/tinh-hinh.csv", handler: (*Web).dataFigures},
		{name: "data.figures.xlsx", method: "GET", pattern: "/du-lieu/tinh-hinh.xlsx", handler: (*Web).dataFiguresBook},
		{name: "data.figures.json", method: "GET", pattern: "/du-lieu/tinh-hinh.json", handler: (*Web).dataFiguresJSON},
		{name: "sitemap", method: "GET", pattern: "/sitemap.xml", handler: (*Web).sitemap},

		{name: "late.public", method: "GET", pattern: "/cong-khai/xin-loi", handler: (*Web).lateDossiers},
		{name: "figures.public", method: "GET", pattern: "/cong-khai", handler: (*Web).publicFigures},
	}
}
