package narrative

import (
	"errors"
	"strconv"
	"unicode/utf8"

	"motcua"
	"motcua/calendar"
	"motcua/record"
	"motcua/report"
	"motcua/vietnamese"
)

// Report is a report being written, or issued.
type Report struct {
	record.Head
	Definition string
	Period     report.Period
	Basis      Basis
	Replaces   string            // id of the issued report that this edition corrects
	Texts      map[string]string // narratives by block
	Written    map[string]record.Event
	Comments   []Comment
	State      State
	Reason     string // why it was sent back, the last time
	Frozen     *Frozen
	Symbol     string // number and sign
	Document   string // id in the register of outgoing documents
	IssuedOn   calendar.Date
	ReplacedBy string
	Marks      []Mark // signatures of its paper, in their order
}

// State is where a report stands.
type State string

// The states of a report.
const (
	Draft     State = "draft"
	Submitted State = "submitted" // waits for the leadership
	Approved  State = "approved"  // frozen; waits for its number
	Issued    State = "issued"
	Replaced  State = "replaced" // a corrected edition was issued
)

// States lists every state.
func States() []State { return []State{Draft, Submitted, Approved, Issued, Replaced} }

// Comment is what somebody says of a block while the report is written.
type Comment struct {
	Block string
	Text  string
	Event record.Event
}

// Frozen is a report as it was approved: its text and every figure in it with
// the rows that were counted. Nothing of it changes afterwards. Figures and lists
// stand in a file of their own, Snapshot, and in the fact itself only where that
// is older than such files.
type Frozen struct {
	Composed Composed        `json:"composed"`
	Figures  []report.Figure `json:"figures,omitempty"`
	Lists    []report.List   `json:"lists,omitempty"` // with their codes, as they were counted

	Snapshot     string `json:"snapshot,omitempty"`     // id of the file
	SnapshotHash string `json:"snapshotHash,omitempty"` // SHA-256 of it

	Waived   string `json:"waived,omitempty"` // why it was approved with figures missing
	Signer   string `json:"signer"`
	Position string `json:"position"`
}

// basisMost is how many letters a part of a basis may have.
const basisMost = 500

// Tidy is the basis with its texts cleaned; the faults are on the fields
// "basis", "issuer" and "subject".
func (b Basis) Tidy() (Basis, error) {
	for field, text := range map[string]*string{"basis": &b.Number, "issuer": &b.Issuer, "subject": &b.Subject} {
		clean, err := vietnamese.Clean(field, *text)
		if err != nil {
			return b, err
		}
		if n := utf8.RuneCountInString(clean); n > basisMost {
			return b, motcua.InvalidField(field, "report.narrative.long", "Most", basisMost, "Count", n)
		}
		*text = clean
	}
	return b, nil
}

// Begun begins a report.
type Begun struct {
	Definition string        `json:"definition"`
	From       calendar.Date `json:"from"`
	To         calendar.Date `json:"to"`
	Basis      Basis         `json:"basis,omitzero"`
	Replaces   string        `json:"replaces,omitempty"`
}

// Wrote writes a narrative anew.
type Wrote struct {
	Block string `json:"block"`
	Text  string `json:"text"`
}

// Commented says something of a block.
type Commented struct {
	Block string `json:"block"`
	Text  string `json:"text"`
}

// Sent gives the report to the leadership.
type Sent struct{}

// SentBack returns it to those who write it.
type SentBack struct {
	Reason string `json:"reason"`
}

// Agreed freezes the report.
type Agreed struct{ Frozen }

// Numbered issues it: it stands in the register of outgoing documents.
type Numbered struct {
	Symbol   string        `json:"symbol"`
	Document string        `json:"document"`
	Date     calendar.Date `json:"date"`
}

// Superseded says that a corrected edition was issued.
type Superseded struct {
	By     string `json:"by"`
	Symbol string `json:"symbol"`
}

// Kind is the name of the fact.
func (Begun) Kind() string { return "begun" }

// Kind is the name of the fact.
func (Wrote) Kind() string { return "wrote" }

// Kind is the name of the fact.
func (Commented) Kind() string { return "commented" }

