package office_test

import (
	"context"
	"encoding/json"
	"testing"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
)

// TestThePolicyGrantsByItself: a procedure may grant its consulted agencies a
// little more time without the lead's decision; what goes beyond waits for it.
func TestThePolicyGrantsByItself(t *testing.T) {
	for _, test := range []struct {
		reason  string
		asked   int
		pending bool
		due     string
	}{
		{"two days are within the policy: granted at once, the date moves", 2, false, "2022-07-27T17:00"},
		{"three days are beyond it: the lead decides, the date stays", 3, true, "2022-07-25T17:00"},
	} {
		officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
			ctx := context.Background()
			allowTwoDays(t, o)
			view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Name: "Nguyễn Văn Mẫu"}})
			check(t, "receive", err)
			target := office.Target{Code: view.Code}
			_, id, err := o.HandOver(ctx, o.As("reception"), target, "", "")
			check(t, "hand over", err)
			_, err = o.Take(ctx, o.As("head"), id)
			check(t, "take", err)
			_, asked, err := o.Ask(ctx, o.As("specialist"), target, []string{"stnmt"}, "Cho ý kiến", deadline.Days(7))
			check(t, "ask", err)
			view, request, err := o.AskMoreTime(ctx, o.As("stnmt"), asked[0].ID, deadline.Days(test.asked), "Kiểm tra thực địa")
			check(t, "ask for more time", err)
			if got, want := view.Clock.Due, officetest.Moment(t, test.due); !got.Equal(want) {
				t.Errorf("%s: due %s, want %s", test.reason, got, want)
			}
			made := view.Opinions[0].MoreTime[0]
			if got, want := made.Pending(), test.pending; got != want {
				t.Errorf("%s: pending %v, want %v", test.reason, got, want)
			}
			if !test.pending && made.DecidedBy != "system" {
				t.Errorf("%s: decided by %q, want the policy", test.reason, made.DecidedBy)
			}
			if made.ID != request {
				t.Errorf("%s: request %q, want %q", test.reason, made.ID, request)
			}
		})
	}
}

// allowTwoDays imports the procedure with the policy.
func allowTwoDays(t *testing.T, o *officetest.Office) {
	t.Helper()
	b, err := o.Book(context.Background())
	check(t, "book", err)
	p, err := b.Procedure("1.009645")
	check(t, "procedure", err)
	p.Versions = append([]catalogue.Version(nil), p.Versions...)
	p.Versions[0].AutoExtension = deadline.Days(2)
	data, err := json.Marshal(map[string]any{"procedures": []catalogue.Procedure{p}})
	check(t, "encode", err)
	report, err := o.ImportProcedures(context.Background(), o.As("office"), data)
	check(t, "import", err)
	if got, want := len(report.Changed), 1; got != want {
		t.Fatalf("import: got %+v, want one change", report)
	}
}

// TestAnImportSaysThatAProcessLapsed: a new limit from the same day does not
// fit the process of the old one; the report says so.
func TestAnImportSaysThatAProcessLapsed(t *testing.T) {
	o := officetest.New(t, store.SQLite, "2022-06-06T08:30")
	ctx := context.Background()
	b, err := o.Book(ctx)
	check(t, "book", err)
	p, err := b.Procedure("1.009645")
	check(t, "procedure", err)
	v := p.Versions[0]
	v.Term, v.Process, v.Channels = deadline.Days(30), catalogue.Process{}, nil
	p.Versions = []catalogue.Version{v}
	data, err := json.Marshal(map[string]any{"procedures": []catalogue.Procedure{p}})
	check(t, "encode", err)
	report, err := o.ImportProcedures(ctx, o.As("office"), data)
	check(t, "import", err)
	if got, want := len(report.Changed), 1; got != want {
		t.Fatalf("changed: got %d, want %d: %+v", got, want, report)
	}
	for _, row := range report.Warned {
		if row.Ref == "1.009645" && row.Reason.Key == "catalogue.processLapsed" {
			return
		}
	}
	t.Errorf("warnings: got %+v, want one that says the process lapsed", report.Warned)
}
