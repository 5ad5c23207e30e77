package pdfpages_test

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"regexp"
	"slices"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"motcua/internal/pdfpages"
)

// pictures are pages of different widths, so that they can be told apart.
func pictures(t *testing.T, widths ...int) [][]byte {
	t.Helper()
	var all [][]byte
	for i, w := range widths {
		var b bytes.Buffer
		picture := image.NewGray(image.Rect(0, 0, w, 40))
		err := jpeg.Encode(&b, picture, nil)
		if i%2 == 1 {
			b = bytes.Buffer{}
			err = png.Encode(&b, picture)
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b.Bytes())
	}
	return all
}

func joined(t *testing.T, widths ...int) []byte {
	t.Helper()
	pdf, err := pdfpages.Join(pictures(t, widths...))
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

// turns are how the pages of a PDF are turned.
func turns(t *testing.T, pdf []byte) []int {
	t.Helper()
	ctx, err := api.ReadAndValidate(bytes.NewReader(pdf), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	var all []int
	for n := 1; n <= ctx.PageCount; n++ {
		_, _, attributes, err := ctx.PageDict(n, false)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, attributes.Rotate)
	}
	return all
}

func TestPicturesBecomePages(t *testing.T) {
	pdf := joined(t, 10, 20, 30)
	if n, err := pdfpages.Count(pdf); n != 3 || err != nil {
		t.Errorf("%d pages (%v), want 3", n, err)
	}
	both, err := pdfpages.Join([][]byte{pdf, pictures(t, 40)[0]})
	if n, _ := pdfpages.Count(both); n != 4 || err != nil {
		t.Errorf("a PDF and a picture: %d pages (%v), want 4", n, err)
	}
}

// TestTake leaves pages out, keeps the order asked for and turns only what it is
// told to.
func TestTake(t *testing.T) {
	pdf := joined(t, 10, 20, 30, 50)
	taken, err := pdfpages.Take(pdf, []pdfpages.Pick{{Pages: []int{4}, Turn: 90}, {Pages: []int{2, 1}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := turns(t, taken); !slices.Equal(got, []int{90, 0, 0}) {
		t.Errorf("the pages are turned by %v, want 90, 0, 0", got)
	}
	if widths := regexp.MustCompile(`/Width 30\b`).FindAll(taken, -1); len(widths) != 0 {
		t.Error("the page that was left out is there")
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	var locked bytes.Buffer
	if err := api.Encrypt(bytes.NewReader(joined(t, 10)), &locked, model.NewAESConfiguration("mo", "chu", 256)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why  string
		body []byte
		want error
	}{
		{"a password", locked.Bytes(), pdfpages.ErrLocked},
		{"cut off", joined(t, 10)[:200], pdfpages.ErrBroken},
		{"only its first and last words", []byte("%PDF-1.4\nx\n%%EOF\n"), pdfpages.ErrBroken},
		{"nothing", nil, pdfpages.ErrBroken},
	} {
		t.Run(c.why, func(t *testing.T) {
			if _, err := pdfpages.Count(c.body); !errors.Is(err, c.want) {
				t.Errorf("count: %v, want %v", err, c.want)
			}
			if _, err := pdfpages.Take(c.body, []pdfpages.Pick{{Pages: []int{1}}}); !errors.Is(err, c.want) {
				t.Errorf("take: %v, want %v", err, c.want)
			}
		})
	}
	if _, err := pdfpages.Join([][]byte{[]byte("\xff\xd8\xff\xe0 no picture")}); !errors.Is(err, pdfpages.ErrBroken) {
		t.Errorf("a picture that is none: %v", err)
	}
}

func TestRanges(t *testing.T) {
	for _, c := range []struct {
		why, text string
		want      []int
		bad       bool
	}{
		{"one", "2", []int{2}, false}, {"several", "1-3, 5", []int{1, 2, 3, 5}, false}, {"backwards", "3-1", []int{3, 2, 1}, false},
		{"the dash of a text", "1–2", []int{1, 2}, false}, {"none", " ", nil, false},
		{"beyond the end", "6", nil, true}, {"zero", "0", nil, true}, {"twice", "1,1", nil, true}, {"letters", "một", nil, true}, {"half", "1-", nil, true},
		{"a number without end", "1-99999999999999999999", nil, true},
	} {
		got, err := pdfpages.Ranges(c.text, 5)
		if !slices.Equal(got, c.want) || errors.Is(err, pdfpages.ErrPages) != c.bad {
			t.Errorf("%s: %v (%v), want %v", c.why, got, err, c.want)
		}
	}
}
