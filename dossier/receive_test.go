package dossier_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
)

func TestIntakeIsCheckedWhole(t *testing.T) {
	now := at(t, "2022-06-06T08:30")
	p := procedure(t, investment)
	v, err := p.VersionOn(calendar.DateOf(now))
	if err != nil {
		t.Fatal(err)
	}
	good := dossier.Intake{ReceivedAt: now, Applicant: dossier.Party{Name: "Mẫu"}}
	tests := []struct {
		reason string
		change func(*dossier.Intake)
		want   []string // field and key of every fault
	}{
		{"a name is enough", func(*dossier.Intake) {}, nil},
		{"without a name", func(in *dossier.Intake) { in.Applicant.Name = "  " }, []string{"applicant.name dossier.required.name"}},
		{"all faults at once", func(in *dossier.Intake) {
			in.Applicant = dossier.Party{Kind: "robot", Email: "mau", Phone: "12"}
			in.Delivery, in.ReceivedAt = "pigeon", now.Add(time.Hour)
		}, []string{"receivedAt dossier.receivedAt.future", "delivery dossier.delivery.unknown", "applicant.name dossier.required.name",
			"applicant.email dossier.email", "applicant.phone dossier.phone", "applicant.kind dossier.party.kind"}},
		{"a citizen number of eleven digits", func(in *dossier.Intake) { in.Applicant.Identifier = "12345678901" }, []string{"applicant.identifier dossier.citizenID"}},
		{"with spaces, of twelve", func(in *dossier.Intake) { in.Applicant.Identifier = "046 089 001234" }, nil},
		{"a tax code of nine digits", func(in *dossier.Intake) {
			in.Applicant.Kind, in.Applicant.Identifier = "organization", "330123456"
		}, []string{"applicant.identifier dossier.taxCode"}},
		{"a tax code of a dependent unit", func(in *dossier.Intake) {
			in.Applicant.Kind, in.Applicant.Identifier = "organization", "3301234567-001"
		}, nil},
		{"a passport as long as a letter", func(in *dossier.Intake) { in.Applicant.Identifier = strings.Repeat("B", 31) }, []string{"applicant.identifier dossier.tooLong"}},
		{"a telephone abroad", func(in *dossier.Intake) { in.Applicant.Phone = "+84 (0) 905.123.456" }, nil},
		{"a note of 4001 letters", func(in *dossier.Intake) { in.Note = strings.Repeat("ộ", 4001) }, []string{"note dossier.tooLong"}},
		{"a note of 4000 letters", func(in *dossier.Intake) { in.Note = strings.Repeat("ộ", 4000) }, nil},
		{"a channel that is none", func(in *dossier.Intake) { in.Channel = "fax" }, []string{"channel catalogue.channel"}},
		{"minus one copy", func(in *dossier.Intake) { in.Papers = []dossier.Paper{{Code: "P01", Copies: -1}} }, []string{"papers dossier.papers.count"}},
		{"a list without end", func(in *dossier.Intake) { in.Papers = make([]dossier.Paper, 201) }, []string{"papers dossier.papers.many"}},
		{"a name that is not UTF-8", func(in *dossier.Intake) { in.Applicant.Name = "Nguy\xean" }, []string{"applicant.name vietnamese.encoding"}},
		{"an identifier that is not UTF-8", func(in *dossier.Intake) { in.Applicant.Identifier = "B\xea123" }, []string{"applicant.identifier vietnamese.encoding"}},
	}
	for _, test := range tests {
		in := good
		test.change(&in)
		_, err := dossier.Prepare(in, p, v, now)
		var got []string
		if fault, ok := err.(*motcua.Fault); ok {
			for _, f := range fault.All() {
				got = append(got, f.Field+" "+f.Text.Key)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.reason, got, test.want)
		}
	}
}

func TestIntakeIsNormalised(t *testing.T) {
	now := at(t, "2022-06-06T08:30")
	p := procedure(t, investment)
	v, err := p.VersionOn(calendar.DateOf(now))
	if err != nil {
		t.Fatal(err)
	}
	in, err := dossier.Prepare(dossier.Intake{ReceivedAt: now.In(calendar.Zone()).Add(1234 * time.Microsecond).Add(-time.Second),
		Applicant: dossier.Party{Name: " Ðặng Nguye\u0302\u0303n ", Phone: "0905.123 456"}}, p, v, now)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ reason, got, want string }{
		{"Đ for Ð, composed, trimmed", in.Applicant.Name, "Đặng Nguyễn"},
		{"a telephone without dots and spaces", in.Applicant.Phone, "0905123456"},
		{"a person unless said otherwise", in.Applicant.Kind, dossier.PersonParty},
		{"at the counter unless said otherwise", in.Delivery, dossier.AtCounter},
		{"an instant as it is stored", in.ReceivedAt.Format(time.RFC3339Nano), "2022-06-06T01:29:59.001Z"},
		{"the term pinned", in.Term.String(), "35 working days"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, test.got, test.want)
		}
	}
}

func TestCodes(t *testing.T) {
	day := calendar.Date{Year: 2022, Month: 6, Day: 10}
	tests := []struct {
		reason  string
		pattern dossier.Pattern
		n       int
		want    string
		fault   string
	}{
		{"the department's", dossier.DefaultPattern, 1, "H57.16-220610-0001", ""},
		{"more in a day than digits", dossier.DefaultPattern, 10001, "H57.16-220610-10001", ""},
		{"the order of TT 01/2018", "000.00.16.H57-{yymmdd}-{nnnn}", 31, "000.00.16.H57-220610-0031", ""},
		{"seven digits and the whole year", "G09.20-{yyyymmdd}-{nnnnnnn}", 92637, "G09.20-20220610-0092637", ""},
		{"without a day every day would give the same codes", "H57-{nnnn}", 1, "", "dossier.pattern.day"},
		{"without a number every dossier of a day would", "H57-{yymmdd}", 1, "", "dossier.pattern.number"},
		{"two digits are too few", "H57-{yymmdd}-{nn}", 1, "", "dossier.pattern.number"},
	}
	for _, test := range tests {
		if got := keyOf(t, test.pattern.Check()); got != test.fault {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.fault)
		}
		if test.fault == "" {
			if got := test.pattern.Code(day, test.n); got != test.want {
				t.Errorf("%s: got %s, want %s", test.reason, got, test.want)
			}
		}
	}
	if a, b := dossier.Pattern("A-{yymmdd}-{nnnn}").Scope(), dossier.Pattern("B-{yymmdd}-{nnnn}").Scope(); a == b {
		t.Errorf("two patterns are counted together: both in %q", a)
	}
}

func TestKeysAreReadAsPeopleTypeThem(t *testing.T) {
	key := dossier.Key([]byte{0, 17, 18, 255, 7, 100})
	tests := []struct {
		reason, typed string
		ok            bool
	}{
		{"as printed", key, true},
		{"in small letters", strings.ToLower(key), true},
		{"with a gap and a dash", key[:3] + " -" + key[3:], true},
		{"one letter short", key[:5], false},
		{"with a vowel", "A" + key[1:], false},
		{"nothing", "", false},
	}
	for _, test := range tests {
		got, ok := dossier.ReadKey(test.typed)
		if ok != test.ok || ok && got != key {
			t.Errorf("%s: got %q, %v, want %q, %v", test.reason, got, ok, key, test.ok)
		}
	}
	if got, want := dossier.ReadCode(" h57.16–220606-0001 "), "H57.16-220606-0001"; got != want {
		t.Errorf("a code with a long dash: got %q, want %q", got, want)
	}
}
