package web

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"

	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/public"
	"motcua/report"
)

// How long open data may be kept, in seconds.
const (
	catalogueKept = 3600
	countedKept   = 60
)

// listedProcedure is a procedure in force as open data has it.
type listedProcedure struct {
	Code         string   `json:"code"`
	Name         string   `json:"name"`
	NameEN       string   `json:"nameEN,omitempty"`
	Field        string   `json:"field"`
	Level        string   `json:"level"`
	Agency       string   `json:"agency"`
	Audience     []string `json:"audience"`
	ServiceLevel string   `json:"serviceLevel,omitempty"`
	Term         string   `json:"term,omitempty"`
	Channels     []string `json:"channels"`
	Fee          *int64   `json:"fee,omitempty"` // the least, in đồng; absent when not announced
	Papers       int      `json:"papers"`
	Decision     string   `json:"decision"`
	DecisionDate string   `json:"decisionDate,omitempty"`
	ValidFrom    string   `json:"validFrom"`
	URL          string   `json:"url"`
}

var procedureHeads = []string{"code", "name", "nameEN", "field", "level", "agency", "audience", "serviceLevel", "term", "channels", "fee", "papers",
	"decision", "decisionDate", "validFrom", "url"}

func (p listedProcedure) row() []any {
	fee := any("")
	if p.Fee != nil {
		fee = *p.Fee
	}
	return []any{p.Code, p.Name, p.NameEN, p.Field, p.Level, p.Agency, strings.Join(p.Audience, " "), p.ServiceLevel, p.Term, strings.Join(p.Channels, " "),
		fee, p.Papers, p.Decision, p.DecisionDate, p.ValidFrom, p.URL}
}

// published are the procedures in force today, in the order of their names.
func (w *Web) published(book *office.Book) []listedProcedure {
	today := calendar.DateOf(w.office.Now())
	list := []listedProcedure{}
	for _, of := range book.Procedures {
		v, err := of.VersionOn(today)
		if err != nil {
			continue
		}
		p := listedProcedure{Code: of.Code, Name: of.NameUnder(v), NameEN: of.NameEN, Field: of.Field, Level: of.Level, Agency: book.Agency(of.Agency).Name,
			Audience: append([]string{}, of.Audience...), ServiceLevel: string(v.ServiceLevel), Channels: []string{}, Papers: len(v.Papers),
			Decision: v.Decision.Number, DecisionDate: v.Decision.Date.String(), ValidFrom: v.ValidFrom.String(), URL: w.site() + w.address("procedure", of.Code)}
		if !v.Term.IsZero() {
			p.Term = v.Term.String()
		}
		for _, c := range v.Channels {
			p.Channels = append(p.Channels, string(c.Kind))
			if p.Fee == nil || c.Fee < *p.Fee {
				p.Fee = &c.Fee
			}
		}
		list = append(list, p)
	}
	return list
}

// site is where the public reaches the pages, without a slash at the end; ""
// when the installation does not say. The name a request came under is never
// used: anybody may write anything there.
func (w *Web) site() string { return strings.TrimSuffix(w.cfg.PublicURL, "/") }

// dataProcedures publishes the procedures in force as CSV.
func (w *Web) dataProcedures(rw http.ResponseWriter, r *http.Request) error {
	book, err := w.office.Book(r.Context())
	if err != nil {
		return err
	}
	set := dataset{heads: procedureHeads}
	for _, p := range w.published(book) {
		set.rows = append(set.rows, p.row())
	}
	body, err := set.csv()
	if err != nil {
		return err
	}
	return w.publish(rw, r, published{name: "thu-tuc.csv", media: typeCSV, body: body, kept: catalogueKept})
}

// dataProceduresJSON publishes the same as JSON.
func (w *Web) dataProceduresJSON(rw http.ResponseWriter, r *http.Request) error {
	book, err := w.office.Book(r.Context())
	if err != nil {
		return err
	}
	body, err := publishedJSON(map[string]any{"date": calendar.DateOf(w.office.Now()).String(), "items": w.published(book)})
	if err != nil {
		return err
	}
	return w.publish(rw, r, published{media: typeJSON, body: body, kept: catalogueKept})
}

// countedFigures are the figures of a period as open data has them.
type countedFigures struct {
	From  calendar.Date `json:"from"`
	To    calendar.Date `json:"to"`
	Rows  []report.Row  `json:"rows"`
	Total report.Row    `json:"total"`
}

var figureHeads = []string{"from", "to", "field", "received", "receivedOnline", "receivedDirect", "carriedOver", "resolved", "early", "onTime", "late", "open", "inTime", "overdue"}

func figureCells(s office.Statistics, name string, row report.Row) []any {
	cells := []any{s.From.String(), s.To.String(), name}
	for _, n := range public.Numbers(row) {
		cells = append(cells, n)
	}
	return cells
}

// figureSet is the table of a period by field; the total stands last, under
// "*".
func figureSet(s office.Statistics) dataset {
	set := dataset{heads: figureHeads}
	for _, row := range s.Rows {
		set.rows = append(set.rows, figureCells(s, row.Key, row))
	}
	set.rows = append(set.rows, figureCells(s, "*", s.Total))
	return set
}

func (w *Web) countedPeriod(r *http.Request) (office.Statistics, error) {
	p, err := w.periodOf(r)
	if err != nil {
		return office.Statistics{}, err
	}
	return w.counted.of(r.Context(), w.office, p)
}

