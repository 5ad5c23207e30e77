package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/job"
	"motcua/internal/store"
	"motcua/internal/workbook"
)

// ImportRow is a row of a file with what it would become, or what is wrong.
type ImportRow struct {
	Line   int
	Cells  []string
	Code   string // the dossier had before; "" gets a number of ours
	Intake dossier.Intake
	Faults []*motcua.Fault // each names its column
}

// ImportCheck is what a file of dossiers says before anything is taken in.
type ImportCheck struct {
	Task   *LongTask
	Heads  []string
	Map    map[string]int // the place of each column, from 0
	Rows   []ImportRow
	Wrong  int
	Hidden []string  // sheets that were not read
	Again  *LongTask // an earlier import of the same file; nil: none
	Absent []string  // required columns that no column of the file was set to
}

// Good is how many rows can be taken in.
func (c *ImportCheck) Good() int { return len(c.Rows) - c.Wrong }

// ReadDossiers keeps a file of dossiers, to be looked at before it is taken in.
func (o *Office) ReadDossiers(ctx context.Context, by identity.Actor, name string, body io.Reader, lang string) (*LongTask, error) {
	if err := identity.Can(by, identity.ImportDossiers, identity.Object{}); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(body, workbook.Largest+1))
	if err != nil {
		return nil, fmt.Errorf("read file of dossiers: %w", err)
	}
	sheet, err := workbook.Read(data)
	if err != nil {
		return nil, err
	}
	f, err := o.KeepFile(ctx, Hand{By: by, Name: name, Body: bytes.NewReader(data)})
	if err != nil {
		return nil, err
	}
	t := &LongTask{Ask: TaskAsk{Lang: lang, Map: dossier.GuessColumns(sheet.Heads)}}
	t.Kind, t.State, t.Title, t.File, t.Hash, t.Total = TaskImport, TaskDraft, f.Name, f.ID, f.Hash, len(sheet.Rows)
	return t, o.addTask(ctx, by, t, nil)
}

// importing is an import of the actor's own that was not begun.
func (o *Office) importing(ctx context.Context, by identity.Actor, id string) (*LongTask, error) {
	if err := identity.Can(by, identity.ImportDossiers, identity.Object{}); err != nil {
		return nil, err
	}
	t, err := o.LongTask(ctx, by, id)
	if err == nil && t.Kind != TaskImport {
		err = motcua.Refused(motcua.NotFound, "task.unknown")
	}
	return t, err
}

// CheckDossiers tells what every row of a kept file would become.
func (o *Office) CheckDossiers(ctx context.Context, by identity.Actor, id string) (*ImportCheck, error) {
	t, err := o.importing(ctx, by, id)
	if err != nil {
		return nil, err
	}
	return o.checkDossiers(ctx, by, t)
}

func (o *Office) checkDossiers(ctx context.Context, by identity.Actor, t *LongTask) (*ImportCheck, error) {
	sheet, err := o.sheetOf(ctx, t)
	if err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	c := &ImportCheck{Task: t, Heads: sheet.Heads, Map: t.Ask.Map, Hidden: sheet.Hidden}
	for _, column := range dossier.ImportColumns() {
		if _, ok := c.Map[column.ID]; column.Required && !ok {
			c.Absent = append(c.Absent, column.ID)
		}
	}
	act := o.act(by)
	for _, row := range sheet.Rows {
		c.Rows = append(c.Rows, b.checkRow(row, c.Map, act))
	}
	if err := o.checkCodes(ctx, c); err != nil {
		return nil, err
	}
	for _, row := range c.Rows {
		if len(row.Faults) > 0 {
			c.Wrong++
		}
	}
	c.Again, err = o.importedBefore(ctx, t)
	return c, err
}

func (o *Office) sheetOf(ctx context.Context, t *LongTask) (*workbook.Sheet, error) {
	if t.File == "" {
		return nil, motcua.Refused(motcua.NotFound, "import.fileGone")
	}
	f, err := o.file(ctx, t.File)
	if err != nil {
		return nil, err
	}
	body, err := o.OpenFile(ctx, f)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(body)
	if err = errors.Join(err, body.Close()); err != nil {
		return nil, err
	}
	return workbook.Read(data)
}

