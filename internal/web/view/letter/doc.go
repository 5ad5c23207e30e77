// Package letter draws what was written to applicants, for the staff who look
// after it and for the account it was written to; the words of letters, for
// those who keep them; and how somebody is written to.
package letter

import (
	"strconv"
	"time"

	"motcua/internal/message"
	"motcua/internal/web/view/component"
	room "motcua/letter"

	"github.com/a-h/templ"
)

// Log is what was written last.
type Log struct {
	Head  component.Head
	Lines []Line
	Again string // to send a refused one again
	Texts string // where the words of letters are kept
}

// Line is one letter.
type Line struct {
	ID, Subject, Body, Link string
	At                      time.Time
	Ways                    []Way
}

// Way is a channel that a letter went by.
type Way struct {
	Channel, To, State string
	Again              bool // it can be sent again
}

func (w Way) label(p *message.Printer) component.Label {
	label := component.Label{Text: p.T("letter.state." + w.State), Tone: component.Neutral, Icon: "minus"}
	switch w.State {
	case "sent", "inside":
		label.Tone, label.Icon = component.OK, "check"
	case "waiting", "sending", "digest":
		label.Tone, label.Icon = component.Info, "clock"
	case "failed":
		label.Tone, label.Icon = component.Bad, "circle-x"
	}
	return label
}

// sheet has a row for each channel of each letter.
func (d Log) sheet(p *message.Printer) component.Sheet {
	s := component.Sheet{Caption: d.Head.Title, Columns: []component.Column{{Label: p.T("letter.subject")}, {Label: p.T("letter.to")}, {Label: p.T("letter.at")}, {Label: p.T("letter.state")}, {Hidden: p.T("letter.again")}}}
	for _, l := range d.Lines {
		for _, w := range l.Ways {
			to := component.Text("")
			if w.Channel != "" {
				to = component.TextWith(w.To, p.T("letter.channel."+w.Channel))
			}
			s.Rows = append(s.Rows, component.Row{Cells: []templ.Component{component.Text(l.Subject), to, component.Text(p.Instant(l.At)), component.Tag(w.label(p)), again(p, d.Again, l.ID, w)}})
		}
	}
	return s
}

// Mine is what was written to an account.
type Mine struct {
	Lines  []Line
	Choice string
}

// Kinds are the kinds of letters.
type Kinds struct {
	Head  component.Head
	Lines []KindLine
}

// KindLine is one kind of letter.
type KindLine struct {
	Name, Href string
	Owed       bool
	Own        []bool // in Vietnamese, in English: the words are the office's own
}

func (d Kinds) sheet(p *message.Printer) component.Sheet {
	s := component.Sheet{Caption: d.Head.Title, Columns: []component.Column{{Label: p.T("letter.texts.kind")}, {Label: p.T("letter.texts.vi")}, {Label: p.T("letter.texts.en")}}}
	for _, l := range d.Lines {
		owed := ""
		if l.Owed {
			owed = p.T("letter.texts.owed")
		}
		cells := []templ.Component{component.LinkWith(component.Link{Label: l.Name, Href: l.Href}, owed)}
		for _, own := range l.Own {
			label := component.Label{Text: p.T("letter.texts.shipped"), Tone: component.Neutral, Icon: "minus"}
			if own {
				label = component.Label{Text: p.T("letter.texts.own"), Tone: component.Info, Icon: "pen-line"}
			}
			cells = append(cells, component.Tag(label))
		}
		s.Rows = append(s.Rows, component.Row{Cells: cells})
	}
	return s
}

// Kind is a kind of letter with its words in both languages.
type Kind struct {
	Head     component.Head
	Action   string
	Texts    []Text
	Saved    bool
	Problems component.Problems
}

// Text is the words in one language.
type Text struct {
	Lang     string
	Words    room.Wording
	Own      bool
	Version  int
	Changes  []Change
	Preview  *room.Wording
	Problems component.Problems
}

func (t Text) version() string { return strconv.Itoa(t.Version) }

// Change is a change of the words.
type Change struct {
	At     time.Time
	Author string
	Back   bool
	Words  room.Wording
}

func (c Change) sentence(p *message.Printer) string {
	if c.Back {
		return p.T("letter.texts.changedBack", "Author", c.Author, "At", c.At)
	}
	return p.T("letter.texts.changed", "Author", c.Author, "At", c.At)
}

// Chosen is how an account is written to.
type Chosen struct {
	Action, Lang, Letters string
	Ways                  []Pace
	Saved                 bool
}

// Pace is how soon letters go by a channel.
type Pace struct{ Channel, Pace string }

func paces(p *message.Printer) []component.Choice {
	var list []component.Choice
	for _, pace := range room.Paces() {
		list = append(list, component.Choice{Value: string(pace), Label: p.T("letter.choice." + string(pace))})
	}
	return list
}

func languages(p *message.Printer, chosen string) []component.Choice {
	return []component.Choice{{Value: "", Label: p.T("letter.choice.language.as"), Chosen: chosen == ""},
		{Value: room.Vietnamese, Label: p.T("letter.choice.language.vi")}, {Value: room.English, Label: p.T("letter.choice.language.en")}}
}

// Stopping is the end of e-mails, asked or done.
type Stopping struct {
	Action string
	Done   bool
}
