package office

import (
	"context"
	"crypto/subtle"

	"motcua"
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
)

// Result is how a dossier ends: the signed paper, and its file (a PDF) when
// there is one.
type Result struct {
	Outcome  dossier.Outcome
	Document dossier.Document
	Reason   string
	File     *Attachment // nil on paper alone
}

// Conclude records the signed result on paper; see ConcludeWith.
func (o *Office) Conclude(ctx context.Context, by identity.Actor, t Target, outcome dossier.Outcome, doc dossier.Document, reason string) (*View, error) {
	return o.ConcludeWith(ctx, by, t, Result{Outcome: outcome, Document: doc, Reason: reason})
}

// ConcludeWith records the signed result, and draws the letters by which
// anybody can check later that it is genuine.
func (o *Office) ConcludeWith(ctx context.Context, by identity.Actor, t Target, r Result) (*View, error) {
	doc, err := o.documentOf(ctx, by, t, r)
	if err != nil {
		return nil, err
	}
	return o.change(ctx, by, t, identity.Conclude, func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Conclude(act, r.Outcome, doc, r.Reason, b.Calendars.Of)
	})
}

// documentOf is the document of a result as it is recorded: with new letters,
// its file kept.
func (o *Office) documentOf(ctx context.Context, by identity.Actor, t Target, r Result) (dossier.Document, error) {
	check, err := newKey()
	if err != nil {
		return dossier.Document{}, err
	}
	doc := r.Document
	doc.Check = check
	if r.File != nil {
		doc.File, err = o.resultFile(ctx, by, t, *r.File)
	}
	return doc, err
}

// resultFile keeps the file of a result for whoever may record one.
func (o *Office) resultFile(ctx context.Context, by identity.Actor, t Target, a Attachment) (string, error) {
	view, err := o.look(ctx, by, t)
	if err != nil {
		return "", err
	}
	if err := identity.Can(by, identity.Conclude, view.Object()); err != nil {
		return "", err
	}
	f, err := o.KeepFile(ctx, Hand{By: by, Name: a.Name, Body: a.Body, Takes: signedPaper})
	if err != nil {
		return "", inField(err, "file")
	}
	body, err := o.signable(ctx, f)
	if err == nil {
		err = o.holds(body)
	}
	return f.ID, inField(err, "file")
}

// signedPaper says why a file cannot be a result: it is no PDF.
func signedPaper(f document.File) *motcua.Fault {
	if f.Type != document.PDF {
		return motcua.InvalidField("file", "result.kind", "Name", f.Name)
	}
	return nil
}

// Revoke ends the validity of a result; whoever may record one may end it.
func (o *Office) Revoke(ctx context.Context, by identity.Actor, t Target, decision dossier.Document, reason string) (*View, error) {
	return o.change(ctx, by, t, identity.Conclude, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Revoke(act, decision, reason)
	})
}

// Replace records a result that stands in place of the last one, with letters
// of its own. Its outcome stays what it was.
func (o *Office) Replace(ctx context.Context, by identity.Actor, t Target, r Result) (*View, error) {
	doc, err := o.documentOf(ctx, by, t, r)
	if err != nil {
		return nil, err
	}
	return o.change(ctx, by, t, identity.Conclude, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Replace(act, doc, r.Reason)
	})
}

// Verified is what can be told of a result to whoever holds it.
type Verified struct {
	dossier.Result
	Code   string
	Agency string // name of the agency that answers for it
	Hash   string // sha256 of its file; "" on paper alone
	Name   string // of the procedure
	// Signatures are those in its file, each with what is to be said of it.
	Signatures []Signature
}

// Verify tells whether a result is genuine and whether it still stands, by the
// code of its dossier and the letters printed on it. A wrong code and wrong
// letters get the same answer, and nothing of the applicant is told, nor why a
// result was revoked.
func (o *Office) Verify(ctx context.Context, code, check string) (Verified, error) {
	unknown := motcua.Refused(motcua.NotFound, "result.unknown")
	typed, ok := dossier.ReadKey(check)
	if !ok {
		return Verified{}, unknown
	}
	b, err := o.Book(ctx)
	if err != nil {
		return Verified{}, err
	}
	d, _, err := o.load(ctx, b, Target{Code: code})
	if motcua.KindOf(err) == motcua.NotFound && err != nil {
		return Verified{}, unknown
	}
	if err != nil {
		return Verified{}, err
	}
	for _, r := range d.Results {
		if subtle.ConstantTimeCompare([]byte(typed), []byte(r.Document.Check)) != 1 {
			continue
		}
		v := Verified{Result: r, Code: d.Code, Agency: b.Agency(d.Intake.Agency).Name, Name: d.Name}
		if r.Document.File != "" {
			f, err := o.file(ctx, r.Document.File)
			if err != nil {
				return v, err
			}
			v.Hash = f.Hash
			if v.Signatures, err = o.signaturesOf(ctx, f); err != nil {
				return v, err
			}
		}
		return v, nil
	}
	return Verified{}, unknown
}

// signaturesOf are the signatures of a file that was recorded; a file from
// before signatures were looked at may be one that cannot be.
func (o *Office) signaturesOf(ctx context.Context, f document.File) ([]Signature, error) {
	body, err := o.signable(ctx, f)
	if err != nil {
		return nil, err
	}
	found, err := o.CheckSignatures(body)
	if err != nil && motcua.KindOf(err) == motcua.Invalid {
		return nil, nil
	}
	return found, err
}

// OwnResult gives the file of the result to its applicant.
func (o *Office) OwnResult(ctx context.Context, c Claim) (document.File, error) {
	view, err := o.Own(ctx, c)
	if err != nil {
		return document.File{}, err
	}
	if view.Conclusion == nil || view.Conclusion.Document.File == "" {
		return document.File{}, motcua.Refused(motcua.NotFound, "result.none")
	}
	return o.file(ctx, view.Conclusion.Document.File)
}

// ResultDownloaded notes that the applicant has the file of the result, which
// hands it over when that was the way chosen.
func (o *Office) ResultDownloaded(ctx context.Context, c Claim) error {
	_, err := o.changeOwn(ctx, c, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Download(act)
	})
	return err
}
