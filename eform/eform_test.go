package eform_test

import (
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/eform"
	"motcua/internal/message"
)

var (
	day  = calendar.Date{Year: 2022, Month: 6, Day: 6}
	late = calendar.Date{Year: 2026, Month: 1, Day: 5}
)

// foreigner fills in the largest form without a mistake.
func foreigner() map[string][]string {
	return map[string][]string{
		"investorOrigin": {"foreign"}, "investorKind": {"organization"}, "organizationName": {"Sample Holdings K.K."},
		"registrationNumber": {"0100-01-012345"}, "country": {"Nhật Bản"}, "registrationDate": {"15/6/2015"},
		"addressAbroad": {"1-1 Marunouchi\r\nTokyo"}, "phone": {"+81 3 1234 5678"}, "email": {"invest@example.jp"},
		"representative.name": {"Sato Hanako"}, "representative.position": {"Director"}, "representative.idKind": {"passport"},
		"representative.passport": {"tk1234567"}, "representative.nationality": {"Nhật Bản"},
		"policy": {"yes"}, "policyNumber": {"1234/QĐ-UBND"}, "policyDate": {"01/6/2022"},
		"newCompany": {"yes"}, "company.name": {"CÔNG TY TNHH MẪU HUẾ"}, "company.kind": {"llc1"}, "company.charter": {"20.000.000.000"},
		"projectName": {"Khu nghỉ dưỡng mẫu Lăng Cô"}, "objective": {"Xây dựng và kinh doanh khách sạn"},
		"industries.0.code": {"5510"}, "industries.0.detail": {"Khách sạn"}, "industries.1.code": {"5610 – Nhà hàng"},
		"scale": {"300 phòng"}, "site.edition": {"2022-07"}, "site.province": {"46"}, "site.district": {"474"}, "site.commune": {"19783"}, "site.street": {"12 Lê Lợi"},
		"land": {"yes"}, "landArea": {"12.500,5"}, "total": {"85.000.000.000 đồng"}, "totalUSD": {"3600000"}, "equity": {"25 000 000 000"},
		"years": {"50"}, "construction": {"01/3/2023"}, "operation": {"01-9-2024"}, "workers": {"250"}, "environment": {"2"}, "technology": {"no"}, "incentives": {"no"},
	}
}

func with(values map[string][]string, pairs ...string) map[string][]string {
	next := maps.Clone(values)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			delete(next, pairs[i])
		} else {
			next[pairs[i]] = []string{pairs[i+1]}
		}
	}
	return next
}

func found(faults []*motcua.Fault) []string {
	var list []string
	for _, f := range faults {
		list = append(list, f.Field+" "+f.Text.Key)
	}
	return list
}

func TestStandardFormsAreSound(t *testing.T) {
	forms, err := eform.Standard()
	if err != nil {
		t.Fatal(err)
	}
	served := map[string]string{}
	for _, f := range forms {
		for _, code := range f.For {
			if other := served[code]; other != "" {
				t.Errorf("%s and %s both serve %s", other, f.Ref(), code)
			}
			served[code] = f.Ref()
		}
		if again, ok := eform.Named(f.Ref()); !ok || again != f {
			t.Errorf("%s is not found by its name", f.Ref())
		}
		if faults := f.Check(nil, "", day); len(faults) == 0 {
			t.Errorf("%s takes no answer at all", f.Ref())
		}
	}
	if len(forms) < 8 {
		t.Errorf("only %d forms", len(forms))
	}
}

func TestFor(t *testing.T) {
	for _, test := range []struct {
		reason, code string
		day          calendar.Date
		want         string
	}{
		{"its own form", "1.009645", day, "investment-policy/1"},
		{"a procedure without one", "2.001999", day, "general/1"},
		{"before its form was in force", "1.009645", calendar.Date{Year: 2021, Month: 1, Day: 4}, "general/1"},
	} {
		if got := eform.For(test.code, test.day).Ref(); got != test.want {
			t.Errorf("%s: %s, want %s", test.reason, got, test.want)
		}
	}
	if _, ok := eform.Named("general/99"); ok {
		t.Error("a version that there is not is found")
	}
	if f := (eform.Forms{}).For("x", day); f == nil || len(f.Sections) != 0 {
		t.Error("of no forms, none with questions")
	}
}

