// Package mail brings letters to a mail server (SMTP, RFC 5321). It knows
// addresses, subjects and bodies, and nothing of what they are about.
package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"
)

// Settings are the mail server and whom letters come from.
type Settings struct {
	Address        string // host:port
	From           string // address, with or without a name: Sở KH&ĐT <motcua@example.gov.vn>
	User, Password string // "" signs in to none
	TLS            string // none, starttls (when ""), tls
	Trust          *tls.Config
}

// ErrRefused is a letter that the server will not take however often it is
// tried: a reply of 5xx, an address it cannot be.
var ErrRefused = errors.New("refused for good")

// within is how long one letter may take.
const within = 30 * time.Second

// Server is a mail server. It is safe for concurrent use.
type Server struct {
	settings Settings
	host     string
	options  []mail.Option
}

// New checks the settings; it does not call the server.
func New(s Settings) (*Server, error) {
	host, port, err := net.SplitHostPort(s.Address)
	if err != nil {
		return nil, fmt.Errorf("mail server %q: %w", s.Address, err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, fmt.Errorf("mail server %q: %w", s.Address, err)
	}
	if err := mail.NewMsg().From(s.From); err != nil {
		return nil, fmt.Errorf("sender %q: %w", s.From, err)
	}
	options := []mail.Option{mail.WithPort(number), mail.WithTimeout(within)}
	switch s.TLS {
	case "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	case "tls":
		options = append(options, mail.WithSSL())
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if s.Trust != nil {
		options = append(options, mail.WithTLSConfig(s.Trust))
	}
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthPlain), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	return &Server{settings: s, host: host, options: options}, nil
}

// Letter is a letter as the server gets it.
type Letter struct {
	ID, To, Subject, Body string
	Unsubscribe           string // address that shuts e-mail by one POST (RFC 8058); "" for none
}

// Send hands a letter to the server. The id becomes the Message-ID, so that a
// letter handed over twice is seen to be one.
func (s *Server) Send(ctx context.Context, l Letter) error {
	m := mail.NewMsg()
	if err := errors.Join(m.From(s.settings.From), m.To(l.To)); err != nil {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	m.Subject(l.Subject)
	m.SetMessageIDWithValue(fmt.Sprintf("%x@motcua", l.ID))
	m.SetDate()
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	if l.Unsubscribe != "" {
		m.SetGenHeader(mail.HeaderListUnsubscribe, "<"+l.Unsubscribe+">")
		m.SetGenHeader(mail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	m.SetBodyString(mail.TypeTextPlain, l.Body)
	client, err := mail.NewClient(s.host, s.options...)
	if err != nil {
		return fmt.Errorf("mail server: %w", err)
	}
	err = client.DialAndSendWithContext(ctx, m)
	var failed *mail.SendError
	if errors.As(err, &failed) && !failed.IsTemp() && failed.ErrorCode() >= 500 {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	if err != nil {
		return fmt.Errorf("send letter: %w", err)
	}
	return nil
}
