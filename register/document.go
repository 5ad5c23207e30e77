package register

import (
	"slices"
	"time"

	"motcua/calendar"
	"motcua/identity"
)

// Direction says which book a document is entered in.
type Direction string

// The directions.
const (
	In  Direction = "in"  // văn bản đến
	Out Direction = "out" // văn bản đi
)

// Urgency is how soon a document must leave and be dealt with.
type Urgency string

// The degrees of urgency (NĐ 30/2020/NĐ-CP, Phụ lục I).
const (
	Normal     Urgency = "normal"
	Urgent     Urgency = "urgent"     // khẩn
	VeryUrgent Urgency = "veryUrgent" // thượng khẩn
	Express    Urgency = "express"    // hỏa tốc
)

// Urgencies lists the degrees, the least first.
func Urgencies() []Urgency { return []Urgency{Normal, Urgent, VeryUrgent, Express} }

// Secrecy is who may know of a document.
type Secrecy string

// The degrees of secrecy (Luật Bảo vệ bí mật nhà nước 2018).
const (
	Open      Secrecy = "open"
	Secret    Secrecy = "secret"    // mật
	Severe    Secrecy = "severe"    // tối mật
	TopSecret Secrecy = "topSecret" // tuyệt mật
)

// Secrecies lists the degrees, the least first.
func Secrecies() []Secrecy { return []Secrecy{Open, Secret, Severe, TopSecret} }

// Authority says in whose place the signer signs.
type Authority string

// The authorities to sign (NĐ 30/2020/NĐ-CP, art 13).
const (
	ByHead     Authority = "head"    // the head signs
	ForHead    Authority = "deputy"  // KT. ký thay
	ForBody    Authority = "body"    // TM. thay mặt
	ByOrder    Authority = "order"   // TL. thừa lệnh
	ByMandate  Authority = "mandate" // TUQ. thừa ủy quyền
	ActingHead Authority = "acting"  // Q. quyền
)

// Authorities lists the authorities in the order in which they are offered.
func Authorities() []Authority {
	return []Authority{ByHead, ForHead, ForBody, ByOrder, ByMandate, ActingHead}
}

// Sign is what stands before the signer's office: KT., TM., …; "" when the head
// signs.
func (a Authority) Sign() string {
	return map[Authority]string{ForHead: "KT.", ForBody: "TM.", ByOrder: "TL.", ByMandate: "TUQ.", ActingHead: "Q."}[a]
}

// Content is what both books say of a document.
type Content struct {
	Kind    string        `json:"kind"` // id of its type
	Symbol  string        `json:"symbol"`
	Date    calendar.Date `json:"date"`
	Subject string        `json:"subject"` // trích yếu
	Urgency Urgency       `json:"urgency"`
	Secrecy Secrecy       `json:"secrecy"`
	Readers []string      `json:"readers,omitempty"` // sign-in names; of a secret document nobody else knows of it
	Files   []string      `json:"files,omitempty"`
	Note    string        `json:"note,omitempty"`
	Sample  bool          `json:"sample,omitempty"` // made for show
}

// Outgoing is a signed document that asks for its number.
type Outgoing struct {
	Content
	Number     int           `json:"-"`    // that it has already; 0 takes the next
	Sign       string        `json:"sign"` // of the agency: SKHĐT
	Unit       string        `json:"unit"` // that drafted it
	UnitSign   string        `json:"unitSign,omitempty"`
	SignedOn   calendar.Date `json:"signedOn"`
	Signer     string        `json:"signer"`
	Position   string        `json:"position,omitempty"`
	Authority  Authority     `json:"authority"`
	Recipients string        `json:"recipients"`
	Copies     int           `json:"copies,omitempty"`
	Replaces   string        `json:"replaces,omitempty"` // id of the document it stands in place of
	Corrects   string        `json:"corrects,omitempty"` // id of the document whose form it puts right
}

// Incoming is a document that came.
type Incoming struct {
	Content
	Sender     string        `json:"sender"`
	ReceivedOn calendar.Date `json:"receivedOn"`
	AsWritten  bool          `json:"asWritten,omitempty"` // the number and sign stand as on the paper, whatever the rules say
	Again      string        `json:"again,omitempty"`     // why one that is entered already is entered again
}

