package asset_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/web/asset"
)

var names = []string{
	"motcua.css", "motcua.js", "htmx.min.js", "icons.svg", "logo.svg",
	"public-sans-latin.woff2", "public-sans-vietnamese.woff2",
}

func get(t *testing.T, url, encoding string) *http.Response {
	t.Helper()
	r := httptest.NewRequest("GET", url, nil)
	r.Header.Set("Accept-Encoding", encoding)
	w := httptest.NewRecorder()
	asset.Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestFilesAreServedForEver(t *testing.T) {
	for _, name := range names {
		file, ok := asset.Files().File(name)
		if !ok || len(file.Body) == 0 {
			t.Fatalf("%s is not there", name)
		}
		answer := get(t, file.URL, "br, gzip")
		if got, want := answer.StatusCode, 200; got != want {
			t.Errorf("%s: status: got %d, want %d", name, got, want)
		}
		if got, want := answer.Header.Get("Cache-Control"), "public, max-age=31536000, immutable"; got != want {
			t.Errorf("%s: cache: got %q, want %q", name, got, want)
		}
		if answer.Header.Get("Content-Type") == "" {
			t.Errorf("%s has no media type", name)
		}
		var body io.Reader = answer.Body
		if answer.Header.Get("Content-Encoding") == "gzip" {
			unpacked, err := gzip.NewReader(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			body = unpacked
		}
		bytes, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := string(bytes), string(file.Body); got != want {
			t.Errorf("%s comes back changed", name)
		}
	}
}

func TestAnswersOfTheHandler(t *testing.T) {
	css := asset.Files().URL("motcua.css")
	if got, want := get(t, css, "").Header.Get("Content-Encoding"), ""; got != want {
		t.Errorf("who does not read gzip gets plain bytes: got %q, want %q", got, want)
	}
	if got, want := get(t, "/tinh/motcua.000000000000.css", "").StatusCode, 404; got != want {
		t.Errorf("an address of another version: got %d, want %d", got, want)
	}
	w := httptest.NewRecorder()
	asset.Handler().ServeHTTP(w, httptest.NewRequest("POST", css, nil))
	if got, want := w.Code, 405; got != want {
		t.Errorf("files cannot be written: got %d, want %d", got, want)
	}
}

func TestStyleSheetAsksOnlyForOurFiles(t *testing.T) {
	css, _ := asset.Files().File("motcua.css")
	found := regexp.MustCompile(`url\("([^"]*)"\)`).FindAllStringSubmatch(string(css.Body), -1)
	if len(found) != 2 {
		t.Errorf("addresses in the sheet: got %d, want the 2 files of the typeface", len(found))
	}
	for _, m := range found {
		if got, want := get(t, m[1], "").StatusCode, 200; got != want {
			t.Errorf("%s: got %d, want %d", m[1], got, want)
		}
	}
}

// TestBudget holds the design system to its promise for slow lines: 10 KB of
// style, 12 KB of our script, 100 KB for the whole first view.
func TestBudget(t *testing.T) {
	size := func(name string) int {
		f, _ := asset.Files().File(name)
		if f.Gzip != nil {
			return len(f.Gzip)
		}
		return len(f.Body)
	}
	total := 0
	for _, name := range names {
		total += size(name)
		t.Logf("%-28s %6d bytes on the line", name, size(name))
	}
	if got, want := size("motcua.css"), 10<<10; got > want {
		t.Errorf("motcua.css: got %d bytes, want at most %d", got, want)
	}
	if got, want := size("motcua.js"), 12<<10; got > want {
		t.Errorf("motcua.js: got %d bytes, want at most %d", got, want)
	}
	const page = 15 << 10 // a long page of HTML, compressed
	if got, want := total+page, 100<<10; got > want {
		t.Errorf("first view: got %d bytes, want at most %d", got, want)
	}
}

func TestNoLibraryFromElsewhere(t *testing.T) {
	for _, name := range []string{"motcua.css", "motcua.js"} {
		f, _ := asset.Files().File(name)
		if strings.Contains(string(f.Body), "http://") || strings.Contains(string(f.Body), "https://") {
			t.Errorf("%s speaks of another site", name)
		}
	}
}
