package eform

import (
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/industry"
)

// suggested is how many activities a fault names.
const suggested = 3

// readIndustry reads the code of an activity, alone or before its name
// ("5510 – Dịch vụ lưu trú"). To words it answers with the activities that they
// name, so that the code can be copied without JavaScript.
func readIndustry(s string, day calendar.Date) (string, error) {
	e := industry.On(day)
	code := strings.TrimRight(s[:len(s)-len(strings.TrimLeft(s, "0123456789"))], " ")
	if i, ok := e.Industry(code); ok && i.Level() == industry.Registered {
		return code, nil
	}
	if code != "" && len(code) != industry.Registered {
		return "", motcua.InvalidField("", "eform.industry.length", "Got", len(code))
	}
	words := s
	if code != "" {
		words = code[:2]
	}
	var names []string
	for _, i := range e.Find(words, suggested) {
		names = append(names, i.Code+" "+i.Name)
	}
	switch {
	case code == "" && len(names) > 0:
		return "", motcua.InvalidField("", "eform.industry.words", "Found", strings.Join(names, "; "))
	case code == "":
		return "", motcua.InvalidField("", "eform.industry.none")
	case len(names) > 0:
		return "", motcua.InvalidField("", "eform.industry.near", "Code", code, "Edition", e.Name, "Found", strings.Join(names, "; "))
	}
	return "", motcua.InvalidField("", "eform.industry.unknown", "Code", code, "Edition", e.Name)
}

// sayIndustry is the code with the name of the activity on a day; one that has
// ended since keeps the name it had.
func sayIndustry(typed string, day calendar.Date) string {
	code := strings.TrimSpace(typed)
	if digits := len(code) - len(strings.TrimLeft(code, "0123456789")); digits == industry.Registered {
		code = code[:digits]
	}
	for _, e := range []*industry.Edition{industry.On(day), industry.On(calendar.Date{}), industry.First()} {
		if i, ok := e.Industry(code); ok && i.Level() == industry.Registered {
			return code + " – " + i.Name
		}
	}
	return code
}
