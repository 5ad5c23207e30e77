package payment_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua"
	"motcua/catalogue"
	"motcua/identity"
	"motcua/payment"
)

var morning = time.Date(2022, 6, 6, 8, 30, 0, 0, time.FixedZone("", 7*3600))

func act() payment.Act {
	n := 0
	return payment.Act{At: morning, By: identity.Actor{Person: "reception", Name: "Diễm"}, NewID: func() string { n++; return fmt.Sprint("id", n) }}
}

// drawer draws the numbers of receipts in a row.
func drawer() func() (payment.Receipt, error) {
	n := 0
	return func() (payment.Receipt, error) { n++; return payment.Receipt{Series: "BL", Number: n}, nil }
}

func bill(amounts ...int64) *payment.Bill {
	var items []payment.Item
	for i, a := range amounts {
		items = append(items, payment.Item{ID: fmt.Sprint(i), Kind: payment.Charge, Amount: a})
	}
	b, _ := payment.Open("d", "H57.16-220606-0001", items, act())
	return b
}

var account = payment.BankAccount{Bank: "Vietcombank", Number: "0011 0012 3456", Holder: "Công ty Mẫu"}

// TestHowABillStands plays what happens to the money of a dossier.
func TestHowABillStands(t *testing.T) {
	type step func(b *payment.Bill) (*payment.Bill, []payment.Event, error)
	draw := drawer()
	pay := func(id string, amount int64) step {
		return func(b *payment.Bill) (*payment.Bill, []payment.Event, error) {
			return b.Receive(act(), payment.Payment{ID: id, Way: payment.Transfer, Amount: amount, At: morning}, draw)
		}
	}
	excuse := func(amount int64) step {
		return func(b *payment.Bill) (*payment.Bill, []payment.Event, error) {
			return b.Excuse(act(), amount, "Điều 10 Luật Phí và lệ phí", "Giấy xác nhận hộ nghèo")
		}
	}
	refund := func(amount int64) step {
		return func(b *payment.Bill) (*payment.Bill, []payment.Event, error) {
			b, first, err := b.AskRefund(act(), amount, "Nộp thừa", account)
			if err != nil {
				return nil, nil, err
			}
			b, second, err := b.DecideRefund(act(), true, "")
			if err != nil {
				return nil, nil, err
			}
			b, third, err := b.PayRefund(act(), "FT01")
			return b, slices.Concat(first, second, third), err
		}
	}
	for _, test := range []struct {
		reason  string
		amounts []int64
		steps   []step
		state   payment.State
		balance int64
	}{
		{"free of charge", nil, nil, payment.Nothing, 0},
		{"nothing paid yet", []int64{100_000, 50_000}, nil, payment.Due, 150_000},
		{"paid in full", []int64{100_000}, []step{pay("a", 100_000)}, payment.Paid, 0},
		{"the same payment told twice", []int64{100_000}, []step{pay("a", 50_000), pay("a", 50_000)}, payment.Partly, 50_000},
		{"in two parts", []int64{100_000}, []step{pay("a", 60_000), pay("b", 40_000)}, payment.Paid, 0},
		{"too much", []int64{100_000}, []step{pay("a", 120_000)}, payment.Overpaid, -20_000},
		{"money for what is free", nil, []step{pay("a", 5_000)}, payment.Overpaid, -5_000},
		{"what was too much is given back", []int64{100_000}, []step{pay("a", 120_000), refund(0)}, payment.Paid, 0},
		{"all is given back", []int64{100_000}, []step{pay("a", 100_000), refund(0)}, payment.Refunded, 0},
		{"a part of the fee is given back", []int64{100_000}, []step{pay("a", 100_000), refund(30_000)}, payment.Paid, 0},
		{"exempt from all", []int64{100_000}, []step{excuse(0)}, payment.Exempt, 0},
		{"half of it", []int64{100_000}, []step{excuse(50_000)}, payment.Due, 50_000},
		{"half of it, and paid", []int64{100_000}, []step{excuse(50_000), pay("a", 50_000)}, payment.Paid, 0},
	} {
		b := bill(test.amounts...)
		for _, s := range test.steps {
			next, _, err := s(b)
			if err != nil {
				t.Fatalf("%s: %v", test.reason, err)
			}
			b = next
		}
		if got := b.State(); got != test.state {
			t.Errorf("%s: got %s, want %s", test.reason, got, test.state)
		}
		if got := b.Sums().Balance; got != test.balance {
			t.Errorf("%s: balance: got %d, want %d", test.reason, got, test.balance)
		}
		again := payment.Rebuild(b.Dossier, b.Code, b.Events)
		if got, want := again.Sums(), b.Sums(); got != want {
			t.Errorf("%s: rebuilt from its facts: got %+v, want %+v", test.reason, got, want)
		}
	}
}

