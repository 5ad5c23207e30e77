package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"motcua/dossier"
	"motcua/internal/office"
)

// What an open page costs this node at most.
const (
	liveEvery  = time.Second      // how often all dossiers that somebody watches are asked for, in one go
	liveBeat   = 20 * time.Second // a sign of life, so that nothing on the way thinks the stream dead
	liveWrite  = 10 * time.Second // how long a reader may take to receive one
	liveLong   = 10 * time.Minute // then the page asks anew, and is asked anew whether it may
	liveRetry  = 5 * time.Second
	liveNode   = 5000 // streams of one node
	liveReader = 30   // of one address: a household, an office behind one address
)

// watch knows which dossiers pages of this node have open, and tells them when
// one has gained a fact, on whichever node that happened. It asks the database
// for the versions of all of them together, and only while somebody watches.
type watch struct {
	versions func(ctx context.Context, ids []string) (map[string]int, error)
	every    time.Duration
	most     int             // streams of this node
	each     int             // of one address
	stop     <-chan struct{} // closed when the program ends; nil: never
	failed   func(error)

	mu      sync.Mutex
	open    map[string]map[chan int]bool // by id of dossier
	seen    map[string]int               // the version told last
	readers map[string]int               // streams by address
	streams int
	asking  bool
}

func newWatch(versions func(context.Context, []string) (map[string]int, error), stop <-chan struct{}, failed func(error)) *watch {
	return &watch{versions: versions, every: liveEvery, most: liveNode, each: liveReader, stop: stop, failed: failed,
		open: map[string]map[chan int]bool{}, seen: map[string]int{}, readers: map[string]int{}}
}

// join begins to watch a dossier that stands at a version; leave ends it. It is
// refused when the node or the reader has too many streams already.
func (w *watch) join(id, from string, version int) (news <-chan int, leave func(), ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.streams >= w.most || w.readers[from] >= w.each {
		return nil, nil, false
	}
	ch := make(chan int, 1)
	if w.open[id] == nil {
		w.open[id], w.seen[id] = map[chan int]bool{}, version
	}
	if seen := w.seen[id]; seen > version {
		ch <- seen // it moved on between the reading and the joining
	}
	w.open[id][ch] = true
	w.streams++
	w.readers[from]++
	if !w.asking {
		w.asking = true
		go w.ask()
	}
	return ch, func() { w.leave(id, from, ch) }, true
}

func (w *watch) leave(id, from string, ch chan int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.open[id], ch)
	if len(w.open[id]) == 0 {
		delete(w.open, id)
		delete(w.seen, id)
	}
	w.streams--
	if w.readers[from]--; w.readers[from] <= 0 {
		delete(w.readers, from)
	}
}

// ask goes on while somebody watches.
func (w *watch) ask() {
	tick := time.NewTicker(w.every)
	defer tick.Stop()
	for {
		select {
		case <-w.stop:
			return
		case <-tick.C:
		}
		ids := w.watched()
		if ids == nil {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), w.every)
		found, err := w.versions(ctx, ids)
		cancel()
		if err != nil {
			w.failed(err)
			continue
		}
		w.tell(found)
	}
}

// watched are the ids of the dossiers that somebody watches; nil when nobody
// does, and then nobody asks any more.
func (w *watch) watched() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.open) == 0 {
		w.asking = false
		return nil
	}
	ids := make([]string, 0, len(w.open))
	for id := range w.open {
		ids = append(ids, id)
	}
	return ids
}

func (w *watch) tell(found map[string]int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for id, version := range found {
		if w.open[id] == nil || version <= w.seen[id] {
			continue
		}
		w.seen[id] = version
		for ch := range w.open[id] {
			select {
			case <-ch: // the news before it was not fetched yet
			default:
			}
			ch <- version
		}
	}
}

// live is a stream of server-sent events: one each time the dossier has gained
// a fact. What happened is not in it; the page fetches itself anew.
func (w *Web) live(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.owned(rw, r)
	if err != nil {
		return err
	}
	if ended(view) {
		rw.WriteHeader(http.StatusNoContent) // tells browsers not to come again
		return nil
	}
	return w.tell(rw, r, view.ID, view.Version())
}

// tell is the stream of whatever open pages watch under an id, which stands at a
// version.
func (w *Web) tell(rw http.ResponseWriter, r *http.Request, id string, version int) error {
	news, leave, ok := w.watch.join(id, visitOf(r).from, version)
	if !ok {
		return refusal{status: http.StatusTooManyRequests, key: "live.tooMany"}
	}
	defer leave()
	rw.Header().Set("Content-Type", "text/event-stream")
	rw.Header().Set("X-Accel-Buffering", "no") // proxies hand it on as it comes
	s := stream{rw, http.NewResponseController(rw)}
	// The limits of the server are for pages; a stream has its own.
	if err := s.control.SetReadDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	if s.write(fmt.Sprintf("retry: %d\n\n", liveRetry.Milliseconds())) != nil {
		return nil // the reader has gone
	}
	if shown := shownTo(r); shown > 0 && shown < version && s.moved(version) != nil {
		return nil
	}
	w.follow(r.Context(), s, news)
	if err := s.soon(); err != nil && r.Context().Err() == nil { // the end, too, is to be received in time
		return err
	}
	return nil
}

// follow writes what comes until the reader goes, the program ends or the
// stream is old enough.
func (w *Web) follow(ctx context.Context, s stream, news <-chan int) {
	beat := time.NewTicker(liveBeat)
	defer beat.Stop()
	old := time.NewTimer(liveLong)
	defer old.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case <-w.cfg.Stop:
			return
		case <-old.C:
			return
		case version := <-news:
			err = s.moved(version)
		case <-beat.C:
			err = s.write(":\n\n")
		}
		if err != nil {
			return
		}
	}
}

// shownTo is the version that the reader's page shows; 0 when it does not say.
func shownTo(r *http.Request) int {
	shown, _ := strconv.Atoi(r.URL.Query().Get("v")) // a number that is none is no number
	if last, err := strconv.Atoi(r.Header.Get("Last-Event-ID")); err == nil {
		shown = max(shown, last)
	}
	return shown
}

// ended tells whether nothing more is to come of a dossier.
func ended(v *office.View) bool {
	return !v.Status.Open() && v.Status != dossier.Resolved
}

// stream is an answer that goes on.
type stream struct {
	http.ResponseWriter
	control *http.ResponseController
}

func (s stream) moved(version int) error {
	return s.write(fmt.Sprintf("id: %d\nevent: moved\ndata: %d\n\n", version, version))
}

// soon begins the time in which what is written next must be received.
func (s stream) soon() error {
	err := s.control.SetWriteDeadline(time.Now().Add(liveWrite))
	if errors.Is(err, http.ErrNotSupported) {
		return nil
	}
	return err
}

func (s stream) write(text string) error {
	if err := s.soon(); err != nil {
		return err
	}
	if _, err := s.Write([]byte(text)); err != nil {
		return err
	}
	return s.control.Flush()
}
