package eform

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"motcua/calendar"
	"motcua/territory"
)

// nowhere refuses to fetch schemas: a form stands on its own.
type nowhere struct{}

// Load says that a form may not refer elsewhere.
func (nowhere) Load(url string) (any, error) {
	return nil, fmt.Errorf("the schema refers to %s, but a form stands on its own", url)
}

// ParseForm reads a form and checks that its schema and its display say the
// same. The error says where they do not.
func ParseForm(data []byte) (*Form, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	f := &Form{}
	if err := decoder.Decode(f); err != nil {
		return nil, fmt.Errorf("form: %w", err)
	}
	if !identifier.MatchString(f.ID) || f.Version < 1 {
		return nil, fmt.Errorf("form %q: needs an id in small letters and a version from 1", f.ID)
	}
	if f.Title.Vi == "" || f.Title.En == "" || f.Source.Vi == "" || f.Source.En == "" {
		return nil, fmt.Errorf("form %s: needs a title and a source in both languages", f.ID)
	}
	schema, err := f.compile()
	if err != nil {
		return nil, fmt.Errorf("form %s: %w", f.ID, err)
	}
	f.compiled = schema
	l := &loading{}
	var all []*Question
	ids := map[string]bool{}
	for i := range f.Sections {
		s := &f.Sections[i]
		if !identifier.MatchString(s.ID) || ids[s.ID] || s.Title.Vi == "" || s.Title.En == "" || len(s.Questions) == 0 {
			l.say(s.ID, "a section needs an id of its own, a title in both languages and a question")
		}
		ids[s.ID] = true
		all = append(all, pointers(s.Questions)...)
	}
	l.object("", schema, all)
	if len(l.found) > 0 {
		return nil, fmt.Errorf("form %s: %s", f.ID, strings.Join(l.found, "; "))
	}
	return f, nil
}

const draft2020 = "https://json-schema.org/draft/2020-12/schema"

func (f *Form) compile() (*jsonschema.Schema, error) {
	if f.Schema["$schema"] != draft2020 {
		return nil, fmt.Errorf("the schema must say \"$schema\": %q", draft2020)
	}
	c := jsonschema.NewCompiler()
	c.UseLoader(nowhere{})
	c.AssertFormat()
	for _, format := range formats() {
		c.RegisterFormat(format)
	}
	at := "https://motcua.invalid/form/" + f.Ref()
	if err := c.AddResource(at, map[string]any(f.Schema)); err != nil {
		return nil, err
	}
	return c.Compile(at)
}

var (
	identifier = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	nameOf     = regexp.MustCompile(`^[a-z][A-Za-z0-9]{0,39}$`)
)

// loading compares the display of a form with its schema.
type loading struct{ found []string }

func (l *loading) say(where, format string, args ...any) {
	l.found = append(l.found, strings.TrimPrefix(where+": ", ": ")+fmt.Sprintf(format, args...))
}

