package component

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// quiet is the white margin of a QR code, in modules (ISO/IEC 18004).
const quiet = 4

// modules draws a text as a QR code: the path of its dark modules, and how many
// modules it is wide with its margin. A text too long for a code gives "".
func modules(text string) (path string, width int) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return "", 0
	}
	var b strings.Builder
	n := code.Bounds().Dx()
	for y := range n {
		for x := 0; x < n; x++ {
			from := x
			for x < n {
				if r, _, _, _ := code.At(x, y).RGBA(); r != 0 {
					break
				}
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from+quiet, y+quiet, x-from, x-from)
			}
		}
	}
	return b.String(), n + 2*quiet
}
