package config

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/knadh/koanf/v2"

	"motcua"
)

// Scans says in which directories the scanners of the counters put what they
// scan; without any nothing is looked for.
type Scans struct {
	Folders string `koanf:"folders"` // "Quầy 1=/srv/scan/1; Quầy 2=/srv/scan/2"
	Every   int    `koanf:"every"`   // seconds between two looks
}

func scansDefaults() map[string]any { return map[string]any{"scans.folders": "", "scans.every": 10} }

// Folder is the directory of the scanner of one counter.
type Folder struct{ Counter, Path string }

// List is the directories by their counters, in the order they were written.
func (s Scans) List() []Folder {
	var list []Folder
	for _, part := range strings.Split(s.Folders, ";") {
		counter, path, _ := strings.Cut(part, "=")
		if counter, path = strings.TrimSpace(counter), strings.TrimSpace(path); counter != "" || path != "" {
			list = append(list, Folder{counter, path})
		}
	}
	return list
}

func (s Scans) check() *motcua.Fault {
	seen := map[string]bool{}
	for _, f := range s.List() {
		if f.Counter == "" || !filepath.IsAbs(f.Path) || seen[filepath.Clean(f.Path)] {
			return motcua.InvalidField("scans.folders", "config.scans", "Value", s.Folders)
		}
		seen[filepath.Clean(f.Path)] = true
	}
	return nil
}

func scansTyped(k *koanf.Koanf) *motcua.Fault {
	if n, err := strconv.Atoi(k.String("scans.every")); err != nil || n < 1 {
		return motcua.InvalidField("scans.every", "config.number", "Key", "scans.every", "Value", k.String("scans.every"))
	}
	return nil
}

func (s Scans) shown() [][2]string {
	return [][2]string{{"scans.folders", s.Folders}, {"scans.every", strconv.Itoa(s.Every)}}
}
