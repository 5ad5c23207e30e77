package control

import (
	"cmp"
	"fmt"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/record"
	"motcua/vietnamese"
)

// AgreementNoun is what checks of channels are called among records.
const AgreementNoun = "agreement"

// DifferenceKind is how a channel differs from the catalogue.
type DifferenceKind string

// The differences. Beside them each aspect may be another one.
const (
	NotShown   DifferenceKind = "missing" // in force, and the channel does not show it
	NotInForce DifferenceKind = "unknown" // shown, and not in force on the day
	Twice      DifferenceKind = "twice"
	OtherName  DifferenceKind = "name"
	OtherTerm  DifferenceKind = "term"
	OtherFee   DifferenceKind = "fee"
	OtherLevel DifferenceKind = "level"
)

// DifferenceKinds lists the differences, the gravest first.
func DifferenceKinds() []DifferenceKind {
	return []DifferenceKind{NotShown, NotInForce, Twice, OtherName, OtherTerm, OtherFee, OtherLevel}
}

// Difference is one place where a channel differs from the catalogue.
type Difference struct {
	Kind  DifferenceKind         `json:"kind"`
	Code  string                 `json:"code"`
	Name  string                 `json:"name"` // ours; the channel's where we have none
	Line  int                    `json:"line,omitempty"`
	Shown string                 `json:"shown,omitempty"` // in the words of the channel
	Term  deadline.Term          `json:"term,omitzero"`   // ours
	Fee   int64                  `json:"fee,omitempty"`   // ours
	Level catalogue.ServiceLevel `json:"level,omitempty"` // ours
}

// Checked is what a channel showed on a day, held against the catalogue in
// force on that day.
type Checked struct {
	Channel     Channel       `json:"channel"`
	On          calendar.Date `json:"on"`
	Source      string        `json:"source"` // name of the file; "" when it was pasted
	Aspects     []Aspect      `json:"aspects"`
	Shown       int           `json:"shown"`
	InForce     int           `json:"inForce"`
	Passed      int           `json:"passed,omitempty"`
	Differences []Difference  `json:"differences,omitempty"`
}

// Kind is the name of the fact in the log.
func (Checked) Kind() string { return "channelChecked" }

// Agreement is a check of a channel.
type Agreement struct {
	record.Head
	Checked
}

// Kind is that of the fact it is made of.
func (a *Agreement) Kind() string { return a.Checked.Kind() }

// Agrees tells whether nothing differs.
func (c Checked) Agrees() bool { return len(c.Differences) == 0 }

// AgreementCodec reads the facts of checks.
func AgreementCodec() record.Codec {
	c := record.Codec{}
	record.Knows[Checked](c)
	return c
}

// RebuildAgreement makes a check of its fact.
func RebuildAgreement(head record.Head) (*Agreement, error) {
	a := &Agreement{Head: head}
	for _, e := range head.Events {
		f, ok := e.Fact.(Checked)
		if !ok {
			return nil, fmt.Errorf("check of a channel: unknown fact %T", e.Fact)
		}
		a.Checked = f
	}
	return a, nil
}

// The states of a check, as lists keep them.
const (
	agrees  = "agrees"
	differs = "differs"
)

// Row is what lists keep of the check.
func (a *Agreement) Row() record.Row {
	row := record.Row{Title: string(a.Channel), Day: a.On, State: differs, Ended: a.First().At}
	if a.Agrees() {
		row.State = agrees
	}
	return row
}

// Compare holds what a channel showed on a day against the catalogue in force
// on that day.
func Compare(channel Channel, on, today calendar.Date, shown Table, procedures []catalogue.Procedure) (Checked, error) {
	var k record.Check
	if !slices.Contains(Channels(), channel) {
		k.Wrong(motcua.InvalidField("channel", "control.channel.unknown"))
	}
	k.Day("on", on, true)
	if on.After(today) {
		k.Wrong(motcua.InvalidField("on", "control.ahead", "Date", on))
	}
	if err := k.Err(); err != nil {
		return Checked{}, err
	}
	c := Checked{Channel: channel, On: on, Aspects: shown.Aspects, Shown: len(shown.Rows), Passed: shown.Passed}
	seen := map[string]bool{}
	for _, s := range shown.Rows {
		i := slices.IndexFunc(procedures, func(p catalogue.Procedure) bool { return p.Code == s.Code })
		d := Difference{Code: s.Code, Line: s.Line, Name: s.Says[ShownName]}
		if seen[s.Code] {
			d.Kind = Twice
			c.Differences = append(c.Differences, d)
			continue
		}
		seen[s.Code] = true
		if i < 0 {
			d.Kind = NotInForce
			c.Differences = append(c.Differences, d)
			continue
		}
		v, err := procedures[i].VersionOn(on)
		d.Name = procedures[i].NameUnder(v)
		if err != nil {
			d.Kind = NotInForce
			c.Differences = append(c.Differences, d)
			continue
		}
		c.Differences = append(c.Differences, differences(d, s, shown.Aspects, v)...)
	}
	for _, p := range procedures {
		v, err := p.VersionOn(on)
		if err != nil {
			continue
		}
		c.InForce++
		if !seen[p.Code] {
			c.Differences = append(c.Differences, Difference{Kind: NotShown, Code: p.Code, Name: p.NameUnder(v)})
		}
	}
	order := DifferenceKinds()
	slices.SortStableFunc(c.Differences, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)), cmp.Compare(a.Code, b.Code))
	})
	return c, nil
}

// differences are the aspects in which a row is another than the version.
func differences(d Difference, s Shown, aspects []Aspect, v catalogue.Version) []Difference {
	var list []Difference
	for _, a := range aspects {
		says := s.Says[a]
		of := d
		of.Shown = says
		switch a {
		case ShownName:
			of.Kind = OtherName
			if vietnamese.Alike(says, d.Name) {
				continue
			}
		case ShownTerm:
			terms := termsOf(v)
			if len(terms) == 0 {
				continue
			}
			of.Kind, of.Term = OtherTerm, terms[0]
			if t, ok := readLimit(says); ok && slices.ContainsFunc(terms, func(our deadline.Term) bool { return sameTerm(our, t) }) {
				continue
			}
		case ShownFee:
			fees := feesOf(v)
			if len(fees) == 0 {
				continue
			}
			of.Kind, of.Fee = OtherFee, fees[0]
			fee, ok := readFee(says)
			if ok && slices.Contains(fees, fee) || !ok && noted(v) {
				continue
			}
		default:
			of.Kind, of.Level = OtherLevel, v.ServiceLevel
			if level, ok := readLevel(says); ok && level == v.ServiceLevel {
				continue
			}
		}
		list = append(list, of)
	}
	return list
}

// noted tells whether a fee is said in words, which cannot be compared.
func noted(v catalogue.Version) bool {
	return slices.ContainsFunc(v.Channels, func(c catalogue.Channel) bool { return c.FeeNote != "" })
}

// sameTerm: a working day is eight hours of work, however it is said.
func sameTerm(a, b deadline.Term) bool {
	if a == b {
		return true
	}
	length := func(t deadline.Term) int64 {
		switch t.Unit {
		case deadline.WorkingDay:
			return int64(t.Amount) * 8 * 60
		case deadline.WorkingHour:
			return int64(t.Amount) * 60
		case deadline.WorkingMinute:
			return int64(t.Amount)
		default:
			return -1
		}
	}
	return length(a) >= 0 && length(a) == length(b)
}
