package export

import (
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"strconv"
)

// Tie is one stance of a party on an issue, as a period: since when it was
// held, until when it was heard.
type Tie struct {
	Party, Issue string
	Stance       string
	First, Last  string // dates
	Reports      int
	Sources      int
}

// Network is a discourse network: who is for and against what.
type Network struct {
	Parties []Node
	Issues  []Node
	Ties    []Tie
}

// Node is a party or an issue.
type Node struct{ ID, Label string }

// edge is a tie, or the agreement of two parties that ties on the same issues
// make.
type edge struct {
	source, target, kind, stance, first, last string
	reports, sources, agree, disagree         int
}

// Agreement is on how many issues two parties stand on the same side, and on
// how many on opposite ones.
type Agreement struct {
	A, B            string // parties
	Agree, Disagree int
}

// sides are the parties' sides on the issues: 1 or -1. Conditional counts as
// for, dropped as against, and what takes no side as neither.
func (n Network) sides() map[string]map[string]int {
	sides := map[string]map[string]int{} // party → issue → side
	for _, t := range n.Ties {
		side := map[string]int{"for": 1, "conditional": 1, "against": -1, "dropped": -1}[t.Stance]
		if side == 0 {
			continue
		}
		if sides[t.Party] == nil {
			sides[t.Party] = map[string]int{}
		}
		sides[t.Party][t.Issue] = side
	}
	return sides
}

// Agreements are those of every two parties that have taken a side on an issue
// of both, in alphabetic order. A party's last tie on an issue is its side.
func (n Network) Agreements() []Agreement {
	sides := n.sides()
	parties := slices.Sorted(maps.Keys(sides))
	var out []Agreement
	for i, a := range parties {
		for _, b := range parties[i+1:] {
			e := Agreement{A: a, B: b}
			for issue, side := range sides[a] {
				switch sides[b][issue] {
				case side:
					e.Agree++
				case -side:
					e.Disagree++
				}
			}
			if e.Agree+e.Disagree > 0 {
				out = append(out, e)
			}
		}
	}
	return out
}

// edges are the ties and, between parties, their agreements.
func (n Network) edges() []edge {
	var out []edge
	for _, t := range n.Ties {
		out = append(out, edge{source: "party:" + t.Party, target: "issue:" + t.Issue, kind: "stance", stance: t.Stance, first: t.First, last: t.Last, reports: t.Reports, sources: t.Sources})
	}
	for _, a := range n.Agreements() {
		out = append(out, edge{source: "party:" + a.A, target: "party:" + a.B, kind: "agreement", agree: a.Agree, disagree: a.Disagree})
	}
	return out
}

// weight is how strong an edge is drawn.
func (e edge) weight() int {
	if e.kind == "agreement" {
		return e.agree
	}
	return max(e.sources, 1)
}

// attribute is a column of nodes or edges: its name, its type, its value.
type attribute struct{ name, kind, value string }

func (e edge) attributes() []attribute {
	number := func(name string, n int) attribute { return attribute{name, "int", strconv.Itoa(n)} }
	return []attribute{{"kind", "string", e.kind}, {"stance", "string", e.stance}, {"first", "string", e.first}, {"last", "string", e.last},
		number("reports", e.reports), number("sources", e.sources), number("agree", e.agree), number("disagree", e.disagree)}
}

type graphNode struct{ id, label, kind string }

func (n Network) nodes() []graphNode {
	var out []graphNode
	for _, p := range n.Parties {
		out = append(out, graphNode{"party:" + p.ID, p.Label, "party"})
	}
	for _, i := range n.Issues {
		out = append(out, graphNode{"issue:" + i.ID, i.Label, "issue"})
	}
	return out
}

type xmlData struct {
	Key   string `xml:"key,attr"`
	Value string `xml:",chardata"`
}

type graphmlKey struct {
	ID   string `xml:"id,attr"`
	For  string `xml:"for,attr"`
	Name string `xml:"attr.name,attr"`
	Type string `xml:"attr.type,attr"`
}

type graphmlNode struct {
	ID   string    `xml:"id,attr"`
	Data []xmlData `xml:"data"`
}

type graphmlEdge struct {
	ID     string    `xml:"id,attr"`
	Source string    `xml:"source,attr"`
	Target string    `xml:"target,attr"`
	Data   []xmlData `xml:"data"`
}

// GraphML writes the network for Gephi, visone, igraph and networkx.
func GraphML(w io.Writer, n Network) error {
	type graph struct {
		ID      string        `xml:"id,attr"`
		Default string        `xml:"edgedefault,attr"`
		Nodes   []graphmlNode `xml:"node"`
		Edges   []graphmlEdge `xml:"edge"`
	}
	doc := struct {
		XMLName xml.Name     `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
		Keys    []graphmlKey `xml:"key"`
		Graph   graph        `xml:"graph"`
	}{Graph: graph{ID: "demarche", Default: "undirected"}}
	doc.Keys = []graphmlKey{{"label", "node", "label", "string"}, {"type", "node", "type", "string"}, {"weight", "edge", "weight", "double"}}
	for _, a := range (edge{}).attributes() {
		doc.Keys = append(doc.Keys, graphmlKey{a.name, "edge", a.name, a.kind})
	}
	for _, x := range n.nodes() {
		doc.Graph.Nodes = append(doc.Graph.Nodes, graphmlNode{x.id, []xmlData{{"label", x.label}, {"type", x.kind}}})
	}
	for i, e := range n.edges() {
		data := []xmlData{{"weight", strconv.Itoa(e.weight())}}
		for _, a := range e.attributes() {
			data = append(data, xmlData{a.name, a.value})
		}
		doc.Graph.Edges = append(doc.Graph.Edges, graphmlEdge{"e" + strconv.Itoa(i), e.source, e.target, data})
	}
	return writeXML(w, doc)
}

func writeXML(w io.Writer, doc any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
