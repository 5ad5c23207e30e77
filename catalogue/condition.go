package catalogue

import (
	"encoding/json"
	"strconv"
	"strings"

	"motcua"
)

// Condition says for which dossiers a leg is, in a small closed vocabulary:
// what the dossier says of one matter is a value, or is not. The zero Condition
// holds for every dossier.
type Condition struct {
	Of Matter
	// Field is the name of the question, of OfAnswer alone: "land.area".
	Field string
	Not   bool
	Is    string
}

// Matter is what of a dossier a condition looks at.
type Matter string

// The matters.
const (
	OfApplicant Matter = "applicant" // person, organization
	OfChannel   Matter = "channel"   // a ChannelKind
	OfCase      Matter = "case"      // id of a Case
	OfAnswer    Matter = "answer"    // an answer of the electronic form
)

// Matters lists every matter.
func Matters() []Matter { return []Matter{OfApplicant, OfChannel, OfCase, OfAnswer} }

// Circumstances are what conditions are held against.
type Circumstances struct {
	Applicant string
	Channel   string
	Case      string
	Answers   json.RawMessage // of the electronic form
}

// IsZero reports whether the condition holds for every dossier.
func (c Condition) IsZero() bool { return c == Condition{} }

// Holds tells whether the leg is for a dossier. A question that was not
// answered is no value.
func (c Condition) Holds(of Circumstances) bool {
	said := ""
	switch c.Of {
	case "":
		return true
	case OfApplicant:
		said = of.Applicant
	case OfChannel:
		said = of.Channel
	case OfCase:
		said = of.Case
	case OfAnswer:
		said = answerAt(of.Answers, c.Field)
	}
	return (said == c.Is) != c.Not
}

// answerAt is the answer at a dotted name, as text; "" when there is none.
func answerAt(answers json.RawMessage, field string) string {
	at := answers
	for name := range strings.SplitSeq(field, ".") {
		var object map[string]json.RawMessage
		if json.Unmarshal(at, &object) != nil {
			return ""
		}
		at = object[name]
	}
	var text string
	if json.Unmarshal(at, &text) == nil {
		return text
	}
	if s := string(at); s != "null" && !strings.ContainsAny(s, "[{") {
		return s
	}
	return ""
}

// String writes the condition as [ParseCondition] reads it:
// `answer.land = "true"`, `channel != "online"`.
func (c Condition) String() string {
	if c.IsZero() {
		return ""
	}
	s := string(c.Of)
	if c.Field != "" {
		s += "." + c.Field
	}
	if c.Not {
		return s + " != " + strconv.Quote(c.Is)
	}
	return s + " = " + strconv.Quote(c.Is)
}

// ParseCondition reads what String writes; "" is the zero Condition. Its fault
// is catalogue.condition.form on the field "when".
func ParseCondition(s string) (Condition, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Condition{}, nil
	}
	wrong := motcua.InvalidField("when", "catalogue.condition.form", "Value", s)
	left, right, ok := strings.Cut(s, "=")
	left = strings.TrimSpace(left)
	c := Condition{}
	left, c.Not = strings.CutSuffix(left, "!")
	is, err := strconv.Unquote(strings.TrimSpace(right))
	if !ok || err != nil {
		return c, wrong
	}
	of, field, _ := strings.Cut(strings.TrimSpace(left), ".")
	c.Of, c.Field, c.Is = Matter(of), field, is
	for _, m := range Matters() {
		if c.Of == m && (field != "") == (m == OfAnswer) && is != "" {
			return c, nil
		}
	}
	return Condition{}, wrong
}

// MarshalText writes the condition as String does.
func (c Condition) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what [ParseCondition] reads.
func (c *Condition) UnmarshalText(text []byte) error {
	read, err := ParseCondition(string(text))
	*c = read
	return err
}
