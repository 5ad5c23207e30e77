package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/counter"
	"motcua/internal/web/view/component"
	counterview "motcua/internal/web/view/counter"

	"github.com/a-h/templ"
)

// What the hall takes: numbers from one address, which is the kiosk as a rule;
// checks of receipts are guesses at keys and cost what guesses cost.
const (
	numbersMost = 60
	numbersIn   = 5 * time.Minute
	boardEvery  = 5  // seconds between two looks of a board without scripts
	kioskIdle   = 30 // seconds after which a kiosk is as it was
	calledShown = 5
)

// board is the screen of the numbers called, read from afar.
func (w *Web) board(rw http.ResponseWriter, r *http.Request) error {
	q, err := w.office.Board(r.Context())
	if err != nil {
		return err
	}
	p := w.printer(r)
	page := w.page(r, "counter.board")
	page.Scripts, page.Refresh = []string{"live.js"}, boardEvery
	b := counterview.Board{Title: page.Title, Nobody: p.T("counter.board.nobody"), Live: component.Live(w.address("board.live"), q.Version()),
		Waiting: p.T("counter.board.waiting", "Count", len(q.Waiting())),
		Called:  component.Sheet{Caption: p.T("counter.board.last"), ShowCaption: true, Columns: []component.Column{{Label: p.T("counter.number")}, {Label: p.T("counter.seat")}, {Label: p.T("counter.board.at")}}}}
	for i, t := range q.LastCalled(calledShown) {
		if i == 0 {
			b.Now = p.T("counter.board.now", "Number", numberOf(t.Number), "Seat", t.Seat)
		}
		b.Called.Rows = append(b.Called.Rows, component.Row{Cells: []templ.Component{component.Text(numberOf(t.Number)), component.Text(plain(t.Seat)), component.Text(p.Clock(t.AgainAt))}})
	}
	return w.render(rw, r, http.StatusOK, counterview.Calls(page, b))
}

// kiosk is the screen on which a number is taken.
func (w *Web) kiosk(rw http.ResponseWriter, r *http.Request) error { return w.showKiosk(rw, r, nil) }

func (w *Web) showKiosk(rw http.ResponseWriter, r *http.Request, wrong error) error {
	p := w.printer(r)
	page := w.page(r, "counter.kiosk")
	problems := component.ProblemsOf(p, wrong)
	page.Faulty = wrong != nil
	page.Scripts = []string{"kiosk.js"}
	k := counterview.Kiosk{Post: w.address("kiosk.post"), Lead: p.T("counter.kiosk.lead"), Board: component.Link{Label: p.T("counter.board"), Href: w.address("board"), Icon: "monitor"},
		Priority:   component.Field{Name: "priority", Label: p.T("counter.priority.ask"), Error: problems.Of("priority")},
		Priorities: []component.Choice{{Value: "", Label: p.T("counter.priority.none"), Chosen: true}}}
	for _, priority := range counter.Priorities() {
		k.Priorities = append(k.Priorities, component.Choice{Value: string(priority), Label: p.T("counter.priority." + string(priority))})
	}
	for _, s := range []struct {
		service counter.Service
		icon    string
	}{{counter.Submit, "file-plus"}, {counter.Collect, "file-check-2"}, {counter.Advice, "circle-question-mark"}} {
		k.Services = append(k.Services, component.Action{Label: p.T("counter.service." + string(s.service)), Icon: s.icon, Name: "service", Value: string(s.service), Block: true})
	}
	k.Scan = counterview.ScanBox{Post: w.address("kiosk.post"), Submit: component.Action{Label: p.T("counter.checkIn"), Icon: "ticket", Name: "step", Value: "checkIn"},
		Field: component.Field{Name: "scan", Label: p.T("counter.kiosk.scan"), Hint: p.T("counter.kiosk.scan.hint"), Error: problems.Of("scan"), Value: kept(r, "scan", wrong), Key: "scan", Focus: wrong == nil}}
	status := http.StatusOK
	if wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	if motcua.KindOf(wrong) == motcua.Conflict {
		for _, problem := range problems {
			k.Notes = append(k.Notes, problem.Text)
		}
	} else {
		k.Problems = problems
	}
	var err error
	if k.Duty, err = w.dutyNow(r, p); err != nil {
		return err
	}
	return w.render(rw, r, status, counterview.Choose(page, k))
}