func TestCheck(t *testing.T) {
	f := eform.For("1.009664", day)
	long := strings.Repeat("ư", 10_000)
	for _, test := range []struct {
		reason string
		pairs  []string
		want   []string
	}{
		{"complete and right", nil, nil},
		{"a name is missing", []string{"organizationName", ""}, []string{"organizationName eform.required.enter"}},
		{"blanks are no name", []string{"organizationName", " \t\u200b"}, []string{"organizationName eform.required.enter"}},
		{"10,000 characters of a name", []string{"organizationName", long}, []string{"organizationName eform.long"}},
		{"two languages mixed in one name", []string{"organizationName", "Công ty 株式会社 Ω"}, nil},
		{"a name in decomposed letters", []string{"organizationName", "Co\u0302ng ty"}, nil},
		{"NUL", []string{"organizationName", "Công\x00ty"}, []string{"organizationName vietnamese.control"}},
		{"no UTF-8", []string{"organizationName", "C\xf4ng ty"}, []string{"organizationName vietnamese.encoding"}},
		{"marks that turn the direction are left out", []string{"organizationName", "Công ty \u202eytuam"}, nil},
		{"markup is a text like others", []string{"organizationName", "<script>alert(1)</script>"}, nil},
		{"an answer that is not offered", []string{"environment", "9"}, []string{"environment eform.choice"}},
		{"the thirty-first of February", []string{"registrationDate", "31/2/2015"}, []string{"registrationDate eform.date.day"}},
		{"a leap day that there is", []string{"registrationDate", "29022016"}, nil},
		{"month thirteen", []string{"registrationDate", "1/13/2015"}, []string{"registrationDate eform.date.month"}},
		{"a year of two digits", []string{"registrationDate", "1/3/15"}, []string{"registrationDate eform.date.year"}},
		{"no date", []string{"registrationDate", "hôm qua"}, []string{"registrationDate eform.date"}},
		{"a day to come where one is over", []string{"registrationDate", "6/6/2022"}, []string{"registrationDate eform.date.past"}},
		{"a day that is over where one is to come", []string{"operation", "1/6/2022", "construction", ""}, []string{"operation eform.date.future"}},
		{"opened before it is built", []string{"operation", "1/9/2022"}, []string{"operation eform.after"}},
		{"more of one's own than in all", []string{"equity", "86000000000"}, []string{"equity eform.atMost"}},
		{"money in words", []string{"total", "85 tỷ"}, []string{"total eform.money"}},
		{"money with a fraction", []string{"total", "85.000.000.000,5"}, []string{"total eform.money"}},
		{"money below the least", []string{"total", "100", "equity", "50"}, []string{"total eform.low"}},
		{"more digits than any machine keeps", []string{"total", strings.Repeat("9", 400)}, []string{"total eform.money.large"}},
		{"negative money", []string{"total", "-5000000"}, []string{"total eform.money"}},
		{"seventy years at most", []string{"years", "71"}, []string{"years eform.high"}},
		{"years are whole", []string{"years", "49,5"}, []string{"years eform.number.whole"}},
		{"no area at all", []string{"landArea", "0"}, []string{"landArea eform.above"}},
		{"a number in words", []string{"landArea", "một ha"}, []string{"landArea eform.number"}},
		{"an industry in words", []string{"industries.1.code", "khách sạn"}, []string{"industries.1.code eform.industry.none"}},
		{"an industry in words that lead on", []string{"industries.1.code", "luu tru"}, []string{"industries.1.code eform.industry.words"}},
		{"an industry that there is not", []string{"industries.1.code", "5519"}, []string{"industries.1.code eform.industry.near"}},
		{"an industry of five digits", []string{"industries.1.code", "55101"}, []string{"industries.1.code eform.industry.length"}},
		{"the same industry twice", []string{"industries.1.code", "5510", "industries.1.detail", "Khách sạn"}, []string{"industries eform.list.twice"}},
		{"no industry", []string{"industries.0.code", "", "industries.0.detail", "", "industries.1.code", ""}, []string{"industries.0.code eform.required.enter"}},
		{"a row that nobody filled is not asked for", []string{"industries.2.code", " "}, nil},
		{"the second row when the first is blank", []string{"industries.0.code", "", "industries.0.detail", "", "industries.1.code", "1"}, []string{"industries.1.code eform.industry.length"}},
		{"no commune", []string{"site.commune", ""}, []string{"site.commune eform.required.choose"}},
		{"a commune of another district", []string{"site.commune", "20044"}, []string{"site.commune eform.required.choose"}},
		{"the site must lie in Huế", []string{"site.province", "01"}, nil},
		{"a part that is shown", []string{"technology", "yes"}, []string{"technologyAbout eform.required.enter"}},
		{"a part that is not shown is not asked for", []string{"policy", "no", "policyNumber", "", "policyDate", ""}, nil},
		{"nor is it checked", []string{"policy", "no", "policyDate", "hôm qua"}, nil},
		{"a domestic investor is asked other questions", []string{"investorOrigin", "domestic"},
			[]string{"enterpriseCode eform.required.enter", "address.province eform.required.choose"}},
		{"within a group", []string{"representative.passport", "x"}, []string{"representative.passport identity.passport"}},
		{"a group that must be filled", []string{"representative.name", "", "representative.position", "", "representative.idKind", "", "representative.passport", "", "representative.nationality", ""},
			[]string{"representative.name eform.required.enter", "representative.position eform.required.enter", "representative.idKind eform.required.choose"}},
		{"in the order of the pages", []string{"years", "x", "phone", "1", "projectName", ""},
			[]string{"phone identity.phone.length", "projectName eform.required.enter", "years eform.number.whole"}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			a := f.Read(with(foreigner(), test.pairs...))
			got := found(f.Check(a, "", day))
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			for _, s := range f.Sections {
				for _, fault := range f.Check(a, s.ID, day) {
					if !slices.Contains(test.want, fault.Field+" "+fault.Text.Key) {
						t.Errorf("section %s finds %v, the whole does not", s.ID, fault)
					}
				}
			}
		})
	}
}

