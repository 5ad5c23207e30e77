package narrative

import (
	"fmt"
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/sheet"
)

// Letterhead is what stands around the text of an official report (NĐ
// 30/2020/NĐ-CP, phụ lục I).
type Letterhead struct {
	Parent, Agency string
	Sign           string // "BC-SKHĐT": what the number ends in
	Number         int    // 0 while there is none
	Place          string
	Date           calendar.Date // zero while it is not issued
	Authority      string        // "KT. GIÁM ĐỐC"; "" for the head
	Position       string
	Signer         string
}

// Nation and Motto stand at the head of every official document.
const (
	Nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	Motto  = "Độc lập - Tự do - Hạnh phúc"
	Type   = "BÁO CÁO"
)

// Symbol is the number and sign of the report; dots stand for a number that was
// not given yet.
func (l Letterhead) Symbol() string {
	number := "......"
	if l.Number > 0 {
		number = strconv.Itoa(l.Number)
		if l.Number < 10 {
			number = "0" + number
		}
	}
	return number + "/" + l.Sign
}

// PlaceAndDate is the line below the motto.
func (l Letterhead) PlaceAndDate() string {
	if l.Date.IsZero() {
		return l.Place + ", ngày ... tháng ... năm ..."
	}
	month := strconv.Itoa(int(l.Date.Month))
	if l.Date.Month < 3 {
		month = "0" + month
	}
	return fmt.Sprintf("%s, ngày %s tháng %s năm %d", l.Place, two(int64(l.Date.Day)), month, l.Date.Year)
}

// Sheet is the report as a sheet to be printed on A4.
func (c Composed) Sheet(l Letterhead) (sheet.Form, sheet.Values) {
	values := sheet.Values{Fields: map[string]string{}, Lists: map[string][]map[string]string{}}
	put := func(text string) string {
		name := "t" + strconv.Itoa(len(values.Fields))
		values.Fields[name] = text
		return "{" + name + "}"
	}
	form := sheet.Form{Kind: sheet.Composed, Title: Type + " " + c.Frame.Label, Size: sheet.A4, Blocks: []sheet.Block{
		{Kind: sheet.Heads, Left: []string{put(strings.ToUpper(l.Parent)), "*" + put(strings.ToUpper(l.Agency)) + "*", "Số: " + put(l.Symbol())},
			Right: []string{"*" + put(Nation) + "*", "*" + put(Motto) + "*", "_" + put(l.PlaceAndDate()) + "_"}},
		{Kind: sheet.Title, Text: put(Type)},
	}}
	title, period, _ := strings.Cut(c.Title, "\n")
	form.Blocks = append(form.Blocks, sheet.Block{Kind: sheet.Title, Text: put(title)}, sheet.Block{Kind: sheet.Under, Text: put(period)})
	for i, p := range c.Parts {
		switch p.Kind {
		case HeadingPart:
			form.Blocks = append(form.Blocks, sheet.Block{Kind: sheet.Para, Text: "*" + put(p.Text()) + "*"})
		case TextPart:
			form.Blocks = append(form.Blocks, sheet.Block{Kind: sheet.Para, Text: put(p.Text())})
		case TablePart:
			form.Blocks = append(form.Blocks, sheet.Block{Kind: sheet.Under, Text: put(p.Text())})
			form.Blocks = append(form.Blocks, p.Table.block("list"+strconv.Itoa(i), values))
		case ChartPart:
			form.Blocks = append(form.Blocks, sheet.Block{Kind: sheet.Under, Text: put(p.Text())})
			form.Blocks = append(form.Blocks, p.BarGrid().block("list"+strconv.Itoa(i), values))
		}
	}
	sign := []string{}
	for _, s := range []string{l.Authority, l.Position} {
		if s != "" {
			sign = append(sign, "*"+put(s)+"*")
		}
	}
	signer := l.Signer
	if signer == "" {
		signer = " "
	}
	recipients := []string{"*_Nơi nhận:_*"}
	for _, r := range c.RecipientLines() {
		recipients = append(recipients, put(r))
	}
	form.Blocks = append(form.Blocks, sheet.Block{Kind: sheet.Signs, Left: []string{}, Right: append(sign, "*"+put(signer)+"*")})
	for _, r := range recipients {
		form.Blocks = append(form.Blocks, sheet.Block{Kind: sheet.Small, Text: r})
	}
	return form, values
}

