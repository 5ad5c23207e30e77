package dossier_test

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/dossier"
)

// TestAskedAgenciesSeeNoContacts: nothing by which a person could be reached or
// found is left anywhere in what an asked agency reads, corrections included.
func TestAskedAgenciesSeeNoContacts(t *testing.T) {
	opened := dossier.Opened{Code: "H57.16-220606-0001", Key: "BCFGHJ", Intake: dossier.Intake{
		Applicant:       dossier.Party{Kind: dossier.PersonParty, Name: "Nguyễn Văn Mẫu", Identifier: "046085001234", Phone: "0905123456", Email: "mau@example.vn"},
		DeliveryAddress: "12 Lê Lợi, Huế",
		Submitter:       dossier.Party{Name: "Trần Thị Mẫu", Identifier: "046185009876", Phone: "0914000111", Email: "tran@example.vn"}}}
	d := &dossier.Dossier{Code: opened.Code, Key: opened.Key, Intake: opened.Intake, Events: []dossier.Event{
		{Seq: 1, Fact: opened},
		{Seq: 2, Fact: dossier.Corrected{Field: "applicant.phone", From: "0905123456", To: "0905123457", Reason: "Ghi nhầm"}},
		{Seq: 3, Fact: dossier.Corrected{Field: "applicant.name", From: "Nguyễn Văn Mậu", To: "Nguyễn Văn Mẫu", Reason: "Ghi nhầm"}},
		{Seq: 4, Fact: dossier.DeliveryChosen{Method: dossier.ByPost, Address: "12 Lê Lợi, Huế"}}}}
	text, err := json.Marshal(d.WithoutContacts())
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"046085001234", "046185009876", "0905123456", "0905123457", "0914000111", "mau@example.vn", "tran@example.vn", "BCFGHJ", "Lê Lợi"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("an asked agency reads %q", secret)
		}
	}
	for _, needed := range []string{"Nguyễn Văn Mẫu", "Nguyễn Văn Mậu", "H57.16-220606-0001"} {
		if !strings.Contains(string(text), needed) {
			t.Errorf("an asked agency does not read %q", needed)
		}
	}
	if got, want := d.Intake.Applicant.Phone, "0905123456"; got != want {
		t.Errorf("the dossier itself: got telephone %s, want %s", got, want)
	}
}
