package message_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"motcua/catalogue"
	"motcua/claim"
	"motcua/control"
	"motcua/counter"
	"motcua/deadline"
	"motcua/directive"
	"motcua/dossier"
	"motcua/event"
	"motcua/feedback"
	"motcua/finance"
	"motcua/identity"
	"motcua/inspection"
	"motcua/interagency"
	"motcua/internal/docx"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/store"
	"motcua/legal"
	"motcua/letter"
	"motcua/narrative"
	"motcua/plan"
	"motcua/record"
	"motcua/register"
	"motcua/report"
	"motcua/review"
	"motcua/score"
	"motcua/sheet"
	"motcua/staff"
)

// TestKeysMadeAtRunTimeHaveTheirSentences lists the keys that code puts together
// out of a noun and a value, which no search of the code finds.
func TestKeysMadeAtRunTimeHaveTheirSentences(t *testing.T) {
	closed := slices.DeleteFunc(dossier.Statuses(), dossier.Status.Open)
	tests := []struct {
		reason string
		prefix string
		values []string
	}{
		{"every kind of fact, in the log and in a conflict", "dossier.fact.", dossier.FactKinds()},
		{"every fact of a decision of publication", "control.fact.", control.FactKinds()},
		{"every state of a decision of publication", "control.state.", words(control.States())},
		{"every deed on a decision, as a button and in a refusal", "control.act.", words(control.Deeds())},
		{"every deed on a decision, when it is done", "control.done.", append(words(control.Deeds()), "new")},
		{"what is said of some deeds on a decision", "control.what.", []string{"line", "send", "post", "drop"}},
		{"every channel of publicity", "control.channel.", words(control.Channels())},
		{"everything a decision is watched for", "control.watch.", words(control.WatchNames())},
		{"every ground of a day", "control.ground.", []string{"sign", "signShort", "send", "sendShort"}},
		{"every column about decisions", "control.column.", []string{"number", "title", "kinds", "from", "watch", "posts", "line", "kind", "procedure", "says", "channel", "on", "evidence"}},
		{"every field of a decision", "control.field.", []string{"number", "signed", "issuer", "title", "from", "short", "kinds", "note", "reason", "kind", "code", "name", "field", "term", "fee", "replaces", "by", "on", "channel", "address"}},
		{"every hint of a field of a decision", "control.hint.", []string{"number", "code", "name", "field", "term", "fee", "replaces", "by", "address"}},
		{"every box to tick", "control.tick.", []string{"short"}},
		{"every text of a decision that is required", "control.required.", []string{"number", "issuer", "title", "code", "reason"}},
		{"what is said of a line that is carried out at another place", "control.line.", []string{"unknownAmended", "unknownReplaced", "unknownAbolished"}},
		{"every page about decisions", "control.", []string{"nav", "new", "new.lead", "rules", "about", "title"}},
		{"every page about legal documents", "legal.", []string{"nav", "new", "new.lead", "rules", "about", "title"}},
		{"every fact of a plan of review", "reviewPlan.fact.", review.PlanFactKinds()},
		{"every state of a plan of review", "reviewPlan.state.", words(review.PlanStates())},
		{"every deed on a plan of review", "reviewPlan.act.", words(review.PlanDeeds())},
		{"every deed on a plan of review, when it is done", "reviewPlan.done.", append(words(review.PlanDeeds()), "new")},
		{"what is said of some deeds on a plan of review", "reviewPlan.what.", []string{"issue", "drop"}},
		{"every page about plans of review", "reviewPlan.", []string{"nav", "new", "new.lead", "rules", "about", "title"}},
		{"every column of plans of review", "reviewPlan.column.", []string{"plan", "title", "state", "progress", "proposals", "agreed"}},
		{"every field of a plan of review", "reviewPlan.field.", []string{"year", "title", "note", "number", "on", "reason", "code", "unit", "by", "progress", "proposals", "saving", "agreed"}},
		{"every hint of a field of a plan of review", "reviewPlan.hint.", []string{"number", "code", "reason"}},
		{"every fact of a review", "review.fact.", review.FactKinds()},
		{"every state of a review", "review.state.", words(review.States())},
		{"every deed on a review", "review.act.", words(review.Deeds())},
		{"every deed on a review, when it is done", "review.done.", words(review.Deeds())},
		{"what is said of some deeds on a review", "review.what.", []string{"cost", "propose", "conclude", "reopen"}},
		{"every activity that costs", "review.activity.", words(review.Activities())},
		{"every kind of proposal of a review", "review.kind.", words(review.ProposalKinds())},
		{"everything that becomes of a proposal", "review.fate.", words(review.ProposalStates())},
		{"every conclusion of a review", "review.conclusion.", words(review.Conclusions())},
		{"every verdict of a review", "review.verdict.", words(review.Verdicts())},
		{"every way its day is missed", "review.keeping.", []string{"overdue", "missed"}},
		{"every column of reviews", "review.column.", []string{"procedure", "charge", "by", "state", "conclusion", "saving", "item", "before", "after", "no", "kind", "proposal", "fate", "year", "code", "name", "cut", "saved", "share", "decision", "decided", "note"}},
		{"every field of a review", "review.field.", append(review.Criteria(), "code", "unit", "by", "reason", "on", "conclusion", "text", "kind", "activity", "hours", "other", "hoursEach", "otherEach", "fee", "feeCut", "hour", "times", "timesCut", "people", "no", "decision", "how", "saving", "agreed")},
		{"every hint of a field of a review", "review.hint.", []string{"decision", "how", "activity"}},
		{"every number of a cost that is required", "review.required.", []string{"times", "people", "hour"}},
		{"everything that can be cut too far", "review.cut.", []string{"fee", "times"}},
		{"every figure of reviews", "figure.control.", []string{"reviewed", "proposals", "saved"}},
		{"every list of reviews", "list.control.", []string{"reviews", "reviews.code", "reviews.name", "reviews.unit", "reviews.date", "reviews.conclusion", "proposals", "proposals.code", "proposals.name", "proposals.kind", "proposals.text", "proposals.saved", "proposals.state", "proposals.decision"}},
		{"every aspect of a channel", "control.aspect.", words(control.Aspects())},
		{"every difference of a channel", "control.difference.", words(control.DifferenceKinds())},
		{"the fact of a check", "control.fact.", []string{control.Checked{}.Kind()}},
		{"every column of a check", "control.agree.column.", []string{"channel", "on", "by", "shown", "differences", "source", "aspects", "passed", "kind", "procedure", "line", "says", "ours", "code", "name", "term", "fee", "level"}},
		{"every fact of a legal document", "legal.fact.", legal.FactKinds()},
		{"every type of legal document", "legal.type.", legal.Types()},
		{"every column of the list for emulation", "score.merit.", []string{"rank", "unit", "points", "grade", "tasks", "tasksLate", "orders", "ordersLate", "met", "shortcomings", "violations"}},
		{"every list of a round of systematisation", "legal.group.", words(legal.Groups())},
		{"every standing of a legal document", "legal.standing.", words(legal.Standings())},
		{"every effect of a legal document", "legal.effect.", words(legal.EffectKinds())},
		{"every effect on a legal document", "legal.effectOn.", words(legal.EffectKinds())},
		{"every proposal of a review", "legal.proposal.", words(legal.Proposals())},
		{"every deed on a legal document", "legal.act.", words(legal.Deeds())},
		{"every deed on a legal document, when it is done", "legal.done.", append(words(legal.Deeds()), "new")},
		{"what is said of some deeds on a legal document", "legal.what.", []string{"relate", "review"}},
		{"every column about legal documents", "legal.column.", []string{"why", "number", "title", "issuer", "from", "until", "standing", "advised", "type", "issued", "since", "causes", "effect", "part", "period", "on", "proposal", "reason", "by", "code", "procedure"}},
		{"every field of a legal document", "legal.field.", []string{"number", "type", "issued", "issuer", "title", "from", "until", "field", "advised", "source", "note", "reason", "effect", "other", "part", "on", "to", "proposal", "by"}},
		{"every hint of a field of a legal document", "legal.hint.", []string{"number", "other", "part", "reason"}},
		{"every box to tick of a legal document", "legal.tick.", []string{"advised"}},
		{"every text of a legal document that is required", "legal.required.", []string{"number", "issuer", "title", "other", "reason"}},
		{"every table of a legal document", "legal.part.", []string{"causes", "relations", "reviews", "uses", "causes.none", "relations.none", "reviews.none", "uses.none"}},
		{"every figure of procedures", "figure.control.", []string{"procedures", "level3", "level4", "partial", "full", "decisions", "published.onTime"}},
		{"every figure of legal documents", "figure.legal.", []string{"advised", "reviewed", "expired", "proposals"}},
		{"every list of decisions", "list.control.decisions", []string{"", ".number", ".date", ".title", ".kinds"}},
		{"every list of legal documents", "list.legal.", []string{"advised", "advised.number", "advised.date", "advised.issuer", "advised.title", "reviews", "reviews.number", "reviews.from", "reviews.to", "reviews.proposal"}},
		{"every severity of a finding in a report", "claim.severity.", words(claim.Severities())},
		{"every column of the findings in a report", "claim.page.column.", []string{"place", "says", "fact", "suggest"}},
		{"every verdict on a paper", "paper.verdict.", words(dossier.Verdicts())},
		{"every way a file comes", "paper.way.", words(dossier.PaperWays())},
		{"every turn of a page", "scan.turn.", []string{"0", "90", "180", "270"}},
		{"every kind of file that is kept", "retention.kind.", []string{dossier.FileOfPaper, dossier.FileOfMessage, dossier.FileOfResult}},
		{"every criterion of digitised papers", "figures.papers.", []string{"digitised", "reused"}},
		{"every cause of lateness", "apology.cause.", words(dossier.LateCauses())},
		{"every panel of the dashboard", "board.panel.", []string{"don-vi", "vi-ai", "cho-y-kien", "tuoi", "dong-ho-so"}},
		{"every day of its calendar", "board.day.", []string{"1", "2", "3", "4", "5", "6", "7"}},
		{"every state of a report", "narrative.is.", words(narrative.States())},
		{"what a report cannot do now", "narrative.state.", words(narrative.States())},
		{"every fact of a report", "narrative.fact.", narrative.FactKinds()},
		{"every signature that a report waits for", "narrative.sign.", []string{string(narrative.ToSign), string(narrative.ToSeal)}},
		{"how far the paper of a report is", "narrative.signing.", words(narrative.Signings()[1:])},
		{"what a notice of a report leads to", "report.", []string{"nav"}},
		{"every column of the annexes of a report", "narrative.annex.", []string{"figure", "scope", "value", "of", "percent", "unit", "rows", "by", "share"}},
		{"every unit of a figure", "narrative.unit.", []string{"", "money", "points", "minutes", "days"}},
		{"every field of the comparison of reports", "narrative.compare.", []string{"voi", "tu", "den"}},
		{"every form of a figure", "narrative.form.", words(narrative.Forms())},
		{"every field of a report", "narrative.field.", []string{"from", "to", "basis", "basisDate", "issuer", "subject", "waived", "reason"}},
		{"every figure of the desk", "figure.", []string{"document.in", "document.out", "feedback.received", "feedback.answered", "feedback.onTime", "feedback.late", "apology.sent", "apology.missed"}},
		{"every criterion", "score.criterion.", []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}},
		{"every grade", "score.grade.", words(score.Grades())},
		{"every group of the index", "score.group.", score.Groups()},
		{"every line of the index", "score.indicator.", indicators()},
		{"every reason of points", "score.why.", []string{"whole.early", "whole.onTime", "whole.late", "agency.late", "agency.onTime", "agency.early", "contacts",
			"agencies.none", "agencies.desk", "published.both", "published.one", "published.none", "attitude.complaint", "attitude.early", "attitude.onTime",
			"desk.decided", "desk.all", "desk.some", "feedback.none", "feedback.all", "feedback.most", "feedback.few", "online.overdue", "online.much", "online.some", "online.little"}},
		{"every kind of event", "event.kind.", words(event.Kinds())},
		{"every kind of item of finance", "finance.kind.", words(finance.Kinds())},
		{"every state of an item of finance", "finance.state.", words(finance.States())},
		{"every kind of item of staff", "staff.kind.", words(staff.Kinds())},
		{"every fact of a record that is one form", "record.fact.", record.FilingKinds()},
		{"every word of a noun of them, for events", "event.", []string{"title", "lead", "none"}},
		{"every word of a noun of them, for finance", "finance.", []string{"title", "lead", "none"}},
		{"every word of a noun of them, for staff", "staff.", []string{"title", "lead", "none"}},
		{"every field of an event", "event.field.", fieldsOf[event.Event]()},
		{"every field of an item of finance", "finance.field.", fieldsOf[finance.Item]()},
		{"every field of an item of staff", "staff.field.", fieldsOf[staff.Item]()},
		{"every figure of events", "figure.event.", []string{"publicity", "meetings", "workshops", "courses", "attended", "satisfaction", "satisfaction.answers"}},
		{"every score of an event", "event.score.", []string{"1", "2", "3", "4", "5"}},
		{"the list of opinions on events", "list.event.satisfaction", []string{"", ".title", ".from", ".answers", ".average"}},
		{"every figure of finance", "figure.finance.", []string{"disclosures", "plans", "estimate"}},
		{"every figure of staff", "figure.staff.", []string{"quota", "people", "vacant", "appointments", "trained", "desk.min", "desk.max", "desk.leaders"}},
		{"the list of events", "list.event.events", []string{"", ".kind", ".title", ".from", ".to", ".channel", ".partner", ".audience", ".attended"}},
		{"the list of items of finance", "list.finance.items", []string{"", ".kind", ".title", ".number", ".unit", ".years", ".amount", ".where", ".deadline", ".done", ".state"}},
		{"the list of appointments", "list.staff.appointments", []string{"", ".person", ".post", ".unit", ".number", ".date", ".from"}},
		{"the list of courses", "list.staff.courses", []string{"", ".person", ".title", ".place", ".from", ".to"}},
		{"every figure of points", "figure.score.", []string{"index", "unit", "official"}},
		{"every table of points", "score.", []string{"units", "officials", "who.units", "who.officials"}},
		{"every kind of sheet", "sheet.kind.", words(sheet.Kinds())},
		{"every act in the log of changes", "audit.action.", office.AuditActions()},
		{"every name of what was changed that has words of ours", "audit.field.", []string{"name", "title", "posts", "agency", "unit", "role", "active", "id", "new", "changed", "unchanged", "rejected", "warned", "file", "rows", "query", "columns", "format", "note", "versions", "version", "number", "procedure", "process", "legs", "field", "reason", "hash", "term", "fees", "papers", "status",
			"order", "group", "kind", "position", "task", "form", "share", "when", "sheet", "purpose", "scope", "definitions", "records", "decision", "decidedon", "decidedby", "base", "from", "validfrom", "text", "morning", "afternoon", "leader", "counter", "wanted", "refused"}},
		{"every sheet numbered with its fact", "sheet.numbered.", words([]dossier.NumberedSheet{dossier.SupplementSheet, dossier.RefusalSheet, dossier.StopSheet})},
		{"every size of paper", "sheet.size.", words([]sheet.Size{sheet.A5, sheet.A4, sheet.A4L})},
		{"every standing on a control sheet", "sheet.standing.", []string{"early", "onTime", "late"}},
		{"every status, as a tag", "dossier.status.", words(dossier.Statuses())},
		{"every status that is an end, as a refusal", "dossier.closed.", words(closed)},
		{"every text that is required", "dossier.required.", []string{"name", "reason", "content", "receivedBy", "to", "procedure", "title"}},
		{"every outcome", "dossier.outcome.", words([]dossier.Outcome{dossier.Granted, dossier.Refused, dossier.Withdrawn, dossier.Stopped})},
		{"every way of receiving the result", "dossier.delivery.", []string{dossier.AtCounter, dossier.ByPost, dossier.Electronic}},
		{"every way of submitting", "dossier.channel.", words([]catalogue.ChannelKind{catalogue.InPerson, catalogue.Online, catalogue.Postal})},
		{"every view of an agency", "dossier.view.", words([]interagency.View{interagency.Agree, interagency.AgreeWithConditions, interagency.Disagree})},
		{"every standing", "dossier.standing.", words([]deadline.Standing{deadline.Early, deadline.OnTime, deadline.Late,
			deadline.InTime, deadline.DueSoon, deadline.Overdue, deadline.Paused})},
		{"every lane of a process", "process.lane.", words(catalogue.Lanes())},
		{"every kind of leg", "catalogue.legKind.", words(catalogue.LegKinds())},
		{"every matter of a condition", "process.when.", words(catalogue.Matters())},
		{"every matter of a condition that must not be", "process.whenNot.", words(catalogue.Matters())},
		{"every matter of a condition, as a choice", "process.of.", words(catalogue.Matters())},
		{"every field of a leg", "process.field.", []string{"task", "kind", "holder", "role", "position", "share", "group", "form", "of", "field", "not", "is"}},
		{"every hint of a leg", "process.hint.", []string{"holder", "position", "share", "group", "form", "of", "field", "is"}},
		{"every field of an approval", "process.approve.", []string{"number.label", "number.hint", "date.label", "date.hint", "by.label", "by.hint", "from.label", "from.hint"}},
		{"every part of the ISO sheet", "process.iso.", []string{"purpose", "scope", "references", "definitions", "papers", "steps", "records", "history", "approval"}},
		{"every page of a form about a draft", "process.", []string{"leg", "sheet", "import", "drop", "approve"}},
		{"every fault of the structure of a file", "bpmn.", []string{"start", "end", "flows", "unpaired", "unreached", "branch", "conditions", "nested"}},
		{"why a leg is for no dossier", "catalogue.condition.", []string{"applicant", "channel", "case"}},
		{"every kind of party", "dossier.party.", []string{dossier.PersonParty, dossier.OrganizationParty}},
		{"every errand", "dossier.errand.", words([]dossier.ErrandKind{dossier.ErrandTake, dossier.ErrandAnswer, dossier.ErrandDecide, dossier.ErrandInitial, dossier.ErrandSign, dossier.ErrandSeal})},
		{"every stage of a draft", "signing.stage.", drafts()},
		{"every stage of a draft, as a refusal", "dossier.draft.stage.", append(drafts(), "none")},
		{"what comes next for a draft", "signing.do.", drafts()[:3]},
		{"every kind of signature, in its stamp", "signing.stamp.", []string{"initials", "signature", "seal", "initials.reason", "signature.reason", "seal.reason", "number", "time"}},
		{"everything that is wrong with a signature", "signing.found.", []string{"changed", "false", "appended", "range", "unreadable", "untrusted", "expired", "early", "revoked", "stamp", "timeless"}},
		{"everything that is wrong with a file or a key", "signing.", []string{"notPDF", "broken", "locked", "large", "many", "key.password", "key.kind", "key.large", "key.weak", "key.expired", "key.early", "key.usage",
			"remote.key.missing", "remote.key.wrong", "remote.key.unknown", "remote.code"}},
		{"every kind of leg", "dossier.leg.", words([]catalogue.LegKind{catalogue.OneStop, catalogue.Own, catalogue.Consultation, catalogue.Authority})},
		{"every entry that can be corrected", "dossier.field.", dossier.Correctable()},
		{"every right refused", "identity.forbidden.", words(identity.Actions())},
		{"every role", "identity.role.", words(identity.Roles())},
		{"every notice", "notice.", dossier.NoticeKinds()},
		{"every field of reform", "plan.area.", words(plan.Fields())},
		{"every field of reform, as a tab", "plan.area.short.", words(plan.Fields())},
		{"every standing of a task", "plan.standing.", append(words(plan.Standings()), "ownerless")},
		{"every state of a task", "plan.state.", words([]plan.State{plan.Open, plan.DoneState, plan.CarriedState, plan.DroppedState})},
		{"every deed on a task", "plan.act.", append(words(plan.Deeds()), "amend", "task")},
		{"what is said after a deed on a task", "plan.done.", append(words(plan.Deeds()), "new", "amend", "task")},
		{"every page about plans and tasks", "plan.", []string{"nav", "new", "new.lead", "title", "about"}},
		{"every hint of a field of a plan or a task", "plan.hint.", []string{"symbol", "files", "number", "lead", "due", "on", "documents", "evidence", "evidenceFiles", "text"}},
		{"every fact of a plan or a task", "plan.fact.", slices.Concat(slices.Collect(maps.Keys(plan.Codec())), slices.Collect(maps.Keys(plan.TaskCodec())))},
		{"every field of a plan or a task", "plan.field.", []string{"symbol", "kind", "date", "issuer", "title", "period", "from", "to", "area", "files", "note", "reason", "number", "content", "deliverable",
			"lead", "person", "support", "due", "firstDue", "on", "documents", "evidence", "evidenceFiles", "progress", "decision", "text", "to.plan", "carriedFrom"}},
		{"what is missing of a plan or a task", "plan.", []string{"number.missing", "issuer.missing", "title.missing", "content.missing", "reason.missing", "note.missing", "evidence.missing"}},
		{"every column of plans and tasks", "plan.column.", []string{"plan", "number", "period", "progress", "state", "task", "units", "quarter", "evidence", "do"}},
		{"every filter of plans", "plan.filter.", []string{"day", "unit", "person", "state", "any"}},
		{"the lists of plans", "plan.tab.", []string{"plans", "plan.tasks", "plan.calendar"}},
		{"the answers to a request", "plan.decide.", []string{"grant", "refuse"}},
		{"the rules of plans", "plan.rule.", []string{"1", "2", "3", "1.is", "2.is", "3.is"}},
		{"every column of a table of tasks", "plan.import.column.", words(plan.Columns())},
		{"every column that an export adds", "plan.export.", []string{"state", "doneOn", "evidence", "progress"}},
		{"every flaw of a file with a table", "plan.file.", words([]docx.Flaw{docx.NotDocument, docx.Locked, docx.Broken, docx.TooLarge, docx.BrokenTable, docx.MergedDown, docx.TableInTable})},
		{"every day of a week", "plan.weekday.", []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}},
		{"every figure of plans", "figure.plan.tasks.", []string{"done", "late", "soon", "carried"}},
		{"every list of plans", "list.plan.", []string{"plans", "plans.number", "plans.date", "plans.title", "tasks", "tasks.plan", "tasks.task", "tasks.deliverable", "tasks.unit", "tasks.due", "tasks.state"}},
		{"every kind of feedback", "feedback.kind.", words(feedback.Kinds())},
		{"every kind of feedback, at length", "feedback.kind.", withEnd(words(feedback.Kinds()), ".text")},
		{"every state of a feedback", "feedback.state.", words(feedback.States())},
		{"every fact of a feedback", "feedback.fact.", feedback.FactKinds()},
		{"every deed on a feedback, in a refusal too", "feedback.act.", words(feedback.Deeds())},
		{"every ground of refusing a feedback", "feedback.ground.", words(feedback.Grounds())},
		{"every finding of an answer", "feedback.outcome.", words(feedback.Outcomes())},
		{"every limit", "feedback.stage.", words(feedback.Stages())},
		{"how a limit was kept", "feedback.standing.", words([]deadline.Standing{deadline.Early, deadline.OnTime, deadline.Late})},
		{"every way in", "feedback.channel.", words([]feedback.Channel{feedback.ByWeb, feedback.ByPhone, feedback.ByMail})},
		{"every text of a feedback that is required", "feedback.required.", []string{"content", "name", "address", "phone", "reason", "unit", "to", "evidence", "outcome", "answer", "title"}},
		{"every criterion of a rating", "rating.criterion.", criteria("", ".0", ".1", ".2")},
		{"every overall answer", "rating.overall.", []string{"1", "2", "3", "4", "5"}},
		{"everything ratings are summed up by", "rating.by.", words([]feedback.Group{feedback.ByUnit, feedback.ByProcedure, feedback.ByOfficer})},
		{"every type of document", "register.kind.", documentKinds()},
		{"every state of a document", "register.state.", words(register.States())},
		{"every degree of urgency", "register.urgency.", words(register.Urgencies())},
		{"every degree of secrecy", "register.secrecy.", words(register.Secrecies())},
		{"every authority to sign", "register.authority.", words(register.Authorities())},
		{"everything a document is linked to", "register.link.", words(register.LinkKinds())},
		{"every date of a document", "register.stage.", words(register.Stages())},
		{"every fact of a document", "register.fact.", register.FactKinds()},
		{"every deed on a document, in a refusal too", "register.act.", words(register.Deeds())},
		{"every text of a document that is required", "register.required.", []string{"subject", "sender", "date", "receivedOn", "signedOn", "signer", "sign", "recipients", "unit", "way", "reason", "answer", "target"}},
		{"everything wrong with a number and sign", "register.sign.", []string{"missing", "long", "slash", "slashes", "number", "digits", "nought", "large", "year", "dash", "letter", "agency", "mark", "ended", "type"}},
		{"every status of a directive", "directive.status.", words(directive.Statuses())},
		{"every stage of a directive", "directive.stage.", []string{"open", "asking", "returned", "reported", "done", "withdrawn"}},
		{"every deed on a directive, in a refusal too", "directive.act.", words(directive.Deeds())},
		{"every deed on a directive, on its button", "directive.submit.", append(words(directive.Deeds()), "new")},
		{"every deed on a directive, when it is done", "directive.done.", append(words(directive.Deeds()), "new")},
		{"the other answer to a deed on a directive", "directive.decline.", []string{"decide"}},
		{"every page about directives", "directive.", []string{"nav", "new", "new.lead", "about", "title"}},
		{"every page about inspections", "inspection.", []string{"nav", "new", "new.lead", "about", "title"}},
		{"every rule of inspections", "inspection.rule.", []string{"1", "1.is"}},
		{"every deed on an inspection, when it is done", "inspection.done.", append(words(inspection.Deeds()), "new")},
		{"every fact of a directive", "directive.fact.", append(slices.Sorted(maps.Keys(directive.Codec())), "granted", "urged.soon", "urged.late")},
		{"every column of directives", "directive.column.", []string{"nr", "order", "source", "number", "date", "issuer", "title", "unit", "supporting", "due", "was", "given", "state", "result", "document", "dossier"}},
		{"every question about directives", "directive.field.", []string{"order", "unit", "by", "issuer", "number", "date", "title", "supporting", "text", "files", "day", "reason", "note"}},
		{"every hint about directives", "directive.hint.", []string{"by", "issuer", "number"}},
		{"every rule of directives", "directive.rule.", []string{"1", "1.is", "2", "2.is", "3", "3.is"}},
		{"every text of a directive that is required", "directive.required.", []string{"order", "issuer", "reason", "text"}},
		{"every figure of directives", "figure.directive.", []string{"total", "done", "doneLate", "open", "overdue", "undated", "extended"}},
		{"the list of directives", "list.directive.directives", []string{"", ".number", ".date", ".issuer", ".order", ".unit", ".due", ".state"}},
		{"every stage of an inspection", "inspection.stage.", words(inspection.Stages())},
		{"every kind of finding", "inspection.kind.", words(inspection.FindingKinds())},
		{"every kind of finding, counted", "inspection.found.", words(inspection.FindingKinds())},
		{"every role in a team", "inspection.role.", words([]inspection.Role{inspection.Leader, inspection.Secretary, inspection.Member})},
		{"every deed on an inspection, in a refusal too", "inspection.act.", words(inspection.Deeds())},
		{"what a deed on an inspection is", "inspection.what.", words(inspection.Deeds())},
		{"every fact of an inspection", "inspection.fact.", slices.Sorted(maps.Keys(inspection.Codec()))},
		{"every part of the page of an inspection", "inspection.section.", []string{"team", "programme", "figures", "sample", "checklist", "findings", "minutes", "todo", "uses"}},
		{"every column of inspections", "inspection.column.", []string{"title", "plan", "decision", "scope", "units", "form", "begins", "period", "findings", "state", "name", "role", "day", "what", "unit", "received", "resolved", "late", "days", "why", "criterion", "result", "note", "kind", "text", "causes"}},
		{"every question about inspections", "inspection.field.", []string{"title", "scope", "units", "form", "plan", "planDate", "begins", "from", "to", "decision", "decisionDate", "leader", "secretary", "members", "programme", "count", "seed", "text", "met", "note", "kind", "unit", "causes", "daysMin", "daysMax", "number", "date", "files", "order", "by", "use"}},
		{"every hint about inspections", "inspection.hint.", []string{"members", "programme", "causes", "seed", "note", "use"}},
		{"everything of an inspection that is required", "inspection.required.", []string{"title", "scope", "plan", "units", "day", "decision", "leader", "text", "note", "kind", "causes", "files", "use"}},
		{"every figure of inspections", "figure.inspection.", []string{"count", "units", "met", "shortcomings", "violations", "recommendations", "recommendations.done", "lateDossiers", "lateDays.min", "lateDays.max"}},
		{"the lists of inspections", "list.inspection.", []string{"inspections", "inspections.plan", "inspections.decision", "inspections.title", "inspections.units", "inspections.begins", "inspections.form", "inspections.uses", "findings", "findings.title", "findings.unit", "findings.kind", "findings.text", "findings.causes"}},
		{"the page that a notice of a record leads to", "", []string{"directive.nav"}},
		{"every group of a search", "search.group.", []string{"dossiers", "people", "procedures", "papers"}},
		{"every group of a search, when there is more", "search.group.", withEnd([]string{"dossiers", "people", "procedures", "papers"}, ".more")},
		{"every group of records in a search", "search.group.", []string{"plan", "task", "directive", "inspection", "publication", "legal"}},
		{"every group of records in a search, when there is more", "search.group.", withEnd([]string{"plan", "task", "directive", "inspection", "publication", "legal"}, ".more")},
		{"both directions of a document in a search", "search.direction.", []string{string(register.In), string(register.Out)}},
		{"every group of a search", "search.group.", []string{"dossiers", "people", "procedures", "papers", "documents"}},
		{"every group of a search, when there is more", "search.group.", withEnd([]string{"dossiers", "people", "procedures", "papers", "documents"}, ".more")},
		{"everything somebody comes to the desk for", "counter.service.", words(counter.Services())},
		{"every priority in the queue", "counter.priority.", words(counter.Priorities())},
		{"every state of a number that waits no more", "counter.state.", words([]counter.State{counter.Called, counter.Served, counter.Missed})},
		{"every state in which a number is at no counter", "counter.queue.not.", words([]counter.State{counter.Waiting, counter.Served, counter.Missed})},
		{"every step at a counter", "counter.queue.", []string{"recall", "recall.done", "done", "done.done", "missed", "missed.done", "move.done"}},
		{"every half of a day", "counter.half.", words(counter.Halves())},
		{"every day of the week", "counter.weekday.", []string{"0", "1", "2", "3", "4", "5", "6"}},
		{"every page of a batch", "counter.passOn", []string{"", ".lead", ".ready", ".already", ".do", ".done"}},
		{"the other page of a batch", "counter.takeIn", []string{"", ".lead", ".ready", ".already", ".do", ".done"}},
		{"every basis of reporting periods", "report.basis.", []string{string(report.ND09), string(report.CV581)}},
		{"what figures are held against", "figures.against.", []string{"nam-truoc", "ky-truoc", "khong"}},
		{"every level of service", "figures.level.", []string{"full", "partial", "information", "none"}},
		{"every line of form II.07b", "figures.07b.", []string{"all", "full", "partial", "information", "none", "oneStop", "joint", "internal"}},
		{"every form as a file", "figures.file.", []string{"06a.xlsx", "06a.pdf", "07b.xlsx", "07b.pdf"}},
		{"every figure of dossiers", "figure.", office.DossierFigures()},
		{"every figure of dossiers, a year before", "figure.", withEnd(office.DossierFigures(), ".lastYear")},
		{"every column of the table by field", "list.dossier.byField.", append([]string{"field"}, words(report.Columns())...)},
		{"the table by field", "list.", []string{"dossier.byField"}},
		{"everything figures are grouped by", "report.group.", words(report.Groups())},
		{"every column of a list", "work.column.", office.ListColumns(identity.CommandLine())},
		{"every column of an export", "export.column.", []string{"code", "procedure", "procedureName", "applicant", "identifier", "channel", "received", "due", "standing", "holder", "person", "status", "step", "ended"}},
		{"every act on many rows", "bulk.", []string{office.BulkAssign, office.BulkRemind, office.BulkSheets}},
		{"every act on many rows, as it will be done", "bulk.will.", []string{office.BulkAssign, office.BulkRemind, "to", "from"}},
		{"every act on many rows, on its button", "bulk.do.", []string{office.BulkAssign, office.BulkRemind}},
		{"why a dossier has no sheet of a kind", "bulk.sheets.none.", words(office.SheetsOfMany())},
		{"every kind of task", "task.kind.", office.TaskKinds()},
		{"every state of a task", "task.state.", office.TaskStates()},
		{"what is taken back", "task.undo.says.", []string{office.TaskBulk, office.TaskImport}},
		{"every column of an import", "import.column.", importColumns()},
		{"what every column of an import holds", "import.about.", importColumns()},
		{"an example of every column of an import", "import.example.", importColumns()},
	}
	cat := load(t)
	for _, test := range tests {
		for _, value := range test.values {
			for _, lang := range []string{message.Vietnamese, message.English} {
				if key := test.prefix + value; !cat.In(lang).Has(key) {
					t.Errorf("%s: %s has no sentence in %s", test.reason, key, lang)
				}
			}
		}
	}
}

