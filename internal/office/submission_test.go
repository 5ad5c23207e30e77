package office_test

import (
	"context"
	"slices"
	"testing"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
	"motcua/submission"
)

// TestASubmissionChangedBehindShows: an entry of its log changed in the
// database, a list that says other than the log, and a draft that cannot be
// read or whose submission is gone are found.
func TestASubmissionChangedBehindShows(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		applicant := dossier.Party{Kind: dossier.PersonParty, Name: "Nguyễn Thị Lan", Identifier: "046185000123", Phone: "0905123456"}
		d, err := o.Begin(ctx, office.NewDraft{Procedure: "1.009671", Applicant: applicant})
		check(t, "begin", err)
		s := submission.Rebuild(d.ID, submission.CodeOf(calendar.DateOf(o.Now()), 1), d.Key, "", nil)
		next, event := s.With(o.Now(), dossier.By{Name: applicant.Name}, submission.Sent{Content: submission.Content{
			Intake: dossier.Intake{Procedure: "1.009671", Channel: catalogue.Online, Applicant: applicant}}})
		check(t, "send", o.Store.Write(ctx, func(tx *store.Tx) error {
			d.Revision, d.Sent = 1, s.Code
			if err := tx.PutDraft(ctx, d); err != nil {
				return err
			}
			return tx.AppendSubmission(ctx, next, event, o.Now())
		}))
		found := func() []string {
			t.Helper()
			seen, err := o.Inspect(ctx, identity.CommandLine(), 100, nil)
			check(t, "inspect", err)
			var keys []string
			for _, f := range seen.Findings {
				keys = append(keys, f.Text.Key)
			}
			return keys
		}
		if keys := found(); len(keys) > 0 {
			t.Errorf("as it should be: found %v", keys)
		}
		for _, change := range []struct{ reason, statement, back, want string }{
			{"the list says another name", "UPDATE submission SET applicant = 'Ai đó'", "UPDATE submission SET applicant = 'Nguyễn Thị Lan'", "cli.check.submission"},
			{"the log was changed", "UPDATE submission_event SET data = replace(data, 'Lan', 'Mai')", "UPDATE submission_event SET data = replace(data, 'Mai', 'Lan')", "cli.check.chain"},
			{"the draft says it was sent as another", "UPDATE draft SET sent = 'T-220606-0009'", "UPDATE draft SET sent = 'T-220606-0001'", "cli.check.unsent"},
			{"the draft cannot be read", "UPDATE draft SET body = '{'", "", "cli.check.draft"},
		} {
			if _, err := o.Store.DB().ExecContext(ctx, change.statement); err != nil {
				t.Fatal(err)
			}
			if keys := found(); !slices.Equal(keys, []string{change.want}) {
				t.Errorf("%s: found %v, want %s", change.reason, keys, change.want)
			}
			if change.back != "" {
				if _, err := o.Store.DB().ExecContext(ctx, change.back); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
