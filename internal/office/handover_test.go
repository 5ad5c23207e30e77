package office_test

import (
	"context"
	"testing"

	"motcua"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
)

// TestBothSidesOfAHandOver: between agencies the receiver's act moves the
// dossier; within the agency it moves at once and the receiver confirms.
func TestBothSidesOfAHandOver(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Name: "Nguyễn Văn Mẫu"}})
		check(t, "receive", err)
		target := office.Target{Code: view.Code}
		view, id, err := o.HandOver(ctx, o.As("reception"), target, "", "")
		check(t, "give to the unit", err)
		if got, want := view.Holder.Agency, "ttpvhcc"; got != want {
			t.Errorf("holder while nobody has taken it: got %s, want %s", got, want)
		}
		_, err = o.Take(ctx, o.As("head"), id)
		check(t, "take at the unit", err)
		view, id, err = o.HandOver(ctx, o.As("head"), target, "lanhdao", "")
		check(t, "submit to the leaders", err)
		if got, want := view.Holder.Unit, "lanhdao"; got != want {
			t.Errorf("holder after submitting within the agency: got %s, want %s", got, want)
		}
		legs := len(view.Legs)
		view, err = o.Take(ctx, o.As("director"), id)
		check(t, "the director confirms", err)
		if got, want := len(view.Legs), legs; got != want {
			t.Errorf("legs after the confirmation: got %d, want %d, for it moved already", got, want)
		}
		last := view.Handovers[len(view.Handovers)-1]
		if got, want := last.GivenBy+" → "+last.TakenBy, "head → director"; got != want {
			t.Errorf("evidence of both sides: got %s, want %s", got, want)
		}
		_, err = o.Take(ctx, o.As("director"), id)
		if got, want := motcua.KindOf(err), motcua.Conflict; got != want {
			t.Errorf("confirming twice: got kind %v, want %v (%v)", got, want, err)
		}
	})
}
