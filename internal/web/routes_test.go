package web

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"motcua/internal/officetest"
)

// TestTheTableOfAddresses: every name is there once, every page of the staff
// asks who it is, and the menu leads to pages that are.
func TestTheTableOfAddresses(t *testing.T) {
	byName := map[string]Route{}
	for _, r := range routes() {
		if _, twice := byName[r.name]; twice {
			t.Errorf("the name %q stands twice", r.name)
		}
		byName[r.name] = r
		if staff := strings.HasPrefix(r.pattern, "/can-bo"); staff != (len(r.who) > 0) {
			t.Errorf("%s %s: for the staff %v, and open to %v", r.method, r.pattern, staff, r.who)
		}
		parts := strings.HasPrefix(r.pattern, uploadPath) // tus has methods of its own, and the plain form stands beside it
		if r.method != "GET" && r.method != "POST" && !parts {
			t.Errorf("%s %s: a form knows GET and POST alone", r.method, r.pattern)
		}
	}
	for _, group := range menu() {
		for _, e := range group.entries {
			if r, ok := byName[e.route]; !ok || r.method != "GET" {
				t.Errorf("the menu leads to %q, which is no page", e.route)
			}
		}
	}
}

func TestAddress(t *testing.T) {
	w := &Web{routes: map[string]Route{"one": {pattern: "/t/{code}/{key}"}, "home": {pattern: "/{$}"}}}
	for _, c := range []struct {
		why, got, want string
	}{
		{"the root", w.address("home"), "/"},
		{"values are escaped", w.address("one", "a/b", "c?d"), "/t/a%2Fb/c%3Fd"},
		{"more values than places are left out", w.address("one", "a", "b", "c"), "/t/a/b"},
		{"a page that is not there", w.address("none", "a"), ""},
		{"a query", with("/x", "q", "đầu tư", "page", ""), "/x?q=%C4%91%E1%BA%A7u+t%C6%B0"},
		{"an empty query", with("/x", "q", ""), "/x"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.why, c.got, c.want)
		}
	}
}

func TestGuard(t *testing.T) {
	now := time.Date(2022, 6, 6, 8, 0, 0, 0, time.UTC)
	g := newGuard(2, 15*time.Minute)
	g.now = func() time.Time { return now }
	left := func(why string, want int, wait time.Duration) {
		t.Helper()
		if n, w := g.left("a"); n != want || w != wait {
			t.Errorf("%s: %d tries and %v to wait, want %d and %v", why, n, w, want, wait)
		}
	}
	left("nothing tried", 2, 0)
	g.fail("a")
	left("one failed", 1, 0)
	if wait := g.take("a"); wait != 0 {
		t.Errorf("the second try waits %v", wait)
	}
	left("all failed", 0, 15*time.Minute)
	if n, _ := g.left("b"); n != 2 {
		t.Errorf("another reader has %d tries, want 2", n)
	}
	now = now.Add(14*time.Minute + time.Second)
	left("nearly over", 0, time.Minute)
	now = now.Add(time.Minute)
	left("over", 2, 0)
	g.fail("a")
	g.forgive("a")
	left("forgiven", 2, 0)
	g.fail("a")
	g.take("a")
	g.giveBack("a")
	left("what did not fail is given back, the failure stays", 1, 0)
	g.giveBack("c")
	if n, _ := g.left("c"); n != 2 {
		t.Errorf("nothing counted, given back: %d tries, want 2", n)
	}
}

