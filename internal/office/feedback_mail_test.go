package office_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"motcua"
	"motcua/feedback"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
)

// mail is an e-mail with an id, a writer, a subject and a text.
func mail(id, from, subject, text string, more ...string) *strings.Reader {
	lines := append([]string{"From: " + from, "Message-ID: <" + id + "@example.vn>", "Subject: " + subject}, more...)
	return strings.NewReader(strings.Join(append(lines, "", text), "\r\n"))
}

// TestMailBecomesFeedback: once, however often and however much at once the
// same mail is handed in; answers are added to what they answer; what machines
// write is left.
func TestMailBecomesFeedback(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, pipe := context.Background(), identity.CommandLine()
		var wait sync.WaitGroup
		taken := make([]office.MailTaken, 6)
		for i := range taken {
			wait.Go(func() {
				var err error
				if taken[i], err = o.ReceiveMail(ctx, pipe, mail("1", "Lan <lan@example.vn>", "Quy dinh", "Quy dinh nay kho hieu.")); err != nil {
					t.Errorf("take: %v", err)
				}
			})
		}
		wait.Wait()
		fresh := 0
		for _, m := range taken {
			if m.Code != "PA-2022-0001" && !strings.HasPrefix(m.Code, "PA-2022-") {
				t.Errorf("code: got %q", m.Code)
			}
			if !m.Before {
				fresh++
			}
			if m.Code != taken[0].Code {
				t.Errorf("one mail became %s and %s", m.Code, taken[0].Code)
			}
		}
		if fresh != 1 {
			t.Errorf("taken: got %d times, want once", fresh)
		}
		code := taken[0].Code
		subject := "Re: [" + code + "] Quy dinh"
		at := office.FeedbackTarget{Code: code}
		_, err := o.AskFeedback(ctx, o.As("office"), at, "Đề nghị cho biết họ tên, địa chỉ.")
		check(t, "ask", err)
		for _, test := range []struct {
			reason, id, from string
			more             []string
			want             office.MailTaken
		}{
			{"an answer of absence", "2", "lan@example.vn", []string{"Auto-Submitted: auto-replied"}, office.MailTaken{Automatic: true}},
			{"the sender's answer", "3", "LAN@example.vn", nil, office.MailTaken{Code: code, Added: true}},
			{"the same again", "3", "lan@example.vn", nil, office.MailTaken{Code: code, Before: true}},
		} {
			got, err := o.ReceiveMail(ctx, pipe, mail(test.id, test.from, subject, "12 Le Loi", test.more...))
			if err != nil || got != test.want {
				t.Errorf("%s: got %+v (%v), want %+v", test.reason, got, err, test.want)
			}
		}
		other, err := o.ReceiveMail(ctx, pipe, mail("4", "nguoi-khac@example.vn", subject, "Tôi chen vào"))
		if err != nil || other.Added || other.Code == code {
			t.Errorf("somebody else answers: got %+v (%v)", other, err)
		}
		v, err := o.Feedback(ctx, o.As("office"), code)
		check(t, "read", err)
		if v.State != feedback.Received || len(v.Messages) != 2 || v.Messages[1].Content != "12 Le Loi" {
			t.Errorf("after the answer: %s with %+v", v.State, v.Messages)
		}
		_, err = o.RefuseFeedback(ctx, o.As("office"), at, feedback.NoIdentity, "Thiếu thông tin người gửi theo quy định.")
		check(t, "refuse", err)
		late, err := o.ReceiveMail(ctx, pipe, mail("5", "lan@example.vn", subject, "Con mot viec nua"))
		if err != nil || late.Added || late.Code == code || late.Code == "" {
			t.Errorf("an answer to what is closed becomes one of its own: got %+v (%v)", late, err)
		}
		if _, err := o.ReceiveMail(ctx, o.As("specialist"), mail("6", "lan@example.vn", "x", "y")); motcua.KindOf(err) != motcua.Forbidden {
			t.Errorf("a specialist hands one in: %v", err)
		}
		if _, err := o.ReceiveMail(ctx, pipe, strings.NewReader("rác")); motcua.KindOf(err) != motcua.Invalid {
			t.Errorf("no message: %v", err)
		}
	})
}

// TestAMailWithAnArchive: the words and the papers are taken, the archive is
// left out and named.
func TestAMailWithAnArchive(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		part := func(name, body string) string {
			return "--b\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\n\r\n" + body + "\r\n"
		}
		body := "--b\r\n\r\nXem tệp kèm.\r\n" + part("giay.pdf", "%PDF-1.4 giấy\n%%EOF\n") + part("../a.zip", "PK\x03\x04\x14\x00"+strings.Repeat("\x00", 40)) + "--b--\r\n"
		taken, err := o.ReceiveMail(ctx, identity.CommandLine(), mail("1", "lan@example.vn", "Tep", body, `Content-Type: multipart/mixed; boundary="b"`))
		check(t, "take", err)
		v, err := o.Feedback(ctx, o.As("office"), taken.Code)
		check(t, "read", err)
		if len(v.Files) != 1 || strings.Join(v.LeftOut, ",") != "a.zip" || v.Content != "Xem tệp kèm." {
			t.Errorf("got %d files, %v left out, %q", len(v.Files), v.LeftOut, v.Content)
		}
	})
}

func TestALongMailIsKeptWhole(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		taken, err := o.ReceiveMail(ctx, identity.CommandLine(), mail("1", "lan@example.vn", strings.Repeat("Dài ", 200), strings.Repeat("Rất dài. ", 2000)))
		check(t, "take", err)
		v, err := o.Feedback(ctx, o.As("office"), taken.Code)
		check(t, "read", err)
		files, err := o.FilesOfFeedback(ctx, v)
		check(t, "files", err)
		if n := len([]rune(v.Content)); n > feedback.ContentMost || len(files) != 1 {
			t.Errorf("got %d letters and %d files", n, len(files))
		}
	})
}
