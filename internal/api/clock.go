package api

import (
	"context"
	"net/http"
)

// Moment is a moment of the demonstration's clock.
type Moment struct {
	Now string `json:"now" format:"date-time" example:"2022-06-06T08:30:00+07:00"`
}

// Clock is the clock of the demonstration as it stands.
type Clock struct {
	Now Instant `json:"now"`
}

// clock lets a demonstration move its clock forward; elsewhere there is no
// such address. It answers at /demo/clock too.
func (a *api) clock() {
	if !a.cfg.Demo {
		return
	}
	post(a, route{id: "moveClock", path: "/demo/clock", tag: "demonstration", summary: "Move the clock forward", public: true},
		func(ctx context.Context, _ *request, _ *nothing, body Moment) (Clock, error) {
			at, fault := readInstant("now", body.Now)
			if fault != nil {
				return Clock{}, fault
			}
			if err := a.office.MoveClock(ctx, at); err != nil {
				return Clock{}, err
			}
			return Clock{Now: Instant(a.office.Now())}, nil
		})
	a.mux.HandleFunc("POST /demo/clock", func(w http.ResponseWriter, r *http.Request) {
		inside := r.Clone(r.Context())
		inside.URL.Path = base + "/demo/clock"
		a.mux.ServeHTTP(w, inside)
	})
}
