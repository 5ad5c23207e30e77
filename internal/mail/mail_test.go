package mail_test

import (
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"motcua/internal/mail"
)

// server is a real SMTP server on this machine that answers as it is told.
type server struct {
	mu     sync.Mutex
	answer []error // to each letter in turn; nil takes it
	taken  []string
}

func (s *server) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{server: s}, nil }

type session struct{ server *server }

func (s *session) Mail(string, *smtp.MailOptions) error { return nil }
func (s *session) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (s *session) Reset()                               {}
func (s *session) Logout() error                        { return nil }
func (s *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	if len(s.server.answer) > 0 {
		answer := s.server.answer[0]
		s.server.answer = s.server.answer[1:]
		if answer != nil {
			return answer
		}
	}
	s.server.taken = append(s.server.taken, string(data))
	return nil
}

func start(t *testing.T, answers ...error) (*server, *mail.Server) {
	t.Helper()
	s := &server{answer: answers}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	there := smtp.NewServer(s)
	there.Domain, there.ReadTimeout, there.WriteTimeout = "localhost", 10*time.Second, 10*time.Second
	go func() { _ = there.Serve(listener) }()
	t.Cleanup(func() { _ = there.Close() })
	client, err := mail.New(mail.Settings{Address: listener.Addr().String(), From: "Sở KH&ĐT <motcua@example.gov.vn>", TLS: "none"})
	if err != nil {
		t.Fatal(err)
	}
	return s, client
}

func TestALetterArrives(t *testing.T) {
	s, m := start(t)
	if err := m.Send(t.Context(), mail.Letter{ID: "submission/1/1", To: "lan@example.vn", Subject: "Hồ sơ cần bổ sung\r\nBcc: ai@example.vn", Body: "Đề nghị bổ sung giấy tờ.\n\nhttps://motcua.example.gov.vn/nop/1", Unsubscribe: "https://motcua.example.gov.vn/thoi-nhan/x"}); err != nil {
		t.Fatal(err)
	}
	if len(s.taken) != 1 {
		t.Fatalf("%d letters arrived", len(s.taken))
	}
	head, _, _ := strings.Cut(s.taken[0], "\r\n\r\n")
	for _, line := range strings.Split(head, "\r\n") {
		if strings.HasPrefix(line, "Bcc:") {
			t.Errorf("a subject brought a head of its own: %s", line)
		}
	}
	for _, want := range []string{"Message-ID: <7375626d697373696f6e2f312f31@motcua>", "Auto-Submitted: auto-generated", "To: <lan@example.vn>",
		"List-Unsubscribe: <https://motcua.example.gov.vn/thoi-nhan/x>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"} {
		if !strings.Contains(head, want) {
			t.Errorf("the head lacks %q:\n%s", want, head)
		}
	}
}

func TestWhatAServerAnswers(t *testing.T) {
	for _, test := range []struct {
		reason string
		answer error
		final  bool
	}{
		{"greylisted: try again", &smtp.SMTPError{Code: 451, Message: "try again later"}, false},
		{"no such mailbox: never", &smtp.SMTPError{Code: 550, Message: "no such user"}, true},
	} {
		t.Run(test.reason, func(t *testing.T) {
			_, m := start(t, test.answer)
			err := m.Send(t.Context(), mail.Letter{ID: "x", To: "lan@example.vn", Subject: "Hồ sơ", Body: "…", Unsubscribe: "https://motcua.example.gov.vn/thoi-nhan/x"})
			if err == nil || errors.Is(err, mail.ErrRefused) != test.final {
				t.Errorf("got %v, refused for good: want %v", err, test.final)
			}
			if again := m.Send(t.Context(), mail.Letter{ID: "x", To: "lan@example.vn", Subject: "Hồ sơ", Body: "…", Unsubscribe: "https://motcua.example.gov.vn/thoi-nhan/x"}); again != nil {
				t.Errorf("the next try: %v", again)
			}
		})
	}
	t.Run("an address that cannot be", func(t *testing.T) {
		_, m := start(t)
		if err := m.Send(t.Context(), mail.Letter{ID: "x", To: "không phải địa chỉ", Subject: "Hồ sơ", Body: "…", Unsubscribe: "https://motcua.example.gov.vn/thoi-nhan/x"}); !errors.Is(err, mail.ErrRefused) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("nobody at home", func(t *testing.T) {
		m, err := mail.New(mail.Settings{Address: "127.0.0.1:1", From: "a@example.vn", TLS: "none"})
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Send(t.Context(), mail.Letter{ID: "x", To: "lan@example.vn", Subject: "Hồ sơ", Body: "…", Unsubscribe: "https://motcua.example.gov.vn/thoi-nhan/x"}); err == nil || errors.Is(err, mail.ErrRefused) {
			t.Errorf("got %v", err)
		}
	})
}
