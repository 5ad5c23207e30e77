package web_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"motcua"
	"motcua/internal/message"
	"motcua/internal/officetest"
	"motcua/internal/passkey"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// named is a site at a name, since passkeys are bound to one.
func named(t testing.TB, o *officetest.Office) *site {
	t.Helper()
	words, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	s := &site{t: t, Office: o, log: &strings.Builder{}, URL: "http://localhost:" + port}
	handler, err := web.New(o.Office, words, web.Config{Brand: brand, PublicURL: s.URL, Log: slog.New(slog.NewTextHandler(s.log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: handler}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return s
}

// device gives the browser a telephone that makes passkeys and knows its owner.
func device(id *webauthn.AuthenticatorID) step {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		if _, err := cdp.Call(ctx, target, webauthn.Enable, webauthn.EnableParams{}); err != nil {
			return chromedp.Void{}, err
		}
		made, err := cdp.Call(ctx, target, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal, HasResidentKey: true, HasUserVerification: true,
			IsUserVerified: true, AutomaticPresenceSimulation: true}})
		*id = made.AuthenticatorID
		return chromedp.Void{}, err
	}
}

// shows has the device answer a question, and keeps the answer.
func shows(ask []byte, answer *string) step {
	asked := until("the device does not answer", fmt.Sprintf(`(() => {
		if (window.answer !== undefined) return true;
		if (!window.asking) {
			window.asking = true;
			navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(%s.publicKey) }).then(c => { window.answer = JSON.stringify(c); });
		}
		return false;
	})()`, ask))
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		if _, err := asked(ctx, target); err != nil {
			return chromedp.Void{}, err
		}
		var err error
		*answer, err = chromedp.Evaluate[string](`(() => { const a = window.answer; delete window.answer; delete window.asking; return a; })()`)(ctx, target)
		return chromedp.Void{}, err
	}
}

// TestPasskeys makes a passkey in a browser and signs in with it alone, also
// where a second step is on.
func TestPasskeys(t *testing.T) {
	s := named(t, officetest.New(t, "sqlite", "2022-06-06T08:30"))
	lan := s.citizen("lan@example.vn")
	b := browsertest.New(t)
	var telephone webauthn.AuthenticatorID
	every := []string{"light", "dark", "contrast"}
	b.Do(t, visit(s, "/dang-nhap"), fill("name", "lan@example.vn"), fill("password", officetest.Password), press("Đăng nhập"), sees("Thêm hồ sơ đã nộp tại quầy"))
	b.Axe(t, s.URL+"/cua-toi/bao-mat", every...)
	away := until("still signed in", `(() => {
		const f = document.querySelector('form[action="/dang-xuat"]');
		if (f && !window.leaving) { window.leaving = true; f.submit(); }
		return !f && location.pathname === "/" && document.readyState === "complete";
	})()`)
	party, elsewhere := must(passkey.New(s.URL, "Sở")), must(passkey.New("http://localhost:1", "Sở khác"))
	ask, keep, err := party.Ask()
	if err != nil {
		t.Fatal(err)
	}
	answer := ""
	check := func(what func()) step {
		return func(context.Context, *chromedp.Target) (chromedp.Void, error) { what(); return chromedp.Void{}, nil }
	}
	b.Do(t, device(&telephone), visit(s, "/cua-toi/bao-mat"), fill("passkeyName", "Điện thoại của Lan"), fill("passkeyPassword", "sai"), press("Thêm khoá truy cập"), sees("Mật khẩu đang dùng chưa đúng"),
		fill("passkeyName", "Điện thoại của Lan"), fill("passkeyPassword", officetest.Password), press("Thêm khoá truy cập"), sees("Đã thêm khoá truy cập"), sees("Điện thoại của Lan"),
		check(func() { lan.get("/cua-toi/bao-mat").says(t, 200, "chưa dùng") }),
		away, visit(s, "/dang-nhap?tiep=/cua-toi/phien"), press("Đăng nhập bằng khoá truy cập"), sees("Máy này"),
		check(func() { lan.get("/cua-toi/bao-mat").says(t, 200, "dùng gần nhất") }),
		away, visit(s, "/dang-nhap"), shows(ask, &answer), check(func() { proves(t, s, party, elsewhere, keep, answer) }),
		copied(&telephone), visit(s, "/dang-nhap"), press("Đăng nhập bằng khoá truy cập"), sees("không dùng được ở đây"))
	b.Axe(t, s.URL+"/dang-nhap", every...)
	id := ""
	for _, k := range must(s.Office.PasskeysOf(t.Context(), must(s.Office.SignInAccount(t.Context(), "lan@example.vn", officetest.Password)).ID)) {
		id = k.ID
	}
	nam := s.citizen("nam@example.vn")
	nam.post("/cua-toi/bao-mat/khoa/bo", url.Values{"passkey": {id}, "passkeyEnd": {officetest.Password}})
	lan.get("/cua-toi/bao-mat").says(t, 200, "Điện thoại của Lan")
	lan.post("/cua-toi/bao-mat/khoa/bo", url.Values{"passkey": {id}, "passkeyEnd": {"sai"}}).says(t, 422, `id="passkeyEnd-error"`)
	lan.post("/cua-toi/bao-mat/khoa/bo", url.Values{"passkey": {id}, "passkeyEnd": {officetest.Password}})
	if lan.get("/cua-toi/bao-mat").mentions("Điện thoại của Lan") {
		t.Error("a passkey removed is still there")
	}
}

// proves holds an answer of a device to everything that could be wrong with it,
// and then takes it once.
func proves(t *testing.T, s *site, party, elsewhere *passkey.Party, keep, answer string) {
	wrong := func(why string, party *passkey.Party, keep, answer string) {
		t.Helper()
		if _, err := s.Office.SignInPasskey(t.Context(), party, keep, answer); motcua.KindOf(err) != motcua.Invalid {
			t.Errorf("%s: %v", why, err)
		}
	}
	_, other, err := party.Ask()
	if err != nil {
		t.Fatal(err)
	}
	wrong("an answer made for another origin", elsewhere, keep, answer)
	wrong("an answer to another question", party, other, answer)
	wrong("an answer to no question", party, "", answer)
	wrong("no answer", party, keep, "")
	wrong("an answer that is none", party, keep, `{"id":"x"}`)
	if a, err := s.Office.SignInPasskey(t.Context(), party, keep, answer); err != nil || a.Email != "lan@example.vn" {
		t.Errorf("the right answer: %v %v", a, err)
	}
	wrong("the same answer again", party, keep, answer)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// copied puts the passkey on the device as it was before it was used: what
// somebody has who copied it then.
func copied(id *webauthn.AuthenticatorID) step {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		held, err := cdp.Call(ctx, target, webauthn.GetCredentials, webauthn.GetCredentialsParams{AuthenticatorID: *id})
		if err != nil {
			return chromedp.Void{}, err
		}
		if _, err := cdp.Call(ctx, target, webauthn.ClearCredentials, webauthn.ClearCredentialsParams{AuthenticatorID: *id}); err != nil {
			return chromedp.Void{}, err
		}
		old := held.Credentials[0]
		old.SignCount = 0
		_, err = cdp.Call(ctx, target, webauthn.AddCredential, webauthn.AddCredentialParams{AuthenticatorID: *id, Credential: old})
		return chromedp.Void{}, err
	}
}
