package web

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"motcua/catalogue"
	"motcua/internal/bpmn"
	"motcua/internal/docx"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/internal/web/view/flow"
	"motcua/internal/web/view/procedure"
	"motcua/sheet"
)

// processBPMN is a process as a file of BPMN.
func (w *Web) processBPMN(rw http.ResponseWriter, r *http.Request) error {
	view, v, err := w.processOf(r)
	if err != nil {
		return err
	}
	p := w.printer(r)
	var body bytes.Buffer
	if err := bpmn.Write(&body, bpmn.Document{ID: view.Procedure.Code, Name: procedure.Name(p, view.Procedure, v), Process: v.Process, Words: bpmnWords(p, view.Book)}); err != nil {
		return err
	}
	h := rw.Header()
	h.Set("Content-Type", bpmn.MediaType)
	h.Set("Content-Disposition", `attachment; filename="quy-trinh-`+plainName(view.Procedure.Code)+`.bpmn"`)
	h.Set("Cache-Control", "no-store")
	_, _ = rw.Write(body.Bytes()) // fails when the reader has gone
	return nil
}

func bpmnWords(p *message.Printer, b *office.Book) bpmn.Words {
	return bpmn.Words{Start: p.T("process.begins"), End: p.T("process.ends"), Lane: flow.Lane(p), Else: p.T("process.else"),
		When: func(c catalogue.Condition) string { return flow.When(p, c) },
		Leg: func(leg catalogue.Leg) string {
			words := flow.Holder(p, b, leg)
			if !leg.Share.IsZero() {
				words = p.T("process.document", "Holder", words, "Share", leg.Share)
			}
			return words
		}}
}

// processISO is the ISO sheet of a process (TT 01/2018/TT-VPCP article 8, TCVN
// ISO 9001) as a file of a word processor.
func (w *Web) processISO(rw http.ResponseWriter, r *http.Request) error {
	view, v, err := w.processOf(r)
	if err != nil {
		return err
	}
	p := w.printer(r)
	return sendDocument(rw, isoSheet(p, view, v), "quy-trinh-iso-"+plainName(view.Procedure.Code)+".docx")
}

// processPaper is the ISO sheet of a process to print, in Vietnamese as the
// document itself is.
func (w *Web) processPaper(rw http.ResponseWriter, r *http.Request) error {
	view, v, err := w.processOf(r)
	if err != nil {
		return err
	}
	form, values := paper(isoSheet(w.words.In("vi"), view, v))
	number := "QT-" + view.Procedure.Code
	return w.sendPDF(rw, "quy-trinh-iso-"+view.Procedure.Code, print.Job{Form: form, Copies: []sheet.Values{values}, At: w.office.Now(), Foot: number})
}

func isoSheet(p *message.Printer, view *office.ProcessView, v catalogue.Version) docx.Document {
	name, s := procedure.Name(p, view.Procedure, v), v.Process.Sheet
	agency := view.Book.Agency(view.Procedure.Agency).Name
	doc := docx.Document{Title: p.T("process.iso.title", "Code", view.Procedure.Code), Lang: regionOf(p), Blocks: []docx.Block{
		docx.Heading{Text: strings.ToUpper(agency), Centred: true},
		docx.Heading{Text: p.T("process.iso.title", "Code", view.Procedure.Code), Centred: true},
		docx.Heading{Text: name, Centred: true},
		docx.Table{Widths: []int{34, 33, 33}, Rows: [][]string{{p.T("process.iso.number"), p.T("process.iso.edition"), p.T("process.iso.issued")},
			{"QT-" + view.Procedure.Code, p.Int(int64(v.Number)), p.Date(v.ValidFrom)}}},
	}}
	part := 0
	add := func(key string, blocks ...docx.Block) {
		part++
		doc.Blocks = append(doc.Blocks, docx.Heading{Text: strconv.Itoa(part) + ". " + p.T("process.iso."+key)})
		doc.Blocks = append(doc.Blocks, blocks...)
	}
	add("purpose", docx.Paragraph{Text: cmp.Or(s.Purpose, p.T("process.iso.purpose.usual", "Name", name))})
	add("scope", docx.Paragraph{Text: cmp.Or(s.Scope, p.T("process.iso.scope.usual", "Name", name, "Agency", agency))})
	add("references", dashed(append([]string{p.T("process.iso.references.usual")}, v.LegalBasis...))...)
	add("definitions", docx.Paragraph{Text: cmp.Or(s.Definitions, p.T("process.iso.definitions.usual"))})
	add("papers", isoPapers(p, view, v))
	add("steps", docx.Paragraph{Text: p.T("process.iso.term", "Term", procedure.Term(p, v))}, isoSteps(p, view.Book, v.Process))
	add("records", docx.Paragraph{Text: cmp.Or(s.Records, p.T("process.iso.records.usual"))}, isoRecords(p, v))
	add("history", isoHistory(p, view.Procedure, v))
	const room, line = "\n\n\n", "____________________" // to sign in, and for the name of who did
	add("approval", docx.Paragraph{Text: processDecision(p.T, v.Process)}, docx.Table{Widths: []int{33, 33, 34}, Rows: [][]string{
		{p.T("process.iso.written"), p.T("process.iso.checked"), p.T("process.iso.approved")}, {room + line, room + line, room + cmp.Or(v.Process.DecidedBy, line)}}})
	return doc
}

