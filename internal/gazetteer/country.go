package gazetteer

import (
	"strings"

	"github.com/biter777/countries"
)

// country is one entry of the kept list.
type country struct{ code, name, capital string }

// keptCountries returns the countries of the kept list. Its names are the
// official ones, some with the form of the state in brackets, and some of its
// capitals carry the country's name to tell them apart.
func keptCountries() []country {
	var out []country
	for _, c := range countries.All() {
		code := c.Alpha3()
		if len(code) != 3 {
			continue
		}
		name := unbracketed(c.String())
		capital := strings.TrimSpace(strings.TrimSuffix(c.Capital().String(), " "+name))
		if capital == "Unknown" || capital == "None" {
			capital = ""
		}
		out = append(out, country{code, name, capital})
	}
	return out
}

// unbracketed returns a name without the part in brackets.
func unbracketed(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return name
}
