package office

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/docx"
	"motcua/internal/workbook"
	"motcua/plan"
)

// linesMost is how many tasks one table may bring.
const linesMost = 300

// PlanLine is a row of a table of tasks, with what is wrong with it.
type PlanLine struct {
	plan.Line
	Content plan.Content
	Faults  []*motcua.Fault // Field is the column
}

// ReadTaskTable reads the tasks of a plan out of a workbook or a word-processor
// file, with what is wrong in each cell. Nothing is stored.
func (o *Office) ReadTaskTable(ctx context.Context, by identity.Actor, id string, body io.Reader) ([]PlanLine, error) {
	if _, _, err := o.keepsPlans(ctx, by); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(body, workbook.Largest+1))
	if err != nil {
		return nil, fmt.Errorf("read table of tasks: %w", err)
	}
	lines, err := tableOf(data)
	if err != nil {
		return nil, err
	}
	return o.checkLines(ctx, by, id, lines)
}

// tableOf finds the table of tasks in a file.
func tableOf(data []byte) ([]plan.Line, error) {
	sheet, err := workbook.Read(data)
	if err == nil {
		rows := make([][]string, 0, len(sheet.Rows))
		heads, first := sheet.Heads, 2
		if len(sheet.Rows) > 0 {
			first = sheet.Rows[0].Line
		}
		for _, r := range sheet.Rows {
			for len(rows) > 0 && first+len(rows) < r.Line { // empty ones keep the count
				rows = append(rows, nil)
			}
			rows = append(rows, r.Cells)
		}
		lines, ok := linesBelow(append([][]string{heads}, rows...), first-1)
		if !ok {
			return nil, motcua.InvalidField("file", "plan.file.heads")
		}
		return lines, tooMany(lines)
	}
	if fault, ok := motcua.AsFault(err); !ok || fault.Text.Key != "workbook.kind" {
		return nil, err
	}
	tables, err := docx.Tables(data)
	var flaw *docx.FlawError
	if errors.As(err, &flaw) {
		f := motcua.InvalidField("file", "plan.file."+string(flaw.Flaw), "Table", flaw.Table, "Row", flaw.Row)
		f.Cause = err
		return nil, f
	}
	if err != nil {
		return nil, err
	}
	if len(tables) == 0 {
		return nil, motcua.InvalidField("file", "plan.file.none")
	}
	for _, table := range tables {
		if lines, ok := linesBelow(table.Rows, 1); ok {
			return lines, tooMany(lines)
		}
	}
	return nil, motcua.InvalidField("file", "plan.file.heads")
}

func tooMany(lines []plan.Line) error {
	if len(lines) > linesMost {
		return motcua.InvalidField("file", "plan.file.rows", "Most", linesMost)
	}
	if len(lines) == 0 {
		return motcua.InvalidField("file", "plan.file.empty")
	}
	return nil
}

// headsWithin is how many rows of a title may stand above the heads of a table.
const headsWithin = 8

// linesBelow finds the row of heads and reads what is below it; first is the
// number of the first row.
func linesBelow(rows [][]string, first int) ([]plan.Line, bool) {
	for i, row := range rows[:min(len(rows), headsWithin)] {
		if columns, ok := plan.GuessColumns(row); ok && len(columns) > 1 {
			return plan.ReadLines(columns, rows[i+1:], first+i+1), true
		}
	}
	return nil, false
}

// checkLines makes tasks of lines, with what is wrong with each.
func (o *Office) checkLines(ctx context.Context, by identity.Actor, id string, lines []plan.Line) ([]PlanLine, error) {
	v, err := o.Plan(ctx, by, id, calendar.Date{})
	if err != nil {
		return nil, err
	}
	people, err := o.RegisterPeople(ctx)
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for _, t := range v.Tasks {
		taken[t.Number] = true
	}
	units := v.Book.Agency(o.settings.LeadAgency).Units
	checked := make([]PlanLine, len(lines))
	for i, l := range lines {
		c, faults := l.Read(units, people, v.To.Year, v.Plan.Field)
		if c.Number != "" && taken[c.Number] {
			faults = append(faults, motcua.InvalidField("number", "plan.number.same", "Number", c.Number))
		}
		taken[c.Number] = true
		checked[i] = PlanLine{Line: l, Content: c, Faults: faults}
	}
	return checked, nil
}

// ImportTasks gives a plan the tasks of lines: all of them, or none when
// anything is wrong with one. The fault names the cell: "2.lead" is the lead unit
// of the third line.
func (o *Office) ImportTasks(ctx context.Context, by identity.Actor, id string, lines []plan.Line) ([]*plan.Task, error) {
	if _, _, err := o.keepsPlans(ctx, by); err != nil {
		return nil, err
	}
	if err := tooMany(lines); err != nil {
		return nil, err
	}
	checked, err := o.checkLines(ctx, by, id, lines)
	if err != nil {
		return nil, err
	}
	var faults []*motcua.Fault
	var contents []plan.Content
	for i, l := range checked {
		for _, f := range l.Faults {
			placed := *f
			placed.Field, placed.More = strconv.Itoa(i)+"."+f.Field, nil
			faults = append(faults, &placed)
		}
		contents = append(contents, l.Content)
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, err
	}
	return o.addTasks(ctx, by, id, contents)
}
