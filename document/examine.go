package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"motcua"
)

// Examine tells the media type of a file by its content and looks whether it is
// what it says: whole, of a bearable size when opened, without macros or a
// password. Of a file of another kind than [Accepted] it gives "". It reads a
// bounded part of the file at a time and never opens what is packed in it, but
// for the list of parts of an Office file. The fault names the file and says
// what to send instead; another error is one of reading.
func Examine(name string, body io.ReaderAt, size int64) (string, error) {
	if size == 0 {
		return "", motcua.InvalidField("file", "document.empty", "Name", name)
	}
	head := make([]byte, min(size, 1024))
	if _, err := body.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the head of a file: %w", err)
	}
	var mediaType string
	var err error
	switch {
	case bytes.HasPrefix(bytes.TrimLeft(head, "\xef\xbb\xbf\x00\t\n\f\r "), []byte("%PDF-")):
		mediaType, err = PDF, examinePDF(body, size)
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		mediaType, err = JPEG, examineJPEG(body, size)
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		mediaType, err = PNG, examinePNG(body, size)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		mediaType, err = examineOffice(body, size)
	default:
		return "", nil
	}
	var wrong flaw
	if errors.As(err, &wrong) {
		return mediaType, motcua.InvalidField("file", string(wrong), "Name", name, "Most", pixelsMost/1_000_000)
	}
	return mediaType, err
}

// flaw is what is wrong with the content of a file, as a key of the sentences.
type flaw string

func (f flaw) Error() string { return string(f) }

// What is wrong with files.
const (
	cut       flaw = "document.cut"       // it ends too early
	broken    flaw = "document.broken"    // it is not what its first bytes say
	bomb      flaw = "document.bomb"      // it grows beyond measure when opened
	huge      flaw = "document.huge"      // a picture of too many pixels
	macro     flaw = "document.macro"     // it carries a program
	encrypted flaw = "document.encrypted" // it cannot be read without a password
	twofold   flaw = "document.twofold"   // it is a file of another kind as well
)

// examinePDF looks whether the file ends as a PDF does (ISO 32000-1, 7.5.5). The
// end may be followed by what scanners and mail servers add.
func examinePDF(body io.ReaderAt, size int64) error {
	tail := make([]byte, min(size, 4096))
	if _, err := body.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read the end of a PDF: %w", err)
	}
	if !bytes.Contains(tail, []byte("%%EOF")) {
		return cut
	}
	return single(body, size)
}

// single refuses a file behind which an archive stands: it is one thing to one
// reader and another to the next.
func single(body io.ReaderAt, size int64) error {
	end, _, err := endOfArchive(body, size)
	switch {
	case err != nil:
		return err
	case end > 0:
		return twofold
	}
	return nil
}
