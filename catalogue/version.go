package catalogue

import (
	"motcua"
	"motcua/calendar"
	"motcua/deadline"
)

// Version is what a procedure asks and promises between two days.
type Version struct {
	// Number counts the versions of one procedure from 1.
	Number int `json:"number"`
	// Name is the name under this version; "" when it is the procedure's own.
	Name     string   `json:"name,omitempty"`
	Decision Decision `json:"decision"`
	// ValidFrom is the first day in force; ValidTo the first day no longer in
	// force (ngày hết hiệu lực), zero while it is in force.
	ValidFrom calendar.Date `json:"validFrom"`
	ValidTo   calendar.Date `json:"validTo,omitzero"`
	// ReplacedBy is the code that takes over when the decision abolishes.
	ReplacedBy string `json:"replacedBy,omitempty"`
	// Term is the announced limit; a case or a channel may have its own.
	Term deadline.Term `json:"term,omitzero"`
	// Mode says how the limit is counted: by hours or by days.
	Mode     deadline.Mode `json:"mode,omitempty"`
	Cases    []Case        `json:"cases,omitempty"`
	Channels []Channel     `json:"channels,omitempty"`
	Papers   []Paper       `json:"papers,omitempty"`
	Results  []Result      `json:"results,omitempty"`
	// Conditions and StepsText are plain text, paragraphs parted by newlines.
	Conditions   string       `json:"conditions,omitempty"`
	LegalBasis   []string     `json:"legalBasis,omitempty"`
	StepsText    string       `json:"stepsText,omitempty"`
	ServiceLevel ServiceLevel `json:"serviceLevel,omitempty"`
	// Eligible lists who may apply (đối tượng thực hiện).
	Eligible []string `json:"eligible,omitempty"`
	// Supplement says what a request for missing papers does to the clock.
	Supplement Policy `json:"supplement,omitempty"`
	// AutoExtension is how much more time a consulted agency gets without the
	// lead's decision; zero: the lead decides on every request.
	AutoExtension deadline.Term `json:"autoExtension,omitzero"`
	Process       Process       `json:"process,omitzero"`
	// Source says where the version was read.
	Source string `json:"source,omitempty"`
	// Notes say plainly what is not verified.
	Notes []string `json:"notes,omitempty"`
}

// Decision is the act that announces a version (quyết định công bố).
type Decision struct {
	Number string        `json:"number"`
	Date   calendar.Date `json:"date,omitzero"`
	Kind   DecisionKind  `json:"kind"`
	Title  string        `json:"title,omitempty"`
}

// DecisionKind says what a decision does to a procedure (NĐ 63/2010, article 14).
type DecisionKind string

// The kinds of decision.
const (
	New       DecisionKind = "new"       // mới ban hành
	Amended   DecisionKind = "amended"   // sửa đổi, bổ sung
	Replaced  DecisionKind = "replaced"  // thay thế
	Abolished DecisionKind = "abolished" // bãi bỏ, hủy bỏ
)

// Case is one situation within a procedure (trường hợp) with its own limit.
type Case struct {
	ID   string        `json:"id"`
	Name string        `json:"name"`
	Term deadline.Term `json:"term,omitzero"`
}

// Channel is one way of submitting (cách thức thực hiện).
type Channel struct {
	Kind ChannelKind   `json:"kind"`
	Term deadline.Term `json:"term,omitzero"`
	// Fee is in đồng; 0 is free of charge.
	Fee     int64  `json:"fee"`
	FeeNote string `json:"feeNote,omitempty"`
	Note    string `json:"note,omitempty"`
}

// ChannelKind names a way of submitting (NĐ 61/2018, article 16).
type ChannelKind string

// The ways of submitting.
const (
	InPerson ChannelKind = "inPerson" // trực tiếp
	Online   ChannelKind = "online"   // trực tuyến
	Postal   ChannelKind = "postal"   // bưu chính công ích
)

// Paper is one required document (thành phần hồ sơ).
type Paper struct {
	// Code is "P01", "P02" … within the version.
	Code string `json:"code"`
	Name string `json:"name"`
	// Form names the template (mẫu đơn, tờ khai); "" when free.
	Form      string `json:"form,omitempty"`
	Originals int    `json:"originals"`
	Copies    int    `json:"copies"`
	Required  bool   `json:"required"`
	// Case is the id of the case that asks for it; "" when every case does.
	Case string `json:"case,omitempty"`
}

// Result is what the applicant receives (kết quả thực hiện).
type Result struct {
	Code string `json:"code,omitempty"`
	Name string `json:"name"`
}

// ServiceLevel says how far a procedure can be done online (NĐ 42/2022).
type ServiceLevel string

// The service levels.
const (
	Full        ServiceLevel = "full"        // toàn trình
	Partial     ServiceLevel = "partial"     // một phần
	Information ServiceLevel = "information" // cung cấp thông tin
)

// Policy says what a supplement request does to the clock.
type Policy string

// The policies. Restart is the rule of NĐ 61/2018 article 19(4); Pause is what
// the national index subtracts (QĐ 766/QĐ-TTg), chosen per version.
const (
	Restart Policy = "restart"
	Pause   Policy = "pause"
)

// InForce reports whether the version is in force on day d.
func (v Version) InForce(d calendar.Date) bool {
	if v.Decision.Kind == Abolished || d.Before(v.ValidFrom) {
		return false
	}
	return v.ValidTo.IsZero() || d.Before(v.ValidTo)
}

// Superseded reports whether the version was corrected under another number
// from its first day on: it is in force on no day, and stays for the dossiers
// that pinned it before.
func (v Version) Superseded() bool { return !v.ValidTo.IsZero() && v.ValidTo == v.ValidFrom }

// Policy is the supplement policy, Restart when the version names none.
func (v Version) Policy() Policy {
	if v.Supplement == "" {
		return Restart
	}
	return v.Supplement
}

// TermFor is the limit of a case ("" for none) submitted by a channel (""
// for any): the case's own limit first, then the channel's, then the
// version's. Faults: catalogue.case, catalogue.channel (not offered by this
// version), catalogue.termMissing.
func (v Version) TermFor(caseID, channel string) (deadline.Term, error) {
	var term deadline.Term
	if caseID != "" {
		c, ok := v.findCase(caseID)
		if !ok {
			return term, motcua.InvalidField("case", "catalogue.case", "Case", caseID)
		}
		term = c.Term
	}
	if channel != "" && len(v.Channels) > 0 {
		c, ok := v.Channel(ChannelKind(channel))
		if !ok {
			return deadline.Term{}, motcua.InvalidField("channel", "catalogue.channel", "Channel", channel)
		}
		if term.IsZero() {
			term = c.Term
		}
	}
	if term.IsZero() {
		term = v.Term
	}
	if term.IsZero() {
		return term, motcua.InvalidField("procedure", "catalogue.termMissing")
	}
	return term, nil
}

// Channel is the version's channel of that kind.
func (v Version) Channel(kind ChannelKind) (Channel, bool) {
	for _, c := range v.Channels {
		if c.Kind == kind {
			return c, true
		}
	}
	return Channel{}, false
}

// PapersFor lists the papers a case asks for, in the version's order.
func (v Version) PapersFor(caseID string) []Paper {
	var papers []Paper
	for _, p := range v.Papers {
		if p.Case == "" || p.Case == caseID {
			papers = append(papers, p)
		}
	}
	return papers
}

func (v Version) findCase(id string) (Case, bool) {
	for _, c := range v.Cases {
		if c.ID == id {
			return c, true
		}
	}
	return Case{}, false
}
