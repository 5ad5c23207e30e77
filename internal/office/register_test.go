package office_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/register"
)

func day(year, month, d int) calendar.Date {
	return calendar.Date{Year: year, Month: time.Month(month), Day: d}
}

// signed is a report signed on the sixth of June.
func signed() register.Outgoing {
	return register.Outgoing{Content: register.Content{Kind: "report", Subject: "Báo cáo cải cách hành chính sáu tháng"}, Sign: "SKHĐT", Unit: "vanphong",
		SignedOn: day(2022, 6, 6), Signer: "Phan Quốc Hưng", Position: "Phó Giám đốc", Authority: register.ForHead, Recipients: "UBND tỉnh; Sở Nội vụ"}
}

// came is an official letter that came on the sixth of June.
func came() register.Incoming {
	return register.Incoming{Content: register.Content{Symbol: "188/snv – cchc", Date: day(2022, 6, 3), Subject: "V/v báo cáo cải cách hành chính"}, Sender: "Sở Nội vụ"}
}

func TestTwentyAtOnceGetTwentyNumbers(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		clerk := o.As("office")
		var wait sync.WaitGroup
		var mu sync.Mutex
		var got, arrived []int
		for i := range 20 {
			wait.Add(2)
			go func() {
				defer wait.Done()
				v, err := o.NumberDocument(context.Background(), clerk, signed())
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Errorf("number: %v", err)
					return
				}
				got = append(got, v.Number)
			}()
			go func() {
				defer wait.Done()
				in := came()
				in.Symbol = fmt.Sprintf("%d/SNV-CCHC", i+1)
				v, err := o.EnterDocument(context.Background(), clerk, in)
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Errorf("enter: %v", err)
					return
				}
				arrived = append(arrived, v.Number)
			}()
		}
		wait.Wait()
		for _, list := range [][]int{got, arrived} {
			slices.Sort(list)
			for i := range list {
				if list[i] != i+1 {
					t.Fatalf("numbers: got %v, want 1 to 20 without gap or double", list)
				}
			}
			if len(list) != 20 {
				t.Errorf("%d numbers, want 20", len(list))
			}
		}
	})
}

