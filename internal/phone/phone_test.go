package phone_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/phone"
)

const secret = "bi-mat-cua-hop-dong"

// gateway is a stand-in on this machine that answers as it is told and keeps
// what it was sent.
type gateway struct {
	status int
	answer string
	heads  []http.Header
	bodies []map[string]any
}

func (g *gateway) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	var body map[string]any
	data, _ := io.ReadAll(r.Body)
	_ = json.Unmarshal(data, &body)
	g.heads, g.bodies = append(g.heads, r.Header), append(g.bodies, body)
	rw.Header().Set("Location", "/elsewhere")
	rw.WriteHeader(g.status)
	_, _ = io.WriteString(rw, g.answer)
}

var message = phone.Message{ID: "notice/1", To: "0905123456", Text: "Ho so H57 da tiep nhan https://motcua.example.vn/t/H57/BCD", Link: "https://motcua.example.vn/t/H57/BCD"}

func TestWhatComesOfAShortMessage(t *testing.T) {
	for _, test := range []struct {
		reason    string
		status    int
		answer    string
		sms, zalo string // what came of it: number, final, again
	}{
		{"taken", 200, `{"id":"77","error":0,"data":{"msg_id":"77"}}`, "77", "77"},
		{"a number that the gateway does not take", 400, `{}`, "final", "final"},
		{"a message too long", 422, `{}`, "final", "final"},
		{"too many at once", 429, `{}`, "again", "again"},
		{"a token that has run out is the office's fault", 401, `{}`, "again", "again"},
		{"the gateway is broken", 500, `{}`, "again", "again"},
		{"the gateway rests", 503, ``, "again", "again"},
		{"a redirect is not followed with the token", 307, ``, "again", "again"},
		{"an answer that is no JSON", 200, `<html>`, "again", "again"},
		{"Zalo: the number has no Zalo", 200, `{"error":-118}`, "", "final"},
		{"Zalo: the token is wrong", 200, `{"error":-124}`, "", "again"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			g := &gateway{status: test.status, answer: test.answer}
			server := httptest.NewServer(g)
			defer server.Close()
			token := filepath.Join(t.TempDir(), "token")
			if err := os.WriteFile(token, []byte(secret+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			number, err := phone.NewSMS(server.URL, secret, "SKHDT").Send(t.Context(), message)
			came(t, "sms", number, err, test.sms)
			number, err = phone.NewZalo(server.URL, token, "123").Send(t.Context(), message)
			came(t, "zalo", number, err, test.zalo)
			if len(g.bodies) != 2 {
				t.Fatalf("%d calls, want one each", len(g.bodies))
			}
			if g.heads[0].Get("Idempotency-Key") != "notice/1" || g.heads[0].Get("Authorization") != "Bearer "+secret {
				t.Errorf("sms: heads %v", g.heads[0])
			}
			if b := g.bodies[0]; b["to"] != "84905123456" || b["from"] != "SKHDT" || b["text"] != message.Text {
				t.Errorf("sms: %v", b)
			}
			if b := g.bodies[1]; g.heads[1].Get("access_token") != secret || b["tracking_id"] != "notice/1" || b["template_id"] != "123" || b["phone"] != "84905123456" {
				t.Errorf("zalo: %v", b)
			}
		})
	}
}

func came(t *testing.T, way, number string, err error, want string) {
	t.Helper()
	got := number
	switch {
	case errors.Is(err, phone.ErrRefused):
		got = "final"
	case err != nil:
		got = "again"
	}
	if got != want {
		t.Errorf("%s: got %s (%v), want %s", way, got, err, want)
	}
	silent(t, way, err)
}

// silent fails when an error gives away the token, the number or the text.
func silent(t *testing.T, way string, err error) {
	t.Helper()
	if err == nil {
		return
	}
	for _, private := range []string{secret, "905123456", "tiep nhan"} {
		if strings.Contains(err.Error(), private) {
			t.Errorf("%s: the error holds %q: %v", way, private, err)
		}
	}
}

func TestNobodyAtHome(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	_, err := phone.NewSMS(server.URL+"/?key="+secret, secret, "SKHDT").Send(t.Context(), message)
	if err == nil || errors.Is(err, phone.ErrRefused) {
		t.Errorf("got %v, want it tried again", err)
	}
	silent(t, "sms", err)
	_, err = phone.NewZalo(server.URL, filepath.Join(t.TempDir(), "none"), "123").Send(t.Context(), message)
	if err == nil || errors.Is(err, phone.ErrRefused) {
		t.Errorf("no token: got %v, want it tried again", err)
	}
}

func TestNumbersAsGatewaysWantThem(t *testing.T) {
	for typed, want := range map[string]string{"0905123456": "84905123456", "+6591234567": "6591234567"} {
		if got := phone.International(typed); got != want {
			t.Errorf("%s: got %s, want %s", typed, got, want)
		}
	}
}
