package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"motcua"
	"motcua/internal/api"
	"motcua/internal/config"
	"motcua/internal/hopper"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/internal/sso"
	"motcua/internal/web"
	"motcua/internal/web/view/layout"
)

// How long a client may take to send its request's head and all of it, how
// long a connection may wait for the next request, and how long the requests
// and jobs under way may take to finish at the end.
const (
	headWithin    = 10 * time.Second
	requestWithin = time.Minute
	answerWithin  = 2 * time.Minute
	idleFor       = 2 * time.Minute
	stopWithin    = 10 * time.Second
)

// serveCmd serves the pages and the API and does the background work.
type serveCmd struct {
	place
	Listen string `placeholder:"HOST:PORT" help:"${listen}"`
}

// Run serves until it is interrupted.
func (cmd serveCmd) Run(ctx context.Context, con *console) (err error) {
	more := map[string]any{}
	if cmd.Listen != "" {
		more["listen"] = cmd.Listen
	}
	settings, err := cmd.settings(con, more)
	if err != nil {
		return err
	}
	listener, err := listen(settings.Listen)
	if err != nil {
		return err
	}
	h, err := openHouse(ctx, settings, newLog(con.Err, settings.Log), office.NewClock())
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer h.closing(&err)
	if err := h.files.Check(ctx); err != nil {
		return errors.Join(err, listener.Close())
	}
	return h.serve(ctx, con, listener, false)
}

// listen takes the address, or says that somebody else has it.
func listen(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, motcua.InvalidField("listen", "cli.listen.taken", "Address", address)
	case errors.Is(err, syscall.EACCES):
		return nil, motcua.InvalidField("listen", "cli.listen.forbidden", "Address", address)
	case err != nil:
		fault := motcua.InvalidField("listen", "cli.listen.impossible", "Address", address)
		fault.Cause = err
		return nil, fault
	}
	return listener, nil
}

// remind is the periodic round: what is due soon is told, what was kept for
// repeated requests is forgotten in time, files that waited for the virus
// scanner are looked at, letters of a day are gathered at its end. A scanner
// that is away holds up nothing else.
func (h *house) remind(ctx context.Context) (int, error) {
	if err := h.office.ScanFiles(ctx); err != nil {
		h.log.WarnContext(ctx, "files wait for the virus scanner", "error", err)
	}
	if err := errors.Join(h.office.ForgetAnswers(ctx), h.office.ForgetDrafts(ctx), h.office.ForgetAccounts(ctx), h.office.SendDigests(ctx), h.office.SendWeekly(ctx), h.office.ForgetTaskFiles(ctx)); err != nil {
		return 0, err
	}
	urged, err := h.office.UrgeDirectives(ctx)
	if err != nil {
		return urged, err
	}
	if _, err := h.office.RemindTasks(ctx); err != nil {
		return urged, err
	}
	if _, err := h.office.RemindReports(ctx); err != nil {
		return urged, err
	}
	told, err := h.office.RemindDue(ctx)
	return told + urged, err
}

// serve answers on the listener and works in the background until ctx ends,
// then lets what is under way finish.
func (h *house) serve(ctx context.Context, con *console, listener net.Listener, demo bool) error {
	handler, err := h.handler(ctx, con, demo)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	err = h.queue.Work(ctx, h.config.DirectAddress(), job.Handlers{Notify: h.office.Notify, Deliver: h.office.Deliver, LongTask: h.office.RunTask, Redate: h.office.Redate,
		Remind: h.remind, Every: h.config.Remind.Every, Sweep: h.office.SweepFiles,
		Scan: h.scans(con), ScanEvery: time.Duration(h.config.Scans.Every) * time.Second})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: headWithin, ReadTimeout: requestWithin, WriteTimeout: answerWithin,
		IdleTimeout: idleFor, ErrorLog: slog.NewLogLogger(h.log.Handler(), slog.LevelWarn)}
	go h.fillFindings(ctx)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	fmt.Fprintf(con.Out, "listening on http://%s\n", listener.Addr())
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	h.log.InfoContext(ctx, "stopping")
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	return server.Shutdown(last)
}

// scans looks into the folders of the scanners; nil when there are none.
func (h *house) scans(con *console) func(ctx context.Context) (int, error) {
	var folders []hopper.Folder
	for _, f := range h.config.Scans.List() {
		folders = append(folders, hopper.Folder{Counter: f.Counter, Path: f.Path})
	}
	if len(folders) == 0 {
		return nil
	}
	return hopper.New(folders, h.office.TakeScan, func(err error) string {
		var fault *motcua.Fault
		if !errors.As(err, &fault) || fault.Kind != motcua.Invalid {
			return ""
		}
		return con.Sentences.In("vi").Text(fault.Text)
	}).Look
}

