package sample

import (
	"encoding/csv"
	"strconv"

	"demarche"
)

// Sentence is one sentence of an article.
type Sentence struct {
	Article string // the file's name without its ending; in JSON Lines, the item's id
	Number  int    // from 0
	Kind    string // title | byline | heading | body | caption | furniture
	Text    string
}

// Position is a report of a stance, as a person coded it. The values are those
// of demarche.Position, but Person is a name.
type Position struct {
	Sentence
	Holder, Person, Issue, Stance, Act, Reported, Time string
}

// Sentences returns every sentence of every article, in order.
func Sentences() ([]Sentence, error) {
	rows, err := table("expected/sentences.csv")
	if err != nil {
		return nil, err
	}
	out := make([]Sentence, 0, len(rows))
	for _, r := range rows {
		out = append(out, Sentence{r["article"], number(r), r["kind"], r["text"]})
	}
	return out, nil
}

// Positions returns every coded position, in the order of the articles.
func Positions() ([]Position, error) {
	rows, err := table("expected/positions.csv")
	if err != nil {
		return nil, err
	}
	out := make([]Position, 0, len(rows))
	for _, r := range rows {
		out = append(out, Position{
			Sentence: Sentence{Article: r["article"], Number: number(r), Text: r["text"]},
			Holder:   r["holder"], Person: r["person"], Issue: r["issue"], Stance: r["stance"],
			Act: r["act"], Reported: r["reported"], Time: r["time"],
		})
	}
	return out, nil
}

func number(row map[string]string) int {
	n, err := strconv.Atoi(row["sentence"])
	if err != nil {
		return -1 // no sentence has it, so the tests of the files say so
	}
	return n
}

// table reads a file of Files that has a head line; a row maps its names to
// the cells.
func table(path string) ([]map[string]string, error) {
	f, err := Files.Open(path)
	if err != nil {
		return nil, broken(path, err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) == 0 {
		return nil, broken(path, err)
	}
	out := make([]map[string]string, 0, len(lines)-1)
	for _, cells := range lines[1:] {
		row := make(map[string]string, len(cells))
		for i, c := range cells {
			row[lines[0][i]] = c
		}
		out = append(out, row)
	}
	return out, nil
}

func broken(path string, cause error) error {
	return &demarche.Error{Kind: demarche.Invalid, Op: "read sample/" + path, Cause: cause, Hint: "build the program again from a clean copy"}
}
