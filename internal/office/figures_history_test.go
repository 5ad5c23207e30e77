package office_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/report"
)

// TestSummariesEqualTheRecountWhateverHappens plays random histories with every
// kind of deed that is done to dossiers – those of files that come in and are
// taken back, corrections, calendars that change, withdrawals – and holds the
// summaries against the dossiers on the way and at the end.
func TestSummariesEqualTheRecountWhateverHappens(t *testing.T) {
	officetest.Each(t, "2022-06-01T08:00", func(t *testing.T, o *officetest.Office) {
		h := &history{t: t, o: o, choose: rand.New(rand.NewPCG(7, 11)), did: map[string]int{}}
		for i := range 320 {
			h.step(i)
			if i%40 == 39 {
				noSumIsWrong(t, o)
			}
		}
		noSumIsWrong(t, o)
		today := calendar.DateOf(o.Now())
		for range 6 {
			to := today.AddDays(-h.choose.IntN(60))
			equalsTheRecount(t, o, report.Period{From: to.AddDays(-h.choose.IntN(120)), To: to})
		}
		everyNumberHasItsList(t, o, report.Period{From: today.AddDays(-120), To: today})
		if changed, err := o.Repair(t.Context(), o.As("admin")); err != nil || changed != 0 {
			t.Errorf("derived anew from the facts: %d dossiers differ (%v), want none", changed, err)
		}
		for _, deed := range []string{"receive", "import", "undo", "undo of touched", "correct", "calendar", "redated", "withdraw", "stop", "apologise", "late", "walk"} {
			if h.did[deed] == 0 {
				t.Errorf("never happened: %s (%v)", deed, h.did)
			}
		}
	})
}

// history is what happens to the dossiers of an office, at random.
type history struct {
	t       *testing.T
	o       *officetest.Office
	choose  *rand.Rand
	codes   []string
	imports []string // tasks that can be taken back
	closed  []string // days, by which the calendar has changed
	did     map[string]int
}

func (h *history) step(i int) {
	ctx, o := h.t.Context(), h.o
	check(h.t, "move the clock", o.Clock().MoveTo(o.Now().Add(time.Duration(1+h.choose.IntN(900))*time.Minute)))
	switch {
	case i%47 == 11:
		h.takeIn(i)
	case i%47 == 12 && len(h.imports) > 0: // somebody touches one of them
		_, err := o.Correct(ctx, o.As("office"), office.Target{Code: h.codes[len(h.codes)-1]}, "note", fmt.Sprint("x", i), "ghi nhầm")
		h.done("correct", err)
	case i%47 == 13 && len(h.imports) > 0 && h.choose.IntN(3) > 0:
		id := h.imports[len(h.imports)-1]
		if h.done("undo", o.UndoImport(ctx, o.As("office"), id)) {
			h.run()
			task, err := o.LongTask(ctx, o.As("office"), id)
			check(h.t, "read the task", err)
			h.did["undo of touched"] += task.Failed
		}
	case i%5 == 0:
		in := dossier.Intake{Procedure: []string{simple, "1.009671"}[h.choose.IntN(2)], Applicant: dossier.Party{Name: "Mẫu"},
			Channel: []catalogue.ChannelKind{catalogue.Online, catalogue.InPerson, catalogue.Postal}[h.choose.IntN(3)]}
		view, err := o.Receive(ctx, o.As("reception"), in)
		check(h.t, "receive", err)
		h.codes = append(h.codes, view.Code)
		h.did["receive"]++
	case i%60 == 33:
		h.close()
	default:
		h.deed()
	}
}

// done notes a deed; what the rules refuse has not happened.
func (h *history) done(deed string, err error) bool {
	h.t.Helper()
	if motcua.KindOf(err) == motcua.Internal {
		check(h.t, deed, err)
	}
	if err == nil {
		h.did[deed]++
	}
	return err == nil
}

