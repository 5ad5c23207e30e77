// Package sheet is what the office prints by a form: the forms of law with their
// regime, validity and text as data, and the fields that they are filled with.
// One form is one layout for paper, preview and file alike; a form can be worded
// anew without touching a program. How it gets onto a page is not known here.
//
// The forms are those of TT 01/2018/TT-VPCP and of TT 03/2025/TT-VPCP, written
// by the fields that each of them asks for, and some sheets of offices' practice.
package sheet

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"motcua/calendar"
)

// Kind says what a sheet is for, whichever form it follows.
type Kind string

// The kinds of sheet.
const (
	Receipt    Kind = "receipt"    // giấy tiếp nhận hồ sơ và hẹn trả kết quả
	Supplement Kind = "supplement" // phiếu yêu cầu bổ sung, hoàn thiện hồ sơ
	Refusal    Kind = "refusal"    // phiếu từ chối tiếp nhận giải quyết hồ sơ
	Apology    Kind = "apology"    // phiếu xin lỗi; from 2025 with the extension
	Stop       Kind = "stop"       // thông báo dừng giải quyết hồ sơ
	Control    Kind = "control"    // phiếu kiểm soát quá trình giải quyết hồ sơ
	Register   Kind = "register"   // sổ theo dõi hồ sơ
	HandOver   Kind = "handover"   // phiếu bàn giao hồ sơ
	Return     Kind = "return"     // giấy biên nhận trả kết quả
	Fee        Kind = "fee"        // biên lai thu phí, lệ phí
	History    Kind = "history"    // quá trình xử lý hồ sơ
)

// Composed is a text that follows no form: whoever writes it names its fields
// and lists. It is not among the [Kinds], since nobody words it anew.
const Composed Kind = "composed"

// Kinds lists the kinds in the order of their numbers in the circulars.
func Kinds() []Kind {
	return []Kind{Receipt, Supplement, Refusal, Apology, Stop, Control, Register, HandOver, Return, Fee, History}
}

// Size is the paper that a form asks for.
type Size string

// The sizes. Forms for applicants are A5, the register A4 (TT 01/2018/TT-VPCP).
const (
	A5  Size = "A5"
	A4  Size = "A4"
	A4L Size = "A4L" // on its long side
)

// Form is one form with its text: which kind of sheet, by which rule, from which
// day until which (both inclusive; no last day while it stands).
type Form struct {
	Kind   Kind          `json:"kind"`
	Regime string        `json:"regime"` // e.g. "TT 01/2018/TT-VPCP"; "" for practice
	Number string        `json:"number"` // of the form there, e.g. "01"
	From   calendar.Date `json:"from,omitzero"`
	Until  calendar.Date `json:"until,omitzero"`
	Title  string        `json:"title"`
	Size   Size          `json:"size"`
	Blocks []Block       `json:"blocks"`
}

// Block is one piece of a form, from top to bottom.
type Block struct {
	Kind BlockKind `json:"kind"`
	When string    `json:"when,omitempty"` // the field or list without which it is left out
	// Text has fields in braces and bold between asterisks, slanted between
	// underscores: "Tiếp nhận hồ sơ của: *{applicant}*".
	Text    string   `json:"text,omitempty"`
	Left    []string `json:"left,omitempty"`  // of Heads and Signs: centred lines
	Right   []string `json:"right,omitempty"` // of Heads and Signs
	List    string   `json:"list,omitempty"`  // of Items and Table: the list that fills it
	Columns []Column `json:"columns,omitempty"`
}

// BlockKind says how a block is set.
type BlockKind string

// The kinds of block.
const (
	Heads BlockKind = "heads" // two columns of centred lines
	Title BlockKind = "title" // centred, bold, large
	Under BlockKind = "under" // centred, slanted, below a title
	Line  BlockKind = "line"  // one fact, flush left
	Para  BlockKind = "para"  // running text, justified, first line indented
	Items BlockKind = "items" // a numbered line for each row of a list
	Table BlockKind = "table" // a row for each row of a list
	Code  BlockKind = "code"  // the text as a Code 128 barcode
	QR    BlockKind = "qr"    // Left's first line as a QR code, the text beside it
	Signs BlockKind = "signs" // two columns of centred lines with room to sign before the last
	Small BlockKind = "small" // a note in small letters
)

// Column is a column of a table.
type Column struct {
	Head  string  `json:"head"`
	Text  string  `json:"text"`            // with fields of the row
	Share float64 `json:"share"`           // of the width; shares are relative
	Align string  `json:"align,omitempty"` // "", "center" or "right"
}

// Values fill a form: plain fields, and lists of rows of fields.
type Values struct {
	Fields map[string]string
	Lists  map[string][]map[string]string
}

// Has tells whether a field or a list holds something.
func (v Values) Has(name string) bool { return v.Fields[name] != "" || len(v.Lists[name]) > 0 }

//go:embed forms/*.json
var files embed.FS

// Forms reads the forms that come with the program, those of law and those of
// practice.
func Forms() ([]Form, error) {
	names, err := fs.Glob(files, "forms/*.json")
	if err != nil {
		return nil, err
	}
	var forms []Form
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var f Form
		dec := json.NewDecoder(strings.NewReader(string(data)))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&f); err != nil {
			return nil, fmt.Errorf("reading the form %s: %w", name, err)
		}
		forms = append(forms, f)
	}
	return forms, nil
}

// Of finds the form that stands for a kind of sheet on a day; false when no
// rule in force has one. Of several, the one in force last stands.
func Of(forms []Form, kind Kind, on calendar.Date) (Form, bool) {
	var best Form
	found := false
	for _, f := range forms {
		if f.Kind != kind || on.Before(f.From) || !f.Until.IsZero() && on.After(f.Until) {
			continue
		}
		if !found || !f.From.Before(best.From) {
			best, found = f, true
		}
	}
	return best, found
}

// Same tells whether two forms are the same form of the same rule, perhaps
// worded at different times.
func (f Form) Same(g Form) bool {
	return f.Kind == g.Kind && f.Regime == g.Regime && f.Number == g.Number
}

// Texts lists the places of a form that are worded, in order: pointers into the
// form itself, so that a copy made by [Form.Copy] can be worded anew.
func (f *Form) Texts() []*string {
	texts := []*string{&f.Title}
	for i := range f.Blocks {
		b := &f.Blocks[i]
		if b.Text != "" {
			texts = append(texts, &b.Text)
		}
		for _, side := range [][]string{b.Left, b.Right} {
			for j := range side {
				texts = append(texts, &side[j])
			}
		}
		for j := range b.Columns {
			texts = append(texts, &b.Columns[j].Head, &b.Columns[j].Text)
		}
	}
	return texts
}

// Copy is a form of its own with the same content.
func (f Form) Copy() Form {
	f.Blocks = slices.Clone(f.Blocks)
	for i := range f.Blocks {
		b := &f.Blocks[i]
		b.Left, b.Right, b.Columns = slices.Clone(b.Left), slices.Clone(b.Right), slices.Clone(b.Columns)
	}
	return f
}
