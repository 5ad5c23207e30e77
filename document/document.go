// Package document is the room of papers kept as files: what a file is, what
// kinds are taken and how large they may be, what of their content is looked
// at, and whether a file may be shown yet. The bytes stand in the archive under
// their own hash; a [File] is one handing in of them, and belongs to whatever
// names its id: a draft, a dossier's paper, a feedback. Who may open a file is
// decided by whoever owns it.
package document

import (
	"strings"
	"time"

	"motcua"
)

// File is a file that was handed in.
type File struct {
	ID   string    `json:"id"`
	Hash string    `json:"hash"` // sha256 of its bytes, hexadecimal
	Name string    `json:"name"` // as its sender called it, without folders
	Type string    `json:"type"` // media type by content, never by name
	Size int64     `json:"size"` // bytes
	At   time.Time `json:"at"`
	By   string    `json:"by"` // who handed it in, as facts name them
	// Holder is the hash of the secret of the browser that handed it in, which
	// alone may name it in a form; "" when nobody may.
	Holder string `json:"-"`
	// State is whether the file may be shown and handed on.
	State State `json:"state"`
}

// State says whether a file may be opened.
type State string

// The states of a file. Only a clean one is ever opened.
const (
	Clean     State = "clean"
	Unchecked State = "unchecked" // the virus scanner could not be reached yet
	Suspected State = "suspected" // a virus scanner objected
	Disposing State = "disposing" // it is destroyed, past its retention
	Disposed  State = "disposed"  // so it was, and its bytes are gone
)

// Closed says why a file may not be opened now; nil when it may.
func (f File) Closed() *motcua.Fault {
	switch f.State {
	case Clean:
		return nil
	case Unchecked:
		return motcua.Refused(motcua.Conflict, "document.unchecked", "Name", f.Name)
	case Disposing, Disposed:
		return motcua.Refused(motcua.Conflict, "document.disposed", "Name", f.Name)
	default:
		return motcua.Refused(motcua.Conflict, "document.suspected", "Name", f.Name)
	}
}

// Loose is how long a file is kept that nothing names: a form that brought it
// and was never sent.
const Loose = 24 * time.Hour

// Largest is the most bytes one file may have: 20 MiB.
const Largest = 20 << 20

// The media types of the papers that are taken.
const (
	PDF  = "application/pdf"
	JPEG = "image/jpeg"
	PNG  = "image/png"
	DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// Accepted tells whether files of a media type are taken as papers: PDF, JPEG,
// PNG, DOCX, XLSX. The type is that of the content.
func Accepted(mediaType string) bool {
	switch mediaType {
	case PDF, JPEG, PNG, DOCX, XLSX:
		return true
	}
	return false
}

// Shown tells whether browsers show files of a media type by themselves.
func Shown(mediaType string) bool {
	return mediaType == PDF || mediaType == JPEG || mediaType == PNG
}

// Paper says why a file cannot be taken as a paper: it is empty, or of another
// kind than [Accepted], which the sentence names where that helps.
func Paper(f File) *motcua.Fault {
	switch {
	case f.Size == 0:
		return motcua.InvalidField("file", "document.empty", "Name", f.Name)
	case !Accepted(f.Type):
		return motcua.InvalidField("file", refused(f.Type), "Name", f.Name)
	}
	return nil
}

// refused is the sentence for a kind that is not taken.
func refused(mediaType string) string {
	kind, _, _ := strings.Cut(mediaType, ";")
	switch kind {
	case "application/zip", "application/x-7z-compressed", "application/x-rar-compressed", "application/gzip", "application/x-tar", "application/jar":
		return "document.kind.archive"
	case "application/x-ole-storage", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint":
		return "document.kind.ole"
	case "image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence":
		return "document.kind.heic"
	case "text/html", "image/svg+xml", "application/xhtml+xml":
		return "document.kind.page"
	case "application/vnd.microsoft.portable-executable", "application/x-elf", "application/x-executable", "application/x-sharedlib",
		"application/x-object", "application/x-mach-binary", "application/x-msdownload", "application/x-ms-installer":
		return "document.kind.program"
	}
	return "document.kind"
}
