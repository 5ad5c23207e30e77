package counter_test

import (
	"strings"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/counter"
)

var today = calendar.Date{Year: 2022, Month: 6, Day: 6}

const card = "046185000123|191234567|Nguyễn Thị Lan|12031985|Nữ|12 Lê Lợi, Vĩnh Ninh, Huế|01052021"

// TestScansAreReadAsTheyCome is what scanners, cards and hands bring to a
// counter.
func TestScansAreReadAsTheyCome(t *testing.T) {
	born, issued := calendar.Date{Year: 1985, Month: 3, Day: 12}, calendar.Date{Year: 2021, Month: 5, Day: 1}
	tests := []struct {
		reason, text string
		want         counter.Scan
	}{
		{"the code of a dossier", "H57.16-220606-0001", counter.Scan{Kind: counter.DossierScan, Code: "H57.16-220606-0001"}},
		{"small letters and long dashes", "h57.16–220606–0001 ", counter.Scan{Kind: counter.DossierScan, Code: "H57.16-220606-0001"}},
		{"a code with half a key", "H57.16-220606-0001 bcf ghj", counter.Scan{Kind: counter.DossierScan, Code: "H57.16-220606-0001"}},
		{"code and key", "H57.16-220606-0001 bcfghj", counter.Scan{Kind: counter.DossierScan, Code: "H57.16-220606-0001", Key: "BCFGHJ"}},
		{"the picture on a receipt", "https://motcua.example.vn/t/H57.16-220606-0001/BCFGHJ", counter.Scan{Kind: counter.DossierScan, Code: "H57.16-220606-0001", Key: "BCFGHJ"}},
		{"a receipt whose host Telex has changed", "https://mótcua.ẽample.vn/t/H57.16-220606-0001/BCFGHJ", counter.Scan{Kind: counter.DossierScan, Code: "H57.16-220606-0001", Key: "BCFGHJ"}},
		{"the address of the public page", "motcua.example.vn/tra-cuu/H57.16-220606-0001?lang=en", counter.Scan{Kind: counter.DossierScan, Code: "H57.16-220606-0001"}},
		{"the address of the staff's page", "/can-bo/ho-so/H57.16-220606-0001", counter.Scan{Kind: counter.DossierScan, Code: "H57.16-220606-0001"}},
		{"another office's pattern of codes", "000.00.16.H57-20220606-000123", counter.Scan{Kind: counter.DossierScan, Code: "000.00.16.H57-20220606-000123"}},

		{"a citizen's card", card, counter.Scan{Kind: counter.CitizenScan, Number: "046185000123", Name: "Nguyễn Thị Lan", Born: born, Issued: issued}},
		{"a card with parents' names after", card + "|||Nguyễn Văn Cha|Trần Thị Mẹ", counter.Scan{Kind: counter.CitizenScan, Number: "046185000123", Name: "Nguyễn Thị Lan", Born: born, Issued: issued}},
		{"a card without an old number", "046185000123||NGUYỄN THỊ LAN|12031985|Nữ|Huế|01052021", counter.Scan{Kind: counter.CitizenScan, Number: "046185000123", Name: "NGUYỄN THỊ LAN", Born: born, Issued: issued}},
		{"a name whose marks the scanner lost", "046185000123|191234567|Nguyn Th Lan|12031985|N|12 L Li|01052021", counter.Scan{Kind: counter.CitizenScan, Number: "046185000123", Born: born, Issued: issued}},
		{"a name in question marks", "046185000123|191234567|Nguy?n Th? Lan|12031985|N?|Hu?|01052021", counter.Scan{Kind: counter.CitizenScan, Number: "046185000123", Born: born, Issued: issued}},
		{"a name that Telex left behind", "046185000123|191234567|Nguyeenx Thij Lan|12031985|Nuwx|Hueees|01052021", counter.Scan{Kind: counter.CitizenScan, Number: "046185000123", Born: born, Issued: issued}},
		{"a name half mangled", "046185000123|191234567|Nguyễn Thij Lan|12031985|Nữ|Huế|01052021", counter.Scan{Kind: counter.CitizenScan, Number: "046185000123", Born: born, Issued: issued}},
		{"a name in another encoding", "046185000123|191234567|NguyÔn ThÞ Lan|12031985|N÷|HuÕ|01052021", counter.Scan{Kind: counter.CitizenScan, Number: "046185000123", Born: born, Issued: issued}},
		{"a citizen's number, typed with blanks", "046 185 000 123", counter.Scan{Kind: counter.CitizenScan, Number: "046185000123"}},

		{"a tax code", "3300100064", counter.Scan{Kind: counter.EnterpriseScan, Number: "3300100064"}},
		{"a dependent unit", "3300100064-001", counter.Scan{Kind: counter.EnterpriseScan, Number: "3300100064-001"}},
		{"a tax code in the picture of a certificate", "CONG TY TNHH A;MSDN: 3300100064;Ngay cap 01/05/2019", counter.Scan{Kind: counter.EnterpriseScan, Number: "3300100064"}},
		{"a tax code in an address", "https://dangkykinhdoanh.example.vn/tra-cuu?ma=3300100064", counter.Scan{Kind: counter.EnterpriseScan, Number: "3300100064"}},

		{"a telephone number", "0905 123 457", counter.Scan{Kind: counter.PhoneScan, Number: "0905123457"}},
		{"a telephone number that could be a tax code too", "0905123456", counter.Scan{Kind: counter.EnterpriseScan, Number: "0905123456"}},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			got, err := counter.ReadScan(test.text, today)
			if err != nil || got != test.want {
				t.Errorf("got %+v, %v; want %+v", got, err, test.want)
			}
		})
	}
}

// TestScansThatSayNothingSureAreRefused: which sentence is said of what.
func TestScansThatSayNothingSureAreRefused(t *testing.T) {
	tests := []struct{ reason, text, want string }{
		{"nothing", "  ", "counter.scan.empty"},
		{"a code that Telex has changed", "H57.16-2206ố6-0001", "counter.scan.mangled"},
		{"a word that VNI has changed", "HỒ sơ", "counter.scan.mangled"},
		{"words", "thanh lap", "counter.scan.unknown"},
		{"a code cut short", "H57.16-2206", "counter.scan.unknown"},
		{"bytes", "046\x00185", "counter.scan.unreadable"},
		{"a whole page", strings.Repeat("x", 700), "counter.scan.long"},
		{"eleven digits of a citizen's number", "04618500012|1|A B|12031985|N|H|01052021", "identity.citizen.length"},
		{"a province that is none", "099185000123", "identity.citizen.province"},
		{"a date of birth that is none", "046185000123||Nguyễn Thị Lan|32031985|Nữ|Huế|01052021", "counter.scan.born"},
		{"a date of birth of another year than the number says", "046185000123||Nguyễn Thị Lan|12031986|Nữ|Huế|01052021", "counter.scan.born"},
		{"a date of issue to come", "046185000123||Nguyễn Thị Lan|12031985|Nữ|Huế|01052023", "counter.scan.issued"},
		{"two enterprises at once", "3300100064 3300100018", "counter.scan.unknown"},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			s, err := counter.ReadScan(test.text, today)
			f, ok := motcua.AsFault(err)
			if !ok || f.Text.Key != test.want || f.Field != "scan" {
				t.Errorf("got %+v, %v; want %s in the field scan", s, err, test.want)
			}
		})
	}
}
