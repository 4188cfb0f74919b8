package talks

import (
	"strings"

	"demarche"
	"demarche/internal/gazetteer"
)

// Review reads a talks file as Check does, and warns of what the file allows
// but no article can be read by: a claim with a word that several parties
// could be, and a claim that speaks of no party.
func Review(data []byte, g *gazetteer.Gazetteer) (*demarche.Talks, []Problem) {
	f := decode(data)
	if f.usable {
		f.validate()
	}
	for _, p := range f.problems {
		if !p.Warning {
			f.sortProblems()
			return &f.talks, f.problems
		}
	}
	m := Compile(&f.talks, g)
	for i, c := range m.claims {
		f.ambiguous(m, c, f.issueLines[i])
	}
	f.sortProblems()
	return &f.talks, f.problems
}

func (f *file) ambiguous(m *Matcher, c *claim, line int) {
	text, _ := Brackets(c.text)
	ws := m.claimWords(text)
	for i := 0; i < len(ws); i += max(1, ws[i].length) {
		w := ws[i]
		for _, key := range []string{w.lower, w.code} {
			if ids := m.names.shared[key]; key != "" && len(ids) > 1 {
				f.problems = append(f.problems, Problem{Line: line, Warning: true,
					Cause: "in the claim of issue \"" + c.issue + "\", \"" + w.text + "\" could be " + strings.Join(ids, " or ") + "; it is read as " + reading(m, w),
					Hint:  "name the party as its name or an alias has it"})
				break
			}
		}
	}
}

func reading(m *Matcher, w cword) string {
	if w.party.party != "" {
		return w.party.party
	}
	if id := m.names.codes[w.code]; id != "" {
		return id
	}
	return "neither"
}
