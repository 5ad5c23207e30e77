package claim_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/claim"
	"motcua/report"
)

// TestClaims reads every row of testdata/reports/claims.csv: a sentence of a
// report on 15/12/2021 to 10/6/2022 and what is found in it.
func TestClaims(t *testing.T) {
	_, known := readSeed(t)
	for _, row := range read(t, "claims.csv") {
		t.Run(row[0], func(t *testing.T) {
			var got []string
			for _, f := range claim.Check(row[1], known) {
				if !slices.Contains(got, f.Rule) {
					got = append(got, f.Rule)
				}
			}
			slices.Sort(got)
			want := strings.FieldsFunc(row[2], func(r rune) bool { return r == ',' })
			for i := range want {
				want[i] = strings.TrimSpace(want[i])
			}
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s: got %q, want %q", row[1], got, want)
			}
		})
	}
}

func TestPlacesCountLettersAndReadWrongCharacters(t *testing.T) {
	text := "Ðộc lập\r\nnăm\u00a02022: Kế hoạch số 4999/KH-SKHĐT"
	for _, c := range claim.Find(text) {
		if c.Kind == claim.Document {
			if c.Line != 2 || c.Column != 11 || c.Quote != "Kế hoạch số 4999/KH-SKHĐT" || claim.Normal(text)[c.Start:c.End] != c.Quote {
				t.Errorf("got %+v", c.Place)
			}
			return
		}
	}
	t.Error("no document was found")
}

func TestSyllables(t *testing.T) {
	for _, s := range strings.Fields("cơ quan nghiêng giếng gì giữa quyết quốc khuỷu thuở ngoằn ngoèo huơ uỷ ủy yêu ý xoong phiếu được nghị huế khuya chuyển ướt oanh kê gần ghi già giặt") {
		if !claim.Syllable(s) {
			t.Errorf("%s is a syllable", s)
		}
	}
	for _, s := range strings.Fields("cow ka ce ghà ngi thựcc các̉ hocj tác̀ nghàn qưa gyên zô fải cãc khyêt") {
		if claim.Syllable(s) {
			t.Errorf("%s is no syllable", s)
		}
	}
}

// TestCheckNeverBreaks gives the checker texts of no sense and facts of none.
func TestCheckNeverBreaks(t *testing.T) {
	seed, known := readSeed(t)
	for _, text := range []string{"", "\n", "ngày 99/99/9999 đến", "số 0/KH-", "\xff\xfe", "Quý IV và Quý I năm 0000", seed[:len(seed)/2+1], strings.Repeat("1/2 nhiệm vụ ", 50), "00 tháng đầu năm 2022", "Phòng A", "năm"} {
		claim.Check(text, known)
		claim.Check(text, claim.Known{})
	}
	known.Facts = report.Facts{}
	claim.Check(seed, known)
}
