package act

import (
	_ "embed"
	"strings"
)

//go:embed leaders.txt
var leaderList string

// leader is a statesman of leaders.txt.
type leader struct {
	code   string
	titled bool // a common name: it counts only behind a title
}

// maxName is the number of words of the longest name of leaders.txt.
const maxName = 3

func newLeaders() map[string]leader {
	out := map[string]leader{}
	for _, line := range lines(leaderList) {
		code, names, _ := strings.Cut(line, ": ")
		for name := range strings.SplitSeq(names, ", ") {
			name, titled := strings.CutPrefix(name, "+")
			out[name] = leader{code, titled}
		}
	}
	return out
}

// addLeaders marks the statesmen among the names that neither the gazetteer
// nor the document gives to a party.
func (r *reading) addLeaders() {
	for i := range r.tok {
		if r.at[i] != nil || r.tok[i].Tag != "PROPN" {
			continue
		}
		switch r.tok[i].Entity {
		case "LOCATION", "ORGANIZATION", "DATE":
			continue
		}
		if l, n := r.leaderAt(i); n > 0 && (!l.titled || r.titled(i)) {
			m := &mention{codes: []string{r.parties.code(l.code)}, whole: true}
			for k := i; k < i+n; k++ {
				r.at[k] = m
			}
		}
	}
}

func (r *reading) leaderAt(i int) (leader, int) {
	for n := min(maxName, len(r.tok)-i); n > 0; n-- {
		if l, ok := r.leaders[r.text[r.tok[i].Start:r.tok[i+n-1].End]]; ok {
			return l, n
		}
	}
	return leader{}, 0
}

// titled reports a name with an office or honorific before it.
func (r *reading) titled(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch strings.TrimSuffix(r.key[k], ".") {
		case "president", "minister", "premier", "chancellor", "secretary", "king", "queen", "general", "gen", "colonel", "col",
			"leader", "envoy", "ayatollah", "chairman", "mr", "mrs", "ms", "dictator", "ruler", "commander", "chief", "taoiseach", "prince", "emir", "sheikh", "marshal":
			return true
		}
		if r.tok[k].Tag != "PROPN" {
			return false
		}
	}
	return i+1 < len(r.tok) && (r.key[i+1] == "administration" || r.key[i+1] == "government")
}
