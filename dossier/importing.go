package dossier

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/vietnamese"
)

// Origin says that a dossier came from a row of a file.
type Origin struct {
	Task string `json:"task"`
	File string `json:"file"`
	Line int    `json:"line"`           // from 1, the heads counted
	Code string `json:"code,omitempty"` // in the file, where it could not be kept
}

// ImportColumn is what a file of dossiers can tell. A cell that is not text –
// a number, a date – comes as the file keeps it.
type ImportColumn struct {
	ID       string
	Required bool
	names    []string // folded, as people head such a column
}

// ImportColumns lists the columns of a file of dossiers, in the order of the
// template.
func ImportColumns() []ImportColumn {
	return []ImportColumn{
		{ID: "code", names: []string{"ma ho so", "so ho so", "ma so ho so", "so bien nhan", "code"}},
		{ID: "procedure", Required: true, names: []string{"ma thu tuc", "ma tthc", "thu tuc", "ma thu tuc hanh chinh", "procedure"}},
		{ID: "receivedAt", Required: true, names: []string{"ngay tiep nhan", "thoi diem tiep nhan", "ngay nhan", "ngay nop", "tiep nhan", "received"}},
		{ID: "applicant", Required: true, names: []string{"nguoi nop", "ten nguoi nop", "ho ten", "ho va ten", "to chuc ca nhan", "ten to chuc ca nhan", "chu ho so", "applicant"}},
		{ID: "kind", names: []string{"loai nguoi nop", "doi tuong", "ca nhan/to chuc", "kind"}},
		{ID: "identifier", names: []string{"so dinh danh", "cccd", "so cccd", "cmnd", "so cmnd/cccd", "so giay to", "ma so thue", "identifier"}},
		{ID: "phone", names: []string{"dien thoai", "so dien thoai", "sdt", "phone"}},
		{ID: "email", names: []string{"email", "thu dien tu", "e-mail"}},
		{ID: "address", names: []string{"dia chi", "noi o", "address"}},
		{ID: "channel", names: []string{"cach nop", "hinh thuc nop", "kenh", "kenh tiep nhan", "channel"}},
		{ID: "note", names: []string{"ghi chu", "note"}},
	}
}

// GuessColumns finds the columns of a file by their heads, whatever their
// marks, case and order: the place of each, from 0.
func GuessColumns(heads []string) map[string]int {
	found := map[string]int{}
	for _, c := range ImportColumns() {
		for _, name := range c.names {
			i := slices.IndexFunc(heads, func(head string) bool { return plainHead(head) == name })
			if i >= 0 {
				found[c.ID] = i
				break
			}
		}
	}
	return found
}

// plainHead is a head without marks, stars and what stands in brackets.
func plainHead(head string) string {
	head, _, _ = strings.Cut(vietnamese.Fold(head), "(")
	return strings.Join(strings.Fields(strings.Trim(head, " *:.")), " ")
}

// ImportRow reads a row of a file: the code it had before, "" when it had none,
// and the intake. What is wrong names the column.
func ImportRow(cells []string, columns map[string]int) (code string, in Intake, faults []*motcua.Fault) {
	cell := func(id string) string {
		i, ok := columns[id]
		if !ok || i < 0 || i >= len(cells) {
			return ""
		}
		return strings.TrimSpace(cells[i])
	}
	fault := func(f *motcua.Fault) {
		if f != nil {
			faults = append(faults, f)
		}
	}
	if text := cell("code"); text != "" {
		code = ReadCode(text)
		if !importedCode.MatchString(code) {
			fault(motcua.InvalidField("code", "import.code", "Value", text))
		}
	}
	in.Procedure, _, _ = strings.Cut(cell("procedure"), " ")
	if in.Procedure == "" {
		fault(motcua.InvalidField("procedure", "dossier.required.procedure"))
	}
	var f *motcua.Fault
	in.ReceivedAt, f = importedInstant(cell("receivedAt"))
	fault(f)
	in.Applicant = Party{Name: cell("applicant"), Identifier: cell("identifier"), Phone: cell("phone"), Email: cell("email"), Address: cell("address")}
	if digits := compact(in.Applicant.Phone); len(digits) == 9 && number(digits) && digits[0] != '0' {
		fault(motcua.InvalidField("phone", "import.phone.zero", "Value", in.Applicant.Phone))
	}
	in.Applicant.Kind, f = importedKind(cell("kind"), in.Applicant)
	fault(f)
	in.Channel, f = importedChannel(cell("channel"))
	fault(f)
	in.Note = cell("note")
	return code, in, faults
}

