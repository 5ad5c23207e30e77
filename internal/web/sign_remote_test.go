package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/signing"
	"motcua/internal/signing/standin"
	"motcua/internal/web"
)

// TestARemoteKeyIsBoundAndSigns: a head binds a key that a service holds, and
// initials with its code; what the service refuses leaves the draft as it was.
func TestARemoteKeyIsBoundAndSigns(t *testing.T) {
	a, trusting := authority(t)
	service := &standin.Service{Authority: a, Secret: "bí mật", Code: "123456"}
	running := httptest.NewServer(service)
	defer running.Close()
	s := open(t, officetest.With(t, "sqlite", "2022-06-06T08:30", func(set *office.Settings) {
		trusting(set)
		set.Sign.Remote = signing.NewRemote(running.URL, service.Secret)
	}), web.Config{})
	now := s.Office.Now()
	for key, name := range map[string]string{"binh": "TRAN VAN BINH", "hung": "Phan Quốc Hưng"} {
		if err := service.Hold(key, standin.Wish{Name: name, From: now.AddDate(-1, 0, 0), Until: now.AddDate(1, 0, 0)}); err != nil {
			t.Fatal(err)
		}
	}
	keys, head := "/can-bo/quan-tri/chung-thu", s.as("head")
	head.get(keys).says(t, 200, "Mã khoá ký số từ xa")
	for key, want := range map[string]string{"": "Chưa có mã khoá", "ai": "không có khoá này", "hung": "mang tên Phan Quốc Hưng, không phải Trần Văn Bình"} {
		head.post(keys, url.Values{"remote": {key}}).says(t, 422, want, `href="#remote"`)
	}
	if got := s.as("specialist").post(keys, url.Values{"remote": {"binh"}}); got.status != http.StatusForbidden {
		t.Errorf("a specialist binds: %d", got.status)
	}
	if got := head.post(keys, url.Values{"remote": {"binh"}}); got.status != http.StatusSeeOther {
		t.Fatalf("binding: %d\n%s", got.status, got.body)
	}
	code := drafted(t, s, "Giấy chứng nhận")
	head.post("/can-bo/trinh-ky/"+code, head.pen(code, "password", "000000")).says(t, 422, "Mã xác nhận không đúng", `href="#password"`)
	service.Answer = func(rw http.ResponseWriter, _ *http.Request) bool { rw.WriteHeader(http.StatusBadGateway); return true }
	head.post("/can-bo/trinh-ky/"+code, head.pen(code, "password", "123456")).says(t, 409, "Dịch vụ ký số từ xa không trả lời")
	service.Answer = nil
	view, err := s.Office.Dossier(t.Context(), s.Office.As("head"), code)
	if err != nil || len(view.Draft.Signed) > 0 {
		t.Fatalf("signed by %+v (%v)", view.Draft.Signed, err)
	}
	head.signs(code, "password", "123456")
	view, err = s.Office.Dossier(t.Context(), s.Office.As("head"), code)
	if err != nil || len(view.Draft.Signed) != 1 || view.Draft.Signed[0].Signer != "TRAN VAN BINH" {
		t.Errorf("signed by %+v (%v)", view.Draft.Signed, err)
	}
}