func TestSeriesOfNumbers(t *testing.T) {
	officetest.Each(t, "2022-12-30T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, clerk := t.Context(), o.As("office")
		give := func(change func(*register.Outgoing)) (string, error) {
			out := signed()
			change(&out)
			v, err := o.NumberDocument(ctx, clerk, out)
			if err != nil {
				return "", err
			}
			return v.Symbol, nil
		}
		letter := func(out *register.Outgoing) { out.Content.Kind, out.UnitSign = register.OfficialLetter, "VP" }
		for _, test := range []struct {
			reason string
			change func(*register.Outgoing)
			want   string // the sign, or the key of the refusal
		}{
			{"the first report of the year", func(*register.Outgoing) {}, "01/BC-SKHĐT"},
			{"a letter counts apart", letter, "01/SKHĐT-VP"},
			{"a secret report counts apart", func(out *register.Outgoing) { out.Secrecy = register.Secret }, "01/BC-SKHĐT"},
			{"the number it has from the paper book", func(out *register.Outgoing) { out.Number = 2181 }, "2181/BC-SKHĐT"},
			{"the next follows the largest", func(*register.Outgoing) {}, "2182/BC-SKHĐT"},
			{"a number that is used", func(out *register.Outgoing) { out.Number = 2181 }, "register.number.taken"},
			{"one that was left free is entered later", func(out *register.Outgoing) { out.Number = 7 }, "07/BC-SKHĐT"},
			{"and moves nothing", func(*register.Outgoing) {}, "2183/BC-SKHĐT"},
			{"a document of last year takes no number of this one", func(out *register.Outgoing) { out.Date, out.SignedOn = day(2021, 12, 30), day(2021, 12, 30) }, "register.number.oldYear"},
			{"it is entered with its own", func(out *register.Outgoing) {
				out.Date, out.SignedOn, out.Number = day(2021, 12, 30), day(2021, 12, 30), 4999
			}, "4999/BC-SKHĐT"},
			{"dated in the future", func(out *register.Outgoing) { out.Date = day(2022, 12, 31) }, "register.future"},
			{"signed after its date", func(out *register.Outgoing) { out.Date = day(2022, 6, 3) }, "register.signed.after"},
			{"signed in the future", func(out *register.Outgoing) { out.SignedOn = day(2023, 1, 1) }, "register.future"},
			{"without a signer", func(out *register.Outgoing) { out.Signer = " " }, "register.required.signer"},
			{"a law is not ours to issue", func(out *register.Outgoing) { out.Content.Kind = "law" }, "register.choose.kind"},
			{"a type that has ended", func(out *register.Outgoing) { out.Content.Kind = "certificate" }, "register.kind.ended"},
			{"a sign with a slash", func(out *register.Outgoing) { out.Sign = "SKHĐT/X" }, "register.sign.letter"},
			{"no such unit", func(out *register.Outgoing) { out.Unit = "nowhere" }, "register.unit.unknown"},
			{"no such reader", func(out *register.Outgoing) { out.Secrecy, out.Readers = register.Secret, []string{"stnmt"} }, "register.person.unknown"},
			{"refusals use up no number", func(*register.Outgoing) {}, "2184/BC-SKHĐT"},
		} {
			got, err := give(test.change)
			if fault, ok := motcua.AsFault(err); ok {
				got = fault.Text.Key
			} else if err != nil {
				t.Fatalf("%s: %v", test.reason, err)
			}
			if got != test.want {
				t.Errorf("%s: got %s, want %s", test.reason, got, test.want)
			}
		}
		o.MoveTo("2023-01-03T08:30")
		out := signed()
		out.SignedOn, out.Date = day(2023, 1, 3), day(2023, 1, 3)
		if v, err := o.NumberDocument(ctx, clerk, out); err != nil || v.Symbol != "01/BC-SKHĐT" {
			t.Errorf("a new year begins with 01: got %v (%v)", v, err)
		}
	})
}

func TestLifeOfAnOutgoingDocument(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, clerk := t.Context(), o.As("office")
		first, err := o.NumberDocument(ctx, clerk, signed())
		check(t, "number", err)
		urgent := signed()
		urgent.Urgency = register.Express
		quick, err := o.NumberDocument(ctx, clerk, urgent)
		check(t, "number", err)
		if got, want := first.Clock.Due, officetest.Moment(t, "2022-06-07T17:30"); !got.Equal(want) {
			t.Errorf("to be issued by %v, want %v", got, want)
		}
		if got, want := quick.Clock.Due, officetest.Moment(t, "2022-06-06T17:30"); !got.Equal(want) {
			t.Errorf("the express one by %v, want %v", got, want)
		}
		replacement := signed()
		replacement.Replaces = first.ID
		if _, err := o.NumberDocument(ctx, clerk, replacement); keyOf(t, err) != "register.replace.unreleased" {
			t.Errorf("what has not left is not replaced: %v", err)
		}
		o.MoveTo("2022-06-08T08:30")
		overdue, err := o.Documents(ctx, clerk, office.DocumentQuery{Direction: register.Out, Overdue: true})
		check(t, "overdue", err)
		if got, want := len(overdue.Items), 2; got != want {
			t.Errorf("overdue: got %d, want %d", got, want)
		}
		_, err = o.ReleaseDocument(ctx, clerk, office.DocumentTarget{ID: first.ID}, "trục liên thông", "")
		check(t, "release", err)
		if _, err = o.ReleaseDocument(ctx, clerk, office.DocumentTarget{ID: first.ID}, "trục liên thông", ""); keyOf(t, err) != "register.closed" {
			t.Errorf("released twice: %v", err)
		}
		_, err = o.CancelDocument(ctx, clerk, office.DocumentTarget{ID: quick.ID}, "ký nhầm")
		check(t, "cancel", err)
		plan := replacement
		plan.Content.Kind = "plan"
		if _, err := o.NumberDocument(ctx, clerk, plan); keyOf(t, err) != "register.replace.kind" {
			t.Errorf("a report is replaced by a report: %v", err)
		}
		second, err := o.NumberDocument(ctx, clerk, replacement)
		check(t, "replace", err)
		if got, want := second.Number, 3; got != want {
			t.Errorf("a number that was cancelled, or refused: got %d next, want %d", got, want)
		}
		correction := signed()
		correction.Content.Kind, correction.Corrects = register.OfficialLetter, first.ID
		if _, err := o.NumberDocument(ctx, clerk, correction); keyOf(t, err) != "register.replace.twice" {
			t.Errorf("what was replaced is not put right: %v", err)
		}
		old, err := o.Document(ctx, clerk, first.ID)
		check(t, "read", err)
		if got, want := old.ReplacedBy.Symbol, "03/BC-SKHĐT"; got != want {
			t.Errorf("replaced by %q, want %q", got, want)
		}
		if !old.Clock.Late {
			t.Error("what left two days later was late")
		}
		list, err := o.Documents(ctx, clerk, office.DocumentQuery{Direction: register.Out, State: register.Cancelled})
		check(t, "list", err)
		if len(list.Items) != 1 || list.Items[0].Symbol != "02/BC-SKHĐT" {
			t.Errorf("the cancelled number is not in the book: %v", list.Items)
		}
		if broken, err := o.Store.CheckDocumentChain(ctx, first.ID); err != nil || broken != 0 {
			t.Errorf("the chain breaks at %d (%v)", broken, err)
		}
		seen, err := o.Inspect(ctx, identity.CommandLine(), 10, nil)
		check(t, "inspect", err)
		if len(seen.Findings) != 0 {
			t.Errorf("the inspection finds %v", seen.Findings)
		}
	})
}

