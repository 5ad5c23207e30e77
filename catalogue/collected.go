package catalogue

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
)

// home is the province whose published versions come first when a collection
// holds several, and homeAgency its department; the versions of other
// provinces serve only where neither it nor the nation published a limit.
const (
	home       = "Thừa Thiên Huế"
	homeAgency = "skhdt"
)

// collected is a procedure as it is gathered from portals and decisions: one
// version for each source, of different provinces and years.
type collected struct {
	Code     string             `json:"code"`
	Name     string             `json:"name"`
	Field    string             `json:"field"`
	Level    string             `json:"level"`
	Versions []collectedVersion `json:"versions"`
}

// collectedVersion is what one source says. Limits are numbers with a unit
// beside them (working_day, day, hour, month); null where the portal printed
// nothing usable.
type collectedVersion struct {
	Version    string             `json:"version"`
	AsOf       string             `json:"as_of"`
	Province   string             `json:"province"`
	Quality    string             `json:"source_quality"`
	Source     string             `json:"source"`
	URL        string             `json:"source_url"`
	Name       string             `json:"name_as_published"`
	Decision   string             `json:"promulgating_decision"`
	Applicants string             `json:"applicants"`
	Online     string             `json:"online_level"`
	Conditions string             `json:"conditions_text"`
	Steps      string             `json:"steps_text"`
	Value      json.Number        `json:"time_value"`
	Unit       string             `json:"time_unit"`
	Channels   []collectedChannel `json:"channels"`
	Cases      []collectedCase    `json:"cases"`
	Groups     []collectedGroup   `json:"document_groups"`
	Results    []Result           `json:"results"`
	Law        []string           `json:"legal_basis"`
}

type collectedChannel struct {
	Kind        string      `json:"channel"`
	Placeholder bool        `json:"time_placeholder"`
	Time        string      `json:"time_text"`
	Value       json.Number `json:"time_value"`
	Unit        string      `json:"time_unit"`
	Fee         *int64      `json:"fee_amount_vnd"`
	FeeText     string      `json:"fee_text"`
	FeeNote     string      `json:"fee_note"`
	Note        string      `json:"note"`
}

type collectedCase struct {
	Name  string      `json:"case"`
	Value json.Number `json:"value"`
	Unit  string      `json:"unit"`
}

type collectedGroup struct {
	Case   string `json:"case"`
	Papers []struct {
		Name      string `json:"name"`
		Form      string `json:"form"`
		Originals int    `json:"originals"`
		Copies    int    `json:"copies"`
	} `json:"documents"`
}

// UnmarshalJSON reads a channel that is an object or only its name.
func (c *collectedChannel) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &c.Kind)
	}
	type plain collectedChannel
	return json.Unmarshal(data, (*plain)(c))
}

// isCollected tells the two forms apart: only collected versions have a source
// label instead of a number.
func isCollected(raw json.RawMessage) bool {
	var probe struct {
		Versions []struct {
			Label *string `json:"version"`
		} `json:"versions"`
	}
	return json.Unmarshal(raw, &probe) == nil && len(probe.Versions) > 0 && probe.Versions[0].Label != nil
}

// takeCollected reads one collected procedure into the reading.
func takeCollected(r *Reading[Procedure], ref string, raw json.RawMessage) {
	var c collected
	if err := json.Unmarshal(raw, &c); err != nil {
		fault := motcua.InvalidField("", "catalogue.item.form", "Detail", err.Error())
		r.reject(ref, fault)
		return
	}
	if c.Code == "" {
		r.reject(cmp.Or(PlainText(c.Name), ref), motcua.InvalidField("code", "catalogue.codeMissing"))
		return
	}
	chosen := c.chosen()
	if len(chosen) == 0 {
		r.reject(ref, motcua.InvalidField("versions", "catalogue.termMissing"))
		return
	}
	p := Procedure{
		Code: c.Code, Name: PlainText(c.Name), Field: PlainText(c.Field),
		Level: levelOf(c.Level), Agency: homeAgency, Audience: []string{AudienceBusinesses},
	}
	var warned []Problem
	for i, v := range chosen {
		version := v.version(i + 1)
		if i+1 < len(chosen) {
			version.ValidTo = chosen[i+1].from()
		}
		warned = append(warned, v.placeholders(i)...)
		p.Versions = append(p.Versions, version)
	}
	r.take(ref, p, append(p.Problems(), warned...))
}

// chosen are the versions with a usable limit and date, oldest first, one for
// each day: of the home province and the nation, else of any other province;
// never of the press.
func (c collected) chosen() []collectedVersion {
	var near, far []collectedVersion
	for _, v := range c.Versions {
		switch {
		case !v.hasLimit() || v.from().IsZero() || v.Quality == "press":
		case v.Province == "" || strings.HasPrefix(v.Province, home):
			near = append(near, v)
		default:
			far = append(far, v)
		}
	}
	if len(near) == 0 {
		near = far
	}
	slices.SortStableFunc(near, func(a, b collectedVersion) int { return a.from().Compare(b.from()) })
	return slices.CompactFunc(near, func(a, b collectedVersion) bool { return a.from() == b.from() })
}

func (v collectedVersion) hasLimit() bool {
	return !collectedTerm(v.Value, v.Unit).IsZero()
}

