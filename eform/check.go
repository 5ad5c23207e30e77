package eform

import (
	"cmp"
	"errors"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"motcua"
	"motcua/calendar"
)

// Check says what is wrong with the answers on a day, in the order in which
// the form asks: those of one section, or of the whole form for "". The field
// of a fault is the name of its input.
func (f *Form) Check(a Answers, section string, day calendar.Date) []*motcua.Fault {
	document, r := f.fill(a, day)
	var invalid *jsonschema.ValidationError
	if err := f.compiled.Validate(document); errors.As(err, &invalid) {
		f.translate(invalid, r)
	}
	for path, fault := range r.faults {
		f.label(fault, path)
	}
	order := f.order()
	var list []*motcua.Fault
	for path, fault := range r.faults {
		if section == "" || f.sectionOf(path) == section {
			list = append(list, fault)
		}
	}
	slices.SortFunc(list, func(a, b *motcua.Fault) int { return before(order, a.Field, b.Field) })
	return list
}

// translate puts a fault of ours beside every error of the schema, at the name
// of its input. What was found while reading stands.
func (f *Form) translate(e *jsonschema.ValidationError, r *filling) {
	if len(e.Causes) > 0 {
		for _, cause := range e.Causes {
			f.translate(cause, r)
		}
		return
	}
	path := r.typed(e.InstanceLocation)
	if q := f.find(path); q != nil && q.Kind == Address && r.knows(path) {
		return // a part of it that is not chosen leaves the rest open
	}
	switch k := e.ErrorKind.(type) {
	case *kind.Required:
		for _, name := range k.Missing {
			r.missing(f.find(join(path, name)), join(path, name))
		}
	case *kind.DependentRequired:
		for _, name := range k.Missing {
			r.missing(f.find(join(path, name)), join(path, name))
		}
	default:
		r.fault(path, wrong(e.ErrorKind))
	}
}

// knows tells whether something was found at a path or below it.
func (r *filling) knows(path string) bool {
	for known := range r.faults {
		if known == path || strings.HasPrefix(known, path+".") {
			return true
		}
	}
	return false
}

// missing is the fault of a question without an answer.
func (r *filling) missing(q *Question, path string) {
	if r.knows(path) {
		return
	}
	switch {
	case q == nil:
		r.fault(path, motcua.InvalidField("", "eform.required.enter"))
	case q.Kind == Choice || q.Kind == Several:
		r.fault(path, motcua.InvalidField("", "eform.required.choose"))
	case q.Kind == List:
		r.fault(path, motcua.InvalidField("", "eform.list.few", "Want", max(1, q.least)))
	default:
		r.fault(path, motcua.InvalidField("", "eform.required.enter"))
	}
}

// wrong is the sentence for an error of the schema about a value that is there.
func wrong(k jsonschema.ErrorKind) *motcua.Fault {
	switch k := k.(type) {
	case *kind.MinLength:
		return motcua.InvalidField("", "eform.short", "Want", k.Want, "Got", k.Got)
	case *kind.MaxLength:
		return motcua.InvalidField("", "eform.long", "Want", k.Want, "Got", k.Got)
	case *kind.Minimum:
		return motcua.InvalidField("", "eform.low", "Want", size(k.Want), "Got", size(k.Got))
	case *kind.ExclusiveMinimum:
		return motcua.InvalidField("", "eform.above", "Want", size(k.Want), "Got", size(k.Got))
	case *kind.Maximum:
		return motcua.InvalidField("", "eform.high", "Want", size(k.Want), "Got", size(k.Got))
	case *kind.ExclusiveMaximum:
		return motcua.InvalidField("", "eform.below", "Want", size(k.Want), "Got", size(k.Got))
	case *kind.MinItems:
		return motcua.InvalidField("", "eform.list.few", "Want", k.Want)
	case *kind.MaxItems:
		return motcua.InvalidField("", "eform.list.many", "Want", k.Want, "Got", k.Got)
	case *kind.UniqueItems:
		return motcua.InvalidField("", "eform.list.twice", "First", k.Duplicates[0]+1, "Second", k.Duplicates[1]+1)
	case *kind.Enum, *kind.Const:
		return motcua.InvalidField("", "eform.choice")
	case *kind.Format:
		var own *motcua.Fault
		if errors.As(k.Err, &own) {
			return own
		}
	}
	return motcua.InvalidField("", "eform.wrong")
}

