package office

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua"
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/signing"
	"motcua/internal/store"
)

// Signature is one signature of a file and what is to be said of it.
type Signature = signing.Found

// DraftInput is a draft as it is submitted.
type DraftInput struct {
	Outcome     dossier.Outcome
	Title, Note string
	File        *Attachment
}

// PutDraft submits the draft of a result for signing. The file must be a PDF
// that can be signed, and any signature it has already must hold.
func (o *Office) PutDraft(ctx context.Context, by identity.Actor, t Target, in DraftInput) (*View, error) {
	view, err := o.look(ctx, by, t)
	if err != nil {
		return nil, err
	}
	if err := identity.Can(by, identity.Draft, view.Object()); err != nil {
		return nil, err
	}
	put := dossier.DraftPut{Outcome: in.Outcome, Title: in.Title, Note: in.Note}
	if in.File != nil {
		f, err := o.KeepFile(ctx, Hand{By: by, Name: in.File.Name, Body: in.File.Body, Takes: signedPaper})
		if err != nil {
			return nil, inField(err, "file")
		}
		body, err := o.signable(ctx, f)
		if err == nil {
			err = signing.Ready(body)
		}
		if err == nil {
			err = o.holds(body)
		}
		if err != nil {
			return nil, inField(err, "file")
		}
		put.File, put.Hash = f.ID, f.Hash
	}
	return o.change(ctx, by, t, identity.Draft, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.PutDraft(act, put)
	})
}

// signable are the bytes of a file that is signed or checked.
func (o *Office) signable(ctx context.Context, f document.File) ([]byte, error) {
	if f.Size > signing.Largest {
		return nil, motcua.InvalidField("file", "signing.large", "Most", signing.Largest>>20)
	}
	return o.bytesOf(ctx, f)
}

// CheckSignatures tells who signed a file, and whether it is whole since.
func (o *Office) CheckSignatures(body []byte) ([]Signature, error) {
	return o.settings.Sign.Trust.Check(body)
}

// holds refuses a file whose signatures do not: it was changed, or its
// certificates do not count. Whoever trusts no root cannot tell whose they are.
func (o *Office) holds(body []byte) error {
	found, err := o.CheckSignatures(body)
	if err != nil {
		return err
	}
	for _, f := range found {
		for _, fault := range f.Faults {
			if o.settings.Sign.Trust.Empty() && slices.Contains([]string{"signing.found.untrusted", "signing.found.stamp"}, fault.Key) {
				continue
			}
			return motcua.InvalidField("file", "signing.refused", "Name", f.By.Name, "Why", fault)
		}
	}
	return nil
}

// rightOf is what somebody needs for the next signature of a draft, and which
// kind that is.
func rightOf(s dossier.DraftStage) (identity.Action, signing.Kind, dossier.ErrandKind, bool) {
	switch s {
	case dossier.DraftSubmitted:
		return identity.Initial, signing.Initials, dossier.ErrandInitial, true
	case dossier.DraftInitialled:
		return identity.Sign, signing.Signature, dossier.ErrandSign, true
	case dossier.DraftApproved:
		return identity.Seal, signing.Seal, dossier.ErrandSeal, true
	default:
		return "", "", "", false
	}
}

// MaySign tells whether the next signature of a dossier's draft is the actor's.
func (o *Office) MaySign(by identity.Actor, v *View) bool {
	right, _, _, waits := rightOf(v.Stage())
	return waits && identity.Can(by, right, v.Object()) == nil
}

// ToSign is a dossier whose draft waits for a signature of the actor.
type ToSign struct {
	Errand
	Stage   dossier.DraftStage
	Draft   dossier.Draft
	Version int
}

// toSignMost is how many drafts a list shows.
const toSignMost = 100

