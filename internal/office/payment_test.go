package office_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/gateway"
	"motcua/internal/gateway/standin"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
	"motcua/payment"
)

// owing receives a dossier whose submission costs 100.000 đồng.
func owing(t *testing.T, o *officetest.Office, name string) *office.View {
	t.Helper()
	view, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: "2.001199", Channel: catalogue.Online,
		Applicant: dossier.Party{Kind: dossier.OrganizationParty, Name: name, Identifier: "3301234567", Email: "mau@example.vn"}})
	if err != nil {
		t.Fatal(err)
	}
	return view
}

func claimOf(v *office.View) office.Claim {
	return office.Claim{Code: v.Code, Key: v.Key, By: identity.Applicant(identity.ByKey, "người nộp", "test")}
}

func stands(t *testing.T, b *office.BillView, err error, state payment.State, balance int64) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if got := b.State(); got != state || b.Sums().Balance != balance {
		t.Errorf("got %s with %d to pay, want %s with %d", got, b.Sums().Balance, state, balance)
	}
}

func TestMoneyOfADossier(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, desk, accountant := t.Context(), o.As("reception"), o.As("office")
		items, err := o.Due(ctx, "2.001199", catalogue.Online)
		if err != nil || len(items) != 1 || items[0].Amount != 100_000 {
			t.Fatalf("due: got %v (%v), want 100.000", items, err)
		}
		view := owing(t, o, "Công ty TNHH Mẫu")
		b, err := o.OwnBill(ctx, claimOf(view))
		stands(t, b, err, payment.Due, 100_000)
		if qr, err := payment.ReadVietQR(b.QR); err != nil || qr.Amount != 100_000 || qr.Purpose != "MC H57 16 220606 0001" || qr.Account != "0161001234567" {
			t.Errorf("QR: got %+v (%v)", qr, err)
		}
		b, err = o.AddCharge(ctx, desk, view.Code, payment.Item{Kind: payment.Expense, Name: "Gửi kết quả qua bưu chính", Amount: 30_000}, "Người nộp đề nghị")
		stands(t, b, err, payment.Due, 130_000)
		b, err = o.Excuse(ctx, desk, view.Code, 50_000, "Giảm 50% theo Thông tư 47/2019/TT-BTC", "Giấy chứng nhận hộ kinh doanh")
		stands(t, b, err, payment.Due, 80_000)
		b, err = o.Collect(ctx, desk, view.Code, "form-1", payment.Payment{Way: payment.Cash, Amount: 30_000})
		stands(t, b, err, payment.Partly, 50_000)
		b, err = o.Collect(ctx, desk, view.Code, "form-1", payment.Payment{Way: payment.Cash, Amount: 30_000})
		stands(t, b, err, payment.Partly, 50_000) // the same form sent twice
		b, err = o.Collect(ctx, desk, view.Code, "form-2", payment.Payment{Way: payment.Card, Reference: "POS 000123"})
		stands(t, b, err, payment.Paid, 0)
		if len(b.Receipts) != 2 || b.Receipts[0].Code() != "BL22-0000001" || b.Receipts[1].Amount != 50_000 {
			t.Errorf("receipts: got %+v", b.Receipts)
		}
		b, err = o.VoidReceipt(ctx, accountant, view.Code, "BL22-0000002", "In sai khổ giấy")
		stands(t, b, err, payment.Paid, 0)
		b, err = o.AskRefund(ctx, claimOf(view), 0, "Rút hồ sơ", payment.BankAccount{Bank: "BIDV", Number: "55110000123456", Holder: "Công ty TNHH Mẫu"})
		stands(t, b, err, payment.Paid, 0)
		if got := b.Refunds[0].To.Number; strings.Contains(got, "5511") || !strings.HasSuffix(got, "3456") {
			t.Errorf("the applicant's page shows the account %q, want it masked", got)
		}
		if b, err = o.Bill(ctx, desk, view.Code); err != nil || strings.Contains(b.Refunds[0].To.Number, "5511") {
			t.Errorf("the desk reads the account of a refund: %v", err)
		}
		if b, err = o.DecideRefund(ctx, accountant, view.Code, true, ""); err != nil || b.Refunds[0].To.Number != "55110000123456" {
			t.Errorf("the accountant needs the account: %+v (%v)", b, err)
		}
		b, err = o.PayRefund(ctx, accountant, view.Code, "FT22158000111")
		stands(t, b, err, payment.Refunded, 0)
		var told []string
		for seq := range 20 {
			if l, err := o.Store.Letter(ctx, fmt.Sprintf("payment/%s/%d", view.ID, seq)); err == nil {
				told = append(told, l.Kind)
			}
		}
		if want := []string{"payment.refund.granted", "payment.refund.paid"}; !slices.Equal(told, want) {
			t.Errorf("the payer is told %v, want %v: the counter gave its receipts by hand", told, want)
		}
		today := calendar.Date{Year: 2022, Month: 6, Day: 6}
		sums, err := o.CloseDay(ctx, desk, today)
		if err != nil || sums.Paid != 80_000 || sums.Refunded != 80_000 || sums.Net != 0 {
			t.Errorf("the day: got %+v (%v)", sums, err)
		}
		if r := sums.Receipts; len(r) != 1 || r[0].First != 1 || r[0].Last != 3 || r[0].Count != 3 || r[0].Voided != 1 {
			t.Errorf("receipts of the day: got %+v, want 1–3 without a gap, one voided", r)
		}
		if sums, err = o.Collected(ctx, o.As("specialist"), today.AddDays(1), today.AddDays(30)); err != nil || sums.Paid != 0 {
			t.Errorf("another month: got %+v (%v), want nothing", sums, err)
		}
		if broken, err := o.Store.BillChain(ctx, view.ID); err != nil || broken != 0 {
			t.Errorf("the chain of the bill breaks at %d (%v)", broken, err)
		}
	})
}

