package browsertest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Line is a connection to look through: how long the first byte takes beyond
// the server's own time, and how many bytes a second follow. The zero Line is
// the machine's own.
type Line struct {
	Latency time.Duration
	Bytes   int // a second
}

// Slow3G is a telephone in the country: 400 ms, 400 kbit/s.
func Slow3G() Line { return Line{Latency: 400 * time.Millisecond, Bytes: 400_000 / 8} }

// Fast3G is a telephone in town: 150 ms, 1.6 Mbit/s.
func Fast3G() Line { return Line{Latency: 150 * time.Millisecond, Bytes: 1_600_000 / 8} }

// Weight is what opening a page costs.
type Weight struct {
	Bytes   int           // over the wire, with heads, of the page and all it loads
	Shown   time.Duration // until the largest part was painted (LCP)
	Foreign []string      // addresses of other sites that the page asked for
}

// Weigh opens pages one after the other in a browser that has nothing of the
// site yet, and says what each cost over the line: the first is a first view,
// the others find style, script and typeface in the cache.
func (b *Browser) Weigh(t testing.TB, line Line, site string, paths ...string) []Weight {
	t.Helper()
	tab, shut := chromedp.NewContext(b.ctx)
	defer shut()
	limited, stop := context.WithTimeout(tab, 2*time.Minute)
	defer stop()
	if err := chromedp.Do(limited, view(Phone), through(line)); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	var scale scale
	if err := chromedp.Listen(limited, scale.put); err != nil {
		t.Fatalf("listening to the network: %v", err)
	}
	weights := make([]Weight, 0, len(paths))
	for _, path := range paths {
		scale.empty(site)
		if err := chromedp.Do(limited, chromedp.Navigate(site+path)); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		shown, err := chromedp.Run(limited, chromedp.Evaluate[float64](largestPaint, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		w := scale.read()
		w.Shown = time.Duration(shown * float64(time.Millisecond))
		weights = append(weights, w)
	}
	return weights
}

// largestPaint waits for the page and its typeface, and says when its largest
// part was painted, in milliseconds after it was asked for.
const largestPaint = `document.fonts.ready.then(() => new Promise((done) => setTimeout(() => {
let last = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) last = e.startTime; }).observe({type: "largest-contentful-paint", buffered: true});
setTimeout(() => done(last), 50);
}, 50)))`

// through empties the cache and puts the tab behind a line.
func through(line Line) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		if _, err := cdp.Call(ctx, t, network.Enable, network.EnableParams{}); err != nil {
			return chromedp.Void{}, err
		}
		if _, err := cdp.Call(ctx, t, network.ClearBrowserCache, cdp.Empty{}); err != nil {
			return chromedp.Void{}, err
		}
		if line == (Line{}) {
			return chromedp.Void{}, nil
		}
		// Chromium of Debian 12 takes the older command alone, which the library
		// has no name for any more.
		err := t.Call(ctx, "Network.emulateNetworkConditions", map[string]any{"offline": false, "latency": line.Latency.Milliseconds(),
			"downloadThroughput": line.Bytes, "uploadThroughput": line.Bytes}, nil)
		return chromedp.Void{}, err
	}
}

// scale adds up what the tab receives.
type scale struct {
	mu     sync.Mutex
	site   string
	weight Weight
}

func (s *scale) empty(site string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.site, s.weight = site, Weight{}
}

func (s *scale) read() Weight {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.weight
}

func (s *scale) put(event any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e := event.(type) {
	case *network.EventLoadingFinished:
		s.weight.Bytes += int(e.EncodedDataLength)
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; s.site != "" && len(u) >= 4 && u[:4] == "http" && (len(u) < len(s.site) || u[:len(s.site)] != s.site) {
			s.weight.Foreign = append(s.weight.Foreign, u)
		}
	}
}
