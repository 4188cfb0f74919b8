// Package suggest proposes a talks file from a corpus. In come finished
// records that were read without talks; out goes YAML: the parties that speak
// and act most, and what they demand, reject, offer and agree on as issues.
package suggest

import (
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"

	"demarche"
)

// Corpus collects what records tell of parties and of what is in dispute.
type Corpus struct {
	documents int
	parties   map[string]*party
	objects   map[string]*object // by their key words
}

type party struct {
	id        string
	documents int
	weight    int            // statements and acts
	names     map[string]int // of actors, by how often
}

type object struct {
	key       string
	documents int
	parties   map[string]bool
	forms     map[string]int
}

// New returns a corpus without documents.
func New() *Corpus {
	return &Corpus{parties: map[string]*party{}, objects: map[string]*object{}}
}

// disputed are the acts whose objects parties are for or against.
var disputed = map[string]bool{"REQUEST": true, "REJECT": true, "AGREE": true, "SUPPORT": true, "CONCEDE": true}

// Add takes in one record.
func (c *Corpus) Add(rec *demarche.Record) {
	c.documents++
	c.addParties(rec)
	cut := demarche.Cutter(rec.Document.Text)
	seen := map[string]bool{}
	for _, a := range rec.Acts {
		if a.Object == nil || !disputed[a.Act] {
			continue
		}
		form := phrase(cut(*a.Object))
		key := keyOf(form)
		if key == "" || vague[strings.ToLower(form)] {
			continue
		}
		o := c.objects[key]
		if o == nil {
			o = &object{key: key, parties: map[string]bool{}, forms: map[string]int{}}
			c.objects[key] = o
		}
		o.forms[form]++
		for _, p := range a.Actors {
			o.parties[p] = true
		}
		if !seen[key] {
			seen[key] = true
			o.documents++
		}
	}
}

func (c *Corpus) addParties(rec *demarche.Record) {
	seen := map[string]bool{}
	get := func(id string) *party {
		p := c.parties[id]
		if p == nil {
			p = &party{id: id, names: map[string]int{}}
			c.parties[id] = p
		}
		if !seen[id] {
			seen[id] = true
			p.documents++
		}
		return p
	}
	spoken := map[string]int{}
	for _, s := range rec.Statements {
		spoken[s.Speaker]++
	}
	for _, a := range rec.Actors {
		if a.Kind != "place" && a.Kind != "organization" || a.Name == "" {
			continue
		}
		if a.Party != "" {
			get(a.Party).names[a.Name] += len(a.Mentions)
			continue
		}
		// Nobody knows the name: it may be a party all the same, if it speaks.
		if n := spoken[a.ID]; n > 0 && unicode.IsUpper([]rune(a.Name)[0]) {
			p := get("?" + a.Name)
			p.names[a.Name] += len(a.Mentions)
			p.weight += n
		}
	}
	for _, s := range rec.Statements {
		if s.Party != "" {
			get(s.Party).weight++
		}
	}
	for _, a := range rec.Acts {
		for _, id := range a.Actors {
			get(id).weight++
		}
	}
}

// leading words say nothing of what a phrase is about.
var leading = map[string]bool{"a": true, "an": true, "the": true, "any": true, "all": true, "its": true, "their": true, "his": true, "her": true, "that": true, "for": true, "to": true, "such": true, "this": true, "these": true, "those": true, "some": true, "no": true, "on": true, "of": true}

// vague words are no issue by themselves.
var vague = map[string]bool{"demand": true, "demands": true, "offer": true, "proposal": true, "decision": true, "leave": true, "talks": true, "meeting": true, "peace": true, "agreement": true,
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true}

// phrase is what an act is about, without articles in front, at most eight words.
func phrase(text string) string {
	words := strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '\'' || r == '’' {
			return r
		}
		return ' '
	}, text))
	for len(words) > 0 && leading[strings.ToLower(words[0])] {
		words = words[1:]
	}
	return strings.Join(words[:min(len(words), 8)], " ")
}

