package letterbox_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"motcua"
	"motcua/internal/letterbox"
)

// message joins lines as they come over the wire.
func message(lines ...string) string { return strings.Join(lines, "\r\n") + "\r\n" }

var head = []string{"From: =?UTF-8?B?" + base64.StdEncoding.EncodeToString([]byte("Nguyễn Thị Lan")) + "?= <Lan@Example.vn>", "Message-ID: <1@example.vn>"}

func with(lines ...string) string { return message(append(head[:2:2], lines...)...) }

func TestWhatAMessageSays(t *testing.T) {
	quoted := "Quy =C4=91=E1=BB=8Bnh n=C3=A0y kh=C3=B3 hi=E1=BB=83u"
	for _, test := range []struct{ reason, message, subject, text, files string }{
		{"plain words", with("Subject: Quy dinh", "", "Kho hieu qua."), "Quy dinh", "Kho hieu qua.", ""},
		{"a subject in an encoded word", with("Subject: =?UTF-8?Q?Quy_=C4=91=E1=BB=8Bnh?=", "", "x"), "Quy định", "x", ""},
		{"quoted-printable", with("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", quoted), "", "Quy định này khó hiểu", ""},
		{"base64", with("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", base64.StdEncoding.EncodeToString([]byte("Quy định"))), "", "Quy định", ""},
		{"windows-1258", with("Content-Type: text/plain; charset=windows-1258", "", "\xd0\xf4ng"), "", "Đông", ""},
		{"an unknown charset keeps what is readable", with("Content-Type: text/plain; charset=vni", "", "abc\xff"), "", "abc", ""},
		{"a broken type", with("Content-Type: ;;;", "", "abc"), "", "abc", ""},
		{"HTML alone becomes text", with("Content-Type: text/html; charset=utf-8", "", "<style>p{}</style><p>Một</p><p>Hai<script>alert(1)</script></p>"), "", "Một\n\nHai", ""},
		{"both: the plain one", with(`Content-Type: multipart/alternative; boundary="b"`, "", "--b", "Content-Type: text/plain", "", "chữ", "--b", "Content-Type: text/html", "", "<b>HTML</b>", "--b--"), "", "chữ", ""},
		{"an attachment", with(`Content-Type: multipart/mixed; boundary="b"`, "", "--b", "", "xem tệp", "--b", "Content-Type: application/pdf; name=\"a.pdf\"", "Content-Transfer-Encoding: base64",
			"Content-Disposition: attachment; filename*=UTF-8''gi%E1%BA%A5y.pdf", "", base64.StdEncoding.EncodeToString([]byte("%PDF-1.4")), "--b--"), "", "xem tệp", "giấy.pdf"},
		{"a name that leads out", with(`Content-Type: multipart/mixed; boundary="b"`, "", "--b", "Content-Disposition: attachment; filename=\"../../etc/passwd\"", "", "x", "--b--"), "", "", "../../etc/passwd"},
		{"cut off in the middle", with(`Content-Type: multipart/mixed; boundary="b"`, "", "--b", "", "phần đầu", "--b", "Content-Disposition: attachment; filename=a.txt", "", "dở"), "", "phần đầu", "a.txt"},
		{"what it answers is left out", with("Subject: Re: [PA-2022-0031]", "", "Tôi bổ sung.", "", "Vào Th 2, 6 thg 6, 2022 lúc 08:30 Sở đã viết:", "> Đề nghị bổ sung"), "Re: [PA-2022-0031]", "Tôi bổ sung.", ""},
		{"nothing but quotes stays", with("", "> chỉ trích dẫn"), "", "> chỉ trích dẫn", ""},
		{"control characters", with("Subject: a\x07b", "", "c\x1b[2Jd"), "ab", "c[2Jd", ""},
	} {
		l, err := letterbox.Open(strings.NewReader(test.message))
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		var files []string
		for _, f := range l.Files {
			files = append(files, f.Name)
		}
		if l.Subject != test.subject || l.Text != test.text || strings.Join(files, ",") != test.files {
			t.Errorf("%s: got %q, %q, %q", test.reason, l.Subject, l.Text, files)
		}
		if l.Name != "Nguyễn Thị Lan" || l.Address != "lan@example.vn" || l.Automatic {
			t.Errorf("%s: writer: got %q <%s>, automatic %v", test.reason, l.Name, l.Address, l.Automatic)
		}
	}
}

