package talks

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/gazetteer"
)

func compile(tb testing.TB, data string) *Matcher {
	tb.Helper()
	t, err := Parse([]byte(data), "test")
	if err != nil {
		tb.Fatal(err)
	}
	return Compile(t, gazetteer.Load())
}

// TestClaims says what each claim is taken apart into: party by id, name in
// quotation marks, word with the slot it stands in, the predicate in capitals.
func TestClaims(t *testing.T) {
	for _, c := range []struct{ claim, want string }{
		{"Varland joins the Northern League", `VAR JOIN "northern league"`},
		{"Ostrian troops stay in Luria", `OST troop STAY LUR`},
		{"Varland gives up its claim to the islands", `VAR GIVE:up claim island`},
		{"Varland bans exports of grain", `VAR BAN export grain`},
		{"Trade talks resume by a set date", `trade talk RESUME set date`},
		{"Sanctions on Ostria are lifted", `sanction OST LIFT`},
		{"Anna al-Berg stays in power", `"anna al-berg" STAY power`},
		{"Varland and Ostria attack rebel-held Luria", `VAR OST ATTACK LUR hold LUR`},
		{"The talks are held in public", `talk HOLD public`},
		{"Ostria does not test missiles", `OST TEST missile`},
		{"Ostria keeps up the blockade of Varland", `OST KEEP blockade VAR`},
		{"Varland trades without tariffs", `VAR TRADE tariff`},
	} {
		m := compile(t, straits+fmt.Sprintf("  - {id: x, claim: %q}\n", c.claim))
		got := m.claims[len(m.claims)-1]
		var out []string
		for _, k := range got.concepts {
			s := k.lemma
			if k.particle != "" {
				s += ":" + k.particle
			}
			switch {
			case k.party != "":
				s = k.party
			case k.name != "":
				s = `"` + k.name + `"`
			case k.slot == predicate:
				s = strings.ToUpper(k.lemma) + strings.TrimPrefix(s, k.lemma)
			}
			out = append(out, s)
		}
		if s := strings.Join(out, " "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.claim, s, c.want)
		}
		if want := strings.Contains(c.claim, "not"); got.negated != want {
			t.Errorf("%q: negated %v", c.claim, got.negated)
		}
	}
}

const straits = `talks: straits
parties:
  - {id: VAR, name: Varland, aliases: [Varlandic]}
  - {id: OST, name: Ostria, aliases: [Ostrian]}
  - {id: LUR, name: "Lurian rebels (LRA, People's Front)", aliases: [Luria]}
issues:
  - {id: league, claim: Varland joins the Northern League}
`

func TestPartyNames(t *testing.T) {
	m := compile(t, `talks: x
parties:
  - {id: SYR, name: Syrian government}
  - {id: KUR, name: "Syrian Kurds (SDF, YPG)"}
  - {id: REB, name: Syrian opposition and rebels}
  - {id: EUR, name: European Union and its other members}
  - {id: DEU, name: Germany}
  - {id: GBR, name: United Kingdom}
  - {id: MER, name: Meridane Isles}
  - {id: other, name: Anyone else}
issues:
  - {id: a, claim: Germany recognises the Kurds}
`)
	for name, want := range map[string]string{
		"Damascus": "SYR", "Syria": "SYR", "the Syrian government": "SYR", "YPG": "KUR", "Kurdish": "KUR", "Kurds": "KUR",
		"rebels": "REB", "opposition": "REB", "EU": "EUR", "Brussels": "EUR", "France": "EUR", "Berlin": "DEU", "Downing Street": "GBR", "Meridane": "MER",
		"Japan": "", "ypg": "", "": "",
	} {
		if got := m.Party("", name); got != want {
			t.Errorf("Party(%q) = %q, want %q", name, got, want)
		}
	}
	if got := m.Party("FRA", ""); got != "EUR" {
		t.Errorf("a member of the union: %q", got)
	}
	if got := m.Rest(); got != "other" {
		t.Errorf("Rest() = %q", got)
	}
}

func TestReviewAmbiguous(t *testing.T) {
	data := `talks: x
parties:
  - {id: N, name: North Luria, aliases: [Luria]}
  - {id: S, name: South Luria, aliases: [Luria]}
issues:
  - {id: a, claim: Luria opens its ports}
  - {id: b, claim: South Luria opens its ports}
`
	_, problems := Review([]byte(data), gazetteer.Load())
	if len(problems) != 1 || problems[0].Line != 6 || !problems[0].Warning || !strings.Contains(problems[0].Cause, "N or S") {
		t.Errorf("got %v", problems)
	}
}

// TestLexicon holds the data to its form: sorted, and every contrary a family.
func TestLexicon(t *testing.T) {
	for name, data := range map[string]string{"families": familiesData, "contraries": contrariesData, "causes": causesData, "weak": weakData, "kin": kinData, "irregular": irregularData} {
		if !slices.IsSorted(entries(data)) {
			t.Errorf("%s.txt is not sorted", name)
		}
	}
	l := newLexicon()
	for _, line := range append(entries(contrariesData), entries(causesData)...) {
		for _, f := range strings.Fields(line) {
			if !slices.Contains(l.names, f) {
				t.Errorf("no family %q", f)
			}
		}
	}
	for _, line := range entries(familiesData) {
		if n := strings.Count(line, "|"); n != 3 {
			t.Errorf("families.txt: %d bars in %q", n, line)
		}
	}
}

func manyIssues(tb testing.TB, n int) *demarche.Talks {
	tb.Helper()
	t, err := Parse([]byte(straits), "straits")
	if err != nil {
		tb.Fatal(err)
	}
	for i := range n {
		t.Issues = append(t.Issues, demarche.Issue{ID: fmt.Sprint("i", i), Claim: fmt.Sprintf("Varland opens port number %d", i)})
	}
	return t
}

func BenchmarkCompile(b *testing.B) {
	t, g := manyIssues(b, 100), gazetteer.Load()
	b.ReportAllocs()
	for b.Loop() {
		Compile(t, g)
	}
}

func TestCompileMany(t *testing.T) {
	if m := Compile(manyIssues(t, 10000), gazetteer.Load()); len(m.claims) != 10001 {
		t.Errorf("%d claims", len(m.claims))
	}
}