// object compares the questions of a group with the object that they fill.
func (l *loading) object(path string, s *jsonschema.Schema, questions []*Question) {
	if closed, ok := s.AdditionalProperties.(bool); !ok || closed {
		l.say(path, "the schema must say \"additionalProperties\": false")
	}
	seen := map[string]bool{}
	for _, q := range questions {
		where := join(path, q.Name)
		property := s.Properties[q.Name]
		switch {
		case !nameOf.MatchString(q.Name):
			l.say(where, "the name of a question is letters and digits, a small letter first")
		case q.Name == DoInput || q.Name == ShownInput:
			l.say(where, "is the name of an input that is no answer")
		case seen[q.Name]:
			l.say(where, "is asked twice")
		case property == nil:
			l.say(where, "is asked, but the schema has no such property")
		default:
			l.question(where, s, property, q, questions)
		}
		seen[q.Name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		if !seen[name] {
			l.say(join(path, name), "stands in the schema, but is not asked")
		}
	}
}

func (l *loading) question(where string, object, property *jsonschema.Schema, q *Question, siblings []*Question) {
	if property.Ref != nil {
		property = property.Ref
	}
	if q.Label.Vi == "" || q.Label.En == "" {
		l.say(where, "needs a label in both languages")
	}
	for _, w := range []Words{q.Hint, q.Why, q.Unit, q.Thing, q.Item} {
		if (w.Vi == "") != (w.En == "") {
			l.say(where, "says %q in one language alone", w.Vi+w.En)
		}
	}
	l.conditions(where, object, q, siblings)
	want, known := types()[q.Kind]
	if !known {
		l.say(where, "is of the unknown kind %q", q.Kind)
		return
	}
	if property.Types == nil || !slices.ContainsFunc(property.Types.ToStrings(), func(t string) bool { return slices.Contains(want, t) }) {
		l.say(where, "is of kind %s, so its property must be of type %s", q.Kind, strings.Join(want, " or "))
		return
	}
	q.limits(property)
	l.choices(where, property, q)
	l.sources(where, q, siblings)
	switch q.Kind {
	case Group:
		l.object(where, property, pointers(q.Questions))
	case List:
		if q.Item.IsZero() {
			l.say(where, "needs \"item\": what one of them is called")
		}
		if items, ok := property.Items2020, property.Items2020 != nil; ok {
			if items.Ref != nil {
				items = items.Ref
			}
			l.object(where, items, pointers(q.Questions))
		} else {
			l.say(where, "is a list without \"items\"")
		}
	}
}

// types are the types of the schema that each kind of question fills.
func types() map[Kind][]string {
	text := []string{"string"}
	return map[Kind][]string{
		Text: text, TextArea: text, Date: text, Choice: text, Phone: text, Email: text, CitizenNumber: text, TaxCode: text,
		EnterpriseCode: text, Passport: text, Industry: text, Number: {"integer", "number"}, Money: {"integer"}, Several: {"array"},
		Address: {"object"}, Group: {"object"}, List: {"array"},
	}
}

func (q *Question) limits(s *jsonschema.Schema) {
	if s.MaxLength != nil {
		q.most = *s.MaxLength
	}
	if s.MaxItems != nil {
		q.most = *s.MaxItems
	}
	if s.MinItems != nil {
		q.least = *s.MinItems
	}
	q.whole = slices.Contains(s.Types.ToStrings(), "integer")
}

// choices compares what is offered with what the schema accepts.
func (l *loading) choices(where string, s *jsonschema.Schema, q *Question) {
	if q.Kind == Several {
		s = s.Items2020
	}
	if q.Kind != Choice && q.Kind != Several {
		if len(q.Choices) > 0 {
			l.say(where, "offers choices, but is of kind %s", q.Kind)
		}
		return
	}
	var offered, accepted []string
	for _, o := range q.Choices {
		offered = append(offered, o.Value)
		if o.Value == "" || o.Label.Vi == "" || o.Label.En == "" || (o.Hint.Vi == "") != (o.Hint.En == "") {
			l.say(where, "a choice needs a value, a label in both languages, and its hint in both")
		}
	}
	if s != nil && s.Enum != nil {
		for _, v := range s.Enum.Values {
			accepted = append(accepted, fmt.Sprint(v))
		}
	}
	slices.Sort(offered)
	slices.Sort(accepted)
	if len(offered) == 0 || !slices.Equal(offered, accepted) {
		l.say(where, "offers %v, but the schema accepts %v", offered, accepted)
	}
}

// sources checks where an answer comes from and what it must agree with.
func (l *loading) sources(where string, q *Question, siblings []*Question) {
	if q.Prefill != "" && !slices.Contains(Sources(), q.Prefill) {
		l.say(where, "is filled from %q, which is none of %v", q.Prefill, Sources())
	}
	if other := named(siblings, q.Born); q.Born != "" && (other == nil || other.Kind != Date) {
		l.say(where, "states the year of %q, which is no date beside it", q.Born)
	}
	if other := named(siblings, q.AtMost); q.AtMost != "" && (other == nil || other.Kind != q.Kind || q.Kind != Money && q.Kind != Number) {
		l.say(where, "may not exceed %q, which is no number of its kind beside it", q.AtMost)
	}
	if other := named(siblings, q.After); q.After != "" && (other == nil || other.Kind != Date || q.Kind != Date) {
		l.say(where, "comes after %q, which is no date beside it", q.After)
	}
	if _, ok := territory.On(calendar.Date{}).Unit(q.Within); q.Within != "" && (!ok || q.Kind != Address) {
		l.say(where, "must lie within %q, which is no province", q.Within)
	}
}

// conditions finds out whether a question must be answered, and that it must
// be only when it is shown.
func (l *loading) conditions(where string, object *jsonschema.Schema, q *Question, siblings []*Question) {
	for name, accepted := range q.ShowIf {
		other := named(siblings, name)
		if other == nil || other == q || other.Kind != Choice && other.Kind != Several {
			l.say(where, "is shown by the answer of %q, which is no choice beside it", name)
			continue
		}
		for _, v := range accepted {
			if !other.offers(v) {
				l.say(where, "is shown when %q is %q, which is not offered", name, v)
			}
		}
		if shows(other, q.Name, siblings, len(siblings)) {
			l.say(where, "is shown by its own answer, by way of %q", name)
		}
	}
	if slices.Contains(object.Required, q.Name) {
		q.required = true
		if len(q.ShowIf) > 0 {
			l.say(where, "is not always shown, so it may be required only in an \"if … then\"")
		}
	}
	for _, rule := range append(slices.Clone(object.AllOf), object) {
		if rule.Then == nil || !slices.Contains(rule.Then.Required, q.Name) {
			continue
		}
		q.required = true
		if !agrees(rule.If, q.ShowIf) {
			l.say(where, "is required under another condition than it is shown")
		}
	}
}

// shows tells whether the condition of a question leads to the named one.
func shows(q *Question, name string, siblings []*Question, depth int) bool {
	for other := range q.ShowIf {
		if other == name || depth == 0 {
			return true
		}
		if next := named(siblings, other); next != nil && shows(next, name, siblings, depth-1) {
			return true
		}
	}
	return false
}

// agrees tells whether an "if" of the schema asks for the same answers as showIf.
func agrees(s *jsonschema.Schema, showIf map[string][]string) bool {
	if s == nil || len(s.Properties) != len(showIf) || len(s.Required) != len(showIf) {
		return false
	}
	for name, accepted := range showIf {
		p := s.Properties[name]
		if p == nil || !slices.Contains(s.Required, name) {
			return false
		}
		if p.Contains != nil {
			p = p.Contains
		}
		var values []string
		if p.Enum != nil {
			for _, v := range p.Enum.Values {
				values = append(values, fmt.Sprint(v))
			}
		}
		if p.Const != nil {
			values = append(values, fmt.Sprint(*p.Const))
		}
		want := slices.Sorted(slices.Values(accepted))
		slices.Sort(values)
		if !slices.Equal(values, want) {
			return false
		}
	}
	return true
}

// thing is what a question asks for, within a sentence: its label with a small
// letter first unless it begins with an abbreviation.
func (q *Question) thing() Words {
	if !q.Thing.IsZero() {
		return q.Thing
	}
	return Words{Vi: lower(q.Label.Vi), En: "“" + q.Label.En + "”"}
}

func lower(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	if unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}
