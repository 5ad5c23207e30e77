package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/inspection"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/reform"
	"motcua/internal/web/view/work"
	"motcua/record"
	"motcua/report"
	"motcua/vietnamese"

	"github.com/a-h/templ"
)

// inspections lists the inspections of a year.
func (w *Web) inspections(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	f := r.URL.Query()
	year, err := strconv.Atoi(f.Get("nam"))
	if err != nil || year < 1900 || year > 9998 {
		year = calendar.DateOf(d.now).Year
	}
	p, err := report.ParsePeriod(strconv.Itoa(year))
	if err != nil {
		return err
	}
	list, err := w.office.Inspections(r.Context(), d.actor, p, vietnamese.Fold(f.Get("q")))
	if err != nil {
		return err
	}
	page := w.page(r, "inspection.nav")
	words := component.Field{Name: "q", Label: d.p.T("register.filter.words"), Value: f.Get("q"), Kind: "search"}
	years := d.yearChoices(year)
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("inspection.counted", "Count", len(list), "Year", strconv.Itoa(year))},
		Filter: &work.Filter{Filter: component.Filter{Action: w.address("inspection")}, Fields: []component.Field{words},
			Selects: []work.Select{{Field: component.Field{Name: "nam", Label: d.p.T("register.filter.year"), Value: strconv.Itoa(year)}, Choices: years[:len(years)-1]}}},
		Sheet: d.inspectionSheet(page.Title, list), Empty: component.Nothing{Title: d.p.T("inspection.empty"), Text: d.p.T("inspection.empty.do"), Icon: "inbox"}}
	if mayOpen(d.actor, w.routes["inspection.new"]) {
		l.Actions = append(l.Actions, component.Action{Label: d.p.T("inspection.new"), Icon: "plus", Look: component.Primary, Href: w.address("inspection.new")})
	}
	l.Actions = append(l.Actions, component.Action{Label: d.p.T("inspection.todo"), Icon: "list-checks", Href: with(w.address("directive"), "xem", "kien-nghi")})
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

func (d reader) inspectionSheet(caption string, list []*office.InspectionView) component.Sheet {
	sheet := component.Sheet{Caption: caption, Keys: true}
	for _, c := range []string{"title", "plan", "units", "begins", "findings", "state"} {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("inspection.column." + c)})
	}
	for _, v := range list {
		sheet.Rows = append(sheet.Rows, component.Row{ID: "kt-" + v.ID, Cells: []templ.Component{component.TitleWith(component.Link{Label: v.Title, Href: d.address("inspection.record", v.ID)}, ""),
			component.TextWith(v.Plan.Number, d.p.Date(v.Plan.Date)), component.Text(d.unitNames(v.Units)), component.Text(d.p.Date(v.Begins)), component.Text(d.foundCounted(v.Findings)),
			component.Tag(d.inspectionState(v.Stage))}})
	}
	return sheet
}

func (d reader) unitNames(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, d.unit(d.w.office.LeadAgency(), id))
	}
	return strings.Join(names, ", ")
}

// foundCounted says how many findings there are of each kind.
func (d reader) foundCounted(findings []inspection.Finding) string {
	var parts []string
	for _, kind := range inspection.FindingKinds() {
		n := 0
		for _, f := range findings {
			if f.Kind == kind {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, d.p.T("inspection.found."+string(kind), "Count", n))
		}
	}
	return strings.Join(parts, ", ")
}

func (d reader) inspectionState(s inspection.Stage) component.Label {
	label := component.Label{Text: d.p.T("inspection.stage." + string(s)), Icon: "clock", Tone: component.Info}
	switch s {
	case inspection.Closed:
		label.Icon, label.Tone = "check", component.OK
	case inspection.InPlan:
		label.Icon, label.Tone = "calendar-days", component.Neutral
	}
	return label
}

