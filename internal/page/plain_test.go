package page

import (
	"os"
	"strings"
	"testing"

	"demarche"
)

// kindsOf returns the kinds of a document's paragraphs as letters, T for title
// and so on, and the paragraphs.
func kindsOf(d demarche.Document) (string, []string) {
	var kinds strings.Builder
	var texts []string
	for _, p := range d.Paragraphs {
		kinds.WriteString(strings.ToUpper(string(p.Kind[:1])))
		texts = append(texts, p.Cut(d.Text))
	}
	return kinds.String(), texts
}

// TestPlainKinds gives texts and the kinds of their paragraphs: T title,
// H heading, B body, C caption, F furniture.
func TestPlainKinds(t *testing.T) {
	const body = "\n\nThe foreign minister of Ostria, Edda Korvin, said on Monday that the talks would go on in Lasken next week."
	tests := []struct{ name, text, want string }{
		{"blog", "Free Ads\n\nVarland reacts to Ostria's canal shift" + body + "\n\nCanal ‘Root Cause’ of Dispute, Says Palace" + body + "\n\n0 Response to \"Varland reacts to Ostria's canal shift\"\n\nPost a Comment", "FTBHBFF"},
		{"full stops", "Varland reacts to canal shift." + body + "\n\nTwo-Front Quarrel." + body, "TBHB"},
		{"no title", body[2:] + body, "BB"},
		{"dateline first", "LASKEN (Meridian) — The talks go on." + body, "BB"},
		{"byline and date", "Canal talks resume\n\nBy Mira Tolland\n\n18 November 2025" + body, "TFFB"},
		{"section above", "World\n\nCanal talks resume in Lasken" + body, "FTB"},
		{"question", "Who owns the canal?" + body, "TB"},
		{"share bar", "Canal talks resume" + body + "\n\nShare this: Twitter Facebook\n\nFacebook\n\nFollow Mira Tolland on Twitter @mtolland." + body, "TBFFFB"},
		{"related list", "Canal talks resume" + body + "\n\nRelated:\n\nKorvin says the board is dead\n\nAbelsen rules out a toll" + body, "TBFFFB"},
		{"a short statement is body", "Canal talks resume" + body + "\n\n“It is over,” Korvin said." + body, "TBBB"},
		{"a bare quotation is body", "Canal talks resume" + body + "\n\n“Never again”" + body, "TBBB"},
		{"a speaker before a colon is body", "Canal talks resume" + body + "\n\nKorvin added:" + body, "TBBB"},
		{"lists are body", "Canal talks resume" + body + "\n\n- a joint board\n- a lower toll\n- open books", "TBBBB"},
		{"caption", "Canal talks resume" + body + "\n\nPhoto: The northern lock in May" + body, "TBCB"},
		{"subscribing states", "Canal talks resume" + body + "\n\nSubscribing to the pact was a mistake, Korvin said." + body, "TBBB"},
		{"reading is no link", "Canal talks resume" + body + "\n\nRead the terms closely, Abelsen told reporters, and you will see a trap in every line." + body, "TBBB"},
		{"rules and codes", "Canal talks resume" + body + "\n\n___\n\n.gmobile {\n\nwidth:100%;\n\n}\n\nhttps://notebook.example/a" + body, "TBFFFFFB"},
		{"staff note", "Canal talks resume" + body + "\n\n(Additional reporting by Mira Tolland; Editing by Jon Abel)", "TBF"},
		{"frame of a gallery", "Canal talks resume" + body + "\n\n[1/3] The northern lock in May\n\nItem 2 of 3 The southern lock in May" + body, "TBCCB"},
		{"quoted heading in capitals", "Canal talks resume" + body + "\n\n‘NO WAY BACK’" + body + "\n\n“DIVISIVE AND WRONG”" + body, "TBHBHB"},
		{"author at the end", "Canal talks resume" + body + body + body + "\n\nMira Tolland is a professor of law at Lasken University.", "TBBBF"},
		{"a person at the end", "Canal talks resume" + body + body + body + "\n\nMira Tolland is the minister of works of Ostria.", "TBBBB"},
		{"date with its update", "Canal talks resume\n\n18 November 2025, 4:12 PM UTC Updated 3 hours ago" + body, "TFB"},
		{"suggested topics", "Canal talks resume" + body + "\n\nThis is a developing story. Please check back for updates.\n\nSuggested Topics:\n\nWorld\n\nOstria", "TBFFFF"},
		{"masthead and menu", "The Lasken Herald\n\nYour canal, your voice since 1904\n\nNews | Farming | Sport\n\nNews\n\nCanal talks resume as envoys return" + body + body + body + "\n\nBuy a photo\n\nThe last ferryman of Lasken", "FFFFTBBBFF"},
		{"issuer above", "Government of the Republic of Ostria\nMinistry of Works\n\nHome / Newsroom / Press releases\n\nFor immediate release\n\nOstria and Varland conclude canal talks" + body, "FFFFTB"},
		{"a short title stays", "Canal Talks Resume" + body, "TB"},
		{"credit at the end", "Canal talks resume" + body + "\n\nKorvin on the lock in May. Picture: Lasken Media\n\nThe lock, May 7. MERIDIAN PRESS/Jon Abel" + body, "TBCCB"},
		{"times head entries", "Canal talks resume" + body + "\n\n9:05 p.m." + body, "TBBB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Parse([]byte(tt.text), Hints{Source: tt.name}, noon)
			if err != nil {
				t.Fatal(err)
			}
			kinds, texts := kindsOf(d)
			if kinds != tt.want {
				t.Errorf("got %s, want %s of %q", kinds, tt.want, texts)
			}
			if i := strings.Index(tt.want, "T"); i >= 0 && kinds == tt.want && d.Title != texts[i] {
				t.Errorf("title %q, want %q", d.Title, texts[i])
			}
		})
	}
}

