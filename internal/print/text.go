package print

import (
	"strings"

	"motcua/sheet"

	"codeberg.org/go-pdf/fpdf"
)

// mm is a point in millimetres.
const mm = 25.4 / 72

// leading is the distance of lines as a share of the size of letters.
// Vietnamese letters carry two marks; less would let them touch.
const leading = 1.25

// piece is a stretch of a word in one cut.
type piece struct {
	text, style string
	width       float64
}

// word is what is kept together on a line, with the space after it.
type word struct {
	pieces []piece
	width  float64
	space  float64 // after it when another follows on the line
	broken bool    // the line ends after it
}

// line is one line of set words.
type line struct {
	words []word
	width float64
	last  bool // of its paragraph: not stretched
}

// setter breaks texts into lines.
type setter struct {
	pdf  *fpdf.Fpdf
	size float64 // points
}

func (s setter) height() float64 { return s.size * mm * leading }

func (s setter) width(text, style string) float64 {
	s.pdf.SetFont(family, style, s.size)
	return s.pdf.GetStringWidth(text)
}

// lines breaks spans into lines of a width; the first is indented. A word wider
// than the line is cut.
func (s setter) lines(spans []sheet.Span, width, indent float64) []line {
	var lines []line
	now, room := line{}, width-indent
	end := func(last bool) {
		if n := len(now.words); n > 0 {
			now.width -= now.words[n-1].space
		}
		now.last = last
		lines = append(lines, now)
		now, room = line{}, width
	}
	for _, w := range s.words(spans, width) {
		if len(now.words) > 0 && now.width+w.width > room+0.01 {
			end(false)
		}
		now.words = append(now.words, w)
		now.width += w.width + w.space
		if w.broken {
			end(true)
		}
	}
	if len(now.words) > 0 || len(lines) == 0 {
		end(true)
	}
	return lines
}

// words splits spans at spaces and line ends.
func (s setter) words(spans []sheet.Span, most float64) []word {
	var words []word
	var now word
	end := func(style string, broken bool) {
		now.space, now.broken = s.width(" ", style), broken
		words = append(words, now)
		now = word{}
	}
	for _, span := range spans {
		style := cut(span.Bold, span.Italic)
		for text := span.Text; text != ""; {
			stop := strings.IndexAny(text, " \n")
			if stop < 0 {
				now.add(s, text, style, most, &words)
				break
			}
			now.add(s, text[:stop], style, most, &words)
			if len(now.pieces) > 0 || text[stop] == '\n' {
				end(style, text[stop] == '\n')
			}
			text = text[stop+1:]
		}
	}
	if len(now.pieces) > 0 {
		end("", false)
	}
	return words
}

// add puts a stretch at the end of the word; what does not fit on a line of its
// own goes before, cut.
func (w *word) add(s setter, text, style string, most float64, words *[]word) {
	if text == "" {
		return
	}
	width := s.width(text, style)
	if w.width+width > most {
		for from, r := range text {
			head := text[:from]
			if from > 0 && w.width+s.width(head+string(r), style) > most {
				w.pieces = append(w.pieces, piece{head, style, s.width(head, style)})
				w.width += s.width(head, style)
				*words = append(*words, *w)
				*w = word{}
				w.add(s, text[from:], style, most, words)
				return
			}
		}
	}
	w.pieces = append(w.pieces, piece{text, style, width})
	w.width += width
}

// mostStretch is how many times a space is widened at most, so that a line before
// a long word is not torn apart.
const mostStretch = 2.0

// align says where the words of a line stand.
type align int

const (
	flushLeft align = iota
	centred
	flushRight
	justified
)

// draw sets one line with its top at y. Spaces are drawn too, so that what is
// selected reads as it was written.
func (s setter) draw(l line, x, y, width float64, how align) {
	stretch := 0.0
	switch free := width - l.width; {
	case how == centred:
		x += free / 2
	case how == flushRight:
		x += free
	case how == justified && !l.last && len(l.words) > 1:
		stretch = free / float64(len(l.words)-1)
		if stretch > mostStretch*l.words[0].space {
			stretch = 0
		}
	}
	base := y + s.size*mm*(leading+0.62)/2
	for i, w := range l.words {
		for j, p := range w.pieces {
			text := p.text
			if j == len(w.pieces)-1 && i < len(l.words)-1 {
				text += " "
			}
			s.pdf.SetFont(family, p.style, s.size)
			s.pdf.Text(x, base, text)
			x += p.width
		}
		x += w.space + stretch
	}
}