// showInspection draws what the page of an inspection has of its own: a part for
// each thing that has been recorded.
func showInspection(w *Web, r *http.Request, d reader, rec reformRecord) (reform.Record, error) {
	v := rec.of.(*office.InspectionView)
	page := reform.Record{Holder: d.unitNames(v.Units), Head: component.Head{Labels: []component.Label{d.inspectionState(v.Stage)}}}
	add := func(id, key string, part reform.Part, any bool) {
		if part.ID, part.Title = id, d.p.T("inspection.section."+key); any {
			page.Parts = append(page.Parts, part)
		}
	}
	add("doan", "team", reform.Part{Sheet: d.teamSheet(v.Team)}, len(v.Team) > 0)
	add("chuong-trinh", "programme", reform.Part{Sheet: d.programmeSheet(v.Programme)}, len(v.Programme) > 0)
	add("so-lieu", "figures", d.frozenPart(v), !v.FrozenAt.IsZero())
	if v.Drawn != nil {
		add("mau", "sample", d.drawnPart(v), true)
	}
	add("tieu-chi", "checklist", reform.Part{Sheet: d.checkSheet(v.Checklist)}, len(v.Checklist) > 0)
	add("ket-luan", "findings", reform.Part{Sheet: d.findingSheet(v)}, len(v.Findings) > 0)
	files, err := w.reformFiles(r, "inspection.file", v.ID, v.Files)
	add("bien-ban", "minutes", reform.Part{Facts: d.paperFacts(v.Minutes), Links: files}, !v.Minutes.Date.IsZero())
	add("kien-nghi", "todo", reform.Part{Sheet: d.toDoSheet(v.ToDo)}, len(v.ToDo) > 0)
	var uses []component.Fact
	for i, use := range v.Uses {
		uses = append(uses, component.Fact{Name: strconv.Itoa(i + 1), Text: use})
	}
	add("su-dung", "uses", reform.Part{Facts: uses}, len(uses) > 0)
	return page, err
}

func (d reader) paperFacts(p inspection.Paper) []component.Fact {
	day := ""
	if !p.Date.IsZero() {
		day = d.p.Date(p.Date)
	}
	return told([]component.Fact{{Name: d.p.T("directive.column.number"), Text: p.Number}, {Name: d.p.T("directive.column.date"), Text: day}})
}

func (d reader) inspectionFacts(v *office.InspectionView) []component.Fact {
	fact := func(key, text string) component.Fact {
		return component.Fact{Name: d.p.T("inspection.column." + key), Text: text}
	}
	paper := func(p inspection.Paper) string {
		if p.Number == "" {
			return ""
		}
		return d.p.T("inspection.paper", "Number", p.Number, "Date", p.Date)
	}
	return told([]component.Fact{fact("plan", paper(v.Plan)), fact("decision", paper(v.Decision)), fact("scope", v.Scope), fact("units", d.unitNames(v.Units)), fact("form", v.Form),
		fact("begins", d.p.Date(v.Begins)), fact("period", d.p.T("directive.month.period", "From", v.From, "To", v.To))})
}

func (d reader) sheetOf(key string, columns ...string) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("inspection.section." + key)}
	for _, c := range columns {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("inspection.column." + c)})
	}
	return sheet
}

func texts(cells ...string) component.Row {
	var row component.Row
	for _, c := range cells {
		row.Cells = append(row.Cells, component.Text(c))
	}
	return row
}

func (d reader) teamSheet(team []inspection.Teammate) component.Sheet {
	sheet := d.sheetOf("team", "name", "role")
	for _, m := range team {
		sheet.Rows = append(sheet.Rows, texts(m.Name, d.p.T("inspection.role."+string(m.Role))))
	}
	return sheet
}

func (d reader) programmeSheet(visits []inspection.Visit) component.Sheet {
	sheet := d.sheetOf("programme", "day", "what")
	for _, v := range visits {
		sheet.Rows = append(sheet.Rows, texts(d.p.Date(v.Day), v.What))
	}
	return sheet
}

// frozenPart shows the figures as they stood, each late dossier by its code.
func (d reader) frozenPart(v *office.InspectionView) reform.Part {
	s := reform.Part{Text: d.p.T("inspection.frozen", "At", v.FrozenAt, "From", v.From, "To", v.To), Sheet: d.sheetOf("figures", "unit", "received", "resolved", "late", "days", "why")}
	for _, f := range v.Figures {
		var days, why []string
		for _, l := range f.Late {
			cause := d.p.T("inspection.cause.none")
			if l.Cause != "" {
				cause = d.p.T("apology.cause." + l.Cause)
			}
			if l.By != "" {
				cause = joined(cause, d.unit(l.By, ""))
			}
			days = append(days, d.p.T("inspection.lateDays", "Code", l.Code, "Days", l.Days))
			if !slices.Contains(why, cause) {
				why = append(why, cause)
			}
		}
		s.Sheet.Rows = append(s.Sheet.Rows, texts(d.unit(d.w.office.LeadAgency(), f.Unit), d.p.Int(int64(f.Received)), d.p.Int(int64(f.Resolved)), d.p.Int(int64(len(f.Late))), strings.Join(days, "; "), strings.Join(why, "; ")))
	}
	return s
}

