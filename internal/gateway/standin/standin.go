// Package standin is a payment gateway that runs for tests and demonstrations:
// it takes payers, signs, calls back, repeats, replays and answers questions,
// by the protocol of package gateway and with its own code for it. No money moves.
package standin

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"sort"
	"strings"
	"sync"
	"time"
)

// Server is a gateway at work. The zero value with Merchant and Secret is
// ready; it is safe for concurrent use.
type Server struct {
	Merchant, Secret string
	Now              func() time.Time

	mu     sync.Mutex
	orders map[string]url.Values // as begun, with their result once paid
}

// ServeHTTP takes payers at …/pay, pays at POST …/pay, which calls the office
// before it sends the payer back, and answers …/query.
func (s *Server) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(rw, "bad form", http.StatusBadRequest)
		return
	}
	switch {
	case !s.signed(r.Form):
		http.Error(rw, "wrong signature", http.StatusForbidden)
	case strings.HasSuffix(r.URL.Path, "/query"):
		s.answer(rw, r.Form.Get("order"))
	case strings.HasSuffix(r.URL.Path, "/pay") && r.Method == http.MethodPost:
		order := r.Form.Get("order")
		s.Take(r.Form)
		back := s.Pay(order, "00")
		// Whoever does not hear the call asks for it.
		_, _ = Send(s.Notify(order), s.Call(order, nil))
		http.Redirect(rw, r, back, http.StatusSeeOther)
	case strings.HasSuffix(r.URL.Path, "/pay"):
		s.Take(r.Form)
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		_ = page.Execute(rw, map[string]any{"Amount": r.Form.Get("amount"), "Info": r.Form.Get("info"), "Form": r.Form})
	default:
		http.NotFound(rw, r)
	}
}

var page = template.Must(template.New("pay").Parse(`<!doctype html><html lang="vi"><title>Cổng thanh toán (mẫu)</title><h1>Cổng thanh toán (mẫu)</h1>
<p>{{.Info}}: {{.Amount}} VND</p><form method="post">{{range $n, $v := .Form}}<input type="hidden" name="{{$n}}" value="{{index $v 0}}">{{end}}<button>Thanh toán</button></form></html>`))

// Take keeps an order that a payer came with.
func (s *Server) Take(order url.Values) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.orders == nil {
		s.orders = map[string]url.Values{}
	}
	if _, known := s.orders[order.Get("order")]; !known {
		s.orders[order.Get("order")] = order
	}
}

// Pay ends an order with a result, "00" being paid, and gives the address the
// payer goes back to.
func (s *Server) Pay(order, result string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.orders[order]
	if o == nil {
		return ""
	}
	o.Set("result", result)
	o.Set("paid", s.stamp())
	back := s.resultOf(o)
	return o.Get("return") + "?" + back.Encode()
}

// Call is the signed call that tells the result of an order; change may alter
// it before it is signed.
func (s *Server) Call(order string, change func(url.Values)) url.Values {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.orders[order]
	if o == nil {
		o = url.Values{"order": {order}, "amount": {"100000"}, "result": {"00"}, "paid": {s.stamp()}}
	}
	v := s.resultOf(o)
	if change != nil {
		change(v)
		s.sign(v)
	}
	return v
}

// Notify is where the gateway calls about an order.
func (s *Server) Notify(order string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.orders[order].Get("notify")
}

// Send makes a call and reads the answer.
func Send(address string, call url.Values) (code string, err error) {
	q, err := http.NewRequest(http.MethodPost, address, strings.NewReader(call.Encode()))
	if err != nil {
		return "", err
	}
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		return "", err
	}
	defer func() { _ = a.Body.Close() }()
	body, err := io.ReadAll(a.Body)
	if err != nil {
		return "", err
	}
	var told struct{ Code string }
	return told.Code, json.Unmarshal(body, &told)
}

func (s *Server) answer(rw http.ResponseWriter, order string) {
	s.mu.Lock()
	o := s.orders[order]
	said := map[string]string{}
	if o != nil {
		v := s.resultOf(o)
		for name := range v {
			said[name] = v.Get(name)
		}
	}
	s.mu.Unlock()
	rw.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(rw).Encode(said)
}

func (s *Server) resultOf(o url.Values) url.Values {
	v := url.Values{"merchant": {s.Merchant}, "order": {o.Get("order")}, "amount": {o.Get("amount")}, "result": {"01"},
		"transaction": {"GD" + o.Get("order")}, "sent": {s.stamp()}}
	if o.Get("result") != "" {
		v.Set("result", o.Get("result"))
		v.Set("paid", o.Get("paid"))
	}
	s.sign(v)
	return v
}

func (s *Server) sign(v url.Values) { v.Set("signature", hex.EncodeToString(s.mac(v))) }

func (s *Server) signed(v url.Values) bool {
	given, err := hex.DecodeString(v.Get("signature"))
	return err == nil && hmac.Equal(given, s.mac(v))
}

// mac is written out by the words of the protocol, not by the code under test.
func (s *Server) mac(v url.Values) []byte {
	var names []string
	for name := range v {
		if name != "signature" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var parts []string
	for _, name := range names {
		parts = append(parts, url.QueryEscape(name)+"="+url.QueryEscape(v.Get(name)))
	}
	h := hmac.New(sha256.New, []byte(s.Secret))
	h.Write([]byte(strings.Join(parts, "&")))
	return h.Sum(nil)
}

func (s *Server) stamp() string {
	return s.Now().In(time.FixedZone("+07", 7*3600)).Format("20060102150405")
}
