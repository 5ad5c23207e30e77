package office

import (
	"context"
	"slices"
	"time"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
)

// noticesMost is how many notices the centre shows, and counts.
const noticesMost = 100

// ToldOf is what an actor was told of one dossier, the newest first.
type ToldOf struct {
	Code   string
	Muted  bool
	Unread int
	Items  []Notice
}

// NoticeCentre is what an actor was told lately, by dossier.
type NoticeCentre struct {
	Groups []ToldOf
	UpTo   time.Time // of the newest one shown; zero when there is none
	Unread int       // up to a hundred
	Muted  []string  // codes of dossiers of which the actor is not told
}

// told asks for the notices to an actor's person and desks.
func told(by identity.Actor, limit int) store.Told {
	t := store.Told{Person: by.Whose(), Reader: by.Person, Limit: limit}
	for _, p := range by.Posts {
		t.Desks = append(t.Desks, store.Desk{Agency: p.Agency, Unit: p.Unit})
	}
	return t
}

// NoticeCentre lists what the actor was told, all of it or what is not read.
// Who acts for another sees what the other was told, and reads it for oneself
// alone.
func (o *Office) NoticeCentre(ctx context.Context, by identity.Actor, unread bool) (NoticeCentre, error) {
	var c NoticeCentre
	if by.Person == "" || len(by.Posts) == 0 {
		return c, motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	t := told(by, noticesMost)
	t.Unread = unread
	list, err := o.store.Notices(ctx, t)
	if err != nil {
		return c, err
	}
	if c.Muted, err = o.store.Muted(ctx, by.Person); err != nil {
		return c, err
	}
	for _, n := range list {
		at := slices.IndexFunc(c.Groups, func(g ToldOf) bool { return g.Code == n.Code })
		if at < 0 {
			at = len(c.Groups)
			c.Groups = append(c.Groups, ToldOf{Code: n.Code, Muted: slices.Contains(c.Muted, n.Code)})
		}
		g := &c.Groups[at]
		g.Items = append(g.Items, n)
		if !n.Read {
			g.Unread++
		}
		if n.At.After(c.UpTo) {
			c.UpTo = n.At
		}
	}
	c.Unread, err = o.UnreadNotices(ctx, by)
	return c, err
}

// UnreadNotices counts what the actor was told and has not read, up to a
// hundred.
func (o *Office) UnreadNotices(ctx context.Context, by identity.Actor) (int, error) {
	t := told(by, noticesMost)
	t.Unread = true
	return o.store.CountNotices(ctx, t)
}

// ReadNotice keeps that the actor has read a notice that was to them.
func (o *Office) ReadNotice(ctx context.Context, by identity.Actor, id string) error {
	t := told(by, 1)
	t.Notice = id
	if list, err := o.store.Notices(ctx, t); err != nil || id == "" || len(list) == 0 {
		return firstFault(err, motcua.Refused(motcua.NotFound, "notice.unknown"))
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.ReadNotice(ctx, by.Person, id) })
}

// ReadNotices keeps that the actor has read everything up to an instant, which
// is that of the newest notice on the page: what came since stays unread.
func (o *Office) ReadNotices(ctx context.Context, by identity.Actor, upTo time.Time) error {
	if len(by.Posts) == 0 {
		return motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	if now := o.Now(); upTo.After(now) {
		upTo = now
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.ReadNotices(ctx, by.Person, upTo) })
}

// MuteDossier keeps whether the actor is told of a dossier that the actor may
// see.
func (o *Office) MuteDossier(ctx context.Context, by identity.Actor, code string, mute bool) error {
	code = dossier.ReadCode(code)
	seen, err := o.Recent(ctx, by, []string{code})
	if err != nil {
		return err
	}
	if len(seen) == 0 && mute {
		return motcua.Refused(motcua.NotFound, "dossier.unknown", "Code", code)
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.MuteNotices(ctx, by.Person, code, mute) })
}

func firstFault(err error, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}
