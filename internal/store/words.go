package store

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"

	"demarche/internal/ledger"
)

// found is what the full-text search keeps of a statement. The words are cut
// and stemmed here, so that every database finds the same.
type found struct{ content, who, facets []string }

// entry is what it keeps of one of them.
type entry struct {
	id int64
	found
}

// clause is one thing that a filter asks for: one of several phrases in a
// column of found.
type clause struct {
	column string
	any    [][]string
}

// longest is how much of a word is kept, in characters: what is longer is no
// word, and an index has its limits.
const longest = 64

// words cuts a text into words as the search knows them: runs of letters and
// digits, lower case, without accents, stemmed.
func words(text string) []string { return stems(nil).of(text) }

// sought is what the words of the search are made of.
var sought = sync.OnceValue(func() *ledger.Alphabet {
	return ledger.NewAlphabet(unicode.ToLower, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) })
})

// stems remembers words as the search keeps them, which are few and come again.
// It is not for several goroutines at once; nil remembers nothing.
type stems map[string]string

// stemLimit bounds the memory: names and numbers never end.
const stemLimit = 1 << 16

// of are the words of a text.
func (s stems) of(text string) (out []string) {
	sought().Words(text, func(w []byte) {
		if w := s.word(w); w != "" {
			out = append(out, w)
		}
	})
	return out
}

func (s stems) word(w []byte) string {
	if kept, ok := s[string(w)]; ok {
		return kept
	}
	kept := word(string(w))
	if s != nil {
		if len(s) >= stemLimit {
			clear(s)
		}
		s[string(w)] = kept
	}
	return kept
}

// word is a word, in lower case, as the search keeps it.
func word(w string) string {
	if strings.IndexFunc(w, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		w = unaccented(w)
	}
	if utf8.RuneCountInString(w) > longest {
		return string([]rune(w)[:longest])
	}
	return english.Stem(w, true)
}

// unaccented takes the accents off Latin and Greek letters. In other scripts a
// mark may be a vowel, and stays.
func unaccented(w string) string {
	bare := false
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case !unicode.IsMark(r):
			bare = unicode.In(r, unicode.Latin, unicode.Greek)
		case bare && unicode.Is(unicode.Mn, r):
			return -1
		}
		return r
	}, norm.NFD.String(w)))
}

// phrases are what a person typed: words one by one, and what stands in
// quotation marks as one phrase.
func phrases(text string) [][]string {
	var out [][]string
	text = strings.NewReplacer(`“`, `"`, `”`, `"`).Replace(text)
	for i, part := range strings.Split(text, `"`) {
		all := words(part)
		if i%2 == 1 && len(all) > 0 {
			out = append(out, all)
			continue
		}
		for _, w := range all {
			out = append(out, []string{w})
		}
	}
	return out
}

// holds reports whether the words of every phrase stand behind each other in
// its column.
func (f found) holds(clauses []clause) bool {
	for _, c := range clauses {
		if len(c.any) == 1 && len(c.any[0]) > 1 && !follows(f.column(c.column), c.any[0]) {
			return false
		}
	}
	return true
}

func (f found) column(name string) []string {
	switch name {
	case "who":
		return f.who
	case "facets":
		return f.facets
	}
	return f.content
}

func follows(all, phrase []string) bool {
	for i := 0; i+len(phrase) <= len(all); i++ {
		k := 0
		for k < len(phrase) && all[i+k] == phrase[k] {
			k++
		}
		if k == len(phrase) {
			return true
		}
	}
	return false
}
