package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"demarche"
)

type annotationWriter struct{ enc *json.Encoder }

// Annotation writes W3C Web Annotations as JSON-LD, one a line, each complete
// with its context: a statement targets the words of its content, a position
// and an act the words of their evidence. Every target is selected twice, by
// quotation and by position in the document's plain text.
func Annotation(w io.Writer) Writer { return &annotationWriter{plainJSON(w)} }

// webAnnotation is the model's Annotation, as far as it is used here.
type webAnnotation struct {
	Context    string    `json:"@context"`
	ID         string    `json:"id"`
	Type       string    `json:"type"`
	Motivation string    `json:"motivation"`
	Generator  generator `json:"generator"`
	Body       []body    `json:"body"`
	Target     []target  `json:"target"`
}

type generator struct {
	Type    string `json:"type"`
	Name    string `json:"name"`
	Version string `json:"schema:softwareVersion,omitempty"`
}

type body struct {
	Type     string `json:"type"`
	Purpose  string `json:"purpose"`
	Value    string `json:"value"`
	Language string `json:"language,omitempty"`
}

type target struct {
	Source   string     `json:"source"`
	Selector []selector `json:"selector"`
}

type selector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
}

func (a *annotationWriter) Write(r demarche.Record) error {
	t := newTable(r)
	for _, s := range r.Statements {
		if err := a.put(t, s.ID, "identifying", t.describe(s), s.Content); err != nil {
			return err
		}
	}
	for _, p := range r.Positions {
		text := fmt.Sprintf("%s is %s: %s", p.Holder, p.Stance, p.Issue)
		if err := a.put(t, p.ID, "assessing", []body{tag("assessing", text), tag("tagging", p.Issue), tag("tagging", p.Holder)}, []demarche.Span{p.Evidence}); err != nil {
			return err
		}
	}
	for _, e := range r.Acts {
		text := strings.TrimSpace(strings.Join(e.Actors, " ") + " " + e.Act + " " + strings.Join(e.Targets, " "))
		if err := a.put(t, e.ID, "classifying", []body{tag("classifying", text)}, []demarche.Span{e.Evidence}); err != nil {
			return err
		}
	}
	return nil
}

func (a *annotationWriter) Close() error { return nil }

func (a *annotationWriter) put(t *table, id, motivation string, bodies []body, spans []demarche.Span) error {
	if len(spans) == 0 {
		return nil // nothing to point at
	}
	out := webAnnotation{Context: "http://www.w3.org/ns/anno.jsonld", ID: "urn:demarche:" + t.rec.Document.ID + ":" + id,
		Type: "Annotation", Motivation: motivation, Generator: generator{"Software", "demarche", t.rec.Pipeline}, Body: bodies}
	for _, s := range spans {
		out.Target = append(out.Target, target{address(t.rec.Document), t.selectors(s)})
	}
	return a.enc.Encode(out)
}

// describe says who spoke, for whom, how it was put and through whom it came.
func (t *table) describe(s demarche.Statement) []body {
	a := t.actors[s.Speaker]
	name := a.Name
	if name == "" {
		name = demarche.Join(t.cut, s.Source)
	}
	out := []body{tag("identifying", name), tag("classifying", s.Kind)}
	out = append(out, tag("tagging", s.Party), tag("describing", roles(a)), tag("describing", demarche.Join(t.cut, s.Cue)))
	for _, c := range s.Channel {
		out = append(out, tag("describing", "through "+c.Name))
	}
	if s.Occasion != nil {
		out = append(out, tag("describing", s.Occasion.Text))
	}
	if s.Time != nil {
		out = append(out, tag("describing", strings.TrimSpace(s.Time.Text+" "+s.Time.Date)))
	}
	kept := out[:0]
	for _, b := range out {
		if b.Value != "" {
			kept = append(kept, b)
		}
	}
	return kept
}

func tag(purpose, value string) body {
	return body{Type: "TextualBody", Purpose: purpose, Value: value}
}

// around is how many code points of context a quotation is found again by.
const around = 32

func (t *table) selectors(s demarche.Span) []selector {
	before := demarche.Span{Start: max(0, s.Start-around), End: s.Start}
	after := demarche.Span{Start: s.End, End: s.End + around}
	return []selector{
		{Type: "TextQuoteSelector", Exact: t.cut(s), Prefix: t.cut(before), Suffix: t.cut(after)},
		{Type: "TextPositionSelector", Start: &s.Start, End: &s.End},
	}
}

// address is the document's IRI: its web address, else its content's hash.
func address(d demarche.Document) string {
	for _, u := range []string{d.URL, d.Source} {
		if strings.HasPrefix(u, "http://") || strings.HasPrefix(u, "https://") {
			return u
		}
	}
	return "urn:sha256:" + d.ID
}
