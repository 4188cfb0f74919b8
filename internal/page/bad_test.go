package page

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/internal/fetch"
)

const letter = "The foreign minister of Ostria said on Monday that the talks would go on in Lasken next week, and that they were hard. "

// wantError checks that an error is one clear line that names the input and
// holds a part.
func wantError(t *testing.T, err error, name, part string) {
	t.Helper()
	var e *demarche.Error
	switch {
	case !errors.As(err, &e):
		t.Fatalf("%v is no *demarche.Error", err)
	case strings.Contains(err.Error(), "\n"), !strings.Contains(err.Error(), name), e.Hint == "", e.Kind == demarche.Internal:
		t.Errorf("no clear line that names %s: %q", name, err)
	case !strings.Contains(err.Error(), part):
		t.Errorf("%q does not say %q", err, part)
	}
}

func TestBadInput(t *testing.T) {
	page := func(date string) string {
		return "<html><head><title>Canal talks</title><meta property='article:published_time' content='" + date + "'></head><body><article><p>" + strings.Repeat(letter, 3) + "</p></article></body></html>"
	}
	tests := []struct{ name, data, part string }{
		{"empty.txt", "", "empty"},
		{"blank.txt", " \n\t\n", "empty"},
		{"rule.txt", "----\n\n----", "no text"},
		{"a.pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"},
		{"a.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image"},
		{"a.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF", "image"},
		{"a.docx", "PK\x03\x04\x14\x00\x06\x00", "office"},
		{"a.gz", "\x1f\x8b\x08\x00\x00", "compressed"},
		{"a.bin", letter + "\x00\x01\x02\x03" + letter, "binary"},
		{"broken.txt", letter + "\xff\xfe" + letter + "\xc3(", "broken UTF-8"},
		{"cut.txt", letter + "“Yes,” she said. “No\xe2\x80", "broken UTF-8"},
		{"deep.html", "<html><body>" + strings.Repeat("<div>", 1_000_000) + letter, "nested"},
		{"deep-b.html", "<html><body>" + strings.Repeat("<b><i><a>", 300_000) + letter, "nested"},
		{"wide.html", "<html><body>" + strings.Repeat("<p>x", 150_000), "elements"},
		{"index.html", "<html><body><ul>" + strings.Repeat("<li><a href=/a>Canal talks resume in the town</a></li>", 9) + "</ul></body></html>", "no article"},
		{"nothing.html", "<html><head><title>Canal talks</title></head><body></body></html>", "no article"},
		{"old.html", page("1679-05-04"), "1679"},
		{"future.html", page("2031-05-04T10:00:00Z"), "future"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := Parse([]byte(tt.data), Hints{Source: tt.name}, noon)
			wantError(t, err, tt.name, tt.part)
			if d := time.Since(start); d > 20*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

func TestDates(t *testing.T) {
	for date, part := range map[string]string{"1679-01-02": "before 1990", "2026-02-01": "future", "soon": "not a date", "2025-13-40": "not a date"} {
		_, err := Parse([]byte(letter), Hints{Source: "a.txt", Date: date}, noon)
		wantError(t, err, "a.txt", part)
	}
	for date, want := range map[string]string{"2025-12-15": "2025-12-15", "2025-12-15T10:00:00Z": "2025-12-15T10:00:00Z", "Mon, 15 Dec 2025 10:00:00 GMT": "2025-12-15T10:00:00Z",
		"December 15, 2025": "2025-12-15", "15th Sept. 2025": "2025-09-15", "2026-01-11": "2026-01-11"} {
		d, err := Parse([]byte(letter), Hints{Date: date}, noon)
		if err != nil || d.Published != want {
			t.Errorf("%s: got %q, %v", date, d.Published, err)
		}
	}
}

func TestCharsets(t *testing.T) {
	const word = "“Così è,” said Zoé Krüger. " // in windows-1252: 93 43 6f 73 ec …
	western := "\x93Cos\xec \xe8,\x94 said Zo\xe9 Kr\xfcger. "
	utf16 := []byte{0xFF, 0xFE}
	for _, r := range letter + word {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for name, data := range map[string][]byte{"windows-1252": []byte(letter + western), "UTF-16": utf16, "UTF-16 without a mark": utf16[2:], "UTF-8": []byte(letter + word)} {
		d, err := Parse(data, Hints{Source: name}, noon)
		if err != nil || !strings.HasSuffix(strings.TrimPrefix(d.Text, "\ufeff"), word) {
			t.Errorf("%s: %v, %q", name, err, d.Text)
		}
	}
	cyrillic := []byte("\xcc\xe8\xed\xe8\xf1\xf2\xf0 \xf1\xea\xe0\xe7\xe0\xeb, \xf7\xf2\xee \xef\xe5\xf0\xe5\xe3\xee\xe2\xee\xf0\xfb \xef\xf0\xee\xe4\xee\xeb\xe6\xe0\xf2\xf1\xff \xed\xe0 \xf1\xeb\xe5\xe4\xf3\xfe\xf9\xe5\xe9 \xed\xe5\xe4\xe5\xeb\xe5.")
	d, err := Parse(bytes.Repeat(cyrillic, 4), Hints{Source: "windows-1251"}, noon)
	if err != nil || !strings.HasPrefix(d.Text, "Министр сказал") || d.Language != "ru" {
		t.Errorf("windows-1251: %v, %s, %q", err, d.Language, d.Text)
	}
}

func TestLanguages(t *testing.T) {
	for want, text := range map[string]string{
		"en": letter,
		"fr": "La ministre des affaires étrangères d'Ostrie a déclaré lundi que les pourparlers continueraient la semaine prochaine à Lasken.",
		"de": "Die Außenministerin von Ostria sagte am Montag, dass die Gespräche in der nächsten Woche in Lasken weitergehen würden.",
		"uk": "Міністерка закордонних справ сказала в понеділок, що переговори триватимуть наступного тижня в місті.",
		"ar": "قالت وزيرة الخارجية يوم الاثنين إن المحادثات ستستمر في الأسبوع المقبل في المدينة.",
	} {
		d, err := Parse([]byte(text), Hints{}, noon)
		if err != nil || d.Language != want || (d.Note == "") != (want == "en") {
			t.Errorf("got %s, want %s; note %q, %v", d.Language, want, d.Note, err)
		}
	}
	d, _ := Parse([]byte("Korvin: no. Abelsen: yes."), Hints{}, noon)
	if d.Language != "en" {
		t.Errorf("a short text is taken for %s", d.Language)
	}
}

// read collects what the inputs yield: a text or an error each.
func read(t *testing.T, r *Reader, args ...string) (docs []demarche.Document, errs []error) {
	t.Helper()
	for item, err := range r.Items(context.Background(), Expand(args)) {
		if err == nil {
			var d demarche.Document
			if d, err = item.Document(context.Background()); err == nil {
				docs = append(docs, d)
			}
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	return docs, errs
}

func clock() time.Time { return noon }

func TestInputs(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"b.txt": letter, "a/c.html": "<html><body><article><p>" + letter + letter + "</p></article></body></html>", "d.bin": "x", ".hidden.txt": letter, "e": `{"id": 7, "text": "` + letter + `"}`} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := &Reader{Now: clock, Stdin: strings.NewReader(letter), Hints: Hints{Publisher: "The Ostrian Notebook"}}
	docs, errs := read(t, r, dir, filepath.Join(dir, "*.txt"), "-", filepath.Join(dir, "no.txt"), filepath.Join(dir, "*.pdf"))
	var sources []string
	for _, d := range docs {
		name, err := filepath.Rel(dir, d.Source)
		if err != nil {
			name = d.Source
		}
		sources = append(sources, filepath.ToSlash(name))
		if d.Publisher != "The Ostrian Notebook" {
			t.Errorf("publisher %q", d.Publisher)
		}
	}
	if got, want := strings.Join(sources, " "), "a/c.html b.txt e#7 b.txt -"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if len(errs) != 2 {
		t.Fatalf("errors: %v", errs)
	}
	wantError(t, errs[0], "no.txt", "no such file")
	wantError(t, errs[1], "*.pdf", "no file matches")
}

func TestJSONLines(t *testing.T) {
	in := `{"id":"n1","url":"https://notebook.example/1","title":"Canal talks resume","date":"2025-11-18","publisher":"Notebook","text":"Canal talks resume\n\n` + letter + `"}
{"id":"n2","text":` + "\n\n" + `{"text":"` + letter + `"}
{"id":"n4"}
{"id":"n5","date":"1679-01-01","text":"` + letter + `"}
{"id":"n6","text":"` + strings.Repeat("x", maxSize) + `"}
{"id":"n7","text":"` + strings.Repeat(letter, 10<<20/len(letter)) + `"}`
	docs, errs := read(t, &Reader{Now: clock, Stdin: strings.NewReader(in)}, "-")
	if len(docs) != 2 || docs[0].Source != "standard input#n1" || docs[1].Source != "standard input:4" {
		t.Fatalf("%d documents", len(docs))
	}
	if d := docs[0]; d.Title != "Canal talks resume" || d.URL != "https://notebook.example/1" || d.Published != "2025-11-18" || d.Publisher != "Notebook" || !strings.HasSuffix(d.Text, letter) {
		t.Errorf("%+v", d)
	}
	for i, want := range [][2]string{{":2", "not JSON"}, {":5", `no "text"`}, {"#n5", "1679"}, {":7", "larger"}, {"#n7", "paragraphs"}} {
		wantError(t, errs[i], want[0], want[1])
	}
}

func TestFetch(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		if r.UserAgent() != "demarche/1.2" {
			w.WriteHeader(http.StatusTeapot)
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		z.Write([]byte("<html><body><article><p>" + letter + letter + "</p></article></body></html>"))
	})
	mux.Handle("/old", http.RedirectHandler("/page", http.StatusMovedPermanently))
	mux.Handle("/loop", http.RedirectHandler("/loop", http.StatusFound))
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) {
		for range 50 {
			if _, err := w.Write(bytes.Repeat([]byte("<p>x</p>"), 1<<17)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/down", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	s := httptest.NewServer(mux)
	defer s.Close()
	r := &Reader{Now: clock, Client: fetch.New(fetch.Options{Agent: "demarche/1.2", Gap: -1, Private: true})}
	docs, errs := read(t, r, s.URL+"/old", s.URL+"/loop", s.URL+"/large", s.URL+"/down", s.URL+"/none", "http://127.0.0.1:1/")
	if len(docs) != 1 || docs[0].Source != s.URL+"/old" || docs[0].URL != s.URL+"/page" {
		t.Fatalf("%+v %v", docs, errs)
	}
	for i, want := range [][2]string{{"/loop", "redirects"}, {"/large", "larger than"}, {"/down", "503"}, {"/none", "404"}, {"127.0.0.1:1", "refused"}} {
		wantError(t, errs[i], want[0], want[1])
	}
	r.Client = fetch.New(fetch.Options{Gap: -1, Private: true, Timeout: 50 * time.Millisecond})
	_, errs = read(t, r, s.URL+"/slow")
	wantError(t, errs[0], "/slow", "in time")
	_, errs = read(t, &Reader{}, s.URL+"/page")
	wantError(t, errs[0], "/page", "cannot be read here")
}

// TestLongLineMemory passes over a line that is far too long without holding
// it.
func TestLongLineMemory(t *testing.T) {
	r := &Reader{Now: clock, Stdin: &endless{left: 200 << 20}}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, errs := read(t, r, "-")
	runtime.ReadMemStats(&after)
	wantError(t, errs[0], "standard input:1", "larger")
	if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 150 {
		t.Errorf("%d MB allocated", got)
	}
}

// endless is one line of JSON without an end.
type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, `{"text":"`)
	for i := n; i < len(p); i++ {
		p[i] = 'x'
	}
	if e.left -= len(p); e.left < 0 {
		p[len(p)-1] = '\n'
		return len(p), errors.New("EOF")
	}
	return len(p), nil
}

// TestLongParagraph refuses a line of 10 MB, which no stage is to walk through.
func TestLongParagraph(t *testing.T) {
	_, err := Parse([]byte(strings.Repeat("The envoy said no. ", 10<<20/19)), Hints{Source: "long.txt"}, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
	if err == nil || !strings.Contains(err.Error(), "long.txt") || !strings.Contains(err.Error(), "paragraphs") {
		t.Errorf("%v", err)
	}
}
