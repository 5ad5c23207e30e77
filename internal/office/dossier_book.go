package office

import (
	"context"
	"slices"
	"strconv"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
)

// BookOf names a book that follows dossiers (sổ theo dõi hồ sơ, Mẫu số 06): of
// a unit of the department and a year.
type BookOf struct {
	Unit string
	Year int
}

// BookLine is a line of the book, in the columns of Mẫu số 06.
type BookLine struct {
	Number    int
	Code      string
	Procedure string
	Sets      int // số bộ
	Applicant string
	Address   string
	Phone     string
	Agency    string // id of who leads
	Unit      string
	Received  time.Time
	Due       time.Time
	Returned  time.Time // zero while the applicant has no result
	Method    string    // how it was handed over; see dossier.Returned
	Receiver  string
	Status    dossier.Status
	Note      string
}

// DossierBook is a page of a book.
type DossierBook struct {
	BookOf
	Lines  []BookLine
	Next   string
	Count  int
	Closed store.BookClosing
	Books  []BookOf // that have a line, the newest first
}

// DossierBook reads a page of the book of a unit and a year.
func (o *Office) DossierBook(ctx context.Context, by identity.Actor, of BookOf, after string) (DossierBook, error) {
	found := DossierBook{BookOf: of}
	b, err := o.readsBooks(ctx, by)
	if err != nil {
		return found, err
	}
	from := 0
	if after != "" {
		if from, err = strconv.Atoi(after); err != nil || from < 0 {
			return found, motcua.InvalidField("after", "office.cursor")
		}
	}
	if found.Books, err = o.bookList(ctx); err != nil {
		return found, err
	}
	key := o.bookKey(of)
	if found.Count, err = o.store.BookCount(ctx, key); err != nil {
		return found, err
	}
	if found.Closed, err = o.store.BookClosed(ctx, key); err != nil {
		return found, err
	}
	found.Lines, err = o.bookLines(ctx, b, key, from, pageSize+1)
	if len(found.Lines) > pageSize {
		found.Lines = found.Lines[:pageSize]
		found.Next = strconv.Itoa(found.Lines[pageSize-1].Number)
	}
	return found, err
}

// ExportBook gives every line of a book, read in parts.
func (o *Office) ExportBook(ctx context.Context, by identity.Actor, of BookOf, row func(BookLine) error) error {
	b, err := o.readsBooks(ctx, by)
	if err != nil {
		return err
	}
	for after := 0; ; {
		lines, err := o.bookLines(ctx, b, o.bookKey(of), after, exportStep)
		if err != nil {
			return err
		}
		for _, line := range lines {
			if err := row(line); err != nil {
				return err
			}
			after = line.Number
		}
		if len(lines) < exportStep {
			return nil
		}
	}
}

// CloseBook closes the book of a year that is over. What is received for it
// afterwards is entered in the next one.
func (o *Office) CloseBook(ctx context.Context, by identity.Actor, of BookOf) error {
	b, act, err := o.keepsRegister(ctx, by)
	if err != nil {
		return err
	}
	if of.Unit != "" {
		if fault := o.unitFault(b, of.Unit); fault != nil {
			return fault
		}
	}
	key := o.bookKey(of)
	if year := calendar.DateOf(act.At).Year; of.Year >= year {
		return motcua.InvalidField("year", "register.book.running", "Year", strconv.Itoa(of.Year))
	}
	if n, err := o.store.BookCount(ctx, key); err != nil || n == 0 {
		if err == nil {
			err = motcua.InvalidField("year", "register.book.empty", "Year", strconv.Itoa(of.Year))
		}
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		fresh, err := tx.CloseBook(ctx, key, act.At, by.Name)
		if err == nil && !fresh {
			err = motcua.Refused(motcua.Conflict, "register.book.closedBefore", "Year", strconv.Itoa(of.Year))
		}
		return err
	})
}

func (o *Office) bookKey(of BookOf) store.BookKey {
	return store.BookKey{Agency: o.settings.LeadAgency, Unit: of.Unit, Year: of.Year}
}

func (o *Office) readsBooks(ctx context.Context, by identity.Actor) (*Book, error) {
	if !by.Staff() {
		return nil, motcua.Refused(motcua.Forbidden, "identity.forbidden."+string(identity.ReadFigures))
	}
	return o.Book(ctx)
}

func (o *Office) bookList(ctx context.Context) ([]BookOf, error) {
	keys, err := o.store.Books(ctx, o.settings.LeadAgency)
	var list []BookOf
	for _, k := range keys {
		list = append(list, BookOf{Unit: k.Unit, Year: k.Year})
	}
	return list, err
}

func (o *Office) bookLines(ctx context.Context, b *Book, key store.BookKey, after, limit int) ([]BookLine, error) {
	rows, err := o.store.BookLines(ctx, key, after, limit)
	if err != nil {
		return nil, err
	}
	lines := make([]BookLine, 0, len(rows))
	for _, row := range rows {
		d, err := b.rebuild(row.Events)
		if err != nil {
			return nil, err
		}
		lines = append(lines, lineOf(d, row, key))
	}
	return lines, nil
}

func lineOf(d *dossier.Dossier, row store.BookLine, key store.BookKey) BookLine {
	in := d.Intake
	line := BookLine{Number: row.Number, Code: d.Code, Procedure: d.Name, Sets: setsOf(in.Papers), Applicant: in.Applicant.Name, Address: in.Applicant.Address,
		Agency: key.Agency, Unit: key.Unit, Received: in.ReceivedAt, Due: row.Due, Status: d.Status, Note: in.Note}
	_, line.Phone = in.Addresses()
	for _, e := range slices.Backward(d.Events) {
		if f, ok := e.Fact.(dossier.Returned); ok {
			line.Returned, line.Method, line.Receiver = e.At, f.Method, f.ReceivedBy
			break
		}
	}
	if d.Conclusion != nil && d.Conclusion.Reason != "" {
		line.Note = d.Conclusion.Reason
	}
	return line
}

// setsOf is how many sets of papers were handed in: as many as the paper of
// which there are most, and one at least.
func setsOf(papers []dossier.Paper) int {
	sets := 1
	for _, p := range papers {
		sets = max(sets, p.Originals+p.Copies)
	}
	return sets
}

// BookEntry is the line of a dossier in the book of its unit and year; the
// number is 0 when it has none.
func (o *Office) BookEntry(ctx context.Context, v *View) (BookOf, int, error) {
	key, number, err := o.store.BookEntry(ctx, v.ID)
	return BookOf{Unit: key.Unit, Year: key.Year}, number, err
}
