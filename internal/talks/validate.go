package talks

import (
	"strings"
	"unicode"
)

// validate reports what is wrong with talks whose YAML could be read.
func (f *file) validate() {
	if f.talks.ID == "" {
		f.fault(1, "add a line such as \"talks: grain\"", "the talks have no short name")
	}
	if !f.partiesSeen || len(f.talks.Parties) == 0 {
		f.fault(0, "add \"parties:\" with an id and a name for each", "the file names no party")
	}
	if !f.issuesSeen || len(f.talks.Issues) == 0 {
		f.fault(0, "add \"issues:\" with an id and a claim for each", "the file names no issue")
	}
	f.checkParties()
	f.checkIssues()
}

func (f *file) checkParties() {
	seen := map[string]int{}
	for i, p := range f.talks.Parties {
		line := f.partyLines[i]
		f.checkID(p.ID, "party", line, seen)
		switch {
		case p.Name == "":
			f.fault(line, "give it the name that articles use", "party %q has no name", p.ID)
		case IsRest(p.Name) || strings.EqualFold(p.ID, "other"):
			// The catch-all is whoever no other party names.
		case !nameable(append(append([]string{p.Name}, p.Aliases...), p.Members...)):
			f.fault(line, "give it a name or aliases with a word that only this party has", "no text can name party %q: %q has no word of its own", p.ID, p.Name)
		}
	}
}

func (f *file) checkIssues() {
	seen := map[string]int{}
	for i, s := range f.talks.Issues {
		line := f.issueLines[i]
		f.checkID(s.ID, "issue", line, seen)
		words := contentWords(s.Claim)
		switch {
		case len(words) == 0:
			f.fault(line, "write what a party can agree or disagree with, such as \"Varland opens its ports\"", "issue %q has a claim without words", s.ID)
		case len(words) == 1:
			f.problems = append(f.problems, Problem{Line: line, Warning: true, Cause: "the claim of issue \"" + s.ID + "\" is a single word: " + s.Claim, Hint: "write a whole claim: who does what"})
		}
	}
}

func (f *file) checkID(id, what string, line int, seen map[string]int) {
	switch first, twice := seen[id]; {
	case id == "":
		f.fault(line, "add \"id:\" with a short name", "the %s has no id", what)
	case strings.ContainsFunc(id, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		f.fault(line, "write it without blanks", "the id %q of the %s holds a blank", id, what)
	case twice:
		f.fault(line, "give each its own id", "the id %q stands a second time, first in line %d", id, first)
	default:
		seen[id] = line
	}
}

// nameable reports whether one of the names has a word that is not a common
// word of politics.
func nameable(names []string) bool {
	for _, n := range names {
		for _, w := range contentWords(n) {
			if !generic[w] {
				return true
			}
		}
	}
	return false
}

// generic words describe any party and name none.
var generic = wordSet("anyone anybody everyone everybody else other others rest party parties side sides the a an and or of its their all any some")

// IsRest reports whether a party's name says "anyone else".
func IsRest(name string) bool {
	words := contentWords(name)
	if len(words) == 0 {
		return false
	}
	for _, w := range words {
		if !generic[w] {
			return false
		}
	}
	return true
}

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// contentWords returns the words of a text in lower case that have a letter
// or a digit and are not function words.
func contentWords(s string) []string {
	var out []string
	for _, w := range words(s) {
		if !functionWords[w] {
			out = append(out, w)
		}
	}
	return out
}

var functionWords = wordSet("the a an of to in on at by for from with and or as is are was were be been being its it their they his her this that these those s")

// words cuts a text into words in lower case: runs of letters and digits, a
// hyphen or an apostrophe between them included.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '-'
	})
}
