package eform

import (
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/territory"
)

// The inputs of an address beside its parts: the edition of the units that its
// codes belong to, and, in a document, the whole address as text, which stays
// readable when units change.
const (
	editionPart = "edition"
	textPart    = "text"
)

// The parts of an address.
const (
	provincePart = "province"
	districtPart = "district"
	communePart  = "commune"
	streetPart   = "street"
)

// addressParts are the inputs of an address, in their order.
func addressParts() []string {
	return []string{provincePart, districtPart, communePart, streetPart}
}

// partWords are what a part of an address is called.
func partWords(part string, q *Question) (label, thing Words) {
	switch part {
	case provincePart:
		thing = Words{"tỉnh, thành phố", "the province or city"}
	case districtPart:
		thing = Words{"huyện, quận, thị xã, thành phố", "the district"}
	case communePart:
		thing = Words{"xã, phường", "the commune or ward"}
	default:
		thing = Words{"số nhà, đường, thôn", "the house number, street or hamlet"}
	}
	about := Words{" (" + lower(q.Label.Vi) + ")", " (" + lower(q.Label.En) + ")"}
	thing = Words{thing.Vi + about.Vi, thing.En + about.En}
	return Words{Capital(thing.Vi), Capital(thing.En)}, thing
}

// Place is what an address has chosen, and from what: for each tier the units
// to choose from and the one chosen.
type Place struct {
	Edition *territory.Edition
	Tiers   []Tier
}

// Tier is one choice of an address.
type Tier struct {
	Part   string // of the input
	Units  []territory.Unit
	Chosen string // code; "" when none of the units is
}

// PlaceOf lays out the tiers of an address on a day. A choice outside the one
// above it is none; one of units that have changed since is what it became.
func (q *Question) PlaceOf(parts map[string]any, day calendar.Date) Place {
	e := territory.On(day)
	parts = carried(parts, e)
	p := Place{Edition: e}
	tiers := []string{provincePart, communePart}
	if e.Tiers == 3 {
		tiers = []string{provincePart, districtPart, communePart}
	}
	in := ""
	for i, part := range tiers {
		tier := Tier{Part: part}
		if i == 0 || in != "" {
			tier.Units = e.Children(in)
		}
		if i == 0 && q.Within != "" {
			tier.Units = slices.DeleteFunc(tier.Units, func(u territory.Unit) bool { return u.Code != q.Within })
			tier.Chosen = q.Within
		}
		code := strings.TrimSpace(Line(parts[part]))
		if slices.ContainsFunc(tier.Units, func(u territory.Unit) bool { return u.Code == code }) {
			tier.Chosen = code
		}
		in = tier.Chosen
		p.Tiers = append(p.Tiers, tier)
	}
	return p
}

// carried gives the parts of an address in an edition: codes of another lead to
// the one commune that theirs became, or keep no more than the province.
func carried(parts map[string]any, e *territory.Edition) map[string]any {
	if was := Line(parts[editionPart]); was == "" || was == e.Name {
		return parts
	}
	became := territory.Became(Line(parts[communePart]))
	if len(became) != 1 {
		return map[string]any{provincePart: parts[provincePart]}
	}
	return map[string]any{provincePart: became[0].In, communePart: became[0].Code}
}

// address is an address as the document keeps it: the codes, their edition and
// the whole as text.
func (r *filling) address(q *Question, parts map[string]any, path string) any {
	asked := map[string]any{}
	for _, part := range addressParts() {
		asked[part] = parts[part]
	}
	if q.Within != "" {
		delete(asked, provincePart) // it is chosen already
	}
	if blank(asked) && !q.required {
		return nil
	}
	street, err := clean(Line(parts[streetPart]))
	if err != nil {
		r.fault(join(path, streetPart), err)
	}
	place := q.PlaceOf(parts, r.day)
	if was := Line(parts[editionPart]); was != "" && was != place.Edition.Name && Line(parts[communePart]) != "" {
		r.fault(join(path, communePart), moved(Line(parts[communePart]), was))
		return nil
	}
	document := map[string]any{editionPart: place.Edition.Name}
	last := ""
	for _, tier := range place.Tiers {
		if tier.Chosen == "" {
			r.fault(join(path, tier.Part), motcua.InvalidField("", "eform.required.choose"))
			return document
		}
		document[tier.Part], last = tier.Chosen, tier.Chosen
	}
	text := place.Edition.FullName(last)
	if street != "" {
		document[streetPart], text = street, street+", "+text
	}
	document[textPart] = text
	return document
}

// moved says that a commune was chosen from units that have changed since.
func moved(code, edition string) *motcua.Fault {
	var now []string
	for _, u := range territory.Became(code) {
		now = append(now, u.Name)
	}
	e, ok := territory.Named(edition)
	if !ok || len(now) == 0 {
		return motcua.InvalidField("", "eform.place.changed")
	}
	u, _ := e.Unit(code)
	return motcua.InvalidField("", "eform.place.became", "Was", u.Name, "Now", strings.Join(now, ", "))
}

// SayAddress is an address as people read it, the smallest part first; codes
// that name no edition are of the day's.
func SayAddress(parts map[string]any, day calendar.Date) string {
	if text := Line(parts[textPart]); text != "" {
		return text
	}
	e, ok := territory.Named(Line(parts[editionPart]))
	if !ok {
		e = territory.On(day)
	}
	var list []string
	if street := strings.TrimSpace(Line(parts[streetPart])); street != "" {
		list = append(list, street)
	}
	for _, part := range []string{communePart, districtPart, provincePart} {
		if full := e.FullName(Line(parts[part])); full != "" {
			return strings.Join(append(list, full), ", ")
		}
	}
	return strings.Join(list, ", ")
}
