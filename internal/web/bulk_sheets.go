package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/task"
	"motcua/sheet"

	"github.com/a-h/templ"
)

// kindAsked is the kind of sheet that is to be printed of ticked rows, the
// receipt when none was chosen yet.
func kindAsked(f url.Values) sheet.Kind { return cmp.Or(sheet.Kind(f.Get("loai")), sheet.Receipt) }

// showSheets says of every ticked row which sheets of a kind it has, and leads to
// the file with all of them.
func (w *Web) showSheets(rw http.ResponseWriter, r *http.Request, f url.Values, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	kind, status := kindAsked(f), http.StatusOK
	rows, err := w.office.ManySheets(r.Context(), d.actor, kind, rowsPicked(f["hs"]))
	if fault, ok := motcua.AsFault(err); ok && fault.Field == "loai" {
		wrong, kind = err, sheet.Receipt
		rows, err = w.office.ManySheets(r.Context(), d.actor, kind, rowsPicked(f["hs"]))
	}
	if err != nil {
		return err
	}
	page := w.page(r, "bulk.sheets")
	back := w.address("dossiers")
	v := task.Bulk{Head: component.Head{Title: page.Title, Crumbs: []component.Link{{Label: d.p.T("work.dossiers"), Href: back}}},
		Act: office.BulkSheets, Action: w.address("bulk"), Cancel: component.Link{Label: d.p.T("page.cancel"), Href: back}}
	if wrong != nil {
		v.Problems, status = component.ProblemsOf(d.p, wrong), statusOf(motcua.KindOf(wrong))
	}
	page.Faulty = wrong != nil
	v.Sheet = component.Sheet{Caption: d.p.T("bulk.sheets.rows"), Columns: []component.Column{{Label: d.p.T("work.column.dossier")}, {Label: d.p.T("work.column.applicant")},
		{Label: d.p.T("work.column.holder")}, {Label: d.p.T("bulk.sheets.what")}}}
	for _, row := range rows {
		v.All = append(v.All, row.Code)
		if row.Err == nil {
			v.Rows = append(v.Rows, row.Code)
		}
		v.Sheet.Rows = append(v.Sheet.Rows, d.pickedRow(row.Code, row.View, d.sheetsTold(kind, row)))
	}
	v.Head.Lead = d.p.T("bulk.sheets.fits", "Fits", len(v.Rows), "Count", len(rows))
	if kind == sheet.HandOver {
		v.Head.Lead += " · " + d.p.T("bulk.sheets.together")
	}
	v.Person = component.Field{Name: "loai", Label: d.p.T("bulk.sheets.kind"), Value: string(kind), Error: v.Problems.Of("loai")}
	for _, k := range office.SheetsOfMany() {
		v.People = append(v.People, component.Choice{Value: string(k), Label: d.p.T("sheet.kind." + string(k))})
	}
	if v.Problems.Of("loai") == "" {
		v.Print = d.printWays(kind, rows, v.Rows)
	}
	return w.render(rw, r, status, task.Confirm(page, v))
}

// sheetsTold says which sheets a row has, or why it has none.
func (d reader) sheetsTold(kind sheet.Kind, row office.SheetRow) templ.Component {
	if row.Err != nil {
		return component.TextWith(d.p.T("bulk.sheets.not"), d.p.Text(row.Err.Text))
	}
	var list []string
	for _, s := range row.Sheets {
		told := []string{d.p.Instant(s.At), formOf(d, s.Form)}
		if number := (filler{reader: d, v: row.View, of: printable(s.Printable)}).given(); s.Fact > 0 && number != "" {
			told = append([]string{d.p.T("sheet.numbered."+string(kind), "Number", number)}, told...)
		}
		if s.Kind == sheet.Fee {
			told = append([]string{s.Receipt.Code()}, told...)
		}
		if last, ok := row.View.LastHandover(); ok && s.Kind == sheet.HandOver {
			told = append(told, d.p.T("bulk.sheets.passed", "From", d.place(last.From.Agency, last.From.Unit), "To", d.place(last.To.Agency, last.To.Unit)))
		}
		list = append(list, strings.Join(told, ", "))
	}
	return component.TextWith(d.p.T("bulk.sheets.has", "Count", len(list)), strings.Join(list, "; "))
}

