// Package cli is the command line. In come arguments and streams; out go the
// commands' output, one clear line for each error, and an exit status. Every
// command has a file of its own; commands lists them.
package cli

import (
	"context"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/pipeline"
)

// commands are all commands, in the order of the help. A new one is one line.
func (e *env) commands() []*cobra.Command {
	return []*cobra.Command{
		e.demo(),
		e.read(),
		e.ingest(),
		e.follow(),
		e.work(),
		e.tell(),
		e.table(),
		e.why(),
		e.moves(),
		e.said(),
		e.who(),
		e.coverage(),
		e.edits(),
		e.talks(),
		e.export(),
		e.serve(),
		e.user(),
		e.reread(),
		e.migrate(),
		e.eval(),
	}
}

// env is what a command may reach of the world outside.
type env struct {
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	getenv func(string) string
	now    func() time.Time
	open   func() (reader, error) // loads the models
	web    fetching
}

// reader turns documents into records, from several goroutines at once.
type reader interface {
	Read(demarche.Document, *demarche.Talks) demarche.Record
}

// Run runs the program and returns its exit status: 0 for success, 1 where
// some input or the command failed, 2 for wrong usage, 130 when interrupted.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	e := &env{stdin: stdin, stdout: stdout, stderr: stderr, getenv: os.Getenv, now: time.Now,
		open: func() (reader, error) { return pipeline.New() }}
	return e.run(ctx, args)
}

func (e *env) run(ctx context.Context, args []string) int {
	started := false // an error before a command has started is one of usage
	root := e.root()
	root.PersistentPreRun = func(*cobra.Command, []string) { started = true }
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !started {
		err = usage(err, "see "+cmd.CommandPath()+" --help")
	}
	e.complain(err)
	return status(ctx, err)
}

func (e *env) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "demarche",
		Short: "Read news of negotiations: who said what, through whom, and where each party stands",
		Long: `demarche reads news articles about diplomacy and negotiations, and keeps track of
what every side has said. From each article it takes the statements, with their
speaker, channel, occasion and time, the political acts and, given a talks file,
each party's position on each issue, with the words that show it.`,
		Example: `  demarche read article.txt
  demarche read --talks talks.yaml articles/
  demarche read https://example.org/news/article.html
  cat page.html | demarche read --format json -`,
		Version:       version(),
		SilenceErrors: true, // printed once, by run
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          help,
	}
	root.SetIn(e.stdin)
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	root.AddCommand(e.commands()...)
	return root
}

// help is what a command does that only holds others.
func help(cmd *cobra.Command, _ []string) error { return cmd.Help() }
