package dossier_test

import (
	"testing"

	"motcua/dossier"
	"motcua/identity"
)

// own is an act of the applicant.
func (s *desk) own() dossier.Act {
	return dossier.Act{At: s.now, By: identity.Applicant(identity.ByKey, "Công ty TNHH Mẫu", "test")}
}

func (s *desk) choose(method, address string) error {
	return s.keep(s.d.ChooseDelivery(s.own(), method, address))
}

func (s *desk) download() error { return s.keep(s.d.Download(s.own())) }

// sign concludes with a signed file.
func (s *desk) sign() error {
	return s.keep(s.d.Conclude(s.act("director", "skhdt"), dossier.Granted, dossier.Document{Number: "1/QĐ", File: "f1", Check: "BCFGHJ"}, "", s.cals.Of))
}

func (s *desk) post(tracking string) error {
	return s.keep(s.d.NotePost(s.act("reception", "ttpvhcc"), tracking))
}

func (s *desk) toPost(tracking string) error {
	return s.keep(s.d.HandToPost(s.act("reception", "ttpvhcc"), "", tracking))
}

func (s *desk) revoke(number, date string) error {
	return s.keep(s.d.Revoke(s.act("director", "skhdt"), dossier.Document{Number: number, Date: date}, "Hồ sơ giả mạo"))
}

func (s *desk) replace(number string) error {
	doc := dossier.Document{Number: number, Date: "2022-06-06", Signer: "Nguyễn Văn Mẫu", Position: "Giám đốc", File: "f2", Check: "KLMNPQ"}
	return s.keep(s.d.Replace(s.act("director", "skhdt"), doc, "Sai tên"))
}

// TestHowAResultIsDelivered: what is done in order, and what the last of it says.
func TestHowAResultIsDelivered(t *testing.T) {
	type do func(s *desk) error
	choose := func(method, address string) do { return func(s *desk) error { return s.choose(method, address) } }
	post := func(tracking string) do { return func(s *desk) error { return s.post(tracking) } }
	toPost := func(tracking string) do { return func(s *desk) error { return s.toPost(tracking) } }
	revoke := func(number, date string) do { return func(s *desk) error { return s.revoke(number, date) } }
	replace := func(number string) do { return func(s *desk) error { return s.replace(number) } }
	sign, paper, download, back := (*desk).sign, (*desk).conclude, (*desk).download, (*desk).handBack
	byFile := choose(dossier.Electronic, "")
	byPost := choose(dossier.ByPost, "12 Lê Lợi, Huế")
	for _, c := range []struct {
		reason string
		steps  []do
		want   string // key of the last refusal
		status dossier.Status
	}{
		{"another way while it is handled", []do{byFile}, "", dossier.Processing},
		{"the same way once more", []do{byPost, byPost}, "", dossier.Processing},
		{"no such way", []do{choose("pigeon", "")}, "dossier.delivery.choose", dossier.Processing},
		{"the post without an address", []do{choose(dossier.ByPost, " ")}, "dossier.required.address", dossier.Processing},
		{"a signed result can still be had another way", []do{sign, byFile}, "", dossier.Resolved},
		{"paper is no file", []do{paper, byFile}, "dossier.delivery.onPaper", dossier.Resolved},
		{"not after the hand-over", []do{sign, back, byFile}, "dossier.closed.returned", dossier.ReturnedDone},
		{"not after the withdrawal", []do{(*desk).withdraw, byFile}, "dossier.closed.withdrawn", dossier.WithdrawnDone},
		{"downloading hands over", []do{byFile, sign, download}, "", dossier.ReturnedDone},
		{"downloading twice", []do{byFile, sign, download, download}, "", dossier.ReturnedDone},
		{"downloading a copy, with the paper to come", []do{sign, download}, "", dossier.Resolved},
		{"downloading what was revoked", []do{byFile, sign, revoke("2/QĐ", "2022-06-06"), download}, "", dossier.Resolved},
		{"given to the post with its number", []do{byPost, sign, toPost(" rr 123456789 vn ")}, "", dossier.ReturnedDone},
		{"given to the post, the number later", []do{sign, toPost(""), post("RR123456789VN")}, "", dossier.ReturnedDone},
		{"a number without a post", []do{sign, back, post("RR123456789VN")}, "dossier.post.not", dossier.ReturnedDone},
		{"no number", []do{sign, toPost(""), post(" ")}, "dossier.post.missing", dossier.ReturnedDone},
		{"a number that is none", []do{sign, toPost(""), post("<script>")}, "dossier.post.number", dossier.ReturnedDone},
		{"nothing to revoke", []do{revoke("2/QĐ", "2022-06-06")}, "dossier.result.none", dossier.Processing},
		{"revoked before it was given", []do{sign, revoke("2/QĐ", "2022-06-06"), back}, "dossier.result.revoked", dossier.Resolved},
		{"revoked twice", []do{sign, back, revoke("2/QĐ", "2022-06-06"), revoke("3/QĐ", "2022-06-06")}, "dossier.result.revoked", dossier.ReturnedDone},
		{"revoked by a decision without a number", []do{sign, revoke("", "2022-06-06")}, "dossier.required.number", dossier.Resolved},
		{"revoked by a decision without a date", []do{sign, revoke("2/QĐ", "")}, "dossier.required.date", dossier.Resolved},
		{"revoked by a decision of tomorrow", []do{sign, revoke("2/QĐ", "2022-06-07")}, "dossier.date.future", dossier.Resolved},
		{"replaced before it was given", []do{sign, replace("1a/QĐ"), back}, "", dossier.ReturnedDone},
		{"issued anew after the revocation", []do{sign, revoke("2/QĐ", "2022-06-06"), replace("1a/QĐ"), back}, "", dossier.ReturnedDone},
		{"nothing to replace", []do{replace("1a/QĐ")}, "dossier.result.none", dossier.Processing},
		{"replaced by a paper without a number", []do{sign, replace(" ")}, "dossier.required.number", dossier.Resolved},
	} {
		t.Run(c.reason, func(t *testing.T) {
			s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
			var err error
			for i, step := range c.steps {
				if err = step(s); err != nil && i < len(c.steps)-1 {
					t.Fatalf("step %d: %v", i, err)
				}
			}
			if got := keyOf(t, err); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			s.status(c.reason, c.status)
			again, err := dossier.Rebuild(procedure(t, investment).Versions[0], s.d.Name, s.d.Events)
			if err != nil || again.Status != s.d.Status || len(again.Results) != len(s.d.Results) || again.Tracking != s.d.Tracking || again.Intake.Delivery != s.d.Intake.Delivery {
				t.Errorf("rebuilt from its facts it is another: %+v (%v)", again, err)
			}
		})
	}
}

