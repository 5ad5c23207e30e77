package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/tus/tusd/v2/pkg/filestore"
	"github.com/tus/tusd/v2/pkg/handler"
	"github.com/tus/tusd/v2/pkg/memorylocker"
	tuslog "golang.org/x/exp/slog"

	"motcua"
	"motcua/document"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

// uploadPath is where files come in parts, by the tus protocol 1.0.0 with the
// extensions creation, expiration and termination.
const uploadPath = "/tep/tai-len"

// uploadScript brings the files of a form in parts.
const uploadScript = "upload.js"

// uploadRoutes is the part of the table for files that come in parts.
func uploadRoutes() []Route {
	one := uploadPath + "/{id}"
	return []Route{
		{name: "upload.how", method: "OPTIONS", pattern: uploadPath, handler: (*Web).uploadHow},
		{name: "upload", method: "POST", pattern: uploadPath, handler: (*Web).beginUpload, raw: true},
		{name: "upload.where", method: "HEAD", pattern: one, handler: (*Web).uploadedSoFar},
		{name: "upload.part", method: "PATCH", pattern: one, handler: (*Web).uploadPart, most: document.Largest + 1, raw: true},
		{name: "upload.end", method: "DELETE", pattern: one, handler: (*Web).endUpload},
	}
}

// uploads speaks the tus protocol; what it takes belongs to the office.
type uploads struct {
	*handler.UnroutedHandler
	store filestore.FileStore
}

// partWithin is how long nothing may come before a part counts as broken off.
const partWithin = 30 * time.Second

func (w *Web) newUploads() (*uploads, error) {
	u := &uploads{store: filestore.New(w.office.Incoming())}
	u.store.DirModePerm, u.store.FileModePerm = 0o700, 0o600
	composer := handler.NewStoreComposer()
	composer.UseCore(u.store)
	composer.UseTerminater(u.store)
	memorylocker.New().UseIn(composer)
	var err error
	u.UnroutedHandler, err = handler.NewUnroutedHandler(handler.Config{StoreComposer: composer, BasePath: w.cfg.PublicURL + uploadPath + "/",
		DisableDownload: true, DisableConcatenation: true, Cors: &handler.CorsConfig{Disable: true}, NetworkTimeout: partWithin,
		Logger:                    tuslog.New(tuslog.NewTextHandler(logLines{w.log}, &tuslog.HandlerOptions{Level: tuslog.LevelError})),
		PreUploadCreateCallback:   w.uploadBegins,
		PreFinishResponseCallback: w.uploadIsWhole})
	return u, err
}

// logLines writes what the protocol's library logs to the log of the house.
type logLines struct{ log *slog.Logger }

// Write logs a line.
func (l logLines) Write(line []byte) (int, error) {
	l.log.Error("upload", "library", strings.TrimSpace(string(line)))
	return len(line), nil
}

// speakTus answers with one of the library's handlers. What is ours to mend is
// not told to strangers.
func (w *Web) speakTus(rw http.ResponseWriter, r *http.Request, answer http.HandlerFunc) error {
	rw.Header().Set("Cache-Control", "no-store")
	http.StripPrefix(uploadPath, w.uploads.Middleware(answer)).ServeHTTP(&blunt{ResponseWriter: rw}, r)
	return nil
}

// uploadHow says what of the protocol is spoken; the library answers OPTIONS
// by itself.
func (w *Web) uploadHow(rw http.ResponseWriter, r *http.Request) error {
	return w.speakTus(rw, r, http.NotFound)
}

func (w *Web) beginUpload(rw http.ResponseWriter, r *http.Request) error {
	w.hold(rw, visitOf(r))
	return w.speakTus(rw, r, w.uploads.PostFile)
}

// uploadBegins asks the office whether the file may come.
func (w *Web) uploadBegins(hook handler.HookEvent) (handler.HTTPResponse, handler.FileInfoChanges, error) {
	r := requestOf(hook)
	none := handler.HTTPResponse{}
	name := hook.Upload.MetaData["filename"]
	if !sound(name) {
		return none, handler.FileInfoChanges{}, w.tusError(r, refusal{status: http.StatusBadRequest, key: "web.encoding"})
	}
	if err := w.arriving(r, name); err != nil {
		return none, handler.FileInfoChanges{}, w.tusError(r, err)
	}
	id, err := w.office.BeginUpload(r.Context(), visitOf(r).holder, name, hook.Upload.Size)
	if err != nil {
		return none, handler.FileInfoChanges{}, w.tusError(r, err)
	}
	kept := handler.MetaData{"papers": hook.Upload.MetaData["papers"]}
	return handler.HTTPResponse{Header: handler.HTTPHeader{"Upload-Expires": w.office.Now().Add(document.Loose).UTC().Format(http.TimeFormat)}},
		handler.FileInfoChanges{ID: id, MetaData: kept}, nil
}

