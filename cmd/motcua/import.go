package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"motcua"
	"motcua/catalogue"
	"motcua/identity"
	"motcua/internal/office"
)

// importCmd takes files of the data pack in.
type importCmd struct {
	Procedures importProceduresCmd `cmd:"" help:"${procedures}"`
	Processes  importProcessesCmd  `cmd:"" help:"${processes}"`
	Calendar   importCalendarCmd   `cmd:"" help:"${calendar}"`
	Agencies   importAgenciesCmd   `cmd:"" help:"${agencies}"`
	Topics     importTopicsCmd     `cmd:"" help:"${topics}"`
}

// fileIn is the file to take in, and how to report on it.
type fileIn struct {
	place
	File string `arg:"" help:"${file}"`
	JSON bool   `name:"json" help:"${json}"`
}

type (
	importProceduresCmd struct{ fileIn }
	importProcessesCmd  struct{ fileIn }
	importAgenciesCmd   struct{ fileIn }
	importTopicsCmd     struct{ fileIn }
	importCalendarCmd   struct {
		fileIn
		Document string `placeholder:"TEXT" help:"${document}"`
	}
)

// intake puts a file into the office.
type intake func(ctx context.Context, o *office.Office, data []byte) (catalogue.Report, error)

// Run takes procedures in.
func (cmd importProceduresCmd) Run(ctx context.Context, con *console) error {
	return cmd.take(ctx, con, func(ctx context.Context, o *office.Office, data []byte) (catalogue.Report, error) {
		return o.ImportProcedures(ctx, identity.CommandLine(), data)
	})
}

// Run takes internal processes in.
func (cmd importProcessesCmd) Run(ctx context.Context, con *console) error {
	return cmd.take(ctx, con, func(ctx context.Context, o *office.Office, data []byte) (catalogue.Report, error) {
		return o.ImportProcesses(ctx, identity.CommandLine(), data)
	})
}

// Run takes agencies and their units in.
func (cmd importAgenciesCmd) Run(ctx context.Context, con *console) error {
	return cmd.take(ctx, con, func(ctx context.Context, o *office.Office, data []byte) (catalogue.Report, error) {
		return o.ImportAgencies(ctx, identity.CommandLine(), data)
	})
}

// Run takes the events of life that lead to procedures in.
func (cmd importTopicsCmd) Run(ctx context.Context, con *console) error {
	return cmd.take(ctx, con, func(ctx context.Context, o *office.Office, data []byte) (catalogue.Report, error) {
		return o.ImportTopics(ctx, identity.CommandLine(), data)
	})
}

// Run takes a calendar in; open dossiers are dated anew by the service.
func (cmd importCalendarCmd) Run(ctx context.Context, con *console) error {
	document := cmd.Document
	if document == "" {
		document = filepath.Base(cmd.File)
	}
	return cmd.take(ctx, con, func(ctx context.Context, o *office.Office, data []byte) (catalogue.Report, error) {
		return o.ImportCalendar(ctx, identity.CommandLine(), data, document)
	})
}

// take reads the file, hands it in and prints the report. A file of which
// nothing could be taken is a fault of its own.
func (cmd fileIn) take(ctx context.Context, con *console, put intake) (err error) {
	data, err := os.ReadFile(cmd.File)
	if err != nil {
		fault := motcua.InvalidField("file", "cli.import.file", "File", cmd.File)
		fault.Cause = err
		return fault
	}
	h, err := cmd.open(ctx, con)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	report, err := put(ctx, h.office, data)
	if err != nil {
		return err
	}
	if cmd.JSON {
		err = con.reportJSON(report)
	} else {
		err = con.report(report)
	}
	if err == nil && len(report.Rejected) > 0 && len(report.New)+len(report.Changed)+len(report.Unchanged) == 0 {
		return motcua.InvalidField("file", "cli.import.nothing", "File", cmd.File)
	}
	return err
}

// report prints the figures, then each item that was not taken or deserves a
// look, with why.
func (c *console) report(r catalogue.Report) error {
	err := c.say("cli.import.report", "New", len(r.New), "Changed", len(r.Changed), "Unchanged", len(r.Unchanged),
		"Rejected", len(r.Rejected), "Warned", len(r.Warned))
	for _, list := range []struct {
		sign string
		refs []string
	}{{"+", r.New}, {"~", r.Changed}} {
		for _, ref := range list.refs {
			if err == nil {
				_, err = fmt.Fprintf(c.Out, "%s %s\n", list.sign, ref)
			}
		}
	}
	for _, list := range []struct {
		sign string
		rows []catalogue.Row
	}{{"✗", r.Rejected}, {"!", r.Warned}} {
		for _, row := range list.rows {
			if err == nil {
				_, err = fmt.Fprintf(c.Out, "%s %s\n", list.sign, c.row(row))
			}
		}
	}
	return err
}

func (c *console) row(row catalogue.Row) string {
	where := row.Ref
	if row.Field != "" {
		where += " " + row.Field
	}
	return where + ": " + oneLine(c.Words.Text(row.Reason))
}

// reportRow is a row of the report for programs: the stable code beside the
// sentence.
type reportRow struct {
	Ref     string `json:"ref"`
	Field   string `json:"field,omitempty"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (c *console) reportJSON(r catalogue.Report) error {
	rows := func(list []catalogue.Row) []reportRow {
		out := []reportRow{}
		for _, row := range list {
			out = append(out, reportRow{row.Ref, row.Field, row.Reason.Key, c.Words.Text(row.Reason)})
		}
		return out
	}
	refs := func(list []string) []string { return append([]string{}, list...) }
	encoder := json.NewEncoder(c.Out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(map[string]any{"new": refs(r.New), "changed": refs(r.Changed), "unchanged": refs(r.Unchanged),
		"rejected": rows(r.Rejected), "warned": rows(r.Warned)})
}
