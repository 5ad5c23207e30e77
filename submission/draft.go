// Package submission is the room of online submission (nộp hồ sơ trực tuyến):
// the draft that an applicant fills in at leisure, and what was sent and came
// of it – accepted as a dossier, sent back for completion, or refused (NĐ
// 61/2018/NĐ-CP art 17). A draft is working paper and may change; from the
// moment it is sent, facts are appended and nothing is rewritten.
package submission

import (
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"motcua"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/eform"
	"motcua/vietnamese"
)

// Kept is how long a draft that nobody touches is kept.
const Kept = 60 * 24 * time.Hour

// The limits of what one draft holds.
const (
	FilesMost   = 40
	BytesMost   = 100 << 20 // of all files of a draft
	addressMost = 300       // and of a remark on a paper
	noteMost    = 2000
)

// Draft is what an applicant has filled in so far.
type Draft struct {
	ID        string         `json:"id"`
	Key       string         `json:"-"` // lets its maker go on without an account
	Account   string         `json:"-"` // "" without
	Procedure string         `json:"procedure"`
	Version   int            `json:"version"` // of the procedure, as it was begun
	Form      string         `json:"form"`    // of the e-form, eform.Form.Ref
	Applicant dossier.Party  `json:"applicant"`
	Submitter dossier.Party  `json:"submitter,omitzero"` // who acts for the applicant
	Answers   eform.Answers  `json:"answers"`
	Papers    []Handed       `json:"papers,omitempty"`
	Delivery  string         `json:"delivery,omitempty"` // dossier.AtCounter, ByPost, Electronic
	Address   string         `json:"address,omitempty"`  // where the post goes
	Note      string         `json:"note,omitempty"`
	Lang      string         `json:"lang,omitempty"`    // of letters about it: that of the pages it was filled in on
	Visited   []string       `json:"visited,omitempty"` // parts that were saved at least once
	Touched   map[string]int `json:"touched,omitempty"` // the revision that changed a part last
	CreatedAt time.Time      `json:"createdAt"`
	ChangedAt time.Time      `json:"-"`
	Revision  int            `json:"-"` // counts the changes; a change made on an older count is told so
	Sent      string         `json:"-"` // code of the submission; "" while nothing was sent
}

// Handed is a paper as it was handed in: the code of the required paper and
// its files (document.File).
type Handed struct {
	Code  string `json:"code"`
	Files []File `json:"files"`
}

// File is a file of a paper, as lists show it.
type File struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Size int64  `json:"size"`
	From string `json:"from,omitempty"` // code of the dossier it was accepted in before; "" when new
}

// Attach adds files to a paper. The fault names the field of the paper.
func (d *Draft) Attach(paper string, files ...File) *motcua.Fault {
	total, bytes := len(files), int64(0)
	for _, f := range files {
		bytes += f.Size
	}
	for _, p := range d.Papers {
		total += len(p.Files)
		for _, f := range p.Files {
			bytes += f.Size
		}
	}
	if bytes > BytesMost {
		return motcua.InvalidField("paper."+paper, "submission.files.large", "Most", BytesMost>>20)
	}
	if total > FilesMost {
		return motcua.InvalidField("paper."+paper, "submission.files.many", "Most", FilesMost)
	}
	for i := range d.Papers {
		if d.Papers[i].Code == paper {
			d.Papers[i].Files = append(slices.Clone(d.Papers[i].Files), files...)
			return nil
		}
	}
	if len(files) > 0 {
		d.Papers = append(slices.Clone(d.Papers), Handed{Code: paper, Files: files})
	}
	return nil
}

// Remove takes a file out of the draft.
func (d *Draft) Remove(file string) {
	var papers []Handed
	for _, p := range d.Papers {
		p.Files = slices.DeleteFunc(slices.Clone(p.Files), func(f File) bool { return f.ID == file })
		if len(p.Files) > 0 {
			papers = append(papers, p)
		}
	}
	d.Papers = papers
}

// FilesOf are the files handed in for a paper.
func (d Draft) FilesOf(paper string) []File {
	for _, p := range d.Papers {
		if p.Code == paper {
			return p.Files
		}
	}
	return nil
}

// File finds a file of the draft.
func (d Draft) File(id string) (File, bool) {
	for _, p := range d.Papers {
		for _, f := range p.Files {
			if f.ID == id {
				return f, true
			}
		}
	}
	return File{}, false
}

// Missing are the required papers for which no file was handed in.
func (d Draft) Missing(required []catalogue.Paper) []catalogue.Paper {
	var missing []catalogue.Paper
	for _, p := range required {
		if p.Required && len(d.FilesOf(p.Code)) == 0 {
			missing = append(missing, p)
		}
	}
	return missing
}

// Visit notes that a part was saved.
func (d *Draft) Visit(part string) {
	if !slices.Contains(d.Visited, part) {
		d.Visited = append(slices.Clone(d.Visited), part)
	}
}

// Touch notes that the change being made, which makes the next revision, is one
// of a part.
func (d *Draft) Touch(part string) {
	d.Touched = maps.Clone(d.Touched)
	if d.Touched == nil {
		d.Touched = map[string]int{}
	}
	d.Touched[part] = d.Revision + 1
}

// Overtaken tells whether a part was changed after the revision that its writer
// saw; whoever names none is not compared.
func (d Draft) Overtaken(part string, seen int) bool { return seen > 0 && d.Touched[part] > seen }

// Receiving sets how the result is received; the fault says what is wrong.
func (d *Draft) Receiving(delivery, address, note string) error {
	d.Delivery, d.Address, d.Note = delivery, tidy(address), tidy(note)
	var faults []*motcua.Fault
	switch delivery {
	case dossier.AtCounter, dossier.Electronic:
	case dossier.ByPost:
		if d.Address == "" {
			faults = append(faults, motcua.InvalidField("address", "submission.address.missing"))
		}
	default:
		faults = append(faults, motcua.InvalidField("delivery", "submission.delivery.missing"))
	}
	for _, text := range []struct {
		field, value string
		most         int
	}{{"address", d.Address, addressMost}, {"note", d.Note, noteMost}} {
		if n := utf8.RuneCountInString(text.value); n > text.most {
			faults = append(faults, motcua.InvalidField(text.field, "submission.long", "Most", text.most, "Length", n))
		}
	}
	return motcua.Join(faults...)
}

func tidy(s string) string { return strings.TrimSpace(vietnamese.Visible(s)) }

// CheckApplicant holds who applies to what a dossier needs to know of them: a
// name, a number, and a way of reaching them, since whoever submits online is
// answered online.
func CheckApplicant(p dossier.Party) error {
	faults := dossier.CheckParty("applicant", &p)
	if strings.TrimSpace(p.Identifier) == "" {
		faults = append(faults, motcua.InvalidField("applicant.identifier", "submission.identifier.missing."+p.Kind))
	}
	if strings.TrimSpace(p.Email) == "" && strings.TrimSpace(p.Phone) == "" {
		faults = append(faults, motcua.InvalidField("applicant.email", "submission.contact.missing"))
	}
	return motcua.Join(faults...)
}
