package web

import (
	"net/http"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/feedback"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	feedbackview "motcua/internal/web/view/feedback"
	"motcua/internal/web/view/track"
)

// rateForm asks what the applicant says of a dossier that has come to its end.
func (w *Web) rateForm(rw http.ResponseWriter, r *http.Request) error {
	return w.showRating(rw, r, http.StatusOK, nil)
}

func (w *Web) showRating(rw http.ResponseWriter, r *http.Request, status int, wrong error) error {
	view, claim, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	rated, err := w.office.RatingOf(r.Context(), claim)
	if err != nil {
		return err
	}
	p := w.printer(r)
	d := w.ratingData(view, rated)
	d.Crumbs = w.crumbs(r, component.Link{Label: p.T("ui.public.track"), Href: w.address("track")}, component.Link{Label: view.Code, Href: w.address("tracked", view.Code)})
	d.Procedure, d.Problems = view.Name, component.ProblemsOf(p, wrong)
	d.Comment = r.PostForm.Get("comment")
	for _, c := range feedback.Criteria(calendar.DateOf(w.office.Now())) {
		d.Criteria = append(d.Criteria, feedbackview.Criterion{ID: c.ID, Ground: c.Ground, Chosen: r.PostForm.Get("c." + c.ID)})
	}
	page := w.page(r, "rating.title", "Code", view.Code)
	page.Faulty = len(d.Problems) > 0
	return w.render(rw, r, status, feedbackview.Rate(page, d))
}

func (w *Web) ratingData(view *office.View, rated office.Rated) feedbackview.Rating {
	return feedbackview.Rating{Code: view.Code, Post: w.address("rate.post", view.Code), More: w.address("rate.more", view.Code),
		Page: w.address("rate", view.Code), Back: w.address("tracked", view.Code), Open: rated.Open, Done: rated.Done,
		Overall: rated.Rating.Overall, Detailed: !rated.Rating.MoreAt.IsZero()}
}

// rate takes the one required answer; one tap is enough.
func (w *Web) rate(rw http.ResponseWriter, r *http.Request) error {
	view, claim, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	overall, err := strconv.Atoi(r.PostForm.Get("overall"))
	if err != nil {
		overall = 0
	}
	if err := w.office.Rate(r.Context(), claim, overall); err != nil {
		return w.ratedWrong(rw, r, err)
	}
	return w.redirect(rw, r, w.address("rate", view.Code))
}

// rateMore takes the folded criteria and the comment.
func (w *Web) rateMore(rw http.ResponseWriter, r *http.Request) error {
	view, claim, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	marks := map[string]int{}
	for name := range r.PostForm {
		id, ok := strings.CutPrefix(name, "c.")
		if value := r.PostForm.Get(name); ok && value != "" {
			mark, err := strconv.Atoi(value)
			if err != nil {
				mark = -1
			}
			marks[id] = mark
		}
	}
	if err := w.office.DetailRating(r.Context(), claim, marks, r.PostForm.Get("comment")); err != nil {
		return w.ratedWrong(rw, r, err)
	}
	return w.redirect(rw, r, w.address("rate", view.Code))
}

// ratedWrong shows the page again: with the fault, or, when the dossier was
// rated meanwhile, with the thanks.
func (w *Web) ratedWrong(rw http.ResponseWriter, r *http.Request, err error) error {
	switch kind := motcua.KindOf(err); kind {
	case motcua.Invalid, motcua.Conflict:
		return w.showRating(rw, r, statusOf(kind), err)
	default:
		return err
	}
}

// ratingPart asks on the page of a dossier for its rating, and leads to the
// form of a feedback on it.
func ratingPart(w *Web, r *http.Request, c office.Claim, d *track.Data) error {
	p := w.printer(r)
	d.Ways = append(d.Ways, component.Link{Label: p.T("feedback.track.about"), Icon: "message-square", Href: with(w.address("feedback.form"), "loai", string(feedback.Handling), "ho-so", d.View.Code)})
	rated, err := w.office.RatingOf(r.Context(), c)
	if err != nil || !rated.Open {
		return err
	}
	d.Panels = append(d.Panels, feedbackview.RatePanel(p, w.ratingData(d.View, rated)))
	return nil
}
