package actor

import (
	"embed"
	"maps"
	"slices"
	"strings"
)

//go:embed data/*.txt
var data embed.FS

// gender of a person, as far as names, titles and pronouns tell it.
type gender byte

const (
	unknown gender = iota
	male
	female
)

// clash reports whether two genders cannot be one person's.
func (g gender) clash(h gender) bool { return g != h && g != unknown && h != unknown }

// lexicon holds the word lists of the data folder.
type lexicon struct {
	offices, persons, honorifics map[string]gender // nouns for persons
	groups                       map[string]bool   // true: speaks for its state
	documents, apart, calendar   map[string]bool
	speech, things, many         map[string]bool
	landforms                    map[string]bool
	firstNames                   map[string]gender
	orgNouns                     map[string]bool
	outlets, outletNouns         map[string]bool
	outletWords                  int               // words of the longest outlet name
	occasions                    map[string]bool   // by the words of the phrase
	officeOf                     map[string]string // code by office
	officeWords                  int               // words of the longest such office
}

func newLexicon() *lexicon {
	l := &lexicon{
		offices:     genders("offices"),
		persons:     genders("persons"),
		honorifics:  genders("honorifics"),
		firstNames:  genders("firstnames"),
		documents:   set("documents"),
		apart:       set("apart"),
		speech:      set("speech"),
		things:      set("things"),
		landforms:   set("landforms"),
		many:        map[string]bool{},
		calendar:    set("calendar"),
		orgNouns:    set("orgnouns"),
		outlets:     set("outlets"),
		outletNouns: set("outletnouns"),
		occasions:   set("occasions"),
		groups:      map[string]bool{},
		officeOf:    map[string]string{},
	}
	for line := range entries("groups") {
		noun, state := strings.CutSuffix(line, " state")
		noun, many := strings.CutSuffix(noun, " many")
		l.groups[noun] = state
		if many {
			l.many[noun] = true
		}
	}
	for line := range entries("offices-of") {
		code, forms, _ := strings.Cut(line, ": ")
		for form := range strings.SplitSeq(forms, ", ") {
			l.officeOf[form] = code
			l.officeWords = max(l.officeWords, 1+strings.Count(form, " "))
		}
	}
	for _, outlet := range slices.Collect(maps.Keys(l.outlets)) {
		if len(outlet) > 4 {
			l.outlets[strings.ToUpper(outlet)] = true // as the outlet itself may write it
		}
		l.outletWords = max(l.outletWords, 1+strings.Count(outlet, " "))
	}
	return l
}

// person returns the gender of a noun for a person.
func (l *lexicon) person(lemma string) (g gender, ok bool) {
	if g, ok = l.offices[lemma]; ok {
		return g, true
	}
	g, ok = l.persons[lemma]
	return g, ok
}

// entries yields the lines of a data file without comments.
func entries(file string) func(yield func(string) bool) {
	raw, err := data.ReadFile("data/" + file + ".txt")
	if err != nil {
		panic("actor: " + err.Error()) // embedded: a test loads every file
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(raw)) {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(line) {
				return
			}
		}
	}
}

func set(file string) map[string]bool {
	out := map[string]bool{}
	for line := range entries(file) {
		out[line] = true
	}
	return out
}

// genders reads a list of words with an optional gender behind each.
func genders(file string) map[string]gender {
	out := map[string]gender{}
	for line := range entries(file) {
		if word, ok := strings.CutSuffix(line, " m"); ok {
			out[word] = male
		} else if word, ok := strings.CutSuffix(line, " f"); ok {
			out[word] = female
		} else {
			out[line] = unknown
		}
	}
	return out
}
