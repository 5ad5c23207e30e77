// Package config reads the settings of an installation: first what the house
// chose, over it a YAML file, over it the environment (MOTCUA_LISTEN sets
// listen, MOTCUA_LOG_LEVEL sets log.level), over it the flags of the command.
// A key nobody knows and a value nobody can use are refused with a sentence
// that names the key.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/v2"

	"motcua"
)

// Config is the settings of an installation.
type Config struct {
	Listen      string `koanf:"listen"`      // address of the web and the API, host:port
	Data        string `koanf:"data"`        // directory of everything kept on disk
	Database    string `koanf:"database"`    // postgres:// URL; "" is the SQLite file in Data
	Direct      string `koanf:"direct"`      // postgres:// URL past a pooler, for background work; "" is Database
	PublicURL   string `koanf:"publicurl"`   // where the public reaches the installation, without a slash at the end
	LeadAgency  string `koanf:"leadagency"`  // id of the department
	CodePattern string `koanf:"codepattern"` // of dossier codes, see dossier.Pattern
	TokenSecret string `koanf:"tokensecret"` // keys the hash of API tokens; "" is the file token.key in Data, or on PostgreSQL one that all nodes know
	Name        string `koanf:"name"`        // of the department, on the pages; "" is the name of LeadAgency

	Proxied bool `koanf:"proxied"` // one proxy of ours stands in front and names the caller in X-Forwarded-For

	Log     Log     `koanf:"log"`
	Cookies Cookies `koanf:"cookies"`
	Track   Track   `koanf:"track"`
	Remind  Remind  `koanf:"remind"`
	Pay     Pay     `koanf:"pay"`
	Mail    Mail    `koanf:"mail"`
	SignIn  SignIn  `koanf:"signin"`
	Scanner Scanner `koanf:"scanner"`
	SMS     SMS     `koanf:"sms"`
	Zalo    Zalo    `koanf:"zalo"`
	Signing Signing `koanf:"signing"`
	Files   Files   `koanf:"files"`
	Scans   Scans   `koanf:"scans"`
}

// Log says what is logged and how.
type Log struct {
	Level  string `koanf:"level"`  // debug, info, warn, error
	Format string `koanf:"format"` // text, json
}

// Cookies says how cookies travel.
type Cookies struct {
	Secure string `koanf:"secure"` // auto (when PublicURL is https), always, never
}

// Track limits the public look-ups of one address in a minute.
type Track struct {
	PerMinute int `koanf:"perminute"` // all of them
	Wrong     int `koanf:"wrong"`     // those with a wrong code or key
}

// Remind says how often holders are reminded of what is due, and how long before.
type Remind struct {
	Every time.Duration `koanf:"every"` // 0 is never
	Days  int           `koanf:"days"`  // working days before the date, for the first warning
	Again int           `koanf:"again"` // for the second; 0 is none
	// Weekly are the e-mail addresses, parted by commas, that get a letter every
	// Monday on what is late and because of whom; "" is nobody.
	Weekly string `koanf:"weekly"`
}

// Addresses are those that get the letter of the week.
func (r Remind) Addresses() []string {
	return strings.FieldsFunc(r.Weekly, func(c rune) bool { return c == ',' || c == ';' || c == ' ' })
}

// FileName is the configuration file looked for in the working directory when
// none is named.
const FileName = "motcua.yaml"

// variable is how a setting is called in the environment.
const variable = "MOTCUA_"

// defaults are what the house chose.
func defaults() map[string]any {
	all := map[string]any{
		"listen": "127.0.0.1:8080", "data": "data", "database": "", "direct": "", "publicurl": "",
		"leadagency": "skhdt", "codepattern": "", "tokensecret": "", "name": "", "proxied": false,
		"log.level": "info", "log.format": "text", "cookies.secure": "auto",
		"track.perminute": 60_000, "track.wrong": 30, "remind.every": "5m", "remind.days": 2, "remind.again": 1, "remind.weekly": "",
	}
	maps.Copy(all, payDefaults())
	maps.Copy(all, mailDefaults())
	maps.Copy(all, signInDefaults())
	maps.Copy(all, scannerDefaults())
	maps.Copy(all, signingDefaults())
	maps.Copy(all, phoneDefaults())
	maps.Copy(all, filesDefaults())
	maps.Copy(all, scansDefaults())
	return all
}

