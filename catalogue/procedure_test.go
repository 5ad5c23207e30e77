package catalogue_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/internal/message"
)

func day(year int, month time.Month, dom int) calendar.Date {
	return calendar.Date{Year: year, Month: month, Day: dom}
}

func key(err error) string {
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		return fault.Text.Key
	}
	return ""
}

func calendarDays(n int) deadline.Term {
	return deadline.Term{Amount: deadline.Whole(n), Unit: deadline.CalendarDay}
}

func TestVersionOn(t *testing.T) {
	p := catalogue.Procedure{Code: "1", Versions: []catalogue.Version{
		{Number: 1, ValidFrom: day(2021, 3, 26), ValidTo: day(2023, 1, 1)},
		{Number: 2, ValidFrom: day(2024, 1, 1)},
		{Number: 3, ValidFrom: day(2025, 11, 5), ReplacedBy: "2", Decision: catalogue.Decision{Number: "3740/QĐ-BTC", Kind: catalogue.Abolished}},
	}}
	tests := []struct {
		reason string
		on     calendar.Date
		want   int
		fault  string
	}{
		{"before the first version", day(2021, 3, 25), 0, "catalogue.notYet"},
		{"its first day", day(2021, 3, 26), 1, ""},
		{"its last day", day(2022, 12, 31), 1, ""},
		{"the day it is no longer in force", day(2023, 1, 1), 0, "catalogue.notInForce"},
		{"the open version after a gap", day(2024, 1, 1), 2, ""},
		{"the eve of the abolition", day(2025, 11, 4), 2, ""},
		{"abolished, with a successor", day(2025, 11, 5), 0, "catalogue.replaced"},
	}
	for _, test := range tests {
		v, err := p.VersionOn(test.on)
		if v.Number != test.want || key(err) != test.fault {
			t.Errorf("%s: got %d, %v; want %d, %q", test.reason, v.Number, err, test.want, test.fault)
		}
	}
	p.Versions[2].ReplacedBy = ""
	if _, err := p.VersionOn(day(2026, 1, 1)); key(err) != "catalogue.abolished" {
		t.Errorf("abolished for good: got %v, want catalogue.abolished", err)
	}
	if _, err := (catalogue.Procedure{}).VersionOn(day(2026, 1, 1)); key(err) != "catalogue.noVersion" {
		t.Errorf("no versions: got %v, want catalogue.noVersion", err)
	}
}

func TestTermFor(t *testing.T) {
	v := catalogue.Version{
		Term:  deadline.Days(15),
		Cases: []catalogue.Case{{ID: "T1", Name: "Cấp lại", Term: deadline.Days(3)}, {ID: "T2", Name: "Khác"}},
		Channels: []catalogue.Channel{
			{Kind: catalogue.InPerson},
			{Kind: catalogue.Online, Term: deadline.Days(10)},
		},
	}
	tests := []struct {
		reason, caseID, channel string
		want                    deadline.Term
		fault                   string
	}{
		{"the version's own", "", "", deadline.Days(15), ""},
		{"a case of its own limit, whatever the channel", "T1", "online", deadline.Days(3), ""},
		{"a case without limit leaves it to the channel", "T2", "online", deadline.Days(10), ""},
		{"a channel without limit leaves it to the version", "", "inPerson", deadline.Days(15), ""},
		{"an unknown case", "T9", "", deadline.Term{}, "catalogue.case"},
		{"a channel not offered", "", "postal", deadline.Term{}, "catalogue.channel"},
	}
	for _, test := range tests {
		got, err := v.TermFor(test.caseID, test.channel)
		if got != test.want || key(err) != test.fault {
			t.Errorf("%s: got %s, %v; want %s, %q", test.reason, got, err, test.want, test.fault)
		}
	}
	if _, err := (catalogue.Version{}).TermFor("", ""); key(err) != "catalogue.termMissing" {
		t.Errorf("no limit anywhere: got %v, want catalogue.termMissing", err)
	}
}

