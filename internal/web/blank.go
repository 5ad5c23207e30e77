package web

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"

	"motcua"
	"motcua/catalogue"
	"motcua/internal/docx"
	"motcua/internal/message"
	"motcua/internal/web/view/procedure"
)

// blankForm is a paper to prepare in writing, as a file of a word processor. It
// is ours and says so: the official form stands in the legal document.
func (w *Web) blankForm(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.publicProcedure(r)
	if err != nil {
		return err
	}
	code := r.PathValue("paper")
	i := slices.IndexFunc(d.Version.Papers, func(p catalogue.Paper) bool { return p.Code == code && p.Form != "" })
	if i < 0 {
		return motcua.Refused(motcua.NotFound, "procedure.blank.unknown", "Code", d.Procedure.Code, "Paper", code)
	}
	p, paper := w.printer(r), d.Version.Papers[i]
	doc := docx.Document{Title: paper.Form + " – " + d.Procedure.Code, Lang: regionOf(p), Blocks: []docx.Block{
		docx.Paragraph{Text: p.T("procedure.blank.warning", "Form", paper.Form, "Decision", procedure.Decision(p, d.Version)), Italic: true},
		docx.Heading{Text: procedure.Said(p, d.Procedure, paper.Name), Centred: true},
		docx.Paragraph{Text: p.T("procedure.blank.for", "Code", d.Procedure.Code, "Name", procedure.Name(p, d.Procedure, d.Version))},
		docx.Paragraph{Text: p.T("procedure.blank.to", "Agency", d.Book.Agency(d.Procedure.Agency).Name)},
	}}
	for _, part := range []struct {
		title string
		lines []string
	}{
		{"applicant", []string{"name", "identifier", "address", "phone", "email", "representative", "title"}},
		{"content", []string{"", "", "", "", "", "", "", ""}},
	} {
		doc.Blocks = append(doc.Blocks, docx.Heading{Text: p.T("procedure.blank." + part.title)})
		for _, line := range part.lines {
			label := ""
			if line != "" {
				label = p.T("procedure.blank." + line)
			}
			doc.Blocks = append(doc.Blocks, docx.Line{Label: label})
		}
	}
	doc.Blocks = append(doc.Blocks, docx.Paragraph{Text: p.T("procedure.blank.promise")}, docx.Line{Label: p.T("procedure.blank.place")}, docx.Line{Label: p.T("procedure.blank.signature")})
	return w.sendDocument(rw, r, doc, "chuan-bi-"+plainName(d.Procedure.Code)+"-"+plainName(paper.Code)+".docx")
}

// checklist is the list of papers of a procedure to tick off, as a file of a
// word processor.
func (w *Web) checklist(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.publicProcedure(r)
	if err != nil {
		return err
	}
	p := w.printer(r)
	rows := [][]string{{"", p.T("procedure.paper"), p.T("procedure.paper.template"), p.T("procedure.paper.copies"), p.T("procedure.paper.needed")}}
	for i, paper := range d.Version.Papers {
		rows = append(rows, []string{"☐ " + strconv.Itoa(i+1), procedure.Said(p, d.Procedure, paper.Name), paper.Form, procedure.Copies(p, paper), procedure.Needed(p, d, paper)})
	}
	doc := docx.Document{Title: p.T("procedure.checklist") + " – " + d.Procedure.Code, Lang: regionOf(p), Blocks: []docx.Block{
		docx.Heading{Text: p.T("procedure.checklist.title"), Centred: true},
		docx.Paragraph{Text: p.T("procedure.blank.for", "Code", d.Procedure.Code, "Name", procedure.Name(p, d.Procedure, d.Version))},
		docx.Paragraph{Text: p.T("procedure.checklist.lead", "Decision", procedure.Decision(p, d.Version), "Now", w.office.Now()), Italic: true},
		docx.Table{Widths: []int{8, 44, 14, 17, 17}, Rows: rows},
	}}
	return w.sendDocument(rw, r, doc, "giay-to-"+plainName(d.Procedure.Code)+".docx")
}

func regionOf(p *message.Printer) string {
	if p.Lang() == message.English {
		return "en-GB"
	}
	return "vi-VN"
}

func (w *Web) sendDocument(rw http.ResponseWriter, _ *http.Request, doc docx.Document, name string) error {
	var body bytes.Buffer
	if err := doc.Write(&body); err != nil {
		return err
	}
	h := rw.Header()
	h.Set("Content-Type", docx.MediaType)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Cache-Control", "no-store")
	_, _ = rw.Write(body.Bytes()) // fails when the reader has gone
	return nil
}