// ToSign lists the dossiers whose draft the actor initials, signs or seals next,
// those due first at the top.
func (o *Office) ToSign(ctx context.Context, by identity.Actor) ([]ToSign, error) {
	var waiting []store.OpenErrand
	for _, stage := range []dossier.DraftStage{dossier.DraftSubmitted, dossier.DraftInitialled, dossier.DraftApproved} {
		right, _, kind, _ := rightOf(stage)
		for _, p := range by.Posts {
			desk := store.Desk{Agency: p.Agency}
			if right == identity.Initial {
				desk.Unit = p.Unit
			}
			one := by
			one.Posts = []identity.Post{p}
			if identity.Can(one, right, identity.Object{LeadAgency: p.Agency, LeadUnit: p.Unit}) != nil {
				continue
			}
			found, err := o.store.DraftsAt(ctx, kind, desk, toSignMost)
			if err != nil {
				return nil, err
			}
			waiting = append(waiting, found...)
		}
	}
	slices.SortStableFunc(waiting, func(a, b store.OpenErrand) int {
		if c := a.DossierDue.Compare(b.DossierDue); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	waiting = slices.CompactFunc(waiting, func(a, b store.OpenErrand) bool { return a.ID == b.ID })
	return o.drafts(ctx, waiting[:min(len(waiting), toSignMost)])
}

func (o *Office) drafts(ctx context.Context, waiting []store.OpenErrand) ([]ToSign, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	var list []ToSign
	for _, e := range waiting {
		d, _, err := o.load(ctx, b, Target{Code: e.Code})
		if err != nil {
			return nil, err
		}
		if d.Draft != nil {
			list = append(list, ToSign{Errand: e, Stage: d.Stage(), Draft: *d.Draft, Version: d.Version()})
		}
	}
	return list, nil
}

// Stroke is one signature that is asked for: what the signer has seen, and for
// the seal the number and date of the paper.
type Stroke struct {
	Target
	Hash     string
	Document dossier.Document
}

// SignDraft initials, signs or seals a draft, whichever comes next.
func (o *Office) SignDraft(ctx context.Context, by identity.Actor, s Stroke, pen Pen) (*View, error) {
	view, err := o.toBeSigned(ctx, by, s)
	if err != nil {
		return nil, err
	}
	key, err := o.openKey(ctx, by, view.Stage() == dossier.DraftApproved, pen)
	if err != nil {
		return nil, err
	}
	return o.stroke(ctx, by, s, view, key)
}

// Stroked is what came of one signature of several.
type Stroked struct {
	Code string
	View *View // nil when it was not signed
	Err  error // a fault that its signer can act on
}

// strokesMost is how many drafts are signed with one password.
const strokesMost = 50

// SignDrafts signs several drafts with one certificate. One that cannot be
// signed does not stop the others; a wrong password stops all before the first.
func (o *Office) SignDrafts(ctx context.Context, by identity.Actor, strokes []Stroke, pen Pen) ([]Stroked, error) {
	switch {
	case len(strokes) == 0:
		return nil, motcua.InvalidField("dossier", "signing.batch.none")
	case len(strokes) > strokesMost:
		return nil, motcua.InvalidField("dossier", "signing.batch.many", "Most", strokesMost)
	}
	key, err := o.openKey(ctx, by, false, pen)
	if err != nil {
		return nil, err
	}
	var list []Stroked
	var halted error // the same refusal would meet all that follow
	for _, s := range strokes {
		view, err := o.toBeSigned(ctx, by, s)
		if err == nil && view.Stage() == dossier.DraftApproved {
			err = motcua.Refused(motcua.Conflict, "signing.batch.seal")
		}
		if err == nil {
			err = halted
		}
		if err == nil {
			view, err = o.stroke(ctx, by, s, view, key)
		}
		if signing.Halts(err) && !slices.ContainsFunc(list, func(s Stroked) bool { return s.Err == nil }) {
			return nil, err
		}
		if signing.Halts(err) {
			halted = err
		}
		if motcua.KindOf(err) == motcua.Internal && err != nil {
			return list, err
		}
		if err != nil {
			view = nil
		}
		list = append(list, Stroked{Code: s.Code, View: view, Err: err})
	}
	return list, nil
}

// toBeSigned is the dossier as the signer saw it, when the signature is theirs.
func (o *Office) toBeSigned(ctx context.Context, by identity.Actor, s Stroke) (*View, error) {
	view, err := o.look(ctx, by, s.Target)
	if err != nil {
		return nil, err
	}
	right, _, _, waits := rightOf(view.Stage())
	if waits {
		err = identity.Can(by, right, view.Object())
	} else {
		err = view.MaySign(dossier.DraftSubmitted, s.Hash, o.act(by), view.Book.Calendars.Of)
	}
	if err != nil {
		return nil, err
	}
	if err := meanwhile(view.Dossier, s.Expected); err != nil {
		return nil, err
	}
	return view, view.MaySign(view.Stage(), s.Hash, o.act(by), view.Book.Calendars.Of)
}

// stroke signs the bytes that were seen, keeps what came of it, and records it;
// the decision asks again whether nothing has changed meanwhile.
func (o *Office) stroke(ctx context.Context, by identity.Actor, s Stroke, view *View, key *signing.Key) (*View, error) {
	stage := view.Stage()
	right, kind, _, _ := rightOf(stage)
	if right == identity.Seal {
		probe := s.Document // the number stands in the stamp, so it is looked at before
		if _, _, err := view.Release(o.act(by), dossier.Marked{Before: s.Hash, File: "-", Hash: "-"}, probe, view.Book.Calendars.Of); err != nil {
			return nil, err
		}
	}
	f, err := o.file(ctx, view.Draft.File)
	if err != nil {
		return nil, err
	}
	body, err := o.signable(ctx, f)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != s.Hash {
		return nil, fmt.Errorf("sign the draft of %s: its bytes are not those that were kept", view.Code)
	}
	mark, err := o.markOf(ctx, by, view, kind, s.Document)
	if err != nil {
		return nil, err
	}
	signed, err := o.settings.Sign.Signer.Sign(ctx, body, key, mark)
	if err != nil {
		return nil, err
	}
	kept, err := o.KeepFile(ctx, Hand{By: by, Name: f.Name, Body: bytes.NewReader(signed), Takes: signedPaper})
	if err != nil {
		return nil, inField(err, "file")
	}
	about := key.About()
	m := dossier.Marked{Before: s.Hash, File: kept.ID, Hash: kept.Hash, Signer: about.Name, Serial: about.Serial}
	check, err := newKey()
	if err != nil {
		return nil, err
	}
	return o.change(ctx, by, s.Target, right, func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		switch right {
		case identity.Initial:
			return d.Initial(act, m, b.Calendars.Of)
		case identity.Sign:
			return d.Sign(act, m, b.Calendars.Of)
		default:
			doc := s.Document
			doc.Check, doc.Position = check, o.positionOf(ctx, d)
			return d.Release(act, m, doc, b.Calendars.Of)
		}
	})
}

// positionOf is the post of the person of the leadership who signed.
func (o *Office) positionOf(ctx context.Context, d *dossier.Dossier) string {
	for _, s := range d.Draft.Signed {
		if _, ok := s.Event.Fact.(dossier.DraftSign); ok {
			if p, _, err := o.store.Person(ctx, s.Event.By.Person); err == nil {
				return p.Title
			}
		}
	}
	return ""
}

// stampTime is how the moment stands in a stamp: to the second, with the zone
// (NĐ 30/2020/NĐ-CP, annex I).
const stampTime = "02/01/2006 15:04:05 -07:00"

// markOf is what the stamp says, always in Vietnamese: it is part of the paper.
func (o *Office) markOf(ctx context.Context, by identity.Actor, v *View, kind signing.Kind, doc dossier.Document) (signing.Mark, error) {
	person, _, err := o.store.Person(ctx, by.Person)
	if err != nil {
		return signing.Mark{}, err
	}
	at := o.Now().In(vietnam)
	say := func(key string, pairs ...any) string {
		return o.settings.Letters.Words("vi", motcua.Say("signing.stamp."+key, pairs...))
	}
	agency := v.Book.Agency(v.Intake.Agency).Name
	m := signing.Mark{Kind: kind, Name: person.Name, Reason: say(string(kind) + ".reason"), At: at}
	when := say("time", "Time", at.Format(stampTime))
	if kind == signing.Seal {
		m.Name = agency
		day, _ := time.Parse(time.DateOnly, doc.Date) // it was looked at before
		m.Lines = []string{say(string(kind), "Name", agency), say("number", "Number", doc.Number, "Date", day.Format("02/01/2006")), when}
		return m, nil
	}
	m.Lines = []string{say(string(kind), "Name", person.Name), strings.Trim(person.Title+", "+agency, ", "), when}
	return m, nil
}

// vietnam is the zone of the country, whatever the machine says.
var vietnam = time.FixedZone("+07", 7*60*60)

// ReturnDraft sends a draft back, with the reason; whoever signs it next may.
func (o *Office) ReturnDraft(ctx context.Context, by identity.Actor, t Target, hash, reason string) (*View, error) {
	view, err := o.toBeSigned(ctx, by, Stroke{Target: t, Hash: hash})
	if err != nil {
		return nil, err
	}
	stage := view.Stage()
	right, _, _, _ := rightOf(stage)
	return o.change(ctx, by, t, right, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.ReturnDraft(act, stage, hash, reason)
	})
}
