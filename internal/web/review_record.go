package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"motcua"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/reform"
	"motcua/internal/web/view/work"
	"motcua/record"
	"motcua/review"
)

// reviewNoun are the reviews of a procedure as records of the desk.
func reviewNoun() reformNoun {
	keep, report := identity.KeepReform, identity.ReportReform
	return reformNoun{name: "review", base: "/can-bo/danh-gia-thu-tuc", readers: reviewReaders(), doers: reviewReaders(), load: loadReview, show: showReview, tell: tellReview,
		file: (*office.Office).ReviewFile, acts: []reformAct{
			{string(review.DeedCost), "chi-phi", "credit-card", component.Secondary, report, (*reformAsk).reviewCost, doCountCost},
			{string(review.DeedPropose), "de-xuat", "plus", component.Secondary, report, (*reformAsk).proposal, doPropose},
			{string(review.DeedConclude), "ket-luan", "check", component.Primary, report, (*reformAsk).conclusion, doConcludeReview},
			{string(review.DeedAccept), "thong-qua", "stamp", component.Primary, keep, (*reformAsk).acceptance, doAcceptProposal},
			{string(review.DeedCarry), "thuc-hien", "circle-check", component.Primary, keep, (*reformAsk).carrying, doCarryProposal},
			{string(review.DeedReject), "tu-choi", "x", component.Secondary, keep, (*reformAsk).rejection, doRejectProposal},
			{string(review.DeedWithdraw), "rut", "undo-2", component.Secondary, report, (*reformAsk).withdrawal, doWithdrawProposal},
			{string(review.DeedAssign), "giao", "users", component.Secondary, keep, (*reformAsk).assignment, doAssignReview},
			{string(review.DeedReopen), "mo-lai", "undo-2", component.Secondary, keep, (*reformAsk).why, withText("reason", (*office.Office).ReopenReview)},
			{string(review.DeedDrop), "bo", "circle-x", component.Danger, keep, (*reformAsk).why, withText("reason", (*office.Office).DropReview)},
		}}
}

func loadReview(ctx context.Context, w *Web, d reader, id string) (reformRecord, error) {
	v, err := w.office.Review(ctx, d.actor, id)
	if err != nil {
		return reformRecord{}, err
	}
	rec := reformRecord{title: v.Code, lead: v.Title, facts: d.reviewFacts(v), files: v.AllFiles(), version: v.Version(), events: v.Events,
		object: identity.Object{LeadAgency: w.office.LeadAgency(), Unit: v.Unit, Assignee: v.Person},
		fits:   func(deed string) bool { return v.Fits(review.Deed(deed)) }, of: v}
	if identity.Can(d.actor, identity.ReadReform, identity.Object{LeadAgency: w.office.LeadAgency()}) == nil {
		rec.above = component.Link{Label: d.p.T("reviewPlan.ofYear", "Year", strconv.Itoa(v.Year)), Href: w.address("reviewPlan.record", v.Plan)}
	}
	return rec, nil
}

func showReview(w *Web, r *http.Request, d reader, rec reformRecord) (reform.Record, error) {
	v := rec.of.(office.ReviewView)
	return reform.Record{Head: component.Head{Title: d.p.T("review.title", "Title", v.Code), Labels: []component.Label{d.reviewState(v)}}, Parts: []reform.Part{d.costPart(v), d.proposalsPart(v)}}, nil
}

func (d reader) reviewFacts(v office.ReviewView) []component.Fact {
	fact := func(key, text string) component.Fact {
		return component.Fact{Name: d.p.T("review.field." + key), Text: text}
	}
	facts := []component.Fact{{Name: d.p.T("review.field.code"), Value: component.LinkTo(component.Link{Label: v.Code, Href: d.address("catalogue.procedure", v.Code)})},
		fact("unit", d.chargeOf(v)), fact("by", d.p.Date(v.By)), fact("reason", joined(v.Reason, v.Ended))}
	if res := v.Result; res != nil {
		facts = append(facts, fact("on", d.p.Date(res.On)), fact("conclusion", d.p.T("review.conclusion."+string(res.Conclusion))))
		for i, verdict := range []review.Verdict{res.Necessary, res.Reasonable, res.Lawful} {
			facts = append(facts, fact(review.Criteria()[i], d.p.T("review.verdict."+string(verdict))))
		}
		facts = append(facts, fact("text", res.Text))
	}
	return told(append(facts, fact("saving", d.saved(v.Saving(standing))), fact("agreed", d.saved(v.Saving(review.Proposal.Agreed)))))
}

