package catalogue

import (
	"cmp"
	"slices"
)

// Topic is a life or business event that people come for ("Mở công ty"), with
// the procedures it usually takes, in the order in which they are done.
type Topic struct {
	// ID stands in addresses: "mo-cong-ty".
	ID string `json:"id"`
	// Place orders the topics among each other, from 1.
	Place  int    `json:"place"`
	Name   string `json:"name"`
	NameEN string `json:"nameEN,omitempty"`
	// About says in one line what the event is.
	About   string `json:"about,omitempty"`
	AboutEN string `json:"aboutEN,omitempty"`
	// Icon is the Lucide name of its picture; "" for the common one.
	Icon string `json:"icon,omitempty"`
	// Words are other words people use for it: "lập công ty", "start-up".
	Words []string `json:"words,omitempty"`
	// Procedures are codes; one that the catalogue does not know is passed over.
	Procedures []string `json:"procedures"`
}

// Has tells whether the event usually takes the procedure.
func (t Topic) Has(code string) bool { return slices.Contains(t.Procedures, code) }

// ReadTopics reads a file of topics, {"topics": [ … ]}, each the JSON of a
// Topic. The topics come back in their places.
func ReadTopics(data []byte) (Reading[Topic], error) {
	items, err := list(data, "topics")
	if err != nil {
		return Reading[Topic]{}, err
	}
	var reading Reading[Topic]
	seen := map[string]bool{}
	for i, raw := range items {
		ref := refOf(raw, "id", i)
		var t Topic
		if fault := strict(raw, &t); fault != nil {
			reading.reject(ref, fault)
			continue
		}
		problems := t.problems()
		if seen[t.ID] {
			problems = append(problems, found(Error, "id", "catalogue.twice", "Ref", t.ID))
		}
		seen[t.ID] = true
		reading.take(ref, t, problems)
	}
	SortTopics(reading.Items)
	return reading, nil
}

// SortTopics puts topics in their places.
func SortTopics(topics []Topic) {
	slices.SortStableFunc(topics, func(a, b Topic) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID)) })
}

func (t Topic) problems() []Problem {
	var problems []Problem
	for _, n := range []struct{ field, value string }{{"id", t.ID}, {"name", t.Name}} {
		if n.value == "" {
			problems = append(problems, found(Error, n.field, "catalogue.empty", "Field", n.field))
		}
	}
	if len(t.Procedures) == 0 {
		problems = append(problems, found(Error, "procedures", "catalogue.empty", "Field", "procedures"))
	}
	return problems
}
