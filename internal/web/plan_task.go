package web

import (
	"net/http"
	"strings"

	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	planview "motcua/internal/web/view/plan"
	"motcua/internal/web/view/reform"
	"motcua/internal/web/view/work"
	"motcua/plan"
	"motcua/record"

	"github.com/a-h/templ"
)

// showTask draws what the page of a task has of its own.
func showTask(w *Web, r *http.Request, d reader, rec reformRecord) (reform.Record, error) {
	v := rec.of.(*office.TaskView)
	page := reform.Record{Head: component.Head{Title: numbered(v.Task), Lead: v.Deliverable, Labels: []component.Label{d.taskStanding(v.Cut, v.Task)}}}
	if v.Sample {
		page.Head.Labels = append(page.Head.Labels, component.Label{Text: d.p.T("plan.sample"), Tone: component.Neutral, Icon: "info"})
	}
	evidence := reform.Part{Title: d.p.T("plan.column.evidence"), Empty: d.p.T("plan.evidence.none")}
	for _, e := range v.Evidence {
		day := d.p.Date(e.On)
		evidence.Facts, evidence.Empty = append(evidence.Facts, component.Fact{Name: day, Text: joined(strings.Join(e.Documents, "; "), e.Text)}), ""
		files, err := w.reformFiles(r, "plan.task.file", v.ID, e.Files)
		if err != nil {
			return page, err
		}
		for _, f := range files {
			f.Label = joined(day, f.Label)
			evidence.Links = append(evidence.Links, f)
		}
	}
	page.Parts = append(page.Parts, evidence)
	return page, nil
}

func (d reader) taskFacts(v *office.TaskView) []component.Fact {
	fact := func(key, text string) component.Fact {
		return component.Fact{Name: d.p.T("plan.field." + key), Text: text}
	}
	_, due := d.quarterOf(v.Cut, v.Task)
	first := ""
	if v.Task.Due != v.Task.Content.Due {
		first = d.dueText(v.Task.Content.Due)
	}
	facts := []component.Fact{fact("deliverable", v.Deliverable), fact("lead", d.ownerOf(v.Cut, v.Task)), fact("support", d.unitNames(v.Support)), fact("due", due), fact("firstDue", first),
		fact("area", d.p.T("plan.area."+string(v.Task.Field))), fact("note", v.Task.Content.Note), fact("progress", v.LastNote), fact("reason", v.Reason)}
	if v.To != "" {
		facts = append(facts, component.Fact{Name: d.p.T("plan.field.to.plan"), Value: component.LinkTo(component.Link{Label: v.ToSymbol, Href: d.address("plan", v.To)})})
	}
	if v.From != "" {
		facts = append(facts, component.Fact{Name: d.p.T("plan.field.carriedFrom"), Value: component.LinkTo(component.Link{Label: d.p.T("plan.carriedFrom"), Href: d.address("plan.task", v.From)})})
	}
	return told(facts)
}

// dueText words a due day as it was entered.
func (d reader) dueText(due plan.Due) string {
	switch {
	case due.None():
		return typed(due.Words, d.p.T("plan.undated"))
	case due.Words != "":
		return due.Words
	}
	return d.p.Date(due.Day)
}

func tellTask(d reader, fact record.Fact) (title, detail string) {
	evidence := func(e plan.Evidence) string {
		files := ""
		if n := len(e.Files); n > 0 {
			files = d.p.T("plan.files", "Count", n)
		}
		return joined(strings.Join(e.Documents, "; "), e.Text, files)
	}
	switch f := fact.(type) {
	case plan.Given:
		return "", joined(f.Content.Content, d.dueText(f.Due))
	case plan.Corrected:
		return "", joined(f.Reason, f.Content.Content, d.dueText(f.Due))
	case plan.Noted:
		return "", f.Text
	case plan.Proved:
		return "", evidence(f.Evidence)
	case plan.Done:
		return "", joined(d.p.T("plan.doneOn", "Date", f.On), evidence(f.Evidence))
	case plan.Reopened:
		return "", f.Reason
	case plan.Carried:
		return "", joined(f.Symbol, f.Reason)
	case plan.Dropped:
		return "", f.Reason
	case plan.MoreTimeAsked:
		return "", joined(d.dueText(f.Due), f.Reason)
	case plan.MoreTimeDecided:
		if !f.Granted {
			return "", joined(d.p.T("plan.refused"), f.Reason)
		}
		return "", joined(d.p.T("plan.granted"), d.dueText(f.Due), f.Reason)
	case plan.Reminded:
		return "", f.Text
	}
	return "", ""
}

// heldTasks lists the open tasks that the reader answers for.
func (w *Web) heldTasks(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.HeldTasks(r.Context(), d.actor)
	if err != nil {
		return err
	}
	page := w.page(r, "plan.mine")
	sheet := component.Sheet{Caption: page.Title, Keys: true}
	for _, key := range []string{"plan", "task", "quarter", "state", "do"} {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("plan.column." + key)})
	}
	for _, v := range list {
		do := component.Text("")
		if w.office.MayTask(d.actor, identity.ReportReform, v.Task) == nil {
			do = component.Button(component.Action{Label: d.p.T("plan.update"), Icon: "pen-line", Small: true, Href: w.address("plan.task.do.done", v.ID)})
		}
		sheet.Rows = append(sheet.Rows, component.Row{ID: v.ID, Cells: []templ.Component{
			component.Text(v.Of.Symbol), component.TitleWith(component.Link{Label: numbered(v.Task), Href: w.address("plan.task", v.ID)}, v.Deliverable),
			planview.Quarters(d.quarterOf(v.Cut, v.Task)), component.Tag(d.taskStanding(v.Cut, v.Task)), do}})
	}
	return w.render(rw, r, http.StatusOK, work.Show(page, work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("plan.mine.lead", "Count", len(list))}, Sheet: sheet,
		TabList: d.p.T("plan.nav"), Tabs: d.planTabs("plan.tasks"), Empty: component.Nothing{Title: d.p.T("plan.mine.none"), Icon: "list-checks"}}))
}