func TestWhoMayDoWhatWithMoney(t *testing.T) {
	o := officetest.New(t, store.SQLite, "2022-06-06T08:30")
	view, ctx := owing(t, o, "Công ty TNHH Mẫu"), t.Context()
	acts := map[string]func(by identity.Actor) error{
		"see":  func(by identity.Actor) error { _, err := o.Bill(ctx, by, view.Code); return err },
		"list": func(by identity.Actor) error { _, err := o.Bills(ctx, by, office.BillQuery{}); return err },
		"collect": func(by identity.Actor) error {
			_, err := o.Collect(ctx, by, view.Code, "x", payment.Payment{Way: payment.Cash, Amount: 1})
			return err
		},
		"charge": func(by identity.Actor) error {
			_, err := o.AddCharge(ctx, by, view.Code, payment.Item{Kind: payment.Fee, Name: "Phí", Amount: 5}, "x")
			return err
		},
		"excuse": func(by identity.Actor) error { _, err := o.Excuse(ctx, by, view.Code, 1, "x", "y"); return err },
		"void": func(by identity.Actor) error {
			_, err := o.VoidReceipt(ctx, by, view.Code, "BL22-0000009", "x")
			return err
		},
		"decide":   func(by identity.Actor) error { _, err := o.DecideRefund(ctx, by, view.Code, true, ""); return err },
		"pay back": func(by identity.Actor) error { _, err := o.PayRefund(ctx, by, view.Code, "x"); return err },
		"import": func(by identity.Actor) error {
			_, err := o.ReadStatement(ctx, by, "a.csv", strings.NewReader("a,b"))
			return err
		},
		"match":   func(by identity.Actor) error { _, err := o.MatchLine(ctx, by, "x", view.Code, "x"); return err },
		"unmatch": func(by identity.Actor) error { _, err := o.UnmatchLine(ctx, by, "x", "x"); return err },
		"lines":   func(by identity.Actor) error { _, _, err := o.StatementLines(ctx, by, "", "", 0); return err },
		"day": func(by identity.Actor) error {
			_, err := o.CloseDay(ctx, by, calendar.Date{Year: 2022, Month: 6, Day: 6})
			return err
		},
	}
	staff := "see list"
	for person, may := range map[string]string{
		"reception": staff + " collect charge excuse day", "office": staff + " void decide pay back import match unmatch lines day",
		"admin": staff + " void decide pay back import match unmatch lines day", "specialist": staff, "head": staff, "director": staff, "stnmt": "", "ubnd": "",
	} {
		for name, act := range acts {
			refused := motcua.KindOf(act(o.As(person))) == motcua.Forbidden
			if err := act(o.As(person)); err == nil {
				refused = false
			}
			if got, want := !refused, strings.Contains(" "+may+" ", " "+name+" "); got != want {
				t.Errorf("%s: %s: got %v, want %v", person, name, got, want)
			}
		}
	}
	other := owing(t, o, "Người khác")
	for reason, c := range map[string]office.Claim{"the key of another": {Code: view.Code, Key: other.Key}, "no such code": {Code: "H57.16-220606-9999", Key: view.Key}, "another account": {Code: view.Code, Account: "somebody"}} {
		if _, err := o.OwnBill(ctx, c); motcua.KindOf(err) != motcua.NotFound || err == nil {
			t.Errorf("%s: got %v, want not found", reason, err)
		}
		if _, err := o.AskRefund(ctx, c, 0, "x", payment.BankAccount{}); motcua.KindOf(err) != motcua.NotFound || err == nil {
			t.Errorf("refund by %s: got %v, want not found", reason, err)
		}
	}
}

