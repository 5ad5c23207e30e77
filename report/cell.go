package report

import (
	"slices"

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
