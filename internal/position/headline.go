package position

import (
	"strings"

	"demarche"
)

// headlines gives what stands behind a name and a colon in a heading to whom it
// names: "President Orlen: the troops must leave". It counts as a statement.
func (d *reading) headlines() {
	for _, p := range d.doc.Paragraphs {
		if p.Kind != demarche.Title && p.Kind != demarche.Heading {
			continue
		}
		label, rest, _ := strings.Cut(d.doc.Text[p.Start:p.End], ":")
		if len(strings.Fields(label)) > 4 {
			continue
		}
		if who := d.endsIn(demarche.Span{Start: p.Start, End: p.Start + len(label)}); who != "" {
			content := demarche.Span{Start: p.End - len(rest), End: p.End}
			d.said = append(d.said, demarche.Statement{Kind: "direct", Speaker: who, Content: []demarche.Span{content}})
		}
	}
}

// endsIn returns the person whose name a label ends in, or "".
func (d *reading) endsIn(label demarche.Span) string {
	for _, m := range d.mentions {
		if m.End == label.End && label.Contains(m.Span) && d.actors[m.actor].Kind == "person" {
			return d.actors[m.actor].ID
		}
	}
	return ""
}