func TestWhatABillRefuses(t *testing.T) {
	draw := drawer()
	paid, _, err := bill(100_000).Receive(act(), payment.Payment{ID: "a", Way: payment.Cash, Amount: 100_000, At: morning}, draw)
	if err != nil {
		t.Fatal(err)
	}
	asked, _, err := paid.AskRefund(act(), 0, "Rút hồ sơ", account)
	if err != nil {
		t.Fatal(err)
	}
	errOf := func(_ *payment.Bill, _ []payment.Event, err error) error { return err }
	for _, test := range []struct {
		reason string
		err    error
		key    string
	}{
		{"cash beyond what is due", errOf(bill(100).Collect(act(), payment.Payment{ID: "x", Way: payment.Cash, Amount: 101}, draw)), "payment.amount.beyond"},
		{"cash where nothing is due", errOf(paid.Collect(act(), payment.Payment{ID: "x", Way: payment.Cash, Amount: 1}, draw)), "payment.nothingDue"},
		{"a card without its reference", errOf(bill(100).Collect(act(), payment.Payment{ID: "x", Way: payment.Card, Amount: 100}, draw)), "payment.reference.missing"},
		{"a transfer at the counter", errOf(bill(100).Collect(act(), payment.Payment{ID: "x", Way: payment.Transfer, Amount: 100}, draw)), "payment.way.counter"},
		{"less than nothing", errOf(bill(100).Receive(act(), payment.Payment{ID: "x", Way: payment.Cash, Amount: -1}, draw)), "payment.amount"},
		{"more than there is", errOf(bill(100).Receive(act(), payment.Payment{ID: "x", Way: payment.Cash, Amount: 1 << 62}, draw)), "payment.amount"},
		{"a further charge without a name", errOf(bill().Add(act(), payment.Fee, " ", 5, "Gửi bưu chính")), "payment.missing.name"},
		{"a further charge without a reason", errOf(bill().Add(act(), payment.Fee, "Phí thẩm định", 5, "")), "payment.missing.reason"},
		{"a charge of no kind", errOf(bill().Add(act(), "gift", "Quà", 5, "x")), "payment.kind.unknown"},
		{"an exemption without its paper", errOf(bill(5).Excuse(act(), 0, "Hộ nghèo", "")), "payment.missing.paper"},
		{"an exemption beyond what is due", errOf(bill(5).Excuse(act(), 6, "Hộ nghèo", "x")), "payment.amount.beyond"},
		{"a refund of what was never paid", errOf(bill(5).AskRefund(act(), 0, "x", account)), "payment.refund.nothing"},
		{"a refund beyond what was paid", errOf(paid.AskRefund(act(), 100_001, "x", account)), "payment.refund.beyond"},
		{"a refund to no account", errOf(paid.AskRefund(act(), 0, "x", payment.BankAccount{Bank: "a", Number: "12", Holder: "b"})), "payment.bank.number"},
		{"a second refund while one is open", errOf(asked.AskRefund(act(), 0, "x", account)), "payment.refund.open"},
		{"a refusal without a reason", errOf(asked.DecideRefund(act(), false, " ")), "payment.missing.reason"},
		{"paying back what was not granted", errOf(asked.PayRefund(act(), "FT")), "payment.refund.none"},
		{"taking off what is being refunded", errOf(asked.TakeOff(act(), "a", "nhầm")), "payment.refund.open"},
		{"voiding without a reason", errOf(paid.Void(act(), "BL22-0000001", "", draw)), "payment.missing.reason"},
		{"voiding what is no receipt", errOf(paid.Void(act(), "BL22-0000009", "x", draw)), "payment.receipt.unknown"},
	} {
		var fault *motcua.Fault
		if !errors.As(test.err, &fault) || fault.Text.Key != test.key {
			t.Errorf("%s: got %v, want %s", test.reason, test.err, test.key)
		}
	}
}