// TestSessionsEndUnused: after half an hour without a page the session is over;
// a page within it keeps it.
func TestSessionsEndUnused(t *testing.T) {
	o := officetest.New(t, "sqlite", "2022-06-06T08:30")
	w := &Web{office: o.Office}
	w.sessions = w.newSessions()
	for _, c := range []struct {
		why  string
		ago  time.Duration
		want bool
	}{
		{"just now", 0, true}, {"29 minutes ago", 29 * time.Minute, true}, {"31 minutes ago", 31 * time.Minute, false},
	} {
		ctx, err := w.sessions.Load(context.Background(), "")
		if err != nil {
			t.Fatal(err)
		}
		w.sessions.Put(ctx, personKey, "reception")
		w.sessions.Put(ctx, seenKey, time.Now().Add(-c.ago).Unix())
		p, err := w.signedIn(httptest.NewRequest("GET", "/can-bo", nil).WithContext(ctx))
		if err != nil {
			t.Fatal(err)
		}
		if got := p != nil; got != c.want {
			t.Errorf("last page %s: signed in %v, want %v", c.why, got, c.want)
		}
	}
}

// TestAnOpenPageKeepsNoSessionAwake: what a page asks for by itself does not
// count as a use of the session.
func TestAnOpenPageKeepsNoSessionAwake(t *testing.T) {
	o := officetest.New(t, "sqlite", "2022-06-06T08:30")
	w := &Web{office: o.Office}
	w.sessions = w.newSessions()
	for _, c := range []struct {
		why   string
		alone bool
	}{{"its reader asks", false}, {"the page asks", true}} {
		ctx, err := w.sessions.Load(context.Background(), "")
		if err != nil {
			t.Fatal(err)
		}
		before := time.Now().Add(-10 * time.Minute).Unix()
		w.sessions.Put(ctx, personKey, "reception")
		w.sessions.Put(ctx, seenKey, before)
		r := withVisit(httptest.NewRequest("GET", "/", nil).WithContext(ctx), &visit{route: Route{alone: c.alone}})
		if _, err := w.signedIn(r); err != nil {
			t.Fatal(err)
		}
		if got := w.sessions.GetInt64(ctx, seenKey) == before; got != c.alone {
			t.Errorf("%s: the session stays as old as it was: %v", c.why, got)
		}
	}
}

// TestANodeHasItsLimitOfStreams: whoever comes when the node or the address has
// its number is refused, and what was let go is free again.
func TestANodeHasItsLimitOfStreams(t *testing.T) {
	stop := make(chan struct{})
	defer close(stop)
	w := newWatch(func(context.Context, []string) (map[string]int, error) { return nil, nil }, stop, func(err error) { t.Error(err) })
	w.most, w.each = 3, 2
	var leave []func()
	for _, c := range []struct {
		why, id, from string
		ok            bool
	}{
		{"the first", "d1", "10.0.0.1", true}, {"of the same address", "d2", "10.0.0.1", true}, {"too many of it", "d3", "10.0.0.1", false},
		{"another", "d1", "10.0.0.2", true}, {"too many of all", "d1", "10.0.0.3", false},
	} {
		_, end, ok := w.join(c.id, c.from, 1)
		if ok != c.ok {
			t.Errorf("%s: %v, want %v", c.why, ok, c.ok)
		}
		if ok {
			leave = append(leave, end)
		}
	}
	for _, end := range leave {
		end()
	}
	if _, _, ok := w.join("d1", "10.0.0.1", 1); !ok || w.streams != 1 || len(w.readers) != 1 || len(w.open) != 1 {
		t.Errorf("after all have left: %v, %d streams of %d readers on %d dossiers", ok, w.streams, len(w.readers), len(w.open))
	}
}

func TestReadersAddress(t *testing.T) {
	for _, c := range []struct {
		why, remote, forwarded string
		proxied                bool
		want                   string
	}{
		{"straight", "10.0.0.7:1234", "", false, "10.0.0.7"},
		{"a header nobody of ours wrote", "10.0.0.7:1234", "1.2.3.4", false, "10.0.0.7"},
		{"behind our proxy, the last hop counts", "10.0.0.1:1", "6.6.6.6, 1.2.3.4", true, "1.2.3.4"},
		{"of IPv6 the network", "[2001:db8:1:2:3:4:5:6]:99", "", false, "2001:db8:1:2::/64"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		w := &Web{cfg: Config{Proxied: c.proxied}}
		if got := w.addressOf(r); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}
