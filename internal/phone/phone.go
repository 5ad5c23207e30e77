// Package phone brings short messages to telephones: by a gateway of SMS with
// the plain contract of docs/operate.md, and by Zalo Notification Service
// (ZNS). It knows numbers and texts, and nothing of what they are about.
// Secrets, numbers and texts appear in no error.
package phone

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Message is a short message as a gateway gets it.
type Message struct {
	ID   string // the same at every try, so that the gateway sends it once
	To   string // as it is typed here: 0905123456
	Text string
	Link string // where to read on; "" for none
}

// ErrRefused is a message that a gateway will not take however often it is tried.
var ErrRefused = errors.New("refused for good")

const (
	within     = 20 * time.Second // how long one message may take
	answerMost = 64 << 10
)

// International writes a number of this country with its code and without the
// plus sign, as gateways want it: 84905123456.
func International(number string) string {
	if rest, ok := strings.CutPrefix(number, "0"); ok {
		return "84" + rest
	}
	return strings.TrimPrefix(number, "+")
}

// client sends JSON and never follows a redirect, which would carry the token
// to another place.
func client() *http.Client {
	return &http.Client{Timeout: within, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// call posts JSON and reads the answer: 2xx is taken; 4xx is refused for good,
// but for 408, 425 and 429, which like 5xx ask to come again, and 401 and 403,
// which are a fault of the settings and not of the message.
func call(ctx context.Context, by *http.Client, address string, head map[string]string, body, answer any) error {
	sent, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("write short message: %w", err)
	}
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(sent))
	if err != nil {
		return errors.New("short message: the address of the gateway cannot be used")
	}
	q.Header.Set("Content-Type", "application/json")
	for name, value := range head {
		q.Header.Set(name, value)
	}
	got, err := by.Do(q)
	if err != nil {
		return fmt.Errorf("short message: the gateway does not answer: %w", bare(err))
	}
	defer func() { _ = got.Body.Close() }()
	read, err := io.ReadAll(io.LimitReader(got.Body, answerMost))
	if err != nil {
		return fmt.Errorf("short message: the answer of the gateway breaks off: %w", bare(err))
	}
	switch s := got.StatusCode; {
	case s >= 200 && s < 300:
		if json.Unmarshal(read, answer) != nil {
			return fmt.Errorf("short message: the gateway answers %d with something else than JSON", s)
		}
		return nil
	case s >= 400 && s < 500 && s != 401 && s != 403 && s != 408 && s != 425 && s != 429:
		return fmt.Errorf("%w: the gateway answers %d", ErrRefused, s)
	default:
		return fmt.Errorf("short message: the gateway answers %d", s)
	}
}

// bare is an error of net/http without the address, which may hold a key.
func bare(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return err
}

// SMS is a gateway of SMS.
type SMS struct {
	address, token, sender string
	http                   *http.Client
}

// NewSMS opens a gateway of SMS at an address, with the token of the contract
// and the brand name that messages come from.
func NewSMS(address, token, sender string) *SMS {
	return &SMS{address: address, token: token, sender: sender, http: client()}
}

// Send hands a message to the gateway and gives its number there.
func (s *SMS) Send(ctx context.Context, m Message) (string, error) {
	var answer struct {
		ID string `json:"id"`
	}
	err := call(ctx, s.http, s.address, map[string]string{"Authorization": "Bearer " + s.token, "Idempotency-Key": m.ID},
		map[string]string{"id": m.ID, "from": s.sender, "to": International(m.To), "text": m.Text}, &answer)
	return answer.ID, err
}

// Zalo is the notification service of Zalo, with one template of the office
// that has two parameters: noi_dung, the text, and lien_ket, the address.
type Zalo struct {
	address, tokenFile, template string
	http                         *http.Client
}

// NewZalo opens the service at an address. The access token is read from a file
// at every message, since Zalo's last 25 hours and whoever renews them writes
// them there.
func NewZalo(address, tokenFile, template string) *Zalo {
	return &Zalo{address: address, tokenFile: tokenFile, template: template, http: client()}
}

// final are the answers of Zalo that no later try changes: a number that is
// none, has no Zalo, or has shut the office out; a template it does not take.
func final(code int) bool {
	switch code {
	case -108, -109, -112, -114, -117, -118, -119, -131, -132, -139, -144, -1441:
		return true
	}
	return false
}

// Send hands a message to Zalo and gives its number there. Zalo answers 200
// whatever happened; the code stands in the answer.
func (z *Zalo) Send(ctx context.Context, m Message) (string, error) {
	token, err := os.ReadFile(filepath.Clean(z.tokenFile))
	if err != nil {
		return "", fmt.Errorf("read the token of Zalo: %w", err)
	}
	var answer struct {
		Error int `json:"error"`
		Data  struct {
			ID string `json:"msg_id"`
		} `json:"data"`
	}
	err = call(ctx, z.http, z.address, map[string]string{"access_token": strings.TrimSpace(string(token))}, map[string]any{
		"phone": International(m.To), "template_id": z.template, "tracking_id": m.ID,
		"template_data": map[string]string{"noi_dung": m.Text, "lien_ket": m.Link},
	}, &answer)
	switch {
	case err != nil:
		return "", err
	case final(answer.Error):
		return "", fmt.Errorf("%w: Zalo answers %d", ErrRefused, answer.Error)
	case answer.Error != 0:
		return "", fmt.Errorf("short message: Zalo answers %d", answer.Error)
	}
	return answer.Data.ID, nil
}
