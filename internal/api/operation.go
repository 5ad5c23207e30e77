package api

import (
	"context"
	"net/http"
	"path"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"motcua"
	"motcua/internal/office"
)

const tokenScheme = "token"

// route describes one call. Its summary is for developers, in the OpenAPI
// document.
type route struct {
	id, method, path string
	tag, summary     string
	status           int  // of the answer when all is well; 0 is 200
	public           bool // needs no token
}

// answer is the body of an answer, with the version of what it shows.
type answer[O any] struct {
	ETag string `header:"ETag" doc:"Version of the dossier, for If-Match"`
	Body O
}

// versioned is an answer's body that shows a dossier.
type versioned interface{ etag() string }

// nothing is the input of a call that takes none.
type nothing struct{}

// onCode is the input of a call on a dossier.
type onCode struct {
	Code    string `path:"code" doc:"Code of the dossier" example:"H57.16-220606-0001"`
	Version int    `query:"version" doc:"Version of the dossier that was read; another one now is a conflict"`
	IfMatch string `header:"If-Match" doc:"The same as an ETag"`
}

// onID is the input of a call on an errand beside a dossier.
type onID struct {
	ID string `path:"id"`
}

// target names the dossier and the version its reader saw: in If-Match, in the
// query or in the body.
func (in *onCode) target(inBody int) (office.Target, error) {
	t := office.Target{Code: in.Code, Expected: inBody}
	if in.Version != 0 {
		t.Expected = in.Version
	}
	if in.IfMatch != "" && in.IfMatch != "*" {
		n, err := strconv.Atoi(strings.Trim(strings.TrimPrefix(in.IfMatch, "W/"), `"`))
		if err != nil || n < 1 {
			return t, motcua.InvalidField("If-Match", "api.version", "Value", in.IfMatch)
		}
		t.Expected = n
	}
	return t, nil
}

// get mounts a call that reads, or that takes no body.
func get[I, O any](a *api, r route, do func(ctx context.Context, req *request, in *I) (O, error)) {
	op := a.operation(r)
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*answer[O], error) {
		req := requestOf(ctx)
		if !r.public && req.by.Person == "" {
			return nil, a.problem(ctx, req.words, noToken())
		}
		body, err := do(ctx, req, in)
		if err != nil {
			return nil, a.problem(ctx, req.words, err)
		}
		out := &answer[O]{Body: body}
		if v, ok := any(body).(versioned); ok {
			out.ETag = v.etag()
		}
		return out, nil
	})
}

// post mounts a call that takes a body of type B.
func post[I, B, O any](a *api, r route, do func(ctx context.Context, req *request, in *I, body B) (O, error)) {
	r.method = http.MethodPost
	get(a, r, func(ctx context.Context, req *request, in *I) (O, error) {
		var body B
		if err := decode(req.body, &body); err != nil {
			var none O
			return none, err
		}
		return do(ctx, req, in, body)
	})
	schema := a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[B](), true, "")
	a.huma.OpenAPI().Paths[r.path].Post.RequestBody = &huma.RequestBody{
		Content: map[string]*huma.MediaType{"application/json": {Schema: schema}}}
}

// schemaNamer names the schema of a type; one of another room carries the name
// of that room, since rooms have like words for their own things.
func schemaNamer(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	room := path.Base(t.PkgPath())
	if t.PkgPath() == "" || room == "api" {
		return name
	}
	return strings.ToUpper(room[:1]) + room[1:] + name
}

// operation is the description of a route; every call may answer with a
// problem.
func (a *api) operation(r route) huma.Operation {
	op := huma.Operation{OperationID: r.id, Method: r.method, Path: r.path, Summary: r.summary, Tags: []string{r.tag},
		DefaultStatus: r.status, Responses: map[string]*huma.Response{}}
	if op.Method == "" {
		op.Method = http.MethodGet
	}
	if op.DefaultStatus == 0 {
		op.DefaultStatus = http.StatusOK
	}
	if !r.public {
		op.Security = []map[string][]string{{tokenScheme: {}}}
	}
	schema := a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[Problem](), true, "")
	op.Responses["default"] = &huma.Response{Description: "What is wrong and what to do",
		Content: map[string]*huma.MediaType{problemType: {Schema: schema}}}
	op.Responses[strconv.Itoa(op.DefaultStatus)] = &huma.Response{Description: http.StatusText(op.DefaultStatus)}
	if op.Method == http.MethodPost && !r.public {
		op.Parameters = []*huma.Param{{Name: "Idempotency-Key", In: "header", Schema: &huma.Schema{Type: huma.TypeString},
			Description: "The same key with the same request gives the same answer again"}}
	}
	return op
}
