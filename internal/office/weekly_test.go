package office_test

import (
	"strings"
	"testing"

	"motcua/internal/office"
	"motcua/internal/officetest"
)

// TestTheLetterOfTheWeekIsWrittenOnce: every Monday morning, to each address,
// whatever the number of rounds and nodes.
func TestTheLetterOfTheWeekIsWrittenOnce(t *testing.T) {
	weekly := func(s *office.Settings) { s.Weekly = []string{"giamdoc@example.vn", "vanphong@example.vn"} }
	officetest.EachWith(t, "2022-06-10T08:00", weekly, func(t *testing.T, o *officetest.Office) {
		ctx := t.Context()
		written := func(want int) {
			t.Helper()
			check(t, "write the letter of the week", o.SendWeekly(ctx))
			list, err := o.Letters(ctx, o.As("office"))
			check(t, "list letters", err)
			n := 0
			for _, l := range list {
				if l.Kind == "weekly" {
					n++
					if !strings.Contains(l.Subject, "quá hạn") {
						t.Errorf("the letter does not say what is late: %s", l.Subject)
					}
				}
			}
			if n != want {
				t.Errorf("%v: got %d letters, want %d", o.Now(), n, want)
			}
		}
		written(2) // on a Friday that of the week, since nobody wrote it on Monday
		written(2)
		o.MoveTo("2022-06-13T06:59")
		written(2)
		o.MoveTo("2022-06-13T07:00")
		written(4)
		written(4)
	})
}
