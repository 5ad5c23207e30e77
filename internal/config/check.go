package config

import (
	"net"
	"net/mail"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/knadh/koanf/v2"

	"motcua"
)

// warnMost is how many working days before a date a warning can be given.
const warnMost = 30

// typed checks the settings that are numbers or durations before they are
// read, since a file and the environment can hold anything.
func typed(k *koanf.Koanf) []*motcua.Fault {
	var faults []*motcua.Fault
	for _, key := range []string{"track.perminute", "track.wrong"} {
		if n, err := strconv.Atoi(k.String(key)); err != nil || n < 1 {
			faults = append(faults, motcua.InvalidField(key, "config.number", "Key", key, "Value", k.String(key)))
		}
	}
	for key, least := range map[string]int{"remind.days": 1, "remind.again": 0} {
		if n, err := strconv.Atoi(k.String(key)); err != nil || n < least || n > warnMost {
			faults = append(faults, motcua.InvalidField(key, "config.days", "Key", key, "Value", k.String(key), "Least", least, "Most", warnMost))
		}
	}
	for _, address := range (Remind{Weekly: k.String("remind.weekly")}).Addresses() {
		if a, err := mail.ParseAddress(address); err != nil || a.Address != address {
			faults = append(faults, motcua.InvalidField("remind.weekly", "config.address", "Key", "remind.weekly", "Value", address))
		}
	}
	if every, err := time.ParseDuration(k.String("remind.every")); err != nil || every != 0 && every < time.Second {
		faults = append(faults, motcua.InvalidField("remind.every", "config.duration", "Key", "remind.every", "Value", k.String("remind.every")))
	}
	if _, err := strconv.ParseBool(k.String("proxied")); err != nil {
		faults = append(faults, motcua.InvalidField("proxied", "config.oneOf", "Key", "proxied", "Value", k.String("proxied"), "Accepted", []string{"true", "false"}))
	}
	if fault := scansTyped(k); fault != nil {
		faults = append(faults, fault)
	}
	for _, key := range Keys() {
		switch k.Get(key).(type) {
		case map[string]any, []any:
			faults = append(faults, motcua.InvalidField(key, "config.single", "Key", key))
		}
	}
	return faults
}

func (c *Config) check() error {
	c.PublicURL = strings.TrimRight(c.PublicURL, "/")
	return motcua.Join(
		oneOf("log.level", c.Log.Level, "debug", "info", "warn", "error"),
		oneOf("log.format", c.Log.Format, "text", "json"),
		oneOf("cookies.secure", c.Cookies.Secure, "auto", "always", "never"),
		c.checkListen(),
		checkURL("database", c.Database, "postgres", "postgresql"),
		checkURL("direct", c.Direct, "postgres", "postgresql"),
		checkURL("publicurl", c.PublicURL, "http", "https"),
		filled("data", c.Data),
		filled("leadagency", c.LeadAgency),
		checkSecret(c.TokenSecret),
		c.Pay.check(),
		c.Mail.check(),
		c.SignIn.check(c.PublicURL),
		c.Scanner.check(),
		c.SMS.check(),
		c.Zalo.check(),
		c.Signing.check(),
		c.Files.check(),
		c.Scans.check(),
	)
}

func (c *Config) checkListen() *motcua.Fault {
	_, port, err := net.SplitHostPort(c.Listen)
	n, numeric := strconv.Atoi(port)
	if err != nil || numeric != nil || n < 0 || n > 65535 {
		return motcua.InvalidField("listen", "config.listen", "Value", c.Listen)
	}
	return nil
}

func oneOf(key, value string, accepted ...string) *motcua.Fault {
	if slices.Contains(accepted, value) {
		return nil
	}
	return motcua.InvalidField(key, "config.oneOf", "Key", key, "Value", value, "Accepted", accepted)
}

func filled(key, value string) *motcua.Fault {
	if strings.TrimSpace(value) == "" {
		return motcua.InvalidField(key, "config.empty", "Key", key)
	}
	return nil
}

// checkURL never repeats the value: it may hold a password.
func checkURL(key, value string, schemes ...string) *motcua.Fault {
	if value == "" {
		return nil
	}
	u, err := url.Parse(value)
	if err != nil || !slices.Contains(schemes, u.Scheme) || u.Host == "" && !u.Query().Has("host") {
		return motcua.InvalidField(key, "config.url", "Key", key, "Scheme", schemes[0])
	}
	return nil
}

// secretLeast is how short a secret of tokens may be, in bytes.
const secretLeast = 16

func checkSecret(secret string) *motcua.Fault {
	if secret != "" && len(secret) < secretLeast {
		return motcua.InvalidField("tokensecret", "config.secret", "Least", secretLeast)
	}
	return nil
}

// Address is where the store is opened: the URL of PostgreSQL, or the SQLite
// file in the data directory.
func (c Config) Address() string {
	if c.Database != "" {
		return c.Database
	}
	return filepath.Join(c.Data, "motcua.db")
}

// DirectAddress is where background work connects.
func (c Config) DirectAddress() string {
	if c.Direct != "" {
		return c.Direct
	}
	return c.Database
}

// SecureCookies tells whether cookies may only travel over TLS.
func (c Config) SecureCookies() bool {
	switch c.Cookies.Secure {
	case "always":
		return true
	case "never":
		return false
	default:
		return strings.HasPrefix(c.PublicURL, "https://")
	}
}

// Shown lists the settings with their values, for an administrator to look
// over: secrets are told apart only as set or not.
func (c Config) Shown() [][2]string {
	secret := ""
	if c.TokenSecret != "" {
		secret = "••••"
	}
	return append([][2]string{
		{"listen", c.Listen}, {"data", c.Data}, {"database", masked(c.Database)}, {"direct", masked(c.Direct)},
		{"publicurl", c.PublicURL}, {"leadagency", c.LeadAgency}, {"codepattern", c.CodePattern}, {"tokensecret", secret},
		{"name", c.Name}, {"proxied", strconv.FormatBool(c.Proxied)}, {"log.level", c.Log.Level}, {"log.format", c.Log.Format}, {"cookies.secure", c.Cookies.Secure},
		{"track.perminute", strconv.Itoa(c.Track.PerMinute)}, {"track.wrong", strconv.Itoa(c.Track.Wrong)},
		{"remind.every", c.Remind.Every.String()}, {"remind.days", strconv.Itoa(c.Remind.Days)}, {"remind.again", strconv.Itoa(c.Remind.Again)}, {"remind.weekly", c.Remind.Weekly}, {"scanner.address", c.Scanner.Address},
	}, slices.Concat(c.Pay.shown(), c.Mail.shown(), c.SMS.shown(), c.Zalo.shown(), c.Files.shown(), c.Scans.shown(), c.SignIn.shown(), c.Signing.shown())...)
}

// masked is the URL of a database without its password, wherever it stands.
func masked(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "••••"
	}
	q := u.Query()
	for name := range q {
		if strings.Contains(strings.ToLower(name), "password") {
			q.Set(name, "xxxxx")
		}
	}
	u.RawQuery = q.Encode()
	return u.Redacted()
}
