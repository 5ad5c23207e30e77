package payment_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/calendar"
	"motcua/internal/message"
	"motcua/payment"
)

func TestAmountsOfStatements(t *testing.T) {
	for _, test := range []struct {
		reason, text string
		want         int64
		ok           bool
	}{
		{"the Vietnamese way", "1.250.000", 1_250_000, true}, {"the English way", "1,250,000.00", 1_250_000, true},
		{"with a fraction of nothing", "1.250.000,00", 1_250_000, true}, {"plain", "100000", 100_000, true},
		{"with gaps", "1 250 000", 1_250_000, true}, {"with a sign", "+50,000", 50_000, true},
		{"with its coin", "50.000 đ", 50_000, true}, {"with its code", "50,000 VND", 50_000, true}, {"in words", "50.000 đồng", 50_000, true},
		{"money that left", "-100.000", -100_000, true}, {"in brackets", "(100,000)", -100_000, true},
		{"one thousand", "1.000", 1_000, true}, {"one and nothing", "1.00", 1, true}, {"of a spreadsheet", "1.25E6", 1_250_000, true},
		{"nothing", "", 0, true}, {"a dash", "-", 0, true},
		{"half a đồng", "100.50", 0, false}, {"groups of two", "1.25.000", 0, false}, {"two kinds of marks mixed up", "1.250,000.000,00", 0, false},
		{"words", "một trăm", 0, false}, {"more than there is", "99999999999999999999", 0, false}, {"beyond the limit", "100.000.000.001", 0, false},
		{"half of a large one", "1.5E-3", 0, false}, {"a formula", "=1+1", 0, false}, {"not a number", "NaN", 0, false}, {"infinite", "1E999", 0, false},
	} {
		got, fault := payment.ReadAmount(test.text)
		if (fault == nil) != test.ok || got != test.want {
			t.Errorf("%s: %q: got %d (%v), want %d", test.reason, test.text, got, fault, test.want)
		}
	}
}

func TestAnyAmountComesBack(t *testing.T) {
	words, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, payment.Most).Draw(t, "n")
		for _, lang := range []string{"vi", "en"} {
			if got, fault := payment.ReadAmount(words.In(lang).Int(n)); fault != nil || got != n {
				t.Fatalf("%s: got %d (%v), want %d", words.In(lang).Int(n), got, fault, n)
			}
		}
	})
}

func TestMomentsOfStatements(t *testing.T) {
	at := func(h, m, s int) time.Time { return time.Date(2022, 6, 7, h, m, s, 0, calendar.Zone()) }
	for _, test := range []struct {
		reason, text string
		want         time.Time
	}{
		{"day first", "07/06/2022", at(0, 0, 0)}, {"short", "7/6/2022", at(0, 0, 0)}, {"with the time", "07/06/2022 08:31:05", at(8, 31, 5)},
		{"with dashes", "07-06-2022 08:31", at(8, 31, 0)}, {"the way of machines", "2022-06-07", at(0, 0, 0)}, {"two digits of the year", "07/06/22", at(0, 0, 0)},
		{"month in letters", "07-Jun-2022", at(0, 0, 0)}, {"a spreadsheet's serial", "44719", at(0, 0, 0)}, {"a serial with its time", "44719.354918981485", at(8, 31, 5)},
		{"joined", "20220607083105", at(8, 31, 5)}, {"no such month", "07/13/2022", time.Time{}}, {"no such day", "31/06/2022", time.Time{}},
		{"a word", "hôm qua", time.Time{}}, {"nothing", "", time.Time{}}, {"an amount", "100000", time.Time{}}, {"long ago", "07/06/1022", time.Time{}},
	} {
		got, fault := payment.ReadMoment(test.text)
		if (fault == nil) != !test.want.IsZero() || !got.Equal(test.want) {
			t.Errorf("%s: %q: got %v (%v), want %v", test.reason, test.text, got, fault, test.want)
		}
	}
}

func TestColumnsOfStatements(t *testing.T) {
	for _, test := range []struct {
		reason string
		table  [][]string
		sure   bool
		lines  int
	}{
		{"Vietcombank", [][]string{{"SAO KÊ TÀI KHOẢN"}, {"Số tài khoản", "0161001234567"}, {"STT", "Ngày giao dịch", "Số tham chiếu", "Số tiền ghi nợ", "Số tiền ghi có", "Mô tả"},
			{"1", "07/06/2022", "5091", "", "100,000", "MC H57 16 220606 0001"}, {"2", "07/06/2022", "5092", "5,000", "", "Phí SMS"}, {"", "Tổng số", "", "5,000", "100,000", ""}}, true, 1},
		{"one column of amounts with signs", [][]string{{"Date", "Description", "Amount", "Ref"}, {"2022-06-07", "MC H57", "+100,000.00", "1"}, {"2022-06-07", "fee", "-1,100.00", "2"}}, true, 1},
		{"names over two rows", [][]string{{"Ngày", "Nội dung", "Số phát sinh", ""}, {"", "", "Nợ", "Có"}, {"07/06/2022", "x", "", "100.000"}, {"07/06/2022", "y", "50.000", ""}}, true, 1},
		{"short names", [][]string{{"Ngày GD", "Diễn giải", "Nợ", "Có", "Số dư"}, {"07/06/2022", "x", "0", "100.000", "900.000"}}, true, 1},
		{"another order", [][]string{{"Có", "Nợ", "Mã giao dịch", "Diễn giải", "Ngày hạch toán"}, {"100.000", "", "FT1", "x", "07/06/2022"}}, true, 1},
		{"no names", [][]string{{"07/06/2022", "x", "100.000"}}, false, 0},
		{"an empty table", nil, false, 0},
		{"another table", [][]string{{"Họ và tên", "Năm sinh"}, {"Nguyễn Văn Mẫu", "1985"}}, false, 0},
	} {
		layout := payment.Detect(test.table)
		if got := layout.Sure(); got != test.sure {
			t.Errorf("%s: sure %v, want %v (%v)", test.reason, got, test.sure, layout)
			continue
		}
		lines, rejected, err := layout.Read(test.table)
		if (err == nil) != test.sure || len(lines) != test.lines || len(rejected) > 0 {
			t.Errorf("%s: got %d lines, %v rejected (%v), want %d lines", test.reason, len(lines), rejected, err, test.lines)
		}
	}
}

