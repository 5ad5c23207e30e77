package dossier

import (
	"encoding/json"
	"slices"
	"strings"

	"motcua/vietnamese"
)

// Finding is what a search finds a dossier by, in folded words. Whoever may not
// see numbers and contacts of the people is not to find by them either.
type Finding struct {
	Said    string // code, names, what was noted
	Party   string // names of applicant and submitter
	Private string // their numbers and contacts, and what the e-form says
	Papers  string // numbers and titles of results and of opinions
	Shown   Shown
}

// Shown is what a search shows of what it has found.
type Shown struct {
	People []FoundPerson `json:"people,omitempty"`
	Papers []FoundPaper  `json:"papers,omitempty"`
}

// FoundPerson is an applicant or a submitter.
type FoundPerson struct {
	Kind   string `json:"kind,omitempty"` // as Party.Kind
	Name   string `json:"name"`
	Number string `json:"number,omitempty"`
	Phone  string `json:"phone,omitempty"`
}

// Begins tells whether each of the folded words begins one of the person: of
// the name, or of the number and the telephone where these may be seen.
func (p FoundPerson) Begins(words []string, private bool) bool {
	text := spaced(p.Name)
	if private {
		text += spaced(p.Number, digits(p.Number), digits(p.Phone))
	}
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, " "+word) })
}

// Begins tells the same of a paper.
func (p FoundPaper) Begins(words []string) bool {
	text := spaced(p.Number, p.Title)
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, " "+word) })
}

// FoundPaper is a paper that a search may lead to.
type FoundPaper struct {
	Number string `json:"number"`
	Title  string `json:"title,omitempty"`
	Date   string `json:"date,omitempty"`   // 2006-01-02
	Agency string `json:"agency,omitempty"` // whose opinion it is; "" for a result
}

// formWords bounds the words kept of an e-form: enough for what a project is
// called and where it lies, not every line of its annexes.
const formWords = 120

// Finding derives what a search finds the dossier by.
func (d *Dossier) Finding() Finding {
	in := d.Intake
	f := Finding{Said: spaced(d.Code, in.Note), Party: spaced(in.Applicant.Name, in.Submitter.Name)}
	private := []string{}
	for _, p := range []Party{in.Applicant, in.Submitter} {
		if p.Name != "" {
			f.Shown.People = append(f.Shown.People, FoundPerson{Kind: p.Kind, Name: p.Name, Number: p.Number(), Phone: p.Phone})
		}
		private = append(private, p.Identifier, digits(p.Identifier), digits(p.Phone), p.Email)
	}
	answers := vietnamese.Words(strings.Join(textsIn(in.Answers), " "))
	f.Private = spaced(append(private, answers[:min(len(answers), formWords)]...)...)
	for _, r := range d.Results {
		f.Shown.Papers = append(f.Shown.Papers, FoundPaper{Number: r.Document.Number, Title: r.Document.Title, Date: r.Document.Date})
	}
	for _, o := range d.Opinions {
		if o.Reply != nil && o.Reply.DocumentNumber != "" {
			f.Shown.Papers = append(f.Shown.Papers, FoundPaper{Number: o.Reply.DocumentNumber, Agency: o.Agency})
		}
	}
	var papers []string
	for _, p := range f.Shown.Papers {
		papers = append(papers, p.Number, p.Title)
	}
	f.Papers = spaced(papers...)
	return f
}

// Same tells whether two findings find alike.
func (f Finding) Same(other Finding) bool {
	return f.Said == other.Said && f.Party == other.Party && f.Private == other.Private && f.Papers == other.Papers &&
		slices.Equal(f.Shown.People, other.Shown.People) && slices.Equal(f.Shown.Papers, other.Shown.Papers)
}

// spaced are the words of texts, each with a space before it, so that what a
// word begins with can be looked for.
func spaced(texts ...string) string {
	var b strings.Builder
	for _, word := range vietnamese.Words(strings.Join(texts, " ")) {
		b.WriteByte(' ')
		b.WriteString(word)
	}
	return b.String()
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// textsIn are the texts of a JSON document, in a steady order.
func textsIn(raw json.RawMessage) []string {
	var value any
	if len(raw) == 0 || json.Unmarshal(raw, &value) != nil {
		return nil
	}
	var list []string
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			list = append(list, v)
		case []any:
			for _, item := range v {
				walk(item)
			}
		case map[string]any:
			names := make([]string, 0, len(v))
			for name := range v {
				names = append(names, name)
			}
			slices.Sort(names)
			for _, name := range names {
				walk(v[name])
			}
		}
	}
	walk(value)
	return list
}
