package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"motcua"
	"motcua/catalogue"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/internal/web/view/work"

	"github.com/a-h/templ"
)

// cutsMost is how many cuts the form of a scan takes.
const cutsMost = 6

// noPaper is the answer of a cut that is for no paper.
const noPaper = "-"

// scanInbox lists the scans that wait to be put to a dossier.
func (w *Web) scanInbox(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.Scans(r.Context(), d.actor)
	if err != nil {
		return err
	}
	page := w.page(r, "scan.inbox")
	sheet := component.Sheet{Caption: page.Title, Keys: true, Columns: []component.Column{{Label: d.p.T("scan.name")}, {Label: d.p.T("scan.from")},
		{Label: d.p.T("scan.count"), Numeric: true}, {Label: d.p.T("scan.at")}}}
	for _, s := range list {
		from := s.Counter
		if from == "" {
			from = d.p.T("scan.uploaded", "Code", s.Dossier)
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.LinkTo(component.Link{Label: s.Kept.Name, Href: w.address("scan.one", s.ID)}),
			component.Text(from), component.Text(plain(s.Pages)), component.Text(d.p.Instant(s.At))}})
	}
	return w.render(rw, r, http.StatusOK, work.Show(page, work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("scan.lead")}, Sheet: sheet,
		Empty: component.Nothing{Title: d.p.T("scan.none"), Icon: "circle-check"}}))
}

// scanUpload asks for the files of a scanner for a dossier.
func (w *Web) scanUpload(rw http.ResponseWriter, r *http.Request) error {
	return w.askScan(rw, r, nil)
}

