package office_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"motcua"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/interagency"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
)

// walk does something allowed at random to a dossier, as whoever may; it
// reports what a rule refused as nothing done.
func walk(o *officetest.Office, view *office.View, choose *rand.Rand) error {
	ctx, t := context.Background(), office.Target{Code: view.Code}
	opinion := func() interagency.Opinion {
		if len(view.Opinions) == 0 {
			return interagency.Opinion{ID: "none"}
		}
		return view.Opinions[choose.IntN(len(view.Opinions))]
	}
	var err error
	switch choose.IntN(16) {
	case 0, 1:
		by := "specialist"
		if view.Holder.Agency == "ttpvhcc" {
			by = "reception"
		}
		_, _, err = o.HandOver(ctx, o.As(by), t, "", "")
	case 2, 3:
		if h, ok := view.Pending(); ok {
			by := map[string]string{"skhdt": "head", "ttpvhcc": "reception", "ubnd": "ubnd"}[h.To.Agency]
			_, err = o.Take(ctx, o.As(by), h.ID)
		}
	case 4, 5:
		_, err = o.Assign(ctx, o.As("head"), t, "specialist", "")
	case 6, 7:
		_, _, err = o.Ask(ctx, o.As("specialist"), t, []string{"stnmt", "sxd"}, "Cho ý kiến", deadline.Days(5))
	case 8, 9:
		asked := opinion()
		_, err = o.Reply(ctx, o.As(cmp.Or(asked.Agency, "stnmt")), asked.ID, interagency.Reply{View: interagency.Agree})
	case 10:
		asked := opinion()
		var request string
		_, request, err = o.AskMoreTime(ctx, o.As(cmp.Or(asked.Agency, "stnmt")), asked.ID, deadline.Days(2), "chờ")
		if err == nil && choose.IntN(2) == 0 {
			_, err = o.DecideMoreTime(ctx, o.As("head"), request, true, "", "ngoại lệ")
		}
	case 11:
		_, err = o.AskPapers(ctx, o.As("specialist"), t, "thiếu", nil)
	case 12, 13:
		_, err = o.TakePapers(ctx, o.As("reception"), t, nil)
	case 14:
		_, err = o.Conclude(ctx, o.As("director"), t, dossier.Granted, dossier.Document{}, "")
	case 15:
		_, err = o.HandBack(ctx, o.As("reception"), t, "Người nhận", "")
	}
	if motcua.KindOf(err) == motcua.Internal {
		return err
	}
	return nil
}

// TestWhatIsKeptForListsIsWhatTheFactsAddUpTo: every column of a dossier and
// every errand follows from its facts.
func TestWhatIsKeptForListsIsWhatTheFactsAddUpTo(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, choose := context.Background(), rand.New(rand.NewPCG(1, 2))
		var codes []string
		for i := range 12 {
			codes = append(codes, receive(t, o, fmt.Sprintf("Công ty Mẫu %d", i)).Code)
		}
		reached := map[dossier.Status]int{}
		for range 300 {
			check(t, "move the clock", o.Clock().MoveTo(o.Now().Add(time.Duration(1+choose.IntN(120))*time.Minute)))
			code := codes[choose.IntN(len(codes))]
			view, err := o.Dossier(ctx, o.As("office"), code)
			check(t, "read", err)
			check(t, "walk", walk(o, view, choose))
			reached[view.Status]++
		}
		if len(reached) < 6 {
			t.Errorf("statuses reached: got %v, want most of them", reached)
		}
		for _, code := range codes {
			sameAsFacts(t, o, code)
		}
	})
}

func sameAsFacts(t *testing.T, o *officetest.Office, code string) {
	t.Helper()
	ctx := context.Background()
	view, err := o.Dossier(ctx, o.As("office"), code)
	check(t, "rebuild", err)
	kept, err := o.Store.Summary(ctx, code)
	check(t, "kept", err)
	last := view.Events[len(view.Events)-1].At
	want, err := view.Summarize(kept.Field, view.Book.Calendars, last)
	check(t, "summarize", err)
	for _, moment := range []*time.Time{&want.Due, &want.OriginalDue, &want.ReceivedAt, &want.EndedAt} {
		if !moment.IsZero() {
			*moment = moment.UTC()
		}
	}
	if kept != want {
		t.Errorf("%s: kept %+v, want %+v", code, kept, want)
	}
	errands, err := view.Errands(view.Book.Calendars)
	check(t, "errands", err)
	open := map[string]time.Time{}
	for _, e := range errands {
		if !e.Done {
			open[e.ID] = e.Due
		}
	}
	for _, agency := range []string{"skhdt", "stnmt", "sxd", "ubnd", "ttpvhcc"} {
		list, err := o.Store.ErrandsAt(ctx, store.Desk{Agency: agency}, store.Cursor{}, 1000)
		check(t, "errands kept", err)
		for _, e := range list {
			if e.Code != code {
				continue
			}
			if due, ok := open[e.ID]; !ok || !due.Equal(e.Due) {
				t.Errorf("%s: errand %s of %s due %s is kept open, want %v", code, e.Kind, agency, e.Due, due)
			}
			delete(open, e.ID)
		}
	}
	if len(open) > 0 {
		t.Errorf("%s: open errands not kept: %v", code, open)
	}
}

