package web

import (
	"net/http"
	"slices"
	"strings"

	"motcua"
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"

	"github.com/a-h/templ"
)

// viewerPolicy lets a page show files of this site within it, and nothing else
// more than other pages.
const viewerPolicy = "default-src 'self'; base-uri 'none'; object-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'"

// shownFile is a file as the page of a paper shows it.
func (d reader) shownFile(f document.File, href string) dossierview.Shown {
	s := dossierview.Shown{Name: f.Name, Href: href, Picture: f.Type != document.PDF}
	if fault := f.Closed(); fault != nil {
		s.Closed = d.p.Text(fault.Text)
	} else if document.Shown(f.Type) {
		s.Inline = with(href, "xem", "1")
	}
	return s
}

// paper is the page of a paper of a dossier: its file beside what is known of
// it, its versions and its checks.
func (w *Web) paper(rw http.ResponseWriter, r *http.Request) error {
	return w.showPaper(rw, r, nil)
}

func (w *Web) showPaper(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	v, err := w.office.Paper(r.Context(), d.actor, r.PathValue("code"), r.PathValue("paper"))
	if err != nil {
		return err
	}
	page := w.page(r, "page.titleOf", "Deed", v.Title, "Code", v.Dossier.Code)
	page.Faulty = wrong != nil
	b := dossierview.Beside{None: d.p.T("paper.noFile"), FactHead: d.p.T("paper.about"), FormHead: d.p.T("paper.check"),
		Head: component.Head{Title: v.Title, Lead: v.Name + " – " + v.Intake.Applicant.Name, Crumbs: []component.Link{
			{Label: d.p.T("work.dossiers"), Href: d.address("dossiers")}, {Label: v.Dossier.Code, Href: d.address("dossier", v.Dossier.Code)}}}}
	chosen := chosenVersion(v, r.URL.Query().Get("ban"))
	if chosen >= 0 {
		for _, f := range v.Versions[chosen].Files {
			b.Files = append(b.Files, d.shownFile(f, d.address("dossier.file", v.Dossier.Code, f.ID)))
		}
	}
	check := d.checkLabel(v.Dossier, v.Code)
	b.Facts = []component.Fact{{Name: d.p.T("paper.state"), Value: component.Tag(check)}}
	if c, ok := v.PaperCheck(v.Code); ok {
		b.Facts = append(b.Facts, component.Fact{Name: d.p.T("paper.remark"), Text: c.Remark}, component.Fact{Name: d.p.T("paper.checkedBy"), Text: d.p.T("paper.byAt", "By", c.By.Name, "At", c.At)})
	}
	b.Facts = told(append(b.Facts, component.Fact{Name: d.p.T("paper.code"), Text: v.Code}))
	b.More = d.versions(v, chosen)
	if d.may(v.View, identity.Appraise) && v.Status.Open() {
		b.Problems = component.ProblemsOf(d.p, wrong)
		b.Form = d.checkForm(r, v, b.Problems)
	}
	rw.Header().Set("Content-Security-Policy", viewerPolicy)
	status := http.StatusOK
	if wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	return w.render(rw, r, status, dossierview.ShowBeside(page, b))
}

// chosenVersion is the version asked for by its number from the oldest, else
// the one that counts; -1 when there is none.
func chosenVersion(v *office.PaperView, asked string) int {
	for i := range v.Versions {
		if plain(len(v.Versions)-i) == asked {
			return i
		}
	}
	if i := slices.IndexFunc(v.Versions, func(p office.PaperVersion) bool { return p.Valid }); i >= 0 {
		return i
	}
	return len(v.Versions) - 1
}

// versions lists every version of a paper: who brought it, when and why.
func (d reader) versions(v *office.PaperView, chosen int) *component.Sheet {
	if len(v.Versions) == 0 {
		return nil
	}
	sheet := &component.Sheet{Caption: d.p.T("paper.versions"), ShowCaption: true, Columns: []component.Column{{Label: d.p.T("paper.version")}, {Label: d.p.T("paper.who")}}}
	for i, version := range v.Versions {
		n := len(v.Versions) - i
		state := component.Label{Text: d.p.T("paper.earlier"), Tone: component.Neutral}
		switch {
		case version.Valid:
			state = component.Label{Text: d.p.T("paper.valid"), Tone: component.OK, Icon: "check"}
		case version.Way == dossier.Sent:
			state = component.Label{Text: d.p.T("paper.notTaken"), Tone: component.Warn, Icon: "clock"}
		}
		link := component.Link{Label: d.p.T("paper.versionOf", "Number", n), Href: with(d.address("paper", v.Dossier.Code, v.Code), "ban", plain(n))}
		sheet.Rows = append(sheet.Rows, component.Row{Current: i == chosen, Cells: []templ.Component{
			dossierview.Cell(component.LinkTo(link), component.Tag(state)),
			dossierview.Lines(joined(d.p.T("paper.byAt", "By", version.By.Name, "At", version.At), d.p.T("paper.way."+string(version.Way))), version.Reason)}})
	}
	return sheet
}

// checkLabel is how a paper stands.
func (d reader) checkLabel(v *dossier.Dossier, code string) component.Label {
	c, ok := v.PaperCheck(code)
	if !ok {
		return component.Label{Text: d.p.T("paper.unchecked"), Tone: component.Neutral, Icon: "minus"}
	}
	l := component.Label{Text: d.p.T("paper.verdict." + string(c.Verdict)), Tone: component.Bad, Icon: "circle-x"}
	switch c.Verdict {
	case dossier.Passed:
		l.Tone, l.Icon = component.OK, "circle-check"
	case dossier.Incomplete:
		l.Tone, l.Icon = component.Warn, "file-warning"
	}
	return l
}

func (d reader) checkForm(r *http.Request, v *office.PaperView, problems component.Problems) *dossierview.Form {
	verdict := component.Field{Name: "verdict", Label: d.p.T("paper.verdict"), Value: r.FormValue("verdict"), Error: problems.Of("verdict")}
	var choices []component.Choice
	for _, c := range dossier.Verdicts() {
		choices = append(choices, component.Choice{Value: string(c), Label: d.p.T("paper.verdict." + string(c))})
	}
	remark := component.Field{Name: "remark", Label: d.p.T("paper.remark"), Hint: d.p.T("paper.remark.hint"), Value: r.FormValue("remark"), Error: problems.Of("remark")}
	return &dossierview.Form{Post: d.address("paper.post", v.Dossier.Code, v.Code), Hidden: hiddenOf("version", plain(v.Version())),
		Fields: []templ.Component{component.Radios(verdict, choices), component.TextArea(remark)},
		Submit: []component.Action{{Label: d.p.T("paper.submit"), Icon: "check", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}}
}

// checkPaper records the check of a paper, and goes back to the list.
func (w *Web) checkPaper(rw http.ResponseWriter, r *http.Request) error {
	t := office.Target{Code: r.PathValue("code"), Expected: version(r.PostForm)}
	view, err := w.office.CheckPaper(r.Context(), w.actor(r), t, dossier.PaperChecked{Paper: r.PathValue("paper"),
		Verdict: dossier.Verdict(r.PostForm.Get("verdict")), Remark: r.PostForm.Get("remark")})
	switch kind := motcua.KindOf(err); {
	case err == nil:
		w.flash(r, visitOf(r).printer.T("paper.checked"))
		return w.redirect(rw, r, w.address("dossier", view.Dossier.Code))
	case kind != motcua.Invalid && kind != motcua.Conflict:
		return err
	}
	return w.showPaper(rw, r, err)
}

// paperCheck is how a paper stands in the list, with what may be said of it.
func (d reader) paperCheck(v *office.View, code string) templ.Component {
	c := dossierview.Check{State: d.checkLabel(v.Dossier, code)}
	if last, ok := v.PaperCheck(code); ok {
		c.Remark = last.Remark
	}
	if d.may(v, identity.Appraise) && v.Status.Open() {
		c.Post = d.address("paper.post", v.Dossier.Code, code)
		c.Hidden = hiddenOf("verdict", string(dossier.Passed), "version", plain(v.Version()))
		c.Pass = d.p.T("paper.verdict.passed")
		at := d.address("paper", v.Dossier.Code, code)
		c.Fail = component.Link{Label: d.p.T("paper.verdict.failed"), Href: with(at, "verdict", string(dossier.Failed))}
		c.Ask = component.Link{Label: d.p.T("paper.verdict.incomplete"), Href: with(at, "verdict", string(dossier.Incomplete))}
	}
	return dossierview.PaperCheck(c)
}

// wanting are the papers that the checks found wanting, as the request for more
// papers begins with them: their names, and the remarks as its reason.
func (c *ask) wanting() (names []string, reason string) {
	var codes, remarks []string
	titles := map[string]string{}
	for _, p := range c.papersOf(c.view) {
		codes, titles[p.Code] = append(codes, p.Code), p.Name
	}
	for _, check := range c.view.Wanting(codes) {
		names = append(names, titles[check.Paper])
		remarks = append(remarks, titles[check.Paper]+": "+check.Remark)
	}
	return names, strings.Join(remarks, "\n")
}

// onPapers words the facts about papers and their files.
func (d reader) onPapers(v *office.View, fact dossier.Fact, h *component.Happening) {
	title := func(code string) string {
		for _, p := range d.papersOf(v) {
			if p.Code == code {
				return p.Name
			}
		}
		return code
	}
	switch f := fact.(type) {
	case dossier.PaperFiled:
		h.Title, h.Detail = d.p.T("paper.log.filed", "Paper", title(f.Paper)), f.Reason
	case dossier.PaperChecked:
		h.Title, h.Detail = d.p.T("paper.log.checked", "Paper", title(f.Paper), "Verdict", d.p.T("paper.verdict."+string(f.Verdict))), f.Remark
		if f.Verdict != dossier.Passed {
			h.Tone = component.Warn
		}
	case dossier.FilesDisposed:
		var names []string
		for _, file := range f.Files {
			names = append(names, file.Name)
		}
		h.Title, h.Detail, h.Tone = d.p.T("paper.log.disposed", "Count", len(f.Files)), joined(f.Reason, strings.Join(names, "; ")), component.Warn
	}
}
