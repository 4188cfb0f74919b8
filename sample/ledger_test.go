package sample

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func expected(t *testing.T) Ledger {
	t.Helper()
	l, err := Expected()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLedgerQuotesTheArticles(t *testing.T) {
	l, coded := expected(t), sentencesOf(t)
	places := []Place{}
	for _, s := range l.Shifts {
		places = append(places, s.Old, s.New)
	}
	for _, r := range l.Reactions {
		places = append(places, r.Place)
	}
	for _, u := range l.Utterances {
		places = append(places, u.Variants...)
	}
	for _, r := range l.Repetitions {
		places = append(places, r.Place)
		if !slices.ContainsFunc(l.Utterances, func(u Utterance) bool { return u.ID == r.Of && slices.Contains(u.Variants, r.Place) }) {
			t.Errorf("repetition of %s is none of its variants: %q", r.Of, r.Text)
		}
	}
	for _, p := range places {
		if ss := coded[p.Article]; p.Sentence >= len(ss) || ss[p.Sentence].Text != p.Text {
			t.Errorf("%s has no sentence %d %q", p.Article, p.Sentence, p.Text)
		}
	}
}

// cell is a party's view of an issue.
type cell struct{ party, issue string }

// history is what each party says for itself and for the present, in the order
// of the articles.
func history(t *testing.T) map[cell][]Position {
	t.Helper()
	out := map[cell][]Position{}
	for _, p := range positions(t) {
		if p.Holder != "other" && p.Reported != "alleged" && p.Time == "now" {
			c := cell{p.Holder, p.Issue}
			out[c] = append(out[c], p)
		}
	}
	return out
}

func TestTableFollowsFromPositions(t *testing.T) {
	l, past := expected(t), history(t)
	if len(l.Table) != len(past) {
		t.Errorf("%d standings, %d in the positions", len(l.Table), len(past))
	}
	for _, s := range l.Table {
		ps := past[cell{s.Party, s.Issue}]
		last := ps[len(ps)-1]
		since, said := last, ""
		for i := len(ps) - 1; i >= 0 && ps[i].Stance == last.Stance; i-- {
			since = ps[i]
			if ps[i].Reported == "said" {
				said = ps[i].Article[:10]
			}
		}
		if s.Stance != last.Stance || s.Said != said || s.Last != last.Article[:10] || s.Since != since.Article[:10] {
			t.Errorf("%s on %s: %+v, positions say %s from %s to %s", s.Party, s.Issue, s, last.Stance, since.Article, last.Article)
		}
	}
}

func TestShiftsAreThePositionsOnlyTurns(t *testing.T) {
	l, turns := expected(t), 0
	for c, ps := range history(t) {
		for i := 1; i < len(ps); i++ {
			if ps[i].Stance == ps[i-1].Stance {
				continue
			}
			turns++
			if !slices.ContainsFunc(l.Shifts, func(s Shift) bool {
				return cell{s.Holder, s.Issue} == c && s.From == ps[i-1].Stance && s.To == ps[i].Stance && s.Date == ps[i].Article[:10]
			}) {
				t.Errorf("%v turns from %s to %s in %s, and the ledger has no such shift", c, ps[i-1].Stance, ps[i].Stance, ps[i].Article)
			}
		}
	}
	if turns != 3 || len(l.Shifts) != 3 {
		t.Errorf("%d turns, %d shifts, want 3", turns, len(l.Shifts))
	}
}

func TestReactionsAreCodedAndCalledByTheirKind(t *testing.T) {
	l := expected(t)
	for _, r := range l.Reactions {
		i := slices.IndexFunc(l.Shifts, func(s Shift) bool { return s.ID == r.To })
		if i < 0 || l.Shifts[i].Holder == r.By || r.Date < l.Shifts[i].Date {
			t.Errorf("%s cannot react to %q on %s", r.By, r.To, r.Date)
		}
		if !slices.ContainsFunc(positions(t), func(p Position) bool {
			return p.Article == r.Article && p.Number == r.Sentence && p.Holder == r.By && p.Issue == r.Issue && p.Stance == r.Stance
		}) {
			t.Errorf("%s's reaction is no position: %q", r.By, r.Text)
		}
		if r.Kind == "implied" && (strings.Contains(r.Text, "response") || r.Issue != l.Shifts[i].Issue) {
			t.Errorf("implied, though the text says so or the issue is another: %q", r.Text)
		}
	}
}

func TestCopiesShareTheirSentences(t *testing.T) {
	coded := sentencesOf(t)
	words := func(s string) string { return strings.Map(plainMark, s) }
	dateline := regexp.MustCompile(`^[A-Z ]+ - `)
	for _, c := range expected(t).Copies {
		var original strings.Builder
		for _, s := range coded[c.Original] {
			original.WriteString(words(s.Text) + "\n")
		}
		for _, name := range c.Copies {
			body, shared := 0, 0
			for _, s := range coded[name] {
				if s.Kind == "body" {
					body++
					if strings.Contains(original.String(), words(dateline.ReplaceAllString(s.Text, ""))) {
						shared++
					}
				}
			}
			if shared*3 < body*2 {
				t.Errorf("%s shares %d of its %d sentences with %s", name, shared, body, c.Original)
			}
		}
	}
}

// plainMark makes curly quotation marks straight.
func plainMark(r rune) rune {
	switch r {
	case '“', '”':
		return '"'
	case '‘', '’':
		return '\''
	}
	return r
}

func TestVersionsHaveOneAddress(t *testing.T) {
	for _, v := range expected(t).Versions {
		for _, a := range v.Articles {
			data, err := Files.ReadFile(Articles + "/" + a + ".html")
			if err != nil || !strings.Contains(string(data), `rel="canonical" href="`+v.URL+`"`) {
				t.Errorf("%s is not at %s (%v)", a, v.URL, err)
			}
		}
	}
}
