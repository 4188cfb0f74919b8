package position

import (
	_ "embed"
	"strings"
)

//go:embed stances.txt
var stancesData string

//go:embed clauses.txt
var clausesData string

// Signs of a word of attitude, beside +1 and -1.
const (
	drops   = 0
	neutral = 2 // takes no side by itself
	unsure  = 3 // says that no side is taken
	hinges  = 4 // for it on a condition
)

// entry is what a word of attitude does to what it governs.
type entry struct {
	word string
	sign int
	act  string

	say, directs, light, deed, object, judges, denies, personal, needs bool
}

// key finds an entry: a lemma with the preposition or particle tied to it,
// and "v", "n" or "a".
type key struct{ word, pos string }

type lexicon struct {
	entries map[key]*entry
	judges  map[key]*entry
	classes map[string]map[string]bool // of clauses.txt
}

func newLexicon() *lexicon {
	l := &lexicon{entries: map[key]*entry{}, judges: map[key]*entry{}, classes: map[string]map[string]bool{}}
	for _, line := range lines(stancesData) {
		f := strings.Fields(line)
		if len(f) < 4 {
			continue
		}
		e := &entry{word: f[0], sign: signs[f[2]], act: f[3]}
		for _, flag := range f[4:] {
			e.flag(flag)
		}
		k := key{f[0], f[1]}
		if e.judges {
			l.judges[k] = e
		} else {
			l.entries[k] = e
		}
	}
	for _, line := range lines(clausesData) {
		name, words, _ := strings.Cut(line, ":")
		set := map[string]bool{}
		for _, w := range strings.Split(words, ",") {
			set[strings.TrimSpace(w)] = true
		}
		l.classes[name] = set
	}
	return l
}

var signs = map[string]int{"+": 1, "-": -1, "0": drops, "=": neutral, "?": unsure, "%": hinges}

func (e *entry) flag(name string) {
	switch name {
	case "say":
		e.say = true
	case "dir":
		e.directs = true
	case "do":
		e.light = true
	case "deed":
		e.deed = true
	case "obj":
		e.object = true
	case "eval":
		e.judges = true
	case "neg":
		e.denies = true
	case "per":
		e.personal = true
	case "need":
		e.needs = true
	}
}

// lines returns the lines of a data file that are not comments.
func lines(data string) []string {
	var out []string
	for _, line := range strings.Split(data, "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// is reports whether a word stands in a class of clauses.txt.
func (l *lexicon) is(class, word string) bool { return l.classes[class][word] }
