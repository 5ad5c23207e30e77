package print

import (
	"strings"

	"motcua/sheet"

	"codeberg.org/go-pdf/fpdf"
)

// Sizes of letters as shares of running text, and measures in millimetres.
const (
	titleShare = 1.2
	smallShare = 0.8
	tableShare = 0.9
	leastShare = 0.8  // what a line of heads may shrink to before it is broken
	gap        = 0.6  // between blocks
	signRoom   = 15.0 // to sign in
	leastSign  = 8.0  // what it may shrink to before the signatures go to another page
	barHeight  = 8.0
	qrSide     = 24.0
	cellSide   = 0.8 // inside the cells of a table
	indent     = 8.0 // of the first line of running text
)

// mark draws something at a place of its leaf.
type mark func(x, y float64)

// leaf is one page of one copy.
type leaf struct{ marks []mark }

func (l leaf) draw(x, y float64) {
	for _, m := range l.marks {
		m(x, y)
	}
}

// layout sets the blocks of a form onto leaves, from top to bottom.
type layout struct {
	frame
	set    setter
	values sheet.Values
	leaves []leaf
	y      float64
}

// lay sets one copy of a form.
func lay(pdf *fpdf.Fpdf, f frame, form sheet.Form, values sheet.Values) []leaf {
	l := &layout{frame: f, set: setter{pdf, f.letters}, values: values, leaves: make([]leaf, 1)}
	for _, b := range form.Blocks {
		if b.When != "" && !values.Has(b.When) {
			continue
		}
		l.block(b)
		l.y += gap
	}
	return l.leaves
}

func (l *layout) block(b sheet.Block) {
	switch b.Kind {
	case sheet.Heads:
		l.columns(b, 0)
	case sheet.Signs:
		l.columns(b, signRoom)
	case sheet.Title:
		l.y += 2 * gap
		l.text(l.sized(titleShare), "*"+b.Text+"*", 0, centred)
	case sheet.Under:
		l.text(l.set, b.Text, 0, centred)
	case sheet.Line:
		l.text(l.set, b.Text, 0, flushLeft)
	case sheet.Para:
		l.text(l.set, b.Text, indent, justified)
	case sheet.Small:
		l.text(l.sized(smallShare), "_"+b.Text+"_", 0, flushLeft)
	case sheet.Items:
		for i, row := range l.values.Lists[b.List] {
			spans := append([]sheet.Span{{Text: number(i+1) + ". "}}, sheet.Spans(b.Text, l.with(row))...)
			l.flow(l.set, l.set.lines(spans, l.inner, 0), 0, flushLeft)
		}
	case sheet.Table:
		l.table(b)
	case sheet.Code:
		l.room(barHeight)
		l.put(func(x, y float64) { l.barcode(l.plain(b.Text), x, y, l.inner, barHeight) })
		l.y += barHeight
		l.text(l.sized(smallShare), b.Text, 0, centred)
	case sheet.QR:
		l.beside(b)
	}
}

func (l *layout) plain(text string) string { return sheet.Plain(text, l.values.Fields) }

// sized is the setter for letters of a share of running text.
func (l *layout) sized(share float64) setter { return setter{l.set.pdf, l.letters * share} }

// with is the fields of the sheet with those of a row.
func (l *layout) with(row map[string]string) map[string]string {
	fields := make(map[string]string, len(l.values.Fields)+len(row))
	for name, value := range l.values.Fields {
		fields[name] = value
	}
	for name, value := range row {
		fields[name] = value
	}
	return fields
}

// put draws something at the present height of the present leaf.
func (l *layout) put(m mark) {
	at := l.y
	last := &l.leaves[len(l.leaves)-1]
	last.marks = append(last.marks, func(x, y float64) { m(x, y+at) })
}

// room begins a new leaf when less than a height is left; true when it did.
func (l *layout) room(height float64) bool {
	if l.y+height <= l.tall || l.y == 0 {
		return false
	}
	l.leaves = append(l.leaves, leaf{})
	l.y = 0
	return true
}

func (l *layout) text(s setter, text string, indent float64, how align) {
	l.flow(s, s.lines(sheet.Spans(text, l.values.Fields), l.inner, indent), indent, how)
}

// flow sets lines under each other, over as many leaves as they need.
func (l *layout) flow(s setter, lines []line, indent float64, how align) {
	for i, ln := range lines {
		l.room(s.height())
		shift := 0.0
		if i == 0 {
			shift = indent
		}
		l.put(func(x, y float64) { s.draw(ln, x+shift, y, l.inner-shift, how) })
		l.y += s.height()
	}
}

