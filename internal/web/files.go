package web

import (
	"errors"
	"mime"
	"mime/multipart"
	"net/http"

	"motcua"
	"motcua/document"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

// filesOf keeps the files posted in a field, beside those handed in before and
// named by the form. What is wrong with some comes back with the others; the
// fault names the field.
func (w *Web) filesOf(r *http.Request, field string) ([]document.File, error) {
	if r.MultipartForm == nil {
		return nil, nil
	}
	files, err := w.office.HandedIn(r.Context(), w.applicant(r), r.PostForm[field+".id"])
	if err != nil {
		return nil, err
	}
	var faults []*motcua.Fault
	for _, head := range r.MultipartForm.File[field] {
		f, err := w.keepPosted(r, head)
		if fault, ok := motcua.AsFault(err); ok && fault.Kind == motcua.Invalid {
			moved := *fault
			moved.Field = field
			faults = append(faults, &moved)
			continue
		}
		if err != nil {
			return files, err
		}
		files = append(files, f)
	}
	return files, motcua.Join(faults...)
}

func (w *Web) keepPosted(r *http.Request, head *multipart.FileHeader) (document.File, error) {
	body, err := head.Open()
	if err != nil {
		return document.File{}, err
	}
	f, err := w.office.KeepFile(r.Context(), office.Hand{By: w.applicant(r), Name: head.Filename, Body: body})
	return f, errors.Join(err, body.Close())
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