func (w *Web) askScan(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c := &ask{reader: d, form: url.Values{}}
	if c.view, err = w.office.Dossier(r.Context(), d.actor, r.PathValue("code")); err != nil {
		return err
	}
	if err := identity.Can(d.actor, identity.FilePapers, c.view.Object()); err != nil {
		return err
	}
	page := w.page(r, "page.titleOf", "Deed", d.p.T("scan.upload"), "Code", c.view.Code)
	page.Faulty = wrong != nil
	f := dossierview.Form{Files: true, Post: w.address("scan.upload.post", c.view.Code), AsideBox: c.view.Code, Aside: c.aside(), Problems: component.ProblemsOf(d.p, wrong),
		Cancel: component.Link{Label: d.p.T("page.cancel"), Href: w.address("dossier", c.view.Code)},
		Head:   component.Head{Title: d.p.T("scan.upload"), Lead: c.view.Name + " – " + c.view.Intake.Applicant.Name, Crumbs: c.crumbs()},
		Submit: []component.Action{{Label: d.p.T("scan.upload.submit"), Icon: "upload", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}}
	f.Fields = []templ.Component{component.Upload(d.p, component.UploadField{Name: "file", Label: d.p.T("scan.files"), Hint: d.p.T("scan.files.hint"), Several: true, Error: f.Problems.Of("file")})}
	status := http.StatusOK
	if wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

// takeScan takes the files of a scanner for a dossier, and goes on to their pages.
func (w *Web) takeScan(rw http.ResponseWriter, r *http.Request) error {
	var files []office.Attachment
	if r.MultipartForm != nil {
		for _, head := range r.MultipartForm.File["file"] {
			body, err := head.Open()
			if err != nil {
				return err
			}
			defer func() { _ = body.Close() }() // it was only read
			files = append(files, office.Attachment{Name: head.Filename, Body: body})
		}
	}
	if len(files) > filesMost {
		return w.askScan(rw, r, motcua.InvalidField("file", "document.many", "Most", filesMost))
	}
	s, err := w.office.UploadScan(r.Context(), w.actor(r), r.PathValue("code"), files)
	switch kind := motcua.KindOf(err); {
	case err == nil:
		return w.redirect(rw, r, w.address("scan.one", s.ID))
	case kind == motcua.Invalid:
		return w.askScan(rw, r, err)
	default:
		return err
	}
}

// scanOne is the page of a scan: its pages beside the form that cuts them.
func (w *Web) scanOne(rw http.ResponseWriter, r *http.Request) error {
	return w.showScanned(rw, r, r.URL.Query(), nil)
}

func (w *Web) showScanned(rw http.ResponseWriter, r *http.Request, form url.Values, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	s, err := w.office.Scan(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := w.page(r, "page.titleOf", "Deed", d.p.T("scan.cut"), "Code", s.Kept.Name)
	page.Faulty = wrong != nil
	b := dossierview.Beside{FormHead: d.p.T("scan.cut"), FactHead: d.p.T("paper.about"), Problems: component.ProblemsOf(d.p, wrong),
		Head:  component.Head{Title: s.Kept.Name, Lead: d.p.T("scan.pagesOf", "Pages", s.Pages)},
		Files: []dossierview.Shown{d.shownFile(s.Kept, w.address("scan.file", s.ID))},
		Facts: told([]component.Fact{{Name: d.p.T("scan.from"), Text: s.Counter}, {Name: d.p.T("scan.at"), Text: d.p.Instant(s.At)}})}
	if d.actor.Is(identity.Reception) {
		b.Head.Crumbs = []component.Link{{Label: d.p.T("scan.inbox"), Href: w.address("scan.inbox")}}
	}
	code := strings.TrimSpace(form.Get("dossier"))
	if code == "" {
		code = s.Dossier
	}
	if b.Form, err = w.cutForm(r, d, s, code, form, &b.Problems); err != nil {
		return err
	}
	b.Drop = &dossierview.Form{Post: w.address("scan.drop", s.ID), Submit: []component.Action{{Label: d.p.T("scan.drop"), Icon: "x", Look: component.Danger}}}
	rw.Header().Set("Content-Security-Policy", viewerPolicy)
	status := http.StatusOK
	if len(b.Problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	if wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	return w.render(rw, r, status, dossierview.ShowBeside(page, b))
}

// cutForm asks for the dossier, and once that is known for its papers.
func (w *Web) cutForm(r *http.Request, d reader, s *office.WaitingScan, code string, form url.Values, problems *component.Problems) (*dossierview.Form, error) {
	f := &dossierview.Form{Post: w.address("scan.attach", s.ID)}
	var view *office.View
	if code != "" {
		var err error
		view, err = w.office.Dossier(r.Context(), d.actor, code)
		if err == nil {
			err = identity.Can(d.actor, identity.FilePapers, view.Object())
		}
		switch kind := motcua.KindOf(err); {
		case err == nil:
		case kind == motcua.NotFound || kind == motcua.Forbidden:
			view = nil
			if len(*problems) == 0 {
				*problems = component.ProblemsOf(d.p, motcua.InvalidField("dossier", "scan.dossier", "Code", code))
			}
		default:
			return nil, err
		}
	}
	if view == nil {
		field := component.Field{Name: "dossier", Label: d.p.T("scan.code"), Hint: d.p.T("scan.code.hint"), Value: code, Error: problems.Of("dossier")}
		f.Fields = []templ.Component{component.Input(field)}
		f.Submit = []component.Action{{Label: d.p.T("scan.find"), Icon: "search", Look: component.Primary, Key: "primary"}}
		return f, nil
	}
	f.Hidden = append(hiddenOf("dossier", view.Code, "version", plain(view.Version())), dossierview.Hidden{Name: "cut", Value: "1"})
	f.Fields = append(f.Fields, component.Facts([]component.Fact{{Name: d.p.T("scan.code"), Text: view.Code}, {Name: d.p.T("page.field.applicant.name"), Text: view.Intake.Applicant.Name}}))
	papers := d.papersOf(view)
	for i := 1; i <= cutsMost; i++ {
		f.Fields = append(f.Fields, d.cutFields(i, s, view, papers, form, *problems))
	}
	reason := component.Field{Name: "reason", Label: d.p.T("scan.reason"), Hint: d.p.T("scan.reason.hint"), Optional: component.OptionalWord(d.p), Value: form.Get("reason"), Error: problems.Of("reason")}
	f.Fields = append(f.Fields, component.TextArea(reason))
	f.Submit = []component.Action{{Label: d.p.T("scan.attach"), Icon: "paperclip", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}
	return f, nil
}

// cutFields are the questions of one cut; the first begins with all pages, for
// the first paper that has no file.
func (d reader) cutFields(i int, s *office.WaitingScan, view *office.View, papers []catalogue.Paper, form url.Values, problems component.Problems) templ.Component {
	name := "cut" + strconv.Itoa(i)
	get := func(part string) string { return form.Get(name + "." + part) }
	pages, chosen := get("pages"), get("paper")
	if !form.Has("cut") && i == 1 {
		pages = "1-" + plain(s.Pages)
		for _, p := range papers {
			if chosen == "" && len(view.PaperVersions(p.Code)) == 0 {
				chosen = p.Code
			}
		}
	}
	choices := []component.Choice{{Value: noPaper, Label: d.p.T("scan.noPaper")}}
	for _, p := range papers {
		choices = append(choices, component.Choice{Value: p.Code, Label: p.Name})
	}
	var turns []component.Choice
	for _, turn := range []string{"0", "90", "180", "270"} {
		turns = append(turns, component.Choice{Value: turn, Label: d.p.T("scan.turn." + turn)})
	}
	return dossierview.Cut(d.p.T("scan.cutOf", "Number", i),
		component.Input(component.Field{Name: name + ".pages", Label: d.p.T("scan.pagesField"), Hint: d.p.T("scan.pages.hint"), Value: pages, Width: component.Narrow, Error: problems.Of(name + ".pages")}),
		component.Select(component.Field{Name: name + ".paper", Label: d.p.T("page.paper.name"), Value: chosen, Error: problems.Of(name + ".paper")}, choices),
		component.Select(component.Field{Name: name + ".turn", Label: d.p.T("scan.turnField"), Value: get("turn"), Width: component.Middle}, turns))
}

// attachScan puts the pages of a scan to papers; without pages the form for the
// dossier that was named is shown.
func (w *Web) attachScan(rw http.ResponseWriter, r *http.Request) error {
	form := r.PostForm
	if !form.Has("cut") {
		return w.showScanned(rw, r, form, nil)
	}
	var cuts []office.Cut
	for i := 1; i <= cutsMost; i++ {
		name := "cut" + strconv.Itoa(i)
		turn, err := strconv.Atoi(form.Get(name + ".turn"))
		if err != nil && form.Get(name+".turn") != "" {
			turn = -1
		}
		cuts = append(cuts, office.Cut{Paper: chosenPaper(form.Get(name + ".paper")), Pages: form.Get(name + ".pages"), Turn: turn})
	}
	t := office.Target{Code: form.Get("dossier"), Expected: version(form)}
	view, err := w.office.AttachScan(r.Context(), w.actor(r), t, r.PathValue("id"), cuts, form.Get("reason"))
	switch kind := motcua.KindOf(err); {
	case err == nil:
		w.flash(r, visitOf(r).printer.T("scan.attached", "Code", view.Code))
		return w.redirect(rw, r, w.address("dossier", view.Code))
	case kind == motcua.Invalid || kind == motcua.Conflict:
		return w.showScanned(rw, r, form, err)
	default:
		return err
	}
}

// dropScan throws a scan away.
func (w *Web) dropScan(rw http.ResponseWriter, r *http.Request) error {
	if err := w.office.DropScan(r.Context(), w.actor(r), r.PathValue("id")); err != nil {
		return err
	}
	w.flash(r, visitOf(r).printer.T("scan.dropped"))
	if w.actor(r).Is(identity.Reception) {
		return w.redirect(rw, r, w.address("scan.inbox"))
	}
	return w.redirect(rw, r, w.address("work"))
}

// scanFile sends the file of a scan.
func (w *Web) scanFile(rw http.ResponseWriter, r *http.Request) error {
	s, err := w.office.Scan(r.Context(), w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, s.Kept)
}

// scanAction is the way from a dossier to the scanner; nil for whoever may not.
func (d reader) scanAction(v *office.View) []component.Action {
	if !v.Status.Open() || !d.may(v, identity.FilePapers) {
		return nil
	}
	return []component.Action{{Label: d.p.T("scan.upload"), Icon: "scan-line", Href: d.address("scan.upload", v.Code)}}
}

// chosenPaper is the code of a paper that was chosen; "" when none was.
func chosenPaper(answer string) string {
	if answer == noPaper {
		return ""
	}
	return answer
}
