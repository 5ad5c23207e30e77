// Package browsertest looks at pages as readers do: in a real Chromium, with
// axe-core (MPL-2.0, beside this file, used by tests alone) to find what shuts
// people out. It serves tests of every package under internal/web; a machine
// without Chromium fails them with a sentence on how to get it.
package browsertest

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

//go:embed axe/axe.min.js
var axe string

// Phone and Desk are widths in CSS pixels that pages are looked at in.
const (
	Phone = 390
	Desk  = 1366
)

// Browser is a Chromium with a profile of its own; it ends with its test.
type Browser struct {
	ctx context.Context
}

// New starts a browser.
func New(t testing.TB) *Browser {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Fatal("no Chromium on this machine: run `make tools` (Debian package chromium)")
	}
	// Chromium now and then dies while it starts, before it has seen a page: a
	// new one is started then, and every failure is written into the log.
	for try := 1; ; try++ {
		browser, err := start(t, path)
		if err == nil {
			return browser
		}
		if try == starts {
			t.Fatalf("starting Chromium: %v", err)
		}
		t.Logf("starting Chromium, try %d of %d: %v", try, starts, err)
	}
}

// starts is how often a browser is started before its test fails.
const starts = 3

func start(t testing.TB, path string) (*Browser, error) {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("lang", "vi"),
	)
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, shut := chromedp.NewContext(allocated)
	t.Cleanup(func() {
		// Closing waits for the process, so that the profile can be removed.
		_ = chromedp.Cancel(ctx)
		shut()
		stop()
	})
	if err := chromedp.Do(ctx); err != nil {
		return nil, err
	}
	return &Browser{ctx: ctx}, nil
}

// Do takes steps with chromedp in a new tab, within a minute.
func (b *Browser) Do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	tab, shut := chromedp.NewContext(b.ctx)
	defer shut()
	limited, stop := context.WithTimeout(tab, time.Minute)
	defer stop()
	if err := chromedp.Do(limited, steps...); err != nil {
		t.Fatalf("in the browser: %v", err)
	}
}

// NoScript keeps every script from a tab, before anything is opened in it. The
// policy of our pages lets none run but those of files, so that nothing is left.
// (Switching scripts off altogether would switch off this package's own, too.)
func NoScript() chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		if _, err := cdp.Call(ctx, t, network.Enable, network.EnableParams{}); err != nil {
			return chromedp.Void{}, err
		}
		_, err := cdp.Call(ctx, t, network.SetBlockedURLs, network.SetBlockedURLsParams{
			URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*.js", Block: true}}})
		return chromedp.Void{}, err
	}
}

// violation is a rule of axe that a page breaks.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// The rules of WCAG 2.2 AA and of axe's best practice; and those of them that
// look at colours, which are all that tells one theme from another.
const (
	allRules    = `{type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}`
	colourRules = `{type: "rule", values: ["color-contrast", "link-in-text-block"]}`
)

func runAxe(rules string) string {
	return `axe.run(document, {resultTypes: ["violations"], runOnly: ` + rules + `})
.then(r => r.violations.map(v => ({id: v.id, help: v.help,
nodes: v.nodes.map(n => ({html: n.html, failureSummary: n.failureSummary}))})))`
}

// Axe opens the page in each theme (as the server sends it when none is named),
// at both widths, and reports every violation of WCAG 2.2 AA and of axe's best
// practice (in the themes after the first, those that look at colours), every
// error on the console, among them what the content security policy stopped, and
// content wider than the screen.
func (b *Browser) Axe(t *testing.T, url string, themes ...string) {
	t.Helper()
	if len(themes) == 0 {
		themes = []string{""}
	}
	b.both(t, url, themes)
}

// AxeRefused does the same for the page that comes back when the form of a page
// is sent with its fields empty.
func (b *Browser) AxeRefused(t *testing.T, url string, themes ...string) {
	t.Helper()
	const send = `(() => { const f = document.querySelector('main form[method="post"]'); f.noValidate = true;
		for (const e of f.querySelectorAll("input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea")) e.value = "";
		for (const e of f.querySelectorAll("input[type=radio], input[type=checkbox]")) e.checked = false;
		HTMLFormElement.prototype.requestSubmit.call(f, f.querySelector("button:not([value=upload])")); })()`
	b.both(t, url, themes, chromedp.Evaluate[chromedp.Void](send), chromedp.WaitVisible(chromedp.CSS(".errors")))
}

// AxeSent does the same for the page that comes back when the form of a page is
// sent as it is filled in; shows is what stands on that page alone.
func (b *Browser) AxeSent(t *testing.T, url, shows string, themes ...string) {
	t.Helper()
	b.both(t, url, themes, chromedp.Evaluate[chromedp.Void](`document.querySelector('main form[method="post"]').requestSubmit()`), chromedp.WaitVisible(chromedp.CSS(shows)))
}

