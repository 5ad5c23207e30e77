package catalogue

import (
	"strings"

	"motcua/vietnamese"
)

// SearchText is what search looks into, folded: code, names, field and topics.
// The store keeps it beside the procedure.
func (p Procedure) SearchText() string {
	parts := []string{p.Code, p.Name, p.NameEN, p.Field}
	parts = append(parts, p.Topics...)
	for _, v := range p.Versions {
		if v.Name != p.Name {
			parts = append(parts, v.Name)
		}
	}
	return vietnamese.Fold(strings.Join(parts, " "))
}

// Matches reports whether every word of the query occurs in the folded search
// text, whatever its marks and order; an empty query matches everything.
func Matches(searchText, query string) bool {
	for _, word := range strings.Fields(vietnamese.Fold(query)) {
		if !strings.Contains(searchText, word) {
			return false
		}
	}
	return true
}
