// Command prepare writes the training data: the features and labels of every
// token of PolNeAR and the treebanks, as little-endian int32 files that
// train.py reads. It runs the very feature code that reading runs.
//
//	go run ./train/prepare -shared ../shared -out build/data
package main

import (
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"demarche"
	"demarche/internal/encoder"
	"demarche/internal/text"
	"demarche/internal/wordpiece"
)

func main() {
	shared := flag.String("shared", "../shared", "directory of the corpora")
	out := flag.String("out", "build/data", "directory to write to")
	every := flag.Int("every", 1, "take every N-th document only, to try the training")
	flag.Parse()
	if err := run(*shared, *out, max(*every, 1)); err != nil {
		fmt.Fprintln(os.Stderr, "prepare:", err)
		os.Exit(1)
	}
}

// views are the data sets made of each part of a treebank, and whether its
// documents are cut into paragraphs there. They hold the same tokens.
var views = map[string]map[string]bool{
	"train": {"train": true, "whole": false},
	"dev":   {"dev": false},
}

func run(shared, out string, every int) error {
	v, tok := wordpiece.Default(), text.New()
	for _, part := range []string{"train", "dev"} {
		c := &corpus{vocabulary: v, tokenizer: tok, every: every}
		if err := c.polnear(filepath.Join(shared, "polnear", part)); err != nil {
			return err
		}
		if err := c.write(filepath.Join(out, "polnear-"+part)); err != nil {
			return err
		}
		for _, bank := range []string{"en_ewt", "en_gum"} {
			path := filepath.Join(shared, "treebanks", bank+"-"+part+".conllu.gz")
			for name, cut := range views[part] {
				c := &corpus{vocabulary: v, tokenizer: tok, every: every}
				if err := c.treebank(path, cut); err != nil {
					return err
				}
				if err := c.write(filepath.Join(out, bank+"-"+name)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// corpus collects the rows of one part of one corpus.
type corpus struct {
	vocabulary *wordpiece.Vocabulary
	tokenizer  *text.Tokenizer
	every      int // of so many documents one is taken

	names    []string
	forms    []string  // of the tokens, for a teacher that reads words
	docs     []int32   // first token of each document, and the end
	paras    []int32   // first token of each paragraph, and the end
	features []int32   // 8 a token
	tag      []int32   // index into tags, -1 unknown
	entity   []int32   // index into entities, -1 unknown
	head     []int32   // index of the head among all tokens, -1 root, -2 unknown
	rel      []int32   // index into rels, -1 unknown
	start    []int32   // 1 at the first token of a sentence, -1 unknown
	relation [][]int32 // a row an attribution: cue first, cue last, sources, …, contents, …
	tags     index
	entities index
	rels     index
}

// index numbers strings in the order in which they come.
type index struct {
	Names []string
	id    map[string]int32
}

func (x *index) of(s string) int32 {
	if x.id == nil {
		x.id = map[string]int32{}
	}
	n, ok := x.id[s]
	if !ok {
		n = int32(len(x.Names))
		x.id[s], x.Names = n, append(x.Names, s)
	}
	return n
}

// paragraph adds the tokens of one paragraph.
func (c *corpus) paragraph(txt string, tokens []demarche.Span) {
	c.paras = append(c.paras, int32(len(c.forms)))
	for _, f := range encoder.Extract(nil, c.vocabulary, txt, tokens) {
		c.features = append(c.features, f.Piece[:]...)
		c.features = append(c.features, f.Word, f.Suffix, f.Shape, f.Place)
	}
	for _, t := range tokens {
		c.forms = append(c.forms, t.Cut(txt))
		c.tag, c.entity = append(c.tag, -1), append(c.entity, -1)
		c.head, c.rel, c.start = append(c.head, -2), append(c.rel, -1), append(c.start, -1)
	}
}

func (c *corpus) write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	n := int32(len(c.forms))
	columns := map[string][]int32{
		"docs": append(c.docs, n), "paras": append(c.paras, n), "features": c.features, "tag": c.tag,
		"entity": c.entity, "head": c.head, "rel": c.rel, "start": c.start,
	}
	for _, r := range c.relation {
		columns["relation"] = append(append(columns["relation"], int32(len(r))), r...)
	}
	for name, column := range columns {
		if err := writeColumn(filepath.Join(dir, name+".i32"), column); err != nil {
			return err
		}
	}
	meta, err := json.Marshal(map[string]any{
		"names": c.names, "forms": c.forms, "tags": c.tags.Names, "entities": c.entities.Names, "rels": c.rels.Names,
	})
	if err != nil {
		return err
	}
	fmt.Println(dir, len(c.names), "documents", n, "tokens", len(c.relation), "attributions")
	return os.WriteFile(filepath.Join(dir, "meta.json"), meta, 0o644)
}

func writeColumn(path string, column []int32) error {
	b := make([]byte, 0, 4*len(column))
	for _, x := range column {
		b = binary.LittleEndian.AppendUint32(b, uint32(x))
	}
	return os.WriteFile(path, b, 0o644)
}

func openGzip(path string, read func(*gzip.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return read(z)
}
