package web

// searchRoutes are the addresses by which the staff finds its way.
func searchRoutes() []Route {
	return []Route{
		{name: "search", method: "GET", pattern: "/can-bo/tim", handler: (*Web).search, who: everyRole},
		{name: "keys", method: "GET", pattern: "/can-bo/phim-tat", handler: (*Web).keys, who: everyRole},
		{name: "notices.post", method: "POST", pattern: "/can-bo/thong-bao", handler: (*Web).sortNotices, who: everyRole},
		{name: "deputies", method: "GET", pattern: "/can-bo/vang-mat", handler: (*Web).absences, who: everyRole},
		{name: "deputies.post", method: "POST", pattern: "/can-bo/vang-mat", handler: (*Web).nameDeputy, who: everyRole},
		{name: "deputy.end", method: "POST", pattern: "/can-bo/vang-mat/{id}/thu-hoi", handler: (*Web).endDeputy, who: everyRole},
		{name: "deputy.act", method: "POST", pattern: "/can-bo/thay-mat", handler: (*Web).actAs, who: everyRole},
	}
}
