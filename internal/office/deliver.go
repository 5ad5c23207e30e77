package office

import (
	"context"
	"errors"
	"strings"
	"time"

	"motcua"
	"motcua/identity"
	"motcua/internal/job"
	"motcua/internal/store"
	"motcua/letter"
	"motcua/vietnamese"
)

// Mail is a letter on its way by one channel.
type Mail struct {
	ID            string // the same at every try
	Channel       letter.Channel
	To            string // an e-mail address, or a telephone number
	Subject, Body string // a short message has no subject
	Link          string // where to read on; it stands in the body as well
	// Unsubscribe is the address at which its reader shuts the channel without
	// signing in (RFC 8058); "" for what is owed.
	Unsubscribe string
}

// Faults of delivery. ErrUndeliverable is a letter that was refused for good;
// ErrSending is one that somebody else is sending, to be looked at later.
var (
	ErrUndeliverable = errors.New("the letter is refused for good")
	ErrSending       = errors.New("the letter is being sent elsewhere")
)

// claimLasts is how long whoever sends a letter may take; afterwards it is
// taken to have died on the way. It is longer than any job.
const claimLasts = 4 * time.Minute

// Deliver brings a letter to its reader by a channel ("" is e-mail), and notes
// what came of it. It is claimed first, so that two who deliver it at once send
// it once. What was delivered, or refused for good, is left alone; other
// failures are returned, to be tried again.
func (o *Office) Deliver(ctx context.Context, id, channel string) error {
	ch := letter.Channel(channel)
	if ch == "" {
		ch = letter.Mail
	}
	now, mine := o.Now(), false
	err := o.store.Write(ctx, func(tx *store.Tx) (err error) {
		mine, err = tx.ClaimWay(ctx, id, ch, now, now.Add(-claimLasts))
		return err
	})
	if err != nil {
		return err
	}
	l, err := o.store.Letter(ctx, id)
	if err != nil {
		return err
	}
	if !mine {
		if wayOf(l, ch).State == store.WaySending {
			return ErrSending
		}
		return nil
	}
	out := store.Outcome{Channel: ch, State: store.WaySent, Detail: masked(l, ch)}
	send := o.settings.Letters.Ways[ch]
	switch {
	case send == nil:
		out.State = store.WayKept
	default:
		var m Mail
		if m, err = o.mailOf(ctx, l, ch); err == nil {
			out.Provider, err = send(ctx, m)
		}
	}
	if errors.Is(err, ErrUndeliverable) {
		out.State, err = store.WayFailed, nil
	} else if err != nil {
		out.State = store.WayWaiting
	}
	out.At = o.Now()
	last := context.WithoutCancel(ctx) // a job that is stopped still gives its claim back
	return errors.Join(err, o.store.Write(last, func(tx *store.Tx) error { return tx.Settle(last, l.ID, now, out) }))
}

func wayOf(l StoredLetter, ch letter.Channel) store.Way {
	for _, w := range l.Ways {
		if w.Channel == ch {
			return w
		}
	}
	return store.Way{}
}

func masked(l StoredLetter, ch letter.Channel) string {
	if ch == letter.Mail {
		return vietnamese.MaskEmail(l.Email)
	}
	return vietnamese.MaskPhone(l.Phone)
}

// mailOf is a letter as it goes by a channel, with where to read on.
func (o *Office) mailOf(ctx context.Context, l StoredLetter, ch letter.Channel) (Mail, error) {
	m := Mail{ID: l.ID, Channel: ch, To: l.Phone, Body: l.Short}
	site := strings.TrimRight(o.settings.Letters.Site, "/")
	if site != "" && l.Link != "" {
		m.Link = site + l.Link
	}
	if ch != letter.Mail {
		if ch == letter.SMS && m.Link != "" {
			m.Body += " " + m.Link
		}
		return m, nil
	}
	m.To, m.Subject, m.Body = l.Email, l.Subject, l.Body
	if m.Link != "" {
		m.Body += "\n\n" + m.Link
	}
	kind, _ := letter.KindOf(l.Kind)
	if site == "" || l.Owner == "" || kind.Owed {
		return m, nil
	}
	token, err := o.unsubscribeToken(ctx, l.Owner, ch)
	if err != nil {
		return m, err
	}
	m.Unsubscribe = site + "/thoi-nhan/" + token
	m.Body += "\n\n" + o.say(l.Lang, motcua.Say("letter.stop.foot", "Address", m.Unsubscribe))
	return m, nil
}

// LetterLine is a letter in the log, with what can be done about it.
type LetterLine struct {
	StoredLetter
	Again map[letter.Channel]bool // channels by which it can be sent again
}

// Letters lists what was written last, addresses masked, for those who keep
// the system and the office.
func (o *Office) Letters(ctx context.Context, by identity.Actor) ([]LetterLine, error) {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return nil, err
	}
	list, err := o.store.Letters(ctx, "", pageAtMost)
	lines := make([]LetterLine, len(list))
	stale := o.Now().Add(-claimLasts)
	for i, l := range list {
		again := map[letter.Channel]bool{}
		for _, w := range l.Ways {
			again[w.Channel] = w.State == store.WayFailed || w.State == store.WayWaiting && w.Tries > 0 || w.State == store.WaySending && w.Claimed.Before(stale)
		}
		l.Email, l.Phone = vietnamese.MaskEmail(l.Email), vietnamese.MaskPhone(l.Phone)
		l.Body, l.Short, l.Link = "", "", ""
		lines[i] = LetterLine{StoredLetter: l, Again: again}
	}
	return lines, err
}

// LettersOf lists what was written to an account.
func (o *Office) LettersOf(ctx context.Context, account string) ([]StoredLetter, error) {
	if account == "" {
		return nil, nil
	}
	return o.store.Letters(ctx, account, pageSize)
}

// SendAgain queues a letter that was refused by a channel ("" is e-mail), or
// whose tries have run out. Doing it twice sends it once.
func (o *Office) SendAgain(ctx context.Context, by identity.Actor, id, channel string) error {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return err
	}
	if channel == "" {
		channel = string(letter.Mail)
	}
	now := o.Now()
	return o.store.Write(ctx, func(tx *store.Tx) error {
		waits, err := tx.WaitAgain(ctx, id, now.Add(-claimLasts), store.Outcome{Channel: letter.Channel(channel), At: now, Detail: by.Person})
		if err != nil || !waits {
			return err
		}
		return o.enqueue(ctx, tx.SQL, []Job{job.Deliver{Letter: id, Channel: channel}})
	})
}
