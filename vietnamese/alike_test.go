package vietnamese_test

import (
	"testing"

	"motcua/vietnamese"
)

func TestAlike(t *testing.T) {
	for _, test := range []struct {
		reason, a, b string
		want         bool
	}{
		{"the tone stands on either vowel", "Hoà giải, uỷ quyền", "Hòa giải, ủy quyền", true},
		{"case, spaces and the full stop", "Cấp  giấy CHỨNG NHẬN.", "cấp giấy chứng nhận", true},
		{"composed and decomposed", "Th\u1ee7 t\u1ee5c", "Thu\u0309 tu\u0323c", true},
		{"another tone is another word", "Thủ tục", "Thu tục", false},
		{"another letter is another word", "dự án", "dứ ăn", false},
		{"a word more", "Thẩm định dự án", "Thẩm định", false},
	} {
		if got := vietnamese.Alike(test.a, test.b); got != test.want {
			t.Errorf("%s: got %v", test.reason, got)
		}
	}
}