// columns sets two columns of centred lines, kept on one leaf, with room before
// the last line of each when people sign there. Below the heads of a sheet short
// lines are drawn as on official papers.
func (l *layout) columns(b sheet.Block, sign float64) {
	left := l.inner * headShare
	if sign > 0 {
		left = l.inner / 2
		l.y += 2 * gap
	}
	right := l.inner - left
	set, height := l.pair(b, left, sign)
	if over := l.y + height - l.tall; over > 0 && sign-over >= leastSign {
		set, height = l.pair(b, left, sign-over-0.01)
	}
	l.room(height)
	l.put(func(x, y float64) {
		for _, m := range set {
			m(x, y)
		}
	})
	l.y += height
	if sign == 0 && len(b.Left) == 2 && len(b.Right) == 2 {
		l.rules(left, right)
	}
}

// pair sets two columns beside each other, the first as wide as left.
func (l *layout) pair(b sheet.Block, left, sign float64) (set []mark, height float64) {
	set, height = l.column(b.Left, 0, left, sign)
	more, tall := l.column(b.Right, left, l.inner-left, sign)
	return append(set, more...), max(height, tall)
}

// headShare is the share of the width for the left column of heads.
const headShare = 0.42

// column sets centred lines under each other at x. A line too wide for its
// column is set smaller, within limits, before it is broken: the name of the
// country stands on one line.
func (l *layout) column(texts []string, x, width, sign float64) (set []mark, height float64) {
	for i, text := range texts {
		name := sign > 0 && i == len(texts)-1
		if name && i > 0 {
			height += sign
		}
		if strings.TrimSpace(text) == "" {
			height += l.set.height()
			continue
		}
		spans := sheet.Spans(text, l.blankable(name))
		s, lines := l.set, l.set.lines(spans, width-1, 0)
		for share := 0.95; len(lines) > 1 && share >= leastShare; share -= 0.05 {
			if smaller := l.sized(share).lines(spans, width-1, 0); len(smaller) == 1 {
				s, lines = l.sized(share), smaller
			}
		}
		for _, ln := range lines {
			at := height
			set = append(set, func(left, top float64) { s.draw(ln, left+x+0.5, top+at, width-1, centred) })
			height += s.height()
		}
	}
	return set, height
}

// blankable is the fields for a line of columns: below a signature a name that
// is not known stays empty, since people write it.
func (l *layout) blankable(name bool) map[string]string {
	if !name {
		return l.values.Fields
	}
	fields := make(map[string]string, len(l.values.Fields))
	for k, v := range l.values.Fields {
		fields[k] = v
	}
	for _, who := range []string{"submitter", "officer", "by", "giver", "taker", "receiver", "payer"} {
		if fields[who] == "" {
			fields[who] = "\u00a0"
		}
	}
	return fields
}

// rules draws the short lines under the name of the agency and under the motto
// (NĐ 30/2020/NĐ-CP, phụ lục I).
func (l *layout) rules(left, right float64) {
	l.put(func(x, y float64) {
		l.set.pdf.SetLineWidth(0.25)
		l.set.pdf.Line(x+left*0.35, y+0.6, x+left*0.65, y+0.6)
		l.set.pdf.Line(x+left+right*0.22, y+0.6, x+left+right*0.78, y+0.6)
	})
	l.y += gap
}

// beside sets a QR code at the right of a text; above the text the first line of
// the right side as a barcode, where there is one.
func (l *layout) beside(b sheet.Block) {
	s, width := l.sized(0.9), l.inner-qrSide-2
	lines := s.lines(sheet.Spans(b.Text, l.values.Fields), width, 0)
	bars := 0.0
	if len(b.Right) > 0 {
		bars = barHeight + 1
	}
	tall := bars + float64(len(lines))*s.height()
	height := max(qrSide, tall)
	l.room(height)
	l.put(func(x, y float64) {
		l.square(l.plain(strings.Join(b.Left, "")), x+width+2, y, qrSide)
		top := y + (height-tall)/2
		if bars > 0 {
			l.barcode(l.plain(b.Right[0]), x, top, width, barHeight)
		}
		for i, ln := range lines {
			s.draw(ln, x, top+bars+float64(i)*s.height(), width, flushLeft)
		}
	})
	l.y += height
}
