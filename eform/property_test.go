package eform_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"motcua/calendar"
	"motcua/eform"
)

// inputs draws what a page of the form may post, and what it may not: the
// inputs of its questions with texts of any kind, more rows than it takes,
// paths that are none.
func inputs(t *rapid.T, f *eform.Form) map[string][]string {
	values := map[string][]string{}
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9./, -]{0,14}`), rapid.Just(""), rapid.Just("\x00"), rapid.Just("\xff"),
		rapid.SampledFrom([]string{"31/2/2022", "yes", "no", "person", "organization", "foreign", "domestic", "citizen", "passport", "46", "474", "19783", "2022-07", "5510"}))
	var draw func(questions []eform.Question, prefix string)
	draw = func(questions []eform.Question, prefix string) {
		for _, q := range questions {
			path := prefix + q.Name
			switch {
			case rapid.IntRange(0, 3).Draw(t, "leave out") == 0:
			case q.Kind == eform.Group:
				draw(q.Questions, path+".")
			case q.Kind == eform.List:
				for n := range rapid.IntRange(0, 3).Draw(t, "rows") {
					draw(q.Questions, path+"."+strconv.Itoa(n)+".")
				}
			case q.Kind == eform.Address:
				for _, part := range []string{"edition", "province", "district", "commune", "street"} {
					values[path+"."+part] = []string{text.Draw(t, part)}
				}
			case len(q.Choices) > 0 && rapid.Bool().Draw(t, "offered"):
				values[path] = []string{rapid.SampledFrom(q.Choices).Draw(t, "choice").Value}
			default:
				values[path] = rapid.SliceOfN(text, 1, 2).Draw(t, path)
			}
		}
	}
	for _, s := range f.Sections {
		draw(s.Questions, "")
	}
	for range rapid.IntRange(0, 2).Draw(t, "strangers") {
		values[rapid.StringMatching(`[a-z.0-9]{0,12}`).Draw(t, "stranger")] = []string{text.Draw(t, "text")}
	}
	values["industries.99999999999999999999.code"] = []string{"5510"}
	values["industries.25.code"] = []string{"5510"}
	values["industries.-1.code"] = []string{"5510"}
	return values
}

// typed writes answers back as the inputs of a page.
func typed(questions []eform.Question, answers map[string]any, prefix string, into map[string][]string) {
	for _, q := range questions {
		path := prefix + q.Name
		switch answer := answers[q.Name]; q.Kind {
		case eform.Group:
			typed(q.Questions, eform.Part(answer), path+".", into)
		case eform.List:
			for n, row := range eform.Entries(answer) {
				typed(q.Questions, row, path+"."+strconv.Itoa(n)+".", into)
			}
		case eform.Address:
			for part, value := range eform.Part(answer) {
				into[path+"."+part] = []string{eform.Line(value)}
			}
		case eform.Several:
			into[path] = eform.Chosen(answer)
		default:
			into[path] = []string{eform.Line(answer)}
		}
	}
}

// TestAnyInputIsKeptAndAnswered: whatever is posted, what was typed comes back
// as it was, through JSON too; Check answers for inputs that there are; a
// document of answers without fault reads as the same document.
func TestAnyInputIsKeptAndAnswered(t *testing.T) {
	forms, err := eform.Standard()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(forms).Draw(t, "form")
		on := rapid.SampledFrom([]calendar.Date{day, late, {}}).Draw(t, "day")
		a := f.Read(inputs(t, f))

		again := map[string][]string{}
		for _, s := range f.Sections {
			typed(s.Questions, a, "", again)
		}
		if back := f.Read(again); len(a) > 0 && !reflect.DeepEqual(back, a) && !blankRows(a) {
			t.Fatalf("read %v, drawn and read again %v", a, back)
		}
		faults := f.Check(a, "", on)
		for _, fault := range faults {
			if fault.Field == "" || fault.Text.Key == "" {
				t.Fatalf("a fault without its field or its sentence: %v", fault)
			}
		}
		parts := 0
		for _, s := range f.Sections {
			parts += len(f.Check(a, s.ID, on))
		}
		if parts != len(faults) {
			t.Fatalf("the sections find %d faults, the whole form %d", parts, len(faults))
		}
		f.Summary(a, "en")
		document, err := f.Document(a, on)
		if err != nil {
			t.Fatal(err)
		}
		if len(faults) > 0 {
			return
		}
		kept, err := eform.ParseAnswers(document)
		if err != nil {
			t.Fatal(err)
		}
		if next, err := f.Document(kept, on); err != nil || string(next) != string(document) || len(f.Check(kept, "", on)) > 0 {
			t.Fatalf("%s reads as %s, %v", document, next, err)
		}
	})
}

// TestFewMistakes: near a form without mistakes, a document without faults
// reads as itself.
func TestFewMistakes(t *testing.T) {
	f := eform.For("1.009664", day)
	names := slices.Sorted(maps.Keys(foreigner()))
	rapid.Check(t, func(t *rapid.T) {
		values := foreigner()
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			name := rapid.SampledFrom(names).Draw(t, "name")
			values[name] = []string{rapid.OneOf(rapid.String(), rapid.Just(""), rapid.StringMatching(`[0-9]{1,14}`), rapid.StringMatching(`[0-3]?[0-9]/[01]?[0-9]/20[0-9]{2}`),
				rapid.SampledFrom([]string{"yes", "no", "person", "domestic", "citizen", "5610", "01"})).Draw(t, "text")}
		}
		a := f.Read(values)
		document, err := f.Document(a, day)
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Check(a, "", day)) > 0 {
			return
		}
		kept, err := eform.ParseAnswers(document)
		if err != nil {
			t.Fatal(err)
		}
		if next, err := f.Document(kept, day); err != nil || string(next) != string(document) || len(f.Check(kept, "", day)) > 0 {
			t.Fatalf("%s reads as %s, %v, %v", document, next, err, found(f.Check(kept, "", day)))
		}
	})
}

// blankRows tells whether a list holds an empty row, which inputs cannot show.
func blankRows(value any) bool {
	switch v := value.(type) {
	case eform.Answers:
		return blankRows(map[string]any(v))
	case map[string]any:
		for _, part := range v {
			if m, ok := part.(map[string]any); ok && len(m) == 0 || blankRows(part) {
				return true
			}
		}
	case []any:
		for _, part := range v {
			if m, ok := part.(map[string]any); ok && len(m) == 0 || blankRows(part) {
				return true
			}
		}
	}
	return false
}

func TestAnswersGoThroughJSON(t *testing.T) {
	f := eform.For("1.009664", day)
	rapid.Check(t, func(t *rapid.T) {
		values := inputs(t, f)
		for _, list := range values {
			for i, s := range list {
				if json.Valid([]byte(strconv.Quote(s))) {
					continue
				}
				list[i] = "x" // what is no UTF-8 does not come through the web
			}
		}
		a := f.Read(values)
		data, err := a.JSON()
		if err != nil {
			t.Fatal(err)
		}
		back, err := eform.ParseAnswers(data)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(back, a) {
			t.Fatalf("%v comes back as %v", a, back)
		}
	})
	for reason, data := range map[string]string{"no JSON": "{", "a list": "[]", "a text": `"x"`} {
		if _, err := eform.ParseAnswers([]byte(data)); err == nil {
			t.Errorf("%s is taken for answers", reason)
		}
	}
	if a, err := eform.ParseAnswers(nil); err != nil || a == nil {
		t.Errorf("a new draft has no answers: %v, %v", a, err)
	}
}

// TestForeignShapes: JSON that no page makes is met with faults, not with panic.
func TestForeignShapes(t *testing.T) {
	forms, err := eform.Standard()
	if err != nil {
		t.Fatal(err)
	}
	shape := rapid.SampledFrom([]any{nil, "x", "yes", []any{}, []any{"x", map[string]any{}}, map[string]any{}, map[string]any{"province": []any{}}, true, 1.5,
		[]any{[]any{}, nil, "x", map[string]any{"code": map[string]any{}}}})
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(forms).Draw(t, "form")
		a := eform.Answers{}
		for _, s := range f.Sections {
			for _, q := range s.Questions {
				a[q.Name] = shape.Draw(t, q.Name)
			}
		}
		f.Check(a, "", day)
		f.Summary(a, "vi")
		f.Prefill(a, map[string]string{"account.name": "Lan"})
		f.Do(a, "add:"+rapid.SampledFrom([]string{"industries", "members", "x", "industries.0", "", "members.0.fullName"}).Draw(t, "add"))
		f.Do(a, "remove:"+rapid.SampledFrom([]string{"industries.0", "industries.-1", "industries.99", "industries.x", "", "."}).Draw(t, "remove"))
		if _, err := f.Document(a, day); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzReadDate(f *testing.F) {
	for _, s := range []string{"27/3/1985", "27-03-1985", "27.3.1985", "27031985", "1985-03-27", "31/2/2022", "", "1/1/1", "99999999", "0/0/0000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := eform.ReadDate(s)
		if err != nil {
			return
		}
		if d.AddDays(0) != d {
			t.Errorf("%q reads as %v, which is no day", s, d)
		}
		if again, err := eform.ReadDate(d.String()); err != nil || again != d {
			t.Errorf("%v reads as %v, %v", d, again, err)
		}
	})
}

func FuzzReadMoney(f *testing.F) {
	for _, s := range []string{"1.250.000", "1,250,000 VND", "1 250 000đ", "0", "1.5", "1..000", "-1", "9007199254740992", ".", "1.000,000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := eform.ReadMoney(s)
		if err != nil {
			return
		}
		if n < 0 || n > 1<<53 {
			t.Errorf("%q reads as %d", s, n)
		}
		if again, err := eform.ReadMoney(strconv.FormatInt(n, 10)); err != nil || again != n {
			t.Errorf("%d reads as %d, %v", n, again, err)
		}
	})
}

func TestReadMoney(t *testing.T) {
	for _, test := range []struct {
		reason, typed string
		want          int64
		ok            bool
	}{
		{"plain", "1250000", 1250000, true},
		{"with dots", "1.250.000", 1250000, true},
		{"with commas", "1,250,000", 1250000, true},
		{"with blanks and the unit", "1 250 000 đồng", 1250000, true},
		{"the unit in short", "1.250.000đ", 1250000, true},
		{"nothing", "0", 0, true},
		{"a group of two", "1.25", 0, false},
		{"two marks at once", "1..250", 0, false},
		{"two kinds of marks", "1.250,000", 0, false},
		{"a mark at the end", "1.250.", 0, false},
		{"a unit alone", "đ", 0, false},
		{"four digits before a mark", "1250.000", 0, false},
	} {
		if got, err := eform.ReadMoney(test.typed); got != test.want || (err == nil) != test.ok {
			t.Errorf("%s: %q is %d, %v", test.reason, test.typed, got, err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	f := eform.For("1.009664", day)
	a := f.Read(foreigner())
	b.ReportAllocs()
	for b.Loop() {
		f.Check(a, "", day)
	}
}

func BenchmarkLoad(b *testing.B) {
	data := []byte(small)
	for b.Loop() {
		if _, err := eform.ParseForm(data); err != nil {
			b.Fatal(err)
		}
	}
}
