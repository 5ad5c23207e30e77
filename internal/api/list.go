package api

import (
	"context"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/office"
)

// DossierQuery filters a list of dossiers.
type DossierQuery struct {
	Status    string `query:"status" doc:"received, processing, consulting, approving, supplementing, resolved, returned, withdrawn or stopped"`
	Standing  string `query:"standing" doc:"early, onTime, late, inTime, dueSoon, overdue or paused"`
	Unit      string `query:"unit" doc:"Id of the unit that holds it"`
	Procedure string `query:"procedure"`
	Q         string `query:"q" doc:"In code, names, identifiers and procedure, with or without diacritics"`
	DueBefore string `query:"dueBefore" doc:"Instant, or a date for the beginning of that day"`
	Paging
}

// Paging asks for one page of a list.
type Paging struct {
	Limit int    `query:"limit" minimum:"0" doc:"50 when left out, 200 at most"`
	After string `query:"after" doc:"The next of the page before"`
}

// DossierLine is a dossier in a list.
type DossierLine struct {
	Code           string        `json:"code"`
	Procedure      ProcedureName `json:"procedure"`
	Field          string        `json:"field"`
	Channel        string        `json:"channel"`
	Applicant      string        `json:"applicant"`
	Status         string        `json:"status"`
	NationalStatus int           `json:"nationalStatus"`
	Holder         Holder        `json:"holder"`
	Task           string        `json:"task"`
	ReceivedAt     Instant       `json:"receivedAt"`
	OriginalDueAt  Instant       `json:"originalDueAt"`
	DueAt          Instant       `json:"dueAt"`
	FinishedAt     Instant       `json:"finishedAt"`
	Standing       string        `json:"standing"`
	Paused         bool          `json:"paused"`
	LateAgency     string        `json:"lateAgency" doc:"Who made it late"`
	Version        int           `json:"version"`
}

func (a *api) listDossiers(ctx context.Context, req *request, in *DossierQuery) (Page[DossierLine], error) {
	before, fault := readDay("dueBefore", in.DueBefore)
	if fault != nil {
		return Page[DossierLine]{}, fault
	}
	page, err := a.office.Dossiers(ctx, req.by, office.Query{Status: dossier.Status(in.Status), Standing: deadline.Standing(in.Standing),
		Unit: in.Unit, Procedure: in.Procedure, Text: in.Q, DueBefore: before, After: in.After, Limit: in.Limit})
	if err != nil {
		return Page[DossierLine]{}, err
	}
	return a.lines(ctx, page)
}

func (a *api) lines(ctx context.Context, page office.Page[dossier.Summary]) (Page[DossierLine], error) {
	b, err := a.office.Book(ctx)
	if err != nil {
		return Page[DossierLine]{}, err
	}
	standing, err := a.office.Standings(ctx)
	if err != nil {
		return Page[DossierLine]{}, err
	}
	items := make([]DossierLine, 0, len(page.Items))
	for _, s := range page.Items {
		items = append(items, lineOf(b, s, standing(s)))
	}
	return pageOf(items, page.Next), nil
}

func lineOf(b *office.Book, s dossier.Summary, standing deadline.Standing) DossierLine {
	return DossierLine{Code: s.Code, Procedure: ProcedureName{Code: s.Procedure, Name: s.ProcedureName, Version: s.Number}, Field: s.Field,
		Channel: string(s.Channel), Applicant: s.Applicant, Status: string(s.Status), NationalStatus: s.Status.National(),
		Holder: holderOf(b, s.Holder), Task: s.Task, ReceivedAt: Instant(s.ReceivedAt), OriginalDueAt: Instant(s.OriginalDue),
		DueAt: Instant(s.Due), FinishedAt: Instant(s.EndedAt), Standing: string(standing), Paused: s.Paused,
		LateAgency: s.LateAgency, Version: s.Version}
}

// readDay reads an instant, or a date as the beginning of that day.
func readDay(field, text string) (time.Time, *motcua.Fault) {
	if day, err := calendar.ParseDate(strings.TrimSpace(text)); err == nil && !day.IsZero() {
		return day.At(0), nil
	}
	return maybeInstant(field, text)
}
