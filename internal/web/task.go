package web

import (
	"net/http"
	"time"

	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/task"

	"github.com/a-h/templ"
)

// tasks lists the reader's long tasks with what came out of them.
func (w *Web) tasks(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.LongTasks(r.Context(), d.actor)
	if err != nil {
		return err
	}
	page := w.page(r, "task.list")
	sheet := component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: d.p.T("task.column.what")}, {Label: d.p.T("task.column.state")},
		{Label: d.p.T("task.column.at")}, {Label: d.p.T("task.column.file")}}}
	for _, t := range list {
		file := component.Text("")
		switch {
		case t.Result != "":
			file = component.LinkWith(component.Link{Label: d.p.T("task.download"), Href: w.address("task.file", t.ID), Icon: "download"}, d.p.T("task.keptUntil", "At", t.Expires()))
		case t.Kind == office.TaskExport && t.State == office.TaskDone:
			file = component.Text(d.p.T("task.expired.short"))
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{
			component.LinkWith(component.Link{Label: d.p.T("task.kind." + t.Kind), Href: d.taskAddress(t)}, d.taskTitle(t)),
			component.Tag(d.taskState(t)), component.Text(d.p.Instant(t.MadeAt)), file}})
	}
	return w.render(rw, r, http.StatusOK, task.List(page, component.Head{Title: page.Title, Lead: d.p.T("task.list.lead")}, sheet,
		component.Nothing{Title: d.p.T("task.none"), Text: d.p.T("task.none.do"), Icon: "download"}))
}

func (d reader) taskAddress(t *office.LongTask) string {
	if t.State == office.TaskDraft {
		return d.address("importing", t.ID)
	}
	return d.address("task", t.ID)
}

func (d reader) taskTitle(t *office.LongTask) string {
	if t.Kind == office.TaskBulk {
		return d.p.T("bulk."+t.Title) + " · " + d.p.T("work.counted", "Count", t.Total)
	}
	return t.Title
}

func (d reader) taskState(t *office.LongTask) component.Label {
	label := component.Label{Text: d.p.T("task.state." + t.State), Tone: component.Info, Icon: "hourglass"}
	switch t.State {
	case office.TaskDone:
		label.Tone, label.Icon = component.OK, "circle-check"
		if t.Failed > 0 {
			label.Tone, label.Icon = component.Warn, "triangle-alert"
		}
	case office.TaskFailed:
		label.Tone, label.Icon = component.Bad, "circle-x"
	case office.TaskCancelled, office.TaskDraft:
		label.Tone, label.Icon = component.Neutral, "minus"
	}
	return label
}

// refreshEvery is how often the page of a task that runs is fetched anew, in
// seconds.
const refreshEvery = "5"

