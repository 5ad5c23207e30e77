package web_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"motcua/internal/officetest"
)

// softDevice is an authenticator written here, so that it can be made to answer
// wrongly. The real one is the browser's, in passkey_browser_test.go.
type softDevice struct {
	t      testing.TB
	id     []byte
	key    *ecdsa.PrivateKey
	handle []byte // the account, as the site named it
	count  uint32
	origin string
	host   string
	flags  byte // of an assertion: user present 1, verified 4
}

func newDevice(t testing.TB, s *site) *softDevice {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &softDevice{t: t, id: []byte(rand.Text()), key: key, origin: s.URL, host: "localhost", flags: 0x05}
}

// question is what a site asks a browser for.
type question struct {
	PublicKey struct {
		Challenge string
		User      struct{ ID string }
	}
}

func (d *softDevice) read(a answer) question {
	d.t.Helper()
	var q question
	if err := json.Unmarshal([]byte(a.body), &q); err != nil || a.status != http.StatusOK || q.PublicKey.Challenge == "" {
		d.t.Fatalf("nothing is asked: %d %s", a.status, a.body)
	}
	return q
}

var b64 = base64.RawURLEncoding.EncodeToString

func (d *softDevice) client(kind, challenge string) []byte {
	body, _ := json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": d.origin, "crossOrigin": false})
	return body
}

func (d *softDevice) data(flags byte) []byte {
	host := sha256.Sum256([]byte(d.host))
	return binary.BigEndian.AppendUint32(append(host[:], flags), d.count)
}

// made answers what a site asks for a new key.
func (d *softDevice) made(q question) string {
	d.t.Helper()
	d.handle, _ = base64.RawURLEncoding.DecodeString(q.PublicKey.User.ID)
	public, err := d.key.PublicKey.Bytes()
	if err != nil {
		d.t.Fatal(err)
	}
	cose, err := cbor.Marshal(map[int]any{1: 2, 3: -7, -1: 1, -2: public[1:33], -3: public[33:]})
	if err != nil {
		d.t.Fatal(err)
	}
	data := append(d.data(d.flags|0x40), make([]byte, 16)...)
	data = append(binary.BigEndian.AppendUint16(data, uint16(len(d.id))), d.id...)
	object, err := cbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": append(data, cose...)})
	if err != nil {
		d.t.Fatal(err)
	}
	body, _ := json.Marshal(map[string]any{"id": b64(d.id), "rawId": b64(d.id), "type": "public-key",
		"response": map[string]any{"clientDataJSON": b64(d.client("webauthn.create", q.PublicKey.Challenge)), "attestationObject": b64(object)}})
	return string(body)
}

// shown answers what a site asks for signing in.
func (d *softDevice) shown(q question) string {
	d.t.Helper()
	d.count++
	data, client := d.data(d.flags), d.client("webauthn.get", q.PublicKey.Challenge)
	hash := sha256.Sum256(client)
	signed := sha256.Sum256(append(data[:len(data):len(data)], hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, d.key, signed[:])
	if err != nil {
		d.t.Fatal(err)
	}
	body, _ := json.Marshal(map[string]any{"id": b64(d.id), "rawId": b64(d.id), "type": "public-key",
		"response": map[string]any{"clientDataJSON": b64(client), "authenticatorData": b64(data), "signature": b64(signature), "userHandle": b64(d.handle)}})
	return string(body)
}

// register makes a key of the account that the reader is signed in with.
func (r *reader) register(d *softDevice, name string) answer {
	r.site.t.Helper()
	q := d.read(r.post("/cua-toi/bao-mat/khoa/hoi", nil))
	return r.post("/cua-toi/bao-mat/khoa", url.Values{"passkeyName": {name}, "passkeyPassword": {officetest.Password}, "credential": {d.made(q)}})
}

// show signs a reader in with a key.
func (r *reader) show(d *softDevice) answer {
	r.site.t.Helper()
	return r.answered(d.shown(d.read(r.post("/dang-nhap/khoa/hoi", nil))))
}

func (r *reader) answered(credential string) answer {
	r.site.t.Helper()
	return r.post("/dang-nhap/khoa", url.Values{"credential": {credential}, "tiep": {"/cua-toi?x=1"}})
}

// TestAPasskeyOnBothEngines is added, shown, and removed by its owner alone.
func TestAPasskeyOnBothEngines(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := named(t, o)
		lan, nam := s.citizen("lan@example.vn"), s.citizen("nam@example.vn")
		d := newDevice(t, s)
		if a := lan.register(d, "Điện thoại của Lan"); a.status != http.StatusSeeOther {
			t.Fatalf("adding: %d", a.status)
		}
		lan.get("/cua-toi/bao-mat").says(t, 200, "Điện thoại của Lan", "Đã thêm khoá truy cập")
		lan.register(d, "Lần nữa").says(t, http.StatusConflict, "đã có trong một tài khoản")
		lan.register(newDevice(t, s), "  ").says(t, 422, `id="passkeyName-error"`)
		if a := s.reader().show(d); a.header.Get("Location") != "/cua-toi?x=1" {
			t.Fatalf("showing: %d to %q", a.status, a.header.Get("Location"))
		}
		gone := url.Values{"passkey": {b64(d.id)}, "passkeyEnd": {officetest.Password}}
		nam.post("/cua-toi/bao-mat/khoa/bo", gone)
		if a := s.reader().show(d); a.status != http.StatusSeeOther {
			t.Error("somebody else removed the passkey")
		}
		lan.post("/cua-toi/bao-mat/khoa/bo", gone)
		s.reader().show(d).says(t, 422, "không dùng được ở đây")
		for _, secret := range []string{b64(d.id), "lan@example.vn", officetest.Password} {
			if strings.Contains(s.log.String(), secret) {
				t.Errorf("the log holds %s", secret)
			}
		}
	})
}

