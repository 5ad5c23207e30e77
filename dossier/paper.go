package dossier

import (
	"slices"
	"time"

	"motcua"
)

// PaperWay is how a file of a paper came to the dossier.
type PaperWay string

// The ways a file comes.
const (
	WithIntake PaperWay = "intake"  // when the dossier was received
	Sent       PaperWay = "sent"    // online, and nobody has taken it yet
	TakenLater PaperWay = "taken"   // as a supplement
	Scanned    PaperWay = "scanned" // by the office, from paper (NĐ 107/2021: digitised at reception)
)

// PaperWays lists every way.
func PaperWays() []PaperWay { return []PaperWay{WithIntake, Sent, TakenLater, Scanned} }

// PaperFiled is that the office put files to a paper of the dossier. The files
// it had before stay, as earlier versions.
type PaperFiled struct {
	Paper  string   `json:"paper"` // code
	Files  []string `json:"files"`
	Way    PaperWay `json:"way"`
	Reason string   `json:"reason,omitempty"`
}

// Verdict is what a check of a paper came to.
type Verdict string

// The verdicts.
const (
	Passed     Verdict = "passed"     // đạt
	Failed     Verdict = "failed"     // không đạt
	Incomplete Verdict = "incomplete" // cần bổ sung
)

// Verdicts lists every verdict.
func Verdicts() []Verdict { return []Verdict{Passed, Failed, Incomplete} }

// PaperChecked is that whoever handles the dossier looked at a paper.
type PaperChecked struct {
	Paper   string  `json:"paper"` // code
	Verdict Verdict `json:"verdict"`
	Remark  string  `json:"remark,omitempty"`
}

// FilesDisposed is that files past their retention were destroyed; their names
// and hashes stay here.
type FilesDisposed struct {
	Files  []DisposedFile `json:"files"`
	Reason string         `json:"reason"`
}

// DisposedFile is what remains of a file that was destroyed.
type DisposedFile struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Hash string `json:"hash"` // sha256, hexadecimal
}

// Kind is the stable name of the fact.
func (PaperFiled) Kind() string { return "paperFiled" }

// Kind is the stable name of the fact.
func (PaperChecked) Kind() string { return "paperChecked" }

// Kind is the stable name of the fact.
func (FilesDisposed) Kind() string { return "filesDisposed" }

// What these facts say is read from the log: [Dossier.PaperVersions],
// [Dossier.PaperCheck], [Dossier.HasFile].
func (PaperFiled) apply(*Dossier, Event)    {}
func (PaperChecked) apply(*Dossier, Event)  {}
func (FilesDisposed) apply(*Dossier, Event) {}

// PaperVersion is a paper as it was handed in at one time.
type PaperVersion struct {
	Files  []string
	Way    PaperWay
	Reason string
	At     time.Time
	By     By
	Valid  bool // the one that counts: the last the office has
	seq    int
}

// PaperVersions lists the versions of a paper that have files, oldest first.
func (d *Dossier) PaperVersions(code string) []PaperVersion {
	var list []PaperVersion
	add := func(e Event, papers []Paper, way PaperWay, reason string) {
		for _, p := range papers {
			if p.Code != code || len(p.Files) == 0 {
				continue
			}
			v := PaperVersion{Files: p.Files, Way: way, Reason: reason, At: e.At, By: e.By, seq: e.Seq}
			if n := len(list); n > 0 && way == TakenLater && list[n-1].Way == Sent { // what was sent is taken
				list = slices.DeleteFunc(list, func(v PaperVersion) bool { return v.Way == Sent })
			}
			list = append(list, v)
		}
	}
	for _, e := range d.Events {
		switch f := e.Fact.(type) {
		case Opened:
			add(e, f.Intake.Papers, WithIntake, "")
		case PapersSent:
			add(e, f.Papers, Sent, f.Note)
		case PapersTaken:
			add(e, f.Papers, TakenLater, "")
		case PaperFiled:
			add(e, []Paper{{Code: f.Paper, Files: f.Files}}, f.Way, f.Reason)
		}
	}
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Way != Sent {
			list[i].Valid = true
			break
		}
	}
	return list
}

// PaperCheck is a check with its time and author.
type PaperCheck struct {
	PaperChecked
	At time.Time
	By By
}

// PaperCheck is the last check of a paper as it is now; false when nobody has
// looked at it since it last came.
func (d *Dossier) PaperCheck(code string) (PaperCheck, bool) {
	since := 0
	if versions := d.PaperVersions(code); len(versions) > 0 {
		since = versions[len(versions)-1].seq
	}
	for _, e := range slices.Backward(d.Events) {
		if f, ok := e.Fact.(PaperChecked); ok && f.Paper == code && e.Seq > since {
			return PaperCheck{f, e.At, e.By}, true
		}
	}
	return PaperCheck{}, false
}

