package page

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"github.com/RadhiFadlillah/whatlanggo"

	"demarche"
)

//go:embed stopword.txt
var stopwordFile string

// stopwords are the English words that every English text is full of and that
// no other language shares.
var stopwords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range readLines(stopwordFile) {
		m[w] = true
	}
	return m
})

const (
	englishShare = 0.15 // English prose has 0.35 and more, lists of names 0.1
	fewWords     = 12   // fewer say nothing
	sampleSize   = 6000 // bytes that are looked at
)

// english is the language that is read.
const english = "en"

// languageOf returns the language of a text as BCP 47, and its English name.
// English is recognised by its commonest words, which is sure and quick; only
// what does not have them goes to the detector of the rest. A text that is too
// short to tell is taken for English.
func languageOf(text string) (code, name string) {
	text = clipBytes(text, sampleSize)
	letters, latin := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if r < 0x250 {
				latin++
			}
		}
	}
	words, share := stopShare(text)
	switch {
	case letters < 20, latin*10 > letters*6 && words < fewWords:
		return english, "English"
	case share >= englishShare && latin*2 > letters:
		return english, "English"
	}
	return detected(text, share)
}

// stopShare counts the words of a text, and which part of them are English
// stop words.
func stopShare(text string) (words int, share float64) {
	stop, found := stopwords(), 0
	var low [16]byte
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		words++
		if n := len(w); n <= len(low) && stop[string(lower(low[:0], w))] {
			found++
		}
	}
	return words, float64(found) / float64(max(words, 1))
}

// lower appends a word in ASCII lower case: enough for stop words, and without
// a string for every word of a text.
func lower(buf []byte, w string) []byte {
	for i := range len(w) {
		b := w[i]
		if b >= 'A' && b <= 'Z' {
			b |= 0x20
		}
		buf = append(buf, b)
	}
	return buf
}

// detected asks the detector. Where it is not sure and there is some English,
// the text is English with many names.
func detected(text string, share float64) (code, name string) {
	info := whatlanggo.Detect(text)
	code, name = info.Lang.Iso6391(), info.Lang.String()
	if code == "" {
		code = info.Lang.Iso6393()
	}
	if code == "" || code == english || share > 0.08 && !info.IsReliable() {
		return english, "English"
	}
	return code, name
}

// clipBytes cuts a text to at most n bytes, between two characters.
func clipBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// setLanguage fills in the language of a document, and the note that says why
// it is not read if it is not English. Furniture does not count.
func setLanguage(d *demarche.Document) {
	var sample strings.Builder
	for _, p := range d.Paragraphs {
		if p.Kind.Read() && sample.Len() < sampleSize {
			sample.WriteString(p.Cut(d.Text))
			sample.WriteByte('\n')
		}
	}
	code, name := languageOf(sample.String())
	d.Language = code
	if code != english {
		d.Note = "not read: the text is in " + name
	}
}