func (h *history) deed() {
	ctx, o := h.t.Context(), h.o
	code := h.codes[h.choose.IntN(len(h.codes))]
	at := office.Target{Code: code}
	view, err := o.Dossier(ctx, o.As("office"), code)
	check(h.t, "read", err)
	switch h.choose.IntN(14) {
	case 0:
		_, err = o.Withdraw(ctx, o.As("reception"), at, "thôi")
		h.done("withdraw", err)
	case 1:
		_, err = o.Stop(ctx, o.As("director"), at, "thử")
		h.done("stop", err)
	case 2:
		field := dossier.Correctable()[h.choose.IntN(len(dossier.Correctable()))]
		_, err = o.Correct(ctx, o.As("office"), at, field, "090512345"+fmt.Sprint(h.choose.IntN(10)), "ghi nhầm")
		h.done("correct", err)
	case 3:
		by := map[string]string{"skhdt": "head", "ttpvhcc": "reception", "ubnd": "ubnd"}[view.Holder.Agency]
		_, err = o.SendBack(ctx, o.As(by), at, "nhầm đơn vị")
		h.done("send back", err)
	case 4, 5:
		cause := dossier.LateCauses()[h.choose.IntN(len(dossier.LateCauses()))]
		_, err = o.Apologise(ctx, o.As("head"), at, dossier.Apologised{Cause: cause, Reason: "chờ ý kiến", Days: 1 + h.choose.IntN(3)})
		h.done("apologise", err)
	case 6:
		_, err = o.HandToPost(ctx, o.As("reception"), at, "Bưu điện", "")
		h.done("post", err)
	case 7:
		_, err = o.Conclude(ctx, o.As("director"), at, dossier.Refused, dossier.Document{}, "không đủ điều kiện")
		h.done("refuse", err)
	default:
		check(h.t, "walk", walk(o, view, h.choose))
		h.did["walk"]++
	}
	if view, err = o.Dossier(ctx, o.As("office"), code); err == nil && view.Clock.Standing == deadline.Late {
		h.did["late"]++
	}
}

// takeIn brings dossiers of a file in, received on days before.
func (h *history) takeIn(i int) {
	ctx, o := h.t.Context(), h.o
	rows := [][]any{{"Mã thủ tục", "Ngày tiếp nhận", "Họ và tên", "Kênh"}}
	for range 6 {
		day := calendar.DateOf(o.Now()).AddDays(-h.choose.IntN(25))
		rows = append(rows, []any{simple, fmt.Sprintf("%02d/%02d/%d 08:%02d", day.Day, int(day.Month), day.Year, h.choose.IntN(60)),
			fmt.Sprintf("Người nộp %d-%d", i, len(rows)), ""})
	}
	f := excelize.NewFile()
	for at, row := range rows {
		check(h.t, "write a row", f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", at+1), &row))
	}
	var file bytes.Buffer
	check(h.t, "write the file", f.Write(&file))
	task, err := o.ReadDossiers(ctx, o.As("office"), "ho-so-cu.xlsx", &file, "vi")
	check(h.t, "hand the file in", err)
	if !h.done("import", o.ImportFile(ctx, o.As("office"), task.ID, true)) {
		return
	}
	h.run()
	h.imports = append(h.imports, task.ID)
	list, err := o.Store.ImportedBy(ctx, task.ID, 0, 10)
	check(h.t, "list what came in", err)
	for _, in := range list {
		h.codes = append(h.codes, in.Code)
	}
	if len(list) == 0 {
		h.t.Fatal("nothing came in from the file")
	}
}

// run does the long tasks that wait, once.
func (h *history) run() {
	for _, j := range h.o.Jobs.Jobs {
		if task, ok := j.(job.LongTask); ok {
			check(h.t, "run a task", h.o.RunTask(context.Background(), task.ID))
		}
	}
	h.o.Jobs.Jobs = slices.DeleteFunc(h.o.Jobs.Jobs, func(j office.Job) bool { _, ok := j.(job.LongTask); return ok })
}

// close announces a day off some days ahead and dates the open dossiers anew.
func (h *history) close() {
	ctx, o := h.t.Context(), h.o
	day := calendar.DateOf(o.Now()).AddDays(2 + h.choose.IntN(5))
	h.closed = append(h.closed, fmt.Sprintf("%s,Nghỉ đột xuất,holiday,QĐ %d\n", day, len(h.closed)+1))
	file := "date,name,kind,document\n"
	for _, line := range h.closed {
		file += line
	}
	_, err := o.ImportCalendar(ctx, o.As("office"), []byte(file), "QĐ 1/QĐ-TTg")
	if !h.done("calendar", err) {
		return
	}
	moved, err := redateAll(ctx, o)
	check(h.t, "redate", err)
	h.did["redated"] += moved
}