// checkRow reads a row and holds it to what the counter would be held to on the
// day of receipt, the clock of the procedure among it.
func (b *Book) checkRow(row workbook.Row, columns map[string]int, act dossier.Act) ImportRow {
	r := ImportRow{Line: row.Line, Cells: row.Cells}
	r.Code, r.Intake, r.Faults = dossier.ImportRow(row.Cells, columns)
	if len(r.Faults) > 0 {
		return r
	}
	in, p, v, err := b.prepare(r.Intake, act)
	if err == nil {
		r.Intake = in
		_, err = dossier.Receive("", "", "", in, p, v, act.At, act.By).Standing(b.Calendars, act.At)
	}
	var fault *motcua.Fault
	if errors.As(b.named(err), &fault) {
		r.Faults = fault.All()
	} else if err != nil {
		r.Faults = []*motcua.Fault{motcua.InvalidField("", "import.unreadable")}
	}
	return r
}

// checkCodes: a code stands once in a file, and no dossier has it yet.
func (o *Office) checkCodes(ctx context.Context, c *ImportCheck) error {
	var codes []string
	first := map[string]int{}
	for _, row := range c.Rows {
		if row.Code != "" {
			codes = append(codes, row.Code)
		}
	}
	taken, err := o.store.CodesTaken(ctx, codes)
	if err != nil {
		return err
	}
	for i := range c.Rows {
		row := &c.Rows[i]
		if row.Code == "" {
			continue
		}
		if line, twice := first[row.Code]; twice {
			row.Faults = append(row.Faults, motcua.InvalidField("code", "import.code.twice", "Value", row.Code, "Line", line))
		} else {
			first[row.Code] = row.Line
		}
		if undone, is := taken[row.Code]; is && !undone {
			row.Faults = append(row.Faults, motcua.InvalidField("code", "import.code.taken", "Value", row.Code))
		}
		if _, n, ours := o.settings.CodePattern.Read(row.Code); ours && n > numberAtMost {
			row.Faults = append(row.Faults, motcua.InvalidField("code", "import.code.number", "Value", row.Code, "Most", numberAtMost))
		}
	}
	return nil
}

// numberAtMost is the highest number of a day that an imported code may have:
// the counter goes on after it.
const numberAtMost = 99_999

// importedBefore finds an earlier import of the same file that was not taken
// back.
func (o *Office) importedBefore(ctx context.Context, t *LongTask) (*LongTask, error) {
	rows, err := o.store.LongTasksOfHash(ctx, t.Hash)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		other, err := readTask(row)
		if err != nil {
			return nil, err
		}
		if other.ID != t.ID && other.State != TaskDraft && !other.Ask.Undo && (other.Open() || other.Done > 0) {
			return other, nil
		}
	}
	return nil, nil
}

// MapDossiers sets the columns of a file that is not taken in yet; -1 leaves
// one out.
func (o *Office) MapDossiers(ctx context.Context, by identity.Actor, id string, columns map[string]int) error {
	t, err := o.importing(ctx, by, id)
	if err != nil {
		return err
	}
	if t.State != TaskDraft {
		return motcua.Refused(motcua.Conflict, "import.begun")
	}
	sheet, err := o.sheetOf(ctx, t)
	if err != nil {
		return err
	}
	t.Ask.Map = map[string]int{}
	used := map[int]bool{}
	for _, c := range dossier.ImportColumns() {
		place, ok := columns[c.ID]
		switch {
		case !ok || place < 0:
			continue
		case place >= len(sheet.Heads):
			return motcua.InvalidField(c.ID, "import.column.unknown")
		case used[place]:
			return motcua.InvalidField(c.ID, "import.column.twice", "Head", sheet.Heads[place])
		}
		used[place], t.Ask.Map[c.ID] = true, place
	}
	return o.setTask(ctx, t, TaskDraft, nil)
}

// ImportFile takes a checked file in, in the background; rows that are wrong
// are left out where skip says so, and else nothing is taken in.
func (o *Office) ImportFile(ctx context.Context, by identity.Actor, id string, skip bool) error {
	t, err := o.importing(ctx, by, id)
	if err != nil {
		return err
	}
	if t.State != TaskDraft {
		return motcua.Refused(motcua.Conflict, "import.begun")
	}
	c, err := o.checkDossiers(ctx, by, t)
	switch {
	case err != nil:
		return err
	case c.Again != nil:
		return motcua.Refused(motcua.Conflict, "import.again", "At", c.Again.MadeAt)
	case c.Good() == 0:
		return motcua.InvalidField("skip", "import.nothing")
	case c.Wrong > 0 && !skip:
		return motcua.InvalidField("skip", "import.wrong", "Count", c.Wrong)
	}
	t.State, t.Total, t.Ask.Skip = TaskWaiting, c.Good(), skip
	return conflicting(o.setTask(ctx, t, TaskDraft, func(tx *store.Tx) error {
		if err := tx.Audit(ctx, newID(), o.Now(), by, "import.dossiers", t.ID, map[string]any{"file": t.Title, "hash": t.Hash, "rows": t.Total}); err != nil {
			return err
		}
		return o.enqueue(ctx, tx.SQL, []Job{job.LongTask{ID: t.ID}})
	}))
}

