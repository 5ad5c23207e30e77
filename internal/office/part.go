package office

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"motcua"
	"motcua/submission"
)

// The parts of a draft beside the sections of its form.
const (
	PartApplicant = "nguoi-nop"
	PartPapers    = "giay-to"
	PartDelivery  = "nhan-ket-qua"
)

// Overtaken is the key of the Conflict of a part that was changed elsewhere.
const Overtaken = "submission.draft.overtaken"

// Part is one part of a draft as its writer saw it.
type Part struct {
	ID   string
	Seen int // the revision its page was made of; 0 is compared with nothing
}

// ChangePart changes one part of a draft. One that was changed elsewhere after
// its page was made is a Conflict: nothing is stored then, and the view holds
// what was typed, for its writer to decide which of the two stands. The same
// typed twice is no conflict.
func (o *Office) ChangePart(ctx context.Context, c DraftClaim, part Part, change func(v *DraftView, d *submission.Draft) error) (*DraftView, error) {
	return o.ChangeDraft(ctx, c, func(v *DraftView, d *submission.Draft) error {
		if !v.Opens(part.ID) {
			return motcua.Refused(motcua.Conflict, "submission.part.closed")
		}
		overtaken := d.Overtaken(part.ID, part.Seen)
		before, err := json.Marshal(d)
		if err != nil {
			return fmt.Errorf("compare a draft: %w", err)
		}
		wrong := change(v, d)
		after, err := json.Marshal(d)
		if err != nil {
			return fmt.Errorf("compare a draft: %w", err)
		}
		if bytes.Equal(before, after) {
			return wrong
		}
		if overtaken {
			return motcua.Refused(motcua.Conflict, Overtaken, "At", v.ChangedAt)
		}
		d.Touch(part.ID)
		return wrong
	})
}
