package office

import (
	"context"
	"fmt"
	"strings"

	"motcua"
	"motcua/dossier"
	"motcua/internal/job"
	"motcua/internal/store"
	"motcua/letter"
)

// Letter is something to tell somebody outside the office: an applicant, the
// sender of a feedback. It is written in the transaction that causes it, in
// words that stay what they were, and delivered afterwards.
type Letter struct {
	ID                    string // the same each time the same is told
	Account, Email, Phone string
	About                 string // what it is about, for those without an account: dossier/ID
	Lang                  string // "" is Vietnamese
	Kind                  string // of letter.Kinds
	Pairs                 []any  // values of the words
	Link                  string // path on this site where to read on
}

// owner is whose choice a letter follows: an account's, or that of whoever
// handed in what it is about.
func (l Letter) owner() string {
	if l.Account != "" {
		return l.Account
	}
	return l.About
}

// Correspondence is how letters are written and brought to their readers.
type Correspondence struct {
	// Words writes a text in a language ("" is Vietnamese), Value a value that
	// stands in one; without them keys are written.
	Words func(lang string, text motcua.Text) string
	Value func(lang string, value any) string
	// Ways are the channels that are known. ErrUndeliverable from one says that
	// trying again is of no use.
	Ways map[letter.Channel]Send
	// Site is where links lead, https://motcua.example.gov.vn; "" leaves them out.
	Site string
}

// Send brings a letter to its address by one channel, and gives the number that
// the gateway has for it, if any.
type Send func(ctx context.Context, m Mail) (number string, err error)

// StoredLetter is a letter as it was written.
type StoredLetter = store.StoredLetter

// post writes a letter within the transaction that causes it, once for its id,
// in the language and by the ways of its reader, and queues its delivery.
func (o *Office) post(ctx context.Context, tx *store.Tx, l Letter) error {
	kind, known := letter.KindOf(l.Kind)
	if !known {
		return fmt.Errorf("there is no letter %q", l.Kind)
	}
	choice, err := tx.LetterChoice(ctx, l.owner())
	if err != nil {
		return err
	}
	kept := StoredLetter{ID: l.ID, At: o.Now(), Account: l.Account, Email: l.Email, Phone: l.Phone, Owner: l.owner(), Kind: l.Kind, Link: l.Link, Lang: l.Lang}
	if choice.Lang != "" {
		kept.Lang = choice.Lang
	}
	words, err := o.wordingIn(ctx, tx, kind, kept.Lang)
	if err != nil {
		return err
	}
	values := motcua.Say(l.Kind, l.Pairs...).Args
	filled := words.Fill(func(name string) string { return o.value(kept.Lang, name, values) })
	kept.Subject, kept.Body, kept.Short = filled.Subject, filled.Body, filled.Short
	if id, ok := strings.CutPrefix(l.About, "dossier/"); ok {
		kept.Dossier = id
	}
	for _, w := range choice.Ways(kind, o.reach(l.Email, l.Phone)) {
		state := store.WayWaiting
		if w.Pace == letter.Daily {
			state = store.WayDigest
		}
		kept.Ways = append(kept.Ways, store.Way{Channel: w.Channel, State: state})
	}
	return o.mail(ctx, tx, kept)
}

// mail stores a letter and queues what of it goes at once.
func (o *Office) mail(ctx context.Context, tx *store.Tx, l StoredLetter) error {
	fresh, err := tx.PutLetter(ctx, l)
	if err != nil || !fresh {
		return err
	}
	var jobs []Job
	for _, w := range l.Ways {
		if w.State == store.WayWaiting {
			jobs = append(jobs, job.Deliver{Letter: l.ID, Channel: string(w.Channel)})
		}
	}
	return o.enqueue(ctx, tx.SQL, jobs)
}

// reach are the channels by which somebody can be reached, e-mail first.
func (o *Office) reach(email, phone string) []letter.Channel {
	var list []letter.Channel
	for _, ch := range letter.Channels() {
		if to := phone; o.settings.Letters.Ways[ch] != nil && (ch != letter.Mail && to != "" || ch == letter.Mail && email != "") {
			list = append(list, ch)
		}
	}
	return list
}

// value writes a value of a letter in its language; a value nobody gave leaves
// its name in angle brackets.
func (o *Office) value(lang, name string, values map[string]any) string {
	v, given := values[name]
	switch {
	case !given:
		return "‹" + name + "›"
	case o.settings.Letters.Value == nil:
		return fmt.Sprint(v)
	}
	return o.settings.Letters.Value(lang, v)
}

// say writes a text in the language of a letter.
func (o *Office) say(lang string, t motcua.Text) string {
	if o.settings.Letters.Words == nil {
		return t.Key
	}
	return o.settings.Letters.Words(lang, t)
}

// tellApplicant writes to the applicant what a notice says.
func (o *Office) tellApplicant(ctx context.Context, tx *store.Tx, id string, d *dossier.Dossier, n dossier.Notice) error {
	if n.Address == "" {
		return nil
	}
	l := Letter{ID: "notice/" + id, Account: d.Intake.Account, About: "dossier/" + d.ID, Lang: d.Intake.Lang, Kind: "notice." + n.Kind,
		Pairs: []any{"Code", d.Code, "Due", n.Due, "Before", n.Before, "From", n.From, "Reason", n.Reason}, Link: "/t/" + d.Code + "/" + d.Key}
	l.Email, l.Phone = d.Intake.Addresses()
	return o.post(ctx, tx, l)
}
