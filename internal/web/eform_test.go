package web_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

const householdForm = "/thu-tuc/1.001612/to-khai"

// household fills in the form of a household business without a mistake.
func household() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{
		"fullName": "Trần Thị Mẫu", "birthDate": "27/3/1985", "citizenNumber": "046 185 001 234", "phone": "0905 123 456",
		"address.province": "46", "address.district": "474", "address.commune": "19783", "address.street": "12 Lê Lợi", "address.edition": "2022-07",
		"name": "Hộ kinh doanh Mẫu", "place.province": "46", "place.district": "474", "place.commune": "19783",
		"industries.0.code": "5610", "capital": "200.000.000", "workers": "3", "foundedBy": "person",
	} {
		v.Set(name, value)
	}
	return v
}

func change(v url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

func TestAFormIsTriedAndNothingKept(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		r := s.reader()
		r.get(householdForm).says(t, 200, "Điền thử tờ khai", "Chủ hộ kinh doanh", `name="address.province"`, `name="industries.0.code"`, "Phụ lục III-1", "Vì sao hỏi?")
		r.get(householdForm+"?lang=en").says(t, 200, "Try the form", "Owner", "After annex III-1")
		r.get("/?lang=vi")
		a := r.post(householdForm, household())
		a.says(t, 200, "Tờ khai đã đủ và đúng dạng", "27/03/1985", "200.000.000 đồng", "12 Lê Lợi, Phường Vĩnh Ninh, Thành phố Huế, Tỉnh Thừa Thiên Huế", "Không cung cấp", "046185001234")
		if got := a.header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("what an applicant typed may be stored by others: %q", got)
		}
		if strings.Contains(s.log.String(), "046185001234") || strings.Contains(s.log.String(), "Mẫu") {
			t.Error("the log holds what an applicant typed")
		}
		if a := r.get(householdForm); strings.Contains(a.body, "Trần Thị Mẫu") {
			t.Error("what was typed is kept")
		}
	})
}

func TestMistakesOfAForm(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	for _, test := range []struct {
		reason string
		form   url.Values
		status int
		texts  []string
	}{
		{"each mistake at its field and above, what was typed stays", change(household(), "citizenNumber", "04618500123", "capital", "200 triệu"), 422,
			[]string{"Lỗi: Điền thử", "Có 2 chỗ cần sửa", `href="#citizenNumber"`, `id="citizenNumber-error"`, "bạn nhập 11 chữ số", `value="04618500123"`, `value="200 triệu"`, `aria-invalid="true"`}},
		{"a script is a text", change(household(), "name", `<script>alert("x")</script>`), 200, []string{"&lt;script&gt;"}},
		{"10,000 characters", change(household(), "name", strings.Repeat("ư", 10_000)), 422, []string{"được tối đa 200 ký tự – bạn nhập 10.000 ký tự"}},
		{"NUL is no text", change(household(), "name", "a\x00b"), 400, nil},
		{"another place's ward", change(household(), "place.commune", "20044"), 422, []string{"Chọn xã, phường (địa chỉ kinh doanh)", `href="#place.commune"`}},
		{"an industry in words is led on", change(household(), "industries.0.code", "lưu trú"), 422, []string{"Ngành gần với lời bạn gõ: 5510"}},
		{"one row more, and what was typed", change(household(), "do", "add:industries", "capital", "x"), 200, []string{`name="industries.1.code"`, `value="5610`, `value="x"`}},
		{"the wards of a chosen district", change(household(), "do", "fill:address", "address.district", "476"), 200, []string{"Xã Điền Hương"}},
		{"a button that there is not sends the form", change(household(), "do", "burn:down"), 200, []string{"Tờ khai đã đủ"}},
		{"a choice brings questions before it brings faults", change(household(), "foundedBy", "family"), 200, []string{"Có thêm câu hỏi", `name="members.0.fullName"`}},
		{"asked and not answered", change(household(), "foundedBy", "family", "shown", "members"), 422, []string{"Nhập họ và tên thành viên (thành viên 1)"}},
		{"an input that nobody asked for", change(household(), "admin", "true"), 200, nil},
	} {
		t.Run(test.reason, func(t *testing.T) { r.post(householdForm, test.form).says(t, test.status, test.texts...) })
	}
	r.get("/thu-tuc/9.999999/to-khai").says(t, 404)
	q, err := http.NewRequest(http.MethodPost, s.URL+householdForm, strings.NewReader(household().Encode()))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.Header.Set("Origin", "https://elsewhere.example")
	q.Header.Set("Sec-Fetch-Site", "cross-site")
	r.send(q).says(t, 403)
}

