package ledger

import (
	"strings"
	"testing"

	"demarche"
)

const varland = `Ostria responds to Varland’s canal retreat

Ostria said on Tuesday that it would “study” the map after Varland dropped its demand for a canal toll. Mr. Elst, its envoy, gave no date.

Varland had insisted on a toll. It now opposes the pact, Dr. Hane said.

Share this`

// record marks up the article the way the pipeline would.
func record() *demarche.Record {
	d := demarche.Document{Text: varland}
	at := 0
	for i, p := range strings.Split(varland, "\n\n") {
		n := len([]rune(p))
		d.Paragraphs = append(d.Paragraphs, demarche.Paragraph{Span: demarche.Span{Start: at, End: at + n}, Kind: []demarche.Kind{demarche.Title, demarche.Body, demarche.Body, demarche.Furniture}[i]})
		at += n + 2
	}
	rec := &demarche.Record{Document: d, Actors: []demarche.Actor{
		{ID: "a1", Name: "Ostria", Party: "OST", Mentions: all("Ostria")},
		{ID: "a2", Name: "Varland", Party: "VAR", Mentions: all("Varland")},
	}, Statements: []demarche.Statement{{ID: "s1", Party: "OST", Cue: all("said on")[:1]}}}
	rec.Positions = []demarche.Position{
		{ID: "p1", Holder: "VAR", Issue: "toll", Stance: "dropped", Reported: "narrated", Time: "now", Evidence: all("dropped its demand for a canal toll")[0], Confidence: 0.8},
		{ID: "p2", Holder: "VAR", Issue: "toll", Stance: "for", Reported: "narrated", Time: "past", Evidence: all("insisted on a toll")[0], Confidence: 0.8},
		{ID: "p3", Holder: "VAR", Issue: "pact", Stance: "against", Reported: "said", Time: "now", Evidence: all("opposes the pact")[0], Confidence: 0.8},
	}
	return rec
}

// all finds a string in the article, in code points.
func all(s string) (out []demarche.Span) {
	text, want := []rune(varland), []rune(s)
	for i := 0; i+len(want) <= len(text); i++ {
		if string(text[i:i+len(want)]) == s {
			out = append(out, demarche.Span{Start: i, End: i + len(want)})
		}
	}
	return out
}

func TestArticle(t *testing.T) {
	rec := record()
	Article(rec)
	if len(rec.Shifts) != 1 {
		t.Fatalf("shifts: %+v", rec.Shifts)
	}
	h := rec.Shifts[0]
	if h.Holder != "VAR" || h.Issue != "toll" || h.From != "for" || h.To != "dropped" || strings.Join(h.Positions, " ") != "p2 p1" {
		t.Errorf("shift: %+v", h)
	}
	cut := demarche.Cutter(varland)
	var got []string
	for _, x := range rec.Reactions {
		if x.By != "OST" || x.To != h.ID || x.Kind != "stated" {
			t.Errorf("reaction: %+v", x)
		}
		got = append(got, cut(x.Evidence))
	}
	if len(got) != 2 || got[0] != "Ostria responds to Varland’s canal retreat" || !strings.HasPrefix(got[1], "Ostria said on") || !strings.HasSuffix(got[1], "toll.") {
		t.Errorf("evidence: %q", got)
	}
}

func TestAnswers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Ostria responded to Varland’s retreat.", "OST>VAR responded to"},
		{"In response to Varland’s retreat Ostria sent a note.", "OST>VAR in response to"},
		{"Ostria sent a note.", ""},
		{"Ostria sent a note after lunch with Varland.", ""},
		{"Ostria asked for more two days after Varland made its offer.", "OST>VAR after"},
		{"Ostria asked for more after its minister had flown to see the offer of Varland.", ""},
		{"Ostria asked for more after Varland played Dorvia.", ""},
		{"Varland welcomed itself.", ""},
		{"Ostria hailed the weather.", ""},
	} {
		rec := &demarche.Record{Document: demarche.Document{Text: c.text, Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: len([]rune(c.text))}, Kind: demarche.Body}}}}
		for party, name := range map[string]string{"OST": "Ostria", "VAR": "Varland"} {
			if i := strings.Index(c.text, name); i >= 0 {
				i = len([]rune(c.text[:i]))
				rec.Actors = append(rec.Actors, demarche.Actor{Party: party, Mentions: []demarche.Span{{Start: i, End: i + len(name)}}})
			}
		}
		if i := strings.Index(c.text, "asked"); i >= 0 {
			rec.Statements = []demarche.Statement{{Party: "OST", Cue: []demarche.Span{{Start: i, End: i + 5}}}}
		}
		got := ""
		for _, a := range Answers(rec) {
			got += a.By + ">" + a.To + " " + a.Marker
		}
		if got != c.want {
			t.Errorf("%s: %q", c.text, got)
		}
	}
}

