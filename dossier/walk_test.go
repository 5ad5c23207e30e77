package dossier_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua"
	"motcua/catalogue"
	"motcua/dossier"
)

// steps are what a random walk may try; most are refused in most states.
func steps() []string {
	var names []string
	for name := range deeds {
		names = append(names, name)
		for range 4 { // most walks should be long
			if !slices.Contains([]string{"withdraw", "stop", "conclude"}, name) {
				names = append(names, name, "askBoth", "replyOther", "exception", "toLeaders", "toUnit", "toAuthority")
			}
		}
	}
	names = append(names, "sendPapers", "sendPapers", "takeSent", "takeSent", "write", "choose", "download", "post", "revoke", "replace", "apologise", "draft", "initial", "signDraft", "release", "draftBack")
	slices.Sort(names)
	return names
}

func (s *desk) step(name string) error {
	switch name {
	case "askBoth":
		return s.ask(5, "stnmt", "sxd")
	case "replyOther":
		return s.reply("sxd")
	case "toLeaders":
		return s.handOver("skhdt", "lanhdao")
	case "toUnit":
		return s.handOver("skhdt", "ktdn")
	case "toAuthority":
		return s.handOver("ubnd", "")
	case "sendPapers":
		return s.sendPapers("P01")
	case "takeSent":
		return s.keep(s.d.TakePapers(s.act("reception", "ttpvhcc"), []dossier.Paper{{Code: "P01", Copies: 1}}))
	case "write":
		return s.keep(s.d.Write(s.act("specialist", "skhdt"), false, "Mời ông/bà xem", nil))
	case "choose":
		return s.choose(dossier.Electronic, "")
	case "download":
		return s.download()
	case "post":
		return s.toPost("RR123456789VN")
	case "revoke":
		return s.revoke("2/QĐ", "2022-06-06")
	case "replace":
		return s.replace("1a/QĐ")
	case "apologise":
		return s.apologise(dossier.CauseOpinions, "Chờ ý kiến", 5)
	case "draft":
		return s.draft("Giấy chứng nhận")
	case "initial":
		return s.initial("h1")
	case "signDraft":
		return s.signDraft("h2")
	case "release":
		return s.release("h3", "12/GCN")
	case "draftBack":
		return s.back(s.d.Stage(), "h2", "Sai tên")
	case "exception":
		return s.moreTime("sxd", 4, "ngoại lệ")
	default:
		return deeds[name](s)
	}
}

// TestRandomWalks tries anything at any time, and holds what must always hold.
func TestRandomWalks(t *testing.T) {
	names := steps()
	rapid.Check(t, func(t *rapid.T) {
		supplement := rapid.SampledFrom([]catalogue.Policy{catalogue.Pause, catalogue.Restart}).Draw(t, "policy")
		s := receive(t, investment, "2022-06-06T08:30", policy(supplement))
		s.cals.Agency = nil // everybody on one calendar, so that times add up
		s.d.Intake.Calendar = s.cals.Default
		opened := s.d.Events[0].Fact.(dossier.Opened)
		opened.Intake.Calendar = s.cals.Default
		s.d.Events[0].Fact = opened
		due := s.clock().Due
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			s.now = s.now.Add(time.Duration(rapid.IntRange(0, 3000).Draw(t, "minutes")) * time.Minute)
			before, name := s.d, rapid.SampledFrom(names).Draw(t, "step")
			version := before.Version()
			if err := s.step(name); err != nil {
				var fault *motcua.Fault
				if !errors.As(err, &fault) {
					t.Fatalf("%s: got %v, want a fault", name, err)
				}
			}
			if got, want := before.Version(), version; got != want {
				t.Fatalf("%s changed the dossier it was made on: got %d facts, want %d", name, got, want)
			}
			s.holds(name)
			if now := s.clock().Due; now.Before(due) {
				t.Fatalf("%s moved the date nearer: got %s, want not before %s", name, now, due)
			} else {
				due = now
			}
		}
		s.survives()
	})
}

// holds checks what is true of every dossier at every moment.
func (s *desk) holds(after string) {
	s.t.Helper()
	d := s.d
	for i, e := range d.Events {
		if e.Seq != i+1 || i > 0 && e.At.Before(d.Events[i-1].At) {
			s.t.Fatalf("%s: fact %d is numbered %d at %s: want them in order", after, i+1, e.Seq, e.At)
		}
	}
	if n := d.Status.National(); n < 1 || n > 10 {
		s.t.Fatalf("%s: status %s: got national code %d, want one of ten", after, d.Status, n)
	}
	if got, want := d.Conclusion == nil, d.Status.Open(); got != want {
		s.t.Fatalf("%s: status %s: open: got %v, want %v", after, d.Status, got, want)
	}
	s.timesAddUp(after)
	s.offersWhatItAllows(after)
	errands, err := d.Errands(s.cals)
	s.must(err)
	open := map[dossier.ErrandKind]int{}
	for _, e := range errands {
		if !e.Done {
			open[e.Kind]++
		}
	}
	if !d.Status.Open() && open[dossier.ErrandAnswer]+open[dossier.ErrandDecide] > 0 {
		s.t.Fatalf("%s: got errands %v on a dossier that has ended, want none", after, open)
	}
	if waits := open[dossier.ErrandAnswer] > 0; waits && d.Status != dossier.Consulting && d.Status != dossier.Supplementing {
		s.t.Fatalf("%s: an opinion is owed: got status %s, want consulting or supplementing", after, d.Status)
	}
}

