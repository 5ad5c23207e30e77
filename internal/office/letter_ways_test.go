package office_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"motcua"
	"motcua/dossier"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
	"motcua/letter"
)

// eachWithPhones runs a test on an office that also writes to telephones.
func eachWithPhones(t *testing.T, test func(t *testing.T, o *officetest.Office)) {
	t.Helper()
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) {
			test(t, officetest.With(t, engine, "2022-06-06T08:30", officetest.Telephones))
		})
	}
}

func receiveFrom(t *testing.T, o *officetest.Office, in dossier.Intake) *office.View {
	t.Helper()
	in.Procedure = "1.009671"
	in.Applicant.Kind, in.Applicant.Name, in.Applicant.Identifier = "person", "Nguyễn Thị Lan", "046185000123"
	view, err := o.Receive(t.Context(), o.As("reception"), in)
	if err != nil {
		t.Fatal(err)
	}
	return view
}

// queued are the deliveries on the queue from a place on; all runs them.
func queued(o *officetest.Office) (list []job.Deliver) {
	for _, j := range o.Jobs.Jobs {
		if d, ok := j.(job.Deliver); ok {
			list = append(list, d)
		}
	}
	return list
}

func deliver(t *testing.T, o *officetest.Office) {
	t.Helper()
	for _, d := range queued(o) {
		if err := o.Deliver(t.Context(), d.Letter, d.Channel); err != nil {
			t.Fatal(err)
		}
	}
}

func told(t *testing.T, o *officetest.Office, view *office.View) []job.Deliver {
	t.Helper()
	if err := o.Notify(t.Context(), job.Notify{Code: view.Code, From: 1, To: 1}); err != nil {
		t.Fatal(err)
	}
	return queued(o)
}

func TestEightWhoDeliverSendOnce(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		list := told(t, o, receiveFrom(t, o, dossier.Intake{Applicant: dossier.Party{Email: "lan@example.vn"}}))
		if len(list) != 1 {
			t.Fatalf("queued %v", list)
		}
		for _, err := range together(8, func(int) error { return o.Deliver(t.Context(), list[0].Letter, list[0].Channel) }) {
			if err != nil && !errors.Is(err, office.ErrSending) {
				t.Error(err)
			}
		}
		if len(o.Post.Sent) != 1 {
			t.Errorf("delivered by eight: sent %d times", len(o.Post.Sent))
		}
	})
}

func TestEightWhoSendAgainSendOnce(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		list := told(t, o, receiveFrom(t, o, dossier.Intake{Applicant: dossier.Party{Email: "lan@example.vn"}}))
		o.Post.Answers = []error{office.ErrUndeliverable}
		if err := o.Deliver(t.Context(), list[0].Letter, ""); err != nil {
			t.Fatal(err)
		}
		for _, err := range together(8, func(int) error {
			if err := o.SendAgain(t.Context(), o.As("office"), list[0].Letter, "mail"); err != nil {
				return err
			}
			return o.Deliver(t.Context(), list[0].Letter, "mail")
		}) {
			if err != nil && !errors.Is(err, office.ErrSending) {
				t.Error(err)
			}
		}
		if len(o.Post.Sent) != 1 {
			t.Errorf("sent again by eight: sent %d times", len(o.Post.Sent))
		}
	})
}

