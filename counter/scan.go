package counter

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/vietnamese"
)

// ScanKind is what a scanner read.
type ScanKind string

// The kinds of scans.
const (
	DossierScan    ScanKind = "dossier"    // the code of a dossier, or the picture on its receipt
	CitizenScan    ScanKind = "citizen"    // a citizen's card, or its number alone
	EnterpriseScan ScanKind = "enterprise" // the code of an enterprise or a tax code
	PhoneScan      ScanKind = "phone"      // typed, not scanned: how people are found again
)

// Scan is what was read, as far as it is sure.
type Scan struct {
	Kind   ScanKind
	Code   string        // of the dossier
	Key    string        // of the receipt; "" when the code alone was read
	Number string        // of the citizen, the enterprise or the telephone
	Name   string        // of the citizen; "" when the scanner mangled it
	Born   calendar.Date // of the card; zero when the number alone was read
	Issued calendar.Date
}

// scanLongest is longer than any picture the counter reads.
const scanLongest = 600

// cardFields are the fields of a citizen's card, parted by "|": number, number
// of the old card, name, date of birth, sex, residence, date of issue. Later
// cards have more.
const cardFields = 7

var (
	codeShape = regexp.MustCompile(`^[A-Z0-9][A-Z0-9.]*(-[A-Z0-9.]+)*-\d{6,8}-\d{3,}$`)
	taxShape  = regexp.MustCompile(`\b\d{10}(-?\d{3})?\b`)
)

// ReadScan reads what came from a scanner, which types it like a keyboard, or
// from somebody's hands, on a day. What a Vietnamese input method has changed
// on the way is refused rather than guessed at: a wrong code is worse than none.
// The fault is in the field "scan".
func ReadScan(text string, day calendar.Date) (Scan, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return Scan{}, motcua.InvalidField("scan", "counter.scan.empty")
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
		return Scan{}, motcua.InvalidField("scan", "counter.scan.unreadable")
	case utf8.RuneCountInString(text) > scanLongest:
		return Scan{}, motcua.InvalidField("scan", "counter.scan.long", "Limit", scanLongest)
	case strings.Count(text, "|") >= cardFields-1:
		return readCard(strings.Split(text, "|"), day)
	}
	if s, ok := readReceipt(text); ok {
		return s, nil
	}
	if n := identity.Compact(text); len(n) == 12 && strings.Trim(n, "0123456789") == "" {
		number, err := identity.CitizenNumber(n, day)
		return Scan{Kind: CitizenScan, Number: number}, inScan(err)
	}
	if number, ok := readTaxCode(text, day); ok {
		return Scan{Kind: EnterpriseScan, Number: number}, nil
	}
	if phone, err := identity.Phone(text); err == nil {
		return Scan{Kind: PhoneScan, Number: phone}, nil
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) }) {
		return Scan{}, motcua.InvalidField("scan", "counter.scan.mangled", "Text", text)
	}
	return Scan{}, motcua.InvalidField("scan", "counter.scan.unknown", "Text", text)
}

// readReceipt reads a dossier code, alone or with its key, and the addresses in
// which they stand: /t/CODE/KEY of a receipt, /tra-cuu/CODE, /can-bo/ho-so/CODE.
// Of an address the path alone counts, so that a host which an input method has
// changed does no harm.
func readReceipt(text string) (Scan, bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '?' || r == '#' || r == ' ' })
	for i, part := range parts {
		code := dossier.ReadCode(part)
		if !codeShape.MatchString(code) {
			continue
		}
		s := Scan{Kind: DossierScan, Code: code}
		if i+1 < len(parts) {
			if key, ok := dossier.ReadKey(parts[i+1]); ok {
				s.Key = key
			}
		}
		return s, true
	}
	return Scan{}, false
}

// readTaxCode finds the one number in a text that has the check digit of a tax
// code; two different ones are none, since nobody knows which is meant.
func readTaxCode(text string, day calendar.Date) (string, bool) {
	if code, err := identity.TaxCode(text, day); err == nil {
		return code, true
	}
	var found []string
	for _, n := range taxShape.FindAllString(text, -1) {
		if code, err := identity.TaxCode(n, day); err == nil && !slices.Contains(found, code) {
			found = append(found, code)
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}

func readCard(fields []string, day calendar.Date) (Scan, error) {
	number, err := identity.CitizenNumber(fields[0], day)
	if err != nil {
		return Scan{}, inScan(err)
	}
	s := Scan{Kind: CitizenScan, Number: number, Name: readableName(fields[2])}
	var ok bool
	if s.Born, ok = cardDate(fields[3]); !ok || s.Born.After(day) || s.Born.Year != identity.BornIn(number) {
		return Scan{}, motcua.InvalidField("scan", "counter.scan.born", "Text", fields[3])
	}
	if s.Issued, ok = cardDate(fields[6]); !ok || s.Issued.After(day) || s.Issued.Before(s.Born) {
		return Scan{}, motcua.InvalidField("scan", "counter.scan.issued", "Text", fields[6])
	}
	return s, nil
}

// cardDate reads ddmmyyyy.
func cardDate(s string) (calendar.Date, bool) {
	s = strings.TrimSpace(s)
	if len(s) != 8 || strings.Trim(s, "0123456789") != "" {
		return calendar.Date{}, false
	}
	d, err := calendar.ParseDate(s[4:] + "-" + s[2:4] + "-" + s[:2])
	return d, err == nil
}

// ending is how a Vietnamese syllable may end: on a vowel or one of eight
// consonants. What Telex leaves behind ends otherwise: "Nguyeenx", "Vawn".
var ending = regexp.MustCompile(`^(?:[bcdghklmnpqrstvx]*)[aeiouy]+(?:ch|c|m|ng|nh|n|p|t)?$`)

// readableName is the name on a card as far as it can be trusted: Vietnamese
// syllables of which one at least carries a mark. A name of plain letters alone
// is more often one whose marks the scanner has lost, so it is left to be typed;
// so are names of other spellings. The officer holds it against the card anyway.
func readableName(s string) string {
	clean, err := vietnamese.Clean("scan", s)
	words := strings.Fields(clean)
	if err != nil || len(words) < 2 || len(words) > 8 {
		return ""
	}
	marked := false
	for _, word := range words {
		runes := []rune(word)
		lower := []rune(strings.ToLower(word))
		plain := vietnamese.Fold(word)
		doubled := strings.Contains(string(lower), "aa") || strings.Contains(string(lower), "ee") || strings.Contains(string(lower), "oo") || strings.Contains(string(lower), "dd")
		if !unicode.IsUpper(runes[0]) || doubled || !ending.MatchString(plain) {
			return ""
		}
		marked = marked || plain != string(lower)
	}
	if !marked {
		return ""
	}
	return strings.Join(words, " ")
}

func inScan(err error) error {
	f, ok := motcua.AsFault(err)
	if !ok {
		return err
	}
	at := *f
	at.Field = "scan"
	return &at
}
