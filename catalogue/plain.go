package catalogue

import (
	"html"
	"strings"

	"motcua/vietnamese"
)

// PlainText is what remains of rich text pasted into a portal: no tags, no
// scripts, entities read, one line for each paragraph or list entry, NFC.
func PlainText(rich string) string {
	var b strings.Builder
	for rest := rich; rest != ""; {
		before, tag, more, found := cutTag(rest)
		b.WriteString(before)
		if !found {
			break
		}
		name, closing := tagName(tag)
		switch name {
		case "script", "style":
			if !closing {
				more = afterClosing(more, name)
			}
		case "br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol":
			b.WriteByte('\n')
		case "td", "th":
			b.WriteByte(' ')
		}
		rest = more
	}
	return tidyLines(vietnamese.NFC(html.UnescapeString(b.String())))
}

// cutTag parts s at its first tag; "<" that opens no tag ("a < b") is text.
func cutTag(s string) (before, tag, after string, found bool) {
	for from := 0; ; {
		open := strings.IndexByte(s[from:], '<')
		if open < 0 {
			return s, "", "", false
		}
		open += from
		end := strings.IndexByte(s[open:], '>')
		if end > 1 && isTagStart(s[open+1]) {
			return s[:open], s[open+1 : open+end], s[open+end+1:], true
		}
		from = open + 1
	}
}

func isTagStart(c byte) bool {
	return c == '/' || c == '!' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func tagName(tag string) (name string, closing bool) {
	tag, closing = strings.CutPrefix(tag, "/")
	name, _, _ = strings.Cut(strings.TrimSuffix(tag, "/"), " ")
	return strings.ToLower(strings.TrimSpace(name)), closing
}

func afterClosing(s, name string) string {
	i := strings.Index(strings.ToLower(s), "</"+name)
	if i < 0 {
		return ""
	}
	_, after, _ := strings.Cut(s[i:], ">")
	return after
}

// tidyLines collapses spaces within lines and drops empty lines.
func tidyLines(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// plain is the procedure with every text made plain.
func (p Procedure) plain() Procedure {
	p.Name, p.NameEN, p.Field = PlainText(p.Name), PlainText(p.NameEN), PlainText(p.Field)
	versions := make([]Version, len(p.Versions))
	for i, v := range p.Versions {
		versions[i] = v.plain()
	}
	p.Versions = versions
	return p
}

func (v Version) plain() Version {
	v.Name, v.Conditions, v.StepsText = PlainText(v.Name), PlainText(v.Conditions), PlainText(v.StepsText)
	papers := make([]Paper, len(v.Papers))
	for i, paper := range v.Papers {
		paper.Name, paper.Form = PlainText(paper.Name), PlainText(paper.Form)
		papers[i] = paper
	}
	v.Papers = papers
	results := make([]Result, len(v.Results))
	for i, result := range v.Results {
		result.Name = PlainText(result.Name)
		results[i] = result
	}
	v.Results = results
	channels := make([]Channel, len(v.Channels))
	for i, channel := range v.Channels {
		channel.FeeNote, channel.Note = PlainText(channel.FeeNote), PlainText(channel.Note)
		channels[i] = channel
	}
	v.Channels = channels
	return v
}
