package signing

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/digitorus/pdf"
)

// update is what is appended to a file: new objects, changed ones, and the
// table that leads to them.
type update struct {
	*document
	bytes.Buffer
	at   map[uint32]int // where objects begin
	gens map[uint32]uint16
	next uint32
	deep bool // values stand deeper in each other than any office writes them
}

// gap is where the CMS of a signature goes: everything else is signed.
type gap struct {
	from, to int // the place of <…>
}

// rangeRoom holds the longest ByteRange.
const rangeRoom = 60

// update appends everything of a signature but its bytes, for which it leaves
// room.
func (d *document) update(m Mark, room int) (out []byte, g gap, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, g, err = nil, gap{}, because(refuse("file", "broken"), fmt.Errorf("read a PDF: %v", p))
		}
	}()
	u := &update{document: d, at: map[uint32]int{}, gens: map[uint32]uint16{}, next: d.size}
	u.Write(d.body)
	if !bytes.HasSuffix(d.body, []byte("\n")) {
		u.WriteByte('\n')
	}
	signature := u.begin(u.fresh(), 0)
	fmt.Fprintf(u, "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name %s /Reason %s /M (%s)\n", text(m.Name), text(m.Reason), moment(m.At))
	rangeAt := u.Len()
	u.WriteString(strings.Repeat(" ", rangeRoom) + "\n/Contents ")
	g.from = u.Len()
	u.WriteString("<" + strings.Repeat("0", 2*room) + ">")
	g.to = u.Len()
	u.WriteString(" >>\nendobj\n")
	widget := u.widget(signature, m)
	u.changePage(widget)
	u.changeCatalogue(widget)
	if u.deep {
		return nil, gap{}, refuse("file", "broken")
	}
	u.table()
	out = u.Bytes()
	written := fmt.Sprintf("/ByteRange [0 %d %d %d]", g.from, g.to, len(out)-g.to)
	copy(out[rangeAt:], written)
	return out, g, nil
}

// digest is the SHA-256 of all that is signed.
func (g gap) digest(file []byte) []byte {
	h := sha256.New()
	h.Write(file[:g.from])
	h.Write(file[g.to:])
	return h.Sum(nil)
}

// fill puts the CMS where it belongs; what is left of the room stays zero.
func (g gap) fill(file, cms []byte) error {
	if 2*len(cms) > g.to-g.from-2 {
		return errors.New("sign a PDF: the signature is longer than the room left for it")
	}
	hex.Encode(file[g.from+1:], cms)
	return nil
}

func (u *update) fresh() uint32 {
	u.next++
	return u.next - 1
}

// begin opens an object.
func (u *update) begin(id uint32, gen uint16) uint32 {
	u.at[id], u.gens[id] = u.Len(), gen
	fmt.Fprintf(u, "%d %d obj\n", id, gen)
	return id
}

// widget is the field of the signature with its stamp.
func (u *update) widget(signature uint32, m Mark) uint32 {
	rect, look := "0 0 0 0", ""
	if len(m.Lines) > 0 {
		x, y, w, h := u.place(m.Kind)
		drawn := draw(m, w, h)
		form := u.begin(u.fresh(), 0)
		fmt.Fprintf(u, "<< /Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f] /Resources << >> /Length %d >>\nstream\n%s\nendstream\nendobj\n", w, h, len(drawn), drawn)
		rect, look = fmt.Sprintf("%.2f %.2f %.2f %.2f", x, y, x+w, y+h), fmt.Sprintf(" /AP << /N %d 0 R >>", form)
	}
	page := u.page.GetPtr()
	id := u.begin(u.fresh(), 0)
	fmt.Fprintf(u, "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /T (motcua.%s.%d) /TU %s /Rect [%s]%s /P %d %d R /V %d 0 R >>\nendobj\n",
		m.Kind, id, text(strings.Join(m.Lines, "; ")), rect, look, page.GetID(), page.GetGen(), signature)
	return id
}

// place is where the stamp of a kind stands: in the bottom margin, which NĐ
// 30/2020 keeps free of text, side by side.
func (u *update) place(k Kind) (x, y, w, h float64) {
	const side, foot, height = 24, 8, 44
	w = (u.box[2] - u.box[0] - 2*side) / 3
	n := max(0, slices.Index([]Kind{Initials, Signature, Seal}, k))
	return u.box[0] + side + float64(n)*w + 2, u.box[1] + foot, w - 4, height
}

// changePage writes the page anew with one annotation more.
func (u *update) changePage(widget uint32) {
	ptr := u.page.GetPtr()
	u.begin(ptr.GetID(), ptr.GetGen())
	u.WriteString("<<")
	for _, key := range u.page.Keys() {
		if key != "Annots" {
			u.entry(u.page, key)
		}
	}
	u.WriteString(" /Annots [")
	u.elements(u.page.Key("Annots"))
	fmt.Fprintf(u, " %d 0 R] >>\nendobj\n", widget)
}

// changeCatalogue writes the catalogue anew with one field more; other fields of
// a form stay what they are.
func (u *update) changeCatalogue(widget uint32) {
	ptr := u.root.GetPtr()
	u.begin(ptr.GetID(), ptr.GetGen())
	u.WriteString("<<")
	for _, key := range u.root.Keys() {
		if key != "AcroForm" {
			u.entry(u.root, key)
		}
	}
	form := u.root.Key("AcroForm")
	u.WriteString(" /AcroForm << /SigFlags 3 /Fields [")
	u.elements(form.Key("Fields"))
	fmt.Fprintf(u, " %d 0 R]", widget)
	for _, key := range form.Keys() {
		if key != "Fields" && key != "SigFlags" {
			u.entry(form, key)
		}
	}
	u.WriteString(" >> >>\nendobj\n")
}

