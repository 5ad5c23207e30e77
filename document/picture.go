package document

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// The largest picture that is taken, in pixels and along one side: an A0 sheet
// scanned at 300 dots an inch has 140 million. What is larger fills the memory
// of whoever opens it.
const (
	pixelsMost = 250_000_000
	sideMost   = 40_000
)

func bearable(width, height int) error {
	switch {
	case width <= 0 || height <= 0:
		return broken
	case width > sideMost || height > sideMost || width*height > pixelsMost:
		return huge
	}
	return nil
}

// chunksMost is more chunks than a PNG of any program has.
const chunksMost = 50_000

// examinePNG goes from chunk to chunk (ISO/IEC 15948, 5.3) without reading
// them: the first says how large the picture is, the last that it is whole.
func examinePNG(body io.ReaderAt, size int64) error {
	var head [8]byte
	at := int64(8)
	for range chunksMost {
		if _, err := body.ReadAt(head[:], at); err != nil {
			return cutAtEnd(err)
		}
		length, kind := int64(binary.BigEndian.Uint32(head[:4])), string(head[4:])
		if at == 8 {
			if kind != "IHDR" || length != 13 {
				return broken
			}
			var sides [8]byte
			if _, err := body.ReadAt(sides[:], at+8); err != nil {
				return cutAtEnd(err)
			}
			if err := bearable(int(binary.BigEndian.Uint32(sides[:4])), int(binary.BigEndian.Uint32(sides[4:]))); err != nil {
				return err
			}
		}
		at += 8 + length + 4
		switch {
		case at > size:
			return cut
		case kind == "IEND":
			return single(body, size)
		}
	}
	return broken
}

// examineJPEG goes from marker to marker (ISO/IEC 10918-1, B.1.1) to the frame,
// which says how large the picture is, and on to the end of the image.
// Telephones append a film behind it, which is let be.
func examineJPEG(body io.ReaderAt, size int64) error {
	r := scanner{bufio.NewReaderSize(io.NewSectionReader(body, 2, size-2), 64<<10)}
	framed := false
	for {
		marker, err := r.marker()
		if err != nil {
			return cutAtEnd(err)
		}
		switch {
		case marker == 0xd9: // end of the image
			if !framed {
				return broken
			}
			return single(body, size)
		case marker == 0x01 || marker >= 0xd0 && marker <= 0xd8: // stands alone
			continue
		}
		var length [2]byte
		if _, err := io.ReadFull(r, length[:]); err != nil {
			return cutAtEnd(err)
		}
		rest := int(binary.BigEndian.Uint16(length[:])) - 2
		if marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc {
			var frame [5]byte // precision, height, width
			if rest < len(frame) {
				return broken
			}
			if _, err := io.ReadFull(r, frame[:]); err != nil {
				return cutAtEnd(err)
			}
			if err := bearable(int(binary.BigEndian.Uint16(frame[3:])), int(binary.BigEndian.Uint16(frame[1:3]))); err != nil {
				return err
			}
			framed, rest = true, rest-len(frame)
		}
		if rest < 0 {
			return broken
		}
		if _, err := r.Discard(rest); err != nil {
			return cutAtEnd(err)
		}
	}
}

// scanner reads markers.
type scanner struct{ *bufio.Reader }

// marker finds the next marker, over the data of a scan if need be: 0xff is
// followed by 0 there.
func (s scanner) marker() (byte, error) {
	for after := false; ; {
		b, err := s.ReadByte()
		if err != nil {
			return 0, err
		}
		if after && b != 0 && b != 0xff {
			return b, nil
		}
		after = b == 0xff
	}
}

func cutAtEnd(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return cut
	}
	return err
}
