package identity

import "motcua"

// Action is something that a person does to an object and that needs a right.
type Action string

// The actions that need a right.
const (
	Receive         Action = "receive"         // take a dossier at the counter
	HandOver        Action = "handOver"        // give the dossier to another unit
	Accept          Action = "accept"          // take what was given
	Assign          Action = "assign"          // name the specialist
	Appraise        Action = "appraise"        // submit, ask opinions, ask for papers
	TakeSupplement  Action = "takeSupplement"  // receive the papers asked for
	Answer          Action = "answer"          // give the opinion of a consulted agency, or ask for more time
	DecideExtension Action = "decideExtension" // grant or refuse more time
	Draft           Action = "draft"           // submit the draft of a result for signing
	Initial         Action = "initial"         // initial a draft as head of the unit, or return it
	Sign            Action = "sign"            // sign a draft for the agency, or return it
	Seal            Action = "seal"            // seal and release what was signed
	HoldKey         Action = "holdKey"         // bind a certificate of one's own
	HoldSeal        Action = "holdSeal"        // bind the certificate of the agency
	Conclude        Action = "conclude"        // record the signed result, stop the dossier
	Return          Action = "return"          // hand the result to the applicant
	Withdraw        Action = "withdraw"        // record that the applicant takes it back
	Correct         Action = "correct"         // put a wrong entry right by a new fact
	Correspond      Action = "correspond"      // write to the applicant, keep a note beside the dossier
	Read            Action = "read"            // see the dossier
	SeeNumbers      Action = "seeNumbers"      // find people by numbers and telephones, and see these in lists
	ReadFigures     Action = "readFigures"     // see statistics
	KeepCatalogue   Action = "keepCatalogue"   // import and edit procedures, calendars, agencies
	KeepSystem      Action = "keepSystem"      // people, tokens, configuration

	ReceiveFeedback Action = "receiveFeedback" // take down what is said by telephone or comes by e-mail
	ReadFeedback    Action = "readFeedback"    // see a feedback, not who sent it
	SortFeedback    Action = "sortFeedback"    // classify, refuse, transfer, assign
	HandleFeedback  Action = "handleFeedback"  // ask the sender for more, draft the answer
	ApproveFeedback Action = "approveFeedback" // approve the answer, grant more time
	PublishFeedback Action = "publishFeedback" // publish it, or keep it back
	SeeSender       Action = "seeSender"       // see who sent a feedback
	ReadFees        Action = "readFees"        // see what is due and paid
	CollectFee      Action = "collectFee"      // take money at the counter, add a charge, record an exemption
	Reconcile       Action = "reconcile"       // bank statements, receipts voided, refunds decided and paid

	ConfirmMandate Action = "confirmMandate" // let an account act for an organisation

	KeepRegister   Action = "keepRegister"   // number, enter, release, cancel official documents; close books
	ReadDocument   Action = "readDocument"   // see an official document, and that it exists
	AssignDocument Action = "assignDocument" // give an incoming document to a unit or a person
	HandleDocument Action = "handleDocument" // pass it on, link it, say what was done about it
	FilePapers     Action = "filePapers"     // put a scan of a paper into the dossier
	DisposeFiles   Action = "disposeFiles"   // destroy files past their retention
	Urge           Action = "urge"           // remind whoever holds a dossier
	ImportDossiers Action = "importDossiers" // take dossiers in from a file, and take that back
	KeepRoster     Action = "keepRoster"     // write who is on duty at the desk
	ReadAudit      Action = "readAudit"      // see who changed what is no dossier

	KeepReform   Action = "keepReform"   // keep plans, directives, inspections and what else the reform desk has
	DecideReform Action = "decideReform" // approve them, grant more time, close them
	ReadReform   Action = "readReform"   // see them
	ReportReform Action = "reportReform" // tell what was done about one's own
)

// Actions lists every action that needs a right.
func Actions() []Action {
	return []Action{Receive, HandOver, Accept, Assign, Appraise, TakeSupplement, Answer, DecideExtension,
		Draft, Initial, Sign, Seal, HoldKey, HoldSeal, Conclude, Return,
		Withdraw, Correct, Correspond, Read, SeeNumbers, ReadFigures, KeepCatalogue, KeepSystem,
		ReceiveFeedback, ReadFeedback, SortFeedback, HandleFeedback, ApproveFeedback, PublishFeedback, SeeSender,
		ReadFees, CollectFee, Reconcile, ConfirmMandate, KeepRegister, ReadDocument, AssignDocument, HandleDocument, FilePapers, DisposeFiles, Urge, ImportDossiers, KeepRoster, ReadAudit,
		KeepReform, DecideReform, ReadReform, ReportReform}
}