// State is where a document stands.
type State string

// The states.
const (
	Numbered  State = "numbered"  // has its number, has not left
	Released  State = "released"  // phát hành
	Entered   State = "entered"   // waits to be given to somebody
	Assigned  State = "assigned"  // somebody works on it
	Completed State = "completed" // dealt with
	Cancelled State = "cancelled" // the number stays and is not given again
)

// States lists every state.
func States() []State { return []State{Numbered, Released, Entered, Assigned, Completed, Cancelled} }

// StatesOf lists the states of a book.
func StatesOf(d Direction) []State {
	if d == Out {
		return []State{Numbered, Released, Cancelled}
	}
	return []State{Entered, Assigned, Completed, Cancelled}
}

// Open tells whether something is still to be done.
func (s State) Open() bool { return s == Numbered || s == Entered || s == Assigned }

// Other is another document that stands in a relation to this one.
type Other struct {
	ID     string
	Symbol string
}

// Link leads from a document to something else.
type Link struct {
	Kind   LinkKind `json:"kind"`
	Target string   `json:"target"` // code or id
	Label  string   `json:"label,omitempty"`
}

// LinkKind is what a link leads to.
type LinkKind string

// The kinds of link. Tasks and directives are linked by their codes.
const (
	ToDossier   LinkKind = "dossier"
	ToTask      LinkKind = "task"
	ToDirective LinkKind = "directive"
	ToElse      LinkKind = "else"
)

// LinkKinds lists the kinds in the order in which they are offered.
func LinkKinds() []LinkKind { return []LinkKind{ToDossier, ToTask, ToDirective, ToElse} }

// Document is what its facts add up to.
type Document struct {
	ID        string
	Direction Direction
	Agency    string // whose book
	Series    Series
	Number    int // in its series
	Content
	Out         Outgoing // of an outgoing document
	In          Incoming // of an incoming one
	State       State
	Unit        string // that has it; of an outgoing one, that drafted it
	Person      string // sign-in name; "" while nobody is named
	PersonName  string
	Passed      []string // units that have or had it
	Limit       Limit    // of who has it
	AssignedAt  time.Time
	EnteredAt   time.Time
	EndedAt     time.Time // released, completed or cancelled
	Way         string    // how it was released
	Answer      string    // what was done about an incoming document
	Reply       Other     // the outgoing document that answers it
	ReplacedBy  Other
	CorrectedBy []Other
	Reason      string // why it was cancelled
	Links       []Link
	Events      []Event
}

// Version is how many facts there are.
func (d *Document) Version() int { return len(d.Events) }

// IsSecret tells whether only those named may know of it.
func (c Content) IsSecret() bool { return c.Secrecy != Open && c.Secrecy != "" }

// Object is the document as identity sees it when it is asked who may act.
func (d *Document) Object() identity.Object {
	return identity.Object{Agency: d.Agency, LeadAgency: d.Agency, Unit: d.Unit, Assignee: d.Person, Secret: d.IsSecret(),
		Readers: d.Readers, Passed: d.Passed}
}

// HasFile tells whether a file belongs to the document.
func (d *Document) HasFile(id string) bool { return slices.Contains(d.Files, id) }

// Series is a run of numbers from 1 to the end of its year: those of a type of
// document, or of a form such as PXL, of an agency or one of its units. Secret
// documents have series of their own.
type Series struct {
	Agency string `json:"agency"`
	Kind   string `json:"kind"`
	Unit   string `json:"unit,omitempty"`
	Year   int    `json:"year"`
	Secret bool   `json:"secret,omitempty"`
}

// Arrivals is the kind of the series of arrival numbers.
const Arrivals = "arrivals"

// Scope names the series within its year, for the counter.
func (s Series) Scope() string {
	scope := "series:" + s.Agency + ":" + s.Kind
	if s.Unit != "" {
		scope += ":" + s.Unit
	}
	if s.Secret {
		scope += ":secret"
	}
	return scope
}
