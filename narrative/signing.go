package narrative

import (
	"motcua"
	"motcua/record"
)

// Signing is how far the paper of an issued report has come.
type Signing string

// The stages of the paper.
const (
	Unprinted Signing = ""       // not issued, so there is nothing to sign
	ToSign    Signing = "toSign" // waits for whoever approved it
	ToSeal    Signing = "toSeal" // waits for the seal of the agency
	Sealed    Signing = "sealed"
)

// Signings lists the stages.
func Signings() []Signing { return []Signing{Unprinted, ToSign, ToSeal, Sealed} }

// Mark is one signature of the paper: the bytes that were signed, and those that
// came of it.
type Mark struct {
	Before string `json:"before"` // SHA-256 of what the signer saw
	File   string `json:"file"`   // id of the signed PDF
	Hash   string `json:"hash"`   // SHA-256 of it
	Signer string `json:"signer"` // as the certificate names them
	Serial string `json:"serial"` // of the certificate
}

// LeaderSigned is the signature of whoever approved the report.
type LeaderSigned struct{ Mark }

// SealPut is the signature of the agency.
type SealPut struct{ Mark }

// Kind is the name of the fact.
func (LeaderSigned) Kind() string { return "leaderSigned" }

// Kind is the name of the fact.
func (SealPut) Kind() string { return "sealPut" }

// Signing is which signature the paper waits for.
func (r *Report) Signing() Signing {
	switch {
	case r.State != Issued && r.State != Replaced, r.State == Replaced && len(r.Marks) == 0:
		return Unprinted
	case len(r.Marks) == 0:
		return ToSign
	case len(r.Marks) == 1:
		return ToSeal
	default:
		return Sealed
	}
}

// Paper is the latest signed file; the zero Mark while nobody has signed.
func (r *Report) Paper() Mark {
	if len(r.Marks) == 0 {
		return Mark{}
	}
	return r.Marks[len(r.Marks)-1]
}

// Approver is the person who approved the report, whose signature it bears.
func (r *Report) Approver() record.By {
	for _, e := range r.Events {
		if _, ok := e.Fact.(Agreed); ok {
			return e.By
		}
	}
	return record.By{}
}

// MaySign says why somebody who saw the stage given cannot sign next: it is not
// issued or replaced, has moved on meanwhile, or was approved by somebody else.
func (r *Report) MaySign(seen Signing, person string) error {
	if fault := r.in(Issued); fault != nil {
		return fault
	}
	switch now := r.Signing(); {
	case now == Sealed:
		return motcua.Refused(motcua.Conflict, "narrative.sign.done", "Symbol", r.Symbol)
	case now != seen:
		return motcua.Refused(motcua.Conflict, "narrative.sign.changed")
	case now == ToSign && r.Approver().Person != person:
		return motcua.Refused(motcua.Forbidden, "narrative.sign.other", "Name", r.Frozen.Signer)
	default:
		return nil
	}
}

// Sign puts the next signature on the paper.
func (r *Report) Sign(seen Signing, m Mark, person string) (record.Fact, error) {
	if err := r.MaySign(seen, person); err != nil {
		return nil, err
	}
	if last := r.Paper(); last.Hash != "" && last.Hash != m.Before {
		return nil, motcua.Refused(motcua.Conflict, "narrative.sign.changed")
	}
	if seen == ToSign {
		return LeaderSigned{m}, nil
	}
	return SealPut{m}, nil
}
