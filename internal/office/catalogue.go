package office

import (
	"context"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
)

// Procedures searches the catalogue, which is public: by code, name and field,
// without diacritics.
func (o *Office) Procedures(ctx context.Context, text string) ([]catalogue.Procedure, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	return b.Find(text), nil
}

// Procedure finds a procedure and the version of it in force today; the
// version is zero, with its fault, when none is.
func (o *Office) Procedure(ctx context.Context, code string) (catalogue.Procedure, catalogue.Version, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return catalogue.Procedure{}, catalogue.Version{}, err
	}
	p, err := b.Procedure(code)
	if err != nil {
		return p, catalogue.Version{}, motcua.Refused(motcua.NotFound, "catalogue.unknown", "Code", code)
	}
	v, err := p.VersionOn(calendar.DateOf(o.Now()))
	return p, v, err
}