// from is the first day of the time the source speaks of: "2026-07",
// "2025-11-19", "2021-2024".
func (v collectedVersion) from() calendar.Date {
	parts := regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:\D|$)`).FindStringSubmatch(v.AsOf)
	if parts == nil {
		if year := regexp.MustCompile(`^\d{4}`).FindString(v.AsOf); year != "" {
			parts = []string{"", year, "", ""}
		} else {
			return calendar.Date{}
		}
	}
	date, err := calendar.ParseDate(fmt.Sprintf("%s-%s-%s", parts[1], cmp.Or(parts[2], "01"), cmp.Or(parts[3], "01")))
	if err != nil {
		return calendar.Date{}
	}
	return date
}

func (v collectedVersion) version(number int) Version {
	version := Version{
		Number: number, Name: PlainText(v.Name), ValidFrom: v.from(),
		Decision: Decision{Number: v.Decision, Kind: Amended},
		Term:     collectedTerm(v.Value, v.Unit), Mode: deadline.ByDays,
		Conditions: PlainText(v.Conditions), StepsText: PlainText(v.Steps),
		LegalBasis: v.Law, Supplement: Restart, Source: cmp.Or(v.URL, v.Source),
	}
	if v.Applicants != "" {
		version.Eligible = []string{PlainText(v.Applicants)}
	}
	for i, c := range v.Cases {
		version.Cases = append(version.Cases, Case{
			ID: fmt.Sprintf("T%d", i+1), Name: PlainText(c.Name), Term: collectedTerm(c.Value, c.Unit),
		})
	}
	for _, c := range v.Channels {
		if channel, ok := c.channel(); ok {
			version.Channels = append(version.Channels, channel)
		}
	}
	version.ServiceLevel = v.serviceLevel(version)
	for _, r := range v.Results {
		version.Results = append(version.Results, Result{Code: r.Code, Name: PlainText(r.Name)})
	}
	v.addPapers(&version)
	return version
}

// addPapers adds the papers; groups become cases only where the version has no
// cases with limits of their own, which divide the procedure otherwise.
func (v collectedVersion) addPapers(version *Version) {
	grouped := len(v.Groups) > 1 && len(version.Cases) == 0
	for i, group := range v.Groups {
		id := ""
		if name := PlainText(group.Case); grouped && len(name) > 3 {
			id = fmt.Sprintf("H%d", i+1)
			version.Cases = append(version.Cases, Case{ID: id, Name: name})
		}
		for _, p := range group.Papers {
			name := PlainText(p.Name)
			if name == "" {
				continue
			}
			version.Papers = append(version.Papers, Paper{
				Code: fmt.Sprintf("P%02d", len(version.Papers)+1), Name: name, Form: PlainText(p.Form),
				Originals: p.Originals, Copies: p.Copies, Case: id,
				Required: !strings.Contains(strings.ToLower(name), "nếu có"),
			})
		}
	}
}

func (v collectedVersion) serviceLevel(version Version) ServiceLevel {
	level := strings.ToLower(v.Online)
	_, online := version.Channel(Online)
	switch {
	case strings.Contains(level, "toàn trình") || strings.Contains(level, "mức độ 4"):
		return Full
	case online || strings.Contains(level, "mức độ 3") || strings.Contains(level, "một phần"):
		return Partial
	}
	return Information
}

// placeholders warns of channels where the portal prints "1" without a unit;
// the limit of the version, read elsewhere, stands in.
func (v collectedVersion) placeholders(i int) []Problem {
	var problems []Problem
	for k, c := range v.Channels {
		if c.Placeholder {
			field := fmt.Sprintf("versions[%d].channels[%d].term", i, k)
			problems = append(problems, found(Warning, field, "catalogue.termPlaceholder", "Value", c.Time))
		}
	}
	return problems
}

// channel keeps a fee the portal shortened ("100 VNĐ") as it is printed, so
// that the check of fees refuses it.
func (c collectedChannel) channel() (Channel, bool) {
	kind, ok := channelKind(c.Kind)
	channel := Channel{Kind: kind, FeeNote: PlainText(c.FeeNote), Note: PlainText(c.Note)}
	if !c.Placeholder {
		channel.Term = collectedTerm(c.Value, c.Unit)
	}
	if c.Fee != nil {
		channel.Fee = *c.Fee
	} else if printed, found := strings.CutSuffix(c.FeeText, " VNĐ"); found {
		if fee, err := strconv.ParseInt(printed, 10, 64); err == nil {
			channel.Fee = fee
		}
	}
	return channel, ok
}

func channelKind(name string) (ChannelKind, bool) {
	name = strings.ToLower(name)
	switch {
	case strings.Contains(name, "trực tuyến"):
		return Online, true
	case strings.Contains(name, "trực tiếp"):
		return InPerson, true
	case strings.Contains(name, "bưu chính"):
		return Postal, true
	}
	return "", false
}

func levelOf(level string) string {
	level = strings.ToLower(level)
	switch {
	case strings.Contains(level, "tỉnh"), level == "":
		return LevelProvince
	case strings.Contains(level, "huyện"):
		return LevelDistrict
	case strings.Contains(level, "xã"):
		return LevelCommune
	}
	return LevelMinistry
}

// collectedTerm is a number and a unit as collections write them; zero where
// either is missing or says nothing ("unspecified", "immediate").
func collectedTerm(value json.Number, unit string) deadline.Term {
	units := map[string]string{"working_day": "working days", "day": "days", "working_hour": "working hours", "hour": "working hours", "month": "months"}
	word, ok := units[unit]
	if !ok || value == "" {
		return deadline.Term{}
	}
	term, err := deadline.ParseTerm(value.String() + " " + word)
	if err != nil {
		return deadline.Term{}
	}
	return term
}