// task shows how far a task has come and what became of single rows.
func (w *Web) task(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	t, err := w.office.LongTask(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if t.State == office.TaskDraft {
		return w.redirect(rw, r, w.address("importing", t.ID))
	}
	page := w.page(r, "task.title", "Kind", d.p.T("task.kind."+t.Kind))
	v := task.Task{Head: component.Head{Title: page.Title, Lead: d.taskTitle(t), Crumbs: []component.Link{{Label: d.p.T("task.list"), Href: w.address("tasks")}}, Labels: []component.Label{d.taskState(t)}},
		Done: t.Done, Total: t.Total, Open: t.Open(), Progress: d.p.T("task.progress"), Says: d.taskSays(t)}
	switch {
	case t.Open():
		rw.Header().Set("Refresh", refreshEvery)
		v.Cancel = w.address("task.cancel", t.ID)
	case t.Result != "":
		v.File = &component.Action{Label: d.p.T("task.download"), Icon: "download", Look: component.Primary, Href: w.address("task.file", t.ID)}
	}
	if t.Undoable() || w.office.ImportUndoable(t) {
		v.Undo, v.UndoSays = w.address("task.undo", t.ID), d.p.T("task.undo.says."+t.Kind)
	}
	v.Sheet = d.taskLines(t)
	return w.render(rw, r, http.StatusOK, task.Show(page, v))
}

// taskSays is how far a task has come, in sentences.
func (d reader) taskSays(t *office.LongTask) []string {
	var says []string
	say := func(key string, pairs ...any) { says = append(says, d.p.T(key, pairs...)) }
	switch {
	case t.State == office.TaskWaiting:
		say("task.says.waiting")
	case t.State == office.TaskRunning:
		say("task.says.running", "Done", t.Done, "Total", t.Total)
		if left := d.taskLeft(t); left != "" {
			says = append(says, left)
		}
		say("task.says.refresh")
	case t.Kind == office.TaskExport && t.State == office.TaskDone && t.Result == "":
		say("task.expired")
	case t.Kind == office.TaskExport && t.State == office.TaskDone:
		say("task.says.export", "Done", t.Done)
		say("task.keptUntil", "At", t.Expires())
	case t.State == office.TaskCancelled:
		say("task.says.cancelled", "Done", t.Done, "Total", t.Total)
	case t.Kind == office.TaskImport && t.Ask.Undo:
		say("task.says.undone", "Done", t.Done, "Failed", t.Failed)
	case t.State == office.TaskDone:
		say("task.says.done", "Done", t.Done, "Failed", t.Failed)
	}
	if t.Kind == office.TaskBulk && t.Ask.Undo {
		say("task.says.bulkUndone")
	}
	return says
}

// taskLeft says how long a task will take still, as far as that can be told.
func (d reader) taskLeft(t *office.LongTask) string {
	took := d.now.Sub(t.MadeAt)
	if t.Done == 0 || t.Total <= t.Done || took < time.Second {
		return ""
	}
	left := time.Duration(float64(took) * float64(t.Total-t.Done) / float64(t.Done))
	return d.p.T("task.says.left", "Seconds", int(left.Seconds())+1)
}

func (d reader) taskLines(t *office.LongTask) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("task.lines")}
	file := t.Kind == office.TaskImport
	if len(t.Lines) == 0 {
		return sheet
	}
	sheet.Columns = []component.Column{{Label: d.p.T("work.column.dossier")}, {Label: d.p.T("task.line.what")}}
	if file {
		sheet.Columns = append([]component.Column{{Label: d.p.T("import.line"), Numeric: true}}, sheet.Columns...)
	}
	for _, l := range t.Lines {
		what := component.Tag(component.Label{Text: d.p.T("task.line.done"), Tone: component.OK, Icon: "check"})
		switch {
		case l.Undone:
			what = component.Tag(component.Label{Text: d.p.T("task.line.undone"), Tone: component.Neutral, Icon: "undo-2"})
		case l.Done && l.Why != "":
			what = component.TextWith(d.p.T("task.line.done"), l.Why)
		case !l.Done:
			what = component.TextWith(d.p.T("task.line.not"), l.Why)
		}
		code := component.Text("")
		if l.Code != "" {
			code = component.LinkTo(component.Link{Label: l.Code, Href: d.address("dossier", l.Code)})
		}
		row := component.Row{Cells: []templ.Component{code, what}}
		if file {
			row.Cells = append([]templ.Component{component.Text(d.p.Int(int64(l.Line)))}, row.Cells...)
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	return sheet
}

// taskFile hands out what came out of a task.
func (w *Web) taskFile(rw http.ResponseWriter, r *http.Request) error {
	f, body, err := w.office.TaskResult(r.Context(), w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }()
	rw.Header().Set("Content-Type", f.Type)
	rw.Header().Set("Content-Disposition", `attachment; filename="`+f.Name+`"`)
	http.ServeContent(rw, r, "", f.At, body)
	return nil
}

// cancelTask asks a task to stop.
func (w *Web) cancelTask(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if err := w.office.CancelTask(r.Context(), w.actor(r), id); err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("task.cancelling"))
	return w.redirect(rw, r, w.address("task", id))
}

// undoTask takes back what a task did.
func (w *Web) undoTask(rw http.ResponseWriter, r *http.Request) error {
	ctx, by, id := r.Context(), w.actor(r), r.PathValue("id")
	t, err := w.office.LongTask(ctx, by, id)
	if err != nil {
		return err
	}
	if t.Kind == office.TaskImport {
		err = w.office.UndoImport(ctx, by, id)
	} else {
		_, err = w.office.UndoBulk(ctx, by, id)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("task", id))
}
