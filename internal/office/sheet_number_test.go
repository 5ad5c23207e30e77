package office_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
)

// numbersOf are the numbers of a kind of sheet in the facts of dossiers as kept.
func numbersOf(t *testing.T, o *officetest.Office, kind dossier.NumberedSheet, codes ...string) []int {
	t.Helper()
	var numbers []int
	for _, code := range codes {
		v, err := o.Dossier(t.Context(), o.As("office"), code)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range v.Events {
			if of, n := e.NumberedSheet(); of == kind {
				numbers = append(numbers, n)
			}
		}
	}
	return numbers
}

func appraised(t *testing.T, o *officetest.Office, n int) []string {
	t.Helper()
	ctx := t.Context()
	var codes []string
	for range n {
		v, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Name: "Nguyễn Văn Mẫu"}})
		if err != nil {
			t.Fatal(err)
		}
		_, handover, err := o.HandOver(ctx, o.As("reception"), office.Target{Code: v.Code}, "", "")
		if err == nil {
			_, err = o.Take(ctx, o.As("head"), handover)
		}
		if err == nil {
			_, err = o.Assign(ctx, o.As("head"), office.Target{Code: v.Code}, "specialist", "")
		}
		if err != nil {
			t.Fatal(err)
		}
		codes = append(codes, v.Code)
	}
	return codes
}

// TestSheetsAreNumberedOnceWithinTheirYear: officers who ask for papers at the
// same moment get the numbers from 1 on, each once; a decision that fails takes
// none; refusals are counted apart, and each year begins anew.
func TestSheetsAreNumberedOnceWithinTheirYear(t *testing.T) {
	officetest.Each(t, "2022-12-29T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		codes := appraised(t, o, 8)
		var all sync.WaitGroup
		wrong := make(chan error, len(codes))
		for _, code := range codes[:6] {
			all.Go(func() {
				view, err := o.AskPapers(ctx, o.As("specialist"), office.Target{Code: code}, "Thiếu báo cáo tài chính", nil)
				if err == nil && view.Events[len(view.Events)-1].Fact.(dossier.PapersAsked).Number == 0 {
					err = errors.New("who asked is shown no number")
				}
				wrong <- err
			})
		}
		all.Wait()
		close(wrong)
		for err := range wrong {
			check(t, "ask for papers", err)
		}
		if _, err := o.AskPapers(ctx, o.As("specialist"), office.Target{Code: codes[0]}, "lần nữa", nil); err == nil {
			t.Error("papers are asked for twice at once")
		}
		if _, err := o.AskPapers(ctx, o.As("reception"), office.Target{Code: codes[6]}, "không được phép", nil); err == nil {
			t.Error("the desk asks for papers")
		}
		for range 2 {
			_, err := o.Conclude(ctx, o.As("director"), office.Target{Code: codes[6]}, dossier.Refused, dossier.Document{Number: "845/SKHĐT", Date: "2022-12-29"}, "Không đủ điều kiện")
			check(t, "refuse", err)
			codes[6], codes[7] = codes[7], codes[6]
		}
		got := numbersOf(t, o, dossier.SupplementSheet, codes...)
		slices.Sort(got)
		if want := []int{1, 2, 3, 4, 5, 6}; !slices.Equal(got, want) {
			t.Errorf("supplement requests have the numbers %v, want %v", got, want)
		}
		if got, want := numbersOf(t, o, dossier.RefusalSheet, codes[6:]...), []int{1, 2}; !slices.Equal(got, want) {
			t.Errorf("refusals have the numbers %v, want %v", got, want)
		}

		o.MoveTo("2023-01-04T08:30")
		next := appraised(t, o, 2)
		_, err := o.AskPapers(ctx, o.As("specialist"), office.Target{Code: next[0]}, "Thiếu báo cáo", nil)
		check(t, "ask in the next year", err)
		_, turned, err := o.TurnAway(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Name: "Lê Thị Mẫu"}}, false, "")
		check(t, "turn away", err)
		_, err = o.AskPapers(ctx, o.As("specialist"), office.Target{Code: next[1]}, "Thiếu báo cáo", nil)
		check(t, "ask after it", err)
		if got, want := append(numbersOf(t, o, dossier.SupplementSheet, next...), turned.Number), []int{1, 3, 2}; !slices.Equal(got, want) {
			t.Errorf("the numbers of the next year are %v, want %v: the desk's sheets count with them", got, want)
		}
	})
}

// TestADecisionThatIsNotKeptTakesNoNumber: what fails after the number was taken
// gives it back.
func TestADecisionThatIsNotKeptTakesNoNumber(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		failed := errors.New("the disk is full")
		err := o.Store.Write(t.Context(), func(tx *store.Tx) error {
			if _, err := tx.NextNumber(t.Context(), dossier.SupplementSheet.Scope(), "2022"); err != nil {
				return err
			}
			return failed
		})
		if !errors.Is(err, failed) {
			t.Fatal(err)
		}
		code := appraised(t, o, 1)[0]
		_, err = o.AskPapers(t.Context(), o.As("specialist"), office.Target{Code: code}, "Thiếu báo cáo", nil)
		check(t, "ask for papers", err)
		if got := numbersOf(t, o, dossier.SupplementSheet, code); !slices.Equal(got, []int{1}) {
			t.Errorf("the number is %v, want 1", got)
		}
	})
}
