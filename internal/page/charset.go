package page

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
)

// Marks at the start of a text that say how it is encoded.
var (
	markUTF16LE = []byte{0xFF, 0xFE}
	markUTF16BE = []byte{0xFE, 0xFF}
)

var errBrokenUTF8 = errors.New("it is broken UTF-8")

// decode turns bytes into text. UTF-8 comes back to the letter; anything else
// is decoded from the character set that the content type names, or the page
// itself, or that the bytes look like.
func decode(data []byte, contentType string, isHTML bool) (string, error) {
	if utf8.Valid(data) && !hasWideZeros(data) {
		return string(data), nil
	}
	name := named8bit(data, contentType, isHTML)
	if name == "" {
		switch {
		case looksLikeUTF8(data, !isHTML):
			if isHTML && fewBroken(data) {
				return string(bytes.ToValidUTF8(data, []byte("\uFFFD"))), nil
			}
			return "", errBrokenUTF8
		default:
			name = guessCharset(data)
		}
	}
	enc, _ := charset.Lookup(name)
	if enc == nil {
		return "", errors.New("its character set is not known")
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", err
	}
	return string(out), nil
}

// named8bit returns the character set that somebody names, unless it is UTF-8:
// the bytes are known not to be.
func named8bit(data []byte, contentType string, isHTML bool) string {
	switch {
	case bytes.HasPrefix(data, markUTF16LE):
		return "utf-16le"
	case bytes.HasPrefix(data, markUTF16BE):
		return "utf-16be"
	case hasWideZeros(data):
		if data[0] == 0 {
			return "utf-16be"
		}
		return "utf-16le"
	}
	if _, params, ok := strings.Cut(strings.ToLower(contentType), "charset="); ok {
		if _, name := charset.Lookup(strings.Trim(params, `"' ;`)); name != "" && name != "utf-8" {
			return name
		}
	}
	if !isHTML {
		return ""
	}
	if _, name, certain := charset.DetermineEncoding(data[:min(len(data), 4096)], ""); certain && name != "utf-8" {
		return name
	}
	return ""
}

// hasWideZeros reports whether every second byte at the start is zero: UTF-16
// of Latin letters, without its mark.
func hasWideZeros(data []byte) bool {
	head := data[:min(len(data), 64)&^1]
	even, odd := 0, 0
	for i, b := range head {
		switch {
		case b != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	half := len(head) / 2
	return half >= 4 && (even*10 >= half*8 && odd == 0 || odd*10 >= half*8 && even == 0)
}

// looksLikeUTF8 reports whether bytes that are not UTF-8 were meant to be:
// most of what is beyond ASCII fits together as UTF-8 does, or, where strict,
// could not stand in English text in the character sets of Western Europe.
func looksLikeUTF8(data []byte, strict bool) bool {
	good, bad, odd, high := 0, 0, 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r != utf8.RuneError || n > 1 {
			good++
		} else {
			bad++
			if !plausible1252(data, i) {
				odd++
			}
		}
		high += n
		i += n
	}
	return good > bad || strict && high*10 < len(data) && odd > 0
}

// plausible1252 reports whether the byte at i is a sign or a letter that
// English text has in windows-1252: marks of punctuation, or a letter with an
// accent beside a letter of its own case.
func plausible1252(data []byte, i int) bool {
	b := data[i]
	next := byte(' ')
	if i+1 < len(data) {
		next = data[i+1]
	}
	switch {
	case b == 0xE2 && next == 0x80, b == 0x80 && i > 0 && data[i-1] == 0xE2: // a cut quotation mark of UTF-8
		return false
	case strings.IndexByte("\xe0\xe8\xe9\xed\xf2\xf3\xf9", b) >= 0: // words of one letter
		return true
	case b >= 0x91 && b <= 0x97, strings.IndexByte("\x80\x82\x84\x85\x86\x8b\x99\x9b\xa0\xa1\xa2\xa3\xa7\xa9\xab\xad\xae\xb0\xb1\xb2\xb3\xb4\xb6\xb7\xba\xbb\xbc\xbd\xbe\xbf\xd7", b) >= 0:
		return true
	case b == 0x8a, b == 0x8e, b == 0x9a, b == 0x9e, b == 0x9f, b == 0x9c, b == 0x8c: // Š Ž š ž Ÿ œ Œ
		return true
	case b == 0xDF, b >= 0xE0 && b < 0xFE && b != 0xF7: // ß and the small letters
		return i > 0 && isLetter(data[i-1]) || isLetter(next)
	case b >= 0xC0 && b < 0xE0:
		return (i == 0 || !isLower(data[i-1])) && isLetter(next)
	}
	return false
}

func isLower(b byte) bool  { return b >= 'a' && b <= 'z' }
func isLetter(b byte) bool { return isLower(b|0x20) || b >= 0xC0 }

// fewBroken reports whether no more than one byte in 500 is broken: on web
// pages a cut snippet is common, and no reason to lose the article.
func fewBroken(data []byte) bool {
	broken := 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			broken++
		}
		i += n
	}
	return broken*500 <= len(data)
}

// guessCharset asks a detector what the bytes look like; where it is not sure,
// they are windows-1252, as browsers take it.
func guessCharset(data []byte) string {
	const western = "windows-1252"
	r, err := chardet.NewTextDetector().DetectBest(data[:min(len(data), 64<<10)])
	if err != nil || r.Confidence < 20 || r.Charset == "ISO-8859-1" || strings.HasPrefix(r.Charset, "UTF-") {
		return western
	}
	return r.Charset
}
