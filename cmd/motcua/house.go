package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"path/filepath"

	"motcua/internal/archive"
	"motcua/internal/clamd"
	"motcua/internal/config"
	"motcua/internal/gateway"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/internal/store"

	"motcua/dossier"
	"motcua/payment"
)

// place says where an installation is: the flags that most commands share.
type place struct {
	Config   string `type:"path" env:"MOTCUA_CONFIG" placeholder:"FILE" help:"${config}"`
	Data     string `type:"path" placeholder:"DIR" help:"${data}"`
	Database string `placeholder:"URL" help:"${database}"`
}

// settings reads the settings with the flags over them.
func (p place) settings(con *console, more map[string]any) (config.Config, error) {
	flags := map[string]any{}
	for key, value := range map[string]string{"data": p.Data, "database": p.Database} {
		if value != "" {
			flags[key] = value
		}
	}
	for key, value := range more {
		flags[key] = value
	}
	return config.Load(p.Config, con.Environment, flags)
}

// house is an installation, open: its settings, its database, its queue and
// the office that works on them.
type house struct {
	config config.Config
	log    *slog.Logger
	store  *store.Store
	queue  *job.Queue
	files  *archive.Archive
	office *office.Office
}

// open opens the installation as its settings say, under the machine's clock.
func (p place) open(ctx context.Context, con *console) (*house, error) {
	settings, err := p.settings(con, nil)
	if err != nil {
		return nil, err
	}
	return openHouse(ctx, settings, newLog(con.Err, settings.Log), office.NewClock())
}

// openHouse migrates the database and opens the house; the caller closes it.
func openHouse(ctx context.Context, settings config.Config, log *slog.Logger, clock *office.Clock) (*house, error) {
	choices, err := officeSettings(settings)
	if err != nil {
		return nil, err
	}
	h := &house{config: settings, log: log}
	if h.store, err = store.Open(ctx, settings.Address()); err != nil {
		return nil, err
	}
	if h.queue, err = job.Open(ctx, h.store, log); err != nil {
		return nil, errors.Join(err, h.close())
	}
	if h.files, err = openArchive(ctx, settings); err != nil {
		return nil, errors.Join(err, h.close())
	}
	choices.Archive = h.files
	if settings.Scanner.Address != "" {
		choices.Scan = clamd.At(settings.Scanner.Address).Scan
	}
	if h.office, err = office.New(h.store, clock, choices, h.queue.Enqueue); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

// openArchive opens the files on disk, or in the bucket that was set.
func openArchive(ctx context.Context, settings config.Config) (*archive.Archive, error) {
	dir := filepath.Join(settings.Data, "files")
	s := settings.Files.S3
	if s.Bucket == "" {
		return archive.Open(dir)
	}
	return archive.OpenS3(ctx, archive.S3{Endpoint: s.Endpoint, Region: s.Region, Bucket: s.Bucket, Key: s.Key, Secret: s.Secret}, dir)
}

func officeSettings(settings config.Config) (office.Settings, error) {
	pattern := dossier.Pattern(settings.CodePattern)
	if pattern == "" {
		pattern = dossier.DefaultPattern
	}
	if err := pattern.Check(); err != nil {
		return office.Settings{}, err
	}
	letters, err := correspondence(settings)
	if err != nil {
		return office.Settings{}, err
	}
	sign, err := signatures(settings.Signing)
	if err != nil {
		return office.Settings{}, err
	}
	secret, err := settings.Secret()
	return office.Settings{Sign: sign, Letters: letters, CodePattern: pattern, LeadAgency: settings.LeadAgency, TokenSecret: secret, Till: till(settings.Pay),
		Warn: office.Warning{Days: settings.Remind.Days, Again: settings.Remind.Again}, Weekly: settings.Remind.Addresses()}, err
}

// till is how the installation is paid, as its settings say.
func till(pay config.Pay) office.Till {
	t := office.Till{Series: pay.Series, Account: payment.BankAccount{BIN: pay.Bank.BIN, Bank: pay.Bank.Name, Number: pay.Bank.Number, Holder: pay.Bank.Holder}}
	if pay.Gateway.URL != "" {
		t.Gateway = gateway.New(gateway.Settings{Pay: pay.Gateway.URL, Query: pay.Gateway.Query, Merchant: pay.Gateway.Merchant, Secret: pay.Gateway.Secret})
	}
	return t
}

func (h *house) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	var stopped error
	if h.queue != nil {
		stopped = h.queue.Stop(ctx)
	}
	if h.files != nil {
		stopped = errors.Join(stopped, h.files.Close())
	}
	return errors.Join(stopped, h.store.Close())
}

// closing adds what went wrong at the end to what went wrong before.
func (h *house) closing(err *error) { *err = errors.Join(*err, h.close()) }

func newLog(to io.Writer, choice config.Log) *slog.Logger {
	var level slog.Level
	// The settings were checked: an unknown level does not come here.
	_ = level.UnmarshalText([]byte(choice.Level))
	options := &slog.HandlerOptions{Level: level}
	if choice.Format == "json" {
		return slog.New(slog.NewJSONHandler(to, options))
	}
	return slog.New(slog.NewTextHandler(to, options))
}

// migrateCmd makes or updates the tables.
type migrateCmd struct{ place }

// Run opens the house, which migrates it, and says so.
func (cmd migrateCmd) Run(ctx context.Context, con *console) (err error) {
	h, err := cmd.open(ctx, con)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	return con.say("cli.migrated", "Engine", string(h.store.Engine()))
}
