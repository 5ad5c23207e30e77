package signing_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"motcua"
	"motcua/internal/signing"
	"motcua/internal/signing/standin"
)

var (
	hue    = time.FixedZone("+07", 7*3600)
	today  = time.Date(2022, 6, 6, 8, 30, 0, 0, hue)
	from   = time.Date(2021, 1, 1, 0, 0, 0, 0, hue)
	until  = time.Date(2030, 1, 1, 0, 0, 0, 0, hue)
	secret = "mật khẩu thử"
)

// pdfOf is a PDF of one page, with its table as a table or as a stream.
func pdfOf(stream bool, more string) []byte {
	var b bytes.Buffer
	var at []int
	b.WriteString("%PDF-1.5\n")
	for i, object := range []string{"<< /Type /Catalog /Pages 2 0 R" + more + " >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
		"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
		"<< /Length 40 >>\nstream\nBT /F1 24 Tf 72 700 Td (Giay phep) Tj ET\nendstream", "<< /T (ghi chu) /FT /Tx >>"} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	if stream {
		rows := []byte{0, 0, 0, 0, 0, 255, 255}
		for _, n := range append(at, start) {
			rows = append(rows, 1, 0, 0, byte(n>>8), byte(n), 0, 0)
		}
		fmt.Fprintf(&b, "6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", len(rows), rows, start)
		return b.Bytes()
	}
	b.WriteString("xref\n0 6\n0000000000 65535 f\r\n")
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n\r\n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
}

type bench struct {
	*standin.Authority
	t     testing.TB
	trust *signing.Trust
}

func newBench(t testing.TB) *bench {
	t.Helper()
	a, err := standin.New("Chứng thực mẫu", from, until)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Authority: a, t: t}
	b.believe(nil)
	return b
}

func (b *bench) believe(lists []byte) {
	b.t.Helper()
	trust, err := signing.NewTrust(b.Root(), lists)
	if err != nil {
		b.t.Fatal(err)
	}
	b.trust = trust
}

func (b *bench) key(name string, from, until time.Time) *signing.Key {
	b.t.Helper()
	file, err := b.KeyFile(standin.Wish{Name: name, Organisation: "Sở Kế hoạch và Đầu tư", From: from, Until: until}, secret)
	if err != nil {
		b.t.Fatal(err)
	}
	key, err := signing.OpenKey(file, secret)
	if err != nil {
		b.t.Fatal(err)
	}
	return key
}

