package feedback

import (
	"slices"
	"strings"
)

// fileKinds are the media types that a feedback takes, by content: what people
// photograph, scan, record and write. Archives are not opened, and not taken.
func fileKinds() []string {
	return []string{
		"application/pdf", "image/jpeg", "image/png", "image/heic", "image/webp", "text/plain", "message/rfc822",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"application/msword", "application/vnd.ms-excel", "application/vnd.oasis.opendocument.text", "audio/mpeg", "audio/mp4", "video/mp4",
	}
}

// Takes tells whether a feedback takes files of a media type.
func Takes(mediaType string) bool {
	kind, _, _ := strings.Cut(mediaType, ";")
	return slices.Contains(fileKinds(), strings.TrimSpace(kind))
}
