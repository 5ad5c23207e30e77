package identity_test

import (
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
)

func staff(a identity.Actor) identity.Person {
	return identity.Person{ID: a.Person, Name: a.Person, Posts: a.Posts, Active: true}
}

func day(n int) calendar.Date { return calendar.Date{Year: 2022, Month: time.June, Day: n} }

// TestWhoNamesADeputyForWhom: the reason, who names, who is away, who is to act,
// and the field at fault; "forbidden" where the right is missing.
func TestWhoNamesADeputyForWhom(t *testing.T) {
	acting := staff(colleague).ActingFor(staff(head), "")
	gone := staff(colleague)
	gone.Active = false
	good := identity.DeputyNamed{From: day(6), To: day(10), Why: "đi công tác"}
	change := func(do func(*identity.DeputyNamed)) identity.DeputyNamed {
		f := good
		do(&f)
		return f
	}
	for _, test := range []struct {
		reason            string
		by                identity.Actor
		principal, deputy identity.Person
		f                 identity.DeputyNamed
		wrong             string
	}{
		{"oneself", head, staff(head), staff(colleague), good, ""},
		{"the head for a specialist of the unit", head, staff(assigned), staff(colleague), good, ""},
		{"the head of another unit does not", otherHead, staff(assigned), staff(colleague), good, "forbidden"},
		{"a specialist does not name for the head", colleague, staff(head), staff(assigned), good, "forbidden"},
		{"a head does not name for another head", otherHead, staff(head), staff(colleague), good, "forbidden"},
		{"the leadership for a head", director, staff(head), staff(colleague), good, ""},
		{"nobody but the keeper for the leadership", head, staff(director), staff(colleague), good, "forbidden"},
		{"the keeper for anybody", admin, staff(director), staff(head), good, ""},
		{"not the keeper for the keeper's own use", admin, staff(director), staff(admin), good, "person"},
		{"not a head for the head's own use", head, staff(assigned), staff(head), good, "person"},
		{"who acts for another lends nothing on", acting, staff(head), staff(assigned), good, "forbidden"},
		{"the public does not", nobody, staff(head), staff(colleague), good, "forbidden"},
		{"nobody acts for themselves", head, staff(head), staff(head), good, "person"},
		{"nobody of another agency", head, staff(head), staff(consulted), good, "person"},
		{"nobody who may not sign in", head, staff(head), gone, good, "person"},
		{"keeping the system is not lent", admin, staff(admin), staff(office), good, "principal"},
		{"no first day", head, staff(head), staff(colleague), change(func(f *identity.DeputyNamed) { f.From = calendar.Date{} }), "from"},
		{"a first day that is past", head, staff(head), staff(colleague), change(func(f *identity.DeputyNamed) { f.From = day(5) }), "from"},
		{"no last day", head, staff(head), staff(colleague), change(func(f *identity.DeputyNamed) { f.To = calendar.Date{} }), "to"},
		{"a last day before the first", head, staff(head), staff(colleague), change(func(f *identity.DeputyNamed) { f.From, f.To = day(8), day(7) }), "to"},
		{"more than a year", head, staff(head), staff(colleague), change(func(f *identity.DeputyNamed) { f.To = day(7).AddMonths(12) }), "to"},
		{"no reason", head, staff(head), staff(colleague), change(func(f *identity.DeputyNamed) { f.Why = " " }), "why"},
	} {
		_, err := identity.NameDeputy(test.by, test.principal, test.deputy, test.f, day(6))
		got := ""
		if fault, ok := motcua.AsFault(err); ok {
			if got = fault.Field; fault.Kind == motcua.Forbidden {
				got = "forbidden"
			}
		}
		if got != test.wrong {
			t.Errorf("%s: got %q (%v), want %q", test.reason, got, err, test.wrong)
		}
	}
}

// TestWhatADeputyMay: the rights of the other, from the first day to the last,
// never both halves of what two are to do.
func TestWhatADeputyMay(t *testing.T) {
	forHead := staff(colleague).ActingFor(staff(head), "")
	forAssigned := staff(colleague).ActingFor(staff(assigned), "")
	preparedBy := func(id string) identity.Object {
		return with(atUnit, func(o *identity.Object) { o.Prepared = []string{id} })
	}
	for _, test := range []struct {
		reason string
		actor  identity.Actor
		action identity.Action
		on     identity.Object
		may    bool
	}{
		{"assigns for the head", forHead, identity.Assign, atUnit, true},
		{"signs for the head", forHead, identity.Conclude, preparedBy("nhu"), true},
		{"but not what the deputy prepared", forHead, identity.Conclude, preparedBy("thao"), false},
		{"nor initials a draft that the deputy put", forHead, identity.Initial, preparedBy("thao"), false},
		{"initials one of somebody else", forHead, identity.Initial, preparedBy("nhu"), true},
		{"nor grants more time on it", forHead, identity.DecideExtension, preparedBy("thao"), false},
		{"nor approves an answer that the deputy drafted", forHead, identity.ApproveFeedback, with(given, func(o *identity.Object) { o.Drafter = "thao" }), false},
		{"nor one that the head drafted", forHead, identity.ApproveFeedback, drafted, false},
		{"approves one of somebody else", forHead, identity.ApproveFeedback, with(given, func(o *identity.Object) { o.Drafter = "nhu" }), true},
		{"appraises what is named to the one away", forAssigned, identity.Appraise, atUnit, true},
		{"which the colleague may not otherwise", colleague, identity.Appraise, atUnit, false},
		{"does not see what complains about the deputy", forHead, identity.ReadFeedback, with(given, func(o *identity.Object) { o.Concerned = []string{"thao"} }), false},
		{"nor what complains about the one away", forHead, identity.ReadFeedback, with(given, func(o *identity.Object) { o.Concerned = []string{"binh"} }), false},
		{"nor, for another unit, about the deputy's own", staff(neighbour).ActingFor(staff(office), ""), identity.ReadFeedback, with(said, func(o *identity.Object) { o.ConcernedAgency, o.ConcernedUnit = "skhdt", "dkkd" }), false},
		{"never keeps the system", staff(office).ActingFor(staff(admin), ""), identity.KeepSystem, identity.Object{}, false},
	} {
		if got := identity.Can(test.actor, test.action, test.on) == nil; got != test.may {
			t.Errorf("%s: got %v, want %v", test.reason, got, test.may)
		}
	}
	d, _ := identity.RebuildDeputyship("1", nil).With(time.Now(), head, identity.DeputyNamed{Principal: "binh", Person: "thao", From: day(6), To: day(10)})
	for n, want := range map[int]bool{5: false, 6: true, 10: true, 11: false} {
		if got := d.Active(day(n)); got != want {
			t.Errorf("active on %s: got %v, want %v", day(n), got, want)
		}
	}
	for _, test := range []struct {
		reason string
		by     identity.Actor
		may    bool
	}{
		{"who is away recalls", head, true}, {"the deputy gives it up", colleague, true}, {"the leadership recalls", director, true},
		{"a neighbour does not", neighbour, false}, {"nor the deputy in the other's name", forHead, false},
	} {
		if _, err := d.Recall(test.by, staff(head), "", day(7)); (err == nil) != test.may {
			t.Errorf("%s: got %v", test.reason, err)
		}
	}
	ended, _ := d.With(time.Now(), head, identity.DeputyRecalled{})
	if _, err := ended.Recall(head, staff(head), "", day(7)); ended.Active(day(7)) || motcua.KindOf(err) != motcua.Conflict {
		t.Errorf("recalled twice: %v", err)
	}
}
