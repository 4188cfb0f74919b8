package main

import (
	"compress/gzip"

	"demarche"
	"demarche/internal/conllu"
)

// treebank adds one part of a Universal Dependencies treebank. The treebanks
// keep no paragraphs: for training, runs of one to six sentences stand for
// them (every fourth document stays whole), so that the model sees both.
func (c *corpus) treebank(path string, cut bool) error {
	return openGzip(path, func(z *gzip.Reader) error {
		docs, err := conllu.Read(z)
		if err != nil {
			return err
		}
		for i, d := range docs {
			if i%c.every != 0 {
				continue
			}
			c.names = append(c.names, d.ID)
			c.docs = append(c.docs, int32(len(c.forms)))
			for s := 0; s < len(d.Sentences); {
				n := len(d.Sentences) - s
				if cut && i%4 != 0 {
					n = min(n, 1+(i*7+s*5+s/3)%6)
				}
				c.sentences(d.Text, d.Sentences[s:s+n])
				s += n
			}
		}
		return nil
	})
}

func (c *corpus) sentences(txt string, sentences []demarche.Sentence) {
	var tokens []demarche.Span
	for _, s := range sentences {
		for _, t := range s.Tokens {
			tokens = append(tokens, t.Span)
		}
	}
	at := len(c.forms)
	c.paragraph(txt, tokens)
	for _, s := range sentences {
		for i, t := range s.Tokens {
			c.tag[at+i] = c.tags.of(t.Tag)
			c.rel[at+i] = c.rels.of(t.Rel)
			c.start[at+i] = 0
			c.head[at+i] = -1
			if t.Head >= 0 {
				c.head[at+i] = int32(at + t.Head)
			}
		}
		c.start[at] = 1
		at += len(s.Tokens)
	}
}
