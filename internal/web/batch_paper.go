package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/sheet"
)

// handed is a dossier that changed hands, with the last time it did.
type handed struct {
	*office.View
	last dossier.Handover
}

func handedOver(list []office.Passed) []handed {
	var all []handed
	for _, p := range list {
		if p.View == nil {
			continue
		}
		if last, ok := p.View.LastHandover(); ok {
			all = append(all, handed{p.View, last})
		}
	}
	return all
}

// batchPaper prints the paper on which dossiers change hands, to be signed by
// both sides.
func (w *Web) batchPaper(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.Preview(r.Context(), d.actor, office.PassOn, r.URL.Query()["ho-so"])
	if err != nil {
		return err
	}
	all := handedOver(list)
	if len(all) == 0 {
		return motcua.Refused(motcua.NotFound, "counter.sheet.none")
	}
	d.p = w.words.In("vi")
	at := slices.MaxFunc(all, func(a, b handed) int { return a.last.GivenAt.Compare(b.last.GivenAt) }).last.GivenAt
	form, err := w.office.FormOn(r.Context(), sheet.HandOver, calendar.DateOf(at))
	if err != nil {
		return err
	}
	return w.sendPDF(rw, "phieu-ban-giao-"+all[0].Code, print.Job{Form: form, Copies: []sheet.Values{d.handOver(all, at)}, At: at, Foot: all[0].Code})
}

func (d reader) handOver(all []handed, at time.Time) sheet.Values {
	desk := d.book.Agency(all[0].last.From.Agency)
	var rows []map[string]string
	var from, to, givers, takers []string
	for i, h := range all {
		log := filler{reader: d, v: h.View}
		from, to = append(from, d.place(h.last.From.Agency, h.last.From.Unit)), append(to, d.place(h.last.To.Agency, h.last.To.Unit))
		givers = append(givers, log.person(h.last.GivenBy))
		takers = append(takers, log.person(h.last.TakenBy))
		rows = append(rows, map[string]string{"no": strconv.Itoa(i + 1), "code": h.Code, "content": typed(h.Intake.Note, h.Name), "applicant": h.Intake.Applicant.Name,
			"address": h.Intake.Applicant.Address, "receivedAt": d.p.Day(h.Intake.ReceivedAt), "due": d.p.Day(h.Clock.Due)})
	}
	return sheet.Values{Lists: map[string][]map[string]string{"dossiers": rows}, Fields: map[string]string{
		"agency": strings.ToUpper(shortened(desk.Name, desk.Parent)), "agencyName": desk.Name, "parent": strings.ToUpper(desk.Parent), "place": desk.Place, "day": sheet.Day(calendar.DateOf(at)),
		"from": allOf(from), "to": allOf(to), "giver": soleOf(givers), "taker": soleOf(takers), "count": strconv.Itoa(len(all)), "handedAt": sheet.Moment(at)}}
}

// allOf names each once.
func allOf(names []string) string {
	slices.Sort(names)
	return strings.Join(slices.Compact(names), "; ")
}

// soleOf is the name when it is everywhere the same; several people sign with
// their own names.
func soleOf(names []string) string {
	if slices.ContainsFunc(names, func(name string) bool { return name != names[0] }) {
		return ""
	}
	return names[0]
}
