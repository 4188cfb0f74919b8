package syntax

import (
	"testing"

	"demarche"
)

// TestRegain: said that they need "guarantees that hold".
func TestRegain(t *testing.T) {
	ts := []demarche.Token{
		{Lemma: "say", Tag: "VERB", Head: -1, Rel: "root"},
		{Lemma: "that", Tag: "SCONJ", Head: 3, Rel: "mark"},
		{Lemma: "they", Tag: "PRON", Head: 3, Rel: "nsubj"},
		{Lemma: "need", Tag: "VERB", Head: 0, Rel: "ccomp"},
		{Lemma: "\"", Tag: "PUNCT", Head: 5, Rel: "punct"},
		{Lemma: "guarantee", Tag: "NOUN", Head: 0, Rel: "ccomp"},
	}
	if mend(ts); ts[5].Head != 3 || ts[5].Rel != "obj" {
		t.Errorf("%+v", ts[5])
	}
	ts[5].Head, ts[5].Rel = 0, "ccomp"
	ts[4] = demarche.Token{Lemma: "safe", Tag: "ADJ", Head: 5, Rel: "amod"}
	if mend(ts); ts[5].Head != 0 {
		t.Errorf("without a mark before it: %+v", ts[5])
	}
}

// TestRelate: the approval of Russ, which backs Orl.
func TestRelate(t *testing.T) {
	ts := []demarche.Token{
		{Lemma: "gain", Tag: "VERB", Head: -1, Rel: "root"},
		{Lemma: "approval", Tag: "NOUN", Head: 0, Rel: "obj"},
		{Lemma: "russ", Tag: "PROPN", Head: 1, Rel: "nmod"},
		{Lemma: ",", Tag: "PUNCT", Head: 5, Rel: "punct"},
		{Lemma: "which", Tag: "PRON", Head: 5, Rel: "nsubj"},
		{Lemma: "back", Tag: "VERB", Head: 0, Rel: "advcl"},
		{Lemma: "orl", Tag: "PROPN", Head: 5, Rel: "obj"},
	}
	if mend(ts); ts[5].Head != 2 || ts[5].Rel != "acl:relcl" {
		t.Errorf("%+v", ts[5])
	}
	ts[5].Head, ts[5].Rel, ts[2].Tag = 0, "advcl", "NOUN"
	if mend(ts); ts[5].Head != 0 {
		t.Errorf("what a thing does, or all of it: %+v", ts[5])
	}
}

// TestEnclose: ruled that out.
func TestEnclose(t *testing.T) {
	ts := []demarche.Token{
		{Lemma: "orl", Tag: "PROPN", Head: 1, Rel: "nsubj"},
		{Lemma: "rule", Tag: "VERB", Head: -1, Rel: "root"},
		{Lemma: "that", Tag: "PRON", Head: 3, Rel: "mark"},
		{Lemma: "out", Tag: "ADP", Head: 1, Rel: "compound:prt"},
	}
	if mend(ts); ts[2].Head != 1 || ts[2].Rel != "obj" {
		t.Errorf("%+v", ts[2])
	}
	ts[2].Head, ts[2].Rel, ts[3].Rel = 3, "mark", "advmod"
	if mend(ts); ts[2].Head != 3 {
		t.Errorf("before another word: %+v", ts[2])
	}
}
