package web

import (
	"net/http"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/internal/print"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/counter"
	"motcua/sheet"
)

// The steps of the counter that give a sheet in place of a receipt.
const (
	stepSupplement = "supplement"
	stepRefuse     = "refuse"
)

// turnAway prints what somebody whose papers are not taken goes home with, from
// what was typed; no dossier is made.
func (w *Web) turnAway(rw http.ResponseWriter, r *http.Request, c *intake) error {
	kind, refused := sheet.Supplement, c.form.Get("step") == stepRefuse
	if refused {
		kind = sheet.Refusal
	}
	form, err := w.office.FormOn(r.Context(), kind, calendar.DateOf(c.now))
	if err != nil {
		return err
	}
	view, turned, err := w.office.TurnAway(r.Context(), c.actor, c.read(), refused, c.form.Get("reason"))
	if k := motcua.KindOf(err); err != nil && (k == motcua.Invalid || k == motcua.Conflict) {
		return w.showCounter(rw, r, c, statusOf(k), atFind(err))
	}
	if err != nil {
		return err
	}
	f := filler{reader: c.reader, v: view, of: printable{Kind: kind, At: view.At}}
	f.p = w.words.In("vi")
	job := print.Job{Form: form, Copies: []sheet.Values{f.turned(turned)}, At: view.At, Foot: turned.Procedure}
	return w.sendPDF(rw, sheetSlug(kind)+"-"+turned.Procedure, job)
}

// atFind puts what is wrong with the procedure where it is typed.
func atFind(err error) error {
	if fault, ok := motcua.AsFault(err); ok {
		for _, f := range fault.All() {
			if f.Field == "procedure" {
				f.Field = "find"
			}
		}
	}
	return err
}

// turned are the values of a sheet about no dossier: it has no code, and nothing
// to follow.
func (f filler) turned(t dossier.TurnedAway) sheet.Values {
	values := f.values()
	delete(values.Fields, "follow")
	values.Fields["number"] = sheetNumber(t.Number)
	values.Fields["reason"] = typed(t.Reason, f.p.T("counter.turn.usual"))
	names, rows := f.paperNames(), []map[string]string(nil)
	for i, code := range t.Wanted {
		rows = append(rows, map[string]string{"no": strconv.Itoa(i + 1), "paper": typed(names[code], code), "remark": f.p.T("sheet.wanted")})
	}
	values.Lists["wanted"] = rows
	return values
}

// turnPart asks what is said to somebody whose papers are not taken.
func (c *intake) turnPart(m *counter.Counter) {
	m.Turn = c.field("reason", "counter.turn.reason")
	m.Turn.Rows, m.Turn.Hint = 2, c.p.T("counter.turn.hint")
	m.Turn.Optional = component.OptionalWord(c.p)
	m.Turns = []component.Action{{Label: c.p.T("counter.turn.supplement"), Icon: "file-warning", Name: "step", Value: stepSupplement},
		{Label: c.p.T("counter.turn.refuse"), Icon: "circle-x", Name: "step", Value: stepRefuse}}
}
