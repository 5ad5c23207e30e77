package office

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/identity"
	"motcua/internal/job"
	"motcua/internal/store"
	"motcua/sample"
)

// ImportProcedures reads a file of procedures into the catalogue. Items that
// are sound are taken whole, others are reported; a broken file changes nothing.
func (o *Office) ImportProcedures(ctx context.Context, by identity.Actor, data []byte) (catalogue.Report, error) {
	reading, err := catalogue.ReadProcedures(data)
	if err != nil {
		return catalogue.Report{}, err
	}
	return o.importProcedures(ctx, by, "import.procedures", func(b *Book) catalogue.Reading[catalogue.Procedure] {
		return b.withAgency(catalogue.MergeAll(b.Procedures, reading), o.settings.LeadAgency)
	})
}

// ImportProcesses reads a file of internal processes and gives each to the
// version it names.
func (o *Office) ImportProcesses(ctx context.Context, by identity.Actor, data []byte) (catalogue.Report, error) {
	reading, err := catalogue.ReadProcesses(data)
	if err != nil {
		return catalogue.Report{}, err
	}
	return o.importProcedures(ctx, by, "import.processes", func(b *Book) catalogue.Reading[catalogue.Procedure] {
		return catalogue.Attach(b.Procedures, reading)
	})
}

// withAgency gives procedures that name no agency to the department, and new
// versions without a process the pattern of their field; a version there was
// before stays as dossiers have pinned it.
func (b *Book) withAgency(reading catalogue.Reading[catalogue.Procedure], lead string) catalogue.Reading[catalogue.Procedure] {
	for i := range reading.Items {
		p := &reading.Items[i]
		if p.Agency == "" {
			p.Agency = lead
		}
		before, _ := b.Procedure(p.Code)
		for j := range p.Versions {
			v := &p.Versions[j]
			if _, pinned := before.Version(v.Number); pinned || !v.Process.IsZero() || v.Decision.Kind == catalogue.Abolished {
				continue
			}
			v.Process = sample.DefaultProcess(p.Field, *v)
			if hadProcess(before, v.ValidFrom) {
				reading.Warned = append(reading.Warned, catalogue.Row{Ref: p.Code, Field: fmt.Sprintf("versions[%d].process", j),
					Reason: motcua.Say("catalogue.processLapsed", "From", v.ValidFrom, "Term", v.Term)})
			}
		}
	}
	return reading
}

// hadProcess tells whether a version from the same day had a process, which the
// new limit no longer fits.
func hadProcess(p catalogue.Procedure, from calendar.Date) bool {
	return slices.ContainsFunc(p.Versions, func(v catalogue.Version) bool { return v.ValidFrom == from && !v.Process.IsZero() })
}

func (o *Office) importProcedures(ctx context.Context, by identity.Actor, action string, read func(*Book) catalogue.Reading[catalogue.Procedure]) (catalogue.Report, error) {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return catalogue.Report{}, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return catalogue.Report{}, err
	}
	items, report, err := catalogue.Compare(b.Procedures, read(b), func(p catalogue.Procedure) string { return p.Code })
	if err != nil {
		return report, err
	}
	return report, o.keep(ctx, by, action, report, len(items), func(tx *store.Tx) error {
		for _, p := range items {
			if err := tx.PutProcedure(ctx, p); err != nil {
				return err
			}
			if err := o.auditProcedure(ctx, tx, by, b, p); err != nil {
				return err
			}
		}
		return nil
	})
}

// auditProcedure notes under the code of a procedure what an import changed of
// it; of a new one its name and how many versions it has.
func (o *Office) auditProcedure(ctx context.Context, tx *store.Tx, by identity.Actor, b *Book, p catalogue.Procedure) error {
	before, err := b.Procedure(p.Code)
	if err != nil {
		return tx.Audit(ctx, newID(), o.Now(), by, "procedure.put", p.Code, map[string]any{"name": p.Name, "versions": len(p.Versions)})
	}
	return o.auditChange(ctx, tx, by, "procedure.put", p.Code, before, p)
}

// ImportAgencies reads a file of agencies and their units.
func (o *Office) ImportAgencies(ctx context.Context, by identity.Actor, data []byte) (catalogue.Report, error) {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return catalogue.Report{}, err
	}
	reading, err := catalogue.ReadAgencies(data)
	if err != nil {
		return catalogue.Report{}, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return catalogue.Report{}, err
	}
	items, report, err := catalogue.Compare(b.Agencies, catalogue.MergeAgencies(b.Agencies, reading), func(a identity.Agency) string { return a.ID })
	if err != nil {
		return report, err
	}
	return report, o.keep(ctx, by, "import.agencies", report, len(items), func(tx *store.Tx) error {
		for _, a := range items {
			if err := tx.PutAgency(ctx, a); err != nil {
				return err
			}
		}
		return nil
	})
}

