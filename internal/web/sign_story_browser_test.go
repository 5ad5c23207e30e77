package web_test

import (
	"fmt"
	"strings"
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/signing/standin"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// upload puts a file into the field of a page, as choosing one does.
func upload(name, file string, body []byte) step {
	return until("no field "+name, fmt.Sprintf(`(() => {
		const f = document.querySelector('main input[type=file][name="%s"]'), all = new DataTransfer();
		all.items.add(new File([%q], %q, {type: "application/pdf"}));
		if (f) { f.files = all.files; f.dispatchEvent(new Event("change", {bubbles: true})); }
		return f;
	})()`, name, body, file))
}

// TestAnAfternoonOfSigningInABrowser: a specialist submits a draft, the head
// initials two, the leader signs both at once, the office seals one; the public
// page says who signed, and poppler believes the file.
func TestAnAfternoonOfSigningInABrowser(t *testing.T) {
	a, trusting := authority(t)
	s := open(t, officetest.With(t, "sqlite", "2022-06-06T08:30", trusting), web.Config{PublicURL: "https://motcua.example.vn"})
	s.pens(a)
	other := drafted(t, s, "Giấy chứng nhận B")
	view, _, deed := decided(t, s)
	b := browsertest.New(t)
	play := func(person string, steps ...step) {
		t.Helper()
		signIn(t, b, s, person)
		b.Do(t, steps...)
	}
	pen := until("no certificate to choose", `(() => {
		const f = document.querySelector("main select[name=certificate]");
		if (f) f.value = [...f.options].find(o => o.value)?.value;
		return f?.value;
	})()`)
	play("specialist", visit(s, deed+"/trinh-ky"), tick("outcome", "granted"), fill("title", "Giấy chứng nhận A"), fill("note", "Kính trình lãnh đạo"),
		upload("file", "giay.pdf", standin.Paper("Giay chung nhan")), press("Trình ký"), until("it is not submitted", fmt.Sprintf(`location.pathname === %q`, deed)))
	for _, code := range []string{view.Code, other} {
		play("head", visit(s, "/can-bo/trinh-ky/"+code), sees("Kính trình lãnh đạo"), pen, fill("password", officetest.Password),
			press("Ký nháy và trình lãnh đạo"), until("it is not initialled", fmt.Sprintf(`!location.pathname.endsWith(%q)`, code)))
	}
	play("director", visit(s, "/can-bo/trinh-ky"), tick("ho-so", view.Code), tick("ho-so", other), press("Ký hàng loạt"), sees("Giấy chứng nhận A"),
		pen, fill("password", officetest.Password), press("Ký 2 hồ sơ"), sees("Đã ký 2 trên 2 hồ sơ"))
	play("office", visit(s, "/can-bo/trinh-ky/"+view.Code), pen, fill("document.number", "12/GCN"), fill("document.date", "06/06/2022"),
		fill("password", officetest.Password), press("Đóng dấu và phát hành"), until("it is not sealed", fmt.Sprintf(`!location.pathname.endsWith(%q)`, view.Code)))
	done, err := s.Office.Dossier(t.Context(), s.Office.As("office"), view.Code)
	if err != nil || done.Conclusion == nil {
		t.Fatalf("concluded: %+v (%v)", done.Conclusion, err)
	}
	b.Do(t, visit(s, "/x/"+view.Code+"/"+done.Conclusion.Document.Check), sees("còn nguyên vẹn"), sees("Trần Văn Bình"), sees("Phan Quốc Hưng"))
	own := s.reader()
	own.get("/t/" + view.Code + "/" + view.Key)
	if said := pdfsig(t, own.get("/tra-cuu/"+view.Code+"/ket-qua").body); strings.Count(said, "Signature is Valid") != 3 || !strings.Contains(said, "Total document signed") {
		t.Errorf("pdfsig says\n%s", said)
	}
}