// dashed writes lines as a list.
func dashed(lines []string) []docx.Block {
	var blocks []docx.Block
	for _, line := range lines {
		blocks = append(blocks, docx.Paragraph{Text: "– " + line})
	}
	return blocks
}

func isoPapers(p *message.Printer, view *office.ProcessView, v catalogue.Version) docx.Block {
	rows := [][]string{{p.T("process.leg.order"), p.T("procedure.paper"), p.T("procedure.paper.template"), p.T("procedure.paper.copies")}}
	for i, paper := range v.Papers {
		rows = append(rows, []string{strconv.Itoa(i + 1), procedure.Said(p, view.Procedure, paper.Name), paper.Form, procedure.Copies(p, paper)})
	}
	return docx.Table{Widths: []int{8, 56, 18, 18}, Rows: rows}
}

func isoSteps(p *message.Printer, b *office.Book, process catalogue.Process) docx.Block {
	rows := [][]string{{p.T("process.leg.order"), p.T("process.leg.task"), p.T("process.iso.responsible"), p.T("process.leg.share"), p.T("process.iso.form")}}
	for _, leg := range process.Legs {
		task, share := leg.Task, "–"
		if when := flow.When(p, leg.When); when != "" {
			task += " (" + when + ")"
		}
		if leg.Group != "" {
			task += " (" + p.T("process.leg.beside", "Group", leg.Group) + ")"
		}
		if !leg.Share.IsZero() {
			share = p.Value(leg.Share)
		}
		rows = append(rows, []string{strconv.Itoa(leg.Order), task, flow.Holder(p, b, leg), share, cmp.Or(leg.Form, "–")})
	}
	return docx.Table{Widths: []int{8, 40, 24, 14, 14}, Rows: rows}
}

func isoRecords(p *message.Printer, v catalogue.Version) docx.Block {
	rows := [][]string{{p.T("process.leg.order"), p.T("process.iso.record")}}
	add := func(name string) {
		if name != "" && !slices.ContainsFunc(rows, func(r []string) bool { return r[1] == name }) {
			rows = append(rows, []string{strconv.Itoa(len(rows)), name})
		}
	}
	add(p.T("process.iso.record.dossier"))
	for _, leg := range v.Process.Legs {
		add(leg.Form)
	}
	for _, result := range v.Results {
		add(result.Name)
	}
	return docx.Table{Widths: []int{10, 90}, Rows: rows}
}

// isoHistory lists the processes up to the one of the sheet, each with what it
// changed.
func isoHistory(p *message.Printer, of catalogue.Procedure, v catalogue.Version) docx.Block {
	rows := [][]string{{p.T("process.iso.edition"), p.T("process.iso.issued"), p.T("process.decision"), p.T("process.iso.changed")}}
	var before *catalogue.Version
	for _, one := range of.Versions {
		if one.Decision.Kind == catalogue.Abolished || one.ValidFrom.After(v.ValidFrom) {
			continue
		}
		changed := p.T("process.iso.first")
		if before != nil {
			n := 0
			for _, c := range catalogue.CompareProcesses(before.Process, one.Process) {
				if !c.Same() {
					n++
				}
			}
			changed = p.T("process.iso.changes", "Count", n)
		}
		rows = append(rows, []string{strconv.Itoa(one.Number), p.Date(one.ValidFrom), processDecision(p.T, one.Process), changed})
		before = &one
	}
	return docx.Table{Widths: []int{12, 18, 44, 26}, Rows: rows}
}
