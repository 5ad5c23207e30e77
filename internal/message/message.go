// Package message turns keys into sentences and values into the words a
// reader knows. The sentences stand in vi/NOUN.toml and en/NOUN.toml, one flat
// file for each noun and language, built into the program:
//
//	"deadline.term.unit" = "Thời hạn “{{.Term}}” chưa có đơn vị – hãy viết …"
//
// Vietnamese is the first language: what English lacks is shown in Vietnamese,
// and a key that no file has is shown as it is, so that a page never fails for
// want of a word. A value is written by its Go type before it enters the
// sentence; see Printer.Value. An argument named Count of an integer type also
// chooses between the forms one and other of an English sentence.
package message

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"motcua"
)

//go:embed vi/*.toml en/*.toml
var files embed.FS

// The languages of the catalogue, as they stand in the attribute lang and in
// the reader's preference.
const (
	Vietnamese = "vi"
	English    = "en"
)

// Catalogue holds every sentence in every language. It does not change after
// Load and serves any number of readers at once.
type Catalogue struct {
	printers map[string]*Printer
}

// Printer speaks one language. It is safe for concurrent use.
type Printer struct {
	lang      string
	localizer *i18n.Localizer
	plain     map[string]string // sentences that speak of no value
	fallback  *Printer          // Vietnamese; nil for itself
}

// Load reads the sentences built into the program. The error names the file
// and what cannot be read in it.
func Load() (*Catalogue, error) {
	bundle := i18n.NewBundle(language.Vietnamese)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	cat := &Catalogue{printers: map[string]*Printer{}}
	for _, lang := range []string{Vietnamese, English} {
		p := &Printer{lang: lang, plain: map[string]string{}, fallback: cat.printers[Vietnamese]}
		if err := p.load(bundle); err != nil {
			return nil, err
		}
		p.localizer = i18n.NewLocalizer(bundle, lang)
		cat.printers[lang] = p
	}
	return cat, nil
}

func (p *Printer) load(bundle *i18n.Bundle) error {
	names, err := fs.Glob(files, p.lang+"/*.toml")
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		// go-i18n reads the language from the name: ui.vi.toml.
		noun := strings.TrimSuffix(path.Base(name), ".toml")
		file, err := bundle.ParseMessageFileBytes(data, noun+"."+p.lang+".toml")
		if err != nil {
			return fmt.Errorf("reading messages %s: %w", name, err)
		}
		for _, m := range file.Messages {
			if m.One == "" && !strings.Contains(m.Other, "{{") {
				p.plain[m.ID] = m.Other
			}
		}
	}
	return nil
}

// In gives the printer of a language; Vietnamese for a language we do not speak.
func (c *Catalogue) In(lang string) *Printer {
	if p, ok := c.printers[lang]; ok {
		return p
	}
	return c.printers[Vietnamese]
}

// Lang is the language of the printer as the attribute lang wants it: vi or en.
func (p *Printer) Lang() string { return p.lang }

// T gives the sentence of a key, filled with alternating names and values.
func (p *Printer) T(key string, pairs ...any) string {
	if len(pairs) == 0 {
		return p.sentence(key, nil)
	}
	return p.Text(motcua.Say(key, pairs...))
}

// Text gives the sentence of a text that a rule of the department has said.
func (p *Printer) Text(text motcua.Text) string { return p.sentence(text.Key, text.Args) }

// Fault gives the sentence of a fault, without those found beside it (Fault.All
// lists them). Nil gives the empty string.
func (p *Printer) Fault(f *motcua.Fault) string {
	if f == nil {
		return ""
	}
	return p.Text(f.Text)
}

// Has says whether the catalogue knows the key in this language.
func (p *Printer) Has(key string) bool {
	if _, ok := p.plain[key]; ok {
		return true
	}
	_, tag, err := p.localizer.LocalizeWithTag(&i18n.LocalizeConfig{MessageID: key, TemplateData: map[string]any{}})
	return err == nil && tag.String() == p.lang
}

func (p *Printer) sentence(key string, args map[string]any) string {
	if s, ok := p.plain[key]; ok {
		return s
	}
	words := make(map[string]any, len(args))
	for name, value := range args {
		words[name] = p.Value(value)
	}
	config := &i18n.LocalizeConfig{MessageID: key, TemplateData: words}
	switch count := args["Count"].(type) {
	case int, int64:
		config.PluralCount = count
	}
	if s, err := p.localizer.Localize(config); err == nil || s != "" {
		return s
	}
	if p.fallback != nil {
		return p.fallback.sentence(key, args)
	}
	return key
}
