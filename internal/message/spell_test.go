package message_test

import "testing"

func TestMoneyInWords(t *testing.T) {
	words := load(t)
	for _, test := range []struct {
		reason string
		n      int64
		vi, en string
	}{
		{"nothing", 0, "Không đồng", "Zero Vietnamese dong"},
		{"the usual fee", 100_000, "Một trăm nghìn đồng", "One hundred thousand Vietnamese dong"},
		{"hard in Vietnamese", 1_005_021, "Một triệu không trăm linh năm nghìn không trăm hai mươi mốt đồng", "One million five thousand and twenty-one Vietnamese dong"},
		{"hundreds", 115_505, "Một trăm mười lăm nghìn năm trăm linh năm đồng", "One hundred and fifteen thousand five hundred and five Vietnamese dong"},
		{"a billion", 1_000_000_000, "Một tỷ đồng", "One billion Vietnamese dong"},
		{"five as first letter", 5, "Năm đồng", "Five Vietnamese dong"},
	} {
		if got := words.In("vi").MoneyInWords(test.n); got != test.vi {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.vi)
		}
		if got := words.In("en").MoneyInWords(test.n); got != test.en {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.en)
		}
	}
}
