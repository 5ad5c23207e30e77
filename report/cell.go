package report

import (
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
)

// Column is a column of the table that a list of dossiers stands behind.
type Column string

// The columns of biểu II.06a, 3 to 13.
const (
	ColumnReceived Column = "received"
	ColumnOnline   Column = "online"
	ColumnDirect   Column = "direct"
	ColumnCarried  Column = "carried"
	ColumnResolved Column = "resolved"
	ColumnEarly    Column = "early"
	ColumnOnTime   Column = "onTime"
	ColumnLate     Column = "late"
	ColumnOpen     Column = "open"
	ColumnInTime   Column = "inTime"
	ColumnOverdue  Column = "overdue"
)

// Columns are the columns in the order of the form.
func Columns() []Column {
	return []Column{ColumnReceived, ColumnOnline, ColumnDirect, ColumnCarried, ColumnResolved, ColumnEarly, ColumnOnTime, ColumnLate,
		ColumnOpen, ColumnInTime, ColumnOverdue}
}

// Number is what a row counts in a column.
func (r Row) Number(c Column) int {
	switch c {
	case ColumnReceived:
		return r.Received.Total
	case ColumnOnline:
		return r.Received.Online
	case ColumnDirect:
		return r.Received.Direct
	case ColumnCarried:
		return r.Received.CarriedOver
	case ColumnResolved:
		return r.Resolved.Total
	case ColumnEarly:
		return r.Resolved.Early
	case ColumnOnTime:
		return r.Resolved.OnTime
	case ColumnLate:
		return r.Resolved.Late
	case ColumnOpen:
		return r.Open.Total
	case ColumnInTime:
		return r.Open.InTime
	case ColumnOverdue:
		return r.Open.Overdue
	default:
		return 0
	}
}

// Whole is what the number of a column is a share of: what was received,
// resolved or open; 0 for those three themselves.
func (r Row) Whole(c Column) int {
	switch c {
	case ColumnOnline, ColumnDirect, ColumnCarried:
		return r.Received.Total
	case ColumnEarly, ColumnOnTime, ColumnLate:
		return r.Resolved.Total
	case ColumnInTime, ColumnOverdue:
		return r.Open.Total
	default:
		return 0
	}
}

// Cell is one number of a table: its list are the dossiers it counts.
type Cell struct {
	From, To calendar.Date
	By       Group
	Key      string
	Total    bool // of the total row; Key says nothing then
	Column   Column
	Agency   string // of the late ones: only those this agency made late
}

// Check says what of a cell cannot be. Its faults: report.group on "by",
// report.column on "column", report.backwards on "to".
func (c Cell) Check() error {
	switch {
	case !c.By.Valid():
		return motcua.InvalidField("by", "report.group", "Value", string(c.By))
	case !slices.Contains(Columns(), c.Column), c.Agency != "" && c.Column != ColumnLate, c.By == ByCause && !c.Total && c.Column != ColumnLate:
		return motcua.InvalidField("column", "report.column", "Value", string(c.Column))
	case c.To.Before(c.From):
		return motcua.InvalidField("to", "report.backwards", "From", c.From, "To", c.To)
	}
	return nil
}

// String writes a cell for an address; ParseCell reads it.
func (c Cell) String() string {
	row := "="
	if !c.Total {
		row = ":" + c.Key
	}
	return strings.Join([]string{c.From.String(), c.To.String(), string(c.By), string(c.Column), c.Agency, row}, "/")
}

// ParseCell reads a cell out of an address. Its fault, on the field "cell":
// report.column; that the cell makes sense is for [Cell.Check] to say.
func ParseCell(text string) (Cell, error) {
	parts := strings.SplitN(text, "/", 6)
	wrong := motcua.InvalidField("cell", "report.column", "Value", text)
	if len(parts) != 6 || parts[5] == "" || parts[5][0] != '=' && parts[5][0] != ':' {
		return Cell{}, wrong
	}
	from, badFrom := calendar.ParseDate(parts[0])
	to, badTo := calendar.ParseDate(parts[1])
	if badFrom != nil || badTo != nil {
		return Cell{}, wrong
	}
	c := Cell{From: from, To: to, By: Group(parts[2]), Column: Column(parts[3]), Agency: parts[4], Total: parts[5] == "="}
	if !c.Total {
		c.Key = parts[5][1:]
	}
	return c, nil
}
