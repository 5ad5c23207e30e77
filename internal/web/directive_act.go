package web

import (
	"context"
	"net/url"
	"strings"

	"motcua/calendar"
	"motcua/directive"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/register"

	"github.com/a-h/templ"
)

func directiveNoun() reformNoun {
	everybody := append([]identity.Role{identity.Specialist}, reformReaders...)
	theirs, keep, lead := identity.ReportReform, identity.KeepReform, identity.DecideReform
	why, remark := (*reformAsk).why, (*reformAsk).remark
	return reformNoun{name: directive.Noun, base: "/can-bo/chi-dao", readers: everybody, keepers: []identity.Role{identity.Office, identity.Director}, doers: everybody, led: true,
		load: loadDirective, show: showDirective, tell: tellDirective, file: (*office.Office).DirectiveFile,
		begin: beginDirective, hidden: []string{"document", "dossier"}, fields: (*reformAsk).directiveFields, enter: giveDirective, acts: []reformAct{
			{string(directive.DeedDecide), "quyet-dinh-gia-han", "check", component.Primary, lead, (*reformAsk).directiveTime, doDecideTime},
			{string(directive.DeedAccept), "cong-nhan", "check", component.Primary, keep, remark, withText("note", (*office.Office).AcceptDirective)},
			{string(directive.DeedReport), "ket-qua", "file-check-2", component.Primary, theirs, (*reformAsk).result, doReportDirective},
			{string(directive.DeedRefuse), "lam-lai", "x", component.Secondary, keep, why, withText("reason", (*office.Office).RefuseDirective)},
			{string(directive.DeedAsk), "xin-gia-han", "calendar-clock", component.Secondary, theirs, (*reformAsk).moreTime, doAskTime},
			{string(directive.DeedReturn), "tra-lai", "arrow-left", component.Secondary, theirs, why, withText("reason", (*office.Office).GiveBackDirective)},
			{string(directive.DeedReassign), "giao-lai", "user", component.Secondary, keep, (*reformAsk).reassign, doReassign},
			{string(directive.DeedRemind), "don-doc", "bell", component.Secondary, keep, remark, withText("note", (*office.Office).RemindDirective)},
			{string(directive.DeedWithdraw), "thu-hoi", "circle-x", component.Danger, keep, why, withText("reason", (*office.Office).WithdrawDirective)},
		}}
}

func loadDirective(ctx context.Context, w *Web, d reader, id string) (reformRecord, error) {
	v, err := w.office.Directive(ctx, d.actor, id)
	if err != nil {
		return reformRecord{}, err
	}
	return reformRecord{title: d.sourceName(v.Source), lead: v.Title(), text: v.Order, notes: d.directiveNotes(v), facts: d.directiveFacts(v), version: v.Version(), events: v.Events,
		object: v.Object(w.office.LeadAgency()), fits: func(deed string) bool { return v.Fits(directive.Deed(deed)) }, of: v}, nil
}

func (c *reformAsk) directive() *office.DirectiveView { return c.record.of.(*office.DirectiveView) }

// beginDirective takes from an address the document of the register, or the
// dossier, that a directive rests on.
func beginDirective(ctx context.Context, w *Web, c *reformAsk, query url.Values) error {
	if id := query.Get("van-ban"); id != "" {
		v, err := w.office.Document(ctx, c.actor, id)
		if err != nil {
			return err
		}
		c.form = url.Values{"document": {v.ID}, "number": {v.Symbol}, "date": {c.p.Date(v.Date)}, "title": {v.Subject}, "issuer": {v.In.Sender}}
		if v.Direction == register.Out {
			c.form.Set("issuer", c.book.Agency(w.office.LeadAgency()).Name)
		}
	}
	if code := query.Get("ho-so"); code != "" {
		v, err := w.office.Dossier(ctx, c.actor, code)
		if err != nil {
			return err
		}
		c.form = url.Values{"dossier": {v.Code}, "issuer": {c.p.T("directive.leadership")}, "title": {c.p.T("directive.ofDossier", "Code", v.Code)}, "unit": {v.Holder.Unit}}
	}
	return nil
}

// directiveFields ask for a directive.
func (c *reformAsk) directiveFields() []templ.Component {
	return []templ.Component{c.long(c.asked("order")), c.charge("unit"), c.dayField(c.optional("by")), component.Input(c.asked("issuer")), component.Input(c.optional("number")),
		c.dayField(c.optional("date")), c.long(c.optional("title")), c.units(c.optional("supporting"))}
}

func giveDirective(ctx context.Context, w *Web, c *reformAsk) (id, title string, err error) {
	unit, person := unitAndPerson(c.form.Get("unit"))
	g := directive.Given{Order: c.form.Get("order"), Charge: directive.Charge{Unit: unit, Person: person}, Supporting: c.form["supporting"],
		Source: directive.Source{Document: c.form.Get("document"), Dossier: c.form.Get("dossier"), Number: c.form.Get("number"), Issuer: c.form.Get("issuer"), Title: c.form.Get("title")}}
	if err := c.days(map[string]*calendar.Date{"by": &g.By, "date": &g.Source.Date}); err != nil {
		return "", "", err
	}
	v, err := w.office.GiveDirective(ctx, c.actor, g)
	if err != nil {
		return "", "", err
	}
	return v.ID, v.Title(), nil
}

// directiveTime asks whether more time is granted, and until when.
func (c *reformAsk) directiveTime() []templ.Component {
	c.suggest("day", c.p.Date(c.directive().Asked.Day))
	return []templ.Component{c.dayField(c.asked("day")), c.long(c.optional("note"))}
}

func doDecideTime(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	granted := c.form.Get("step") != "decline"
	var day calendar.Date
	if granted {
		var err error
		if day, err = readDate("day", c.form.Get("day")); err != nil {
			return err
		}
	}
	_, err := w.office.DecideDirectiveTime(ctx, c.actor, t, granted, day, c.form.Get("note"))
	return err
}

func (c *reformAsk) result() []templ.Component {
	return []templ.Component{c.long(c.asked("text")), component.Input(c.optional("number")), c.evidence("files")}
}

func doReportDirective(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	_, err := w.office.ReportDirective(ctx, c.actor, t, directive.Result{Text: c.form.Get("text"), Number: strings.TrimSpace(c.form.Get("number")), Files: c.fileIDs()})
	return err
}

func (c *reformAsk) moreTime() []templ.Component {
	return []templ.Component{c.dayField(c.asked("day")), c.long(c.asked("reason"))}
}

func doAskTime(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	day, err := readDate("day", c.form.Get("day"))
	if err == nil {
		_, err = w.office.AskDirectiveTime(ctx, c.actor, t, day, c.form.Get("reason"))
	}
	return err
}

func (c *reformAsk) reassign() []templ.Component {
	if by := c.directive().By; !by.IsZero() {
		c.suggest("by", c.p.Date(by))
	}
	return []templ.Component{c.charge("unit"), c.dayField(c.optional("by")), c.long(c.optional("note"))}
}

func doReassign(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	by, err := readDate("by", c.form.Get("by"))
	if err == nil {
		unit, person := unitAndPerson(c.form.Get("unit"))
		_, err = w.office.ReassignDirective(ctx, c.actor, t, directive.Charge{Unit: unit, Person: person}, by, c.form.Get("note"))
	}
	return err
}