// Object is what an action is done to: who holds it, who is assigned, whom it
// was offered to, and which agencies were asked about it.
type Object struct {
	Agency, Unit string // the holder
	Assignee     string // sign-in name of the specialist; "" when nobody was named
	ToAgency     string // receiver of a hand-over, or the consulted agency
	ToUnit       string
	Asked        []string // agencies asked for an opinion
	LeadAgency   string   // who answers for the dossier, whoever holds it
	LeadUnit     string
	Prepared     []string // sign-in names of those who prepared what is to be approved
	Authority    bool     // another authority signs; the specialist records its paper

	Concerned       []string // sign-in names of those a feedback complains about
	ConcernedAgency string   // and their unit; "" when it complains about none
	ConcernedUnit   string
	Drafter         string // who drafted the answer

	Secret  bool     // a document that only Readers may know of
	Readers []string // sign-in names
	Passed  []string // units of LeadAgency that have or had the document
}

// Can tells whether the actor may do the action to the object: nil, or a
// Forbidden fault that names who may.
func Can(a Actor, action Action, on Object) error {
	if may(a, action, on) {
		return nil
	}
	return motcua.Refused(motcua.Forbidden, "identity.forbidden."+string(action))
}

func may(a Actor, action Action, on Object) bool {
	if twice(a, action, on) {
		return false
	}
	switch action {
	case Receive, Return:
		return a.Is(Reception)
	case Withdraw:
		return a.Is(Reception) || leads(a, on)
	case TakeSupplement, FilePapers:
		return a.Is(Reception) || mayAppraise(a, on)
	case HandOver:
		return a.In(on.Agency, on.Unit) || a.In(on.Agency, "") && leads(a, on)
	case Accept:
		return a.In(on.ToAgency, on.ToUnit)
	case Assign:
		return a.In(on.Agency, on.Unit, Head) || a.In(on.Agency, "", Director)
	case Appraise, Draft:
		return mayAppraise(a, on)
	case Initial, Sign, Seal, HoldKey, HoldSeal:
		return maySign(a, action, on)
	case Answer:
		return a.In(on.ToAgency, on.ToUnit)
	case DecideExtension:
		return leads(a, on)
	case Conclude:
		return leads(a, on) || on.Authority && (mayAppraise(a, on) || a.In(on.Agency, on.Unit, Consulted) ||
			a.In(on.LeadAgency, on.LeadUnit, Specialist))
	case Correct:
		return a.Is(Office, Admin) || leads(a, on)
	case Correspond:
		return a.Is(Reception) || mayAppraise(a, on) || leads(a, on) || a.In(on.LeadAgency, on.LeadUnit, Specialist)
	case Read:
		return a.Staff() || readsAsAsked(a, on)
	case SeeNumbers:
		return a.Is(Reception, Specialist, Head, Director, Office)
	case ReadFigures, ReadFees:
		return a.Staff()
	case CollectFee:
		return a.Is(Reception)
	case Urge:
		return leads(a, on) || a.In(on.Agency, on.Unit, Head) || a.Is(Office)
	case ImportDossiers:
		return a.Is(Reception, Office, Admin)
	case ConfirmMandate:
		return a.Is(Reception, Office)
	case Reconcile, KeepRoster, ReadAudit:
		return a.Is(Office, Admin)
	case DisposeFiles:
		return a.Is(Office)
	case KeepCatalogue:
		return a.Is(Office, Admin)
	case KeepSystem:
		return a.Is(Admin)
	case KeepRegister, ReadDocument, AssignDocument, HandleDocument:
		return mayOnDocument(a, action, on)
	case KeepReform, DecideReform, ReadReform, ReportReform:
		return mayOnReform(a, action, on)
	default:
		return mayOnFeedback(a, action, on)
	}
}

// mayAppraise: the assigned specialist, any specialist of the unit while
// nobody is assigned, and the head of the unit.
func mayAppraise(a Actor, on Object) bool {
	if a.In(on.Agency, on.Unit, Head) {
		return true
	}
	return a.In(on.Agency, on.Unit, Specialist) && (on.Assignee == "" || on.Assignee == a.Whose())
}

// maySign: the head of the unit that answers for the dossier initials, the
// leadership signs, the office seals (NĐ 30/2020/NĐ-CP art 12, 13, 26).
func maySign(a Actor, action Action, on Object) bool {
	switch action {
	case Initial:
		return a.In(on.LeadAgency, on.LeadUnit, Head)
	case Sign:
		return a.In(on.LeadAgency, "", Director)
	case Seal:
		return a.In(on.LeadAgency, "", Office)
	case HoldKey:
		return a.Is(Head, Director)
	case HoldSeal:
		return a.In(on.LeadAgency, "", Office)
	default:
		return false
	}
}

// leads: the head of the unit that answers for the dossier, and the leadership.
func leads(a Actor, on Object) bool {
	return a.In(on.LeadAgency, on.LeadUnit, Head) || a.In(on.LeadAgency, "", Director)
}

// readsAsAsked: an agency reads what it holds, was offered or was asked about,
// nothing else.
func readsAsAsked(a Actor, on Object) bool {
	if a.In(on.Agency, on.Unit) || a.In(on.ToAgency, on.ToUnit) {
		return true
	}
	for _, agency := range on.Asked {
		if a.In(agency, "") {
			return true
		}
	}
	return false
}
