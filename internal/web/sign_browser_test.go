package web_test

import (
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestSigningPagesShutNobodyOut holds the pages of signing to WCAG 2.2 AA.
func TestSigningPagesShutNobodyOut(t *testing.T) {
	a, trusting := authority(t)
	s := open(t, officetest.With(t, "sqlite", "2022-06-06T08:30", trusting), web.Config{Demo: true})
	s.pens(a)
	one, two, sealed, fresh := drafted(t, s, "Giấy chứng nhận A"), drafted(t, s, "Giấy chứng nhận B"), drafted(t, s, "Giấy chứng nhận C"), drafted(t, s, "Giấy chứng nhận D")
	for _, code := range []string{one, two, sealed} {
		s.as("head").signs(code)
	}
	s.as("director").signs(sealed)
	s.as("office").signs(sealed, "document.number", "12/GCN", "document.date", "06/06/2022")
	view, err := s.Office.Dossier(t.Context(), s.Office.As("office"), sealed)
	if err != nil {
		t.Fatal(err)
	}
	b := browsertest.New(t)
	b.Axe(t, s.URL+"/x/"+sealed+"/"+view.Conclusion.Document.Check)
	signIn(t, b, s, "director")
	for _, path := range []string{"/can-bo/trinh-ky", "/can-bo/trinh-ky/" + one, "/can-bo/trinh-ky/loat?ho-so=" + one + "&ho-so=" + two, "/can-bo/quan-tri/chung-thu"} {
		b.Axe(t, s.URL+path, "light", "dark", "contrast")
	}
	signIn(t, b, s, "specialist")
	b.Axe(t, s.URL+"/can-bo/ho-so/"+fresh+"/trinh-ky")
}