// TestEveryLetterHasItsWords: in both languages each kind has a name and words
// that its staff could have written, and a short text that fits one SMS with
// sample values and the address to read on at.
func TestEveryLetterHasItsWords(t *testing.T) {
	cat := load(t)
	for _, lang := range []string{message.Vietnamese, message.English} {
		p := cat.In(lang)
		for _, k := range letter.Kinds() {
			if !p.Has("letter.kind." + k.ID) {
				t.Errorf("%s %s has no name", lang, k.ID)
			}
			var places []any
			for _, name := range k.Names {
				places = append(places, name, letter.Place(name))
			}
			subject, body, short := k.Keys()
			for _, key := range []string{subject, body, short} {
				if !p.Has(key) {
					t.Errorf("%s has no sentence in %s", key, lang)
				}
			}
			words, err := k.Read(letter.Wording{Subject: p.T(subject, places...), Body: p.T(body, places...), Short: p.T(short, places...)})
			if err != nil {
				t.Errorf("%s %s: %v", lang, k.ID, err)
			}
			if words.Short != p.T(short, places...) {
				t.Errorf("%s %s: the short text has marks: %s", lang, k.ID, p.T(short, places...))
			}
			filled := words.Fill(func(name string) string {
				return map[string]string{"Due": "06/06/2022 08:30", "Agency": "So Tai nguyen va Moi truong", "Amount": "1.250.000", "Key": "BCDFGH", "Count": "2"}[name] +
					map[string]string{"Code": "H57.16-220606-0001", "Dossier": "H57.16-220606-0001"}[name]
			})
			if n := len(filled.Short + " https://motcua.example.vn/t/H57.16-220606-0001/BCDFGH"); n > 160 {
				t.Errorf("%s %s: %d characters of a short message: %s", lang, k.ID, n, filled.Short)
			}
		}
		for _, state := range []store.WayState{store.WayWaiting, store.WaySending, store.WaySent, store.WayFailed, store.WayDigest, store.WayInside, store.WayKept} {
			if !p.Has("letter.state." + string(state)) {
				t.Errorf("the state %s has no sentence in %s", state, lang)
			}
		}
		for _, ch := range letter.Channels() {
			if !p.Has("letter.channel." + string(ch)) {
				t.Errorf("the channel %s has no sentence in %s", ch, lang)
			}
		}
		for _, pace := range letter.Paces() {
			if !p.Has("letter.choice." + string(pace)) {
				t.Errorf("the pace %s has no sentence in %s", pace, lang)
			}
		}
	}
}

