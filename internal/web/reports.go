package web

import (
	"cmp"
	"net/http"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	reportview "motcua/internal/web/view/report"
	"motcua/narrative"
	"motcua/record"

	"github.com/a-h/templ"
)

// reports lists the reports due in the year, and those begun.
func (w *Web) reports(rw http.ResponseWriter, r *http.Request) error {
	return w.showReports(rw, r, nil)
}

func (w *Web) showReports(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.Reports(r.Context(), d.actor)
	if err != nil {
		return err
	}
	due, err := w.office.ReportsDue(r.Context(), d.actor, calendar.DateOf(d.now).Year)
	if err != nil {
		return err
	}
	page := w.page(r, "narrative.title")
	v := reportview.List{Head: component.Head{Title: page.Title, Lead: d.p.T("narrative.lead")}, Problems: component.ProblemsOf(d.p, wrong)}
	page.Faulty = len(v.Problems) > 0
	v.Due = d.reportsDue(due)
	v.Others = component.Sheet{Caption: d.p.T("narrative.begun"), Columns: []component.Column{{Label: d.p.T("narrative.period")}, {Label: d.p.T("narrative.state")}, {Label: d.p.T("narrative.symbol")}}}
	for _, one := range list {
		v.Others.Rows = append(v.Others.Rows, component.Row{Cells: []templ.Component{
			component.LinkTo(component.Link{Label: d.p.T("narrative.span", "From", one.Period.From, "To", one.Period.To), Href: w.address("report", one.ID)}),
			component.Tag(d.reportState(one.State)), component.Text(cmp.Or(one.Symbol, "–"))}})
	}
	if d.actor.In(w.office.LeadAgency(), "", identity.Office) {
		v.Action = w.address("reports.post")
		f := r.PostForm
		field := func(name string) component.Field {
			return component.Field{Name: name, Label: d.p.T("narrative.field." + name), Value: f.Get(name), Error: v.Problems.Of(name)}
		}
		from, to := field("from"), field("to")
		from.InputMode, to.InputMode = "numeric", "numeric"
		for _, t := range due {
			if f.Get("from") == "" && t.Report == nil && !t.From.After(calendar.DateOf(d.now)) {
				from.Value, to.Value = d.p.Date(t.From), d.p.Date(t.To)
			}
		}
		basis, date, issuer, subject := field("basis"), field("basisDate"), field("issuer"), field("subject")
		for _, o := range []*component.Field{&basis, &date, &issuer, &subject} {
			o.Optional = component.OptionalWord(d.p)
		}
		v.Kind = component.Field{Name: "kind", Label: d.p.T("narrative.field.kind"), Value: cmp.Or(f.Get("kind"), "cchc"), Error: v.Problems.Of("kind")}
		v.Kinds = []component.Choice{{Value: "cchc", Label: d.p.T("narrative.kind.cchc")}}
		v.Fields = []component.Field{from, to, basis, date, issuer, subject}
	}
	return w.render(rw, r, statusFor(v.Problems), reportview.ShowList(page, v))
}

func (d reader) reportsDue(list []office.ReportDue) component.Sheet {
	t := component.Sheet{Caption: d.p.T("narrative.due"), Columns: []component.Column{{Label: d.p.T("narrative.report")}, {Label: d.p.T("narrative.period")}, {Label: d.p.T("narrative.by")}, {Label: d.p.T("narrative.state")}}}
	today := calendar.DateOf(d.now)
	for _, due := range list {
		name, state := component.Text(due.Label), component.Tag(component.Label{Text: d.p.T("narrative.notBegun"), Tone: component.Neutral})
		by := "–"
		if !due.Due.IsZero() {
			by = d.p.Date(due.Due)
			if due.Report == nil && due.Due.Before(today) {
				state = component.Tag(component.Label{Text: d.p.T("narrative.late"), Tone: component.Bad, Icon: "triangle-alert"})
			}
		}
		if due.Report != nil {
			name, state = component.LinkTo(component.Link{Label: due.Label, Href: d.address("report", due.Report.ID)}), component.Tag(d.reportState(due.Report.State))
		}
		t.Rows = append(t.Rows, component.Row{Cells: []templ.Component{name, component.Text(d.p.T("narrative.span", "From", due.From, "To", due.To)), component.Text(by), state}})
	}
	return t
}