func TestReceiptsCoverWhatWasDue(t *testing.T) {
	b, _, err := bill(100_000).Receive(act(), payment.Payment{ID: "a", Way: payment.Transfer, Amount: 120_000, At: morning}, drawer())
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Receipts) != 1 || b.Receipts[0].Amount != 100_000 || b.Receipts[0].Code() != "BL22-0000001" {
		t.Fatalf("got %+v, want one receipt BL22-0000001 of what was due", b.Receipts)
	}
	draw := drawer()
	_, _ = draw()
	if b, _, err = b.Void(act(), "BL22-0000001", "Sai tên người nộp", draw); err != nil {
		t.Fatal(err)
	}
	if got, want := b.Receipts[1].Code(), "BL22-0000002"; got != want || b.Receipts[0].Voided == "" {
		t.Errorf("got %q after voiding, want %q and the old one kept", got, want)
	}
	if b, _, err = b.TakeOff(act(), "a", "Tiền của hồ sơ khác"); err != nil {
		t.Fatal(err)
	}
	for _, r := range b.Receipts {
		if r.Voided == "" {
			t.Errorf("receipt %s counts for money that was taken off", r.Code())
		}
	}
	if got, want := b.State(), payment.Due; got != want {
		t.Errorf("after taking off: got %s, want %s", got, want)
	}
}

func TestFactsComeBackFromTheLog(t *testing.T) {
	for _, f := range []payment.Fact{
		payment.Charged{Item: payment.Item{ID: "1", Kind: payment.Fee, Name: "Phí", Amount: 1, Ground: "x"}},
		payment.Exempted{Exemption: payment.Exemption{Amount: 1, Ground: "a", Paper: "b"}},
		payment.Received{Payment: payment.Payment{ID: "p", Way: payment.Cash, Amount: 3, At: morning.UTC()}},
		payment.TakenOff{Payment: "p", Reason: "x"}, payment.Issued{Receipt: payment.Receipt{Series: "BL", Year: 2022, Number: 1, At: morning.UTC()}},
		payment.Voided{Receipt: "BL22-0000001", Reason: "x"},
		payment.RefundAsked{Refund: payment.Refund{ID: "r", Amount: 2, Reason: "x", To: account}},
		payment.RefundDecided{Refund: "r", Granted: true}, payment.RefundPaid{Refund: "r", Amount: 2, Reference: "FT"},
	} {
		kind, data, err := payment.Encode(f)
		if err != nil {
			t.Fatal(err)
		}
		back, err := payment.Decode(kind, data)
		if err != nil || back != f {
			t.Errorf("%s: got %+v (%v), want %+v", kind, back, err, f)
		}
		if !slices.Contains(payment.FactKinds(), kind) {
			t.Errorf("%s is not listed", kind)
		}
	}
	if _, err := payment.Decode("stolen", nil); err == nil {
		t.Error("a fact of an unknown kind was read")
	}
}

func TestItemsOfAVersion(t *testing.T) {
	v := catalogue.Version{Channels: []catalogue.Channel{
		{Kind: catalogue.InPerson, Fee: 50_000, FeeNote: "Lệ phí đăng ký doanh nghiệp: Bằng 50% mức thu lệ phí"},
		{Kind: catalogue.Online, Fee: 100_000, FeeNote: "Phí công bố nội dung đăng ký doanh nghiệp"},
		{Kind: catalogue.Postal, FeeNote: "Miễn lệ phí"}}}
	id := func() string { return "1" }
	for _, test := range []struct {
		reason  string
		channel catalogue.ChannelKind
		kind    payment.Kind
		amount  int64
	}{
		{"a charge", catalogue.InPerson, payment.Charge, 50_000}, {"a fee", catalogue.Online, payment.Fee, 100_000},
		{"free", catalogue.Postal, "", 0}, {"a channel that is not offered", "pigeon", "", 0},
	} {
		items := payment.Items(v, test.channel, id)
		if test.amount == 0 {
			if len(items) > 0 {
				t.Errorf("%s: got %v, want nothing", test.reason, items)
			}
			continue
		}
		if len(items) != 1 || items[0].Amount != test.amount || items[0].Kind != test.kind {
			t.Errorf("%s: got %+v, want %d of kind %s", test.reason, items, test.amount, test.kind)
		}
	}
}