func (d reader) drawnPart(v *office.InspectionView) reform.Part {
	s := reform.Part{Text: d.p.T("inspection.drawn", "Count", len(v.Drawn.Codes), "Of", v.Drawn.Of, "Seed", strconv.FormatUint(v.Drawn.Seed, 10))}
	for _, code := range v.Drawn.Codes {
		s.Links = append(s.Links, component.Link{Label: code, Icon: "file-text", Href: d.address("dossier", code)})
	}
	return s
}

func (d reader) checkSheet(list []inspection.Criterion) component.Sheet {
	sheet := d.sheetOf("checklist", "criterion", "result", "note")
	for _, c := range list {
		label := component.Label{Text: d.p.T("inspection.check.no"), Icon: "x", Tone: component.Bad}
		if c.Met {
			label = component.Label{Text: d.p.T("inspection.check.yes"), Icon: "check", Tone: component.OK}
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.Text(c.Text), component.Tag(label), component.Text(c.Note)}})
	}
	return sheet
}

func (d reader) findingSheet(v *office.InspectionView) component.Sheet {
	sheet := d.sheetOf("findings", "kind", "unit", "text", "causes")
	for _, f := range v.Findings {
		label := component.Label{Text: d.p.T("inspection.kind." + string(f.Kind)), Icon: "check", Tone: component.OK}
		switch f.Kind {
		case inspection.Shortcoming:
			label.Icon, label.Tone = "triangle-alert", component.Warn
		case inspection.Violation:
			label.Icon, label.Tone = "circle-alert", component.Bad
		}
		unit := d.p.T("inspection.unit.all")
		if f.Unit != "" {
			unit = d.unit(d.w.office.LeadAgency(), f.Unit)
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.Tag(label), component.Text(unit), component.TextWith(f.Text, d.lateDays(f)), component.Text(strings.Join(f.Causes, "; "))}})
	}
	return sheet
}

// toDoSheet are the recommendations with how they stand.
func (d reader) toDoSheet(list []*office.DirectiveView) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("inspection.section.todo")}
	for _, c := range []string{"inspection.field.order", "directive.column.unit", "directive.column.due", "directive.column.state"} {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T(c)})
	}
	for _, v := range list {
		link := component.Link{Label: v.Title(), Href: d.address("directive.record", v.ID)}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.TitleWith(link, ""), component.Text(d.charge(v.Charge)), d.directiveDue(v), component.Tag(d.directiveState(v))}})
	}
	return sheet
}

func (d reader) lateDays(f inspection.Finding) string {
	if f.DaysMin == 0 {
		return ""
	}
	return d.p.T("inspection.late", "Min", f.DaysMin, "Max", f.DaysMax)
}

func tellInspection(d reader, fact record.Fact) (title, detail string) {
	switch f := fact.(type) {
	case inspection.Planned:
		return "", f.Plan.Number
	case inspection.DecisionTaken:
		return "", f.Decision.Number
	case inspection.SampleDrawn:
		return "", d.p.T("inspection.drawn", "Count", len(f.Codes), "Of", f.Of, "Seed", strconv.FormatUint(f.Seed, 10))
	case inspection.CriterionChecked:
		return "", f.Text
	case inspection.MinutesKept:
		return "", f.Minutes.Number
	case inspection.Found:
		return "", joined(d.p.T("inspection.kind."+string(f.Finding.Kind)), f.Text)
	case inspection.Recommended:
		return "", joined(d.unit(d.w.office.LeadAgency(), f.Unit), f.Text)
	case inspection.UsedFor:
		return "", f.Use
	case inspection.Ended:
		return "", f.Note
	default:
		return "", ""
	}
}
