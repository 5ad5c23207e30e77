package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/sample"
)

// deadlineCmd prints a promised date and the steps to it, or the working time
// between two instants.
type deadlineCmd struct {
	Calendar     string   `default:"center" placeholder:"ID" help:"Calendar of the sample: center, department."`
	CalendarFile string   `name:"calendar-file" placeholder:"FILE" help:"Calendar from a JSON file instead."`
	From         string   `placeholder:"AT" help:"Receipt, like 2022-04-08T16:00 (Vietnam's time) or with an offset; a bare date is the opening of that day."`
	Term         string   `placeholder:"TERM" help:"Like \"15 working days\", \"0,5 ngày\", \"4 giờ\", \"1 month\"."`
	Mode         string   `default:"days" placeholder:"MODE" help:"days: the first day is not counted, the end is the close of business; hours: one working day is the calendar's full day."`
	CutOff       string   `name:"cut-off" placeholder:"HH:MM" help:"Receipt after it counts as receipt on the next working day."`
	Pause        []string `sep:"none" placeholder:"A..B" help:"The clock stands still from A to B; repeatable."`
	Restart      []string `sep:"none" placeholder:"AT" help:"The whole term counts again from AT."`
	Extend       []string `sep:"none" placeholder:"TERM" help:"More time, like \"3 working days\"; repeatable."`
	WorkingTime  string   `name:"working-time" placeholder:"A..B" help:"Print the working minutes from A to B instead of a date."`
	JSON         bool     `name:"json" help:"Print JSON."`
}

// Run answers on the console. Faults are about the input, in its field's name.
func (cmd *deadlineCmd) Run(con *console) error {
	cal, err := cmd.calendar()
	if err != nil {
		return err
	}
	if cmd.WorkingTime != "" {
		return cmd.printWorkingTime(con, cal)
	}
	rule, course, err := cmd.question(cal)
	if err != nil {
		return err
	}
	ledger, err := course.Ledger()
	if err != nil {
		return err
	}
	reckoning, err := rule.Reckon(ledger, time.Time{})
	if err != nil {
		return err
	}
	if cmd.JSON {
		return printReckoningJSON(con, reckoning)
	}
	return printReckoning(con, reckoning, cal)
}

func (cmd *deadlineCmd) calendar() (*calendar.Calendar, error) {
	if cmd.CalendarFile != "" {
		data, err := os.ReadFile(cmd.CalendarFile)
		if err != nil {
			return nil, motcua.InvalidField("calendar-file", "deadline.cli.file", "Value", cmd.CalendarFile)
		}
		spec, err := calendar.ParseSpec(data)
		if err != nil {
			return nil, err
		}
		return calendar.New(spec)
	}
	specs, err := sample.Calendars()
	if err != nil {
		return nil, err
	}
	var known []string
	for _, spec := range specs {
		if spec.ID == cmd.Calendar {
			return calendar.New(spec)
		}
		known = append(known, spec.ID)
	}
	return nil, motcua.InvalidField("calendar", "deadline.cli.calendar", "Value", cmd.Calendar, "Known", known)
}

// question reads the flags, every mistake found at once.
func (cmd *deadlineCmd) question(cal *calendar.Calendar) (deadline.Rule, deadline.Course, error) {
	rule := deadline.Rule{Calendar: cal}
	var course deadline.Course
	var faults faultList
	if cmd.From == "" {
		faults.add("from", motcua.InvalidField("from", "deadline.cli.from"))
	} else {
		course.From = read(&faults, "from", cmd.From, cal, parseInstant)
	}
	term, err := deadline.ParseTerm(cmd.Term)
	faults.add("term", err)
	rule.Term = term
	rule.Mode, err = deadline.ParseMode(cmd.Mode)
	faults.add("mode", err)
	if cmd.CutOff != "" {
		rule.CutOff, err = calendar.ParseMinute(cmd.CutOff)
		faults.add("cut-off", err)
	}
	for _, pause := range cmd.Pause {
		course.Pauses = append(course.Pauses, read(&faults, "pause", pause, cal, parseSpan))
	}
	for _, restart := range cmd.Restart {
		course.Restarts = append(course.Restarts, read(&faults, "restart", restart, cal, parseInstant))
	}
	for _, extension := range cmd.Extend {
		term, err := deadline.ParseTerm(extension)
		faults.add("extend", err)
		course.Extensions = append(course.Extensions, term)
	}
	return rule, course, motcua.Join(faults...)
}

func (cmd *deadlineCmd) printWorkingTime(con *console, cal *calendar.Calendar) error {
	span, err := parseSpan(cmd.WorkingTime, cal)
	if err != nil {
		return named("working-time", err)
	}
	worked, err := cal.Between(span.From, span.To)
	if err != nil {
		return named("working-time", err)
	}
	minutes := int64(worked / time.Minute)
	if cmd.JSON {
		return json.NewEncoder(con.Out).Encode(map[string]int64{"workingMinutes": minutes})
	}
	_, err = fmt.Fprintln(con.Out, minutes)
	return err
}

// parseInstant reads an instant in Vietnam's time or with an offset. A bare
// date is the opening of a working day, the first moment of a day off.
func parseInstant(s string, cal *calendar.Calendar) (time.Time, error) {
	text := strings.Replace(strings.TrimSpace(s), " ", "T", 1)
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", time.RFC3339} {
		if t, err := time.ParseInLocation(layout, text, calendar.Zone()); err == nil {
			return t, nil
		}
	}
	date, err := calendar.ParseDate(text)
	if err != nil {
		return time.Time{}, motcua.InvalidField("", "deadline.cli.instant", "Value", s)
	}
	working, err := cal.IsWorking(date)
	if err != nil || !working {
		return date.At(0), err
	}
	return cal.Open(date)
}

func parseSpan(s string, cal *calendar.Calendar) (deadline.Span, error) {
	first, second, ok := strings.Cut(s, "..")
	if !ok {
		return deadline.Span{}, motcua.InvalidField("", "deadline.cli.span", "Value", s)
	}
	from, err := parseInstant(first, cal)
	if err != nil {
		return deadline.Span{}, err
	}
	to, err := parseInstant(second, cal)
	if err != nil {
		return deadline.Span{}, err
	}
	if to.Before(from) {
		return deadline.Span{}, motcua.InvalidField("", "deadline.cli.backwards", "Value", s)
	}
	return deadline.Span{From: from, To: to}, nil
}
