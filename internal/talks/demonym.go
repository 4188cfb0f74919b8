package talks

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Adjectival reports whether a word ends as adjectives of peoples and parties do.
func Adjectival(w string) bool {
	for _, tail := range []string{"an", "ian", "ic", "al", "ish", "ese", "ive", "i", "ois", "ais", "er"} {
		if strings.HasSuffix(w, tail) && len(w) > len(tail)+2 {
			return true
		}
	}
	return false
}

// Demonyms returns the adjectives that English makes of a country's name:
// "Ostria": Ostrian; "Varland": Varlander, Varlandic, Varlandish; "Tamrak":
// Tamraki, Tamrakian. Of several, texts use one; none of them is another word.
func Demonyms(name string) []string {
	r, n := utf8.DecodeLastRuneInString(name)
	stem := name[:len(name)-n]
	if len(name) < 4 || !unicode.IsLetter(r) || isUpper(name) {
		return nil
	}
	switch {
	case strings.HasSuffix(name, "land"):
		return []string{name + "er", name + "ic", name + "ish", name + "ian"}
	case strings.HasSuffix(name, "ia"), r == 'a':
		return []string{name + "n", stem + "ese", stem + "i"}
	case r == 'o':
		return []string{stem + "an", name + "an", stem + "ese"}
	case r == 'e':
		return []string{name + "an", stem + "ian", name + "se"}
	case r == 'i', r == 'y', r == 'u':
		return []string{name + "an", name + "n"}
	}
	return []string{name + "i", name + "ian", name + "an", name + "ese", name + "ish"}
}

// Plural reports whether an adjective makes the name of its people by an "s".
func Plural(adjective string) bool {
	return !strings.HasSuffix(adjective, "s") && !strings.HasSuffix(adjective, "ese") && !strings.HasSuffix(adjective, "ish")
}

// demonym reports whether a form is the adjective that goes with a name.
func demonym(form, name string) bool {
	return GoesOn(form, name) && Adjectival(form) && !strings.Contains(form, " ")
}

// GoesOn reports whether a form is another than a name and begins with its
// letters: four of them, or all but the last.
func GoesOn(form, name string) bool {
	n := 0
	for n < len(form) && n < len(name) && form[n] == name[n] {
		n++
	}
	return n >= min(4, len(name)-1) && form != name && name != ""
}
