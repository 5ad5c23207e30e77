package narrative

import (
	"slices"
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/report"
)

// Frame is what a report says of itself.
type Frame struct {
	Period      report.Period `json:"period"`
	Year        int           `json:"year"`
	Label       string        `json:"label"` // "6 tháng đầu năm 2022"
	Next        string        `json:"next"`
	Before      string        `json:"before"`
	Basis       Basis         `json:"basis"`
	Agency      string        `json:"agency"` // that reports
	MissingText string        `json:"-"`      // stands where a figure is missing; "" for MissingMark
}

// MissingMark stands in a text where a figure is missing.
const MissingMark = "(thiếu số liệu)"

// FrameOf is the frame of a turn with the basis given, or that of its guidance.
func FrameOf(t DuePeriod, basis Basis, agency string) Frame {
	if basis.Number == "" {
		basis = t.Basis
	}
	return Frame{Period: t.Period, Year: t.Year, Label: t.Label, Next: t.Next, Before: t.Before, Basis: basis, Agency: agency}
}

// Composed is a report as it reads, every figure with where it comes from.
type Composed struct {
	Definition string   `json:"definition"`
	Frame      Frame    `json:"frame"`
	Title      string   `json:"title"`
	Parts      []Part   `json:"parts"`
	Recipients []string `json:"recipients"`
}

// PartKind is what a part of a composed report is.
type PartKind string

// The kinds of part.
const (
	HeadingPart PartKind = "heading"
	TextPart    PartKind = "text"
	TablePart   PartKind = "table"
	ChartPart   PartKind = "chart"
)

// Part is a heading, a paragraph, a table or a chart.
type Part struct {
	Kind    PartKind `json:"kind"`
	Section string   `json:"section,omitempty"`
	Block   string   `json:"block,omitempty"`
	Level   int      `json:"level,omitempty"`
	Runs    []Run    `json:"runs,omitempty"` // of a heading and a paragraph; caption of the others
	Table   *Grid    `json:"table,omitempty"`
	Bars    []Bar    `json:"bars,omitempty"`
}

// Text is what the part reads.
func (p Part) Text() string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Run is a stretch of text: written, or of a figure, or of a row of a list.
type Run struct {
	Text    string         `json:"text"`
	Figure  string         `json:"figure,omitempty"` // key and scope, parted by @
	Source  *report.Source `json:"source,omitempty"`
	Missing bool           `json:"missing,omitempty"`
}

// Grid is a table of a report.
type Grid struct {
	List    string          `json:"list"`
	Names   []string        `json:"names"` // of the columns in the list
	Heads   []string        `json:"heads"` // "" where the definition has none
	Shares  []int           `json:"shares"`
	Rows    [][]string      `json:"rows"`
	Sources []report.Source `json:"sources"` // one for each row
}

// Bar is a bar of a chart.
type Bar struct {
	Label  string `json:"label"`
	Value  int64  `json:"value"`
	Figure string `json:"figure"`
}

// Missing is a figure or list that a report asks for and nobody gave.
type Missing struct {
	Section string
	Block   string
	Field   string // as the text asks for it
}

// Compose makes the report that a definition, the narratives written (by the ids
// of their blocks; those not written begin as the definition has them) and the
// facts of a period give, with what is missing for it.
func Compose(d Definition, narratives map[string]string, f Frame, facts report.Facts) (Composed, []Missing) {
	c := &composer{definition: d, frame: f, facts: facts}
	if f.MissingText == "" {
		c.frame.MissingText = MissingMark
	}
	out := Composed{Definition: d.ID, Frame: f, Recipients: d.Recipients}
	c.at("", "")
	out.Title = textOf(c.runs(d.Title))
	c.paragraphs(d.Opening)
	for _, s := range d.Sections {
		c.at(s.ID, "")
		c.add(Part{Kind: HeadingPart, Level: s.Level, Runs: heading(c.runs(s.Title), s.Level)})
		for _, b := range s.Blocks {
			c.at(s.ID, b.ID)
			c.block(b, narratives)
		}
	}
	c.at("", "")
	c.paragraphs(d.Closing)
	out.Parts = c.parts
	return out, c.missing
}

// heading writes the live fields of a heading of the first level in capitals, as
// its words are.
func heading(runs []Run, level int) []Run {
	for i := range runs {
		if level == 1 && !runs[i].Missing {
			runs[i].Text = strings.ToUpper(runs[i].Text)
		}
	}
	return runs
}

type composer struct {
	definition     Definition
	frame          Frame
	facts          report.Facts
	section, where string
	parts          []Part
	missing        []Missing
}

func (c *composer) at(section, block string) { c.section, c.where = section, block }

func (c *composer) add(p Part) {
	p.Section, p.Block = c.section, c.where
	c.parts = append(c.parts, p)
}

func (c *composer) block(b Block, narratives map[string]string) {
	switch b.Kind {
	case Narrative:
		text, written := narratives[b.ID]
		if !written {
			text = b.Text
		}
		c.paragraphs(text)
	case FigureLine:
		c.paragraphs(b.Text)
	case ListLines:
		c.lines(b)
	case RowTable:
		c.table(b)
	case BarChart:
		c.chart(b)
	}
}