// TestListsShowWhatOneMaySee: an agency sees in every list and count what it
// holds or was asked about, and nothing else.
func TestListsShowWhatOneMaySee(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		var views []*office.View
		for i := range 3 {
			views = append(views, receive(t, o, fmt.Sprintf("Công ty Mẫu %d", i)))
		}
		asked := office.Target{Code: views[1].Code}
		_, handover, err := o.HandOver(ctx, o.As("reception"), asked, "", "")
		check(t, "hand over", err)
		_, err = o.Take(ctx, o.As("head"), handover)
		check(t, "take", err)
		_, _, err = o.Ask(ctx, o.As("specialist"), asked, []string{"stnmt"}, "Cho ý kiến", deadline.Days(5))
		check(t, "ask", err)
		tests := []struct {
			reason string
			who    string
			sees   []string
			work   int // dossiers and errands that wait for them
		}{
			{"the office sees all", "office", []string{views[0].Code, views[1].Code, views[2].Code}, 0},
			{"the desk sees all and has two at hand", "reception", []string{views[0].Code, views[1].Code, views[2].Code}, 2},
			{"the agency asked sees that one, and owes its opinion", "stnmt", []string{views[1].Code}, 1},
			{"an agency not asked sees nothing", "sxd", nil, 0},
			{"the authority sees nothing before it is handed anything", "ubnd", nil, 0},
		}
		for _, test := range tests {
			by := o.As(test.who)
			page, err := o.Dossiers(ctx, by, office.Query{})
			check(t, "list", err)
			if got := codesOf(page.Items); !slices.Equal(got, test.sees) {
				t.Errorf("%s: list: got %v, want %v", test.reason, got, test.sees)
			}
			n, err := o.CountDossiers(ctx, by, office.Query{})
			check(t, "count", err)
			if got, want := n, len(test.sees); got != want {
				t.Errorf("%s: count: got %d, want %d", test.reason, got, want)
			}
			found, err := o.Dossiers(ctx, by, office.Query{Text: "cong ty mau"})
			check(t, "search", err)
			if got, want := len(found.Items), len(test.sees); got != want {
				t.Errorf("%s: search without diacritics: got %d, want %d", test.reason, got, want)
			}
			work, err := o.Work(ctx, by, "", 0)
			check(t, "work", err)
			if got, want := len(work.Dossiers.Items)+len(work.Errands), test.work; got != want {
				t.Errorf("%s: work: got %d, want %d", test.reason, got, want)
			}
			for _, view := range views {
				_, err := o.Dossier(ctx, by, view.Code)
				if got, want := err == nil, slices.Contains(test.sees, view.Code); got != want {
					t.Errorf("%s: opens %s: got %v (%v), want %v", test.reason, view.Code, got, err, want)
				}
			}
		}
		for _, nobody := range []identity.Actor{{}, identity.System("policy")} {
			if _, err := o.Dossiers(ctx, nobody, office.Query{}); motcua.KindOf(err) != motcua.Forbidden {
				t.Errorf("a list for %q: got %v, want it forbidden", nobody.Person, err)
			}
		}
		if _, err := o.ToReturn(ctx, o.As("stnmt"), ""); motcua.KindOf(err) != motcua.Forbidden {
			t.Errorf("results to return for an agency: got %v, want them forbidden", err)
		}
	})
}

// TestPagesAreWhole: page after page shows everything once.
func TestPagesAreWhole(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		var want []string
		for i := range 23 { // many share one due date
			want = append(want, receive(t, o, fmt.Sprintf("Mẫu %d", i)).Code)
		}
		slices.Sort(want)
		lists := map[string]func(after string) (office.Page[dossier.Summary], error){
			"dossiers": func(after string) (office.Page[dossier.Summary], error) {
				return o.Dossiers(ctx, o.As("office"), office.Query{After: after, Limit: 5})
			},
			"work": func(after string) (office.Page[dossier.Summary], error) {
				work, err := o.Work(ctx, o.As("reception"), after, 5)
				return work.Dossiers, err
			},
		}
		for name, list := range lists {
			var seen []string
			for after, pages := "", 0; ; pages++ {
				page, err := list(after)
				check(t, name, err)
				seen = append(seen, codesOf(page.Items)...)
				if after = page.Next; after == "" {
					if got, want := pages+1, 5; got != want {
						t.Errorf("%s: got %d pages, want %d", name, got, want)
					}
					break
				}
			}
			slices.Sort(seen)
			if !slices.Equal(seen, want) {
				t.Errorf("%s: got %v, want %v", name, seen, want)
			}
		}
		if _, err := o.Dossiers(ctx, o.As("office"), office.Query{After: "no cursor"}); faultOf(t, err).Field != "after" {
			t.Errorf("a cursor made up: got %v, want a fault on after", err)
		}
	})
}

func codesOf(list []dossier.Summary) []string {
	var codes []string
	for _, s := range list {
		codes = append(codes, s.Code)
	}
	return codes
}
