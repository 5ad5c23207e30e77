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
	"regexp"
	"strings"
	"sync"

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
	simple    map[string][]piece // sentences of one form that only name values
	fallback  *Printer           // Vietnamese; nil for itself
}

// Load reads the sentences built into the program, once for all who ask. The
// error names the file and what cannot be read in it.
func Load() (*Catalogue, error) { return loaded() }

var loaded = sync.OnceValues(load)

func load() (*Catalogue, error) {
	bundle := i18n.NewBundle(language.Vietnamese)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	cat := &Catalogue{printers: map[string]*Printer{}}
	for _, lang := range []string{Vietnamese, English} {
		p := &Printer{lang: lang, simple: map[string][]piece{}, fallback: cat.printers[Vietnamese]}
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
			if pieces, ok := cut(m.Other); ok && m.One == "" {
				p.simple[m.ID] = pieces
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
	if _, ok := p.simple[key]; ok {
		return true
	}
	_, tag, err := p.localizer.LocalizeWithTag(&i18n.LocalizeConfig{MessageID: key, TemplateData: map[string]any{}})
	return err == nil && tag.String() == p.lang
}

func (p *Printer) sentence(key string, args map[string]any) string {
	if pieces, ok := p.simple[key]; ok {
		return p.join(pieces, args)
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

// piece is a part of a sentence: words, then the name of a value.
type piece struct {
	words string
	name  string // "" at the end of the sentence
}

// slot is a place for a value: {{.Name}}.
var slot = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// cut takes a sentence apart at its values. It is not ok when the sentence
// holds more of the template language than names: that is left to go-i18n.
// A list shows dozens of sentences in a row, and joining pieces takes a tenth
// of the time of running a template.
func cut(sentence string) (pieces []piece, ok bool) {
	at := 0
	for _, m := range slot.FindAllStringSubmatchIndex(sentence, -1) {
		pieces = append(pieces, piece{words: sentence[at:m[0]], name: sentence[m[2]:m[3]]})
		at = m[1]
	}
	rest := sentence[at:]
	pieces = append(pieces, piece{words: rest})
	for _, part := range pieces {
		if strings.Contains(part.words, "{{") {
			return nil, false
		}
	}
	return pieces, true
}

// join puts a sentence together. A value nobody gave leaves its name in angle
// brackets, so that the gap is seen and the page still stands.
func (p *Printer) join(pieces []piece, args map[string]any) string {
	if len(pieces) == 1 {
		return pieces[0].words
	}
	var b strings.Builder
	for _, part := range pieces {
		b.WriteString(part.words)
		if part.name == "" {
			continue
		}
		if value, ok := args[part.name]; ok {
			b.WriteString(p.Value(value))
		} else {
			b.WriteString("‹" + part.name + "›")
		}
	}
	return b.String()
}