// both inspects the page at both widths, in two tabs at a time: most of an
// inspection is waiting.
func (b *Browser) both(t *testing.T, url string, themes []string, then ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	widths := []int64{Desk, Phone}
	found := make([][]string, len(widths))
	var work sync.WaitGroup
	for i, width := range widths {
		work.Go(func() {
			problems, err := b.inspect(url, themes, width, then...)
			if err != nil {
				problems = append(problems, fmt.Sprintf("looking at it: %v", err))
			}
			found[i] = problems
		})
	}
	work.Wait()
	for i, problems := range found {
		for _, p := range problems {
			t.Errorf("%s, %d px: %s", url, widths[i], p)
		}
	}
}

// inspect opens the page once at a width and looks at it in each theme.
func (b *Browser) inspect(url string, themes []string, width int64, then ...chromedp.Action[chromedp.Void]) (problems []string, err error) {
	tab, shut := chromedp.NewContext(b.ctx)
	defer shut()
	limited, stop := context.WithTimeout(tab, 2*time.Minute)
	defer stop()
	if err := chromedp.Do(limited, view(width)); err != nil {
		return nil, err
	}
	complaints := listen(limited)
	steps := append(append([]chromedp.Action[chromedp.Void]{chromedp.Navigate(url)}, then...), chromedp.Evaluate[chromedp.Void](axe))
	if err := chromedp.Do(limited, steps...); err != nil {
		return nil, err
	}
	rules := allRules
	for _, theme := range themes {
		if err := chromedp.Do(limited, dress(theme)); err != nil {
			return problems, err
		}
		violations, err := chromedp.Run(limited, chromedp.Evaluate[[]violation](runAxe(rules), chromedp.EvalAwaitPromise))
		if err != nil {
			return problems, fmt.Errorf("running axe: %w", err)
		}
		rules = colourRules
		for _, v := range violations {
			for _, n := range v.Nodes {
				problems = append(problems, fmt.Sprintf("theme %q: %s (%s)\n%s\n%s", theme, v.ID, v.Help, n.HTML, n.Summary))
			}
		}
		wider, err := chromedp.Run(limited, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
		if err != nil {
			return problems, err
		}
		if wider > 0 {
			problems = append(problems, fmt.Sprintf("theme %q: the page is %d px wider than the screen", theme, wider))
		}
	}
	for _, c := range complaints() {
		if len(then) > 0 && strings.Contains(c, "responded with a status of 4") {
			continue // the form that was refused is what is looked at
		}
		problems = append(problems, "the browser complains: "+c)
	}
	return problems, nil
}

// Screenshot opens the page at a width and in a theme ("" as the server sends
// it) and writes all of it as a PNG file.
func (b *Browser) Screenshot(t *testing.T, url string, width int64, theme, file string) {
	t.Helper()
	tab, shut := chromedp.NewContext(b.ctx)
	defer shut()
	limited, stop := context.WithTimeout(tab, time.Minute)
	defer stop()
	if err := chromedp.Do(limited, view(width), chromedp.Navigate(url), dress(theme)); err != nil {
		t.Fatalf("%s %s %d: %v", url, theme, width, err)
	}
	png, err := chromedp.Run(limited, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatalf("taking a picture of %s: %v", url, err)
	}
	if err := os.WriteFile(file, png, 0o644); err != nil {
		t.Fatal(err)
	}
}

// view sets the size of the screen; a narrow one is a phone's.
func view(width int64) chromedp.Action[chromedp.Void] {
	if width < 600 {
		return chromedp.EmulateViewport(width, 900, chromedp.EmulateMobile)
	}
	return chromedp.EmulateViewport(width, 900)
}

// dress puts the page into a theme and waits for its typeface.
func dress(theme string) chromedp.Action[chromedp.Void] {
	script := `document.fonts.ready.then(() => true)`
	if theme != "" {
		script = fmt.Sprintf(`document.documentElement.dataset.theme = %q; %s`, theme, script)
	}
	return chromedp.Evaluate[chromedp.Void](script, chromedp.EvalAwaitPromise)
}

// listen gathers what the browser complains of in a tab, until the tab closes.
func listen(ctx context.Context) func() []string {
	var mu sync.Mutex
	var all []string
	console := chromedp.Console(ctx)
	go func() {
		for m, err := range console {
			if err != nil {
				return
			}
			if m.Type == chromedp.ConsoleError || m.IsException() {
				mu.Lock()
				all = append(all, m.Text)
				mu.Unlock()
			}
		}
	}()
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string(nil), all...)
	}
}

// Paper opens the page and prints it, as the reader's printer would, into a PDF
// file.
func (b *Browser) Paper(t *testing.T, url, file string) {
	t.Helper()
	yes := true
	b.Do(t, chromedp.Navigate(url), dress(""), func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
		printed, err := cdp.Call(ctx, tab, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes})
		if err == nil {
			err = os.WriteFile(file, printed.Data, 0o600)
		}
		return chromedp.Void{}, err
	})
}
