package web

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/internal/workbook"
	"motcua/report"
	"motcua/sheet"
)

// reportForm is a form of TT 01/2020/TT-VPCP, filled. Like the circular it is
// in Vietnamese, whatever its reader's language.
type reportForm struct {
	number string // "II.06a"
	title  string
	under  string
	heads  [][]workbook.Head
	flat   []string // the same heads, one for each column
	rows   [][]any
	file   string
}

// form06a is biểu II.06a/VPCP/KSTT of a period: columns 1 to 13.
func (d reader) form06a(r *http.Request) (reportForm, error) {
	asked, err := d.figuresAsked(r)
	if err != nil {
		return reportForm{}, err
	}
	s, err := d.w.office.Statistics(r.Context(), d.actor, asked.period.From, asked.period.To, asked.group)
	if err != nil {
		return reportForm{}, err
	}
	d.p = d.w.words.In("vi")
	if d.names, err = d.w.office.PeopleNames(r.Context(), d.actor); err != nil {
		return reportForm{}, err
	}
	t := d.p.T
	f := reportForm{number: "II.06a/VPCP/KSTT", title: t("figures.06a.title"), under: t("figures.06a.period", "From", s.From, "To", s.To), file: fmt.Sprintf("bieu-II.06a-%s-%s", s.From, s.To)}
	groups := []struct {
		key     string
		columns []report.Column
	}{{"received", report.Columns()[:4]}, {"resolved", report.Columns()[4:8]}, {"open", report.Columns()[8:]}}
	top, below := []workbook.Head{{Text: "STT", Down: 2}, {Text: t("figures.group." + string(s.By)), Down: 2}}, []workbook.Head{}
	f.flat = []string{"STT", t("figures.group." + string(s.By))}
	for _, g := range groups {
		top = append(top, workbook.Head{Text: t("figures." + g.key), Across: len(g.columns)})
		for i, c := range g.columns {
			name := t("figures.column.total")
			if i > 0 {
				name = t("figures.column." + string(c))
			}
			below = append(below, workbook.Head{Text: name})
			f.flat = append(f.flat, t("figures."+g.key)+": "+name)
		}
	}
	numbers := []workbook.Head{}
	for i := range f.flat {
		numbers = append(numbers, workbook.Head{Text: "(" + strconv.Itoa(i+1) + ")"})
	}
	f.heads = [][]workbook.Head{top, below, numbers}
	for i, row := range append(s.Rows, s.Total) {
		no, name := strconv.Itoa(i+1), d.groupName(s.By, row.Key)
		if i == len(s.Rows) {
			no, name = "", t("figures.total")
		}
		cells := []any{no, name}
		for _, c := range report.Columns() {
			cells = append(cells, row.Number(c))
		}
		f.rows = append(f.rows, cells)
	}
	return f, nil
}

// form07b is biểu II.07b: procedures in force at the end of the period by level
// of service, by mechanism, and with an internal process.
func (d reader) form07b(r *http.Request) (reportForm, error) {
	asked, err := d.figuresAsked(r)
	if err != nil {
		return reportForm{}, err
	}
	on := asked.period.To
	if today := calendar.DateOf(d.now); on.After(today) {
		on = today
	}
	k, err := d.w.office.ProcedureKinds(r.Context(), d.actor, on)
	if err != nil {
		return reportForm{}, err
	}
	d.p = d.w.words.In("vi")
	t := d.p.T
	f := reportForm{number: "II.07b/VPCP/KSTT", title: t("figures.07b.title"), under: t("figures.07b.on", "On", on), file: "bieu-II.07b-" + on.String(),
		flat: []string{"STT", t("figures.07b.what"), t("figures.07b.count"), t("figures.07b.share")}}
	heads := []workbook.Head{}
	for _, name := range f.flat {
		heads = append(heads, workbook.Head{Text: name})
	}
	f.heads = [][]workbook.Head{heads}
	for i, line := range kindLines(k) {
		f.rows = append(f.rows, []any{strconv.Itoa(i + 1), t("figures.07b." + line.key), line.n, d.share(line.n, k.All)})
	}
	return f, nil
}

