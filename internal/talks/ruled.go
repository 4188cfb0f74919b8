package talks

import (
	"slices"
	"strings"
	"unicode"

	"demarche"
)

// Ruled takes a party's name apart that is told as what rules a state: "Military
// council of Varland", "Government of Varland". ok is false for other names.
func Ruled(name string) (body, state string, ok bool) {
	body, state, ok = strings.Cut(trimArticle(name), " of ")
	if !ok || !startsUpper(state) || len(strings.Fields(state)) > 3 || strings.Contains(state, " and ") {
		return "", "", false
	}
	ws := strings.Fields(strings.ToLower(body))
	return body, state, len(ws) > 0 && len(ws) < 4 && (governing[ws[len(ws)-1]] || ws[len(ws)-1] == "junta" || ws[len(ws)-1] == "council" && len(ws) > 1)
}

// Called returns the common nouns by which texts go on about a party that rules a
// state, "military council" and "council", but for those that another party has in its
// name or its aliases.
func Called(t *demarche.Talks, p *demarche.Party) []string {
	own, _ := Brackets(p.Name)
	body, _, ok := Ruled(own)
	if !ok {
		if body, ok = association(own); !ok {
			return nil
		}
	}
	body = strings.ToLower(body)
	var out []string
	for _, form := range []string{body, body[strings.LastIndexByte(body, ' ')+1:]} {
		taken := slices.Contains(out, form)
		for i := range t.Parties {
			o := &t.Parties[i]
			taken = taken || o.ID != p.ID && hasWord(strings.Join(append([]string{o.Name}, o.Aliases...), " "), form)
		}
		if !taken {
			out = append(out, form)
		}
	}
	return out
}

// association returns the last word of the name of a body that is no state's: the "Union"
// of the "Railway Workers' Union".
func association(name string) (string, bool) {
	ws := strings.Fields(name)
	if len(ws) < 2 || !startsUpper(ws[0]) {
		return "", false
	}
	last := ws[len(ws)-1]
	return last, associations[last]
}

var associations = wordSet("Agency Alliance Association Authority Bloc Coalition Commission Company Confederation Federation Front Inspectorate League Movement Syndicate Union")

// hasWord reports words in a text, in any case.
func hasWord(text, words string) bool {
	only := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.Contains(" "+strings.Join(only, " ")+" ", " "+words+" ")
}
