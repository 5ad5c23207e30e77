package dossier_test

import (
	"errors"
	"slices"
	"testing"

	"motcua"
	"motcua/dossier"
)

func (s *desk) draft(title string) error {
	return s.keep(s.d.PutDraft(s.act("specialist", "skhdt"), dossier.DraftPut{Outcome: dossier.Granted, Title: title, Note: "Kính trình", File: "f1", Hash: "h1"}))
}

func (s *desk) initial(seen string) error {
	return s.keep(s.d.Initial(s.act("head", "skhdt"), dossier.Marked{Before: seen, File: "f2", Hash: "h2", Signer: "Trần Văn Bình"}, s.cals.Of))
}

func (s *desk) signDraft(seen string) error {
	return s.keep(s.d.Sign(s.act("director", "skhdt"), dossier.Marked{Before: seen, File: "f3", Hash: "h3", Signer: "Phan Quốc Hưng"}, s.cals.Of))
}

func (s *desk) release(seen, number string) error {
	return s.keep(s.d.Release(s.act("office", "skhdt"), dossier.Marked{Before: seen, File: "f4", Hash: "h4", Signer: "Sở"}, dossier.Document{Number: number, Date: "2022-06-06"}, s.cals.Of))
}

func (s *desk) back(stage dossier.DraftStage, seen, reason string) error {
	return s.keep(s.d.ReturnDraft(s.act("director", "skhdt"), stage, seen, reason))
}

func TestADraftOnItsWayToTheSeal(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
	if err := s.draft("Giấy chứng nhận"); err != nil {
		t.Fatal(err)
	}
	for _, step := range []func() error{func() error { return s.initial("h1") }, func() error { return s.signDraft("h2") }, func() error { return s.release("h3", "12/GCN") }} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	c := s.d.Conclusion
	if c == nil || c.Document.File != "f4" || c.Document.Signer != "Phan Quốc Hưng" || c.Document.Title != "Giấy chứng nhận" || s.d.Status != dossier.Resolved {
		t.Fatalf("concluded with %+v", c)
	}
	if s.d.Stage() != dossier.DraftReleased || !slices.Equal(s.d.DraftFiles, []string{"f1", "f2", "f3", "f4"}) {
		t.Errorf("stage %s, files %v", s.d.Stage(), s.d.DraftFiles)
	}
	s.survives()
}

func TestADraftIsSignedInItsOrder(t *testing.T) {
	begin := func(steps ...func(*desk) error) *desk {
		s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
		for _, step := range steps {
			if err := step(s); err != nil {
				t.Fatal(err)
			}
		}
		return s
	}
	drafted := func(s *desk) error { return s.draft("Giấy chứng nhận") }
	initialled := func(s *desk) error { return s.initial("h1") }
	signed := func(s *desk) error { return s.signDraft("h2") }
	returned := func(s *desk) error { return s.back(dossier.DraftSubmitted, "h1", "Sai tên") }
	for _, test := range []struct {
		reason string
		s      *desk
		step   func(*desk) error
		want   string
	}{
		{"nothing to initial", begin(), initialled, "dossier.draft.stage.none"},
		{"the leadership waits for the initials", begin(drafted), func(s *desk) error { return s.signDraft("h1") }, "dossier.draft.stage.submitted"},
		{"the seal waits for the leadership", begin(drafted, initialled), func(s *desk) error { return s.release("h2", "1") }, "dossier.draft.stage.initialled"},
		{"another file than the one seen", begin(drafted), func(s *desk) error { return s.initial("h0") }, "dossier.draft.changed"},
		{"returned, so not to be signed", begin(drafted, returned), initialled, "dossier.draft.stage.returned"},
		{"no new draft over a signature", begin(drafted, initialled), drafted, "dossier.draft.signing"},
		{"no seal without a number", begin(drafted, initialled, signed), func(s *desk) error { return s.release("h3", "") }, "dossier.required.number"},
		{"returned without a reason", begin(drafted), func(s *desk) error { return s.back(dossier.DraftSubmitted, "h1", "  ") }, "dossier.required.reason"},
		{"returned unseen", begin(drafted), func(s *desk) error { return s.back(dossier.DraftSubmitted, "h9", "x") }, "dossier.draft.changed"},
		{"no title", begin(), func(s *desk) error { return s.draft(" ") }, "dossier.required.title"},
	} {
		var f *motcua.Fault
		if err := test.step(test.s); !errors.As(err, &f) || f.Text.Key != test.want {
			t.Errorf("%s: %v, want %s", test.reason, err, test.want)
		}
	}
	s := begin(drafted, returned, drafted)
	if s.d.Draft.Number != 2 || s.d.Draft.Stage != dossier.DraftSubmitted || s.d.Draft.Back != "" {
		t.Errorf("drafted again: %+v", s.d.Draft)
	}
}