func TestPlacesAndIndustriesAreLookedUp(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	for _, test := range []struct{ reason, path, value, label, note string }{
		{"provinces", "/dia-ban", "89", "Tỉnh An Giang", ""},
		{"within a district", "/dia-ban?ban=2022-07&trong=474", "19801", "Phường An Cựu", ""},
		{"within a province of two tiers", "/dia-ban?ban=2025-07&trong=46", "20056", "Xã A Lưới 1", ""},
		{"by words", "/dia-ban?ban=2022-07&q=vinh+ninh+hue", "46/474/19783", "Phường Vĩnh Ninh, Thành phố Huế, Tỉnh Thừa Thiên Huế", ""},
		{"by the name of before", "/dia-ban?ban=2025-07&q=vinh+ninh+hue", "46/19789", "Phường Thuận Hóa, Thành phố Huế", "Trước 01/7/2025: Phường Vĩnh Ninh, Thành phố Huế, Tỉnh Thừa Thiên Huế"},
		{"an industry", "/nganh-nghe?q=luu+tru+ngan", "5510 – Dịch vụ lưu trú ngắn ngày", "5510 – Dịch vụ lưu trú ngắn ngày", ""},
		{"nothing", "/dia-ban?q=xyzzy", "", "", ""},
		{"within what is no place", "/dia-ban?trong=xyz", "", "", ""},
		{"no words", "/nganh-nghe", "", "", ""},
	} {
		t.Run(test.reason, func(t *testing.T) {
			a := r.get(test.path)
			var list []struct{ Value, Label, Note string }
			if err := json.Unmarshal([]byte(a.body), &list); err != nil || a.status != 200 {
				t.Fatalf("%d %v %s", a.status, err, a.body)
			}
			if test.value == "" {
				if a.body != "[]" {
					t.Errorf("found %s", a.body)
				}
				return
			}
			if len(list) == 0 || list[0].Label != test.label || list[0].Note != test.note || list[0].Value != test.value {
				t.Errorf("the first of %s is %v", test.path, list[:min(len(list), 1)])
			}
			q, err := http.NewRequest(http.MethodGet, s.URL+test.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			q.Header.Set("If-None-Match", a.header.Get("ETag"))
			if again := r.send(q); again.status != 304 || again.body != "" || again.header.Get("Cache-Control") == "" {
				t.Errorf("asked again: %d %q", again.status, again.body)
			}
		})
	}
}

func TestTheSchemaOfAFormIsPublic(t *testing.T) {
	r := sqlite(t, web.Config{}).reader()
	a := r.get(householdForm + ".json")
	var schema struct {
		Schema   string   `json:"$schema"`
		Required []string `json:"required"`
	}
	if err := json.Unmarshal([]byte(a.body), &schema); err != nil || a.status != 200 || a.header.Get("Content-Type") != "application/schema+json" {
		t.Fatalf("%d %v %v", a.status, err, a.header)
	}
	if schema.Schema != "https://json-schema.org/draft/2020-12/schema" || len(schema.Required) == 0 {
		t.Errorf("got %+v", schema)
	}
	r.get("/thu-tuc/9.999999/to-khai.json").says(t, 404)
}

// posting is an address that shows, in a browser, what a page answers to a post.
func posting(t *testing.T, s *site, path string, form url.Values) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		method, to, body := http.MethodGet, r.URL.RequestURI(), ""
		if r.URL.Path == "/" {
			method, to, body = http.MethodPost, path, form.Encode()
		}
		q, err := http.NewRequestWithContext(r.Context(), method, s.URL+to, strings.NewReader(body))
		if err != nil {
			t.Error(err)
			return
		}
		q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		a, err := http.DefaultClient.Do(q)
		if err != nil {
			t.Error(err)
			return
		}
		defer func() { _ = a.Body.Close() }()
		for name, values := range a.Header {
			rw.Header()[name] = values
		}
		rw.Header().Del("Content-Length")
		_, _ = io.Copy(rw, a.Body)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

func TestFormsShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	every := []string{"light", "dark", "contrast"}
	for _, page := range []struct {
		why, url string
		themes   []string
	}{
		{"the largest form", s.URL + "/thu-tuc/1.009664/to-khai", every},
		{"the general one", s.URL + "/thu-tuc/2.001999/to-khai", nil},
		{"with faults everywhere", posting(t, s, householdForm, url.Values{"foundedBy": {"family"}, "shown": {"members"}, "citizenNumber": {"1"}, "industries.1.code": {"x"}}), every},
		{"complete", posting(t, s, householdForm, household()), every},
		{"with further questions", posting(t, s, householdForm, change(household(), "foundedBy", "family")), nil},
	} {
		t.Run(page.why, func(t *testing.T) { b.Axe(t, page.url, page.themes...) })
	}
}

