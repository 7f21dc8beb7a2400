package sheet

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// encoding is how the characters of a text file are written.
type encoding uint8

const (
	unknownEncoding encoding = iota
	utf8Text
	windows1252
)

// undefined1252 are the bytes to which windows-1252 gives no character.
var undefined1252 = []byte{0x81, 0x8d, 0x8f, 0x90, 0x9d}

// detect reads a whole file to find its encoding: UTF-8 is proved only by its
// last byte. What is not UTF-8 can be windows-1252, unless it holds bytes that
// windows-1252 does not define. No text holds a NUL.
func detect(r io.Reader) (encoding, error) {
	var (
		buf        [64 << 10]byte
		kept       int // bytes of a character that the last read cut in two
		valid      = true
		valid1252  = true
		reachedEnd bool
	)
	for !reachedEnd {
		n, err := r.Read(buf[kept:])
		if err != nil && !errors.Is(err, io.EOF) {
			return unknownEncoding, err
		}
		reachedEnd = err != nil
		chunk := buf[:kept+n]
		if bytes.IndexByte(chunk, 0) >= 0 {
			return unknownEncoding, nil
		}
		for _, b := range undefined1252 {
			valid1252 = valid1252 && bytes.IndexByte(chunk, b) < 0
		}
		whole := len(chunk)
		if !reachedEnd {
			whole = wholeCharacters(chunk)
		}
		valid = valid && utf8.Valid(chunk[:whole])
		kept = copy(buf[:], chunk[whole:])
	}
	switch {
	case valid:
		return utf8Text, nil
	case valid1252:
		return windows1252, nil
	}
	return unknownEncoding, nil
}

// wholeCharacters returns the length of b without a last character that is cut.
func wholeCharacters(b []byte) int {
	for i := len(b) - 1; i >= max(0, len(b)-utf8.UTFMax); i-- {
		if utf8.RuneStart(b[i]) {
			if utf8.FullRune(b[i:]) {
				break
			}
			return i
		}
	}
	return len(b)
}