// TestReceiptNumbersHaveNoGaps: many desks at once, some of whose decisions
// fail after the number was drawn.
func TestReceiptNumbersHaveNoGaps(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		const dossiers = 12
		var views []*office.View
		for i := range dossiers {
			views = append(views, owing(t, o, fmt.Sprint("Mẫu ", i)))
		}
		var wait sync.WaitGroup
		for i := range dossiers * 3 { // each three times at once: one takes the money
			wait.Add(1)
			go func() {
				defer wait.Done()
				_, err := o.Collect(t.Context(), o.As("reception"), views[i%dossiers].Code, fmt.Sprint("form", i), payment.Payment{Way: payment.Cash})
				if err != nil && motcua.KindOf(err) != motcua.Conflict {
					t.Error(err)
				}
			}()
		}
		wait.Wait()
		day := calendar.Date{Year: 2022, Month: 6, Day: 6}
		sums, err := o.CloseDay(t.Context(), o.As("reception"), day)
		if err != nil {
			t.Fatal(err)
		}
		if r := sums.Receipts; len(r) != 1 || r[0].First != 1 || r[0].Last != dossiers || r[0].Count != dossiers || sums.Paid != dossiers*100_000 {
			t.Errorf("got %+v and %d đồng, want 1–%d without a gap", r, sums.Paid, dossiers)
		}
		o.MoveTo("2023-01-03T08:30")
		next := owing(t, o, "Năm sau")
		b, err := o.Collect(t.Context(), o.As("reception"), next.Code, "f", payment.Payment{Way: payment.Cash, Amount: 100_000})
		if err != nil || b.Receipts[0].Code() != "BL23-0000001" {
			t.Errorf("a new year begins anew: got %+v (%v)", b, err)
		}
	})
}

func statementOf(rows ...string) string {
	return "Ngày giao dịch;Số tham chiếu;Số tiền ghi có;Nội dung\n" + strings.Join(rows, "\n") + "\n"
}

