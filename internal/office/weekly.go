package office

import (
	"context"
	"fmt"
	"strings"

	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/letter"
	"motcua/report"
)

// weeklyAt is the hour on Monday from which the letter of the week is written.
const weeklyAt = 7

// weeklyNamed is how many units and agencies the letter names.
const weeklyNamed = 5

// SendWeekly writes to the addresses that the installation names, once a week,
// what is overdue or about to be and because of whom. Doing it twice, or at two
// nodes at once, writes once.
func (o *Office) SendWeekly(ctx context.Context) error {
	today := calendar.DateOf(o.Now())
	monday := today.AddDays(-(int(today.Weekday()) + 6) % 7)
	if len(o.settings.Weekly) == 0 || o.Now().Before(monday.At(weeklyAt*60)) {
		return nil
	}
	id := func(address string) string { return "weekly/" + address + "/" + monday.String() }
	sent, err := o.store.LetterWritten(ctx, id(o.settings.Weekly[len(o.settings.Weekly)-1]))
	if err != nil || sent {
		return err
	}
	by := identity.System("weekly")
	by.Posts = []identity.Post{{Agency: o.settings.LeadAgency, Role: identity.Director}}
	d, err := o.Dashboard(ctx, by, report.Period{From: monday.AddDays(-7), To: monday.AddDays(-1)})
	if err != nil {
		return err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return err
	}
	overdue, soon, owed := 0, 0, 0
	var lines []string
	for _, h := range d.Holdings {
		overdue, soon = overdue+h.Overdue, soon+h.Soon
		if h.Overdue+h.Soon > 0 && len(lines) < weeklyNamed {
			lines = append(lines, fmt.Sprintf("• %s: %d + %d", b.placeName(h.Agency, h.Unit), h.Overdue, h.Soon))
		}
	}
	for _, a := range d.Owing {
		owed += a.Dossiers
	}
	f := d.Figures
	return o.store.Write(ctx, func(tx *store.Tx) error {
		for _, address := range o.settings.Weekly {
			if err := o.post(ctx, tx, Letter{ID: id(address), Email: address, About: "weekly/" + address, Kind: letter.Weekly, Link: "/can-bo/bang-dieu-hanh",
				Pairs: []any{"Overdue", overdue, "Soon", soon, "Owed", owed, "Resolved", f.Resolved.Total, "Late", f.Resolved.Late, "Received", f.Received.Online + f.Received.Direct,
					"From", d.Period.From, "To", d.Period.To, "List", strings.Join(lines, "\n")}}); err != nil {
				return err
			}
		}
		return nil
	})
}

// placeName names a unit with its agency.
func (b *Book) placeName(agency, unit string) string {
	a := b.Agency(agency)
	if u, ok := a.Unit(unit); ok {
		return u.Name + " – " + a.ShortName
	}
	return a.ShortName
}
