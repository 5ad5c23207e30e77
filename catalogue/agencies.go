package catalogue

import (
	"encoding/json"
	"fmt"
	"strings"

	"motcua"
	"motcua/identity"
	"motcua/vietnamese"
)

// collectedAgencies is what was found about the bodies of a province: names
// without ids. What the collection marks as remembered is not read.
type collectedAgencies struct {
	Found *struct {
		Department struct {
			Name  string           `json:"name"`
			Units []collectedNamed `json:"units"`
		} `json:"department"`
		OneStop collectedNamed `json:"one_stop"`
		Others  []struct {
			Name string `json:"name"`
		} `json:"other_agencies"`
		Districts []collectedNamed `json:"districts"`
	} `json:"found"`
}

type collectedNamed struct {
	Name string `json:"name"`
}

func isCollectedAgencies(data []byte) bool {
	var c collectedAgencies
	return json.Unmarshal(data, &c) == nil && c.Found != nil
}

// readCollectedAgencies gives each name an id: a known one for the department,
// its centre and the bodies the sample knows, else one made of the name.
func readCollectedAgencies(data []byte) (Reading[identity.Agency], error) {
	data, err := text(data)
	if err != nil {
		return Reading[identity.Agency]{}, err
	}
	var c collectedAgencies
	if err := json.Unmarshal(data, &c); err != nil || c.Found == nil {
		return Reading[identity.Agency]{}, motcua.InvalidField("file", "catalogue.file.shape", "Key", "agencies")
	}
	department := namedAgency(c.Found.Department.Name, "department")
	for _, u := range c.Found.Department.Units {
		department.Units = append(department.Units, identity.Unit{ID: unitID(u.Name), Name: u.Name})
	}
	agencies := []identity.Agency{department, namedAgency(c.Found.OneStop.Name, "center")}
	for _, o := range c.Found.Others {
		for name := range strings.SplitSeq(o.Name, ";") {
			if strings.HasPrefix(vietnamese.Fold(name), "van phong ubnd") {
				continue
			}
			agencies = append(agencies, namedAgency(strings.TrimSpace(name), "department"))
		}
	}
	for _, d := range c.Found.Districts {
		if d.Name != "" {
			agencies = append(agencies, namedAgency("UBND "+d.Name, "department"))
		}
	}
	var reading Reading[identity.Agency]
	seen := map[string]bool{}
	for i, a := range agencies {
		problems := agencyProblems(a)
		if seen[a.ID] {
			problems = append(problems, found(Error, "id", "catalogue.twice", "Ref", a.ID))
		}
		seen[a.ID] = true
		ref := a.ID
		if ref == "" {
			ref = fmt.Sprintf("#%d", i+1)
		}
		reading.take(ref, a, problems)
	}
	return reading, nil
}

func namedAgency(name, calendarID string) identity.Agency {
	return identity.Agency{ID: agencyID(name), Name: name, ShortName: shortName(name), Calendar: calendarID}
}

// agencyID is the id the sample uses for a body of that name, else the initials
// of the name; for a district its own name run together.
func agencyID(name string) string {
	folded := vietnamese.Fold(shortName(name))
	for _, known := range []struct{ name, id string }{
		{"trung tam phuc vu hanh chinh cong", "ttpvhcc"}, {"ubnd tinh", "ubnd"}, {"uy ban nhan dan tinh", "ubnd"},
		{"ban quan ly khu kinh te", "bqlkkt"}, {"cong an tinh", "cat"},
		{"ubnd thanh pho hue", "tphue"},
	} {
		if strings.HasPrefix(folded, known.name) {
			return known.id
		}
	}
	for _, kind := range []string{"ubnd huyen ", "ubnd thi xa ", "ubnd thanh pho "} {
		if district, ok := strings.CutPrefix(folded, kind); ok {
			return strings.ReplaceAll(district, " ", "")
		}
	}
	var id strings.Builder
	for _, word := range strings.FieldsFunc(folded, func(r rune) bool { return r < 'a' || r > 'z' }) {
		if word != "va" {
			id.WriteByte(word[0])
		}
	}
	return id.String()
}

// unitID is the id the sample uses for a unit of that name, else its initials.
func unitID(name string) string {
	folded := vietnamese.Fold(name)
	for _, known := range []struct{ word, id string }{
		{"van phong", "vanphong"}, {"kinh te doi ngoai", "ktdn"}, {"dang ky kinh doanh", "dkkd"}, {"xuc tien", "ttxt"},
	} {
		if strings.Contains(folded, known.word) {
			return known.id
		}
	}
	return agencyID(name)
}

// shortName leaves out the province, which every agency of it shares.
func shortName(name string) string {
	for _, province := range []string{" tỉnh " + home, " " + home} {
		name = strings.TrimSuffix(name, province)
	}
	if name == "UBND" {
		return "UBND tỉnh"
	}
	return name
}
