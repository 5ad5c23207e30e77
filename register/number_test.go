package register_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/register"
)

// TestNumbersAndSigns reads every row of testdata/numbers/numbers.csv.
func TestNumbersAndSigns(t *testing.T) {
	f, err := os.Open("../testdata/numbers/numbers.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 40 {
		t.Fatalf("%d rows: the table was cut", len(rows))
	}
	for _, row := range rows[1:] {
		t.Run(row[0], func(t *testing.T) {
			day, err := calendar.ParseDate(row[2])
			if err != nil {
				t.Fatal(err)
			}
			n, err := register.ReadNumber("symbol", row[1], day)
			if want := row[7]; want != "" {
				fault, ok := motcua.AsFault(err)
				if !ok || fault.Kind != motcua.Invalid || fault.Field != "symbol" || fault.Text.Key != "register.sign."+want {
					t.Errorf("got %v and %v, want the refusal %s", n, err, want)
				}
				return
			}
			if err != nil {
				t.Fatalf("refused: %v", err)
			}
			if got, want := [4]string{n.String(), n.Kind, n.Agency, n.Unit}, [4]string(row[3:7]); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			again, err := register.ReadNumber("symbol", n.String(), day)
			if err != nil || again != n {
				t.Errorf("what is written reads as %+v (%v), want %+v", again, err, n)
			}
		})
	}
}

func TestAbbreviations(t *testing.T) {
	for name, want := range map[string]string{
		"Sở Kế hoạch và Đầu tư tỉnh Thừa Thiên Huế": "SKHĐT", "Phòng Kinh tế đối ngoại": "KTĐN", "Phòng Đăng ký kinh doanh": "ĐKKD",
		"Văn phòng Sở": "VP", "Thanh tra Sở": "TT", "Phòng Tổng hợp - Quy hoạch": "THQH", "Ủy ban nhân dân tỉnh Thừa Thiên Huế": "UBND", "": "",
	} {
		if got := register.Abbreviation(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestTwentyNineTypes(t *testing.T) {
	now, before := calendar.Date{Year: 2022, Month: 6, Day: 6}, calendar.Date{Year: 2019, Month: 6, Day: 6}
	if got, want := len(register.KindsOn(now)), 29; got != want {
		t.Errorf("types of NĐ 30/2020: got %d, want %d", got, want)
	}
	if got, want := len(register.KindsOn(before)), 32; got != want {
		t.Errorf("types before it: got %d, want %d", got, want)
	}
	seen := map[string]bool{}
	for _, k := range register.Kinds() {
		key := strings.ToLower(k.Code)
		if seen[k.ID] || key != "" && seen[key] {
			t.Errorf("%s stands twice", k.ID)
		}
		seen[k.ID], seen[key] = true, true
	}
}
