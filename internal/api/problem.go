package api

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"motcua"
	"motcua/internal/message"
)

const problemType = "application/problem+json"

// Problem is the answer to a call that could not be done (RFC 9457), written
// for the reader who can act on it.
type Problem struct {
	Title    string       `json:"title" doc:"Kind of problem, in the reader's language"`
	Status   int          `json:"status"`
	Detail   string       `json:"detail" doc:"What is wrong and what to do, in the reader's language"`
	Code     string       `json:"code" doc:"Stable name of the problem" example:"dossier.unknown"`
	Incident string       `json:"incident,omitempty" doc:"Number under which our side has logged it"`
	Errors   []FieldError `json:"errors" nullable:"false" doc:"Every field at fault"`
	header   http.Header
}

// FieldError is one field at fault.
type FieldError struct {
	Field   string `json:"field" example:"applicant.name"`
	Message string `json:"message"`
}

// Error is the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the HTTP status of the problem.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders are the headers that go with the problem.
func (p *Problem) GetHeaders() http.Header { return p.header }

// ContentType is that of problem documents.
func (p *Problem) ContentType(string) string { return problemType }

// refusal is a fault of the request itself, with the status that says so.
type refusal struct {
	fault  *motcua.Fault
	status int
	header http.Header
}

func (r *refusal) Error() string { return r.fault.Error() }

func refused(status int, field, key string, pairs ...any) *refusal {
	return &refusal{fault: motcua.InvalidField(field, key, pairs...), status: status}
}

func noToken() error {
	r := refused(http.StatusUnauthorized, "", "api.token.missing")
	r.header = http.Header{"Www-Authenticate": {`Bearer realm="motcua"`}}
	return r
}

func wrongToken() error {
	r := refused(http.StatusUnauthorized, "", "api.token.unknown")
	r.header = http.Header{"Www-Authenticate": {`Bearer realm="motcua", error="invalid_token"`}}
	return r
}

func noSuchAddress(path string) error {
	return refused(http.StatusNotFound, "", "api.address", "Path", path)
}

func wrongMethod(method, allowed string) error {
	return refused(http.StatusMethodNotAllowed, "", "api.method", "Method", method, "Allowed", allowed)
}

func tooOften(wait time.Duration) error {
	seconds := int((wait + time.Second - 1) / time.Second)
	r := refused(http.StatusTooManyRequests, "", "api.tooOften", "Seconds", seconds)
	r.header = http.Header{"Retry-After": {strconv.Itoa(seconds)}}
	return r
}

// problem words an error for its reader. What is ours to mend is logged under
// a number and hidden.
func (a *api) problem(ctx context.Context, words *message.Printer, err error) *Problem {
	var r *refusal
	var fault *motcua.Fault
	switch {
	case errors.As(err, &r):
		return written(words, r.fault, r.status, r.header)
	case errors.As(err, &fault) && fault.Kind != motcua.Internal:
		return written(words, fault, statusOf(fault.Kind), nil)
	}
	incident := rand.Text()[:10]
	level := slog.LevelError
	if ctx.Err() != nil {
		level = slog.LevelDebug // the caller has gone and nobody waits for the answer
	}
	a.log.Log(ctx, level, "api call failed", "incident", incident, "error", err)
	p := written(words, motcua.Refused(motcua.Internal, "api.internal", "Incident", incident), http.StatusInternalServerError, nil)
	p.Incident = incident
	return p
}

func written(words *message.Printer, fault *motcua.Fault, status int, header http.Header) *Problem {
	p := &Problem{Title: words.T(titleOf(status)), Status: status, Detail: words.Fault(fault), Code: fault.Text.Key,
		Errors: []FieldError{}, header: header}
	for _, f := range fault.All() {
		if f.Field != "" {
			p.Errors = append(p.Errors, FieldError{Field: f.Field, Message: words.Fault(f)})
		}
	}
	return p
}

func statusOf(kind motcua.Kind) int {
	switch kind {
	case motcua.Invalid:
		return http.StatusUnprocessableEntity
	case motcua.Forbidden:
		return http.StatusForbidden
	case motcua.NotFound:
		return http.StatusNotFound
	case motcua.Conflict:
		return http.StatusConflict
	default:
		return http.StatusInternalServerError
	}
}

func titleOf(status int) string {
	switch status {
	case http.StatusUnprocessableEntity:
		return "api.title.invalid"
	case http.StatusUnauthorized:
		return "api.title.unknownCaller"
	case http.StatusForbidden:
		return "api.title.forbidden"
	case http.StatusNotFound:
		return "api.title.notFound"
	case http.StatusConflict:
		return "api.title.conflict"
	case http.StatusTooManyRequests:
		return "api.title.tooOften"
	case http.StatusInternalServerError:
		return "api.title.internal"
	default:
		return "api.title.malformed"
	}
}

// translate puts what huma finds wrong with parameters into our shape and the
// reader's language.
func (a *api) translate(ctx huma.Context, _ string, body any) (any, error) {
	model, ok := body.(*huma.ErrorModel)
	if !ok {
		return body, nil
	}
	words := requestOf(ctx.Context()).words
	if words == nil {
		words = a.words.In(message.Vietnamese)
	}
	var faults []*motcua.Fault
	for _, detail := range model.Errors {
		_, field, found := strings.Cut(detail.Location, ".")
		if found {
			faults = append(faults, motcua.InvalidField(field, "api.parameter", "Field", field, "Value", fmt.Sprint(detail.Value)))
		}
	}
	var fault *motcua.Fault
	if !errors.As(motcua.Join(faults...), &fault) {
		return a.problem(ctx.Context(), words, errors.New(model.Detail)), nil
	}
	return written(words, fault, model.Status, nil), nil
}

// refuse answers with a problem outside any call.
func (a *api) refuse(w http.ResponseWriter, r *http.Request, words *message.Printer, err error) {
	p := a.problem(r.Context(), words, err)
	header := w.Header()
	for name, values := range p.header {
		header[name] = values
	}
	header.Set("Content-Type", problemType)
	w.WriteHeader(p.Status)
	if err := json.NewEncoder(w).Encode(p); err != nil {
		a.log.DebugContext(r.Context(), "problem not delivered", "error", err)
	}
}

// caught turns a panic into an incident.
func (a *api) caught(w http.ResponseWriter, r *http.Request, words *message.Printer) {
	cause := recover()
	if cause == nil {
		return
	}
	a.refuse(w, r, words, fmt.Errorf("panic: %v", cause))
}
