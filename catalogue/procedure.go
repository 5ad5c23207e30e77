// Package catalogue is the room of administrative procedures (thủ tục hành
// chính): what each procedure is, the versions of it in force from day to day
// under the decisions that announced them, the papers, fees and time limits a
// version asks for, and its internal process (quy trình nội bộ).
//
// A dossier pins the version in force on the day it was received. Time limits
// are deadline.Term values, money is int64 đồng, days are calendar.Date. The
// record follows NĐ 63/2010/NĐ-CP article 8 (name, steps, channels, papers,
// limit, who may apply, agency; form, result, conditions, fee where they
// apply); decisions follow article 14 (new, amended, replaced, abolished).
package catalogue

import (
	"cmp"

	"motcua"
	"motcua/calendar"
)

// Procedure is one administrative procedure with its versions.
type Procedure struct {
	// Code is the national code (mã thủ tục, "1.009645"): opaque text, unique.
	Code string `json:"code"`
	Name string `json:"name"`
	// NameEN is the English name; "" when nobody has translated it yet.
	NameEN string `json:"nameEN,omitempty"`
	// Field is the field of administration (lĩnh vực).
	Field string `json:"field"`
	// FieldEN is the English name of the field; "" when nobody has translated it.
	FieldEN string `json:"fieldEN,omitempty"`
	// Level says where it is handled: LevelProvince, LevelDistrict …
	Level string `json:"level"`
	// Agency is the id of the leading agency (identity.Agency).
	Agency string `json:"agency"`
	// Topics are the groups of things to do it belongs to ("Dự án đầu tư").
	Topics []string `json:"topics,omitempty"`
	// Audience says whom the catalogue shows it to first.
	Audience []string `json:"audience,omitempty"`
	// English says texts of its versions in English, by their Vietnamese wording:
	// papers, results, conditions, steps. It is our own translation and has no
	// force of law; the Vietnamese text decides.
	English map[string]string `json:"english,omitempty"`
	// Versions are ordered oldest first and do not overlap.
	Versions []Version `json:"versions"`
}

// The levels of administration at which a procedure is handled.
const (
	LevelProvince = "province" // cấp tỉnh
	LevelDistrict = "district" // cấp huyện (until 30/6/2025)
	LevelCommune  = "commune"  // cấp xã
	LevelMinistry = "ministry" // cấp bộ
)

// The audiences of a procedure.
const (
	AudienceCitizens   = "citizens"
	AudienceBusinesses = "businesses"
)

// VersionOn is the version in force on day d: from ValidFrom, up to but not
// including ValidTo. Its faults, each on the field "procedure":
// catalogue.notYet (d lies before the first version), catalogue.abolished
// (names the decision and the procedures that replace it) and
// catalogue.notInForce (a gap between versions, or nothing after the last).
func (p Procedure) VersionOn(d calendar.Date) (Version, error) {
	if len(p.Versions) == 0 {
		return Version{}, motcua.InvalidField("procedure", "catalogue.noVersion", "Code", p.Code)
	}
	if first := p.Versions[0]; d.Before(first.ValidFrom) {
		return Version{}, motcua.InvalidField("procedure", "catalogue.notYet",
			"Code", p.Code, "From", first.ValidFrom, "Date", d)
	}
	for i := len(p.Versions) - 1; i >= 0; i-- {
		v := p.Versions[i]
		if d.Before(v.ValidFrom) {
			continue
		}
		if v.Decision.Kind == Abolished {
			return Version{}, abolished(p.Code, v)
		}
		if v.InForce(d) {
			return v, nil
		}
		return Version{}, motcua.InvalidField("procedure", "catalogue.notInForce",
			"Code", p.Code, "To", v.ValidTo, "Date", d)
	}
	return Version{}, motcua.InvalidField("procedure", "catalogue.noVersion", "Code", p.Code)
}

// NameUnder is the name of the procedure under one of its versions.
func (p Procedure) NameUnder(v Version) string { return cmp.Or(v.Name, p.Name) }

// NameOn is the name of the procedure as of a day; its present one when no
// version is in force then.
func (p Procedure) NameOn(d calendar.Date) string {
	v, err := p.VersionOn(d)
	if err != nil {
		return p.Name
	}
	return p.NameUnder(v)
}

// Version finds the version with the given number, as a dossier has pinned it.
func (p Procedure) Version(number int) (Version, bool) {
	for _, v := range p.Versions {
		if v.Number == number {
			return v, true
		}
	}
	return Version{}, false
}

func abolished(code string, v Version) *motcua.Fault {
	if v.ReplacedBy == "" {
		return motcua.InvalidField("procedure", "catalogue.abolished",
			"Code", code, "Decision", v.Decision.Number, "From", v.ValidFrom)
	}
	return motcua.InvalidField("procedure", "catalogue.replaced",
		"Code", code, "Decision", v.Decision.Number, "From", v.ValidFrom, "Replacement", v.ReplacedBy)
}
