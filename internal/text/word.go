package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
)

// word appends the tokens of one word: its parts around hyphens, contractions
// and units.
func (t *Tokenizer) word(out []demarche.Span, text string, start, end int) []demarche.Span {
	for {
		cut, n := t.hyphen(text[start:end])
		if cut < 0 {
			return t.contraction(out, text, start, end)
		}
		out = t.contraction(out, text, start, start+cut)
		out = append(out, demarche.Span{Start: start + cut, End: start + cut + n})
		start += cut + n
	}
}

// hyphen returns where the first hyphen stands that cuts the word, and its
// length in bytes; -1 where there is none.
func (t *Tokenizer) hyphen(w string) (cut, n int) {
	for i, r := range w {
		if i == 0 || r != '-' && r != '‑' && r != '–' {
			continue
		}
		if !t.prefix[strings.ToLower(w[:i])] {
			return i, utf8.RuneLen(r)
		}
	}
	return -1, 0
}

// contraction appends the host and the clitic of "don't", "Ostria's", "can't",
// and the parts of "cannot" and "gonna".
func (t *Tokenizer) contraction(out []demarche.Span, text string, start, end int) []demarche.Span {
	cut := end
	w := text[start:end]
	lower := strings.ToLower(w)
	switch {
	case lower == "cannot" || lower == "gonna" || lower == "wanna" || lower == "gotta":
		cut = start + 3
		if lower == "wanna" {
			cut = start + 3
		}
	case hasNot(lower):
		cut = end - len(w) + notCut(w)
	case decade(w):
	case bare[lower] > 0:
		cut = start + bare[lower]
	default:
		if k := cliticCut(w); k > 0 {
			cut = start + k
		} else if k := unitCut(w); k > 0 {
			cut = start + k
		}
	}
	if cut > start && cut < end {
		return append(out, demarche.Span{Start: start, End: cut}, demarche.Span{Start: cut, End: end})
	}
	return append(out, demarche.Span{Start: start, End: end})
}

// bare are contractions and other words written as one without their apostrophe or blank, as mail and comments
// have them, and where they are cut. Those that are other words too ("were",
// "lets", "its") are not here.
var bare = map[string]int{
	"aint": 2, "alot": 1, "arent": 3, "cant": 2, "couldnt": 5, "didnt": 3, "doesnt": 4, "dont": 2, "hasnt": 3, "havent": 4,
	"im": 1, "isnt": 2, "ive": 1, "outta": 3, "shouldnt": 6, "thats": 4, "theres": 5, "theyre": 4, "wasnt": 3, "werent": 4,
	"wont": 2, "wouldnt": 5, "youre": 3, "youve": 3,
}

func hasNot(lower string) bool {
	return len(lower) > 3 && (strings.HasSuffix(lower, "n't") || strings.HasSuffix(lower, "n’t"))
}

// notCut is where "n't" starts.
func notCut(w string) int {
	i := strings.LastIndexAny(w, "'’")
	return i - 1
}

// decade reports "80's" and "1990's", which stay whole.
func decade(w string) bool {
	n := strings.IndexAny(w, "'’")
	if n != 2 && n != 4 || w[n-1] != '0' || !strings.HasSuffix(w, "s") || utf8.RuneCountInString(w) != n+2 {
		return false
	}
	return strings.Trim(w[:n], "0123456789") == ""
}

// clitics follow an apostrophe.
var clitics = [...]string{"s", "re", "ve", "ll", "d", "m"}

// cliticCut returns where the clitic of w starts, 0 where it has none.
func cliticCut(w string) int {
	i := strings.LastIndexAny(w, "'’")
	if i <= 0 {
		return 0
	}
	if clitic(w[i:]) == len(w)-i {
		return i
	}
	return 0
}

// clitic returns the length of the clitic that s starts with, apostrophe
// included; 0 where it starts with none.
func clitic(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if r != '\'' && r != '’' {
		return 0
	}
	k := n
	for k < len(s) && isWordByte(s[k]) {
		k++
	}
	for _, c := range clitics {
		if strings.EqualFold(s[n:k], c) {
			return k
		}
	}
	return 0
}

// unitCut cuts a number from the unit behind it: "5pm", "20km".
func unitCut(w string) int {
	i := strings.IndexFunc(w, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' && r != ':' })
	if i <= 0 {
		return 0
	}
	switch strings.ToLower(w[i:]) {
	case "am", "pm", "a.m.", "p.m.", "km", "kg", "m", "mm", "cm", "mph", "lbs", "lb", "ft", "mg", "ml", "gb", "mb", "hr", "hrs", "min", "mins", "k", "bn", "mn":
		return i
	}
	return 0
}

// faces are marks that stand for a face.
var faces = [...]string{":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P", ":-D", ":-P", "=)", "=(", "^_^"}

// face returns the length of the face that s is, marks behind it apart.
func face(s string) int {
	for _, f := range faces {
		if rest, ok := strings.CutPrefix(s, f); ok && strings.Trim(rest, ".,!?)") == "" {
			return len(f)
		}
	}
	return 0
}

// number returns the length of a telephone number or a date written with
// hyphens ("555-0137", "3-0137", "800-555-0137", "12-20-2000") that s starts with, 0
// where it starts with none. A range ("10-12") is none.
func number(s string) int {
	groups, digits, i := 0, 0, 0
	for i < len(s) {
		from := i
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		if i == from {
			return 0
		}
		groups, digits = groups+1, digits+i-from
		if i == len(s) || s[i] != '-' {
			break
		}
		i++
	}
	phone := groups == 2 && (digits == 7 && s[3] == '-' || digits == 5 && s[1] == '-')
	if groups > 2 && digits > 5 || phone {
		if i == len(s) || !isWordByte(s[i]) {
			return i
		}
	}
	return 0
}
