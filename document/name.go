package document

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/vietnamese"
)

// The longest name of a file: what people read, and what every file system
// keeps.
const (
	nameRunes = 120
	nameBytes = 200
)

// Name is a name of a file as it may be kept, shown and saved anywhere: without
// folders, control characters and marks that turn the writing round, not one
// that Windows keeps for devices, not too long, and with the extension that
// goes with the type of its content.
func Name(given, mediaType string) string {
	name := path.Base(strings.ReplaceAll(vietnamese.NFC(strings.ToValidUTF8(given, "")), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co) {
			return -1
		}
		return r
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". /")
	stem, ext := agreeing(name, mediaType)
	stem = strings.TrimRight(stem, ". ")
	if stem == "" {
		stem = "tep"
	}
	if first, _, _ := strings.Cut(stem, "."); slices.Contains(devices(), strings.ToUpper(strings.TrimSpace(first))) {
		stem = "tep-" + stem
	}
	return shortened(stem, nameRunes-utf8.RuneCountInString(ext), nameBytes-len(ext)) + ext
}

// agreeing splits a name in two, the extension being one of the type's: its
// own when it is, else the type's in place of one that says another type.
func agreeing(name, mediaType string) (stem, ext string) {
	ext = path.Ext(name)
	stem = strings.TrimSuffix(name, ext)
	own := extensions(mediaType)
	low := strings.ToLower(ext)
	switch {
	case len(own) == 0, slices.Contains(own, low):
		if len(ext) > 10 {
			return name, ""
		}
		return stem, ext
	case slices.Contains(saying(), low):
		return stem, own[0]
	}
	return name, own[0]
}

// extensions are those of a type; the first is put where another stood.
func extensions(mediaType string) []string {
	switch mediaType {
	case PDF:
		return []string{".pdf"}
	case JPEG:
		return []string{".jpg", ".jpeg", ".jfif"}
	case PNG:
		return []string{".png"}
	case DOCX:
		return []string{".docx"}
	case XLSX:
		return []string{".xlsx"}
	}
	return nil
}

// saying are the extensions that readers take for the type of a file.
func saying() []string {
	return []string{".pdf", ".jpg", ".jpeg", ".jfif", ".png", ".docx", ".xlsx", ".doc", ".docm", ".xls", ".xlsm", ".gif", ".heic", ".webp", ".tif", ".tiff",
		".txt", ".htm", ".html", ".svg", ".js", ".zip", ".rar", ".7z", ".exe", ".com", ".bat", ".cmd", ".scr", ".msi", ".apk", ".php", ".jsp"}
}

// devices are the names that Windows keeps for itself.
func devices() []string {
	return []string{"CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
		"LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9"}
}

// shortened cuts a text to a number of letters and of bytes.
func shortened(s string, runes, bytes int) string {
	n := 0
	for i, r := range s {
		if n == runes || i+utf8.RuneLen(r) > bytes {
			return strings.TrimRight(s[:i], ". ")
		}
		n++
	}
	return s
}