// offered says how to do what a dossier offers to pages.
var offered = map[dossier.Deed]string{dossier.DeedTake: "take", dossier.DeedTakePapers: "takePapers", dossier.DeedReturn: "handBack",
	dossier.DeedAssign: "assign", dossier.DeedConclude: "conclude", dossier.DeedAskPapers: "askPapers",
	dossier.DeedSendBack: "sendBack", dossier.DeedWithdraw: "withdraw", dossier.DeedStop: "stop", dossier.DeedHandOver: "toAny"}

func (s *desk) offersWhatItAllows(after string) {
	s.t.Helper()
	for _, deed := range s.d.Deeds() {
		try := *s
		err := error(nil)
		switch name, simple := offered[deed]; {
		case name == "toAny":
			err = try.handOver("stc", "")
		case simple:
			err = deeds[name](&try)
		}
		if err != nil && keyOf(s.t, err) != "dossier.opinionOwed" {
			s.t.Fatalf("%s: status %s offers %s: got %v", after, s.d.Status, deed, err)
		}
	}
}

// timesAddUp: the time of the dossier is parted between those who had it and
// those who were waited for, without rest and without overlap.
func (s *desk) timesAddUp(after string) {
	s.t.Helper()
	d, cal := s.d, s.cals.ByID[s.cals.Default]
	end := s.now
	if d.Conclusion != nil {
		end = d.Conclusion.At
	}
	accounts, err := d.Accounts(s.cals, end)
	s.must(err)
	var own time.Duration
	for _, a := range accounts {
		if a.Begun() && a.Opinion == "" && a.StartedAt.Before(end) {
			own += a.Used
		}
	}
	var waited time.Duration
	covered := d.Intake.ReceivedAt
	var gaps [][2]time.Time
	for i, p := range d.Supplements {
		if p.CompleteAt.IsZero() && i < len(d.Supplements)-1 {
			p.CompleteAt = d.Supplements[i+1].AskedAt // asked again before they were complete
		}
		gaps = append(gaps, [2]time.Time{p.AskedAt, p.CompleteAt})
	}
	for _, o := range d.Opinions {
		gaps = append(gaps, [2]time.Time{o.AskedAt, o.EndedAt()})
	}
	slices.SortFunc(gaps, func(a, b [2]time.Time) int { return a[0].Compare(b[0]) })
	for _, g := range gaps {
		from, to := g[0], g[1]
		if to.IsZero() || to.After(end) {
			to = end
		}
		if from.Before(covered) {
			from = covered
		}
		if to.After(from) {
			span, err := cal.Between(from, to)
			s.must(err)
			waited, covered = waited+span, to
		}
	}
	whole, err := cal.Between(d.Intake.ReceivedAt, end)
	s.must(err)
	if got, want := own+waited, whole; got != want {
		s.t.Fatalf("%s: held %s and waited %s: got %s, want %s in all", after, own, waited, got, want)
	}
}

// survives: the facts as they are stored add up to the same dossier.
func (s *desk) survives() {
	s.t.Helper()
	events := make([]dossier.Event, 0, len(s.d.Events))
	for _, e := range s.d.Events {
		kind, data, err := dossier.Encode(e.Fact)
		s.must(err)
		e.Fact, err = dossier.Decode(kind, data)
		s.must(err)
		events = append(events, e)
	}
	rebuilt, err := dossier.Rebuild(s.version, s.d.Name, events)
	s.must(err)
	if !reflect.DeepEqual(rebuilt, s.d) {
		s.t.Fatalf("rebuilt from its facts: got %+v, want %+v", rebuilt, s.d)
	}
}

func TestRebuildRefusesALogThatIsNotWhole(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
	tests := []struct {
		reason string
		events []dossier.Event
	}{
		{"the receipt is missing", s.d.Events[1:]},
		{"a fact in the middle is missing", append(slices.Clone(s.d.Events[:1]), s.d.Events[2:]...)},
		{"the receipt stands twice", append(slices.Clone(s.d.Events[:1]), dossier.Event{Seq: 2, Fact: s.d.Events[0].Fact})},
	}
	for _, test := range tests {
		if _, err := dossier.Rebuild(s.version, "x", test.events); err == nil {
			t.Errorf("%s: got a dossier, want an error", test.reason)
		}
	}
	if _, err := dossier.Decode("vanished", nil); err == nil {
		t.Error("a fact of an unknown kind: got none, want an error")
	}
}

func TestEveryKindOfFactIsRead(t *testing.T) {
	for _, kind := range dossier.FactKinds() {
		if f, err := dossier.Decode(kind, []byte("{}")); err != nil || f.Kind() != kind {
			t.Errorf("%s: got %v (%v), want a fact of that kind", kind, f, err)
		}
	}
}
