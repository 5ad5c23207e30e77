package office

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"motcua"
	"motcua/document"
	"motcua/feedback"
	"motcua/identity"
	"motcua/internal/letterbox"
	"motcua/internal/store"
)

// errMailTaken: the same e-mail was taken at the same time elsewhere.
var errMailTaken = errors.New("the e-mail has been taken")

// MailTaken says what became of an e-mail.
type MailTaken struct {
	Code      string // of the feedback it became or was added to
	Added     bool   // it was an answer, added to a feedback
	Before    bool   // it had been taken before
	Automatic bool   // written by a machine, and not taken
}

// ReceiveMail takes an e-mail to the office's address: it becomes a feedback,
// or, when its subject names one of the same writer that is at work, is added
// to it. The same e-mail is taken once; what machines wrote is not.
func (o *Office) ReceiveMail(ctx context.Context, by identity.Actor, message io.Reader) (MailTaken, error) {
	if by.From != "cli" { // the pipe of the mail server acts as the installation itself
		if err := identity.Can(by, identity.ReceiveFeedback, identity.Object{}); err != nil {
			return MailTaken{}, err
		}
	}
	letter, err := letterbox.Open(message)
	if err != nil {
		return MailTaken{}, err
	}
	if letter.Automatic {
		return MailTaken{Automatic: true}, nil
	}
	code, err := o.store.MailTaken(ctx, letter.ID)
	if err != nil || code != "" {
		return MailTaken{Code: code, Before: true}, err
	}
	taken, err := o.takeMail(ctx, by, letter)
	if errors.Is(err, errMailTaken) {
		code, err = o.store.MailTaken(ctx, letter.ID)
		return MailTaken{Code: code, Before: true}, err
	}
	return taken, err
}

func (o *Office) takeMail(ctx context.Context, by identity.Actor, letter letterbox.Letter) (MailTaken, error) {
	files, leftOut, err := o.keepFiles(ctx, letter)
	if err != nil {
		return MailTaken{}, err
	}
	text := letter.Text
	if text == "" {
		text = letter.Subject
	}
	if code := feedback.CodeIn(letter.Subject); code != "" {
		said := feedback.Said{Content: cut(text, feedback.ContentMost), Files: files, LeftOut: leftOut, Channel: feedback.ByMail}
		added, err := o.addMail(ctx, code, letter, said)
		for attempt := 1; errors.Is(err, store.ErrStale) && attempt < attempts; attempt++ {
			added, err = o.addMail(ctx, code, letter, said)
		}
		if added || err != nil {
			return MailTaken{Code: code, Added: added}, err
		}
	}
	view, err := o.openFeedback(ctx, by, feedback.Intake{Kind: feedback.Other, Channel: feedback.ByMail, Title: cut(letter.Subject, 200),
		Content: cut(text, feedback.ContentMost), Files: files, LeftOut: leftOut, Sender: feedback.Sender{Name: cut(letter.Name, 200), Email: letter.Address}}, letter.ID)
	if err != nil {
		return MailTaken{}, err
	}
	return MailTaken{Code: view.Code}, nil
}

// addMail adds an answer to the feedback it names; false when there is none of
// that writer, or nothing can be added any more.
func (o *Office) addMail(ctx context.Context, code string, letter letterbox.Letter, said feedback.Said) (bool, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return false, err
	}
	log, err := o.store.FeedbackFacts(ctx, code)
	if err != nil || len(log.Events) == 0 {
		return false, err
	}
	f, err := feedback.Rebuild(log.Events)
	if err != nil {
		return false, err
	}
	if !strings.EqualFold(f.Sender.Email, letter.Address) {
		return false, nil
	}
	_, err = o.decideFeedback(ctx, b, f, log.Last, identity.Actor{}, letter.ID,
		func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
			return f.Say(act, said)
		})
	if motcua.KindOf(err) == motcua.Conflict {
		return false, nil
	}
	return err == nil, err
}

// keepFiles keeps what is attached, and the whole text when it is too long to
// be read as one. A file that is not taken is left out, and named.
func (o *Office) keepFiles(ctx context.Context, letter letterbox.Letter) (ids, leftOut []string, err error) {
	attached := letter.Files
	if len([]rune(letter.Text)) > feedback.ContentMost {
		attached = append([]letterbox.File{{Name: "noi-dung-day-du.txt", Body: []byte(letter.Text)}}, attached...)
	}
	sender := identity.Actor{Person: feedback.BySender}
	for _, a := range attached {
		kind := mimetype.Detect(a.Body)
		if len(ids) == feedback.FilesMost || !feedback.Takes(kind.String()) {
			leftOut = append(leftOut, document.Name(a.Name, ""))
			continue
		}
		f, err := o.KeepFile(ctx, Hand{By: sender, Name: a.Name, Body: bytes.NewReader(a.Body)})
		if err != nil && motcua.KindOf(err) == motcua.Invalid {
			leftOut = append(leftOut, document.Name(a.Name, ""))
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		ids = append(ids, f.ID)
	}
	return ids, leftOut, nil
}

// cut is a text of no more letters than most.
func cut(text string, most int) string {
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return text
}
