package page

import (
	"testing"

	"demarche"
)

func TestDateText(t *testing.T) {
	for _, c := range []struct{ text, source, day, publisher, how string }{
		{"Pass stays shut\n\nTARN, 4 May 2025 (OPA) — The pass stays shut.", "a.txt", "2025-05-04", "OPA", howDateline},
		{"PORT ARDO, May 4, 2025 - The pass stays shut.", "a.txt", "2025-05-04", "", howDateline},
		{"Week one\nBy Tilda | 8 December 2025\n\nSo it is over.", "a.txt", "2025-12-08", "", howDateline},
		{"FOR IMMEDIATE RELEASE\n\nObservers\nTarn, 10 December 2025\n\nWe stand ready.", "x/2025-12-11_the-league_observers.txt", "2025-12-10", "The League", howDateline},
		{"The envoy left on 3 March 2025, he said.", "2025-03-05_opa_envoy.txt", "2025-03-05", "OPA", howFile},
		{"The envoy left on 3 March 2025", "notes.txt", "", "", ""},
		{"Nothing here.", "2025-13-45_opa_x.txt", "", "OPA", ""},
	} {
		d := demarche.Document{Text: c.text}
		if how := dateText(&d, c.source); d.Published != c.day || d.Publisher != c.publisher || how != c.how {
			t.Errorf("%q in %s: %q, %q, %q", c.text, c.source, d.Published, d.Publisher, how)
		}
	}
}
