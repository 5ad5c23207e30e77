package dossier

import (
	"time"

	"motcua"
)

// Revoked is the revocation of a result (thu hồi): the result stays in the log
// and is no longer valid from here.
type Revoked struct {
	Decision Document `json:"decision"` // by which it is revoked
	Reason   string   `json:"reason"`
}

// Replaced is a result put right or issued anew (đính chính, cấp lại): the
// document stands in place of the one before, which is no longer valid.
type Replaced struct {
	Document Document `json:"document"`
	Reason   string   `json:"reason"`
}

// Result is one signed result of a dossier and what became of it.
type Result struct {
	Document Document
	Outcome  Outcome
	At       time.Time // when it was recorded
	Revoked  time.Time // zero while it was not
	Decision Document  // that revoked it
	Replaced time.Time // zero while no other stands in its place
	By       Document  // the one that does
}

// Valid tells whether it is neither revoked nor replaced.
func (r Result) Valid() bool { return r.Revoked.IsZero() && r.Replaced.IsZero() }

// Kind is the stable name of the fact.
func (Revoked) Kind() string { return "resultRevoked" }

// Kind is the stable name of the fact.
func (Replaced) Kind() string { return "resultReplaced" }

func (f Revoked) apply(d *Dossier, e Event) {
	if n := len(d.Results); n > 0 {
		d.Results[n-1].Revoked, d.Results[n-1].Decision = e.At, f.Decision
	}
}

func (f Replaced) apply(d *Dossier, e Event) {
	n := len(d.Results)
	if n == 0 {
		return
	}
	d.Results[n-1].Replaced, d.Results[n-1].By = e.At, f.Document
	d.Results = append(d.Results, Result{Document: f.Document, Outcome: d.Results[n-1].Outcome, At: e.At})
	conclusion := *d.Conclusion
	conclusion.Document = f.Document
	d.Conclusion = &conclusion
}

// Valid tells whether the dossier has a result that was not revoked.
func (d *Dossier) Valid() bool {
	n := len(d.Results)
	return n > 0 && d.Results[n-1].Valid()
}

// hasResult tells whether a result was signed, valid or not.
func (d *Dossier) hasResult() bool {
	return len(d.Results) > 0 && (d.Status == Resolved || d.Status == ReturnedDone)
}

// Revoke ends the validity of the result, by a decision and with its reason.
func (d *Dossier) Revoke(act Act, decision Document, reason string) (*Dossier, []Event, error) {
	if !d.hasResult() {
		return nil, nil, d.refused("dossier.result.none")
	}
	if !d.Valid() {
		return nil, nil, d.refused("dossier.result.revoked")
	}
	if err := motcua.Join(append(decision.check(act.At), checkText("reason", &reason, textLimit, true))...); err != nil {
		return nil, nil, err
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), Revoked{Decision: decision, Reason: reason})
	return next, events, nil
}

// Replace records a result that stands in place of the last one, whether that
// is still valid or was revoked.
func (d *Dossier) Replace(act Act, doc Document, reason string) (*Dossier, []Event, error) {
	if !d.hasResult() {
		return nil, nil, d.refused("dossier.result.none")
	}
	if err := motcua.Join(append(doc.check(act.At), checkText("reason", &reason, textLimit, true))...); err != nil {
		return nil, nil, err
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), Replaced{Document: doc, Reason: reason})
	return next, events, nil
}

// check holds a document that must say which it is to that.
func (doc *Document) check(now time.Time) []*motcua.Fault {
	faults := doc.texts(now)
	if doc.Number == "" {
		faults = append(faults, motcua.InvalidField("document.number", "dossier.required.number"))
	}
	if doc.Date == "" {
		faults = append(faults, motcua.InvalidField("document.date", "dossier.required.date"))
	}
	return faults
}

// texts completes what is written of a document, and says what is wrong with it.
func (doc *Document) texts(now time.Time) []*motcua.Fault {
	return []*motcua.Fault{checkText("document.number", &doc.Number, 100, false), checkText("document.title", &doc.Title, nameLimit, false),
		checkText("document.signer", &doc.Signer, nameLimit, false), checkText("document.position", &doc.Position, nameLimit, false),
		checkDate("document.date", doc.Date, now)}
}
