package office

import (
	"context"

	"motcua/internal/store"
)

// Letter is a message to somebody outside the office.
type Letter struct {
	ID, Account, Email, Phone, Lang, Kind string
	Pairs                                 []any
	Link                                  string
}

func (o *Office) post(context.Context, *store.Tx, Letter) error { return nil }
