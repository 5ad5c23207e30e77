package web_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// line carries what a browser sends to a site, until it is cut in the middle of
// a part.
type line struct {
	down    atomic.Bool
	left    atomic.Int64 // bytes of parts until it is cut
	carried atomic.Int64 // bytes of parts
}

const endless = 1 << 40

// through gives the site as it is reached through the line.
func (l *line) through(s *site) *site {
	to, err := url.Parse(s.URL)
	if err != nil {
		s.t.Fatal(err)
	}
	l.left.Store(endless)
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Host = r.In.Host
		},
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if l.down.Load() {
			panic(http.ErrAbortHandler)
		}
		if r.Method == http.MethodPatch {
			r.Body = &carrying{r.Body, l}
		}
		proxy.ServeHTTP(rw, r)
	}))
	s.t.Cleanup(server.Close)
	return &site{t: s.t, Office: s.Office, URL: server.URL, log: s.log}
}

type carrying struct {
	io.ReadCloser
	line *line
}

func (c *carrying) Read(p []byte) (int, error) {
	if c.line.left.Load() <= 0 {
		c.line.down.Store(true)
		return 0, errors.New("the line is cut")
	}
	n, err := c.ReadCloser.Read(p[:min(len(p), 16<<10)])
	c.line.left.Add(int64(-n))
	c.line.carried.Add(int64(n))
	return n, err
}

// cutAfter cuts the line after so many bytes; mend puts it up again.
func (l *line) cutAfter(bytes int64) step {
	return doing(func() { l.left.Store(bytes) })
}

func (l *line) mend() step {
	return doing(func() { l.left.Store(endless); l.down.Store(false) })
}

func doing(what func()) step {
	return func(context.Context, *chromedp.Target) (chromedp.Void, error) {
		what()
		return chromedp.Void{}, nil
	}
}

// onDisk puts a PDF of so many bytes on disk.
func onDisk(t *testing.T, name string, size int) (path, body string) {
	t.Helper()
	body = strings.Replace(pdf, "endobj", "endobj\n%"+strings.Repeat("m", size), 1)
	path = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, body
}

func choose(path string) step {
	return chromedp.SetUploadFiles(chromedp.CSS(`input[id="paper.P01"]`), []string{path})
}

// opened opens a draft in a tab.
func opened(s *site, r *reader, draft string) []step {
	return []step{visit(s, "/nop/mo"), fill("code", draft[len("/nop/"):]), fill("key", r.keyOf(draft)), press("Mở"), sees("Các việc cần làm"), visit(s, draft+"/giay-to"), sees("Chọn tệp")}
}

// fileOf is what the draft has as the file called so.
func fileOf(t *testing.T, r *reader, draft, name string) string {
	t.Helper()
	page := r.get(draft + "/giay-to")
	page.says(t, 200, ">"+name+"</a>")
	return r.get(link(t, page, draft+`/tep/[^"]+`)).body
}

// TestAnUploadGoesOnAfterTheLineWasCut in a browser: it tells how far it came,
// goes on where it was, and what was pressed meanwhile is done when it has come.
func TestAnUploadGoesOnAfterTheLineWasCut(t *testing.T) {
	s := sqlite(t, web.Config{})
	b, r := browsertest.New(t), s.reader()
	draft := r.begin(general)
	path, body := onDisk(t, "giấy chứng nhận.pdf", 1_500_000)
	l := &line{}
	far := l.through(s)
	steps := append(opened(far, r, draft), l.cutAfter(900_000), choose(path),
		sees("Mất kết nối khi tải “giấy chứng nhận.pdf”"), sees("Tải tiếp"), l.mend(), press("Tải tiếp"), sees("Đã tải xong “giấy chứng nhận.pdf”."),
		press("Lưu và tiếp tục"), until("it did not go on", `!location.pathname.endsWith("/giay-to") || document.querySelector("main").innerText.includes("Bỏ tệp")`))
	b.Do(t, steps...)
	if got := fileOf(t, r, draft, "giấy chứng nhận.pdf"); got != body {
		t.Errorf("%d bytes came, want the %d of the file", len(got), len(body))
	}
	if n := l.carried.Load(); n > int64(len(body))+600_000 {
		t.Errorf("the line carried %d bytes for a file of %d: it began anew", n, len(body))
	}
}