// ImportTopics reads a file of the events of life that lead to procedures.
func (o *Office) ImportTopics(ctx context.Context, by identity.Actor, data []byte) (catalogue.Report, error) {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return catalogue.Report{}, err
	}
	reading, err := catalogue.ReadTopics(data)
	if err != nil {
		return catalogue.Report{}, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return catalogue.Report{}, err
	}
	items, report, err := catalogue.Compare(b.Topics, reading, func(t catalogue.Topic) string { return t.ID })
	if err != nil {
		return report, err
	}
	return report, o.keep(ctx, by, "import.topics", report, len(items), func(tx *store.Tx) error { return putTopics(ctx, tx, items) })
}

func putTopics(ctx context.Context, tx *store.Tx, topics []catalogue.Topic) error {
	for _, t := range topics {
		if err := tx.PutTopic(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// ImportCalendar reads either a file of calendars (JSON) or one of holidays
// (CSV), which are announced in every calendar there is; where there is none,
// in those of the sample, whose working hours an installation begins with. Open
// dossiers are dated anew in the background, as the same transaction asks for.
func (o *Office) ImportCalendar(ctx context.Context, by identity.Actor, data []byte, document string) (catalogue.Report, error) {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return catalogue.Report{}, err
	}
	existing, err := o.store.Calendars(ctx)
	if err != nil {
		return catalogue.Report{}, err
	}
	if len(existing) == 0 && !isJSON(data) {
		base, err := sample.Calendars()
		if err != nil {
			return catalogue.Report{}, err
		}
		return o.importCalendars(ctx, by, nil, base, data, document)
	}
	return o.importCalendars(ctx, by, existing, existing, data, document)
}

// importCalendars announces what the file says in the base calendars and keeps
// what then differs from the existing ones.
func (o *Office) importCalendars(ctx context.Context, by identity.Actor, existing, base []calendar.Spec, data []byte, document string) (catalogue.Report, error) {
	reading, err := readCalendars(base, data)
	if err != nil {
		return catalogue.Report{}, err
	}
	for _, spec := range reading.Items {
		if _, err := calendar.New(spec); err != nil {
			return catalogue.Report{}, err
		}
	}
	items, report, err := catalogue.Compare(existing, reading, func(s calendar.Spec) string { return s.ID })
	if err != nil {
		return report, err
	}
	return report, o.keep(ctx, by, "import.calendar", report, len(items), func(tx *store.Tx) error {
		for _, spec := range items {
			if err := tx.PutCalendar(ctx, spec); err != nil {
				return err
			}
		}
		return o.enqueue(ctx, tx.SQL, []Job{job.Redate{Document: document}})
	})
}

func readCalendars(existing []calendar.Spec, data []byte) (catalogue.Reading[calendar.Spec], error) {
	if isJSON(data) {
		return catalogue.ReadCalendars(data)
	}
	holidays, err := catalogue.ReadHolidays(data)
	reading := catalogue.Reading[calendar.Spec]{Rejected: holidays.Rejected, Warned: holidays.Warned}
	if err != nil {
		return reading, err
	}
	for _, spec := range existing {
		reading.Items = append(reading.Items, catalogue.Announce(spec, holidays.Items))
	}
	return reading, nil
}

func isJSON(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff"))), []byte("{"))
}

// keep stores what an import changed, with its audit entry, and makes every
// node read its book anew; without a change it stores nothing.
func (o *Office) keep(ctx context.Context, by identity.Actor, action string, report catalogue.Report, changes int, put func(*store.Tx) error) error {
	if changes == 0 {
		return nil
	}
	defer o.forget()
	return o.store.Write(ctx, func(tx *store.Tx) error {
		if err := put(tx); err != nil {
			return err
		}
		if err := tx.Bump(ctx, bookRevision); err != nil {
			return err
		}
		return tx.Audit(ctx, newID(), o.Now(), by, action, "", report)
	})
}

// Furnish puts the embedded sample of the department into an empty office:
// calendars and agencies, then procedures with their processes. An office that
// has a catalogue keeps it.
func (o *Office) Furnish(ctx context.Context, by identity.Actor) error {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return err
	}
	if b, err := o.Book(ctx); err != nil || len(b.Procedures) > 0 {
		return err
	}
	specs, err := sample.Calendars()
	if err != nil {
		return err
	}
	agencies, err := sample.Agencies()
	if err != nil {
		return err
	}
	procedures, err := sample.Procedures()
	if err != nil {
		return err
	}
	topics, err := sample.Topics()
	if err != nil {
		return err
	}
	return o.keep(ctx, by, "furnish", catalogue.Report{}, 1, func(tx *store.Tx) error {
		for _, spec := range specs {
			if err := tx.PutCalendar(ctx, spec); err != nil {
				return err
			}
		}
		for _, a := range agencies {
			if err := tx.PutAgency(ctx, a); err != nil {
				return err
			}
		}
		for _, p := range procedures {
			if err := tx.PutProcedure(ctx, p); err != nil {
				return err
			}
		}
		return putTopics(ctx, tx, topics)
	})
}
