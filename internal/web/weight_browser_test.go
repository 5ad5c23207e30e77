package web_test

import (
	"testing"
	"time"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// The promise to slow lines: bytes over the wire of a first view and of each
// next one.
const (
	firstViewMost = 100_000
	nextViewMost  = 25_000
)

// weighed are the pages an applicant opens, in the order of a visit.
func weighed(s *site) []struct{ why, path string } {
	view := moved(s.t, s.Office)
	return []struct{ why, path string }{
		{"home", "/"},
		{"the list of procedures", "/thu-tuc?tu-khoa=dau+tu"},
		{"a procedure", "/thu-tuc/1.009645"},
		{"the form of the look-up", "/tra-cuu"},
		{"a dossier", "/t/" + view.Code + "/" + view.Key},
		{"published figures", "/cong-khai"},
		{"sign-in", "/dang-nhap"},
		{"sign-up", "/dang-ky"},
		{"before submitting", "/thu-tuc/" + general + "/bat-dau"},
		{"the whole form to prepare with", "/thu-tuc/1.009645/to-khai"},
		{"feedback", "/phan-anh"},
		{"verifying a result", "/xac-thuc"},
	}
}

// TestPagesAreLight holds every page to its weight, whether it is the first of
// the site that somebody sees or comes after another, and to this site alone.
func TestPagesAreLight(t *testing.T) {
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	for _, page := range weighed(s) {
		t.Run(page.why, func(t *testing.T) {
			w := b.Weigh(t, browsertest.Line{}, s.URL, page.path, page.path)
			t.Logf("first view %d bytes, next %d", w[0].Bytes, w[1].Bytes)
			if w[0].Bytes == 0 || w[1].Bytes == 0 {
				t.Errorf("weighed nothing: %+v", w)
			}
			if w[0].Bytes > firstViewMost {
				t.Errorf("first view: %d bytes, more than %d", w[0].Bytes, firstViewMost)
			}
			if w[1].Bytes > nextViewMost {
				t.Errorf("next view: %d bytes, more than %d", w[1].Bytes, nextViewMost)
			}
			for _, address := range append(w[0].Foreign, w[1].Foreign...) {
				t.Errorf("asks another site: %s", address)
			}
		})
	}
}

// BenchmarkPagesOnASlowLine times first and next views through two lines.
func BenchmarkPagesOnASlowLine(b *testing.B) {
	s := sqlite(b, web.Config{})
	chrome := browsertest.New(b)
	pages := weighed(s)
	for _, line := range []struct {
		name string
		line browsertest.Line
	}{{"slow3G", browsertest.Slow3G()}, {"fast3G", browsertest.Fast3G()}} {
		for _, page := range pages {
			b.Run(line.name+"/"+page.why, func(b *testing.B) {
				var first, next time.Duration
				for b.Loop() {
					w := chrome.Weigh(b, line.line, s.URL, page.path, page.path)
					first, next = first+w[0].Shown, next+w[1].Shown
				}
				b.ReportMetric(float64(first.Milliseconds())/float64(b.N), "ms-first")
				b.ReportMetric(float64(next.Milliseconds())/float64(b.N), "ms-next")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}
