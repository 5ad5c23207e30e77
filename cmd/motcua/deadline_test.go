package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/internal/message"
)

// ask runs one command line and gives what it printed and its exit code.
func ask(args ...string) (stdout, stderr string, code int) {
	var out, err bytes.Buffer
	code = run(args, &out, &err)
	return out.String(), err.String(), code
}

func TestDeadlineJSON(t *testing.T) {
	for _, test := range []struct {
		reason, due string
		minutes     int64
		kinds       string
		args        []string
	}{
		{"one working day walked in hours", "2022-04-12T16:00:00+07:00", 480, "receipt weekend dayOff dayOff due",
			[]string{"--calendar", "center", "--from", "2022-04-08T16:00", "--term", "1 working day", "--mode", "hours"}},
		{"one working day counted by days", "2022-04-12T17:00:00+07:00", 540, "receipt firstDay weekend dayOff dayOff due",
			[]string{"--calendar", "center", "--from", "2022-04-08T16:00", "--term", "1 working day", "--mode", "days"}},
		{"days is the default, the term in Vietnamese", "2022-04-12T17:00:00+07:00", 540, "receipt firstDay weekend dayOff dayOff due",
			[]string{"--from", "2022-04-08T16:00", "--term", "1 ngày làm việc"}},
		{"the department closes at 17:30", "2022-06-07T17:30:00+07:00", 960, "receipt firstDay due",
			[]string{"--calendar", "department", "--from", "2022-06-06", "--term", "1 working day"}},
		{"an instant with another offset", "2022-04-12T16:00:00+07:00", 480, "receipt weekend dayOff dayOff due",
			[]string{"--from", "2022-04-08T09:00:00Z", "--term", "8 giờ"}},
		{"a decimal comma is not two terms", "2022-06-06T11:30:00+07:00", 240, "receipt due",
			[]string{"--from", "2022-06-06T07:30", "--term", "0,5 ngày", "--mode", "hours"}},
		{"a pause and two extensions", "2022-06-16T17:00:00+07:00", 8*480 - 90, "receipt firstDay pause extension weekend extension due",
			[]string{"--from", "2022-06-06T09:00", "--term", "2 working days", "--pause", "2022-06-07T09:00..2022-06-08T09:00",
				"--extend", "3 working days", "--extend", "2 ngày làm việc"}},
		{"a restart", "2022-06-17T17:00:00+07:00", 3*480 - 90, "receipt firstDay restart firstDay due",
			[]string{"--from", "2022-06-06T09:00", "--term", "2 working days", "--restart", "2022-06-15T09:00"}},
		{"received after the cut-off", "2022-06-09T17:00:00+07:00", 3 * 480, "receipt cutOff firstDay due",
			[]string{"--from", "2022-06-06T15:30", "--term", "2 working days", "--cut-off", "15:00"}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			stdout, stderr, code := ask(append([]string{"deadline", "--json"}, test.args...)...)
			if code != 0 || stderr != "" {
				t.Fatalf("got exit %d and %q", code, stderr)
			}
			var got struct {
				Due            string
				WorkingMinutes int64
				Steps          []struct{ Kind, From, To, Text string }
			}
			if err := json.Unmarshal([]byte(stdout), &got); err != nil {
				t.Fatal(err)
			}
			var kinds []string
			for _, step := range got.Steps {
				kinds = append(kinds, step.Kind)
				if step.Text == "" || strings.HasPrefix(step.Text, "deadline.") {
					t.Errorf("step %s says %q", step.Kind, step.Text)
				}
				if _, err := time.Parse(time.RFC3339, step.From); err != nil || !strings.HasSuffix(step.To, "+07:00") {
					t.Errorf("step %s goes from %s to %s", step.Kind, step.From, step.To)
				}
			}
			if got.Due != test.due || got.WorkingMinutes != test.minutes {
				t.Errorf("got %s with %d minutes, want %s with %d", got.Due, got.WorkingMinutes, test.due, test.minutes)
			}
			if strings.Join(kinds, " ") != test.kinds {
				t.Errorf("got steps %v, want %s", kinds, test.kinds)
			}
		})
	}
}

func TestDeadlineInWords(t *testing.T) {
	args := []string{"deadline", "--from", "2022-04-08T16:00", "--term", "1 working day"}
	for _, test := range []struct{ lang, want string }{
		{"vi", "Hẹn trả: Thứ Ba, 12/04/2022 17:00"},
		{"en", "Due: Tuesday, 12/04/2022 17:00"},
	} {
		stdout, stderr, code := ask(append(args, "--lang", test.lang)...)
		if code != 0 || stderr != "" || !strings.HasPrefix(stdout, test.want+"\n") || !strings.Contains(stdout, "\n  1. ") {
			t.Errorf("%s: got exit %d, %q, %q, want %q and numbered steps", test.lang, code, stdout, stderr, test.want)
		}
	}
}

