package main

import (
	"context"
	"fmt"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
)

// checkCmd looks an installation over.
type checkCmd struct {
	place
	Dossiers int  `default:"1000" placeholder:"N" help:"${checkDossiers}"`
	Repair   bool `help:"${checkRepair}"`
}

// horizonLeast is how many days before its end a calendar is to be continued.
const horizonLeast = 90

// Run prints what it looked at: ✓ is well, ! deserves a look, ✗ is wrong. Only
// what is wrong makes the command fail.
func (cmd checkCmd) Run(ctx context.Context, con *console) (err error) {
	settings, err := cmd.settings(con, nil)
	if err != nil {
		return err
	}
	list := &checklist{con: con}
	list.note("✓", "cli.check.settings")
	for _, setting := range settings.Shown() {
		if setting[1] != "" {
			fmt.Fprintf(con.Out, "    %s = %s\n", setting[0], setting[1])
		}
	}
	h, err := openHouse(ctx, settings, newLog(con.Err, settings.Log), office.NewClock())
	if err != nil {
		return err
	}
	defer h.closing(&err)
	list.note("✓", "cli.check.database", "Engine", string(h.store.Engine()))
	book, err := h.office.Book(ctx)
	if err != nil {
		return err
	}
	if len(book.Procedures) == 0 || !book.Known(settings.LeadAgency) {
		list.note("!", "cli.check.empty", "Agency", settings.LeadAgency)
	} else {
		list.note("✓", "cli.check.catalogue", "Procedures", len(book.Procedures), "Agencies", len(book.Agencies))
	}
	if cmd.Repair {
		changed, err := h.office.Repair(ctx, identity.CommandLine())
		if err != nil {
			return err
		}
		list.note("✓", "cli.check.repaired", "Count", changed)
	}
	if err := cmd.dossiers(ctx, h, list); err != nil {
		return err
	}
	if list.wrong > 0 {
		return &motcua.Fault{Kind: motcua.Internal, Text: motcua.Say("cli.check.failed", "Count", list.wrong)}
	}
	return nil
}

// dossiers looks through the open dossiers and holds the latest of their dates
// against the calendars.
func (cmd checkCmd) dossiers(ctx context.Context, h *house, list *checklist) error {
	bar := list.con.progress("cli.check.looking")
	seen, err := h.office.Inspect(ctx, identity.CommandLine(), cmd.Dossiers, func(done int) { bar.at(done, cmd.Dossiers) })
	bar.end()
	if err != nil {
		return err
	}
	horizons, err := h.office.Horizons(ctx)
	if err != nil {
		return err
	}
	today, last := calendar.DateOf(h.office.Now()), calendar.DateOf(seen.LastDue)
	for _, horizon := range horizons {
		switch {
		case seen.Checked > 0 && horizon.To.Before(last):
			list.note("!", "cli.check.beyond", "Calendar", horizon.Calendar, "To", horizon.To, "Due", last)
		case horizon.To.Before(today.AddDays(horizonLeast)):
			list.note("!", "cli.check.horizon", "Calendar", horizon.Calendar, "To", horizon.To)
		default:
			list.note("✓", "cli.check.announced", "Calendar", horizon.Calendar, "To", horizon.To)
		}
		if n := len(horizon.Unconfirmed); n > 0 {
			list.note("!", "cli.check.unconfirmed", "Calendar", horizon.Calendar, "Count", n, "First", horizon.Unconfirmed[0])
		}
	}
	if len(horizons) == 0 {
		list.note("!", "cli.check.noCalendar")
	}
	for _, finding := range seen.Findings {
		list.wrong++
		fmt.Fprintf(list.con.Out, "✗ %s: %s\n", finding.Code, list.con.Words.Text(finding.Text))
	}
	if seen.Sums > 0 {
		list.wrong++
		list.note("✗", "cli.check.sums", "Count", seen.Sums)
	} else {
		list.note("✓", "cli.check.summed")
	}
	if len(seen.Findings) == 0 {
		list.note("✓", "cli.check.dossiers", "Count", seen.Checked)
	}
	return nil
}

// checklist prints the points and counts those that are wrong.
type checklist struct {
	con   *console
	wrong int
}

func (l *checklist) note(sign, key string, pairs ...any) {
	fmt.Fprintf(l.con.Out, "%s %s\n", sign, l.con.Words.T(key, pairs...))
}
