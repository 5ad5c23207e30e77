package web

import (
	"net/http"
	"net/url"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/counter"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	counterview "motcua/internal/web/view/counter"

	"github.com/a-h/templ"
)

// batchKind is one of the two pages on which dossiers are scanned to move
// together; its name is that of its route and of its texts.
type batchKind struct {
	name string
	way  office.Pass
	icon string
}

var (
	passOn = batchKind{"passOn", office.PassOn, "send"}
	takeIn = batchKind{"takeIn", office.TakeIn, "check"}
)

func showBatch(k batchKind) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		return w.showBatch(rw, r, k, r.URL.Query()["ho-so"], nil)
	}
}

// doBatch adds what was scanned, takes a line away, or moves what can be moved.
func doBatch(k batchKind) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		codes := r.PostForm["code"]
		if gone := r.PostForm.Get("remove"); gone != "" {
			return w.showBatch(rw, r, k, slices.DeleteFunc(codes, func(code string) bool { return code == gone }), nil)
		}
		text := r.PostForm.Get("scan")
		if r.PostForm.Get("step") != "pass" || text != "" {
			s, err := counter.ReadScan(text, calendar.DateOf(w.office.Now()))
			if err == nil && s.Kind != counter.DossierScan {
				err = motcua.InvalidField("scan", "counter.batch.code")
			}
			if err != nil {
				return w.showBatch(rw, r, k, codes, err)
			}
			r.PostForm.Del("scan")
			return w.showBatch(rw, r, k, append(codes, s.Code), nil)
		}
		if len(codes) == 0 {
			return w.showBatch(rw, r, k, nil, motcua.InvalidField("scan", "counter.batch.none"))
		}
		moved, err := w.office.PassAll(r.Context(), w.actor(r), k.way, codes)
		if err != nil {
			return err
		}
		return w.batchDone(rw, r, k, moved)
	}
}

// batchDone leads to the paper of what was moved; when nothing could be, the
// list stays, with the reasons.
func (w *Web) batchDone(rw http.ResponseWriter, r *http.Request, k batchKind, moved []office.Passed) error {
	q := url.Values{}
	for _, p := range moved {
		if p.Err == nil {
			q.Add("ho-so", p.Code)
		} else {
			q.Add("con", p.Code)
		}
	}
	p := w.printer(r)
	if n := len(q["ho-so"]); n > 0 {
		w.flash(r, p.T("counter."+k.name+".done", "Count", n))
		return w.redirect(rw, r, w.address("passOn.sheet")+"?"+q.Encode())
	}
	return w.showBatch(rw, r, k, q["con"], motcua.InvalidField("scan", "counter.batch.nothing"))
}

func (w *Web) showBatch(rw http.ResponseWriter, r *http.Request, k batchKind, codes []string, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.Preview(r.Context(), d.actor, k.way, codes)
	if f, ok := motcua.AsFault(err); ok && f.Kind == motcua.Invalid && wrong == nil {
		wrong = err
		list, err = w.office.Preview(r.Context(), d.actor, k.way, codes[:len(codes)-1])
	}
	if err != nil {
		return err
	}
	page := w.page(r, "counter."+k.name)
	page.Faulty = wrong != nil
	problems := component.ProblemsOf(d.p, wrong)
	b := counterview.Batch{Head: component.Head{Title: page.Title, Lead: d.p.T("counter." + k.name + ".lead")}, Post: w.address(k.name + ".post"), Problems: problems,
		Scan:  component.Field{Name: "scan", Label: d.p.T("counter.batch.scan"), Hint: d.p.T("counter.batch.scan.hint"), Error: problems.Of("scan"), Value: kept(r, "scan", wrong), Key: "scan", Focus: wrong == nil},
		Add:   component.Action{Label: d.p.T("counter.batch.add"), Icon: "plus", Name: "step", Value: "add"},
		Empty: component.Nothing{Title: d.p.T("counter.batch.empty"), Text: d.p.T("counter.batch.empty.do"), Icon: "scan-line"},
		Sheet: component.Sheet{Caption: d.p.T("counter.batch.list"), Columns: []component.Column{{Label: d.p.T("work.column.dossier")}, {Label: d.p.T("work.column.applicant")},
			{Label: d.p.T("counter.batch.to")}, {Label: d.p.T("counter.batch.state")}, {Hidden: d.p.T("counter.batch.remove")}}}}
	ready := 0
	for _, p := range list {
		b.Codes = append(b.Codes, p.Code)
		row, ok := d.batchRow(k, p)
		b.Sheet.Rows = append(b.Sheet.Rows, row)
		if ok {
			ready++
		}
	}
	b.Submit = component.Action{Label: d.p.T("counter."+k.name+".do", "Count", ready), Icon: k.icon, Look: component.Primary, Name: "step", Value: "pass", Key: "primary", Hint: "Ctrl+↵", Disabled: ready == 0}
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return w.render(rw, r, status, counterview.Together(page, b))
}