type kindLine struct {
	key string
	n   int
}

func kindLines(k office.ProcedureKinds) []kindLine {
	return []kindLine{{"all", k.All}, {"full", k.ByLevel[catalogue.Full]}, {"partial", k.ByLevel[catalogue.Partial]},
		{"information", k.ByLevel[catalogue.Information]}, {"none", k.ByLevel[""]}, {"oneStop", k.OneStop}, {"joint", k.Joint}, {"internal", k.Internal}}
}

func (w *Web) figures06aXLSX(rw http.ResponseWriter, r *http.Request) error {
	return w.formXLSX(rw, r, reader.form06a)
}

func (w *Web) figures07bXLSX(rw http.ResponseWriter, r *http.Request) error {
	return w.formXLSX(rw, r, reader.form07b)
}

func (w *Web) figures06aPDF(rw http.ResponseWriter, r *http.Request) error {
	return w.formPDF(rw, r, reader.form06a)
}

func (w *Web) figures07bPDF(rw http.ResponseWriter, r *http.Request) error {
	return w.formPDF(rw, r, reader.form07b)
}

// formXLSX hands a form out as a workbook.
func (w *Web) formXLSX(rw http.ResponseWriter, r *http.Request, of func(reader, *http.Request) (reportForm, error)) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	f, err := of(d, r)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := workbook.WriteForm(&body, workbook.Form{Sheet: f.number[:len("II.06a")], Above: []string{d.w.words.In("vi").T("figures.form.number", "Number", f.number), f.title, f.under},
		Heads: f.heads, Rows: f.rows, Wide: 2}); err != nil {
		return err
	}
	rw.Header().Set("Content-Type", workbook.XLSX.Type())
	rw.Header().Set("Content-Disposition", `attachment; filename="`+f.file+`.xlsx"`)
	rw.Header().Set("Cache-Control", "private, no-store")
	_, err = rw.Write(body.Bytes())
	return err
}

// formPDF prints a form on the long side of A4.
func (w *Web) formPDF(rw http.ResponseWriter, r *http.Request, of func(reader, *http.Request) (reportForm, error)) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	f, err := of(d, r)
	if err != nil {
		return err
	}
	lead := d.book.Agency(w.office.LeadAgency())
	table := sheet.Block{Kind: sheet.Table, List: "rows"}
	for i, head := range f.flat {
		c := sheet.Column{Head: head, Text: "{" + strconv.Itoa(i) + "}", Share: 1.2, Align: "right"}
		switch i {
		case 0:
			c.Share, c.Align = 0.7, "center"
		case 1:
			c.Share, c.Align = 4, ""
		}
		table.Columns = append(table.Columns, c)
	}
	form := sheet.Form{Kind: sheet.Composed, Title: f.title, Size: sheet.A4L, Blocks: []sheet.Block{
		{Kind: sheet.Heads, Left: []string{"{parent}", "*{agency}*"}, Right: []string{"{number}"}},
		{Kind: sheet.Title, Text: "{title}"}, {Kind: sheet.Under, Text: "{under}"}, table}}
	values := sheet.Values{Fields: map[string]string{"parent": lead.Parent, "agency": lead.Name, "title": f.title, "under": f.under,
		"number": w.words.In("vi").T("figures.form.number", "Number", f.number)}, Lists: map[string][]map[string]string{}}
	for _, cells := range f.rows {
		row := map[string]string{}
		for i, cell := range cells {
			row[strconv.Itoa(i)] = fmt.Sprint(cell)
		}
		values.Lists["rows"] = append(values.Lists["rows"], row)
	}
	return w.sendPDF(rw, f.file, print.Job{Form: form, Copies: []sheet.Values{values}, At: d.now, Foot: f.number})
}
