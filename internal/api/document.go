package api

import (
	_ "embed"
	"encoding/json"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed docs.css
var docsStyle []byte

// document mounts the OpenAPI document and a page that lists its calls, both
// made once from the routes mounted before.
func (a *api) document() {
	doc := a.huma.OpenAPI()
	for _, foreign := range []string{"ErrorModel", "ErrorDetail"} { // huma's own, which translate replaces
		delete(doc.Components.Schemas.Map(), foreign)
	}
	a.serve("/openapi.json", "application/openapi+json", sync.OnceValues(func() ([]byte, error) { return json.Marshal(doc) }))
	a.serve("/openapi.yaml", "application/openapi+yaml", sync.OnceValues(doc.YAML))
	a.serve("/docs", "text/html; charset=utf-8", sync.OnceValues(func() ([]byte, error) { return page(doc) }))
	a.serve("/docs.css", "text/css; charset=utf-8", func() ([]byte, error) { return docsStyle, nil })
}

func (a *api) serve(path, contentType string, content func() ([]byte, error)) {
	a.mux.HandleFunc("GET "+base+path, func(w http.ResponseWriter, r *http.Request) {
		data, err := content()
		if err != nil {
			a.refuse(w, r, requestOf(r.Context()).words, err)
			return
		}
		header := w.Header()
		header.Set("Content-Type", contentType)
		header.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'")
		header.Set("Cache-Control", "no-cache")
		if _, err := w.Write(data); err != nil {
			a.log.DebugContext(r.Context(), "document not delivered", "error", err)
		}
	})
}

type documented struct {
	Method, Path string
	*huma.Operation
	Sends, Gets string // schema names
	Open        bool
}

func page(doc *huma.OpenAPI) ([]byte, error) {
	var calls []documented
	for path, item := range doc.Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post} {
			if op == nil {
				continue
			}
			call := documented{Method: method, Path: path, Operation: op, Open: len(op.Security) == 0}
			if op.RequestBody != nil {
				call.Sends = schemaName(op.RequestBody.Content["application/json"])
			}
			for status, response := range op.Responses {
				if status != "default" {
					call.Gets = status + " " + schemaName(response.Content["application/json"])
				}
			}
			calls = append(calls, call)
		}
	}
	slices.SortFunc(calls, func(x, y documented) int {
		return strings.Compare(x.Tags[0]+" "+x.Path+" "+x.Method, y.Tags[0]+" "+y.Path+" "+y.Method)
	})
	shown, err := template.New("docs").Parse(docsPage)
	if err != nil {
		return nil, err
	}
	var out strings.Builder
	err = shown.Execute(&out, map[string]any{"Info": doc.Info, "Calls": calls, "Base": base})
	return []byte(out.String()), err
}

func schemaName(m *huma.MediaType) string {
	if m == nil || m.Schema == nil {
		return ""
	}
	return m.Schema.Ref[strings.LastIndex(m.Schema.Ref, "/")+1:]
}

//go:embed docs.html
var docsPage string
