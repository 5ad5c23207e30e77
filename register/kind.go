package register

import (
	"strings"
	"time"

	"motcua/calendar"
	"motcua/vietnamese"
)

// Kind is a type of official document (loại văn bản) and the days between which
// it has the code; a zero day is open.
type Kind struct {
	ID          string // stable; its name is in the catalogue of messages
	Code        string // as written in a sign: BC, CTr; "" for the official letter
	Legal       bool   // a legal normative document, which others send us and we do not issue
	From, Until calendar.Date
	Ground      string
}

// OfficialLetter is the id of the công văn, which has no code in its sign.
const OfficialLetter = "officialLetter"

const (
	decree30 = "Nghị định 30/2020/NĐ-CP, Điều 7 và Phụ lục III"
	before30 = "Thông tư 01/2011/TT-BNV, Phụ lục I"
	lawOfLaw = "Luật Ban hành văn bản quy phạm pháp luật"
)

// decree30Since is the day from which NĐ 30/2020/NĐ-CP holds.
func decree30Since() calendar.Date { return calendar.Date{Year: 2020, Month: time.March, Day: 5} }

// Kinds lists every type: the 29 of NĐ 30/2020/NĐ-CP in its order, those that
// ended with it, and the normative ones that come from outside.
func Kinds() []Kind {
	since := decree30Since()
	var list []Kind
	for _, k := range [][2]string{
		{"resolution", "NQ"}, {"decision", "QĐ"}, {"directive", "CT"}, {"statute", "QC"}, {"rules", "QyĐ"}, {"communique", "TC"},
		{"notice", "TB"}, {"guidance", "HD"}, {"programme", "CTr"}, {"plan", "KH"}, {"option", "PA"}, {"scheme", "ĐA"}, {"project", "DA"},
		{"report", "BC"}, {"minutes", "BB"}, {"submission", "TTr"}, {"contract", "HĐ"}, {OfficialLetter, ""}, {"telegram", "CĐ"},
		{"memorandum", "BGN"}, {"agreement", "BTT"}, {"authorisation", "GUQ"}, {"invitation", "GM"}, {"introduction", "GGT"}, {"leave", "GNP"},
		{"sendingSlip", "PG"}, {"transferSlip", "PC"}, {"noticeSlip", "PB"}, {"publicLetter", ""},
	} {
		kind := Kind{ID: k[0], Code: k[1], Ground: decree30}
		if k[0] == "noticeSlip" { // the one type that the decree added
			kind.From = since
		}
		list = append(list, kind)
	}
	for _, k := range [][2]string{{"commitment", "BCK"}, {"certificate", "GCN"}, {"travelOrder", "GĐĐ"}, {"paperReceipt", "GBN"}} {
		list = append(list, Kind{ID: k[0], Code: k[1], Until: since.AddDays(-1), Ground: before30})
	}
	for _, k := range [][2]string{{"law", "L"}, {"ordinance", "PL"}, {"decree", "NĐ"}, {"circular", "TT"}, {"jointCircular", "TTLT"}} {
		list = append(list, Kind{ID: k[0], Code: k[1], Legal: true, Ground: lawOfLaw})
	}
	return list
}

// KindsOn lists the types that an agency may issue on a day.
func KindsOn(day calendar.Date) []Kind {
	var list []Kind
	for _, k := range Kinds() {
		if !k.Legal && k.holds(day) {
			list = append(list, k)
		}
	}
	return list
}

// KindOf finds a type by its id, whenever it holds or held.
func KindOf(id string) (Kind, bool) {
	for _, k := range Kinds() {
		if k.ID == id {
			return k, true
		}
	}
	return Kind{}, false
}

func (k Kind) holds(day calendar.Date) bool {
	return (k.From.IsZero() || !day.Before(k.From)) && (k.Until.IsZero() || !day.After(k.Until))
}

// kindByCode finds the type of a code in any case: "Ctr" is CTr. The code of a
// type that does not hold on the day is none of that day's; on a zero day every
// code is read.
func kindByCode(code string, day calendar.Date) (Kind, bool) {
	for _, k := range Kinds() {
		if k.Code != "" && strings.EqualFold(k.Code, code) && (day.IsZero() || k.holds(day)) {
			return k, true
		}
	}
	return Kind{}, false
}

// meantCode finds the one code that somebody means who left out a mark: QD is
// QĐ. A code that is a type itself means itself.
func meantCode(code string, day calendar.Date) (string, bool) {
	var found []string
	for _, k := range Kinds() {
		if k.Code != "" && vietnamese.Fold(k.Code) == vietnamese.Fold(code) && (day.IsZero() || k.holds(day)) {
			found = append(found, k.Code)
		}
	}
	if len(found) == 0 {
		return "", false
	}
	return found[0], true
}
