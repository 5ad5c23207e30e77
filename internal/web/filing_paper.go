package web

import (
	"net/http"
	"net/url"
	"strconv"

	"motcua"
	"motcua/document"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	filingview "motcua/internal/web/view/filing"

	"github.com/a-h/templ"
)

// paperSize holds the files that are attached to a record at once.
const paperSize = 60 << 20

// papersPart shows the files beside a record, with the form to attach more.
func (n filingNoun) papersPart(w *Web, r *http.Request, d reader, f filed, v *filingview.Record, kept []document.File) (templ.Component, error) {
	list, err := n.shelf(w.office).papers(r.Context(), d.actor, f.ID)
	if err != nil {
		return nil, err
	}
	part := filingview.Papers{Title: d.p.T("record.papers"), Empty: d.p.T("record.papers.none")}
	keeps := d.keepsReform() && f.cancelled == ""
	open := n.opens != nil && n.opens(f.content)
	for _, p := range list {
		if p.Gone != "" {
			if d.keepsReform() {
				part.Gone = append(part.Gone, d.p.T("record.paper.gone.why", "Name", p.Kept.Name, "Reason", p.Gone))
			}
			continue
		}
		line := filingview.Paper{Link: component.Link{Label: p.Kept.Name, Icon: "paperclip", Href: w.address(n.name+".file", f.ID, p.File)}, Note: joined(p.Note, component.Size(d.p, p.Kept.Size))}
		turn := filingview.Button{Action: w.address(n.name+".paper", f.ID, p.ID), Seen: strconv.Itoa(p.Version()), Name: "open", Value: "1", Label: d.p.T("record.paper.show"), About: p.Kept.Name}
		if p.Open {
			line.Labels = []component.Label{{Text: d.p.T("record.paper.open"), Tone: component.OK, Icon: "globe"}}
			turn.Value, turn.Label = "", d.p.T("record.paper.hide")
		}
		if p.Kept.Closed() != nil {
			line.Labels = append(line.Labels, component.Label{Text: d.p.T("record.paper.closed"), Tone: component.Warn, Icon: "lock"})
		}
		if keeps {
			line.Away = component.Link{Label: d.p.T("record.paper.away"), About: p.Kept.Name, Href: w.address(n.name+".away", f.ID, p.ID)}
			if open || p.Open {
				line.Turn = &turn
			}
		}
		part.Lines = append(part.Lines, line)
	}
	if keeps {
		part.Attach, part.Submit = w.address(n.name+".attach", f.ID), d.p.T("record.paper.attach")
		part.Upload = component.UploadField{Name: "files", Label: d.p.T("register.field.files"), Hint: d.p.T("reform.hint.files"), Files: linesOf(d.p, kept), Error: v.Problems.Of("files"), Several: true, Papers: true, Required: true}
		part.Note = component.Field{Name: "note", Label: d.p.T("record.paper.note"), Value: r.PostForm.Get("note"), Error: v.Problems.Of("note"), Optional: component.OptionalWord(d.p), Width: component.Middle}
		if open {
			part.Open = component.Field{Name: "open", Label: d.p.T("record.paper.who")}
			part.Opens = []component.Choice{{Value: "1", Label: d.p.T("record.paper.open.do"), Chosen: r.PostForm.Get("open") != ""}}
		}
	}
	return filingview.ShowPapers(w.page(r, ""), part), nil
}

// attach puts files beside a record.
func (n filingNoun) attach(w *Web, rw http.ResponseWriter, r *http.Request) error {
	files, err := w.papersOf(r, "files")
	if err == nil {
		var ids []string
		for _, f := range files {
			ids = append(ids, f.ID)
		}
		err = n.shelf(w.office).attach(r.Context(), w.actor(r), r.PathValue("id"), ids, r.PostForm.Get("note"), n.opens != nil && r.PostForm.Get("open") != "")
	}
	if err != nil && onlyInvalid(err) {
		return n.showRecordWith(w, rw, r, files, err)
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("record.paper.attached", "Count", len(files)))
	return w.redirect(rw, r, w.address(n.name+".record", r.PathValue("id")))
}

// paperFile gives a file to readers of its record.
func (n filingNoun) paperFile(w *Web, rw http.ResponseWriter, r *http.Request) error {
	f, err := n.shelf(w.office).paper(r.Context(), w.actor(r), r.PathValue("id"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, f)
}

// turnPaper shows a file to everybody, or does so no more.
func (n filingNoun) turnPaper(w *Web, rw http.ResponseWriter, r *http.Request) error {
	if err := n.shelf(w.office).showPaper(r.Context(), w.actor(r), r.PathValue("id"), paperTarget(r), r.PostForm.Get("open") != ""); err != nil {
		return err
	}
	return w.redirect(rw, r, w.address(n.name+".record", r.PathValue("id")))
}

func paperTarget(r *http.Request) office.RecordTarget {
	seen, _ := strconv.Atoi(r.PostForm.Get("seen")) // none: the reader does not mind
	return office.RecordTarget{ID: r.PathValue("paper"), Expected: seen}
}

// awayForm asks why a file does not belong to its record.
func (n filingNoun) awayForm(w *Web, rw http.ResponseWriter, r *http.Request) error {
	return n.askAway(w, rw, r, url.Values{}, nil)
}

func (n filingNoun) askAway(w *Web, rw http.ResponseWriter, r *http.Request, form url.Values, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	f, err := n.shelf(w.office).read(r.Context(), d.actor, id)
	if err != nil {
		return err
	}
	list, err := n.shelf(w.office).papers(r.Context(), d.actor, id)
	if err != nil {
		return err
	}
	for _, p := range list {
		if p.ID != r.PathValue("paper") || p.Gone != "" {
			continue
		}
		page := w.page(r, "record.paper.away")
		v := filingview.Form{Problems: component.ProblemsOf(d.p, wrong), Action: w.address(n.name+".away.post", id, p.ID), Kind: f.values["kind"], Seen: strconv.Itoa(p.Version()), Submit: d.p.T("record.paper.away"), Back: w.address(n.name+".record", id),
			Head: component.Head{Title: page.Title, Lead: p.Kept.Name, Crumbs: []component.Link{{Label: d.p.T(n.name + ".title"), Href: w.address(n.name)}, {Label: f.row.Title, Href: w.address(n.name+".record", id)}}}}
		v.Questions = []filingview.Question{{Area: true, Field: component.Field{Name: "reason", Label: d.p.T("record.reason"), Value: form.Get("reason"), Error: v.Problems.Of("reason")}}}
		page.Faulty = wrong != nil
		return w.render(rw, r, statusFor(v.Problems), filingview.Ask(page, v))
	}
	return motcua.Refused(motcua.NotFound, "record.unknown")
}

// takeAway takes a file away.
func (n filingNoun) takeAway(w *Web, rw http.ResponseWriter, r *http.Request) error {
	err := n.shelf(w.office).takeAway(r.Context(), w.actor(r), r.PathValue("id"), paperTarget(r), r.PostForm.Get("reason"))
	if err != nil && onlyInvalid(err) {
		return n.askAway(w, rw, r, r.PostForm, err)
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("record.paper.away.done"))
	return w.redirect(rw, r, w.address(n.name+".record", r.PathValue("id")))
}
