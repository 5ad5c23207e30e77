package web

import (
	"net/http"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/counter"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	counterview "motcua/internal/web/view/counter"

	"github.com/a-h/templ"
)

// seatKey is where a session keeps the counter at which somebody sits.
const seatKey = "seat"

func (w *Web) seatOf(r *http.Request) int { return w.sessions.GetInt(r.Context(), seatKey) }

// queue is the page of the numbers at a counter.
func (w *Web) queue(rw http.ResponseWriter, r *http.Request) error {
	return w.showQueue(rw, r, nil)
}

func (w *Web) showQueue(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	q, err := w.office.Queue(r.Context(), d.actor)
	if err != nil {
		return err
	}
	page := w.page(r, "counter.queue.title")
	page.Scripts = []string{"live.js"}
	problems := component.ProblemsOf(d.p, wrong)
	page.Faulty = wrong != nil
	seat := w.seatOf(r)
	m := counterview.Queue{Post: w.address("queue.post"), Seated: seat > 0, Call: d.callNext(),
		Head: component.Head{Title: page.Title, Lead: d.waiting(q)}, Live: component.Live(w.address("board.live"), q.Version()),
		Empty: component.Nothing{Title: d.p.T("counter.queue.nobody"), Text: d.p.T("counter.queue.nobody.do"), Icon: "circle-check"}}
	status := http.StatusOK
	if wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	if motcua.KindOf(wrong) == motcua.Conflict {
		for _, problem := range problems {
			m.Notes = append(m.Notes, problem.Text)
		}
	} else {
		m.Problems = problems
	}
	m.Seat = component.Field{Name: "seat", Label: d.p.T("counter.seat"), InputMode: "numeric", Width: component.Narrow, Error: problems.Of("seat")}
	if seat > 0 {
		m.Seat.Value = plain(seat)
	}
	m.SetSeat = component.Action{Label: d.p.T("counter.seat.set"), Icon: "check", Name: "step", Value: "seat"}
	m.Now = d.serving(q, seat, problems)
	m.Waiting = d.waitingSheet(q)
	m.CheckIn = counterview.ScanBox{Post: w.address("queue.post"), Submit: component.Action{Label: d.p.T("counter.checkIn"), Icon: "ticket", Name: "step", Value: "checkIn"},
		Field: component.Field{Name: "scan", Label: d.p.T("counter.checkIn.field"), Error: problems.Of("scan"), Value: kept(r, "scan", wrong)}}
	if m.Duty, err = w.dutyNow(r, d.p); err != nil {
		return err
	}
	return w.render(rw, r, status, counterview.Numbers(page, m))
}

// kept is what was typed into a field, when the form comes back.
func kept(r *http.Request, name string, wrong error) string {
	if wrong == nil {
		return ""
	}
	return r.PostForm.Get(name)
}

func (d reader) callNext() component.Action {
	return component.Action{Label: d.p.T("counter.queue.next"), Icon: "megaphone", Look: component.Primary, Name: "step", Value: "next", Key: "next", Hint: "F8"}
}

// waiting says how many wait and how long the last of them may expect to.
func (d reader) waiting(q *counter.Queue) string {
	list := q.Waiting()
	if len(list) == 0 {
		return d.p.T("counter.queue.waiting.none")
	}
	last := list[len(list)-1]
	return d.p.T("counter.queue.waiting", "Count", len(list), "Minutes", int(q.Wait(last.Number, d.now).Minutes()))
}

func numberOf(n int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, 3-len(s))) + s
}

