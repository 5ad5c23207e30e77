// Package document is the room of papers kept as files: what a file is, what
// kinds are taken and how large they may be, and whether it may be shown yet.
// The bytes stand in the archive under their own hash; a [File] is one handing
// in of them, and belongs to whatever names its id: a draft, a dossier's paper,
// a feedback. Who may open a file is decided by whoever owns it.
package document

import "time"

// File is a file that was handed in.
type File struct {
	ID   string    `json:"id"`
	Hash string    `json:"hash"` // sha256 of its bytes, hexadecimal
	Name string    `json:"name"` // as its sender called it, without folders
	Type string    `json:"type"` // media type by content, never by name
	Size int64     `json:"size"` // bytes
	At   time.Time `json:"at"`
	By   string    `json:"by"` // who handed it in, as facts name them
	// State is whether the file may be shown and handed on.
	State State `json:"state"`
}

// Accepted tells whether files of a media type are taken as papers: PDF, JPEG,
// PNG, DOCX, XLSX. The type is that of the content.
func Accepted(mediaType string) bool {
	switch mediaType {
	case "application/pdf", "image/jpeg", "image/png",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
		return true
	}
	return false
}

// State says whether a file may be opened.
type State string

// The states of a file. Only a clean one is ever opened.
const (
	Clean     State = "clean"
	Suspected State = "suspected" // a virus scanner objected
)

// Largest is the most bytes one file may have: 20 MiB.
const Largest = 20 << 20