// paragraphs composes the lines of a template.
func (c *composer) paragraphs(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		when, line := condition(line)
		if line == "" || when != "" && !c.holds(when) {
			continue
		}
		c.add(Part{Kind: TextPart, Runs: c.runs(line)})
	}
}

// holds tells whether the condition of a line is met. A line that asks whether
// there is something stands when nobody knows, so that what is missing shows.
func (c *composer) holds(when string) bool {
	f := readField(when[1:])
	there, known := false, false
	switch own, ok := c.own(f); {
	case ok:
		there, known = own != "", true
	default:
		if list, ok := c.list(f.key); ok && f.column == "" {
			there, known = len(list.Rows) > 0, true
		}
		if figure, ok := c.figure(f.key, f.scope); ok {
			there, known = figure.Value != 0, true
		}
	}
	if when[0] == '!' {
		return known && !there
	}
	return !known || there
}

// runs composes a text with live fields.
func (c *composer) runs(text string) []Run {
	var runs []Run
	for text != "" {
		before, inside, after, found := cutField(text)
		if before != "" {
			runs = append(runs, Run{Text: before})
		}
		if !found {
			break
		}
		runs = append(runs, c.live(inside))
		if after == nil {
			break
		}
		text = *after
	}
	return runs
}

func (c *composer) live(inside string) Run {
	f := readField(inside)
	if own, ok := c.own(f); ok {
		if own == "" {
			return c.gone(inside)
		}
		return Run{Text: own}
	}
	if f.column != "" {
		return c.joined(f, inside)
	}
	figure, ok := c.figure(f.key, f.scope)
	if !ok {
		return c.gone(inside)
	}
	text, ok := Write(figure, f.form)
	if f.form == Compare {
		var before report.Figure
		if before, ok = c.figure(f.key+".lastYear", f.scope); ok {
			text = against(figure, before)
		}
	}
	if !ok {
		return c.gone(inside)
	}
	return Run{Text: text, Figure: Name(figure)}
}

func (c *composer) gone(inside string) Run {
	c.lost(inside)
	return Run{Text: c.frame.MissingText, Missing: true}
}

func (c *composer) lost(inside string) {
	m := Missing{Section: c.section, Block: c.where, Field: strings.TrimSpace(inside)}
	if !slices.Contains(c.missing, m) {
		c.missing = append(c.missing, m)
	}
}

// Name is key and scope of a figure, as a live field asks for it.
func Name(f report.Figure) string {
	if f.Scope == "" {
		return f.Key
	}
	return f.Key + "@" + f.Scope
}

// own is a field of the report itself.
func (c *composer) own(f field) (string, bool) {
	p := c.frame
	switch f.key {
	case "report.period":
		return p.Label, true
	case "report.next":
		return p.Next, true
	case "report.before":
		return p.Before, true
	case "report.agency":
		return p.Agency, true
	case "report.year":
		return strconv.Itoa(p.Year), true
	case "report.lastYear":
		return strconv.Itoa(p.Year - 1), true
	case "report.from":
		return Day(p.Period.From), true
	case "report.to":
		return Day(p.Period.To), true
	case "report.basis":
		return c.definition.Cite(p.Basis), true
	}
	return "", false
}

// Cite names a document as texts do: Công văn số 188/SNV-CCHC ngày 24/02/2022
// của Sở Nội vụ về việc …; "" for none.
func (d Definition) Cite(b Basis) string {
	if b.Number == "" {
		return ""
	}
	text := d.TypeOf(b.Number) + " số " + b.Number
	if !b.Date.IsZero() {
		text += " ngày " + Day(b.Date)
	}
	if b.Issuer != "" {
		text += " của " + b.Issuer
	}
	if b.Subject != "" {
		text += " về việc " + b.Subject
	}
	return text
}

// TypeOf reads the type of a document off its number: 4999/KH-SKHĐT is a Kế
// hoạch, in any case of letters; without a code that the definition knows it is
// an official letter.
func (d Definition) TypeOf(number string) string {
	sign := number[strings.LastIndex(number, "/")+1:]
	code, _, _ := strings.Cut(sign, "-")
	for known, words := range d.Types {
		if known != "" && strings.EqualFold(known, strings.TrimSpace(code)) {
			return words
		}
	}
	return d.Types[""]
}

func (c *composer) figure(key, scope string) (report.Figure, bool) {
	i := slices.IndexFunc(c.facts.Figures, func(f report.Figure) bool { return f.Key == key && f.Scope == scope })
	if i < 0 {
		return report.Figure{}, false
	}
	return c.facts.Figures[i], true
}

func (c *composer) list(key string) (report.List, bool) {
	i := slices.IndexFunc(c.facts.Lists, func(l report.List) bool { return l.Key == key })
	if i < 0 {
		return report.List{}, false
	}
	return c.facts.Lists[i], true
}

func textOf(runs []Run) string { return Part{Runs: runs}.Text() }

// isDay tells whether a cell is a date as facts write it, which texts write
// otherwise.
func isDay(cell string) (calendar.Date, bool) {
	d, err := calendar.ParseDate(cell)
	return d, err == nil
}
