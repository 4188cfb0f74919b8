package talks

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed data/leaders.txt
var leadersData string

// tenure is one office of a leader.
type tenure struct {
	code     string
	from, to int
}

// leaders are people who speak for a country or organization, by the words of
// their names.
type leaders struct {
	full map[string][]tenure // whole name and its endings of two words and more
	last map[string][]tenure // surname alone
}

func newLeaders() *leaders {
	l := &leaders{full: map[string][]tenure{}, last: map[string][]tenure{}}
	for _, line := range entries(leadersData) {
		f := strings.Split(line, "|")
		if len(f) != 3 {
			continue
		}
		years := strings.Fields(f[2])
		t := tenure{code: strings.TrimSpace(f[1]), to: 9999}
		t.from, _ = strconv.Atoi(years[0])
		if len(years) > 1 {
			t.to, _ = strconv.Atoi(years[1])
		}
		ws := strings.Fields(plain(f[0]))
		for i := 0; i+1 < len(ws); i++ {
			key := strings.Join(ws[i:], " ")
			l.full[key] = append(l.full[key], t)
		}
		if s := ws[len(ws)-1]; len(s) > 4 {
			l.last[s] = append(l.last[s], t)
		}
	}
	return l
}

// plain is a name in lower case with one form of apostrophe.
func plain(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, "'", "’")), " "))
}

// code returns the code that the one of this name speaks for in a year (0:
// any), or "" where nobody or several could be meant.
func (l *leaders) code(name string, year int) string {
	name = plain(name)
	if c := pick(l.full[name], year); c != "" || strings.Contains(name, " ") {
		return c
	}
	return pick(l.last[name], year)
}

func pick(all []tenure, year int) string {
	code := ""
	for _, t := range all {
		if year > 0 && (year < t.from || year > t.to) {
			continue
		}
		if code != "" && code != t.code {
			return ""
		}
		code = t.code
	}
	return code
}

// Leader returns the party for which a person of this name speaks in a year
// (0 where the document has none): who leads it is known even where a text
// names no office. Empty where it is nobody, or could be several.
func (m *Matcher) Leader(name string, year int) string {
	code := m.leaders.code(name, year)
	if code == "" {
		return ""
	}
	return m.names.Party(code, "")
}
