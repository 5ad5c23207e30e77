package web

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/review"
)

// reviewPlanFields ask for what a plan says of itself.
func (c *reformAsk) reviewPlanFields() []templ.Component {
	c.suggest("year", strconv.Itoa(c.today().Year))
	year := c.asked("year")
	year.Width, year.InputMode = component.Narrow, "numeric"
	return []templ.Component{component.Input(year), c.long(c.asked("title")), c.long(c.optional("note"))}
}

func (c *reformAsk) reviewPlanContent() (review.PlanContent, error) {
	content := review.PlanContent{Title: c.form.Get("title"), Note: c.form.Get("note")}
	var err error
	content.Year, err = readYear("year", c.form.Get("year"))
	return content, err
}

func drawReviewPlan(ctx context.Context, w *Web, c *reformAsk) (id, title string, err error) {
	content, err := c.reviewPlanContent()
	if err != nil {
		return "", "", err
	}
	p, err := w.office.DrawReviewPlan(ctx, c.actor, content)
	if err != nil {
		return "", "", err
	}
	return p.ID, p.Name(), nil
}

func (c *reformAsk) editReviewPlan() []templ.Component {
	p := c.record.of.(office.ReviewPlanView)
	c.suggest("title", p.Title)
	c.suggest("note", p.Note)
	return []templ.Component{c.long(c.asked("title")), c.long(c.optional("note"))}
}

func doEditReviewPlan(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	content, err := c.reviewPlanContent()
	if err == nil {
		_, err = w.office.EditReviewPlan(ctx, c.actor, t, content)
	}
	return err
}

func (c *reformAsk) issuedPlan() []templ.Component {
	number := c.asked("number")
	number.Width = component.Middle
	return append([]templ.Component{component.Input(number)}, append(c.onDay(), c.evidence("files"))...)
}

func doIssueReviewPlan(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	on, err := readDate("on", c.form.Get("on"))
	if err == nil {
		_, err = w.office.IssueReviewPlan(ctx, c.actor, t, review.PlanIssued{Number: c.form.Get("number"), On: on, Files: c.fileIDs()})
	}
	return err
}

// addedReview asks which procedure is reviewed, by whom and by when.
func (c *reformAsk) addedReview() []templ.Component {
	code := c.asked("code")
	code.Width = component.Middle
	return []templ.Component{component.Input(code), c.charge("unit"), c.dayField(c.asked("by")), c.long(c.optional("reason"))}
}

func doAddReview(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	by, err := readDate("by", c.form.Get("by"))
	if err != nil {
		return err
	}
	charge := review.Charge{Code: c.form.Get("code"), By: by, Reason: c.form.Get("reason")}
	charge.Unit, charge.Person = unitAndPerson(c.form.Get("unit"))
	_, err = w.office.AddReview(ctx, c.actor, t.ID, charge)
	return err
}

func (c *reformAsk) reviewed() office.ReviewView { return c.record.of.(office.ReviewView) }

// amount asks for an amount in digits.
func (c *reformAsk) amount(name, label, suffix string, optional bool) templ.Component {
	f := c.field(name, label)
	f.Width, f.InputMode, f.Suffix = component.Middle, "decimal", suffix
	if optional {
		f.Optional = component.OptionalWord(c.p)
	}
	return component.Input(f)
}

// reviewCost asks what the procedure takes, activity by activity.
func (c *reformAsk) reviewCost() []templ.Component {
	if cost := c.reviewed().Cost; cost != nil {
		for _, w := range cost.Works {
			c.suggest("hours."+string(w.Activity), c.p.Decimal(hoursOf(w.Minutes), -1))
			c.suggest("other."+string(w.Activity), c.p.Int(w.Other))
		}
		for name, n := range map[string]int64{"fee": cost.Fee, "hour": cost.Hour, "times": cost.Times, "people": cost.People} {
			c.suggest(name, c.p.Int(n))
		}
	}
	dong, hours := c.p.T("review.suffix.dong"), c.p.T("review.suffix.hours")
	var fields []templ.Component
	for _, a := range review.Activities() {
		word := c.p.T("review.activity." + string(a))
		for _, of := range []struct{ name, suffix string }{{"hours", hours}, {"other", dong}} {
			f := c.field(of.name+"."+string(a), "review.field."+of.name)
			f.Label, f.Width, f.InputMode, f.Suffix, f.Optional = word+" – "+c.p.T("review.field."+of.name+"Each"), component.Middle, "decimal", of.suffix, component.OptionalWord(c.p)
			fields = append(fields, component.Input(f))
		}
	}
	return append(fields, c.amount("fee", "review.field.fee", dong, true), c.amount("hour", "review.field.hour", dong, false),
		c.amount("times", "review.field.times", "", false), c.amount("people", "review.field.people", "", false))
}

