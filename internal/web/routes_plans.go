package web

import "motcua/identity"

// planSize holds the files of one plan, or of the evidence of a task.
const planSize = 60 << 20

// planRoutes is the part of the table for plans and their tasks. Who may know of
// a plan or a task is asked of identity by each use case.
func planRoutes() []Route {
	readers := []identity.Role{identity.Specialist, identity.Head, identity.Director, identity.Office}
	keeper := []identity.Role{identity.Office}
	const base, task = "/can-bo/ke-hoach", "/can-bo/nhiem-vu"
	return []Route{
		{name: "plans", method: "GET", pattern: base, handler: (*Web).plans, who: readers},
		{name: "plan", method: "GET", pattern: base + "/{id}", handler: (*Web).plan, who: readers},
		{name: "plan.xlsx", method: "GET", pattern: base + "/{id}/xlsx", handler: (*Web).exportPlan, who: readers},
		{name: "plan.import", method: "GET", pattern: base + "/{id}/nap", handler: (*Web).tableForm, who: keeper},
		{name: "plan.import.read", method: "POST", pattern: base + "/{id}/nap", handler: (*Web).readTable, who: keeper, most: planSize},
		{name: "plan.import.post", method: "POST", pattern: base + "/{id}/nap/xong", handler: (*Web).importTasks, who: keeper, most: planSize},
		{name: "plan.remind", method: "POST", pattern: base + "/{id}/nhac", handler: (*Web).remindPlan, who: keeper},
		{name: "plan.picture", method: "GET", pattern: base + "/{id}/bieu-do", handler: (*Web).planPicture, who: readers},
		{name: "plan.calendar", method: "GET", pattern: task + "/lich", handler: (*Web).taskCalendar, who: readers},
		{name: "plan.tasks", method: "GET", pattern: task, handler: (*Web).heldTasks, who: readers},
	}
}
