package message_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"motcua/catalogue"
	"motcua/claim"
	"motcua/counter"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/event"
	"motcua/feedback"
	"motcua/finance"
	"motcua/identity"
	"motcua/interagency"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/store"
	"motcua/letter"
	"motcua/record"
	"motcua/register"
	"motcua/report"
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
		{"every figure of events", "figure.event.", []string{"publicity", "meetings", "workshops", "courses", "attended"}},
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
		{"every name of what was changed that has words of ours", "audit.field.", []string{"name", "title", "posts", "agency", "unit", "role", "active", "id", "new", "changed", "unchanged", "rejected", "warned", "file", "rows", "query", "columns", "format", "note", "versions", "version", "number", "procedure", "process", "legs", "field", "reason", "hash", "term", "fees", "papers", "status"}},
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
		{"every group of a search", "search.group.", []string{"dossiers", "people", "procedures", "papers"}},
		{"every group of a search, when there is more", "search.group.", withEnd([]string{"dossiers", "people", "procedures", "papers"}, ".more")},
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
		{"every act on many rows", "bulk.", []string{office.BulkAssign, office.BulkRemind, office.BulkReceipts}},
		{"every act on many rows, as it will be done", "bulk.will.", []string{office.BulkAssign, office.BulkRemind, office.BulkReceipts, "to", "from"}},
		{"every act on many rows, on its button", "bulk.do.", []string{office.BulkAssign, office.BulkRemind, office.BulkReceipts}},
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