// beside are variables of the environment that are not settings: the language
// of the command line, and what tests are told.
func beside(name string) bool {
	return name == "MOTCUA_LANG" || name == "MOTCUA_CONFIG" || name == "MOTCUA_PICTURES" || strings.HasPrefix(name, "MOTCUA_TEST_")
}

// Keys lists the settings by name, sorted.
func Keys() []string {
	var keys []string
	for key := range defaults() {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Variable is how a setting is called in the environment.
func Variable(key string) string {
	return variable + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// Load reads the settings. file is a YAML file; "" is FileName where there is
// one. environment is in the form of os.Environ. flags are the settings of the
// command line by key. Faults of every source are reported together.
func Load(file string, environment []string, flags map[string]any) (Config, error) {
	k := koanf.New(".")
	var faults []*motcua.Fault
	written, err := fromFile(file)
	if err != nil {
		return Config{}, err
	}
	set, unknown := fromEnvironment(environment)
	faults = append(faults, unknown...)
	for _, key := range slices.Sorted(keysOf(written)) {
		if _, known := defaults()[key]; !known {
			faults = append(faults, motcua.InvalidField(key, "config.unknown", "Key", key, "Known", Keys()))
		}
	}
	for _, source := range []map[string]any{defaults(), written, set, flags} {
		if err := k.Load(confmap.Provider(source, "."), nil); err != nil {
			return Config{}, fmt.Errorf("read settings: %w", err)
		}
	}
	faults = append(faults, typed(k)...)
	if err := motcua.Join(faults...); err != nil {
		return Config{}, err
	}
	var c Config
	if err := k.Unmarshal("", &c); err != nil {
		return Config{}, fmt.Errorf("read settings: %w", err)
	}
	return c, c.check()
}

func keysOf(m map[string]any) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// fromFile reads the file flat: log.level, not log with level.
func fromFile(file string) (map[string]any, error) {
	named := file != ""
	if !named {
		file = FileName
	}
	data, err := os.ReadFile(filepath.Clean(file))
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil, nil
	}
	if err != nil {
		return nil, motcua.InvalidField("config", "config.file", "File", file)
	}
	parsed, err := yaml.Parser().Unmarshal(data)
	if err != nil {
		fault := motcua.InvalidField("config", "config.yaml", "File", file, "Detail", err.Error())
		fault.Cause = err
		return nil, fault
	}
	k := koanf.New(".")
	if err := k.Load(confmap.Provider(parsed, ""), nil); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	flat := map[string]any{}
	for key, value := range k.All() {
		flat[plain(key)] = value
	}
	return flat, nil
}

// plain lets a file write publicURL, public_url or public-url.
func plain(key string) string {
	return strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(key))
}

// fromEnvironment takes the variables that set something; an empty one does
// not, and one that looks like a setting but is none is a fault.
func fromEnvironment(environment []string) (map[string]any, []*motcua.Fault) {
	set := map[string]any{}
	var faults []*motcua.Fault
	keys := map[string]string{}
	for _, key := range Keys() {
		keys[plain(Variable(key))] = key
	}
	keys["motcualog"] = "log.level" // the short form
	for _, pair := range environment {
		name, value, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, variable) || beside(name) || value == "" {
			continue
		}
		key, known := keys[plain(name)]
		if !known {
			faults = append(faults, motcua.InvalidField(name, "config.unknown", "Key", name, "Known", Keys()))
			continue
		}
		set[key] = value
	}
	return set, faults
}
