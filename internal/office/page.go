package office

import (
	"cmp"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/dossier"
	"motcua/internal/store"
)

// paged cuts a list read one longer than the page into the page and the
// cursor of the next.
func paged[T any](list []T, size int, cursor func(T) store.Cursor) Page[T] {
	if len(list) <= size {
		return Page[T]{Items: list}
	}
	return Page[T]{Items: list[:size], Next: writeCursor(cursor(list[size-1]))}
}

func summaryCursor(s dossier.Summary) store.Cursor {
	return store.Cursor{Due: s.Due.UnixMilli(), ID: s.ID}
}

// A cursor travels as text that readers need not understand.
func writeCursor(c store.Cursor) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(c.Due, 10) + " " + c.ID))
}

func readCursor(text string) (store.Cursor, error) {
	if text == "" {
		return store.Cursor{}, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	due, id, ok := strings.Cut(string(raw), " ")
	n, parsed := strconv.ParseInt(due, 10, 64)
	if err != nil || !ok || parsed != nil || id == "" {
		return store.Cursor{}, motcua.InvalidField("after", "office.cursor")
	}
	return store.Cursor{Due: n, ID: id}, nil
}

// nearestErrands orders errands of several desks by due date, without doubles.
func nearestErrands(list []store.OpenErrand) []store.OpenErrand {
	slices.SortFunc(list, func(a, b store.OpenErrand) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(list, func(a, b store.OpenErrand) bool { return a.ID == b.ID })
}

// nearestFirst merges lists of several desks by due date, without doubles.
func nearestFirst(list []dossier.Summary, atMost int) []dossier.Summary {
	slices.SortFunc(list, func(a, b dossier.Summary) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID))
	})
	list = slices.CompactFunc(list, func(a, b dossier.Summary) bool { return a.ID == b.ID })
	return list[:min(len(list), atMost)]
}