func TestLinesOfStatements(t *testing.T) {
	layout := payment.Layout{At: map[payment.Column]int{payment.ColDate: 0, payment.ColCredit: 1, payment.ColContent: 2}}
	table := [][]string{{"Ngày", "Có", "Nội dung"}, {"07/06/2022", "100.000", "a"}, {"07/06/2022", "100.000", "a"}, {"07/06/2022", "-5", "b"}, {"", "100.000", "c"}, {"07/06/2022", "mười", "d"}, {"Tổng", "200.000"}, {}}
	lines, rejected, err := layout.Read(table)
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) != 2 || lines[0].Hash == lines[1].Hash {
		t.Errorf("got %+v: two equal payments are two lines", lines)
	}
	if got, want := len(rejected), 3; got != want {
		t.Errorf("rejected: got %d (%v), want %d: a negative credit, no day, no number", got, rejected, want)
	}
	again, _, err := layout.Read(append([][]string{{"thêm một dòng"}}, table...)[1:])
	if err != nil || again[0].Hash != lines[0].Hash {
		t.Errorf("the same line has another hash: %v", err)
	}
}

func TestJudgingALine(t *testing.T) {
	one := payment.Candidate{Dossier: "1", Code: "H57.16-220606-0001", Reference: "H57162206060001", Balance: 100_000}
	two := payment.Candidate{Dossier: "2", Code: "H57.16-220606-0002", Reference: "H57162206060002", Balance: 50_000}
	paid := payment.Candidate{Dossier: "3", Reference: "H57162206060003", Balance: 0}
	for _, test := range []struct {
		reason         string
		line           payment.Line
		named, fitting []payment.Candidate
		want           payment.Match
		dossier        string
	}{
		{"code and amount", payment.Line{Amount: 100_000}, []payment.Candidate{one}, nil, payment.Matched, "1"},
		{"too little", payment.Line{Amount: 90_000}, []payment.Candidate{one}, nil, payment.Partial, "1"},
		{"too much", payment.Line{Amount: 110_000}, []payment.Candidate{one}, nil, payment.Partial, "1"},
		{"paid already", payment.Line{Amount: 100_000}, []payment.Candidate{paid}, nil, payment.Partial, "3"},
		{"two dossiers named: an officer decides", payment.Line{Amount: 100_000}, []payment.Candidate{two, one}, nil, payment.Partial, "1"},
		{"nearly the code, the very amount", payment.Line{Amount: 100_000, Content: "MC H57 16 220606 0007"}, nil, []payment.Candidate{two, one}, payment.Partial, "2"},
		{"the amount alone says nothing", payment.Line{Amount: 100_000, Content: "nop tien"}, nil, []payment.Candidate{one}, payment.Unmatched, ""},
		{"nothing fits", payment.Line{Amount: 7}, nil, nil, payment.Unmatched, ""},
	} {
		got, c := payment.Judge(test.line, test.named, test.fitting)
		if got != test.want || c.Dossier != test.dossier {
			t.Errorf("%s: got %s of %q, want %s of %q", test.reason, got, c.Dossier, test.want, test.dossier)
		}
	}
}

func FuzzStatements(f *testing.F) {
	f.Add("07/06/2022", "1.250.000", "MC H57 16 220606 0001")
	f.Add("44719.5", "(1,000.00)", "\xff")
	find := payment.NewFinder("H57.16-{yymmdd}-{nnnn}")
	f.Fuzz(func(t *testing.T, day, amount, content string) {
		n, fault := payment.ReadAmount(amount)
		if fault == nil && (n > payment.Most || n < -payment.Most) {
			t.Errorf("%q is %d", amount, n)
		}
		table := [][]string{{"Ngày", "Số tiền", "Nội dung"}, {day, amount, content}}
		lines, _, err := payment.Detect(table).Read(table)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			if l.Amount <= 0 || l.At.IsZero() || l.Hash == "" {
				t.Errorf("a line of nothing: %+v", l)
			}
		}
		find.Find(content)
	})
}
