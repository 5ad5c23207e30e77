// Package problem draws the page of a request that could not be answered: what
// is wrong, what to do, and the number to name when it is ours to mend.
package problem

// Data is what went wrong, in the reader's language.
type Data struct {
	Status    int
	Sentences []string
	Incident  string // set when it is ours to mend
	Back      string // where to go on
	Staff     bool   // drawn in the frame of the staff
}

// TitleKey is the key of the title of a page of that status.
func TitleKey(status int) string {
	switch status {
	case 400:
		return "web.problem.400"
	case 403:
		return "web.problem.403"
	case 404:
		return "web.problem.404"
	case 409:
		return "web.problem.409"
	case 413:
		return "web.problem.413"
	case 422:
		return "web.problem.422"
	case 429:
		return "web.problem.429"
	default:
		return "web.problem.500"
	}
}

func (d Data) icon() string {
	switch d.Status {
	case 403:
		return "shield-check"
	case 404:
		return "search"
	case 409:
		return "refresh-cw"
	case 429:
		return "hourglass"
	default:
		return "triangle-alert"
	}
}
