package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/bench"
	"motcua/internal/config"
	"motcua/internal/office"
)

// benchCmd makes load and measures under it; docs/performance.md says what was
// found.
type benchCmd struct {
	Data  benchDataCmd  `cmd:"" help:"${benchData}"`
	Lists benchListsCmd `cmd:"" help:"${benchLists}"`
	Cases benchCasesCmd `cmd:"" help:"${benchCases}"`
}

// benchMoment is when the measured office stands: its dossiers were received
// over the benchDays before.
var benchMoment = time.Date(2025, 6, 16, 8, 0, 0, 0, calendar.Zone())

const benchDays = 1800

// benchDataCmd makes dossiers.
type benchDataCmd struct {
	Dossiers int    `required:"" placeholder:"N" help:"${benchDossiers}"`
	Data     string `type:"path" default:"data/bench" help:"${data}"`
	Database string `placeholder:"URL" help:"${database}"`
}

// Run makes them in an installation of their own, with a progress bar.
func (c benchDataCmd) Run(ctx context.Context, con *console) (err error) {
	h, err := benchHouse(ctx, con, c.Data, c.Database)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	began := time.Now()
	if err := benchMake(ctx, con, h, c.Dossiers); err != nil {
		return err
	}
	return con.say("cli.bench.made", "Dossiers", c.Dossiers, "Seconds", time.Since(began).Seconds(), "Place", h.config.Data)
}

// benchListsCmd times lists at two sizes.
type benchListsCmd struct {
	Small int    `default:"10000" help:"${benchSmall}"`
	Large int    `default:"1000000" help:"${benchLarge}"`
	Data  string `type:"path" default:"data/bench" help:"${data}"`
}

// Run makes the installations that are missing, times each list in both and
// prints the growth: exponent 0 is flat, 1 keeps step with the size.
func (c benchListsCmd) Run(ctx context.Context, con *console) error {
	small, err := c.figures(ctx, con, c.Small)
	if err != nil {
		return err
	}
	large, err := c.figures(ctx, con, c.Large)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(con.Out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "list\t%d: median\tp99\t%d: median\tp99\tgrowth\t\n", c.Small, c.Large)
	for i, f := range small {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%.2f\t\n", f.Name, round(f.Median), round(f.P99), round(large[i].Median), round(large[i].P99),
			bench.Growth(f, large[i], c.Small, c.Large))
	}
	return table.Flush()
}

func (c benchListsCmd) figures(ctx context.Context, con *console, n int) (figures []bench.Figure, err error) {
	dir := filepath.Join(c.Data, fmt.Sprint(n))
	_, missing := os.Stat(dir)
	h, err := benchHouse(ctx, con, dir, "")
	if err != nil {
		return nil, err
	}
	defer h.closing(&err)
	if missing != nil {
		if err := benchMake(ctx, con, h, n); err != nil {
			return nil, err
		}
	}
	return bench.Lists(ctx, h.office, h.store)
}

// benchCasesCmd plays whole cases.
type benchCasesCmd struct {
	Database string `placeholder:"URL" help:"${database}"`
	Clients  []int  `default:"1,8,32" help:"${benchClients}"`
	Cases    int    `default:"400" help:"${benchCaseCount}"`
}

// Run serves a new installation in this process, with its background work, and
// drives it over its JSON API.
func (c benchCasesCmd) Run(ctx context.Context, con *console) (err error) {
	dir, err := os.MkdirTemp("", "motcua-bench")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	h, err := benchHouse(ctx, con, dir, c.Database)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	tokens, err := benchTokens(ctx, h.office)
	if err != nil {
		return err
	}
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		return err
	}
	serving, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	quiet := *con
	quiet.Out = io.Discard
	go func() { served <- h.serve(serving, &quiet, listener, false) }()
	err = c.drive(ctx, con, h, listener.Addr(), tokens)
	stop()
	return errors.Join(err, <-served)
}

func (c benchCasesCmd) drive(ctx context.Context, con *console, h *house, address net.Addr, tokens map[string]string) error {
	driver := bench.Driver{URL: "http://" + address.String(), Tokens: tokens}
	if _, err := driver.Cases(ctx, 1, 20); err != nil {
		return err
	}
	table := tabwriter.NewWriter(con.Out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "%s\tclients\tcases/s\tcalls/s\tmedian\tp99\t\n", h.store.Engine())
	for _, clients := range c.Clients {
		f, err := driver.Cases(ctx, clients, c.Cases)
		if err != nil {
			return err
		}
		fmt.Fprintf(table, "%s\t%d\t%.0f\t%.0f\t%s\t%s\t\n", f.Name, clients, f.Rate, f.Rate*(1+bench.Steps), round(f.Median), round(f.P99))
	}
	return table.Flush()
}

func benchTokens(ctx context.Context, o *office.Office) (map[string]string, error) {
	by := identity.CommandLine()
	if err := o.Hire(ctx, by, "motcua-bench"); err != nil {
		return nil, err
	}
	tokens := map[string]string{}
	for _, person := range []string{"reception", "head", "specialist", "director"} {
		token, err := o.NewToken(ctx, by, person, "bench")
		if err != nil {
			return nil, err
		}
		tokens[person] = token
	}
	return tokens, nil
}

// benchHouse opens a furnished installation whose clock stands at benchMoment.
func benchHouse(ctx context.Context, con *console, dir, database string) (*house, error) {
	settings, err := config.Load("", con.Environment, map[string]any{"data": dir, "database": database})
	if err != nil {
		return nil, err
	}
	h, err := openHouse(ctx, settings, slog.New(slog.DiscardHandler), office.StartAt(benchMoment))
	if err != nil {
		return nil, err
	}
	if err := h.office.Furnish(ctx, identity.CommandLine()); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

func benchMake(ctx context.Context, con *console, h *house, n int) error {
	b, err := h.office.Book(ctx)
	if err != nil {
		return err
	}
	bar := con.progress("cli.bench.making")
	defer bar.end()
	maker := bench.Maker{Store: h.store, Book: b, Until: benchMoment, Days: benchDays, Seed: 1}
	return maker.Make(ctx, n, func(done int) { bar.at(done, n) })
}

func round(d time.Duration) string { return d.Round(10 * time.Microsecond).String() }
