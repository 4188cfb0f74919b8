package gazetteer

import (
	"embed"
	"sort"
	"strings"
	"unicode/utf8"
)

//go:embed data/*.txt
var data embed.FS

// Load builds the gazetteer from the kept list of countries and the embedded
// data.
func Load() *Gazetteer {
	g := &Gazetteer{
		entries:   make(map[string]Entry, 4096),
		capitals:  make(map[string]Entry, 4096),
		longest:   make(map[string]int, 2048),
		forms:     make(map[string]map[Kind][]string, 400),
		names:     make(map[string]string, 400),
		members:   map[string][]string{},
		member:    map[string]map[string]struct{}{},
		languages: map[string]string{},
	}
	g.loadNames()
	g.loadOrganizations()
	g.loadDemonyms()
	g.loadPlaces("capitals", Capital)
	g.loadCapitals()
	g.loadPlaces("seats", Seat)
	g.loadPlaces("cities", City)
	g.loadMembers()
	g.loadLanguages()
	g.loadLeaders()
	return g
}

// loadNames takes our names of countries first: they are what newspapers
// write; the kept list fills the rest.
func (g *Gazetteer) loadNames() {
	eachLine("names", func(code, forms string) { g.addAll(code, "", Country, forms) })
	for _, c := range keptCountries() {
		g.add(Entry{Code: c.code, Kind: Country}, c.name)
	}
}

func (g *Gazetteer) loadCapitals() {
	unclear := map[string]bool{}
	for _, line := range lines("unclear") {
		unclear[line] = true
	}
	for _, c := range keptCountries() {
		if c.capital != "" && !unclear[c.capital] {
			g.add(Entry{Code: c.code, Kind: Capital}, c.capital)
		}
	}
}

func (g *Gazetteer) loadOrganizations() {
	eachLine("organizations", func(head, forms string) {
		code, country, _ := strings.Cut(head, " ")
		if country == "-" {
			country = ""
		}
		g.addAll(code, country, Organization, forms)
	})
}

func (g *Gazetteer) loadDemonyms() {
	eachLine("demonyms", func(code, forms string) {
		adjectives, people, _ := strings.Cut(forms, "|")
		g.addAll(code, "", Demonym, adjectives)
		g.addAll(code, "", People, people)
	})
}

func (g *Gazetteer) loadPlaces(file string, kind Kind) {
	eachLine(file, func(code, forms string) { g.addAll(code, "", kind, forms) })
}

func (g *Gazetteer) loadMembers() {
	eachLine("members", func(code, list string) {
		codes := strings.Fields(list)
		sort.Strings(codes)
		g.members[code] = codes
		g.member[code] = make(map[string]struct{}, len(codes))
		for _, c := range codes {
			g.member[code][c] = struct{}{}
		}
	})
}

func (g *Gazetteer) loadLanguages() {
	eachLine("languages", func(tag, names string) {
		for _, name := range list(names) {
			g.languages[name] = tag
		}
	})
}

func (g *Gazetteer) addAll(code, country string, kind Kind, forms string) {
	for _, form := range list(forms) {
		g.add(Entry{Code: code, Kind: kind, Country: country}, form)
	}
}

// add enters one form. The first entry of a form wins, so that Singapore is a
// country before it is a capital. The first name of a code is its usual one.
func (g *Gazetteer) add(e Entry, form string) {
	if g.names[e.Code] == "" {
		g.names[e.Code] = form
	}
	e.Name = g.names[e.Code]
	if g.forms[e.Code] == nil {
		g.forms[e.Code] = map[Kind][]string{}
	}
	key := normal(form)
	if have, ok := g.entries[key]; ok {
		if have.Code == e.Code && have.Kind != e.Kind {
			g.forms[e.Code][e.Kind] = append(g.forms[e.Code][e.Kind], form)
		}
		return
	}
	g.forms[e.Code][e.Kind] = append(g.forms[e.Code][e.Kind], form)
	g.index(e, key)
}

func (g *Gazetteer) index(e Entry, key string) {
	g.entries[key] = e
	g.longer(key)
	if upper := strings.ToUpper(key); utf8.RuneCountInString(key) > 4 && upper != key {
		if _, ok := g.capitals[upper]; !ok {
			g.capitals[upper] = e
		}
		g.longer(upper)
	}
}

// longer notes how many words a match that begins with the form's first word
// can have.
func (g *Gazetteer) longer(key string) {
	first, _, _ := strings.Cut(key, " ")
	if n := 1 + strings.Count(key, " "); n > g.longest[first] {
		g.longest[first] = n
	}
}

// lines returns the entries of a data file without comments.
func lines(file string) []string {
	raw, err := data.ReadFile("data/" + file + ".txt")
	if err != nil {
		panic("gazetteer: " + err.Error()) // embedded: a test loads every file
	}
	var out []string
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// eachLine calls add with the two sides of the colon of every line.
func eachLine(file string, add func(code, forms string)) {
	for _, line := range lines(file) {
		code, forms, _ := strings.Cut(line, ":")
		add(code, strings.TrimSpace(forms))
	}
}

// list cuts a list at its commas.
func list(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