func TestLifeOfAnIncomingDocument(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, clerk := t.Context(), o.As("office")
		v, err := o.EnterDocument(ctx, clerk, came())
		check(t, "enter", err)
		if got, want := v.Symbol, "188/SNV-CCHC"; got != want {
			t.Errorf("written %q, want %q", got, want)
		}
		_, err = o.EnterDocument(ctx, clerk, came())
		if fault, _ := motcua.AsFault(err); fault == nil || fault.Text.Key != "register.again" || fault.Text.Args["Number"] != "1" {
			t.Errorf("entered twice: %v", err)
		}
		again := came()
		again.Again = "bản giấy đến sau bản điện tử"
		if second, err := o.EnterDocument(ctx, clerk, again); err != nil || second.Number != 2 {
			t.Errorf("entered again with a reason: %v", err)
		}
		for reason, change := range map[string]func(*register.Incoming){
			"symbol:register.sign.slash":          func(in *register.Incoming) { in.Symbol = "không số" },
			"date:register.future":                func(in *register.Incoming) { in.Date = day(2022, 6, 7) },
			"date:register.number.year":           func(in *register.Incoming) { in.Symbol = "30/2020/NĐ-CP" },
			"receivedOn:register.received.before": func(in *register.Incoming) { in.ReceivedOn = day(2022, 6, 2) },
			"sender:register.required.sender":     func(in *register.Incoming) { in.Sender = "" },
			"subject:register.required.subject":   func(in *register.Incoming) { in.Subject = "" },
			"files:document.unknown":              func(in *register.Incoming) { in.Files = []string{"x"} },
		} {
			in := came()
			change(&in)
			_, err := o.EnterDocument(ctx, clerk, in)
			fault, ok := motcua.AsFault(err)
			if !ok || fault.Field+":"+fault.Text.Key != reason {
				t.Errorf("%s: got %v", reason, err)
			}
		}
		free := came()
		free.Symbol, free.AsWritten = "Giấy mời 5", true
		if third, err := o.EnterDocument(ctx, clerk, free); err != nil || third.Symbol != "Giấy mời 5" || third.Number != 3 {
			t.Errorf("as written: %v", err)
		}
		target := office.DocumentTarget{ID: v.ID}
		for reason, limit := range map[string]register.Limit{
			"register.limit.past": {Day: day(2022, 6, 3)}, "register.limit.off": {Day: day(2022, 6, 11)}, "register.limit.both": {Day: day(2022, 6, 10), Term: deadline.Days(2)},
		} {
			if _, err := o.AssignDocument(ctx, clerk, target, register.Holder{Unit: "ktdn"}, limit, ""); keyOf(t, err) != reason {
				t.Errorf("%s: got %v", reason, err)
			}
		}
		if _, err := o.AssignDocument(ctx, clerk, target, register.Holder{Unit: "ktdn", Person: "cv.dkkd"}, register.Limit{}, ""); keyOf(t, err) != "register.person.unknown" {
			t.Errorf("a person of another unit: %v", err)
		}
		got, err := o.AssignDocument(ctx, o.As("director"), target, register.Holder{Unit: "ktdn", Person: "cv.ktdn"}, register.Limit{Term: deadline.Days(3)}, "tham mưu")
		check(t, "assign", err)
		if want := officetest.Moment(t, "2022-06-09T17:30"); !got.Clock.Due.Equal(want) || len(got.Clock.Steps) == 0 {
			t.Errorf("due %v, want %v with its steps", got.Clock.Due, want)
		}
		_, err = o.PassDocument(ctx, o.As("cv.ktdn"), target, register.Holder{Unit: "dkkd", Person: "cv.dkkd"}, "thuộc phòng bạn")
		check(t, "pass on", err)
		if _, err := o.CompleteDocument(ctx, o.As("cv.ktdn"), target, "xong", ""); motcua.KindOf(err) != motcua.Forbidden {
			t.Errorf("who passed it on deals with it still: %v", err)
		}
		out, err := o.NumberDocument(ctx, clerk, func() register.Outgoing { out := signed(); out.Unit = "dkkd"; return out }())
		check(t, "number", err)
		if _, err := o.CompleteDocument(ctx, o.As("cv.dkkd"), target, "đã trả lời", "99/BC-SKHĐT"); keyOf(t, err) != "register.reply.unknown" {
			t.Errorf("an answer that is not there: %v", err)
		}
		done, err := o.CompleteDocument(ctx, o.As("cv.dkkd"), target, "đã trả lời", "1/bc-skhđt")
		check(t, "complete", err)
		if done.Reply.ID != out.ID || done.State != register.Completed || done.Clock.Late {
			t.Errorf("completed: %+v", done.Reply)
		}
		_, err = o.LinkDocument(ctx, clerk, target, register.Link{Kind: register.ToDossier, Target: "H57.16-220606-9999"})
		if keyOf(t, err) != "register.dossier.unknown" {
			t.Errorf("a link to no dossier: %v", err)
		}
		_, err = o.LinkDocument(ctx, clerk, target, register.Link{Kind: register.ToTask, Target: "NV-2022-15"})
		check(t, "link", err)
	})
}

