package web

import (
	"fmt"

	"motcua/internal/docx"
	"motcua/sheet"
)

// paper sets a document of a word processor as a sheet, so that what is said once
// comes out as a file to write on and as one to print. Texts are passed as fields:
// nothing that somebody typed is read for marks. The first row of a table is its
// head.
func paper(doc docx.Document) (sheet.Form, sheet.Values) {
	form := sheet.Form{Kind: sheet.Composed, Title: doc.Title, Size: sheet.A4}
	values := sheet.Values{Fields: map[string]string{}, Lists: map[string][]map[string]string{}}
	for i, block := range doc.Blocks {
		name := fmt.Sprintf("block%d", i)
		add := func(kind sheet.BlockKind, text, value string) {
			values.Fields[name] = value
			form.Blocks = append(form.Blocks, sheet.Block{Kind: kind, Text: fmt.Sprintf(text, name)})
		}
		switch b := block.(type) {
		case docx.Heading:
			if b.Centred {
				add(sheet.Title, "{%s}", b.Text)
			} else {
				add(sheet.Line, "*{%s}*", b.Text)
			}
		case docx.Paragraph:
			if b.Italic {
				add(sheet.Para, "_{%s}_", b.Text)
			} else {
				add(sheet.Para, "{%s}", b.Text)
			}
		case docx.Line:
			add(sheet.Line, "{%s}: {}", b.Label)
		case docx.Table:
			form.Blocks = append(form.Blocks, paperTable(b, name, values))
		}
	}
	return form, values
}

func paperTable(t docx.Table, list string, values sheet.Values) sheet.Block {
	block := sheet.Block{Kind: sheet.Table, List: list}
	for i, row := range t.Rows {
		fields := map[string]string{}
		for j, text := range row {
			name := fmt.Sprintf("cell%d", j)
			if i == 0 {
				block.Columns = append(block.Columns, sheet.Column{Head: text, Text: "{" + name + "}", Share: float64(t.Widths[j])})
			}
			fields[name] = text
		}
		if i > 0 {
			values.Lists[list] = append(values.Lists[list], fields)
		}
	}
	return block
}
