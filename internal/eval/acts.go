package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"

	"demarche"
)

// GoldAct is one sentence of the gold standard records with its event.
type GoldAct struct {
	ID     string  `json:"id"`
	Text   string  `json:"text"`
	Event  string  `json:"event"`
	Source parties `json:"source"`
	Target parties `json:"target"`
}

// parties are the codes of countries; in the files the list may be missing or
// an empty string.
type parties []string

var country = regexp.MustCompile(`^[A-Z]{3}$`)

// UnmarshalJSON keeps the codes that stand for one country.
func (p *parties) UnmarshalJSON(data []byte) error {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		return nil
	}
	for _, raw := range list {
		var actor struct{ Code string }
		if json.Unmarshal(raw, &actor) == nil && country.MatchString(actor.Code) && !aggregate[actor.Code] {
			*p = append(*p, today(actor.Code))
		}
	}
	return nil
}

// aggregate are codes of the gold that name no country.
var aggregate = map[string]bool{
	"IGO": true, "NGO": true, "UNO": true, "MNC": true, "NGM": true, "UIS": true, "IMG": true, "NAT": true,
	"EUR": true, "EEC": true, "AFR": true, "ASA": true, "MEA": true, "WST": true,
}

// today is the ISO 3166 code where the gold has an older or a wrong one.
func today(code string) string {
	switch code {
	case "JAP":
		return "JPN"
	case "VTN":
		return "VNM"
	case "TWD":
		return "TWN"
	}
	return code
}

// LoadActs reads a file of gold standard records.
func LoadActs(path string) ([]GoldAct, error) {
	var out []GoldAct
	err := load(path, &out)
	return out, err
}

// Acts holds the figures of one run over sentences with one event each.
type Acts struct {
	sentences, gold, first, some, acts int
	party, target                      tally
}

// ScoreActs scores records whose source is named by the gold's identifiers.
func ScoreActs(gold []GoldAct, records Records) (*Acts, error) {
	by := make(map[string]GoldAct, len(gold))
	for _, g := range gold {
		by[g.ID] = g
	}
	a := &Acts{gold: len(by)}
	for rec, err := range records {
		if err != nil {
			return nil, err
		}
		if g, ok := by[name(rec)]; ok {
			a.add(g, rec.Acts)
		}
	}
	return a, nil
}

func (a *Acts) add(g GoldAct, acts []demarche.Act) {
	a.sentences++
	a.acts += len(acts)
	var hit []demarche.Act
	for i, x := range acts {
		if x.Act != g.Event {
			continue
		}
		hit = append(hit, x)
		if i == 0 {
			a.first++
		}
	}
	if len(hit) == 0 {
		return
	}
	a.some++
	named(&a.party, g.Source, hit, func(x demarche.Act) []string { return x.Actors })
	named(&a.target, g.Target, hit, func(x demarche.Act) []string { return x.Targets })
}

// named counts whether some act names every wanted country.
func named(t *tally, want parties, acts []demarche.Act, have func(demarche.Act) []string) {
	if len(want) == 0 {
		return
	}
	t.gold++
	for _, x := range acts {
		if holds(have(x), want) {
			t.right++
			return
		}
	}
}

// holds reports whether every string of want is in have.
func holds(have, want []string) bool {
	in := make(map[string]bool, len(have))
	for _, h := range have {
		in[h] = true
	}
	for _, w := range want {
		if !in[w] {
			return false
		}
	}
	return true
}

// Figures are the numbers by the name that is printed.
func (a *Acts) Figures() []Figure {
	return []Figure{
		{"first", percent(a.first, a.gold)},
		{"any", percent(a.some, a.gold)},
		{"party", percent(a.party.right, a.party.gold)},
		{"target", percent(a.target.right, a.target.gold)},
		{"acts a sentence", float64(a.acts) / float64(max(1, a.sentences))},
	}
}

// Print writes the figures.
func (a *Acts) Print(w io.Writer) {
	row := func(label string, n, of int) {
		fmt.Fprintf(w, "%-17s %s (%d of %d)\n", label, tenth(percent(n, of)), n, of)
	}
	fmt.Fprintf(w, "sentences         %d of %d\n", a.sentences, a.gold)
	row("first", a.first, a.gold)
	row("any", a.some, a.gold)
	row("party", a.party.right, a.party.gold)
	row("target", a.target.right, a.target.gold)
	fmt.Fprintf(w, "acts a sentence   %s\n", shortest(float64(a.acts)/float64(max(1, a.sentences))))
}

// shortest prints a number rounded to two places as Python prints a float.
func shortest(x float64) string {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 2, 64), 64)
	if rounded == math.Trunc(rounded) {
		return strconv.FormatFloat(rounded, 'f', 1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
