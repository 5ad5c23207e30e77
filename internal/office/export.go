package office

import (
	"context"
	"errors"
	"io"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/internal/workbook"
)

// Export is a list as a file: the same filter and columns as on the page.
type Export struct {
	Query   Query
	Columns []string
	Format  string // csv or xlsx
	Lang    string
	Title   string // of the list, for the file and its page
}

// checkExport asks whether the actor may export so.
func checkExport(by identity.Actor, e *Export) error {
	if len(by.Posts) == 0 || by.Person == "" {
		return motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	if !workbook.Format(e.Format).Valid() {
		return motcua.InvalidField("format", "export.format")
	}
	e.Query.After, e.Query.Limit = "", 0
	e.Columns = ordered(by, e.Columns)
	return nil
}

// Export hands a list out: a small one is written to w at once, of a large one
// a task is made, which is returned. Either is noted in the audit.
func (o *Office) Export(ctx context.Context, by identity.Actor, e Export, w func(name, media string) io.Writer) (*LongTask, error) {
	if err := checkExport(by, &e); err != nil {
		return nil, err
	}
	n, err := o.CountDossiers(ctx, by, e.Query)
	if err != nil {
		return nil, err
	}
	if n > exportDirectly {
		t := &LongTask{LongTask: store.LongTask{Kind: TaskExport, State: TaskWaiting, Title: e.Title},
			Ask: TaskAsk{Lang: e.Lang, Query: &e.Query, Columns: e.Columns, Format: e.Format}}
		return t, o.addTask(ctx, by, t, func(tx *store.Tx) error { return o.auditExport(ctx, tx, by, e, -1) })
	}
	// The entry stands before the first byte leaves: what was read may be lost
	// on the way, and was read all the same.
	if err := o.store.Write(ctx, func(tx *store.Tx) error { return o.auditExport(ctx, tx, by, e, n) }); err != nil {
		return nil, err
	}
	format := workbook.Format(e.Format)
	_, err = o.writeExport(ctx, by, e, w(o.exportName(e), format.Type()), func(int) error { return nil })
	return nil, err
}

func (o *Office) exportName(e Export) string {
	return "ho-so-" + calendar.DateOf(o.Now()).String() + "." + e.Format
}

// auditExport notes who took which list away; rows is -1 while a task still
// counts them.
func (o *Office) auditExport(ctx context.Context, tx *store.Tx, by identity.Actor, e Export, rows int) error {
	return tx.Audit(ctx, newID(), o.Now(), by, "export.dossiers", "", map[string]any{"query": e.Query, "columns": e.Columns, "format": e.Format, "rows": rows})
}

// writeExport writes the list page by page, none of which is held longer than
// it takes to write it.
func (o *Office) writeExport(ctx context.Context, by identity.Actor, e Export, w io.Writer, after func(rows int) error) (int, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return 0, err
	}
	f, err := o.filter(ctx, by, e.Query)
	if err != nil {
		return 0, err
	}
	people, err := o.names(ctx)
	if err != nil {
		return 0, err
	}
	out, err := workbook.NewWriter(w, workbook.Format(e.Format), "ho-so")
	if err != nil {
		return 0, err
	}
	cells := exportCells{office: o, book: b, lang: e.Lang, people: people}
	if err := out.Row(cells.heads(e.Columns)...); err != nil {
		return 0, errors.Join(err, out.Close())
	}
	rows := 0
	for f.Limit = exportAtOnce; ; {
		list, err := o.store.Dossiers(ctx, f)
		for i := 0; err == nil && i < len(list); i++ {
			err = out.Row(cells.of(list[i], e.Columns)...)
		}
		rows += len(list)
		if err == nil && rows > exportAtMost {
			err = motcua.InvalidField("", "export.many", "Most", exportAtMost)
		}
		if err == nil {
			err = after(rows)
		}
		if err != nil {
			return rows, errors.Join(err, out.Close())
		}
		if len(list) < exportAtOnce {
			return rows, out.Close()
		}
		f.After = summaryCursor(list[len(list)-1])
	}
}

func (o *Office) names(ctx context.Context) (map[string]string, error) {
	people, err := o.store.People(ctx)
	names := map[string]string{}
	for _, p := range people {
		names[p.ID] = p.Name
	}
	return names, err
}

// exportCells words the cells of an export in one language.
type exportCells struct {
	office *Office
	book   *Book
	lang   string
	people map[string]string
	kept   map[string]string // sentences said before
}

func (c *exportCells) say(key string) string {
	if text, ok := c.kept[key]; ok {
		return text
	}
	text := c.office.inWords(c.lang, motcua.Say(key))
	if c.kept == nil {
		c.kept = map[string]string{}
	}
	c.kept[key] = text
	return text
}

