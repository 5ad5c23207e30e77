package feedback

import (
	"time"

	"motcua/calendar"
	"motcua/vietnamese"
)

// Summary is what is kept of a feedback for lists; all of it follows from the
// facts. It never carries the sender.
type Summary struct {
	ID, Code, Key string
	Kind          Kind
	Channel       Channel
	State         State
	Title         string // masked
	Search        string // folded, of masked texts
	Agency        string
	Unit          string
	Person        string
	About         About
	ReceivedAt    time.Time
	Due           time.Time // of the running clock; of the last when it is closed; zero while no calendar gives it
	Paused        bool
	AnsweredAt    time.Time
	ClosedAt      time.Time
	Late          bool // a limit was missed before now
	Outcome       Outcome
	Satisfied     *bool
	Public        *Text
	PublishedAt   time.Time
	Version       int
}

// Summarize makes the summary as of now.
func (f *Feedback) Summarize(cal *calendar.Calendar, now time.Time) (Summary, error) {
	s := Summary{ID: f.ID, Code: f.Code, Key: f.Key, Kind: f.Kind, Channel: f.Channel, State: f.State, Agency: f.Agency, Unit: f.Unit,
		Person: f.Person, About: f.About, ReceivedAt: f.ReceivedAt, ClosedAt: f.ClosedAt, Satisfied: f.Satisfied, Public: f.Public,
		Title: Mask(f.Title, f.Sender.Name), Version: f.Version()}
	s.Search = vietnamese.Fold(f.Code + " " + s.Title + " " + Mask(f.Content, f.Sender.Name))
	if f.Answer != nil && !f.Answer.Approved.IsZero() {
		s.AnsweredAt, s.Outcome = f.Answer.Approved, f.Answer.Outcome
	}
	if f.State == Published {
		s.PublishedAt = f.ClosedAt
	}
	clocks, err := f.Clocks(cal, now)
	if err != nil {
		return s, err
	}
	s.Late = Late(clocks)
	switch running, n := Running(clocks), len(clocks); {
	case running != nil:
		s.Due, s.Paused = running.Due, running.Paused
	case n > 0 && !f.State.Open():
		s.Due = clocks[n-1].Due
	}
	return s, nil
}
