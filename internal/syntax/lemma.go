package syntax

import (
	_ "embed"
	"strings"

	"demarche/internal/wordpiece"
)

//go:embed irregular.txt
var irregular string

// lemmatizer finds the dictionary form of a word from its tag: irregular forms
// by list, regular ones by their ending, where the vocabulary of word pieces
// tells which of two stems is a word ("making": "make", not "mak").
type lemmatizer struct {
	forms map[string]string // tag letter + form → lemma
	known *wordpiece.Vocabulary
}

func newLemmatizer() *lemmatizer {
	l := &lemmatizer{forms: map[string]string{}, known: wordpiece.Default()}
	for _, line := range strings.Split(irregular, "\n") {
		f := strings.Fields(line)
		if len(f) < 3 || f[0][0] == '#' {
			continue
		}
		for _, form := range f[2:] {
			l.forms[f[0]+form] = f[1]
		}
	}
	return l
}

func (l *lemmatizer) lemma(form, tag string) string {
	if tag == "PROPN" {
		return form
	}
	w := strings.ToLower(strings.ReplaceAll(form, "’", "'"))
	switch tag {
	case "VERB", "AUX":
		if lemma, ok := l.forms["v"+w]; ok {
			return lemma
		}
		if tag == "VERB" {
			return l.verb(w)
		}
	case "NOUN":
		if lemma, ok := l.forms["n"+w]; ok {
			return lemma
		}
		return l.noun(w)
	case "ADJ", "ADV":
		if lemma, ok := l.forms["a"+w]; ok {
			return lemma
		}
		return l.adjective(w)
	case "PRON", "DET", "PART", "ADP", "CCONJ", "SCONJ":
		if lemma, ok := l.forms["p"+w]; ok {
			return lemma
		}
	}
	return w
}

func (l *lemmatizer) verb(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4, strings.HasSuffix(w, "ied") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ing") && len(w) > 4 && strings.ContainsAny(w[:len(w)-3], "aeiouy"):
		return l.stem(w[:len(w)-3])
	case strings.HasSuffix(w, "eed"):
		return doubleE(w)
	case strings.HasSuffix(w, "ed") && len(w) > 3 && strings.ContainsAny(w[:len(w)-2], "aeiouy"):
		return l.stem(w[:len(w)-2])
	case strings.HasSuffix(w, "es") && len(w) > 3 && sibilant(w[:len(w)-2]):
		return l.stem(w[:len(w)-2])
	case strings.HasSuffix(w, "s") && len(w) > 2 && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// doubleE tells "agreed" and "guaranteed", which lose a d, from "need",
// "proceed" and "breed".
func doubleE(w string) string {
	if endsAny(w, "greed", "creed", "freed", "teed") {
		return w[:len(w)-1]
	}
	return w
}

func sibilant(s string) bool {
	for _, end := range []string{"s", "x", "z", "ch", "sh", "o"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// stem turns what is left of a verb without its ending into the verb: as it
// is, with an e, or without a doubled consonant.
func (l *lemmatizer) stem(s string) string {
	n := len(s)
	doubled := n > 2 && s[n-1] == s[n-2] && strings.IndexByte("bdfgklmnprtvz", s[n-1]) >= 0
	if doubled && n > 3 && l.known.Has(s[:n-1]) && (strings.IndexByte("bdgmnprt", s[n-1]) >= 0 || !l.known.Has(s)) {
		return s[:n-1]
	}
	if doubled && s[n-1] == 'l' && n > 5 && endsAny(s, "ell", "oll", "all") && !l.known.Has(s) {
		return s[:n-1] // "expelled", "controlled"
	}
	if doubled && strings.IndexByte("bdgmnprt", s[n-1]) >= 0 && n > 4 && !l.known.Has(s) {
		return s[:n-1] // "demurred", "embedded"
	}
	if n < 3 {
		return s + "e" // "sued"
	}
	as, with := l.known.Has(s), l.known.Has(s+"e")
	switch {
	case with && !as, with && wantsE(s), with && shortStem(s):
		return s + "e"
	case as || doubled:
		return s
	case wantsE(s):
		return s + "e"
	}
	return s
}

// shortStem reports one vowel between consonants, as in "hop": a verb of that
// form would have doubled its last letter ("hopping"), so "hoping" had an e.
func shortStem(s string) bool {
	n := len(s)
	if n < 3 || vowel(s[n-1]) || !vowel(s[n-2]) || strings.IndexByte("wxy", s[n-1]) >= 0 {
		return false
	}
	return strings.IndexFunc(s[:n-2], func(r rune) bool { return r < 0x80 && vowel(byte(r)) }) < 0
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// plain and withE are endings of stems of verbs that English writes without an e and
// with one; the first count where both fit.
var (
	plain = strings.Fields("ss eat oat out ain oin ein ead oad aid aud oud eam oam eak oak ook air oar ear our ong aul oul")
	withE = strings.Fields(`at iz is us as os c v dg ng rg lg ag eg ur ir ar id ad ced ud od in ut ak ok uk uc um am ul
		bl cl dl fl gl kl pl tl zl u iev rs ns ls ps az oz eez yz crib raf blig tpon condon thron nven traven terven plor scor gnor stor
		ncit xcit radit xpedit gnit nvit oncil mpil imped delet mpet mplet eeth eath loath`)
)

// wantsE reports endings that English writes with an e: "-at", "-iz", "-c", "-v", "-us", "-ur" …
func wantsE(s string) bool { return !endsAny(s, plain...) && endsAny(s, withE...) }

func (l *lemmatizer) noun(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "men") && len(w) > 4 && (l.known.Has(w[:len(w)-2]+"an") || !l.known.Has(w)):
		return w[:len(w)-2] + "an"
	case strings.HasSuffix(w, "es") && len(w) > 3 && sibilant(w[:len(w)-2]):
		if s := w[:len(w)-1]; l.known.Has(s) && !strings.HasSuffix(w, "sses") {
			return s
		}
		if strings.HasSuffix(w, "ses") && !strings.HasSuffix(w, "sses") && !l.known.Has(w[:len(w)-2]) {
			return w[:len(w)-1]
		}
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && len(w) > 3 && !endsAny(w, "ss", "us", "is", "'s"):
		return w[:len(w)-1]
	}
	return w
}

func endsAny(w string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

func (l *lemmatizer) adjective(w string) string {
	for _, end := range []string{"iest", "ier"} {
		if s, ok := strings.CutSuffix(w, end); ok && l.known.Has(s+"y") {
			return s + "y"
		}
	}
	for _, end := range []string{"est", "er"} {
		s, ok := strings.CutSuffix(w, end)
		if !ok || len(s) < 3 {
			continue
		}
		if n := len(s); s[n-1] == s[n-2] && l.known.Has(s[:n-1]) && !l.known.Has(s) {
			return s[:n-1]
		}
		if comparative(s) {
			return s
		}
		if comparative(s + "e") {
			return s + "e"
		}
	}
	return w
}

// comparative reports adjectives that take -er and -est.
func comparative(s string) bool { return strings.Contains(compared, " "+s+" ") }

const compared = " big bold brave bright broad bleak cheap clean clear clever close cold cool dark dear deep dense dull fair " +
	"fast few fierce fine firm fresh full grand grave great hard harsh high hot kind large late light long loud low mild " +
	"narrow near new nice old plain poor proud quick quiet rare rich rough safe severe sharp short simple slow small " +
	"smart smooth soft soon stern stiff strange strict strong sure swift tall thick thin tight tough warm weak wide wild wise young "
