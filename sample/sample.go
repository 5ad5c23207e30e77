// Package sample is the department's embedded sample: the working calendars of
// 2020–2026, the agencies of the province, the procedures of the fields of the
// Sở Kế hoạch và Đầu tư and their internal processes. The JSON files beside
// this one are the source and may be edited; each item names where it was
// read, and its notes say what is not verified.
package sample

import (
	"embed"
	"fmt"
	"strings"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/identity"
)

//go:embed *.json
var files embed.FS

// Calendars are the calendars "center" (the service centre) and "department",
// from 2020-01-01 to 2026-12-31. Days off of 2020, 2022 and 2023 whose
// announcement was not seen are not Confirmed.
func Calendars() ([]calendar.Spec, error) {
	return read("calendars.json", catalogue.ReadCalendars)
}

// Agencies are the department ("skhdt"), the service centre ("ttpvhcc"), the
// provincial People's Committee ("ubnd"), the agencies consulted and the nine
// districts, as they were in 2022.
func Agencies() ([]identity.Agency, error) {
	return read("agencies.json", catalogue.ReadAgencies)
}

// Processes are the internal processes of their own; see Procedures.
func Processes() ([]catalogue.Attachment, error) {
	return read("processes.json", catalogue.ReadProcesses)
}

// Procedures are the procedures with the process of each version: its own, or
// the pattern of the field for a version that has none.
func Procedures() ([]catalogue.Procedure, error) {
	procedures, err := read("procedures.json", catalogue.ReadProcedures)
	if err != nil {
		return nil, err
	}
	attachments, err := Processes()
	if err != nil {
		return nil, err
	}
	own := make(map[string]catalogue.Process, len(attachments))
	for _, a := range attachments {
		own[a.Ref()] = a.Process
	}
	for _, p := range procedures {
		for i := range p.Versions {
			v := &p.Versions[i]
			ref := catalogue.Attachment{Procedure: p.Code, Version: v.Number}.Ref()
			process, ok := own[ref]
			if !ok {
				process = DefaultProcess(p.Field, *v)
			}
			v.Process = process
			delete(own, ref)
		}
	}
	for ref := range own {
		return nil, fmt.Errorf("sample: process %s belongs to no procedure", ref)
	}
	return procedures, translate(procedures)
}

// DefaultProcess is the pattern of the field for a version without a process:
// the desk, the unit in charge, the leaders of the department, the desk. A
// version without limit has none.
func DefaultProcess(field string, v catalogue.Version) catalogue.Process {
	term, err := v.TermFor("", "")
	if err != nil {
		return catalogue.Process{}
	}
	desk := catalogue.Holder{Agency: "ttpvhcc", Unit: "motcua", Position: "Công chức một cửa"}
	unit := UnitOf(field)
	process := catalogue.Pattern{
		Desk:       desk,
		Head:       catalogue.Holder{Agency: "skhdt", Unit: unit, Position: "Trưởng phòng"},
		Specialist: catalogue.Holder{Agency: "skhdt", Unit: unit, Position: "Chuyên viên"},
		Leader:     catalogue.Holder{Agency: "skhdt", Unit: "lanhdao", Position: "Giám đốc Sở"},
	}.Process(term)
	if !process.IsZero() {
		process.Source = "mẫu của bộ dữ liệu"
	}
	return process
}

// UnitOf is the id of the unit of the department in charge of a field.
func UnitOf(field string) string {
	field = strings.ToLower(field)
	for _, charge := range []struct{ unit, word string }{
		{"dtgs", "đấu thầu"}, {"dtgs", "đối tác công tư"}, {"dtgs", "ppp"},
		{"dkkd", "hộ kinh doanh"}, {"dkkd", "hợp tác"}, {"dkkd", "khởi nghiệp"},
		{"ktdn", "oda"}, {"ktdn", "đầu tư tại việt nam"}, {"ktdn", "ra nước ngoài"}, {"ktdn", "phi chính phủ"},
		{"dkkd", "doanh nghiệp"}, {"dkkd", "công ty"},
	} {
		if strings.Contains(field, charge.word) {
			return charge.unit
		}
	}
	return "thqh"
}

// read is strict: the sample has no item that its own reader rejects.
func read[T any](name string, parse func([]byte) (catalogue.Reading[T], error)) ([]T, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	reading, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("sample: %s: %w", name, err)
	}
	for _, row := range reading.Rejected {
		return nil, fmt.Errorf("sample: %s: %s: %s: %s", name, row.Ref, row.Field, row.Reason)
	}
	return reading.Items, nil
}
