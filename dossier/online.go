package dossier

import "motcua"

// SendPapers hands in, online, the papers that were asked for. The clock stands
// still until the office has found them complete and takes them (NĐ 61/2018 art
// 19(4): from receipt of the full dossier), so this is the applicant's fact and
// the taking the office's. More can be sent until then.
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
