package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"

	"motcua"
	"motcua/document"
	"motcua/dossier"
	"motcua/event"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/result"
	"motcua/internal/web/view/track"
)

// resultRoutes is the part of the table for results: to have them, and to check
// that one is genuine.
func resultRoutes() []Route {
	return []Route{
		{name: "own.result", method: "GET", pattern: "/tra-cuu/{code}/ket-qua", handler: (*Web).ownResult},
		{name: "verify", method: "GET", pattern: "/xac-thuc", handler: (*Web).verifyForm},
		{name: "verify.post", method: "POST", pattern: "/xac-thuc", handler: (*Web).verify, most: document.Largest + bodySize},
		{name: "verified", method: "GET", pattern: "/x/{code}/{check}", handler: (*Web).verified},
	}
}

// resultPart shows the result on the page of its dossier: the file, and the way
// by which others can check it.
func resultPart(w *Web, r *http.Request, _ office.Claim, d *track.Data) error {
	c := d.View.Conclusion
	if c == nil || c.Document.Check == "" {
		return nil
	}
	p := w.printer(r)
	v := result.Ready{Number: c.Document.Number, Title: c.Document.Title, Check: c.Document.Check, Verify: w.address("verified", d.View.Code, c.Document.Check)}
	if c.Document.File != "" {
		v.File, v.Awaits = w.address("own.result", d.View.Code), d.View.AwaitsDownload()
	}
	v.Signer = joined(c.Document.Signer, c.Document.Position)
	v.Ended = result.Ending(p, d.View.Results[len(d.View.Results)-1])
	if w.cfg.PublicURL != "" {
		v.QR = w.cfg.PublicURL + v.Verify
	}
	d.Panels = append(d.Panels, result.Panel(p, v))
	return nil
}

// ownResult gives the file. Having it all is receiving the result when that
// was the way chosen.
func (w *Web) ownResult(rw http.ResponseWriter, r *http.Request) error {
	_, c, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	f, err := w.office.OwnResult(r.Context(), c)
	if err != nil {
		return err
	}
	whole := &sized{ResponseWriter: rw}
	if err := w.serveFile(whole, r, f); err != nil {
		return err
	}
	// Whoever asks for the head, or goes on with a part, has not got it yet; a
	// page elsewhere that leads here has not been asked for it.
	if r.Method != http.MethodGet || whole.status >= 300 || whole.size < f.Size || r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		return nil
	}
	if err := w.office.ResultDownloaded(context.WithoutCancel(r.Context()), c); err != nil {
		w.log.ErrorContext(r.Context(), "noting that a result was downloaded", "code", c.Code, "error", err)
	}
	return nil
}

// sized counts what was answered.
type sized struct {
	http.ResponseWriter
	status int
	size   int64
}

// WriteHeader notes the status.
func (s *sized) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (s *sized) Write(p []byte) (int, error) {
	n, err := s.ResponseWriter.Write(p)
	s.size += int64(n)
	return n, err
}

func (w *Web) verifyForm(rw http.ResponseWriter, r *http.Request) error {
	return w.showVerify(rw, r, http.StatusOK, result.Check{})
}

// verified is where the QR of a result leads.
func (w *Web) verified(rw http.ResponseWriter, r *http.Request) error {
	return w.checkResult(rw, r, r.PathValue("code"), r.PathValue("check"), nil)
}

// verify checks a result by its letters, and a file against the one that was
// recorded; the file is not kept.
func (w *Web) verify(rw http.ResponseWriter, r *http.Request) error {
	var body []byte
	if file, _, err := r.FormFile("file"); err == nil {
		body, err = io.ReadAll(file)
		_ = file.Close()
		if err != nil {
			return err
		}
	}
	return w.checkResult(rw, r, r.PostForm.Get("code"), r.PostForm.Get("check"), body)
}

// checkResult checks a result by its letters; a file that came with them is
// compared, and who signed it is told whether it is the same or not.
func (w *Web) checkResult(rw http.ResponseWriter, r *http.Request, code, check string, body []byte) error {
	from := visitOf(r).from
	if left, wait := w.lookUps.left(from); left == 0 {
		return refusal{status: http.StatusTooManyRequests, key: "track.locked", pairs: []any{"Time", wait}}
	}
	d := result.Check{Code: dossier.ReadCode(code), Letters: check}
	if strings.HasPrefix(d.Code, event.CodePrefix) {
		t, err := w.office.VerifyCertificate(r.Context(), d.Code, check)
		if err == nil {
			return w.verifiedCertificate(rw, r, t)
		}
		if motcua.KindOf(err) != motcua.NotFound {
			return err
		}
	}
	found, err := w.office.Verify(r.Context(), d.Code, check)
	if motcua.KindOf(err) == motcua.NotFound && err != nil {
		w.lookUps.fail(from)
		d.Problems = component.ProblemsOf(w.printer(r), motcua.InvalidField("code", "result.unknown"))
		return w.showVerify(rw, r, http.StatusNotFound, d)
	}
	if err != nil {
		return err
	}
	d.Found = &found
	if body != nil {
		sum := sha256.Sum256(body)
		d.Compared, d.Same = true, hex.EncodeToString(sum[:]) == found.Hash
		if !d.Same {
			d.Signatures, err = w.office.CheckSignatures(body)
			if err != nil && !onlyInvalid(err) {
				return err
			}
			d.Unreadable = component.ProblemsOf(w.printer(r), err)
		}
	}
	return w.showVerify(rw, r, http.StatusOK, d)
}

func (w *Web) showVerify(rw http.ResponseWriter, r *http.Request, status int, d result.Check) error {
	page := w.page(r, "result.verify")
	page.Faulty = len(d.Problems) > 0
	d.Head, d.Action = component.Head{Title: page.Title, Lead: w.printer(r).T("result.verify.lead"), Crumbs: w.crumbs(r)}, w.address("verify")
	rw.Header().Set("Cache-Control", "no-store")
	rw.Header().Set("X-Robots-Tag", "noindex, nofollow")
	return w.render(rw, r, status, result.Verify(page, d))
}
