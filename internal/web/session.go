package web

import (
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"motcua"
	"motcua/identity"
)

// What a session holds.
const (
	personKey = "person" // sign-in name
	seenKey   = "seen"   // unix seconds of the last page
	flashKey  = "flash"  // a sentence for the next page
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
	now, seen := time.Now(), time.Unix(w.sessions.GetInt64(ctx, seenKey), 0)
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

// begin makes the session the person's, under a token that nobody knew before,
// and drops the sessions that have run out: a sign-in is seldom enough.
func (w *Web) begin(r *http.Request, p identity.Person) error {
	ctx := r.Context()
	if err := w.sessions.RenewToken(ctx); err != nil {
		return err
	}
	if err := w.sessions.Clear(ctx); err != nil {
		return err
	}
	w.sessions.Put(ctx, personKey, p.ID)
	w.sessions.Put(ctx, seenKey, time.Now().Unix())
	return w.office.Sessions().Expire(ctx)
}
