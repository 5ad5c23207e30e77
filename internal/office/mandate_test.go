package office_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/account"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
)

// TestAMandateChangedBehindShows: an entry of its log changed in the database,
// and a list that says other than the log, are found.
func TestAMandateChangedBehindShows(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := t.Context()
		a := o.NewAccount("lan@example.vn", "Nguyễn Thị Lan")
		by := identity.Applicant(a.ID, a.Name, "")
		f, err := o.KeepFile(ctx, office.Hand{By: by, Name: "giấy uỷ quyền.pdf", Body: strings.NewReader("%PDF-1.4 giấy\n%%EOF\n")})
		check(t, "keep the paper", err)
		m, err := o.AskMandate(ctx, by, a.ID, account.Asked{Organisation: account.Organisation{TaxCode: "3300100064", Name: "Công ty Mẫu"}, Evidence: account.Evidence{File: f.ID}})
		check(t, "ask", err)
		check(t, "confirm", o.DecideMandate(ctx, o.As("reception"), m.ID, account.Confirmed{}))
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
			{"the list says it was refused", "UPDATE mandate SET standing = 'refused'", "UPDATE mandate SET standing = 'confirmed'", "cli.check.submission"},
			{"the log names another enterprise", "UPDATE mandate_event SET data = replace(data, 'Công ty Mẫu', 'Công ty Khác')", "", "cli.check.chain"},
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
