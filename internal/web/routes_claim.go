package web

import "motcua/identity"

// claimSize holds a report to be checked, as a file or as text.
const claimSize = 21 << 20

// claimRoutes is the part of the table for checking what a report says. A text
// is shown in the answer to its own request, for it is kept nowhere.
func claimRoutes() []Route {
	readers := []identity.Role{identity.Head, identity.Director, identity.Office}
	const base = "/can-bo/bao-cao/kiem-tra"
	return []Route{
		{name: "reform.check", method: "GET", pattern: base, handler: (*Web).checkForm, who: readers},
		{name: "reform.check.post", method: "POST", pattern: base, handler: (*Web).checkReport, who: readers, most: claimSize},
	}
}