func TestMachinesAreTold(t *testing.T) {
	for _, test := range []struct {
		reason, header string
		want           bool
	}{
		{"an answer of absence", "Auto-Submitted: auto-replied", true}, {"a letter of our own kind", "Auto-Submitted: auto-generated", true},
		{"a person", "Auto-Submitted: no", false}, {"a mailing list", "List-Id: <tin.example.vn>", true}, {"bulk", "Precedence: bulk", true},
		{"a bounce", "Return-Path: <>", true}, {"a report", `Content-Type: multipart/report; boundary="b"`, true}, {"nothing of it", "X-Mailer: thu", false},
	} {
		l, err := letterbox.Open(strings.NewReader(with(test.header, "", "x")))
		if err != nil || l.Automatic != test.want {
			t.Errorf("%s: got %v (%v)", test.reason, l.Automatic, err)
		}
	}
	l, err := letterbox.Open(strings.NewReader(message("From: MAILER-DAEMON@example.vn", "", "x")))
	if err != nil || !l.Automatic {
		t.Errorf("the daemon: got %v (%v)", l.Automatic, err)
	}
}

// bomb nests multiparts.
func bomb(depth int) string {
	var b strings.Builder
	b.WriteString(message(head...))
	for i := range depth {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=\"b%d\"\r\n\r\n--b%d\r\n", i, i)
	}
	b.WriteString("\r\nbùm\r\n")
	for i := depth - 1; i >= 0; i-- {
		fmt.Fprintf(&b, "--b%d--\r\n", i)
	}
	return strings.ReplaceAll(b.String(), "1@example.vn>\r\n\r\n", "1@example.vn>\r\n")
}

func TestBombsAreNotOpened(t *testing.T) {
	var many strings.Builder
	many.WriteString(with(`Content-Type: multipart/mixed; boundary="b"`, ""))
	for range 1000 {
		many.WriteString("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n")
	}
	files := with(`Content-Type: multipart/mixed; boundary="b"`, "") + strings.Repeat("--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n", 50) + "--b--\r\n"
	for _, test := range []struct{ reason, message, want string }{
		{"a hundred layers", bomb(100), "letterbox.deep"},
		{"a thousand parts", many.String(), "letterbox.parts"},
		{"fifty files", files, "letterbox.files"},
		{"thirty megabytes and more", with("", strings.Repeat("x", letterbox.Largest)), "letterbox.large"},
		{"no message at all", "rác", "letterbox.broken"},
		{"nothing", "", "letterbox.broken"},
		{"nobody wrote it", message("Subject: x", "", "y"), "letterbox.writer"},
		{"two writers and a break", message("From: a@b.vn, c@d.vn", "", "y"), "letterbox.writer"},
	} {
		began := time.Now()
		_, err := letterbox.Open(strings.NewReader(test.message))
		var fault *motcua.Fault
		if !errors.As(err, &fault) || fault.Text.Key != test.want {
			t.Errorf("%s: got %v, want %s", test.reason, err, test.want)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s takes %s", test.reason, took)
		}
	}
	if l, err := letterbox.Open(strings.NewReader(bomb(5))); err != nil || l.Text != "bùm" {
		t.Errorf("five layers, as people's programs make them: %q (%v)", l.Text, err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte(bomb(3)))
	f.Add([]byte(with("Subject: =?x?Q?=?=", "", "y")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		l, err := letterbox.Open(bytes.NewReader(raw))
		if err == nil && (strings.ContainsRune(l.Text, 0) || l.ID == "") {
			t.Errorf("read %q", l.Text)
		}
	})
}
