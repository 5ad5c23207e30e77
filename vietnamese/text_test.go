package vietnamese_test

import (
	"errors"
	"slices"
	"testing"

	"motcua"
	"motcua/vietnamese"
)

func TestFold(t *testing.T) {
	tests := []struct{ reason, text, want string }{
		{"tones and hats go", "Chấp thuận chủ trương đầu tư", "chap thuan chu truong dau tu"},
		{"already without marks", "chap thuan chu truong", "chap thuan chu truong"},
		{"đ is d", "ĐẦU TƯ", "dau tu"},
		{"eth for đ, as old keyboards write", "Ðộc lập", "doc lap"},
		{"the tone of hòa on the first vowel", "hòa", "hoa"},
		{"the tone of hoà on the second", "hoà", "hoa"},
		{"uỷ ban and ủy ban", "uỷ ban", "uy ban"},
		{"composed differently", "uỷ ban", "uy ban"},
		{"spaces of any kind collapse", " hộ \t kinh doanh\n", "ho kinh doanh"},
		{"a code stays", "1.009645", "1.009645"},
	}
	for _, test := range tests {
		if got := vietnamese.Fold(test.text); got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
}

func TestClean(t *testing.T) {
	tests := []struct{ reason, text, want, fault string }{
		{"decomposed letters are composed", "Ha\u0300 No\u0323\u0302i", "H\u00e0 N\u1ed9i", ""},
		{"eth is repaired", "Ðộc lập", "Độc lập", ""},
		{"small eth too", "ðầu tư", "đầu tư", ""},
		{"blanks around it go", "  Huế ", "Huế", ""},
		{"lines of a note stay", "a\nb\tc", "a\nb\tc", ""},
		{"marks without width and marks that turn the writing go", "Lan\u200b \u202eeman\u2069\ufeff", "Lan eman", ""},
		{"emoji that are joined stay", "👩\u200d⚖️", "👩\u200d⚖️", ""},
		{"windows-1258 bytes", "\xd0\xf2c", "", "vietnamese.encoding"},
		{"NUL, which no database keeps", "a\x00b", "", "vietnamese.control"},
	}
	for _, test := range tests {
		got, err := vietnamese.Clean("name", test.text)
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
		var fault *motcua.Fault
		if errors.As(err, &fault) != (test.fault != "") {
			t.Errorf("%s: got fault %v, want %q", test.reason, err, test.fault)
			continue
		}
		if fault != nil && (fault.Text.Key != test.fault || fault.Field != "name") {
			t.Errorf("%s: got %v, want %s on name", test.reason, fault, test.fault)
		}
	}
}

func TestOrder(t *testing.T) {
	want := []string{"an", "ăn", "ân", "bà", "bạ", "dân", "đan", "em", "êm", "o", "ô", "ơ", "uống", "ươm", "y"}
	got := slices.Clone(want)
	slices.Reverse(got)
	order := vietnamese.NewOrder()
	slices.SortFunc(got, func(a, b string) int {
		if order.Key(a) < order.Key(b) {
			return -1
		}
		return 1
	})
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMaskName(t *testing.T) {
	tests := []struct{ reason, name, want string }{
		{"a person keeps the given name", "Nguyễn Thanh Ngọc Diễm", "N*** T*** N*** Diễm"},
		{"a short middle name has fewer stars", "Trần Thị Mẫu", "T*** T** Mẫu"},
		{"Trương is a family, no school", "Trương Văn Hùng", "T*** V** Hùng"},
		{"a single word is masked", "Diễm", "D***"},
		{"a company keeps its legal form", "Công ty TNHH Mẫu", "C*** TNHH M**"},
		{"brackets stay around what is masked", "Công ty TNHH Mẫu (chi nhánh Huế)", "C*** TNHH M** (c** n*** H**)"},
		{"in capitals", "CÔNG TY TNHH MTV MẪU", "C*** TNHH MTV M**"},
		{"without marks", "Cong ty CP Mau", "C*** CP M**"},
		{"an organisation of one letter", "Công ty TNHH A", "C*** TNHH A*"},
		{"a cooperative spelt out", "Hợp tác xã Phú Bài", "H*** P** B**"},
		{"a cooperative in short", "HTX Phú Bài", "HTX P** B**"},
		{"a household business", "Hộ kinh doanh Lê Văn An", "H*** L* V** A*"},
		{"a school", "Trường Mẫu giáo Hoa Mai", "T*** M** g*** H** M**"},
		{"nothing", "  ", ""},
	}
	for _, test := range tests {
		if got := vietnamese.MaskName(test.name); got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
}

func TestMaskPhone(t *testing.T) {
	tests := []struct{ reason, phone, want string }{
		{"a mobile number", "0905123456", "0905***456"},
		{"with blanks and dots", "0905 123.456", "0905***456"},
		{"with the country code", "+84 905 123 456", "8490***456"},
		{"too short to show a part", "123456", "***"},
		{"none", "", ""},
	}
	for _, test := range tests {
		if got := vietnamese.MaskPhone(test.phone); got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	for b.Loop() {
		vietnamese.Fold("Thủ tục chấp thuận chủ trương đầu tư thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân cấp tỉnh")
	}
}

func BenchmarkOrderKey(b *testing.B) {
	order := vietnamese.NewOrder()
	for b.Loop() {
		order.Key("Nguyễn Thanh Ngọc Diễm")
	}
}
