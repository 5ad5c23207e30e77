package vietnamese_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/vietnamese"
)

func TestWordsAreFoldedAndApart(t *testing.T) {
	for _, test := range []struct{ reason, text, want string }{
		{"a number of a document by its parts", "123/QĐ-SKHĐT", "123 qd skhdt"},
		{"a code by its parts", "H57.16-220606-0001", "h57 16 220606 0001"},
		{"both places of a tone mark", "Hoà, HÒA", "hoa"},
		{"uỷ and ủy", "Uỷ ban, ủy nhiệm", "uy ban nhiem"},
		{"marks set apart from their letters", "Nguye\u0302\u0303n", "nguyen"},
		{"nothing but signs", " –/. ", ""},
	} {
		if got, want := vietnamese.Words(test.text), strings.Fields(test.want); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", test.reason, got, want)
		}
	}
}