func (d reader) serving(q *counter.Queue, seat int, problems component.Problems) counterview.Serving {
	s := counterview.Serving{Title: d.p.T("counter.queue.seat.title", "Seat", seat)}
	t, busy := q.At(seat)
	if !busy {
		s.Facts = []component.Fact{{Name: d.p.T("counter.queue.now"), Text: d.p.T("counter.queue.free")}}
		return s
	}
	s.Number = numberOf(t.Number)
	s.Facts = told([]component.Fact{{Name: d.p.T("counter.service"), Text: d.p.T("counter.service." + string(t.Service))}, {Name: d.p.T("counter.priority"), Text: priorityOf(d.p, t)},
		{Name: d.p.T("counter.queue.calls"), Text: d.p.T("counter.queue.called", "Count", t.Calls, "At", d.p.Clock(t.AgainAt))}})
	if t.Dossier != "" {
		s.Facts = append(s.Facts, component.Fact{Name: d.p.T("work.column.dossier"), Value: component.LinkTo(component.Link{Label: t.Dossier, Href: d.address("dossier", t.Dossier)})})
	}
	for _, a := range []struct{ step, icon string }{{"recall", "refresh-cw"}, {"done", "check"}, {"missed", "x"}} {
		s.Actions = append(s.Actions, component.Action{Label: d.p.T("counter.queue." + a.step), Icon: a.icon, Name: "step", Value: a.step})
	}
	s.Move = &counterview.Move{Title: d.p.T("counter.queue.move"), Submit: component.Action{Label: d.p.T("counter.queue.move.do"), Icon: "send", Name: "step", Value: "move"},
		Service: component.Field{Name: "service", Label: d.p.T("counter.service"), Value: string(t.Service), Error: problems.Of("service")},
		To:      component.Field{Name: "to", Label: d.p.T("counter.queue.move.to"), InputMode: "numeric", Width: component.Narrow, Optional: component.OptionalWord(d.p), Error: problems.Of("to")}}
	for _, service := range counter.Services() {
		s.Move.Services = append(s.Move.Services, component.Choice{Value: string(service), Label: d.p.T("counter.service." + string(service))})
	}
	return s
}

func priorityOf(p *message.Printer, t counter.Ticket) string {
	if t.Priority == "" {
		return ""
	}
	return p.T("counter.priority." + string(t.Priority))
}

func (d reader) waitingSheet(q *counter.Queue) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("counter.queue.list"), ShowCaption: true, Columns: []component.Column{{Label: d.p.T("counter.number")}, {Label: d.p.T("counter.service")},
		{Label: d.p.T("counter.priority")}, {Label: d.p.T("counter.taken")}, {Label: d.p.T("counter.wait")}}}
	for _, t := range q.Waiting() {
		service := d.p.T("counter.service." + string(t.Service))
		if t.Seat > 0 {
			service = d.p.T("counter.queue.for", "Service", service, "Seat", t.Seat)
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.TextWith(numberOf(t.Number), t.Dossier), component.Text(service), component.Text(priorityOf(d.p, t)),
			component.Text(d.p.Clock(t.TakenAt)), component.Text(d.p.T("counter.minutes", "Minutes", int(q.Wait(t.Number, d.now).Minutes())))}})
	}
	return sheet
}

// changeQueue does one step at a counter and comes back.
func (w *Web) changeQueue(rw http.ResponseWriter, r *http.Request) error {
	said, err := w.queueStep(r)
	if kind := motcua.KindOf(err); err != nil && (kind == motcua.Invalid || kind == motcua.Conflict) {
		return w.showQueue(rw, r, err)
	}
	if err != nil {
		return err
	}
	w.flash(r, said)
	if r.PostForm.Get("back") == "counter" {
		return w.redirect(rw, r, w.address("counter"))
	}
	return w.redirect(rw, r, w.address("queue"))
}

