package office_test

import (
	"context"
	"encoding/json"
	"testing"

	"motcua"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/interagency"
	"motcua/internal/office"
	"motcua/internal/officetest"
)

// TestADossierKeepsTheVersionItWasReceivedUnder: a limit corrected in the
// catalogue binds what is received from then on.
func TestADossierKeepsTheVersionItWasReceivedUnder(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		before := receive(t, o, "Trước")
		p, v, err := o.Procedure(ctx, simple)
		check(t, "procedure", err)
		v.Term, v.Process = deadline.Days(20), catalogue.Process{}
		p.Versions = []catalogue.Version{v}
		file, err := json.Marshal(map[string]any{"procedures": []catalogue.Procedure{p}})
		check(t, "write the file", err)
		for _, test := range []struct {
			reason  string
			changed int
		}{{"a shorter limit", 1}, {"the same again", 0}} {
			told, err := o.ImportProcedures(ctx, o.As("office"), file)
			check(t, "import", err)
			if got := len(told.Changed); got != test.changed || len(told.Rejected) > 0 {
				t.Errorf("%s: got %d changed, %v rejected, want %d and none", test.reason, got, told.Rejected, test.changed)
			}
		}
		after := receive(t, o, "Sau")
		kept, err := o.Dossier(ctx, o.As("office"), before.Code)
		check(t, "read", err)
		if got, want := kept.Clock.Due, before.Clock.Due; !got.Equal(want) || len(kept.Plan) != len(before.Plan) {
			t.Errorf("received before: got due %s in %d legs, want %s in %d as promised", got, len(kept.Plan), want, len(before.Plan))
		}
		if got, want := after.Clock.Due, officetest.Moment(t, "2022-07-04T17:00"); !got.Equal(want) {
			t.Errorf("received after: got %s, want %s", got, want)
		}
		if after.Intake.Version == before.Intake.Version {
			t.Errorf("version: got %d for both, want a new one", after.Intake.Version)
		}
	})
}

// TestFaultsNameWhatTheReaderKnows: agencies by their names, not by their ids.
func TestFaultsNameWhatTheReaderKnows(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		target := office.Target{Code: receive(t, o, "Mẫu").Code}
		_, _, err := o.HandOver(ctx, o.As("reception"), target, "", "")
		check(t, "hand over", err)
		_, _, err = o.HandOver(ctx, o.As("reception"), target, "", "")
		fault := faultOf(t, err)
		if got, want := fault.Text.Args["Agency"], "Sở Kế hoạch và Đầu tư tỉnh Thừa Thiên Huế"; got != want {
			t.Errorf("agency: got %v, want %v", got, want)
		}
		if got, want := fault.Text.Args["Unit"], "Phòng Kinh tế đối ngoại"; got != want {
			t.Errorf("unit: got %v, want %v", got, want)
		}
	})
}