// TestSecretDocumentsAreNotThereForOthers: who is not named finds a secret
// document in no list, no count, no search, no export, by no address; its files
// are not there either.
func TestSecretDocumentsAreNotThereForOthers(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, clerk := t.Context(), o.As("office")
		file, err := o.KeepFile(ctx, office.Hand{By: clerk, Name: "mat.pdf", Body: strings.NewReader("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")})
		check(t, "keep file", err)
		in := came()
		in.Secrecy, in.Readers, in.Files, in.Subject = register.TopSecret, []string{"director"}, []string{file.ID}, "Phương án tuyệt mật"
		secret, err := o.EnterDocument(ctx, clerk, in)
		check(t, "enter", err)
		plain, err := o.EnterDocument(ctx, clerk, func() register.Incoming { in := came(); in.Sender = "Sở Tài chính"; return in }())
		check(t, "enter", err)
		if plain.Number != 1 || secret.Number != 1 {
			t.Errorf("numbers %d and %d: a secret document counts apart", secret.Number, plain.Number)
		}
		if _, err := o.AssignDocument(ctx, clerk, office.DocumentTarget{ID: secret.ID}, register.Holder{Unit: "ktdn"}, register.Limit{}, ""); keyOf(t, err) != "register.secret.person" {
			t.Errorf("a secret document goes to a person: %v", err)
		}
		_, err = o.AssignDocument(ctx, clerk, office.DocumentTarget{ID: plain.ID}, register.Holder{Unit: "ktdn"}, register.Limit{}, "")
		check(t, "assign", err)
		colleague := identity.Actor{Person: "mai2", Posts: clerk.Posts}
		seen := func(by identity.Actor) (n int) {
			t.Helper()
			q := office.DocumentQuery{Direction: register.In}
			list, err := o.Documents(ctx, by, q)
			if motcua.KindOf(err) == motcua.Forbidden {
				return -1
			}
			check(t, "list", err)
			count, err := o.CountDocuments(ctx, by, q)
			check(t, "count", err)
			exported := 0
			check(t, "export", o.ExportDocuments(ctx, by, q, func(register.Summary) error { exported++; return nil }))
			if count != len(list.Items) || exported != count {
				t.Errorf("%s: list %d, count %d, export %d", by.Person, len(list.Items), count, exported)
			}
			q.Text = "phuong an tuyet mat"
			found, err := o.Documents(ctx, by, q)
			check(t, "search", err)
			_, err = o.Document(ctx, by, secret.ID)
			_, fileErr := o.DocumentFile(ctx, by, secret.ID, file.ID)
			knows := err == nil
			for _, text := range []string{"phuong an tuyet mat", "188/snv-cchc"} { // the one box, which staff without a book may use too
				groups, err := o.Search(ctx, by, text)
				check(t, "search everything", err)
				if has := documentHit(groups, secret.ID); has != knows {
					t.Errorf("%s: the one search box finds it by %q: %v, want %v", by.Person, text, has, knows)
				}
			}
			if knows != (len(found.Items) == 1) || knows != (fileErr == nil) || !knows && motcua.KindOf(err) != motcua.NotFound {
				t.Errorf("%s: the page says %v, the search %d, the file %v", by.Person, err, len(found.Items), fileErr)
			}
			return count
		}
		for who, want := range map[string]int{"office": 2, "director": 2, "cv.ktdn": 1, "cv.dkkd": 0, "specialist": 1, "reception": -1, "admin": -1, "stnmt": -1} {
			if got := seen(o.As(who)); got != want {
				t.Errorf("%s sees %d, want %d", who, got, want)
			}
		}
		if got, want := seen(colleague), 1; got != want {
			t.Errorf("another clerk sees %d, want %d", got, want)
		}
		_, err = o.AssignDocument(ctx, clerk, office.DocumentTarget{ID: secret.ID}, register.Holder{Unit: "dkkd", Person: "cv.dkkd"}, register.Limit{}, "")
		check(t, "assign", err)
		if got, want := seen(o.As("cv.dkkd")), 1; got != want {
			t.Errorf("who was given it sees %d, want %d", got, want)
		}
		if got, want := seen(o.As("tp.dkkd")), 0; got != want {
			t.Errorf("the head who is not named sees %d, want %d", got, want)
		}
	})
}

