package api_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"motcua/internal/api"
)

// document is the OpenAPI document as a reader of the API has it, with a
// validator that is not the one the API is made with.
type document struct {
	paths    map[string]map[string]operation
	compiler *jsonschema.Compiler
	mu       sync.Mutex
	answered map[string]bool // "GET /dossiers/{code}" answered well
}

type operation struct {
	Security    []map[string][]string
	RequestBody struct{ Content map[string]media }
	Responses   map[string]struct{ Content map[string]media }
}

type media struct {
	Schema struct {
		Ref string `json:"$ref"`
	}
}

func readDocument(t *testing.T, d *desk) *document {
	t.Helper()
	got := d.call("", "GET", "/api/v1/openapi.json", nil)
	var read struct {
		OpenAPI string
		Paths   map[string]map[string]operation
	}
	if err := json.Unmarshal(got.body, &read); err != nil {
		t.Fatalf("openapi.json: %v", err)
	}
	if !strings.HasPrefix(read.OpenAPI, "3.1") {
		t.Errorf("openapi: got %s, want 3.1", read.OpenAPI)
	}
	doc := &document{paths: read.Paths, compiler: jsonschema.NewCompiler(), answered: map[string]bool{}}
	doc.compiler.AssertFormat()
	whole, err := jsonschema.UnmarshalJSON(bytes.NewReader(got.body))
	if err == nil {
		err = doc.compiler.AddResource("openapi.json", whole)
	}
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// find is the documented operation of a call.
func (doc *document) find(method, path string) (name string, op operation, ok bool) {
	path, _, _ = strings.Cut(strings.TrimPrefix(path, "/api/v1"), "?")
	parts := strings.Split(path, "/")
	for template, methods := range doc.paths {
		op, known := methods[strings.ToLower(method)]
		if known && slices.EqualFunc(strings.Split(template, "/"), parts, func(want, got string) bool { return want == got || strings.HasPrefix(want, "{") }) {
			return method + " " + template, op, true
		}
	}
	return "", operation{}, false
}

// check holds an answer, and the body that was answered well, against their
// schemas.
func (doc *document) check(t *testing.T, method, path string, sent []byte, got reply) {
	t.Helper()
	doc.mu.Lock()
	defer doc.mu.Unlock()
	name, op, ok := doc.find(method, path)
	if !ok {
		return
	}
	response, known := op.Responses[strconv.Itoa(got.status)]
	if !known {
		response = op.Responses["default"]
	}
	kind, _, _ := strings.Cut(got.header.Get("Content-Type"), ";")
	doc.validate(t, name, response.Content[kind].Schema.Ref, got.body)
	if got.status < 300 {
		doc.answered[name] = true
		if len(sent) > 0 {
			doc.validate(t, name+" (body)", op.RequestBody.Content["application/json"].Schema.Ref, sent)
		}
	}
}

func (doc *document) validate(t *testing.T, name, ref string, body []byte) {
	t.Helper()
	if ref == "" {
		t.Errorf("%s: no schema", name)
		return
	}
	schema, err := doc.compiler.Compile("openapi.json" + ref)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err == nil {
		err = schema.Validate(value)
	}
	if err != nil {
		t.Errorf("%s is not as documented: %v\n%s", name, err, body)
	}
}

func TestDocumentIsServedWhole(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{PublicURL: "https://motcua.example"}, func(t *testing.T, d *desk) {
		d.call("", "GET", "/api/v1/openapi.json", nil).want("servers.0.url", "https://motcua.example/api/v1", "components.schemas.ErrorModel", nil)
		if _, _, ok := d.doc.find("POST", "/demo/clock"); ok {
			t.Error("the clock of the demonstration is documented outside a demonstration")
		}
		tests := []struct{ reason, path, kind, holds string }{
			{"YAML beside JSON", "/openapi.yaml", "application/openapi+yaml", "openapi: 3.1"},
			{"a page that lists the calls", "/docs", "text/html; charset=utf-8", "POST /dossiers/{code}/consultations"},
			{"its style is our own", "/docs.css", "text/css; charset=utf-8", "main"},
		}
		for _, test := range tests {
			got := d.call("", "GET", "/api/v1"+test.path, nil)
			if got.header.Get("Content-Type") != test.kind || !strings.Contains(string(got.body), test.holds) {
				t.Errorf("%s: got %s without %q", test.reason, got.header.Get("Content-Type"), test.holds)
			}
			if strings.Contains(string(got.body), "://unpkg") || strings.Contains(string(got.body), "<script") {
				t.Errorf("%s: it loads something from elsewhere", test.reason)
			}
		}
	})
}
