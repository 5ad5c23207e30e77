package web

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"

	"motcua"
	"motcua/catalogue"
	"motcua/eform"
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
		docx.Heading{Text: p.T("procedure.blank.applicant")},
	}}
	for _, line := range []string{"name", "identifier", "address", "phone", "email", "representative", "title"} {
		doc.Blocks = append(doc.Blocks, docx.Line{Label: p.T("procedure.blank." + line)})
	}
	form := eform.For(d.Procedure.Code, d.Today)
	if form != nil && len(form.For) > 0 && i == firstForm(d.Version) {
		doc.Blocks = append(doc.Blocks, docx.Paragraph{Text: form.Source.In(p.Lang()), Italic: true})
		for _, section := range form.Sections {
			doc.Blocks = append(doc.Blocks, docx.Heading{Text: section.Title.In(p.Lang())})
			doc.Blocks = asked(doc.Blocks, section.Questions, p.Lang())
		}
	} else {
		doc.Blocks = append(doc.Blocks, docx.Heading{Text: p.T("procedure.blank.content")})
		doc.Blocks = append(doc.Blocks, slices.Repeat([]docx.Block{docx.Line{}}, 12)...)
	}
	doc.Blocks = append(doc.Blocks, docx.Paragraph{Text: p.T("procedure.blank.promise")}, docx.Line{Label: p.T("procedure.blank.place")}, docx.Line{Label: p.T("procedure.blank.signature")})
	return sendDocument(rw, doc, "chuan-bi-"+plainName(d.Procedure.Code)+"-"+plainName(paper.Code)+".docx")
}

// firstForm is the place of the first paper that is written on a form: the
// request itself, which the electronic form asks for.
func firstForm(v catalogue.Version) int {
	return slices.IndexFunc(v.Papers, func(p catalogue.Paper) bool { return p.Form != "" })
}

// asked writes the questions of an electronic form as lines to fill in: a choice
// with its answers to tick, a list as a table with room for three.
func asked(blocks []docx.Block, questions []eform.Question, lang string) []docx.Block {
	for _, q := range questions {
		label := q.Label.In(lang)
		switch {
		case q.Kind == eform.List:
			blocks = append(blocks, docx.Paragraph{Text: label + ":"}, listOf(q, lang))
		case q.Kind == eform.Group:
			blocks = asked(append(blocks, docx.Paragraph{Text: label + ":"}), q.Questions, lang)
		case len(q.Choices) > 0:
			text := label + ":"
			for _, c := range q.Choices {
				text += "  ☐ " + c.Label.In(lang)
			}
			blocks = append(blocks, docx.Paragraph{Text: text})
		default:
			if unit := q.Unit.In(lang); unit != "" {
				label += " (" + unit + ")"
			}
			blocks = append(blocks, docx.Line{Label: label})
		}
	}
	return blocks
}

// columnsAtMost is how many questions of a list stand side by side on paper.
const columnsAtMost = 5

func listOf(q eform.Question, lang string) docx.Table {
	n := max(1, min(len(q.Questions), columnsAtMost))
	t := docx.Table{Widths: make([]int, n), Rows: [][]string{make([]string, n), make([]string, n), make([]string, n), make([]string, n)}}
	for i := range n {
		t.Widths[i] = 100 / n
		if i < len(q.Questions) {
			t.Rows[0][i] = q.Questions[i].Label.In(lang)
		}
	}
	return t
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
	return sendDocument(rw, doc, "giay-to-"+plainName(d.Procedure.Code)+".docx")
}

func regionOf(p *message.Printer) string {
	if p.Lang() == message.English {
		return "en-GB"
	}
	return "vi-VN"
}

func sendDocument(rw http.ResponseWriter, doc docx.Document, name string) error {
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