func TestOnlyTheClerkKeepsTheBooks(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, clerk := t.Context(), o.As("office")
		out, err := o.NumberDocument(ctx, clerk, func() register.Outgoing { out := signed(); out.Unit = "ktdn"; return out }())
		check(t, "number", err)
		in, err := o.EnterDocument(ctx, clerk, came())
		check(t, "enter", err)
		for _, who := range []string{"specialist", "head", "director", "reception", "admin", "stnmt"} {
			by := o.As(who)
			for deed, err := range map[string]error{
				"number":  second(o.NumberDocument(ctx, by, signed())),
				"enter":   second(o.EnterDocument(ctx, by, came())),
				"release": second(o.ReleaseDocument(ctx, by, office.DocumentTarget{ID: out.ID}, "bưu điện", "")),
				"cancel":  second(o.CancelDocument(ctx, by, office.DocumentTarget{ID: in.ID}, "nhầm")),
				"close":   o.CloseBook(ctx, by, office.BookOf{Unit: "ktdn", Year: 2021}),
			} {
				if kind := motcua.KindOf(err); kind != motcua.Forbidden && kind != motcua.NotFound {
					t.Errorf("%s by %s: got %v", deed, who, err)
				}
			}
		}
		_, err = o.ReleaseDocument(ctx, clerk, office.DocumentTarget{ID: out.ID, Expected: 9}, "bưu điện", "")
		if keyOf(t, err) != "register.stale" {
			t.Errorf("a page of before: %v", err)
		}
	})
}