func (d reader) reportState(s narrative.State) component.Label {
	tone, icon := component.Info, "pen-line"
	switch s {
	case narrative.Issued:
		tone, icon = component.OK, "check"
	case narrative.Replaced:
		tone, icon = component.Neutral, "history"
	case narrative.Submitted, narrative.Approved:
		tone, icon = component.Warn, "send"
	}
	return component.Label{Text: d.p.T("narrative.is." + string(s)), Tone: tone, Icon: icon}
}

// beginReport begins the report of a period.
func (w *Web) beginReport(rw http.ResponseWriter, r *http.Request) error {
	f := r.PostForm
	from, err1 := readDate("from", f.Get("from"))
	to, err2 := readDate("to", f.Get("to"))
	date, err3 := readDate("basisDate", f.Get("basisDate"))
	err := firstOf(err1, err2, err3)
	for name, day := range map[string]calendar.Date{"from": from, "to": to} {
		if err == nil && day.IsZero() {
			err = motcua.InvalidField(name, "narrative.day")
		}
	}
	var begun *narrative.Report
	if err == nil {
		begun, err = w.office.BeginReport(r.Context(), w.actor(r), narrative.Begun{Definition: f.Get("kind"), From: from, To: to,
			Basis: narrative.Basis{Number: strings.TrimSpace(f.Get("basis")), Date: date, Issuer: strings.TrimSpace(f.Get("issuer")), Subject: strings.TrimSpace(f.Get("subject"))}})
	}
	if err != nil && onlyInvalid(err) {
		return w.showReports(rw, r, err)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("report", begun.ID))
}

// report shows one: as it reads now, or as it was approved.
func (w *Web) report(rw http.ResponseWriter, r *http.Request) error { return w.showReport(rw, r, nil) }

