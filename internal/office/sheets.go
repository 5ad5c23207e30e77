package office

import (
	"context"
	"errors"
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/payment"
	"motcua/sheet"
)

// Printable is a sheet that a dossier has: what it is, and the fact that it is
// about (its number in the log; 0 for the dossier as it stands).
type Printable struct {
	Kind sheet.Kind
	Fact int
	At   time.Time // whose form it follows
}

// Printables lists the sheets of a dossier, in the order of what happened; then
// those of the dossier as it stands.
func Printables(v *View) []Printable {
	list := []Printable{{sheet.Receipt, 0, v.Intake.ReceivedAt}}
	for _, e := range v.Events {
		switch f := e.Fact.(type) {
		case dossier.PapersAsked:
			list = append(list, Printable{sheet.Supplement, e.Seq, e.At})
		case dossier.Apologised:
			list = append(list, Printable{sheet.Apology, e.Seq, e.At})
		case dossier.Concluded:
			switch f.Conclusion.Outcome {
			case dossier.Refused:
				list = append(list, Printable{sheet.Refusal, e.Seq, e.At})
			case dossier.Stopped:
				list = append(list, Printable{sheet.Stop, e.Seq, e.At})
			}
		case dossier.Returned:
			list = append(list, Printable{sheet.Return, e.Seq, e.At})
		}
	}
	return append(list, Printable{sheet.Control, 0, v.At}, Printable{sheet.History, 0, v.At})
}

// SheetsOfMany lists the kinds of sheet that are printed of many dossiers at
// once: all but the book, which is one for all of them.
func SheetsOfMany() []sheet.Kind {
	return slices.DeleteFunc(sheet.Kinds(), func(k sheet.Kind) bool { return k == sheet.Register })
}

// SheetOf is a sheet of one dossier with the form of its day.
type SheetOf struct {
	Printable
	Form    sheet.Form
	Receipt payment.Receipt // of a fee
}

// SheetRow is one of many dossiers whose sheets are printed: the sheets of the
// kind that it has, or why it has none that its reader may print.
type SheetRow struct {
	Code   string
	View   *View     // nil when the actor may not see it
	Bill   *BillView // of receipts for fees
	Sheets []SheetOf
	Err    *motcua.Fault // nil when there are sheets
}

// ManySheets finds the sheets of one kind that dossiers have, each for somebody
// who may print them: the key that opens the public page stands on them, so they
// are for the staff alone, and each dossier only for who may read it. Nothing is
// left out in silence.
func (o *Office) ManySheets(ctx context.Context, by identity.Actor, kind sheet.Kind, rows []Target) ([]SheetRow, error) {
	if !by.Staff() {
		return nil, identity.Can(by, identity.Receive, identity.Object{})
	}
	if !slices.Contains(SheetsOfMany(), kind) {
		return nil, motcua.InvalidField("loai", "bulk.sheets.unknown", "Kind", string(kind))
	}
	b := Bulk{Act: BulkSheets, Rows: rows}
	if err := b.check(); err != nil {
		return nil, err
	}
	forms, _, err := o.forms(ctx)
	if err != nil {
		return nil, err
	}
	var list []SheetRow
	for _, t := range b.Rows {
		row := SheetRow{Code: t.Code}
		err := o.sheetsOf(ctx, by, kind, forms, &row)
		if err != nil && !errors.As(err, &row.Err) {
			return nil, err
		}
		list = append(list, row)
	}
	return list, nil
}

func (o *Office) sheetsOf(ctx context.Context, by identity.Actor, kind sheet.Kind, forms []sheet.Form, row *SheetRow) error {
	view, err := o.Dossier(ctx, by, row.Code)
	if err != nil {
		return err
	}
	row.View = view
	if kind == sheet.Fee {
		if row.Bill, err = o.Bill(ctx, by, row.Code); err != nil {
			return err
		}
	}
	found := sheetsFound(kind, row)
	if len(found) == 0 {
		return motcua.Refused(motcua.NotFound, "bulk.sheets.none."+string(kind))
	}
	var missing time.Time
	for _, s := range found {
		form, ok := sheet.Of(forms, kind, calendar.DateOf(s.At))
		if !ok {
			missing = s.At
			continue
		}
		s.Form = form
		row.Sheets = append(row.Sheets, s)
	}
	if len(row.Sheets) == 0 {
		return motcua.Refused(motcua.NotFound, "sheet.none", "Day", calendar.DateOf(missing))
	}
	return nil
}

// sheetsFound are the sheets of a kind that a dossier has, by whichever form. The
// paper of a hand-over is that of the last one.
func sheetsFound(kind sheet.Kind, row *SheetRow) []SheetOf {
	var found []SheetOf
	switch kind {
	case sheet.HandOver:
		if h, ok := row.View.LastHandover(); ok {
			found = append(found, SheetOf{Printable: Printable{Kind: kind, At: h.GivenAt}})
		}
	case sheet.Fee:
		for _, r := range row.Bill.Receipts {
			if r.Voided == "" {
				found = append(found, SheetOf{Printable: Printable{Kind: kind, At: r.At}, Receipt: r})
			}
		}
	default:
		for _, p := range Printables(row.View) {
			if p.Kind == kind {
				found = append(found, SheetOf{Printable: p})
			}
		}
	}
	return found
}
