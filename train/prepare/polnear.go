package main

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"demarche"
)

// polnear adds the articles of one part of PolNeAR: gold attributions, and
// CoreNLP's names, heads and sentence starts where its tokens are ours.
func (c *corpus) polnear(dir string) error {
	silver, err := readSilver(filepath.Join(dir, "corenlp.tsv.gz"))
	if err != nil {
		return err
	}
	texts, err := filepath.Glob(filepath.Join(dir, "text", "*.txt"))
	if err != nil {
		return err
	}
	annotations, err := os.ReadDir(filepath.Join(dir, "attributions"))
	if err != nil {
		return err
	}
	sort.Strings(texts)
	for i, path := range texts {
		if i%c.every != 0 {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		ann := firstWith(annotations, name+"_")
		if ann == "" {
			continue
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		a := &article{corpus: c, text: string(b), at: len(c.forms)}
		c.names = append(c.names, name)
		c.docs = append(c.docs, int32(len(c.forms)))
		a.paragraphs()
		a.silver(silver[name])
		if err := a.attributions(filepath.Join(dir, "attributions", ann)); err != nil {
			return err
		}
	}
	return nil
}

func firstWith(entries []os.DirEntry, prefix string) string {
	for _, e := range entries { // sorted by name
		if strings.HasPrefix(e.Name(), prefix) {
			return e.Name()
		}
	}
	return ""
}

type article struct {
	*corpus
	text   string
	at     int // index of its first token
	tokens []demarche.Span
	points []int // byte offset of each code point
}

func (a *article) paragraphs() {
	for i := range a.text {
		a.points = append(a.points, i)
	}
	a.points = append(a.points, len(a.text))
	for start := 0; start < len(a.text); {
		end := start + strings.IndexByte(a.text[start:]+"\n", '\n')
		p := a.tokenizer.Tokens(nil, a.text, demarche.Span{Start: start, End: end})
		if len(p) > 0 {
			a.paragraph(a.text, p)
			a.tokens = append(a.tokens, p...)
		}
		start = end + 1
	}
}

// bytesOf turns code points into bytes; ok is false outside the text.
func (a *article) bytesOf(start, end int) (demarche.Span, bool) {
	if start < 0 || end >= len(a.points) || start >= end {
		return demarche.Span{}, false
	}
	return demarche.Span{Start: a.points[start], End: a.points[end]}, true
}

// tokensOf returns the first and the last token that overlap the span.
func (a *article) tokensOf(s demarche.Span) (first, last int, ok bool) {
	first = sort.Search(len(a.tokens), func(i int) bool { return a.tokens[i].End > s.Start })
	last = sort.Search(len(a.tokens), func(i int) bool { return a.tokens[i].Start >= s.End }) - 1
	return a.at + first, a.at + last, first <= last
}

type silverToken struct {
	first, start, end, head int // sentence's first token, code points, head's index (-1 root)
	name, rel               string
}

func readSilver(path string) (map[string][]silverToken, error) {
	out := map[string][]silverToken{}
	err := openGzip(path, func(z *gzip.Reader) error {
		doc, first := "", 0
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			s := lines.Text()
			if name, ok := strings.CutPrefix(s, "# doc "); ok {
				doc, first = name, 0
				continue
			}
			col := strings.Split(s, "\t")
			if len(col) < 9 {
				first = len(out[doc])
				continue
			}
			start, _ := strconv.Atoi(col[1])
			end, _ := strconv.Atoi(col[2])
			head, _ := strconv.Atoi(col[7])
			t := silverToken{first: first, start: start, end: end, head: -1, name: col[6], rel: col[8]}
			if head > 0 {
				t.head = first + head - 1
			}
			out[doc] = append(out[doc], t)
		}
		return lines.Err()
	})
	return out, err
}

// silver projects CoreNLP's annotation onto our tokens: a name class onto every
// token that it covers, a head onto the last.
func (a *article) silver(tokens []silverToken) {
	last := make([]int, len(tokens))
	for i, t := range tokens {
		last[i] = -1
		s, ok := a.bytesOf(t.start, t.end)
		if !ok {
			continue
		}
		from, to, ok := a.tokensOf(s)
		if !ok || a.tokens[from-a.at].Start != s.Start || a.tokens[to-a.at].End != s.End {
			continue
		}
		last[i] = to
		for k := from; k <= to; k++ {
			a.entity[k] = a.entities.of(t.name)
			a.start[k] = 0
		}
		if t.first == i {
			a.start[from] = 1
		}
	}
	for i, t := range tokens {
		if last[i] < 0 {
			continue
		}
		a.rel[last[i]] = a.rels.of(t.rel)
		switch {
		case t.head < 0:
			a.head[last[i]] = -1
		case last[t.head] >= 0:
			a.head[last[i]] = int32(last[t.head])
		}
	}
}

// attributions reads brat standoff: spans (T) and relations (E).
func (a *article) attributions(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	spans := map[string][][2]int32{}
	for _, line := range strings.Split(string(b), "\n") {
		col := strings.Split(line, "\t")
		if len(col) < 2 || col[0] == "" {
			continue
		}
		switch _, n := utf8.DecodeRuneInString(col[0]); col[0][:n] {
		case "T":
			spans[col[0]] = a.pieces(col[1])
		case "E":
			a.relate(col[1], spans)
		}
	}
	return nil
}

// pieces reads "Content 10 20;30 40".
func (a *article) pieces(col string) [][2]int32 {
	_, rest, _ := strings.Cut(col, " ")
	var out [][2]int32
	for _, piece := range strings.Split(rest, ";") {
		from, to, _ := strings.Cut(piece, " ")
		start, _ := strconv.Atoi(from)
		end, _ := strconv.Atoi(to)
		if s, ok := a.bytesOf(start, end); ok {
			if first, last, ok := a.tokensOf(s); ok {
				out = append(out, [2]int32{int32(first), int32(last)})
			}
		}
	}
	return out
}

// relate adds the row of one relation: cue first, cue last, number of source
// pieces, their first and last tokens, the same of the content.
func (a *article) relate(col string, spans map[string][][2]int32) {
	var cue, source, content [][2]int32
	for _, arg := range strings.Fields(col) {
		role, id, _ := strings.Cut(arg, ":")
		switch strings.TrimRight(role, "0123456789") {
		case "Cue":
			cue = append(cue, spans[id]...)
		case "Source":
			source = append(source, spans[id]...)
		case "Content":
			content = append(content, spans[id]...)
		}
	}
	if len(cue) == 0 || len(content) == 0 {
		return
	}
	row := []int32{cue[0][0], cue[0][1]}
	for _, role := range [][][2]int32{source, content} {
		row = append(row, int32(len(role)))
		for _, p := range role {
			row = append(row, p[0], p[1])
		}
	}
	a.relation = append(a.relation, row)
}
