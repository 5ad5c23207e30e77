package web

import (
	"crypto/rand"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"time"

	"motcua"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

// holderCookie holds the secret of a browser that hands in files: what it has
// brought before the form was sent is its own, and nobody else can name it.
const holderCookie = "tep"

// How many files one form brings, and one network address in an hour.
const (
	filesMost   = 20
	arrivalMost = 400
	arrivalTime = time.Hour
)

// carryTime is how long a form with files may take on a slow line; others have
// a minute.
const carryTime = 15 * time.Minute

// holderOf is what files of this browser are kept under; "" when it has no
// secret yet.
func holderOf(r *http.Request) string {
	cookie, err := r.Cookie(holderCookie)
	if err != nil || len(cookie.Value) < secretLeast {
		return ""
	}
	return office.Holder(cookie.Value)
}

// secretLeast is the length of a secret of ours; a shorter one is not taken.
const secretLeast = 26

// hold gives a browser that brings files a secret when it has none.
func (w *Web) hold(rw http.ResponseWriter, v *visit) {
	if v.holder != "" {
		return
	}
	secret := rand.Text()
	http.SetCookie(rw, &http.Cookie{Name: holderCookie, Value: secret, Path: "/", HttpOnly: true, Secure: w.cfg.Secure,
		SameSite: http.SameSiteLaxMode, MaxAge: int(document.Loose.Seconds())})
	v.holder = office.Holder(secret)
}

// filesOf keeps the files posted in a field, beside those handed in before and
// named by the form. What is wrong with some comes back with the others; the
// fault names the field. The route must say how large its body may be.
func (w *Web) filesOf(r *http.Request, field string) ([]document.File, error) {
	return w.filesFor(r, field, nil)
}

// sender is who hands a file in: the one of the staff signed in, else the applicant.
func (w *Web) sender(r *http.Request) identity.Actor {
	if visitOf(r).person != nil {
		return w.actor(r)
	}
	return w.applicant(r)
}

// papersOf is filesOf for papers: of the kinds that dossiers take.
func (w *Web) papersOf(r *http.Request, field string) ([]document.File, error) {
	return w.filesFor(r, field, document.Paper)
}

func (w *Web) filesFor(r *http.Request, field string, takes func(document.File) *motcua.Fault) ([]document.File, error) {
	by, holder := w.sender(r), visitOf(r).holder
	named := slices.DeleteFunc(slices.Clone(r.PostForm[field+".id"]), func(id string) bool { return slices.Contains(r.PostForm["remove"], id) })
	files, err := w.office.HandedIn(r.Context(), by, holder, named)
	if err != nil || r.MultipartForm == nil {
		return files, err
	}
	heads := r.MultipartForm.File[field]
	if len(files)+len(heads) > filesMost {
		return files, motcua.InvalidField(field, "document.many", "Most", filesMost)
	}
	var faults []*motcua.Fault
	for _, head := range heads {
		f, err := w.keepPosted(r, head, office.Hand{By: by, Holder: holder, Name: head.Filename, Takes: takes})
		var fault *motcua.Fault
		switch {
		case err == nil:
			files = append(files, f)
		case errors.As(err, &fault) && fault.Kind == motcua.Invalid:
			moved := *fault
			moved.Field = field
			faults = append(faults, &moved)
		default:
			return files, err
		}
	}
	return files, motcua.Join(faults...)
}

func (w *Web) keepPosted(r *http.Request, head *multipart.FileHeader, h office.Hand) (document.File, error) {
	if err := w.arriving(r, h.Name); err != nil {
		return document.File{}, err
	}
	body, err := head.Open()
	if err != nil {
		return document.File{}, err
	}
	h.Body = body
	f, err := w.office.KeepFile(r.Context(), h)
	return f, errors.Join(err, body.Close())
}

// arriving counts a file against the network address it comes from; the staff
// are not counted.
func (w *Web) arriving(r *http.Request, name string) error {
	if visitOf(r).person != nil {
		return nil
	}
	if wait := w.arrivals.take(visitOf(r).from); wait > 0 {
		return motcua.InvalidField("file", "document.often", "Name", document.Name(name, ""), "Time", wait)
	}
	return nil
}

// attachments are files that came with a form, as use cases take them.
func attachments(paper string, files []document.File) []office.Attachment {
	var list []office.Attachment
	for _, f := range files {
		list = append(list, office.Attachment{Paper: paper, Kept: f})
	}
	return list
}

// linesOf shows files in a form that came back.
func linesOf(p *message.Printer, files []document.File) []component.FileLine {
	var lines []component.FileLine
	for _, f := range files {
		lines = append(lines, component.FileLine{ID: f.ID, Name: f.Name, Size: component.Size(p, f.Size)})
	}
	return lines
}

// pdfPolicy is that of a PDF which a page of ours shows: no browser shows one in
// a sandbox.
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

// serveFile sends a file to be saved – or to be looked at, when the address
// asks for it and it is of a kind that browsers show. It never acts as a page
// of ours: its type is not guessed, and nothing in it may run or load.
func (w *Web) serveFile(rw http.ResponseWriter, r *http.Request, f document.File) error {
	body, err := w.office.OpenFile(r.Context(), f)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }() // it was only read
	h := rw.Header()
	how, kind := "attachment", "application/octet-stream"
	policy := "default-src 'none'; sandbox"
	if document.Accepted(f.Type) {
		kind = f.Type
	}
	if r.URL.Query().Get("xem") != "" && document.Shown(f.Type) {
		how = "inline"
		policy = "default-src 'none'; frame-ancestors 'self'; sandbox"
		if f.Type == document.PDF {
			policy = pdfPolicy
		}
		h.Set("X-Frame-Options", "SAMEORIGIN")
	}
	h.Set("Content-Security-Policy", policy)
	h.Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": f.Name}))
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "private, no-store")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("ETag", `"`+f.Hash+`"`)
	http.ServeContent(rw, r, "", f.At, io.ReadSeeker(body))
	return nil
}
