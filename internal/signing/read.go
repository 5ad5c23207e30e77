package signing

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"

	"github.com/digitorus/pdf"

	"motcua"
)

// document is a PDF that was read as far as an update needs it.
type document struct {
	body   []byte
	reader *pdf.Reader
	root   pdf.Value
	page   pdf.Value // the last
	box    [4]float64
	size   uint32 // the first number that no object has
}

// What the reader would give too much memory for, or loop over: numbers in the
// places that size its tables. No office makes such a file.
var (
	headOf   = regexp.MustCompile(`^%PDF-\d\.\d`)
	lockedBy = regexp.MustCompile(`/Encrypt\s*(\d+\s+\d+\s+R|<<)`)
	sizes    = regexp.MustCompile(`/(?:Size|Columns|Index|W|N|First|Count)\s*\[?\s*(\d+(?:\s+\d+)*)`)
	sections = regexp.MustCompile(`(?m)^\s*(\d+)\s+(\d+)\s*\r?$`)
)

const (
	sizeMost  = 2_000_000 // objects of a file
	depthMost = 64        // of the tree of pages
)

// read reads a PDF that is to be signed.
func read(body []byte) (d *document, err error) {
	if fault := sound(body); fault != nil {
		return nil, fault
	}
	defer func() { // the reader says by panic that a file is broken
		if p := recover(); p != nil {
			d, err = nil, because(refuse("file", "broken"), fmt.Errorf("read a PDF: %v", p))
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, because(refuse("file", "broken"), err)
	}
	d = &document{body: body, reader: r, root: r.Trailer().Key("Root")}
	d.size = uint32(r.Trailer().Key("Size").Int64())
	if d.root.Kind() != pdf.Dict || d.size == 0 {
		return nil, refuse("file", "broken")
	}
	page, ok := lastPage(d.root.Key("Pages"), 0)
	if !ok {
		return nil, refuse("file", "broken")
	}
	d.page, d.box = page, boxOf(page)
	return d, nil
}

// sound tells why bytes are no PDF that can be signed or checked.
func sound(body []byte) *motcua.Fault {
	switch {
	case !headOf.Match(body[:min(len(body), 16)]):
		return refuse("file", "notPDF")
	case len(body) > Largest:
		return refuse("file", "large", "Most", Largest>>20)
	case lockedBy.Match(body):
		return refuse("file", "locked")
	case !bearable(body):
		return refuse("file", "broken")
	}
	return nil
}

func bearable(body []byte) bool {
	small := func(digits []byte) bool {
		n, err := strconv.Atoi(string(digits))
		return err == nil && n <= sizeMost
	}
	for _, m := range sizes.FindAllSubmatch(body, -1) {
		for digits := range bytes.FieldsSeq(m[1]) {
			if !small(digits) {
				return false
			}
		}
	}
	for at := 0; ; {
		i := bytes.Index(body[at:], []byte("xref"))
		if i < 0 {
			return true
		}
		at += i + len("xref")
		end := bytes.Index(body[at:], []byte("trailer"))
		if end < 0 {
			continue
		}
		for _, m := range sections.FindAllSubmatch(body[at:at+end], -1) {
			if !small(m[1]) || !small(m[2]) {
				return false
			}
		}
	}
}

func lastPage(node pdf.Value, depth int) (pdf.Value, bool) {
	if node.Kind() != pdf.Dict || depth > depthMost {
		return pdf.Value{}, false
	}
	kids := node.Key("Kids")
	if node.Key("Type").Name() == "Page" || kids.Kind() != pdf.Array {
		return node, node.Key("Type").Name() == "Page"
	}
	for i := kids.Len() - 1; i >= 0; i-- {
		if page, ok := lastPage(kids.Index(i), depth+1); ok {
			return page, true
		}
	}
	return pdf.Value{}, false
}

// boxOf is the box of a page, its own or inherited; A4 when it has none.
func boxOf(page pdf.Value) [4]float64 {
	for node, depth := page, 0; node.Kind() == pdf.Dict && depth < depthMost; node, depth = node.Key("Parent"), depth+1 {
		box := node.Key("MediaBox")
		if box.Len() != 4 {
			continue
		}
		var sides [4]float64
		for i := range sides {
			sides[i] = box.Index(i).Float64()
		}
		if sides[2]-sides[0] >= 100 && sides[3]-sides[1] >= 100 {
			return sides
		}
	}
	return [4]float64{0, 0, 595, 842}
}
