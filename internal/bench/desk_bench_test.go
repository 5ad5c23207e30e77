package bench_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/internal/bench"
	"motcua/internal/officetest"
	"motcua/internal/store"
	"motcua/report"
)

// BenchmarkDesk times, among 100,000 dossiers – or as many as
// MOTCUA_BENCH_DOSSIERS says – the one search box, the receipt of a dossier
// with the bytes it writes, and the points of a quarter. Medians by the clock
// (ms) and of this process' processor (cpu), in which PostgreSQL's is not.
func BenchmarkDesk(b *testing.B) {
	n := 100_000
	if text := os.Getenv("MOTCUA_BENCH_DOSSIERS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			b.Fatal(err)
		}
	}
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		b.Run(fmt.Sprintf("%s/%d", engine, n), func(b *testing.B) { desk(b, engine, n) })
	}
}

func desk(b *testing.B, engine store.Engine, n int) {
	ctx := context.Background()
	o := officetest.New(b, engine, "2025-06-16T08:00")
	book, err := o.Book(ctx)
	if err != nil {
		b.Fatal(err)
	}
	maker := bench.Maker{Store: o.Store, Book: book, Until: o.Now(), Days: 1800, Seed: 1}
	if err := maker.Make(ctx, n, func(int) {}); err != nil {
		b.Fatal(err)
	}
	list, err := o.Store.Dossiers(ctx, store.Filter{Scope: store.Scope{All: true}, Limit: 40})
	if err != nil {
		b.Fatal(err)
	}
	office := o.As("office")
	find := func(name string, text func(i int) string) {
		timed(b, name, 40, func(i int) error { _, err := o.Search(ctx, office, text(i)); return err })
	}
	b.ResetTimer()
	for range max(1, b.N/1_000_000) {
		find("code", func(i int) string { return list[i].Code })
		find("name", func(i int) string { return list[i].Applicant })
		find("common", func(int) string { return "cong ty" })
		find("none", func(int) string { return "cong yt" })
		find("letter", func(int) string { return "c" })
		before := written(b, o.Store)
		const receipts = 60
		timed(b, "receive", receipts, func(int) error {
			_, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645", Channel: catalogue.InPerson,
				Applicant: dossier.Party{Kind: dossier.OrganizationParty, Name: "Công ty TNHH Mẫu", Identifier: "3301234567", Phone: "0905123456"}})
			return err
		})
		b.ReportMetric(float64(written(b, o.Store)-before)/receipts, "B-receive")
		to := calendar.DateOf(o.Now())
		quarter := report.Period{From: to.AddDays(-91), To: to.AddDays(-1)}
		timed(b, "score", 5, func(int) error { _, err := o.Scores(ctx, office, quarter); return err })
		figures, err := o.Statistics(ctx, office, quarter.From, quarter.To, report.ByField)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(figures.Total.Received.Total), "dossiers-score")
	}
	b.ReportMetric(0, "ns/op")
}

func timed(b *testing.B, name string, times int, work func(i int) error) {
	var took, cpu []time.Duration
	for i := range times {
		began, used := time.Now(), cpuUsed()
		if err := work(i); err != nil {
			b.Fatal(err)
		}
		took, cpu = append(took, time.Since(began)), append(cpu, cpuUsed()-used)
	}
	slices.SortFunc(took, cmp.Compare[time.Duration])
	slices.SortFunc(cpu, cmp.Compare[time.Duration])
	b.ReportMetric(float64(took[times/2].Microseconds())/1000, "ms-"+name)
	b.ReportMetric(float64(cpu[times/2].Microseconds())/1000, "cpu-"+name)
}

func cpuUsed() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// written is how many bytes were written so far: by this process, which SQLite
// is part of, or to the log of PostgreSQL.
func written(b *testing.B, s *store.Store) (n int64) {
	b.Helper()
	if s.Engine() == store.PostgreSQL {
		if err := s.DB().QueryRowContext(context.Background(), `SELECT CAST(pg_current_wal_insert_lsn() - '0/0' AS BIGINT)`).Scan(&n); err != nil {
			b.Fatal(err)
		}
		return n
	}
	text, err := os.ReadFile("/proc/self/io")
	if err != nil {
		b.Fatal(err)
	}
	for _, line := range strings.Split(string(text), "\n") {
		if _, err := fmt.Sscanf(line, "wchar: %d", &n); err == nil {
			return n
		}
	}
	return n
}
