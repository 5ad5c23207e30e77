package office_test

import (
	"errors"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/internal/officetest"
)

// TestALetterIsSentOnce: however often the jobs run, what is told is told once;
// what is refused for good is left alone until somebody sends it again.
func TestALetterIsSentOnce(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := t.Context()
		view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: "1.009671",
			Applicant: dossier.Party{Kind: "person", Name: "Nguyễn Thị Lan", Identifier: "046185000123", Email: "lan@example.vn"}})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := o.Notify(ctx, job.Notify{Code: view.Code, From: 1, To: 1}); err != nil {
				t.Fatal(err)
			}
		}
		var letters []string
		for _, j := range o.Jobs.Jobs {
			if d, ok := j.(job.Deliver); ok {
				letters = append(letters, d.Letter)
			}
		}
		if len(letters) != 1 {
			t.Fatalf("%d letters are queued, want 1", len(letters))
		}
		greylisted := errors.New("451 try again later")
		o.Post.Answers = []error{greylisted, office.ErrUndeliverable}
		if err := o.Deliver(ctx, letters[0], ""); !errors.Is(err, greylisted) {
			t.Errorf("greylisted: got %v, want it tried again", err)
		}
		if err := o.Deliver(ctx, letters[0], ""); err != nil {
			t.Errorf("refused for good: got %v", err)
		}
		if err := o.Deliver(ctx, letters[0], ""); err != nil || len(o.Post.Sent) != 0 {
			t.Errorf("refused, and tried again: %v", o.Post.Sent)
		}
		if err := o.SendAgain(ctx, o.As("specialist"), letters[0], ""); err == nil {
			t.Error("a specialist sends letters again")
		}
		if err := o.SendAgain(ctx, o.As("office"), letters[0], ""); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := o.Deliver(ctx, letters[0], ""); err != nil {
				t.Fatal(err)
			}
		}
		if len(o.Post.Sent) != 1 {
			t.Fatalf("sent %d times, want once", len(o.Post.Sent))
		}
		m := o.Post.Sent[0]
		if m.To != "lan@example.vn" || !strings.Contains(m.Subject, view.Code) || !strings.Contains(m.Body, "/t/"+view.Code+"/"+view.Key) {
			t.Errorf("sent %+v", m)
		}
		if _, err := o.Letters(ctx, o.As("reception")); err == nil {
			t.Error("the desk reads the log of letters")
		}
		log, err := o.Letters(ctx, o.As("admin"))
		if err != nil || len(log) != 1 || log[0].Email != "l***@example.vn" || log[0].Body != "" {
			t.Errorf("the log shows %+v (%v)", log, err)
		}
	})
}
