package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/officetest"
	"motcua/internal/store"
)

// BenchmarkTransition saves one transition – the row of the dossier brought up
// to date and one fact appended, durable – and beside it, in the same run,
// sends the same statements raw through the same driver. The metric ratio is
// ours per raw; above 1 the store is faster than one transaction a client.
func BenchmarkTransition(b *testing.B) {
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		for _, clients := range []int{1, 8, 32} {
			b.Run(fmt.Sprintf("%s/%d", engine, clients), func(b *testing.B) { compare(b, engine, clients) })
		}
	}
}

// rounds of each kind are timed in turn, so that a machine that slows down
// slows both.
const rounds = 5

func compare(b *testing.B, engine store.Engine, clients int) {
	address := officetest.Address(b, engine)
	ctx := context.Background()
	s, err := store.Open(ctx, address)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	ours, raw := make([]writer, clients), openRaw(b, engine, address, clients)
	for i := range clients {
		ours[i] = writer{id: create(b, s, i), seq: 1}
		raw.writers[i] = writer{id: create(b, s, clients+i), seq: 1}
	}
	perRound := max(b.N/rounds, clients)
	var oursTook, rawTook time.Duration
	b.ResetTimer()
	for range rounds {
		oursTook += together(b, clients, perRound, func(client int) error { return ours[client].save(ctx, s) })
		rawTook += together(b, clients, perRound, func(client int) error { return raw.save(ctx, client) })
	}
	b.StopTimer()
	n := float64(perRound * rounds)
	b.ReportMetric(n/oursTook.Seconds(), "ours/s")
	b.ReportMetric(n/rawTook.Seconds(), "raw/s")
	b.ReportMetric(rawTook.Seconds()/oursTook.Seconds(), "ratio")
	b.ReportMetric(0, "ns/op")
}

func together(b *testing.B, clients, n int, work func(client int) error) time.Duration {
	var next atomic.Int64
	var group sync.WaitGroup
	began := time.Now()
	for client := range clients {
		group.Go(func() {
			for next.Add(1) <= int64(n) {
				if err := work(client); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	return time.Since(began)
}

// writer adds facts to one dossier, one after another.
type writer struct {
	id  string
	seq int
}

var moment = time.Date(2022, 6, 6, 1, 30, 0, 0, time.UTC)

func create(b *testing.B, s *store.Store, n int) string {
	b.Helper()
	in := dossier.Intake{Procedure: "1.009645", Agency: "skhdt", Channel: catalogue.InPerson, ReceivedAt: moment, Calendar: "center",
		Term: deadline.Days(35), Mode: deadline.ByDays, Applicant: dossier.Party{Name: "Công ty TNHH Mẫu"}}
	d := dossier.Receive(fmt.Sprint(n), fmt.Sprintf("H57.16-220606-%04d", n), "BCFGHJ", in, catalogue.Procedure{Code: "1.009645", Name: "Chấp thuận chủ trương đầu tư"},
		catalogue.Version{}, moment, identity.Actor{Person: "reception"})
	err := s.Write(context.Background(), func(tx *store.Tx) error {
		row := dossier.Summary{ID: d.ID, Code: d.Code, Key: d.Key, Procedure: in.Procedure, Applicant: in.Applicant.Name, Status: d.Status,
			ReceivedAt: moment, OriginalDue: moment, Due: moment, Version: d.Version()}
		return tx.CreateDossier(context.Background(), row, d.Events, nil)
	})
	if err != nil {
		b.Fatal(err)
	}
	return d.ID
}

func (w *writer) save(ctx context.Context, s *store.Store) error {
	w.seq++
	event := dossier.Event{Seq: w.seq, At: moment, By: dossier.By{Person: "specialist", Name: "Lê Thị Quỳnh Như"}, Fact: dossier.Reminded{Opinion: "1", Agency: "stnmt"}}
	row := dossier.Summary{ID: w.id, Applicant: "Công ty TNHH Mẫu", Search: "cong ty tnhh mau", Status: dossier.Processing,
		Holder: dossier.Holder{Agency: "skhdt", Unit: "ktdn"}, Due: moment, Version: w.seq}
	return s.Write(ctx, func(tx *store.Tx) error { return tx.AppendFacts(ctx, row, "", []dossier.Event{event}, nil) })
}

// The statements of one transition, as the store sends them.
const (
	rawUpdate = `UPDATE dossier SET applicant = $1, search = $2, status = $3, holder_agency = $4, holder_unit = $5,
		holder_person = $6, task = $7, due_at = $8, paused = $9, ended_at = $10, standing = $11, late_agency = $12, version = $13
		WHERE id = $14 AND version = $15`
	rawInsert = `INSERT INTO dossier_event (dossier, seq, at, author, kind, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`
)

// rawClients send the statements by themselves, one transaction each, prepared
// once, over as many connections as there are clients.
type rawClients struct {
	db             *sql.DB
	update, insert *sql.Stmt
	writers        []writer
}

func openRaw(b *testing.B, engine store.Engine, address string, clients int) *rawClients {
	b.Helper()
	driver, source := "pgx", address
	if engine == store.SQLite {
		driver = "sqlite"
		source = "file:" + address + "?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(60000)" +
			"&_pragma=foreign_keys(1)&_pragma=wal_autocheckpoint(100000)&_txlock=immediate"
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(clients + 1)
	db.SetMaxIdleConns(clients + 1)
	r := &rawClients{db: db, writers: make([]writer, clients)}
	if r.update, err = db.Prepare(rawUpdate); err != nil {
		b.Fatal(err)
	}
	if r.insert, err = db.Prepare(rawInsert); err != nil {
		b.Fatal(err)
	}
	return r
}

func (r *rawClients) save(ctx context.Context, client int) error {
	w := &r.writers[client]
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	w.seq++
	if _, err := tx.StmtContext(ctx, r.update).ExecContext(ctx, "Công ty TNHH Mẫu", "cong ty tnhh mau", "processing", "skhdt", "ktdn", "", "",
		moment.UnixMilli(), false, store.OpenEnd, "", "", w.seq, w.id, w.seq-1); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if _, err := tx.StmtContext(ctx, r.insert).ExecContext(ctx, w.id, w.seq, moment.UnixMilli(),
		`{"person":"specialist","name":"Lê Thị Quỳnh Như"}`, "reminded", `{"opinion":"1","agency":"stnmt"}`, "0123456789abcdef0123456789abcdef"); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}