var importedCode = regexp.MustCompile(`^[A-Z0-9][A-Z0-9.-]{3,38}[A-Z0-9]$`)

// importedHour is when a dossier was received of which a file tells the day
// alone: as the doors open, so that the day itself is the first that counts.
const importedHour = 8 * time.Hour

// importedInstant reads the moment of receipt as people and spreadsheets write
// it: 06/06/2022, 6/6/2022 14:30, 2022-06-06 14:30, or the number of days that
// a spreadsheet keeps.
func importedInstant(text string) (time.Time, *motcua.Fault) {
	if text == "" {
		return time.Time{}, motcua.InvalidField("receivedAt", "import.receivedAt.missing")
	}
	if days, err := strconv.ParseFloat(text, 64); err == nil && days >= 36526 && days < 73051 { // 2000 to 2099
		whole := int(days)
		day := calendar.Date{Year: 1899, Month: time.December, Day: 30}.AddDays(whole)
		minutes := time.Duration((days-float64(whole))*24*60+0.5) * time.Minute
		if minutes == 0 {
			minutes = importedHour
		}
		return day.At(0).Add(minutes), nil
	}
	for _, shape := range []string{"2/1/2006 15:04:05", "2/1/2006 15:04", "2/1/2006", "2-1-2006 15:04", "2-1-2006", "2.1.2006", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02"} {
		at, err := time.ParseInLocation(shape, strings.Join(strings.Fields(text), " "), calendar.Zone())
		if err != nil || at.Year() < 2000 || at.Year() > 2099 {
			continue
		}
		if !strings.Contains(shape, "15") {
			at = at.Add(importedHour)
		}
		return at, nil
	}
	return time.Time{}, motcua.InvalidField("receivedAt", "import.receivedAt", "Value", text)
}

// importedKind reads whether a person or an organisation applies; where the
// file does not say, a tax code tells an organisation.
func importedKind(text string, p Party) (string, *motcua.Fault) {
	switch folded := vietnamese.Fold(text); {
	case folded == "":
		digits := strings.ReplaceAll(compact(p.Identifier), "-", "")
		if number(digits) && (len(digits) == 10 || len(digits) == 13) {
			return OrganizationParty, nil
		}
		return PersonParty, nil
	case strings.HasPrefix(folded, "ca nhan") || strings.HasPrefix(folded, "nguoi dan") || folded == "cong dan" || folded == "person":
		return PersonParty, nil
	case strings.HasPrefix(folded, "to chuc") || strings.HasPrefix(folded, "doanh nghiep") || folded == "co quan" || folded == "organization":
		return OrganizationParty, nil
	}
	return PersonParty, motcua.InvalidField("kind", "import.kind", "Value", text)
}

func importedChannel(text string) (catalogue.ChannelKind, *motcua.Fault) {
	switch folded := vietnamese.Fold(text); {
	case folded == "" || strings.HasPrefix(folded, "truc tiep") || folded == "tai quay" || folded == "in person":
		return catalogue.InPerson, nil
	case strings.HasPrefix(folded, "truc tuyen") || folded == "online":
		return catalogue.Online, nil
	case strings.HasPrefix(folded, "buu chinh") || strings.HasPrefix(folded, "buu dien") || folded == "postal":
		return catalogue.Postal, nil
	}
	return catalogue.InPerson, motcua.InvalidField("channel", "import.channel", "Value", text)
}

// Read takes a code of the pattern apart: its day and number; false when it is
// none.
func (p Pattern) Read(code string) (day calendar.Date, n int, ok bool) {
	shape := regexp.QuoteMeta(string(p))
	long := strings.Contains(string(p), "{yyyymmdd}")
	shape = strings.NewReplacer(`\{yyyymmdd\}`, `(\d{8})`, `\{yymmdd\}`, `(\d{6})`, `\{`+strings.Repeat("n", p.digits())+`\}`, `(\d{`+strconv.Itoa(p.digits())+`,9})`).Replace(shape)
	m := regexp.MustCompile("^" + shape + "$").FindStringSubmatch(code)
	if len(m) != 3 {
		return day, 0, false
	}
	date, number := m[1], m[2]
	if strings.Index(string(p), "{n") < strings.Index(string(p), "{y") {
		date, number = m[2], m[1]
	}
	if !long {
		date = "20" + date
	}
	at, err := time.Parse("20060102", date)
	n, bad := strconv.Atoi(number)
	return calendar.Date{Year: at.Year(), Month: at.Month(), Day: at.Day()}, n, err == nil && bad == nil
}
