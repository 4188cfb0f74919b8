package position

import (
	"sort"

	"demarche"
)

// interview notes who answers each turn of an interview: "you" in a question is whoever
// speaks next.
func (d *reading) interview() {
	d.replies = map[int]string{}
	for i := range d.said {
		at := d.turn(&d.said[i])
		if at < 1 {
			continue
		}
		if p, _ := d.statementParty(i); p != "" {
			d.replies[at-1] = p
		}
	}
}

// turn returns the paragraph that a statement is a turn of, with its speaker's name and
// a colon in front, or a question in the paragraph before; -1 where it is none.
func (d *reading) turn(s *demarche.Statement) int {
	if demarche.Answers(d.doc.Text, s.Cue) {
		return d.paragraphAt(s.Cue[0].Start) + 1
	}
	if len(s.Source) != 1 || len(s.Cue) != 1 || s.Kind != "direct" || s.Cue[0].Start != s.Source[0].End || s.Cue[0].Len() != 1 {
		return -1
	}
	k := d.paragraphAt(s.Source[0].Start)
	if k < 0 || d.doc.Paragraphs[k].Start != s.Source[0].Start {
		return -1
	}
	return k
}

// paragraphAt returns the paragraph that holds a place in the text, or -1.
func (d *reading) paragraphAt(at int) int {
	all := d.doc.Paragraphs
	return sort.Search(len(all), func(k int) bool { return all[k].Start > at }) - 1
}

// host returns the party that has published a transcript of what a person says, whose
// press conference it is by its title: its own.
func (d *reading) host(actor int) string {
	p := d.m.Party("", d.doc.Publisher)
	if p == "" || d.doc.Publisher == "" {
		return ""
	}
	titled, speaks := false, false
	for i := range d.doc.Paragraphs {
		if k := d.doc.Paragraphs[i].Kind; k == demarche.Title {
			for _, mn := range d.mentionsIn(d.doc.Paragraphs[i].Span) {
				titled = titled || mn.actor == actor
			}
		}
	}
	for i := range d.said {
		speaks = speaks || d.said[i].Speaker == d.actors[actor].ID && d.turn(&d.said[i]) >= 0
	}
	if titled && speaks {
		return p
	}
	return ""
}