// queueStep does what a button of the queue asks, and says what was done.
func (w *Web) queueStep(r *http.Request) (string, error) {
	ctx, actor, p, seat := r.Context(), w.actor(r), w.printer(r), w.seatOf(r)
	switch r.PostForm.Get("step") {
	case "seat":
		n, err := readSeat("seat", r.PostForm.Get("seat"))
		if err != nil {
			return "", err
		}
		w.sessions.Put(ctx, seatKey, n)
		return p.T("counter.seat.done", "Seat", n), nil
	case "checkIn":
		_, number, err := w.office.CheckInAt(ctx, actor, r.PostForm.Get("scan"), "")
		return p.T("counter.checkIn.done", "Number", numberOf(number)), err
	case "next":
		t, err := w.office.CallNext(ctx, actor, seat)
		return p.T("counter.queue.next.done", "Number", numberOf(t.Number), "Seat", seat), err
	}
	q, err := w.office.Queue(ctx, actor)
	if err != nil {
		return "", err
	}
	t, busy := q.At(seat)
	if !busy {
		return "", motcua.Refused(motcua.Conflict, "counter.queue.free.do")
	}
	said := p.T("counter.queue."+stepWord(r.PostForm.Get("step"))+".done", "Number", numberOf(t.Number))
	switch r.PostForm.Get("step") {
	case "recall":
		return said, w.office.Recall(ctx, actor, t.Number, seat)
	case "missed":
		return said, w.office.MissNumber(ctx, actor, t.Number, seat)
	case "move":
		to := 0
		if text := strings.TrimSpace(r.PostForm.Get("to")); text != "" {
			if to, err = readSeat("to", text); err != nil {
				return "", err
			}
		}
		return said, w.office.MoveNumber(ctx, actor, t.Number, seat, counter.Service(r.PostForm.Get("service")), to)
	default:
		return said, w.office.FinishNumber(ctx, actor, t.Number, seat)
	}
}

func stepWord(step string) string {
	switch step {
	case "recall", "missed", "move":
		return step
	default:
		return "done"
	}
}

// readSeat reads the number of a counter.
func readSeat(field, text string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > 99 {
		return 0, motcua.InvalidField(field, "counter.queue.seat", "Most", 99)
	}
	return n, nil
}

// dutyNow is who is on duty in this half of the day.
func (w *Web) dutyNow(r *http.Request, p *message.Printer) (counterview.Duty, error) {
	shifts, err := w.office.OnDuty(r.Context())
	return dutyOf(p, p.T("counter.duty"), shifts), err
}

func dutyOf(p *message.Printer, title string, shifts []counter.Shift) counterview.Duty {
	d := counterview.Duty{Title: title, None: p.T("counter.duty.none")}
	for _, s := range shifts {
		d.Facts = append(d.Facts, component.Fact{Name: seatName(p, s.Seat), Text: s.Name})
	}
	return d
}

func seatName(p *message.Printer, seat int) string {
	if seat == counter.Leader {
		return p.T("counter.roster.leader")
	}
	return p.T("counter.roster.seatName", "Seat", seat)
}

// dutyToday is who is on duty today, by the halves of the day.
func (w *Web) dutyToday(r *http.Request) (counterview.Duty, error) {
	p, today := w.printer(r), calendar.DateOf(w.office.Now())
	week, err := w.office.Week(r.Context(), today)
	d := counterview.Duty{Title: p.T("counter.duty.today", "Date", today), None: p.T("counter.duty.none")}
	for _, half := range counter.Halves() {
		var names []string
		for _, s := range week.On(today, half) {
			names = append(names, p.T("counter.duty.who", "Seat", seatName(p, s.Seat), "Name", s.Name))
		}
		if len(names) > 0 {
			d.Facts = append(d.Facts, component.Fact{Name: p.T("counter.half." + string(half)), Text: strings.Join(names, "; ")})
		}
	}
	return d, err
}

// boardLive is the stream that tells the board and the desks of a call; whoever
// asks for no stream is led to the board.
func (w *Web) boardLive(rw http.ResponseWriter, r *http.Request) error {
	if !strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
		return w.redirect(rw, r, w.address("board"))
	}
	q, err := w.office.Board(r.Context())
	if err != nil {
		return err
	}
	return w.tell(rw, r, office.QueueStream(q), q.Version())
}
