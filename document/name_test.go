package document_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"motcua/document"
)

func TestName(t *testing.T) {
	tests := []struct{ why, given, kind, want string }{
		{"as it is", "Giấy chứng nhận.pdf", document.PDF, "Giấy chứng nhận.pdf"},
		{"letters put together", "Giâ\u0301y.pdf", document.PDF, "Giấy.pdf"},
		{"folders above", "../../etc/passwd", document.PDF, "passwd.pdf"},
		{"folders of Windows", `C:\Users\Lan\don.pdf`, document.PDF, "don.pdf"},
		{"nothing but folders", "../..", document.PDF, "tep.pdf"},
		{"nothing", "", document.JPEG, "tep.jpg"},
		{"nothing, of no kind", "", "", "tep"},
		{"a zero byte", "don\x00.exe.pdf", document.PDF, "don.exe.pdf"},
		{"control characters", "do\r\nn\t.pdf", document.PDF, "don.pdf"},
		{"writing turned round", "don\u202efdp.exe", document.PDF, "donfdp.pdf"},
		{"marks that nobody sees", "d\u200bo\u200dn\ufeff.pdf", document.PDF, "don.pdf"},
		{"a device of Windows", "CON.pdf", document.PDF, "tep-CON.pdf"},
		{"a device of Windows with more", "nul.txt.pdf", document.PDF, "tep-nul.txt.pdf"},
		{"a hidden file", ".htaccess", document.PDF, "htaccess.pdf"},
		{"dots and blanks at the end", "don. . .", document.PDF, "don.pdf"},
		{"the name says another kind", "anh.png", document.JPEG, "anh.jpg"},
		{"the name says a program", "don.exe", document.PDF, "don.pdf"},
		{"a number is not a kind", "hop-dong.v2", document.PDF, "hop-dong.v2.pdf"},
		{"a kind in capitals", "ANH.JPEG", document.JPEG, "ANH.JPEG"},
		{"not in UTF-8", "d\xffon.pdf", document.PDF, "don.pdf"},
		{"of a kind without extensions of ours", "loi.txt", "text/plain; charset=utf-8", "loi.txt"},
		{"a very long extension is no extension", "a." + strings.Repeat("x", 20), "text/plain", "a." + strings.Repeat("x", 20)},
	}
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			if got := document.Name(test.given, test.kind); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestNameIsShort(t *testing.T) {
	for _, given := range []string{strings.Repeat("ễ", 10_000) + ".pdf", strings.Repeat("a", 300), strings.Repeat("𠀀", 300) + ".pdf"} {
		got := document.Name(given, document.PDF)
		if utf8.RuneCountInString(got) > 120 || len(got) > 200 || !utf8.ValidString(got) || !strings.HasSuffix(got, ".pdf") {
			t.Errorf("%d letters, %d bytes: %q", utf8.RuneCountInString(got), len(got), got)
		}
	}
}

func FuzzName(f *testing.F) {
	f.Add("../a\x00b.pdf", document.PDF)
	f.Fuzz(func(t *testing.T, given, kind string) {
		got := document.Name(given, kind)
		if got == "" || strings.ContainsAny(got, "/\\\x00\n\r") || len(got) > 200 || !utf8.ValidString(got) {
			t.Errorf("%q became %q", given, got)
		}
	})
}
