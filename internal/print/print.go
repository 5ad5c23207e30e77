// Package print sets sheets (package sheet) on paper as PDF: text in a typeface
// with the measures of Times, cut down to the letters used, that can be selected
// and searched; barcodes and QR codes as lines, not pictures. The same sheet
// printed twice gives the same bytes. It knows nothing of what is printed.
package print

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"motcua/sheet"

	"codeberg.org/go-pdf/fpdf"
)

// MediaType is the media type of what is printed.
const MediaType = "application/pdf"

// Copies says how a sheet comes onto paper.
type Copies int

// The ways: one copy on the sheet's own paper, or two copies of an A5 sheet side
// by side on A4, for offices that load A4 alone.
const (
	One Copies = iota
	TwoUp
)

// Job is one printing: a form with its values once for each copy. Copies of an
// A5 form may differ in a field (which copy it is).
type Job struct {
	Form   sheet.Form
	Copies []sheet.Values // at least one
	Way    Copies
	At     time.Time // written into the file as when it was made
	Foot   string    // below every page; "" for none
	// Numbered puts the number of the page above each but the first, in the
	// middle, as official papers have it, and none below, where stamps stand.
	Numbered bool
}

// The measures of pages, in millimetres.
const (
	a5Width, a5Height = 148.5, 210.0
	a4Width, a4Height = 210.0, 297.0
	a5Margin          = 10.0
	a5Above           = 8.0
	// Margins of A4 (NĐ 30/2020/NĐ-CP, phụ lục I): above and below 20, left 30,
	// right 15.
	a4Above, a4Left, a4Right = 20.0, 30.0, 15.0
	a4LongMargin             = 15.0
	footHeight               = 6.0
)

// frame is where the copies of a form stand on paper.
type frame struct {
	width, height float64 // of the paper
	turned        bool    // the long side lies
	left, above   float64 // of the text
	inner, tall   float64 // measures of the text
	letters       float64 // size of running text in points
}

func frameOf(size sheet.Size) frame {
	switch size {
	case sheet.A4:
		return frame{width: a4Width, height: a4Height, left: a4Left, above: a4Above,
			inner: a4Width - a4Left - a4Right, tall: a4Height - 2*a4Above, letters: 13}
	case sheet.A4L:
		return frame{width: a4Height, height: a4Width, turned: true, left: a4LongMargin, above: a4LongMargin,
			inner: a4Height - 2*a4LongMargin, tall: a4Width - 2*a4LongMargin, letters: 9.5}
	default:
		return frame{width: a5Width, height: a5Height, left: a5Margin, above: a5Above,
			inner: a5Width - 2*a5Margin, tall: a5Height - 2*a5Above - footHeight, letters: 10}
	}
}

// Write prints jobs one after the other into one file, which has the title of
// the first and counts as made when the last of them was. A form that its
// [sheet.Form.Check] finds fault with is an error, since who worded it was told
// then.
func Write(w io.Writer, jobs ...Job) error {
	if len(jobs) == 0 {
		return errors.New("printing nothing")
	}
	for _, job := range jobs {
		if faults := job.Form.Check(); len(faults) > 0 {
			return fmt.Errorf("printing %q: %w", job.Form.Title, faults[0])
		}
	}
	pdf, err := paper(jobs[0].Form.Title, slices.MaxFunc(jobs, func(a, b Job) int { return a.At.Compare(b.At) }).At)
	if err != nil {
		return err
	}
	for _, job := range jobs {
		set(pdf, job)
	}
	if err := pdf.Output(w); err != nil {
		return fmt.Errorf("printing %q: %w", jobs[0].Form.Title, err)
	}
	return nil
}

// set lays a job out and draws its pages.
func set(pdf *fpdf.Fpdf, job Job) {
	f := frameOf(job.Form.Size)
	var copies [][]leaf
	for _, values := range job.Copies {
		copies = append(copies, lay(pdf, f, job.Form, values))
	}
	foot := func(x, y float64, page, of int) {
		text := job.Foot
		if job.Numbered && page > 1 {
			number := strconv.Itoa(page)
			pdf.SetFont(family, "", f.letters)
			pdf.Text(x+(f.inner-pdf.GetStringWidth(number))/2, y/2, number)
		}
		if of > 1 && !job.Numbered {
			text = fmt.Sprintf("%s · %d/%d", text, page, of)
		}
		pdf.SetFont(family, "", f.letters*smallShare)
		pdf.Text(x+f.inner-pdf.GetStringWidth(text), y+f.tall+footHeight*0.8, text)
	}
	if job.Way == TwoUp && job.Form.Size == sheet.A5 {
		sideBySide(pdf, f, copies, foot)
		return
	}
	for _, leaves := range copies {
		for i, l := range leaves {
			pdf.AddPageFormat("P", fpdf.SizeType{Wd: f.width, Ht: f.height})
			l.draw(f.left, f.above)
			foot(f.left, f.above, i+1, len(leaves))
		}
	}
}

// sideBySide sets two copies on each A4 page, with a line to cut along. A single
// copy stands twice.
func sideBySide(pdf *fpdf.Fpdf, f frame, copies [][]leaf, foot func(x, y float64, page, of int)) {
	if len(copies) == 1 {
		copies = append(copies, copies[0])
	}
	for pair := 0; pair+1 < len(copies); pair += 2 {
		first, second := copies[pair], copies[pair+1]
		for i := range max(len(first), len(second)) {
			pdf.AddPageFormat("P", fpdf.SizeType{Wd: 2 * f.width, Ht: f.height})
			for side, leaves := range [][]leaf{first, second} {
				if i < len(leaves) {
					x := f.left + float64(side)*f.width
					leaves[i].draw(x, f.above)
					foot(x, f.above, i+1, len(leaves))
				}
			}
			pdf.SetDashPattern([]float64{1, 1.5}, 0)
			pdf.SetLineWidth(0.1)
			pdf.Line(f.width, 4, f.width, f.height-4)
			pdf.SetDashPattern(nil, 0)
		}
	}
}

func paper(title string, made time.Time) (*fpdf.Fpdf, error) {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(made.UTC())
	pdf.SetModificationDate(made.UTC())
	pdf.SetTitle(title, true)
	pdf.SetLang("vi-VN")
	pdf.SetProducer("motcua", true)
	if err := letters(pdf); err != nil {
		return nil, err
	}
	return pdf, nil
}
