package control_test

import (
	"fmt"
	"slices"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/control"
	"motcua/deadline"
)

// TestAChannelIsHeldAgainstTheCatalogue: each row says how a channel shows the
// procedure 1.001610 (3 working days, 50,000 đồng, partial) or another.
func TestAChannelIsHeldAgainstTheCatalogue(t *testing.T) {
	from, on := calendar.Date{Year: 2022, Month: 1, Day: 1}, calendar.Date{Year: 2022, Month: 6, Day: 6}
	of := func(code, name string, v catalogue.Version) catalogue.Procedure {
		v.Number, v.ValidFrom = 1, from
		return catalogue.Procedure{Code: code, Name: name, Versions: []catalogue.Version{v}}
	}
	ours := of("1.001610", "Hoà giải và uỷ quyền", catalogue.Version{Term: deadline.Days(3), ServiceLevel: catalogue.Partial,
		Channels: []catalogue.Channel{{Kind: catalogue.InPerson, Fee: 50_000}, {Kind: catalogue.Online, Fee: 0, Term: deadline.Days(2)}}})
	worded := of("2.000001", "Ghi phí bằng chữ", catalogue.Version{Term: deadline.Days(1), ServiceLevel: catalogue.Full, Channels: []catalogue.Channel{{Kind: catalogue.InPerson, Fee: 1, FeeNote: "theo biểu phí"}}})
	ended := of("3.000001", "Đã hết", catalogue.Version{Term: deadline.Days(1), ValidTo: on})
	heads := []string{"STT", "Mã TTHC", "Tên thủ tục hành chính", "Thời hạn giải quyết", "Phí, lệ phí", "Mức độ DVC"}
	sound := []string{"1", "1.001610", "Hòa giải và ủy quyền", "3 ngày làm việc", "50.000 đồng", "Một phần"}
	with := func(column int, text string) [][]string {
		row := slices.Clone(sound)
		row[column] = text
		return [][]string{heads, row}
	}
	for _, test := range []struct {
		reason string
		rows   [][]string
		want   string // kinds and codes of the differences
	}{
		{"all alike, whichever vowel has the tone", [][]string{heads, sound}, ""},
		{"a title above, a field's line between", [][]string{{"DANH MỤC"}, heads, {"I", "", "Lĩnh vực A"}, sound}, ""},
		{"a spreadsheet took the code for a number", with(1, "1.00161"), ""},
		{"another name", with(2, "Hòa giải"), "name 1.001610"},
		{"the limit in a sentence", with(3, "Không quá 03 ngày làm việc kể từ ngày nhận đủ hồ sơ"), ""},
		{"the limit of the online channel", with(3, "2 ngày làm việc"), ""},
		{"the same limit in hours of work", with(3, "24 giờ làm việc"), ""},
		{"days that need not be working days", with(3, "3 ngày"), "term 1.001610"},
		{"another limit", with(3, "5 ngày làm việc"), "term 1.001610"},
		{"no limit", with(3, ""), "term 1.001610"},
		{"the fee of a channel", with(4, "Không"), ""},
		{"another fee", with(4, "150.000 đồng/hồ sơ"), "fee 1.001610"},
		{"a fee nobody can read", with(4, "theo quy định"), "fee 1.001610"},
		{"the level as it was called before", with(5, "Mức độ 3"), ""},
		{"another level", with(5, "Toàn trình"), "level 1.001610"},
		{"shown twice", [][]string{heads, sound, sound}, "twice 1.001610"},
		{"missing, and another that nobody knows", [][]string{heads, {"1", "9.999999", "Lạ", "", "", ""}}, "missing 1.001610; unknown 9.999999"},
		{"one that is no longer in force", [][]string{heads, sound, {"2", "3.000001", "Đã hết", "1 ngày làm việc", "0", ""}}, "unknown 3.000001"},
		{"columns that are not there are not compared", [][]string{{"Mã số", "Tên"}, {"1.001610", "Hòa giải và ủy quyền"}}, ""},
	} {
		var lines []int
		for i := range test.rows {
			lines = append(lines, i+1)
		}
		table, err := control.ReadShown(test.rows, lines)
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		checked, err := control.Compare(control.ServicePortal, on, on, table, []catalogue.Procedure{ours, ended})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for i, d := range checked.Differences {
			if i > 0 {
				got += "; "
			}
			got += fmt.Sprint(d.Kind, " ", d.Code)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
	table := control.Table{Aspects: control.Aspects(), Rows: []control.Shown{{Code: "2.000001", Says: map[control.Aspect]string{control.ShownName: "Ghi phí bằng chữ", control.ShownTerm: "1 ngày làm việc", control.ShownFee: "Theo biểu phí", control.ShownLevel: "4"}}}}
	if c, err := control.Compare(control.Desk, on, on, table, []catalogue.Procedure{worded}); err != nil || !c.Agrees() {
		t.Errorf("a fee in words on both sides: %+v, %v", c, err)
	}
	own := control.ShownBy([]catalogue.Procedure{ours, worded, ended}, on)
	if c, err := control.Compare(control.Desk, on, on, own, []catalogue.Procedure{ours, worded, ended}); err != nil || !c.Agrees() || c.InForce != 2 {
		t.Errorf("our own export: %+v, %v", c, err)
	}
}

// TestTablesThatAreNone: what cannot be read names its field and keeps nothing.
func TestTablesThatAreNone(t *testing.T) {
	for _, test := range []struct {
		reason string
		rows   [][]string
		key    string
	}{
		{"no heads", [][]string{{"a", "b"}, {"1.001612", "x"}}, "control.agree.heads"},
		{"nothing at all", nil, "control.agree.heads"},
		{"codes alone", [][]string{{"Mã thủ tục"}, {"1.001612"}}, "control.agree.oneColumn"},
		{"no row with a code", [][]string{{"Mã thủ tục", "Tên"}, {"", "x"}}, "control.agree.empty"},
	} {
		_, err := control.ReadShown(test.rows, []int{1, 2})
		if fault, ok := motcua.AsFault(err); !ok || fault.Text.Key != test.key || fault.Field != "file" {
			t.Errorf("%s: got %v", test.reason, err)
		}
	}
	on := calendar.Date{Year: 2022, Month: 6, Day: 6}
	for field, c := range map[string]struct {
		channel control.Channel
		on      calendar.Date
	}{"channel": {"radio", on}, "on": {control.Desk, on.AddDays(1)}} {
		_, err := control.Compare(c.channel, c.on, on, control.Table{}, nil)
		if fault, ok := motcua.AsFault(err); !ok || fault.Field != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
}
