package web_test

import (
	"testing"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestPlanPagesShutNobodyOut holds every page of plans and tasks, in every
// theme, to what axe finds.
func TestPlanPagesShutNobodyOut(t *testing.T) {
	s := sqlite(t, web.Config{})
	p, tasks := planned(t, s.Office)
	b := browsertest.New(t)
	every := []string{"light", "dark", "contrast"}
	signIn(t, b, s, "office")
	for why, path := range map[string]string{
		"plans": "/can-bo/ke-hoach", "a plan": "/can-bo/ke-hoach/" + p.ID, "a plan as a picture": "/can-bo/ke-hoach/" + p.ID + "/bieu-do", "the form of a plan": "/can-bo/ke-hoach/moi",
		"the form of a task": "/can-bo/ke-hoach/" + p.ID + "/nhiem-vu-moi", "the import": "/can-bo/ke-hoach/" + p.ID + "/nap", "a task": "/can-bo/nhiem-vu/" + tasks[2].ID,
		"reporting a task as done": "/can-bo/nhiem-vu/" + tasks[0].ID + "/xong", "correcting a task": "/can-bo/nhiem-vu/" + tasks[0].ID + "/sua", "my tasks": "/can-bo/nhiem-vu", "the calendar": "/can-bo/nhiem-vu/lich",
	} {
		t.Run(why, func(t *testing.T) { b.Axe(t, s.URL+path, every...) })
	}
}
