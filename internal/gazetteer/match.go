package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Lookup returns the entry of a phrase. A leading article and a final
// possessive do not matter, nor do accents and the form of apostrophes. Case
// does: "us", "turkey" and "polish" are words; only a form all in capitals,
// as headings have it, is tried in upper case.
func (g *Gazetteer) Lookup(phrase string) (Entry, bool) {
	key := normal(phrase)
	if e, ok := g.find(key); ok {
		return e, true
	}
	bare := strings.TrimSuffix(strings.TrimSuffix(withoutArticle(key), "'s"), "'")
	if bare == key {
		return Entry{}, false
	}
	return g.find(bare)
}

func (g *Gazetteer) find(key string) (Entry, bool) {
	if e, ok := g.entries[key]; ok {
		return e, true
	}
	e, ok := g.capitals[key]
	return e, ok
}

// LongestMatch returns the entry of the longest run of words, from the first
// on, that the gazetteer knows, and how many words it has; zero if none.
// Words are the tokens of the text: "United", "States".
func (g *Gazetteer) LongestMatch(words []string) (Entry, int) {
	if len(words) == 0 || words[0] == "" || !startsName(words[0]) {
		return Entry{}, 0
	}
	first := normal(words[0])
	n := g.longest[first]
	if n == 0 {
		first, _, _ = strings.Cut(first, " ")
		n = g.longest[first]
	}
	for n = min(n, len(words)); n > 1; n-- {
		if e, ok := g.find(normal(strings.Join(words[:n], " "))); ok {
			return e, n
		}
	}
	if n == 1 {
		if e, ok := g.find(first); ok {
			return e, 1
		}
	}
	return Entry{}, 0
}

// startsName reports whether a word can begin a form: forms begin with a
// capital, a digit, or one of the few words in lower case that data has
// ("al-Qaeda", "mainland China").
func startsName(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	if unicode.IsUpper(r) || unicode.IsDigit(r) {
		return true
	}
	switch word[0] {
	case 'a', 'e', 'm', 'o', 'p', 's':
		return true
	}
	return false
}

// normal is the form under which phrases are kept: plain apostrophes, single
// blanks, no accents.
func normal(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c == '\n' || c == '\t' || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return folded(s)
}

func folded(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case unicode.Is(unicode.Mn, r):
			continue
		case r == '’' || r == '‘' || r == 'ʼ':
			r = '\''
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

func withoutArticle(s string) string {
	for _, article := range []string{"the ", "The ", "THE "} {
		if rest, ok := strings.CutPrefix(s, article); ok {
			return rest
		}
	}
	return s
}
