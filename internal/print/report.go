package print

import (
	"io"
	"strings"
	"time"

	"motcua/internal/docx"
	"motcua/narrative"
	"motcua/sheet"
)

// ReportPDF prints a report as an official paper.
func ReportPDF(w io.Writer, c narrative.Composed, l narrative.Letterhead, at time.Time) error {
	form, values := c.Sheet(l)
	return Write(w, Job{Form: form, Copies: []sheet.Values{values}, At: at, Numbered: true})
}

// ReportDOCX writes a report as a file of a word processor, in the layout of
// official papers.
func ReportDOCX(w io.Writer, c narrative.Composed, l narrative.Letterhead) error {
	bold := func(text string) []docx.Span { return []docx.Span{{Text: text, Bold: true}} }
	plain := func(text string) []docx.Span { return []docx.Span{{Text: text}} }
	middle := func(spans []docx.Span, size int) docx.Para {
		return docx.Para{Spans: spans, Align: docx.Centred, Size: size, Tight: true}
	}
	title, period, _ := strings.Cut(c.Title, "\n")
	d := docx.Document{Title: narrative.Type + " – " + title, Lang: "vi-VN", Numbered: true, Blocks: []docx.Block{
		docx.Columns{Share: 41,
			Left: []docx.Para{middle(plain(strings.ToUpper(l.Parent)), 12), middle([]docx.Span{{Text: strings.ToUpper(l.Agency), Bold: true, Under: true}}, 12),
				middle(plain("Số: "+l.Symbol()), 13)},
			Right: []docx.Para{middle(bold(narrative.Nation), 12), middle([]docx.Span{{Text: narrative.Motto, Bold: true, Under: true}}, 13),
				middle([]docx.Span{{Text: l.PlaceAndDate(), Italic: true}}, 13)}},
		docx.Para{Spans: bold(narrative.Type), Align: docx.Centred, Tight: true},
		docx.Para{Spans: bold(title), Align: docx.Centred, Tight: true},
		docx.Para{Spans: []docx.Span{{Text: period, Italic: true}}, Align: docx.Centred},
	}}
	for i, p := range c.Parts {
		switch p.Kind {
		case narrative.HeadingPart:
			d.Blocks = append(d.Blocks, docx.Para{Spans: bold(p.Text()), Indent: true, Keep: true})
		case narrative.TextPart:
			d.Blocks = append(d.Blocks, docx.Para{Spans: plain(p.Text()), Indent: true, Keep: i == len(c.Parts)-1})
		case narrative.TablePart:
			d.Blocks = append(d.Blocks, docx.Para{Spans: []docx.Span{{Text: p.Text(), Italic: true}}, Align: docx.Centred, Keep: true}, gridOf(*p.Table, docx.Centred))
		case narrative.ChartPart:
			d.Blocks = append(d.Blocks, docx.Para{Spans: []docx.Span{{Text: p.Text(), Italic: true}}, Align: docx.Centred, Keep: true}, chartOf(p))
		}
	}
	var signs, recipients []docx.Para
	for _, s := range []string{l.Authority, l.Position} {
		if s != "" {
			signs = append(signs, middle(bold(s), 14))
		}
	}
	for range 4 {
		signs = append(signs, docx.Para{Tight: true, Align: docx.Centred})
	}
	signs = append(signs, middle(bold(l.Signer), 14))
	recipients = append(recipients, docx.Para{Spans: []docx.Span{{Text: "Nơi nhận:", Bold: true, Italic: true}}, Align: docx.Left, Size: 12, Tight: true})
	for _, r := range c.RecipientLines() {
		recipients = append(recipients, docx.Para{Spans: plain(r), Align: docx.Left, Size: 11, Tight: true})
	}
	d.Blocks = append(d.Blocks, docx.Columns{Share: 50, Left: recipients, Right: signs})
	return d.Write(w)
}

// chartOf is a chart as a table that no page parts.
func chartOf(p narrative.Part) docx.Table {
	t := gridOf(p.BarGrid(), docx.Left)
	t.Whole, t.Aligns[1] = true, docx.Centred
	return t
}

// gridOf is a table of a report as one of the file: the first column names the
// rows, the others stand as given.
func gridOf(g narrative.Grid, others docx.Align) docx.Table {
	t := docx.Table{Rows: append([][]string{g.Heads}, g.Rows...)}
	for i := range g.Heads {
		t.Aligns = append(t.Aligns, others)
		if i == 0 {
			t.Aligns[0] = docx.Left
		}
	}
	sum := 0
	for _, s := range g.Shares {
		sum += s
	}
	left := 100
	for i, s := range g.Shares {
		width := 100 * s / sum
		if i == len(g.Shares)-1 {
			width = left
		}
		left -= width
		t.Widths = append(t.Widths, width)
	}
	return t
}
