package gazetteer

import (
	"strconv"
	"strings"
)

// tenure is one office of a leader: the years are the first and the last.
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

// now is the last year of those who are in office.
const now = 9999

func (g *Gazetteer) loadLeaders() {
	g.leaders = leaders{full: make(map[string][]tenure, 1024), last: make(map[string][]tenure, 1024)}
	for _, line := range lines("leaders") {
		f := strings.Split(line, "|")
		years := strings.Fields(f[2])
		t := tenure{code: strings.TrimSpace(f[1]), to: now}
		t.from, _ = strconv.Atoi(years[0])
		if len(years) > 1 {
			t.to, _ = strconv.Atoi(years[1])
		}
		g.leaders.add(strings.Fields(strings.ToLower(normal(strings.TrimSpace(f[0])))), t)
	}
}

func (l *leaders) add(words []string, t tenure) {
	for i := 0; i+1 < len(words); i++ {
		key := strings.Join(words[i:], " ")
		l.full[key] = append(l.full[key], t)
	}
	if s := words[len(words)-1]; len(s) > 4 {
		l.last[s] = append(l.last[s], t)
	}
}

// Leader returns the code of the country or organization for which a person of
// this name speaks in a year (0 where it is not known): who leads it is known
// even where a text gives no office. Empty where nobody, or one of several,
// could be meant.
func (g *Gazetteer) Leader(name string, year int) string {
	name = strings.ToLower(normal(withoutInitials(name)))
	if c := pick(g.leaders.full[name], year); c != "" || strings.Contains(name, " ") {
		return c
	}
	return pick(g.leaders.last[name], year)
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

// withoutInitials leaves out the initials between a first name and a surname:
// "Ana B. Holt" is Ana Holt.
func withoutInitials(name string) string {
	parts := strings.Fields(name)
	if len(parts) < 3 {
		return name
	}
	out := parts[:1]
	for _, w := range parts[1:] {
		if len([]rune(w)) != 2 || w[len(w)-1] != '.' {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}
