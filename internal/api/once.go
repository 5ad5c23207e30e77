package api

import (
	"bytes"
	"errors"
	"net/http"

	"motcua/internal/office"
)

var errOurs = errors.New("the call failed for a reason of ours")

// once makes a write that carries an idempotency key happen once; the same
// request again gets the same answer.
func (a *api) once(w http.ResponseWriter, r *http.Request, req *request, key string) {
	var fresh *recorder
	request := r.Method + " " + r.URL.RequestURI() + "\n" + string(req.body)
	stored, err := a.office.Once(r.Context(), req.by, key, request, func() (office.Answer, error) {
		fresh = newRecorder()
		a.mux.ServeHTTP(fresh, r)
		if fresh.status >= http.StatusInternalServerError {
			return office.Answer{}, errOurs
		}
		return office.Answer{Status: fresh.status, Body: fresh.body.String()}, nil
	})
	switch {
	case fresh != nil && (err == nil || errors.Is(err, errOurs)):
		fresh.copyTo(w)
	case err != nil:
		a.refuse(w, r, req.words, err)
	default:
		w.Header().Set("Idempotency-Replayed", "true")
		w.Header().Set("Content-Type", typeOf(stored.Status))
		w.WriteHeader(stored.Status)
		if _, err := w.Write([]byte(stored.Body)); err != nil {
			a.log.DebugContext(r.Context(), "answer not delivered", "error", err)
		}
	}
}

func typeOf(status int) string {
	if status >= http.StatusBadRequest {
		return problemType
	}
	return "application/json"
}

// recorder keeps an answer instead of sending it.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func newRecorder() *recorder { return &recorder{header: http.Header{}, status: http.StatusOK} }

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(status int) { r.status = status }

func (r *recorder) Write(data []byte) (int, error) { return r.body.Write(data) }

func (r *recorder) copyTo(w http.ResponseWriter) {
	for name, values := range r.header {
		w.Header()[name] = values
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body.Bytes()) // the caller has gone; the answer is kept under its key
}
