package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/reform"
	"motcua/internal/web/view/work"
	"motcua/record"
	"motcua/review"
)

// reviewPlanNoun are the plans of review as records of the desk.
func reviewPlanNoun() reformNoun {
	keep, keepers := identity.KeepReform, []identity.Role{identity.Office}
	return reformNoun{name: "reviewPlan", base: "/can-bo/ra-soat", readers: reformReaders, keepers: keepers, doers: keepers, load: loadReviewPlan, show: showReviewPlan, tell: tellReviewPlan,
		file: (*office.Office).ReviewPlanFile, fields: (*reformAsk).reviewPlanFields, enter: drawReviewPlan, acts: []reformAct{
			{string(review.PlanAdd), "them", "plus", component.Primary, keep, (*reformAsk).addedReview, doAddReview},
			{string(review.PlanIssue), "ban-hanh", "stamp", component.Secondary, keep, (*reformAsk).issuedPlan, doIssueReviewPlan},
			{string(review.PlanEdit), "sua", "pen-line", component.Secondary, keep, (*reformAsk).editReviewPlan, doEditReviewPlan},
			{string(review.PlanDrop), "huy", "circle-x", component.Danger, keep, (*reformAsk).why, withText("reason", (*office.Office).DropReviewPlan)},
		}}
}

func loadReviewPlan(ctx context.Context, w *Web, d reader, id string) (reformRecord, error) {
	v, err := w.office.ReviewPlan(ctx, d.actor, id)
	if err != nil {
		return reformRecord{}, err
	}
	return reformRecord{title: v.Name(), lead: v.Title, facts: d.reviewPlanFacts(v), files: v.Files, version: v.Version(), events: v.Events, object: identity.Object{LeadAgency: w.office.LeadAgency()},
		fits: func(deed string) bool { return v.Fits(review.PlanDeed(deed)) }, of: v}, nil
}

// reviewPlans lists the plans of review.
func (w *Web) reviewPlans(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	plans, err := w.office.ReviewPlans(r.Context(), d.actor)
	if err != nil {
		return err
	}
	page := w.page(r, "reviewPlan.nav")
	sheet := component.Sheet{Caption: page.Title, Keys: true}
	for _, c := range []string{"plan", "title", "state", "progress", "proposals", "agreed"} {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("reviewPlan.column." + c)})
	}
	for _, v := range plans {
		sums := sumsOf(v.Reviews)
		link := component.Link{Label: typed(v.Number, d.p.T("reviewPlan.ofYear", "Year", strconv.Itoa(v.Year))), Href: d.address("reviewPlan.record", v.ID)}
		sheet.Rows = append(sheet.Rows, component.Row{ID: "kh-" + v.ID, Cells: []templ.Component{component.LinkWith(link, d.dayOr(v.Issued)), component.Text(v.Title), component.Tag(d.reviewPlanState(v)),
			component.Text(sums.progress()), component.Text(strconv.Itoa(sums.proposals)), component.Text(d.p.Money(sums.agreed.Amount()))}})
	}
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("reviewPlan.lead")}, Sheet: sheet,
		Empty: component.Nothing{Title: d.p.T("reviewPlan.empty"), Text: d.p.T("reviewPlan.empty.do"), Icon: "inbox"}}
	if identity.Can(d.actor, identity.KeepReform, identity.Object{LeadAgency: w.office.LeadAgency()}) == nil {
		l.Actions = append(l.Actions, component.Action{Label: d.p.T("reviewPlan.new"), Icon: "plus", Look: component.Primary, Href: w.address("reviewPlan.new")})
	}
	l.Actions = append(l.Actions, component.Action{Label: d.p.T("review.nav"), Icon: "list-checks", Look: component.Secondary, Href: w.address("review")},
		component.Action{Label: d.p.T("review.proposals"), Icon: "clipboard-list", Look: component.Secondary, Href: w.address("review.proposals")})
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

// reviewSums add reviews up.
type reviewSums struct {
	planned, reviewed, proposals int
	all, agreed                  review.Saving // of all that was proposed and not rejected; of what was accepted
}

func (s reviewSums) progress() string {
	return strconv.Itoa(s.reviewed) + "/" + strconv.Itoa(s.planned)
}

func sumsOf(list []office.ReviewView) reviewSums {
	var s reviewSums
	for _, v := range list {
		if v.State() == review.Dropped {
			continue
		}
		s.planned++
		s.proposals += len(v.Proposals)
		if v.State() == review.Reviewed {
			s.reviewed++
		}
		all, agreed := v.Saving(standing), v.Saving(review.Proposal.Agreed)
		s.all.Before, s.all.After = s.all.Before+all.Before, s.all.After+all.After
		s.agreed.Before, s.agreed.After = s.agreed.Before+agreed.Before, s.agreed.After+agreed.After
	}
	return s
}

func standing(p review.Proposal) bool { return p.State != review.Rejected }

func (d reader) reviewPlanState(v office.ReviewPlanView) component.Label {
	word := d.p.T("reviewPlan.state." + string(v.State))
	switch {
	case v.State == review.PlanDropped:
		return component.Label{Text: word, Tone: component.Bad, Icon: "x"}
	case v.Late:
		return component.Label{Text: joined(word, d.p.T("reviewPlan.late")), Tone: component.Bad, Icon: "triangle-alert"}
	case v.State == review.PlanInForce:
		return component.Label{Text: word, Tone: component.OK, Icon: "check"}
	default:
		return component.Label{Text: word, Tone: component.Warn, Icon: "clock"}
	}
}

// saved words a saving: the amount a year, and the share.
func (d reader) saved(s review.Saving) string {
	text := d.p.T("review.aYear", "Amount", s.Amount())
	if share, ok := s.Percent(); ok {
		text += " (" + d.p.Decimal(float64(share)/100, 2) + "%)"
	}
	return text
}

