package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"motcua"
	"motcua/account"
	"motcua/identity"
)

// What a session holds.
const (
	personKey  = "person"  // sign-in name of one of the staff
	accountKey = "account" // id of the session of an applicant's account
	provenKey  = "proven"  // unix seconds of the last proof of who it is
	seenKey    = "seen"    // unix seconds of the last page
	flashKey   = "flash"   // a sentence for the next page
	heldKey    = "held"    // ids of the files that this browser handed in
)

// seenEvery is how exactly the idle time is kept: not every page is worth a write.
const seenEvery = time.Minute

func (w *Web) newSessions() *scs.SessionManager {
	m := scs.New()
	if own, ok := m.Store.(interface{ StopCleanup() }); ok {
		own.StopCleanup() // the store it comes with is not used
	}
	m.Store = w.office.Sessions()
	m.Lifetime = lifetime
	m.Cookie.Name = "motcua"
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Secure = w.cfg.Secure
	m.Cookie.Persist = false
	m.ErrorFunc = func(rw http.ResponseWriter, r *http.Request, err error) { w.fail(rw, r, err) }
	return m
}

// signedIn finds who the session stands for; nil when nobody, when it was not
// used for too long, or when the person may no longer sign in.
func (w *Web) signedIn(r *http.Request) (*identity.Person, error) {
	ctx := r.Context()
	id := w.sessions.GetString(ctx, personKey)
	if id == "" {
		return nil, nil
	}
	now, seen := time.Now(), w.lastSeen(ctx)
	if now.Sub(seen) > idleTime {
		return nil, w.sessions.Destroy(ctx)
	}
	p, err := w.office.PersonByID(ctx, id)
	if motcua.KindOf(err) == motcua.NotFound {
		return nil, w.sessions.Destroy(ctx)
	}
	if err != nil {
		return nil, err
	}
	if now.Sub(seen) > seenEvery {
		w.sessions.Put(ctx, seenKey, now.Unix())
	}
	return &p, nil
}

func (w *Web) lastSeen(ctx context.Context) time.Time {
	return time.Unix(w.sessions.GetInt64(ctx, seenKey), 0)
}

// applicantIn finds the account that the session stands for; nil when there is
// none, when it was not used for too long, or when it was ended elsewhere.
func (w *Web) applicantIn(r *http.Request) (*account.Account, error) {
	ctx := r.Context()
	id := w.sessions.GetString(ctx, accountKey)
	if id == "" {
		return nil, nil
	}
	now, seen := time.Now(), w.lastSeen(ctx)
	if now.Sub(seen) > idleTime {
		return nil, w.sessions.Destroy(ctx)
	}
	a, err := w.office.SessionOwner(ctx, id)
	if motcua.KindOf(err) == motcua.NotFound {
		return nil, w.sessions.Destroy(ctx)
	}
	if err != nil {
		return nil, err
	}
	if now.Sub(seen) > seenEvery {
		w.sessions.Put(ctx, seenKey, now.Unix())
		if err := w.office.SessionSeen(ctx, id); err != nil {
			return nil, err
		}
	}
	return &a, nil
}

// begin makes the session the person's, under a token that nobody knew before,
// and drops the sessions that have run out: a sign-in is seldom enough.
func (w *Web) begin(r *http.Request, p identity.Person) error {
	if err := w.anew(r); err != nil {
		return err
	}
	w.sessions.Put(r.Context(), personKey, p.ID)
	return w.office.Sessions().Expire(r.Context())
}

// beginAccount makes the session the account's, in the same way.
func (w *Web) beginAccount(r *http.Request, a account.Account) error {
	if err := w.anew(r); err != nil {
		return err
	}
	ctx := r.Context()
	id, err := w.office.BeginSession(ctx, a.ID, deviceOf(r.UserAgent()))
	if err != nil {
		return err
	}
	w.sessions.Put(ctx, accountKey, id)
	w.sessions.Put(ctx, provenKey, time.Now().Unix())
	return w.office.Sessions().Expire(ctx)
}

// anew empties the session under a token that nobody knew before; what it
// stood for until then is over.
func (w *Web) anew(r *http.Request) error {
	ctx := r.Context()
	if before := visitOf(r).account; before != nil {
		if err := w.office.EndSession(ctx, before.ID, w.sessions.GetString(ctx, accountKey)); err != nil {
			return err
		}
	}
	if err := w.sessions.RenewToken(ctx); err != nil {
		return err
	}
	if err := w.sessions.Clear(ctx); err != nil {
		return err
	}
	w.sessions.Put(ctx, seenKey, time.Now().Unix())
	return nil
}

// deviceOf says in a few words what a browser calls itself: its name and the
// system it runs on.
func deviceOf(agent string) string {
	name, system := "", ""
	for _, known := range []struct{ mark, name string }{
		{"Edg/", "Edge"}, {"OPR/", "Opera"}, {"coc_coc", "Cốc Cốc"}, {"Firefox/", "Firefox"}, {"HeadlessChrome/", "Chrome"},
		{"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	} {
		if strings.Contains(agent, known.mark) {
			name = known.name
			break
		}
	}
	for _, known := range []struct{ mark, name string }{
		{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS", "macOS"}, {"Linux", "Linux"},
	} {
		if strings.Contains(agent, known.mark) {
			system = known.name
			break
		}
	}
	return strings.Trim(name+" · "+system, " ·")
}
