package register

import (
	"strings"
	"time"

	"motcua/calendar"
	"motcua/vietnamese"
)

// Summary is what is kept of a document for lists; all of it follows from the
// facts.
type Summary struct {
	ID        string
	Direction Direction
	Agency    string
	Series    Series
	Number    int
	Content   // without its readers' files
	Sender    string
	Recipient string
	Signer    string // with the authority to sign
	State     State
	Unit      string
	Person    string
	Name      string // of the person
	Passed    []string
	EnteredAt time.Time
	Received  calendar.Date // of an incoming document
	Due       time.Time     // zero when there is none
	EndedAt   time.Time
	Late      bool
	Replaced  string // symbol of what stands in its place
	Answer    string
	Reply     string // symbol of what answers it
	Same      string // equal for documents of one sender, number and date; "" for none
	Search    string // folded words, each with a space before it
	Version   int
}

// Summarize makes the summary as of now.
func (d *Document) Summarize(cal *calendar.Calendar, now time.Time) (Summary, error) {
	s := Summary{ID: d.ID, Direction: d.Direction, Agency: d.Agency, Series: d.Series, Number: d.Number, Content: d.Content,
		Sender: d.In.Sender, Recipient: d.Out.Recipients, State: d.State, Unit: d.Unit, Person: d.Person, Name: d.PersonName,
		Passed: d.Passed, EnteredAt: d.EnteredAt, Received: d.In.ReceivedOn, EndedAt: d.EndedAt, Replaced: d.ReplacedBy.Symbol,
		Answer: d.Answer, Reply: d.Reply.Symbol, Version: d.Version()}
	if d.Direction == Out {
		s.Signer = d.Out.SignedBy()
	} else if d.State != Cancelled {
		s.Same = d.In.same()
	}
	s.Search = Searched(s)
	clock, err := d.Clock(cal, now)
	if clock != nil {
		s.Due, s.Late = clock.Due, clock.Late
	}
	return s, err
}

// Searched are the folded words by which a document is found, each with a space
// before it: of its number and sign, its subject, who it is of and to.
func Searched(s Summary) string {
	var b strings.Builder
	for _, word := range vietnamese.Words(s.Symbol + " " + s.Subject + " " + s.Sender + " " + s.Recipient + " " + s.Signer) {
		b.WriteString(" " + word)
	}
	return b.String()
}

// SignedBy writes who signed and in whose place: "KT. Nguyễn Văn A".
func (o Outgoing) SignedBy() string {
	if sign := o.Authority.Sign(); sign != "" {
		return sign + " " + o.Signer
	}
	return o.Signer
}

// same is equal for documents that are one: sender, number and date.
func (in Incoming) same() string {
	if in.Symbol == "" {
		return ""
	}
	return vietnamese.Fold(in.Sender) + "|" + vietnamese.Fold(in.Symbol) + "|" + in.Date.String()
}