func imported(t *testing.T, o *officetest.Office, text string) office.Statement {
	t.Helper()
	p, err := o.ReadStatement(t.Context(), o.As("office"), "sao-ke.csv", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	st, err := o.ImportStatement(t.Context(), o.As("office"), p.File.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func TestStatementsAreReconciled(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, accountant := t.Context(), o.As("office")
		one, two, three := owing(t, o, "Một"), owing(t, o, "Hai"), owing(t, o, "Ba")
		text := statementOf("07/06/2022 08:31:05;FT1;100.000;MBVCB.123.MC H57 16 220606 0001.CT tu 001",
			"07/06/2022;FT2;90.000;mc h57 16 220606 0002", "07/06/2022;FT3;100.000;MC H57 16 22606 0003", "07/06/2022;FT4;5.000.000;NGUYEN VAN MAU chuyen tien",
			"07/06/2022;FT5;100.000;MC H57 16 220606 0001")
		p, err := o.ReadStatement(ctx, accountant, "sao-ke.csv", strings.NewReader(text))
		if err != nil || len(p.Lines) != 5 || p.Known != 0 || p.Count[payment.Unmatched] != 1 {
			t.Fatalf("preview: got %+v (%v)", p, err)
		}
		b, err := o.Bill(ctx, accountant, one.Code)
		stands(t, b, err, payment.Due, 100_000) // a preview changes nothing
		st := imported(t, o, text)
		if st.States["matched"] != 1 || st.States["partial"] != 3 || st.States["unmatched"] != 1 || st.Known != 0 {
			t.Errorf("got %+v, want 1 matched, 3 partly, 1 not", st)
		}
		b, err = o.OwnBill(ctx, claimOf(one))
		stands(t, b, err, payment.Paid, 0)
		if len(b.Receipts) != 1 || b.Payments[0].Reference != "FT1" || !b.Payments[0].At.Equal(officetest.Moment(t, "2022-06-07T08:31").Add(5*time.Second)) {
			t.Errorf("got %+v", b.Payments)
		}
		if l, err := o.Store.Letter(ctx, "payment/"+one.ID+"/2"); err != nil || l.Kind != "payment.received" || l.Email != "mau@example.vn" {
			t.Errorf("the payer is told %+v (%v), want a letter", l, err)
		}
		again := imported(t, o, text)
		if again.Known != 5 || len(again.States) != 0 {
			t.Errorf("the same statement again: got %+v, want 5 known and nothing new", again)
		}
		day, err := o.Collected(ctx, accountant, calendar.Date{Year: 2022, Month: 6, Day: 1}, calendar.Date{Year: 2022, Month: 6, Day: 30})
		if err != nil || day.Paid != 100_000 {
			t.Errorf("collected: got %d (%v), want 100.000 once", day.Paid, err)
		}

		_, lines, err := o.StatementLines(ctx, accountant, st.ID, "", 0)
		if err != nil || len(lines) != 5 {
			t.Fatalf("lines: %v (%v)", lines, err)
		}
		if lines[1].Code != two.Code || lines[2].Code != three.Code {
			t.Errorf("suggested: got %q and %q, want %q and %q", lines[1].Code, lines[2].Code, two.Code, three.Code)
		}
		if _, err := o.MatchLine(ctx, accountant, lines[3].Hash, two.Code, ""); motcua.KindOf(err) != motcua.Invalid {
			t.Errorf("matched without a reason: %v", err)
		}
		b, err = o.MatchLine(ctx, accountant, lines[1].Hash, two.Code, "Người nộp chuyển thiếu")
		stands(t, b, err, payment.Partly, 10_000)
		if _, err := o.MatchLine(ctx, accountant, lines[1].Hash, three.Code, "lần nữa"); motcua.KindOf(err) != motcua.Conflict {
			t.Errorf("a line was matched twice: %v", err)
		}
		b, err = o.UnmatchLine(ctx, accountant, lines[1].Hash, "Nhầm hồ sơ")
		stands(t, b, err, payment.Due, 100_000)
		if _, err = o.UnmatchLine(ctx, accountant, lines[1].Hash, "lần nữa"); motcua.KindOf(err) != motcua.Conflict {
			t.Errorf("a line was taken off twice: %v", err)
		}
	})
}

func TestAMatchIsUndoneByAFurtherFact(t *testing.T) {
	o := officetest.New(t, store.SQLite, "2022-06-06T08:30")
	ctx, accountant := t.Context(), o.As("office")
	one, two := owing(t, o, "Một"), owing(t, o, "Hai")
	st := imported(t, o, statementOf("07/06/2022;FT1;100.000;MC H57 16 220606 0001"))
	_, lines, err := o.StatementLines(ctx, accountant, st.ID, "matched", 0)
	if err != nil || len(lines) != 1 {
		t.Fatal(lines, err)
	}
	b, err := o.UnmatchLine(ctx, accountant, lines[0].Hash, "Tiền của hồ sơ khác, ghi nhầm mã")
	stands(t, b, err, payment.Due, 100_000)
	if b.Receipts[0].Voided == "" || len(b.Events) != 5 {
		t.Errorf("got %+v in %d facts, want the receipt voided and every fact kept", b.Receipts, len(b.Events))
	}
	b, err = o.MatchLine(ctx, accountant, lines[0].Hash, two.Code, "Theo giấy báo của người nộp")
	stands(t, b, err, payment.Paid, 0)
	b, err = o.UnmatchLine(ctx, accountant, lines[0].Hash, "Thử lại")
	stands(t, b, err, payment.Due, 100_000)
	b, err = o.MatchLine(ctx, accountant, lines[0].Hash, one.Code, "Đúng hồ sơ ban đầu")
	stands(t, b, err, payment.Paid, 0)
}

func TestAnotherPersonsStatementIsNotOpened(t *testing.T) {
	o := officetest.New(t, store.SQLite, "2022-06-06T08:30")
	p, err := o.ReadStatement(t.Context(), o.As("office"), "a.csv", strings.NewReader(statementOf("07/06/2022;FT1;1;x")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.PreviewStatement(t.Context(), o.As("admin"), p.File.ID, nil); motcua.KindOf(err) != motcua.NotFound {
		t.Errorf("got %v, want not found", err)
	}
	if _, err := o.ImportStatement(t.Context(), o.As("office"), "none", nil); motcua.KindOf(err) != motcua.NotFound {
		t.Errorf("got %v, want not found", err)
	}
}

// tills is an office with a gateway that runs.
func tills(t *testing.T, engine store.Engine) (*officetest.Office, *standin.Server) {
	t.Helper()
	there := &standin.Server{Merchant: "SKHDT", Secret: "bi-mat-cua-cong-1"}
	server := httptest.NewServer(there)
	t.Cleanup(server.Close)
	o := officetest.With(t, engine, "2022-06-06T08:30", func(s *office.Settings) {
		s.Till.Gateway = gateway.New(gateway.Settings{Pay: server.URL + "/pay", Query: server.URL + "/query", Merchant: there.Merchant, Secret: there.Secret})
	})
	there.Now = o.Now
	return o, there
}

func begun(t *testing.T, o *officetest.Office, v *office.View) string {
	t.Helper()
	address, err := o.ToGateway(t.Context(), claimOf(v), "vi", "http://x/ve", "http://x/bao")
	if err != nil {
		t.Fatal(err)
	}
	page, err := http.Get(address)
	if err != nil || page.StatusCode != http.StatusOK {
		t.Fatalf("the gateway: %v %v", page, err)
	}
	_ = page.Body.Close()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("order")
}

func TestTheGatewayCallsFiftyTimesAtOnce(t *testing.T) {
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) {
			o, there := tills(t, engine)
			view := owing(t, o, "Mẫu")
			order := begun(t, o, view)
			there.Pay(order, "00")
			call := there.Call(order, nil)
			var wait sync.WaitGroup
			var mu sync.Mutex
			told := map[string]int{}
			for range 50 {
				wait.Add(1)
				go func() {
					defer wait.Done()
					said, err := o.GatewayCalled(t.Context(), call)
					if err != nil {
						t.Error(err)
					}
					mu.Lock()
					defer mu.Unlock()
					told[said.Code]++
				}()
			}
			wait.Wait()
			if told["00"] != 1 || told["02"] != 49 {
				t.Errorf("told %v, want confirmed once and 49 times already", told)
			}
			b, err := o.OwnBill(t.Context(), claimOf(view))
			stands(t, b, err, payment.Paid, 0)
			if len(b.Payments) != 1 || len(b.Receipts) != 1 {
				t.Errorf("got %d payments and %d receipts, want one of each", len(b.Payments), len(b.Receipts))
			}
		})
	}
}