// RecipientLines are the lines below Nơi nhận; the last, of the copy that is
// kept, ends with a full stop.
func (c Composed) RecipientLines() []string {
	lines := make([]string, len(c.Recipients))
	for i, r := range c.Recipients {
		lines[i] = "- " + r + ";"
		if i == len(c.Recipients)-1 {
			lines[i] = "- " + r + "."
		}
	}
	return lines
}

// block is a grid as a table of a sheet.
func (g Grid) block(name string, values sheet.Values) sheet.Block {
	b := sheet.Block{Kind: sheet.Table, List: name}
	for i, head := range g.Heads {
		field := "c" + strconv.Itoa(i)
		col := sheet.Column{Head: head, Text: "{" + field + "}", Share: float64(g.Shares[i])}
		if i > 0 {
			col.Align = "center"
		}
		b.Columns = append(b.Columns, col)
	}
	for _, row := range g.Rows {
		cells := map[string]string{}
		for i, cell := range row {
			cells["c"+strconv.Itoa(i)] = cell
		}
		values.Lists[name] = append(values.Lists[name], cells)
	}
	return b
}

// BarGrid is a chart as a table: the picture of a number is a row of blocks.
func (p Part) BarGrid() Grid {
	most := int64(1)
	for _, b := range p.Bars {
		most = max(most, b.Value)
	}
	g := Grid{Heads: []string{"", "Số lượng", ""}, Shares: []int{3, 2, 6}}
	for _, b := range p.Bars {
		g.Rows = append(g.Rows, []string{b.Label, grouped(b.Value), strings.Repeat("█", int((b.Value*24+most-1)/most))})
	}
	return g
}

// Markdown is the report as text with light marks.
func (c Composed) Markdown(l Letterhead) string {
	var b strings.Builder
	title, period, _ := strings.Cut(c.Title, "\n")
	fmt.Fprintf(&b, "%s\n**%s**\n\nSố: %s\n\n_%s_\n\n# %s\n\n**%s**\n\n_%s_\n", l.Parent, l.Agency, l.Symbol(), l.PlaceAndDate(), Type, title, period)
	for _, p := range c.Parts {
		switch p.Kind {
		case HeadingPart:
			fmt.Fprintf(&b, "\n%s %s\n", strings.Repeat("#", p.Level+1), p.Text())
		case TextPart:
			fmt.Fprintf(&b, "\n%s\n", p.Text())
		case TablePart:
			fmt.Fprintf(&b, "\n_%s_\n\n%s", p.Text(), p.Table.markdown())
		case ChartPart:
			fmt.Fprintf(&b, "\n_%s_\n\n%s", p.Text(), p.BarGrid().markdown())
		}
	}
	b.WriteString("\n_Nơi nhận:_\n\n")
	for _, r := range c.RecipientLines() {
		b.WriteString(r + "\n")
	}
	fmt.Fprintf(&b, "\n**%s**\n\n**%s**\n", l.Position, l.Signer)
	return b.String()
}

func (g Grid) markdown() string {
	var b strings.Builder
	row := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	row(g.Heads)
	rule := make([]string, len(g.Heads))
	for i := range rule {
		rule[i] = "---"
	}
	row(rule)
	for _, r := range g.Rows {
		row(r)
	}
	return b.String()
}

// PlainText is the text of the report, a line for each paragraph and each row,
// as it is held against the facts.
func (c Composed) PlainText() string {
	lines := []string{c.Title}
	for _, p := range c.Parts {
		lines = append(lines, p.Text())
		if p.Table != nil {
			lines = append(lines, strings.Join(p.Table.Heads, "\t"))
			for _, row := range p.Table.Rows {
				lines = append(lines, strings.Join(row, "\t"))
			}
		}
	}
	return strings.Join(lines, "\n")
}
