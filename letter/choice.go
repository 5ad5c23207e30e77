package letter

import (
	"slices"

	"motcua"
)

// Pace is how soon somebody wants letters by a channel.
type Pace string

// The paces.
const (
	AtOnce Pace = "now"
	Daily  Pace = "day" // gathered in one letter at the end of the day
	Never  Pace = "never"
)

// Paces lists every pace.
func Paces() []Pace { return []Pace{AtOnce, Daily, Never} }

// The languages of letters.
const (
	Vietnamese = "vi"
	English    = "en"
)

// Choice is how somebody wants to be written to. The zero value is nobody's
// choice: e-mail at once, and the telephone only where there is no e-mail.
type Choice struct {
	Lang  string           `json:"lang,omitempty"` // "" is that of what they handed in
	Paces map[Channel]Pace `json:"paces,omitempty"`
}

// Check says what is wrong with a choice.
func (c Choice) Check() error {
	if c.Lang != "" && c.Lang != Vietnamese && c.Lang != English {
		return motcua.InvalidField("lang", "letter.choice.lang")
	}
	for _, ch := range Channels() {
		if p, ok := c.Paces[ch]; ok && !slices.Contains(Paces(), p) {
			return motcua.InvalidField(string(ch), "letter.choice.pace")
		}
	}
	return nil
}

// Pace is how soon letters go by the i-th channel that reaches the reader.
func (c Choice) pace(ch Channel, i int) Pace {
	if p, ok := c.Paces[ch]; ok {
		return p
	}
	if i == 0 {
		return AtOnce
	}
	return Never
}

// Shown is the pace of every channel as it stands, for the page of the choice;
// the channels are those that reach the reader.
func (c Choice) Shown(reach []Channel) map[Channel]Pace {
	shown := map[Channel]Pace{}
	for i, ch := range reach {
		shown[ch] = c.pace(ch, i)
	}
	return shown
}

// Without is the choice with one channel shut.
func (c Choice) Without(ch Channel) Choice {
	paces := map[Channel]Pace{ch: Never}
	for other, p := range c.Paces {
		if other != ch {
			paces[other] = p
		}
	}
	return Choice{Lang: c.Lang, Paces: paces}
}

// Way is a channel that a letter goes by, and how soon.
type Way struct {
	Channel Channel
	Pace    Pace // AtOnce or Daily
}

// Ways are the ways of a letter, among the channels that reach the reader, the
// first asked for first. What is owed goes at once by the first of them, e-mail
// where there is an address, unless another goes at once by choice.
func (c Choice) Ways(k Kind, reach []Channel) []Way {
	var ways []Way
	for i, ch := range reach {
		p := c.pace(ch, i)
		if k.Owed && i == 0 {
			p = AtOnce
		}
		if p != Never {
			ways = append(ways, Way{Channel: ch, Pace: p})
		}
	}
	return ways
}
