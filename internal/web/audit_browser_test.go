package web_test

import (
	"testing"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestTheLogOfChangesShutsNobodyOut holds the log, with entries folded
// and changes, to WCAG 2.2 AA.
func TestTheLogOfChangesShutsNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	o := s.Office
	for _, id := range []string{"tp.dkkd", "moi"} {
		p, err := o.PersonByID(t.Context(), "tp.dkkd")
		if err != nil {
			t.Fatal(err)
		}
		p.ID, p.Title = id, "Trưởng phòng mới"
		if err := o.PutPerson(t.Context(), o.As("admin"), p, "Mật khẩu rất dài 2022"); err != nil {
			t.Fatal(err)
		}
	}
	b := browsertest.New(t)
	signIn(t, b, s, "admin")
	b.Do(t, visit(s, "/can-bo/nhat-ky"), sees("Trưởng phòng mới"), until("nothing is folded", `document.querySelector("main td details")`))
	b.Axe(t, s.URL+"/can-bo/nhat-ky", "light", "dark", "contrast")
}
