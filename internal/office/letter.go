package office

import (
	"context"
	"errors"
	"strings"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/job"
	"motcua/internal/store"
	"motcua/vietnamese"
)

// Letter is something to tell somebody outside the office: an applicant, the
// sender of a feedback. It is written in the transaction that causes it, in
// words that stay what they were, and delivered afterwards.
type Letter struct {
	ID                    string // the same each time the same is told
	Account, Email, Phone string
	Lang                  string // "" is Vietnamese
	Kind                  string // its words are letter.<Kind>.subject and .body
	Pairs                 []any  // values of the words
	Link                  string // path on this site where to read on
}

// Correspondence is how letters are written and brought to their readers.
type Correspondence struct {
	// Words writes a text in a language ("" is Vietnamese); nil writes its key.
	Words func(lang string, text motcua.Text) string
	// Send brings a letter to an e-mail address; nil when no mail server is
	// known. ErrUndeliverable says that trying again is of no use.
	Send func(ctx context.Context, m Mail) error
	// Site is where links lead, https://motcua.example.gov.vn; "" leaves them out.
	Site string
}

// Mail is a letter on its way.
type Mail struct {
	ID            string // the same at every try
	To            string
	Subject, Body string
}

// ErrUndeliverable is a letter that the mail server has refused for good.
var ErrUndeliverable = errors.New("the mail server refuses the letter for good")

// StoredLetter is a letter as it was written.
type StoredLetter = store.StoredLetter

// post writes a letter within the transaction that causes it, once for its id,
// and queues its delivery.
func (o *Office) post(ctx context.Context, tx *store.Tx, l Letter) error {
	key := "letter." + l.Kind
	return o.postText(ctx, tx, l, motcua.Say(key+".subject", l.Pairs...), motcua.Say(key+".body", l.Pairs...))
}

func (o *Office) postText(ctx context.Context, tx *store.Tx, l Letter, subject, body motcua.Text) error {
	by := o.settings.Letters
	write := by.Words
	if write == nil {
		write = func(_ string, t motcua.Text) string { return t.Key }
	}
	kept := StoredLetter{ID: l.ID, At: o.Now(), Account: l.Account, Email: l.Email, Phone: l.Phone, Kind: l.Kind, Link: l.Link,
		Subject: oneLine(write(l.Lang, subject)), Body: write(l.Lang, body), State: store.LetterWaiting}
	if by.Send == nil || l.Email == "" {
		kept.State = store.LetterKept
	}
	fresh, err := tx.PutLetter(ctx, kept)
	if err != nil || !fresh || kept.State != store.LetterWaiting {
		return err
	}
	return o.enqueue(ctx, tx.SQL, []Job{job.Deliver{Letter: l.ID}})
}

// oneLine keeps line ends, which would begin a further head of the message,
// out of a subject.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// tellApplicant writes to the applicant what a notice says, when it has an
// e-mail address; others read it on the page of the dossier.
func (o *Office) tellApplicant(ctx context.Context, tx *store.Tx, id string, d *dossier.Dossier, n dossier.Notice) error {
	if !strings.Contains(n.Address, "@") {
		return nil
	}
	l := Letter{ID: "notice/" + id, Account: d.Intake.Account, Email: n.Address, Kind: "notice", Link: "/t/" + d.Code + "/" + d.Key}
	return o.postText(ctx, tx, l, motcua.Say("letter.notice.subject", "Code", d.Code), n.Text())
}

// Deliver brings a letter to its reader, and notes what came of it. A letter
// that was delivered, or refused for good, is left alone; other failures are
// returned, to be tried again.
func (o *Office) Deliver(ctx context.Context, id string) error {
	l, err := o.store.Letter(ctx, id)
	if err != nil || l.State != store.LetterWaiting {
		return err
	}
	by := o.settings.Letters
	if by.Send == nil {
		return o.delivered(ctx, l, store.LetterKept, "")
	}
	body := l.Body
	if by.Site != "" && l.Link != "" {
		body += "\n\n" + strings.TrimRight(by.Site, "/") + l.Link
	}
	err = by.Send(ctx, Mail{ID: l.ID, To: l.Email, Subject: l.Subject, Body: body})
	switch {
	case err == nil:
		return o.delivered(ctx, l, store.LetterSent, vietnamese.MaskEmail(l.Email))
	case errors.Is(err, ErrUndeliverable):
		return o.delivered(ctx, l, store.LetterFailed, vietnamese.MaskEmail(l.Email))
	default:
		return errors.Join(err, o.delivered(ctx, l, store.LetterWaiting, vietnamese.MaskEmail(l.Email)))
	}
}

func (o *Office) delivered(ctx context.Context, l StoredLetter, state store.LetterState, detail string) error {
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.Delivered(ctx, l.ID, o.Now(), state, detail) })
}

// Letters lists what was written last, addresses masked, for those who keep
// the system and the office.
func (o *Office) Letters(ctx context.Context, by identity.Actor) ([]StoredLetter, error) {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return nil, err
	}
	list, err := o.store.Letters(ctx, "", pageAtMost)
	for i := range list {
		list[i].Email, list[i].Phone = vietnamese.MaskEmail(list[i].Email), vietnamese.MaskPhone(list[i].Phone)
		list[i].Body, list[i].Link = "", ""
	}
	return list, err
}

// LettersOf lists what was written to an account.
func (o *Office) LettersOf(ctx context.Context, account string) ([]StoredLetter, error) {
	if account == "" {
		return nil, nil
	}
	return o.store.Letters(ctx, account, pageSize)
}

// SendAgain queues a letter that was refused.
func (o *Office) SendAgain(ctx context.Context, by identity.Actor, id string) error {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return err
	}
	l, err := o.store.Letter(ctx, id)
	if err != nil || l.State != store.LetterFailed {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.Delivered(ctx, id, o.Now(), store.LetterWaiting, by.Person); err != nil {
			return err
		}
		return o.enqueue(ctx, tx.SQL, []Job{job.Deliver{Letter: id}})
	})
}
