package web_test

import (
	"io"
	"strings"
	"testing"

	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// TestTheLogOfChanges: the office and who keeps the system read who changed what
// and what it was before, narrowed as they like; nobody else does.
func TestTheLogOfChanges(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		ctx, admin := t.Context(), o.As("admin")
		p, err := o.PersonByID(ctx, "tp.dkkd")
		if err != nil {
			t.Fatal(err)
		}
		p.Title = "Trưởng <b>phòng</b>"
		if err := o.PutPerson(ctx, admin, p, "Mật khẩu rất dài 2022"); err != nil {
			t.Fatal(err)
		}
		o.MoveTo("2022-06-07T08:30")
		token, err := o.NewToken(ctx, identity.CommandLine(), "tp.dkkd", "máy quét")
		if err != nil {
			t.Fatal(err)
		}
		list := office.Export{Query: office.Query{Text: "046185000123"}, Columns: []string{"applicant"}, Format: "csv", Title: "Hồ sơ"}
		if _, err := o.Export(ctx, o.As("office"), list, func(string, string) io.Writer { return io.Discard }); err != nil {
			t.Fatal(err)
		}
		const log = "/can-bo/nhat-ky"
		for _, who := range []string{"reception", "specialist", "head", "director", "sxd"} {
			s.as(who).get(log).says(t, 403)
		}
		if a := s.reader().get(log); a.status != 303 {
			t.Errorf("a stranger gets %d, want to be asked to sign in", a.status)
		}
		keeper := s.as("office")
		all := keeper.get(log)
		all.says(t, 200, "07/06/2022 08:30", "06/06/2022 08:30", "Cấp khóa API", "máy quét", "Thêm hoặc sửa người dùng", "→ Trưởng &lt;b&gt;phòng&lt;/b&gt;", `href="/can-bo/nhat-ky"`, "Không hiển thị")
		if strings.Index(all.body, "07/06/2022 08:30") > strings.Index(all.body, "06/06/2022 08:30") {
			t.Error("the oldest comes first")
		}
		for _, secret := range []string{token, "Mật khẩu rất dài", "046185000123"} {
			if strings.Contains(all.body, secret) {
				t.Errorf("the log shows %q", secret)
			}
		}
		for _, narrow := range []struct{ by, query, says, not string }{
			{"person", "nguoi=admin", "→ Trưởng", "máy quét"},
			{"the command line", "nguoi=cli", "máy quét", "→ Trưởng"},
			{"act", "viec=token.create", "máy quét", "→ Trưởng"},
			{"object", "doi-tuong=+tp.dkkd+", "máy quét", "Không hiển thị"},
			{"a name with the signs of a pattern", "nguoi=adm%25", "Không có thay đổi nào khớp", "máy quét"},
			{"all at once", "nguoi=cli&viec=token.create&doi-tuong=khac", "Không có thay đổi nào khớp", "máy quét"},
		} {
			a := s.as("admin").get(log + "?" + narrow.query)
			a.says(t, 200, narrow.says)
			if strings.Contains(a.body, narrow.not) {
				t.Errorf("narrowed by %s the log still says %q", narrow.by, narrow.not)
			}
		}
		keeper.get(log+"?viec=xoa").says(t, 422, `id="viec-error"`, "Không có việc “xoa”")
		keeper.get(log+"?sau=x").says(t, 422, "vị trí trang")
	})
}

// TestTheLogOfChangesIsPagedByItsKeys: entries of one instant are each on one
// page, and the procedure's page leads to its own.
func TestTheLogOfChangesIsPagedByItsKeys(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		keeper := s.as("office")
		const of = "/can-bo/nhat-ky?viec=token.create"
		for range office.PageSize + 1 {
			if _, err := o.NewToken(t.Context(), o.As("admin"), "head", "máy"); err != nil {
				t.Fatal(err)
			}
		}
		first := keeper.get(of)
		first.says(t, 200, "sau=")
		_, next, _ := strings.Cut(first.body, "sau=")
		next, _, _ = strings.Cut(next, `&amp;`)
		second := keeper.get(of + "&sau=" + next)
		if a, b := strings.Count(first.body, "06/06/2022 08:30"), strings.Count(second.body, "06/06/2022 08:30"); a != office.PageSize || b != 1 {
			t.Errorf("pages of %d and %d entries, want %d and 1", a, b, office.PageSize)
		}
		const record = "/can-bo/danh-muc/thu-tuc/" + general
		keeper.get(record).says(t, 200, "/can-bo/nhat-ky?doi-tuong="+general)
		if strings.Contains(s.as("specialist").get(record).body, "/can-bo/nhat-ky") {
			t.Error("a specialist is led to the log")
		}
	})
}
