package web

import (
	"net/http"

	"motcua/internal/web/view/public"
)

// home is the way in for everybody.
func (w *Web) home(rw http.ResponseWriter, r *http.Request) error {
	return w.render(rw, r, http.StatusOK, public.Home(w.page(r, "")))
}
