package web

import (
	"net/http"
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	scoreview "motcua/internal/web/view/score"
	"motcua/report"
	"motcua/score"

	"github.com/a-h/templ"
)

// assessments lists the years in which the department scored itself.
func (w *Web) assessments(rw http.ResponseWriter, r *http.Request) error {
	return w.showAssessments(rw, r, nil)
}

func (w *Web) showAssessments(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.Assessments(r.Context(), d.actor)
	if err != nil {
		return err
	}
	page := w.page(r, "score.self")
	v := scoreview.Self{Page: scoreview.Page{Head: component.Head{Title: page.Title, Lead: d.p.T("score.self.lead")}, Problems: component.ProblemsOf(d.p, wrong),
		Empty: component.Nothing{Title: d.p.T("score.self.none"), Icon: "star"}}}
	page.Faulty = len(v.Problems) > 0
	t := component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: d.p.T("score.self.year")}, {Label: d.p.T("score.self.own"), Numeric: true},
		{Label: d.p.T("score.self.assessor"), Numeric: true}, {Label: d.p.T("score.self.state")}}}
	for _, a := range list {
		own, _, _ := a.Sum("", false)
		theirs, given, _ := a.Sum("", true)
		name := component.Link{Label: strconv.Itoa(a.Year), Href: w.address("assessment", a.ID)}
		if given == 0 {
			t.Rows = append(t.Rows, component.Row{Cells: []templ.Component{component.LinkWith(name, a.Set.Name), component.Text(d.of(own, a.Set.Most(""), 100)), component.Text("–"), component.Text(d.assessmentState(a))}})
			continue
		}
		t.Rows = append(t.Rows, component.Row{Cells: []templ.Component{component.LinkWith(name, a.Set.Name), component.Text(d.of(own, a.Set.Most(""), 100)), component.Text(d.of(theirs, a.Set.Most(""), 100)), component.Text(d.assessmentState(a))}})
	}
	if len(t.Rows) > 0 {
		v.Tables = []component.Sheet{t}
	}
	if d.actor.In(w.office.LeadAgency(), "", identity.Office) {
		sets, err := w.office.ScoreSets()
		if err != nil {
			return err
		}
		v.Open = scoreview.Form{Title: d.p.T("score.self.open"), Action: w.address("assessments.post"), Submit: d.p.T("score.self.open.do"),
			Choice: component.Field{Name: "set", Label: d.p.T("score.self.sets"), Value: r.PostForm.Get("set"), Error: v.Problems.Of("set")},
			Fields: []component.Field{{Name: "year", Label: d.p.T("score.self.year"), Value: typed(r.PostForm.Get("year"), strconv.Itoa(calendar.DateOf(d.now).Year)), Error: v.Problems.Of("year"), InputMode: "numeric", Width: component.Narrow}}}
		for _, s := range sets {
			v.Open.Choices = append(v.Open.Choices, component.Choice{Value: s.ID, Label: s.Name})
		}
	}
	return w.render(rw, r, statusFor(v.Problems), scoreview.ShowSelf(page, v))
}

func (d reader) assessmentState(a *score.Assessment) string {
	if a.Closed {
		return d.p.T("score.self.shut")
	}
	_, entered, all := a.Sum("", false)
	return d.p.T("score.self.entered", "Count", entered, "All", all)
}

// openAssessment begins the scoring of a year.
func (w *Web) openAssessment(rw http.ResponseWriter, r *http.Request) error {
	year, err := strconv.Atoi(strings.TrimSpace(r.PostForm.Get("year")))
	if err != nil {
		year = 0 // before every set
	}
	a, err := w.office.OpenAssessment(r.Context(), w.actor(r), r.PostForm.Get("set"), year)
	if err != nil && onlyInvalid(err) {
		return w.showAssessments(rw, r, err)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("assessment", a.ID))
}

// assessment shows the scoring of a year, line by line.
func (w *Web) assessment(rw http.ResponseWriter, r *http.Request) error {
	return w.showAssessment(rw, r, nil)
}

