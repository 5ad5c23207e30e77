package catalogue

import "strings"

// Piece is a stretch of a text that was changed: what both versions say, what
// only the earlier one said, what only the later one says.
type Piece struct {
	Kind PieceKind
	Text string
}

// PieceKind says in which of two texts a piece stands.
type PieceKind string

// The kinds of piece.
const (
	Kept  PieceKind = "kept"
	Taken PieceKind = "taken" // out of the earlier text
	Added PieceKind = "added" // to the later text
)

// wordsCompared is how long two texts may be to be compared word by word: the
// product of their words. Beyond it the one stands for the other as a whole.
const wordsCompared = 4_000_000

// island is how many words kept between two changes are worth showing as kept;
// fewer make a comparison of two rewritten sentences hard to read.
const island = 4

// Wording compares two texts word by word: the words taken and added that lead
// from the one to the other, a few words between two changes counted as changed
// too. The kept and taken pieces together are the earlier text, the kept and
// added ones the later.
func Wording(before, after string) []Piece {
	a, b := tokens(before), tokens(after)
	begin := 0
	for begin < len(a) && begin < len(b) && a[begin] == b[begin] {
		begin++
	}
	end := 0
	for end < len(a)-begin && end < len(b)-begin && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	var pieces []Piece
	pieces = appendPiece(pieces, Kept, a[:begin]...)
	pieces = append(pieces, whole(middle(a[begin:len(a)-end], b[begin:len(b)-end]))...)
	return appendPiece(pieces, Kept, a[len(a)-end:]...)
}

// middle compares what lies between the common beginning and the common end by
// the longest common subsequence.
func middle(a, b []string) []Piece {
	var pieces []Piece
	if len(a)*len(b) > wordsCompared {
		return appendPiece(appendPiece(pieces, Taken, a...), Added, b...)
	}
	width := len(b) + 1
	common := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i*width+j] = common[(i+1)*width+j+1] + 1
			} else {
				common[i*width+j] = max(common[(i+1)*width+j], common[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			pieces = appendPiece(pieces, Kept, a[i])
			i, j = i+1, j+1
		case common[(i+1)*width+j] >= common[i*width+j+1]:
			pieces = appendPiece(pieces, Taken, a[i])
			i++
		default:
			pieces = appendPiece(pieces, Added, b[j])
			j++
		}
	}
	return appendPiece(appendPiece(pieces, Taken, a[i:]...), Added, b[j:]...)
}

// whole makes one change of several with small islands between them.
func whole(pieces []Piece) []Piece {
	var merged []Piece
	var taken, added strings.Builder
	settle := func() {
		merged = appendPiece(appendPiece(merged, Taken, taken.String()), Added, added.String())
		taken.Reset()
		added.Reset()
	}
	for i, p := range pieces {
		between := i > 0 && i < len(pieces)-1
		if p.Kind == Kept && !(between && len(strings.Fields(p.Text)) < island) {
			settle()
			merged = appendPiece(merged, Kept, p.Text)
			continue
		}
		if p.Kind != Added {
			taken.WriteString(p.Text)
		}
		if p.Kind != Taken {
			added.WriteString(p.Text)
		}
	}
	settle()
	return merged
}

// tokens are the words of a text, each with the blanks after it, so that they
// add up to the text.
func tokens(s string) []string {
	var list []string
	for s != "" {
		word := strings.IndexAny(s, " \n\t")
		if word < 0 {
			return append(list, s)
		}
		for word < len(s) && strings.IndexByte(" \n\t", s[word]) >= 0 {
			word++
		}
		list = append(list, s[:word])
		s = s[word:]
	}
	return list
}

func appendPiece(pieces []Piece, kind PieceKind, words ...string) []Piece {
	text := strings.Join(words, "")
	if text == "" {
		return pieces
	}
	if n := len(pieces); n > 0 && pieces[n-1].Kind == kind {
		pieces[n-1].Text += text
		return pieces
	}
	return append(pieces, Piece{kind, text})
}
