package talks

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed data/families.txt
var familiesData string

//go:embed data/contraries.txt
var contrariesData string

//go:embed data/causes.txt
var causesData string

//go:embed data/weak.txt
var weakData string

//go:embed data/light.txt
var lightData string

//go:embed data/irregular.txt
var irregularData string

//go:embed data/kin.txt
var kinData string

// form is one word of a family: its lemma, the particle that a verb needs,
// and whether it is read as a verb.
type form struct {
	lemma, particle string
	verb            bool
	loose           bool // may mean it, but more often means something else
}

// member says that a form stands in a family.
type member struct {
	family int
	form
	name bool // the form is what the family is called
}

// lexicon is what the package knows of words, whatever the negotiation.
type lexicon struct {
	names     []string            // of the families
	forms     [][]form            // of each family
	members   map[string][]member // by lemma
	contrary  map[int][]int
	causes    map[int][]int // by the family that comes about
	weak      map[string]bool
	light     map[string]bool
	irregular map[string]string
	kin       map[string][]kin    // by the word that the group is of
	groups    map[string][]string // of a word: the words whose kin it is
}

func newLexicon() *lexicon {
	l := &lexicon{members: map[string][]member{}, contrary: map[int][]int{}, causes: map[int][]int{}, weak: map[string]bool{}, light: map[string]bool{}, irregular: map[string]string{}, kin: map[string][]kin{}, groups: map[string][]string{}}
	for _, line := range entries(familiesData) {
		l.addFamily(strings.Split(line, "|"))
	}
	index := map[string]int{}
	for i, n := range l.names {
		index[n] = i
	}
	for _, line := range entries(contrariesData) {
		f := strings.Fields(line)
		a, okA := index[f[0]]
		b, okB := index[f[1]]
		if okA && okB {
			l.contrary[a] = append(l.contrary[a], b)
			l.contrary[b] = append(l.contrary[b], a)
		}
	}
	for _, line := range entries(causesData) {
		f := strings.Fields(line)
		a, okA := index[f[0]]
		b, okB := index[f[1]]
		if okA && okB {
			l.causes[a] = append(l.causes[a], b)
		}
	}
	for _, w := range entries(weakData) {
		l.weak[w] = true
	}
	for _, w := range entries(lightData) {
		l.light[w] = true
	}
	for _, line := range entries(kinData) {
		l.addKin(line)
	}
	for _, line := range entries(irregularData) {
		f := strings.Fields(line)
		l.irregular[f[0]] = f[1]
	}
	return l
}

// entries returns the lines of a data file that are not comments.
func entries(data string) []string {
	var out []string
	for _, line := range strings.Split(data, "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

func (l *lexicon) addFamily(parts []string) {
	id := len(l.names)
	name := strings.TrimSpace(parts[0])
	l.names = append(l.names, name)
	var forms []form
	for i, p := range parts[1:] {
		for _, w := range strings.Fields(p) {
			w, loose := strings.CutSuffix(w, "~")
			lemma, particle, _ := strings.Cut(w, "_")
			f := form{loose: loose, lemma: lemma, particle: strings.ReplaceAll(particle, "_", " "), verb: i == 0}
			forms = append(forms, f)
			l.members[lemma] = append(l.members[lemma], member{family: id, form: f, name: lemma == name})
		}
	}
	l.forms = append(l.forms, forms)
}

// lemmas returns what a word's lemma may be, the likeliest first.
func (l *lexicon) lemmas(w string) []string {
	if v, ok := l.irregular[w]; ok {
		return []string{v, w}
	}
	var out []string
	if strings.HasSuffix(w, "ss") || len(w) < 4 {
		return []string{w}
	}
	cut := func(suffix, to string) {
		if strings.HasSuffix(w, suffix) && len(w) > len(suffix)+1 {
			out = append(out, strings.TrimSuffix(w, suffix)+to)
		}
	}
	cut("ies", "y")
	cut("ied", "y")
	cut("sses", "ss")
	cut("es", "")
	cut("s", "")
	cut("ed", "e")
	cut("ed", "")
	cut("ing", "e")
	cut("ing", "")
	if n := len(out); n > 0 {
		// planned, stopping: the doubled consonant goes.
		for _, v := range out[:n] {
			if k := len(v); k > 3 && v[k-1] == v[k-2] && v != w {
				out = append(out, v[:k-1])
			}
		}
	}
	return l.known(append(out, w))
}

// known puts the candidates that stand in a family, or are weak, first.
func (l *lexicon) known(candidates []string) []string {
	var in, rest []string
	for _, c := range candidates {
		if len(l.members[c]) > 0 || l.weak[c] {
			in = append(in, c)
		} else {
			rest = append(rest, c)
		}
	}
	if len(in) == 0 {
		// The bare word with its plural cut is the best guess for a noun.
		return append([]string{guess(candidates[len(candidates)-1])}, candidates...)
	}
	return append(in, rest...)
}

// guess cuts a regular plural off a word that no family knows.
func guess(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return strings.TrimSuffix(w, "ies") + "y"
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		return strings.TrimSuffix(w, "s")
	}
	return w
}

func (l *lexicon) has(w string) bool {
	for _, c := range l.lemmas(w) {
		if len(l.members[c]) > 0 {
			return true
		}
	}
	return false
}

// verb reports whether a lemma can be a verb before the next word.
func (l *lexicon) verb(lemma, next string) bool {
	if weakVerbs[lemma] {
		return true
	}
	for _, m := range l.members[lemma] {
		if m.verb && (m.particle == "" || firstWord(m.particle) == next) {
			return true
		}
	}
	return false
}

var weakVerbs = wordSet("allow become begin bring carry come do get give go happen have hold include involve keep make operate put reach run set take")

// named returns the families of these names.
func (l *lexicon) named(names ...string) []int {
	var out []int
	for i, n := range l.names {
		if slices.Contains(names, n) {
			out = append(out, i)
		}
	}
	return out
}

// claimFamilies returns the families that a claim's word is meant in: as a
// verb those in which it is a verb, with its particle where it has one.
func (l *lexicon) claimFamilies(lemma, particle string, verb bool) []int {
	var own, fit, all []int
	for _, m := range l.members[lemma] {
		if m.particle != "" && firstWord(m.particle) != particle {
			continue
		}
		if particle != "" && m.particle == "" {
			continue
		}
		all = append(all, m.family)
		if m.verb == verb {
			fit = append(fit, m.family)
		}
		if m.name {
			own = append(own, m.family)
		}
	}
	switch {
	case len(own) > 0:
		all = own
	case len(fit) > 0:
		all = fit
	}
	slices.Sort(all)
	return slices.Compact(all)
}
