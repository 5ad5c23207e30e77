package office

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/control"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/internal/workbook"
	"motcua/record"
)

// ChannelShows is what a channel shows on a day: a file, or what was pasted.
type ChannelShows struct {
	Channel control.Channel
	On      calendar.Date
	Name    string // of the file
	Data    []byte
	Pasted  string
}

const agreementsPerPage = 50

func agreementKind() recordKind[*control.Agreement] {
	return recordKind[*control.Agreement]{noun: control.AgreementNoun, codec: control.AgreementCodec(), rebuild: control.RebuildAgreement, row: (*control.Agreement).Row}
}

// Agreements lists the checks of channels, the latest first.
func (o *Office) Agreements(ctx context.Context, by identity.Actor, after string) (Page[*control.Agreement], error) {
	var page Page[*control.Agreement]
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return page, err
	}
	list, err := agreementKind().list(ctx, o, store.RecordFilter{After: after, Limit: agreementsPerPage + 1})
	if len(list) > agreementsPerPage {
		list = list[:agreementsPerPage]
		page.Next = list[len(list)-1].ID
	}
	page.Items = list
	return page, err
}

// Agreement shows a check of a channel.
func (o *Office) Agreement(ctx context.Context, by identity.Actor, id string) (*control.Agreement, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return nil, err
	}
	a, _, err := agreementKind().read(ctx, o, id)
	return a, err
}

// CheckChannel holds what a channel shows against the catalogue in force on
// that day, and keeps what differs. Of a file that cannot be read nothing is
// kept.
func (o *Office) CheckChannel(ctx context.Context, by identity.Actor, s ChannelShows) (*control.Agreement, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	act := record.Act{At: o.Now(), By: by}
	table, unread := s.table()
	checked, err := control.Compare(s.Channel, s.On, calendar.DateOf(act.At), table, b.Procedures)
	if err := allWrong(err, unread); err != nil {
		return nil, err
	}
	if len(s.Data) > 0 {
		checked.Source = s.Name
	}
	var a *control.Agreement
	err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
		a, err = agreementKind().create(ctx, tx, act, checked)
		return err
	})
	return a, err
}

// InForceOn are the procedures in force on a day, for the table that a channel
// is to show.
func (o *Office) InForceOn(ctx context.Context, by identity.Actor, on calendar.Date) ([]catalogue.Procedure, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(b.Procedures), func(p catalogue.Procedure) bool {
		_, err := p.VersionOn(on)
		return err != nil
	}), nil
}

// table reads what came: a workbook, an export of a catalogue, or lines of
// cells.
func (s ChannelShows) table() (control.Table, error) {
	pasted := strings.TrimSpace(s.Pasted)
	switch {
	case len(s.Data) > 0 && pasted != "":
		return control.Table{}, motcua.InvalidField("file", "control.agree.both")
	case pasted != "":
		t, err := linesTable(pasted)
		return t, onField("pasted", err)
	case len(s.Data) == 0:
		return control.Table{}, motcua.InvalidField("file", "control.agree.nothing")
	case len(s.Data) > workbook.Largest:
		return control.Table{}, motcua.InvalidField("file", "workbook.large", "Most", workbook.Largest>>20)
	}
	sheet, err := workbook.Read(s.Data)
	if err == nil {
		return sheetTable(sheet)
	}
	if fault, ok := motcua.AsFault(err); !ok || fault.Text.Key != "workbook.kind" {
		return control.Table{}, err
	}
	if text := bytes.TrimSpace(s.Data); text[0] == '{' || text[0] == '[' {
		return s.exported()
	}
	text, ok := decoded(s.Data)
	if !ok {
		return control.Table{}, motcua.InvalidField("file", "control.agree.encoding")
	}
	return linesTable(text)
}

func sheetTable(sheet *workbook.Sheet) (control.Table, error) {
	rows, lines := [][]string{sheet.Heads}, []int{1}
	for _, r := range sheet.Rows {
		rows, lines = append(rows, r.Cells), append(lines, r.Line)
	}
	return control.ReadShown(rows, lines)
}

// exported reads an export of a catalogue, such as ours or the national base's.
func (s ChannelShows) exported() (control.Table, error) {
	reading, err := catalogue.ReadProcedures(s.Data)
	if err != nil {
		return control.Table{}, onField("file", err)
	}
	if len(reading.Rejected) > 0 {
		row := reading.Rejected[0]
		return control.Table{}, motcua.InvalidField("file", "control.agree.rejected", "Ref", row.Ref, "Reason", row.Reason, "Count", len(reading.Rejected))
	}
	t := control.ShownBy(reading.Items, s.On)
	if len(t.Rows) == 0 {
		return t, motcua.InvalidField("file", "control.agree.empty")
	}
	return t, nil
}

// decoded is the text of a file of lines: UTF-8, or UTF-16 as Excel saves it.
func decoded(data []byte) (string, bool) {
	little := bytes.HasPrefix(data, []byte{0xFF, 0xFE})
	if !little && !bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return strings.TrimPrefix(string(data), "\ufeff"), utf8.Valid(data) && !bytes.ContainsRune(data, 0)
	}
	var units []uint16
	for i := 2; i+1 < len(data); i += 2 {
		unit := uint16(data[i])<<8 | uint16(data[i+1])
		if little {
			unit = uint16(data[i+1])<<8 | uint16(data[i])
		}
		units = append(units, unit)
	}
	return string(utf16.Decode(units)), true
}

// linesTable reads lines of cells, parted as their first line is: by tabs, as a
// table is pasted, by semicolons or by commas.
func linesTable(text string) (control.Table, error) {
	first, _, _ := strings.Cut(text, "\n")
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.Comma = -1, ','
	for _, mark := range []rune{';', '\t'} {
		if strings.Count(first, string(mark)) > strings.Count(first, string(r.Comma)) {
			r.Comma = mark
		}
	}
	r.LazyQuotes = r.Comma == '\t'
	var rows [][]string
	var lines []int
	for {
		cells, err := r.Read()
		var broken *csv.ParseError
		switch {
		case errors.As(err, &broken):
			return control.Table{}, motcua.InvalidField("file", "control.agree.line", "Line", broken.StartLine)
		case err != nil:
			return control.ReadShown(rows, lines)
		case len(rows) > workbook.RowsAtMost:
			return control.Table{}, motcua.InvalidField("file", "workbook.rows", "Most", workbook.RowsAtMost)
		}
		line, _ := r.FieldPos(0)
		rows, lines = append(rows, cells), append(lines, line)
	}
}
