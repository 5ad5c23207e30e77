package gateway_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua"
	"motcua/internal/gateway"
	"motcua/internal/gateway/standin"
)

var now = time.Date(2022, 6, 6, 8, 30, 0, 0, time.FixedZone("", 7*3600))

const secret = "bi-mat-cua-cong"

func opened(t *testing.T) (*gateway.Gateway, *standin.Server, string) {
	t.Helper()
	there := &standin.Server{Merchant: "SKHDT", Secret: secret, Now: func() time.Time { return now }}
	server := httptest.NewServer(there)
	t.Cleanup(server.Close)
	return gateway.New(gateway.Settings{Pay: server.URL + "/pay", Query: server.URL + "/query", Merchant: "SKHDT", Secret: secret}), there, server.URL
}

func order() gateway.Order {
	return gateway.Order{ID: "order1", Amount: 100_000, Info: "MC H57 16 220606 0001 & phí", Lang: "vi", Back: "https://x.vn/ve", Notify: "https://x.vn/bao", At: now, Until: now.Add(time.Hour)}
}

func TestAnOrderIsPaid(t *testing.T) {
	g, there, _ := opened(t)
	page, err := http.Get(g.Begin(order()))
	if err != nil {
		t.Fatal(err)
	}
	_ = page.Body.Close()
	if got, want := page.StatusCode, http.StatusOK; got != want {
		t.Fatalf("the gateway answers %d, want %d: our signature", got, want)
	}
	if r, err := g.Ask(t.Context(), "order1", now); err != nil || r.Paid {
		t.Errorf("before it is paid: got %+v (%v)", r, err)
	}
	there.Pay("order1", "00")
	r, err := g.Ask(t.Context(), "order1", now)
	if err != nil || !r.Paid || r.Amount != 100_000 || !r.PaidAt.Equal(now) {
		t.Errorf("after: got %+v (%v)", r, err)
	}
	if r, err := g.Read(there.Call("order1", nil), now); err != nil || !r.Paid {
		t.Errorf("its call: got %+v (%v)", r, err)
	}
}

func TestCallsThatAreNotBelieved(t *testing.T) {
	g, there, _ := opened(t)
	there.Take(url.Values{"order": {"order1"}, "amount": {"100000"}})
	there.Pay("order1", "00")
	for _, test := range []struct {
		reason string
		call   func() url.Values
		at     time.Time
		want   error
		told   string
	}{
		{"as it was signed", func() url.Values { return there.Call("order1", nil) }, now, nil, ""},
		{"another amount", func() url.Values { v := there.Call("order1", nil); v.Set("amount", "1"); return v }, now, gateway.ErrSignature, "97"},
		{"something added", func() url.Values { v := there.Call("order1", nil); v.Set("extra", "1"); return v }, now, gateway.ErrSignature, "97"},
		{"the amount twice", func() url.Values { v := there.Call("order1", nil); v.Add("amount", "1"); return v }, now, gateway.ErrSignature, "97"},
		{"without a signature", func() url.Values { v := there.Call("order1", nil); v.Del("signature"); return v }, now, gateway.ErrSignature, "97"},
		{"a signature that is none", func() url.Values { v := there.Call("order1", nil); v.Set("signature", "zz"); return v }, now, gateway.ErrSignature, "97"},
		{"of another merchant", func() url.Values { return there.Call("order1", func(v url.Values) { v.Set("merchant", "KHAC") }) }, now, gateway.ErrSignature, "97"},
		{"with another secret", func() url.Values {
			other := &standin.Server{Merchant: "SKHDT", Secret: "khac", Now: there.Now}
			return other.Call("order1", nil)
		}, now, gateway.ErrSignature, "97"},
		{"an hour old", func() url.Values { return there.Call("order1", nil) }, now.Add(time.Hour), gateway.ErrLate, "98"},
		{"from the future", func() url.Values { return there.Call("order1", nil) }, now.Add(-time.Hour), gateway.ErrLate, "98"},
		{"at the edge", func() url.Values { return there.Call("order1", nil) }, now.Add(15 * time.Minute), nil, ""},
		{"without its time", func() url.Values { return there.Call("order1", func(v url.Values) { v.Del("sent") }) }, now, gateway.ErrShape, "99"},
		{"a negative amount", func() url.Values { return there.Call("order1", func(v url.Values) { v.Set("amount", "-5") }) }, now, gateway.ErrShape, "99"},
		{"an amount beyond numbers", func() url.Values {
			return there.Call("order1", func(v url.Values) { v.Set("amount", "99999999999999999999") })
		}, now, gateway.ErrShape, "99"},
		{"without an order", func() url.Values { return there.Call("order1", func(v url.Values) { v.Del("order") }) }, now, gateway.ErrShape, "99"},
		{"paid without a transaction", func() url.Values { return there.Call("order1", func(v url.Values) { v.Del("transaction") }) }, now, gateway.ErrShape, "99"},
	} {
		_, err := g.Read(test.call(), test.at)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", test.reason, err, test.want)
		}
		if err != nil && gateway.Refusal(err).Code != test.told {
			t.Errorf("%s: told %v, want %s", test.reason, gateway.Refusal(err), test.told)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the error tells the secret", test.reason)
		}
	}
}

func TestAGatewayThatDoesNotAnswer(t *testing.T) {
	slow := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/error":
			http.Error(rw, "busy", http.StatusBadGateway)
		case "/other":
			_, _ = rw.Write([]byte("<html>"))
		case "/unsigned":
			_, _ = rw.Write([]byte(`{"order":"order1","amount":"1","result":"00"}`))
		case "/away":
			http.Redirect(rw, r, "http://127.0.0.1:1/", http.StatusFound)
		}
	}))
	defer slow.Close()
	for reason, address := range map[string]string{"down": "http://127.0.0.1:1/", "an error": slow.URL + "/error", "another page": slow.URL + "/other",
		"an answer without a signature": slow.URL + "/unsigned", "sends us elsewhere": slow.URL + "/away", "none is known": ""} {
		g := gateway.New(gateway.Settings{Pay: "https://x.vn", Query: address, Merchant: "SKHDT", Secret: secret})
		_, err := g.Ask(context.Background(), "order1", now)
		var fault *motcua.Fault
		if !errors.As(err, &fault) || fault.Text.Key != "payment.gateway.silent" {
			t.Errorf("%s: got %v, want a fault that says to try later", reason, err)
		}
	}
	if gateway.New(gateway.Settings{}) != nil {
		t.Error("a gateway without an address")
	}
}
