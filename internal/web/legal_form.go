package web

import (
	"context"

	"github.com/a-h/templ"

	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/reform"
	"motcua/legal"
)

// part is a table of the page of a document, its columns worded by their keys.
func (d reader) legalPart(name string, columns ...string) reform.Part {
	part := reform.Part{Title: d.p.T("legal.part." + name), Empty: d.p.T("legal.part." + name + ".none")}
	part.Sheet.Caption = part.Title
	for _, c := range columns {
		part.Sheet.Columns = append(part.Sheet.Columns, component.Column{Label: d.p.T("legal.column." + c)})
	}
	return part
}

func (d reader) numberLink(v office.LegalView, number string) templ.Component {
	if other, ok := v.Registry.Find(number); ok {
		return component.LinkWith(component.Link{Label: number, Href: d.address("legal.record", other.ID)}, other.Title)
	}
	return component.Text(number)
}

func (d reader) relationCells(number templ.Component, key string, r legal.Relation) []templ.Component {
	part := r.Part
	if part == "" {
		part = d.p.T("legal.whole")
	}
	return []templ.Component{number, component.Text(d.p.T(key + string(r.Effect))), component.Text(part), component.Text(d.dayOr(r.From)), component.Text(d.dayOr(r.Until))}
}

// causesPart is what others do to the document.
func (d reader) causesPart(v office.LegalView) reform.Part {
	part := d.legalPart("causes", "number", "effect", "part", "from", "until")
	for _, c := range v.Registry.Effects(v.Document) {
		part.Sheet.Rows = append(part.Sheet.Rows, component.Row{Cells: d.relationCells(d.numberLink(v, c.Number), "legal.effectOn.", c.Relation)})
	}
	return part
}

// relationsPart is what the document does to others.
func (d reader) relationsPart(v office.LegalView) reform.Part {
	part := d.legalPart("relations", "number", "effect", "part", "from", "until")
	for _, r := range v.Relations {
		part.Sheet.Rows = append(part.Sheet.Rows, component.Row{Cells: d.relationCells(d.numberLink(v, r.Other), "legal.effect.", r)})
	}
	return part
}

func (d reader) legalReviewsPart(v office.LegalView) reform.Part {
	part := d.legalPart("reviews", "period", "on", "proposal", "reason", "by")
	for _, r := range v.Reviews {
		part.Sheet.Rows = append(part.Sheet.Rows, component.Row{Cells: []templ.Component{component.Text(d.p.Date(r.From) + " – " + d.p.Date(r.To)), component.Text(d.p.Date(r.On)),
			component.Text(d.p.T("legal.proposal." + string(r.Proposal))), component.Text(r.Reason), component.Text(d.dayOr(r.By))}})
	}
	return part
}

func (d reader) usesPart(v office.LegalView) reform.Part {
	part := d.legalPart("uses", "code", "procedure")
	for _, u := range v.Procedures {
		part.Sheet.Rows = append(part.Sheet.Rows, component.Row{Cells: []templ.Component{
			component.LinkWith(component.Link{Label: u.Code, Href: d.address("catalogue.procedure", u.Code)}, ""), component.Text(u.Name)}})
	}
	return part
}

// legalFields ask for what a document says of itself.
func (c *reformAsk) legalFields() []templ.Component {
	number := c.asked("number")
	number.Width = component.Middle
	from, until := c.optional("from"), c.optional("until")
	return []templ.Component{component.Input(number), choose(c, "type", legal.Types(), false), c.dayField(c.asked("issued")), component.Input(c.asked("issuer")), c.long(c.asked("title")),
		c.dayField(from), c.dayField(until), component.Input(c.optional("field")), c.tick("advised"), component.Input(c.optional("source")), c.long(c.optional("note")), c.evidence("files")}
}

func (c *reformAsk) legalContent() (legal.Content, error) {
	content := legal.Content{Number: c.form.Get("number"), Type: c.form.Get("type"), Issuer: c.form.Get("issuer"), Title: c.form.Get("title"), Field: c.form.Get("field"),
		Advised: c.form.Get("advised") != "", Source: c.form.Get("source"), Note: c.form.Get("note"), Files: c.fileIDs()}
	return content, c.days(map[string]*calendar.Date{"issued": &content.Issued, "from": &content.From, "until": &content.Until})
}

func enterLegal(ctx context.Context, w *Web, c *reformAsk) (id, title string, err error) {
	content, err := c.legalContent()
	if err != nil {
		return "", "", err
	}
	d, err := w.office.RegisterLegal(ctx, c.actor, content)
	if err != nil {
		return "", "", err
	}
	return d.ID, d.Number, nil
}

func (c *reformAsk) editLegal() []templ.Component {
	v := c.record.of.(office.LegalView)
	values := map[string]string{"number": v.Number, "type": v.Type, "issued": c.p.Date(v.Issued), "issuer": v.Issuer, "title": v.Title, "field": v.Document.Field, "source": v.Source, "note": v.Note}
	for name, day := range map[string]calendar.Date{"from": v.From, "until": v.Until} {
		if !day.IsZero() {
			values[name] = c.p.Date(day)
		}
	}
	if v.Advised {
		values["advised"] = "1"
	}
	for name, value := range values {
		c.suggest(name, value)
	}
	return c.legalFields()
}

func doEditLegal(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	content, err := c.legalContent()
	if err == nil {
		_, err = w.office.EditLegal(ctx, c.actor, t, content)
	}
	return err
}

func (c *reformAsk) relation() []templ.Component {
	other := c.asked("other")
	other.Width = component.Middle
	return []templ.Component{choose(c, "effect", legal.EffectKinds(), false), component.Input(other), component.Input(c.optional("part")),
		c.dayField(c.optional("from")), c.dayField(c.optional("until"))}
}

func doRelateLegal(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	r := legal.Relation{Effect: legal.Effect(c.form.Get("effect")), Other: c.form.Get("other"), Part: c.form.Get("part")}
	err := c.days(map[string]*calendar.Date{"from": &r.From, "until": &r.Until})
	if err == nil {
		_, err = w.office.RelateLegal(ctx, c.actor, t, r)
	}
	return err
}

func (c *reformAsk) legalReview() []templ.Component {
	year := c.today().Year - 1 // a review is of the year that is over
	c.suggest("from", c.p.Date(calendar.Date{Year: year, Month: 1, Day: 1}))
	c.suggest("to", c.p.Date(calendar.Date{Year: year, Month: 12, Day: 31}))
	c.suggest("on", c.p.Date(c.today()))
	from, to := c.asked("from"), c.asked("to")
	from.Label, to.Label = c.p.T("legal.field.periodFrom"), c.p.T("legal.field.periodTo")
	return []templ.Component{c.dayField(from), c.dayField(to), c.dayField(c.asked("on")), choose(c, "proposal", legal.Proposals(), false),
		c.long(c.optional("reason")), c.dayField(c.optional("by"))}
}

func doReviewLegal(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	r := legal.Reviewed{Proposal: legal.Proposal(c.form.Get("proposal")), Reason: c.form.Get("reason")}
	err := c.days(map[string]*calendar.Date{"from": &r.From, "to": &r.To, "on": &r.On, "by": &r.By})
	if err == nil {
		_, err = w.office.ReviewLegal(ctx, c.actor, t, r)
	}
	return err
}
