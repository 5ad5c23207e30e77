package identity_test

import (
	"errors"
	"slices"
	"testing"

	"motcua"
	"motcua/identity"
)

func person(id, agency, unit string, role identity.Role) identity.Actor {
	return identity.Actor{Person: id, Posts: []identity.Post{{Agency: agency, Unit: unit, Role: role}}}
}

// The people of the table.
var (
	reception  = person("reception", "ttpvhcc", "motcua", identity.Reception)
	assigned   = person("nhu", "skhdt", "ktdn", identity.Specialist)
	colleague  = person("thao", "skhdt", "ktdn", identity.Specialist)
	neighbour  = person("danh", "skhdt", "dkkd", identity.Specialist)
	head       = person("binh", "skhdt", "ktdn", identity.Head)
	otherHead  = person("tu", "skhdt", "dkkd", identity.Head)
	director   = person("hung", "skhdt", "lanhdao", identity.Director)
	office     = person("mai", "skhdt", "vanphong", identity.Office)
	admin      = person("khoa", "skhdt", "vanphong", identity.Admin)
	consulted  = person("hanh", "stnmt", "", identity.Consulted)
	stranger   = person("lan", "stc", "", identity.Consulted)
	authority  = person("phuoc", "ubnd", "vanphong", identity.Consulted)
	nobody     = identity.Actor{}
	background = identity.System("policy")
)

// The objects of the table: a dossier of the unit ktdn of the department.
var (
	lead       = identity.Object{LeadAgency: "skhdt", LeadUnit: "ktdn"}
	atDesk     = with(lead, func(o *identity.Object) { o.Agency, o.Unit = "ttpvhcc", "motcua" })
	unassigned = with(lead, func(o *identity.Object) { o.Agency, o.Unit = "skhdt", "ktdn" })
	atUnit     = with(unassigned, func(o *identity.Object) { o.Assignee = "nhu" })
	asked      = with(atUnit, func(o *identity.Object) { o.ToAgency, o.Asked = "stnmt", []string{"stnmt"} })
	givenUnit  = with(atDesk, func(o *identity.Object) { o.ToAgency, o.ToUnit = "skhdt", "ktdn" })
	atLeaders  = with(lead, func(o *identity.Object) { o.Agency, o.Unit = "skhdt", "lanhdao" })
	elsewhere  = with(atUnit, func(o *identity.Object) { o.Authority = true })
	atUbnd     = with(elsewhere, func(o *identity.Object) {
		o.Agency, o.Unit, o.Assignee, o.Asked = "ubnd", "vanphong", "", []string{"ubnd"}
	})
)

// Feedbacks of the table.
var (
	said        = identity.Object{Agency: "skhdt", LeadAgency: "skhdt"}
	given       = with(said, func(o *identity.Object) { o.Unit = "ktdn" })
	named       = with(given, func(o *identity.Object) { o.Assignee = "nhu" })
	drafted     = with(given, func(o *identity.Object) { o.Drafter = "binh" })
	aboutNhu    = with(given, func(o *identity.Object) { o.Concerned = []string{"nhu"} })
	aboutNamed  = with(named, func(o *identity.Object) { o.Concerned = []string{"nhu"} })
	aboutUnit   = with(said, func(o *identity.Object) { o.Unit, o.ConcernedAgency, o.ConcernedUnit = "dkkd", "skhdt", "ktdn" })
	aboutOffice = with(said, func(o *identity.Object) { o.ConcernedAgency, o.ConcernedUnit = "skhdt", "vanphong" })
)

// Official documents of the table.
var (
	arrived   = identity.Object{Agency: "skhdt", LeadAgency: "skhdt"}
	passed    = with(arrived, func(o *identity.Object) { o.Unit, o.Passed = "ktdn", []string{"dkkd", "ktdn"} })
	toNhu     = with(passed, func(o *identity.Object) { o.Assignee = "nhu" })
	secret    = with(toNhu, func(o *identity.Object) { o.Secret, o.Readers = true, []string{"nhu", "hung"} })
	forgotten = with(arrived, func(o *identity.Object) { o.Secret = true })
)

