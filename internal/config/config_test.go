package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua"
	"motcua/internal/config"
)

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "motcua.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTheNearerSourceWins(t *testing.T) {
	path := file(t, "listen: 0.0.0.0:80\ndata: /file\nlog:\n  level: warn\npublic_url: https://mc.example.vn/\nremind:\n  every: 1h\n")
	c, err := config.Load(path, []string{"MOTCUA_DATA=/env", "MOTCUA_LOG_LEVEL=debug", "MOTCUA_LANG=en", "MOTCUA_TEST_POSTGRES=x", "HOME=/root", "MOTCUA_PROXIED=true"},
		map[string]any{"listen": "127.0.0.1:9000"})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ reason, got, want string }{
		{"a flag over the file", c.Listen, "127.0.0.1:9000"},
		{"the environment over the file", c.Data, "/env"},
		{"a setting below another, from the environment", c.Log.Level, "debug"},
		{"the file over the default, however spelt, without the last slash", c.PublicURL, "https://mc.example.vn"},
		{"a default nobody changed", c.LeadAgency, "skhdt"},
		{"the SQLite file stands in the data directory", c.Address(), filepath.Join("/env", "motcua.db")},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, test.got, test.want)
		}
	}
	if c.Remind.Every != time.Hour || !c.Proxied || !c.SecureCookies() {
		t.Errorf("got every %s, proxied %t, secure cookies %t; want 1h, true, true", c.Remind.Every, c.Proxied, c.SecureCookies())
	}
}

func TestWrongSettingsAreNamed(t *testing.T) {
	for _, test := range []struct {
		reason, file, environment, field string
	}{
		{"a key nobody knows, in the file", "lisen: 1", "", "lisen"},
		{"a key nobody knows, in the environment", "", "MOTCUA_LISEN=1", "MOTCUA_LISEN"},
		{"a file that is not YAML", "a: [", "", "config"},
		{"an address without a port", "listen: localhost", "", "listen"},
		{"a port that is none", "", "MOTCUA_LISTEN=:99999", "listen"},
		{"another database", "", "MOTCUA_DATABASE=mysql://root@localhost/x", "database"},
		{"a level nobody knows", "", "MOTCUA_LOG=loud", "log.level"},
		{"not a number", "track: {wrong: many}", "", "track.wrong"},
		{"not a duration", "", "MOTCUA_REMIND_EVERY=often", "remind.every"},
		{"a secret that can be guessed", "", "MOTCUA_TOKEN_SECRET=abc", "tokensecret"},
		{"a list where one value belongs", "listen: [a, b]", "", "listen"},
		{"no data directory", "data: ' '", "", "data"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			_, err := config.Load(file(t, test.file), []string{test.environment}, nil)
			var fault *motcua.Fault
			if !errors.As(err, &fault) {
				t.Fatalf("got %v, want a fault", err)
			}
			if got, want := fault.Field, test.field; got != want {
				t.Errorf("field: got %q, want %q", got, want)
			}
		})
	}
	if _, err := config.Load(filepath.Join(t.TempDir(), "none.yaml"), nil, nil); motcua.KindOf(err) != motcua.Invalid {
		t.Errorf("a named file that is missing: got %v, want a fault", err)
	}
}

func TestSecretsAreNotShown(t *testing.T) {
	c, err := config.Load(file(t, ""), []string{"MOTCUA_DATABASE=postgres://motcua:matkhau1@db/motcua?sslpassword=matkhau2", "MOTCUA_TOKEN_SECRET=matkhau3-matkhau3"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, setting := range c.Shown() {
		if strings.Contains(setting[1], "matkhau") {
			t.Errorf("%s shows %s", setting[0], setting[1])
		}
	}
	_, err = config.Load(file(t, ""), []string{"MOTCUA_DATABASE=mysql://motcua:matkhau1@db/motcua"}, nil)
	if err == nil || strings.Contains(err.Error(), "matkhau") {
		t.Errorf("got %v, want a fault that does not repeat the password", err)
	}
}

func TestTheSecretIsMadeOnceForItsOwnerAlone(t *testing.T) {
	c := config.Config{Data: filepath.Join(t.TempDir(), "data")}
	first, err := c.Secret()
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.Secret()
	if err != nil {
		t.Fatal(err)
	}
	if string(first) != string(again) || len(first) < 32 {
		t.Errorf("got %d bytes, then others; want the same 32 or more", len(first))
	}
	about, err := os.Stat(filepath.Join(c.Data, "token.key"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := about.Mode().Perm(), os.FileMode(0o600); got != want {
		t.Errorf("mode: got %o, want %o", got, want)
	}
	if left, err := filepath.Glob(filepath.Join(c.Data, "*")); err != nil || len(left) != 1 {
		t.Errorf("got %v (%v) in the data directory, want the key alone", left, err)
	}
	one, err := config.Config{Data: t.TempDir(), Database: "postgres://a/b"}.Secret()
	if err != nil {
		t.Fatal(err)
	}
	other, err := config.Config{Data: t.TempDir(), Database: "postgres://a/b"}.Secret()
	if err != nil || string(one) != string(other) {
		t.Errorf("two nodes on one PostgreSQL: got %q and %q (%v), want the same", one, other, err)
	}
}
