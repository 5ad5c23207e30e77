package web

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"

	"github.com/a-h/templ"
)

// plain writes a number for forms, without the marks that readers get.
func plain(n int) string { return strconv.Itoa(n) }

// field is a question with what was typed and what is wrong with it.
func (c *ask) field(name, key string) component.Field {
	return component.Field{Name: name, Label: c.p.T(key), Value: c.form.Get(name), Error: c.problems.Of(name)}
}

func (c *ask) noteField() templ.Component {
	f := c.field("note", "page.form.note")
	f.Optional = component.OptionalWord(c.p)
	return component.TextArea(f)
}

// handOver asks to whom; the holder of the next leg is chosen.
func (c *ask) handOver() []templ.Component {
	f := c.field("to.unit", "page.form.to")
	var choices []component.Choice
	chosen := map[string]bool{}
	add := func(agency, unit string) {
		value := agency + "/" + unit
		if unit == "" {
			value = agency
		}
		if chosen[value] || agency == c.view.Holder.Agency && unit == c.view.Holder.Unit {
			return
		}
		chosen[value] = true
		choices = append(choices, component.Choice{Value: value, Label: c.place(agency, unit)})
	}
	if leg, ok := c.view.NextHolder(); ok {
		add(leg.Agency, leg.Unit)
		if leg.Agency == c.view.Holder.Agency && leg.Unit == c.view.Holder.Unit {
			choices = append(choices, component.Choice{Value: "", Label: c.p.T("page.form.toNext", "Task", leg.Task)})
		} else {
			f.Hint = c.p.T("page.form.toPlan", "Unit", c.place(leg.Agency, leg.Unit), "Task", leg.Task)
		}
	}
	for _, leg := range c.view.Plan {
		if leg.Kind != catalogue.Consultation {
			add(leg.Agency, leg.Unit)
		}
	}
	for _, u := range c.book.Agency(c.view.Intake.Agency).Units {
		add(c.view.Intake.Agency, u.ID)
	}
	return []templ.Component{component.Select(f, choices), c.noteField()}
}

func doHandOver(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	view, _, err := w.office.HandOver(ctx, c.actor, t, c.form.Get("to.unit"), c.form.Get("note"))
	return view, err
}

func (c *ask) assign() []templ.Component {
	f := c.field("person", "page.form.person")
	var choices []component.Choice
	for _, p := range c.colleagues {
		choices = append(choices, component.Choice{Value: p.ID, Label: p.Name, Hint: p.Title, Chosen: c.fresh && len(c.colleagues) == 1})
	}
	if len(choices) == 0 {
		f.Hint = c.p.T("page.form.nobody")
	}
	return []templ.Component{component.Radios(f, choices), c.noteField()}
}

func doAssign(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	return w.office.Assign(ctx, c.actor, t, c.form.Get("person"), c.form.Get("note"))
}

func (c *ask) reason() []templ.Component {
	return []templ.Component{component.TextArea(c.field("reason", "page.form.reason"))}
}

func doSendBack(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	return w.office.SendBack(ctx, c.actor, t, c.form.Get("reason"))
}

func doWithdraw(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	return w.office.Withdraw(ctx, c.actor, t, c.form.Get("reason"))
}

func doStop(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	return w.office.Stop(ctx, c.actor, t, c.form.Get("reason"))
}

// papers asks which papers are missing and why; a second request is flagged.
func (c *ask) papers() []templ.Component {
	var parts []templ.Component
	if len(c.view.Supplements) > 0 {
		parts = append(parts, component.FlaggedNote(component.Notice{Tone: component.Warn, Title: c.p.T("page.form.again", "Count", len(c.view.Supplements)+1)}, c.p.T("page.form.again.why")))
	}
	names, why := c.wanting()
	if !c.fresh {
		names, why = c.form["papers"], c.form.Get("reason")
	}
	var choices []component.Choice
	for _, p := range c.papersOf(c.view) {
		choices = append(choices, component.Choice{Value: p.Name, Label: p.Name, Hint: p.Form, Chosen: slices.Contains(names, p.Name)})
	}
	f := c.field("papers", "page.form.papers")
	if len(choices) > 0 {
		parts = append(parts, component.Checkboxes(f, choices))
	}
	other := c.field("other", "page.form.other")
	other.Optional = component.OptionalWord(c.p)
	reason := c.field("reason", "page.form.reason")
	reason.Value = why
	return append(parts, component.Input(other), component.TextArea(reason))
}

