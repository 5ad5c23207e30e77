package web

import (
	"net/http"
	"strconv"
	"strings"

	"motcua"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	reportview "motcua/internal/web/view/report"
	"motcua/narrative"
)

// reportBlock shows a text of a report to those who write and discuss it.
func (w *Web) reportBlock(rw http.ResponseWriter, r *http.Request) error {
	return w.showBlock(rw, r, nil)
}

func (w *Web) showBlock(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	v, err := w.office.Report(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	id := r.PathValue("block")
	block, ok := v.Def.Block(id)
	if !ok || block.Kind != narrative.Narrative {
		return motcua.Refused(motcua.NotFound, "record.unknown")
	}
	page := w.page(r, "narrative.block.title", "Block", id)
	out := reportview.Block{Head: component.Head{Title: page.Title, Lead: d.titleOf(v, id), Crumbs: []component.Link{{Label: d.p.T("narrative.title"), Href: w.address("reports")},
		{Label: v.Frame.Label, Href: w.address("report", v.ID)}}}, Version: strconv.Itoa(v.Version()), Reads: d.sections(v, id), Help: d.fieldHelp()}
	text, written := v.Texts[id]
	if !written {
		text = block.Text
	}
	if out.Before, err = d.textBefore(r, v, id); err != nil {
		return err
	}
	status := http.StatusOK
	switch {
	case motcua.KindOf(wrong) == motcua.Conflict: // nothing is lost: both texts stand on the page
		status = http.StatusConflict
		out.Theirs = strings.Split(text, "\n")
		if fault, ok := motcua.AsFault(wrong); ok {
			out.TheirsBy = d.p.Fault(fault)
		}
	case wrong != nil:
		status = http.StatusUnprocessableEntity
		out.Problems = component.ProblemsOf(d.p, wrong)
	}
	page.Faulty = status != http.StatusOK
	if r.PostForm.Has("text") {
		text = r.PostForm.Get("text")
	}
	if v.State == narrative.Draft && d.actor.In(w.office.LeadAgency(), "", identity.Office) {
		out.Action = w.address("report.block", v.ID, id)
	}
	out.Text = component.Field{Name: "text", Label: d.p.T("narrative.field.text"), Hint: d.p.T("narrative.field.text.hint"), Value: text, Rows: 12, Error: out.Problems.Of("text")}
	for i := len(v.Comments) - 1; i >= 0; i-- {
		if c := v.Comments[i]; c.Block == id {
			out.Comments = append(out.Comments, component.Happening{Title: c.Text, At: c.Event.At, By: c.Event.By.Name})
		}
	}
	if v.State == narrative.Draft || v.State == narrative.Submitted {
		out.Comment = w.address("report.comment", v.ID, id)
		out.Say = component.Field{Name: "comment", Label: d.p.T("narrative.field.comment"), Value: r.PostForm.Get("comment"), Error: out.Problems.Of("comment"), Rows: 3}
	}
	return w.render(rw, r, status, reportview.Write(page, out))
}

// titleOf is the heading that a block stands under.
func (d reader) titleOf(v *office.ReportView, block string) string {
	for _, s := range v.Def.Sections {
		for _, b := range s.Blocks {
			if b.ID == block {
				return s.Title
			}
		}
	}
	return ""
}

// textBefore is the text of the block in the report issued last before this one.
func (d reader) textBefore(r *http.Request, v *office.ReportView, block string) ([]string, error) {
	list, err := d.w.office.Reports(r.Context(), d.actor)
	if err != nil {
		return nil, err
	}
	for _, old := range list { // the latest first
		if old.ID == v.ID || old.Frozen == nil || old.Definition != v.Report.Definition || !old.Period.To.Before(v.Period.To) {
			continue
		}
		var lines []string
		for _, p := range old.Frozen.Composed.Parts {
			if p.Block == block {
				lines = append(lines, p.Text())
			}
		}
		return lines, nil
	}
	return nil, nil
}

// fieldHelp says how figures are put into a text.
func (d reader) fieldHelp() []component.Fact {
	facts := []component.Fact{{Name: "{{dossier.late}}", Text: d.p.T("narrative.form.plain")}, {Name: "{{plan.tasks.done@4999/KH-SKHĐT|n/of}}", Text: d.p.T("narrative.form.scope")}}
	for _, f := range narrative.Forms() {
		facts = append(facts, component.Fact{Name: "|" + string(f), Text: d.p.T("narrative.form." + string(f))})
	}
	return append(facts, component.Fact{Name: "{{?dossier.late}}", Text: d.p.T("narrative.form.when")})
}

// writeReport keeps the text of a block.
func (w *Web) writeReport(rw http.ResponseWriter, r *http.Request) error {
	seen, _ := strconv.Atoi(r.PostForm.Get("version")) // none: the writer does not mind
	id, block := r.PathValue("id"), r.PathValue("block")
	_, err := w.office.WriteReport(r.Context(), w.actor(r), office.RecordTarget{ID: id, Expected: seen}, block, r.PostForm.Get("text"))
	return w.blockDone(rw, r, err, w.address("report", id))
}

// commentReport keeps what is said of a block.
func (w *Web) commentReport(rw http.ResponseWriter, r *http.Request) error {
	id, block := r.PathValue("id"), r.PathValue("block")
	_, err := w.office.CommentReport(r.Context(), w.actor(r), id, block, r.PostForm.Get("comment"))
	return w.blockDone(rw, r, err, w.address("report.block", id, block))
}

func (w *Web) blockDone(rw http.ResponseWriter, r *http.Request, err error, to string) error {
	if kind := motcua.KindOf(err); err != nil && (kind == motcua.Invalid || kind == motcua.Conflict) {
		return w.showBlock(rw, r, err)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, to)
}