// dataFigures publishes the figures of a period as CSV.
func (w *Web) dataFigures(rw http.ResponseWriter, r *http.Request) error {
	s, err := w.countedPeriod(r)
	if err != nil {
		return err
	}
	body, err := figureSet(s).csv()
	if err != nil {
		return err
	}
	return w.publish(rw, r, published{name: figureFile(s) + ".csv", media: typeCSV, body: body, kept: countedKept})
}

// dataFiguresBook publishes them as a workbook.
func (w *Web) dataFiguresBook(rw http.ResponseWriter, r *http.Request) error {
	s, err := w.countedPeriod(r)
	if err != nil {
		return err
	}
	body, err := figureSet(s).xlsx("II.06a")
	if err != nil {
		return err
	}
	return w.publish(rw, r, published{name: figureFile(s) + ".xlsx", media: typeXLSX, body: body, kept: countedKept})
}

// dataFiguresJSON publishes them as JSON, with who made what late.
func (w *Web) dataFiguresJSON(rw http.ResponseWriter, r *http.Request) error {
	s, err := w.countedPeriod(r)
	if err != nil {
		return err
	}
	body, err := publishedJSON(countedFigures{From: s.From, To: s.To, Rows: s.Rows, Total: s.Total})
	if err != nil {
		return err
	}
	return w.publish(rw, r, published{media: typeJSON, body: body, kept: countedKept})
}

func figureFile(s office.Statistics) string { return fmt.Sprintf("tinh-hinh-%s-%s", s.From, s.To) }

// dataPage documents the open data.
func (w *Web) dataPage(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	file := func(kind, name string) component.Link {
		return component.Link{Label: p.T("public.data." + kind), Href: w.address(name), Icon: "download"}
	}
	meanings := func(of string, heads []string) []component.Fact {
		facts := make([]component.Fact, len(heads))
		for i, head := range heads {
			facts[i] = component.Fact{Name: head, Text: p.T("public.data." + of + "." + head)}
		}
		return facts
	}
	d := public.OpenData{Crumbs: w.crumbs(r), Sets: []public.DataSet{
		{Title: p.T("public.data.procedures"), About: p.T("public.data.procedures.about"), Columns: meanings("procedure", procedureHeads),
			Files: []component.Link{file("csv", "data.procedures"), file("json", "data.procedures.json")}},
		{Title: p.T("public.data.figures"), About: p.T("public.data.figures.about"), Columns: meanings("figure", figureHeads),
			Files: []component.Link{file("csv", "data.figures.csv"), file("xlsx", "data.figures.xlsx"), file("json", "data.figures.json")}},
	}}
	return w.render(rw, r, http.StatusOK, public.Data(w.page(r, "public.data.title"), d))
}

// sitemap lists the public pages for search engines. Their addresses must be
// whole, so an installation that does not say where it is reached has none.
func (w *Web) sitemap(rw http.ResponseWriter, r *http.Request) error {
	if w.site() == "" {
		return refusal{status: http.StatusNotFound, key: "web.unknown"}
	}
	book, err := w.office.Book(r.Context())
	if err != nil {
		return err
	}
	type place struct {
		Loc string `xml:"loc"`
	}
	set := struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URL     []place  `xml:"url"`
	}{}
	add := func(address string) {
		if address != "" {
			set.URL = append(set.URL, place{w.site() + address})
		}
	}
	for _, name := range []string{"home", "procedures", "track", "feedbacks", "events", "figures.public", "late.public", "finance.public", "guide", "data", "contact", "access", "privacy"} {
		add(w.address(name))
	}
	for _, t := range book.Topics {
		add(with(w.address("procedures"), "chu-de", t.ID))
	}
	today := calendar.DateOf(w.office.Now())
	for _, of := range book.Procedures {
		if _, err := of.VersionOn(today); err == nil {
			add(w.address("procedure", of.Code))
		}
	}
	body, err := xml.Marshal(set)
	if err != nil {
		return err
	}
	return w.publish(rw, r, published{media: typeXML, body: append([]byte(xml.Header), body...), kept: catalogueKept})
}

// robots keeps search engines to what is for everybody.
func (w *Web) robots(rw http.ResponseWriter, r *http.Request) error {
	text := "User-agent: *\nDisallow: /can-bo\nDisallow: /tra-cuu/\nDisallow: /t/\nDisallow: /api/\nDisallow: /cua-toi\nDisallow: /nop/\nDisallow: /p/\nDisallow: /ve/\n"
	if w.site() != "" {
		text += "Sitemap: " + w.site() + w.address("sitemap") + "\n"
	}
	return w.publish(rw, r, published{media: "text/plain; charset=utf-8", body: []byte(text), kept: catalogueKept})
}

// guide says how to find, submit, pay and follow, as far as there are pages for
// it.
func (w *Web) guide(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	d := public.GuideData{Crumbs: w.crumbs(r), Phone: w.cfg.Brand.Phone, Hours: component.Link{Label: p.T("procedure.contact"), Href: w.address("contact"), Icon: "phone"}}
	for _, s := range []struct{ key, page string }{
		{"find", "procedures"}, {"prepare", "procedures"}, {"submit", "mine"}, {"counter", "contact"}, {"pay", ""}, {"follow", "track"}, {"result", ""}, {"tell", "feedbacks"},
	} {
		step := public.GuideStep{Title: p.T("public.guide." + s.key), Text: p.T("public.guide." + s.key + ".text")}
		if href := w.address(s.page); href != "" {
			step.Way = &component.Link{Label: p.T("public.guide." + s.key + ".way"), Href: href, Icon: "arrow-right"}
		} else if s.page != "" {
			continue
		}
		d.Steps = append(d.Steps, step)
	}
	return w.render(rw, r, http.StatusOK, public.Guide(w.page(r, "public.nav.guide"), d))
}
