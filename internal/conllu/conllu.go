// Package conllu reads CoNLL-U, the format of the Universal Dependencies
// treebanks (https://universaldependencies.org/format.html). In: bytes. Out:
// documents of sentences with a text that their tokens are cut from.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"demarche"
)

// Document is the text of one "newdoc", its sentences joined by a blank, with
// the trees over it. Spans are byte offsets into Text.
type Document struct {
	ID        string
	Text      string
	Sentences []demarche.Sentence
}

// MaxLine bounds a line of input, in bytes.
const MaxLine = 1 << 20

// Read reads all documents. Words of a multiword token share its form: each
// gets its part where the parts spell the form, else the whole of it.
func Read(r io.Reader) ([]Document, error) {
	rd := &reader{}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), MaxLine)
	for n := 1; lines.Scan(); n++ {
		if err := rd.line(strings.TrimSuffix(lines.Text(), "\r")); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	rd.endDocument()
	return rd.docs, nil
}

type reader struct {
	docs   []Document
	id     string
	text   strings.Builder
	doc    []demarche.Sentence
	tokens []demarche.Token
	first  int    // tokens of earlier sentences
	glue   bool   // the next token follows without a blank
	whole  string // rest of a multiword token's form
	last   int    // number of its last word
	tight  bool   // the multiword token has no blank behind it
}

func (rd *reader) line(s string) error {
	switch {
	case s == "":
		rd.endSentence()
	case strings.HasPrefix(s, "# newdoc"):
		rd.endDocument()
		if _, id, ok := strings.Cut(s, "id = "); ok {
			rd.id = id
		}
	case s[0] == '#':
	default:
		return rd.token(strings.Split(s, "\t"))
	}
	return nil
}

func (rd *reader) token(col []string) error {
	if len(col) != 10 {
		return fmt.Errorf("%d columns instead of 10", len(col))
	}
	if strings.Contains(col[0], ".") { // an empty node
		return nil
	}
	if _, to, ok := strings.Cut(col[0], "-"); ok {
		last, err := strconv.Atoi(to)
		if err != nil {
			return fmt.Errorf("word range %q", col[0])
		}
		rd.whole, rd.last, rd.tight = col[1], last, strings.Contains(col[9], "SpaceAfter=No")
		return nil
	}
	id, err := strconv.Atoi(col[0])
	if err != nil || id != len(rd.tokens)+1 {
		return fmt.Errorf("word number %q", col[0])
	}
	head, err := strconv.Atoi(col[6])
	if err != nil || head < 0 {
		return fmt.Errorf("head %q", col[6])
	}
	rd.add(id, head, col)
	return nil
}

func (rd *reader) add(id, head int, col []string) {
	space := !rd.glue && rd.text.Len() > 0
	if space {
		rd.text.WriteByte(' ')
	}
	form := col[1]
	rd.glue = strings.Contains(col[9], "SpaceAfter=No")
	if id <= rd.last {
		if id == rd.last {
			form, rd.glue = rd.whole, rd.tight
		} else {
			form, rd.glue = cutForm(rd.whole, form), true
		}
		rd.whole = rd.whole[len(form):]
	}
	start := rd.text.Len()
	rd.text.WriteString(form)
	rd.tokens = append(rd.tokens, demarche.Token{
		Span: demarche.Span{Start: start, End: rd.text.Len()},
		Tag:  col[3], Lemma: col[2], Head: head - 1, Rel: col[7], Space: space || start == 0,
	})
}

// cutForm returns the front of whole that the word stands for, to the letter.
func cutForm(whole, word string) string {
	n := min(len(word), len(whole))
	if strings.EqualFold(whole[:n], word[:n]) {
		return whole[:n]
	}
	if len(whole) > n && n > 0 { // "dont" = do + n't
		return whole[:max(1, n-1)]
	}
	return whole
}

func (rd *reader) endSentence() {
	rd.last, rd.whole = 0, ""
	if len(rd.tokens) == 0 {
		return
	}
	n := len(rd.tokens)
	for i := range rd.tokens {
		if rd.tokens[i].Head >= n {
			rd.tokens[i].Head = -1
		}
	}
	rd.doc = append(rd.doc, demarche.Sentence{
		Span:  demarche.Span{Start: rd.tokens[0].Start, End: rd.tokens[n-1].End},
		First: rd.first, Tokens: rd.tokens,
	})
	rd.first += n
	rd.tokens, rd.glue = nil, false
}

func (rd *reader) endDocument() {
	rd.endSentence()
	if len(rd.doc) > 0 {
		rd.docs = append(rd.docs, Document{ID: rd.id, Text: rd.text.String(), Sentences: rd.doc})
	}
	*rd = reader{docs: rd.docs}
}
