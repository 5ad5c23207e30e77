package control

import (
	"errors"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/record"
	"motcua/vietnamese"
)

// The longest texts, in letters.
const (
	numberLongest  = 60
	titleLongest   = 500
	noteLongest    = 2000
	addressLongest = 500
	linesMost      = 500
)

// Prepare tidies what a decision says of itself and says what is wrong with it.
func (c Content) Prepare(today calendar.Date) (Content, error) {
	faults := []*motcua.Fault{
		tidy("number", &c.Number, numberLongest, true), tidy("issuer", &c.Issuer, titleLongest, true),
		tidy("title", &c.Title, titleLongest, true), tidy("note", &c.Note, noteLongest, false),
	}
	if c.Number != "" && !strings.ContainsRune(c.Number, '/') {
		faults = append(faults, motcua.InvalidField("number", "control.number", "Value", c.Number))
	}
	switch {
	case c.Signed.IsZero():
		faults = append(faults, motcua.InvalidField("signed", "control.required.signed"))
	case c.Signed.After(today):
		faults = append(faults, motcua.InvalidField("signed", "control.signedAhead", "Date", c.Signed))
	}
	if c.From.IsZero() {
		faults = append(faults, motcua.InvalidField("from", "control.required.from"))
	}
	return c, motcua.Join(sound(faults)...)
}

// Enter makes the first fact of a decision.
func Enter(c Content, today calendar.Date) ([]record.Fact, error) {
	c, err := c.Prepare(today)
	return []record.Fact{Entered{c}}, err
}

// Edit changes what a draft says of itself.
func (d *Decision) Edit(c Content, today calendar.Date) ([]record.Fact, error) {
	if err := d.refuses(DeedEdit); err != nil {
		return nil, err
	}
	c, err := c.Prepare(today)
	if len(c.Files) == 0 {
		c.Files = d.Files
	}
	return []record.Fact{Edited{c}}, err
}

// Add adds procedures, each code once in a decision. What they would do to the
// catalogue is judged by [Decision.Effects].
func (d *Decision) Add(file string, lines ...Line) ([]record.Fact, error) {
	if err := d.refuses(DeedLine); err != nil {
		return nil, err
	}
	if len(d.Lines)+len(lines) > linesMost {
		return nil, motcua.InvalidField("code", "control.line.many", "Most", linesMost)
	}
	var faults []*motcua.Fault
	codes := codesOf(d.Lines)
	for i := range lines {
		l := &lines[i]
		faults = append(faults, l.prepare()...)
		if l.Code != "" && slices.Contains(codes, l.Code) {
			faults = append(faults, motcua.InvalidField("code", "control.line.twice", "Code", l.Code))
		}
		codes = append(codes, l.Code)
	}
	return []record.Fact{LinesAdded{lines, file}}, motcua.Join(sound(faults)...)
}

func (l *Line) prepare() []*motcua.Fault {
	faults := []*motcua.Fault{tidy("code", &l.Code, numberLongest, true), tidy("name", &l.Name, titleLongest, false), tidy("field", &l.Field, titleLongest, false),
		tidy("replaces", &l.Replaces, numberLongest, false), tidy("by", &l.By, numberLongest, false)}
	if !slices.Contains(LineKinds(), l.Kind) {
		faults = append(faults, motcua.InvalidField("kind", "control.line.kind"))
	}
	if l.Kind != catalogue.Replaced && l.Replaces != "" {
		faults = append(faults, motcua.InvalidField("replaces", "control.line.replacesOnly"))
	}
	if l.Kind != catalogue.Abolished && l.By != "" {
		faults = append(faults, motcua.InvalidField("by", "control.line.byOnly"))
	}
	return faults
}

// Remove takes a procedure out of a draft.
func (d *Decision) Remove(code string) ([]record.Fact, error) {
	if err := d.refuses(DeedRemove); err != nil {
		return nil, err
	}
	if !slices.Contains(codesOf(d.Lines), code) {
		return nil, motcua.InvalidField("code", "control.line.none", "Code", code)
	}
	return []record.Fact{LineRemoved{code}}, nil
}

// Apply says that the catalogue was changed as the effects say.
func (d *Decision) Apply(effects []Effect) ([]record.Fact, error) {
	if err := d.refuses(DeedApply); err != nil {
		return nil, err
	}
	var written []Written
	for _, e := range effects {
		written = append(written, Written{Code: e.Code, Name: e.Name, Version: e.To.Number, Kind: e.To.Decision.Kind})
	}
	return []record.Fact{CatalogueChanged{written}}, nil
}

// Send notes when the procedures went to the national base.
func (d *Decision) Send(on, today calendar.Date) ([]record.Fact, error) {
	if err := d.refuses(DeedSend); err != nil {
		return nil, err
	}
	return []record.Fact{SentToBase{on}}, motcua.Join(sound([]*motcua.Fault{d.dayFault(on, today)})...)
}

// Post notes that a channel shows the decision, with an address or a file that
// proves it.
func (d *Decision) Post(p Posted, today calendar.Date) ([]record.Fact, error) {
	if err := d.refuses(DeedPost); err != nil {
		return nil, err
	}
	faults := []*motcua.Fault{tidy("address", &p.Address, addressLongest, false), d.dayFault(p.On, today)}
	if !slices.Contains(Channels(), p.Channel) {
		faults = append(faults, motcua.InvalidField("channel", "control.channel.unknown"))
	}
	if p.Address == "" && len(p.Files) == 0 {
		faults = append(faults, motcua.InvalidField("address", "control.post.evidence"))
	}
	return []record.Fact{p}, motcua.Join(sound(faults)...)
}

// Drop takes a decision that was entered by mistake out of the lists.
func (d *Decision) Drop(reason string) ([]record.Fact, error) {
	if err := d.refuses(DeedDrop); err != nil {
		return nil, err
	}
	fault := tidy("reason", &reason, noteLongest, true)
	return []record.Fact{DecisionDropped{reason}}, motcua.Join(sound([]*motcua.Fault{fault})...)
}

// dayFault: what was done about a decision was done since it was signed.
func (d *Decision) dayFault(on, today calendar.Date) *motcua.Fault {
	switch {
	case on.IsZero():
		return motcua.InvalidField("on", "control.required.on")
	case on.Before(d.Signed):
		return motcua.InvalidField("on", "control.beforeSigned", "Date", on, "Signed", d.Signed)
	case on.After(today):
		return motcua.InvalidField("on", "control.ahead", "Date", on)
	}
	return nil
}

func codesOf(lines []Line) []string {
	codes := make([]string, len(lines))
	for i, l := range lines {
		codes[i] = l.Code
	}
	return codes
}

// tidy normalises a text; the fault is on its field.
func tidy(field string, text *string, most int, required bool) *motcua.Fault {
	clean, err := vietnamese.Clean(field, *text)
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		return fault
	}
	switch *text = clean; {
	case required && clean == "":
		return motcua.InvalidField(field, "control.required."+field)
	case len([]rune(clean)) > most:
		return motcua.InvalidField(field, "control.long", "Most", most)
	}
	return nil
}

func sound(faults []*motcua.Fault) []*motcua.Fault {
	return slices.DeleteFunc(faults, func(f *motcua.Fault) bool { return f == nil })
}
