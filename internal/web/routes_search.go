package web

// searchRoutes are the addresses by which the staff finds its way.
func searchRoutes() []Route {
	return []Route{
		{name: "search", method: "GET", pattern: "/can-bo/tim", handler: (*Web).search, who: everyRole},
		{name: "keys", method: "GET", pattern: "/can-bo/phim-tat", handler: (*Web).keys, who: everyRole},
	}
}
