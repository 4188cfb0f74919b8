package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/gazetteer"
	"demarche/internal/page"
	"demarche/internal/pipeline"
	"demarche/internal/talks"
)

// sighter is a reader that can say where a document refers to the issues.
type sighter interface {
	Sightings(demarche.Document, *demarche.Talks) ([]pipeline.Sighting, []pipeline.Naming)
}

// talksCheck is `demarche talks check`.
func (e *env) talksCheck() *cobra.Command {
	var text string
	cmd := &cobra.Command{
		Use:   "check [flags] FILE",
		Short: "Check a talks file, and show what it finds in a text",
		Long: `Check a talks file: every fault with its line and what to do. Then show, for each
party, the names that stand for it, and for each issue the words that can refer to
its claim and to the claim's contrary. With --text, show for each sentence of an
article which words were matched, how much of the claim they give, and which
positions follow. The exit status is 1 where the file has a fault.`,
		Example: `  demarche talks check talks.yaml
  demarche talks check talks.yaml --text article.txt
  pbpaste | demarche talks check talks.yaml --text -`,
		Args: exactly("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return e.talksCheckRun(cmd.Context(), args[0], text) },
	}
	cmd.Flags().StringVar(&text, "text", "", "an article to match the file against: a file, an address, or - for standard input")
	return cmd
}

func (e *env) talksCheckRun(ctx context.Context, file, text string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return &demarche.Error{Kind: demarche.NotFound, Op: "read talks", Cause: err, Hint: "give the path of a YAML file with parties and issues"}
	}
	g := gazetteer.Load()
	t, problems := talks.Review(data, g)
	faults := 0
	for _, p := range problems {
		kind := "error"
		if p.Warning {
			kind = "warning"
		} else {
			faults++
		}
		at := file
		if p.Line > 0 {
			at = fmt.Sprintf("%s:%d", file, p.Line)
		}
		fmt.Fprintf(e.stdout, "%s: %s: %s (%s)\n", at, kind, p.Cause, p.Hint)
	}
	if faults > 0 {
		return &demarche.Error{Kind: demarche.Invalid, Op: "check " + file, Cause: fmt.Errorf("%d %s", faults, plural(faults, "fault")), Hint: "put them right and check again"}
	}
	if text == "" {
		describeTalks(e.stdout, t, talks.Compile(t, g))
		return nil
	}
	return e.talksMatch(ctx, t, text)
}

func plural(n int, word string) string {
	stem, y := strings.CutSuffix(word, "y")
	switch {
	case n == 1:
		return word
	case y:
		return stem + "ies"
	}
	return word + "s"
}

// describeTalks prints what can name each party and each issue.
func describeTalks(w io.Writer, t *demarche.Talks, m *talks.Matcher) {
	fmt.Fprintf(w, "%s: %d %s, %d %s\n", t.ID, len(t.Parties), plural(len(t.Parties), "party"), len(t.Issues), plural(len(t.Issues), "issue"))
	for _, p := range t.Parties {
		fmt.Fprintf(w, "\n%s  %s\n", p.ID, p.Name)
		if names := m.Names(p.ID); len(names) > 0 {
			fmt.Fprintf(w, "    named by: %s\n", strings.Join(names, ", "))
		}
	}
	for _, s := range t.Issues {
		fmt.Fprintf(w, "\n%s  %s\n", s.ID, s.Claim)
		for _, p := range m.Explain(s.ID) {
			describePart(w, p)
		}
	}
}

func describePart(w io.Writer, p talks.Part) {
	fmt.Fprintf(w, "    %3.0f %%  %s", 100*p.Share, p.Text)
	if len(p.Words) > 0 {
		fmt.Fprintf(w, ": %s", strings.Join(p.Words, ", "))
	}
	fmt.Fprintln(w)
	if len(p.Kin) > 0 {
		fmt.Fprintf(w, "           beside another part: %s\n", strings.Join(p.Kin, ", "))
	}
	if len(p.Contrary) > 0 {
		fmt.Fprintf(w, "           contrary: %s\n", strings.Join(p.Contrary, ", "))
	}
}

// talksMatch prints what the talks find in a text, sentence by sentence.
func (e *env) talksMatch(ctx context.Context, t *demarche.Talks, text string) error {
	r, err := e.open()
	if err != nil {
		return err
	}
	s, ok := r.(sighter)
	if !ok {
		return errors.New("the reader cannot show what it matches")
	}
	for load := range e.documents(ctx, page.Expand([]string{text}), page.Hints{}) {
		doc, err := load(ctx)
		if err != nil {
			return err
		}
		e.printMatches(doc, s, r.Read(doc, t), t)
	}
	return nil
}

func (e *env) printMatches(doc demarche.Document, s sighter, rec demarche.Record, t *demarche.Talks) {
	found, names := s.Sightings(doc, t)
	cut := demarche.Cutter(rec.Document.Text)
	if len(names) == 0 {
		fmt.Fprintln(e.stdout, "The text names no party of the talks. Add the names that it uses as aliases or members.")
	}
	if len(found) == 0 {
		fmt.Fprintln(e.stdout, "No sentence refers to an issue. Add the words that the text uses as terms of the issue.")
	}
	last := -1
	for _, x := range found {
		if x.Sentence.Start != last {
			last = x.Sentence.Start
			fmt.Fprintf(e.stdout, "\n%s\n", strings.Join(strings.Fields(x.Sentence.Cut(doc.Text)), " "))
			fmt.Fprintf(e.stdout, "    parties: %s\n", namesIn(doc.Text, names, x.Sentence))
		}
		fmt.Fprintf(e.stdout, "    %s\n", sighting(doc.Text, x))
	}
	fmt.Fprintf(e.stdout, "\n%d %s\n", len(rec.Positions), plural(len(rec.Positions), "position"))
	for _, p := range rec.Positions {
		fmt.Fprintf(e.stdout, "    %s %s %s, by %s: %s\n", p.Holder, p.Issue, p.Stance, p.Rule, strings.Join(strings.Fields(cut(p.Evidence)), " "))
	}
}

// sighting is one line: the issue, its words, and why.
func sighting(text string, x pipeline.Sighting) string {
	side := "the claim"
	if x.Contrary {
		side = "its contrary"
	}
	line := fmt.Sprintf("%s: %q, as %s, speaks of %s; ", x.Issue, x.At.Cut(text), x.How, side)
	var with []string
	for _, w := range x.Words {
		if w != x.At {
			with = append(with, w.Cut(text))
		}
	}
	if len(with) > 0 {
		line += "with " + strings.Join(with, ", ") + " "
	}
	line += fmt.Sprintf("%.0f %% of it", 100*x.Share)
	if !x.Firm {
		line += ", too little by itself"
	}
	return line
}

func namesIn(text string, names []pipeline.Naming, s demarche.Span) string {
	var out []string
	for _, n := range names {
		if s.Contains(n.Span) {
			out = append(out, n.Cut(text)+" = "+n.Party)
		}
	}
	if len(out) == 0 {
		return "none named"
	}
	return strings.Join(out, ", ")
}
