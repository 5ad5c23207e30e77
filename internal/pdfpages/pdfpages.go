// Package pdfpages takes scans apart and puts them together: how many pages a
// PDF has, pictures as pages, chosen pages turned and joined to a new PDF.
// Whatever goes wrong with the content is ErrLocked or ErrBroken; nothing is
// written anywhere but into the answer.
package pdfpages

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// What is wrong with a file.
var (
	ErrLocked = errors.New("the PDF needs a password")
	ErrBroken = errors.New("the file cannot be read as pages")
	ErrPages  = errors.New("no such pages")
)

// PagesMost is the most pages a scan may have.
const PagesMost = 500

// alone keeps the library from looking for settings of its own in the home
// directory of the service.
var alone = sync.OnceFunc(api.DisableConfigDir)

func configuration() *model.Configuration {
	alone()
	c := model.NewDefaultConfiguration()
	c.ValidationMode = model.ValidationRelaxed
	c.Limits.MaxStreamBytes, c.Limits.MaxDecodeBytes, c.Limits.MaxImageBytes = 256<<20, 256<<20, 256<<20
	c.Limits.MaxObjectCount, c.Limits.MaxXRefEntries = 500_000, 500_000
	return c
}

// Count tells how many pages a PDF has.
func Count(pdf []byte) (int, error) {
	n, err := api.PageCount(bytes.NewReader(pdf), configuration())
	if err != nil {
		return 0, wrong(err)
	}
	if n < 1 || n > PagesMost {
		return 0, fmt.Errorf("%w: %d pages", ErrBroken, n)
	}
	return n, nil
}

// Join puts PDFs and pictures, in their order, together to one PDF; each
// picture becomes a page of A4.
func Join(files [][]byte) ([]byte, error) {
	var parts [][]byte
	for _, f := range files {
		if !bytes.HasPrefix(f, []byte("\xff\xd8")) && !bytes.HasPrefix(f, []byte("\x89PNG")) {
			parts = append(parts, f)
			continue
		}
		var page bytes.Buffer
		if err := api.ImportImages(nil, &page, []io.Reader{bytes.NewReader(f)}, pdfcpu.DefaultImportConfig(), configuration()); err != nil {
			return nil, wrong(err)
		}
		parts = append(parts, page.Bytes())
	}
	return merge(parts)
}

// Pick is a choice of pages, from 1, in this order, each turned clockwise by
// 0, 90, 180 or 270 degrees.
type Pick struct {
	Pages []int
	Turn  int
}

// Take makes a PDF of chosen pages of another; a page that is not chosen is
// left out.
func Take(pdf []byte, picks []Pick) ([]byte, error) {
	var parts [][]byte
	for _, p := range picks {
		var chosen []string
		for _, n := range p.Pages {
			chosen = append(chosen, strconv.Itoa(n))
		}
		var part bytes.Buffer
		if err := api.Collect(bytes.NewReader(pdf), &part, chosen, configuration()); err != nil {
			return nil, wrong(err)
		}
		if p.Turn != 0 {
			straight := part.Bytes()
			part = bytes.Buffer{}
			if err := api.Rotate(bytes.NewReader(straight), &part, p.Turn, nil, configuration()); err != nil {
				return nil, wrong(err)
			}
		}
		parts = append(parts, part.Bytes())
	}
	return merge(parts)
}

func merge(parts [][]byte) ([]byte, error) {
	if len(parts) == 1 {
		return parts[0], nil
	}
	var readers []io.ReadSeeker
	for _, p := range parts {
		readers = append(readers, bytes.NewReader(p))
	}
	var whole bytes.Buffer
	if err := api.MergeRaw(readers, &whole, false, configuration()); err != nil {
		return nil, wrong(err)
	}
	return whole.Bytes(), nil
}

func wrong(err error) error {
	for _, locked := range []error{pdfcpu.ErrWrongPassword, pdfcpu.ErrEncrypted, pdfcpu.ErrOwnerPasswordRequired, pdfcpu.ErrPermissionDenied,
		pdfcpu.ErrMalformedEncryption, pdfcpu.ErrUnsupportedEncryptionFeature} {
		if errors.Is(err, locked) {
			return errors.Join(ErrLocked, err)
		}
	}
	return errors.Join(ErrBroken, err)
}

// Ranges reads what somebody types of pages, "1-3, 5", out of so many; "" is
// none. A range may run backwards.
func Ranges(text string, of int) ([]int, error) {
	var pages []int
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		first, last, is := strings.Cut(strings.ReplaceAll(part, "–", "-"), "-")
		if !is {
			last = first
		}
		from, err := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err != nil || err2 != nil || min(from, to) < 1 || max(from, to) > of {
			return nil, ErrPages
		}
		step := 1
		if to < from {
			step = -1
		}
		for n := from; ; n += step {
			if slices.Contains(pages, n) || len(pages) >= of {
				return nil, ErrPages
			}
			pages = append(pages, n)
			if n == to {
				break
			}
		}
	}
	return pages, nil
}
