// Package printtest holds printed papers to the pictures that were looked at when
// they were approved: poppler, which knows PDF independently of what wrote it,
// draws a page, and the picture is compared with the one kept beside the test.
package printtest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// most is the share of a page's points that may differ clearly; versions of
// poppler draw the edges of letters a little differently.
const most = 0.002

// Looks compares a page of a PDF file, counted from one, with the picture golden;
// with update it writes the picture anew instead.
func Looks(t *testing.T, file string, page int, golden string, update bool) {
	t.Helper()
	out, n := filepath.Join(t.TempDir(), "page"), strconv.Itoa(page)
	if said, err := exec.Command("pdftoppm", "-png", "-gray", "-r", "70", "-f", n, "-l", n, "-singlefile", file, out).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm (Debian package poppler-utils, `make tools`): %v\n%s", err, said)
	}
	data, err := os.ReadFile(out + ".png")
	if err != nil {
		t.Fatal(err)
	}
	if update {
		if err := os.WriteFile(golden, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("no picture to compare with; look at the page, then run with -update: %v", err)
	}
	if share := differing(t, data, want); share > most {
		t.Errorf("%.2f %% of the page differ from %s; look at both, then run with -update", 100*share, golden)
	}
}

// differing is the share of points that differ clearly.
func differing(t *testing.T, got, want []byte) float64 {
	t.Helper()
	a, err := png.Decode(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	b, err := png.Decode(bytes.NewReader(want))
	if err != nil {
		t.Fatal(err)
	}
	if a.Bounds() != b.Bounds() {
		return 1
	}
	grey := func(img image.Image, x, y int) int { return int(color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y) }
	n, size := 0, a.Bounds()
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			if d := grey(a, x, y) - grey(b, x, y); d > 96 || d < -96 {
				n++
			}
		}
	}
	return float64(n) / float64(size.Dx()*size.Dy())
}