// TestVietQR holds the payload against published examples: the two of NAPAS's
// QR format specification for transfers to an account (whose first is printed
// with a wrong checksum, F4E5, that later writers put right) and one of the
// library subiz/vietqr.
func TestVietQR(t *testing.T) {
	for _, test := range []struct {
		reason, payload string
		want            payment.VietQR
	}{
		{"static, the amount left open", "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F",
			payment.VietQR{BIN: "970403", Account: "0011012345678"}},
		{"dynamic, with bill and purpose", "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E",
			payment.VietQR{BIN: "970403", Account: "0011012345678", Amount: 180_000, Bill: "NPS6869", Purpose: "thanh toan don hang"}},
		{"dynamic, with a purpose alone", "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304C15C",
			payment.VietQR{BIN: "970415", Account: "0011001932418", Amount: 120_000, Purpose: "ung ho lu lut"}},
	} {
		got, err := test.want.Payload()
		if err != nil || got != test.payload {
			t.Errorf("%s:\n got %s (%v)\nwant %s", test.reason, got, err, test.payload)
		}
		back, err := payment.ReadVietQR(test.payload)
		if err != nil || back != test.want {
			t.Errorf("%s: read %+v (%v), want %+v", test.reason, back, err, test.want)
		}
	}
}

func TestVietQRKeepsItsLimits(t *testing.T) {
	good := payment.VietQR{BIN: "970436", Account: "0011001234567", Amount: 100_000, Purpose: "MC H57 16 220606 0001"}
	for _, test := range []struct {
		reason string
		change func(*payment.VietQR)
	}{
		{"a bank of five digits", func(q *payment.VietQR) { q.BIN = "97043" }},
		{"an account with a blank", func(q *payment.VietQR) { q.Account = "0011 001234" }},
		{"an account of twenty digits", func(q *payment.VietQR) { q.Account = strings.Repeat("1", 20) }},
		{"less than nothing", func(q *payment.VietQR) { q.Amount = -1 }},
		{"more than there is", func(q *payment.VietQR) { q.Amount = payment.Most + 1 }},
		{"a purpose of 26", func(q *payment.VietQR) { q.Purpose = strings.Repeat("A", 26) }},
		{"marks in the purpose", func(q *payment.VietQR) { q.Purpose = "phí" }},
	} {
		q := good
		test.change(&q)
		if s, err := q.Payload(); err == nil {
			t.Errorf("%s: got %s, want a fault", test.reason, s)
		}
	}
	s, err := good.Payload()
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(s) { // any one letter changed shows
		changed := []byte(s)
		changed[i] ^= 1
		if _, err := payment.ReadVietQR(string(changed)); err == nil {
			t.Errorf("letter %d changed was not noticed: %s", i, changed)
		}
	}
	for i := range len(s) {
		if _, err := payment.ReadVietQR(s[:i]); err == nil {
			t.Errorf("cut off after %d letters was not noticed", i)
		}
	}
}

func TestVietQRComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := payment.VietQR{BIN: rapid.StringMatching(`[0-9]{6}`).Draw(t, "bin"), Account: rapid.StringMatching(`[0-9A-Z]{6,19}`).Draw(t, "account"),
			Amount: rapid.Int64Range(0, payment.Most).Draw(t, "amount"), Purpose: rapid.StringMatching(`[ -~]{0,25}`).Draw(t, "purpose"),
			Bill: rapid.StringMatching(`[0-9A-Z]{0,25}`).Draw(t, "bill")}
		s, err := q.Payload()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := payment.ReadVietQR(s); err != nil || back != q {
			t.Fatalf("%s: got %+v (%v), want %+v", s, back, err, q)
		}
	})
}

