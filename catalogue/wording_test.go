package catalogue_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/catalogue"
)

func TestWordingShowsTheWordsThatChanged(t *testing.T) {
	kept, taken, added := catalogue.Kept, catalogue.Taken, catalogue.Added
	for _, c := range []struct {
		reason, before, after string
		want                  []catalogue.Piece
	}{
		{"nothing to nothing", "", "", nil},
		{"the same", "một hai", "một hai", []catalogue.Piece{{kept, "một hai"}}},
		{"a term was shortened", "Trong 15 ngày làm việc", "Trong 10 ngày làm việc", []catalogue.Piece{{kept, "Trong "}, {taken, "15 "}, {added, "10 "}, {kept, "ngày làm việc"}}},
		{"a step was added", "nộp hồ sơ", "nộp hồ sơ\ntrả kết quả", []catalogue.Piece{{kept, "nộp hồ "}, {taken, "sơ"}, {added, "sơ\ntrả kết quả"}}},
		{"a few words between two changes are changed with them", "a x b", "c x d", []catalogue.Piece{{taken, "a x b"}, {added, "c x d"}}},
		{"a clause between two changes is kept", "a một hai ba bốn b", "c một hai ba bốn d", []catalogue.Piece{{taken, "a "}, {added, "c "}, {kept, "một hai ba bốn "}, {taken, "b"}, {added, "d"}}},
		{"all is new", "", "a b", []catalogue.Piece{{added, "a b"}}},
		{"all is gone", "a b", "", []catalogue.Piece{{taken, "a b"}}},
	} {
		if got := catalogue.Wording(c.before, c.after); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
		}
	}
}

// TestWordingLosesNoWord: whatever the texts, the pieces add up to both.
func TestWordingLosesNoWord(t *testing.T) {
	words := rapid.StringMatching(`([abc]{1,2}[ \n]{0,2}){0,20}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := words.Draw(t, "before"), words.Draw(t, "after")
		var before, after strings.Builder
		for _, p := range catalogue.Wording(a, b) {
			if p.Kind != catalogue.Added {
				before.WriteString(p.Text)
			}
			if p.Kind != catalogue.Taken {
				after.WriteString(p.Text)
			}
		}
		if before.String() != a || after.String() != b {
			t.Fatalf("%q, %q became %q, %q", a, b, before.String(), after.String())
		}
	})
	long := strings.Repeat("x ", 3000)
	if got := catalogue.Wording("a "+long+"b", "c "+strings.Repeat("y ", 3000)+"d"); len(got) != 2 {
		t.Errorf("two very long texts: got %d pieces, want each as a whole", len(got))
	}
}