func (d reader) batchRow(k batchKind, p office.Passed) (component.Row, bool) {
	applicant, name := "", ""
	if p.View != nil {
		applicant, name = p.View.Intake.Applicant.Name, p.View.Name
	}
	to := ""
	if p.To.Agency != "" {
		to = d.place(p.To.Agency, p.To.Unit)
	}
	label := component.Label{Text: d.p.T("counter." + k.name + ".ready"), Tone: component.OK, Icon: "check"}
	if p.Done {
		label = component.Label{Text: d.p.T("counter." + k.name + ".already"), Tone: component.Info, Icon: "info"}
	}
	state := templ.Component(component.Tag(label))
	if p.Err != nil {
		text := ""
		for _, problem := range component.ProblemsOf(d.p, p.Err) {
			text = joined(text, problem.Text)
		}
		state = component.Text(text)
	}
	code := templ.Component(component.TextWith(p.Code, name))
	if p.View != nil {
		code = component.LinkWith(component.Link{Label: p.Code, Href: d.address("dossier", p.Code)}, name)
	}
	remove := component.Action{Label: d.p.T("counter.batch.remove"), Icon: "x", Look: component.Quiet, Small: true, Name: "remove", Value: p.Code}
	return component.Row{Cells: []templ.Component{code, component.Text(applicant), component.Text(to), state, component.Button(remove)}}, p.Err == nil && !p.Done
}

// batchSheet is the paper on which dossiers change hands; what was left behind
// stands above it, on the screen alone.
func (w *Web) batchSheet(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	given, err := w.office.Preview(r.Context(), d.actor, office.PassOn, q["ho-so"])
	if err != nil {
		return err
	}
	left, err := w.office.Preview(r.Context(), d.actor, office.PassOn, q["con"])
	if err != nil {
		return err
	}
	page := w.page(r, "counter.sheet")
	h := counterview.HandOver{Title: d.p.T("counter.sheet.name"), Agency: w.cfg.Brand.Agency, Head: component.Head{Title: page.Title, Lead: d.p.T("counter.sheet.lead")},
		LeftHead: d.p.T("counter.sheet.left", "Count", len(left)), Giver: d.p.T("counter.sheet.giver"), Receiver: d.p.T("counter.sheet.receiver"),
		Place: d.p.T("page.receipt.place", "Day", calendar.DateOf(d.now)),
		Sheet: component.Sheet{Caption: d.p.T("counter.sheet.name"), Columns: []component.Column{{Label: d.p.T("counter.sheet.number"), Numeric: true}, {Label: d.p.T("work.column.dossier")}, {Label: d.p.T("work.column.applicant")},
			{Label: d.p.T("counter.sheet.papers"), Numeric: true}, {Label: d.p.T("counter.batch.to")}, {Label: d.p.T("counter.sheet.at")}, {Label: d.p.T("work.column.due")}}},
		More: []component.Action{{Label: d.p.T("counter.passOn.more"), Icon: "scan-line", Href: w.address("passOn"), Key: "primary"},
			{Label: d.p.T("sheet.list.pdf"), Icon: "printer", Href: w.address("passOn.sheet.pdf") + "?" + url.Values{"ho-so": q["ho-so"]}.Encode()}}}
	for i, one := range handedOver(given) {
		h.Sheet.Rows = append(h.Sheet.Rows, d.sheetRow(i+1, one))
	}
	if len(h.Sheet.Rows) == 0 {
		return motcua.Refused(motcua.NotFound, "counter.sheet.none")
	}
	h.Lead = d.p.T("counter.sheet.count", "Count", len(h.Sheet.Rows))
	for _, p := range left {
		for _, problem := range component.ProblemsOf(d.p, p.Err) {
			h.Left = append(h.Left, p.Code+" – "+problem.Text)
		}
	}
	return w.render(rw, r, http.StatusOK, counterview.Sheet(page, h))
}

func (d reader) sheetRow(n int, v handed) component.Row {
	last := v.last
	papers := 0
	for _, p := range v.Intake.Papers {
		papers += p.Originals + p.Copies
	}
	at := d.p.T("counter.sheet.given", "At", last.GivenAt)
	if !last.TakenAt.IsZero() {
		at = d.p.T("counter.sheet.taken", "At", last.TakenAt)
	}
	return component.Row{Cells: []templ.Component{component.Text(plain(n)), component.TextWith(v.Code, v.Name), component.Text(v.Intake.Applicant.Name), component.Text(plain(papers)),
		component.Text(d.place(last.To.Agency, last.To.Unit)), component.Text(at), component.Text(d.p.Day(v.Clock.Due))}}
}