// fillFindings makes found, beside the work of the day, what an older version
// kept without the words that searches go by.
func (h *house) fillFindings(ctx context.Context) {
	switch added, err := h.office.FillFindings(ctx); {
	case err != nil && ctx.Err() == nil:
		h.log.WarnContext(ctx, "not all dossiers are found by searches", "added", added, "error", err)
	case added > 0:
		h.log.InfoContext(ctx, "dossiers made found by searches", "added", added)
	}
	switch added, err := h.office.FillDocumentWords(ctx); {
	case err != nil && ctx.Err() == nil:
		h.log.WarnContext(ctx, "not all documents are found by searches", "added", added, "error", err)
	case added > 0:
		h.log.InfoContext(ctx, "documents made found by searches", "added", added)
	}
	switch added, err := h.office.FillRecordWords(ctx); {
	case err != nil && ctx.Err() == nil:
		h.log.WarnContext(ctx, "not all records of the office are found by searches", "added", added, "error", err)
	case added > 0:
		h.log.InfoContext(ctx, "records of the office made found by searches", "added", added)
	}
}

// handler is the whole program over HTTP: the API and the pages beside it.
func (h *house) handler(ctx context.Context, con *console, demo bool) (http.Handler, error) {
	pages, err := web.New(h.office, con.Sentences, web.Config{Brand: h.brand(ctx), Demo: demo, Secure: h.config.SecureCookies(),
		PublicURL: h.config.PublicURL, Proxied: h.config.Proxied, Version: built(), Log: h.log, Providers: providers(h.config.SignIn), Stop: ctx.Done()})
	if err != nil {
		return nil, err
	}
	wrong := float64(h.config.Track.Wrong)
	all := float64(h.config.Track.PerMinute)
	calls := api.New(h.office, con.Sentences, api.Config{Demo: demo, PublicURL: h.config.PublicURL, Version: built(),
		BehindOne: h.config.Proxied, Log: h.log,
		Lookups: api.Lookups{All: api.Rate{PerMinute: all, Burst: max(all/30, 20)}, Wrong: api.Rate{PerMinute: wrong, Burst: max(wrong/2, 10)}}})
	mux := http.NewServeMux()
	mux.Handle("/api/", calls)
	mux.Handle("/demo/", calls)
	if demo {
		mux.Handle(demoTill+"/", h.demoGateway())
	}
	mux.Handle("/", pages)
	return logged(mux, h.log), nil
}

// providers are those of identities that the settings name.
func providers(s config.SignIn) []*sso.Provider {
	var all []*sso.Provider
	for _, p := range s.Providers() {
		all = append(all, sso.New(sso.Settings{ID: p.ID, NameVI: p.Name, NameEN: p.NameEN, Issuer: p.Issuer, Client: p.Client, Secret: p.Secret,
			Scopes: strings.Fields(p.Scopes), NameClaim: p.Person, NumberName: p.Number}))
	}
	return all
}

// brand is whose pages these are: the name that was set, or the department's.
func (h *house) brand(ctx context.Context) layout.Brand {
	b, err := h.office.Book(ctx)
	if err != nil || !b.Known(h.config.LeadAgency) {
		return layout.Brand{Agency: h.config.Name}
	}
	lead := b.Agency(h.config.LeadAgency)
	brand := layout.Brand{Agency: lead.Name, ShortName: lead.ShortName}
	if h.config.Name != "" {
		brand.Agency = h.config.Name
	}
	return brand
}

// logged writes a line for each request: never its query, which may hold the
// key of a receipt, and never the key in an address of its own.
func logged(next http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		answer := &counted{ResponseWriter: rw, status: http.StatusOK}
		next.ServeHTTP(answer, r)
		log.InfoContext(r.Context(), "request", "method", r.Method, "path", withoutKey(r.URL.Path), "status", answer.status,
			"bytes", answer.bytes, "ms", time.Since(begun).Milliseconds())
	})
}

// withoutKey leaves the key out of /t/CODE/KEY.
func withoutKey(path string) string {
	if rest, ok := strings.CutPrefix(path, "/t/"); ok {
		code, _, _ := strings.Cut(rest, "/")
		return "/t/" + code + "/…"
	}
	return path
}

// counted remembers what was answered.
type counted struct {
	http.ResponseWriter
	status, bytes int
}

// WriteHeader notes the status.
func (c *counted) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (c *counted) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	c.bytes += n
	return n, err
}

// Unwrap gives the connection's own writer to whoever needs to flush it.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }
