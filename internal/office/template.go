package office

import (
	"context"
	"errors"
	"time"

	"motcua"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/letter"
)

// langOf is the language that is written when a letter names one or none.
func langOf(lang string) string {
	if lang == letter.English {
		return letter.English
	}
	return letter.Vietnamese
}

// shipped is the wording of a kind that the program brings, with its places
// for values as staff write them.
func (o *Office) shipped(kind letter.Kind, lang string) letter.Wording {
	var pairs []any
	for _, name := range kind.Names {
		pairs = append(pairs, name, letter.Place(name))
	}
	subject, body, short := kind.Keys()
	say := func(key string) string { return o.say(lang, motcua.Say(key, pairs...)) }
	return letter.Wording{Subject: say(subject), Body: say(body), Short: say(short)}
}

// wordingIn is the wording of a kind in force: that of the staff, or the shipped one.
func (o *Office) wordingIn(ctx context.Context, tx *store.Tx, kind letter.Kind, lang string) (letter.Wording, error) {
	t, err := tx.Template(ctx, kind.ID, langOf(lang))
	if err != nil || !t.Empty() {
		return t.Wording, err
	}
	return o.shipped(kind, lang), nil
}

// LetterText is a wording of a kind of letter in a language, with who gave it.
type LetterText struct {
	Lang    string
	Words   letter.Wording // in force
	Own     bool           // given by the staff
	Version int            // of the last change; 0 when there was none
	Changes []LetterChange // the last first
}

// LetterChange is a change of a wording.
type LetterChange struct {
	At     time.Time
	Author string // name
	Back   bool   // to the shipped text
	Words  letter.Wording
}

// LetterTexts are the wordings of a kind in both languages, Vietnamese first.
func (o *Office) LetterTexts(ctx context.Context, by identity.Actor, kind string) ([]LetterText, error) {
	k, err := o.letterKind(by, kind)
	if err != nil {
		return nil, err
	}
	var texts []LetterText
	for _, lang := range []string{letter.Vietnamese, letter.English} {
		list, err := o.store.Templates(ctx, k.ID, lang)
		if err != nil {
			return nil, err
		}
		t := LetterText{Lang: lang, Words: o.shipped(k, lang)}
		for i, of := range list {
			if i == 0 {
				t.Version, t.Own = of.Version, !of.Empty()
				if t.Own {
					t.Words = of.Wording
				}
			}
			author, _, err := o.store.Person(ctx, of.Author)
			if err != nil && motcua.KindOf(err) != motcua.NotFound {
				return nil, err
			}
			t.Changes = append(t.Changes, LetterChange{At: of.At, Author: author.Name, Back: of.Empty(), Words: of.Wording})
		}
		texts = append(texts, t)
	}
	return texts, nil
}

func (o *Office) letterKind(by identity.Actor, kind string) (letter.Kind, error) {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return letter.Kind{}, err
	}
	k, known := letter.KindOf(kind)
	if !known {
		return k, motcua.Refused(motcua.NotFound, "letter.kind.unknown")
	}
	return k, nil
}

// LetterDraft is a wording that somebody of the staff is writing.
type LetterDraft struct {
	Kind, Lang string
	Version    int // that was seen
	Words      letter.Wording
}

// ReadLetterText checks a wording and shows what it says with sample values.
func (o *Office) ReadLetterText(_ context.Context, by identity.Actor, d LetterDraft) (kept, preview letter.Wording, err error) {
	k, err := o.letterKind(by, d.Kind)
	if err != nil {
		return d.Words, d.Words, err
	}
	kept, err = k.Read(d.Words)
	if err != nil {
		return d.Words, preview, err
	}
	values := o.sampleValues(d.Lang)
	return kept, kept.Fill(func(name string) string { return o.value(d.Lang, name, values) }), nil
}

// sampleValues stand in previews of letters.
func (o *Office) sampleValues(lang string) map[string]any {
	now := o.Now()
	values := map[string]any{"Code": "H57.16-220606-0001", "Dossier": "H57.16-220606-0001", "Key": "BCDFGH", "Due": now.AddDate(0, 0, 10), "Before": now.AddDate(0, 0, 5),
		"Amount": int64(1_250_000), "Evidence": "123/SKHDT-VP", "Count": 2}
	for _, name := range []string{"From", "Reason", "Procedure", "Ground", "Agency", "Answer", "List"} {
		values[name] = o.say(lang, motcua.Say("letter.sample."+name))
	}
	return values
}

// ChangeLetterText gives a kind of letter a wording in a language from now on;
// letters that were written keep their words.
func (o *Office) ChangeLetterText(ctx context.Context, by identity.Actor, d LetterDraft) error {
	kept, _, err := o.ReadLetterText(ctx, by, d)
	if err != nil {
		return err
	}
	return o.putLetterText(ctx, by, d, kept)
}

// ShipLetterText goes back to the wording that the program brings.
func (o *Office) ShipLetterText(ctx context.Context, by identity.Actor, d LetterDraft) error {
	if _, err := o.letterKind(by, d.Kind); err != nil {
		return err
	}
	return o.putLetterText(ctx, by, d, letter.Wording{})
}

func (o *Office) putLetterText(ctx context.Context, by identity.Actor, d LetterDraft, words letter.Wording) error {
	if d.Lang != letter.Vietnamese && d.Lang != letter.English {
		return motcua.Refused(motcua.NotFound, "letter.kind.unknown")
	}
	err := o.store.Write(ctx, func(tx *store.Tx) error {
		last, err := tx.Template(ctx, d.Kind, d.Lang)
		if err != nil {
			return err
		}
		if last.Version != d.Version {
			return store.ErrStale
		}
		return tx.PutTemplate(ctx, d.Kind, d.Lang, store.Template{Wording: words, Version: last.Version + 1, At: o.Now(), Author: by.Person})
	})
	if errors.Is(err, store.ErrStale) {
		return motcua.Refused(motcua.Conflict, "letter.words.stale")
	}
	return err
}
