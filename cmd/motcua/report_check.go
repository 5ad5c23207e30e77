package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/claim"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/report"
)

// reportCheckCmd holds the text of a report against the facts of its period.
type reportCheckCmd struct {
	place
	File   string `arg:"" type:"path" help:"${reportFile}"`
	From   string `required:"" placeholder:"DATE" help:"${reportFrom}"`
	To     string `required:"" placeholder:"DATE" help:"${reportTo}"`
	Issued string `placeholder:"DATE" help:"${reportIssued}"`
	JSON   bool   `name:"json" help:"${json}"`
}

// found says that a check found something: exit code 1 and no further words, as
// linters do.
type found int

// Error says how much was found, for logs.
func (n found) Error() string { return fmt.Sprintf("%d findings", int(n)) }

// Run prints the findings in the order of the text.
func (cmd reportCheckCmd) Run(ctx context.Context, con *console) (err error) {
	in, err := cmd.read()
	if err != nil {
		return err
	}
	h, err := cmd.open(ctx, con)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	done, err := h.office.CheckReport(ctx, reformDesk(h.config.LeadAgency), in)
	if err != nil {
		return err
	}
	if cmd.JSON {
		err = printFindingsJSON(con, done)
	} else {
		err = printFindings(con, filepath.Base(cmd.File), done.Findings)
	}
	if err == nil && len(done.Findings) > 0 {
		err = found(len(done.Findings))
	}
	return err
}

// reformDesk is the office of the department as the command line acts for it:
// whoever holds the database holds its facts.
func reformDesk(agency string) identity.Actor {
	by := identity.CommandLine()
	by.Posts = append(by.Posts, identity.Post{Agency: agency, Role: identity.Office})
	return by
}

func (cmd reportCheckCmd) read() (office.ReportText, error) {
	in := office.ReportText{Name: filepath.Base(cmd.File)}
	if filepath.Ext(in.Name) == "" {
		in.Name += ".txt"
	}
	var faults faultList
	for _, day := range []struct {
		field, text string
		to          *calendar.Date
	}{{"from", cmd.From, &in.Period.From}, {"to", cmd.To, &in.Period.To}, {"issued", cmd.Issued, &in.Issued}} {
		if day.text == "" {
			continue
		}
		var err error
		if *day.to, err = calendar.ParseDate(day.text); err != nil {
			faults.add(day.field, motcua.InvalidField(day.field, "claim.date.form", "Value", day.text))
		}
	}
	var err error
	if in.Data, err = os.ReadFile(cmd.File); err != nil {
		faults.add("file", motcua.InvalidField("file", "claim.file.open", "Value", cmd.File))
	}
	if len(faults) == 0 {
		_, err = report.Between(in.Period.From, in.Period.To)
		faults.add("to", err)
	}
	return in, motcua.Join(faults...)
}

func printFindings(con *console, file string, list []claim.Finding) error {
	for _, f := range list {
		fmt.Fprintf(con.Out, "%s:%d:%d: %s: “%s”\n    %s. %s.\n", file, f.Line, f.Column, con.Words.T("claim.severity."+string(f.Severity)), f.Quote,
			con.Words.Text(f.Claim), con.Words.Text(f.Fact))
		if f.Suggest != "" {
			fmt.Fprintf(con.Out, "    %s\n", con.Words.T("cli.claim.suggest", "Text", f.Suggest))
		}
		if names := sourceNames(f.Sources); names != "" {
			fmt.Fprintf(con.Out, "    %s\n", con.Words.T("cli.claim.sources", "Names", names))
		}
	}
	if len(list) == 0 {
		return con.say("cli.claim.none")
	}
	return con.say("cli.claim.count", "Count", len(list))
}

// sourcesShown is how many rows are named on the console; JSON has all.
const sourcesShown = 5

func sourceNames(list []report.Source) string {
	var names []string
	for _, s := range list[:min(len(list), sourcesShown)] {
		name := s.ID
		if s.Text != "" && s.Text != s.ID {
			name = s.Text
		}
		names = append(names, name)
	}
	if len(list) > sourcesShown {
		names = append(names, "…")
	}
	return strings.Join(names, "; ")
}

// findingJSON is a finding as --json gives it.
type findingJSON struct {
	Rule       string          `json:"rule"`
	Severity   claim.Severity  `json:"severity"`
	Place      claim.Place     `json:"place"`
	Claim      string          `json:"claim"`
	Fact       string          `json:"fact"`
	Suggestion string          `json:"suggestion,omitempty"`
	Sources    []report.Source `json:"sources"`
}

func printFindingsJSON(con *console, done office.CheckedReport) error {
	answer := struct {
		From     calendar.Date `json:"from"`
		To       calendar.Date `json:"to"`
		Claims   int           `json:"claims"`
		Findings []findingJSON `json:"findings"`
	}{done.Period.From, done.Period.To, len(done.Claims), []findingJSON{}}
	for _, f := range done.Findings {
		one := findingJSON{f.Rule, f.Severity, f.Place, con.Words.Text(f.Claim), con.Words.Text(f.Fact), f.Suggest, f.Sources}
		if one.Sources == nil {
			one.Sources = []report.Source{}
		}
		answer.Findings = append(answer.Findings, one)
	}
	encoder := json.NewEncoder(con.Out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(answer)
}