// Kind is the name of the fact.
func (Sent) Kind() string { return "sent" }

// Kind is the name of the fact.
func (SentBack) Kind() string { return "sentBack" }

// Kind is the name of the fact.
func (Agreed) Kind() string { return "agreed" }

// Kind is the name of the fact.
func (Numbered) Kind() string { return "numbered" }

// Kind is the name of the fact.
func (Superseded) Kind() string { return "superseded" }

// FactKinds lists every kind of fact of a report.
func FactKinds() []string {
	var kinds []string
	for _, f := range []record.Fact{Begun{}, Wrote{}, Commented{}, Sent{}, SentBack{}, Agreed{}, Numbered{}, Superseded{}, LeaderSigned{}, SealPut{}} {
		kinds = append(kinds, f.Kind())
	}
	return kinds
}

// Codec reads the facts of reports.
func Codec() record.Codec {
	c := record.Codec{}
	record.Knows[Begun](c)
	record.Knows[Wrote](c)
	record.Knows[Commented](c)
	record.Knows[Sent](c)
	record.Knows[SentBack](c)
	record.Knows[Agreed](c)
	record.Knows[Numbered](c)
	record.Knows[Superseded](c)
	record.Knows[LeaderSigned](c)
	record.Knows[SealPut](c)
	return c
}

// Rebuild adds the facts of a report up.
func Rebuild(head record.Head) (*Report, error) {
	r := &Report{Head: head, Texts: map[string]string{}, Written: map[string]record.Event{}}
	for i, e := range head.Events {
		if _, first := e.Fact.(Begun); first != (i == 0) {
			return nil, errors.New("rebuild report: it does not begin with its beginning")
		}
		switch f := e.Fact.(type) {
		case Begun:
			r.Definition, r.Basis, r.Replaces, r.State = f.Definition, f.Basis, f.Replaces, Draft
			r.Period = report.Period{From: f.From, To: f.To}
		case Wrote:
			r.Texts[f.Block], r.Written[f.Block] = f.Text, e
		case Commented:
			r.Comments = append(r.Comments, Comment{Block: f.Block, Text: f.Text, Event: e})
		case Sent:
			r.State, r.Reason = Submitted, ""
		case SentBack:
			r.State, r.Reason = Draft, f.Reason
		case Agreed:
			frozen := f.Frozen
			r.State, r.Frozen = Approved, &frozen
		case Numbered:
			r.State, r.Symbol, r.Document, r.IssuedOn = Issued, f.Symbol, f.Document, f.Date
		case Superseded:
			r.State, r.ReplacedBy = Replaced, f.By
		case LeaderSigned:
			r.Marks = append(r.Marks, f.Mark)
		case SealPut:
			r.Marks = append(r.Marks, f.Mark)
		}
	}
	return r, nil
}

// Row is the report as lists keep it.
func (r *Report) Row() record.Row {
	title := Type + " " + r.Period.From.String() + " " + r.Period.To.String()
	row := record.Row{Number: r.Symbol, Title: title, Day: r.Period.To, State: string(r.State), Search: vietnamese.Fold(title + " " + r.Symbol),
		Same: r.Definition + "|" + r.Period.From.String() + "|" + r.Period.To.String() + "|" + r.Replaces}
	for _, e := range r.Events {
		if _, ok := e.Fact.(Numbered); ok {
			row.Ended = e.At
		}
	}
	return row
}

func (r *Report) in(states ...State) *motcua.Fault {
	for _, s := range states {
		if r.State == s {
			return nil
		}
	}
	return motcua.Refused(motcua.Conflict, "narrative.state."+string(r.State))
}

// Write writes the text of a block. Seen is the version of the report that the
// writer saw: a text that somebody else wrote after it is not overwritten.
func (r *Report) Write(d Definition, block, text string, seen int) (record.Fact, error) {
	if fault := r.in(Draft); fault != nil {
		return nil, fault
	}
	b, ok := d.Block(block)
	if !ok || b.Kind != Narrative {
		return nil, motcua.InvalidField("block", "narrative.block", "Block", block)
	}
	text, err := CheckNarrative("text", text)
	if err != nil {
		return nil, err
	}
	if last, ok := r.Written[block]; ok && seen > 0 && last.Seq > seen {
		return nil, motcua.Refused(motcua.Conflict, "narrative.written", "Name", last.By.Name, "At", last.At)
	}
	return Wrote{Block: block, Text: text}, nil
}