func TestContentOfATransfer(t *testing.T) {
	for _, test := range []struct{ reason, code, want string }{
		{"the sample department", "H57.16-220606-0001", "MC H57 16 220606 0001"},
		{"a long code loses its gaps", "H57.16-20220606-000001-X", "MCH5716202206060000001X"},
		{"marks and đ are gone", "Đ57.16-220606-0001", "MC D57 16 220606 0001"},
	} {
		got := payment.Content(test.code)
		if len(got) > 25 {
			t.Errorf("%s: %q has more than 25 letters", test.reason, got)
		}
		if test.code == "H57.16-20220606-000001-X" {
			test.want = "MC" + payment.Reference(test.code)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
}

// TestFindingTheDossierInAStatement has the texts as banks write them.
func TestFindingTheDossierInAStatement(t *testing.T) {
	find := payment.NewFinder("H57.16-{yymmdd}-{nnnn}")
	const ref = "H57162206060001"
	for _, test := range []struct{ reason, text, want string }{
		{"as asked", "MC H57 16 220606 0001", ref},
		{"Vietcombank by its program", "MBVCB.1234567890.MC H57 16 220606 0001.CT tu 0011001234567 NGUYEN VAN MAU toi 0161001234567 SO KHDT", ref},
		{"Vietcombank between banks", "IBFT MC H57 16 220606 0001-060622-08:31:05 221234", ref},
		{"BIDV", "REM                 Tfr Ac: 55110000123456 MC H57 16 220606 0001", ref},
		{"VietinBank", "CT DEN:215708123456 MC H57 16 220606 0001", ref},
		{"Agribank, joined to a number of its own", "MCH571622060600019704058012345678", ref},
		{"Techcombank, with its number", "MC H57 16 220606 0001 FT22157123456789\\BNB", ref},
		{"MB, cut into two lines", "CUSTOMER MC H57 16 22\n0606 0001 . TU: NGUYEN VAN MAU", ref},
		{"ACB, small letters", "mc h57 16 220606 0001 gd 123456-060622 08:31:05", ref},
		{"without the mark", "nop le phi ho so H57.16-220606-0001", ref},
		{"as printed on the receipt, with marks around", "Nộp phí hồ sơ (H57.16-220606-0001), Nguyễn Văn Mẫu", ref},
		{"punctuation dropped", "nop phi H5716 220606 0001", ref},
		{"points for dashes", "H57.16.220606.0001", ref},
		{"underscores", "MC_H57_16_220606_0001", ref},
		{"a busy day has longer numbers", "MC H57 16 220606 10001", "H571622060610001"},
		{"another code", "MC H57 17 220606 0001", ""},
		{"no code", "NGUYEN VAN MAU chuyen tien", ""},
		{"a number alone", "220606 0001", ""},
		{"nothing", "", ""},
	} {
		got := find.Find(test.text)
		if test.want == "" {
			if len(got) > 0 {
				t.Errorf("%s: got %v, want nothing", test.reason, got)
			}
			continue
		}
		if !slices.Contains(got, test.want) {
			t.Errorf("%s: got %v, want %s", test.reason, got, test.want)
		}
	}
	for _, test := range []struct {
		reason, text string
		want         bool
	}{
		{"the code itself", "MC H57 16 220606 0001", true}, {"one digit wrong", "MC H57 16 220606 0007", true},
		{"one missing", "MC H57 16 22606 0001", true}, {"one too much", "MC H57 16 2220606 0001", true},
		{"O for 0", "MC H57 16 22O606 0001", true}, {"two wrong", "MC H57 16 220707 0001", false}, {"another day", "MC H57 16 220615 0042", false},
		{"the last one missing", "MC H57 16 220606 000", true}, {"the first one wrong", "MC X57 16 220606 0001", true}, {"cut off", "MC H57 16 2206", false},
		{"two faults in one half", "MC H75 16 220606 0001", false}, {"one fault in each half", "MC H57 15 220606 0002", false}, {"a second time right", "H57 16 22 MC H57 16 22O606 0001", true},
	} {
		if got := payment.Near(test.text, ref); got != test.want {
			t.Errorf("near, %s: got %v, want %v", test.reason, got, test.want)
		}
	}
}

func TestFindingCodesWithoutALetter(t *testing.T) {
	find := payment.NewFinder("{yyyymmdd}-{nnnnn}")
	if got := find.Find("so tham chieu 2022060600001"); len(got) > 0 {
		t.Errorf("got %v: digits alone are no code without the mark", got)
	}
	if got := find.Find("MC 20220606 00001 gd"); len(got) == 0 || got[0] != "2022060600001" {
		t.Errorf("got %v, want the code behind the mark", got)
	}
}

func TestMaskedAccount(t *testing.T) {
	if got, want := (payment.BankAccount{Number: "001100123456"}).Masked().Number, "••••••••3456"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := (payment.BankAccount{Number: "123"}).Masked().Number; strings.ContainsAny(got, "123") {
		t.Errorf("got %q: a short number is hidden whole", got)
	}
}
