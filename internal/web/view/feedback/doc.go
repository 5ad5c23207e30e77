// Package feedback draws what people say of the office: the rating of a
// dossier, the public list of feedback, its form, the sender's own page, and
// the record that the staff work on.
package feedback

import (
	"net/url"
	"time"

	"motcua/calendar"
	"motcua/feedback"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"

	"github.com/a-h/templ"
)

// Rating is a dossier as its applicant is asked about it.
type Rating struct {
	Crumbs                 []component.Link
	Code, Procedure        string
	Post, More, Page, Back string // addresses
	Open                   bool   // it can be rated
	Done                   bool
	Detailed               bool // criteria and comment were added
	Overall                int
	Criteria               []Criterion
	Comment                string
	Problems               component.Problems
}

// Criterion is one of the folded questions.
type Criterion struct {
	ID, Ground, Chosen string
}

// List is the public page: the way in, and what others said.
type List struct {
	Crumbs           []component.Link
	Kinds            []component.Tile
	Track, Elsewhere string
	Action           string
	Query, Kind      string
	Open             bool // those at work; otherwise the answered ones
	Filtered         bool
	Tabs             []component.Tab
	Items            []office.PublicFeedback
	Hrefs            []string // of Items
	Pages            component.Pages
	Figures          feedback.Tally
	ByKind           []feedback.Tally
	Year             int
}

// Form asks for a feedback.
type Form struct {
	Crumbs             []component.Link
	Post               string
	Values             url.Values
	Problems           component.Problems
	Units              []component.Choice
	Files              []component.FileLine
	Opened             string // unix seconds at which the form was drawn
	Elsewhere, Privacy string
	Staff              bool   // taken down from a telephone call
	Mail               string // where an e-mail is handed in
}

// Track asks for code and key.
type Track struct {
	Crumbs     []component.Link
	Action     string
	Code, Left string
	Problems   component.Problems
}

// Own is a feedback as its sender sees it.
type Own struct {
	Crumbs     []component.Link
	View       *office.FeedbackView
	New        bool // it was sent just now
	Say, Judge string
	Unit       string // that handles it
	Values     url.Values
	Problems   component.Problems
	Files      []component.Link
	Messages   []Message
}

// Message is a message with its files.
type Message struct {
	feedback.Message
	Files []component.Link
}

// Record is a feedback as the staff see it.
type Record struct {
	Head     component.Head
	View     *office.FeedbackView
	Notes    []dossierview.Note
	Holder   string
	Facts    []component.Fact
	Sender   []component.Fact // empty: not for this reader
	Files    []component.Link
	Messages []Message
	Deeds    []component.Action
	Log      []component.Happening
	FullDay  time.Duration
}

// Satisfied is the page of the sums of ratings.
type Satisfied struct {
	Head                   component.Head
	Action                 string
	From, To               string // months, 2022-06
	Months                 []component.Choice
	Total                  feedback.Satisfaction
	Criteria               []feedback.Criterion
	Tables                 []component.Sheet
	Comments               []string
	Problems               component.Problems
	Received, Told, Hidden string
}

// StateLabel is the word for a state.
func StateLabel(p *message.Printer, s feedback.State) component.Label {
	l := component.Label{Text: p.T("feedback.state." + string(s)), Tone: component.Info, Icon: "eye"}
	switch s {
	case feedback.Received:
		l.Icon = "inbox"
	case feedback.Waiting:
		l.Tone, l.Icon = component.Pause, "hourglass"
	case feedback.Approving:
		l.Icon = "signature"
	case feedback.Answered, feedback.Published, feedback.Withheld:
		l.Tone, l.Icon = component.OK, "circle-check"
	case feedback.Refused:
		l.Tone, l.Icon = component.Bad, "circle-x"
	case feedback.Transferred:
		l.Tone, l.Icon = component.Neutral, "send"
	}
	return l
}

// ClockLabel says how a limit stands: while it runs how long is left, then
// whether it was kept.
func ClockLabel(p *message.Printer, c *feedback.Clock, now time.Time, fullDay time.Duration) component.Label {
	l := component.LabelOf(p, component.Due{Standing: c.Standing, Date: c.Due, Margin: c.Margin, FullDay: fullDay, Now: now})
	if !c.Finished.IsZero() {
		l.Text = p.T("feedback.standing." + string(c.Standing))
	}
	return l
}

// face is one of the five answers.
type face struct {
	mark int
	icon string
}

// faces are the answers, the best first.
func faces() []face {
	return []face{{5, "laugh"}, {4, "smile"}, {3, "meh"}, {2, "frown"}, {1, "angry"}}
}

func (d Rating) choices(p *message.Printer, c Criterion) (component.Field, []component.Choice) {
	choices := []component.Choice{}
	for _, mark := range []string{"2", "1", "0"} {
		choices = append(choices, component.Choice{Value: mark, Label: p.T("rating.criterion." + c.ID + "." + mark)})
	}
	choices = append(choices, component.Choice{Value: "", Label: p.T("rating.criterion.none"), Chosen: c.Chosen == ""})
	return component.Field{Name: "c." + c.ID, Label: p.T("rating.criterion." + c.ID), Value: c.Chosen, Error: d.Problems.Of("c." + c.ID)}, choices
}

func (d List) kinds(p *message.Printer) []component.Choice {
	choices := []component.Choice{{Label: p.T("feedback.kind.any")}}
	for _, k := range feedback.Kinds() {
		choices = append(choices, component.Choice{Value: string(k), Label: p.T("feedback.kind." + string(k))})
	}
	return choices
}

func (d Form) kinds(p *message.Printer) []component.Choice { return List{}.kinds(p)[1:] }

func (d Form) field(p *message.Printer, name string) component.Field {
	return component.Field{Name: name, Label: p.T("feedback.field." + name), Value: d.Values.Get(name), Error: d.Problems.Of(name)}
}

// handle is the clock of the answer; nil when there is none.
func (d Own) handle() *feedback.Clock { return feedback.Of(d.View.Clocks, feedback.ToHandle) }

func (d Own) happenings(p *message.Printer) []component.Happening {
	var list []component.Happening
	for i := len(d.View.Events) - 1; i >= 0; i-- {
		e := d.View.Events[i]
		key := "feedback.told." + e.Fact.Kind()
		if p.Has(key) {
			list = append(list, component.Happening{Title: p.T(key), At: e.At, Tone: component.Info})
		}
	}
	return list
}

func excerpt(content string) string {
	const most = 240
	if letters := []rune(content); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return content
}

func text(s string) templ.Component { return component.Text(s) }

func dayOf(t time.Time) calendar.Date { return calendar.DateOf(t) }

func percent(p *message.Printer, part, whole int) string {
	return p.Decimal(100*float64(part)/float64(whole), 1) + "%"
}
