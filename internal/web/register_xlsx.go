package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/xuri/excelize/v2"

	"motcua/internal/office"
	"motcua/register"
)

// ledger is a workbook of one sheet that is written row by row: excelize keeps
// what is large in a file, so that a whole year never stands in memory.
type ledger struct {
	book *excelize.File
	out  *excelize.StreamWriter
	text int // style of cells that stay text whatever they begin with
	rows int
}

// textFormat is the built-in number format "@": a cell of it that begins with =
// is no formula, not even after somebody has edited it.
const textFormat = 49

func newLedger(sheet string, heads []string) (*ledger, error) {
	l := &ledger{book: excelize.NewFile()}
	fail := func(err error) (*ledger, error) {
		return nil, errors.Join(fmt.Errorf("write workbook: %w", err), l.book.Close())
	}
	if err := l.book.SetSheetName("Sheet1", sheet); err != nil {
		return fail(err)
	}
	var err error
	if l.text, err = l.book.NewStyle(&excelize.Style{NumFmt: textFormat, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}); err != nil {
		return fail(err)
	}
	if l.out, err = l.book.NewStreamWriter(sheet); err != nil {
		return fail(err)
	}
	if err := l.out.SetColWidth(1, len(heads), 18); err != nil {
		return fail(err)
	}
	if err := l.add(heads); err != nil {
		return fail(err)
	}
	return l, nil
}

// add writes a row; every cell is text.
func (l *ledger) add(cells []string) error {
	l.rows++
	row := make([]any, len(cells))
	for i, c := range cells {
		row[i] = excelize.Cell{StyleID: l.text, Value: c}
	}
	if err := l.out.SetRow("A"+strconv.Itoa(l.rows), row); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// send sends the workbook to be saved; it belongs to its reader alone.
func (l *ledger) send(rw http.ResponseWriter, name string) error {
	if err := l.out.Flush(); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	h := rw.Header()
	h.Set("Content-Type", typeXLSX)
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	_, _ = l.book.WriteTo(rw) // fails when the reader has gone
	return nil
}

// exportRegister sends what a list finds as a workbook.
func exportRegister(direction register.Direction) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) (err error) {
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		q, err := d.documentQuery(direction, r.URL.Query())
		if err != nil {
			return err
		}
		q.After = ""
		columns := []string{"arrival", "received", "sender", "symbol", "date", "kind", "subject", "urgency", "secrecy", "holder", "due", "state", "answer", "reply"}
		name := "van-ban-den.xlsx"
		if direction == register.Out {
			columns = []string{"number", "symbol", "date", "kind", "subject", "signer", "drafter", "recipients", "urgency", "secrecy", "due", "state", "replaced"}
			name = "van-ban-di.xlsx"
		}
		heads := make([]string, len(columns))
		for i, c := range columns {
			heads[i] = d.p.T("register.column." + c)
		}
		l, err := newLedger(d.p.T("register."+string(direction)), heads)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, l.book.Close()) }()
		err = w.office.ExportDocuments(r.Context(), d.actor, q, func(s register.Summary) error {
			cells := make([]string, len(columns))
			for i, c := range columns {
				cells[i] = d.documentCell(s, c)
			}
			return l.add(cells)
		})
		if err != nil {
			return err
		}
		return l.send(rw, name)
	}
}

func (d reader) documentCell(s register.Summary, column string) string {
	switch column {
	case "number", "arrival":
		return strconv.Itoa(s.Number)
	case "received":
		return d.p.Date(s.Received)
	case "sender":
		return s.Sender
	case "symbol":
		return s.Symbol
	case "date":
		return d.p.Date(s.Date)
	case "kind":
		if k, ok := register.KindOf(s.Content.Kind); ok {
			return d.kindName(k)
		}
	case "subject":
		return s.Subject
	case "signer":
		return s.Signer
	case "recipients":
		return s.Recipient
	case "urgency":
		return d.p.T("register.urgency." + string(s.Urgency))
	case "secrecy":
		return d.p.T("register.secrecy." + string(s.Secrecy))
	case "drafter":
		return d.unit(s.Agency, s.Unit)
	case "holder":
		return d.documentHolder(s.Agency, s.Unit, s.Name)
	case "due":
		if !s.Due.IsZero() {
			return d.p.Instant(s.Due)
		}
	case "state":
		return d.p.T("register.state." + string(s.State))
	case "answer":
		return s.Answer
	case "reply":
		return s.Reply
	case "replaced":
		return s.Replaced
	}
	return ""
}

// exportBook sends a book of dossiers as a workbook.
func (w *Web) exportBook(rw http.ResponseWriter, r *http.Request) (err error) {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	of, err := w.bookOf(r, d)
	if err != nil {
		return err
	}
	var heads []string
	for _, c := range bookColumns() {
		heads = append(heads, d.p.T("register.book.column."+c))
	}
	l, err := newLedger(d.p.T("register.book.sheet"), heads)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.book.Close()) }()
	if err := w.office.ExportBook(r.Context(), d.actor, of, func(line office.BookLine) error { return l.add(d.bookCells(line)) }); err != nil {
		return err
	}
	return l.send(rw, bookName(of))
}
