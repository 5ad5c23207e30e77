package office_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
)

// simple is a procedure of the sample without consultations.
const simple = "1.009645"

func receive(t *testing.T, o *officetest.Office, name string) *office.View {
	t.Helper()
	view, err := o.Receive(context.Background(), o.As("reception"), dossier.Intake{Procedure: simple,
		Applicant: dossier.Party{Name: name, Email: "mau@example.vn"}})
	check(t, "receive", err)
	return view
}

// together runs n calls at once and gives their errors.
func together(n int, do func(i int) error) []error {
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { errs[i] = do(i) })
	}
	all.Wait()
	return errs
}

func faultOf(t *testing.T, err error) *motcua.Fault {
	t.Helper()
	var fault *motcua.Fault
	if !errors.As(err, &fault) {
		t.Fatalf("got %v, want a fault", err)
	}
	return fault
}

func TestManyAtOnceLoseNoFact(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, code := context.Background(), receive(t, o, "Công ty Mẫu").Code
		const officers = 16
		errs := together(officers, func(i int) error {
			_, err := o.Correct(ctx, o.As("office"), office.Target{Code: code}, "note", fmt.Sprintf("ghi chú %d", i), "thử")
			return err
		})
		check(t, "correct", errors.Join(errs...))
		view, err := o.Dossier(ctx, o.As("office"), code)
		check(t, "read", err)
		if got, want := view.Version(), 1+officers; got != want {
			t.Errorf("facts: got %d, want %d", got, want)
		}
		var notes []string
		for _, e := range view.Events[1:] {
			notes = append(notes, e.Fact.(dossier.Corrected).To)
		}
		slices.Sort(notes)
		if got, want := len(slices.Compact(notes)), officers; got != want {
			t.Errorf("different notes: got %d, want %d", got, want)
		}
		broken, err := o.Store.CheckChain(ctx, view.ID)
		if err != nil || broken != 0 {
			t.Errorf("chain: broken at %d (%v), want whole", broken, err)
		}
	})
}

func TestTheSecondIsToldWhatHappenedMeanwhile(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		seen := receive(t, o, "Công ty Mẫu")
		_, err := o.Correct(ctx, o.As("office"), office.Target{Code: seen.Code}, "note", "đã gọi điện", "thử")
		check(t, "the first", err)
		_, err = o.Withdraw(ctx, o.As("reception"), office.Target{Code: seen.Code, Expected: seen.Version()}, "thôi")
		fault := faultOf(t, err)
		if got, want := fault.Text.Key, "dossier.stale"; got != want || fault.Kind != motcua.Conflict {
			t.Fatalf("the second: got %v, want a conflict %s", fault, want)
		}
		if got, want := fault.Text.Args["Person"], o.As("office").Name; got != want {
			t.Errorf("who: got %v, want %v", got, want)
		}
		if got, want := fault.Text.Args["Action"].(motcua.Text).Key, "dossier.fact.corrected"; got != want {
			t.Errorf("what: got %v, want %v", got, want)
		}
		view, err := o.Withdraw(ctx, o.As("reception"), office.Target{Code: seen.Code, Expected: 2}, "thôi")
		check(t, "the second, having looked again", err)
		if got, want := view.Status, dossier.WithdrawnDone; got != want {
			t.Errorf("status: got %s, want %s", got, want)
		}
		_, err = o.Correct(ctx, o.As("office"), office.Target{Code: seen.Code, Expected: 99}, "note", "x", "thử")
		if got, want := faultOf(t, err).Field, "version"; got != want {
			t.Errorf("a version that never was: got field %q, want %q", got, want)
		}
	})
}

func TestCodesAreUnique(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		const receipts = 50
		codes := make([]string, receipts)
		errs := together(receipts, func(i int) error {
			view, err := o.Receive(context.Background(), o.As("reception"), dossier.Intake{Procedure: simple, Applicant: dossier.Party{Name: "Mẫu"}})
			if err == nil {
				codes[i] = view.Code
			}
			return err
		})
		check(t, "receive", errors.Join(errs...))
		slices.Sort(codes)
		if got, want := len(slices.Compact(slices.Clone(codes))), receipts; got != want {
			t.Errorf("different codes: got %d of %v, want %d", got, codes, want)
		}
		if got, want := codes[0], "H57.16-220606-0001"; got != want {
			t.Errorf("the first: got %s, want %s", got, want)
		}
		o.MoveTo("2022-06-07T08:30")
		if got, want := receive(t, o, "Mẫu").Code, "H57.16-220607-0001"; got != want {
			t.Errorf("the next day: got %s, want %s", got, want)
		}
	})
}

