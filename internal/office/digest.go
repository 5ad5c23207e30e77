package office

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/internal/store"
	"motcua/letter"
)

// digestAt is the hour at which the letters of a day are gathered: the end of
// office hours.
const digestAt = 17

// gatheredMost bounds the letters of one round; a further round takes the rest.
const gatheredMost = 5000

// SendDigests gathers the letters written before the last end of a day into
// one for each reader and channel that wants it so. Doing it twice, or at two
// nodes at once, sends each once.
func (o *Office) SendDigests(ctx context.Context) error {
	now := o.Now().In(calendar.Zone())
	cut := time.Date(now.Year(), now.Month(), now.Day(), digestAt, 0, 0, 0, calendar.Zone())
	if now.Before(cut) {
		cut = cut.AddDate(0, 0, -1)
	}
	list, err := o.store.ForDigest(ctx, cut, gatheredMost)
	if err != nil {
		return err
	}
	for len(list) > 0 {
		n := slices.IndexFunc(list, func(g store.Gathered) bool { return g.Owner != list[0].Owner || g.Channel != list[0].Channel })
		if n < 0 {
			n = len(list)
		}
		if err := o.gather(ctx, cut, list[:n]); err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}

// gather writes one letter of the letters of a reader.
func (o *Office) gather(ctx context.Context, cut time.Time, list []store.Gathered) error {
	last := list[len(list)-1]
	kind, _ := letter.KindOf(letter.Digest)
	return o.store.Write(ctx, func(tx *store.Tx) error {
		var lines []string
		for _, g := range list {
			gone, err := tx.Inside(ctx, g.ID, g.Channel)
			if err != nil {
				return err
			}
			if gone {
				lines = append(lines, "• "+g.Subject+"\n  "+strings.ReplaceAll(g.Body, "\n", "\n  "))
			}
		}
		if len(lines) == 0 {
			return nil
		}
		words, err := o.wordingIn(ctx, tx, kind, last.Lang)
		if err != nil {
			return err
		}
		values := map[string]any{"Count": len(lines), "List": strings.Join(lines, "\n\n")}
		filled := words.Fill(func(name string) string { return o.value(last.Lang, name, values) })
		id := fmt.Sprintf("digest/%s/%s/%s/%d", last.Owner, last.Channel, cut.Format("20060102"), last.At.UnixMilli())
		return o.mail(ctx, tx, StoredLetter{ID: id, At: o.Now(), Account: last.Account, Email: last.Email, Phone: last.Phone, Owner: last.Owner, Kind: letter.Digest, Lang: last.Lang,
			Subject: filled.Subject, Body: filled.Body, Short: filled.Short, Link: digestLink(last), Ways: []store.Way{{Channel: last.Channel, State: store.WayWaiting}}})
	})
}

// digestLink is where the letters of a day are read: the notices of an account.
func digestLink(of store.Gathered) string {
	if of.Account != "" {
		return "/cua-toi/thong-bao"
	}
	return of.Link
}

// LetterChoice is how an account wants to be written to, and the channels that
// reach it.
type LetterChoice struct {
	letter.Choice
	Reach []letter.Channel
}

// LetterChoiceOf shows how an account wants to be written to.
func (o *Office) LetterChoiceOf(ctx context.Context, account string) (LetterChoice, error) {
	c, err := o.store.LetterChoice(ctx, account)
	return LetterChoice{Choice: c, Reach: o.reach("+", "+")}, err
}

// ChooseLetters keeps how an account wants to be written to.
func (o *Office) ChooseLetters(ctx context.Context, account string, c letter.Choice) error {
	if account == "" {
		return motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	if err := c.Check(); err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.PutLetterChoice(ctx, account, o.Now(), c) })
}

// unsubscribeToken names an owner and a channel, signed.
func (o *Office) unsubscribeToken(ctx context.Context, owner string, ch letter.Channel) (string, error) {
	what := owner + "\n" + string(ch)
	mac, err := o.signLink(ctx, what)
	return base64.RawURLEncoding.EncodeToString(append(mac, what...)), err
}

func (o *Office) signLink(ctx context.Context, what string) ([]byte, error) {
	secret, err := o.store.LinkSecret(ctx)
	if err != nil {
		return nil, err
	}
	if secret == "" {
		random := make([]byte, 32)
		if _, err := rand.Read(random); err != nil {
			return nil, fmt.Errorf("make key of links: %w", err)
		}
		if err := o.store.Write(ctx, func(tx *store.Tx) error { return tx.PutLinkSecret(ctx, hex.EncodeToString(random)) }); err != nil {
			return nil, err
		}
		if secret, err = o.store.LinkSecret(ctx); err != nil {
			return nil, err
		}
	}
	h := hmac.New(sha256.New, []byte(secret))
	h.Write([]byte("stop\n" + what))
	return h.Sum(nil), nil
}

// stopOf reads the token of a link; anything that was not signed here is not found.
func (o *Office) stopOf(ctx context.Context, token string) (owner string, ch letter.Channel, err error) {
	unknown := motcua.Refused(motcua.NotFound, "letter.stop.unknown")
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) <= sha256.Size {
		return "", "", unknown
	}
	what := string(raw[sha256.Size:])
	mac, err := o.signLink(ctx, what)
	if err != nil {
		return "", "", err
	}
	if !hmac.Equal(mac, raw[:sha256.Size]) {
		return "", "", unknown
	}
	owner, channel, _ := strings.Cut(what, "\n")
	return owner, letter.Channel(channel), nil
}

// StopLettersOf tells which channel the link of a letter shuts.
func (o *Office) StopLettersOf(ctx context.Context, token string) (letter.Channel, error) {
	_, ch, err := o.stopOf(ctx, token)
	return ch, err
}

// StopLetters shuts the channel that the link of a letter names, for whoever
// holds the letter; what the law has the office send still comes.
func (o *Office) StopLetters(ctx context.Context, token string) (letter.Channel, error) {
	owner, ch, err := o.stopOf(ctx, token)
	if err != nil {
		return ch, err
	}
	return ch, o.store.Write(ctx, func(tx *store.Tx) error {
		c, err := tx.LetterChoice(ctx, owner)
		if err != nil {
			return err
		}
		return tx.PutLetterChoice(ctx, owner, o.Now(), c.Without(ch))
	})
}
