package store_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/officetest"
	"motcua/internal/store"
	"motcua/report"
)

// BenchmarkFigures counts a half-year among 100,000 dossiers of five years –
// or as many hundred thousands as MOTCUA_BENCH_DOSSIERS says – from the summaries, and again
// from the dossiers one by one with the index that this was done by before.
// Medians of 40.
func BenchmarkFigures(b *testing.B) {
	n := 100_000
	if text := os.Getenv("MOTCUA_BENCH_DOSSIERS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			b.Fatal(err)
		}
	}
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		b.Run(fmt.Sprintf("%s/%d", engine, n), func(b *testing.B) { figures(b, engine, n) })
	}
}

func figures(b *testing.B, engine store.Engine, n int) {
	ctx := context.Background()
	s, err := store.Open(ctx, officetest.Address(b, engine))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	fill(b, s, n)
	now := moment.AddDate(0, 0, 20)
	day := func(year, month int) calendar.Date {
		return calendar.Date{Year: year, Month: time.Month(month), Day: 15}
	}
	latest, old := report.Period{From: day(2021, 12), To: calendar.DateOf(moment)}, report.Period{From: day(2018, 6), To: day(2018, 12)}
	b.ResetTimer()
	for range max(1, b.N/1_000_000) {
		for _, by := range []report.Group{report.ByField, report.ByProcedure, report.ByUnit, report.ByOfficer} {
			timed(b, string(by), func() error { _, err := s.Counts(ctx, latest, now, by); return err })
		}
		timed(b, "old", func() error { _, err := s.Counts(ctx, old, now, report.ByProcedure); return err })
		list := store.Filter{Scope: store.Scope{All: true}, Limit: 51, Counted: &store.Counted{Now: now,
			Cell: report.Cell{From: latest.From, To: latest.To, By: report.ByProcedure, Key: "p7", Column: report.ColumnLate}}}
		timed(b, "list", func() error { _, err := s.Dossiers(ctx, list); return err })
		for _, statement := range []string{`DROP INDEX dossier_ended`,
			`CREATE INDEX dossier_ended ON dossier (ended_at, received_at, due_at, paused, standing, channel, field, procedure_code, lead_unit, late_agency)`} {
			if _, err := s.DB().ExecContext(ctx, statement); err != nil {
				b.Fatal(err)
			}
		}
		timed(b, "before", func() error { _, err := s.Recount(ctx, latest, now, report.ByProcedure); return err })
		timed(b, "before-old", func() error { _, err := s.Recount(ctx, old, now, report.ByProcedure); return err })
	}
	b.ReportMetric(0, "ns/op")
}

// timed reports the medians of forty times, by the clock and of the processor:
// on a machine that others work on, the second is what the work itself takes. A
// PostgreSQL works in a process of its own, which is not in it.
func timed(b *testing.B, name string, work func() error) {
	var took []time.Duration
	var cpu []time.Duration
	for range 40 {
		used := cpuUsed()
		began := time.Now()
		if err := work(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
		cpu = append(cpu, cpuUsed()-used)
		time.Sleep(5 * time.Millisecond)
	}
	slices.SortFunc(took, cmp.Compare[time.Duration])
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-"+name)
	slices.Sort(cpu)
	b.ReportMetric(float64(cpu[len(cpu)/2].Microseconds())/1000, "cpu-"+name)
}

func cpuUsed() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// multiplied are the dossiers again and again, some minutes apart; the summaries
// are rebuilt from them.
const multiplied = `INSERT INTO dossier (id, code, lookup_key, procedure_code, version_number, procedure_name, field,
	channel, applicant, search, status, lead_agency, lead_unit, holder_agency, holder_unit, holder_person, task,
	received_at, original_due_at, due_at, paused, ended_at, standing, late_agency, version, identifier, papers, digitised, reused, kept_files, phone, officer, late_cause)
	SELECT id || '-%[1]d', code || '-%[1]d', lookup_key, procedure_code, version_number, procedure_name, field,
	channel, applicant, search, status, lead_agency, lead_unit, holder_agency, holder_unit, holder_person, task,
	received_at - %[1]d * 2220000, original_due_at, due_at - %[1]d * 2220000, paused, CASE WHEN ended_at = 9223372036854775807 THEN ended_at ELSE ended_at - %[1]d * 2220000 END,
	standing, late_agency, version, identifier, papers, digitised, reused, kept_files, phone, officer, late_cause FROM dossier WHERE code LIKE 'X-________'`

const filledOneByOne = 100_000

// fill stores dossiers of five years, one in forty open, one in thirty late.
func fill(b *testing.B, s *store.Store, n int) {
	choose := rand.New(rand.NewPCG(2, 3))
	for done := 0; done < min(n, filledOneByOne); {
		err := s.Write(context.Background(), func(tx *store.Tx) error {
			for range min(2000, min(n, filledOneByOne)-done) {
				done++
				if err := tx.CreateDossier(context.Background(), made(choose, done), nil, nil); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	for i := 1; i < n/filledOneByOne; i++ {
		if _, err := s.DB().ExecContext(context.Background(), fmt.Sprintf(multiplied, i)); err != nil {
			b.Fatal(err)
		}
	}
	if n > filledOneByOne {
		began := time.Now()
		if err := s.RebuildTallies(context.Background()); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms-rebuild")
	}
}

func made(choose *rand.Rand, n int) dossier.Summary {
	procedure := choose.IntN(120)
	at := moment.Add(-time.Duration(choose.IntN(1800*24*60)) * time.Minute)
	s := dossier.Summary{ID: fmt.Sprint(n), Code: fmt.Sprintf("X-%08d", n), Procedure: fmt.Sprint("p", procedure), Number: 1 + procedure%2, Field: fmt.Sprint("f", procedure/10),
		Channel: []catalogue.ChannelKind{catalogue.Online, catalogue.InPerson}[choose.IntN(2)], LeadAgency: "skhdt", LeadUnit: fmt.Sprint("u", procedure%8),
		Officer: fmt.Sprint("o", procedure%8*5+choose.IntN(5)), Status: dossier.Processing, ReceivedAt: at, Due: at.AddDate(0, 0, 15), Version: 1}
	if choose.IntN(40) > 0 {
		s.Status, s.EndedAt, s.Standing = dossier.Status("returned"), at.AddDate(0, 0, 1+choose.IntN(14)), deadline.Early
		if choose.IntN(30) == 0 {
			s.EndedAt, s.Standing, s.LateAgency = s.Due.AddDate(0, 0, 1), deadline.Late, fmt.Sprint("a", choose.IntN(4))
		}
	}
	return s
}
