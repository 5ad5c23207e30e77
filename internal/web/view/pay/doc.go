// Package pay draws what a dossier costs: the applicant's page with the ways to
// pay, the receipt to print, the staff's page of a bill, and a bank's statement
// on its way in.
package pay

import (
	"motcua/internal/web/view/component"

	"github.com/a-h/templ"
)

// Account is one bill as every page of it shows it.
type Account struct {
	State    component.Label
	Sums     []component.Fact
	Items    component.Sheet
	Payments component.Sheet // no rows: none came
}

// Own is the applicant's page.
type Own struct {
	Account
	Head     component.Head
	Problems component.Problems
	Said     *component.Message
	Pending  string // what waits for the gateway; "" nothing
	AskAgain string // address that asks the gateway
	Pay      *Transfer
	Gateway  string // address that begins an order; "" without
	GoOn     *component.Action
	Counter  string // how to pay at the counter; "" when nothing is due
	Refund   *RefundForm
	Refunds  []component.Happening
	Track    component.Link
}

// Transfer is how to pay into the bank account.
type Transfer struct {
	QR    templ.Component // nil without a picture
	Facts []Copied
	Note  string
}

// Copied is a value that is copied into another program.
type Copied struct{ ID, Name, Value, Copy string }

// RefundForm asks for money back.
type RefundForm struct {
	Action string
	Title  string
	Lead   string
	Fields []templ.Component
	Open   bool
	Submit string
}

// Slip is a receipt (biên lai), to print on A5.
type Slip struct {
	Head      component.Head
	More      []component.Action
	Agency    string
	Unit      string
	Title     string
	Number    string
	Facts     []component.Fact
	Amount    string
	Words     string
	Voided    string // why it no longer counts; "" while it does
	Place     string
	Payer     string // captions of the signatures
	Collector string
	Name      string
}

// Bill is the staff's page of the money of a dossier.
type Bill struct {
	Account
	Head     component.Head
	Actions  []component.Action
	Problems component.Problems
	Collect  *Form
	Forms    []Form
	Log      []component.Happening
}

// Form is one thing that can be done, folded until it is wanted.
type Form struct {
	Title  string
	Lead   string
	Action string
	Hidden [][2]string
	Fields []templ.Component
	Submit component.Action
	Other  *component.Action // a second answer to the same question
	Open   bool
}

// Import takes a statement.
type Import struct {
	Head     component.Head
	Problems component.Problems
	Action   string
	Numbers  []Number
	Sheet    component.Sheet
	Empty    component.Nothing
	Cancel   component.Link
	Submit   component.Action
	Map      *Form // asks which column is which; nil while it is clear
	Notes    []component.Notice
	Said     []string // a sentence for each of Notes
}

// Number is a count with what it counts.
type Number struct {
	Count string
	Text  string
	Tone  component.Tone
	Href  string
}

// Day is what was taken on a day.
type Day struct {
	Head   component.Head
	Action string
	Field  component.Field
	Submit string
	Sums   []component.Fact
	Sheet  component.Sheet
	Empty  component.Nothing
	Notes  []string
	Signs  [2]string
}

func toneOf(t component.Tone) string {
	if t == "" {
		return "tone-neutral"
	}
	return "tone-" + string(t)
}