// heads are the names of the columns; the dossier's own takes three, what may
// be reckoned with stands in columns of its own.
func (c *exportCells) heads(columns []string) []any {
	var heads []any
	add := func(keys ...string) {
		for _, key := range keys {
			heads = append(heads, c.say("export.column."+key))
		}
	}
	for _, column := range columns {
		switch column {
		case "dossier":
			add("code", "procedure", "procedureName")
		case "due":
			add("due", "standing")
		case "step":
			add("status", "step")
		default:
			add(column)
		}
	}
	return heads
}

func (c *exportCells) of(s dossier.Summary, columns []string) []any {
	cells := make([]any, 0, len(columns)+4)
	for _, column := range columns {
		switch column {
		case "dossier":
			cells = append(cells, s.Code, s.Procedure, s.ProcedureName)
		case "applicant":
			cells = append(cells, s.Applicant)
		case "identifier":
			cells = append(cells, s.Identifier)
		case "channel":
			cells = append(cells, c.say("dossier.channel."+string(s.Channel)))
		case "received":
			cells = append(cells, s.ReceivedAt)
		case "due":
			cells = append(cells, s.Due, c.standing(s))
		case "holder":
			cells = append(cells, c.holder(s))
		case "person":
			cells = append(cells, c.people[s.Holder.Person])
		case "step":
			cells = append(cells, c.say("dossier.status."+string(s.Status)), s.Task)
		case "ended":
			cells = append(cells, s.EndedAt)
		}
	}
	return cells
}

func (c *exportCells) standing(s dossier.Summary) string {
	switch {
	case !s.EndedAt.IsZero():
		return c.say("work.standing." + string(s.Standing))
	case s.Paused:
		return c.say("work.standing.paused")
	case s.Due.Before(c.office.Now()):
		return c.say("work.standing.overdue")
	default:
		return c.say("work.standing.inTime")
	}
}

func (c *exportCells) holder(s dossier.Summary) string {
	a := c.book.Agency(s.Holder.Agency)
	if u, ok := a.Unit(s.Holder.Unit); ok {
		return u.Name
	}
	return a.ShortName
}

// runExport writes a large list into the archive.
func (o *Office) runExport(ctx context.Context, by identity.Actor, t *LongTask) error {
	e := Export{Query: *t.Ask.Query, Columns: t.Ask.Columns, Format: t.Ask.Format, Lang: t.Ask.Lang, Title: t.Title}
	if err := checkExport(by, &e); err != nil {
		return err
	}
	f := document.File{ID: newID(), Name: o.exportName(e), Type: workbook.Format(e.Format).Type(), At: o.Now(), By: by.Person, State: document.Clean}
	t.Total = o.estimate(ctx, by, e.Query)
	reader, writer := io.Pipe()
	written := make(chan error, 1)
	go func() {
		rows, err := o.writeExport(ctx, by, e, writer, func(rows int) error {
			t.Done, t.Total = rows, max(t.Total, rows)
			return o.progress(ctx, t, nil)
		})
		t.Done, t.Total = rows, rows
		written <- err
		_ = writer.CloseWithError(err)
	}()
	arrived, err := o.archive.Receive(reader, exportLargest)
	_ = reader.CloseWithError(err) // a writer that is still at it stops
	if failed := <-written; failed != nil {
		if arrived != nil {
			failed = errors.Join(failed, arrived.Drop())
		}
		return failed
	}
	if err != nil {
		return err
	}
	defer func() { _ = arrived.Drop() }()
	f.Hash, f.Size = arrived.Hash, arrived.Size
	if err := arrived.Keep(ctx); err != nil {
		return err
	}
	t.Result = f.ID
	return o.setTask(ctx, t, TaskRunning, func(tx *store.Tx) error {
		if err := tx.PutFile(ctx, f); err != nil {
			return err
		}
		return tx.Audit(ctx, newID(), o.Now(), by, "export.dossiers", t.ID, map[string]any{"rows": t.Done, "hash": f.Hash})
	})
}

// exportLargest is the most bytes an export may have: 512 MiB.
const exportLargest = 512 << 20

// estimate is how many rows an export will have, as far as it is worth
// counting beforehand; 0 when it is not known.
func (o *Office) estimate(ctx context.Context, by identity.Actor, q Query) int {
	f, err := o.filter(ctx, by, q)
	if err != nil {
		return 0
	}
	n, err := o.store.CountDossiers(ctx, f, exportAtMost)
	if err != nil {
		return 0
	}
	return n
}

// ExportColumns tells what the page of an export says of its file: which of the
// columns hold personal data.
func ExportColumns(by identity.Actor, columns []string) (list []string, personal bool) {
	list = ordered(by, columns)
	return list, slices.Contains(list, "applicant") || slices.Contains(list, "identifier")
}
