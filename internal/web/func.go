package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"demarche/internal/store"
)

// functions are what templates may call.
func functions(f files) template.FuncMap {
	return template.FuncMap{
		"file":    f.link,
		"safe":    strip,
		"brief":   brief,
		"day":     day,
		"stance":  stanceOf,
		"grade":   func(g string) string { return grades[g] },
		"percent": func(x float64) string { return fmt.Sprintf("%.0f %%", 100*x) },
		"plural":  plural,
		"web":     isWeb,
		"passage": passage,
		"dict":    dict,
		"seq":     func(xs ...string) []string { return xs },
		"cellat": func(holder, issue string) string {
			return "/cell/" + url.PathEscape(holder) + "/" + url.PathEscape(issue)
		},
		"article": articleAt,
		"add":     func(a, b int) int { return a + b },
		"join":    func(s []string) string { return strings.Join(s, ", ") },
		"few":     few,
		"sub":     func(a, b int) int { return a - b },
		"runes":   utf8.RuneCountInString,
		"hundred": func(x float64) float64 { return 100 * x },
		"clock":   clock,
		"instant": instant,
		"lines":   lines,
		"place": func(s store.Source, start, end int) store.Place {
			return store.Place{Document: s.Document, Start: start, End: end}
		},
	}
}

// look is how a stance is shown: in words, and with a shape of its own, so
// that nothing hangs on colour.
type look struct{ ID, Word, Mark string }

var stances = []look{
	{"for", "for", "●"},
	{"against", "against", "✕"},
	{"conditional", "on conditions", "◐"},
	{"dropped", "dropped", "○"},
	{"unclear", "unclear", "?"},
}

func stanceOf(id string) look {
	for _, s := range stances {
		if s.ID == id {
			return s
		}
	}
	return look{"none", id, "·"}
}

// grades says how strong a standing is.
var grades = map[string]string{
	"said":     "own words",
	"reported": "several sources",
	"single":   "one source",
	"formerly": "of the past",
	"alleged":  "alleged by others",
}

// strip makes foreign text safe to show in a line of ours: what turns the
// direction of writing round, and other signs that cannot be seen, become a
// visible mark. What is exported keeps its letters.
func strip(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200e', r == '\u200f', r == '\u061c':
			return '␦'
		case r == '\n', r == '\t', r == '\r':
			return ' '
		case unicode.IsControl(r):
			return '␦'
		}
		return r
	}, s)
}

// brief is foreign text for a line or a quotation among others: what is much
// too long for that ends in "…"; the article itself has all of it.
func brief(s string) string {
	const most = 1500
	if len(s) <= most {
		return strip(s)
	}
	n := 0
	for i := range s {
		if n++; n > most {
			return strip(s[:i]) + " …"
		}
	}
	return strip(s)
}

// day writes a date for people: 3 March 2026. What is no date stays as it is.
func day(s string) string {
	if len(s) < 10 {
		return s
	}
	t, err := time.Parse(time.DateOnly, s[:10])
	if err != nil {
		return s
	}
	return t.Format("2 Jan 2006")
}

// few are the first reactions to a shift, or all of them.
func few(reactions []store.Reaction, all bool) []store.Reaction {
	const most = 6
	if all || len(reactions) <= most {
		return reactions
	}
	return reactions[:most]
}

// clock is the time of a moment, by universal time.
func clock(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return ""
	}
	return t.UTC().Format("15:04") + " UTC"
}

// instant is a moment in seconds since 1970, by universal time; nothing for
// none, and for what is due at once.
func instant(at int64) string {
	if at <= 1 {
		return ""
	}
	return time.Unix(at, 0).UTC().Format("2 Jan 2006, 15:04 UTC")
}

// lines is text of several lines, each made safe to show.
func lines(s string) string {
	all := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i := range all {
		all[i] = strip(all[i])
	}
	return strings.Join(all, "\n")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + " " + s[i:]
	}
	return s
}

// isWeb reports whether an address may be linked: articles come with all
// kinds, "javascript:" among them.
func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// passage is the address of words on a live page: a text fragment, of the first
// and last words where the passage is long.
func passage(address, words string) string {
	fields := strings.Fields(words)
	escape := func(f []string) string {
		return strings.NewReplacer("-", "%2D", "+", "%20").Replace(url.QueryEscape(strings.Join(f, " ")))
	}
	fragment := escape(fields)
	if len(fields) > 10 {
		fragment = escape(fields[:5]) + "," + escape(fields[len(fields)-5:])
	}
	if i := strings.IndexByte(address, '#'); i >= 0 {
		address = address[:i]
	}
	return address + "#:~:text=" + fragment
}

// articleAt is the permanent address of a passage: by the hash of the article's
// bytes and the place in its text, so that it outlives every new reading.
func articleAt(hash string, start, end int) string {
	if end <= start {
		return "/articles/" + hash
	}
	return fmt.Sprintf("/articles/%s?at=%d-%d#at", hash, start, end)
}

// dict makes the arguments of a part: names and values by turns.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict: a name without a value")
	}
	out := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no name", pairs[i])
		}
		out[name] = pairs[i+1]
	}
	return out, nil
}