func doAskPapers(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	return w.office.AskPapers(ctx, c.actor, t, c.form.Get("reason"), append(slices.Clone(c.form["papers"]), strings.TrimSpace(c.form.Get("other"))))
}

// handed asks which papers came.
func (c *ask) handed() []templ.Component {
	var asked []string
	if n := len(c.view.Supplements); n > 0 {
		asked = c.view.Supplements[n-1].Papers
	}
	var choices []component.Choice
	var parts []templ.Component
	for _, p := range c.papersOf(c.view) {
		hint := p.Form
		sent := c.sentAs(p.Code)
		if len(sent) > 0 {
			hint = c.p.T("follow.papers.online", "Files", len(sent))
			parts = append(parts, dossierview.Links(sent))
		}
		chosen := slices.Contains(c.form["papers"], p.Code) || c.fresh && (slices.Contains(asked, p.Name) || len(sent) > 0)
		choices = append(choices, component.Choice{Value: p.Code, Label: p.Name, Hint: hint, Chosen: chosen})
	}
	return append(parts, component.Checkboxes(c.field("papers", "page.form.handed"), choices))
}

// sentAs are the ways to the files that a paper was sent online as.
func (c *ask) sentAs(paper string) []component.Link {
	var links []component.Link
	if n := len(c.view.Supplements); n > 0 {
		for _, p := range c.view.Supplements[n-1].Sent {
			for _, id := range p.Files {
				if p.Code == paper {
					links = append(links, component.Link{Label: c.p.T("submit.file", "Number", len(links)+1), Href: c.address("dossier.file", c.view.Code, id), Icon: "paperclip"})
				}
			}
		}
	}
	return links
}

func doTakePapers(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	var papers []dossier.Paper
	for _, code := range c.form["papers"] {
		papers = append(papers, dossier.Paper{Code: code, Originals: 1})
	}
	return w.office.TakePapers(ctx, c.actor, t, papers)
}

// consult asks whom, what and until when; those of the plan are chosen.
func (c *ask) consult() []templ.Component {
	planned := c.view.PlannedAgencies()
	var choices []component.Choice
	add := func(id string, chosen bool) {
		a := c.book.Agency(id)
		choices = append(choices, component.Choice{Value: id, Label: a.Name, Chosen: chosen})
	}
	for _, id := range planned {
		add(id, c.fresh || slices.Contains(c.form["agencies"], id))
	}
	for _, a := range c.book.Agencies {
		desk := len(c.view.Plan) > 0 && c.view.Plan[0].Agency == a.ID
		if a.ID != c.view.Holder.Agency && !slices.Contains(planned, a.ID) && !desk {
			add(a.ID, slices.Contains(c.form["agencies"], a.ID))
		}
	}
	content, term := c.field("content", "page.form.content"), c.field("term", "page.form.term")
	term.Hint, term.Width = c.p.T("page.form.term.hint"), component.Middle
	if c.fresh {
		for _, leg := range c.view.Plan {
			if leg.Kind == catalogue.Consultation {
				term.Value, content.Value = c.p.Text(leg.Share.Text()), leg.Task
				break
			}
		}
	}
	return []templ.Component{component.TextArea(content), component.Input(term), component.Checkboxes(c.field("agencies", "page.form.agencies"), choices)}
}

func doConsult(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	term, err := termOf(c.form.Get("term"))
	if err != nil {
		return nil, err
	}
	view, _, err := w.office.Ask(ctx, c.actor, t, c.form["agencies"], c.form.Get("content"), term)
	return view, err
}