func conflicting(err error) error {
	if errors.Is(err, errMoved) {
		return motcua.Refused(motcua.Conflict, "import.begun")
	}
	return err
}

// importedAtOnce is how many rows are taken in between two looks at whether the
// task is still wanted.
const importedAtOnce = 50

// runImport takes the rows of a file in, each in a transaction of its own that
// also notes the row, so that none comes twice however often this is run.
func (o *Office) runImport(ctx context.Context, by identity.Actor, t *LongTask) error {
	if err := identity.Can(by, identity.ImportDossiers, identity.Object{}); err != nil {
		return err
	}
	sheet, err := o.sheetOf(ctx, t)
	if err != nil {
		return err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return err
	}
	before, err := o.store.ImportedBy(ctx, t.ID, 0, workbook.RowsAtMost)
	if err != nil {
		return err
	}
	here := map[int]bool{}
	for _, i := range before {
		here[i.Line] = true
	}
	t.Done, t.Failed, t.Lines = len(before), 0, nil
	for i, row := range sheet.Rows {
		if !here[row.Line] {
			line := o.takeIn(ctx, by, b, t, row)
			if line.err != nil {
				return line.err
			}
			if line.Done {
				t.Done++
			} else {
				t.Failed++
				t.Lines = append(t.Lines, line.TaskLine)
			}
		}
		if i%importedAtOnce == importedAtOnce-1 {
			if err := o.progress(ctx, t, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

type taken struct {
	TaskLine
	err error // ours to mend
}

func (o *Office) takeIn(ctx context.Context, by identity.Actor, b *Book, t *LongTask, row workbook.Row) taken {
	line := taken{TaskLine: TaskLine{Line: row.Line}}
	r := b.checkRow(row, t.Ask.Map, o.act(by))
	line.Code = r.Code
	if len(r.Faults) == 0 {
		line.Code, line.err = o.takeInRow(ctx, by, b, t, r)
	} else {
		line.err = motcua.Join(r.Faults...)
	}
	var fault *motcua.Fault
	switch {
	case line.err == nil:
		line.Done = true
	case errors.As(line.err, &fault):
		line.Why, line.err, line.Code = o.inWords(t.Ask.Lang, fault.Text), nil, ""
	}
	return line
}

// takeInRow stores a dossier with what says where it came from. Its applicant
// is not written to: they were when they handed it in.
func (o *Office) takeInRow(ctx context.Context, by identity.Actor, b *Book, t *LongTask, r ImportRow) (string, error) {
	key, err := newKey()
	if err != nil {
		return "", err
	}
	act := o.act(by)
	in, p, v, err := b.prepare(r.Intake, act)
	if err != nil {
		return "", b.named(err)
	}
	code := r.Code
	in.Import = &dossier.Origin{Task: t.ID, File: t.Title, Line: r.Line}
	if code != "" {
		known, err := o.store.CodesTaken(ctx, []string{code})
		if err != nil {
			return "", err
		}
		undone, is := known[code]
		if is && !undone {
			return "", motcua.InvalidField("code", "import.code.taken", "Value", code)
		}
		if undone { // that of an import taken back: facts stay, so the code is not free
			in.Import.Code, code = code, ""
		}
	}
	kept := ""
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		given, err := o.importedNumber(ctx, tx, code, calendar.DateOf(in.ReceivedAt))
		if err != nil {
			return err
		}
		d := dossier.Receive(act.NewID(), given, key, in, p, v, act.At, by)
		summary, err := d.Summarize(b.fieldOf(d), b.Calendars, act.At)
		if err != nil {
			return err
		}
		if err := tx.CreateDossier(ctx, summary, d.Events, nil); err != nil {
			return err
		}
		kept = given
		return tx.AddImported(ctx, store.Imported{Dossier: d.ID, Task: t.ID, Line: r.Line, Code: given, Version: d.Version()})
	})
	return kept, err
}

// importedNumber is the code of an imported dossier: its own, after which the
// counter of its day goes on, or the next one.
func (o *Office) importedNumber(ctx context.Context, tx *store.Tx, code string, received calendar.Date) (string, error) {
	scope := o.settings.CodePattern.Scope()
	if code == "" {
		n, err := tx.NextNumber(ctx, scope, received.String())
		return o.settings.CodePattern.Code(received, n), err
	}
	if day, n, ours := o.settings.CodePattern.Read(code); ours {
		return code, tx.RaiseNumber(ctx, scope, day.String(), n)
	}
	return code, nil
}
