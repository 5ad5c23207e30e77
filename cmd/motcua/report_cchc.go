package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/narrative"
	"motcua/report"
)

// reportWriteCmd writes the report of a period as it reads now.
type reportWriteCmd struct {
	place
	From   string `required:"" placeholder:"DATE" help:"${reportFrom}"`
	To     string `required:"" placeholder:"DATE" help:"${reportTo}"`
	Out    string `required:"" type:"path" placeholder:"FILE" help:"${reportOut}"`
	Format string `placeholder:"FORMAT" help:"${reportFormat}"`
}

// Run composes the report and writes it; what is missing in it is named.
func (cmd reportWriteCmd) Run(ctx context.Context, con *console) (err error) {
	p, format, err := cmd.read()
	if err != nil {
		return err
	}
	h, err := cmd.open(ctx, con)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	v, err := h.office.ComposeReport(ctx, reformDesk(h.config.LeadAgency), "cchc", p)
	if err != nil {
		return err
	}
	data, err := reportFile(v, format, h, con)
	if err != nil {
		return err
	}
	if err := os.WriteFile(cmd.Out, data, 0o600); err != nil {
		fault := motcua.InvalidField("out", "cli.report.out", "File", cmd.Out)
		fault.Cause = err
		return fault
	}
	for _, m := range v.Missing {
		if err := con.say("cli.report.missing", "Section", m.Section, "Field", m.Field); err != nil {
			return err
		}
	}
	return con.say("cli.report.written", "File", cmd.Out, "Figures", len(v.Figures))
}

func (cmd reportWriteCmd) read() (report.Period, string, error) {
	var p report.Period
	var faults faultList
	for _, day := range []struct {
		field, text string
		to          *calendar.Date
	}{{"from", cmd.From, &p.From}, {"to", cmd.To, &p.To}} {
		var err error
		if *day.to, err = calendar.ParseDate(day.text); err != nil {
			faults.add(day.field, motcua.InvalidField(day.field, "claim.date.form", "Value", day.text))
		}
	}
	format := cmd.Format
	if format == "" {
		format = strings.TrimPrefix(filepath.Ext(cmd.Out), ".")
	}
	switch format {
	case "docx", "pdf", "json", "md", "xlsx":
	default:
		faults.add("format", motcua.InvalidField("format", "cli.report.format", "Value", format))
	}
	return p, format, motcua.Join(faults...)
}

// reportFile is a report as a file of a format.
func reportFile(v *office.ReportView, format string, h *house, con *console) ([]byte, error) {
	var b bytes.Buffer
	var err error
	switch format {
	case "docx":
		err = print.ReportDOCX(&b, v.Read, v.Head)
	case "pdf":
		err = print.ReportPDF(&b, v.Read, v.Head, h.office.Now())
	case "xlsx":
		err = v.WriteAnnexes(&b, con.Words)
	case "md":
		b.WriteString(v.Read.Markdown(v.Head))
	default:
		e := json.NewEncoder(&b)
		e.SetIndent("", "  ")
		err = e.Encode(struct {
			Report  narrative.Composed  `json:"report"`
			Figures []report.Figure     `json:"figures"`
			Missing []narrative.Missing `json:"missing"`
		}{v.Read, v.Figures, v.Missing})
	}
	return b.Bytes(), err
}