func TestAnswersToTheGateway(t *testing.T) {
	o, there := tills(t, store.SQLite)
	view := owing(t, o, "Mẫu")
	order := begun(t, o, view)
	there.Pay(order, "00")
	set := func(name, value string) func(url.Values) { return func(v url.Values) { v.Set(name, value) } }
	for _, test := range []struct {
		reason string
		call   url.Values
		want   string
	}{
		{"tampered with", func() url.Values { v := there.Call(order, nil); v.Set("amount", "1"); return v }(), "97"},
		{"of an unknown order", there.Call(order, set("order", "none")), "01"},
		{"of another amount", there.Call(order, set("amount", "99999")), "04"},
		{"a failure", there.Call(order, set("result", "24")), "00"},
		{"a day old", there.Call(order, set("sent", "20220605083000")), "98"},
		{"good", there.Call(order, nil), "00"},
		{"again", there.Call(order, nil), "02"},
		{"a failure after it was paid", there.Call(order, set("result", "24")), "00"},
	} {
		got, err := o.GatewayCalled(t.Context(), test.call)
		if err != nil || got.Code != test.want {
			t.Errorf("%s: told %v (%v), want %s", test.reason, got, err, test.want)
		}
	}
	b, err := o.OwnBill(t.Context(), claimOf(view))
	stands(t, b, err, payment.Paid, 0)
	if got, want := b.Order.Result, "00"; got != want {
		t.Errorf("the order stands at %q, want %q: what was paid stays paid", got, want)
	}
	if _, err := o.ToGateway(t.Context(), claimOf(view), "vi", "", ""); motcua.KindOf(err) != motcua.Conflict {
		t.Errorf("paying what is paid: %v", err)
	}
}

