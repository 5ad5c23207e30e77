package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/a-h/templ"

	"motcua/account"
	"motcua/identity"
	"motcua/internal/message"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/layout"
)

// visit is what is known of one request before its handler runs.
type visit struct {
	route     Route
	display   display
	printer   *message.Printer
	person    *identity.Person // of the staff; nil when none is signed in
	principal *identity.Person // whom the person acts for; nil: for oneself
	account   *account.Account // of an applicant; nil when none is signed in
	mandate   *account.Mandate // under which the account acts; nil: for itself
	from      string           // network address of the reader
	holder    string           // of the files that this browser hands in; "" while it has none
}

// owner is whose drafts and dossiers the reader opens by being signed in: their
// own, or those of the organisation they act for; "" for nobody's.
func (v *visit) owner() string {
	switch {
	case v.account == nil:
		return ""
	case v.mandate != nil:
		return v.mandate.Organisation.Owner()
	}
	return v.account.ID
}

// only are the procedures that the reader may act in; nil: all.
func (v *visit) only() []string {
	if v.mandate == nil {
		return nil
	}
	return v.mandate.Procedures
}

type visitKey struct{}

func visitOf(r *http.Request) *visit {
	if v, ok := r.Context().Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

func withVisit(r *http.Request, v *visit) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
}

// actor is who acts in the request; the zero Actor is the public.
func (w *Web) actor(r *http.Request) identity.Actor {
	v := visitOf(r)
	if v.person == nil {
		return identity.Actor{From: v.from}
	}
	if v.principal != nil {
		return v.person.ActingFor(*v.principal, v.from)
	}
	return v.person.Acting(v.from)
}

// applicant is who acts on a dossier or a draft of their own: the account
// signed in, else whoever holds the key.
func (w *Web) applicant(r *http.Request) identity.Actor {
	v := visitOf(r)
	if v.account == nil {
		return identity.Applicant(identity.ByKey, v.printer.T("web.applicant"), v.from)
	}
	return identity.Applicant(v.account.ID, v.account.Name, v.from)
}

// printer speaks the reader's language.
func (w *Web) printer(r *http.Request) *message.Printer { return visitOf(r).printer }

// page fills the frame of a page. The title is a key of the catalogue with its
// values, or "" for none.
func (w *Web) page(r *http.Request, titleKey string, pairs ...any) layout.Page {
	v := visitOf(r)
	p := layout.Page{Printer: v.printer, Theme: v.display.Theme, Size: v.display.Size, KeysOff: v.display.KeysOff,
		Path: here(r), Brand: w.cfg.Brand, Version: w.cfg.Version, Links: w.links(), Nav: w.nav(r), User: w.user(r),
		Applicant: w.applicantMenu(r)}
	if titleKey != "" {
		p.Title = v.printer.T(titleKey, pairs...)
	}
	if w.cfg.Demo {
		p.Demo = w.office.Now()
	}
	if v.person != nil || v.account != nil {
		if text := w.sessions.PopString(r.Context(), flashKey); text != "" {
			p.Flash = &component.Message{Tone: component.OK, Text: text}
		}
	}
	return p
}

func (w *Web) links() layout.Links {
	return layout.Links{
		Home: w.address("home"), Desk: w.address("desk"), Display: w.address("display"), SignIn: w.address("signIn"), SignUp: w.address("signUp"), SignOut: w.address("signOut"),
		Search: w.address("search"), Keys: w.address("keys"), Scan: w.address("scan"), Access: w.address("access"), Privacy: w.address("privacy"),
		Events: w.address("events"), Finance: w.address("finance.public"),
	}
}

