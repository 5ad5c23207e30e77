// Package api is the JSON API of the office, version 1, under /api/v1: one file
// per noun, each call in one shape – read what was sent, call one use case of
// package office, answer. It is the sibling of the web pages and adds no rule
// of its own.
//
// Instants are RFC 3339 at +07:00 and null when they have not come yet; working
// time is whole minutes; money is integer đồng. Errors are problem documents
// (RFC 9457) in the reader's language, with the key of the message as their
// stable code. The OpenAPI document at /api/v1/openapi.json is made from the
// same types that are sent.
package api

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"motcua/internal/message"
	"motcua/internal/office"
)

// base is where the API lives below the address of the installation.
const base = "/api/v1"

// Config is how an installation offers its API. The zero value serves.
type Config struct {
	Demo      bool         // POST /demo/clock may move the clock forward
	PublicURL string       // address of the installation, for the OpenAPI document; "" for a relative one
	Version   string       // of the program, for the OpenAPI document
	BehindOne bool         // one proxy stands before us: the caller is the last X-Forwarded-For
	Lookups   Lookups      // how often the public may look dossiers up
	Log       *slog.Logger // of what went wrong on our side; nil is the default logger
}

type api struct {
	office *office.Office
	words  *message.Catalogue
	cfg    Config
	log    *slog.Logger
	mux    *http.ServeMux
	huma   huma.API
	gate   *gate
}

// New is the API over an office; mount it at /api/ and /demo/. It is safe for
// concurrent use.
func New(o *office.Office, words *message.Catalogue, cfg Config) http.Handler {
	a := &api{office: o, words: words, cfg: cfg, log: cfg.Log, mux: http.NewServeMux(), gate: newGate(cfg.Lookups)}
	if a.log == nil {
		a.log = slog.Default()
	}
	a.huma = humago.NewWithPrefix(a.mux, base, huma.Config{
		OpenAPI: &huma.OpenAPI{
			Info:    &huma.Info{Title: "motcua", Version: orElse(cfg.Version, "1"), Description: about},
			Servers: []*huma.Server{{URL: cfg.PublicURL + base}},
			Components: &huma.Components{
				Schemas:         huma.NewMapRegistry("#/components/schemas/", schemaNamer),
				SecuritySchemes: map[string]*huma.SecurityScheme{tokenScheme: {Type: "http", Scheme: "bearer"}},
			},
		},
		Formats:       huma.DefaultFormats,
		DefaultFormat: "application/json",
		Transformers:  []huma.Transformer{a.translate},
	})
	a.routes()
	a.document()
	return a
}

const about = "The one-stop office: procedures, dossiers, consultations between agencies, dates and figures. " +
	"Instants are RFC 3339 at +07:00, null when they have not come; durations are whole working minutes; money is integer đồng. " +
	"Writes take an optional Idempotency-Key."

// routes mounts every call; each noun's file lists its own.
func (a *api) routes() {
	a.deadlines()
	a.dossiers()
	a.handling()
	a.consultations()
	a.conclusions()
	a.lookups()
	a.statistics()
	a.catalogue()
	a.people()
	a.clock()
}

// request is what a call knows beside its own input.
type request struct {
	caller
	words *message.Printer
	body  []byte
}

type requestKey struct{}

func requestOf(ctx context.Context) *request {
	if req, ok := ctx.Value(requestKey{}).(*request); ok {
		return req
	}
	return &request{}
}

// ServeHTTP reads what every call has in common – language, body, caller –
// and hands on.
func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	words := a.words.In(languageOf(r.Header.Get("Accept-Language")))
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Language", words.Lang())
	header.Add("Vary", "Accept-Language")
	defer a.caught(w, r, words)
	if a.unrouted(w, r, words) {
		return
	}
	req := &request{words: words}
	var err error
	if req.body, err = readBody(r); err == nil {
		req.caller, err = a.callerOf(r)
	}
	if err != nil {
		a.refuse(w, r, words, err)
		return
	}
	r = r.WithContext(context.WithValue(r.Context(), requestKey{}, req))
	if key := r.Header.Get("Idempotency-Key"); key != "" && r.Method == http.MethodPost && req.by.Person != "" {
		a.once(w, r, req, key)
		return
	}
	a.mux.ServeHTTP(w, r)
}

// unrouted answers what no call is mounted for: 404, or 405 with what is
// allowed.
func (a *api) unrouted(w http.ResponseWriter, r *http.Request, words *message.Printer) bool {
	plain, pattern := a.mux.Handler(r)
	if pattern != "" {
		return false
	}
	answer := newRecorder()
	plain.ServeHTTP(answer, r)
	if allowed := answer.header.Get("Allow"); allowed != "" {
		w.Header().Set("Allow", allowed)
		a.refuse(w, r, words, wrongMethod(r.Method, allowed))
		return true
	}
	a.refuse(w, r, words, noSuchAddress(r.URL.Path))
	return true
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