// size is a bound of the schema as a number that the reader's language writes.
func size(r *big.Rat) any {
	if r.IsInt() && r.Num().IsInt64() {
		return r.Num().Int64()
	}
	v, _ := r.Float64()
	return v
}

// typed is the name of the input at a place of the document: lists leave blank
// rows out, so their entries are counted as they were typed.
func (r *filling) typed(location []string) string {
	path := ""
	for _, token := range location {
		if rows, ok := r.rows[path]; ok {
			if n, err := strconv.Atoi(token); err == nil && n < len(rows) {
				token = strconv.Itoa(rows[n])
			}
		}
		path = join(path, token)
	}
	return path
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// find is the question at a path; nil when the form asks none there.
func (f *Form) find(path string) *Question {
	q, _, _ := f.trace(path)
	return q
}

// trace finds the question at a path, the list it stands in and its row there.
func (f *Form) trace(path string) (q, list *Question, row int) {
	among := f.top()
	for token := range strings.SplitSeq(path, ".") {
		if n, err := strconv.Atoi(token); err == nil && q != nil && q.Kind == List {
			list, row = q, n
			continue
		}
		if q != nil && q.Kind == Address {
			return q, list, row
		}
		if q = named(among, token); q == nil {
			return nil, list, row
		}
		among = pointers(q.Questions)
	}
	return q, list, row
}

// label tells a fault which question it is about: Label begins a sentence,
// Thing stands within one.
func (f *Form) label(fault *motcua.Fault, path string) {
	q, list, row := f.trace(path)
	if q == nil {
		return
	}
	label, thing := q.Label, q.thing()
	if q.Kind == Address {
		if part := path[strings.LastIndexByte(path, '.')+1:]; slices.Contains(addressParts(), part) {
			label, thing = partWords(part, q)
		}
	}
	if list != nil && list != q {
		label, thing = numbered(label, list, row), numbered(thing, list, row)
	}
	args := map[string]any{"Label": label, "Thing": thing, "Item": q.Item}
	for name, value := range fault.Text.Args {
		args[name] = value
	}
	fault.Text.Args = args
}

func numbered(w Words, list *Question, row int) Words {
	n := " " + strconv.Itoa(row+1) + ")"
	return Words{Vi: w.Vi + " (" + list.Item.Vi + n, En: w.En + " (" + list.Item.En + n}
}

// order is the place of every question on the pages; rows and parts of
// addresses come in their own order.
func (f *Form) order() map[string]int {
	order := map[string]int{}
	var walk func(questions []*Question, prefix string)
	walk = func(questions []*Question, prefix string) {
		for _, q := range questions {
			order[prefix+q.Name] = len(order)
			walk(pointers(q.Questions), prefix+q.Name+".")
		}
	}
	walk(f.top(), "")
	return order
}

// before compares two inputs by the order of the pages, token by token, so
// that all of row 1 comes before row 2.
func before(order map[string]int, a, b string) int {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	path := ""
	for i := range min(len(x), len(y)) {
		if x[i] == y[i] {
			if _, err := strconv.Atoi(x[i]); err != nil {
				path = join(path, x[i])
			}
			continue
		}
		m, errM := strconv.Atoi(x[i])
		n, errN := strconv.Atoi(y[i])
		if errM == nil && errN == nil {
			return cmp.Compare(m, n)
		}
		placeA, knownA := order[join(path, x[i])]
		placeB, knownB := order[join(path, y[i])]
		if knownA && knownB {
			return cmp.Compare(placeA, placeB)
		}
		parts := addressParts()
		return cmp.Or(cmp.Compare(slices.Index(parts, x[i]), slices.Index(parts, y[i])), strings.Compare(x[i], y[i]))
	}
	return cmp.Compare(len(x), len(y))
}

// sectionOf is the section that asks for the input at a path.
func (f *Form) sectionOf(path string) string {
	name, _, _ := strings.Cut(path, ".")
	for i := range f.Sections {
		for j := range f.Sections[i].Questions {
			if f.Sections[i].Questions[j].Name == name {
				return f.Sections[i].ID
			}
		}
	}
	return ""
}