func TestArticleWithoutShift(t *testing.T) {
	for _, stance := range []string{"for", "unclear"} {
		rec := record()
		rec.Positions = rec.Positions[1:]
		rec.Positions[0].Stance, rec.Positions[0].Time = stance, "now"
		Article(rec)
		if len(rec.Shifts)+len(rec.Reactions) != 0 {
			t.Errorf("%s: %+v %+v", stance, rec.Shifts, rec.Reactions)
		}
	}
}

func TestAllegedDropIsNoShift(t *testing.T) {
	rec := record()
	rec.Positions[0].Reported = "alleged"
	rec.Positions = rec.Positions[:1]
	Article(rec)
	if len(rec.Shifts) != 0 {
		t.Errorf("%+v", rec.Shifts)
	}
}

func TestSentences(t *testing.T) {
	rec := record()
	text := []rune(varland)
	var got []string
	for _, s := range sentences(text, rec.Document.Paragraphs) {
		got = append(got, strings.TrimSpace(string(text[s.Start:s.End])))
	}
	want := []string{"Ostria responds to Varland’s canal retreat", "Ostria said on Tuesday that it would “study” the map after Varland dropped its demand for a canal toll.", "Mr. Elst, its envoy, gave no date.", "Varland had insisted on a toll.", "It now opposes the pact, Dr. Hane said."}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q", got)
	}
}

// No record may make it panic, and evidence lies inside the text.
func FuzzArticle(f *testing.F) {
	f.Add("A welcomed B’s offer. C said so after B dropped it.", 0, 1, 22, 45)
	f.Add("\xff after İ", 2, 9, -1, 3)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		n := len([]rune(text))
		rec := &demarche.Record{Document: demarche.Document{Text: text, Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: n}, Kind: demarche.Body}}}}
		rec.Actors = []demarche.Actor{{ID: "a1", Party: "X", Mentions: []demarche.Span{{Start: a, End: b}}}, {ID: "a2", Party: "Y", Mentions: []demarche.Span{{Start: c, End: d}}}}
		rec.Statements = []demarche.Statement{{Party: "X", Cue: []demarche.Span{{Start: b, End: c}}}}
		rec.Positions = []demarche.Position{{ID: "p1", Holder: "Y", Issue: "i", Stance: "dropped", Reported: "narrated", Time: "now", Evidence: demarche.Span{Start: c, End: d}, Confidence: 1}}
		Article(rec)
		for _, x := range rec.Reactions {
			if x.Evidence.Start < 0 || x.Evidence.End > n || x.Evidence.Empty() {
				t.Fatalf("%+v of %d", x, n)
			}
		}
	})
}

// Who drops an objection was against, and is for it now; what another party says of
// them is no shift.
func TestArticleOfObjectionsDropped(t *testing.T) {
	rec := record()
	rec.Positions = []demarche.Position{
		{ID: "p1", Holder: "VAR", Issue: "observers", Stance: "for", From: "against", Reported: "said", Time: "now", Evidence: all("opposes the pact")[0], Confidence: 0.8},
		{ID: "p2", Holder: "OST", Issue: "observers", Stance: "for", From: "against", Reported: "alleged", Time: "now", Evidence: all("gave no date")[0], Confidence: 0.8},
		{ID: "p3", Holder: "OST", Issue: "pact", Stance: "for", Reported: "said", Time: "now", Evidence: all("gave no date")[0], Confidence: 0.8},
	}
	Article(rec)
	if len(rec.Shifts) != 1 || rec.Shifts[0].Holder != "VAR" || rec.Shifts[0].From != "against" || rec.Shifts[0].To != "for" {
		t.Errorf("shifts: %+v", rec.Shifts)
	}
}

// Who takes a stance on the step behind it reacts to it; who speaks of the thing itself
// does not, nor who speaks of what is no step.
func TestArticleTakenUp(t *testing.T) {
	rec := record()
	held := func(id, holder, stance, rule, words string) demarche.Position {
		return demarche.Position{ID: id, Holder: holder, Issue: "toll", Stance: stance, Rule: rule, Reported: "said", Time: "now", Evidence: all(words)[0], Confidence: 0.8}
	}
	rec.Positions = []demarche.Position{
		held("p1", "VAR", "dropped", "attitude drop of head toll", "Ostria responds"),
		held("p2", "SUN", "for", "attitude welcome of again retreat", "canal retreat"),
		held("p3", "HAL", "for", "attitude back of head toll", "canal retreat"),
		held("p4", "DOR", "for", "attitude back of again it", "gave no date"),
	}
	Article(rec)
	by := map[string]bool{}
	for _, r := range rec.Reactions {
		by[r.By] = true
	}
	if !by["SUN"] || by["HAL"] || by["DOR"] {
		t.Errorf("reactions: %+v", rec.Reactions)
	}
}
