package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/config"
	"motcua/internal/office"
	"motcua/internal/signing/standin"
	"motcua/sample"
)

const (
	// demoPassword signs every person of the demonstration in. It protects
	// nothing: all that the demonstration holds is invented.
	demoPassword = "motcua-demo"
	// demoOpening is a Friday on which the sample dossiers stand in every state.
	demoOpening = "2022-06-10T08:00"
	demoLabel   = "demo"
	demoRemind  = time.Minute
)

// demoRoles are the people that get an API token each.
func demoRoles() []string {
	return []string{"reception", "specialist", "head", "director", "office", "admin", "stnmt", "sxd", "stc", "ubnd"}
}

// demoCmd shows the whole system with the sample department.
type demoCmd struct {
	Clock    string `placeholder:"AT" help:"${demoClock}"`
	Listen   string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"${demoListen}"`
	Data     string `type:"path" default:"data/demo" placeholder:"DIR" help:"${demoData}"`
	Database string `placeholder:"URL" help:"${demoDatabase}"`
	Tokens   string `type:"path" placeholder:"FILE" help:"${demoTokens}"`
	Empty    bool   `help:"${demoEmpty}"`
}

// Run furnishes the demonstration, unless it is from a start before, and serves
// it until it is interrupted. It minds no settings of a real installation: no
// file, no environment.
func (cmd demoCmd) Run(ctx context.Context, con *console) (err error) {
	moment, err := cmd.moment()
	if err != nil {
		return err
	}
	settings, err := config.Load(os.DevNull, nil, map[string]any{"listen": cmd.Listen, "data": cmd.Data, "database": cmd.Database,
		"log.level": "warn", "remind.every": demoRemind.String()})
	if err != nil {
		return err
	}
	listener, err := listen(settings.Listen)
	if err != nil {
		return err
	}
	settings.Pay = demoPay("http://" + listener.Addr().String())
	h, err := cmd.furnished(ctx, settings, newLog(con.Err, settings.Log), moment)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer h.closing(&err)
	if err := errors.Join(cmd.tokens(ctx, h), cmd.welcome(con, h, "http://"+listener.Addr().String())); err != nil {
		return errors.Join(err, listener.Close())
	}
	return h.serve(ctx, con, listener, true)
}

func (cmd demoCmd) moment() (time.Time, error) {
	text := cmd.Clock
	if text == "" {
		text = demoOpening
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", time.RFC3339} {
		if t, err := time.ParseInLocation(layout, text, calendar.Zone()); err == nil {
			return t, nil
		}
	}
	return time.Time{}, motcua.InvalidField("clock", "cli.demo.clock", "Value", text)
}

// furnished opens the house of the demonstration with its sample. What was done
// in a start before stays done: the clock then begins no earlier than that.
func (cmd demoCmd) furnished(ctx context.Context, settings config.Config, log *slog.Logger, moment time.Time) (*house, error) {
	authority, err := demoAuthority(&settings, moment)
	if err != nil {
		return nil, err
	}
	clock := office.StartAt(moment)
	h, err := openHouse(ctx, settings, log, clock)
	if err != nil {
		return nil, err
	}
	if err := cmd.furnish(ctx, h, moment, authority); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

func (cmd demoCmd) furnish(ctx context.Context, h *house, moment time.Time, authority *standin.Authority) error {
	by := identity.CommandLine()
	if err := h.office.Furnish(ctx, by); err != nil {
		return err
	}
	if err := h.office.Hire(ctx, by, demoPassword); err != nil {
		return err
	}
	if err := h.certify(ctx, authority, moment); err != nil {
		return err
	}
	last, err := h.store.LastFact(ctx)
	if err != nil {
		return err
	}
	switch {
	case last.After(moment):
		return h.office.Clock().MoveTo(last.Add(time.Minute))
	case last.IsZero() && !cmd.Empty:
		return h.playSample(ctx, moment)
	default:
		return nil
	}
}

// tokens writes an API token for each role, readable by its owner alone. Those
// of a start before are kept while they are good; otherwise new ones replace
// them.
func (cmd demoCmd) tokens(ctx context.Context, h *house) error {
	if h.good(ctx, cmd.tokensFile()) {
		return nil
	}
	by := identity.CommandLine()
	tokens := map[string]string{}
	for _, role := range demoRoles() {
		if _, err := h.office.RevokeTokens(ctx, by, role, demoLabel); err != nil {
			return err
		}
		token, err := h.office.NewToken(ctx, by, role, demoLabel)
		if err != nil {
			return err
		}
		tokens[role] = token
	}
	text, err := json.MarshalIndent(tokens, "", "  ")
	if err != nil {
		return fmt.Errorf("write tokens: %w", err)
	}
	return writeOwn(cmd.tokensFile(), append(text, '\n'))
}

// good tells whether a file holds a working token for each role, and nobody
// else may read it.
func (h *house) good(ctx context.Context, file string) bool {
	about, err := os.Stat(file)
	if err != nil || about.Mode().Perm() != 0o600 {
		return false
	}
	text, err := os.ReadFile(filepath.Clean(file))
	if err != nil {
		return false
	}
	var tokens map[string]string
	if json.Unmarshal(text, &tokens) != nil {
		return false
	}
	for _, role := range demoRoles() {
		if owner, err := h.office.TokenOwner(ctx, tokens[role], ""); err != nil || owner.Person != role {
			return false
		}
	}
	return true
}

func (cmd demoCmd) tokensFile() string {
	if cmd.Tokens != "" {
		return cmd.Tokens
	}
	return filepath.Join(cmd.Data, "tokens.json")
}

// writeOwn writes a file whole and for its owner alone, also over one that
// others could read.
func writeOwn(path string, data []byte) error {
	fault := motcua.InvalidField("tokens", "cli.demo.tokens", "File", path)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		fault.Cause = err
		return fault
	}
	draft, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // mode 0600
	if err != nil {
		fault.Cause = err
		return fault
	}
	_, err = draft.Write(data)
	if err = errors.Join(err, draft.Close()); err == nil {
		err = os.Rename(draft.Name(), path)
	}
	if err != nil {
		fault.Cause = errors.Join(err, os.Remove(draft.Name()))
		return fault
	}
	return nil
}

// welcome prints where to go and who may sign in.
func (cmd demoCmd) welcome(con *console, h *house, address string) error {
	people, err := sample.People()
	if err != nil {
		return err
	}
	say := func(key string, pairs ...any) { fmt.Fprintln(con.Out, con.Words.T(key, pairs...)) }
	say("cli.demo.title", "Now", h.office.Now())
	table := tabwriter.NewWriter(con.Out, 0, 0, 2, ' ', 0)
	for _, page := range []struct{ key, path string }{
		{"cli.demo.public", "/"}, {"cli.demo.track", "/tra-cuu"}, {"cli.demo.staff", "/can-bo"}, {"cli.demo.api", "/api/v1/docs"},
	} {
		fmt.Fprintf(table, "  %s\t%s%s\n", con.Words.T(page.key), address, page.path)
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print the addresses: %w", err)
	}
	say("cli.demo.signIns", "Password", demoPassword)
	for _, p := range people {
		fmt.Fprintf(table, "  %s\t%s\t%s\n", p.ID, p.Title, p.Name)
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print the sign-ins: %w", err)
	}
	say("cli.demo.tokensAt", "File", cmd.tokensFile())
	return nil
}