func (w *Web) showAssessment(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	a, err := w.office.Assessment(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := w.page(r, "score.self.title", "Year", strconv.Itoa(a.Year))
	v := scoreview.Self{Page: scoreview.Page{Head: component.Head{Title: page.Title, Lead: a.Set.Name, Crumbs: []component.Link{{Label: d.p.T("score.self"), Href: w.address("assessments")}}},
		Problems: component.ProblemsOf(d.p, wrong), Notes: []string{a.Set.Basis}}, Label: d.p.T("score.self.close")}
	page.Faulty = len(v.Problems) > 0
	counted, err := d.figuresOf(r, a.Year)
	if err != nil {
		return err
	}
	v.Tables = []component.Sheet{d.selfTable(a, counted)}
	if d.actor.In(w.office.LeadAgency(), "", identity.Office) && !a.Closed {
		v.Close = w.address("assessment.close", a.ID)
		form := func(name, key string) component.Field {
			return component.Field{Name: name, Label: d.p.T(key), Value: r.PostForm.Get(name), Error: v.Problems.Of(name)}
		}
		points := form("points", "score.self.points")
		points.InputMode, points.Width, points.Hint = "decimal", component.Narrow, d.p.T("score.self.points.hint")
		note := form("note", "score.self.note")
		note.Hint = d.p.T("score.self.note.hint")
		v.Open = scoreview.Form{Title: d.p.T("score.self.enter"), Action: w.address("assessment", a.ID), Submit: d.p.T("score.self.enter.do"), Seen: strconv.Itoa(a.Version()),
			Choice: form("criterion", "score.criterion"), Fields: []component.Field{points, note}}
		for _, c := range a.Set.Criteria {
			if a.Set.Sums(c.ID) {
				continue
			}
			label := c.ID + ". " + c.Name
			v.Open.Choices = append(v.Open.Choices, component.Choice{Value: c.ID, Label: label},
				component.Choice{Value: c.ID + "/", Label: d.p.T("score.self.ofAssessor", "Criterion", label)})
		}
	}
	return w.render(rw, r, statusFor(v.Problems), scoreview.ShowSelf(page, v))
}

// figuresOf are the figures of the year that points rest on, by their keys.
func (d reader) figuresOf(r *http.Request, year int) (map[string]string, error) {
	facts, err := d.w.office.Facts(r.Context(), d.actor, report.Period{From: calendar.Date{Year: year, Month: 1, Day: 1}, To: calendar.Date{Year: year, Month: 12, Day: 31}})
	words := map[string]string{}
	for _, f := range facts.Figures {
		switch {
		case f.Scope != "":
		case f.Of > 0:
			words[f.Key] = d.p.T("figures.papers.of", "Count", f.Value, "All", f.Of)
		default:
			words[f.Key] = d.p.Int(f.Value)
		}
	}
	return words, err
}

func (d reader) selfTable(a *score.Assessment, counted map[string]string) component.Sheet {
	t := component.Sheet{Caption: d.p.T("score.self.lines"), Columns: []component.Column{{Label: d.p.T("score.criterion")}, {Label: d.p.T("score.self.most"), Numeric: true},
		{Label: d.p.T("score.self.own"), Numeric: true}, {Label: d.p.T("score.self.assessor"), Numeric: true}, {Label: d.p.T("score.self.figure"), Numeric: true}, {Label: d.p.T("score.self.note")}}}
	cell := func(id string, assessor bool) string {
		points, entered, _ := a.Sum(id, assessor)
		if entered == 0 {
			return "–"
		}
		return d.p.Decimal(float64(points)/100, -1)
	}
	for _, c := range a.Set.Criteria {
		note := a.Own[c.ID].Note
		if note == "" && c.Evidence != "" {
			note = d.p.T("score.self.wanted", "Evidence", c.Evidence)
		}
		t.Rows = append(t.Rows, component.Row{Cells: []templ.Component{component.Text(c.ID + ". " + c.Name), component.Text(d.p.Decimal(float64(a.Set.Most(c.ID))/100, -1)),
			component.Text(cell(c.ID, false)), component.Text(cell(c.ID, true)), component.Text(counted[c.Figure]), component.Text(note)}})
	}
	t.Rows = append(t.Rows, component.Row{Cells: []templ.Component{component.Text(d.p.T("score.total")), component.Text(d.p.Decimal(float64(a.Set.Most(""))/100, -1)),
		component.Text(cell("", false)), component.Text(cell("", true)), component.Text(""), component.Text(d.assessmentState(a))}})
	return t
}

// enterPoints gives a criterion points: the department's own, or those of the
// assessor when the criterion was chosen as theirs.
func (w *Web) enterPoints(rw http.ResponseWriter, r *http.Request) error {
	criterion, assessor := strings.CutSuffix(r.PostForm.Get("criterion"), "/")
	points, err := score.ReadPoints("points", r.PostForm.Get("points"))
	if err == nil {
		_, err = w.office.EnterPoints(r.Context(), w.actor(r), assessmentTarget(r), score.Entered{Criterion: criterion, Assessor: assessor, Entry: score.Entry{Points: points, Note: r.PostForm.Get("note")}})
	}
	if err != nil && onlyInvalid(err) {
		return w.showAssessment(rw, r, err)
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("score.self.kept", "Criterion", criterion))
	return w.redirect(rw, r, w.address("assessment", r.PathValue("id")))
}

func assessmentTarget(r *http.Request) office.RecordTarget {
	seen, _ := strconv.Atoi(r.PostForm.Get("version")) // none: the reader does not mind
	return office.RecordTarget{ID: r.PathValue("id"), Expected: seen}
}

// closeAssessment ends the scoring of a year.
func (w *Web) closeAssessment(rw http.ResponseWriter, r *http.Request) error {
	if _, err := w.office.CloseAssessment(r.Context(), w.actor(r), assessmentTarget(r)); err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("assessment", r.PathValue("id")))
}
