package office_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"motcua"
	"motcua/dossier"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/internal/officetest"
)

const dossierColumns = `procedure_code, version_number, procedure_name, field, channel, applicant, search, status,
	lead_agency, lead_unit, holder_agency, holder_unit, holder_person, task, received_at, original_due_at, paused, ended_at, standing, late_agency, version, identifier`

// doubled is an office with one dossier doubled n times over, as rows for lists
// alone.
func doubled(t testing.TB, o *officetest.Office, n int) {
	t.Helper()
	_, err := o.Receive(context.Background(), o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Name: "Nguyễn Văn Ánh"}})
	for i := 0; i < n && err == nil; i++ {
		end := fmt.Sprintf("-%d", i)
		_, err = o.Store.DB().Exec(`INSERT INTO dossier (id, code, due_at, lookup_key, `+dossierColumns+`) SELECT id || CAST($1 AS TEXT), code || CAST($2 AS TEXT), due_at + $3, lookup_key, `+dossierColumns+` FROM dossier`,
			end, end, 60_000<<i)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func discard(string, string) io.Writer { return io.Discard }

func runTask(t testing.TB, o *officetest.Office, id string) {
	t.Helper()
	for _, j := range o.Jobs.Jobs {
		if task, ok := j.(job.LongTask); ok && task.ID == id {
			if err := o.RunTask(context.Background(), id); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatalf("no job for task %s", id)
}

func TestALargeExportIsATask(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, head := t.Context(), o.As("head")
		doubled(t, o, 11)
		export := func() *office.LongTask {
			t.Helper()
			task, err := o.Export(ctx, head, office.Export{Columns: []string{"applicant"}, Format: "csv", Title: "Hồ sơ"}, discard)
			if err != nil || task == nil || task.State != office.TaskWaiting {
				t.Fatalf("a large export: %+v, %v", task, err)
			}
			return task
		}
		task := export()
		if _, _, err := o.TaskResult(ctx, head, task.ID); motcua.KindOf(err) != motcua.NotFound {
			t.Errorf("before it is made: %v", err)
		}
		runTask(t, o, task.ID)
		f, body, err := o.TaskResult(ctx, head, task.ID)
		if err != nil {
			t.Fatal(err)
		}
		lines, codes := 0, map[string]bool{}
		for rows := bufio.NewScanner(body); rows.Scan(); lines++ {
			code, _, _ := strings.Cut(rows.Text(), ",")
			codes[code] = true
		}
		_ = body.Close()
		if lines != 2049 || len(codes) != 2049 || f.Size == 0 {
			t.Errorf("%d lines, %d codes, want 2049 of both", lines, len(codes))
		}
		for _, other := range []string{"specialist", "admin"} {
			if _, _, err := o.TaskResult(ctx, o.As(other), task.ID); motcua.KindOf(err) != motcua.NotFound {
				t.Errorf("%s opens the file of another: %v", other, err)
			}
		}
		if err := o.CancelTask(ctx, head, task.ID); motcua.KindOf(err) != motcua.Conflict {
			t.Errorf("cancelling what is done: %v", err)
		}

		unwanted := export()
		if err := o.CancelTask(ctx, head, unwanted.ID); err != nil {
			t.Fatal(err)
		}
		runTask(t, o, unwanted.ID)
		if now, err := o.LongTask(ctx, head, unwanted.ID); err != nil || now.State != office.TaskCancelled || now.Result != "" {
			t.Errorf("a cancelled task: %+v, %v", now, err)
		}

		o.MoveTo("2022-06-12T08:30")
		if err := o.ForgetTaskFiles(ctx); err != nil {
			t.Fatal(err)
		}
		if _, body, err := o.TaskResult(ctx, head, task.ID); err != nil {
			t.Errorf("within the week: %v", err)
		} else {
			_ = body.Close()
		}
		o.MoveTo("2022-06-13T08:31")
		if err := o.ForgetTaskFiles(ctx); err != nil {
			t.Fatal(err)
		}
		if _, _, err := o.TaskResult(ctx, head, task.ID); motcua.KindOf(err) != motcua.NotFound {
			t.Errorf("after the week: %v", err)
		}
	})
}

// BenchmarkExport writes 131,072 dossiers as each kind of file, and says what
// stays in memory meanwhile at most.
func BenchmarkExport(b *testing.B) {
	o := officetest.New(b, "sqlite", "2022-06-06T08:30")
	doubled(b, o, 17)
	head := o.As("head")
	for _, format := range []string{"csv", "xlsx"} {
		b.Run(format, func(b *testing.B) {
			for range b.N {
				task, err := o.Export(context.Background(), head, office.Export{Columns: []string{"applicant", "due", "holder", "step"}, Format: format}, discard)
				if err != nil {
					b.Fatal(err)
				}
				most, stop := peak()
				runTask(b, o, task.ID)
				stop()
				b.ReportMetric(float64(*most)/(1<<20), "MiB-heap")
				b.ReportMetric(131072/b.Elapsed().Seconds()*float64(b.N), "rows/s")
			}
		})
	}
	b.Run("tab count", func(b *testing.B) {
		for range b.N {
			if _, err := o.CountDossiers(context.Background(), head, office.Query{Status: dossier.Received}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("tab count of a word that few have", func(b *testing.B) {
		for range b.N {
			if _, err := o.CountDossiers(context.Background(), head, office.Query{Text: "khong co ai"}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// peak watches the heap until it is told to stop.
func peak() (most *uint64, stop func()) {
	most = new(uint64)
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for tick := time.NewTicker(20 * time.Millisecond); ; {
			select {
			case <-done:
				return
			case <-tick.C:
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				*most = max(*most, m.HeapAlloc)
			}
		}
	}()
	return most, func() { close(done); <-ended }
}
