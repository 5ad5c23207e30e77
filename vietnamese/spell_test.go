package vietnamese_test

import (
	"testing"

	"motcua/vietnamese"
)

func TestSpell(t *testing.T) {
	for _, test := range []struct {
		reason string
		n      int64
		want   string
	}{
		{"nothing", 0, "không"}, {"a unit", 5, "năm"}, {"ten", 10, "mười"}, {"one after ten", 11, "mười một"}, {"five after ten", 15, "mười lăm"},
		{"twenty", 20, "hai mươi"}, {"one after a ten is mốt", 21, "hai mươi mốt"}, {"four stays bốn", 24, "hai mươi bốn"}, {"five after a ten is lăm", 55, "năm mươi lăm"},
		{"a hundred", 100, "một trăm"}, {"no ten is linh", 105, "một trăm linh năm"}, {"linh with one", 101, "một trăm linh một"}, {"ten after a hundred", 110, "một trăm mười"},
		{"fifteen after a hundred", 115, "một trăm mười lăm"}, {"mốt after a hundred", 121, "một trăm hai mươi mốt"}, {"a thousand", 1_000, "một nghìn"},
		{"no hundred within", 1_005, "một nghìn không trăm linh năm"}, {"no hundred, a ten", 1_015, "một nghìn không trăm mười lăm"}, {"only a hundred", 1_100, "một nghìn một trăm"},
		{"the usual fee", 100_000, "một trăm nghìn"}, {"half of it", 50_000, "năm mươi nghìn"}, {"twenty-five thousand", 25_000, "hai mươi lăm nghìn"},
		{"a group of nothing is left out", 1_000_000, "một triệu"}, {"no hundred of thousands", 1_005_000, "một triệu không trăm linh năm nghìn"},
		{"thousands of nothing", 1_000_005, "một triệu không trăm linh năm"}, {"as on a bill", 1_250_000, "một triệu hai trăm năm mươi nghìn"},
		{"every group", 21_021_021, "hai mươi mốt triệu không trăm hai mươi mốt nghìn không trăm hai mươi mốt"},
		{"a billion", 1_000_000_000, "một tỷ"}, {"a billion and one", 1_000_000_001, "một tỷ không trăm linh một"}, {"ten billion", 10_000_000_000, "mười tỷ"},
		{"billions and thousands", 2_000_500_000, "hai tỷ năm trăm nghìn"}, {"a thousand billion", 1_000_000_000_000, "một nghìn tỷ"},
		{"a thousand and five billion", 1_005_000_000_000, "một nghìn không trăm linh năm tỷ"}, {"below nothing", -21, "âm hai mươi mốt"},
	} {
		if got := vietnamese.Spell(test.n); got != test.want {
			t.Errorf("%s: %d: got %q, want %q", test.reason, test.n, got, test.want)
		}
	}
}
