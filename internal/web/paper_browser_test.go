package web_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/print/printtest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// TestTheSheetOfAProcessLooksAsItWasApproved: both pages of the ISO sheet.
func TestTheSheetOfAProcessLooksAsItWasApproved(t *testing.T) {
	s := sqlite(t, web.Config{})
	a := s.as("office").get(processPath + "/iso.pdf?phien-ban=1")
	file := filepath.Join(t.TempDir(), "iso.pdf")
	if err := os.WriteFile(file, []byte(a.body), 0o600); err != nil {
		t.Fatal(err)
	}
	for page := 1; page <= 2; page++ {
		printtest.Looks(t, file, page, filepath.Join("testdata", fmt.Sprintf("iso-%d.png", page)), *update)
	}
}

// TestPostLabelsArePrintedOneOnAPage: each on a page of 80 × 120 mm, with who
// sends, who receives and the code, and nothing of the page around them.
func TestPostLabelsArePrintedOneOnAPage(t *testing.T) {
	s := sqlite(t, web.Config{})
	var codes []string
	for range 2 {
		codes = append(codes, resolvedBy(t, s.Office, waits(t, s, dossier.ByPost)).Code)
	}
	b := browsertest.New(t)
	signIn(t, b, s, "reception")
	b.Axe(t, s.URL+"/can-bo/tra-ket-qua/nhan", "light", "dark")
	file := filepath.Join(t.TempDir(), "nhan.pdf")
	b.Paper(t, s.URL+"/can-bo/tra-ket-qua/nhan", file)
	poppler := func(name string, args ...string) string {
		out, err := exec.Command(name, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s (Debian package poppler-utils, `make tools`): %v\n%s", name, err, out)
		}
		return string(out)
	}
	if info := poppler("pdfinfo", file); !strings.Contains(info, "Pages:           2\n") || !regexp.MustCompile(`22[67]\.\d+ x 340`).MatchString(info) {
		t.Errorf("two labels are printed as\n%s", info)
	}
	for i, code := range codes {
		page := fmt.Sprint(i + 1)
		text := poppler("pdftotext", "-f", page, "-l", page, file, "-")
		for _, want := range []string{"Sở Kế hoạch và Đầu tư", "Kính gửi:", "Nguyễn Thị Lan", "12 Lê Lợi, thành phố Huế", "0905123457", code} {
			if !strings.Contains(text, want) {
				t.Errorf("label %d does not say %q:\n%s", i+1, want, text)
			}
		}
		for _, no := range []string{"Trả kết quả", "In nhãn", "Đăng xuất"} {
			if strings.Contains(text, no) {
				t.Errorf("label %d says %q of the page around it", i+1, no)
			}
		}
	}
	if keep := os.Getenv("KEEP"); keep != "" {
		poppler("pdftoppm", "-png", "-r", "100", file, keep)
	}
}
