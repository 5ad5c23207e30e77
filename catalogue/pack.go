package catalogue

import (
	"encoding/json"
	"fmt"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
)

// ReadProcedures reads a file of procedures: the project's own form
//
//	{"procedures": [{"code": "1.009645", "name": "…", "versions": [ … ]}]}
//
// where an item is the JSON of a Procedure, or the form in which published
// procedures are collected from portals (see collected). An item is taken in
// whole or not at all; a file that is not of this shape is refused whole.
func ReadProcedures(data []byte) (Reading[Procedure], error) {
	items, err := list(data, "procedures")
	if err != nil {
		return Reading[Procedure]{}, err
	}
	var reading Reading[Procedure]
	seen := map[string]bool{}
	for i, raw := range items {
		ref := refOf(raw, "code", i)
		if seen[ref] {
			reading.reject(ref, motcua.InvalidField("code", "catalogue.twice", "Ref", ref))
			continue
		}
		seen[ref] = true
		if isCollected(raw) {
			takeCollected(&reading, ref, raw)
			continue
		}
		var p Procedure
		if fault := strict(raw, &p); fault != nil {
			reading.reject(ref, fault)
			continue
		}
		p = p.plain()
		reading.take(ref, p, p.Problems())
	}
	return reading, nil
}

// Attachment is an internal process and the version it belongs to.
type Attachment struct {
	Procedure string `json:"procedure"`
	// Version is the number of the version; 0 for the latest.
	Version int     `json:"version"`
	Process Process `json:"process"`
}

// Ref names the attachment in reports: "1.009645/1".
func (a Attachment) Ref() string { return fmt.Sprintf("%s/%d", a.Procedure, a.Version) }

// ReadProcesses reads a file of internal processes: the own form
//
//	{"processes": [{"procedure": "1.009645", "version": 1, "process": {"legs": [ … ]}}]}
//
// or a list of workflows as collected from published decisions.
func ReadProcesses(data []byte) (Reading[Attachment], error) {
	if isList(data) {
		return readWorkflows(data)
	}
	items, err := list(data, "processes")
	if err != nil {
		return Reading[Attachment]{}, err
	}
	var reading Reading[Attachment]
	for i, raw := range items {
		ref := refOf(raw, "procedure", i)
		var a Attachment
		if fault := strict(raw, &a); fault != nil {
			reading.reject(ref, fault)
			continue
		}
		problems := a.Process.legProblems()
		if a.Process.IsZero() {
			problems = append(problems, found(Error, "process.legs", "catalogue.processEmpty"))
		}
		reading.take(a.Ref(), a, problems)
	}
	return reading, nil
}

// ReadAgencies reads a file of agencies and their units: the own form
//
//	{"agencies": [{"id": "stc", "name": "…", "shortName": "…", "calendar": "department", "units": [ … ]}]}
//
// or the form {"found": {…}} in which they were collected.
func ReadAgencies(data []byte) (Reading[identity.Agency], error) {
	if isCollectedAgencies(data) {
		return readCollectedAgencies(data)
	}
	items, err := list(data, "agencies")
	if err != nil {
		return Reading[identity.Agency]{}, err
	}
	var reading Reading[identity.Agency]
	seen := map[string]bool{}
	for i, raw := range items {
		ref := refOf(raw, "id", i)
		var a identity.Agency
		if fault := strict(raw, &a); fault != nil {
			reading.reject(ref, fault)
			continue
		}
		problems := agencyProblems(a)
		if seen[a.ID] {
			problems = append(problems, found(Error, "id", "catalogue.twice", "Ref", a.ID))
		}
		seen[a.ID] = true
		reading.take(ref, a, problems)
	}
	return reading, nil
}

// ReadCalendars reads a file of working calendars, {"calendars": [ … ]}, each
// in the form of calendar.ParseSpec.
func ReadCalendars(data []byte) (Reading[calendar.Spec], error) {
	items, err := list(data, "calendars")
	if err != nil {
		return Reading[calendar.Spec]{}, err
	}
	var reading Reading[calendar.Spec]
	for i, raw := range items {
		ref := refOf(raw, "id", i)
		var spec calendar.Spec
		if fault := strict(raw, &spec); fault != nil {
			reading.reject(ref, fault)
			continue
		}
		var problems []Problem
		if spec.ID == "" {
			problems = append(problems, found(Error, "id", "catalogue.empty", "Field", "id"))
		}
		reading.take(ref, spec, problems)
	}
	return reading, nil
}

func agencyProblems(a identity.Agency) []Problem {
	var problems []Problem
	for _, n := range []struct{ field, value string }{
		{"id", a.ID}, {"name", a.Name}, {"calendar", a.Calendar},
	} {
		if n.value == "" {
			problems = append(problems, found(Error, n.field, "catalogue.empty", "Field", n.field))
		}
	}
	seen := map[string]bool{}
	for i, u := range a.Units {
		if u.ID == "" || seen[u.ID] {
			problems = append(problems, found(Error, fmt.Sprintf("units[%d].id", i), "catalogue.unitTwice", "Unit", u.ID))
		}
		seen[u.ID] = true
	}
	return problems
}

// refOf is the item's own name for reports, or its place in the file.
func refOf(raw json.RawMessage, key string, i int) string {
	var item map[string]json.RawMessage
	var name string
	if json.Unmarshal(raw, &item) == nil && json.Unmarshal(item[key], &name) == nil && name != "" {
		return name
	}
	return fmt.Sprintf("#%d", i+1)
}

func isList(data []byte) bool {
	for _, b := range data {
		switch b {
		case ' ', '\t', '\r', '\n', 0xEF, 0xBB, 0xBF:
		default:
			return b == '['
		}
	}
	return false
}
