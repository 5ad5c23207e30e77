// Package asset serves what pages are made with: the style sheet, the typeface,
// the icons, the logo and two small scripts, all built into the program.
//
// Every file has an address that carries a hash of its bytes
// (/tinh/motcua.3f9c….css), may be kept by browsers for ever, and is compressed
// once, at first use. The typeface is Public Sans (OFL), the icons are Lucide
// (ISC), htmx is under Zero-Clause BSD; their licences stand beside them.
package asset

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// Prefix is where the files live; the web's address table mounts Handler there.
const Prefix = "/tinh/"

//go:embed css/*.css font/*.woff2 icon/*.svg script/*.js
var sources embed.FS

// sheets are the parts of motcua.css in the order of its layers.
var sheets = [...]string{"tokens", "base", "layout", "control", "component", "record", "eform", "staff", "public", "pay", "print"}

// plain are the files served as they are; binary ones do not shrink further.
var plain = [...]string{
	"font/public-sans-latin.woff2", "font/public-sans-vietnamese.woff2",
	"icon/icons.svg", "icon/logo.svg", "script/motcua.js", "script/htmx.min.js", "script/eform.js", "script/copy.js", "script/count.js", "script/upload.js", "script/draft.js", "script/live.js",
	"script/passkey.js", "script/counter.js", "script/kiosk.js",
}

// File is one file as browsers get it.
type File struct {
	Name string // motcua.css
	URL  string // /tinh/motcua.3f9c….css
	Type string // media type
	Body []byte
	Gzip []byte // nil when compressing gains nothing
}

// Set is all files, by name and by address. It does not change once built.
type Set struct {
	byName map[string]File
	byURL  map[string]File
}

var files = sync.OnceValue(build)

// Files is the set of files built into the program.
func Files() *Set { return files() }

// URL is the address of the file called name (motcua.css, icons.svg, logo.svg,
// motcua.js, htmx.min.js, public-sans-latin.woff2 …); empty when there is none.
func (s *Set) URL(name string) string { return s.byName[name].URL }

// File gives the file called name.
func (s *Set) File(name string) (File, bool) {
	f, ok := s.byName[name]
	return f, ok
}

func build() *Set {
	set := &Set{byName: map[string]File{}, byURL: map[string]File{}}
	for _, source := range plain {
		set.add(path.Base(source), read(source))
	}
	var css bytes.Buffer
	for _, sheet := range sheets {
		css.Write(read("css/" + sheet + ".css"))
	}
	text := css.String()
	for name, f := range set.byName {
		text = strings.ReplaceAll(text, `url("`+name+`")`, `url("`+f.URL+`")`)
	}
	set.add("motcua.css", []byte(text))
	return set
}

// read gives an embedded file. The names are constants of this package, and
// the tests ask for each of them, so an absent one is an empty file at most.
func read(name string) []byte {
	data, err := sources.ReadFile(name)
	if err != nil {
		return nil
	}
	return data
}

func (s *Set) add(name string, body []byte) {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	f := File{
		Name: name,
		URL:  Prefix + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext,
		Type: mediaType(ext),
		Body: body,
	}
	if packed := compress(body); len(packed) < len(body)*9/10 {
		f.Gzip = packed
	}
	s.byName[name], s.byURL[f.URL] = f, f
}

func mediaType(ext string) string {
	switch ext {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	}
	return mime.TypeByExtension(ext)
}

func compress(body []byte) []byte {
	var packed bytes.Buffer
	// Writing to a buffer does not fail, and the level is a valid one.
	w, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	_, _ = w.Write(body)
	_ = w.Close()
	return packed.Bytes()
}

// Handler serves the files under Prefix: kept for a year by whoever asked, as
// an address never changes its bytes. An unknown address is 404.
func Handler() http.Handler {
	set := Files()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := set.byURL[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		f.serve(w, r)
	})
}

func (f File) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.Type)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	body := f.Body
	if f.Gzip != nil {
		h.Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			body = f.Gzip
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodHead {
		return
	}
	// The reader has gone away when this fails; there is nobody left to tell.
	_, _ = w.Write(body)
}
