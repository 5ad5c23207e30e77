package web

import (
	"mime"
	"net/http"
	"slices"
	"strings"

	"motcua/document"
	"motcua/internal/message"
	"motcua/internal/web/view/component"
)

// filesOf keeps the files posted in a field, beside those handed in before and
// named by the form.
func (w *Web) filesOf(r *http.Request, field string) ([]document.File, error) {
	if r.MultipartForm == nil {
		return nil, nil
	}
	files, err := w.office.HandedIn(r.Context(), w.applicant(r), w.handedHere(r, r.PostForm[field+".id"]))
	if err != nil {
		return nil, err
	}
	for _, head := range r.MultipartForm.File[field] {
		body, err := head.Open()
		if err != nil {
			return files, err
		}
		f, err := w.office.KeepFile(r.Context(), w.applicant(r), head.Filename, body)
		_ = body.Close()
		if err != nil {
			return files, err
		}
		files = append(files, f)
		w.hold(r, f.ID)
	}
	return files, nil
}

// heldMost is how many files a browser is known to have handed in.
const heldMost = 40

// hold notes that this browser handed a file in: readers without an account are
// one and the same to the office.
func (w *Web) hold(r *http.Request, id string) {
	held := append(strings.Fields(w.sessions.GetString(r.Context(), heldKey)), id)
	w.sessions.Put(r.Context(), heldKey, strings.Join(held[max(0, len(held)-heldMost):], " "))
}

// handedHere are those of the files that this browser handed in.
func (w *Web) handedHere(r *http.Request, ids []string) []string {
	held := strings.Fields(w.sessions.GetString(r.Context(), heldKey))
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !slices.Contains(held, id) })
}

// linesOf shows files in a form that came back.
func linesOf(_ *message.Printer, files []document.File) []component.FileLine {
	var lines []component.FileLine
	for _, f := range files {
		lines = append(lines, component.FileLine{ID: f.ID, Name: f.Name})
	}
	return lines
}

// serveFile sends a file to be saved.
func (w *Web) serveFile(rw http.ResponseWriter, r *http.Request, f document.File) error {
	body, err := w.office.OpenFile(r.Context(), f)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }()
	rw.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	rw.Header().Set("Content-Type", "application/octet-stream")
	http.ServeContent(rw, r, "", f.At, body)
	return nil
}