func doCountCost(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	var cost review.Cost
	var wrong []error
	for _, a := range review.Activities() {
		work := review.Work{Activity: a, Minutes: c.hours("hours."+string(a), &wrong), Other: c.whole("other."+string(a), &wrong)}
		if work.Minutes != 0 || work.Other != 0 {
			cost.Works = append(cost.Works, work)
		}
	}
	cost.Fee, cost.Hour, cost.Times, cost.People = c.whole("fee", &wrong), c.whole("hour", &wrong), c.whole("times", &wrong), c.whole("people", &wrong)
	if err := firstFault(wrong); err != nil {
		return err
	}
	_, err := w.office.CountReviewCost(ctx, c.actor, t, cost)
	return err
}

// whole reads a whole number with or without marks between thousands; nothing
// is 0.
func (c *reformAsk) whole(field string, wrong *[]error) int64 {
	text := strings.TrimSpace(c.form.Get(field))
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(strings.NewReplacer(".", "", ",", "", " ", "", "\u00a0", "").Replace(text), 10, 64)
	if err != nil || n < 0 {
		*wrong = append(*wrong, motcua.InvalidField(field, "review.unread", "Value", text))
		return 0
	}
	return n
}

// hours reads hours of work, "2,5", as minutes; nothing is 0.
func (c *reformAsk) hours(field string, wrong *[]error) int64 {
	text := strings.TrimSpace(c.form.Get(field))
	if text == "" {
		return 0
	}
	h, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
	if err != nil || !(h >= 0 && h <= 1e6) {
		*wrong = append(*wrong, motcua.InvalidField(field, "review.unreadHours", "Value", text))
		return 0
	}
	return int64(math.Round(h * 60))
}

// hoursOf are minutes as hours, to two places.
func hoursOf(minutes int64) float64 { return math.Round(float64(minutes)/60*100) / 100 }

// proposal asks what is cut, and by how much the cost falls.
func (c *reformAsk) proposal() []templ.Component {
	activities := []component.Choice{{Label: c.p.T("review.activity.none")}}
	for _, a := range review.Activities() {
		activities = append(activities, component.Choice{Value: string(a), Label: c.p.T("review.activity." + string(a))})
	}
	dong := c.p.T("review.suffix.dong")
	return []templ.Component{choose(c, "kind", review.ProposalKinds(), true), c.long(c.asked("text")), component.Select(c.asked("activity"), activities),
		c.amount("hours", "review.field.hours", c.p.T("review.suffix.hours"), true), c.amount("other", "review.field.other", dong, true),
		c.amount("fee", "review.field.feeCut", dong, true), c.amount("times", "review.field.timesCut", "", true)}
}

func doPropose(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	var wrong []error
	p := review.Proposed{What: review.ProposalKind(c.form.Get("kind")), Text: c.form.Get("text"), Cut: review.Cut{Activity: review.Activity(c.form.Get("activity")),
		Minutes: c.hours("hours", &wrong), Other: c.whole("other", &wrong), Fee: c.whole("fee", &wrong), Times: c.whole("times", &wrong)}}
	if err := firstFault(wrong); err != nil {
		return err
	}
	_, err := w.office.ProposeInReview(ctx, c.actor, t, p)
	return err
}

