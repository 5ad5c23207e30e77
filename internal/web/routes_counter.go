package web

import "motcua/identity"

// counterRoutes is the part of the table for the hall and the desk: numbers,
// scanners, batches, duty.
func counterRoutes() []Route {
	desk := []identity.Role{identity.Reception}
	return []Route{
		{name: "board", method: "GET", pattern: "/bang-goi-so", handler: (*Web).board},
		{name: "board.live", method: "GET", pattern: "/bang-goi-so/dang-goi", handler: (*Web).boardLive, alone: true},
		{name: "kiosk", method: "GET", pattern: "/kiosk", handler: (*Web).kiosk},
		{name: "kiosk.post", method: "POST", pattern: "/kiosk", handler: (*Web).takeNumber},
		{name: "kiosk.number", method: "GET", pattern: "/kiosk/so/{number}", handler: (*Web).number},

		{name: "queue", method: "GET", pattern: "/can-bo/hang-doi", handler: (*Web).queue, who: desk},
		{name: "queue.post", method: "POST", pattern: "/can-bo/hang-doi", handler: (*Web).changeQueue, who: desk},
		{name: "scan", method: "GET", pattern: "/can-bo/quet", handler: (*Web).scan, who: everyRole},
		{name: "scan.post", method: "POST", pattern: "/can-bo/quet", handler: (*Web).scanTyped, who: everyRole},
		{name: "labels", method: "GET", pattern: "/can-bo/tra-ket-qua/nhan", handler: (*Web).labels, who: desk},
		{name: "passOn", method: "GET", pattern: "/can-bo/ban-giao", handler: showBatch(passOn), who: everyRole},
		{name: "passOn.post", method: "POST", pattern: "/can-bo/ban-giao", handler: doBatch(passOn), who: everyRole},
		{name: "passOn.sheet", method: "GET", pattern: "/can-bo/ban-giao/phieu", handler: (*Web).batchSheet, who: everyRole},
		{name: "passOn.sheet.pdf", method: "GET", pattern: "/can-bo/ban-giao/phieu.pdf", handler: (*Web).batchPaper, who: everyRole},
		{name: "takeIn", method: "GET", pattern: "/can-bo/nhan-ban-giao", handler: showBatch(takeIn), who: everyRole},
		{name: "takeIn.post", method: "POST", pattern: "/can-bo/nhan-ban-giao", handler: doBatch(takeIn), who: everyRole},
		{name: "roster", method: "GET", pattern: "/can-bo/lich-truc", handler: (*Web).roster, who: keepers},
		{name: "roster.post", method: "POST", pattern: "/can-bo/lich-truc", handler: (*Web).putRoster, who: keepers},
	}
}
