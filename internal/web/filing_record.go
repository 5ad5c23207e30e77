package web

import (
	"net/http"
	"strconv"

	"motcua/document"
	"motcua/internal/web/view/component"
	filingview "motcua/internal/web/view/filing"
)

// record shows one record with its history.
func (n filingNoun) record(w *Web, rw http.ResponseWriter, r *http.Request) error {
	return n.showRecord(w, rw, r, nil)
}

func (n filingNoun) showRecord(w *Web, rw http.ResponseWriter, r *http.Request, wrong error) error {
	return n.showRecordWith(w, rw, r, nil, wrong)
}

// showRecordWith is showRecord with the files of a form that came back.
func (n filingNoun) showRecordWith(w *Web, rw http.ResponseWriter, r *http.Request, kept []document.File, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	f, err := n.shelf(w.office).read(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := w.page(r, "")
	page.Title = n.called(d, f)
	kind := f.values["kind"]
	v := filingview.Record{Head: component.Head{Title: page.Title, Lead: d.p.T(n.name + ".kind." + kind), Crumbs: []component.Link{{Label: d.p.T(n.name + ".title"), Href: w.address(n.name)}}, Labels: n.labels(d, f)},
		Problems: component.ProblemsOf(d.p, wrong), Seen: strconv.Itoa(f.Version()), History: n.history(d, f)}
	page.Faulty = len(v.Problems) > 0
	for _, field := range n.fields {
		if value := f.values[field.name]; value != "" {
			v.Facts = append(v.Facts, component.Fact{Name: d.p.T(n.name + ".field." + field.name), Text: n.shown(d, field, value)})
		}
	}
	if f.cancelled != "" {
		v.Notes, v.Texts = []component.Notice{{Tone: component.Warn}}, []string{d.p.T("record.cancelled.why", "Reason", f.cancelled)}
	} else if d.keepsReform() {
		v.Actions = []component.Action{{Label: d.p.T("record.correct"), Icon: "pen-line", Href: w.address(n.name+".correct", f.ID)}}
		v.Cancel = w.address(n.name+".cancel", f.ID)
		v.Reason = component.Field{Name: "reason", Label: d.p.T("record.reason"), Value: r.PostForm.Get("reason"), Error: v.Problems.Of("reason"), Rows: 2}
	}
	if n.more != nil {
		if err := n.more(w, r, d, f, &v); err != nil {
			return err
		}
	}
	papers, err := n.papersPart(w, r, d, f, &v, kept)
	if err != nil {
		return err
	}
	v.Parts = append(v.Parts, papers)
	page.Scripts = append(page.Scripts, uploadScript)
	return w.render(rw, r, statusFor(v.Problems), filingview.Show(page, v))
}

// history tells the facts of a record, the newest first, each with what it
// changed.
func (n filingNoun) history(d reader, f filed) []component.Happening {
	list := make([]component.Happening, 0, len(f.Events))
	before := map[string]string{}
	for i, e := range f.Events {
		told := f.story[i]
		h := component.Happening{Title: d.p.T("record.fact." + e.Fact.Kind()), At: e.At, By: e.By.Name, Detail: told.reason, Tone: component.Info}
		if told.values != nil {
			if i > 0 {
				h.Detail = joined(h.Detail, n.changed(d, before, told.values))
			}
			before = told.values
		} else {
			h.Tone = component.Bad
		}
		list = append([]component.Happening{h}, list...)
	}
	return list
}

// changed words which fields are other than before.
func (n filingNoun) changed(d reader, before, now map[string]string) string {
	text := ""
	for _, field := range n.fields {
		was, is := before[field.name], now[field.name]
		if was == is {
			continue
		}
		pair := func(s string) string {
			if s == "" {
				return "–"
			}
			return n.shown(d, field, s)
		}
		text = joined(text, d.p.T("record.changed", "Field", d.p.T(n.name+".field."+field.name), "Before", pair(was), "Now", pair(is)))
	}
	return text
}

// cancel takes a record back.
func (n filingNoun) cancel(w *Web, rw http.ResponseWriter, r *http.Request) error {
	err := n.shelf(w.office).cancel(r.Context(), w.actor(r), filingTarget(r), r.PostForm.Get("reason"))
	if err != nil && onlyInvalid(err) {
		return n.showRecord(w, rw, r, err)
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("record.cancel.done"))
	return w.redirect(rw, r, w.address(n.name+".record", r.PathValue("id")))
}
