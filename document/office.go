package document

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// The bounds of an Office file: the list of its parts, their number, and what
// they come to when unpacked – all at once, and for each byte packed once they
// come to more than is unpacked in passing.
const (
	directoryMost = 1 << 20
	partsMost     = 5_000
	unpackedMost  = 300 << 20
	unpackedFree  = 30 << 20
	timesMost     = 120
	typesMost     = 1 << 20 // of the list of types alone
)

// The record at the end of an archive (APPNOTE.TXT 4.3.16): how it begins, and
// its size without the comment behind it.
const (
	endOfZip   = "PK\x05\x06"
	recordSize = 22
)

// examineOffice tells a DOCX from an XLSX and both from other archives
// (ECMA-376 part 2), by the directory of the archive and its list of types.
func examineOffice(body io.ReaderAt, size int64) (string, error) {
	length, err := directory(body, size)
	if err != nil {
		return "", err
	}
	if length > directoryMost {
		return "", bomb
	}
	r, err := zip.NewReader(body, size)
	if err != nil {
		return "", broken
	}
	var types *zip.File
	seen := map[string]bool{}
	var packed, unpacked uint64
	for _, f := range r.File {
		name := strings.ToLower(f.Name)
		switch {
		case len(seen) == partsMost:
			return "", bomb
		case seen[name], outside(f.Name):
			return "", broken
		case f.Flags&1 != 0:
			return "", encrypted
		case path.Base(name) == "vbaproject.bin", strings.Contains(name, "/activex/"):
			return "", macro
		case name == "[content_types].xml":
			types = f
		}
		if f.UncompressedSize64 > unpackedMost || f.CompressedSize64 > uint64(size) {
			return "", bomb
		}
		seen[name] = true
		packed += f.CompressedSize64
		unpacked += f.UncompressedSize64
		if unpacked > unpackedMost || unpacked > unpackedFree && unpacked > timesMost*packed || packed > uint64(size) {
			return "", bomb
		}
	}
	if types == nil {
		return "", nil // an archive of another kind
	}
	return typeOfOffice(types)
}

// typeOfOffice reads the type of the main part out of the list of types.
func typeOfOffice(list *zip.File) (string, error) {
	r, err := list.Open()
	if err != nil {
		return "", broken
	}
	text, err := io.ReadAll(io.LimitReader(r, typesMost+1))
	if err := errors.Join(err, r.Close()); err != nil {
		return "", broken
	}
	if len(text) > typesMost {
		return "", bomb
	}
	switch {
	case bytes.Contains(bytes.ToLower(text), []byte("macroenabled")), bytes.Contains(text, []byte("vbaProject")):
		return "", macro
	case bytes.Contains(text, []byte(DOCX+".main+xml")):
		return DOCX, nil
	case bytes.Contains(text, []byte(XLSX+".main+xml")):
		return XLSX, nil
	}
	return "", nil
}

// outside tells whether a part would be unpacked elsewhere than beside the others.
func outside(name string) bool {
	if name == "" || strings.ContainsAny(name, "\\\x00") || strings.HasPrefix(name, "/") {
		return true
	}
	for _, step := range strings.Split(name, "/") {
		if step == ".." {
			return true
		}
	}
	return false
}

// directory finds the directory of an archive. It refuses what makes readers
// disagree: several disks, sizes in a further record, a directory that does not
// end where the record at the end begins.
func directory(body io.ReaderAt, size int64) (length int64, err error) {
	end, record, err := endOfArchive(body, size)
	switch {
	case err != nil:
		return 0, err
	case end == 0:
		return 0, cut
	}
	length = int64(binary.LittleEndian.Uint32(record[12:]))
	if binary.LittleEndian.Uint32(record[4:]) != 0 || int64(binary.LittleEndian.Uint32(record[16:]))+length != end {
		return 0, broken
	}
	return length, nil
}

// endOfArchive finds the record with which an archive ends, and where; 0 when
// the file does not end as an archive.
func endOfArchive(body io.ReaderAt, size int64) (int64, []byte, error) {
	tail := make([]byte, min(size, recordSize+1<<16))
	if _, err := body.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return 0, nil, fmt.Errorf("read the end of a file: %w", err)
	}
	for end := len(tail); end > 0; {
		at := bytes.LastIndex(tail[:end], []byte(endOfZip))
		if at < 0 {
			break
		}
		if record := tail[at:]; len(record) >= recordSize && recordSize+int(binary.LittleEndian.Uint16(record[20:])) == len(record) {
			return size - int64(len(record)), record, nil
		}
		end = at
	}
	return 0, nil, nil
}
