package web_test

import (
	"fmt"
	"net/url"
	"testing"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// hit presses keys where the focus is.
func hit(keys string, with ...chromedp.Modifier) step {
	return chromedp.KeyEvent(keys, chromedp.KeyModifiers(with...))
}

// at waits for the focus to be on a field.
func at(selector string) step {
	return until("the focus is not on "+selector, fmt.Sprintf(`document.activeElement?.matches(%q)`, selector))
}

// TestAMorningAtTheCounterByKeyboard: ten people are received without a mouse,
// each in one go, and their dossiers handed over by ten scans and one key.
func TestAMorningAtTheCounterByKeyboard(t *testing.T) {
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	signIn(t, b, s, "reception")
	rest, steps := restOfPapers(t, s), []step{visit(s, "/can-bo/tiep-nhan")}
	var codes []string
	for i := range 10 {
		code := fmt.Sprintf("H57.16-220606-%04d", i+1)
		codes = append(codes, code)
		steps = append(steps, until("the intake is not open", `document.querySelector("form.counter")`), at("[name=scan]"),
			hit(fmt.Sprintf("0461850001%02d||Nguyễn Thị Lan|12031985|Nữ|Huế|01052021", i)), hit(kb.Enter),
			until("the card fills nothing in", `document.querySelector("[name='applicant.name']")?.value === "Nguyễn Thị Lan" && document.querySelector("[role=combobox]")`),
			hit("2", chromedp.ModifierAlt), at("[name=find]"), hit("1.009645"), hit(kb.Enter), at("#papers input[type=checkbox]"),
			hit(" "), until("Space ticks no paper", `document.querySelector("#papers input[type=checkbox]").checked`))
		steps = append(append(steps, rest...), hit(kb.Enter, chromedp.ModifierCtrl), sees(code), sees("Mã tra cứu"))
		if i < 9 {
			steps = append(steps, hit(kb.Enter, chromedp.ModifierCtrl)) // from the receipt to the next person
		}
	}
	steps = append(steps, visit(s, "/can-bo/ban-giao"))
	for i, code := range codes {
		steps = append(steps, at("[name=scan]"), hit(code), hit(kb.Enter), sees(fmt.Sprintf("Bàn giao %d hồ sơ", i+1)))
	}
	b.Do(t, append(steps, hit(kb.Enter, chromedp.ModifierCtrl), sees("Gồm 10 hồ sơ"))...)
	for _, code := range codes {
		if view, err := s.Office.Dossier(t.Context(), s.Office.As("reception"), code); err != nil || len(view.Handovers) != 1 {
			t.Errorf("%s was not handed over: %v", code, err)
		}
	}
}

// restOfPapers goes from the first paper to each further one that must be there,
// over the counts between them, and ticks it.
func restOfPapers(t *testing.T, s *site) []step {
	t.Helper()
	book, err := s.Office.Book(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p, err := book.Procedure("1.009645")
	if err != nil {
		t.Fatal(err)
	}
	version, err := p.VersionOn(calendar.DateOf(s.Office.Now()))
	if err != nil {
		t.Fatal(err)
	}
	caseID := ""
	if len(version.Cases) > 0 {
		caseID = version.Cases[0].ID
	}
	var steps []step
	for i, paper := range version.PapersFor(caseID) {
		if i == 0 {
			continue
		}
		steps = append(steps, hit(kb.Enter), hit(kb.Enter), hit(kb.Enter), at("#paper-"+paper.Code))
		if paper.Required {
			steps = append(steps, hit(" "))
		}
	}
	return steps
}

// TestPagesOfTheDeskShutNobodyOut holds the pages of hall and desk to WCAG 2.2 AA.
func TestPagesOfTheDeskShutNobodyOut(t *testing.T) {
	s := sqlite(t, web.Config{PublicURL: "https://motcua.example.vn"})
	hall, desk := s.reader(), s.as("reception")
	for range 3 {
		hall.post("/kiosk", url.Values{"service": {"submit"}, "priority": {"elderly"}})
	}
	view := waits(t, s, dossier.ByPost)
	resolvedBy(t, s.Office, waits(t, s, dossier.ByPost))
	desk.post("/can-bo/ban-giao", url.Values{"step": {"pass"}, "code": {view.Code}})
	for _, seat := range []int{3, 5} {
		if _, err := s.Office.CallNext(t.Context(), s.Office.As("reception"), seat); err != nil {
			t.Fatal(err)
		}
	}
	b := browsertest.New(t)
	b.Axe(t, s.URL+"/bang-goi-so", "light", "dark", "contrast")
	b.Axe(t, s.URL+"/kiosk")
	b.Axe(t, s.URL+"/kiosk/so/3")
	b.Axe(t, s.URL+"/lien-he")
	signIn(t, b, s, "reception")
	b.Do(t, visit(s, "/can-bo/hang-doi"), fill("seat", "3"), press("Chọn quầy"), sees("001"), sees("Gọi lại"))
	b.Axe(t, s.URL+"/can-bo/hang-doi")
	b.Axe(t, s.URL+"/can-bo/quet")
	b.Axe(t, s.URL+"/can-bo/ban-giao?ho-so="+view.Code+"&ho-so=H57.16-220606-9999")
	b.Axe(t, s.URL+"/can-bo/ban-giao/phieu?ho-so="+view.Code)
	b.Axe(t, s.URL+"/can-bo/tra-ket-qua/nhan")
	b.Axe(t, s.URL+"/can-bo/tiep-nhan")
	signIn(t, b, s, "office")
	b.Axe(t, s.URL+"/can-bo/lich-truc")
}
