package office

import (
	"context"

	"motcua/deadline"
	"motcua/dossier"
)

// Standings gives how dossiers of a list stand with their dates as of now,
// from their summaries alone.
func (o *Office) Standings(ctx context.Context) (func(dossier.Summary) deadline.Standing, error) {
	now := o.Now()
	soon, err := o.soon(ctx, now)
	return func(s dossier.Summary) deadline.Standing {
		switch {
		case s.Standing != "":
			return s.Standing
		case s.Paused:
			return deadline.Paused
		case s.Due.Before(now):
			return deadline.Overdue
		case s.Due.Before(soon):
			return deadline.DueSoon
		default:
			return deadline.InTime
		}
	}, err
}
