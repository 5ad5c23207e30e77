package dossier

import (
	"errors"
	"slices"
	"strings"
	"time"

	"motcua"
	"motcua/catalogue"
	"motcua/identity"
	"motcua/vietnamese"
)

// The ways of receiving the result.
const (
	AtCounter    = "counter"
	ByPost       = "postal"
	Electronic   = "electronic"
	textLimit    = 4000 // letters a free text may have
	nameLimit    = 300
	numberLimit  = 30  // of a citizen number, a tax code, a telephone
	papersAtMost = 999 // copies of one paper
	papersListed = 200 // papers of one list
)

// Prepare checks what was taken at the counter against the version of the
// procedure in force and completes it: texts normalised, the term pinned. All
// faults are reported together.
func Prepare(in Intake, p catalogue.Procedure, v catalogue.Version, now time.Time) (Intake, error) {
	in.Procedure, in.Version, in.Agency, in.Mode = p.Code, v.Number, p.Agency, v.Mode
	if in.Channel == "" {
		in.Channel = catalogue.InPerson
	}
	if in.Delivery == "" {
		in.Delivery = AtCounter
	}
	var faults []*motcua.Fault
	if in.Channel != catalogue.InPerson && in.Channel != catalogue.Online && in.Channel != catalogue.Postal {
		return in, motcua.InvalidField("channel", "catalogue.channel", "Channel", string(in.Channel))
	}
	term, err := v.TermFor(in.Case, string(in.Channel))
	if f, ok := err.(*motcua.Fault); ok {
		faults = append(faults, f)
	} else if err != nil {
		return in, err
	}
	in.Term = term
	in.ReceivedAt = in.ReceivedAt.UTC().Truncate(time.Millisecond) // as it is stored
	if in.ReceivedAt.After(now) {
		faults = append(faults, motcua.InvalidField("receivedAt", "dossier.receivedAt.future", "Now", now))
	}
	if in.Delivery != AtCounter && in.Delivery != ByPost && in.Delivery != Electronic {
		faults = append(faults, motcua.InvalidField("delivery", "dossier.delivery.unknown"))
	}
	faults = append(faults, in.Applicant.check("applicant", true)...)
	faults = append(faults, in.Submitter.check("submitter", false)...)
	faults = append(faults, checkText("note", &in.Note, textLimit, false), checkText("address", &in.DeliveryAddress, nameLimit, false))
	faults = append(faults, checkPapers(in.Papers)...)
	return in, motcua.Join(faults...)
}

// Receive opens a dossier from a prepared intake.
func Receive(id, code, key string, in Intake, p catalogue.Procedure, v catalogue.Version, at time.Time, by identity.Actor) *Dossier {
	empty := &Dossier{Plan: v.Process.Legs, Name: p.NameUnder(v), Supplement: v.Policy(), AutoExtension: v.AutoExtension}
	agency := ""
	if len(v.Process.Legs) > 0 {
		agency = v.Process.Legs[0].Agency
	}
	opened, _ := empty.With(at, Recorded(by, agency), Opened{ID: id, Code: code, Key: key, Intake: in})
	return opened
}

// Number is the identifier as two applicants are compared by it; "" when none
// was given.
func (p Party) Number() string {
	return strings.ToUpper(strings.ReplaceAll(compact(strings.TrimSpace(p.Identifier)), "-", ""))
}

// Telephone is the telephone number as people are found by it; "" when none
// was given.
func (p Party) Telephone() string {
	if n, err := identity.Phone(p.Phone); err == nil {
		return n
	}
	return compact(p.Phone)
}

func (p *Party) check(field string, required bool) []*motcua.Fault {
	faults := []*motcua.Fault{
		checkText(field+".name", &p.Name, nameLimit, required),
		checkText(field+".address", &p.Address, nameLimit, false),
		checkText(field+".email", &p.Email, nameLimit, false),
		checkText(field+".identifier", &p.Identifier, numberLimit, false),
		checkText(field+".phone", &p.Phone, numberLimit, false),
	}
	if p.Email != "" && (!strings.Contains(p.Email, "@") || strings.ContainsAny(p.Email, " ,;")) {
		faults = append(faults, motcua.InvalidField(field+".email", "dossier.email"))
	}
	p.Identifier, p.Phone = compact(p.Identifier), compact(p.Phone)
	if p.Phone != "" && !phone(p.Phone) {
		faults = append(faults, motcua.InvalidField(field+".phone", "dossier.phone"))
	}
	switch p.Kind {
	case "":
		if p.Name != "" && required {
			p.Kind = PersonParty
		}
	case PersonParty, OrganizationParty:
	default:
		faults = append(faults, motcua.InvalidField(field+".kind", "dossier.party.kind"))
	}
	if f := p.checkIdentifier(field); f != nil {
		faults = append(faults, f)
	}
	return faults
}