func TestCheckShares(t *testing.T) {
	leg := func(order int, group string, share deadline.Term) catalogue.Leg {
		return catalogue.Leg{ID: strconv.Itoa(order) + group + share.String(), Order: order, Group: group, Kind: catalogue.Own, Agency: "skhdt", Task: "Thẩm định", Share: share}
	}
	asked := leg(2, "", calendarDays(7))
	asked.Kind = catalogue.Consultation
	stray := leg(1, "", deadline.Days(5))
	stray.Agency = ""
	half := deadline.Term{Amount: 4000, Unit: deadline.WorkingHour}
	tests := []struct {
		reason string
		limit  deadline.Term
		legs   []catalogue.Leg
		want   string // severity and key, "" for no problem
	}{
		{"the sum is the limit", deadline.Days(5), []catalogue.Leg{leg(1, "", deadline.Days(2)), leg(2, "", deadline.Days(3))}, ""},
		{"a parallel group counts its longest leg", deadline.Days(9), []catalogue.Leg{leg(1, "", deadline.Days(2)), leg(2, "g", deadline.Days(7)), leg(2, "g", deadline.Days(5))}, ""},
		{"eight hours are a day", deadline.Days(1), []catalogue.Leg{leg(1, "", half), leg(2, "", deadline.Term{Amount: 500, Unit: deadline.WorkingDay})}, ""},
		{"more than the limit", deadline.Days(4), []catalogue.Leg{leg(1, "", deadline.Days(5))}, "error catalogue.sharesOver"},
		{"time assigned to nobody", deadline.Days(6), []catalogue.Leg{leg(1, "", deadline.Days(5))}, "warning catalogue.sharesUnder"},
		{"an opinion in calendar days within working days", deadline.Days(8), []catalogue.Leg{leg(1, "", deadline.Days(1)), asked}, "warning catalogue.consultationCalendarDays"},
		{"both kinds of day in a limit of calendar days", calendarDays(8), []catalogue.Leg{leg(1, "", deadline.Days(1)), asked}, "warning catalogue.sharesMixed"},
		{"working days that fit into calendar days", calendarDays(10), []catalogue.Leg{leg(1, "", deadline.Days(7))}, ""},
		{"working days that may outlast calendar days", calendarDays(10), []catalogue.Leg{leg(1, "", deadline.Days(8))}, "warning catalogue.sharesWorking"},
		{"no holder", deadline.Days(5), []catalogue.Leg{stray}, "error catalogue.legHolder"},
		{"a gap the walk cannot cross", deadline.Days(5), []catalogue.Leg{leg(1, "", deadline.Days(2)), leg(3, "", deadline.Days(3))}, "error catalogue.legUnreachable"},
		{"two legs of one order without a group", deadline.Days(5), []catalogue.Leg{leg(1, "", deadline.Days(2)), leg(1, "", deadline.Days(3))}, "error catalogue.legUnreachable"},
	}
	for _, test := range tests {
		v := catalogue.Version{Term: test.limit, Process: catalogue.Process{Legs: test.legs}}
		var got []string
		for _, p := range v.CheckShares() {
			got = append(got, string(p.Severity)+" "+p.Text.Key)
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%s: got %v, want %q", test.reason, got, test.want)
		}
	}
}

func TestPatternSharesTheLimitOut(t *testing.T) {
	pattern := catalogue.Pattern{Desk: catalogue.Holder{Agency: "ttpvhcc"}, Head: catalogue.Holder{Agency: "skhdt"}, Specialist: catalogue.Holder{Agency: "skhdt"}, Leader: catalogue.Holder{Agency: "skhdt"}}
	tests := []struct {
		reason string
		limit  deadline.Term
		legs   int
	}{
		{"one day is eight hours over six legs", deadline.Days(1), 6},
		{"three days", deadline.Days(3), 6},
		{"fifty days", deadline.Days(50), 6},
		{"calendar days", calendarDays(15), 6},
		{"one calendar day", calendarDays(1), 6},
		{"a month", deadline.Term{Amount: deadline.Whole(1), Unit: deadline.Month}, 6},
		{"four hours are too short for six legs", deadline.Term{Amount: deadline.Whole(4), Unit: deadline.WorkingHour}, 0},
	}
	for _, test := range tests {
		v := catalogue.Version{Term: test.limit, Process: pattern.Process(test.limit)}
		if got := len(v.Process.Legs); got != test.legs {
			t.Errorf("%s: got %d legs, want %d", test.reason, got, test.legs)
		}
		if problems := v.CheckShares(); len(problems) > 0 {
			t.Errorf("%s: got %v, want no problems", test.reason, problems)
		}
	}
}