func TestWorkingTime(t *testing.T) {
	span := "2022-04-08T16:00..2022-04-12T16:00"
	if stdout, stderr, code := ask("deadline", "--working-time", span); stdout != "480\n" || code != 0 {
		t.Errorf("got %q, %q, exit %d, want 480", stdout, stderr, code)
	}
	if stdout, stderr, code := ask("deadline", "--working-time", span, "--json"); stdout != "{\"workingMinutes\":480}\n" || code != 0 {
		t.Errorf("got %q, %q, exit %d", stdout, stderr, code)
	}
}

func TestCalendarFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.json")
	const text = `{"name":"x","hours":{"mon":[["07:30","11:30"],["13:00","17:00"]],"tue":[["07:30","11:30"]]},
		"off":[{"date":"2022-04-11","name":"nghỉ"}],"makeup":[{"date":"2024-05-04","name":"làm bù"}],"from":"2022-01-01","to":"2025-12-31"}`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ reason, span, want string }{
		{"a Monday off and half a Tuesday", "2022-04-11..2022-04-13", "240\n"},
		{"a make-up day has Monday's hours when nothing is said", "2024-05-04T00:00..2024-05-05T00:00", "480\n"},
	} {
		if stdout, stderr, code := ask("deadline", "--calendar-file", file, "--working-time", test.span); stdout != test.want || code != 0 {
			t.Errorf("%s: got %q, %q, exit %d, want %q", test.reason, stdout, stderr, code, test.want)
		}
	}
}

func TestBadInputIsOneLineAndExitTwo(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte("{\n\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	good := []string{"--from", "2022-06-06T09:00", "--term", "5 working days"}
	for _, test := range []struct {
		reason, want string
		args         []string
	}{
		{"a term without a unit", "has no unit", []string{"--from", "2022-06-06T09:00", "--term", "15"}},
		{"no term", "no term", []string{"--from", "2022-06-06T09:00"}},
		{"no receipt", "--from", []string{"--term", "15 days"}},
		{"a receipt that is no instant", "2022-04-08T16:00", []string{"--from", "tomorrow", "--term", "15 days"}},
		{"a day that does not exist", "2022-02-30", []string{"--from", "2022-02-30", "--term", "15 days"}},
		{"beyond the calendar", "calendar of 2027 has not been announced", []string{"--from", "2026-12-30", "--term", "15 working days"}},
		{"before the calendar", "2019", []string{"--from", "2019-05-05T09:00", "--term", "15 working days"}},
		{"a calendar nobody has", "center, department", append([]string{"--calendar", "sao-hoa"}, good...)},
		{"a file that is not there", "cannot be opened", append([]string{"--calendar-file", "/nowhere.json"}, good...)},
		{"a file that is broken", "JSON", append([]string{"--calendar-file", broken}, good...)},
		{"a mode nobody has", "days", append([]string{"--mode", "weeks"}, good...)},
		{"a cut-off that is no time", "07:30", append([]string{"--cut-off", "3pm"}, good...)},
		{"a pause that is no span", "..", append([]string{"--pause", "2022-06-07"}, good...)},
		{"a pause backwards", "earlier instant first", append([]string{"--pause", "2022-06-08..2022-06-07"}, good...)},
		{"pauses that overlap", "stood still since", append([]string{"--pause", "2022-06-07..2022-06-09", "--pause", "2022-06-08..2022-06-10"}, good...)},
		{"a pause before the receipt", "before the receipt", append([]string{"--pause", "2022-06-01..2022-06-02"}, good...)},
		{"an extension without a unit", "extend: ", append([]string{"--extend", "3"}, good...)},
		{"a span of working time backwards", "working-time: ", []string{"--working-time", "2022-06-08..2022-06-07"}},
		{"a flag nobody knows", "--sooner", append([]string{"--sooner"}, good...)},
		{"several mistakes, still one line", "mode: ", []string{"--from", "x", "--term", "y\nz", "--mode", "w"}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			stdout, stderr, code := ask(append([]string{"deadline", "--lang", "en"}, test.args...)...)
			if code != 2 || stdout != "" {
				t.Errorf("got exit %d and %q, want 2 and nothing", code, stdout)
			}
			if strings.Count(stderr, "\n") != 1 || !strings.HasSuffix(stderr, "\n") || !strings.Contains(stderr, test.want) {
				t.Errorf("got %q, want one line with %q", stderr, test.want)
			}
		})
	}
}

// TestTheClockHasItsWords looks for the keys in the source of the clock: each
// has its sentence in both languages.
func TestTheClockHasItsWords(t *testing.T) {
	words, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, room := range []string{"calendar", "deadline"} {
		files, err := filepath.Glob("../../" + room + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, match := range regexp.MustCompile(`"((?:calendar|deadline)\.[A-Za-z.]+[A-Za-z])"`).FindAllSubmatch(source, -1) {
				found++
				for _, lang := range []string{"vi", "en"} {
					if !words.In(lang).Has(string(match[1])) {
						t.Errorf("%s: %s has no sentence in %s", file, match[1], lang)
					}
				}
			}
		}
	}
	if found < 60 {
		t.Errorf("found %d keys, want all of them", found)
	}
}