// Things of the reform desk in the table.
var (
	ofReform = identity.Object{LeadAgency: "skhdt"}
	ofUnit   = with(ofReform, func(o *identity.Object) { o.Unit = "ktdn" })
	ofNhu    = with(ofUnit, func(o *identity.Object) { o.Assignee = "nhu" })
)

func with(o identity.Object, change func(*identity.Object)) identity.Object {
	change(&o)
	return o
}

// TestWhoMayDoWhat lists, for an action on an object, everybody who may; all
// others of the table may not.
func TestWhoMayDoWhat(t *testing.T) {
	everybody := map[string]identity.Actor{"reception": reception, "assigned": assigned, "colleague": colleague, "neighbour": neighbour,
		"head": head, "otherHead": otherHead, "director": director, "office": office, "admin": admin, "consulted": consulted,
		"stranger": stranger, "authority": authority, "nobody": nobody, "background": background}
	staff := []string{"reception", "assigned", "colleague", "neighbour", "head", "otherHead", "director", "office", "admin"}
	unit := []string{"assigned", "colleague", "head"}
	tests := []struct {
		reason string
		action identity.Action
		on     identity.Object
		may    []string
	}{
		{"the office keeps the reform desk", identity.KeepReform, ofReform, []string{"office"}},
		{"the leadership decides there", identity.DecideReform, ofUnit, []string{"director"}},
		{"the office, the leadership and heads see what is nobody's", identity.ReadReform, ofReform, []string{"office", "director", "head", "otherHead"}},
		{"the division sees what is its own", identity.ReadReform, ofUnit, []string{"office", "director", "head", "otherHead", "assigned", "colleague"}},
		{"the person named tells what was done, their head and the office", identity.ReportReform, ofNhu, []string{"office", "head", "assigned"}},
		{"anybody of the division tells while nobody is named", identity.ReportReform, ofUnit, []string{"office", "head", "assigned", "colleague"}},
		{"nobody but the office tells of what is nobody's", identity.ReportReform, ofReform, []string{"office"}},
		{"the desk receives", identity.Receive, identity.Object{}, []string{"reception"}},
		{"the desk returns the result", identity.Return, atDesk, []string{"reception"}},
		{"the desk hands over what it holds", identity.HandOver, atDesk, []string{"reception"}},
		{"the unit hands over what it holds; its leaders pass it on", identity.HandOver, atUnit, append(unit, "director")},
		{"leaders hand over what lies with them; the head in charge fetches it", identity.HandOver, atLeaders, []string{"director", "head"}},
		{"the unit that was given takes", identity.Accept, givenUnit, unit},
		{"nobody takes what was given to nobody", identity.Accept, atDesk, nil},
		{"the head of the unit that holds it, or the director, assigns", identity.Assign, atUnit, []string{"head", "director"}},
		{"before it came to the unit nobody assigns", identity.Assign, atDesk, nil},
		{"anybody of the unit appraises while nobody is named", identity.Appraise, unassigned, unit},
		{"then the specialist named, and the head", identity.Appraise, atUnit, []string{"assigned", "head"}},
		{"papers come to the desk, or to who appraises", identity.TakeSupplement, atUnit, []string{"reception", "assigned", "head"}},
		{"the agency asked answers, nobody for it", identity.Answer, asked, []string{"consulted"}},
		{"nobody answers what was not asked", identity.Answer, atUnit, nil},
		{"the head in charge or the director grants more time", identity.DecideExtension, asked, []string{"head", "director"}},
		{"the head in charge or the director signs", identity.Conclude, atUnit, []string{"head", "director"}},
		{"also while it lies with the leaders", identity.Conclude, atLeaders, []string{"head", "director"}},
		{"where another authority decides, the unit records its paper", identity.Conclude, elsewhere, append(unit, "director")},
		{"and the authority itself while it holds the dossier", identity.Conclude, atUbnd, append(unit, "director", "authority")},
		{"a withdrawal is taken at the desk or by who is in charge", identity.Withdraw, atUnit, []string{"reception", "head", "director"}},
		{"whoever handles the dossier writes to the applicant, and the desk", identity.Correspond, atUnit, []string{"reception", "assigned", "colleague", "head", "director"}},
		{"also while the leadership has it", identity.Correspond, atLeaders, []string{"reception", "assigned", "colleague", "head", "director"}},
		{"a wrong entry is put right by the office, the keeper, who is in charge", identity.Correct, atUnit, []string{"office", "admin", "head", "director"}},
		{"the staff reads every dossier, an agency only what it was asked", identity.Read, asked, append(staff, "consulted")},
		{"an agency not asked reads nothing", identity.Read, atUnit, staff},
		{"who holds it reads it", identity.Read, atUbnd, append(staff, "authority")},
		{"whoever holds it is reminded by who answers for it, by their own head, and by the office", identity.Urge, atUnit, []string{"head", "director", "office"}},
		{"also while the leadership has it", identity.Urge, atLeaders, []string{"head", "director", "office"}},
		{"dossiers come in from a file at the desk, the office, and with the keeper", identity.ImportDossiers, identity.Object{}, []string{"reception", "office", "admin"}},
		{"people are found by their numbers by who handles dossiers, not by who keeps the system", identity.SeeNumbers, identity.Object{}, []string{"reception", "assigned", "colleague", "neighbour", "head", "otherHead", "director", "office"}},
		{"figures are for the staff", identity.ReadFigures, identity.Object{}, staff},
		{"the catalogue is kept by the office and the keeper", identity.KeepCatalogue, identity.Object{}, []string{"office", "admin"}},
		{"people and tokens by the keeper alone", identity.KeepSystem, identity.Object{}, []string{"admin"}},
		{"what is said by telephone is taken down by the desk and the office", identity.ReceiveFeedback, identity.Object{}, []string{"reception", "office", "director"}},
		{"before it is assigned the office and the director read it", identity.ReadFeedback, said, []string{"office", "director"}},
		{"then the unit it was given to as well", identity.ReadFeedback, given, []string{"office", "director", "assigned", "colleague", "head"}},
		{"once a person is named, the person and the head", identity.ReadFeedback, named, []string{"office", "director", "assigned", "head"}},
		{"whoever is complained about does not see it", identity.ReadFeedback, aboutNhu, []string{"office", "director", "colleague", "head"}},
		{"nor does their unit", identity.ReadFeedback, aboutUnit, []string{"office", "director", "neighbour", "otherHead"}},
		{"nor the office, when it is about the office", identity.ReadFeedback, aboutOffice, []string{"director"}},
		{"the office and the director sort it", identity.SortFeedback, given, []string{"office", "director"}},
		{"the unit that was given it handles it", identity.HandleFeedback, given, unit},
		{"the person named, and the head", identity.HandleFeedback, named, []string{"assigned", "head"}},
		{"nobody handles what was given to nobody", identity.HandleFeedback, said, nil},
		{"the head of the unit or the director approves", identity.ApproveFeedback, given, []string{"head", "director"}},
		{"but not who drafted it", identity.ApproveFeedback, drafted, []string{"director"}},
		{"nor whose unit it is about", identity.ApproveFeedback, aboutUnit, []string{"otherHead", "director"}},
		{"the office and the director publish", identity.PublishFeedback, given, []string{"office", "director"}},
		{"the office reaches the sender", identity.SeeSender, given, []string{"office"}},
		{"so does the person named", identity.SeeSender, named, []string{"office", "assigned"}},
		{"never who is complained about", identity.SeeSender, aboutNamed, []string{"office"}},
		{"what is due and paid is read by the staff, by no agency asked", identity.ReadFees, asked, staff},
		{"the desk takes the money", identity.CollectFee, atUnit, []string{"reception"}},
		{"the office reconciles, not who took the money", identity.Reconcile, identity.Object{}, []string{"office", "admin"}},
		{"the office writes who is on duty", identity.KeepRoster, identity.Object{}, []string{"office", "admin"}},
		{"the office and who keeps the system read who changed what", identity.ReadAudit, identity.Object{}, []string{"office", "admin"}},
		{"the desk and the office confirm who acts for an organisation", identity.ConfirmMandate, identity.Object{}, []string{"reception", "office"}},
		{"the specialist drafts the result", identity.Draft, atUnit, []string{"assigned", "head"}},
		{"at the leadership nobody drafts", identity.Draft, atLeaders, nil},
		{"the head of the unit initials, wherever the dossier is", identity.Initial, atLeaders, []string{"head"}},
		{"the leadership signs", identity.Sign, atUnit, []string{"director"}},
		{"the office seals, and neither drafts nor signs", identity.Seal, atLeaders, []string{"office"}},
		{"nobody signs for no agency", identity.Sign, identity.Object{}, nil},
		{"who signs holds a key", identity.HoldKey, identity.Object{}, []string{"head", "otherHead", "director"}},
		{"the office holds the seal", identity.HoldSeal, lead, []string{"office"}},
		{"the office keeps the books of documents", identity.KeepRegister, arrived, []string{"office"}},
		{"of a secret document who is named alone, the office too", identity.KeepRegister, secret, nil},
		{"a document nobody was given is read by the office and the leadership", identity.ReadDocument, arrived, []string{"office", "director"}},
		{"then by the units that have it or had it", identity.ReadDocument, passed, []string{"office", "director", "assigned", "colleague", "neighbour", "head", "otherHead"}},
		{"a secret one by those named, whatever their role", identity.ReadDocument, secret, []string{"assigned", "director"}},
		{"and by nobody when nobody is named", identity.ReadDocument, forgotten, nil},
		{"the office and the leadership give it to somebody", identity.AssignDocument, passed, []string{"office", "director"}},
		{"a secret one who may know of it", identity.AssignDocument, secret, []string{"director"}},
		{"the unit that has it deals with it, the office notes it", identity.HandleDocument, passed, []string{"office", "assigned", "colleague", "head"}},
		{"once a person is named, the person and the head", identity.HandleDocument, toNhu, []string{"office", "assigned", "head"}},
		{"of a secret one the person named", identity.HandleDocument, secret, []string{"assigned"}},
		{"what is no action nobody may", identity.Action("fly"), atUnit, nil},
	}
	for _, test := range tests {
		for name, actor := range everybody {
			err := identity.Can(actor, test.action, test.on)
			if got, want := err == nil, slices.Contains(test.may, name); got != want {
				t.Errorf("%s: %s by %s: got %v, want %v", test.reason, test.action, name, got, want)
			}
			var fault *motcua.Fault
			if err != nil && (!errors.As(err, &fault) || fault.Kind != motcua.Forbidden || fault.Text.Key != "identity.forbidden."+string(test.action)) {
				t.Errorf("%s: %s by %s: got %v, want a refusal of its own", test.reason, test.action, name, err)
			}
		}
	}
}