// TestPlainFields reads who wrote a plain text, and when, from its lines.
func TestPlainFields(t *testing.T) {
	text := "Canal talks resume\n\nBy Mira Tolland, The Ostrian Notebook\n\nPublished: 18 November 2025\n\nKorvin said on Monday that the talks would go on in Lasken."
	d, err := Parse([]byte(text), Hints{}, noon)
	if err != nil || d.Author != "Mira Tolland" || d.Published != "2025-11-18" {
		t.Errorf("author %q, published %q, %v", d.Author, d.Published, err)
	}
}

// TestToTheLetter keeps every byte of a UTF-8 text, with its mark, blanks and
// line ends.
func TestToTheLetter(t *testing.T) {
	for _, text := range []string{
		"\ufeffCanal talks resume\r\n\r\n  Korvin said\u00a0that the talks would go on. \r\n",
		"\n\n\tKorvin said so.\u2028\u200bAbelsen did not.\n\n",
		"Korvin said so.\rAbelsen did not.",
	} {
		d, err := Parse([]byte(text), Hints{}, noon)
		if err != nil {
			t.Fatal(err)
		}
		if d.Text != text {
			t.Errorf("got %q, want %q", d.Text, text)
		}
		checkParagraphs(t, d)
		if len(d.Paragraphs) != 2 {
			t.Errorf("%d paragraphs in %q", len(d.Paragraphs), text)
		}
	}
}

// TestHardWrapped joins the lines of a text that was broken to a width, and
// only those.
func TestHardWrapped(t *testing.T) {
	para := "The foreign minister of Ostria, Edda Korvin, said on Monday that the talks would go on in Lasken next week, and that no side had asked for the presence of observers from the Red Lantern society or from any other body at this stage."
	for _, width := range []int{56, 72, 79} {
		text := "Canal talks resume\n\n" + wrap(para, width) + "\n\n" + wrap(para, width) + "\n"
		d, err := Parse([]byte(text), Hints{}, noon)
		if err != nil {
			t.Fatal(err)
		}
		if kinds, texts := kindsOf(d); kinds != "TBB" {
			t.Errorf("width %d: %s of %q", width, kinds, texts)
		}
	}
	lines := "Canal talks resume\n" + para + "\n“It is over,” Korvin said.\n" + para + "\n" + para
	d, _ := Parse([]byte(lines), Hints{}, noon)
	if kinds, texts := kindsOf(d); kinds != "TBBBB" {
		t.Errorf("a line a paragraph: %s of %q", kinds, texts)
	}
}

// wrap breaks a text greedily.
func wrap(s string, width int) string {
	var out strings.Builder
	at := 0
	for _, w := range strings.Fields(s) {
		if at > 0 && at+1+len(w) > width {
			out.WriteByte('\n')
			at = 0
		} else if at > 0 {
			out.WriteByte(' ')
			at++
		}
		out.WriteString(w)
		at += len(w)
	}
	return out.String()
}

// TestDataFilesSorted holds the order that the data files promise.
func TestDataFilesSorted(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".txt") {
			continue
		}
		data, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		last := ""
		for _, l := range readLines(string(data)) {
			if l <= last {
				t.Errorf("%s: %q comes after %q", f.Name(), l, last)
			}
			last = l
		}
	}
}

func BenchmarkPlain(b *testing.B) {
	para := "\n\nThe foreign minister of Ostria, Edda Korvin, said on Monday that the talks would go on in Lasken next week. “We can live with a joint board,” she said."
	text := []byte("Canal talks resume in Lasken" + strings.Repeat(para, 30))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(text, Hints{Source: "a.txt"}, noon); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	data, err := os.ReadFile("testdata/blog.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(data, Hints{Source: "blog.html"}, noon); err != nil {
			b.Fatal(err)
		}
	}
}