func (b *bench) sign(s signing.Signer, body []byte, key *signing.Key, kind signing.Kind) []byte {
	b.t.Helper()
	name := key.About().Name
	out, err := s.Sign(b.t.Context(), body, key, signing.Mark{Kind: kind, Name: name, Reason: "Ký (duyệt) Nghĩa \\ vụ", At: today,
		Lines: []string{name, "Phó Giám đốc Sở Kế hoạch và Đầu tư", "06/06/2022 08:30:00 +07:00"}})
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

// keys are the faults of a check, by their last words.
func (b *bench) keys(body []byte) []string {
	b.t.Helper()
	found, err := b.trust.Check(body)
	if err != nil {
		b.t.Fatal(err)
	}
	list := []string{}
	for _, f := range found {
		for _, text := range f.Faults {
			list = append(list, strings.TrimPrefix(text.Key, "signing.found."))
		}
	}
	return list
}

// pdfsig is what poppler says of a file, which knows nothing of our code.
func pdfsig(t testing.TB, body []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := exec.Command("pdfsig", "-nocert", file).CombinedOutput()
	return string(out)
}

func TestThreeSignaturesHold(t *testing.T) {
	b := newBench(t)
	stamping, err := b.Stamping(from, until, func() time.Time { return today.Add(time.Minute) })
	if err != nil {
		t.Fatal(err)
	}
	authority := httptest.NewServer(stamping)
	defer authority.Close()
	head, leader, agency := b.key("Trần Văn Nghĩa (ĩ)", from, until), b.key("Phan Quốc Hưng", from, until), b.key("Sở Kế hoạch và Đầu tư", from, until)
	for _, stream := range []bool{false, true} {
		plain := pdfOf(stream, "/AcroForm << /Fields [5 0 R] /DA (/Helv 0 Tf) >>")
		one := b.sign(signing.Signer{}, plain, head, signing.Initials)
		two := b.sign(signing.Signer{Stamper: signing.NewStamper(authority.URL)}, one, leader, signing.Signature)
		three := b.sign(signing.Signer{}, two, agency, signing.Seal)
		if !bytes.HasPrefix(three, two) || !bytes.HasPrefix(two, one) || !bytes.HasPrefix(one, plain) {
			t.Fatal("a signature has changed what was signed before")
		}
		found, err := b.trust.Check(three)
		if err != nil || len(found) != 3 {
			t.Fatalf("found %d signatures (%v)", len(found), err)
		}
		for i, name := range []string{"Trần Văn Nghĩa (ĩ)", "Phan Quốc Hưng", "Sở Kế hoạch và Đầu tư"} {
			if f := found[i]; !f.Holds() || f.By.Name != name || f.Stamped != (i == 1) || f.By.Issuer != "Chứng thực mẫu" {
				t.Errorf("signature %d: %+v", i, f)
			}
		}
		if !found[0].At.Equal(today) || !found[1].At.Equal(today.Add(time.Minute)) {
			t.Errorf("moments: %v, %v", found[0].At, found[1].At)
		}
		said := pdfsig(t, three)
		if strings.Count(said, "Signature is Valid") != 3 || strings.Count(said, "ETSI.CAdES.detached") != 3 || strings.Count(said, "Total document signed") != 1 {
			t.Errorf("pdfsig says\n%s", said)
		}
		if !bytes.Contains(three[len(two):], []byte("/Fields [ 5 0 R ")) || !bytes.Contains(three[len(two):], []byte("/DA <")) {
			t.Error("a field of the form is gone")
		}
	}
}

func TestAKeyOfRSASignsToo(t *testing.T) {
	b := newBench(t)
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	c, err := b.Certify(standin.Wish{Name: "Phan Quốc Hưng", From: from, Until: until}, private.Public())
	if err != nil {
		t.Fatal(err)
	}
	file, err := pkcs12.Legacy.Encode(private, c, nil, "12345678")
	if err != nil {
		t.Fatal(err)
	}
	key, err := signing.OpenKey(file, "12345678")
	if err != nil {
		t.Fatal(err)
	}
	out := b.sign(signing.Signer{}, pdfOf(false, ""), key, signing.Signature)
	if keys := b.keys(out); len(keys) > 0 || !strings.Contains(pdfsig(t, out), "Signature is Valid") {
		t.Errorf("faults %v\n%s", keys, pdfsig(t, out))
	}
}

func TestWhatIsWrongWithASignedFile(t *testing.T) {
	b := newBench(t)
	other := newBench(t)
	good := b.sign(signing.Signer{}, pdfOf(false, ""), b.key("Phan Quốc Hưng", from, until), signing.Signature)
	if keys := b.keys(good); len(keys) != 0 {
		t.Fatalf("a good file: %v", keys)
	}
	changed := bytes.Replace(good, []byte("Giay phep"), []byte("Giay phap"), 1)
	if !strings.Contains(pdfsig(t, changed), "Digest Mismatch") {
		t.Errorf("pdfsig does not see the change:\n%s", pdfsig(t, changed))
	}
	if said := pdfsig(t, append(slices.Clone(good), "\n% thêm"...)); !strings.Contains(said, "Not total document signed") {
		t.Errorf("pdfsig does not see what was appended:\n%s", said)
	}
	cut := bytes.Replace(good, []byte("/ByteRange [0 "), []byte("/ByteRange [9 "), 1)
	unread := bytes.Replace(good, []byte("/ByteRange [0 "), []byte("/ByteRange (0 "), 1)
	i := bytes.Index(good, []byte("/Contents <3")) + len("/Contents <")
	garbled := slices.Clone(good)
	copy(garbled[i:], "ffff")
	j := bytes.Index(good[i:], []byte("0000>")) + i
	hidden := slices.Clone(good)
	copy(hidden[j:], "beef")
	resigned := other.sign(signing.Signer{}, good, other.key("Kẻ lạ", from, until), signing.Seal)
	for _, test := range []struct {
		reason string
		body   []byte
		want   []string
	}{
		{"a byte of what was signed is changed", changed, []string{"changed"}},
		{"a byte is added behind", append(slices.Clone(good), ' '), []string{"appended"}},
		{"an update is added behind", append(slices.Clone(good), "9 0 obj\n<< >>\nendobj\n%%EOF\n"...), []string{"appended"}},
		{"the range does not begin with the file", cut, []string{"range", "appended"}},
		{"the range cannot be read", unread, []string{"range", "appended"}},
		{"the signature cannot be read", garbled, []string{"unreadable"}},
		{"something hides behind the signature", hidden, []string{"unreadable"}},
		{"a stranger signs on top", resigned, []string{"untrusted"}},
		{"no signature at all", pdfOf(false, ""), []string{}},
	} {
		if got := b.keys(test.body); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.reason, got, test.want)
		}
	}
}

