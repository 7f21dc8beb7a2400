package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// encoding is how the characters of a text file are written.
type encoding uint8

const (
	unknownEncoding encoding = iota
	utf8Text
	utf16Little
	utf16Big
	windows1252
)

// text is how a text file is written.
type text struct {
	encoding  encoding
	returns   bool // lines end in a carriage return alone, as on old Macs
	separator rune // of cells
	declared  bool // a first line sep=; says which; it is no row
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// undefined1252 are the bytes to which windows-1252 gives no character.
var undefined1252 = []byte{0x81, 0x8d, 0x8f, 0x90, 0x9d}

// detect reads a whole file to find out how it is written: UTF-8 is proved only by its
// last byte. What is not UTF-8 can be windows-1252, unless it holds bytes that
// windows-1252 does not define. UTF-16 is known by its byte order mark. No text holds
// a NUL.
func detect(r io.Reader) (text, error) {
	var t text
	buffered := bufio.NewReaderSize(r, sniffed)
	start, _ := buffered.Peek(sniffed)
	switch {
	case bytes.HasPrefix(start, []byte("\xff\xfe")):
		t.encoding = utf16Little
	case bytes.HasPrefix(start, []byte("\xfe\xff")):
		t.encoding = utf16Big
	}
	start = bytes.Clone(start[:min(len(start), 16<<10)]) // the first rows
	var (
		in         = t.decode(buffered) // UTF-16 as UTF-8, anything else as it is
		buf        [64 << 10]byte
		kept       int // bytes of a character that the last read cut in two
		valid      = true
		valid1252  = true
		feeds      bool
		reachedEnd bool
	)
	for !reachedEnd {
		n, err := in.Read(buf[kept:])
		if err != nil && !errors.Is(err, io.EOF) {
			return text{}, err
		}
		reachedEnd = err != nil
		chunk := buf[:kept+n]
		if bytes.IndexByte(chunk, 0) >= 0 {
			return text{}, nil
		}
		for _, b := range undefined1252 {
			valid1252 = valid1252 && bytes.IndexByte(chunk, b) < 0
		}
		feeds = feeds || bytes.IndexByte(chunk, '\n') >= 0
		t.returns = t.returns || bytes.IndexByte(chunk, '\r') >= 0
		whole := len(chunk)
		if !reachedEnd {
			whole = wholeCharacters(chunk)
		}
		valid = valid && utf8.Valid(chunk[:whole])
		kept = copy(buf[:], chunk[whole:])
	}
	t.returns = t.returns && !feeds
	switch {
	case t.encoding != unknownEncoding:
	case valid:
		t.encoding = utf8Text
	case valid1252:
		t.encoding = windows1252
	}
	sample, _ := io.ReadAll(io.LimitReader(t.decode(bytes.NewReader(start)), sniffed))
	t.separator, t.declared = separator(string(sample))
	return t, nil
}

// decode gives the characters of a text in UTF-8 and its lines with line feeds. It
// takes a byte order mark away.
func (t text) decode(r io.Reader) io.Reader {
	switch t.encoding {
	case utf16Little:
		r = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(r)
	case utf16Big:
		r = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Reader(r)
	case windows1252:
		r = charmap.Windows1252.NewDecoder().Reader(r)
	default:
		buffered := bufio.NewReaderSize(r, sniffed)
		if mark, _ := buffered.Peek(len(byteOrderMark)); bytes.Equal(mark, byteOrderMark) {
			buffered.Discard(len(byteOrderMark))
		}
		r = buffered
	}
	if t.returns {
		r = lineFeeds{r}
	}
	return r
}

// lineFeeds puts line feeds for the carriage returns of a text that has no others.
type lineFeeds struct{ io.Reader }

func (l lineFeeds) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
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

// separators are what may be between cells, the usual one first.
const separators = ",;\t|"

// separator finds what is between the cells of a text. A first line sep=; says it, as
// Excel has it. Otherwise it is the one that makes most cells of one of the first rows,
// where no cell of that row holds another of them outside quotes: a header does not,
// while a sentence with semicolons in a file of commas is in a row with commas.
func separator(sample string) (best rune, declared bool) {
	first, _, _ := strings.Cut(strings.ReplaceAll(sample, "\r", "\n"), "\n")
	if word := strings.Trim(first, `"`); len(word) == len("sep=;") && strings.EqualFold(word[:4], "sep=") && strings.Contains(separators, word[4:]) {
		return rune(word[4]), true
	}
	best, most, rows := ',', 1, 0
	inQuotes := false
	counts := make(map[rune]int)
	line := func() {
		if kinds := len(counts); kinds == 1 {
			for _, r := range separators {
				if n := counts[r] + 1; n > most {
					best, most = r, n
				}
			}
		}
		if len(counts) > 0 {
			rows++
		}
		clear(counts)
	}
	for _, r := range sample {
		switch {
		case r == '"':
			inQuotes = !inQuotes
		case inQuotes:
		case r == '\n' || r == '\r':
			if line(); rows >= mostLeading {
				return best, false
			}
		case strings.ContainsRune(separators, r):
			counts[r]++
		}
	}
	line()
	return best, false
}
