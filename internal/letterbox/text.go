package letterbox

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// plainOf is the text of an HTML part: its words, with an end of line where a
// block ends; scripts, styles and pictures are left out.
func plainOf(source string) string {
	z := html.NewTokenizer(strings.NewReader(source))
	var b strings.Builder
	hidden := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return tidyLines(b.String())
		case html.TextToken:
			if hidden == 0 {
				b.WriteString(strings.ReplaceAll(string(z.Text()), "\n", " "))
			}
		case html.StartTagToken:
			hidden = tag(z, &b, hidden, 1)
		case html.EndTagToken:
			hidden = tag(z, &b, hidden, -1)
		case html.SelfClosingTagToken:
			tag(z, &b, hidden, 0)
		}
	}
}

func tag(z *html.Tokenizer, b *strings.Builder, hidden, step int) int {
	name, _ := z.TagName()
	switch string(name) {
	case "script", "style", "head", "title":
		hidden = max(hidden+step, 0)
	case "br", "p", "div", "tr", "li", "h1", "h2", "h3", "blockquote":
		b.WriteByte('\n')
	}
	return hidden
}

var quoted = regexp.MustCompile(`(?i)^\s*(on .{5,200} wrote:|vào .{5,200} đã viết:|-{2,}\s*(original message|thư gốc|tin nhắn gốc|forwarded message).*|_{20,}|from: .+@.+)\s*$`)

// withoutQuotes is a text without the message it answers and without lines
// that quote one. A text of nothing but quotes stays whole.
func withoutQuotes(text string) string {
	var kept []string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if quoted.MatchString(line) || line == "-- " {
			break
		}
		if strings.HasPrefix(line, ">") {
			continue
		}
		kept = append(kept, line)
	}
	if short := tidyLines(strings.Join(kept, "\n")); short != "" {
		return short
	}
	return tidyLines(text)
}

var emptyLines = regexp.MustCompile(`\n{3,}`)

func tidyLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\r")
	}
	return strings.TrimSpace(emptyLines.ReplaceAllString(strings.Join(lines, "\n"), "\n\n"))
}
