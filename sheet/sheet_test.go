package sheet_test

import (
	"slices"
	"strings"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/sheet"
)

func forms(t *testing.T) []sheet.Form {
	t.Helper()
	forms, err := sheet.Forms()
	if err != nil {
		t.Fatal(err)
	}
	return forms
}

func TestFormsThatComeWithTheProgramHaveNoFaults(t *testing.T) {
	seen := map[sheet.Kind]bool{}
	for _, f := range forms(t) {
		for _, fault := range f.Check() {
			t.Errorf("%s %s: %v", f.Regime, f.Number, fault)
		}
		seen[f.Kind] = true
	}
	for _, kind := range sheet.Kinds() {
		if !seen[kind] {
			t.Errorf("no form for %s", kind)
		}
	}
}

// Which form stands is decided by the day on which the sheet is made.
func TestTheFormOfADay(t *testing.T) {
	for _, c := range []struct {
		why    string
		kind   sheet.Kind
		on     string
		regime string
		number string // "" when there is none
	}{
		{"a receipt of the seed's year follows form 01 of 2018", sheet.Receipt, "2022-06-06", "TT 01/2018/TT-VPCP", "01"},
		{"the day before the circular of 2025", sheet.Apology, "2025-09-14", "TT 01/2018/TT-VPCP", "04"},
		{"the day of the circular of 2025: apology and extension are one form", sheet.Apology, "2025-09-15", "TT 03/2025/TT-VPCP", "04"},
		{"the notice of stopping is new in 2025", sheet.Stop, "2026-01-05", "TT 03/2025/TT-VPCP", "05"},
		{"before 2025 there is no notice of stopping", sheet.Stop, "2022-06-06", "", ""},
		{"the control sheet moved from 05 to 06", sheet.Control, "2026-01-05", "TT 03/2025/TT-VPCP", "06"},
		{"before the circular of 2018 there is no receipt by it", sheet.Receipt, "2018-11-22", "", ""},
	} {
		on, err := calendar.ParseDate(c.on)
		if err != nil {
			t.Fatal(err)
		}
		f, ok := sheet.Of(forms(t), c.kind, on)
		if got, want := f.Regime+" "+f.Number, c.regime+" "+c.number; got != want || ok != (c.number != "") {
			t.Errorf("%s: got %q, want %q", c.why, got, want)
		}
	}
}

func TestSpans(t *testing.T) {
	fields := map[string]string{"name": "Nguyễn *Văn* {x} _A_", "empty": " "}
	for _, c := range []struct{ why, text, want string }{
		{"a field is filled, its marks stay letters", "Của: {name}", "Của: Nguyễn *Văn* {x} _A_"},
		{"bold and slanted", "a *b* _c_ *_d_*", "a |B b| |I c| |BI d|"},
		{"an empty field leaves dots to write on", "Số: {empty}", "Số: " + sheet.Dots},
		{"an unknown field leaves dots too", "{nobody}", sheet.Dots},
		{"an unclosed brace is text", "a {b", "a {b"},
	} {
		var b strings.Builder
		for _, s := range sheet.Spans(c.text, fields) {
			style := ""
			if s.Bold {
				style = "B"
			}
			if s.Italic {
				style += "I"
			}
			if style == "" {
				b.WriteString(s.Text)
			} else {
				b.WriteString("|" + style + " " + s.Text + "|")
			}
		}
		if b.String() != c.want {
			t.Errorf("%s: got %q, want %q", c.why, b.String(), c.want)
		}
	}
}

func TestCheckNamesWhatIsWrong(t *testing.T) {
	f, _ := sheet.Of(forms(t), sheet.Receipt, calendar.Date{Year: 2022, Month: 6, Day: 6})
	for _, c := range []struct {
		why    string
		change func(f *sheet.Form)
		key    string
	}{
		{"a field that no receipt has", func(f *sheet.Form) { f.Blocks[0].Left[0] = "Số CMND {cmnd}" }, "sheet.fieldUnknown"},
		{"a field of another kind", func(f *sheet.Form) { f.Title = "{dueNew}" }, "sheet.fieldUnknown"},
		{"a mark that is not closed", func(f *sheet.Form) { f.Title = "*Giấy" }, "sheet.marksOpen"},
		{"a brace that is not closed", func(f *sheet.Form) { f.Title = "Giấy {agency" }, "sheet.marksOpen"},
		{"a kind that does not exist", func(f *sheet.Form) { f.Kind = "poster" }, "sheet.kindUnknown"},
		{"a size that does not exist", func(f *sheet.Form) { f.Size = "A3" }, "sheet.sizeUnknown"},
		{"a list of another kind", func(f *sheet.Form) { f.Blocks[5].List = "legs" }, "sheet.listUnknown"},
		{"ends before it begins", func(f *sheet.Form) { f.Until = f.From.AddDays(-1) }, "sheet.untilBeforeFrom"},
	} {
		g := f.Copy()
		c.change(&g)
		faults := g.Check()
		if len(faults) == 0 || !slices.ContainsFunc(faults, func(f *motcua.Fault) bool { return f.Text.Key == c.key }) {
			t.Errorf("%s: got %v, want %s", c.why, faults, c.key)
		}
	}
	own := sheet.Form{Kind: sheet.Composed, Size: sheet.A4, Blocks: []sheet.Block{{Kind: sheet.Para, Text: "{anything}"}, {Kind: sheet.Table, List: "mine", Columns: []sheet.Column{{Head: "A", Text: "{a}", Share: 1}}}}}
	if faults := own.Check(); len(faults) > 0 {
		t.Errorf("a composed text may name its own fields: %v", faults)
	}
	own.Blocks[0].Text = "*{anything}"
	if len(own.Check()) == 0 {
		t.Error("a composed text with an open mark passes")
	}
	if len(f.Check()) > 0 {
		t.Error("a copy that was changed changed the form")
	}
}

func TestDaysAreWrittenAsOnOfficialPapers(t *testing.T) {
	for _, c := range []struct{ day, want string }{
		{"2022-06-06", "ngày 06 tháng 6 năm 2022"},
		{"2022-02-14", "ngày 14 tháng 02 năm 2022"},
		{"2022-12-31", "ngày 31 tháng 12 năm 2022"},
	} {
		d, err := calendar.ParseDate(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := sheet.Day(d); got != c.want {
			t.Errorf("%s: got %q, want %q", c.day, got, c.want)
		}
		if got, want := sheet.Moment(d.At(9*60+5)), "09 giờ 05 phút, "+c.want; got != want {
			t.Errorf("%s: got %q, want %q", c.day, got, want)
		}
	}
}
