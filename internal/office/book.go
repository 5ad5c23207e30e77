package office

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/identity"
	"motcua/vietnamese"
)

// Book is the reference that every decision needs at hand: procedures,
// calendars and agencies, as of one revision. It does not change; a change
// makes a new one.
type Book struct {
	Procedures []catalogue.Procedure // in Vietnamese order of their names
	Agencies   []identity.Agency
	Calendars  dossier.Calendars
	byCode     map[string]int
	byAgency   map[string]int
	Topics     []catalogue.Topic // in their places
	index      *catalogue.Index
	revision   int64
}

// Procedure finds a procedure by its code.
func (b *Book) Procedure(code string) (catalogue.Procedure, error) {
	if i, ok := b.byCode[code]; ok {
		return b.Procedures[i], nil
	}
	return catalogue.Procedure{}, motcua.InvalidField("procedure", "catalogue.unknown", "Code", code)
}

// Agency finds an agency by its id; one that is gone is known by its id alone.
func (b *Book) Agency(id string) identity.Agency {
	if i, ok := b.byAgency[id]; ok {
		return b.Agencies[i]
	}
	return identity.Agency{ID: id, Name: id, ShortName: id}
}

// Known tells whether there is an agency of that id.
func (b *Book) Known(agency string) bool {
	_, ok := b.byAgency[agency]
	return ok
}

// UnitName is the name of a unit of an agency; the agency's own without one.
func (b *Book) UnitName(agency, unit string) string {
	a := b.Agency(agency)
	if u, ok := a.Unit(unit); ok {
		return u.Name
	}
	return a.Name
}

// named puts the names of agencies and units in place of their ids in a fault
// about to be read; the rooms know ids alone.
func (b *Book) named(err error) error {
	var fault *motcua.Fault
	if !errors.As(err, &fault) {
		return err
	}
	told := *fault
	told.Text.Args = maps.Clone(fault.Text.Args)
	if agency, ok := told.Text.Args["Agency"].(string); ok {
		told.Text.Args["Agency"] = b.Agency(agency).Name
		if unit, ok := told.Text.Args["Unit"].(string); ok {
			told.Text.Args["Unit"] = b.UnitName(agency, unit)
		}
	}
	told.More = nil
	for _, further := range fault.More {
		var f *motcua.Fault
		if errors.As(b.named(further), &f) {
			told.More = append(told.More, f)
		}
	}
	return &told
}

// Find searches procedures by code, name, event, field and whom they are for,
// without diacritics and in any case, best first; "" finds all.
func (b *Book) Find(text string) []catalogue.Procedure { return b.procedures(b.index.Find(text)) }

// Near are a few procedures that fit most of what was asked for.
func (b *Book) Near(text string, most int) []catalogue.Procedure {
	return b.procedures(b.index.Near(text, most))
}

func (b *Book) procedures(hits []catalogue.Hit) []catalogue.Procedure {
	found := make([]catalogue.Procedure, len(hits))
	for i, hit := range hits {
		found[i] = b.Procedures[hit.Place]
	}
	return found
}

// Topic finds a topic by its id.
func (b *Book) Topic(id string) (catalogue.Topic, bool) {
	for _, t := range b.Topics {
		if t.ID == id {
			return t, true
		}
	}
	return catalogue.Topic{}, false
}

// shelf keeps the present book, and looks for a newer one now and then: other
// nodes may have changed it.
type shelf struct {
	mu      sync.Mutex
	book    *Book
	checked time.Time
}

const bookRevision = "book"

// lookAgain is how long a book may be trusted without asking whether another
// node has changed it.
const lookAgain = time.Second

// Book gives the present reference book.
func (o *Office) Book(ctx context.Context) (*Book, error) {
	s := &o.shelf
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.book != nil && time.Since(s.checked) < lookAgain {
		return s.book, nil
	}
	revision, err := o.store.Revision(ctx, bookRevision)
	if err != nil {
		return nil, err
	}
	if s.book == nil || s.book.revision != revision {
		book, err := o.readBook(ctx, revision)
		if err != nil {
			return nil, err
		}
		s.book = book
	}
	s.checked = time.Now()
	return s.book, nil
}

// LookAgain makes the next caller ask whether the book was changed, by an office
// that shares the store: at once, not a moment later.
func (o *Office) LookAgain() { o.forget() }

// forget makes the next caller read the book anew.
func (o *Office) forget() {
	o.shelf.mu.Lock()
	defer o.shelf.mu.Unlock()
	o.shelf.checked = time.Time{}
}

func (o *Office) readBook(ctx context.Context, revision int64) (*Book, error) {
	procedures, err1 := o.store.Procedures(ctx)
	agencies, err2 := o.store.Agencies(ctx)
	specs, err3 := o.store.Calendars(ctx)
	topics, err4 := o.store.Topics(ctx)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return nil, err
	}
	b := &Book{Procedures: procedures, Agencies: agencies, Topics: topics, byCode: map[string]int{}, byAgency: map[string]int{}, revision: revision,
		Calendars: dossier.Calendars{ByID: map[string]*calendar.Calendar{}, Agency: map[string]string{}}}
	b.arrange()
	for i, a := range b.Agencies {
		b.byAgency[a.ID] = i
		b.Calendars.Agency[a.ID] = a.Calendar
	}
	b.Calendars.Default = b.Agency(o.settings.LeadAgency).Calendar
	for _, spec := range specs {
		compiled, err := calendar.New(spec)
		if err != nil {
			return nil, err
		}
		b.Calendars.ByID[spec.ID] = compiled
	}
	return b, nil
}

func (b *Book) arrange() {
	order := vietnamese.NewOrder()
	keys := make(map[string]string, len(b.Procedures))
	for _, p := range b.Procedures {
		keys[p.Code] = order.Key(p.Name)
	}
	slices.SortFunc(b.Procedures, func(x, y catalogue.Procedure) int {
		if keys[x.Code] != keys[y.Code] {
			if keys[x.Code] < keys[y.Code] {
				return -1
			}
			return 1
		}
		return 0
	})
	for i, p := range b.Procedures {
		b.byCode[p.Code] = i
	}
	b.index = catalogue.NewIndex(b.Procedures, b.Topics)
}
