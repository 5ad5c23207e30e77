package report

import "strings"

// coded are the columns of lists that hold codes, by list and column, with what
// the message of a code begins with.
func coded(column string) string {
	switch column {
	case "plan.tasks.state":
		return "plan.standing."
	case "directive.directives.state":
		return "directive.status."
	case "event.events.kind":
		return "event.kind."
	case "finance.items.kind":
		return "finance.kind."
	case "finance.items.state":
		return "finance.state."
	case "inspection.findings.kind":
		return "inspection.kind."
	case "legal.reviews.proposal":
		return "legal.proposal."
	case "control.decisions.kinds":
		return "catalogue.decisionKind."
	default:
		return ""
	}
}

// Worded is the list with words for its codes: say gives the words of a message,
// or "" for none. Several codes in a cell stand with commas between them. Rows
// are copied where they change.
func (l List) Worded(say func(key string) string) List {
	for i, column := range l.Columns {
		begins := coded(l.Key + "." + column)
		if begins == "" {
			continue
		}
		rows := make([]ListRow, len(l.Rows))
		for j, row := range l.Rows {
			rows[j] = row
			if i >= len(row.Cells) || row.Cells[i] == "" {
				continue
			}
			codes := strings.Split(row.Cells[i], ", ")
			for k, code := range codes {
				if words := say(begins + code); words != "" {
					codes[k] = words
				}
			}
			rows[j].Cells = append([]string{}, row.Cells...)
			rows[j].Cells[i] = strings.Join(codes, ", ")
		}
		l.Rows = rows
	}
	return l
}