// uploadIsWhole hands the file over to the office. What it will not take is
// gone, and the answer says why.
func (w *Web) uploadIsWhole(hook handler.HookEvent) (handler.HTTPResponse, error) {
	r := requestOf(hook)
	h := office.Hand{ID: hook.Upload.ID, By: w.sender(r)}
	if hook.Upload.MetaData["papers"] != "" {
		h.Takes = document.Paper
	}
	_, err := w.office.FinishUpload(r.Context(), h, filepath.Join(w.office.Incoming(), hook.Upload.ID))
	if err == nil || motcua.KindOf(err) == motcua.Invalid {
		w.forgetParts(r.Context(), hook.Upload.ID)
	}
	if err != nil {
		return handler.HTTPResponse{}, w.tusError(r, err)
	}
	return handler.HTTPResponse{}, nil
}

// forgetParts removes what came of an upload; what cannot be removed now is
// swept out later.
func (w *Web) forgetParts(ctx context.Context, id string) {
	if err := w.office.CancelUpload(ctx, id); err != nil {
		w.log.Error("forgetting an upload", "error", err)
	}
	if upload, err := w.uploads.store.GetUpload(ctx, id); err == nil {
		if err := w.uploads.store.AsTerminatableUpload(upload).Terminate(ctx); err != nil {
			w.log.Error("removing an upload", "error", err)
		}
	}
}

// uploadedSoFar says how much of a file has come; of one that has come whole
// that it has.
func (w *Web) uploadedSoFar(rw http.ResponseWriter, r *http.Request) error {
	holder := visitOf(r).holder
	if _, err := w.office.Upload(r.Context(), holder, r.PathValue("id")); err == nil {
		return w.speakTus(rw, r, w.uploads.HeadFile)
	}
	f, err := w.office.Uploaded(r.Context(), holder, r.PathValue("id"))
	if err != nil {
		return err
	}
	size := strconv.FormatInt(f.Size, 10)
	for name, value := range map[string]string{"Tus-Resumable": "1.0.0", "Upload-Offset": size, "Upload-Length": size, "Cache-Control": "no-store"} {
		rw.Header().Set(name, value)
	}
	rw.WriteHeader(http.StatusOK)
	return nil
}

func (w *Web) uploadPart(rw http.ResponseWriter, r *http.Request) error {
	if _, err := w.office.Upload(r.Context(), visitOf(r).holder, r.PathValue("id")); err != nil {
		return err
	}
	return w.speakTus(rw, r, w.uploads.PatchFile)
}

func (w *Web) endUpload(rw http.ResponseWriter, r *http.Request) error {
	if _, err := w.office.Upload(r.Context(), visitOf(r).holder, r.PathValue("id")); err != nil {
		return err
	}
	if err := w.office.CancelUpload(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	return w.speakTus(rw, r, w.uploads.DelFile)
}

// requestOf is the request that the library speaks of, as far as it hands it
// on: with what is known of the visit.
func requestOf(hook handler.HookEvent) *http.Request {
	return (&http.Request{Header: hook.HTTPRequest.Header}).WithContext(hook.Context)
}

// tusError is an error in the reader's language, as the library sends it.
func (w *Web) tusError(r *http.Request, err error) error {
	p := w.printer(r)
	status, text := http.StatusInternalServerError, ""
	var refused refusal
	switch kind := motcua.KindOf(err); {
	case errors.As(err, &refused):
		status, text = refused.status, p.T(refused.key, refused.pairs...)
	case kind == motcua.Internal:
		w.log.Error("upload failed", "error", err)
	default:
		status, text = statusOf(kind), component.ProblemsOf(p, err)[0].Text
	}
	return handler.Error{ErrorCode: "motcua", Message: http.StatusText(status), HTTPResponse: handler.HTTPResponse{StatusCode: status, Body: text,
		Header: handler.HTTPHeader{"Content-Type": "text/plain; charset=utf-8"}}}
}

// blunt keeps the text of errors that are ours to mend to itself.
type blunt struct {
	http.ResponseWriter
	quiet bool
}

// WriteHeader notes whether the rest is to be kept.
func (b *blunt) WriteHeader(status int) {
	if b.quiet = status >= http.StatusInternalServerError; b.quiet {
		b.Header().Del("Content-Length")
	}
	b.ResponseWriter.WriteHeader(status)
}

// Write passes on what readers may know.
func (b *blunt) Write(p []byte) (int, error) {
	if b.quiet {
		return len(p), nil
	}
	return b.ResponseWriter.Write(p)
}

// Unwrap gives the connection's own writer to whoever sets its deadlines.
func (b *blunt) Unwrap() http.ResponseWriter { return b.ResponseWriter }
