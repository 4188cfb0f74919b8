package page

import (
	"os"
	"strings"
	"testing"
	"time"

	"demarche"
)

var noon = time.Date(2026, 1, 10, 12, 0, 0, 0, time.UTC)

func parseFile(t testing.TB, name string) demarche.Document {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Parse(data, Hints{Source: name}, noon)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestPages says of each page what its record must have, and must not.
func TestPages(t *testing.T) {
	tests := []struct {
		file                                     string
		title, author, publisher, published, url string
		with, without                            []string
		kinds                                    map[string]demarche.Kind
	}{
		{
			file: "blog.html", title: "Varland walks back its canal demand", publisher: "The Ostrian Notebook",
			author: "Mira Tolland", published: "2025-11-18T07:30:00Z", url: "https://notebook.example/2025/11/canal/",
			with:    []string{"Edda Korvin, said on Monday", "who appoints the head of the board;", "a date for the removal of the booms.", "“We can live with a joint board,”", "He asked for the text of the proposal in writing."},
			without: []string{"cookies", "Home", "Twitter", "Abelsen rules out", "Old Boatman", "Rudi", "inbox", "Harbour fees", "All rights", "Leave a Reply", "gmobile", "Notes from a small"},
			kinds: map[string]demarche.Kind{"Three points remain open": demarche.Heading, "Barges wait at the northern lock of the Tarn canal.": demarche.Caption,
				"the toll for ships under the Varland flag;": demarche.Body},
		},
		{
			file: "agency.html", title: "Ostria, Varland agree to hold prisoner talks", author: "Tessa Quill, Ivo Marr", publisher: "Meridian News Agency",
			published: "2025-12-02T16:05:00Z", url: "https://meridian.example/world/prisoner-talks",
			with:    []string{"LASKEN, Dec 2 (Meridian)", "\"We will not trade names in public,\" Rasko said.", "29 Ostrians", "41 Varlanders", "Red Lantern aid society"},
			without: []string{"Markets", "Editing by", "Meridian Principles", "Advertisement", "bourse", "a tenth of their value", "All rights"},
			kinds:   map[string]demarche.Kind{"Prisoners held, by side": demarche.Caption},
		},
		{
			file: "live.html", title: "Lasken summit live: Abelsen leaves hall in protest", author: "Nell Ardo", publisher: "Harbour Post", published: "2025-09-09T18:00:00+01:00",
			with:    []string{"not moved a chair", "came as a surprise", "a lecture about tolls", "old customs house", "seating plan"},
			without: []string{"storm closes", "Share on", "How the canal was dug", "Ten things"},
			kinds:   map[string]demarche.Kind{"Varland: 'We are still at the table'": demarche.Heading, "The talks open": demarche.Heading},
		},
		{
			file: "plainhtml.html", title: "Statement of the Ministry of Fisheries of Ostria", published: "2024-05-14",
			with:    []string{"“Our boats carry transponders, and the records are open to anyone who asks.”", "demands that the two boats"},
			without: []string{"Home", "Contact"},
		},
		{
			file: "banner.html", title: "Rebels of the Upper Tarn reject cease-fire terms", author: "Orla Fenn", publisher: "Daily Lantern", published: "2025-07-21",
			with:    []string{"Upper Tarn Front turned down", "the day the last army post is gone", "never meant to be final", "according to a note"},
			without: []string{"812 partners", "Lantern Letter", "every evening", "Who is Sefa Dorn", "retaken two posts", "Tags", "Kel writes", "By Orla"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			d := parseFile(t, tt.file)
			for what, pair := range map[string][2]string{"title": {d.Title, tt.title}, "author": {d.Author, tt.author}, "publisher": {d.Publisher, tt.publisher},
				"published": {d.Published, tt.published}, "url": {d.URL, tt.url}, "language": {d.Language, "en"}} {
				if pair[0] != pair[1] {
					t.Errorf("%s: got %q, want %q", what, pair[0], pair[1])
				}
			}
			for _, w := range tt.with {
				if n := strings.Count(d.Text, w); n != 1 {
					t.Errorf("%q stands %d times in the text", w, n)
				}
			}
			for _, w := range tt.without {
				if strings.Contains(d.Text, w) {
					t.Errorf("%q is in the text", w)
				}
			}
			checkParagraphs(t, d)
			kinds := map[string]demarche.Kind{}
			for _, p := range d.Paragraphs {
				kinds[p.Cut(d.Text)] = p.Kind
			}
			for text, kind := range tt.kinds {
				if kinds[text] != kind {
					t.Errorf("%q is %q, want %q", text, kinds[text], kind)
				}
			}
			if p := d.Paragraphs[0]; p.Kind != demarche.Title || p.Cut(d.Text) != tt.title || strings.Count(d.Text, tt.title) != 1 {
				t.Errorf("the title is not the first paragraph, and once: %q", p.Cut(d.Text))
			}
			if t.Failed() {
				t.Log(d.Text)
			}
		})
	}
}

// checkParagraphs holds what is true of every document.
func checkParagraphs(t testing.TB, d demarche.Document) {
	t.Helper()
	at := 0
	for _, p := range d.Paragraphs {
		if p.Start < at || p.End > len(d.Text) || p.Empty() {
			t.Fatalf("paragraph %v after %d in a text of %d bytes", p.Span, at, len(d.Text))
		}
		if s := p.Cut(d.Text); strings.TrimSpace(s) != s {
			t.Fatalf("paragraph %q is not trimmed", s)
		}
		at = p.End
	}
}
