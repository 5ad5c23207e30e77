package web_test

import (
	"testing"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestFollowingShutsNobodyOut holds what applicants do on their dossier, its
// result and the page that verifies it to WCAG 2.2 AA.
func TestFollowingShutsNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{PublicURL: "https://motcua.example.vn"})
	view, _ := asked(t, s)
	b := browsertest.New(t)
	every := []string{"light", "dark", "contrast"}
	own := s.URL + "/tra-cuu/" + view.Code
	b.Do(t, visit(s, "/t/"+view.Code+"/"+view.Key), sees("Bản chụp bị mờ"))
	b.Axe(t, own+"/bo-sung", every...)
	b.Axe(t, own+"/rut", "light")
	o, at := s.Office, office.Target{Code: view.Code}
	if _, err := o.TakePapers(t.Context(), o.As("specialist"), at, nil); err != nil {
		t.Fatal(err)
	}
	done, err := o.Conclude(t.Context(), o.As("director"), at, dossier.Granted, dossier.Document{Number: "12/GCN", Date: "2022-06-06"}, "")
	if err != nil {
		t.Fatal(err)
	}
	b.Axe(t, own, every...)
	b.Axe(t, s.URL+"/x/"+view.Code+"/"+done.Conclusion.Document.Check, every...)
	signIn(t, b, s, "admin")
	b.Axe(t, s.URL+"/can-bo/thu", "light")
}