// conclusion asks for the result of the review.
func (c *reformAsk) conclusion() []templ.Component {
	var fields []templ.Component
	for _, name := range review.Criteria() {
		var verdicts []component.Choice
		for _, v := range review.Verdicts() {
			verdicts = append(verdicts, component.Choice{Value: string(v), Label: c.p.T("review.verdict." + string(v))})
		}
		fields = append(fields, component.Select(c.asked(name), verdicts))
	}
	fields = append(fields, choose(c, "conclusion", review.Conclusions(), true), c.long(c.asked("text")))
	return append(append(fields, c.onDay()...), c.evidence("files"))
}

func doConcludeReview(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	on, err := readDate("on", c.form.Get("on"))
	if err != nil {
		return err
	}
	verdict := func(name string) review.Verdict { return review.Verdict(c.form.Get(name)) }
	_, err = w.office.ConcludeReview(ctx, c.actor, t, review.Result{On: on, Necessary: verdict("necessary"), Reasonable: verdict("reasonable"), Lawful: verdict("lawful"),
		Conclusion: review.Conclusion(c.form.Get("conclusion")), Text: c.form.Get("text"), Files: c.fileIDs()})
	return err
}

// which asks for a proposal in a state.
func (c *reformAsk) which(state review.ProposalState) templ.Component {
	var choices []component.Choice
	for _, p := range c.reviewed().Of(state) {
		choices = append(choices, component.Choice{Value: strconv.Itoa(p.No), Label: briefly(strconv.Itoa(p.No)+". "+c.p.T("review.kind."+string(p.Kind))+" – "+p.Text, 90)})
	}
	return component.Select(c.asked("no"), choices)
}

// briefly is the beginning of a text, for a choice.
func briefly(s string, most int) string {
	if letters := []rune(s); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return s
}

func (c *reformAsk) chosenProposal() int {
	no, err := strconv.Atoi(c.form.Get("no"))
	if err != nil {
		return 0
	}
	return no
}

func (c *reformAsk) acceptance() []templ.Component {
	return slices.Concat([]templ.Component{c.which(review.Open), component.Input(c.asked("decision"))}, c.onDay())
}

func doAcceptProposal(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	on, err := readDate("on", c.form.Get("on"))
	if err == nil {
		_, err = w.office.AcceptProposal(ctx, c.actor, t, review.ProposalAccepted{No: c.chosenProposal(), Decision: c.form.Get("decision"), On: on})
	}
	return err
}

func (c *reformAsk) rejection() []templ.Component {
	return slices.Concat([]templ.Component{c.which(review.Open), component.Input(c.optional("decision"))}, c.onDay(), c.why())
}

func doRejectProposal(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	on, err := readDate("on", c.form.Get("on"))
	if err == nil {
		_, err = w.office.RejectProposal(ctx, c.actor, t, review.ProposalRejected{No: c.chosenProposal(), Decision: c.form.Get("decision"), On: on, Reason: c.form.Get("reason")})
	}
	return err
}

func (c *reformAsk) carrying() []templ.Component {
	return slices.Concat([]templ.Component{c.which(review.Accepted)}, c.onDay(), []templ.Component{c.long(c.asked("how"))})
}

func doCarryProposal(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	on, err := readDate("on", c.form.Get("on"))
	if err == nil {
		_, err = w.office.CarryOutProposal(ctx, c.actor, t, review.ProposalDone{No: c.chosenProposal(), On: on, How: c.form.Get("how")})
	}
	return err
}

func (c *reformAsk) withdrawal() []templ.Component { return []templ.Component{c.which(review.Open)} }

func doWithdrawProposal(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	_, err := w.office.WithdrawProposal(ctx, c.actor, t, c.chosenProposal())
	return err
}

func (c *reformAsk) assignment() []templ.Component {
	v := c.reviewed()
	unit := v.Unit
	if v.Person != "" {
		unit += "/" + v.Person
	}
	c.suggest("unit", unit)
	c.suggest("by", c.p.Date(v.By))
	return []templ.Component{c.charge("unit"), c.dayField(c.asked("by"))}
}

func doAssignReview(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	by, err := readDate("by", c.form.Get("by"))
	if err != nil {
		return err
	}
	f := review.Recharged{By: by}
	f.Unit, f.Person = unitAndPerson(c.form.Get("unit"))
	_, err = w.office.AssignReview(ctx, c.actor, t, f)
	return err
}