func showReviewPlan(w *Web, r *http.Request, d reader, rec reformRecord) (reform.Record, error) {
	v := rec.of.(office.ReviewPlanView)
	return reform.Record{Head: component.Head{Labels: []component.Label{d.reviewPlanState(v)}}, Parts: []reform.Part{d.reviewsPart(v)}, Watch: []reform.Watch{d.planWatch(v)}}, nil
}

func (d reader) reviewPlanFacts(v office.ReviewPlanView) []component.Fact {
	fact := func(key, text string) component.Fact {
		return component.Fact{Name: d.p.T("reviewPlan.field." + key), Text: text}
	}
	sums := sumsOf(v.Reviews)
	return told([]component.Fact{fact("year", strconv.Itoa(v.Year)), fact("number", v.Number), fact("on", d.p.Date(v.Issued)), fact("note", v.Note), fact("reason", v.Reason),
		fact("progress", sums.progress()), fact("proposals", strconv.Itoa(sums.proposals)), fact("saving", d.saved(sums.all)), fact("agreed", d.saved(sums.agreed))})
}

func tellReviewPlan(d reader, fact record.Fact) (title, detail string) {
	switch f := fact.(type) {
	case review.PlanIssued:
		return "", joined(f.Number, d.p.Date(f.On))
	case review.PlanLeft:
		return "", f.Reason
	default:
		return "", ""
	}
}

// planWatch: the plan is issued before 31 January.
func (d reader) planWatch(v office.ReviewPlanView) reform.Watch {
	box := reform.Watch{Title: d.p.T("reviewPlan.watch"), Ground: d.p.T("reviewPlan.ground", "Year", strconv.Itoa(v.Year))}
	due := v.IssueBy()
	switch {
	case v.Late && v.Issued.IsZero():
		box.Tag = &component.Label{Text: d.p.T("control.watch.overdue", "Due", due), Tone: component.Bad, Icon: "triangle-alert"}
	case v.Late:
		box.Tag = &component.Label{Text: d.p.T("control.watch.missed", "Due", due, "Done", v.Issued), Tone: component.Bad, Icon: "triangle-alert"}
	case v.Issued.IsZero():
		box.Tag = &component.Label{Text: d.p.T("control.watch.open", "Due", due), Tone: component.Info, Icon: "clock"}
	default:
		box.Tag = &component.Label{Text: d.p.T("control.watch.kept", "Due", due, "Done", v.Issued), Tone: component.OK, Icon: "check"}
	}
	return box
}

func (d reader) reviewsPart(v office.ReviewPlanView) reform.Part {
	part := reform.Part{Title: d.p.T("reviewPlan.reviews"), Empty: d.p.T("reviewPlan.reviews.none")}
	part.Sheet = d.reviewSheet(part.Title, v.Reviews)
	return part
}

func (d reader) reviewSheet(caption string, list []office.ReviewView) component.Sheet {
	sheet := component.Sheet{Caption: caption, Keys: true}
	for _, c := range []string{"procedure", "charge", "by", "state", "conclusion", "saving"} {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("review.column." + c)})
	}
	for _, v := range list {
		conclusion := "–"
		if v.Result != nil {
			conclusion = d.p.T("review.conclusion." + string(v.Result.Conclusion))
		}
		sheet.Rows = append(sheet.Rows, component.Row{ID: "rs-" + v.ID, Cells: []templ.Component{component.LinkWith(component.Link{Label: v.Code, Href: d.address("review.record", v.ID)}, v.Title),
			component.Text(d.chargeOf(v)), component.Text(d.p.Date(v.By)), component.Tag(d.reviewState(v)), component.Text(conclusion), component.Text(d.saved(v.Saving(standing)))}})
	}
	return sheet
}

// chargeOf is the unit that reviews, and the person.
func (d reader) chargeOf(v office.ReviewView) string {
	unit, _ := d.book.Agency(d.w.office.LeadAgency()).Unit(v.Unit)
	return joined(typed(unit.Name, v.Unit), v.Name)
}

func (d reader) reviewState(v office.ReviewView) component.Label {
	label := component.Label{Text: d.p.T("review.state." + string(v.State())), Tone: component.Info, Icon: "clock"}
	switch {
	case v.State() == review.Dropped:
		label.Tone, label.Icon = component.Bad, "x"
	case v.Keeping == record.Overdue || v.Keeping == record.Missed:
		label = component.Label{Text: d.p.T("review.keeping." + string(v.Keeping)), Tone: component.Bad, Icon: "triangle-alert"}
	case v.State() == review.Reviewed:
		label.Tone, label.Icon = component.OK, "check"
	}
	return label
}

// reviews lists the reviews that the reader may know of.
func (w *Web) reviews(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	f := r.URL.Query()
	year, err := readYear("nam", f.Get("nam"))
	if err != nil {
		return err
	}
	list, err := w.office.Reviews(r.Context(), d.actor, office.ReviewQuery{Year: year, State: review.State(f.Get("trang-thai")), Text: strings.TrimSpace(f.Get("q"))})
	if err != nil {
		return err
	}
	page := w.page(r, "review.nav")
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("review.lead")}, Filter: d.reviewFilter("review", f, "review.state.", wordsOf(review.States())),
		Sheet: d.reviewSheet(page.Title, list), Empty: component.Nothing{Title: d.p.T("review.empty"), Text: d.p.T("review.empty.do"), Icon: "inbox"}}
	l.Actions = append(l.Actions, component.Action{Label: d.p.T("review.proposals"), Icon: "clipboard-list", Look: component.Secondary, Href: w.address("review.proposals")})
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}
