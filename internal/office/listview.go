package office

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"motcua"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/vietnamese"
)

// SavedView is a filter of a list that a person keeps as a tab.
type SavedView = store.SavedView

// The lists that keep filters and columns for each person.
const (
	ListWork     = "viec"
	ListDossiers = "ho-so"
)

const (
	viewsAtMost   = 12 // of one list and person: each is counted on every page of the list
	viewNameLimit = 100
	viewLongest   = 500 // bytes of a query
)

// ListColumns are the columns a list of dossiers can have, in their order; the
// dossier's own stands first and cannot be left out.
func ListColumns(by identity.Actor) []string {
	columns := []string{"dossier", "applicant", "identifier", "channel", "received", "due", "holder", "person", "step", "ended"}
	if !by.Staff() { // a consulted agency needs no numbers of people for its opinion
		return slices.DeleteFunc(columns, func(c string) bool { return c == "identifier" })
	}
	return columns
}

// usualColumns are what who never chose sees.
func usualColumns() []string { return []string{"dossier", "applicant", "due", "holder", "step"} }

func knownList(list string) error {
	if list != ListWork && list != ListDossiers {
		return motcua.Refused(motcua.NotFound, "list.unknown")
	}
	return nil
}

// mayKeepViews: who sees lists keeps filters of them, each their own.
func mayKeepViews(by identity.Actor, list string) error {
	if len(by.Posts) == 0 || by.Person == "" {
		return motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	return knownList(list)
}

// SavedViews lists the actor's own filters of a list.
func (o *Office) SavedViews(ctx context.Context, by identity.Actor, list string) ([]SavedView, error) {
	if err := mayKeepViews(by, list); err != nil {
		return nil, err
	}
	return o.store.SavedViews(ctx, by.Person, list)
}

// SaveView keeps a filter under a name, after those there are.
func (o *Office) SaveView(ctx context.Context, by identity.Actor, list, name string, query url.Values) error {
	views, err := o.SavedViews(ctx, by, list)
	if err != nil {
		return err
	}
	if name, err = viewName(name); err != nil {
		return err
	}
	text := query.Encode()
	switch {
	case text == "":
		return motcua.InvalidField("name", "list.view.nothing")
	case len(text) > viewLongest:
		return motcua.InvalidField("name", "list.view.long")
	case len(views) >= viewsAtMost:
		return motcua.InvalidField("name", "list.view.many", "Most", viewsAtMost)
	}
	v := SavedView{ID: newID(), Person: by.Person, List: list, Name: name, Query: text}
	for _, other := range views {
		v.Place = max(v.Place, other.Place+1)
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.AddSavedView(ctx, v, o.Now()) })
}

func viewName(name string) (string, error) {
	name, err := vietnamese.Clean("name", name)
	if err != nil {
		return "", err
	}
	name = strings.Join(strings.Fields(name), " ")
	switch {
	case name == "":
		return "", motcua.InvalidField("name", "list.view.unnamed")
	case len([]rune(name)) > viewNameLimit:
		return "", motcua.InvalidField("name", "dossier.tooLong", "Limit", viewNameLimit)
	}
	return name, nil
}

// ownView finds a filter of the actor's own, and its neighbours.
func (o *Office) ownView(ctx context.Context, by identity.Actor, id string) (SavedView, []SavedView, error) {
	for _, list := range []string{ListWork, ListDossiers} {
		views, err := o.SavedViews(ctx, by, list)
		if err != nil {
			return SavedView{}, nil, err
		}
		for _, v := range views {
			if v.ID == id {
				return v, views, nil
			}
		}
	}
	return SavedView{}, nil, motcua.Refused(motcua.NotFound, "list.view.unknown")
}

// RenameView gives a filter another name.
func (o *Office) RenameView(ctx context.Context, by identity.Actor, id, name string) (SavedView, error) {
	v, _, err := o.ownView(ctx, by, id)
	if err != nil {
		return v, err
	}
	if v.Name, err = viewName(name); err != nil {
		return v, err
	}
	return v, o.store.Write(ctx, func(tx *store.Tx) error { return tx.SetSavedView(ctx, v) })
}

// StarView puts a filter before the others, or back among them.
func (o *Office) StarView(ctx context.Context, by identity.Actor, id string) (SavedView, error) {
	v, _, err := o.ownView(ctx, by, id)
	if err != nil {
		return v, err
	}
	v.Star = !v.Star
	return v, o.store.Write(ctx, func(tx *store.Tx) error { return tx.SetSavedView(ctx, v) })
}

// RaiseView changes places with the filter before it.
func (o *Office) RaiseView(ctx context.Context, by identity.Actor, id string) (SavedView, error) {
	v, views, err := o.ownView(ctx, by, id)
	if err != nil {
		return v, err
	}
	i := slices.IndexFunc(views, func(other SavedView) bool { return other.ID == id })
	if i == 0 || views[i-1].Star != v.Star {
		return v, nil
	}
	views[i-1], views[i] = views[i], views[i-1]
	return v, o.store.Write(ctx, func(tx *store.Tx) error {
		for place := range views {
			views[place].Place = place
			if err := tx.SetSavedView(ctx, views[place]); err != nil {
				return err
			}
		}
		return nil
	})
}

// DropView forgets a filter.
func (o *Office) DropView(ctx context.Context, by identity.Actor, id string) (SavedView, error) {
	v, _, err := o.ownView(ctx, by, id)
	if err != nil {
		return v, err
	}
	return v, o.store.Write(ctx, func(tx *store.Tx) error { return tx.DropSavedView(ctx, by.Person, id) })
}

// ColumnsOf are the columns the actor sees of a list: those chosen, as far as
// the actor may see them still, else the usual ones.
func (o *Office) ColumnsOf(ctx context.Context, by identity.Actor, list string) ([]string, error) {
	if err := mayKeepViews(by, list); err != nil {
		return nil, err
	}
	chosen, err := o.store.ListColumns(ctx, by.Person, list)
	if err != nil || len(chosen) == 0 {
		return usualColumns(), err
	}
	return ordered(by, chosen), nil
}

// ordered keeps of some columns those that the actor may see, in their order.
func ordered(by identity.Actor, chosen []string) []string {
	return slices.DeleteFunc(ListColumns(by), func(c string) bool { return c != "dossier" && !slices.Contains(chosen, c) })
}

// ChooseColumns keeps what columns of a list the actor wants to see.
func (o *Office) ChooseColumns(ctx context.Context, by identity.Actor, list string, columns []string) error {
	if err := mayKeepViews(by, list); err != nil {
		return err
	}
	for _, c := range columns {
		if !slices.Contains(ListColumns(by), c) {
			return motcua.InvalidField("columns", "list.column.unknown", "Value", c)
		}
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.PutListColumns(ctx, by.Person, list, ordered(by, columns)) })
}

// PeopleNames gives the people of the office their names, for lists that name
// who has a dossier.
func (o *Office) PeopleNames(ctx context.Context, by identity.Actor) (map[string]string, error) {
	if len(by.Posts) == 0 {
		return nil, motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	return o.names(ctx)
}
