package tree

import (
	"strings"
	"testing"

	"demarche"
)

// sentence reads form/TAG/head/relation; a lemma stands behind "=".
func sentence(t *testing.T, s string) *Tree {
	t.Helper()
	var text strings.Builder
	var out demarche.Sentence
	for _, w := range strings.Fields(s) {
		f := strings.Split(w, "/")
		form, lemma, ok := strings.Cut(f[0], "=")
		if !ok {
			lemma = strings.ToLower(form)
		}
		k := demarche.Token{Tag: f[1], Lemma: lemma, Head: int(f[2][0]-'0') - 1, Rel: f[3]}
		k.Start = text.Len()
		text.WriteString(form)
		k.End = text.Len()
		text.WriteByte(' ')
		out.Tokens = append(out.Tokens, k)
	}
	return New(text.String(), &out)
}

// TestSubject asks who does what each verb says.
func TestSubject(t *testing.T) {
	for _, c := range []struct{ tree, verb, want string }{
		{"Varland/PROPN/2/nsubj wants=want/VERB/0/root to/PART/4/mark join/VERB/2/xcomp", "join", "Varland"},
		{"Varland/PROPN/2/nsubj urged=urge/VERB/0/root Ostria/PROPN/2/obj to/PART/5/mark leave/VERB/2/xcomp", "leave", "Ostria"},
		{"Varland/PROPN/2/nsubj called=call/VERB/0/root on/ADP/4/case Ostria/PROPN/2/obl to/PART/6/mark leave/VERB/2/advcl", "leave", "Ostria"},
		{"Varland/PROPN/2/nsubj accused=accuse/VERB/0/root Ostria/PROPN/2/obj of/SCONJ/5/mark shelling=shell/VERB/2/advcl", "shelling", "Ostria"},
		{"Varland/PROPN/2/nsubj opposes=oppose/VERB/0/root lifting=lift/VERB/2/xcomp it/PRON/3/obj", "lifting", ""},
		{"it/PRON/3/nsubj:pass was=be/AUX/3/aux:pass rejected=reject/VERB/0/root by/ADP/5/case Varland/PROPN/3/obl:agent", "rejected", "Varland"},
		{"troops=troop/NOUN/0/root who/PRON/3/nsubj left=leave/VERB/1/acl:relcl", "left", "troops"},
	} {
		tr := sentence(t, c.tree)
		for i := range tr.Tokens {
			if tr.Word(i) != c.verb {
				continue
			}
			got := ""
			if s := tr.Subject(i); s >= 0 {
				got = tr.Word(s)
			}
			if got != c.want {
				t.Errorf("%s: %q does %q, want %q", tr.Text, got, c.verb, c.want)
			}
		}
	}
}

// TestCycle: heads that go round in a circle end every walk.
func TestCycle(t *testing.T) {
	tr := sentence(t, "a/NOUN/2/obj b/VERB/3/obj c/VERB/1/obj")
	for i := range tr.Tokens {
		tr.Subject(i)
		tr.Range(i, nil)
		tr.Under(i, 0)
		for k := range tr.Tokens {
			tr.Distance(i, k)
		}
	}
}
