// Package web is the office in a browser: the public pages, sign-in, and the
// pages of the staff. Every address stands in one table (routes.go). A handler
// parses, calls one use case of the office and renders a view; it returns an
// error, and one function (error.go) turns errors into pages.
//
// Pages work without JavaScript. They stand under a strict content security
// policy, take no cross-origin posts, and keep nothing of an applicant in
// addresses or logs.
package web

import (
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/passkey"
	"motcua/internal/sso"
	"motcua/internal/web/asset"
	"motcua/internal/web/view/layout"
)

// Config is what an installation chooses for its pages. The zero value serves
// them over plain HTTP under the neutral sign.
type Config struct {
	Brand     layout.Brand
	Demo      bool   // sample data: the clock is shown, every sample person signs in with one click
	Secure    bool   // served over HTTPS: cookies only there, and browsers are told to stay
	PublicURL string // https://motcua.example.gov.vn, as readers write it; "" when not known
	Proxied   bool   // a proxy of ours stands in front and names the reader in X-Forwarded-For
	Version   string
	Providers []*sso.Provider // of identities, through whom applicants sign in
	Log       *slog.Logger    // nil: slog.Default()
	// Stop is closed when the program ends, so that pages which are told of
	// changes are let go; nil when it never does.
	Stop <-chan struct{}
}

// Web serves the pages. It is safe for concurrent use.
type Web struct {
	office   *office.Office
	words    *message.Catalogue
	cfg      Config
	log      *slog.Logger
	sessions *scs.SessionManager
	party    *passkey.Party // nil where no address of this site is known
	signIns  *guard         // of one name from one address
	named    *guard         // sign-ins of one name from anywhere
	entering *guard         // sign-ins of any name from one address
	lookUps  *guard
	sent     *guard // feedbacks of one address
	seats    *guard // registrations for events from one address
	signUps  *guard
	asking   *guard // letters with a secret asked for from one address
	letterTo *guard // and to one address
	messages *guard // of applicants from one address
	drafts   *guard // begun from one address
	numbers  *guard // taken from one address
	arrivals *guard // files from one address
	uploads  *uploads
	routes   map[string]Route // by name
	counted  tally
	watch    *watch
}

// How long a session lasts: unused, and at most.
const (
	idleTime = 30 * time.Minute
	lifetime = 12 * time.Hour
)

// What wrong passwords and wrong keys cost.
const (
	signInTries = 5
	nameTries   = 20 // of one name, from however many addresses
	enterTries  = 50 // from one address, of however many names
	lookUpTries = 10
	signUpTries = 20 // a family, a firm behind one address
	lettersMost = 3  // with a secret, to one address
	lockTime    = 15 * time.Minute
	draftsMost  = 60 // an office behind one address begins many
)

// New makes the handler of every page. The error says what of the
// configuration cannot be.
func New(o *office.Office, words *message.Catalogue, cfg Config) (http.Handler, error) {
	if o == nil || words == nil {
		return nil, errors.New("web: needs an office and its words")
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	w := &Web{office: o, words: words, cfg: cfg, log: cfg.Log,
		signIns: newGuard(signInTries, lockTime), named: newGuard(nameTries, lockTime), entering: newGuard(enterTries, lockTime),
		lookUps: newGuard(lookUpTries, lockTime), sent: newGuard(sentMost, sentIn), seats: newGuard(registerMost, registerIn),
		signUps: newGuard(signUpTries, lockTime), asking: newGuard(signUpTries, lockTime), letterTo: newGuard(lettersMost, lockTime),
		drafts: newGuard(draftsMost, lockTime), numbers: newGuard(numbersMost, numbersIn), messages: newGuard(messagesMost, lockTime),
		arrivals: newGuard(arrivalMost, arrivalTime), routes: map[string]Route{}}
	w.sessions = w.newSessions()
	var err error
	if w.uploads, err = w.newUploads(); err != nil {
		return nil, err
	}
	if passkey.Possible(cfg.PublicURL) {
		if w.party, err = passkey.New(cfg.PublicURL, cfg.Brand.Agency); err != nil {
			return nil, err
		}
	}
	w.watch = newWatch(o.Watched, cfg.Stop, func(err error) { w.log.Error("looking for changes of open pages", "error", err) })
	mux := http.NewServeMux()
	mux.Handle(asset.Prefix, asset.Handler())
	for _, route := range routes() {
		w.routes[route.name] = route
		mux.Handle(route.method+" "+route.pattern, w.serve(route))
	}
	mux.Handle("/", w.serve(Route{name: "unknown", handler: (*Web).unknown}))
	return w.guarded(mux)
}

// guarded puts around every page what holds for all of them.
func (w *Web) guarded(pages http.Handler) (http.Handler, error) {
	origin := http.NewCrossOriginProtection()
	if w.cfg.PublicURL != "" {
		if err := origin.AddTrustedOrigin(w.cfg.PublicURL); err != nil {
			return nil, err
		}
	}
	origin.SetDenyHandler(w.serve(Route{name: "foreign", handler: (*Web).foreign}))
	return w.logged(w.headed(origin.Handler(pages))), nil
}

const policy = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"

func (w *Web) headed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		h := rw.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "geolocation=(), microphone=(), payment=()")
		if w.cfg.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(rw, r)
	})
}
