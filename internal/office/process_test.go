package office_test

import (
	"cmp"
	"context"
	"slices"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/officetest"
)

// TestAProcessIsWrittenAndApproved: the office writes a draft, a decision makes
// it a version from a day on, and a dossier received before keeps its own way.
func TestAProcessIsWrittenAndApproved(t *testing.T) {
	const code = "1.009645"
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, by := context.Background(), o.As("office")
		before, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: code, Applicant: dossier.Party{Name: "Nguyễn Văn Mẫu"}})
		check(t, "receive", err)
		check(t, "begin", o.BeginProcess(ctx, by, code, 0))
		if err := o.BeginProcess(ctx, by, code, 0); motcua.KindOf(err) != motcua.Conflict {
			t.Errorf("a second draft: got %v, want a conflict", err)
		}
		view, err := o.Process(ctx, o.As("specialist"), code)
		check(t, "read", err)
		old := len(view.Draft.Process.Legs)
		leg := catalogue.Leg{Kind: catalogue.Own, Agency: "skhdt", Unit: "vanphong", Task: "Kiểm tra chữ ký số", Share: deadline.Days(1),
			When: catalogue.Condition{Of: catalogue.OfApplicant, Is: dossier.OrganizationParty}}
		check(t, "add", o.PutLeg(ctx, by, code, view.Draft.Version, leg))
		if err := o.PutLeg(ctx, by, code, view.Draft.Version, leg); motcua.KindOf(err) != motcua.Conflict {
			t.Errorf("a form that was filled in for an older draft: got %v, want a conflict", err)
		}
		view, err = o.Process(ctx, by, code)
		check(t, "read", err)
		longest := slices.MaxFunc(view.Draft.Process.Legs, func(a, b catalogue.Leg) int { return cmp.Compare(a.Share.Amount, b.Share.Amount) })
		longest.Share.Amount -= deadline.Whole(1) // the day of the further leg
		check(t, "change", o.PutLeg(ctx, by, code, view.Draft.Version, longest))
		a := catalogue.Approval{Number: "99/QĐ-UBND", Date: calendar.Date{Year: 2022, Month: 6, Day: 3}, By: "Chủ tịch", From: calendar.Date{Year: 2022, Month: 6, Day: 6}}
		made, err := o.ApproveProcess(ctx, by, code, view.Draft.Version+1, a)
		check(t, "approve", err)
		if got, want := len(made.Process.Legs), old+1; got != want {
			t.Errorf("the new version has %d legs, want %d", got, want)
		}
		if view, err = o.Process(ctx, by, code); err != nil || view.Draft != nil || view.Version.Number != made.Number {
			t.Errorf("after the approval: draft %v, version %d, %v", view.Draft, view.Version.Number, err)
		}
		for _, test := range []struct {
			reason string
			party  dossier.Party
			legs   int
		}{
			{"a person does not go through the leg of organisations", dossier.Party{Name: "Lê Thị Mẫu"}, old},
			{"an organisation does", dossier.Party{Name: "Công ty Mẫu", Kind: dossier.OrganizationParty}, old + 1},
		} {
			v, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: code, Applicant: test.party})
			check(t, "receive", err)
			if got := len(v.Plan); got != test.legs || v.Intake.Version != made.Number {
				t.Errorf("%s: %d legs of version %d, want %d of %d", test.reason, got, v.Intake.Version, test.legs, made.Number)
			}
		}
		again, err := o.Dossier(ctx, by, before.Code)
		check(t, "read the older dossier", err)
		if len(again.Plan) != old || again.Intake.Version == made.Number {
			t.Errorf("the older dossier has %d legs of version %d", len(again.Plan), again.Intake.Version)
		}
	})
}

// TestWhoMayWriteProcesses asks every use case with those who may not.
func TestWhoMayWriteProcesses(t *testing.T) {
	const code = "1.009645"
	o := officetest.New(t, "sqlite", "2022-06-06T08:30")
	ctx := context.Background()
	check(t, "begin", o.BeginProcess(ctx, o.As("office"), code, 0))
	for _, person := range []string{"reception", "specialist", "head", "director", "sxd"} {
		by := o.As(person)
		for name, err := range map[string]error{
			"begin":  o.BeginProcess(ctx, by, "2.002031", 0),
			"leg":    o.PutLeg(ctx, by, code, 1, catalogue.Leg{Kind: catalogue.Own, Task: "x"}),
			"change": o.ChangeProcess(ctx, by, code, 1, func(p catalogue.Process) (catalogue.Process, error) { return p.Move("L01", 1), nil }),
			"drop":   o.DropProcess(ctx, by, code, 1),
			"approve": func() error {
				_, err := o.ApproveProcess(ctx, by, code, 1, catalogue.Approval{})
				return err
			}(),
		} {
			if motcua.KindOf(err) != motcua.Forbidden {
				t.Errorf("%s by %s: got %v, want it forbidden", name, person, err)
			}
		}
		_, err := o.Process(ctx, by, code)
		if forbidden := motcua.KindOf(err) == motcua.Forbidden && err != nil; forbidden != (person == "sxd") {
			t.Errorf("reading by %s: %v", person, err)
		}
	}
	if view, err := o.Process(ctx, o.As("admin"), code); err != nil || view.Draft.Version != 1 {
		t.Errorf("the draft changed: %+v, %v", view.Draft, err)
	}
	check(t, "drop", o.DropProcess(ctx, o.As("admin"), code, 1))
	if err := o.DropProcess(ctx, o.As("admin"), code, 1); motcua.KindOf(err) != motcua.NotFound {
		t.Errorf("dropping nothing: %v", err)
	}
}
