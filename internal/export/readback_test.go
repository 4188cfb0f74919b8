package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	goparquet "github.com/fraugster/parquet-go"
	"github.com/mmcdole/gofeed"
	"github.com/thedatashed/xlsxreader"
	"gonum.org/v1/gonum/graph/formats/gexf12"

	"demarche"
)

// awkward is a record with everything that breaks formats: formulas, braces,
// line breaks, control characters, letters beyond the BMP.
func awkward() demarche.Record {
	text := "=cmd()|'x' said {Ünder 50% & \"more\"} 𝔸 of_it\tis – <b>bold</b>\nOstria rejects the toll."
	n := len([]rune(text))
	start := n - len("Ostria rejects the toll.")
	return demarche.Record{
		Schema: demarche.Schema,
		Document: demarche.Document{ID: strings.Repeat("ab12", 16), Source: "a b.txt", URL: "https://outlet.example/a?b={c}&d=1", Title: "Toll & {trouble}: 50% off_\nsecond line",
			Author: "Åsa O’Hane", Publisher: "Kessen “Post” & Co", Published: "2026-01-14T10:00:00Z", Language: "en", Text: text,
			Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: n}, Kind: demarche.Body}}},
		Actors: []demarche.Actor{{ID: "a1", Name: "Lidia \"Corsk\"", Party: "OST", Kind: "person"}},
		Statements: []demarche.Statement{
			{ID: "s1", Kind: "direct", Content: []demarche.Span{{Start: 0, End: start - 1}}, Speaker: "a1", Party: "OST", Confidence: 0.75},
			{ID: "s2", Kind: "indirect", Content: []demarche.Span{{Start: start, End: n}}, Confidence: 0.5},
		},
		Acts: []demarche.Act{
			{ID: "e1", Act: "REJECT", Actors: []string{"OST"}, Targets: []string{"VAR"}, Evidence: demarche.Span{Start: start, End: n}, Statement: "s2", Confidence: 0.9, Time: &demarche.Time{Date: "2026-01-13"}},
			{ID: "e2", Act: "AGREE", Actors: []string{"VAR"}, Evidence: demarche.Span{Start: start, End: n}, Negated: true},
			{ID: "e3", Act: "THREATEN", Actors: []string{"VAR"}, Evidence: demarche.Span{Start: start, End: n}, Hypothetical: true},
		},
		Positions: []demarche.Position{
			{ID: "p1", Holder: "OST", Person: "a1", Issue: "toll", Stance: "against", Reported: "said", Time: "now", Evidence: demarche.Span{Start: start, End: n}, Statement: "s2"},
			{ID: "p2", Holder: "VAR", Issue: "toll", Stance: "for", Reported: "alleged", Time: "now", Evidence: demarche.Span{Start: start, End: n}},
			{ID: "p3", Holder: "VAR", Issue: "toll", Stance: "unclear", Reported: "said", Time: "now", Evidence: demarche.Span{Start: start, End: n}},
		},
	}
}

