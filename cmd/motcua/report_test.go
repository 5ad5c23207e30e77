package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/docx"
)

// TestReportIsChecked holds the half-year report, as text and as a Word file,
// against an office that knows its units and little else.
func TestReportIsChecked(t *testing.T) {
	dir := t.TempDir()
	for what, file := range map[string]string{"agencies": "agencies.json", "calendar": "calendars.json"} {
		must(t, "", "import", what, filepath.Join("..", "..", "sample", file), "--data", dir)
	}
	seed := filepath.Join("..", "..", "testdata", "reports", "bao-cao-cchc-6-thang-2022.txt")
	period := []string{"--from", "2021-12-15", "--to", "2022-06-10", "--data", dir}
	check := func(file string, more ...string) (string, string, int) {
		return call(t, "", append(append([]string{"report", "check", file}, period...), more...)...)
	}
	stdout, stderr, code := check(seed)
	if code != exitFailed || stderr != "" || !strings.Contains(stdout, "bao-cao-cchc-6-thang-2022.txt:59:200: Mâu thuẫn: “cow”") || !strings.Contains(stdout, "Sửa thành: cơ\n") {
		t.Errorf("exit %d, %q, want 1 and the slip of line 59 in\n%s", code, stderr, stdout)
	}
	if !strings.HasSuffix(stdout, "9 điểm cần xem.\n") {
		t.Errorf("want the 9 slips of the report, got\n%s", stdout)
	}
	text, err := os.ReadFile(seed)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := (docx.Document{Lang: "vi-VN", Blocks: []docx.Block{docx.Paragraph{Text: string(text)}}}).Write(&b); err != nil {
		t.Fatal(err)
	}
	stdout, stderr, _ = check(written(t, "bao-cao.docx", b.String()), "--json", "--lang", "en")
	var answer struct {
		Findings []struct {
			Rule, Claim, Fact, Suggestion string
			Place                         struct{ Line, Column int }
		}
	}
	if err := json.Unmarshal([]byte(stdout), &answer); err != nil || len(answer.Findings) != 9 {
		t.Fatalf("%v, %s, %q", err, stdout, stderr)
	}
	if f := answer.Findings[1]; f.Rule != "plan.year" || f.Suggestion != "năm 2022" || f.Place.Line != 36 || f.Claim != "Says “Kế hoạch Cải cách hành chính năm 2021”" {
		t.Errorf("got %+v", f)
	}
	if stdout, _, code := check(written(t, "tot.md", "Sở đã họp.\n")); code != exitDone || stdout != "Không có điểm nào trái với số liệu.\n" {
		t.Errorf("nothing to find: exit %d, %q", code, stdout)
	}
	for _, c := range []struct{ reason, file, want string }{
		{"no such file", filepath.Join(dir, "khong-co.txt"), "Không mở được tệp"},
		{"another kind of file", written(t, "a.pdf", "x"), "Chỉ đọc được tệp .docx"},
		{"a file that is no Word file", written(t, "a.docx", "x"), "không phải là văn bản Word"},
		{"nothing", written(t, "a.txt", " \n"), "Không có chữ nào"},
		{"another encoding", written(t, "b.txt", "B\xe1o c\xe1o"), "UTF-8"},
	} {
		if _, stderr, code := check(c.file); code != exitInput || !strings.Contains(stderr, c.want) {
			t.Errorf("%s: exit %d, %q, want %q", c.reason, code, stderr, c.want)
		}
	}
	if _, stderr, code := call(t, "", "report", "check", seed, "--from", "2022-06-10", "--to", "2021-12-15", "--data", dir); code != exitInput || !strings.Contains(stderr, "trước khi bắt đầu") {
		t.Errorf("a period that ends before it begins: exit %d, %q", code, stderr)
	}
}
