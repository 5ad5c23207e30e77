package eform

import (
	"motcua"
)

// addressParts are the inputs of an address, in their order.
func addressParts() []string { return []string{"province", "district", "commune", "street"} }

// partWords are what a part of an address is called.
func partWords(part string, q *Question) (label, thing Words) {
	switch part {
	case "province":
		label, thing = Words{"Tỉnh, thành phố", "Province or city"}, Words{"tỉnh, thành phố", "the province or city"}
	case "district":
		label, thing = Words{"Huyện, quận, thị xã", "District"}, Words{"huyện, quận, thị xã, thành phố", "the district"}
	case "commune":
		label, thing = Words{"Xã, phường, đặc khu", "Commune or ward"}, Words{"xã, phường", "the commune or ward"}
	default:
		label, thing = Words{"Số nhà, đường, thôn", "House number, street, hamlet"}, Words{"số nhà, đường, thôn", "the house number, street or hamlet"}
	}
	about := func(w Words) Words { return Words{w.Vi + " – " + q.Label.Vi, w.En + " – " + q.Label.En} }
	return about(label), about(thing)
}

// address keeps the parts that are given.
func (r *filling) address(q *Question, parts map[string]any, path string) any {
	if blank(parts) && !q.required {
		return nil
	}
	document := map[string]any{}
	for _, part := range addressParts() {
		s, err := clean(Line(parts[part]))
		if err != nil {
			r.fault(join(path, part), err)
			continue
		}
		if s != "" {
			document[part] = s
		}
	}
	if len(document) == 0 {
		r.fault(join(path, "province"), motcua.InvalidField("", "eform.required.choose"))
		return nil
	}
	return document
}