func TestPosts(t *testing.T) {
	both := identity.Actor{Posts: []identity.Post{{Agency: "skhdt", Unit: "ktdn", Role: identity.Specialist}, {Agency: "skhdt", Role: identity.Director}}}
	tests := []struct {
		reason    string
		got, want bool
	}{
		{"in the unit of a post", assigned.In("skhdt", "ktdn"), true},
		{"in the agency of a post", assigned.In("skhdt", ""), true},
		{"not in another unit", assigned.In("skhdt", "dkkd"), false},
		{"not in a role not held", assigned.In("skhdt", "ktdn", identity.Head), false},
		{"a post for the whole agency counts in each unit", both.In("skhdt", "dkkd", identity.Director), true},
		{"but with its own role", both.In("skhdt", "dkkd", identity.Specialist), false},
		{"nobody is in an agency without id", consulted.In("", ""), false},
		{"an agency that was asked is not the staff", consulted.Staff(), false},
		{"the command line keeps the system", identity.CommandLine().Is(identity.Admin), true},
		{"background work holds no post", background.Staff(), false},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: got %v, want %v", test.reason, test.got, test.want)
		}
	}
	if got, want := both.Agencies(), []string{"skhdt"}; !slices.Equal(got, want) {
		t.Errorf("agencies: got %v, want %v", got, want)
	}
	if got, want := nobody.MainRole(), identity.Role(""); got != want {
		t.Errorf("role of the public: got %q, want %q", got, want)
	}
}
