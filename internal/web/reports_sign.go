package web

import (
	"net/http"
	"strings"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/internal/web/view/component"
	reportview "motcua/internal/web/view/report"
	"motcua/internal/web/view/sign"
	"motcua/narrative"
)

// reportToSign is the paper of an issued report before its signer.
func (w *Web) reportToSign(rw http.ResponseWriter, r *http.Request) error {
	return w.showReportToSign(rw, r, nil)
}

func (w *Web) showReportToSign(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	v, paper, err := w.office.PaperOfReport(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := w.office.SignsReport(d.actor, v.Report); err != nil {
		return err
	}
	keys, err := w.office.Certificates(r.Context(), d.actor)
	if err != nil {
		return err
	}
	page := w.page(r, "narrative.sign.title", "Symbol", v.Symbol)
	c := &ask{reader: d, form: r.PostForm, problems: component.ProblemsOf(d.p, wrong)}
	page.Faulty = len(c.problems) > 0
	data := sign.Paper{Title: v.Symbol, File: with(w.address("report.file", v.ID, "pdf"), "xem", "1"), Post: w.address("report.sign", v.ID), Problems: c.problems,
		Head: component.Head{Title: page.Title, Lead: d.p.T("narrative.of", "Label", v.Frame.Label), Labels: []component.Label{d.signingStage(v.Signing())},
			Crumbs: []component.Link{{Label: d.p.T("narrative.title"), Href: w.address("reports")}, {Label: v.Frame.Label, Href: w.address("report", v.ID)}}},
		Hidden: [][2]string{{"hash", paper.Hash}}, Chain: d.reportLog(v.Events)}
	data.Summary = append(d.reportFacts(v), component.Fact{Name: "SHA-256", Text: paper.Hash})
	data.Fields = c.penFields(keys, false)
	data.Submit = component.Action{Label: d.p.T("narrative.sign." + string(v.Signing())), Icon: "signature", Look: component.Primary, Key: "primary"}
	rw.Header().Set("Content-Security-Policy", strings.Replace(policy, "object-src 'none'", "object-src 'self'", 1))
	status := http.StatusOK
	if wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	return w.render(rw, r, status, sign.Show(page, data))
}

// signatures shows how far the paper of an issued report has come, who signed it,
// and the way to sign it for whoever is next.
func (d reader) signatures(r *http.Request, v *office.ReportView, out *reportview.Report) error {
	if v.Signing() == narrative.Unprinted {
		return nil
	}
	_, paper, err := d.w.office.PaperOfReport(r.Context(), d.actor, v.ID)
	if err != nil {
		return err
	}
	out.Signing, out.Signatures = d.signingStage(v.Signing()), paper.Signatures
	out.Facts = append(out.Facts, component.Fact{Name: "SHA-256", Text: paper.Hash})
	if d.w.office.SignsReport(d.actor, v.Report) == nil {
		out.Ways = append(out.Ways, component.Action{Label: d.p.T("narrative.sign." + string(v.Signing())), Icon: "signature", Href: d.address("report.sign", v.ID), Look: component.Primary})
	}
	return nil
}

// reportPDF sends the paper of a report: the signed file where there is one. It
// is shown in the page of its signer, and saved otherwise.
func (w *Web) reportPDF(rw http.ResponseWriter, r *http.Request) error {
	v, paper, err := w.office.PaperOfReport(r.Context(), w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	h, way := rw.Header(), "attachment"
	if r.URL.Query().Get("xem") != "" {
		way = "inline"
		h.Set("X-Frame-Options", "SAMEORIGIN")
		h.Set("Content-Security-Policy", pdfPolicy)
	}
	h.Set("Content-Type", print.MediaType)
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Disposition", way+`; filename="`+v.FileName("pdf")+`"`)
	_, _ = rw.Write(paper.Body) // fails when the reader has gone
	return nil
}

// signingStage is the word for how far the paper of a report has come.
func (d reader) signingStage(s narrative.Signing) component.Label {
	label := component.Label{Text: d.p.T("narrative.signing." + string(s)), Tone: component.Warn, Icon: "signature"}
	if s == narrative.Sealed {
		label.Tone, label.Icon = component.OK, "circle-check"
	}
	return label
}

// signReport puts the reader's signature on the paper that was seen.
func (w *Web) signReport(rw http.ResponseWriter, r *http.Request) error {
	var signed *narrative.Report
	err := w.withPen(r, func(pen office.Pen) (err error) {
		signed, err = w.office.SignReport(r.Context(), w.actor(r), r.PathValue("id"), r.PostForm.Get("hash"), pen)
		return err
	})
	if kind := motcua.KindOf(err); err != nil && (kind == motcua.Invalid || kind == motcua.Conflict) {
		if again := w.showReportToSign(rw, r, err); again == nil || motcua.KindOf(again) == motcua.Internal {
			return again
		}
		return err // it waits for somebody else by now: what happened says more
	}
	if err != nil {
		return err
	}
	w.flash(r, w.page(r, "narrative.title").Printer.T("narrative.sign.did", "Symbol", signed.Symbol))
	return w.redirect(rw, r, w.address("report", signed.ID))
}