// termOf reads a term; a bare number is working days.
func termOf(s string) (deadline.Term, error) {
	s = strings.TrimSpace(s)
	if n, err := strconv.Atoi(s); err == nil && n > 0 && n < 1000 {
		return deadline.Days(n), nil
	}
	if s == "" {
		return deadline.Term{}, nil
	}
	return deadline.ParseTerm(s)
}

func (c *ask) conclude() []templ.Component {
	outcome := c.field("outcome", "page.form.outcome")
	if c.fresh {
		outcome.Value = string(dossier.Granted)
	}
	var choices []component.Choice
	for _, o := range []dossier.Outcome{dossier.Granted, dossier.Refused} {
		choices = append(choices, component.Choice{Value: string(o), Label: c.p.T("dossier.outcome." + string(o))})
	}
	reason := c.field("reason", "page.form.refusal")
	reason.Optional = component.OptionalWord(c.p)
	return append(append([]templ.Component{component.Radios(outcome, choices)}, c.signed()...), component.TextArea(reason))
}

func doConclude(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	res, done, err := c.typedResult()
	if err != nil {
		return nil, err
	}
	defer done()
	return w.office.ConcludeWith(ctx, c.actor, t, res)
}

func (c *ask) giveBack() []templ.Component {
	by, method := c.field("receivedBy", "page.form.receivedBy"), c.field("method", "page.form.method")
	if c.fresh {
		by.Value, method.Value = c.view.Intake.Submitter.Name, c.view.Intake.Delivery
		if by.Value == "" && c.view.Intake.Applicant.Kind == dossier.PersonParty {
			by.Value = c.view.Intake.Applicant.Name
		}
	}
	by.Hint = c.p.T("page.form.receivedBy.hint")
	tracking := c.tracking()
	tracking.Optional = c.p.T("delivery.post.tone")
	checked := c.field("checked", "counter.pickUp.who")
	checked.Hint = c.p.T("counter.pickUp.show")
	pick := c.field("pickUp", "counter.pickUp.key")
	pick.Hint, pick.Width = c.p.T("counter.pickUp.key.hint"), component.Middle
	by.Optional = c.p.T("counter.pickUp.or")
	yes := []component.Choice{{Value: "yes", Label: c.p.T("counter.pickUp.checked"), Chosen: c.form.Get("checked") != ""}}
	return []templ.Component{component.Facts(c.wanted(c.view)), component.Checkboxes(checked, yes), component.Input(pick), component.Input(by), component.Radios(method, c.ways()), component.Input(tracking)}
}

// ways are the ways of receiving a result.
func (d reader) ways() []component.Choice {
	var list []component.Choice
	for _, way := range []string{dossier.AtCounter, dossier.ByPost, dossier.Electronic} {
		list = append(list, component.Choice{Value: way, Label: d.p.T("dossier.delivery." + way)})
	}
	return list
}

func doReturn(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	switch c.form.Get("method") {
	case dossier.ByPost:
		return w.office.HandToPost(ctx, c.actor, t, c.form.Get("receivedBy"), c.form.Get("tracking"))
	case dossier.AtCounter, "":
		return w.office.HandToHolder(ctx, c.actor, t, office.PickUp{Checked: c.form.Get("checked") != "", Key: c.form.Get("pickUp"), Name: c.form.Get("receivedBy")})
	}
	return w.office.HandBack(ctx, c.actor, t, c.form.Get("receivedBy"), c.form.Get("method"))
}

func (c *ask) correct() []templ.Component {
	var choices []component.Choice
	for _, field := range dossier.Correctable() {
		choices = append(choices, component.Choice{Value: field, Label: c.p.T("page.field." + field)})
	}
	return []templ.Component{component.Select(c.field("field", "page.form.field"), choices), component.Input(c.field("to", "page.form.right")),
		component.TextArea(c.field("reason", "page.form.reason"))}
}

func doCorrect(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	return w.office.Correct(ctx, c.actor, t, c.form.Get("field"), c.form.Get("to"), c.form.Get("reason"))
}