// TestAnUploadGoesOnAfterThePageWasLeft: the same file chosen again goes on
// where it was, and a form that is sent at once waits for it.
func TestAnUploadGoesOnAfterThePageWasLeft(t *testing.T) {
	s := sqlite(t, web.Config{})
	b, r := browsertest.New(t), s.reader()
	draft := r.begin(general)
	path, body := onDisk(t, "hai lần.pdf", 1_500_000)
	l := &line{}
	far := l.through(s)
	b.Do(t, append(opened(far, r, draft), l.cutAfter(900_000), choose(path), sees("Tải tiếp"), l.mend(),
		visit(far, draft+"/giay-to"), sees("Chọn tệp"), choose(path), press("Lưu và tiếp tục"),
		until("it did not go on", `document.querySelector("main").innerText.includes("Bỏ tệp")`))...)
	if got := fileOf(t, r, draft, "hai lần.pdf"); got != body {
		t.Errorf("%d bytes came, want the %d of the file", len(got), len(body))
	}
	if n := l.carried.Load(); n > int64(len(body))+600_000 {
		t.Errorf("the line carried %d bytes for a file of %d: it began anew", n, len(body))
	}
}

// TestFilesAreDroppedAndRefusedInABrowser: what is dropped on a paper comes;
// what is not taken says why beside it, and can be taken away; both are held to
// WCAG 2.2 AA.
func TestFilesAreDroppedAndRefusedInABrowser(t *testing.T) {
	s := sqlite(t, web.Config{})
	b, r := browsertest.New(t), s.reader()
	draft := r.begin(general)
	drop := func(name, body string) step {
		return until("nothing to drop on", `(() => {
			const box = document.querySelector("[data-upload]"), files = new DataTransfer();
			files.items.add(new File([`+"`"+body+"`"+`], "`+name+`"));
			box?.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
			return box;
		})()`)
	}
	b.Do(t, append(opened(s, r, draft), sees("thả vào đây"), drop("thả.pdf", pdf), sees("Đã tải xong “thả.pdf”."),
		drop("lạ.pdf", "<html><script>1</script>"), sees("Tệp “lạ.pdf” không đúng loại"), press("Hủy"), drop("bỏ.pdf", pdf+"2"), sees("Đã tải xong “bỏ.pdf”."),
		until("nothing to remove", `(() => { const b = [...document.querySelectorAll("[data-files] button")].find(b => b.innerText.includes("bỏ.pdf")); b?.click(); return b; })()`),
		press("Lưu và tiếp tục"), sees("Bỏ tệp"))...)
	page := r.get(draft + "/giay-to")
	page.says(t, 200, "thả.pdf")
	for _, never := range []string{"lạ.pdf", "bỏ.pdf"} {
		if strings.Contains(page.body, never) {
			t.Errorf("%s is in the draft", never)
		}
	}
	b.Axe(t, s.URL+draft+"/giay-to", "light", "dark", "contrast")
}

// TestFilesWithoutScripts: the plain form brings them, in one go and in several.
func TestFilesWithoutScripts(t *testing.T) {
	s := sqlite(t, web.Config{})
	b, r := browsertest.New(t), s.reader()
	draft := r.begin(general)
	path, body := onDisk(t, "không kịch bản.pdf", 1_500_000)
	b.Do(t, append(append([]step{browsertest.NoScript()}, opened(s, r, draft)...), choose(path), press("Tải các tệp đã chọn lên"), sees("không kịch bản.pdf"), sees("Bỏ tệp"))...)
	if got := fileOf(t, r, draft, "không kịch bản.pdf"); got != body {
		t.Errorf("%d bytes came, want the %d of the file", len(got), len(body))
	}
}
