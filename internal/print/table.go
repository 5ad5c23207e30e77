package print

import (
	"strconv"

	"motcua/sheet"
)

func number(n int) string { return strconv.Itoa(n) }

// cell is one cell of a row, set.
type cell struct {
	lines []line
	how   align
}

// table sets a table whose head stands on every leaf. A row is kept together
// unless it is longer than a leaf.
func (l *layout) table(b sheet.Block) {
	s := l.sized(tableShare)
	widths := widthsOf(b.Columns, l.inner)
	head := make([]cell, len(b.Columns))
	for i, c := range b.Columns {
		head[i] = cell{s.lines([]sheet.Span{{Text: c.Head, Bold: true}}, widths[i]-2*cellSide, 0), centred}
	}
	first := make([]cell, len(b.Columns))
	rows := l.values.Lists[b.List]
	if len(rows) > 0 {
		first = l.row(s, b.Columns, widths, rows[0])
	}
	l.room(heightOf(s, head) + heightOf(s, first))
	l.cells(s, head, widths)
	for _, row := range rows {
		cells := l.row(s, b.Columns, widths, row)
		for {
			if l.y+heightOf(s, cells) <= l.tall {
				l.cells(s, cells, widths)
				break
			}
			fresh := l.tall - heightOf(s, head)
			if heightOf(s, cells) > fresh {
				// Longer than a leaf: what fits stands here, the rest on the next.
				fit := int((l.tall - l.y - 2*cellSide) / s.height())
				if fit > 0 {
					var top []cell
					top, cells = split(cells, fit)
					l.cells(s, top, widths)
				}
			}
			l.leaves = append(l.leaves, leaf{})
			l.y = 0
			l.cells(s, head, widths)
		}
	}
}

func (l *layout) row(s setter, columns []sheet.Column, widths []float64, row map[string]string) []cell {
	cells := make([]cell, len(columns))
	fields := l.with(row)
	for i, c := range columns {
		how := flushLeft
		switch c.Align {
		case "center":
			how = centred
		case "right":
			how = flushRight
		}
		cells[i] = cell{s.lines(said(sheet.Spans(c.Text, fields)), widths[i]-2*cellSide, 0), how}
	}
	return cells
}

// said leaves cells empty that have nothing to say: nobody writes into them.
func said(spans []sheet.Span) []sheet.Span {
	if len(spans) == 1 && spans[0].Text == sheet.Dots {
		return nil
	}
	return spans
}

// cells draws one row with its lines around.
func (l *layout) cells(s setter, cells []cell, widths []float64) {
	height := heightOf(s, cells)
	l.put(func(x, y float64) {
		l.set.pdf.SetLineWidth(0.2)
		for i, c := range cells {
			l.set.pdf.Rect(x, y, widths[i], height, "D")
			top := y + cellSide
			if c.how == centred {
				top = y + (height-float64(len(c.lines))*s.height())/2
			}
			for j, ln := range c.lines {
				s.draw(ln, x+cellSide, top+float64(j)*s.height(), widths[i]-2*cellSide, c.how)
			}
			x += widths[i]
		}
	})
	l.y += height
}

// split cuts a row after some lines.
func split(cells []cell, after int) (top, rest []cell) {
	for _, c := range cells {
		n := min(after, len(c.lines))
		top = append(top, cell{c.lines[:n], c.how})
		rest = append(rest, cell{c.lines[n:], c.how})
	}
	return top, rest
}

func heightOf(s setter, cells []cell) float64 {
	most := 1
	for _, c := range cells {
		most = max(most, len(c.lines))
	}
	return float64(most)*s.height() + 2*cellSide
}

func widthsOf(columns []sheet.Column, whole float64) []float64 {
	sum := 0.0
	for _, c := range columns {
		sum += c.Share
	}
	widths := make([]float64, len(columns))
	for i, c := range columns {
		widths[i] = whole * c.Share / sum
	}
	return widths
}
