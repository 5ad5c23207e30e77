package eform_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"motcua/eform"
)

// small is a form that is right; each row of the table spoils it.
const small = `{"id": "small", "version": 1, "for": ["1"], "title": {"vi": "Nhỏ", "en": "Small"}, "source": {"vi": "Mẫu", "en": "Sample"},
 "display": [{"id": "one", "title": {"vi": "Một", "en": "One"}, "questions": [
  {"name": "who", "kind": "choice", "label": {"vi": "Ai", "en": "Who"}, "choices": [{"value": "a", "label": {"vi": "A", "en": "A"}}, {"value": "b", "label": {"vi": "B", "en": "B"}}]},
  {"name": "name", "kind": "text", "label": {"vi": "Tên", "en": "Name"}, "showIf": {"who": ["a"]}},
  {"name": "rows", "kind": "list", "label": {"vi": "Dòng", "en": "Rows"}, "item": {"vi": "dòng", "en": "row"}, "questions": [
   {"name": "sum", "kind": "money", "label": {"vi": "Tiền", "en": "Sum"}}]}]}],
 "schema": {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
  "properties": {"who": {"type": "string", "enum": ["a", "b"]}, "name": {"type": "string", "maxLength": 10},
   "rows": {"type": "array", "maxItems": 2, "items": {"type": "object", "additionalProperties": false, "properties": {"sum": {"type": "integer"}}}}},
  "required": ["who"], "allOf": [{"if": {"properties": {"who": {"const": "a"}}, "required": ["who"]}, "then": {"required": ["name"]}}]}}`

func TestFormsThatAreWrongAreRefused(t *testing.T) {
	if _, err := eform.ParseForm([]byte(small)); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ reason, from, to, says string }{
		{"no JSON", `{"id"`, `{id`, "form:"},
		{"a word that no form has", `"version": 1`, `"version": 1, "colour": "red"`, "colour"},
		{"no id", `"id": "small"`, `"id": "Small form"`, "an id in small letters"},
		{"no version", `"version": 1`, `"version": 0`, "a version from 1"},
		{"no English title", `"en": "Small"`, `"en": ""`, "a title and a source in both languages"},
		{"no English label", `"en": "Name"`, `"en": ""`, "name: needs a label in both languages"},
		{"another draft", "2020-12/schema", "2019-09/schema", "2020-12"},
		{"a schema that is none", `"maxLength": 10`, `"maxLength": "ten"`, "maxLength"},
		{"a schema from elsewhere", `"maxLength": 10`, `"$ref": "https://example.org/name"`, "stands on its own"},
		{"a schema of this machine", `"maxLength": 10`, `"$ref": "file:///etc/passwd"`, "stands on its own"},
		{"asked, but not in the schema", `"name": {"type": "string", "maxLength": 10},`, ``, "name: is asked, but the schema has no such property"},
		{"in the schema, but not asked", `"properties": {"who"`, `"properties": {"more": {"type": "string"}, "who"`, "more: stands in the schema, but is not asked"},
		{"within a row", `"properties": {"sum"`, `"properties": {"more": {"type": "string"}, "sum"`, "rows.more: stands in the schema"},
		{"asked twice", `{"name": "rows", "kind": "list"`, `{"name": "name", "kind": "text", "label": {"vi": "Tên", "en": "Name"}}, {"name": "rows", "kind": "list"`, "name: is asked twice"},
		{"a name with a dot is a path", `{"name": "name"`, `{"name": "na.me"`, "letters and digits"},
		{"a name that buttons have", `{"name": "name"`, `{"name": "do"`, "no answer"},
		{"anything may be added", `"additionalProperties": false,
  "properties"`, `"properties"`, "additionalProperties"},
		{"an unknown kind", `"kind": "money"`, `"kind": "gold"`, "unknown kind"},
		{"a kind and a type that differ", `"sum": {"type": "integer"}`, `"sum": {"type": "string"}`, "must be of type integer"},
		{"a choice that the schema does not accept", `["a", "b"]`, `["a", "c"]`, "who: offers [a b], but the schema accepts [a c]"},
		{"a choice without words", `{"vi": "B", "en": "B"}`, `{"vi": "B", "en": ""}`, "label in both languages, and its hint"},
		{"shown by what is not asked", `"showIf": {"who": ["a"]}`, `"showIf": {"what": ["a"]}`, "no choice beside it"},
		{"shown by an answer that is not offered", `"showIf": {"who": ["a"]}`, `"showIf": {"who": ["z"]}`, "which is not offered"},
		{"shown by itself", `"label": {"vi": "Ai", "en": "Who"},`, `"label": {"vi": "Ai", "en": "Who"}, "showIf": {"who": ["a"]},`, "no choice beside it"},
		{"required although it is not always shown", `"required": ["who"], "allOf"`, `"required": ["who", "name"], "allOf"`, "required only in an"},
		{"required under another condition", `{"const": "a"}`, `{"const": "b"}`, "another condition"},
		{"a list without a name for its rows", `"item": {"vi": "dòng", "en": "row"},`, ``, "what one of them is called"},
		{"held by nobody", `"kind": "text"`, `"kind": "text", "prefill": "police.name"`, "police.name"},
		{"the year of no date", `"kind": "text"`, `"kind": "text", "born": "who"`, "no date beside it"},
		{"at most what is no number", `"kind": "text"`, `"kind": "text", "atMost": "who"`, "no number of its kind"},
		{"after what is no date", `"kind": "text"`, `"kind": "text", "after": "who"`, "no date beside it"},
		{"in no province", `"kind": "text"`, `"kind": "text", "within": "00"`, "no province"},
		{"a hint in one language", `"kind": "text"`, `"kind": "text", "hint": {"vi": "Gợi ý", "en": ""}`, "in one language alone"},
		{"a section without questions", `"id": "one"`, `"id": "zero", "title": {"vi": "Không", "en": "None"}, "questions": []}, {"id": "one"`, "zero: a section needs"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			spoilt := strings.Replace(small, test.from, test.to, 1)
			if spoilt == small {
				t.Fatalf("nothing is spoilt by %q", test.from)
			}
			_, err := eform.ParseForm([]byte(spoilt))
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want a complaint that holds %q", err, test.says)
			}
		})
	}
}

func TestReadForms(t *testing.T) {
	twice := fstest.MapFS{"forms/a.json": {Data: []byte(small)}, "forms/b.json": {Data: []byte(small)}}
	if _, err := eform.ReadForms(twice); err == nil || !strings.Contains(err.Error(), "forms/b.json: the form small/1 stands in another file too") {
		t.Errorf("the same form twice: %v", err)
	}
	bad := fstest.MapFS{"forms/a.json": {Data: []byte(`{}`)}}
	if _, err := eform.ReadForms(bad); err == nil || !strings.Contains(err.Error(), "forms/a.json") {
		t.Errorf("a form that is wrong is named: %v", err)
	}
	newer := strings.NewReplacer(`"version": 1,`, `"version": 2, "from": "2022-07-01",`).Replace(small)
	forms, err := eform.ReadForms(fstest.MapFS{"forms/a.json": {Data: []byte(small)}, "forms/b.json": {Data: []byte(newer)}})
	if err != nil {
		t.Fatal(err)
	}
	if got := forms.For("1", day).Ref(); got != "small/1" {
		t.Errorf("before the second version holds it is %s", got)
	}
	if got := forms.For("1", late).Ref(); got != "small/2" {
		t.Errorf("from its day it is %s", got)
	}
}