func TestALostCallIsAskedFor(t *testing.T) {
	o, there := tills(t, store.SQLite)
	view := owing(t, o, "Mẫu")
	order := begun(t, o, view)
	b, err := o.AskGateway(t.Context(), claimOf(view))
	stands(t, b, err, payment.Due, 100_000)
	there.Pay(order, "00")
	for range 2 {
		b, err = o.AskGateway(t.Context(), claimOf(view))
		stands(t, b, err, payment.Paid, 0)
	}
	late := owing(t, o, "Trả hai lần")
	order = begun(t, o, late)
	if _, err := o.Collect(t.Context(), o.As("reception"), late.Code, "f", payment.Payment{Way: payment.Cash}); err != nil {
		t.Fatal(err)
	}
	there.Pay(order, "00")
	b, err = o.AskGateway(t.Context(), claimOf(late))
	stands(t, b, err, payment.Overpaid, -100_000) // money that came is never lost: it can be asked back
}

func BenchmarkReconcile10000Lines(b *testing.B) {
	o := officetest.New(b, store.SQLite, "2022-06-06T08:30")
	var text bytes.Buffer
	text.WriteString(statementOf())
	for i := range 10_000 {
		fmt.Fprintf(&text, "07/06/2022;FT%d;100.000;MBVCB.%d.MC H57 16 220606 %04d.CT tu 001\n", i, i, i+1)
	}
	for range 2_000 { // a fifth of the lines find their dossier
		if _, err := o.Receive(b.Context(), o.As("reception"), dossier.Intake{Procedure: "2.001199", Channel: catalogue.Online,
			Applicant: dossier.Party{Kind: dossier.OrganizationParty, Name: "Mẫu", Identifier: "3301234567"}}); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		p, err := o.ReadStatement(b.Context(), o.As("office"), "a.csv", bytes.NewReader(text.Bytes()))
		if err != nil {
			b.Fatal(err)
		}
		st, err := o.ImportStatement(b.Context(), o.As("office"), p.File.ID, nil)
		if err != nil || st.States["matched"]+st.Known < 2_000 {
			b.Fatalf("%+v %v", st, err)
		}
	}
}
