// Package gateway speaks with a payment gateway by the protocol that
// docs/operate.md describes, which is the common ground of the Vietnamese ones:
// parameters sorted by name and joined, an HMAC-SHA256 over them, the payer sent
// there and back by the browser, the gateway telling the result by a signed
// call of its own (IPN) and answering when it is asked.
//
// What comes back through the browser is never believed as a payment; only the
// gateway's own call and its answer are. Secrets appear in no error.
package gateway

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
)

// Gateway is a payment gateway that the office has a contract with.
type Gateway struct {
	settings Settings
	http     *http.Client
}

// Settings are what the contract says.
type Settings struct {
	Pay      string // address the payer is sent to
	Query    string // address that answers how an order stands; "" when there is none
	Merchant string // the office, as the gateway calls it
	Secret   string // keys the signatures
}

// window is how old a call may be, and early how far ahead its clock may run.
const (
	window = 15 * time.Minute
	early  = 5 * time.Minute
)

const (
	clock      = "20060102150405" // of the parameters, at the office's zone
	answerMost = 64 << 10
	waitMost   = 10 * time.Second
)

// New opens a gateway; nil without an address.
func New(s Settings) *Gateway {
	if s.Pay == "" {
		return nil
	}
	return &Gateway{settings: s, http: &http.Client{Timeout: waitMost, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// Order is what the payer is asked for.
type Order struct {
	ID     string
	Amount int64 // đồng
	Info   string
	Lang   string
	Back   string // address of ours for the payer
	Notify string // address of ours for the gateway
	At     time.Time
	Until  time.Time
}

// Begin is the address to which the payer goes.
func (g *Gateway) Begin(o Order) string {
	v := url.Values{"merchant": {g.settings.Merchant}, "order": {o.ID}, "amount": {strconv.FormatInt(o.Amount, 10)}, "currency": {"VND"},
		"info": {o.Info}, "lang": {o.Lang}, "return": {o.Back}, "notify": {o.Notify}, "created": {stamp(o.At)}, "expires": {stamp(o.Until)}}
	return join(g.settings.Pay, g.sign(v))
}

// Result is how an order stands, as the gateway says.
type Result struct {
	Order       string
	Amount      int64
	Transaction string
	Paid        bool
	Code        string // of the gateway: "00" is paid
	PaidAt      time.Time
}

// Reasons why a call is not believed.
var (
	ErrSignature = errors.New("the signature of the gateway's call is wrong")
	ErrLate      = errors.New("the gateway's call is too old or too early")
	ErrShape     = errors.New("the gateway's call lacks something")
)

// Read believes a call of the gateway, or says why not.
func (g *Gateway) Read(v url.Values, now time.Time) (Result, error) {
	var r Result
	if !g.signed(v) {
		return r, ErrSignature
	}
	sent, err := time.ParseInLocation(clock, v.Get("sent"), calendar.Zone())
	if err != nil {
		return r, ErrShape
	}
	if age := now.Sub(sent); age > window || age < -early {
		return r, ErrLate
	}
	return resultOf(v)
}

func resultOf(v url.Values) (Result, error) {
	amount, err := strconv.ParseInt(v.Get("amount"), 10, 64)
	r := Result{Order: v.Get("order"), Amount: amount, Transaction: v.Get("transaction"), Code: v.Get("result")}
	r.Paid = r.Code == "00"
	if err != nil || amount <= 0 || r.Order == "" || r.Code == "" || len(r.Order) > 64 || len(r.Transaction) > 64 || r.Paid && r.Transaction == "" {
		return Result{}, ErrShape
	}
	if r.Paid {
		if r.PaidAt, err = time.ParseInLocation(clock, v.Get("paid"), calendar.Zone()); err != nil {
			return Result{}, ErrShape
		}
	}
	return r, nil
}

// Ask asks the gateway how an order stands. Its faults are the gateway's, and
// say to try again later.
func (g *Gateway) Ask(ctx context.Context, order string, now time.Time) (Result, error) {
	unreachable := motcua.Refused(motcua.Conflict, "payment.gateway.silent")
	if g.settings.Query == "" {
		return Result{}, unreachable
	}
	v := g.sign(url.Values{"merchant": {g.settings.Merchant}, "order": {order}, "sent": {stamp(now)}})
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, g.settings.Query, strings.NewReader(v.Encode()))
	if err != nil {
		return Result{}, fmt.Errorf("ask the payment gateway: %w", err)
	}
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := g.http.Do(q)
	if err != nil {
		unreachable.Cause = err
		return Result{}, unreachable
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(answer.Body, answerMost))
	var said map[string]string
	if err != nil || answer.StatusCode != http.StatusOK || json.Unmarshal(body, &said) != nil {
		unreachable.Cause = errors.Join(fmt.Errorf("the gateway answered %d", answer.StatusCode), err)
		return Result{}, unreachable
	}
	values := url.Values{}
	for name, value := range said {
		values.Set(name, value)
	}
	r, err := g.Read(values, now)
	if err == nil && r.Order != order {
		err = ErrShape
	}
	if err != nil {
		unreachable.Cause = err
		return Result{}, unreachable
	}
	return r, nil
}

// sign adds the signature: the HMAC of the parameters sorted by name.
func (g *Gateway) sign(v url.Values) url.Values {
	v.Set("signature", hex.EncodeToString(g.mac(v)))
	return v
}

// signed compares in constant time. A parameter that stands twice is never
// signed: which of the two counts is not told.
func (g *Gateway) signed(v url.Values) bool {
	given, err := hex.DecodeString(v.Get("signature"))
	for _, values := range v {
		if len(values) != 1 {
			return false
		}
	}
	return err == nil && v.Get("merchant") == g.settings.Merchant && hmac.Equal(given, g.mac(v))
}

func (g *Gateway) mac(v url.Values) []byte {
	plain := url.Values{}
	for name, values := range v {
		if name != "signature" {
			plain[name] = values
		}
	}
	h := hmac.New(sha256.New, []byte(g.settings.Secret))
	h.Write([]byte(plain.Encode())) // sorted by name
	return h.Sum(nil)
}

func join(address string, v url.Values) string {
	if strings.Contains(address, "?") {
		return address + "&" + v.Encode()
	}
	return address + "?" + v.Encode()
}

func stamp(t time.Time) string { return t.In(calendar.Zone()).Format(clock) }

// Told is what the gateway is answered after its call. A gateway repeats its
// call until it is told 00 or 02.
type Told struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// The answers to a call of the gateway, by the numbers that Vietnamese gateways use.
var (
	Confirmed    = Told{"00", "confirmed"}
	UnknownOrder = Told{"01", "unknown order"}
	Already      = Told{"02", "already confirmed"}
	WrongAmount  = Told{"04", "wrong amount"}
	WrongSign    = Told{"97", "wrong signature"}
	TooLate      = Told{"98", "outside the time window"}
	Incomplete   = Told{"99", "incomplete"}
)

// Refusal is what the gateway is told when its call is not believed.
func Refusal(err error) Told {
	switch {
	case errors.Is(err, ErrSignature):
		return WrongSign
	case errors.Is(err, ErrLate):
		return TooLate
	default:
		return Incomplete
	}
}
