package office

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"

	"motcua"
	"motcua/identity"
	"motcua/internal/print"
	"motcua/internal/signing"
	"motcua/narrative"
	"motcua/record"
)

// ReportPaper is the PDF of a report, its hash and the signatures it bears: the
// signed file where there is one, otherwise the report as it prints.
type ReportPaper struct {
	Body       []byte
	Hash       string // SHA-256, in hexadecimal
	Signatures []Signature
}

// PaperOfReport gives the PDF of a report. One that was issued prints alike each
// time, so that what is signed is what its signer has seen.
func (o *Office) PaperOfReport(ctx context.Context, by identity.Actor, id string) (*ReportView, ReportPaper, error) {
	v, err := o.Report(ctx, by, id)
	if err != nil {
		return nil, ReportPaper{}, err
	}
	p, err := o.paperOf(ctx, v)
	return v, p, err
}

func (o *Office) paperOf(ctx context.Context, v *ReportView) (p ReportPaper, err error) {
	if last := v.Paper(); last.File != "" {
		f, err := o.file(ctx, last.File)
		if err != nil {
			return p, err
		}
		if p.Body, err = o.signable(ctx, f); err != nil {
			return p, err
		}
		if p.Signatures, err = o.CheckSignatures(p.Body); err != nil {
			return p, err
		}
	} else {
		at := o.Now()
		for _, e := range v.Events {
			if _, ok := e.Fact.(narrative.Numbered); ok {
				at = e.At
			}
		}
		var b bytes.Buffer
		if err := print.ReportPDF(&b, v.Read, v.Head, at); err != nil {
			return p, err
		}
		p.Body = b.Bytes()
	}
	sum := sha256.Sum256(p.Body)
	p.Hash = hex.EncodeToString(sum[:])
	return p, nil
}

// SignsReport says why the actor cannot put the next signature on a report: the
// leadership signs what it approved, the office seals what the leadership signed.
func (o *Office) SignsReport(by identity.Actor, r *narrative.Report) error {
	err := decidesOrKeeps(by, o.reform())
	switch r.Signing() {
	case narrative.ToSign:
		err = identity.Can(by, identity.DecideReform, o.reform())
	case narrative.ToSeal:
		err = identity.Can(by, identity.HoldSeal, o.reform())
	}
	if err != nil {
		return err
	}
	return r.MaySign(r.Signing(), by.Person)
}

// SignReport puts the next signature on the paper of an issued report: that of
// whoever approved it, then the seal of the agency. The hash is that of the file
// its signer has seen.
func (o *Office) SignReport(ctx context.Context, by identity.Actor, id, hash string, pen Pen) (*narrative.Report, error) {
	v, err := o.Report(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if err := o.SignsReport(by, v.Report); err != nil {
		return nil, err
	}
	stage := v.Signing()
	paper, err := o.paperOf(ctx, v)
	if err != nil {
		return nil, err
	}
	if paper.Hash != hash {
		return nil, motcua.Refused(motcua.Conflict, "narrative.sign.changed")
	}
	key, err := o.openKey(ctx, by, stage == narrative.ToSeal, pen)
	if err != nil {
		return nil, err
	}
	signed, err := o.settings.Sign.Signer.Sign(ctx, paper.Body, key, o.reportMark(v))
	if err != nil {
		return nil, err
	}
	kept, err := o.KeepFile(ctx, Hand{By: by, Name: v.FileName("pdf"), Body: bytes.NewReader(signed), Takes: signedPaper})
	if err != nil {
		return nil, inField(err, "certificate")
	}
	about := key.About()
	m := narrative.Mark{Before: hash, File: kept.ID, Hash: kept.Hash, Signer: about.Name, Serial: about.Serial}
	return o.reportsTelling().change(ctx, o, by, RecordTarget{ID: id}, func(r *narrative.Report, _ record.Act) ([]record.Fact, error) {
		f, err := r.Sign(stage, m, by.Person)
		return []record.Fact{f}, err
	})
}

// reportMark is what the stamp of the next signature says, always in Vietnamese:
// it is part of the paper.
func (o *Office) reportMark(v *ReportView) signing.Mark {
	at := o.Now().In(vietnam)
	say := func(key string, pairs ...any) string {
		return o.settings.Letters.Words("vi", motcua.Say("signing.stamp."+key, pairs...))
	}
	when := say("time", "Time", at.Format(stampTime))
	if v.Signing() == narrative.ToSeal {
		return signing.Mark{Kind: signing.Seal, Name: v.Head.Agency, Reason: say("seal.reason"), At: at,
			Lines: []string{say("seal", "Name", v.Head.Agency), say("number", "Number", v.Symbol, "Date", narrative.Day(v.IssuedOn)), when}}
	}
	return signing.Mark{Kind: signing.Signature, Name: v.Frozen.Signer, Reason: say("signature.reason"), At: at,
		Lines: []string{say("signature", "Name", v.Frozen.Signer), v.Head.Agency, when}}
}
