package web

// eformRoutes are the addresses of electronic forms: what their fields look up,
// and a form to try and its schema.
func eformRoutes() []Route {
	return []Route{
		{name: "places", method: "GET", pattern: "/dia-ban", handler: (*Web).places},
		{name: "industries", method: "GET", pattern: "/nganh-nghe", handler: (*Web).industries},
		{name: "form.schema", method: "GET", pattern: "/thu-tuc/{code}/to-khai.json", handler: (*Web).formSchema},
		{name: "form.preview", method: "GET", pattern: "/thu-tuc/{code}/to-khai", handler: (*Web).previewForm},
		{name: "form.preview.post", method: "POST", pattern: "/thu-tuc/{code}/to-khai", handler: (*Web).checkPreview},
	}
}
