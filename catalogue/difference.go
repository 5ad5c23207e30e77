package catalogue

import (
	"fmt"
	"slices"
	"strings"
)

// Change is one line of the comparison of two versions: what stood before and
// what stands after, nil where nothing stands. Values keep their types
// (calendar.Date, deadline.Term, int64 đồng, string) for the reader's language.
type Change struct {
	// Field is the JSON name of what changed: "term", "papers", "channels",
	// "fee" …
	Field string `json:"field"`
	// Item names the paper, channel, case or leg; "" for a plain field.
	Item   string `json:"item,omitempty"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

// Diff lists what changed from version a to version b, side by side, in the
// order in which the procedure's page shows the parts.
func Diff(a, b Version) []Change {
	var changes []Change
	for _, f := range []struct {
		field         string
		before, after any
	}{
		{"name", a.Name, b.Name},
		{"decision", a.Decision.Number, b.Decision.Number},
		{"validFrom", a.ValidFrom, b.ValidFrom},
		{"term", a.Term, b.Term},
		{"mode", string(a.Mode), string(b.Mode)},
		{"serviceLevel", a.ServiceLevel, b.ServiceLevel},
		{"supplement", a.Policy(), b.Policy()},
		{"conditions", a.Conditions, b.Conditions},
		{"eligible", strings.Join(a.Eligible, "; "), strings.Join(b.Eligible, "; ")},
		{"stepsText", a.StepsText, b.StepsText},
	} {
		if f.before != f.after {
			changes = append(changes, Change{Field: f.field, Before: f.before, After: f.after})
		}
	}
	changes = append(changes, compareItems("cases", caseItems(a), caseItems(b))...)
	changes = append(changes, compareItems("channels", channelItems(a), channelItems(b))...)
	changes = append(changes, compareItems("fee", feeItems(a), feeItems(b))...)
	changes = append(changes, compareItems("papers", paperItems(a), paperItems(b))...)
	changes = append(changes, compareItems("results", resultItems(a), resultItems(b))...)
	changes = append(changes, compareItems("legalBasis", plainItems(a.LegalBasis), plainItems(b.LegalBasis))...)
	return append(changes, compareItems("process", legItems(a), legItems(b))...)
}

// item is one entry of a list: entries with the same name are the same entry.
type item struct {
	name  string
	value any
}

func compareItems(field string, before, after []item) []Change {
	var changes []Change
	for _, old := range before {
		i := slices.IndexFunc(after, func(x item) bool { return x.name == old.name })
		switch {
		case i < 0:
			changes = append(changes, Change{field, old.name, old.value, nil})
		case after[i].value != old.value:
			changes = append(changes, Change{field, old.name, old.value, after[i].value})
		}
	}
	for _, added := range after {
		if !slices.ContainsFunc(before, func(x item) bool { return x.name == added.name }) {
			changes = append(changes, Change{field, added.name, nil, added.value})
		}
	}
	return changes
}

func caseItems(v Version) []item {
	items := make([]item, 0, len(v.Cases))
	for _, c := range v.Cases {
		items = append(items, item{c.Name, c.Term})
	}
	return items
}

func channelItems(v Version) []item {
	items := make([]item, 0, len(v.Channels))
	for _, c := range v.Channels {
		term := c.Term
		if term.IsZero() {
			term = v.Term
		}
		items = append(items, item{string(c.Kind), term})
	}
	return items
}

func feeItems(v Version) []item {
	items := make([]item, 0, len(v.Channels))
	for _, c := range v.Channels {
		items = append(items, item{string(c.Kind), c.Fee})
	}
	return items
}

// paperItems are told apart by name, since codes are given afresh by version.
func paperItems(v Version) []item {
	items := make([]item, 0, len(v.Papers))
	for _, p := range v.Papers {
		text := fmt.Sprintf("%d + %d", p.Originals, p.Copies)
		if p.Form != "" {
			text += " · " + p.Form
		}
		items = append(items, item{p.Name, text})
	}
	return items
}

func resultItems(v Version) []item {
	items := make([]item, 0, len(v.Results))
	for _, r := range v.Results {
		items = append(items, item{r.Name, r.Code})
	}
	return items
}

func legItems(v Version) []item {
	items := make([]item, 0, len(v.Process.Legs))
	for _, leg := range v.Process.Legs {
		name := fmt.Sprintf("%d. %s/%s – %s", leg.Order, leg.Agency, leg.Unit, leg.Task)
		items = append(items, item{name, leg.Share})
	}
	return items
}

func plainItems(lines []string) []item {
	items := make([]item, 0, len(lines))
	for _, line := range lines {
		items = append(items, item{line, line})
	}
	return items
}
