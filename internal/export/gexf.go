package export

import (
	"encoding/xml"
	"io"
	"strconv"
)

type gexfAttribute struct {
	ID    string `xml:"id,attr"`
	Title string `xml:"title,attr"`
	Type  string `xml:"type,attr"`
}

type gexfAttributes struct {
	Class string          `xml:"class,attr"`
	All   []gexfAttribute `xml:"attribute"`
}

type gexfValue struct {
	For   string `xml:"for,attr"`
	Value string `xml:"value,attr"`
}

type gexfNode struct {
	ID     string      `xml:"id,attr"`
	Label  string      `xml:"label,attr"`
	Values []gexfValue `xml:"attvalues>attvalue"`
}

type gexfEdge struct {
	ID     string      `xml:"id,attr"`
	Source string      `xml:"source,attr"`
	Target string      `xml:"target,attr"`
	Weight string      `xml:"weight,attr"`
	Start  string      `xml:"start,attr,omitempty"`
	End    string      `xml:"end,attr,omitempty"`
	Values []gexfValue `xml:"attvalues>attvalue"`
}

// GEXF writes the network for Gephi, with the dates of each stance, so that its
// timeline can play them.
func GEXF(w io.Writer, n Network) error {
	type graph struct {
		Mode       string           `xml:"mode,attr"`
		Edges      string           `xml:"defaultedgetype,attr"`
		TimeFormat string           `xml:"timeformat,attr"`
		Attributes []gexfAttributes `xml:"attributes"`
		Nodes      []gexfNode       `xml:"nodes>node"`
		Links      []gexfEdge       `xml:"edges>edge"`
	}
	doc := struct {
		XMLName xml.Name `xml:"http://www.gexf.net/1.2draft gexf"`
		Version string   `xml:"version,attr"`
		Creator string   `xml:"meta>creator"`
		Graph   graph    `xml:"graph"`
	}{Version: "1.2", Creator: "demarche", Graph: graph{Mode: "dynamic", Edges: "undirected", TimeFormat: "date"}}
	columns := gexfAttributes{Class: "edge"}
	for _, a := range (edge{}).attributes() {
		columns.All = append(columns.All, gexfAttribute{a.name, a.name, gexfType(a.kind)})
	}
	doc.Graph.Attributes = []gexfAttributes{{Class: "node", All: []gexfAttribute{{"type", "type", "string"}}}, columns}
	for _, x := range n.nodes() {
		doc.Graph.Nodes = append(doc.Graph.Nodes, gexfNode{x.id, x.label, []gexfValue{{"type", x.kind}}})
	}
	for i, e := range n.edges() {
		link := gexfEdge{ID: "e" + strconv.Itoa(i), Source: e.source, Target: e.target, Weight: strconv.Itoa(e.weight()), Start: e.first, End: e.last}
		for _, a := range e.attributes() {
			link.Values = append(link.Values, gexfValue{a.name, a.value})
		}
		doc.Graph.Links = append(doc.Graph.Links, link)
	}
	return writeXML(w, doc)
}

func gexfType(kind string) string {
	if kind == "int" {
		return "integer"
	}
	return kind
}
