package feedback

import (
	"slices"
	"time"

	"motcua/deadline"
	"motcua/identity"
)

// Kind says what a feedback is about.
type Kind string

// The kinds of feedback (NĐ 20/2008/NĐ-CP).
const (
	Handling   Kind = "handling"   // delay, trouble, an official's conduct
	Regulation Kind = "regulation" // a regulation or a procedure
	Other      Kind = "other"
)

// Kinds lists the kinds in the order in which they are offered.
func Kinds() []Kind { return []Kind{Handling, Regulation, Other} }

// Channel says how a feedback came.
type Channel string

// The channels.
const (
	ByWeb   Channel = "web"
	ByPhone Channel = "phone"
	ByMail  Channel = "email"
)

// State is where a feedback stands; the names are those of the national portal
// in our words.
type State string

// The states.
const (
	Received    State = "received"    // mới tiếp nhận
	Accepted    State = "accepted"    // classified, waits to be assigned
	Working     State = "handling"    // đang xử lý
	Waiting     State = "waiting"     // chờ bổ sung
	Approving   State = "approving"   // the draft of the answer waits for approval
	Answered    State = "answered"    // chờ công khai
	Published   State = "published"   // đã công khai
	Withheld    State = "withheld"    // answered, not published, with the reason
	Refused     State = "refused"     // từ chối tiếp nhận
	Transferred State = "transferred" // chuyển cơ quan có thẩm quyền
)

// States lists every state in the order of a feedback's life.
func States() []State {
	return []State{Received, Accepted, Working, Waiting, Approving, Answered, Published, Withheld, Refused, Transferred}
}

// Open tells whether something is still to be done.
func (s State) Open() bool {
	return slices.Contains([]State{Received, Accepted, Working, Waiting, Approving, Answered}, s)
}

// Replied tells whether the sender has the answer.
func (s State) Replied() bool { return s == Answered || s == Published || s == Withheld }

// Outcome says what the answer found; of a feedback on handling it counts for
// criteria 7 and 8 of TT 01/2018/TT-VPCP, art 14.
type Outcome string

// The outcomes of an answer.
const (
	Upheld    Outcome = "upheld"    // what was said is right
	Unfounded Outcome = "unfounded" // it is not
	Explained Outcome = "explained" // neither: explained, or taken note of
)

// Outcomes lists every outcome.
func Outcomes() []Outcome { return []Outcome{Upheld, Unfounded, Explained} }

// Sender is who speaks: NĐ 20/2008/NĐ-CP asks for name, address and telephone
// (or e-mail). It is shown to those alone who must reach the sender.
type Sender struct {
	Name    string `json:"name,omitempty"`
	Address string `json:"address,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Email   string `json:"email,omitempty"`
	Account string `json:"account,omitempty"` // id of the account it was sent with
	Lang    string `json:"lang,omitempty"`    // of letters: vi or en
}

// About is what a feedback concerns.
type About struct {
	Dossier string   `json:"dossier,omitempty"` // code as typed
	Agency  string   `json:"agency,omitempty"`
	Unit    string   `json:"unit,omitempty"`
	Persons []string `json:"persons,omitempty"` // sign-in names of those complained about
}

// Message is something said after the first: by the sender, or by the office
// to the sender.
type Message struct {
	At       time.Time
	BySender bool
	Content  string
	Files    []string
	Kind     string // of the fact it was said with
}

// Answer is the reply to a feedback, from its first draft on.
type Answer struct {
	Content   string
	Outcome   Outcome
	DraftedBy string // sign-in name
	DraftedAt time.Time
	Returned  string // why the approver sent the draft back; "" when not
	Approved  time.Time
	By        string // who approved
}

// Text is what of a feedback is, or would be, public.
type Text struct {
	Title   string `json:"title"`
	Content string `json:"content"`
	Answer  string `json:"answer"`
}

// Feedback is what its facts add up to.
type Feedback struct {
	ID, Code, Key string
	Kind          Kind
	Channel       Channel
	Title         string
	Content       string
	Files         []string
	LeftOut       []string // names of files that came with an e-mail and were not taken
	Sender        Sender
	About         About
	State         State
	Agency        string // that has it; the department
	Unit          string // that handles it; "" while nobody does
	Person        string // sign-in name; "" while nobody is named
	ReceivedAt    time.Time
	AcceptedAt    time.Time
	Asked         []Wait // what was asked of the sender
	Extensions    []Extension
	Reason        string // of refusal, or of keeping the answer from the public
	Ground        Ground // of refusal
	To            string // agency it was transferred to
	Evidence      string // number of the letter of transfer
	Messages      []Message
	Answer        *Answer
	Public        *Text
	ClosedAt      time.Time // refused, transferred, published or withheld
	Satisfied     *bool     // the sender's word on the answer; nil while there is none
	Events        []Event
	before        State // what it goes back to when the sender has supplied
}

// Wait is a time in which the office waits for the sender.
type Wait struct {
	From   time.Time
	Until  time.Time // zero while it waits
	Reason string
}

// Extension is more time, granted with its reason.
type Extension struct {
	At     time.Time
	Term   deadline.Term
	Reason string
}

// Version is how many facts there are.
func (f *Feedback) Version() int { return len(f.Events) }

// Object is the feedback as identity sees it when it is asked who may act.
func (f *Feedback) Object() identity.Object {
	on := identity.Object{Agency: f.Agency, Unit: f.Unit, Assignee: f.Person, LeadAgency: f.Agency, Concerned: f.About.Persons}
	if f.Kind == Handling {
		on.ConcernedAgency, on.ConcernedUnit = f.About.Agency, f.About.Unit
	}
	if f.Answer != nil {
		on.Drafter = f.Answer.DraftedBy
	}
	return on
}

// For is the feedback as somebody may see it: without the sender, the key and
// what would betray the sender, unless the reader is one who must reach them.
func (f *Feedback) For(a identity.Actor) *Feedback {
	seen := *f
	seen.Key = ""
	if identity.Can(a, identity.SeeSender, f.Object()) == nil {
		return &seen
	}
	seen.Sender = Sender{}
	seen.Title, seen.Content = Mask(f.Title, f.Sender.Name), Mask(f.Content, f.Sender.Name)
	seen.Messages = slices.Clone(f.Messages)
	for i := range seen.Messages {
		seen.Messages[i].Content = Mask(seen.Messages[i].Content, f.Sender.Name)
	}
	if f.Answer != nil {
		answer := *f.Answer
		answer.Content = maskName(answer.Content, f.Sender.Name)
		seen.Answer = &answer
	}
	seen.Events = slices.Clone(f.Events)
	for i, e := range seen.Events {
		seen.Events[i].Fact = withoutSender(e.Fact, f.Sender.Name)
	}
	return &seen
}

// Opened returns the wait that has not ended; nil when there is none.
func (f *Feedback) Opened() *Wait {
	if n := len(f.Asked); n > 0 && f.Asked[n-1].Until.IsZero() {
		return &f.Asked[n-1]
	}
	return nil
}