// printWays are the buttons that open the file: forms of A5 also in two copies.
func (d reader) printWays(kind sheet.Kind, rows []office.SheetRow, codes []string) []component.Action {
	if len(codes) == 0 {
		return nil
	}
	count, small := 0, true
	for _, row := range rows {
		count += len(row.Sheets)
		for _, s := range row.Sheets {
			small = small && s.Form.Size == sheet.A5
		}
	}
	if kind == sheet.HandOver {
		count = len(sameWay(rows))
	}
	to := queried(d.address("bulk.sheets"), url.Values{"loai": {string(kind)}, "hs": codes})
	ways := []component.Action{{Label: d.p.T("bulk.sheets.do", "Count", count), Icon: "printer", Look: component.Primary, Href: to}}
	if small {
		ways = append(ways, component.Action{Label: d.p.T("bulk.sheets.twice", "Count", count), Icon: "printer", Href: to + "&lien=2"})
	}
	return ways
}

// manySheets is the file with the sheets of ticked rows. Should one of them have
// none by now, nothing is printed and the reader is told, so that no dossier is
// missing from the pile unseen.
func (w *Web) manySheets(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	f := r.URL.Query()
	kind := kindAsked(f)
	rows, err := w.office.ManySheets(r.Context(), d.actor, kind, rowsPicked(f["hs"]))
	if fault, ok := motcua.AsFault(err); ok && fault.Field == "loai" {
		return w.showSheets(rw, r, f, nil)
	}
	if err != nil {
		return err
	}
	if slices.ContainsFunc(rows, func(row office.SheetRow) bool { return row.Err != nil }) {
		return w.showSheets(rw, r, f, motcua.Refused(motcua.Conflict, "bulk.sheets.changed"))
	}
	jobs, err := d.printings(r, kind, rows, f.Get("lien") == "2")
	if err != nil {
		return err
	}
	return w.sendPDF(rw, sheetSlug(kind)+"-"+plain(len(rows)), jobs...)
}

func (d reader) printings(r *http.Request, kind sheet.Kind, rows []office.SheetRow, twice bool) ([]print.Job, error) {
	var jobs []print.Job
	if kind == sheet.HandOver {
		d.p = d.w.words.In("vi")
		for _, group := range sameWay(rows) {
			jobs = append(jobs, d.handOverJob(group))
		}
		return jobs, nil
	}
	for _, row := range rows {
		for _, s := range row.Sheets {
			if kind == sheet.Fee {
				jobs = append(jobs, d.slip(row.Bill, s.Receipt, s.Form, twice))
				continue
			}
			job, err := d.printing(r.Context(), row.View, printable(s.Printable), s.Form, twice)
			if err != nil {
				return nil, err
			}
			jobs = append(jobs, job)
		}
	}
	return jobs, nil
}

// sameWay are the dossiers whose last hand-over went the same way, by the form
// of the same day: they stand on one paper.
func sameWay(rows []office.SheetRow) [][]office.SheetRow {
	same := func(a, b office.SheetRow) bool {
		one, _ := a.View.LastHandover()
		other, _ := b.View.LastHandover()
		return one.From.Agency == other.From.Agency && one.From.Unit == other.From.Unit &&
			one.To.Agency == other.To.Agency && one.To.Unit == other.To.Unit && a.Sheets[0].Form.Same(b.Sheets[0].Form)
	}
	var groups [][]office.SheetRow
	for _, row := range rows {
		if row.Err != nil {
			continue
		}
		i := slices.IndexFunc(groups, func(g []office.SheetRow) bool { return same(g[0], row) })
		if i < 0 {
			groups = append(groups, []office.SheetRow{row})
			continue
		}
		groups[i] = append(groups[i], row)
	}
	return groups
}

func (d reader) handOverJob(group []office.SheetRow) print.Job {
	var all []handed
	for _, row := range group {
		last, _ := row.View.LastHandover()
		all = append(all, handed{row.View, last})
	}
	at := slices.MaxFunc(all, func(a, b handed) int { return a.last.GivenAt.Compare(b.last.GivenAt) })
	latest := slices.MaxFunc(group, func(a, b office.SheetRow) int { return a.Sheets[0].At.Compare(b.Sheets[0].At) })
	return print.Job{Form: latest.Sheets[0].Form, Copies: []sheet.Values{d.handOver(all, at.last.GivenAt)}, At: at.last.GivenAt, Foot: all[0].Code}
}
