package office

import (
	"context"
	"strconv"

	"motcua/dossier"
	"motcua/internal/store"
)

// numberSheets gives the sheets of facts their numbers in the transaction that
// keeps the facts: twenty officers at once get twenty numbers, and a decision
// that fails leaves no gap.
func numberSheets(ctx context.Context, tx *store.Tx, d *dossier.Dossier, events []dossier.Event) ([]dossier.Event, error) {
	return d.NumberSheets(events, func(kind dossier.NumberedSheet, year int) (int, error) {
		return nextSheet(ctx, tx, kind, year)
	})
}

func nextSheet(ctx context.Context, tx *store.Tx, kind dossier.NumberedSheet, year int) (int, error) {
	return tx.NextNumber(ctx, kind.Scope(), strconv.Itoa(year))
}