// TestALetterWhoseTriesHaveRunOut has a button, and so has one whose sender died.
func TestALetterWhoseTriesHaveRunOut(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, office1 := t.Context(), o.As("office")
		list := told(t, o, receiveFrom(t, o, dossier.Intake{Applicant: dossier.Party{Email: "lan@example.vn"}}))
		again := func() bool {
			t.Helper()
			log, err := o.Letters(ctx, office1)
			if err != nil || len(log) != 1 {
				t.Fatalf("the log shows %v (%v)", log, err)
			}
			return log[0].Again[letter.Mail]
		}
		if again() {
			t.Error("a letter that was never tried has a button")
		}
		o.Post.Answers = []error{errors.New("421 shutting down")}
		if err := o.Deliver(ctx, list[0].Letter, ""); err == nil {
			t.Error("a failure that passes is not tried again")
		}
		if !again() {
			t.Error("a letter that was tried and waits has no button")
		}
		err := o.Store.Write(ctx, func(tx *store.Tx) error { // a sender that dies on the way
			_, err := tx.ClaimWay(ctx, list[0].Letter, letter.Mail, o.Now(), o.Now().Add(-time.Hour))
			return err
		})
		if err != nil || again() {
			t.Errorf("a letter that is being sent has a button (%v)", err)
		}
		if err := o.Deliver(ctx, list[0].Letter, ""); !errors.Is(err, office.ErrSending) {
			t.Errorf("got %v, want it looked at later", err)
		}
		o.MoveTo("2022-06-06T08:35")
		if !again() {
			t.Error("a letter whose sender died has no button")
		}
		if err := o.Deliver(ctx, list[0].Letter, ""); err != nil || len(o.Post.Sent) != 1 {
			t.Errorf("a dead sender's letter: sent %d times (%v)", len(o.Post.Sent), err)
		}
		if err := o.SendAgain(ctx, office1, list[0].Letter, ""); err != nil || len(queued(o)) != 1 {
			t.Errorf("a letter that was sent is queued again (%v)", err)
		}
	})
}

func TestTheWaysOfALetter(t *testing.T) {
	for _, test := range []struct {
		reason       string
		email, phone string
		want         string
	}{
		{"e-mail before the telephone", "lan@example.vn", "0905123456", "mail"},
		{"a telephone where there is no e-mail", "", "0905123456", "sms"},
		{"neither: it is read on the pages", "", "", ""},
	} {
		t.Run(test.reason, func(t *testing.T) {
			eachWithPhones(t, func(t *testing.T, o *officetest.Office) {
				view := receiveFrom(t, o, dossier.Intake{Applicant: dossier.Party{Email: test.email, Phone: test.phone}})
				told(t, o, view)
				deliver(t, o)
				var ways []string
				for _, m := range o.Post.Sent {
					ways = append(ways, string(m.Channel))
					if m.Channel == letter.SMS && (m.Body != letter.Plain(m.Body) || len(m.Body) > 160 || !strings.HasSuffix(m.Body, "/t/"+view.Code+"/"+view.Key)) {
						t.Errorf("the short message is %q", m.Body)
					}
				}
				if got := strings.Join(ways, " "); got != test.want {
					t.Errorf("it went by %q, want %q", got, test.want)
				}
			})
		})
	}
}

func TestALetterSpeaksItsReadersLanguage(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		a := o.NewAccount("john@example.vn", "John Smith")
		for _, test := range []struct {
			reason string
			in     dossier.Intake
			choice letter.Choice
			want   string
		}{
			{"nothing is known: Vietnamese", dossier.Intake{}, letter.Choice{}, "đã được tiếp nhận"},
			{"it was sent from the English pages", dossier.Intake{Lang: "en"}, letter.Choice{}, "has been received"},
			{"the account has chosen", dossier.Intake{Account: a.ID}, letter.Choice{Lang: "en"}, "has been received"},
			{"the account has chosen otherwise than the pages", dossier.Intake{Account: a.ID, Lang: "en"}, letter.Choice{Lang: "vi"}, "đã được tiếp nhận"},
		} {
			if err := o.ChooseLetters(t.Context(), a.ID, test.choice); err != nil {
				t.Fatal(err)
			}
			test.in.Applicant.Email = "john@example.vn"
			told(t, o, receiveFrom(t, o, test.in))
			deliver(t, o)
			if last := o.Post.Sent[len(o.Post.Sent)-1]; !strings.Contains(last.Body, test.want) {
				t.Errorf("%s: wrote %q", test.reason, last.Body)
			}
		}
	})
}