// checkIdentifier: a citizen number has 12 digits (9 of the old identity card);
// a tax code 10, or 13 for a dependent unit (TT 105/2020/TT-BTC).
func (p *Party) checkIdentifier(field string) *motcua.Fault {
	if p.Identifier == "" {
		return nil
	}
	digits := strings.ReplaceAll(p.Identifier, "-", "")
	n := len(digits)
	switch {
	case p.Kind == OrganizationParty && (!number(digits) || n != 10 && n != 13):
		return motcua.InvalidField(field+".identifier", "dossier.taxCode", "Digits", n)
	case p.Kind == PersonParty && number(digits) && n != 12 && n != 9:
		return motcua.InvalidField(field+".identifier", "dossier.citizenID", "Digits", n)
	}
	return nil
}

// checkPapers: a paper that the version does not ask for is kept as a further
// paper of the applicant; only impossible counts are refused.
func checkPapers(handed []Paper) []*motcua.Fault {
	if len(handed) > papersListed {
		return []*motcua.Fault{motcua.InvalidField("papers", "dossier.papers.many", "Limit", papersListed)}
	}
	for i := range handed {
		p := &handed[i]
		if f := checkText("papers", &p.Code, numberLimit, false); f != nil {
			return []*motcua.Fault{f}
		}
		if p.Originals < 0 || p.Copies < 0 || p.Originals > papersAtMost || p.Copies > papersAtMost {
			return []*motcua.Fault{motcua.InvalidField("papers", "dossier.papers.count", "Code", p.Code, "Limit", papersAtMost)}
		}
	}
	return nil
}

// Missing lists the required papers that were not handed in; the counter asks
// for them before it takes the dossier (NĐ 61/2018 art 17(1)).
func Missing(handed []Paper, v catalogue.Version, caseID string) []catalogue.Paper {
	have := make(map[string]bool, len(handed))
	for _, p := range handed {
		have[p.Code] = p.Originals+p.Copies > 0
	}
	var missing []catalogue.Paper
	for _, p := range v.PapersFor(caseID) {
		if p.Required && !have[p.Code] {
			missing = append(missing, p)
		}
	}
	return missing
}

// checkText normalises a text in place (NFC, "Ð" repaired, spaces trimmed) and
// says what is wrong with it; nil when nothing is.
func checkText(field string, text *string, limit int, required bool) *motcua.Fault {
	clean, err := vietnamese.Clean(field, *text)
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		return fault
	}
	*text = clean
	switch {
	case required && clean == "":
		return motcua.InvalidField(field, "dossier.required."+lastPart(field))
	case len([]rune(clean)) > limit:
		return motcua.InvalidField(field, "dossier.tooLong", "Limit", limit)
	}
	return nil
}

func lastPart(field string) string { return field[strings.LastIndex(field, ".")+1:] }

// compact drops the spaces, dots and brackets that people write in numbers.
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .()\u00a0", r) {
			return -1
		}
		return r
	}, s)
}

func number(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// phone: ten or eleven digits beginning with 0, or an international number.
func phone(s string) bool {
	if rest, ok := strings.CutPrefix(s, "+"); ok {
		return number(rest) && len(rest) >= 8 && len(rest) <= 15
	}
	s = strings.ReplaceAll(s, "-", "")
	return number(s) && s[0] == '0' && (len(s) == 10 || len(s) == 11)
}

// CheckParty completes who applies, as an intake would have it, and says what
// is wrong with it: fields are named after the given one.
func CheckParty(field string, p *Party) []*motcua.Fault { return faultsOf(p.check(field, true)) }

func faultsOf(list []*motcua.Fault) []*motcua.Fault {
	return slices.DeleteFunc(list, func(f *motcua.Fault) bool { return f == nil })
}