// keyOf are the stems of the two most telling words of a phrase: the longest
// ones, for want of a parse.
func keyOf(form string) string {
	var stems []string
	for _, w := range strings.Fields(strings.ToLower(form)) {
		if len(w) > 4 && !leading[w] {
			stems = append(stems, english.Stem(w, false))
		}
	}
	if len(stems) == 0 {
		return ""
	}
	sort.SliceStable(stems, func(i, j int) bool { return len(stems[i]) > len(stems[j]) })
	stems = stems[:min(len(stems), 2)]
	sort.Strings(stems)
	return strings.Join(stems, " ")
}

// Write prints the talks file, the most frequent first.
func (c *Corpus) Write(w io.Writer, id string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Proposed from %d documents by demarche talks suggest; edit before use.\n", c.documents)
	b.WriteString("# Keep the parties whose stance matters. Word each claim so that a party can be\n# for or against it, and delete what is no issue.\n")
	fmt.Fprintf(&b, "talks: %s\ntitle: %s\nparties:\n", quote(id), quote(id))
	taken := map[string]bool{}
	for _, p := range c.topParties() {
		p.id = idOf(p, taken)
		fmt.Fprintf(&b, "  - {id: %s, name: %s} # in %d documents, speaks and acts %d times\n", quote(p.id), quote(p.name()), p.documents, p.weight)
	}
	b.WriteString("issues:\n")
	for _, o := range c.topObjects() {
		fmt.Fprintf(&b, "  - {id: %s, claim: %s} # in %d documents%s\n", quote(slug(o.form())), quote(o.form()), o.documents, by(o.parties))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (c *Corpus) topParties() []*party {
	var out []*party
	for _, p := range c.parties {
		if p.weight > 1 && p.id != "other" && (p.documents > 1 || c.documents < 5) {
			out = append(out, p)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.weight != b.weight {
			return a.weight > b.weight
		}
		return a.id < b.id
	})
	return out[:min(len(out), 20)]
}

func (c *Corpus) topObjects() []*object {
	var out []*object
	for _, o := range c.objects {
		if o.documents > 1 || c.documents < 5 {
			out = append(out, o)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if len(a.parties)*a.documents != len(b.parties)*b.documents {
			return len(a.parties)*a.documents > len(b.parties)*b.documents
		}
		return a.key < b.key
	})
	out = out[:min(len(out), 15)]
	slugs := map[string]bool{} // ids have to differ
	kept := out[:0]
	for _, o := range out {
		if s := slug(o.form()); !slugs[s] {
			slugs[s] = true
			kept = append(kept, o)
		}
	}
	return kept
}

// idOf is a party's code, else one made of the letters of its name.
func idOf(p *party, taken map[string]bool) string {
	id, unknown := strings.CutPrefix(p.id, "?")
	if unknown {
		letters := strings.Map(func(r rune) rune {
			if r >= 'A' && r <= 'Z' {
				return r
			}
			return -1
		}, strings.ToUpper(id))
		id = "X" + letters
		for n := 3; n <= len(letters); n++ {
			if id = letters[:n]; !taken[id] {
				break
			}
		}
	}
	taken[id] = true
	return id
}

// by tells which parties acted, where that is known.
func by(parties map[string]bool) string {
	if len(parties) == 0 {
		return ""
	}
	return ", by " + strings.Join(sorted(parties), ", ")
}

func (p *party) name() string {
	if name := most(p.names); name != "" {
		return name
	}
	return p.id
}

func (o *object) form() string { return most(o.forms) }

// most is the most frequent key; among equals the shortest, then the first.
func most(counts map[string]int) string {
	best := ""
	for s, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && (len(s) < len(best) || len(s) == len(best) && s < best) {
			best = s
		}
	}
	return best
}

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}

// slug is an id made of a phrase's longest words, in their order.
func slug(form string) string {
	var words []string
	for _, w := range strings.Fields(strings.ToLower(form)) {
		w = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
				return r
			}
			return -1
		}, w)
		if len(w) > 3 && len(words) < 3 {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return "issue"
	}
	return strings.Join(words, "-")
}

// quote makes a string safe in YAML's flow style. JSON strings are YAML.
func quote(s string) string { return strconv.Quote(s) }
