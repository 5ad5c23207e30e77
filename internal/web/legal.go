package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/reform"
	"motcua/internal/web/view/work"
	"motcua/legal"
	"motcua/record"
)

func legalNoun() reformNoun {
	keep, keepers := identity.KeepReform, []identity.Role{identity.Office}
	return reformNoun{name: "legal", base: "/can-bo/phap-luat", readers: reformReaders, keepers: keepers, doers: keepers, load: loadLegal, show: showLegal, tell: tellLegal,
		file: (*office.Office).LegalFile, fields: (*reformAsk).legalFields, enter: enterLegal, acts: []reformAct{
			{string(legal.DeedRelate), "tac-dong", "network", component.Primary, keep, (*reformAsk).relation, doRelateLegal},
			{string(legal.DeedReview), "ra-soat", "list-checks", component.Secondary, keep, (*reformAsk).legalReview, doReviewLegal},
			{string(legal.DeedEdit), "sua", "pen-line", component.Secondary, keep, (*reformAsk).editLegal, doEditLegal},
			{string(legal.DeedRemove), "bo", "circle-x", component.Danger, keep, (*reformAsk).why, withText("reason", (*office.Office).RemoveLegal)},
		}}
}

func loadLegal(ctx context.Context, w *Web, d reader, id string) (reformRecord, error) {
	v, err := w.office.LegalDocument(ctx, d.actor, id, calendar.Date{})
	if err != nil {
		return reformRecord{}, err
	}
	return reformRecord{title: v.Number, lead: v.Title, facts: d.legalFacts(v), files: v.Files, version: v.Version(), events: v.Events, object: identity.Object{LeadAgency: w.office.LeadAgency()},
		fits: func(deed string) bool { return v.Fits(legal.Deed(deed)) }, of: v}, nil
}

// legalQuery reads the filter of the register; the day is today unless it is named.
func (d reader) legalQuery(f url.Values) (office.LegalQuery, error) {
	q := office.LegalQuery{Standing: legal.Standing(f.Get("hieu-luc")), Type: f.Get("loai"), Advised: f.Get("tham-muu") != "", Text: strings.TrimSpace(f.Get("q")), On: calendar.DateOf(d.now)}
	day, err := readDate("ngay", f.Get("ngay"))
	if !day.IsZero() {
		q.On = day
	}
	return q, err
}

func (w *Web) legalList(r *http.Request) (reader, office.LegalQuery, []office.LegalView, error) {
	d, err := w.reader(r)
	if err != nil {
		return d, office.LegalQuery{}, nil, err
	}
	q, err := d.legalQuery(r.URL.Query())
	if err != nil {
		return d, q, nil, err
	}
	list, err := w.office.LegalDocuments(r.Context(), d.actor, q)
	return d, q, list, err
}

// legalDocuments lists the register as of a day.
func (w *Web) legalDocuments(rw http.ResponseWriter, r *http.Request) error {
	d, q, list, err := w.legalList(r)
	if err != nil {
		return err
	}
	page, f := w.page(r, "legal.nav"), r.URL.Query()
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("legal.lead", "On", q.On)}, Filter: d.legalFilter(f), Sheet: d.legalSheet(d.p.T("legal.caption", "On", q.On), list),
		Empty: component.Nothing{Title: d.p.T("legal.empty"), Text: d.p.T("legal.empty.do"), Icon: "inbox"}}
	if identity.Can(d.actor, identity.KeepReform, identity.Object{LeadAgency: w.office.LeadAgency()}) == nil {
		l.Actions = append(l.Actions, component.Action{Label: d.p.T("legal.new"), Icon: "plus", Look: component.Primary, Href: w.address("legal.new")})
	}
	book := w.address("legal.xlsx")
	if len(f) > 0 {
		book += "?" + f.Encode()
	}
	l.Actions = append(l.Actions, component.Action{Label: d.p.T("legal.round"), Icon: "list-checks", Look: component.Secondary, Href: w.address("legal.round")},
		component.Action{Label: d.p.T("legal.xlsx"), Icon: "download", Look: component.Secondary, Href: book})
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

func (d reader) legalFilter(f url.Values) *work.Filter {
	field := func(name, key string) component.Field {
		return component.Field{Name: name, Label: d.p.T(key), Value: f.Get(name)}
	}
	words, day := field("q", "register.filter.words"), field("ngay", "legal.filter.on")
	words.Kind, day.InputMode = "search", "numeric"
	all := []component.Choice{{Label: d.p.T("register.filter.any")}}
	standings, types := all[:1:1], all[:1:1]
	for _, s := range legal.Standings() {
		standings = append(standings, component.Choice{Value: string(s), Label: d.p.T("legal.standing." + string(s))})
	}
	for _, t := range legal.Types() {
		types = append(types, component.Choice{Value: t, Label: d.p.T("legal.type." + t)})
	}
	filter := &work.Filter{Filter: component.Filter{Action: d.address("legal")}, Fields: []component.Field{words, day}, Selects: []work.Select{
		{Field: field("hieu-luc", "legal.filter.standing"), Choices: standings}, {Field: field("loai", "legal.field.type"), Choices: types},
		{Field: field("tham-muu", "legal.filter.advised"), Choices: append(all[:1:1], component.Choice{Value: "1", Label: d.p.T("legal.tick.advised")})}}}
	if len(f) > 0 {
		filter.Clear = d.address("legal")
	}
	return filter
}