func TestCertificatesOfTheirTime(t *testing.T) {
	b := newBench(t)
	body := pdfOf(false, "")
	for reason, at := range map[string][2]time.Time{"key.expired": {from, today.Add(-time.Hour)}, "key.early": {today.Add(time.Hour), until}} {
		_, err := signing.Signer{}.Sign(t.Context(), body, b.key("Hết hạn", at[0], at[1]), signing.Mark{Kind: signing.Signature, At: today})
		wants(t, reason, err, "signing."+reason)
	}
	key := b.key("Bị thu hồi", from, until)
	signed := b.sign(signing.Signer{}, body, key, signing.Signature)
	stamping, err := b.Stamping(from, until, func() time.Time { return today })
	if err != nil {
		t.Fatal(err)
	}
	authority := httptest.NewServer(stamping)
	defer authority.Close()
	stamped := b.sign(signing.Signer{Stamper: signing.NewStamper(authority.URL)}, body, key, signing.Signature)
	for _, f := range must(b.trust.Check(signed)) {
		b.Revoke(parseSerial(f.By.Serial), today.Add(time.Hour))
	}
	list, err := b.List(today.Add(2 * time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	b.believe(list)
	if got := b.keys(signed); !slices.Equal(got, []string{"revoked"}) {
		t.Errorf("revoked later, without a time-stamp: %v", got)
	}
	if got := b.keys(stamped); len(got) > 0 {
		t.Errorf("revoked after its time-stamp: %v", got)
	}
	// A file that claims a moment at which the certificate was none yet.
	old := bytes.Replace(signed, []byte("(D:20220606"), []byte("(D:20200606"), 1)
	if got := b.keys(old); !slices.Contains(got, "changed") || !slices.Contains(got, "early") {
		t.Errorf("dated back: %v", got)
	}
	if got := b.keys(bytes.Replace(signed, []byte("(D:20220606"), []byte("(D:20400606"), 1)); !slices.Contains(got, "expired") {
		t.Errorf("dated on: %v", got)
	}
}

func TestBadKeyFiles(t *testing.T) {
	b := newBench(t)
	file := must(b.KeyFile(standin.Wish{Name: "Phan Quốc Hưng", From: from, Until: until}, secret))
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	c := must(b.Certify(standin.Wish{Name: "Yếu", From: from, Until: until}, weak.Public()))
	strange := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	for _, test := range []struct {
		reason   string
		file     []byte
		password string
		want     string
	}{
		{"a wrong password", file, "sai", "signing.key.password"},
		{"no password", file, "", "signing.key.password"},
		{"no PKCS#12", []byte("%PDF-1.4"), secret, "signing.key.kind"},
		{"nothing", nil, secret, "signing.key.kind"},
		{"cut off", file[:len(file)/2], secret, "signing.key.kind"},
		{"too large", make([]byte, signing.KeyFileLargest+1), secret, "signing.key.large"},
		{"too weak", must(pkcs12.Modern.Encode(weak, c, nil, secret)), secret, "signing.key.weak"},
		{"a key of another certificate", must(pkcs12.Modern.Encode(strange, c, nil, secret)), secret, "signing.key.kind"},
		{"certificates alone", must(pkcs12.Modern.EncodeTrustStore([]*x509.Certificate{c}, secret)), secret, "signing.key.kind"},
	} {
		_, err := signing.OpenKey(test.file, test.password)
		wants(t, test.reason, err, test.want)
	}
}

func TestBadFiles(t *testing.T) {
	b := newBench(t)
	key := b.key("Phan Quốc Hưng", from, until)
	good := string(pdfOf(false, ""))
	locked := strings.Replace(good, "/Root 1 0 R", "/Root 1 0 R /Encrypt 5 0 R", 1)
	for _, test := range []struct{ reason, body, want string }{
		{"no PDF", "<html>", "signing.notPDF"},
		{"nothing", "", "signing.notPDF"},
		{"a password", locked, "signing.locked"},
		{"a head alone", "%PDF-1.4\n", "signing.broken"},
		{"cut off", good[:len(good)-60], "signing.broken"},
		{"no page", strings.Replace(good, "/Kids [3 0 R]", "/Kids []     ", 1), "signing.broken"},
		{"pages in a ring", strings.Replace(good, "/Kids [3 0 R]", "/Kids [2 0 R]", 1), "signing.broken"},
		{"a table without end", strings.Replace(good, "/Size 6", "/Size 99999999", 1), "signing.broken"},
		{"an object out of all measure", strings.Replace(good, "xref\n0 6\n", "xref\n999999999 6\n", 1), "signing.broken"},
		{"a table that leads back to itself", strings.Replace(good, "/Size 6", fmt.Sprintf("/Size 6 /Prev %d", strings.Index(good, "xref\n0 6")), 1), ""},
	} {
		_, err := signing.Signer{}.Sign(t.Context(), []byte(test.body), key, signing.Mark{Kind: signing.Signature, At: today})
		if test.want != "" {
			wants(t, test.reason, err, test.want)
		}
	}
	_, err := b.trust.Check([]byte(locked))
	wants(t, "a password", err, "signing.locked")
}

func TestAStamperThatFails(t *testing.T) {
	b := newBench(t)
	key := b.key("Phan Quốc Hưng", from, until)
	for reason, test := range map[string]struct {
		answer http.HandlerFunc
		want   string
	}{
		"it is away":      {func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(503) }, "signing.stamper.away"},
		"it says nothing": {func(http.ResponseWriter, *http.Request) {}, "signing.stamper.wrong"},
		"it says rubbish": {func(rw http.ResponseWriter, _ *http.Request) { _, _ = rw.Write([]byte("xin chào")) }, "signing.stamper.wrong"},
	} {
		authority := httptest.NewServer(test.answer)
		_, err := signing.Signer{Stamper: signing.NewStamper(authority.URL)}.Sign(t.Context(), pdfOf(false, ""), key, signing.Mark{Kind: signing.Signature, At: today})
		authority.Close()
		wants(t, reason, err, test.want)
	}
	_, err := signing.Signer{Stamper: signing.NewStamper("http://127.0.0.1:1/")}.Sign(t.Context(), pdfOf(false, ""), key, signing.Mark{Kind: signing.Signature, At: today})
	wants(t, "nobody listens", err, "signing.stamper.away")
}

func FuzzCheck(f *testing.F) {
	b := newBench(f)
	f.Add(b.sign(signing.Signer{}, pdfOf(false, ""), b.key("Phan Quốc Hưng", from, until), signing.Signature))
	f.Fuzz(func(_ *testing.T, body []byte) { _, _ = b.trust.Check(body) })
}

func BenchmarkSign(b *testing.B) {
	bench := newBench(b)
	key, body := bench.key("Phan Quốc Hưng", from, until), pdfOf(false, "")
	for b.Loop() {
		bench.sign(signing.Signer{}, body, key, signing.Signature)
	}
}

func BenchmarkCheck(b *testing.B) {
	bench := newBench(b)
	body := bench.sign(signing.Signer{}, pdfOf(false, ""), bench.key("Phan Quốc Hưng", from, until), signing.Signature)
	for b.Loop() {
		bench.keys(body)
	}
}

func wants(t *testing.T, reason string, err error, key string) {
	t.Helper()
	var f *motcua.Fault
	if !errors.As(err, &f) || f.Text.Key != key {
		t.Errorf("%s: %v, want %s", reason, err, key)
	}
}

// must is a value that there is no reason to miss.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func parseSerial(hexadecimal string) *big.Int {
	n, _ := new(big.Int).SetString(hexadecimal, 16)
	return n
}
