package message_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/feedback"
	"motcua/identity"
	"motcua/interagency"
	"motcua/internal/message"
	"motcua/report"
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
		{"every status, as a tag", "dossier.status.", words(dossier.Statuses())},
		{"every status that is an end, as a refusal", "dossier.closed.", words(closed)},
		{"every text that is required", "dossier.required.", []string{"name", "reason", "content", "receivedBy", "to", "procedure"}},
		{"every outcome", "dossier.outcome.", words([]dossier.Outcome{dossier.Granted, dossier.Refused, dossier.Withdrawn, dossier.Stopped})},
		{"every way of receiving the result", "dossier.delivery.", []string{dossier.AtCounter, dossier.ByPost, dossier.Electronic}},
		{"every way of submitting", "dossier.channel.", words([]catalogue.ChannelKind{catalogue.InPerson, catalogue.Online, catalogue.Postal})},
		{"every view of an agency", "dossier.view.", words([]interagency.View{interagency.Agree, interagency.AgreeWithConditions, interagency.Disagree})},
		{"every standing", "dossier.standing.", words([]deadline.Standing{deadline.Early, deadline.OnTime, deadline.Late,
			deadline.InTime, deadline.DueSoon, deadline.Overdue, deadline.Paused})},
		{"every kind of party", "dossier.party.", []string{dossier.PersonParty, dossier.OrganizationParty}},
		{"every errand", "dossier.errand.", words([]dossier.ErrandKind{dossier.ErrandTake, dossier.ErrandAnswer, dossier.ErrandDecide})},
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
		{"every letter about a feedback", "letter.", letters("feedback.received", "feedback.refused", "feedback.more", "feedback.transferred", "feedback.answered", "rating.invited")},
		{"everything figures are grouped by", "report.group.", words([]report.Group{report.ByField, report.ByProcedure, report.ByUnit, report.ByChannel})},
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

// letters are the keys of the parts of each letter.
func letters(kinds ...string) []string {
	var keys []string
	for _, kind := range kinds {
		keys = append(keys, kind+".subject", kind+".body", kind+".short")
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
