package print

import (
	"image"

	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/qr"
)

// Bars are drawn 0.28 mm wide, so that a hand scanner reads them from A5 paper,
// and narrower where the code would be wider than its place.
const bar = 0.28

// runs calls draw for each stretch of dark points in a row of a picture.
func runs(img image.Image, y int, draw func(from, to int)) {
	n := img.Bounds().Dx()
	for x := 0; x < n; x++ {
		from := x
		for x < n && dark(img, x, y) {
			x++
		}
		if x > from {
			draw(from, x)
		}
	}
}

func dark(img image.Image, x, y int) bool {
	r, _, _, _ := img.At(x, y).RGBA()
	return r == 0
}

// barcode draws a text as Code 128 in the middle of a width; a text that has no
// code (letters beyond ASCII) leaves the place empty.
func (l *layout) barcode(text string, x, y, width, height float64) {
	img, err := code128.Encode(text)
	if err != nil {
		return
	}
	step := min(bar, width/float64(img.Bounds().Dx()+20))
	x += (width - step*float64(img.Bounds().Dx())) / 2
	l.set.pdf.SetFillColor(0, 0, 0)
	runs(img, 0, func(from, to int) {
		l.set.pdf.Rect(x+step*float64(from), y, step*float64(to-from), height, "F")
	})
}

// square draws a text as a QR code of a side, its quiet zone of four modules
// (ISO/IEC 18004) included.
func (l *layout) square(text string, x, y, side float64) {
	img, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return
	}
	const quiet = 4
	n := img.Bounds().Dx()
	step := side / float64(n+2*quiet)
	l.set.pdf.SetFillColor(0, 0, 0)
	for row := range n {
		runs(img, row, func(from, to int) {
			l.set.pdf.Rect(x+step*float64(from+quiet), y+step*float64(row+quiet), step*float64(to-from), step, "F")
		})
	}
}