// TestAFormWithAndWithoutJavaScript: a household business is filled in both
// ways and meets the same sentences.
func TestAFormWithAndWithoutJavaScript(t *testing.T) {
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	begin := []step{visit(s, householdForm), fill("fullName", "Trần Thị Mẫu"), fill("birthDate", "27031985"),
		fill("citizenNumber", "04618500123"), fill("phone", "0905123456"), fill("name", "Hộ kinh doanh Mẫu"), fill("industries.0.code", "5610"),
		fill("capital", "200.000.000"), fill("workers", "3")}
	end := []step{fill("members.0.fullName", "Trần Văn Mẫu"), fill("members.0.birthDate", "1/2/1960"), fill("members.0.citizenNumber", "046060001234"),
		press("Kiểm tra tờ khai"), sees("Số định danh phải có 12 chữ số – bạn nhập 11 chữ số"), fill("citizenNumber", "046185001234"),
		press("Kiểm tra tờ khai"), sees("Tờ khai đã đủ và đúng dạng"), sees("Phường Vĩnh Ninh, Thành phố Huế"), sees("Thành viên 1")}
	choose := func(name, value string) step {
		return until("no choice "+value+" of "+name, `(() => { const f = document.querySelector('main [name="`+name+`"]');
			if (!f || ![...f.options].some(o => o.value === "`+value+`")) return false;
			f.value = "`+value+`"; f.dispatchEvent(new Event("change", {bubbles: true})); return true; })()`)
	}
	gone := func(words string) step {
		return until(words+" is still there", `![...document.querySelectorAll("main button, main input")].some(e => e.checkVisibility() && (e.innerText + " " + e.name).includes("`+words+`"))`)
	}
	begin = append(begin, gone("members.0"))
	t.Run("without", func(t *testing.T) {
		steps := append([]step{browsertest.NoScript()}, begin...)
		steps = append(steps, choose("address.province", "46"), choose("place.province", "46"), press("Hiện danh sách của nơi đã chọn"),
			choose("address.district", "474"), choose("place.district", "474"), press("Hiện danh sách của nơi đã chọn"),
			choose("address.commune", "19783"), choose("place.commune", "19783"), tick("foundedBy", "family"), press("Kiểm tra tờ khai"), sees("Có thêm câu hỏi theo lựa chọn của bạn"))
		b.Do(t, append(steps, end...)...)
	})
	t.Run("with", func(t *testing.T) {
		steps := append([]step{chromedp.EmulateViewport(1366, 900)}, begin...)
		steps = append(steps, gone("Hiện danh sách"), tick("foundedBy", "family"), choose("address.province", "46"), choose("address.district", "474"), choose("address.commune", "19783"),
			until("no field to find a place", `(() => { const f = document.getElementById("place.find"); if (f) { f.focus(); f.value = "vinh ninh"; f.dispatchEvent(new Event("input", {bubbles: true})); } return f; })()`),
			until("no place is found", `(() => { const o = [...document.querySelectorAll("#place\\.find-list li")].find(o => o.innerText.includes("Thừa Thiên Huế")); o?.dispatchEvent(new MouseEvent("mousedown", {bubbles: true})); return o; })()`),
			until("the place is not chosen", `document.querySelector('[name="place.commune"]').value === "19783"`))
		b.Do(t, append(steps, end...)...)
	})
}