func TestDiff(t *testing.T) {
	a := catalogue.Version{
		Term: deadline.Days(35), ValidFrom: day(2021, 3, 26),
		Papers:   []catalogue.Paper{{Code: "P01", Name: "Văn bản đề nghị", Originals: 1}, {Code: "P02", Name: "Đề xuất dự án", Originals: 1}},
		Channels: []catalogue.Channel{{Kind: catalogue.Online, Fee: 100_000}},
	}
	b := catalogue.Version{
		Term: deadline.Days(17), ValidFrom: day(2021, 3, 26),
		Papers:   []catalogue.Paper{{Code: "P01", Name: "Đề xuất dự án", Originals: 1}, {Code: "P02", Name: "Hợp đồng BCC", Copies: 1}},
		Channels: []catalogue.Channel{{Kind: catalogue.Online, Fee: 0}},
	}
	want := []catalogue.Change{
		{Field: "term", Before: deadline.Days(35), After: deadline.Days(17)},
		{Field: "channels", Item: "online", Before: deadline.Days(35), After: deadline.Days(17)},
		{Field: "fee", Item: "online", Before: int64(100_000), After: int64(0)},
		{Field: "papers", Item: "Văn bản đề nghị", Before: "1 + 0", After: nil},
		{Field: "papers", Item: "Hợp đồng BCC", Before: nil, After: "0 + 1"},
	}
	if got := catalogue.Diff(a, b); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := catalogue.Diff(a, a); len(got) != 0 {
		t.Errorf("a version against itself: got %v, want nothing", got)
	}
}

func TestMergeKeepsWhatDossiersHavePinned(t *testing.T) {
	process := catalogue.Process{Legs: []catalogue.Leg{{ID: "L01", Order: 1, Agency: "skhdt"}}}
	existing := catalogue.Procedure{Code: "1", Agency: "skhdt", Versions: []catalogue.Version{
		{Number: 1, ValidFrom: day(2021, 1, 1), Term: deadline.Days(15), Process: process},
	}}
	incoming := catalogue.Procedure{Code: "1", Name: "Tên mới", Versions: []catalogue.Version{
		{Number: 1, ValidFrom: day(2026, 7, 1), Term: deadline.Days(15)},
	}}
	merged := catalogue.Merge(existing, incoming)
	if len(merged.Versions) != 2 {
		t.Fatalf("got %d versions, want 2", len(merged.Versions))
	}
	old, added := merged.Versions[0], merged.Versions[1]
	if old.Number != 1 || old.ValidTo != day(2026, 7, 1) {
		t.Errorf("the old version: got number %d until %s, want 1 until 2026-07-01", old.Number, old.ValidTo)
	}
	if added.Number != 2 || len(added.Process.Legs) != 1 {
		t.Errorf("the new version: got number %d and %d legs, want 2 and the process of the same limit", added.Number, len(added.Process.Legs))
	}
	if merged.Agency != "skhdt" || merged.Name != "Tên mới" {
		t.Errorf("got %s, %s", merged.Agency, merged.Name)
	}
	if !existing.Versions[0].ValidTo.IsZero() {
		t.Error("the existing procedure was changed in place")
	}
}

// Problems carry keys that the search for motcua.Say does not see.
func TestEveryKeyHasItsSentence(t *testing.T) {
	loaded, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	sentences := loaded.In(message.Vietnamese)
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				s, _ := strconv.Unquote(lit.Value)
				if strings.HasPrefix(s, "catalogue.") && !strings.HasSuffix(s, ".") {
					keys[s] = true
				}
			}
			return true
		})
	}
	if len(keys) < 40 {
		t.Fatalf("found %d keys: the search is broken", len(keys))
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if !sentences.Has(key) {
			t.Errorf("%s has no sentence", key)
		}
	}
}
