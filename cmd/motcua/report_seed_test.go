package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheHalfYearReportComesFromTheSample: from what the sample did, and what its
// people wrote, the report of 15/12/2021–10/6/2022 comes with the documents,
// counts and judgements of the seed in its outline, nothing missing, and the
// checker finds nothing in it.
func TestTheHalfYearReportComesFromTheSample(t *testing.T) {
	dir := t.TempDir()
	start(t, "demo", "--clock", "2022-06-10T08:00", "--listen", "127.0.0.1:0", "--data", dir).end()
	period := []string{"--from", "2021-12-15", "--to", "2022-06-10", "--data", dir}
	out := func(ext string) string {
		file := filepath.Join(dir, "bao-cao."+ext)
		if said := must(t, "", append([]string{"report", "cchc", "--out", file}, period...)...); strings.Contains(said, "Thiếu") {
			t.Errorf("something is missing: %s", said)
		}
		return file
	}
	text, err := os.ReadFile(out("md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"188/SNV-CCHC ngày 24/02/2022", "15/33 nhiệm vụ (45,45%)", "tại Phòng Kinh tế đối ngoại; Văn phòng Sở", "từ 1 – 2 ngày", "100%", "OCOP", "từ ngày 25/02/2022 đến ngày 26/03/2022",
		"Viện nghiên cứu Khoa học lãnh đạo và Quản trị doanh nghiệp", "01/2022/NQ-HĐND", "từ ngày 01/01/2021 đến ngày 31/12/2021", "từ 3 - 4 cán bộ", "02 lãnh đạo cấp phòng", "ISO 9001:2015",
		"giai đoạn 2022 - 2025 của Trung tâm Xúc tiến", "60/2021/NĐ-CP", "tài chính năm 2021", "“Thân thiện, đơn giản, đúng hẹn”", "nhiều hơn 30", "ít hơn 2", "Đường truyền kết nối", "còn ít sáng kiến",
		"không được gia hạn theo", "phụ thuộc cơ quan khác", "QUÝ III/2022", "130/2005/NĐ-CP", "117/2013/NĐ-CP", "71/2014/TTLT-BTC-BNV", "Kiện toàn tổ chức bộ máy",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	facts, err := os.ReadFile(filepath.Join("..", "..", "testdata", "reports", "cchc-6-thang-2022.json"))
	if err != nil {
		t.Fatal(err)
	}
	var seed struct {
		Documents []struct{ Role, Number string }
	}
	if err := json.Unmarshal(facts, &seed); err != nil || len(seed.Documents) == 0 {
		t.Fatalf("%d documents, %v", len(seed.Documents), err)
	}
	for _, d := range seed.Documents {
		if !strings.Contains(strings.ToUpper(string(text)), strings.ToUpper(d.Number)) {
			t.Errorf("the report does not name %s (%s)", d.Number, d.Role)
		}
	}
	said, _, code := call(t, "", append([]string{"report", "check", out("docx")}, period...)...)
	if code != exitDone || said != "Không có điểm nào trái với số liệu.\n" {
		t.Errorf("the report is held against its own facts: exit %d, %s", code, said)
	}
}
