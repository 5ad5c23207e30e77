package web

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"motcua/internal/web/view/component"
	"motcua/internal/web/view/work"
	"motcua/internal/workbook"
	"motcua/legal"
)

// legalRound reads which round of systematisation is asked for, and finds its
// lists.
func (w *Web) legalRound(r *http.Request) (reader, legal.Round, map[legal.Group][]legal.Systematised, error) {
	d, err := w.reader(r)
	if err != nil {
		return d, legal.Round{}, nil, err
	}
	q := r.URL.Query()
	from, wrongFrom := readDate("tu", q.Get("tu"))
	to, wrongTo := readDate("den", q.Get("den"))
	round := legal.Round{From: from, To: to}
	if err := firstOf(wrongFrom, wrongTo); err != nil {
		return d, round, nil, err
	}
	round, lists, err := w.office.Systematisation(r.Context(), d.actor, round)
	return d, round, lists, err
}

// systematisation shows the lists of a round, one at a time.
func (w *Web) systematisation(rw http.ResponseWriter, r *http.Request) error {
	d, round, lists, err := w.legalRound(r)
	if err != nil {
		return err
	}
	page := w.page(r, "legal.round")
	chosen := legal.Group(r.URL.Query().Get("danh-muc"))
	if !slices.Contains(legal.Groups(), chosen) {
		chosen = legal.Groups()[0]
	}
	span := url.Values{"tu": {d.p.Date(round.From)}, "den": {d.p.Date(round.To)}}
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("legal.round.lead", "From", round.From, "To", round.To), Crumbs: []component.Link{{Label: d.p.T("legal.nav"), Href: w.address("legal")}}},
		TabList: d.p.T("legal.round.lists"), Empty: component.Nothing{Title: d.p.T("legal.round.none"), Text: d.p.T("legal.round.none.do"), Icon: "inbox"},
		Sheet:   d.roundSheet(chosen, lists[chosen]),
		Actions: []component.Action{{Label: d.p.T("legal.xlsx"), Icon: "download", Look: component.Secondary, Href: w.address("legal.round.xlsx") + "?" + span.Encode()}}}
	for _, g := range legal.Groups() {
		span.Set("danh-muc", string(g))
		l.Tabs = append(l.Tabs, component.Tab{Label: d.p.T("legal.group." + string(g)), Count: len(lists[g]), Href: w.address("legal.round") + "?" + span.Encode(), Current: g == chosen})
	}
	from, to := component.Field{Name: "tu", Label: d.p.T("figures.from"), Value: span.Get("tu"), InputMode: "numeric"}, component.Field{Name: "den", Label: d.p.T("figures.to"), Value: span.Get("den"), InputMode: "numeric"}
	l.Filter = &work.Filter{Filter: component.Filter{Action: w.address("legal.round")}, Fields: []component.Field{from, to}, Hidden: [][2]string{{"danh-muc", string(chosen)}}}
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

func (d reader) roundSheet(g legal.Group, list []legal.Systematised) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("legal.group." + string(g)), Keys: true}
	for _, c := range roundColumns() {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("legal.column." + c)})
	}
	for _, s := range list {
		link := component.Link{Label: s.Number, Href: d.address("legal.record", s.ID)}
		sheet.Rows = append(sheet.Rows, component.Row{ID: "vb-" + s.ID, Cells: []templ.Component{component.LinkWith(link, d.p.T("legal.type."+s.Type)+", "+d.p.Date(s.Issued)), component.Text(s.Title),
			component.Text(d.dayOr(s.From)), component.Tag(d.standingOf(s.Validity)), component.Text(d.dayOr(s.Since)), component.Text(d.roundReason(g, s))}})
	}
	return sheet
}

func roundColumns() []string { return []string{"number", "title", "from", "standing", "since", "why"} }

// roundReason is why a document stands in a list: the documents that ended it,
// its own last day, or what a review proposes.
func (d reader) roundReason(g legal.Group, s legal.Systematised) string {
	if g == legal.ToHandle {
		return joined(d.p.T("legal.proposal."+string(s.Review.Proposal)), s.Review.Reason)
	}
	text := ""
	for _, c := range s.Causes {
		text = joined(text, d.p.T("legal.round.cause", "Effect", d.p.T("legal.effectOn."+string(c.Effect)), "Number", c.Number, "Part", c.Part))
	}
	if s.Standing == legal.Ended && !s.Until.IsZero() && s.Since == s.Until.AddDays(1) {
		text = joined(text, d.p.T("legal.round.own"))
	}
	return text
}

// systematisationBook sends the lists of a round as a workbook, a sheet for each.
func (w *Web) systematisationBook(rw http.ResponseWriter, r *http.Request) error {
	d, round, lists, err := w.legalRound(r)
	if err != nil {
		return err
	}
	var pages []workbook.Page
	for _, g := range legal.Groups() {
		page := workbook.Page{Name: d.p.T("legal.group." + string(g)), Above: []string{d.p.T("legal.group." + string(g)), d.p.T("legal.round.lead", "From", round.From, "To", round.To)}, Heads: []string{"STT"}}
		for _, c := range []string{"type", "number", "issued", "issuer", "title", "from", "standing", "since", "why"} {
			page.Heads = append(page.Heads, d.p.T("legal.column."+c))
		}
		for i, s := range lists[g] {
			row := []any{i + 1, d.p.T("legal.type." + s.Type), s.Number, s.Issued, s.Issuer, s.Title, nil, d.p.T("legal.standing." + string(s.Standing)), nil, d.roundReason(g, s)}
			if !s.From.IsZero() {
				row[6] = s.From
			}
			if !s.Since.IsZero() {
				row[8] = s.Since
			}
			page.Rows = append(page.Rows, row)
		}
		pages = append(pages, page)
	}
	var b bytes.Buffer
	if err := workbook.WritePages(&b, pages); err != nil {
		return err
	}
	sendFile(rw, workbook.XLSX.Type(), "he-thong-hoa-van-ban-"+round.To.String()+".xlsx", b.Bytes())
	return nil
}
