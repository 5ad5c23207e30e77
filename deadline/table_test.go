package deadline_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/deadline"
)

// TestDeadlineTable reckons every row of testdata/deadlines/deadlines.csv.
func TestDeadlineTable(t *testing.T) {
	for _, row := range readTable(t, "deadlines") {
		t.Run(row["lý do"]+" "+row["nhận"], func(t *testing.T) {
			rule := ruleOf(t, row)
			from := at(row["nhận"])
			got, err := rule.Due(from)
			if want := at(row["hẹn trả"]); err != nil || !got.Equal(want) {
				t.Errorf("got %v, %v, want %v", got, err, want)
			}
			reckoning, err := rule.Reckon(deadline.Ledger{{At: from, Kind: deadline.Start}}, from)
			if err != nil || !reckoning.Due.Equal(got) {
				t.Errorf("the ledger gives %v, %v, the rule %v", reckoning.Due, err, got)
			}
		})
	}
}

// TestLedgerTable reckons every row of testdata/deadlines/ledgers.csv.
func TestLedgerTable(t *testing.T) {
	for _, row := range readTable(t, "ledgers") {
		t.Run(row["lý do"], func(t *testing.T) {
			got, err := ruleOf(t, row).Reckon(ledgerOf(t, row["sổ"]), time.Time{})
			if want := at(row["hẹn trả"]); err != nil || !got.Due.Equal(want) {
				t.Errorf("got %v, %v, want %v", got.Due, err, want)
			}
		})
	}
}

func ruleOf(t *testing.T, row map[string]string) deadline.Rule {
	t.Helper()
	term, err := deadline.ParseTerm(row["thời hạn"])
	if err != nil {
		t.Fatal(err)
	}
	mode, err := deadline.ParseMode(row["cách tính"])
	if err != nil {
		t.Fatal(err)
	}
	rule := deadline.Rule{Term: term, Mode: mode, Calendar: loadCalendar(t, row["lịch"])}
	for option := range strings.FieldsSeq(row["lựa chọn"]) {
		name, value, _ := strings.Cut(option, "=")
		switch name {
		case "firstDayCounts":
			rule.FirstDayCounts = true
		case "noRoll":
			rule.NoRoll = true
		case "cutOff":
			if rule.CutOff, err = calendar.ParseMinute(value); err != nil {
				t.Fatal(err)
			}
		default:
			t.Fatalf("unknown option %q", option)
		}
	}
	return rule
}

// ledgerOf reads "start AT; extend AT TERM; reappoint AT DUE; …".
func ledgerOf(t *testing.T, text string) deadline.Ledger {
	t.Helper()
	var ledger deadline.Ledger
	for line := range strings.SplitSeq(text, ";") {
		words := strings.SplitN(strings.TrimSpace(line), " ", 3)
		entry := deadline.Entry{Kind: deadline.Kind(words[0]), At: at(words[1])}
		switch entry.Kind {
		case deadline.Extend:
			term, err := deadline.ParseTerm(words[2])
			if err != nil {
				t.Fatal(err)
			}
			entry.Term = term
		case deadline.Reappoint:
			entry.Due = at(words[2])
		}
		ledger = append(ledger, entry)
	}
	return ledger
}

func readTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	file, err := os.Open("../testdata/deadlines/" + name + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatalf("%s.csv: %d lines, %v", name, len(lines), err)
	}
	rows := make([]map[string]string, len(lines)-1)
	for i, line := range lines[1:] {
		rows[i] = make(map[string]string, len(line))
		for j, cell := range line {
			rows[i][lines[0][j]] = cell
		}
	}
	return rows
}
