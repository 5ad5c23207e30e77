package narrative

import "slices"

// Lists are the keys of the lists that a definition shows, in the order in which
// the report has them.
func (d Definition) Lists() []string {
	var keys []string
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			if (b.Kind == ListLines || b.Kind == RowTable) && !slices.Contains(keys, b.List) {
				keys = append(keys, b.List)
			}
		}
	}
	return keys
}