// takeNumber gives a number, or checks somebody in by their receipt.
func (w *Web) takeNumber(rw http.ResponseWriter, r *http.Request) error {
	from, priority := visitOf(r).from, counter.Priority(r.PostForm.Get("priority"))
	var number int
	var err error
	if r.PostForm.Get("step") == "checkIn" {
		if wait := w.lookUps.take(from); wait > 0 {
			return refusal{status: http.StatusTooManyRequests, key: "counter.kiosk.wait", pairs: []any{"Minutes", int(wait.Minutes())}}
		}
		if _, number, err = w.office.CheckIn(r.Context(), w.actor(r), r.PostForm.Get("scan"), priority); err == nil || motcua.KindOf(err) == motcua.Conflict {
			w.lookUps.giveBack(from)
		}
	} else {
		if wait := w.numbers.take(from); wait > 0 {
			return refusal{status: http.StatusTooManyRequests, key: "counter.kiosk.wait", pairs: []any{"Minutes", int(wait.Minutes())}}
		}
		_, number, err = w.office.TakeTicket(r.Context(), w.actor(r), counter.Service(r.PostForm.Get("service")), priority)
	}
	if kind := motcua.KindOf(err); err != nil && (kind == motcua.Invalid || kind == motcua.Conflict) {
		return w.showKiosk(rw, r, err)
	}
	if err != nil {
		return err
	}
	q, err := w.office.Board(r.Context())
	if err != nil {
		return err
	}
	return w.redirect(rw, r, with(w.address("kiosk.number", plain(number)), "ngay", q.Day.String()))
}

// number is a number on paper, with how long its holder may expect to wait.
func (w *Web) number(rw http.ResponseWriter, r *http.Request) error {
	q, err := w.office.Board(r.Context())
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PathValue("number"))
	t, known := q.Ticket(n)
	if day := r.URL.Query().Get("ngay"); err != nil || !known || day != "" && day != q.Day.String() {
		return motcua.Refused(motcua.NotFound, "counter.number.unknown")
	}
	p := w.printer(r)
	page := w.page(r, "counter.number.title", "Number", numberOf(n))
	page.Scripts, page.Refresh = []string{"kiosk.js"}, kioskIdle
	s := counterview.Slip{Agency: strings.ToUpper(w.cfg.Brand.Agency), Number: numberOf(n), Title: p.T("counter.number.name"), About: p.T("counter.number.qr"),
		Text: p.T("counter.number.text"), Back: component.Action{Label: p.T("counter.kiosk.back"), Icon: "arrow-left", Href: w.address("kiosk"), Key: "primary"}}
	s.Facts = told([]component.Fact{{Name: p.T("counter.service"), Text: p.T("counter.service." + string(t.Service))}, {Name: p.T("counter.priority"), Text: priorityOf(p, t)},
		{Name: p.T("counter.taken"), Text: p.Instant(t.TakenAt)}})
	if t.State == counter.Waiting {
		s.Facts = append(s.Facts, component.Fact{Name: p.T("counter.wait"), Text: p.T("counter.minutes", "Minutes", int(q.Wait(n, w.office.Now()).Minutes()))})
	} else {
		s.Facts = append(s.Facts, component.Fact{Name: p.T("counter.state"), Text: p.T("counter.state."+string(t.State), "Seat", t.Seat)})
	}
	if w.cfg.PublicURL != "" {
		s.QR = strings.TrimSuffix(w.cfg.PublicURL, "/") + with(w.address("kiosk.number", plain(n)), "ngay", q.Day.String())
	}
	return w.render(rw, r, http.StatusOK, counterview.Ticket(page, s))
}