// nav is the public menu.
func (w *Web) nav(r *http.Request) []layout.MenuItem {
	p := w.printer(r)
	var items []layout.MenuItem
	for _, entry := range []struct{ name, key string }{
		{"home", "ui.public.home"}, {"procedures", "ui.public.procedures"}, {"mine", "public.nav.mine"}, {"track", "ui.public.track"},
		{"feedbacks", "public.nav.feedback"}, {"figures.public", "public.nav.figures"}, {"guide", "public.nav.guide"},
	} {
		href := w.address(entry.name)
		if href == "" {
			continue
		}
		current := href == r.URL.Path || href != "/" && strings.HasPrefix(r.URL.Path, href+"/")
		items = append(items, layout.MenuItem{Label: p.T(entry.key), Href: href, Current: current})
	}
	return items
}

// here is the address of the page to come back to, without a language asked
// for once.
func here(r *http.Request) string {
	if r.Method != http.MethodGet {
		return r.URL.EscapedPath()
	}
	q := r.URL.Query()
	q.Del("lang")
	if len(q) == 0 {
		return r.URL.EscapedPath()
	}
	return r.URL.EscapedPath() + "?" + q.Encode()
}

var packers = sync.Pool{New: func() any {
	// The level is a valid one.
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	return z
}}

// worthPacking is the size from which compressing a page saves a packet.
const worthPacking = 1400

// render writes a page. It is drawn whole before the first byte is sent, so
// that a page that fails is an error page and not half a page.
func (w *Web) render(rw http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	var body bytes.Buffer
	if err := c.Render(r.Context(), &body); err != nil {
		return err
	}
	h := rw.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Add("Vary", "Accept-Encoding")
	h.Set("Content-Language", w.printer(r).Lang())
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	if body.Len() < worthPacking || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		rw.WriteHeader(status)
		_, _ = rw.Write(body.Bytes()) // fails when the reader has gone
		return nil
	}
	h.Set("Content-Encoding", "gzip")
	rw.WriteHeader(status)
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(rw)
	_, _ = z.Write(body.Bytes())
	_ = z.Close()
	return nil
}

// redirect sends the reader on after a post, so that reloading repeats nothing.
func (w *Web) redirect(rw http.ResponseWriter, r *http.Request, to string) error {
	rw.Header().Set("Cache-Control", "no-store")
	http.Redirect(rw, r, to, http.StatusSeeOther)
	return nil
}

// flash leaves a sentence for the next page of whoever is signed in.
func (w *Web) flash(r *http.Request, text string) { w.sessions.Put(r.Context(), flashKey, text) }

// addressOf is the network address of the reader; of IPv6 the network, since
// one household has billions of addresses.
func (w *Web) addressOf(r *http.Request) string {
	host := r.RemoteAddr
	if w.cfg.Proxied {
		if named := r.Header.Values("X-Forwarded-For"); len(named) > 0 {
			list := strings.Split(named[len(named)-1], ",")
			host = strings.TrimSpace(list[len(list)-1])
		}
	}
	if ap, err := netip.ParseAddrPort(host); err == nil {
		host = ap.Addr().String()
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	if a = a.Unmap(); a.Is4() {
		return a.String()
	}
	network, err := a.WithZone("").Prefix(64)
	if err != nil {
		return a.String()
	}
	return network.String()
}

// logged writes one line for each request: the name of the page and never its
// address, which may carry a code or a key, nor anything about the reader.
func (w *Web) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		began := time.Now()
		v := &visit{from: w.addressOf(r)}
		counted := &counting{ResponseWriter: rw, status: http.StatusOK}
		next.ServeHTTP(counted, withVisit(r, v))
		if v.route.name == "" {
			return // a file of the program, of which there is nothing to know
		}
		w.log.Info("request", "page", v.route.name, "method", r.Method, "status", counted.status,
			"bytes", counted.bytes, "took", time.Since(began))
	})
}

type counting struct {
	http.ResponseWriter
	status, bytes int
}

func (c *counting) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *counting) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.bytes += n
	return n, err
}

// Unwrap gives the writer below to http.ResponseController.
func (c *counting) Unwrap() http.ResponseWriter { return c.ResponseWriter }