// TestSentences: what is wrong and what to do, in both languages.
func TestSentences(t *testing.T) {
	words, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	f := eform.For("1.001612", day)
	faults := f.Check(f.Read(map[string][]string{
		"citizenNumber": {"04608500123"}, "birthDate": {"31/2/2022"}, "phone": {"090512345"}, "foundedBy": {"family"},
		"members.0.fullName": {"Trần Văn Mẫu"}, "members.0.birthDate": {"27/3/1985"}, "members.0.citizenNumber": {"046090001234"},
	}), "", day)
	said := map[string][2]string{}
	for _, fault := range faults {
		said[fault.Field] = [2]string{words.In("vi").Fault(fault), words.In("en").Fault(fault)}
	}
	for field, want := range map[string][2]string{
		"fullName":                {"Nhập họ và tên", "Enter “Full name”"},
		"citizenNumber":           {"Số định danh phải có 12 chữ số – bạn nhập 11 chữ số", "The citizen number must have 12 digits – you entered 11"},
		"birthDate":               {"“Ngày sinh”: tháng 2/2022 chỉ có 28 ngày – hãy xem lại ngày", "“Date of birth”: month 2/2022 has only 28 days – check the day"},
		"phone":                   {"Số điện thoại phải có 10 chữ số, bắt đầu bằng 0 (máy bàn có 11 chữ số) – bạn nhập 9 chữ số", "The telephone number must have 10 digits and begin with 0 (11 for a fixed line) – you entered 9"},
		"address.province":        {"Chọn tỉnh, thành phố (địa chỉ liên lạc)", "Choose the province or city (contact address)"},
		"industries.0.code":       {"Nhập mã ngành (ngành 1)", "Enter “Industry code” (industry 1)"},
		"members.0.citizenNumber": {"Số định danh ghi năm sinh 1990, khác ngày sinh đã khai – hãy xem lại cả hai trên thẻ căn cước", "The citizen number states 1990 as the year of birth, unlike the date of birth given – look at both on the identity card again"},
	} {
		if said[field] != want {
			t.Errorf("%s says %q, want %q", field, said[field], want)
		}
	}
	for field, both := range said {
		for _, s := range both {
			if strings.Contains(s, "‹") || strings.Contains(s, "eform.") || strings.Contains(s, "không hợp lệ") {
				t.Errorf("%s says %q", field, s)
			}
		}
	}
}

