package submission

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/dossier"
)

// AnswerWithin is how long the desk may take to accept, ask or refuse: eight
// working hours on its own calendar.
func AnswerWithin() deadline.Term { return deadline.Minutes(8 * time.Hour) }

// AnswerDue is when the desk must have answered what was sent at an instant. A
// submission after hours is counted from the next opening.
func AnswerDue(sent time.Time, desk *calendar.Calendar) (time.Time, error) {
	return deadline.Rule{Term: AnswerWithin(), Mode: deadline.ByHours, Calendar: desk}.Due(sent)
}

// Status is where a submission stands.
type Status string

// The statuses, with their number on the national portal.
const (
	Waiting    Status = "waiting"    // 1 mới đăng ký: the desk is to answer
	Incomplete Status = "incomplete" // 5 yêu cầu bổ sung giấy tờ: the applicant is to complete it
	Accepted   Status = "accepted"   // 2 được tiếp nhận
	Refused    Status = "refused"    // 3 không được tiếp nhận
	Withdrawn  Status = "withdrawn"  // 7 công dân yêu cầu rút
)

// National is the number of the status on the national portal.
func (s Status) National() int {
	switch s {
	case Waiting:
		return 1
	case Accepted:
		return 2
	case Refused:
		return 3
	case Incomplete:
		return 5
	case Withdrawn:
		return 7
	}
	return 0
}

// Open tells whether the submission still waits for somebody.
func (s Status) Open() bool { return s == Waiting || s == Incomplete }

// Submission is what the facts recorded about it add up to.
type Submission struct {
	ID      string // that of its draft
	Code    string
	Key     string
	Account string
	Content Content // as it was sent last

	Status  Status
	SentAt  time.Time // the last time
	Asked   MoreAsked // while Incomplete: what is to be completed
	Rounds  int       // how often completion was asked
	Dossier string    // code of the dossier it became
	Reason  string    // of a refusal

	Events []Event
}

// Content is what was sent.
type Content struct {
	Intake  dossier.Intake `json:"intake"`
	Papers  []Handed       `json:"papers,omitempty"`
	Address string         `json:"address,omitempty"`
}

// Event is one fact with who recorded it and when.
type Event struct {
	Seq  int
	At   time.Time
	By   dossier.By
	Fact Fact
}

// Fact is something that happened to a submission.
type Fact interface {
	// Kind is the stable name of the fact in the log.
	Kind() string
	apply(s *Submission, e Event)
}

// Sent hands the content in, for the first time or completed.
type Sent struct {
	Content Content `json:"content"`
}

// MoreAsked sends it back for completion: once and in full (NĐ 61/2018 art 15).
// What it names is opened again, the rest stays as it was sent; naming nothing
// opens all.
type MoreAsked struct {
	Reason  string            `json:"reason"`
	Papers  []string          `json:"papers,omitempty"`  // codes
	Parts   []string          `json:"parts,omitempty"`   // of the draft, beside its papers
	Remarks map[string]string `json:"remarks,omitempty"` // what is wrong with a paper, by its code
}

// NamesNothing tells whether only the reason says what is to be completed.
func (f MoreAsked) NamesNothing() bool { return len(f.Papers)+len(f.Parts) == 0 }

// Taken accepts it: it goes on as a dossier.
type Taken struct {
	Dossier string `json:"dossier"` // its code
}

// TurnedDown refuses it.
type TurnedDown struct {
	Reason string `json:"reason"`
}

// TakenBack withdraws it before the desk has accepted it.
type TakenBack struct{}

// The names of the facts.
func (Sent) Kind() string       { return "sent" }
func (MoreAsked) Kind() string  { return "moreAsked" }
func (Taken) Kind() string      { return "taken" }
func (TurnedDown) Kind() string { return "turnedDown" }
func (TakenBack) Kind() string  { return "takenBack" }

func (f Sent) apply(s *Submission, e Event) {
	s.Content, s.Status, s.SentAt, s.Asked = f.Content, Waiting, e.At, MoreAsked{}
}

func (f MoreAsked) apply(s *Submission, _ Event) {
	s.Status, s.Asked, s.Rounds = Incomplete, f, s.Rounds+1
}
func (f Taken) apply(s *Submission, _ Event) { s.Status, s.Dossier = Accepted, f.Dossier }
func (f TurnedDown) apply(s *Submission, _ Event) {
	s.Status, s.Reason = Refused, f.Reason
}
func (TakenBack) apply(s *Submission, _ Event) { s.Status = Withdrawn }