// TestNoResultIsForgotten: what was revoked or replaced is still there, and the
// dossier as it was before the act is untouched.
func TestNoResultIsForgotten(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
	s.must(s.sign())
	signed := s.d
	s.must(s.replace("1a/QĐ"))
	s.must(s.revoke("2/QĐ", "2022-06-06"))
	if !signed.Valid() || len(signed.Results) != 1 || signed.Conclusion.Document.Number != "1/QĐ" {
		t.Errorf("the dossier of before has changed: %+v", signed.Results)
	}
	first, last := s.d.Results[0], s.d.Results[1]
	if first.By.Number != "1a/QĐ" || first.Replaced.IsZero() || !first.Revoked.IsZero() {
		t.Errorf("the first result: %+v", first)
	}
	if last.Decision.Number != "2/QĐ" || s.d.Valid() || s.d.Conclusion.Document.Signer != "Nguyễn Văn Mẫu" {
		t.Errorf("the last result: %+v", last)
	}
	if !s.d.HasFile("f1") || !s.d.HasFile("f2") {
		t.Errorf("files of results: %v", s.d.Files())
	}
}

func TestChangingOnesMindHasAnEnd(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
	ways := []string{dossier.Electronic, dossier.AtCounter}
	for i := range 20 {
		s.must(s.choose(ways[i%2], ""))
	}
	if got := keyOf(t, s.choose(dossier.Electronic, "")); got != "dossier.delivery.often" {
		t.Errorf("the 21st time: %q", got)
	}
}

// TestADateCountsItsMovesAlone: messages and choices leave the number of an
// appointment in calendars alone, what moves the date does not.
func TestADateCountsItsMovesAlone(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
	count := func() int { return s.d.Moves(s.clock()) }
	if got := count(); got != 0 {
		t.Fatalf("at first: %d", got)
	}
	s.must(s.choose(dossier.Electronic, ""))
	s.must(s.keep(s.d.Write(s.own(), true, "Khi nào xong?", nil)))
	if got := count(); got != 0 {
		t.Errorf("after a choice and a message: %d", got)
	}
	s.must(s.askPapers())
	s.now = at(t, "2022-06-08T09:00")
	s.must(s.takePapers())
	if got := count(); got != 1 {
		t.Errorf("after papers came: %d", got)
	}
	next, _ := s.d.With(s.now, dossier.By{}, dossier.Redated{From: s.now, To: s.now.AddDate(0, 0, 1)})
	if got := next.Moves(s.clock()); got != 2 {
		t.Errorf("after a change of calendars: %d", got)
	}
}
