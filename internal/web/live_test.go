package web_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// stream opens the news of a dossier; news gives the versions told, and is
// closed when the stream ends.
func (r *reader) stream(ctx context.Context, path string, head http.Header) (status int, news <-chan string) {
	r.site.t.Helper()
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, r.site.URL+path, nil)
	if err != nil {
		r.site.t.Fatal(err)
	}
	for name, values := range head {
		q.Header[name] = values
	}
	a, err := r.Do(q)
	if err != nil {
		r.site.t.Fatal(err)
	}
	told := make(chan string, 16)
	if a.StatusCode != 200 {
		_ = a.Body.Close()
		close(told)
		return a.StatusCode, told
	}
	go func() {
		defer close(told)
		defer func() { _ = a.Body.Close() }()
		for lines := bufio.NewScanner(a.Body); lines.Scan(); {
			if version, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				told <- version
			}
		}
	}()
	return a.StatusCode, told
}

func next(t testing.TB, news <-chan string) string {
	t.Helper()
	select {
	case version := <-news:
		return version
	case <-time.After(20 * time.Second):
		t.Fatal("waited in vain for news")
		return ""
	}
}

// TestAPageIsToldWhatHappened: whoever adds a fact, on this node or another,
// open pages of that dossier are told, and pages of others are not.
func TestAPageIsToldWhatHappened(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		view, own := asked(t, s)
		other, foreign := asked(t, s)
		path := "/tra-cuu/" + view.Code + "/song"
		if status, _ := s.reader().stream(t.Context(), path, nil); status == 200 {
			t.Error("without the key the news are told")
		}
		if status, _ := foreign.stream(t.Context(), path, nil); status == 200 {
			t.Error("with the key of another dossier the news are told")
		}
		now, err := o.Dossier(t.Context(), o.As("specialist"), view.Code)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		_, news := own.stream(ctx, path, nil)
		_, behind := own.stream(ctx, path+"?v=1", nil)
		_, again := own.stream(ctx, path, http.Header{"Last-Event-Id": {fmt.Sprint(now.Version())}})
		_, others := foreign.stream(ctx, "/tra-cuu/"+other.Code+"/song", nil)
		if got, want := next(t, behind), fmt.Sprint(now.Version()); got != want {
			t.Errorf("a page of before is told %s, want %s", got, want)
		}
		if _, err := o.TakePapers(ctx, o.As("specialist"), office.Target{Code: view.Code}, nil); err != nil {
			t.Fatal(err)
		}
		for reason, ch := range map[string]<-chan string{"open": news, "behind": behind, "come again": again} {
			if got, want := next(t, ch), fmt.Sprint(now.Version()+1); got != want {
				t.Errorf("%s: told %s, want %s", reason, got, want)
			}
		}
		select {
		case got := <-others:
			t.Errorf("another dossier is told %q", got)
		default:
		}
		if _, err := o.Withdraw(ctx, o.As("reception"), office.Target{Code: view.Code}, "xin rút"); err != nil {
			t.Fatal(err)
		}
		next(t, news)
		if status, _ := own.stream(ctx, path, nil); status != http.StatusNoContent {
			t.Errorf("after the end: %d, want 204", status)
		}
	})
}

func TestStreamsAreBounded(t *testing.T) {
	s := sqlite(t, web.Config{})
	view, own := asked(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	for i := range 30 {
		if status, _ := own.stream(ctx, "/tra-cuu/"+view.Code+"/song", nil); status != 200 {
			t.Fatalf("stream %d: %d", i, status)
		}
	}
	if status, _ := own.stream(ctx, "/tra-cuu/"+view.Code+"/song", nil); status != http.StatusTooManyRequests {
		t.Errorf("one more: %d, want 429", status)
	}
	cancel()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if status, _ := own.stream(t.Context(), "/tra-cuu/"+view.Code+"/song", nil); status == 200 {
			break
		}
		if time.Now().After(end) {
			t.Fatal("what was let go is never free again")
		}
	}
}

// TestTheEndOfTheProgramEndsStreams: a server that is told to stop does not
// wait for pages that are open.
func TestTheEndOfTheProgramEndsStreams(t *testing.T) {
	s := sqlite(t, web.Config{})
	view, own := asked(t, s)
	_, news := own.stream(t.Context(), "/tra-cuu/"+view.Code+"/song", nil)
	s.stop()
	select {
	case _, open := <-news:
		if open {
			t.Error("news at the end")
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the stream goes on after the end of the program")
	}
}

// BenchmarkThousandStreams opens a thousand pages of a hundred dossiers on one
// node, and measures how long all of them take to learn of one fact each.
func BenchmarkThousandStreams(b *testing.B) {
	const dossiers, pages = 100, 10
	s := sqlite(b, web.Config{Proxied: true})
	o := s.Office
	var heard atomic.Int64
	var views []*office.View
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	for i := range dossiers {
		view, own := asked(b, s)
		views = append(views, view)
		for j := range pages {
			from := http.Header{"X-Forwarded-For": {fmt.Sprintf("10.%d.0.%d", i, j)}}
			status, news := own.stream(ctx, "/tra-cuu/"+view.Code+"/song", from)
			if status != 200 {
				b.Fatalf("stream: %d", status)
			}
			go func() {
				for range news {
					heard.Add(1)
				}
			}()
		}
	}
	queries := o.Queries()
	for b.Loop() {
		heard.Store(0)
		var acts sync.WaitGroup
		for _, v := range views {
			acts.Go(func() {
				if _, err := o.WriteToApplicant(ctx, o.As("specialist"), office.Target{Code: v.Code}, "…", nil); err != nil {
					b.Error(err)
				}
			})
		}
		acts.Wait()
		begun := time.Now()
		for heard.Load() < dossiers*pages {
			if time.Since(begun) > 30*time.Second {
				b.Fatalf("%d of %d pages heard of it", heard.Load(), dossiers*pages)
			}
			time.Sleep(time.Millisecond)
		}
		b.ReportMetric(time.Since(begun).Seconds(), "s/all")
	}
	b.ReportMetric(float64(o.Queries()-queries)/float64(b.N), "queries/op")
}