// TestADayInOneLetter: what can wait is gathered at 17:00, once; what the law
// has the office send goes at once whatever was chosen.
func TestADayInOneLetter(t *testing.T) {
	eachWithPhones(t, func(t *testing.T, o *officetest.Office) {
		ctx := t.Context()
		a := o.NewAccount("lan@example.vn", "Nguyễn Thị Lan")
		daily := letter.Choice{Paces: map[letter.Channel]letter.Pace{letter.Mail: letter.Daily, letter.Zalo: letter.AtOnce}}
		if err := o.ChooseLetters(ctx, a.ID, daily); err != nil {
			t.Fatal(err)
		}
		var codes []string
		for range 2 {
			view := receiveFrom(t, o, dossier.Intake{Account: a.ID, Applicant: dossier.Party{Email: "lan@example.vn", Phone: "0905123456"}})
			told(t, o, view)
			codes = append(codes, view.Code)
		}
		deliver(t, o)
		if len(o.Post.Sent) != 2 || o.Post.Sent[0].Channel != letter.Zalo {
			t.Fatalf("at once went %+v, want two by Zalo", o.Post.Sent)
		}
		rounds := func() {
			t.Helper()
			for _, err := range together(8, func(int) error { return o.SendDigests(ctx) }) {
				if err != nil {
					t.Fatal(err)
				}
			}
			deliver(t, o)
		}
		rounds()
		if len(o.Post.Sent) != 2 {
			t.Errorf("before the end of the day went %+v", o.Post.Sent[2:])
		}
		o.MoveTo("2022-06-06T17:05")
		rounds()
		rounds()
		if len(o.Post.Sent) != 3 {
			t.Fatalf("at the end of the day went %d letters, want one", len(o.Post.Sent)-2)
		}
		m := o.Post.Sent[2]
		if !strings.Contains(m.Body, codes[0]) || !strings.Contains(m.Body, codes[1]) || !strings.Contains(m.Subject, "(2)") || m.Unsubscribe == "" {
			t.Errorf("the letter of the day is %+v", m)
		}
		mine, err := o.LettersOf(ctx, a.ID)
		if err != nil || len(mine) != 2 {
			t.Errorf("the account reads %d letters, want the two themselves (%v)", len(mine), err)
		}
	})
}

func TestWhatIsOwedIsSent(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := t.Context()
		a := o.NewAccount("lan@example.vn", "Nguyễn Thị Lan")
		if err := o.ChooseLetters(ctx, a.ID, letter.Choice{Paces: map[letter.Channel]letter.Pace{letter.Mail: letter.Never}}); err != nil {
			t.Fatal(err)
		}
		view := receiveFrom(t, o, dossier.Intake{Account: a.ID, Applicant: dossier.Party{Email: "lan@example.vn"}})
		if list := told(t, o, view); len(list) != 0 {
			t.Errorf("what was not wanted is queued: %v", list)
		}
		_, handover, err := o.HandOver(ctx, o.As("reception"), office.Target{Code: view.Code}, "", "")
		if err == nil {
			_, err = o.Take(ctx, o.As("head"), handover)
		}
		if err == nil {
			_, err = o.Assign(ctx, o.As("head"), office.Target{Code: view.Code}, "specialist", "")
		}
		if err != nil {
			t.Fatal(err)
		}
		_, err = o.AskPapers(ctx, o.As("specialist"), office.Target{Code: view.Code}, "Bản chụp bị mờ", []string{"P02"})
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Notify(ctx, job.Notify{Code: view.Code, From: 2, To: 99}); err != nil {
			t.Fatal(err)
		}
		deliver(t, o)
		if len(o.Post.Sent) != 1 || !strings.Contains(o.Post.Sent[0].Body, "Bản chụp bị mờ") || o.Post.Sent[0].Unsubscribe != "" {
			t.Errorf("went %+v, want the asking for papers alone, with nothing to stop it", o.Post.Sent)
		}
	})
}