func exported(t *testing.T, format string, records ...demarche.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := New(format, &b)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestXLSXIsReadByAnotherLibrary(t *testing.T) {
	rec := awkward()
	file, err := xlsxreader.NewReader(exported(t, "xlsx", rec, rec))
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for r := range file.ReadRows(file.Sheets[0]) {
		if r.Error != nil {
			t.Fatal(r.Error)
		}
		row := map[string]string{}
		for _, c := range r.Cells {
			row[c.Column] = c.Value
		}
		rows = append(rows, row)
	}
	want := Rows(rec)
	if len(rows) != 1+2*len(want) {
		t.Fatalf("%d rows", len(rows))
	}
	column := map[string]string{}
	for letter, name := range rows[0] {
		column[name] = letter
	}
	for i, w := range append(want, want...) {
		for _, name := range Columns() {
			if got := rows[i+1][column[name]]; got != w[name] {
				t.Errorf("row %d, %s: %q, want %q", i, name, got, w[name])
			}
		}
	}
}

func TestXLSXCutsWhatACellCannotHold(t *testing.T) {
	if got := xlsxValue("content_text", strings.Repeat("é", xlsxCell+5)).(string); len([]rune(got)) != xlsxCell || !strings.HasSuffix(got, "…") {
		t.Errorf("%d letters", len([]rune(got)))
	}
}

func TestParquetIsReadByAnotherLibrary(t *testing.T) {
	rec := awkward()
	r, err := goparquet.NewFileReader(bytes.NewReader(exported(t, "parquet", rec)))
	if err != nil {
		t.Fatal(err)
	}
	want := Rows(rec)
	for i := 0; ; i++ {
		row, err := r.NextRow()
		if err == io.EOF {
			if i != len(want) {
				t.Errorf("%d rows of %d", i, len(want))
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range Columns() {
			got := ""
			switch v := row[name].(type) {
			case []byte:
				got = string(v)
			case float64:
				got = decimal(v)
			}
			if got != want[i][name] {
				t.Errorf("row %d, %s: %q, want %q", i, name, got, want[i][name])
			}
		}
	}
}

func TestPLOVERSaysWhatItLeavesOut(t *testing.T) {
	var got struct {
		Format  string
		Note    string
		LeftOut map[string]int `json:"left_out"`
		Events  []ploverEvent
	}
	if err := json.Unmarshal(exported(t, "plover", awkward()), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Events) != 1 || got.Events[0].Event != "REJECT" || got.Events[0].Date != "2026-01-13" || got.Events[0].Text != "Ostria rejects the toll." {
		t.Errorf("%+v", got.Events)
	}
	if got.Format != "PLOVER" || !strings.Contains(got.Note, "no plain statements") || got.LeftOut["negated_acts"] != 1 || got.LeftOut["hypothetical_acts"] != 1 || got.LeftOut["statements"] != 1 {
		t.Errorf("%+v", got)
	}
}

func TestDNA(t *testing.T) {
	data := exported(t, "dna", awkward())
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) []map[string]string {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var out []map[string]string
		for _, r := range rows[1:] {
			m := map[string]string{}
			for i, c := range r {
				m[rows[0][i]] = c
			}
			out = append(out, m)
		}
		return out
	}
	documents, statements := read("documents.csv"), read("statements.csv")
	if len(documents) != 1 || len(statements) != 1 {
		t.Fatalf("%d documents, %d statements", len(documents), len(statements))
	}
	s := statements[0]
	if s["organization"] != "OST" || s["concept"] != "toll" || s["agreement"] != "0" || s["person"] != `Lidia "Corsk"` || s["time"] != "2026-01-14 10:00:00" || s["document_id"] != documents[0]["id"] {
		t.Errorf("%v", s)
	}
	if text := strings.TrimPrefix(documents[0]["text"], "'"); text != awkward().Document.Text {
		t.Errorf("%q", text)
	}
}

func TestRIS(t *testing.T) {
	text := string(exported(t, "ris", awkward(), awkward()))
	records := strings.Split(strings.TrimSpace(text), "ER  -")
	if len(records) != 3 || records[2] != "" {
		t.Fatalf("%q", records)
	}
	fields := map[string]string{}
	for line := range strings.Lines(records[0]) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if len(line) < 6 || line[2:6] != "  - " {
			t.Fatalf("no RIS line: %q", line)
		}
		fields[line[:2]] = line[6:]
	}
	want := map[string]string{"TY": "NEWS", "TI": "Toll & {trouble}: 50% off_ second line", "AU": "Åsa O’Hane", "PY": "2026", "DA": "2026/01/14/", "UR": "https://outlet.example/a?b={c}&d=1"}
	for tag, w := range want {
		if fields[tag] != w {
			t.Errorf("%s: %q", tag, fields[tag])
		}
	}
}

func TestCSLJSON(t *testing.T) {
	for n := range 3 {
		var got []map[string]any
		if err := json.Unmarshal(exported(t, "csljson", slices.Repeat([]demarche.Record{awkward()}, n)...), &got); err != nil || len(got) != n {
			t.Fatalf("%d: %v, %v", n, got, err)
		}
		if n > 0 && (got[0]["type"] != "article-newspaper" || got[0]["issued"].(map[string]any)["date-parts"].([]any)[0].([]any)[2] != 14.0) {
			t.Errorf("%v", got[0])
		}
	}
}

// Every brace of an entry is closed, whatever the title holds.
func TestBibTeX(t *testing.T) {
	text := string(exported(t, "bibtex", awkward()))
	depth := 0
	for i, c := range text {
		escaped := i > 0 && text[i-1] == '\\'
		switch {
		case c == '{' && !escaped:
			depth++
		case c == '}' && !escaped:
			depth--
		}
		if depth < 0 {
			t.Fatal("a brace too many")
		}
	}
	if depth != 0 || !strings.HasPrefix(text, "@article{ab12ab12ab12ab12,\n") {
		t.Errorf("depth %d in %s", depth, text)
	}
	for _, w := range []string{`title = {Toll \& \{trouble\}: 50\% off\_ second line}`, "year = {2026}", "author = {{Åsa O’Hane}}"} {
		if !strings.Contains(text, w) {
			t.Errorf("no %s in %s", w, text)
		}
	}
}

func net() Network {
	return Network{
		Parties: []Node{{"OST", "Ostria & sons"}, {"VAR", "Varland"}, {"DOR", "<Dorvia>"}},
		Issues:  []Node{{"toll", "A toll is paid"}, {"dam", "The dam is opened"}},
		Ties: []Tie{
			{"OST", "toll", "against", "2026-01-01", "2026-02-01", 3, 2},
			{"VAR", "toll", "for", "2026-01-02", "2026-02-02", 1, 1},
			{"DOR", "toll", "conditional", "2026-01-03", "2026-02-03", 1, 1},
			{"DOR", "dam", "unclear", "2026-01-03", "2026-02-03", 1, 1},
		},
	}
}

func TestGEXFIsReadByAnotherLibrary(t *testing.T) {
	var b bytes.Buffer
	if err := GEXF(&b, net()); err != nil {
		t.Fatal(err)
	}
	var got gexf12.Content
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Graph.Nodes.Nodes) != 5 || len(got.Graph.Edges.Edges) != 7 || got.Graph.Nodes.Nodes[0].Label != "Ostria & sons" {
		t.Fatalf("%+v", got.Graph)
	}
	e := got.Graph.Edges.Edges[0]
	if e.Source != "party:OST" || e.Target != "issue:toll" || e.Start != "2026-01-01" || e.AttValues == nil {
		t.Errorf("%+v", e)
	}
	values := map[string]string{}
	for _, v := range e.AttValues.AttValues {
		values[v.For] = v.Value
	}
	if values["stance"] != "against" || values["reports"] != "3" {
		t.Errorf("%v", values)
	}
	for _, a := range got.Graph.Attributes {
		for _, x := range a.Attributes {
			if a.Class == "edge" && values[x.ID] == "" && x.ID != "stance" && x.ID != "first" && x.ID != "last" {
				t.Errorf("no value of %s", x.ID)
			}
		}
	}
}

