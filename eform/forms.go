package eform

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"sync"

	"motcua/calendar"
)

//go:embed forms/*.json
var files embed.FS

// General is the form of every procedure that has none of its own.
const General = "general"

// Forms are all versions of all forms.
type Forms []*Form

// standard are the forms built in. Tests read every one of them, so they have
// no fault when the program is made.
var standard = sync.OnceValues(func() (Forms, error) { return ReadForms(files) })

// Standard gives the forms built into the program.
func Standard() (Forms, error) { return standard() }

// For gives the form of a procedure on a day: its own, else the general one.
func For(procedure string, day calendar.Date) *Form {
	forms, _ := standard() // its fault is a test's; see standard
	return forms.For(procedure, day)
}

// Named finds a built-in form by its Ref, as a draft or a dossier keeps it.
func Named(ref string) (*Form, bool) {
	forms, _ := standard()
	return forms.Named(ref)
}

// ReadForms reads and checks every forms/*.json of a file system.
func ReadForms(from fs.FS) (Forms, error) {
	names, err := fs.Glob(from, "forms/*.json")
	if err != nil {
		return nil, err
	}
	var forms Forms
	for _, name := range names {
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, err
		}
		f, err := ParseForm(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if _, twice := forms.Named(f.Ref()); twice {
			return nil, fmt.Errorf("%s: the form %s stands in another file too", name, f.Ref())
		}
		forms = append(forms, f)
	}
	slices.SortStableFunc(forms, func(a, b *Form) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Version, b.Version)) })
	return forms, nil
}

// For gives the newest form that serves a procedure on a day, else the general
// one; one without questions when there is none at all.
func (forms Forms) For(procedure string, day calendar.Date) *Form {
	var found, general *Form
	for _, f := range forms {
		switch {
		case !f.valid(day):
		case slices.Contains(f.For, procedure):
			found = f
		case f.ID == General:
			general = f
		}
	}
	return cmp.Or(found, general, &Form{ID: General})
}

// Named finds a form by its Ref.
func (forms Forms) Named(ref string) (*Form, bool) {
	for _, f := range forms {
		if f.Ref() == ref {
			return f, true
		}
	}
	return nil, false
}

func (f *Form) valid(day calendar.Date) bool {
	return !day.Before(f.From) && (f.Until.IsZero() || !day.After(f.Until))
}

func ref(id string, version int) string { return id + "/" + strconv.Itoa(version) }
