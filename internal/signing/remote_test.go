package signing_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"motcua/internal/signing"
	"motcua/internal/signing/standin"
)

// remote is a running signing service that holds a key named hung/01.
func remote(t *testing.T, b *bench) (*standin.Service, *signing.Remote, string) {
	t.Helper()
	s := &standin.Service{Authority: b.Authority, Secret: "bí mật", Code: "123456"}
	if err := s.Hold("hung/01", standin.Wish{Name: "Phan Quốc Hưng", From: from, Until: until}); err != nil {
		t.Fatal(err)
	}
	running := httptest.NewServer(s)
	t.Cleanup(running.Close)
	return s, signing.NewRemote(running.URL+"/", s.Secret), running.URL
}

func TestARemoteKeySigns(t *testing.T) {
	b := newBench(t)
	s, r, _ := remote(t, b)
	private := must(rsa.GenerateKey(rand.Reader, 2048))
	s.Keep("rsa", private, must(b.Certify(standin.Wish{Name: "Trần Văn Nghĩa", From: from, Until: until}, private.Public())))
	body := pdfOf(false, "")
	for _, name := range []string{"rsa", " hung/01 "} {
		kept := must(r.Fetch(t.Context(), name))
		if !signing.IsRemote(kept) {
			t.Fatalf("what is kept of %s looks like a file", name)
		}
		body = b.sign(signing.Signer{}, body, must(r.OpenRemote(kept, "123456")), signing.Signature)
	}
	if keys, said := b.keys(body), pdfsig(t, body); len(keys) > 0 || strings.Count(said, "Signature is Valid") != 2 {
		t.Errorf("faults %v\n%s", keys, said)
	}
	if signing.IsRemote(must(b.KeyFile(standin.Wish{Name: "Tệp", From: from, Until: until}, secret))) {
		t.Error("a key file passes for a remote key")
	}
}

func TestKeysThatTheServiceDoesNotGive(t *testing.T) {
	b := newBench(t)
	s, r, _ := remote(t, b)
	private := must(rsa.GenerateKey(rand.Reader, 1024))
	s.Keep("yeu", private, must(b.Certify(standin.Wish{Name: "Yếu", From: from, Until: until}, private.Public())))
	for _, test := range []struct{ reason, key, want string }{
		{"no name", "  ", "signing.remote.key.missing"},
		{"a name out of all measure", strings.Repeat("a", 121), "signing.remote.key.wrong"},
		{"a name with a line in it", "a\nb", "signing.remote.key.wrong"},
		{"a name that climbs", "..", "signing.remote.key.wrong"},
		{"a key that is not there", "ai/02", "signing.remote.key.unknown"},
		{"a weak key", "yeu", "signing.key.weak"},
	} {
		_, err := r.Fetch(t.Context(), test.key)
		wants(t, test.reason, err, test.want)
	}
	for reason, answer := range map[string]string{"no certificate": "", "rubbish": "xin chào", "a broken certificate": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "without end": strings.Repeat("a", 70<<10)} {
		s.Answer = says(http.StatusOK, answer)
		_, err := r.Fetch(t.Context(), "hung/01")
		wants(t, reason, err, "signing.remote.wrong")
	}
}

// says is an answer whatever was asked.
func says(status int, body string) func(http.ResponseWriter, *http.Request) bool {
	return func(rw http.ResponseWriter, _ *http.Request) bool {
		rw.WriteHeader(status)
		_, _ = rw.Write([]byte(body))
		return true
	}
}

func TestAServiceThatDoesNotSign(t *testing.T) {
	b := newBench(t)
	s, r, at := remote(t, b)
	kept := must(r.Fetch(t.Context(), "hung/01"))
	sign := func(ctx context.Context, r *signing.Remote, code string) error {
		out, err := signing.Signer{}.Sign(ctx, pdfOf(false, ""), must(r.OpenRemote(kept, code)), signing.Mark{Kind: signing.Signature, At: today})
		if err != nil && out != nil {
			t.Error("a file comes with a refusal")
		}
		return err
	}
	wants(t, "a wrong code", sign(t.Context(), r, "000000"), "signing.remote.code")
	asked := s.Signed()
	wants(t, "no code", sign(t.Context(), r, ""), "signing.remote.code")
	wants(t, "a code out of all measure", sign(t.Context(), r, strings.Repeat("1", 65)), "signing.remote.code")
	if s.Signed() != asked {
		t.Error("the service is asked without a code")
	}
	for _, test := range []struct {
		reason string
		answer func(http.ResponseWriter, *http.Request) bool
		want   string
	}{
		{"it does not know us", says(401, ""), "signing.remote.secret"},
		{"it lost the key", says(404, ""), "signing.remote.refused"},
		{"the key is locked", says(409, ""), "signing.remote.refused"},
		{"it is broken", says(500, ""), "signing.remote.away"},
		{"it leads elsewhere", says(302, ""), "signing.remote.away"},
		{"it says nothing", says(200, ""), "signing.remote.wrong"},
		{"it says rubbish", says(200, `{"signature": 7}`), "signing.remote.wrong"},
		{"it signs nothing", says(200, `{"signature": ""}`), "signing.remote.wrong"},
		{"it answers without end", says(200, strings.Repeat(" ", 70<<10)), "signing.remote.wrong"},
		{"it signs something else", says(200, `{"signature": "MAYCAQECAQE="}`), "signing.remote.mismatch"},
	} {
		s.Answer = test.answer
		err := sign(t.Context(), r, "123456")
		wants(t, test.reason, err, test.want)
		if signing.Halts(err) == (test.want == "signing.remote.mismatch") {
			t.Errorf("%s: halts %v", test.reason, signing.Halts(err))
		}
	}
	s.Answer = nil
	wants(t, "a wrong secret", sign(t.Context(), signing.NewRemote(at, "khác"), "123456"), "signing.remote.secret")
	if err := s.Hold("hung/01", standin.Wish{Name: "Kẻ lạ", From: from, Until: until}); err != nil {
		t.Fatal(err)
	}
	wants(t, "a key that was changed since", sign(t.Context(), r, "123456"), "signing.remote.mismatch")
	late := make(chan struct{})
	defer close(late)
	s.Answer = func(http.ResponseWriter, *http.Request) bool { <-late; return true }
	short, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	wants(t, "it takes too long", sign(short, r, "123456"), "signing.remote.away")
	wants(t, "nobody listens", sign(t.Context(), signing.NewRemote("http://127.0.0.1:1", "x"), "123456"), "signing.remote.away")
}