// costPart shows what the procedure costs now, and once the proposals that
// were not rejected are carried out.
func (d reader) costPart(v office.ReviewView) reform.Part {
	part := reform.Part{Title: d.p.T("review.cost"), Text: d.p.T("review.cost.how"), Sheet: component.Sheet{Caption: d.p.T("review.cost")}}
	if v.Cost == nil {
		part.Text, part.Empty = "", d.p.T("review.cost.none")
		return part
	}
	for _, c := range []string{"item", "before", "after"} {
		part.Sheet.Columns = append(part.Sheet.Columns, component.Column{Label: d.p.T("review.column." + c)})
	}
	before := *v.Cost
	var cuts []review.Cut
	for _, p := range v.Proposals {
		if standing(p) {
			cuts = append(cuts, p.Cut)
		}
	}
	after := before.Without(cuts...)
	row := func(name, a, b string) {
		part.Sheet.Rows = append(part.Sheet.Rows, component.Row{Cells: []templ.Component{component.Text(name), component.Text(a), component.Text(b)}})
	}
	for _, a := range review.Activities() {
		if w := before.Work(a); w.Minutes+w.Other > 0 {
			row(d.p.T("review.activity."+string(a)), d.workOf(w), d.workOf(after.Work(a)))
		}
	}
	row(d.p.T("review.field.fee"), d.p.Money(before.Fee), d.p.Money(after.Fee))
	row(d.p.T("review.field.hour"), d.p.Money(before.Hour), d.p.Money(after.Hour))
	row(d.p.T("review.once"), d.p.Money(before.Once()), d.p.Money(after.Once()))
	row(d.p.T("review.field.times"), d.p.Int(before.Times), d.p.Int(after.Times))
	row(d.p.T("review.field.people"), d.p.Int(before.People), d.p.Int(after.People))
	row(d.p.T("review.yearly"), d.p.Money(before.Yearly()), d.p.Money(after.Yearly()))
	return part
}

func (d reader) workOf(w review.Work) string {
	return d.p.T("review.work", "Hours", hoursOf(w.Minutes), "Other", w.Other)
}

func proposalColumns() []string {
	return []string{"no", "kind", "proposal", "saving", "fate", "note"}
}

func (d reader) proposalsPart(v office.ReviewView) reform.Part {
	part := reform.Part{Title: d.p.T("review.proposals.of"), Empty: d.p.T("review.proposals.none"), Sheet: component.Sheet{Caption: d.p.T("review.proposals.of")}}
	for _, c := range proposalColumns() {
		part.Sheet.Columns = append(part.Sheet.Columns, component.Column{Label: d.p.T("review.column." + c)})
	}
	for _, p := range v.Proposals {
		part.Sheet.Rows = append(part.Sheet.Rows, component.Row{Cells: []templ.Component{component.Text(strconv.Itoa(p.No)), component.Text(d.p.T("review.kind." + string(p.Kind))),
			component.Text(joined(p.Text, d.cutOf(p.Cut))), component.Text(d.saved(v.Alone(p.No))), d.fate(p), component.Text(d.fateOf(p))}})
	}
	return part
}

// cutOf says what a proposal takes off the cost.
func (d reader) cutOf(c review.Cut) string {
	var parts []string
	if c.Minutes+c.Other > 0 {
		parts = append(parts, d.p.T("review.activity."+string(c.Activity))+": "+d.workOf(review.Work{Minutes: c.Minutes, Other: c.Other}))
	}
	if c.Fee > 0 {
		parts = append(parts, d.p.T("review.field.fee")+": "+d.p.Money(c.Fee))
	}
	if c.Times > 0 {
		parts = append(parts, d.p.T("review.field.times")+": "+d.p.Int(c.Times))
	}
	if len(parts) == 0 {
		return ""
	}
	return d.p.T("review.cuts", "What", strings.Join(parts, "; "))
}

// fate is what became of a proposal.
func (d reader) fate(p review.Proposal) templ.Component {
	label := component.Label{Text: d.p.T("review.fate." + string(p.State)), Tone: component.Info, Icon: "clock"}
	switch p.State {
	case review.Accepted, review.Done:
		label.Tone, label.Icon = component.OK, "check"
	case review.Rejected:
		label.Tone, label.Icon = component.Bad, "x"
	case review.Open:
	}
	return component.Tag(label)
}

// fateOf says by which document, when and why.
func (d reader) fateOf(p review.Proposal) string {
	switch p.State {
	case review.Done:
		return joined(p.Decision, d.p.Date(p.On), d.p.Date(p.DoneOn), p.How)
	case review.Open:
		return "–"
	default:
		return joined(p.Decision, d.p.Date(p.On), p.Reason)
	}
}

func tellReview(d reader, fact record.Fact) (title, detail string) {
	no := func(n int) string { return d.p.T("review.no", "No", n) }
	switch f := fact.(type) {
	case review.Charged:
		return "", joined(f.Name, d.p.Date(f.By))
	case review.Recharged:
		return "", joined(f.Name, d.p.Date(f.By))
	case review.Counted:
		return "", d.p.T("review.aYear", "Amount", f.Yearly())
	case review.Proposed:
		return "", joined(d.p.T("review.kind."+string(f.What)), f.Text)
	case review.Withdrawn:
		return "", no(f.No)
	case review.Concluded:
		return "", joined(d.p.T("review.conclusion."+string(f.Conclusion)), f.Text)
	case review.Reopened:
		return "", f.Reason
	case review.ProposalAccepted:
		return "", joined(no(f.No), f.Decision, d.p.Date(f.On))
	case review.ProposalRejected:
		return "", joined(no(f.No), f.Decision, d.p.Date(f.On), f.Reason)
	case review.ProposalDone:
		return "", joined(no(f.No), d.p.Date(f.On), f.How)
	case review.Left:
		return "", f.Reason
	default:
		return "", ""
	}
}

