package counter

import (
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"

	"github.com/a-h/templ"
)

// ScanBox is a form of one field that a scanner types into.
type ScanBox struct {
	Post     string
	Field    component.Field
	Hidden   []dossierview.Hidden
	Submit   component.Action
	Problems component.Problems
}

// Queue is the page of the numbers at a counter.
type Queue struct {
	Head     component.Head
	Problems component.Problems
	Notes    []string // what others did meanwhile
	Post     string
	Seat     component.Field // asks for the counter
	SetSeat  component.Action
	Seated   bool
	Now      Serving
	Call     component.Action
	Live     templ.Attributes
	Waiting  component.Sheet
	Empty    component.Nothing
	CheckIn  ScanBox
	Duty     Duty
}

// Serving is the number that is at the counter now.
type Serving struct {
	Title   string
	Number  string // "" when the counter is free
	Facts   []component.Fact
	Actions []component.Action
	Move    *Move
}

// Move passes a number on.
type Move struct {
	Title    string
	Service  component.Field
	Services []component.Choice
	To       component.Field
	Submit   component.Action
}

// Duty is who is on duty.
type Duty struct {
	Title string
	Facts []component.Fact
	None  string
}

// Board is the screen of the numbers called.
type Board struct {
	Live    templ.Attributes
	Called  component.Sheet
	Title   string
	Now     string // the number called last, with its counter
	Nobody  string
	Waiting string
}

// Kiosk is the screen on which a number is taken.
type Kiosk struct {
	Post       string
	Lead       string
	Priority   component.Field
	Priorities []component.Choice
	Services   []component.Action
	Scan       ScanBox
	Problems   component.Problems
	Notes      []string
	Duty       Duty
	Board      component.Link
}

// Slip is a number on paper, 80 mm wide.
type Slip struct {
	Agency string
	Number string
	Title  string
	Facts  []component.Fact
	QR     string
	About  string // what the picture holds
	Text   string
	Back   component.Action
}

// Roster is the page of the duty of a week.
type Roster struct {
	Head     component.Head
	Problems component.Problems
	Post     string
	Hidden   []dossierview.Hidden
	Ways     []component.Action
	Columns  []string
	Rows     []RosterRow
	Caption  string
	Submit   component.Action
}

// RosterRow is half a day.
type RosterRow struct {
	Name  string
	Seats []Seat
}

// Seat is the choice of who has a seat on half a day.
type Seat struct {
	Field   component.Field
	Column  string
	Choices []component.Choice
}

// Batch is the page on which dossiers are scanned to move together.
type Batch struct {
	Head     component.Head
	Post     string
	Scan     component.Field
	Add      component.Action
	Problems component.Problems
	Sheet    component.Sheet
	Codes    []string
	Empty    component.Nothing
	Submit   component.Action
}

// HandOver is the paper on which a batch is handed over.
type HandOver struct {
	Head     component.Head
	Agency   string
	Unit     string
	Title    string
	Lead     string
	Sheet    component.Sheet
	Place    string
	Giver    string
	Receiver string
	Left     []string // what was not handed over, with the reason
	LeftHead string
	More     []component.Action
}

// Labels are the labels of the results that go by post.
type Labels struct {
	Head  component.Head
	From  []string
	To    string
	Items []Label
	Empty component.Nothing
}

// Label is one envelope.
type Label struct {
	Code  string
	Lines []string
}