// Comment says something of a block.
func (r *Report) Comment(d Definition, block, text string) (record.Fact, error) {
	if _, ok := d.Block(block); !ok {
		return nil, motcua.InvalidField("block", "narrative.block", "Block", block)
	}
	if fault := r.in(Draft, Submitted); fault != nil {
		return nil, fault
	}
	text, err := vietnamese.Clean("comment", text)
	if err != nil {
		return nil, err
	}
	if text == "" {
		return nil, motcua.InvalidField("comment", "narrative.comment")
	}
	return Commented{Block: block, Text: text}, nil
}

// Send gives the report to the leadership.
func (r *Report) Send() (record.Fact, error) {
	if fault := r.in(Draft); fault != nil {
		return nil, fault
	}
	return Sent{}, nil
}

// SendBack returns it with a reason.
func (r *Report) SendBack(reason string) (record.Fact, error) {
	if fault := r.in(Submitted); fault != nil {
		return nil, fault
	}
	reason, err := vietnamese.Clean("reason", reason)
	if err != nil {
		return nil, err
	}
	if reason == "" {
		return nil, motcua.InvalidField("reason", "narrative.reason")
	}
	return SentBack{Reason: reason}, nil
}

// MayAgree says why a report cannot be approved now.
func (r *Report) MayAgree() error {
	if fault := r.in(Submitted); fault != nil {
		return fault
	}
	return nil
}

// Agree freezes the report as it reads now. What is missing must be waived with
// a reason.
func (r *Report) Agree(c Composed, missing []Missing, facts report.Facts, waived, signer, position string) (*Agreed, error) {
	if err := r.MayAgree(); err != nil {
		return nil, err
	}
	waived, err := vietnamese.Clean("waived", waived)
	if err != nil {
		return nil, err
	}
	if len(missing) > 0 && waived == "" {
		return nil, motcua.InvalidField("waived", "narrative.missing", "Count", len(missing), "Field", missing[0].Field)
	}
	if len(missing) == 0 {
		waived = ""
	}
	used := c.figures()
	frozen := Frozen{Composed: c, Lists: facts.Lists, Waived: waived, Signer: signer, Position: position}
	for _, f := range facts.Figures {
		if used[Name(f)] {
			frozen.Figures = append(frozen.Figures, f)
		}
	}
	return &Agreed{frozen}, nil
}

// figures are the names of the figures that a report has.
func (c Composed) figures() map[string]bool {
	used := map[string]bool{}
	for _, p := range c.Parts {
		for _, run := range p.Runs {
			used[run.Figure] = true
		}
		for _, b := range p.Bars {
			used[b.Figure] = true
		}
	}
	return used
}

// Number issues an approved report under the number that it was given.
func (r *Report) Number(symbol, document string, day calendar.Date) (record.Fact, error) {
	if fault := r.in(Approved); fault != nil {
		return nil, fault
	}
	return Numbered{Symbol: symbol, Document: document, Date: day}, nil
}

// Supersede says that a corrected edition was issued in its place.
func (r *Report) Supersede(by, symbol string) (record.Fact, error) {
	if fault := r.in(Issued); fault != nil {
		return nil, fault
	}
	return Superseded{By: by, Symbol: symbol}, nil
}

// Letterhead is what stands around the report.
func (r *Report) Letterhead(parent, agency, sign, place string) Letterhead {
	l := Letterhead{Parent: parent, Agency: agency, Sign: "BC-" + sign, Place: place, Date: r.IssuedOn}
	for i, c := range r.Symbol {
		if c == '/' {
			l.Number, _ = strconv.Atoi(r.Symbol[:i])
			break
		}
	}
	if r.Frozen != nil {
		l.Signer, l.Position = r.Frozen.Signer, r.Frozen.Position
	}
	return l
}
