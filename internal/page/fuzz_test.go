package page

import (
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"demarche"
)

// check holds what is true of whatever bytes are parsed: a document with valid
// text and ordered paragraphs, or an error of one line.
func check(t *testing.T, data []byte, h Hints) {
	t.Helper()
	d, err := Parse(data, h, noon)
	if err != nil {
		var e *demarche.Error
		if !errors.As(err, &e) || strings.Contains(err.Error(), "\n") {
			t.Fatalf("%q", err)
		}
		return
	}
	checkParagraphs(t, d)
	if !utf8.ValidString(d.Text) || !utf8.ValidString(d.Title) || d.Language == "" || len(d.ID) != 64 {
		t.Fatalf("%+v", d)
	}
	if again, _ := Parse(data, h, noon); again.Text != d.Text || again.Title != d.Title || len(again.Paragraphs) != len(d.Paragraphs) {
		t.Fatal("a second reading differs")
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{letter, "Free Ads\n\nCanal talks resume\r\n\r\n“Yes\xe2\x80", "\xff\xfeT\x00a\x00l\x00k\x00s\x00 \x00o\x00", "<tweet a=\"", "By A B\n2025-01-01\n#\n* - o 1. x"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		check(t, data, Hints{Source: "a.txt", ContentType: "text/plain"})
		if d, err := Parse(data, Hints{Source: "a.txt"}, noon); err == nil && utf8.Valid(data) && !hasWideZeros(data) && formOf(data, Hints{Source: "a.txt"}) == plainText && d.Text != string(data) {
			t.Fatalf("text %q of %q", d.Text, data)
		}
	})
}

func FuzzHTML(f *testing.F) {
	for _, name := range []string{"blog.html", "agency.html", "live.html", "plainhtml.html", "banner.html", "index.html"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data, Hints{Source: "a.html", ContentType: "text/html"}) })
}

func FuzzJSONLines(f *testing.F) {
	f.Add(`{"id":"n1","url":"u","title":"Canal","date":"2025-11-18","text":"Canal talks resume"}` + "\n" + `{"id":7,"text":""}` + "\n{")
	f.Add("\ufeff{\"text\":\"\\ud800\"}\n\n[1]\nnull\n")
	f.Fuzz(func(t *testing.T, data string) {
		docs, errs := read(t, &Reader{Now: clock, Stdin: strings.NewReader("{\"\":0}\n" + data)}, "-")
		for _, d := range docs {
			checkParagraphs(t, d)
			if !utf8.ValidString(d.Text) {
				t.Fatalf("%q", d.Text)
			}
		}
		for _, err := range errs {
			if strings.Contains(err.Error(), "\n") {
				t.Fatalf("%q", err)
			}
		}
	})
}
