package position

import (
	"strings"
)

// entryOf returns what word h does to cur, which it governs, or nil.
func (c *climber) entryOf(h, cur int) *entry {
	pos := posOf(c.Tokens[h].Tag)
	lemma := c.Lemma(h)
	if c.party[h] != "" || c.named[h] {
		return nil
	}
	if k := c.Addressed(h, cur); k >= 0 {
		if e := c.lex.entries[key{lemma + "_" + c.Case(k), pos}]; e != nil {
			return e
		}
	}
	if e := c.stative(h); e != nil {
		return e
	}
	if e := c.lex.entries[key{lemma + "_" + c.cases(cur), pos}]; e != nil {
		return e
	}
	if p := c.Particle(h); p != "" {
		if prep := c.link(cur); prep != "" {
			if e := c.lex.entries[key{lemma + "_" + p + "_" + prep, pos}]; e != nil {
				return e
			}
		}
		return c.lex.entries[key{lemma + "_" + p, pos}]
	}
	prep := c.link(cur)
	if prep == "" && c.Mark(cur) == "to" {
		if e := c.lex.entries[key{lemma + "_to", pos}]; e != nil {
			return e
		}
	}
	if prep != "" {
		if e := c.lex.entries[key{lemma + "_" + prep, pos}]; e != nil {
			return e
		}
		// Parsers take many a particle for an adverb or a preposition.
		for _, k := range c.Kids(h) {
			if c.Rel(int(k)) == "advmod" || c.Rel(int(k)) == "compound" {
				if e := c.lex.entries[key{lemma + "_" + c.Lemma(int(k)) + "_" + prep, pos}]; e != nil {
					return e
				}
			}
		}
		if pos == "v" && (c.Rel(cur) == "obl" || c.Rel(cur) == "advcl") && !c.selected(prep) {
			return nil
		}
	}
	for _, k := range c.Kids(h) {
		if c.Rel(int(k)) != "advmod" && c.Rel(int(k)) != "compound" {
			continue
		}
		if e := c.lex.entries[key{lemma + "_" + c.Lemma(int(k)), pos}]; e != nil {
			return e
		}
		if pos == "v" && c.lex.is("particle", c.Lemma(int(k))) && int(k) == h+1 {
			return nil // another verb than the bare one
		}
	}
	return c.lex.entries[key{lemma, pos}]
}

// cases are the prepositions of a word tied together: "out_of".
func (c *scene) cases(i int) string {
	var out []string
	for _, k := range c.Kids(i) {
		if c.Rel(int(k)) == "case" && int(k) < i {
			out = append(out, c.Lemma(int(k)))
		}
	}
	return strings.Join(out, "_")
}

// stative is the entry of a participle that says what its subject is like, and not
// what is done to it: "is determined to". nil where it is no such word.
func (c *scene) stative(h int) *entry {
	if !c.Verb(h) || c.Kid(h, "nsubj:pass") < 0 || c.Agent(h) >= 0 {
		return nil
	}
	return c.lex.entries[key{strings.ToLower(c.Word(h)), "a"}]
}

// selected reports a preposition that can join a verb to what it is about.
func (c *climber) selected(prep string) bool {
	switch prep {
	case "to", "on", "for", "of", "about", "over", "that", "against", "from":
		return true
	}
	return false
}

// link returns the preposition between cur and its governor.
func (c *scene) link(cur int) string {
	if p := c.Case(cur); p != "" {
		return p
	}
	if r := c.Rel(cur); r == "advcl" || r == "acl" || r == "ccomp" {
		gerund := strings.HasSuffix(c.Word(cur), "ing")
		if m := c.Mark(cur); gerund || m != "to" && m != "that" {
			return m
		}
	}
	return ""
}

func posOf(tag string) string {
	switch tag {
	case "VERB", "AUX":
		return "v"
	case "ADJ", "ADV", "ADP":
		return "a"
	}
	return "n"
}
