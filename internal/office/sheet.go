package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/sheet"
	"motcua/vietnamese"
)

// forms are the forms that come with the program, then the wordings of the
// office, oldest first: what [sheet.Of] chooses from.
func (o *Office) forms(ctx context.Context) ([]sheet.Form, []store.WordedForm, error) {
	forms, err := sheet.Forms()
	if err != nil {
		return nil, nil, err
	}
	worded, err := o.store.Forms(ctx)
	for _, w := range worded {
		forms = append(forms, w.Form)
	}
	return forms, worded, err
}

// FormOn is the form by which a kind of sheet is printed on a day.
func (o *Office) FormOn(ctx context.Context, kind sheet.Kind, on calendar.Date) (sheet.Form, error) {
	forms, _, err := o.forms(ctx)
	if err != nil {
		return sheet.Form{}, err
	}
	f, ok := sheet.Of(forms, kind, on)
	if !ok {
		return f, motcua.Refused(motcua.NotFound, "sheet.none", "Day", on)
	}
	return f, nil
}

// FormsOn lists the kinds of sheet that have a form on a day.
func (o *Office) FormsOn(ctx context.Context, on calendar.Date) ([]sheet.Kind, error) {
	forms, _, err := o.forms(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(sheet.Kinds(), func(k sheet.Kind) bool {
		_, ok := sheet.Of(forms, k, on)
		return !ok
	}), nil
}

// FormWording is a wording of a form by the office.
type FormWording struct {
	store.WordedForm
	AuthorName string
}

// FormView is a form as it stands, for those who word forms: the form that came
// with the program, its wordings by the office, the last first, and the text in
// force or to come last.
type FormView struct {
	sheet.Form            // as worded last
	Shipped    sheet.Form // as it came
	Wordings   []FormWording
}

// ID names a form in addresses, e.g. "tt-01-2018-tt-vpcp-01-receipt".
func (v FormView) ID() string { return FormID(v.Shipped) }

// FormID names a form in addresses.
func FormID(f sheet.Form) string {
	words := strings.FieldsFunc(vietnamese.Fold(f.Regime+" "+f.Number+" "+string(f.Kind)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(words, "-")
}

// SheetForms lists the forms for whoever words them.
func (o *Office) SheetForms(ctx context.Context, by identity.Actor) ([]FormView, error) {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return nil, err
	}
	shipped, err := sheet.Forms()
	if err != nil {
		return nil, err
	}
	worded, err := o.store.Forms(ctx)
	if err != nil {
		return nil, err
	}
	var views []FormView
	for _, f := range shipped {
		v := FormView{Form: f, Shipped: f}
		for _, w := range worded {
			if !w.Form.Same(f) {
				continue
			}
			author, _, err := o.store.Person(ctx, w.Author)
			if err != nil && motcua.KindOf(err) != motcua.NotFound {
				return nil, err
			}
			v.Form = w.Form
			v.Wordings = append([]FormWording{{w, author.Name}}, v.Wordings...)
		}
		views = append(views, v)
	}
	return views, nil
}

// SheetForm is one form for whoever words it.
func (o *Office) SheetForm(ctx context.Context, by identity.Actor, id string) (FormView, error) {
	views, err := o.SheetForms(ctx, by)
	if err != nil {
		return FormView{}, err
	}
	i := slices.IndexFunc(views, func(v FormView) bool { return v.ID() == id })
	if i < 0 {
		return FormView{}, motcua.Refused(motcua.NotFound, "sheet.formUnknown")
	}
	return views[i], nil
}

// Rewording is a form as somebody wants it to read: its texts in the order of
// [sheet.Form.Texts], from a day on. Seen is how many wordings it had then.
type Rewording struct {
	ID    string
	Texts []string
	From  calendar.Date
	Seen  int
}

// formTextMost is how long one text of a form may be, in letters.
const formTextMost = 2000

// ReadForm puts a rewording into its form and checks it; nothing is kept. The
// form comes back with the faults too, so that it can be shown as typed.
func (o *Office) ReadForm(ctx context.Context, by identity.Actor, r Rewording) (FormView, error) {
	v, err := o.SheetForm(ctx, by, r.ID)
	if err != nil {
		return v, err
	}
	f := v.Form.Copy()
	texts := f.Texts()
	if len(texts) != len(r.Texts) {
		return v, motcua.Refused(motcua.Conflict, "sheet.stale")
	}
	faults := []*motcua.Fault{}
	for i, text := range r.Texts {
		text = vietnamese.NFC(strings.ReplaceAll(text, "\r\n", "\n"))
		if len([]rune(text)) > formTextMost {
			faults = append(faults, motcua.InvalidField("text", "sheet.textLong", "Most", formTextMost))
		}
		*texts[i] = text
	}
	f.From = r.From
	if r.From.Before(v.Shipped.From) || !v.Shipped.Until.IsZero() && r.From.After(v.Shipped.Until) {
		faults = append(faults, motcua.InvalidField("from", "sheet.fromOutside", "From", v.Shipped.From, "Until", v.Shipped.Until))
	}
	v.Form = f
	return v, motcua.Join(append(faults, f.Check()...)...)
}

// WordForm gives a form a wording from a day on. What was printed before is
// printed by the words of its day.
func (o *Office) WordForm(ctx context.Context, by identity.Actor, r Rewording) error {
	v, err := o.ReadForm(ctx, by, r)
	if err != nil {
		return err
	}
	if len(v.Wordings) != r.Seen {
		return motcua.Refused(motcua.Conflict, "sheet.stale")
	}
	before, err := o.SheetForm(ctx, by, r.ID)
	if err != nil {
		return err
	}
	w := store.WordedForm{ID: fmt.Sprintf("%s/%d", r.ID, r.Seen+1), At: o.Now(), Author: by.Person, Form: v.Form}
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.PutForm(ctx, w); err != nil {
			return err
		}
		return o.auditChange(ctx, tx, by, "sheet.worded", v.ID(), auditedForm(before.Form), auditedForm(w.Form))
	})
	if errors.Is(err, store.ErrStale) {
		return motcua.Refused(motcua.Conflict, "sheet.stale")
	}
	return err
}
