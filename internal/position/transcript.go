package position

import (
	"strings"

	"demarche"
)

// transcript gives the lines of an interview to whom they are labelled with:
// "TARRICK: We are for it on one condition." They count as statements that no
// verb of speech introduces, outside of those that are there already.
func (d *reading) transcript() {
	for n := range d.doc.Paragraphs {
		p := d.doc.Paragraphs[n]
		if !p.Kind.Read() {
			continue
		}
		label, rest, ok := strings.Cut(d.doc.Text[p.Start:p.End], ":")
		if !ok || !spokenLabel(label) && !d.quotes(label, p.Start) {
			continue
		}
		content := demarche.Span{Start: p.End - len(rest), End: p.End}
		d.said = append(d.said, demarche.Statement{Kind: "direct", Speaker: d.labelled(label, p.Start), Content: []demarche.Span{content}})
	}
}

// spokenLabel reports a name in capitals, as transcripts have them.
func spokenLabel(s string) bool {
	return len(s) > 1 && len(strings.Fields(s)) <= 3 && s == strings.ToUpper(s) && s != strings.ToLower(s)
}

// quotes reports a short label that ends in somebody's name, as headlines have
// it: "President Orlen: the troops must leave".
func (d *reading) quotes(label string, at int) bool {
	if len(strings.Fields(label)) > 4 {
		return false
	}
	for _, m := range d.mentions {
		if m.End == at+len(label) && d.actors[m.actor].Kind == "person" {
			return true
		}
	}
	return false
}

// labelled returns the actor that a label names: one with a mention there, or
// the one person whose name ends in it.
func (d *reading) labelled(label string, at int) string {
	for i := range d.actors {
		for _, m := range d.actors[i].Mentions {
			if m.Start >= at && m.End <= at+len(label) && d.actors[i].Kind == "person" {
				return d.actors[i].ID
			}
		}
	}
	for i := range d.actors {
		if d.actors[i].Kind == "person" && strings.HasSuffix(strings.ToUpper(d.actors[i].Name), label) {
			return d.actors[i].ID
		}
	}
	return ""
}

// ownWords reports a statement of the first person inside a labelled line: the "we"
// of "we want that corridor" is the one whose line it is.
func (d *reading) ownWords(i int) bool {
	s := &d.said[i]
	if s.Speaker != "" || s.Party != "" || len(s.Source) != 1 {
		return false
	}
	switch strings.ToLower(d.doc.Text[s.Source[0].Start:s.Source[0].End]) {
	case "we", "i":
		return true
	}
	return false
}
