package office_test

import (
	"errors"
	"testing"

	"motcua"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
)

// untouched is a file that nobody may read.
type untouched struct{ t *testing.T }

func (u untouched) Read([]byte) (int, error) {
	u.t.Error("the file is read")
	return 0, errors.New("read")
}

// TestPapersNobodyAskedForAreNotKept: whether papers were asked for is known
// before their files are read.
func TestPapersNobodyAskedForAreNotKept(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		view := receive(t, o, "Nguyễn Thị Lan")
		own := office.Claim{Code: view.Code, Key: view.Key, By: identity.Applicant(identity.ByKey, "Lan", "test")}
		_, err := o.SendPapers(t.Context(), own, []office.Attachment{{Paper: "P01", Name: "a.pdf", Body: untouched{t}}}, "")
		if motcua.KindOf(err) != motcua.Conflict {
			t.Errorf("got %v, want a conflict", err)
		}
	})
}