func TestWhoOpensTheLinkOfALetterStopsItsKind(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := t.Context()
		told(t, o, receiveFrom(t, o, dossier.Intake{Applicant: dossier.Party{Email: "lan@example.vn"}}))
		deliver(t, o)
		m := o.Post.Sent[0]
		_, token, ok := strings.Cut(m.Unsubscribe, "https://motcua.example.vn/thoi-nhan/")
		if !ok || !strings.Contains(m.Body, m.Unsubscribe) {
			t.Fatalf("the letter has no way to stop it: %+v", m)
		}
		forged := "A" + token[1:]
		if forged == token {
			forged = "B" + token[1:]
		}
		for _, wrong := range []string{"", "x", forged, token[:len(token)-2]} {
			if _, err := o.StopLetters(ctx, wrong); motcua.KindOf(err) != motcua.NotFound {
				t.Errorf("the token %q gets %v", wrong, err)
			}
		}
		for range 2 {
			if ch, err := o.StopLetters(ctx, token); err != nil || ch != letter.Mail {
				t.Errorf("stopped %s: %v", ch, err)
			}
		}
	})
}

func TestTheOfficeKeepsTheWordsOfItsLetters(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, keeper := t.Context(), o.As("office")
		write := func() string {
			t.Helper()
			told(t, o, receiveFrom(t, o, dossier.Intake{Applicant: dossier.Party{Email: "lan@example.vn"}}))
			deliver(t, o)
			return o.Post.Sent[len(o.Post.Sent)-1].Body
		}
		shipped := write()
		draft := office.LetterDraft{Kind: "notice.received", Lang: "vi", Words: letter.Wording{Subject: "Sở báo", Body: "Kính gửi ông/bà, hồ sơ {{.Code}} hẹn trả {{ .Due }}", Short: "Hồ sơ {{.Code}} hẹn {{.Due}}"}}
		if err := o.ChangeLetterText(ctx, o.As("reception"), draft); motcua.KindOf(err) != motcua.Forbidden {
			t.Errorf("the desk changes the words: %v", err)
		}
		for _, wrong := range []struct {
			reason, field string
			words         letter.Wording
		}{
			{"a value that this letter does not have", "body", letter.Wording{Subject: "a", Body: "{{.Amount}}", Short: "a"}},
			{"more of the template language", "body", letter.Wording{Subject: "a", Body: "{{range .}}", Short: "a"}},
			{"nothing", "subject", letter.Wording{Body: "a", Short: "a"}},
			{"a short text that is long", "short", letter.Wording{Subject: "a", Body: "a", Short: strings.Repeat("a", 121)}},
		} {
			bad := draft
			bad.Words = wrong.words
			fault, ok := motcua.AsFault(o.ChangeLetterText(ctx, keeper, bad))
			if !ok || fault.Field != wrong.field {
				t.Errorf("%s: got %v, want a fault on %s", wrong.reason, fault, wrong.field)
			}
		}
		answers := together(8, func(int) error { return o.ChangeLetterText(ctx, keeper, draft) })
		taken := 0
		for _, err := range answers {
			if err == nil {
				taken++
			} else if motcua.KindOf(err) != motcua.Conflict {
				t.Error(err)
			}
		}
		if taken != 1 {
			t.Errorf("eight changes of the same words: %d taken, want one", taken)
		}
		if got := write(); !strings.HasPrefix(got, "Kính gửi ông/bà, hồ sơ H57.") {
			t.Errorf("with the office's words: %q", got)
		}
		texts, err := o.LetterTexts(ctx, keeper, "notice.received")
		if err != nil || !texts[0].Own || texts[0].Words.Short != "Ho so {{.Code}} hen {{.Due}}" || len(texts[0].Changes) != 1 || texts[0].Changes[0].Author == "" || texts[1].Own {
			t.Errorf("the page shows %+v (%v)", texts, err)
		}
		draft.Version = 1
		if err := o.ShipLetterText(ctx, keeper, draft); err != nil {
			t.Fatal(err)
		}
		if got := write(); strings.HasPrefix(got, "Kính gửi") || got[:20] != shipped[:20] {
			t.Errorf("back to the shipped text: %q", got)
		}
		if err := o.Deliver(ctx, queued(o)[1].Letter, ""); err != nil {
			t.Fatal(err)
		}
		l, err := o.Store.Letter(ctx, queued(o)[1].Letter)
		if err != nil || !strings.HasPrefix(l.Body, "Kính gửi") {
			t.Errorf("a letter that was written has changed its words: %q (%v)", l.Body, err)
		}
	})
}
