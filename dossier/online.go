package dossier

import (
	"slices"
	"time"

	"motcua"
)

// SendPapers hands in, online, the papers that were asked for. Whether they are
// all of them the office says, when it takes them or asks again; so this is the
// applicant's fact and the taking the office's. More can be sent until then.
func (d *Dossier) SendPapers(act Act, papers []Paper, note string) (*Dossier, []Event, error) {
	if d.Status != Supplementing {
		return nil, nil, d.refused("dossier.supplement.notAsked")
	}
	if f := checkText("note", &note, textLimit, false); f != nil {
		return nil, nil, f
	}
	if err := motcua.Join(checkPapers(papers)...); err != nil {
		return nil, nil, err
	}
	if len(papers) == 0 {
		return nil, nil, motcua.InvalidField("papers", "dossier.supplement.empty")
	}
	next, events := d.With(act.At, Recorded(act.By, ""), PapersSent{Papers: papers, Note: note})
	return next, events, nil
}

func (f PapersSent) apply(d *Dossier, e Event) {
	if n := len(d.Supplements); n > 0 {
		s := &d.Supplements[n-1]
		s.Sent, s.SentAt = append(s.Sent[:len(s.Sent):len(s.Sent)], f.Papers...), e.At
	}
}

// WithFiles gives papers that the office takes the files they were sent as.
func (d *Dossier) WithFiles(papers []Paper) []Paper {
	if len(d.Supplements) == 0 {
		return papers
	}
	taken := make([]Paper, len(papers))
	for i, p := range papers {
		for _, sent := range d.Supplements[len(d.Supplements)-1].Sent {
			if sent.Code == p.Code {
				p.Files = append(p.Files, sent.Files...)
			}
		}
		taken[i] = p
	}
	return taken
}

// Unchecked tells whether papers were sent online that nobody has taken or
// found wanting yet.
func (d *Dossier) Unchecked() bool {
	n := len(d.Supplements)
	return d.Status == Supplementing && n > 0 && !d.Supplements[n-1].SentAt.IsZero()
}

// sentWhole is when papers that are taken had all come online; zero when one of
// them came another way.
func (d *Dossier) sentWhole(papers []Paper) time.Time {
	if !d.Unchecked() || len(papers) == 0 {
		return time.Time{}
	}
	last := d.Supplements[len(d.Supplements)-1]
	for _, p := range papers {
		if !slices.ContainsFunc(last.Sent, func(sent Paper) bool { return sent.Code == p.Code }) {
			return time.Time{}
		}
	}
	return last.SentAt
}
