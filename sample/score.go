package sample

import (
	"bytes"
	"encoding/json"

	"demarche"
)

// Coded writes what is expected of an article in the format that the scorers of
// positions read, with the offsets that its sentences have in text: the text of
// the article's record. The error says that the article is not in the sample.
func Coded(article, text string) ([]byte, error) {
	sentences, positions, err := codes(article)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString("{\"doc\": " + quote(article) + ", \"date\": " + quote(article[:len("2006-01-02")]))
	out.WriteString(",\n \"sentences\": [")
	for i, s := range Locate(text, sentences) {
		separate(&out, i, ", ")
		out.Write(encode([2]int{s.Start, s.End}))
	}
	out.WriteString("],\n \"positions\": [\n  ")
	for i, p := range positions {
		separate(&out, i, ",\n  ")
		out.Write(encode(code{p.Number, p.Holder, p.Person, p.Issue, p.Stance, p.Act, p.Reported, p.Time}))
	}
	out.WriteString("\n ]}\n")
	return out.Bytes(), nil
}

// code is a position as the coded format has it.
type code struct {
	Sentence int    `json:"sentence"`
	Holder   string `json:"holder"`
	Person   string `json:"person"`
	Issue    string `json:"issue"`
	Stance   string `json:"stance"`
	Act      string `json:"act"`
	Reported string `json:"reported"`
	Time     string `json:"time"`
}

// codes are the sentences and positions of one article.
func codes(article string) ([]Sentence, []Position, error) {
	allSentences, err := Sentences()
	if err != nil {
		return nil, nil, err
	}
	allPositions, err := Positions()
	if err != nil {
		return nil, nil, err
	}
	var sentences []Sentence
	for _, s := range allSentences {
		if s.Article == article {
			sentences = append(sentences, s)
		}
	}
	var positions []Position
	for _, p := range allPositions {
		if p.Article == article {
			positions = append(positions, p)
		}
	}
	if len(sentences) == 0 {
		return nil, nil, &demarche.Error{Kind: demarche.NotFound, Op: "find article " + article + " in the sample", Hint: "give a file's name without its ending, or the id of an agency item"}
	}
	return sentences, positions, nil
}

func separate(out *bytes.Buffer, i int, mark string) {
	if i > 0 {
		out.WriteString(mark)
	}
}

func quote(s string) string { return string(encode(s)) }

// encode writes JSON without escaping what only HTML needs escaped. Strings and
// numbers cannot fail.
func encode(v any) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}
