// Package gazetteer holds what the program knows of the world: countries with
// their names, demonyms and capitals, the buildings and institutions that
// speak for a government, organizations and their members, and languages.
//
// In goes a phrase as the text has it; out comes the code that it stands for:
// ISO 3166 alpha-3 for a country (XKX for Kosovo), and the code of
// data/organizations.txt for anything else (EUR, NATO, UNO…).
//
// The list of countries and capitals is that of a kept module; everything
// that it lacks stands in data, one entry a line, to be edited by hand.
package gazetteer

// Kind says in what way a phrase stands for a code.
type Kind string

// The kinds of phrase.
const (
	Country      Kind = "country"      // Russia, the U.S.
	Demonym      Kind = "demonym"      // Russian
	People       Kind = "people"       // Russians, the Dutch, a Swede
	Capital      Kind = "capital"      // Moscow: stands for its government
	Seat         Kind = "seat"         // the Kremlin, the State Department: speak for their government
	Organization Kind = "organization" // NATO, Hamas
	City         Kind = "city"         // a city or region that only tells the country
)

// Entry is what the gazetteer knows of one phrase.
type Entry struct {
	Code    string // ISO 3166 alpha-3, or an organization's code
	Name    string // the usual name of what Code stands for: "Russia"
	Kind    Kind
	Country string // for an organization, the country that it acts from, if any
}

// Speaks reports whether the phrase can make a statement for its code: a
// country, capital, seat or organization can, a mere city or demonym cannot.
func (e Entry) Speaks() bool {
	switch e.Kind {
	case Country, Capital, Seat, Organization:
		return true
	}
	return false
}

// Gazetteer is what the program knows of the world. It does not change after
// Load and is safe for concurrent use.
type Gazetteer struct {
	entries   map[string]Entry               // by form
	capitals  map[string]Entry               // by form in upper case, for headings
	longest   map[string]int                 // words of the longest form, by its first word
	forms     map[string]map[Kind][]string   // by code
	names     map[string]string              // usual name by code
	members   map[string][]string            // codes by organization
	member    map[string]map[string]struct{} // the same as sets
	languages map[string]string              // BCP 47 tag by English name
	leaders   leaders
}

// Name returns the usual name of a code, or the empty string.
func (g *Gazetteer) Name(code string) string { return g.names[code] }

// Known reports whether code is a country's or an organization's.
func (g *Gazetteer) Known(code string) bool { return g.names[code] != "" }

// Names returns every form that can stand for a code and make a statement for
// it: names, capitals and seats, the usual name first.
func (g *Gazetteer) Names(code string) []string {
	var out []string
	for _, kind := range []Kind{Country, Organization, Capital, Seat} {
		out = append(out, g.forms[code][kind]...)
	}
	return out
}

// Forms returns the forms of one kind for a code, the usual one first. The
// slice is shared: do not change it.
func (g *Gazetteer) Forms(code string, kind Kind) []string { return g.forms[code][kind] }

// Adjective returns the usual adjective of a code ("Russian"), or the empty
// string.
func (g *Gazetteer) Adjective(code string) string {
	if forms := g.forms[code][Demonym]; len(forms) > 0 {
		return forms[0]
	}
	return ""
}

// Members returns the codes of an organization's members, sorted. The slice
// is shared: do not change it.
func (g *Gazetteer) Members(code string) []string { return g.members[code] }

// IsMember reports whether code is a member of the organization.
func (g *Gazetteer) IsMember(code, organization string) bool {
	_, ok := g.member[organization][code]
	return ok
}

// Language returns the BCP 47 tag of a language's English name ("Russian").
func (g *Gazetteer) Language(name string) (tag string, ok bool) {
	tag, ok = g.languages[name]
	return tag, ok
}
