package feedback_test

import (
	"errors"
	"strings"
	"testing"

	"motcua"
	"motcua/deadline"
	"motcua/feedback"
)

func days(n int) deadline.Term { return deadline.Days(n) }

func TestMask(t *testing.T) {
	for _, test := range []struct{ reason, text, want string }{
		{"a telephone", "Gọi 0905 123 456 nhé", "Gọi *** nhé"},
		{"one with dots and country", "+84.905.123.456", "***"},
		{"a citizen number", "CCCD 046085000123.", "CCCD ***."},
		{"an e-mail address", "thư lan.nguyen@example.vn", "thư ***@***"},
		{"a name after a form of address", "gặp bà Nguyễn Thị Lan ở quầy", "gặp bà *** ở quầy"},
		{"a name after a family name", "Trần Văn Bình trả lời", "*** trả lời"},
		{"an account number with spaces", "STK 0123 4567 8901", "STK ***"},
		{"codes of the office stay", "hồ sơ H57.16-220606-0001 theo 1.009645, PA-2022-0031", "hồ sơ H57.16-220606-0001 theo 1.009645, PA-2022-0031"},
		{"dates stay", "ngày 06/06/2022 và 25/07/2022", "ngày 06/06/2022 và 25/07/2022"},
		{"money of seven digits stays", "nộp 1.250.000 đồng", "nộp 1.250.000 đồng"},
		{"a place named like a family stays words", "cán bộ một cửa", "cán bộ một cửa"},
		{"nothing to hide", "Quy định về vốn chưa rõ.", "Quy định về vốn chưa rõ."},
	} {
		if got := feedback.Mask(test.text); got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
	if got, want := feedback.Mask("john SMITH wrote", "John Smith"), "*** wrote"; got != want {
		t.Errorf("a name that is known, in any case: got %q, want %q", got, want)
	}
}

func TestIntake(t *testing.T) {
	good := feedback.Intake{Kind: feedback.Other, Channel: feedback.ByWeb, Content: long, Sender: feedback.Sender{Name: "Lan", Address: "Huế", Phone: "0905123456"}}
	for _, test := range []struct {
		reason string
		change func(in *feedback.Intake)
		want   string // field at fault; "" when it is taken
	}{
		{"as it should be", func(*feedback.Intake) {}, ""},
		{"nineteen letters", func(in *feedback.Intake) { in.Content = strings.Repeat("ừ", 19) }, "content"},
		{"twenty letters", func(in *feedback.Intake) { in.Content = strings.Repeat("ừ", 20) }, ""},
		{"three thousand letters", func(in *feedback.Intake) { in.Content = strings.Repeat("ừ", 3000) }, ""},
		{"one more", func(in *feedback.Intake) { in.Content = strings.Repeat("ừ", 3001) }, "content"},
		{"ten thousand", func(in *feedback.Intake) { in.Content = strings.Repeat("ừ", 10000) }, "content"},
		{"blanks are no content", func(in *feedback.Intake) { in.Content = strings.Repeat(" ", 30) }, "content"},
		{"without a name", func(in *feedback.Intake) { in.Sender.Name = "" }, "name"},
		{"without an address", func(in *feedback.Intake) { in.Sender.Address = "" }, "address"},
		{"without telephone and e-mail", func(in *feedback.Intake) { in.Sender.Phone = "" }, "phone"},
		{"e-mail alone", func(in *feedback.Intake) { in.Sender.Phone, in.Sender.Email = "", "lan@example.vn" }, ""},
		{"a telephone of letters", func(in *feedback.Intake) { in.Sender.Phone = "gọi sau" }, "phone"},
		{"two addresses in one", func(in *feedback.Intake) { in.Sender.Email = "a@b.vn,c@d.vn" }, "email"},
		{"a line end in the e-mail", func(in *feedback.Intake) { in.Sender.Email = "a@b.vn\nBcc: c@d.vn" }, "email"},
		{"an unknown kind", func(in *feedback.Intake) { in.Kind = "complaint" }, "kind"},
		{"control characters", func(in *feedback.Intake) { in.Content = long + "\x1b[2J" }, "content"},
		{"too many files", func(in *feedback.Intake) { in.Files = make([]string, 11) }, "files"},
		{"an e-mail may lack what a form asks for", func(in *feedback.Intake) {
			in.Channel, in.Content, in.Sender = feedback.ByMail, "Ngắn", feedback.Sender{Email: "lan@example.vn"}
		}, ""},
	} {
		in := good
		test.change(&in)
		_, err := feedback.Prepare(in, moment(t, "2022-06-06T08:00"))
		var fault *motcua.Fault
		got := ""
		if errors.As(err, &fault) {
			got = fault.Field
		}
		if got != test.want {
			t.Errorf("%s: got fault of %q (%v), want %q", test.reason, got, err, test.want)
		}
	}
	in := good
	in.Content = "Chữ \u202eđảo\u202c chiều bị bỏ dấu điều khiển."
	in, err := feedback.Prepare(in, moment(t, "2022-06-06T08:00"))
	if err != nil || strings.ContainsRune(in.Content, '\u202e') {
		t.Errorf("marks of direction stay: %q (%v)", in.Content, err)
	}
	if got, want := in.Title, "Chữ đảo chiều bị bỏ dấu điều khiển"; got != want {
		t.Errorf("title: got %q, want %q", got, want)
	}
	if got, want := feedback.CodeIn("Re: [pa-2022-0031] Phản ánh"), "PA-2022-0031"; got != want {
		t.Errorf("code in a subject: got %q, want %q", got, want)
	}
}