func TestDocument(t *testing.T) {
	f := eform.For("1.009664", day)
	a := f.Read(with(foreigner(), "policy", "no", "unasked", "x", "industries.2.code", " "))
	data, err := f.Document(a, day)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{
		"registrationDate": "2015-06-15", "total": 85e9, "equity": 25e9, "landArea": 12500.5, "years": 50.0, "phone": "+81312345678",
		"addressAbroad": "1-1 Marunouchi\nTokyo", "policyNumber": nil, "policyDate": nil, "unasked": nil,
		"industries": []any{map[string]any{"code": "5510", "detail": "Khách sạn"}, map[string]any{"code": "5610"}},
		"site": map[string]any{"edition": "2022-07", "province": "46", "district": "474", "commune": "19783", "street": "12 Lê Lợi",
			"text": "12 Lê Lợi, Phường Vĩnh Ninh, Thành phố Huế, Tỉnh Thừa Thiên Huế"},
	} {
		if !reflect.DeepEqual(got[name], want) {
			t.Errorf("%s is kept as %v, want %v", name, got[name], want)
		}
	}
	kept, err := eform.ParseAnswers(data)
	if err != nil {
		t.Fatal(err)
	}
	if faults := f.Check(kept, "", day); len(faults) > 0 {
		t.Errorf("a document read as answers is at fault: %v", found(faults))
	}
	again, err := f.Document(kept, day)
	if err != nil || string(again) != string(data) {
		t.Errorf("a document read as answers is another document:\n%s\n%s", data, again)
	}
	if !reflect.DeepEqual(f.Summary(kept, "vi"), f.Summary(f.Read(with(foreigner(), "policy", "no")), "vi")) {
		t.Error("a document is summarised otherwise than what was typed")
	}
}

func TestSummary(t *testing.T) {
	f := eform.For("1.009664", day)
	for lang, want := range map[string]map[string]string{
		"vi": {"total": "85.000.000.000 đồng", "totalUSD": "3.600.000 USD", "landArea": "12.500,5 m²", "registrationDate": "15/06/2015", "landNow": "",
			"industries.0.code": "5510 – Dịch vụ lưu trú ngắn ngày", "environment": "Nhóm II", "site.province": "12 Lê Lợi, Phường Vĩnh Ninh, Thành phố Huế, Tỉnh Thừa Thiên Huế"},
		"en": {"total": "85,000,000,000 VND", "landArea": "12,500.5 m²", "environment": "Group II", "registrationDate": "15/06/2015"},
	} {
		got, of := map[string]string{}, map[string]string{}
		for _, part := range f.SummaryOn(f.Read(foreigner()), lang, day) {
			for _, line := range part.Lines {
				if line.Label == "" {
					t.Errorf("%s has no label in %s", line.Name, lang)
				}
				got[line.Name], of[line.Name] = line.Text, line.Of
			}
		}
		for name, text := range want {
			if said, there := got[name]; !there || said != text {
				t.Errorf("%s: %s reads %q, want %q", lang, name, said, text)
			}
		}
		if _, there := got["citizenNumber"]; there {
			t.Errorf("%s: what is not asked stands in the summary", lang)
		}
		if lang == "vi" && of["industries.1.code"] != "Ngành 2" {
			t.Errorf("the second row is called %q", of["industries.1.code"])
		}
	}
}

func TestUnitsThatChanged(t *testing.T) {
	f := eform.For("1.009664", late)
	faults := f.Check(f.Read(with(foreigner(), "site.commune", "19801", "policyDate", "1/6/2025", "construction", "", "operation", "1/9/2027")), "", late)
	var fault *motcua.Fault
	if !errors.As(motcua.Join(faults...), &fault) || fault.Field != "site.commune" || fault.Text.Args["Now"] != "Phường An Cựu" || len(faults) != 1 {
		t.Errorf("a draft from before July 2025 finds %v", faults)
	}
	for _, test := range []struct {
		reason, edition, province, commune, want string
	}{
		{"An Tây became An Cựu, which is offered", "2022-07", "46", "19816", "46 19815"},
		{"19815 was An Đông and is An Cựu", "2022-07", "46", "19815", "46 19815"},
		{"of one that is not known to have become anything, the province", "2022-07", "46", "99999", "46 "},
		{"a choice of now", "2025-07", "46", "19789", "46 19789"},
		{"nothing chosen", "", "", "", " "},
	} {
		place := f.Sections[2].Questions[4].PlaceOf(map[string]any{"edition": test.edition, "province": test.province, "commune": test.commune}, late)
		if test.province == "" {
			place.Tiers[0].Chosen = "" // the site lies in Huế, whatever is chosen
		}
		if got := place.Tiers[0].Chosen + " " + place.Tiers[1].Chosen; got != test.want {
			t.Errorf("%s: %q, want %q", test.reason, got, test.want)
		}
	}
}
