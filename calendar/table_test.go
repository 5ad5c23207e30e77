package calendar_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"motcua/calendar"
)

// TestWalkTable walks every row of testdata/deadlines/walk.csv and measures it back.
func TestWalkTable(t *testing.T) {
	for _, row := range readTable(t, "walk") {
		t.Run(row["lý do"], func(t *testing.T) {
			c := calendarOf(t, row)
			minutes, err := strconv.Atoi(row["phút"])
			if err != nil {
				t.Fatal(err)
			}
			span := time.Duration(minutes) * time.Minute
			got, err := c.After(at(row["từ"]), span)
			if want := at(row["đến"]); err != nil || !got.Equal(want) {
				t.Errorf("got %v, %v, want %v", got, err, want)
			}
			if back, err := c.Between(at(row["từ"]), got); err != nil || back != span {
				t.Errorf("measuring back got %v, %v, want %v", back, err, span)
			}
		})
	}
}

// TestBetweenTable measures every row of testdata/deadlines/between.csv.
func TestBetweenTable(t *testing.T) {
	for _, row := range readTable(t, "between") {
		t.Run(row["lý do"], func(t *testing.T) {
			c := calendarOf(t, row)
			got, err := c.Between(at(row["từ"]), at(row["đến"]))
			if want := row["phút"] + "m"; err != nil || strconv.Itoa(int(got.Minutes()))+"m" != want {
				t.Errorf("got %v, %v, want %v", got, err, want)
			}
			back, err := c.Between(at(row["đến"]), at(row["từ"]))
			if err != nil || back != -got {
				t.Errorf("the other way got %v, %v, want %v", back, err, -got)
			}
		})
	}
}

// TestWorkingDayTable asks every row of testdata/deadlines/workingdays.csv.
func TestWorkingDayTable(t *testing.T) {
	c := center(t)
	for _, row := range readTable(t, "workingdays") {
		t.Run(row["lý do"], func(t *testing.T) {
			day, err := c.Day(date(t, row["ngày"]))
			if err != nil {
				t.Fatal(err)
			}
			if want := row["trả lời"] == "làm việc"; day.Working != want || len(day.Intervals) > 0 != want {
				t.Errorf("got working %v with hours %v, want %v", day.Working, day.Intervals, want)
			}
			if day.Working != day.MakeUp || !day.Announced || day.Name == "" || day.Document == "" {
				t.Errorf("got %+v, want an announced day with its name and document", day)
			}
		})
	}
}

// calendarOf builds the calendar stated in a row: hours, weekdays, days off.
func calendarOf(t *testing.T, row map[string]string) *calendar.Calendar {
	t.Helper()
	var intervals []calendar.Interval
	for text := range strings.FieldsSeq(row["giờ làm việc"]) {
		from, to, _ := strings.Cut(text, "-")
		intervals = append(intervals, calendar.Interval{From: minute(t, from), To: minute(t, to)})
	}
	var week calendar.Week
	for i, name := range []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} {
		if strings.Contains(row["ngày trong tuần"], name) {
			week[i] = intervals
		}
	}
	spec := calendar.Spec{Name: "hàng", Hours: []calendar.Hours{{Week: week}},
		From: calendar.Date{Year: 2010, Month: 1, Day: 1}, To: calendar.Date{Year: 2025, Month: 12, Day: 31}}
	for day := range strings.FieldsSeq(row["ngày nghỉ"]) {
		spec.Off = append(spec.Off, calendar.DayOff{Date: date(t, day), Name: "nghỉ", Confirmed: true})
	}
	return compile(t, spec)
}

func center(t testing.TB) *calendar.Calendar {
	t.Helper()
	data, err := os.ReadFile("../testdata/deadlines/center.json")
	if err != nil {
		t.Fatal(err)
	}
	spec, err := calendar.ParseSpec(data)
	if err != nil {
		t.Fatal(err)
	}
	return compile(t, spec)
}

func compile(t testing.TB, spec calendar.Spec) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(spec)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func date(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func minute(t testing.TB, s string) calendar.Minute {
	t.Helper()
	m, err := calendar.ParseMinute(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// at reads "2006-01-02T15:04:05" in Vietnam; tests state only good instants,
// the zero instant makes any other fail.
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04:05", s, calendar.Zone())
	if err != nil {
		return time.Time{}
	}
	return t
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