// KnowsPaper tells whether a paper is one of the dossier: handed in, filed, or
// asked for by the pinned version, whose papers the caller knows.
func (d *Dossier) KnowsPaper(code string, wanted []string) bool {
	if code == "" {
		return false
	}
	return slices.Contains(wanted, code) || slices.Contains(d.handedCodes(), code)
}

// handedCodes are the papers that came in any way, in the order they came.
func (d *Dossier) handedCodes() []string {
	var codes []string
	add := func(papers ...Paper) {
		for _, p := range papers {
			if (p.Originals+p.Copies > 0 || len(p.Files) > 0) && !slices.Contains(codes, p.Code) {
				codes = append(codes, p.Code)
			}
		}
	}
	for _, e := range d.Events {
		switch f := e.Fact.(type) {
		case Opened:
			add(f.Intake.Papers...)
		case PapersTaken:
			add(f.Papers...)
		case PaperFiled:
			add(Paper{Code: f.Paper, Files: f.Files})
		}
	}
	return codes
}

// CheckPaper records what whoever handles the dossier found in a paper. A paper
// that does not pass has a remark: the applicant is asked for it by these words.
func (d *Dossier) CheckPaper(act Act, c PaperChecked, wanted []string) (*Dossier, []Event, error) {
	if !d.Status.Open() {
		return nil, nil, d.refused("dossier.closed." + string(d.Status))
	}
	if !d.KnowsPaper(c.Paper, wanted) {
		return nil, nil, motcua.Refused(motcua.NotFound, "dossier.paper.unknown")
	}
	var faults []*motcua.Fault
	if !slices.Contains(Verdicts(), c.Verdict) {
		faults = append(faults, motcua.InvalidField("verdict", "dossier.paper.verdict"))
	}
	if f := checkText("remark", &c.Remark, textLimit, false); f != nil {
		faults = append(faults, f)
	} else if c.Remark == "" && (c.Verdict == Failed || c.Verdict == Incomplete) {
		faults = append(faults, motcua.InvalidField("remark", "dossier.paper.remark"))
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, nil, err
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), c)
	return next, events, nil
}

// FilePapers puts files to papers of an open dossier, each a new version. One
// that has a version before says why it is replaced.
func (d *Dossier) FilePapers(act Act, filed []PaperFiled, wanted []string) (*Dossier, []Event, error) {
	if !d.Status.Open() {
		return nil, nil, d.refused("dossier.closed." + string(d.Status))
	}
	if len(filed) == 0 {
		return nil, nil, motcua.InvalidField("papers", "dossier.paper.none")
	}
	var facts []Fact
	var faults []*motcua.Fault
	for _, f := range filed {
		if !d.KnowsPaper(f.Paper, wanted) {
			faults = append(faults, motcua.InvalidField("papers", "dossier.paper.unknown"))
			continue
		}
		if fault := checkText("reason", &f.Reason, textLimit, false); fault != nil {
			return nil, nil, fault
		}
		if f.Reason == "" && len(d.PaperVersions(f.Paper)) > 0 {
			faults = append(faults, motcua.InvalidField("reason", "dossier.paper.why"))
		}
		facts = append(facts, f)
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, nil, err
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), facts...)
	return next, events, nil
}

// Wanting are the papers whose last check did not pass, in the order of codes
// given, with their checks.
func (d *Dossier) Wanting(codes []string) []PaperCheck {
	var list []PaperCheck
	for _, code := range codes {
		if c, ok := d.PaperCheck(code); ok && c.Verdict != Passed {
			list = append(list, c)
		}
	}
	return list
}

// PaperCount is how many papers of a dossier came, how many of them have files
// (DuocSoHoa), and how many were taken from what the office had accepted before
// (DuocTaiSuDung).
type PaperCount struct{ Papers, Digitised, Reused int }

// CountPapers counts the papers of the dossier.
func (d *Dossier) CountPapers() PaperCount {
	var n PaperCount
	for _, code := range d.handedCodes() {
		n.Papers++
		if slices.ContainsFunc(d.PaperVersions(code), func(v PaperVersion) bool { return v.Valid }) {
			n.Digitised++
		}
		if slices.ContainsFunc(d.Intake.Papers, func(p Paper) bool { return p.Code == code && len(p.Reused) > 0 }) {
			n.Reused++
		}
	}
	return n
}