// TestTheDatesOfDocumentsFollowTheCalendar: a day off that is announced later
// moves what is still to be done, in the list and on the page.
func TestTheDatesOfDocumentsFollowTheCalendar(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, clerk := t.Context(), o.As("office")
		v, err := o.NumberDocument(ctx, clerk, signed())
		check(t, "number", err)
		_, err = o.ImportCalendar(ctx, clerk, []byte("date,name,kind,document\n2022-06-07,Nghỉ bão,holiday,QĐ 1\n"), "QĐ 1/QĐ-TTg")
		check(t, "change the calendar", err)
		_, _, err = o.Redate(ctx, "thử", "")
		check(t, "redate", err)
		list, err := o.Documents(ctx, clerk, office.DocumentQuery{Direction: register.Out})
		check(t, "list", err)
		again, err := o.Document(ctx, clerk, v.ID)
		check(t, "read", err)
		want := officetest.Moment(t, "2022-06-08T17:30")
		if !list.Items[0].Due.Equal(want) || !again.Clock.Due.Equal(want) {
			t.Errorf("the list says %v, the page %v, want %v", list.Items[0].Due, again.Clock.Due, want)
		}
	})
}

// TestBooksOfDossiersAreWithoutGaps: what is received at once gets a line each;
// a dossier of a year whose book is closed is entered in the next book.
func TestBooksOfDossiersAreWithoutGaps(t *testing.T) {
	officetest.Each(t, "2022-12-30T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := t.Context()
		const n = 6
		for _, err := range together(n, func(int) error {
			_, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: simple, Applicant: dossier.Party{Name: "Công ty TNHH Mẫu"}})
			return err
		}) {
			check(t, "receive", err)
		}
		unit := receive(t, o, "Công ty TNHH Mẫu").Plan[1].Unit
		of := office.BookOf{Unit: unit, Year: 2022}
		book, err := o.DossierBook(ctx, o.As("reception"), of, "")
		check(t, "book", err)
		for i, line := range book.Lines {
			if line.Number != i+1 {
				t.Errorf("line %d has the number %d", i+1, line.Number)
			}
		}
		if got, want := len(book.Lines), n+1; got != want {
			t.Errorf("lines: got %d, want %d", got, want)
		}
		o.MoveTo("2023-01-03T08:30")
		check(t, "close", o.CloseBook(ctx, o.As("office"), of))
		_, err = o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: simple, Applicant: dossier.Party{Name: "Công ty đến muộn"},
			ReceivedAt: officetest.Moment(t, "2022-12-30T15:00")})
		check(t, "receive late", err)
		closed, err := o.DossierBook(ctx, o.As("reception"), of, "")
		check(t, "book", err)
		if closed.Count != n+1 || closed.Closed.Entries != n+1 {
			t.Errorf("a closed book has %d lines and was closed with %d, want %d", closed.Count, closed.Closed.Entries, n+1)
		}
		next, err := o.DossierBook(ctx, o.As("reception"), office.BookOf{Unit: unit, Year: 2023}, "")
		check(t, "book", err)
		if next.Count != 1 || next.Lines[0].Number != 1 || next.Lines[0].Applicant != "Công ty đến muộn" {
			t.Errorf("what came late stands not in the next book: %+v", next.Lines)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func documentHit(groups []office.FoundGroup, id string) bool {
	return slices.ContainsFunc(groups, func(g office.FoundGroup) bool {
		return g.Kind == office.FoundDocuments && slices.ContainsFunc(g.Hits, func(h office.Hit) bool { return h.Document.ID == id })
	})
}

// TestDocumentsAreFoundByTheirWords however they are typed, in the one box and
// in their book alike; and so are those that an older version kept.
func TestDocumentsAreFoundByTheirWords(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, clerk := t.Context(), o.As("office")
		in := came()
		in.Symbol, in.Sender, in.Subject = "2181/BC-SKHĐT", "Sở Kế hoạch và Đầu tư tỉnh Quảng Trị", "Hoà giải ở cơ sở, uỷ quyền năm 2022"
		v, err := o.EnterDocument(ctx, clerk, in)
		check(t, "enter", err)
		in.Symbol, in.Sender, in.Subject = "1/QĐ-UBND", "UBND huyện Phú Vang", "Quyết định khác"
		first, err := o.EnterDocument(ctx, clerk, in)
		check(t, "enter", err)
		in.Symbol, in.Sender = "211/QĐ-UBND", "UBND huyện Phú Lộc"
		_, err = o.EnterDocument(ctx, clerk, in)
		check(t, "enter", err)
		finds := func(why, text, id string, want bool) {
			t.Helper()
			groups, err := o.Search(ctx, clerk, text)
			check(t, why, err)
			if got := documentHit(groups, id); got != want {
				t.Errorf("%s: %q in the box: %v, want %v", why, text, got, want)
			}
			list, err := o.Documents(ctx, clerk, office.DocumentQuery{Direction: register.In, Text: text})
			check(t, why, err)
			if got := slices.ContainsFunc(list.Items, func(s register.Summary) bool { return s.ID == id }); got != want {
				t.Errorf("%s: %q in the book: %v, want %v", why, text, got, want)
			}
		}
		for _, c := range []struct {
			why, text string
			want      bool
		}{
			{"as it is written", "2181/BC-SKHĐT", true},
			{"small letters without marks, a dash of a word processor, spaces", "số: 2181 / bc – skhdt", true},
			{"words of it in any order", "skhdt 2181", true},
			{"the beginning of the number", "218", true},
			{"the subject, the tone mark elsewhere", "hòa giải ủy quyền", true},
			{"the subject without marks", "hoa giai o co so", true},
			{"the sender", "ke hoach dau tu quang tri", true},
			{"another number", "2182/BC-SKHĐT", false},
			{"the end of the number, which begins no word", "181/BC-SKHĐT", false},
			{"signs only", "//--", false},
		} {
			if c.text != "//--" { // in a book, no word narrows nothing
				finds(c.why, c.text, v.ID, c.want)
			}
		}
		finds("a number below ten without its nought", "1/QĐ-UBND", first.ID, true)
		finds("and without marks, which is no sign", "1/qd-ubnd", first.ID, true)
		groups, err := o.Search(ctx, clerk, "//--")
		check(t, "signs only", err)
		if len(groups) != 0 {
			t.Errorf("signs only find %v", groups)
		}
		if groups, err = o.Search(ctx, clerk, "1/QĐ-UBND"); err != nil || groups[0].Hits[0].Document.ID != first.ID {
			t.Errorf("the number itself does not stand first: %v %v", groups, err)
		}

		for _, query := range []string{`DELETE FROM official_word`, `UPDATE official_document SET search = 'cu'`} {
			if _, err := o.Store.DB().ExecContext(ctx, query); err != nil {
				t.Fatal(err)
			}
		}
		finds("kept by an older version", "hoa giai", v.ID, false)
		for _, want := range []int{3, 0} {
			if got, err := o.FillDocumentWords(ctx); err != nil || got != want {
				t.Errorf("added %d, %v, want %d", got, err, want)
			}
		}
		finds("kept by an older version, after the start", "hoa giai", v.ID, true)
	})
}