func TestARequestWithAKeyHappensOnce(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, by := context.Background(), o.As("reception")
		var mu sync.Mutex
		done := 0
		do := func() (office.Answer, error) {
			mu.Lock()
			defer mu.Unlock()
			done++
			return office.Answer{Status: 201, Body: fmt.Sprintf("lần %d", done)}, nil
		}
		errs := together(8, func(int) error {
			_, err := o.Once(ctx, by, "k1", "POST /x", do)
			if err != nil && faultOf(t, err).Text.Key == "office.idempotency.atWork" {
				return nil // told to try again
			}
			return err
		})
		check(t, "at once", errors.Join(errs...))
		again, err := o.Once(ctx, by, "k1", "POST /x", do)
		check(t, "again", err)
		if got, want := again, (office.Answer{Status: 201, Body: "lần 1"}); got != want || done != 1 {
			t.Errorf("again: got %+v after %d, want %+v after 1", got, done, want)
		}
		_, err = o.Once(ctx, by, "k1", "POST /y", do)
		if got, want := faultOf(t, err).Text.Key, "office.idempotency.other"; got != want {
			t.Errorf("the key for another request: got %s, want %s", got, want)
		}
		if _, err = o.Once(ctx, o.As("office"), "k1", "POST /y", do); err != nil || done != 2 {
			t.Errorf("the key of somebody else: got %v after %d, want done", err, done)
		}
		failing := errors.New("no disk")
		if _, err = o.Once(ctx, by, "k2", "POST /x", func() (office.Answer, error) { return office.Answer{}, failing }); !errors.Is(err, failing) {
			t.Errorf("a failure of ours: got %v, want %v", err, failing)
		}
		if _, err = o.Once(ctx, by, "k2", "POST /x", do); err != nil || done != 3 {
			t.Errorf("after a failure of ours: got %v after %d, want it done", err, done)
		}
		fresh, err := o.Store.Reserve(ctx, by.Person, "k3", "h", o.Now(), o.Now())
		if err != nil || !fresh {
			t.Fatalf("reserve: %v, %v", fresh, err)
		}
		_, err = o.Once(ctx, by, "k3", "POST /x", do)
		if got := faultOf(t, err).Kind; got != motcua.Conflict {
			t.Errorf("still at work: got %v, want a conflict", got)
		}
		o.MoveTo("2022-06-06T08:40")
		if _, err = o.Once(ctx, by, "k3", "POST /x", do); err != nil || done != 4 {
			t.Errorf("ten minutes after its node died: got %v after %d, want it done", err, done)
		}
	})
}

func TestAnEditedLogIsFound(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		tests := []struct{ reason, change string }{
			{"an entry was changed", `UPDATE dossier_event SET data = replace(data, 'số 2', 'số 9') WHERE dossier = $1 AND seq = 3`},
			{"its author was changed", `UPDATE dossier_event SET author = replace(author, 'office', 'admin') WHERE dossier = $1 AND seq = 3`},
			{"its moment was changed", `UPDATE dossier_event SET at = at + 1 WHERE dossier = $1 AND seq = 3`},
			{"it was dropped", `DELETE FROM dossier_event WHERE dossier = $1 AND seq = 3`},
		}
		for _, test := range tests {
			view := receive(t, o, "Công ty Mẫu")
			for i := range 4 {
				_, err := o.Correct(ctx, o.As("office"), office.Target{Code: view.Code}, "note", fmt.Sprintf("số %d", i+1), "thử")
				check(t, "correct", err)
			}
			if broken, err := o.Store.CheckChain(ctx, view.ID); err != nil || broken != 0 {
				t.Fatalf("%s: before: broken at %d (%v)", test.reason, broken, err)
			}
			result, err := o.Store.DB().ExecContext(ctx, test.change, view.ID)
			check(t, test.reason, err)
			if n, err := result.RowsAffected(); err != nil || n != 1 {
				t.Fatalf("%s: %d rows, %v", test.reason, n, err)
			}
			if broken, err := o.Store.CheckChain(ctx, view.ID); err != nil || broken < 3 || broken > 4 {
				t.Errorf("%s: got broken at %d (%v), want 3, or 4 where 3 is gone", test.reason, broken, err)
			}
		}
	})
}

func TestTwoNodesOnOneDatabase(t *testing.T) {
	ctx := context.Background()
	o := officetest.New(t, store.PostgreSQL, "2022-06-06T08:30")
	address := officetest.Address(t, store.PostgreSQL)
	stores := make([]*store.Store, 4)
	errs := together(len(stores), func(i int) (err error) {
		stores[i], err = store.Open(ctx, address)
		return err
	})
	check(t, "four nodes migrating one database at once", errors.Join(errs...))
	for _, s := range stores {
		t.Cleanup(func() { check(t, "close", s.Close()) })
	}
	var nodes []*office.Office
	for _, s := range stores[:2] {
		node, err := office.New(s, office.StartAt(o.Now()), office.Settings{LeadAgency: "skhdt", TokenSecret: []byte("test"), Archive: officetest.Archive(t)}, nil)
		check(t, "node", err)
		nodes = append(nodes, node)
	}
	check(t, "furnish", nodes[0].Furnish(ctx, identity.CommandLine()))
	codes := make([]string, 20)
	errs = together(len(codes), func(i int) error {
		view, err := nodes[i%2].Receive(ctx, o.As("reception"), dossier.Intake{Procedure: simple, Applicant: dossier.Party{Name: "Mẫu"}})
		if err == nil {
			codes[i] = view.Code
		}
		return err
	})
	if err := errors.Join(errs...); err != nil {
		t.Fatalf("received on two nodes: %v", err)
	}
	slices.Sort(codes)
	if got, want := len(slices.Compact(slices.Clone(codes))), len(codes); got != want {
		t.Errorf("different codes from two nodes: got %d, want %d", got, want)
	}
	errs = together(10, func(i int) error {
		_, err := nodes[i%2].Correct(ctx, o.As("office"), office.Target{Code: codes[0]}, "note", fmt.Sprint(i), "thử")
		return err
	})
	check(t, "corrected on two nodes", errors.Join(errs...))
	view, err := nodes[1].Dossier(ctx, o.As("office"), codes[0])
	check(t, "read", err)
	if got, want := view.Version(), 11; got != want {
		t.Errorf("facts from two nodes: got %d, want %d", got, want)
	}
}
