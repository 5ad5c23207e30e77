package web

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/control"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/payment"
)

// publicationFields ask for what a decision says of itself.
func (c *reformAsk) publicationFields() []templ.Component {
	number := c.asked("number")
	number.Width = component.Middle
	c.suggest("issuer", c.p.T("control.issuer.usual"))
	return []templ.Component{component.Input(number), c.dayField(c.asked("signed")), component.Input(c.asked("issuer")), c.long(c.asked("title")),
		c.dayField(c.asked("from")), c.tick("short"), c.long(c.optional("note")), c.evidence("files")}
}

func (c *reformAsk) publicationContent() (control.Content, error) {
	content := control.Content{Number: c.form.Get("number"), Issuer: c.form.Get("issuer"), Title: c.form.Get("title"), Note: c.form.Get("note"),
		Short: c.form.Get("short") != "", Files: c.fileIDs()}
	return content, c.days(map[string]*calendar.Date{"signed": &content.Signed, "from": &content.From})
}

func enterPublication(ctx context.Context, w *Web, c *reformAsk) (id, title string, err error) {
	content, err := c.publicationContent()
	if err != nil {
		return "", "", err
	}
	d, err := w.office.EnterPublication(ctx, c.actor, content)
	if err != nil {
		return "", "", err
	}
	return d.ID, d.Number, nil
}

func (c *reformAsk) decision() *control.Decision { return c.record.of.(office.Publication).Decision }

func (c *reformAsk) editPublication() []templ.Component {
	d := c.decision()
	for name, value := range map[string]string{"number": d.Number, "signed": c.p.Date(d.Signed), "issuer": d.Issuer, "title": d.Title, "from": c.p.Date(d.From), "note": d.Note} {
		c.suggest(name, value)
	}
	if d.Short {
		c.suggest("short", "1")
	}
	return c.publicationFields()
}

func doEditPublication(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	content, err := c.publicationContent()
	if err == nil {
		_, err = w.office.EditPublication(ctx, c.actor, t, content)
	}
	return err
}

// line asks for one procedure of a decision.
func (c *reformAsk) line() []templ.Component {
	var kinds []component.Choice
	for _, k := range control.LineKinds() {
		kinds = append(kinds, component.Choice{Value: string(k), Label: c.p.T("catalogue.decisionKind." + string(k))})
	}
	code, term, fee, replaces, by := c.asked("code"), c.optional("term"), c.optional("fee"), c.optional("replaces"), c.optional("by")
	for _, f := range []*component.Field{&code, &term, &fee, &replaces, &by} {
		f.Width = component.Middle
	}
	return []templ.Component{component.Select(c.asked("kind"), kinds), component.Input(code), component.Input(c.optional("name")), component.Input(c.optional("field")),
		component.Input(term), component.Input(fee), component.Input(replaces), component.Input(by)}
}

func doAddLine(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	l := control.Line{Kind: catalogue.DecisionKind(c.form.Get("kind")), Code: strings.TrimSpace(c.form.Get("code")), Name: c.form.Get("name"), Field: c.form.Get("field"),
		Replaces: c.form.Get("replaces"), By: c.form.Get("by")}
	var wrong []error
	var err error
	if l.Term, err = readTerm("term", c.form.Get("term")); err != nil {
		wrong = append(wrong, err)
	}
	if l.Fee, err = readFee("fee", c.form.Get("fee")); err != nil {
		wrong = append(wrong, err)
	}
	if err := firstFault(wrong); err != nil {
		return err
	}
	_, err = w.office.AddToPublication(ctx, c.actor, t, l)
	return err
}

// readFee reads an amount in đồng, "20.000"; nil when nothing was typed.
func readFee(field, text string) (*int64, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil
	}
	amount, fault := payment.ReadAmount(text)
	if fault != nil || amount < 0 {
		return nil, motcua.InvalidField(field, "control.fee", "Value", text)
	}
	return &amount, nil
}

func (c *reformAsk) lineFile() []templ.Component {
	c.asksFiles = true
	return []templ.Component{component.Upload(c.p, component.UploadField{Name: "file", Label: c.p.T("control.field.file"), Hint: c.p.T("control.hint.file"),
		Error: c.problems.Of("file"), Required: true})}
}

func doAddLines(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	if len(c.upload) == 0 {
		return motcua.InvalidField("file", "procedure.import.missing")
	}
	_, err := w.office.AddFileToPublication(ctx, c.actor, t, c.named, c.upload)
	return err
}

func (c *reformAsk) unline() []templ.Component {
	var choices []component.Choice
	for _, l := range c.decision().Lines {
		choices = append(choices, component.Choice{Value: l.Code, Label: joined(l.Code, l.Name)})
	}
	return []templ.Component{component.Select(c.asked("code"), choices)}
}

func doRemoveLine(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	_, err := w.office.RemoveFromPublication(ctx, c.actor, t, c.form.Get("code"))
	return err
}

func (c *reformAsk) onDay() []templ.Component {
	c.suggest("on", c.p.Date(c.today()))
	return []templ.Component{c.dayField(c.asked("on"))}
}

func doSendPublication(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	on, err := readDate("on", c.form.Get("on"))
	if err == nil {
		_, err = w.office.SendPublication(ctx, c.actor, t, on)
	}
	return err
}

func (c *reformAsk) posting() []templ.Component {
	if left := c.decision().Unposted(); len(left) > 0 {
		c.suggest("channel", string(left[0]))
	}
	return append([]templ.Component{choose(c, "channel", control.Channels(), false)}, append(c.onDay(), component.Input(c.optional("address")), c.evidence("files"))...)
}

func doPostPublication(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	on, err := readDate("on", c.form.Get("on"))
	if err == nil {
		_, err = w.office.PostPublication(ctx, c.actor, t, control.Posted{Channel: control.Channel(c.form.Get("channel")), On: on, Address: c.form.Get("address"), Files: c.fileIDs()})
	}
	return err
}
