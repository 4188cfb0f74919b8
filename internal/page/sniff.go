package page

import (
	"bytes"
	"net/http"
	"strings"
)

// form is what an input turns out to be.
type form int

const (
	plainText form = iota
	htmlText
)

// foreign tells what the bytes are if they are no text, and what to do about
// it; what is "" for text.
func foreign(data []byte) (what, hint string) {
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return "a PDF", "save its text first, for instance with pdftotext"
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return "a rich text document", "save it as plain text or HTML"
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "a zip archive or an office document", "save it as plain text or HTML"
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return "an office document", "save it as plain text or HTML"
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		return "compressed", "unpack it first, for instance with gunzip"
	}
	kind := http.DetectContentType(data)
	major, _, _ := strings.Cut(kind, "/")
	switch {
	case kind == "text/plain; charset=utf-16le", kind == "text/plain; charset=utf-16be":
		return "", ""
	case major == "image":
		return "an image", "give the text of the article, or its page"
	case major == "audio", major == "video":
		return "a recording", "give a transcript as plain text"
	case isBinary(data):
		return "binary data, not text", "give plain text, HTML or JSON Lines"
	}
	return "", ""
}

// isBinary reports whether the data has bytes that no text has. UTF-16 has
// zeros, in every second place.
func isBinary(data []byte) bool {
	if hasWideZeros(data) {
		return false
	}
	controls := 0
	head := data[:min(len(data), 64<<10)]
	for _, b := range head {
		if b == 0 || b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1b && b != 0x08 {
			controls++
		}
	}
	return controls*100 > len(head) || bytes.IndexByte(data, 0) >= 0
}

// formOf tells HTML from plain text, by the bytes, then by the content type,
// then by the name.
func formOf(data []byte, h Hints) form {
	head := bytes.ToLower(bytes.TrimLeft(data[:min(len(data), 2048)], "\ufeff \t\r\n"))
	if startsHTML(head) {
		return htmlText
	}
	if strings.Contains(h.ContentType, "html") && !strings.HasPrefix(h.ContentType, "text/plain") {
		return htmlText
	}
	name := strings.ToLower(h.Source)
	if strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm") || strings.HasSuffix(name, ".xhtml") {
		return htmlText
	}
	return plainText
}

// startsHTML reports whether the start of a file is that of a page, or has the
// tags of one. Plain text may hold a stray tag.
func startsHTML(head []byte) bool {
	for bytes.HasPrefix(head, []byte("<!--")) || bytes.HasPrefix(head, []byte("<?xml")) {
		_, rest, ok := bytes.Cut(head, []byte(">"))
		if !ok {
			return true
		}
		head = bytes.TrimLeft(rest, " \t\r\n")
	}
	for _, tag := range [...]string{"<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<section", "<p>", "<h1", "<meta ", "<title"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return bytes.Contains(head, []byte("<html")) && bytes.Contains(head, []byte("<head"))
}