func legalColumns() []string {
	return []string{"number", "title", "issuer", "from", "standing", "advised"}
}

func (d reader) legalSheet(caption string, list []office.LegalView) component.Sheet {
	sheet := component.Sheet{Caption: caption, Keys: true}
	for _, c := range legalColumns() {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("legal.column." + c)})
	}
	for _, v := range list {
		advised := "–"
		if v.Advised {
			advised = d.p.T("legal.tick.advised")
		}
		link := component.Link{Label: v.Number, Href: d.address("legal.record", v.ID)}
		sheet.Rows = append(sheet.Rows, component.Row{ID: "vb-" + v.ID, Cells: []templ.Component{component.LinkWith(link, d.p.T("legal.type."+v.Type)+", "+d.p.Date(v.Issued)),
			component.Text(v.Title), component.Text(v.Issuer), component.Text(d.dayOr(v.From)), component.Tag(d.standingOf(v.Validity)), component.Text(advised)}})
	}
	return sheet
}

func (d reader) dayOr(day calendar.Date) string {
	if day.IsZero() {
		return "–"
	}
	return d.p.Date(day)
}

func (d reader) standingOf(v legal.Validity) component.Label {
	l := component.Label{Text: d.p.T("legal.standing." + string(v.Standing)), Tone: component.Warn, Icon: "clock"}
	switch v.Standing {
	case legal.InForce:
		l.Tone, l.Icon = component.OK, "check"
	case legal.Ended:
		l.Tone, l.Icon = component.Bad, "x"
	case legal.Coming, legal.PartEnded, legal.Suspended, legal.Unknown:
	}
	return l
}

// legalBook sends what the list finds as a workbook.
func (w *Web) legalBook(rw http.ResponseWriter, r *http.Request) (err error) {
	d, q, list, err := w.legalList(r)
	if err != nil {
		return err
	}
	var heads []string
	for _, c := range []string{"number", "type", "issued", "issuer", "title", "from", "standing", "since", "causes", "advised"} {
		heads = append(heads, d.p.T("legal.column."+c))
	}
	l, err := newLedger(d.p.T("legal.sheet"), heads)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.book.Close()) }()
	for _, v := range list {
		advised := ""
		if v.Advised {
			advised = "x"
		}
		var causes []string
		for _, c := range v.Causes {
			causes = append(causes, c.Number)
		}
		if err := l.add([]string{v.Number, d.p.T("legal.type." + v.Type), d.p.Date(v.Issued), v.Issuer, v.Title, d.dayOr(v.From), d.p.T("legal.standing." + string(v.Standing)),
			d.dayOr(v.Since), strings.Join(causes, "; "), advised}); err != nil {
			return err
		}
	}
	return l.send(rw, "van-ban-qppl-"+q.On.String()+".xlsx")
}

// showLegal draws what the page of a document has of its own, as of a day.
func showLegal(w *Web, r *http.Request, d reader, rec reformRecord) (reform.Record, error) {
	on, err := readDate("ngay", r.URL.Query().Get("ngay"))
	if err != nil {
		return reform.Record{}, err
	}
	v, err := w.office.LegalDocument(r.Context(), d.actor, r.PathValue("id"), on)
	return reform.Record{Head: component.Head{Labels: []component.Label{d.standingOf(v.Validity)}}, Parts: []reform.Part{d.causesPart(v), d.relationsPart(v), d.legalReviewsPart(v), d.usesPart(v)}}, err
}

func (d reader) legalFacts(v office.LegalView) []component.Fact {
	fact := func(key, text string) component.Fact {
		return component.Fact{Name: d.p.T("legal.field." + key), Text: text}
	}
	advised := ""
	if v.Advised {
		advised = d.p.T("legal.tick.advised")
	}
	until := ""
	if !v.Until.IsZero() {
		until = d.p.Date(v.Until)
	}
	return told([]component.Fact{fact("type", d.p.T("legal.type."+v.Type)), fact("issued", d.p.Date(v.Issued)), fact("issuer", v.Issuer), fact("from", d.dayOr(v.From)),
		fact("until", until), fact("field", v.Document.Field), fact("advised", advised), fact("source", v.Source), fact("note", v.Note), fact("reason", v.Removed)})
}

func tellLegal(d reader, fact record.Fact) (title, detail string) {
	switch f := fact.(type) {
	case legal.Related:
		return "", joined(d.p.T("legal.effect."+string(f.Effect)), f.Other, f.Part)
	case legal.Reviewed:
		return "", joined(d.p.T("legal.proposal."+string(f.Proposal)), f.Reason)
	case legal.Removed:
		return "", f.Reason
	default:
		return "", ""
	}
}