func (u *update) entry(of pdf.Value, key string) {
	u.WriteString(" " + nameOf(key) + " ")
	u.value(of, of.Key(key), 0)
}

func (u *update) elements(array pdf.Value) {
	for i := range array.Len() {
		u.WriteByte(' ')
		u.value(array, array.Index(i), 0)
	}
}

// value writes a value as it stood in another: by its number when it has one of
// its own.
func (u *update) value(parent, v pdf.Value, depth int) {
	own, of := v.GetPtr(), parent.GetPtr()
	if own.GetID() != 0 && own != of {
		fmt.Fprintf(u, "%d %d R", own.GetID(), own.GetGen())
		return
	}
	if depth > depthMost {
		u.deep = true
		return
	}
	switch v.Kind() {
	case pdf.Bool:
		fmt.Fprintf(u, "%t", v.Bool())
	case pdf.Integer:
		fmt.Fprintf(u, "%d", v.Int64())
	case pdf.Real:
		fmt.Fprintf(u, "%f", v.Float64())
	case pdf.String:
		fmt.Fprintf(u, "<%x>", v.RawString())
	case pdf.Name:
		u.WriteString(nameOf(v.Name()))
	case pdf.Dict:
		u.WriteString("<<")
		for _, key := range v.Keys() {
			u.WriteString(" " + nameOf(key) + " ")
			u.value(v, v.Key(key), depth+1)
		}
		u.WriteString(" >>")
	case pdf.Array:
		u.WriteString("[")
		for i := range v.Len() {
			u.WriteByte(' ')
			u.value(v, v.Index(i), depth+1)
		}
		u.WriteString(" ]")
	default:
		u.WriteString("null")
	}
}

// table writes where the objects are, in the form that the file has already,
// and the trailer.
func (u *update) table() {
	stream := u.reader.XrefInformation.Type == "stream"
	start := u.Len()
	if stream {
		id := u.fresh()
		u.at[id] = start
		defer func() { fmt.Fprintf(u, "startxref\n%d\n%%%%EOF\n", start) }()
		data, index := u.rows()
		fmt.Fprintf(u, "%d 0 obj\n<< /Type /XRef /W [1 5 2] /Index [%s] /Length %d%s >>\nstream\n", id, index, len(data), u.trailer())
		u.Write(data)
		u.WriteString("\nendstream\nendobj\n")
		return
	}
	u.WriteString("xref\n")
	for _, run := range u.runs() {
		fmt.Fprintf(u, "%d %d\n", run[0], len(run))
		for _, id := range run {
			fmt.Fprintf(u, "%010d %05d n\r\n", u.at[id], u.gens[id])
		}
	}
	fmt.Fprintf(u, "trailer\n<<%s >>\nstartxref\n%d\n%%%%EOF\n", u.trailer(), start)
}

func (u *update) trailer() string {
	before := u.reader.Trailer()
	root := u.root.GetPtr()
	keep := &update{document: u.document}
	for _, key := range []string{"Info", "ID"} {
		if v := before.Key(key); v.Kind() != pdf.Null {
			keep.entry(before, key)
		}
	}
	return fmt.Sprintf(" /Size %d /Root %d %d R /Prev %d", u.next, root.GetID(), root.GetGen(), u.reader.XrefInformation.StartPos) + keep.String()
}

// runs are the numbers of the objects, those that follow each other together.
func (u *update) runs() [][]uint32 {
	var runs [][]uint32
	for _, id := range slices.Sorted(maps.Keys(u.at)) {
		if n := len(runs); n > 0 && runs[n-1][len(runs[n-1])-1]+1 == id {
			runs[n-1] = append(runs[n-1], id)
			continue
		}
		runs = append(runs, []uint32{id})
	}
	return runs
}

func (u *update) rows() (data []byte, index string) {
	var parts []string
	for _, run := range u.runs() {
		parts = append(parts, fmt.Sprintf("%d %d", run[0], len(run)))
		for _, id := range run {
			at, gen := u.at[id], u.gens[id]
			data = append(data, 1, byte(at>>32), byte(at>>24), byte(at>>16), byte(at>>8), byte(at), byte(gen>>8), byte(gen))
		}
	}
	return data, strings.Join(parts, " ")
}

// text is a string of a PDF in UTF-16, in hexadecimal: no letter of it can end
// the string before its time, as the ĩ of UTF-16 in brackets does.
func text(s string) string {
	var b strings.Builder
	b.WriteString("<feff")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04x", unit)
	}
	b.WriteString(">")
	return b.String()
}

func moment(at time.Time) string {
	return at.Format("D:20060102150405") + strings.Replace(at.Format("-07:00"), ":", "'", 1) + "'"
}

// nameOf is a name of a PDF, with what may not stand in it written as #xx.
func nameOf(name string) string {
	var b strings.Builder
	b.WriteByte('/')
	for _, c := range []byte(name) {
		if c <= ' ' || c > '~' || strings.ContainsRune("#()<>[]{}/%", rune(c)) {
			fmt.Fprintf(&b, "#%02x", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
