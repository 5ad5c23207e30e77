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
		{name: "figures.public", method: "GET", pattern: "/cong-khai", handler: (*Web).publicFigures},
	}
}
