package narrative

import (
	"slices"
	"strings"

	"motcua/report"
)

// lines composes one paragraph for each row of a list.
func (c *composer) lines(b Block) {
	list, ok := c.list(b.List)
	if !ok {
		c.lost(b.List)
		c.add(Part{Kind: TextPart, Runs: []Run{{Text: "- " + c.frame.MissingText, Missing: true}}})
		return
	}
	if len(list.Rows) == 0 && b.Empty != "" {
		c.add(Part{Kind: TextPart, Runs: c.runs(b.Empty)})
	}
	for i, row := range list.Rows {
		text := c.worded(b.Line, list, row)
		if i == len(list.Rows)-1 {
			text = strings.TrimSuffix(text, ";") + "."
		}
		source := row.Source
		c.add(Part{Kind: TextPart, Runs: []Run{{Text: text, Source: &source}}})
	}
}

// worded fills the wording of a row: {date} is a column, {a|b} the first of
// those that says something, {number:type} the type that a number names, and
// what stands in [ ] is left out when a column within it is empty. A row whose
// columns the wording does not know is told cell by cell.
func (c *composer) worded(line string, list report.List, row report.ListRow) string {
	filled := false
	fill := func(text string) (string, bool) {
		whole := true
		var b strings.Builder
		for text != "" {
			before, rest, found := strings.Cut(text, "{")
			b.WriteString(before)
			if !found {
				break
			}
			name, after, _ := strings.Cut(rest, "}")
			value := c.cell(name, list, row)
			filled = filled || value != ""
			whole = whole && value != ""
			b.WriteString(value)
			text = after
		}
		return b.String(), whole
	}
	var b strings.Builder
	for rest := line; rest != ""; {
		before, tail, found := strings.Cut(rest, "[")
		text, _ := fill(before)
		b.WriteString(text)
		if !found {
			break
		}
		inside, after, _ := strings.Cut(tail, "]")
		if text, whole := fill(inside); whole {
			b.WriteString(text)
		}
		rest = after
	}
	if !filled {
		return "- " + strings.Join(slices.DeleteFunc(slices.Clone(row.Cells), func(s string) bool { return s == "" }), "; ") + ";"
	}
	return b.String()
}

// cell is what a row has in a column; dates read as in official papers.
func (c *composer) cell(name string, list report.List, row report.ListRow) string {
	name, as, _ := strings.Cut(name, ":")
	for one := range strings.SplitSeq(name, "|") {
		i := slices.Index(list.Columns, one)
		if i < 0 || i >= len(row.Cells) || row.Cells[i] == "" {
			continue
		}
		if as == "type" {
			return c.definition.TypeOf(row.Cells[i])
		}
		return Cell(row.Cells[i])
	}
	return ""
}

// Cell writes a cell of a list: a date as official papers do, all else as it is.
func Cell(text string) string {
	if d, ok := isDay(text); ok {
		return Day(d)
	}
	return text
}

// joined names what a column of a list has, each once: "A, B và C".
func (c *composer) joined(f field, inside string) Run {
	list, ok := c.list(f.key)
	if !ok {
		return c.gone(inside)
	}
	var said []string
	for _, row := range list.Rows {
		if text := c.cell(strings.ReplaceAll(f.column, "/", "|"), list, row); text != "" && !slices.Contains(said, text) {
			said = append(said, text)
		}
	}
	if len(said) == 0 {
		return c.gone(inside)
	}
	text := said[0]
	if n := len(said); n > 1 {
		text = strings.Join(said[:n-1], ", ") + " và " + said[n-1]
	}
	return Run{Text: text, Figure: f.key}
}

func (c *composer) table(b Block) {
	list, ok := c.list(b.List)
	if !ok {
		c.lost(b.List)
		c.add(Part{Kind: TextPart, Runs: []Run{{Text: c.frame.MissingText, Missing: true}}})
		return
	}
	if len(list.Rows) == 0 {
		if b.Empty != "" {
			c.add(Part{Kind: TextPart, Runs: c.runs(b.Empty)})
		}
		return
	}
	t := &Grid{List: list.Key}
	columns := b.Columns
	if len(columns) == 0 {
		for _, name := range list.Columns {
			columns = append(columns, GridColumn{Name: name, Share: 1})
		}
	}
	for _, col := range columns {
		t.Names, t.Heads, t.Shares = append(t.Names, col.Name), append(t.Heads, col.Head), append(t.Shares, max(col.Share, 1))
	}
	for _, row := range list.Rows {
		cells := make([]string, len(columns))
		for i, col := range columns {
			cells[i] = c.cell(col.Name, list, row)
		}
		t.Rows, t.Sources = append(t.Rows, cells), append(t.Sources, row.Source)
	}
	c.add(Part{Kind: TablePart, Runs: c.runs(b.Text), Table: t})
}

func (c *composer) chart(b Block) {
	var bars []Bar
	for _, m := range b.Bars {
		f := readField(m.Key)
		figure, ok := c.figure(f.key, f.scope)
		if !ok {
			c.lost(m.Key)
			continue
		}
		bars = append(bars, Bar{Label: m.Label, Value: figure.Value, Figure: Name(figure)})
	}
	if len(bars) > 0 {
		c.add(Part{Kind: ChartPart, Runs: c.runs(b.Text), Bars: bars})
	}
}