// TestEveryRefusalOfTheRoomsHasItsSentence follows the keys that the rooms hand
// to helpers of their own: refused(key), notFound(err, key).
func TestEveryRefusalOfTheRoomsHasItsSentence(t *testing.T) {
	p := load(t).In(message.Vietnamese)
	found := 0
	for _, file := range goFiles(t) {
		if !strings.Contains(file, "/dossier/") && !strings.Contains(file, "/internal/store/") || strings.Contains(file, "/web/") {
			continue
		}
		for key, position := range keysOf(t, file, map[string]int{"refused": 0, "notFound": 1}) {
			found++
			if !strings.HasSuffix(key, ".") && !p.Has(key) {
				t.Errorf("%s: the key %s has no sentence", position, key)
			}
		}
	}
	if found < 10 {
		t.Errorf("found %d keys: the search is broken", found)
	}
}

func withEnd(values []string, end string) []string {
	for i := range values {
		values[i] += end
	}
	return values
}

// criteria are the keys of every criterion, with each end.
func criteria(ends ...string) []string {
	var keys []string
	for _, c := range feedback.AllCriteria() {
		for _, end := range ends {
			keys = append(keys, c.ID+end)
		}
	}
	return keys
}

func words[S ~string](values []S) []string {
	list := make([]string, 0, len(values))
	for _, v := range values {
		list = append(list, string(v))
	}
	return list
}

func drafts() []string {
	return words([]dossier.DraftStage{dossier.DraftSubmitted, dossier.DraftInitialled, dossier.DraftApproved, dossier.DraftReleased, dossier.DraftBack})
}

func documentKinds() []string {
	var ids []string
	for _, k := range register.Kinds() {
		ids = append(ids, k.ID)
	}
	return ids
}

func importColumns() []string {
	var ids []string
	for _, c := range dossier.ImportColumns() {
		ids = append(ids, c.ID)
	}
	return ids
}

func indicators() []string {
	var ids []string
	for _, i := range score.Indicators() {
		ids = append(ids, i.ID)
	}
	return ids
}

// fieldsOf are the fields that the log keeps of a content, besides its kind.
func fieldsOf[C any]() []string {
	var names []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[C]()) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "kind" {
			names = append(names, name)
		}
	}
	return names
}