// reviewFilter is the form above a list of reviews or proposals.
func (d reader) reviewFilter(route string, f url.Values, words string, states []string) *work.Filter {
	field := func(name, key string) component.Field {
		return component.Field{Name: name, Label: d.p.T(key), Value: f.Get(name)}
	}
	q, year := field("q", "register.filter.words"), field("nam", "review.filter.year")
	q.Kind, year.InputMode = "search", "numeric"
	choices := []component.Choice{{Label: d.p.T("register.filter.any")}}
	for _, s := range states {
		choices = append(choices, component.Choice{Value: s, Label: d.p.T(words + s)})
	}
	filter := &work.Filter{Filter: component.Filter{Action: d.address(route)}, Fields: []component.Field{q, year},
		Selects: []work.Select{{Field: field("trang-thai", "register.filter.state"), Choices: choices}}}
	if len(f) > 0 {
		filter.Clear = d.address(route)
	}
	return filter
}

func wordsOf[T ~string](list []T) []string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = string(v)
	}
	return words
}

func readYear(field, text string) (int, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	year, err := strconv.Atoi(text)
	if err != nil || year < 1990 || year > 2100 {
		return 0, motcua.InvalidField(field, "record.year")
	}
	return year, nil
}

// proposalsFound are the proposals that a filter finds, of what the reader may
// know of.
func (w *Web) proposalsFound(r *http.Request) (reader, []office.ProposalView, error) {
	d, err := w.reader(r)
	if err != nil {
		return d, nil, err
	}
	f := r.URL.Query()
	year, err := readYear("nam", f.Get("nam"))
	if err != nil {
		return d, nil, err
	}
	list, err := w.office.ReviewProposals(r.Context(), d.actor, office.ReviewQuery{Year: year, Text: strings.TrimSpace(f.Get("q"))}, review.ProposalState(f.Get("trang-thai")))
	return d, list, err
}

// reviewProposals lists proposals with what became of them.
func (w *Web) reviewProposals(rw http.ResponseWriter, r *http.Request) error {
	d, list, err := w.proposalsFound(r)
	if err != nil {
		return err
	}
	page, f := w.page(r, "review.proposals"), r.URL.Query()
	sheet := component.Sheet{Caption: page.Title, Keys: true}
	for _, c := range []string{"procedure", "kind", "proposal", "saving", "fate", "note"} {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("review.column." + c)})
	}
	for _, p := range list {
		sheet.Rows = append(sheet.Rows, component.Row{ID: "dx-" + p.Of.ID + "-" + strconv.Itoa(p.No), Cells: []templ.Component{component.LinkWith(component.Link{Label: p.Of.Code, Href: d.address("review.record", p.Of.ID)}, p.Of.Title),
			component.Text(d.p.T("review.kind." + string(p.Kind))), component.Text(p.Text), component.Text(d.saved(p.Of.Alone(p.No))), d.fate(p.Proposal), component.Text(d.fateOf(p.Proposal))}})
	}
	book := w.address("review.proposals.xlsx")
	if len(f) > 0 {
		book += "?" + f.Encode()
	}
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("review.proposals.lead")}, Filter: d.reviewFilter("review.proposals", f, "review.fate.", wordsOf(review.ProposalStates())), Sheet: sheet,
		Actions: []component.Action{{Label: d.p.T("review.xlsx"), Icon: "download", Look: component.Secondary, Href: book}},
		Empty:   component.Nothing{Title: d.p.T("review.proposals.empty"), Text: d.p.T("review.empty.do"), Icon: "inbox"}}
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

// reviewProposalsBook sends the proposals that the list finds as a workbook.
func (w *Web) reviewProposalsBook(rw http.ResponseWriter, r *http.Request) (err error) {
	d, list, err := w.proposalsFound(r)
	if err != nil {
		return err
	}
	var heads []string
	for _, c := range []string{"year", "code", "name", "charge", "no", "kind", "proposal", "cut", "before", "saved", "share", "fate", "decision", "decided", "note"} {
		heads = append(heads, d.p.T("review.column."+c))
	}
	l, err := newLedger(d.p.T("review.sheet"), heads)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.book.Close()) }()
	for _, p := range list {
		saving, share := p.Of.Alone(p.No), ""
		if percent, ok := saving.Percent(); ok {
			share = d.p.Decimal(float64(percent)/100, 2)
		}
		if err := l.add([]string{strconv.Itoa(p.Of.Year), p.Of.Code, p.Of.Title, d.chargeOf(p.Of), strconv.Itoa(p.No), d.p.T("review.kind." + string(p.Kind)), p.Text, d.cutOf(p.Cut),
			d.p.Int(saving.Before), d.p.Int(saving.Amount()), share, d.p.T("review.fate." + string(p.State)), p.Decision, d.dayOr(p.On), joined(p.Reason, p.How)}); err != nil {
			return err
		}
	}
	return l.send(rw, "de-xuat-ra-soat-tthc.xlsx")
}
