package gazetteer

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestLookup(t *testing.T) {
	g := Load()
	for _, c := range []struct {
		phrase, code string
		kind         Kind
	}{
		{"Russia", "RUS", Country},
		{"Russian", "RUS", Demonym},
		{"the Russians", "RUS", People},
		{"Kremlin", "RUS", Seat},
		{"the Kremlin’s", "RUS", Seat},
		{"Moscow", "RUS", Capital},
		{"Soviet Union", "RUS", Country},
		{"US", "USA", Country},
		{"U.S.", "USA", Country},
		{"UNITED STATES", "USA", Country},
		{"the State Department", "USA", Seat},
		{"Briton", "GBR", People},
		{"Dutch", "NLD", Demonym},
		{"Kyiv", "UKR", Capital},
		{"Kiev", "UKR", Capital},
		{"Brussels", "EUR", Capital},
		{"European Union", "EUR", Organization},
		{"Élysée", "FRA", Seat},
		{"Elysee Palace", "FRA", Seat},
		{"Cote d’Ivoire", "CIV", Country},
		{"NATO", "NATO", Organization},
		{"Hezbollah", "HEZBOLLAH", Organization},
		{"UAE", "ARE", Country},
		{"Kosovo", "XKX", Country},
		{"Taiwan", "TWN", Country},
		{"Palestinian", "PSE", Demonym},
		{"Ohio", "USA", City},
		{"Sana'a", "YEM", Capital},
		{"Singapore", "SGP", Country},
		{"Laos", "LAO", Country},
	} {
		e, ok := g.Lookup(c.phrase)
		if !ok || e.Code != c.code || e.Kind != c.kind {
			t.Errorf("Lookup(%q) = %+v, want %s %s", c.phrase, e, c.code, c.kind)
		}
	}
	for _, phrase := range []string{"us", "turkey", "polish", "congress", "Male", "Kingston", "", "the", "’s", "Varland"} {
		if e, ok := g.Lookup(phrase); ok {
			t.Errorf("Lookup(%q) = %+v, want nothing", phrase, e)
		}
	}
}

func TestLongestMatch(t *testing.T) {
	g := Load()
	for _, c := range []struct {
		text, code string
		n          int
	}{
		{"United States of America said", "USA", 4},
		{"United States said", "USA", 2},
		{"South Korean officials", "KOR", 2},
		{"U.S. State Department", "USA", 3},
		{"Guinea-Bissau", "GNB", 1},
		{"Democratic Republic of the Congo", "COD", 5},
		{"Bosnian Serb leaders", "BIH", 2},
		{"NORTH KOREA", "PRK", 2},
		{"al Qaeda said", "ALQAEDA", 2},
		{"united states", "", 0},
		{"United front", "", 0},
		{"", "", 0},
	} {
		e, n := g.LongestMatch(strings.Fields(c.text))
		if e.Code != c.code || n != c.n {
			t.Errorf("LongestMatch(%q) = %+v, %d", c.text, e, n)
		}
	}
}

func TestNamesAndMembers(t *testing.T) {
	g := Load()
	names := g.Names("UKR")
	if names[0] != "Ukraine" || !slices.Contains(names, "Kyiv") || !slices.Contains(names, "Verkhovna Rada") {
		t.Errorf("Names(UKR) = %q", names)
	}
	if got := g.Adjective("GBR"); got != "British" {
		t.Errorf("Adjective(GBR) = %q", got)
	}
	if !g.IsMember("TUR", "NATO") || g.IsMember("RUS", "NATO") || len(g.Members("EUR")) != 27 {
		t.Errorf("members: %q", g.Members("EUR"))
	}
	if tag, ok := g.Language("Russian"); !ok || tag != "ru" {
		t.Errorf("Language(Russian) = %q", tag)
	}
}

// TestData holds the data files to their form: sorted, every code known, no
// form that belongs to two codes.
func TestData(t *testing.T) {
	g := Load()
	owner := map[string]string{}
	for _, file := range []string{"names", "demonyms", "capitals", "seats", "organizations", "cities", "members"} {
		all := lines(file)
		if !slices.IsSorted(all) {
			t.Errorf("%s.txt is not sorted", file)
		}
		eachLine(file, func(head, forms string) {
			code, _, _ := strings.Cut(head, " ")
			if !g.Known(code) {
				t.Errorf("%s.txt: unknown code %q", file, code)
			}
			if forms == "" {
				t.Errorf("%s.txt: %s has no forms", file, code)
			}
			if file == "members" {
				return
			}
			for _, form := range list(strings.ReplaceAll(forms, "|", ",")) {
				if had := owner[form]; had != "" && had != code {
					t.Errorf("%s.txt: %q is %s and %s", file, form, had, code)
				}
				owner[form] = code
			}
		})
	}
	for code, members := range g.members {
		for _, m := range members {
			if !g.Known(m) {
				t.Errorf("members.txt: %s has the unknown member %q", code, m)
			}
		}
	}
}

func FuzzLookup(f *testing.F) {
	g := Load()
	f.Add("the  Kremlin’s")
	f.Add("\xff\xfe U.S.")
	f.Fuzz(func(t *testing.T, phrase string) {
		if e, ok := g.Lookup(phrase); ok && !g.Known(e.Code) {
			t.Errorf("%q: unknown code %q", phrase, e.Code)
		}
		if _, n := g.LongestMatch(strings.Fields(phrase)); n < 0 || n > len(strings.Fields(phrase)) {
			t.Errorf("%q: %d words", phrase, n)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Load()
	}
}

func BenchmarkLongestMatch(b *testing.B) {
	g := Load()
	words := strings.Fields("officials of the United States of America and of Varland met in Kyiv on Monday")
	b.ReportAllocs()
	for b.Loop() {
		for i := range words {
			g.LongestMatch(words[i:])
		}
	}
}

// TestLeaders holds the list to its form, and a leader to the years and the
// code that the list gives, unless two of a name could be meant.
func TestLeaders(t *testing.T) {
	g := Load()
	all := lines("leaders")
	if !slices.IsSorted(all) {
		t.Error("leaders.txt is not sorted")
	}
	for _, line := range all {
		f := strings.Split(line, "|")
		if len(f) != 3 {
			t.Errorf("leaders.txt: %q", line)
			continue
		}
		name, code, first := strings.TrimSpace(f[0]), strings.TrimSpace(f[1]), strings.Fields(f[2])[0]
		year, err := strconv.Atoi(first)
		if err != nil || !g.Known(code) {
			t.Errorf("leaders.txt: %q", line)
		}
		if got := g.Leader(name, year); got != code && got != "" {
			t.Errorf("Leader(%q, %d) = %q", name, year, got)
		}
		if got := g.Leader(name, 1789); got != "" {
			t.Errorf("Leader(%q, 1789) = %q", name, got)
		}
	}
	if got := g.Leader("Ana Berg", 2026); got != "" {
		t.Errorf("an invented person leads %q", got)
	}
}
