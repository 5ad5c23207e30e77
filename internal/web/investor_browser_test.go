package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"motcua/deadline"
	"motcua/interagency"
	"motcua/internal/office"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// replies fills in questions of the page by their names, as somebody does who
// types and ticks; an answer may bring further questions, which come later in
// the list. Who wants what happens to be hidden gets an error.
func replies(pairs ...string) step {
	list, _ := json.Marshal(pairs)
	return until("not every question was there", fmt.Sprintf(`((pairs) => {
		for (let i = 0; i < pairs.length; i += 2) {
			const all = [...document.querySelectorAll('main [name="' + CSS.escape(pairs[i]) + '"]:not([type=hidden])')].filter(e => e.checkVisibility());
			const f = all.find(e => e.type !== "radio" || e.value === pairs[i+1]);
			if (!f) return false;
			if (f.type === "radio") { if (!f.checked) f.click(); continue; }
			if (f.tagName === "SELECT" && ![...f.options].some(o => o.value === pairs[i+1])) return false;
			if (f.value === pairs[i+1]) continue;
			f.value = pairs[i+1];
			for (const what of ["input", "change"]) f.dispatchEvent(new Event(what, { bubbles: true }));
		}
		return true;
	})(%s)`, list))
}

// TestAForeignInvestorInABrowser plays the way of a foreign investor in a real
// browser and in English: the long form of the approval of an investment policy
// with one mistake and two papers, the transfer by QR found in a bank's
// statement, a paper asked for and supplied, the date that moves for the reason
// of another agency, the result, its verification, the rating.
func TestAForeignInvestorInABrowser(t *testing.T) {
	s := sqlite(t, web.Config{PublicURL: ""})
	o, ctx, b := s.Office, t.Context(), browsertest.New(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var papers []string
	for _, name := range []string{"charter capital.pdf", "lease contract.pdf"} {
		papers = append(papers, filepath.Join(t.TempDir(), name))
		must(os.WriteFile(papers[len(papers)-1], []byte(pdf), 0o600))
	}

	hub, sent := "", ""
	b.Do(t, visit(s, "/?lang=en"), fill("tu-khoa", "1.009645"), press("Search"), sees("1.009645"), follow(`a[href^="/thu-tuc/1.009645"]`),
		sees("How long"), follow(`a[href$="/bat-dau"]`), sees("No account is needed"), press("Begin"), sees("Last saved"), where(&hub))
	b.Do(t, visit(s, hub+"/nguoi-nop"), replies("applicant.kind", "organization", "applicant.name", "Mekong Solar Pte. Ltd.", "applicant.email", "investor@example.com"),
		press("Save and go on"), sees("Enter the"), // the mistake: no number
		replies("applicant.identifier", "3300100064"), press("Save and go on"), until("still on the same part", `!location.pathname.endsWith("/nguoi-nop")`))
	b.Do(t, visit(s, hub+"/to-khai/investor"),
		replies("investorOrigin", "foreign", "investorKind", "organization", "organizationName", "Mekong Solar Pte. Ltd.", "registrationNumber", "201912345K", "country", "Singapore",
			"registrationDate", "01/03/2019", "addressAbroad", "1 Raffles Place, Singapore", "phone", "+6561234567", "email", "investor@example.com",
			"representative.name", "Tan Wei Ming", "representative.position", "Director", "representative.idKind", "passport", "representative.passport", "K1234567E",
			"representative.nationality", "Singapore"),
		press("Save and go on"), sees("Name of the investment project"))
	b.Do(t, visit(s, hub+"/to-khai/project"),
		replies("projectName", "Phong Điền solar farm", "objective", "Production of electricity from the sun", "industries.0.code", "3512", "scale", "35 MWp",
			"site.province", "46", "site.district", "476"),
		chooses("site.commune"), replies("site.street", "Thôn 1", "land", "no"),
		press("Save and go on"), sees("Total investment capital"))
	b.Do(t, visit(s, hub+"/to-khai/capital"), replies("total", "850.000.000.000", "equity", "200.000.000.000"), press("Save and go on"), sees("Duration"))
	b.Do(t, visit(s, hub+"/to-khai/timeline"), replies("years", "50", "operation", "01/06/2024"), press("Save and go on"), sees("Workers"))
	b.Do(t, visit(s, hub+"/to-khai/effects"), replies("workers", "40", "environment", "2", "technology", "no", "incentives", "no"), press("Save and go on"),
		until("still on the same part", `!location.pathname.endsWith("/effects")`))
	b.Do(t, visit(s, hub+"/giay-to"), attach(papers), press("Save and go on"), sees("Receive the result"),
		replies("delivery", "electronic"), press("Save and go on"), sees("Mekong Solar Pte. Ltd."), sees("charter capital.pdf"),
		tick("declared", "yes"), press("Send"), sees("T-220606-0001"), where(&sent))

	desk := s.as("reception")
	taken := desk.post(strings.Replace(hub, "/nop/", "/can-bo/truc-tuyen/", 1)+"/tiep-nhan", nil)
	code := strings.TrimPrefix(taken.header.Get("Location"), "/can-bo/ho-so/")
	own := "/tra-cuu/" + code
	desk.post("/can-bo/phi/"+code+"/them", url.Values{"them.kind": {"fee"}, "them.name": {"Phí thẩm định"}, "them.amount": {"300.000"}, "them.reason": {"Theo biểu phí"}})
	content := "MC " + strings.NewReplacer(".", " ", "-", " ").Replace(code)
	b.Do(t, visit(s, sent), sees(code), press("Follow the dossier"), until("not at the dossier", `location.pathname === "`+own+`"`), sees(code), visit(s, own+"/thanh-toan"), sees(content), until("no QR code to pay with", `document.querySelector("svg.qr")`))
	accounts := s.as("office")
	look := accounts.hand("/can-bo/phi/sao-ke", nil, [3]string{"file", "a.csv", "Ngày giao dịch;Ghi có;Nội dung;Số tham chiếu\n06/06/2022;300.000;" + content + ";FT1\n"}).header.Get("Location")
	accounts.post(look, nil)
	b.Do(t, visit(s, own), sees("was paid"))

	at := office.Target{Code: code}
	_, handover, err := o.HandOver(ctx, o.As("reception"), at, "", "")
	must(err)
	_, err = o.Take(ctx, o.As("head"), handover)
	must(err)
	_, err = o.Assign(ctx, o.As("head"), at, "specialist", "")
	must(err)
	_, err = o.AskPapers(ctx, o.As("specialist"), at, "The copy is blurred", []string{"P02"})
	must(err)
	b.Do(t, visit(s, own), sees("The copy is blurred"), press("Hand them in now"), until("no place for the paper", `document.querySelector("input[type=file]")`), attach(papers[:1]), press("Send"), sees("were sent"))
	_, err = o.TakePapers(ctx, o.As("specialist"), at, nil)
	must(err)
	before, err := o.Dossier(ctx, o.As("specialist"), code)
	must(err)
	_, asked, err := o.Ask(ctx, o.As("specialist"), at, []string{"sxd"}, "Cho ý kiến", deadline.Days(1))
	must(err)
	_, more, err := o.AskMoreTime(ctx, o.As("sxd"), asked[0].ID, deadline.Days(5), "Site visit needed")
	must(err)
	after, err := o.DecideMoreTime(ctx, o.As("head"), more, true, "", "")
	must(err)
	day := func(v *office.View) string { return v.Clock.Due.Format("02/01/2006") }
	b.Do(t, visit(s, own), sees("Sở Xây dựng"), sees("Site visit needed"), sees(day(after)))
	if day(before) == day(after) {
		t.Errorf("the date has not moved from %s", day(before))
	}
	_, err = o.Reply(ctx, o.As("sxd"), asked[0].ID, interagency.Reply{View: interagency.Agree, Content: "Đồng ý"})
	must(err)

	head := s.as("director")
	form := head.get("/can-bo/ho-so/" + code + "/ket-qua")
	if a := head.hand("/can-bo/ho-so/"+code+"/ket-qua", url.Values{"version": {versionOf(t, form)}, "outcome": {"granted"}, "document.number": {"12/QĐ-UBND"}, "document.date": {"06/06/2022"}},
		[3]string{"file", "result.pdf", pdf}); a.status != 303 {
		t.Fatalf("the result: %d %s", a.status, regexp.MustCompile(`(?s)<a href="#[^<]*`).FindAllString(a.body, 9))
	}
	b.Do(t, visit(s, own), sees("Download the result"),
		until("the file is not the result", fmt.Sprintf(`(() => { const x = new XMLHttpRequest(); x.open("GET", %q, false); x.send(); return x.status === 200 && x.responseText.startsWith("%%PDF"); })()`, own+"/ket-qua")),
		follow(`a[href^="/x/"]`), sees("genuine"))
	b.Do(t, visit(s, own+"/danh-gia"), tick("overall", "5"), press("Send"), sees("Thank you for your rating"))
	b.Axe(t, s.URL+own, "light", "dark", "contrast")
}

// follow presses a link by its selector.
func follow(selector string) step {
	return until("no link "+selector, fmt.Sprintf(`(() => { const a = document.querySelector('main %s'); a?.click(); return a; })()`, selector))
}

// chooses takes the first real choice of a list.
func chooses(name string) step {
	return until("no choice of "+name, fmt.Sprintf(`(() => { const f = document.querySelector('main [name="%s"]'); const o = [...(f?.options || [])].find(o => o.value); if (o) f.value = o.value; return o; })()`, name))
}

// attach gives every file field of the page one of the files.
func attach(files []string) step {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		ids, err := chromedp.Evaluate[[]string](`[...document.querySelectorAll('main input[type=file]')].filter(e => !e.hasAttribute("capture")).map(e => e.id)`)(ctx, target)
		if err != nil {
			return chromedp.Void{}, err
		}
		for i, id := range ids {
			if _, err := chromedp.SetUploadFiles(chromedp.CSS(`[id="`+id+`"]`), []string{files[i%len(files)]})(ctx, target); err != nil {
				return chromedp.Void{}, err
			}
		}
		return chromedp.Void{}, nil
	}
}