// TestPasskeysThatProveNothing: an answer that is not the key's own, fresh, of
// this site and from a device that knows its user signs nobody in.
func TestPasskeysThatProveNothing(t *testing.T) {
	s := named(t, officetest.New(t, "sqlite", "2022-06-06T08:30"))
	lan, nam := s.citizen("lan@example.vn"), s.citizen("nam@example.vn")
	ofLan, ofNam := newDevice(t, s), newDevice(t, s)
	lan.register(ofLan, "khoá của Lan")
	nam.register(ofNam, "khoá của Nam")
	ask := func(r *reader, d *softDevice) question { return d.read(r.post("/dang-nhap/khoa/hoi", nil)) }
	for _, test := range []struct {
		reason string
		show   func(r *reader, d *softDevice) answer
	}{
		{"the answer to an earlier question", func(r *reader, d *softDevice) answer {
			old := d.shown(ask(r, d))
			ask(r, d)
			return r.answered(old)
		}},
		{"the same answer again", func(r *reader, d *softDevice) answer {
			body := d.shown(ask(r, d))
			r.answered(body)
			r.post("/dang-xuat", nil)
			return r.answered(body)
		}},
		{"a question put to another browser", func(r *reader, d *softDevice) answer { return r.answered(d.shown(ask(s.reader(), d))) }},
		{"nothing was asked", func(r *reader, d *softDevice) answer { return r.answered(d.shown(question{})) }},
		{"the account of another", func(r *reader, d *softDevice) answer { d.handle = ofNam.handle; return r.show(d) }},
		{"an account that is none", func(r *reader, d *softDevice) answer { d.handle = []byte("ai"); return r.show(d) }},
		{"no account", func(r *reader, d *softDevice) answer { d.handle = nil; return r.show(d) }},
		{"another site's page", func(r *reader, d *softDevice) answer { d.origin = "https://ke-gian.example"; return r.show(d) }},
		{"another port of the host", func(r *reader, d *softDevice) answer { d.origin = "http://localhost:1"; return r.show(d) }},
		{"a key of another host", func(r *reader, d *softDevice) answer { d.host = "ke-gian.example"; return r.show(d) }},
		{"a device that did not verify its user", func(r *reader, d *softDevice) answer { d.flags = 0x01; return r.show(d) }},
		{"a key that was never added", func(r *reader, d *softDevice) answer { d.id = []byte("khác"); return r.show(d) }},
		{"another key under the same id", func(r *reader, d *softDevice) answer { d.key = newDevice(t, s).key; return r.show(d) }},
		{"a key copied earlier, whose count stayed behind", func(r *reader, d *softDevice) answer { d.count = 0; return r.show(d) }},
		{"a question that got a wrong answer before", func(r *reader, d *softDevice) answer {
			q := ask(r, d)
			r.answered("{")
			return r.answered(d.shown(q))
		}},
		{"no JSON", func(r *reader, d *softDevice) answer { ask(r, d); return r.answered("{") }},
		{"an empty answer", func(r *reader, d *softDevice) answer { ask(r, d); return r.answered("") }},
	} {
		t.Run(test.reason, func(t *testing.T) {
			if a := s.reader().show(ofLan); a.status != http.StatusSeeOther {
				t.Fatalf("the key itself is not good: %d", a.status)
			}
			d := *ofLan
			r := s.reader()
			test.show(r, &d).says(t, 422, "không dùng được ở đây")
			if a := r.get("/cua-toi"); a.status != http.StatusSeeOther {
				t.Errorf("signed in all the same: %d", a.status)
			}
			ofLan.count = max(ofLan.count, d.count)
		})
	}
	for why, change := range map[string]func(*softDevice){"from another site's page": func(d *softDevice) { d.origin = "https://ke-gian.example" },
		"from a device that did not verify its user": func(d *softDevice) { d.flags = 0x01 }} {
		t.Run("a new key "+why, func(t *testing.T) {
			fresh := newDevice(t, s)
			change(fresh)
			lan.register(fresh, "khoá giả").says(t, 422, `id="passkeyName-error"`)
		})
	}
	t.Run("questions from one address are counted", func(t *testing.T) {
		r := s.reader()
		for range 50 {
			r.post("/dang-nhap/khoa/hoi", nil)
		}
		r.post("/dang-nhap/khoa/hoi", nil).says(t, 429)
	})
}