func (w *Web) showReport(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	v, err := w.office.Report(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := w.page(r, "narrative.of", "Label", v.Frame.Label)
	out := reportview.Report{Head: component.Head{Title: page.Title, Lead: d.p.T("narrative.span", "From", v.Period.From, "To", v.Period.To),
		Crumbs: []component.Link{{Label: d.p.T("narrative.title"), Href: w.address("reports")}}}, Problems: component.ProblemsOf(d.p, wrong), State: d.reportState(v.State)}
	page.Faulty = len(out.Problems) > 0
	for _, format := range []string{"docx", "pdf", "xlsx", "md", "json"} {
		out.Files = append(out.Files, component.Action{Label: strings.ToUpper(format), Icon: "download", Small: true, Href: w.address("report.file", v.ID, format)})
	}
	out.Ways = []component.Action{{Label: d.p.T("narrative.compare"), Icon: "chart-column", Href: w.address("report.compare", v.ID)}}
	if n := len(v.Missing); n > 0 {
		out.Notes = append(out.Notes, d.p.T("narrative.lacks", "Count", n))
	}
	if v.State == narrative.Draft && v.Reason != "" {
		out.Notes = append(out.Notes, d.p.T("narrative.was.back", "Reason", v.Reason))
	}
	if out.Findings, err = d.findings(r, v); err != nil {
		return err
	}
	out.Facts = d.reportFacts(v)
	if err := d.signatures(r, v, &out); err != nil {
		return err
	}
	out.Sections = d.sections(v, "")
	out.Acts = d.reportActs(r, v, out.Problems)
	out.Log = d.reportLog(v.Events)
	return w.render(rw, r, statusFor(out.Problems), reportview.Show(page, out))
}

// findings holds what the report says against the facts, while it can be changed.
func (d reader) findings(r *http.Request, v *office.ReportView) ([]reportview.Finding, error) {
	if v.Frozen != nil {
		return nil, nil
	}
	done, err := d.w.office.CheckReport(r.Context(), d.actor, office.ReportText{Name: "bao-cao.txt", Data: []byte(v.Read.PlainText()), Period: v.Period})
	if err != nil && motcua.KindOf(err) != motcua.Invalid {
		return nil, err
	}
	var list []reportview.Finding
	for _, f := range done.Findings {
		list = append(list, reportview.Finding{Text: d.p.T("narrative.finding", "Quote", f.Quote, "Claim", d.p.Text(f.Claim), "Fact", d.p.Text(f.Fact)), Rows: d.sources(f.Sources)})
	}
	return list, nil
}

func (d reader) reportFacts(v *office.ReportView) []component.Fact {
	facts := []component.Fact{{Name: d.p.T("narrative.by.whom"), Text: v.First().By.Name}}
	if v.Basis.Number != "" {
		facts = append(facts, component.Fact{Name: d.p.T("narrative.field.basis"), Text: v.Def.Cite(v.Basis)})
	}
	if v.Symbol != "" {
		facts = append(facts, component.Fact{Name: d.p.T("narrative.symbol"), Text: d.p.T("narrative.symbolOn", "Symbol", v.Symbol, "Date", v.IssuedOn)})
	}
	if v.Frozen != nil {
		facts = append(facts, component.Fact{Name: d.p.T("narrative.signer"), Text: v.Frozen.Signer})
		if v.Frozen.Waived != "" {
			facts = append(facts, component.Fact{Name: d.p.T("narrative.field.waived"), Text: v.Frozen.Waived})
		}
	}
	return facts
}

// sections are the parts of a report as the page shows them: all of them, or
// those of one block.
func (d reader) sections(v *office.ReportView, block string) []reportview.Section {
	var list []reportview.Section
	parts := v.Read.Parts
	for i, p := range parts {
		if block != "" && p.Block != block {
			continue
		}
		s := reportview.Section{Heading: p.Kind == narrative.HeadingPart, Level: p.Level}
		for _, run := range p.Runs {
			one := reportview.Run{Text: run.Text, Missing: run.Missing}
			switch {
			case run.Figure != "":
				one.Href = with(d.address("report.figure", v.ID), "so", run.Figure)
			case run.Source != nil:
				one.Href = d.sourceAddress(*run.Source)
			}
			s.Runs = append(s.Runs, one)
		}
		grid := p.Table
		if p.Kind == narrative.ChartPart {
			g := p.BarGrid()
			grid = &g
		}
		if grid != nil {
			t := component.Sheet{Caption: p.Text(), ShowCaption: true}
			for j, head := range grid.Heads {
				t.Columns = append(t.Columns, component.Column{Label: head, Hidden: d.p.T("board.bar"), Numeric: j > 0 && p.Kind == narrative.TablePart})
			}
			for _, cells := range grid.Rows {
				row := component.Row{}
				for _, c := range cells {
					row.Cells = append(row.Cells, component.Text(c))
				}
				t.Rows = append(t.Rows, row)
			}
			s.Table = &t
		}
		last := i == len(parts)-1 || parts[i+1].Block != p.Block
		if b, ok := v.Def.Block(p.Block); ok && b.Kind == narrative.Narrative && last && block == "" && v.Frozen == nil {
			s.Edit = component.Link{Label: d.p.T("narrative.edit"), Href: d.address("report.block", v.ID, p.Block), Icon: "pen-line"}
		}
		list = append(list, s)
	}
	return list
}

// reportActs are what the reader can do with a report now.
func (d reader) reportActs(r *http.Request, v *office.ReportView, problems component.Problems) []reportview.Act {
	lead := d.w.office.LeadAgency()
	clerk, leads := d.actor.In(lead, "", identity.Office), d.actor.In(lead, "", identity.Director)
	field := func(name string) *component.Field {
		return &component.Field{Name: name, Label: d.p.T("narrative.field." + name), Value: r.PostForm.Get(name), Error: problems.Of(name), Rows: 2}
	}
	switch {
	case v.State == narrative.Draft && clerk:
		return []reportview.Act{{Action: d.address("report.send", v.ID), Label: d.p.T("narrative.send"), Icon: "send", Look: component.Primary}}
	case v.State == narrative.Submitted && leads:
		approve := reportview.Act{Action: d.address("report.approve", v.ID), Label: d.p.T("narrative.approve"), Icon: "check", Look: component.Primary, Lead: d.p.T("narrative.approve.lead")}
		if len(v.Missing) > 0 {
			approve.Field = field("waived")
		}
		return []reportview.Act{approve, {Action: d.address("report.back", v.ID), Label: d.p.T("narrative.back"), Icon: "undo-2", Field: field("reason")}}
	case v.State == narrative.Approved && clerk:
		return []reportview.Act{{Action: d.address("report.issue", v.ID), Label: d.p.T("narrative.issue"), Icon: "stamp", Look: component.Primary, Lead: d.p.T("narrative.issue.lead")}}
	case v.State == narrative.Issued && clerk:
		return []reportview.Act{{Action: d.address("report.correct", v.ID), Label: d.p.T("narrative.correct"), Icon: "history", Lead: d.p.T("narrative.correct.lead")}}
	}
	return nil
}

func (d reader) reportLog(events []record.Event) []component.Happening {
	var list []component.Happening
	for i := len(events) - 1; i >= 0; i-- {
		e := events[i]
		h := component.Happening{Title: d.p.T("narrative.fact." + e.Fact.Kind()), At: e.At, By: e.By.Name}
		switch f := e.Fact.(type) {
		case narrative.Wrote:
			h.Detail = f.Block
		case narrative.Commented:
			h.Detail = f.Block + ": " + f.Text
		case narrative.SentBack:
			h.Detail = f.Reason
		case narrative.Numbered:
			h.Detail = f.Symbol
		case narrative.Superseded:
			h.Detail = f.Symbol
		}
		list = append(list, h)
	}
	return list
}

// done is what follows an act on a report: its page, with the fault where there
// is one that can be put right.
func (w *Web) reportDone(rw http.ResponseWriter, r *http.Request, err error) error {
	if err != nil && onlyInvalid(err) {
		return w.showReport(rw, r, err)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("report", r.PathValue("id")))
}

func (w *Web) sendReport(rw http.ResponseWriter, r *http.Request) error {
	_, err := w.office.SendReport(r.Context(), w.actor(r), r.PathValue("id"))
	return w.reportDone(rw, r, err)
}

func (w *Web) sendBackReport(rw http.ResponseWriter, r *http.Request) error {
	_, err := w.office.SendBackReport(r.Context(), w.actor(r), r.PathValue("id"), r.PostForm.Get("reason"))
	return w.reportDone(rw, r, err)
}

func (w *Web) approveReport(rw http.ResponseWriter, r *http.Request) error {
	_, err := w.office.ApproveReport(r.Context(), w.actor(r), r.PathValue("id"), r.PostForm.Get("waived"))
	return w.reportDone(rw, r, err)
}

func (w *Web) issueReport(rw http.ResponseWriter, r *http.Request) error {
	_, err := w.office.IssueReport(r.Context(), w.actor(r), r.PathValue("id"))
	return w.reportDone(rw, r, err)
}

// correctReport begins a corrected edition of an issued report.
func (w *Web) correctReport(rw http.ResponseWriter, r *http.Request) error {
	edition, err := w.office.BeginReport(r.Context(), w.actor(r), narrative.Begun{Replaces: r.PathValue("id")})
	if err != nil {
		return w.reportDone(rw, r, err)
	}
	return w.redirect(rw, r, w.address("report", edition.ID))
}