// Decode reads a fact from the log.
func Decode(kind string, data []byte) (Fact, error) {
	switch kind {
	case Sent{}.Kind():
		return decode[Sent](data)
	case MoreAsked{}.Kind():
		return decode[MoreAsked](data)
	case Taken{}.Kind():
		return decode[Taken](data)
	case TurnedDown{}.Kind():
		return decode[TurnedDown](data)
	case TakenBack{}.Kind():
		return decode[TakenBack](data)
	}
	return nil, fmt.Errorf("decode fact of a submission: unknown kind %q", kind)
}

func decode[F Fact](data []byte) (Fact, error) {
	var f F
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("decode fact %s: %w", f.Kind(), err)
	}
	return f, nil
}

// Rebuild adds facts up, oldest first.
func Rebuild(id, code, key, account string, events []Event) *Submission {
	s := &Submission{ID: id, Code: code, Key: key, Account: account}
	for _, e := range events {
		e.Fact.apply(s, e)
		s.Events = append(s.Events, e)
	}
	return s
}

// With is the submission with a further fact, and the event it became; s
// itself stays as it was.
func (s *Submission) With(at time.Time, by dossier.By, f Fact) (*Submission, Event) {
	e := Event{Seq: len(s.Events) + 1, At: at, By: by, Fact: f}
	return Rebuild(s.ID, s.Code, s.Key, s.Account, append(append([]Event(nil), s.Events...), e)), e
}

// Ask sends it back to be completed; the reason must say with what. A paper
// with a remark is one to hand in anew.
func (s *Submission) Ask(f MoreAsked) (Fact, error) {
	if err := s.mustWait(); err != nil {
		return nil, err
	}
	var err error
	if f.Reason, err = reasoned(f.Reason); err != nil {
		return nil, err
	}
	given := f.Remarks
	f.Remarks = nil
	for _, paper := range slices.Sorted(maps.Keys(given)) {
		remark := tidy(given[paper])
		if remark == "" {
			continue
		}
		if n := utf8.RuneCountInString(remark); n > addressMost {
			return nil, motcua.InvalidField("remark."+paper, "submission.long", "Most", addressMost, "Length", n)
		}
		if f.Remarks == nil {
			f.Remarks = map[string]string{}
		}
		f.Remarks[paper] = remark
		if !slices.Contains(f.Papers, paper) {
			f.Papers = append(slices.Clone(f.Papers), paper)
		}
	}
	return f, nil
}

// TurnDown refuses it, with the reason.
func (s *Submission) TurnDown(reason string) (Fact, error) {
	if err := s.mustWait(); err != nil {
		return nil, err
	}
	f, err := reasoned(reason)
	if err != nil {
		return nil, err
	}
	return TurnedDown{Reason: f}, nil
}

// Take accepts it as the dossier of a code.
func (s *Submission) Take(code string) (Fact, error) {
	return Taken{Dossier: code}, s.mustWait()
}

// TakeBack withdraws it, as long as nobody has accepted or refused it.
func (s *Submission) TakeBack() (Fact, error) {
	if !s.Status.Open() {
		return nil, s.closed()
	}
	return TakenBack{}, nil
}

func (s *Submission) mustWait() error {
	switch {
	case s.Status == Waiting:
		return nil
	case s.Status == Incomplete:
		return motcua.Refused(motcua.Conflict, "submission.incomplete", "Code", s.Code)
	}
	return s.closed()
}

// closed says what became of it and by whom.
func (s *Submission) closed() error {
	last := s.Events[len(s.Events)-1]
	return motcua.Refused(motcua.Conflict, "submission.closed."+string(s.Status), "Code", s.Code, "Person", last.By.Name, "At", last.At, "Dossier", s.Dossier)
}

func reasoned(reason string) (string, error) {
	reason = tidy(reason)
	switch n := utf8.RuneCountInString(reason); {
	case n == 0:
		return "", motcua.InvalidField("reason", "submission.reason.missing")
	case n > noteMost:
		return "", motcua.InvalidField("reason", "submission.long", "Most", noteMost, "Length", n)
	}
	return reason, nil
}

// CodeOf is the code of a submission: T-220606-0001.
func CodeOf(day calendar.Date, n int) string {
	return fmt.Sprintf("T-%02d%02d%02d-%04d", day.Year%100, int(day.Month), day.Day, n)
}

// ReadCode reads a code of a submission as people type it; false when it cannot be one.
func ReadCode(typed string) (string, bool) {
	s := dossier.ReadCode(typed)
	return s, strings.HasPrefix(s, "T-") && len(s) >= len("T-220606-0001")
}
