package deadline_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"motcua"
	"motcua/deadline"
)

func TestParseTerm(t *testing.T) {
	for _, test := range []struct{ reason, text, want string }{
		{"working days in Vietnamese", "15 ngày làm việc", "15 working days"},
		{"as the department writes numbers", "03 ngày làm việc", "3 working days"},
		{"without diacritics", "15 ngay lam viec", "15 working days"},
		{"capitals", "15 NGÀY LÀM VIỆC", "15 working days"},
		{"decomposed letters", "15 ngày làm việc", "15 working days"},
		{"a space that does not break", "15\u00a0ngày\u00a0làm việc", "15 working days"},
		{"no space at all", "15ngày làm việc", "15 working days"},
		{"a full stop at the end", " 15 ngày làm việc. ", "15 working days"},
		{"working days in English", "1 working day", "1 working day"},
		{"days alone are calendar days", "17 ngày", "17 days"},
		{"days alone, English", "17 days", "17 days"},
		{"half a day is working time", "0,5 ngày", "0.5 working days"},
		{"a quarter with a point", "0.25 days", "0.25 working days"},
		{"one and a half", "1,5 ngày làm việc", "1.5 working days"},
		{"a whole number written as a decimal is a calendar day", "2,0 ngày", "2 days"},
		{"hours are working hours", "4 giờ", "4 working hours"},
		{"hours said to be working hours", "4 giờ làm việc", "4 working hours"},
		{"hours in English", "8 hours", "8 working hours"},
		{"minutes", "90 phút", "90 working minutes"},
		{"a month", "1 tháng", "1 month"},
		{"months in English", "6 Months", "6 months"},
		{"half a month", "0,5 tháng", "0.5 months"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			got, err := deadline.ParseTerm(test.text)
			if err != nil || got.String() != test.want {
				t.Fatalf("got %q, %v, want %q", got, err, test.want)
			}
			if again, err := deadline.ParseTerm(got.String()); err != nil || again != got {
				t.Errorf("read again got %v, %v, want %v", again, err, got)
			}
		})
	}
}

func TestParseTermSaysWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ reason, text, key string }{
		{"nothing", "  ", "deadline.term.empty"},
		{"no unit", "15", "deadline.term.unitMissing"},
		{"no amount", "ngày làm việc", "deadline.term.amountMissing"},
		{"zero", "0 ngày", "deadline.term.positive"},
		{"negative", "-3 working days", "deadline.term.positive"},
		{"a negative of the printer's", "−3 ngày", "deadline.term.positive"},
		{"a unit nobody knows", "3 fortnights", "deadline.term.unit"},
		{"words after the term", "15 ngày làm việc kể từ ngày nhận", "deadline.term.unit"},
		{"a range", "3-5 ngày", "deadline.term.amount"},
		{"a thousand or one?", "1.000 ngày", "deadline.term.amount"},
		{"too fine", "0,0001 ngày", "deadline.term.amount"},
		{"two commas", "1,5,0 ngày", "deadline.term.amount"},
		{"a comma without decimals", "1, ngày", "deadline.term.amount"},
		{"more than ten years of days", "4000 ngày", "deadline.term.tooLong"},
		{"more than ten years of months", "121 tháng", "deadline.term.tooLong"},
		{"a number beyond all numbers", "99999999999999999999 days", "deadline.term.amount"},
		{"a third of a month", "0,3 tháng", "deadline.term.monthPart"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			got, err := deadline.ParseTerm(test.text)
			var fault *motcua.Fault
			if !errors.As(err, &fault) {
				t.Fatalf("got %v, %v, want a fault", got, err)
			}
			if fault.Field != "term" || fault.Text.Key != test.key {
				t.Errorf("got %s %s, want term %s", fault.Field, fault.Text.Key, test.key)
			}
		})
	}
}

func TestTermAsJSON(t *testing.T) {
	data, err := json.Marshal(map[string]deadline.Term{"a": deadline.Days(15), "b": {}})
	if want := `{"a":"15 working days","b":""}`; err != nil || string(data) != want {
		t.Errorf("got %s, %v, want %s", data, err, want)
	}
	var back map[string]deadline.Term
	if err := json.Unmarshal(data, &back); err != nil || back["a"] != deadline.Days(15) || !back["b"].IsZero() {
		t.Errorf("got %v, %v", back, err)
	}
}

// FuzzParseTerm holds that whatever is written is either refused with a fault
// of the field, in valid text of one line, or read as a term that says itself.
func FuzzParseTerm(f *testing.F) {
	for _, seed := range []string{"15 ngày làm việc", "0,5 ngày", "4 giờ", "1 month", "-1 day", "1.000 ngày", "15", "½ ngày", "\xff 3 days", "१ day", "1e9 days"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		term, err := deadline.ParseTerm(text)
		if err != nil {
			var fault *motcua.Fault
			if !errors.As(err, &fault) || fault.Field != "term" {
				t.Fatalf("%q: got %v, want a fault of the term", text, err)
			}
			if said := fault.Error(); !utf8.ValidString(said) || strings.ContainsAny(said, "\n\r") || len(said) > 600 {
				t.Fatalf("%q: the fault is no line to show: %q", text, said)
			}
			return
		}
		if term.Amount <= 0 {
			t.Fatalf("%q: got %v, want more than nothing", text, term)
		}
		if again, err := deadline.ParseTerm(term.String()); err != nil || again != term {
			t.Fatalf("%q: read as %v, read again as %v, %v", text, term, again, err)
		}
	})
}
