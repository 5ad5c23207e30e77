package score

import (
	"strconv"
	"strings"

	"motcua"
)

// ReadPoints reads points of at most two decimals, with a comma or a point, as
// hundredths.
func ReadPoints(field, text string) (int, error) {
	text = strings.TrimSpace(text)
	whole, part, decimals := strings.Cut(strings.Replace(text, ".", ",", 1), ",")
	n, err := strconv.ParseUint(whole, 10, 16)
	if err != nil || len(part) > 2 || decimals && part == "" {
		return 0, motcua.InvalidField(field, "score.self.number", "Value", text)
	}
	if part == "" {
		return 100 * int(n), nil
	}
	p, err := strconv.ParseUint((part + "0")[:2], 10, 16)
	if err != nil {
		return 0, motcua.InvalidField(field, "score.self.number", "Value", text)
	}
	return 100*int(n) + int(p), nil
}