func TestPeopleAndIntakesNameOnlyWhatThereIs(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		tests := []struct {
			reason string
			post   identity.Post
			want   string
		}{
			{"a specialist of the department", identity.Post{Agency: "skhdt", Unit: "ktdn", Role: identity.Specialist}, ""},
			{"somebody who answers for an agency", identity.Post{Agency: "stnmt", Role: identity.Consulted}, ""},
			{"a head elsewhere would see every dossier", identity.Post{Agency: "stnmt", Role: identity.Head}, "identity.person.roleElsewhere"},
			{"an unknown agency", identity.Post{Agency: "nasa", Role: identity.Consulted}, "identity.person.agency"},
			{"an unknown unit", identity.Post{Agency: "skhdt", Unit: "xyz", Role: identity.Head}, "identity.person.unit"},
			{"an unknown role", identity.Post{Agency: "skhdt", Role: "king"}, "identity.person.role"},
		}
		for _, test := range tests {
			err := o.PutPerson(ctx, o.As("admin"), identity.Person{ID: "moi", Name: "Người mới", Posts: []identity.Post{test.post}, Active: true}, officetest.Password)
			if got := keyOf(t, err); got != test.want {
				t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
			}
		}
		_, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: simple, Unit: "xyz", Applicant: dossier.Party{Name: "Mẫu"}})
		if got, want := keyOf(t, err), "dossier.handover.unit"; got != want {
			t.Errorf("an intake for an unknown unit: got %q, want %q", got, want)
		}
		if _, err = o.SignIn(ctx, "moi", officetest.Password); err != nil {
			t.Errorf("sign in: %v", err)
		}
		for reason, who := range map[string][2]string{"a wrong password": {"moi", "sai"}, "nobody": {"khong.ai", officetest.Password}} {
			_, err := o.SignIn(ctx, who[0], who[1])
			if got, want := keyOf(t, err), "identity.signIn.wrong"; got != want {
				t.Errorf("%s: got %q, want %q", reason, got, want)
			}
		}
		token, err := o.NewToken(ctx, o.As("admin"), "moi", "thử")
		check(t, "token", err)
		if owner, err := o.TokenOwner(ctx, token, "test"); err != nil || owner.Person != "moi" {
			t.Errorf("token: got %q (%v), want moi", owner.Person, err)
		}
		_, err = o.RevokeTokens(ctx, o.As("admin"), "moi", "thử")
		check(t, "revoke", err)
		if _, err := o.TokenOwner(ctx, token, "test"); motcua.KindOf(err) != motcua.NotFound {
			t.Errorf("a revoked token: got %v, want it unknown", err)
		}
	})
}

func TestTrackingNeedsBothCodeAndKey(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		mine, other := receive(t, o, "Mẫu"), receive(t, o, "Mẫu khác")
		tests := []struct{ reason, code, key, want string }{
			{"as printed", mine.Code, mine.Key, ""},
			{"as people type", " h57.16-220606-0001", mine.Key[:3] + " " + mine.Key[3:], ""},
			{"the key of another", mine.Code, other.Key, "dossier.track.unknown"},
			{"a code that was never given", "H57.16-220606-9999", mine.Key, "dossier.track.unknown"},
			{"no key", mine.Code, "", "dossier.track.unknown"},
		}
		for _, test := range tests {
			_, err := o.Track(ctx, test.code, test.key)
			if got := keyOf(t, err); got != test.want {
				t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
			}
		}
	})
}

func keyOf(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	return faultOf(t, err).Text.Key
}

// TestBytesThatAreNoTextFindNothing: what an address or a form may bring must
// be answered, not fail in the database.
func TestBytesThatAreNoTextFindNothing(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		receive(t, o, "Mẫu")
		for _, bytes := range []string{"\xff\xfe", "a\x00b", "%_\\"} {
			_, err := o.Dossier(ctx, o.As("office"), bytes)
			if got, want := keyOf(t, err), "dossier.unknown"; got != want {
				t.Errorf("dossier %q: got %q, want %q", bytes, got, want)
			}
			_, err = o.Reply(ctx, o.As("stnmt"), bytes, interagency.Reply{View: interagency.Agree})
			if got, want := keyOf(t, err), "dossier.errand.unknown"; got != want {
				t.Errorf("opinion %q: got %q, want %q", bytes, got, want)
			}
			page, err := o.Dossiers(ctx, o.As("office"), office.Query{Text: bytes, Unit: bytes, Procedure: bytes})
			if err != nil || len(page.Items) != 0 {
				t.Errorf("list %q: got %d (%v), want none", bytes, len(page.Items), err)
			}
			if _, err = o.SignIn(ctx, bytes, bytes); keyOf(t, err) != "identity.signIn.wrong" {
				t.Errorf("sign in as %q: got %v, want it wrong", bytes, err)
			}
		}
		_, err := o.Once(ctx, o.As("office"), "\xff", "POST /x", func() (office.Answer, error) { return office.Answer{Status: 200}, nil })
		if got, want := keyOf(t, err), "office.idempotency.text"; got != want {
			t.Errorf("key: got %q, want %q", got, want)
		}
	})
}