func TestGraphML(t *testing.T) {
	var b bytes.Buffer
	if err := GraphML(&b, net()); err != nil {
		t.Fatal(err)
	}
	var got struct {
		XMLName xml.Name
		Keys    []struct {
			ID string `xml:"id,attr"`
		} `xml:"key"`
		Graph struct {
			Nodes []struct {
				ID string `xml:"id,attr"`
			} `xml:"node"`
			Edges []struct {
				Source string `xml:"source,attr"`
				Target string `xml:"target,attr"`
				Data   []struct {
					Key   string `xml:"key,attr"`
					Value string `xml:",chardata"`
				} `xml:"data"`
			} `xml:"edge"`
		} `xml:"graph"`
	}
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.XMLName.Space != "http://graphml.graphdrawing.org/xmlns" || len(got.Graph.Nodes) != 5 || len(got.Graph.Edges) != 7 {
		t.Fatalf("%+v", got)
	}
	keys, nodes := map[string]bool{}, map[string]bool{}
	for _, k := range got.Keys {
		keys[k.ID] = true
	}
	for _, n := range got.Graph.Nodes {
		nodes[n.ID] = true
	}
	agreements := map[string]string{}
	for _, e := range got.Graph.Edges {
		if !nodes[e.Source] || !nodes[e.Target] {
			t.Errorf("an edge to nowhere: %+v", e)
		}
		for _, d := range e.Data {
			if !keys[d.Key] {
				t.Errorf("no key %s", d.Key)
			}
			if strings.HasPrefix(e.Target, "party:") {
				agreements[e.Source+e.Target+d.Key] = d.Value
			}
		}
	}
	if agreements["party:DORparty:VARagree"] != "1" || agreements["party:DORparty:OSTdisagree"] != "1" || agreements["party:OSTparty:VARagree"] != "0" {
		t.Errorf("%v", agreements)
	}
}

func TestAtomIsReadByAnotherLibrary(t *testing.T) {
	var b bytes.Buffer
	err := Atom(&b, Feed{ID: "urn:demarche:sarn", Title: "Moves & more", Updated: "2026-03-27", Entries: []Entry{
		{ID: "urn:demarche:sarn:OST:toll:2026-01-14", Title: "OST on toll: for → against", Date: "2026-01-14", Link: "https://outlet.example/?a=1&b=2", Summary: "“No <b>toll</b>”"},
		{ID: "urn:demarche:sarn:VAR:toll:2026-01-10", Title: "VAR", Date: "2026-01-10"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	feed, err := gofeed.NewParser().Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	if feed.Title != "Moves & more" || len(feed.Items) != 2 || feed.FeedType != "atom" {
		t.Fatalf("%+v", feed)
	}
	i := feed.Items[0]
	if i.Link != "https://outlet.example/?a=1&b=2" || i.GUID != "urn:demarche:sarn:OST:toll:2026-01-14" || i.UpdatedParsed.Format("2006-01-02") != "2026-01-14" || !strings.Contains(i.Description, "<b>toll</b>") {
		t.Errorf("%+v", i)
	}
}

func TestEmptyFilesAreFiles(t *testing.T) {
	for _, format := range Formats() {
		if out := exported(t, format); len(out) == 0 && format != "json" && format != "ris" && format != "bibtex" && format != "brat" && format != "annotation" {
			t.Errorf("%s: nothing", format)
		}
	}
	if _, err := xlsxreader.NewReader(exported(t, "xlsx")); err != nil {
		t.Error(err)
	}
	if _, err := goparquet.NewFileReader(bytes.NewReader(exported(t, "parquet"))); err != nil {
		t.Error(err)
	}
}
