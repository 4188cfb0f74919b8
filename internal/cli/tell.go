package cli

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/store"
	"demarche/internal/tell"
)

// tell is `demarche tell`: says what has moved to those who listen.
func (e *env) tell() *cobra.Command {
	var f dbFlags
	var show bool
	cmd := &cobra.Command{
		Use:   "tell [flags]",
		Short: "Tell webhooks and mail addresses what has moved since they were told last",
		Long: `Send each listener the moves that it has not been told yet. follow does so by
itself; for cron there is this command.

A webhook gets JSON, signed as standardwebhooks.com has it; what it does not take
is sent again later, with the same webhook-id. Mail is a digest of plain text, at
most one a day; it needs DEMARCHE_SMTP (smtp://user:password@host:587, or
smtps://) and DEMARCHE_MAIL_FROM. DEMARCHE_LINK is the address of the web
application, for links.`,
		Example: `  demarche tell add webhook https://desk.example/hook --party OST
  demarche tell add mail desk@halverycourier.example --issue minimum-flow
  demarche tell list
  demarche tell --show                # print the digests that are due, and send nothing
  demarche tell`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return e.telling(cmd.Context(), f, func(db *store.DB) error {
				if show {
					return e.showNews(cmd.Context(), db)
				}
				t, err := e.teller(db)
				if err != nil {
					return err
				}
				return e.tellDue(cmd.Context(), t)
			})
		},
	}
	f.database(cmd)
	cmd.Flags().BoolVar(&show, "show", false, "print what there is to tell, and send nothing")
	cmd.AddCommand(e.tellAdd(), e.tellList(), e.tellRemove())
	return cmd
}

// telling opens a database that is there, with its ledger up to date.
func (e *env) telling(ctx context.Context, f dbFlags, do func(*store.DB) error) error {
	db, err := store.Open(ctx, f.db, e.told)
	if err != nil {
		return err
	}
	db.Now = e.now
	if err := db.Settle(ctx); err != nil {
		return errors.Join(err, db.Close())
	}
	return errors.Join(do(db), db.Close())
}

// teller is made with what the environment says of mail and links.
func (e *env) teller(db *store.DB) (*tell.Teller, error) {
	t := &tell.Teller{DB: db, Now: e.now, Link: e.getenv("DEMARCHE_LINK"),
		HTTP: &http.Client{Timeout: 15 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	server := e.getenv("DEMARCHE_SMTP")
	if server == "" {
		return t, nil
	}
	var err error
	t.Mail, err = tell.NewPost(server, e.getenv("DEMARCHE_MAIL_FROM"))
	return t, err
}

// tellDue tells who is due, with a line for each that does not listen.
func (e *env) tellDue(ctx context.Context, t *tell.Teller) error {
	n, err := t.Due(ctx)
	if n > 0 {
		fmt.Fprintf(e.stderr, "%d messages sent\n", n)
	}
	var all interface{ Unwrap() []error }
	if !errors.As(err, &all) {
		return err
	}
	for _, one := range all.Unwrap() {
		e.complain(one)
	}
	return errFailed
}

// showNews prints the digest of each listener.
func (e *env) showNews(ctx context.Context, db *store.DB) error {
	all, err := db.Listeners(ctx)
	if err != nil {
		return err
	}
	t, err := db.Talks(ctx)
	for _, l := range all {
		if err != nil {
			break
		}
		var moves []store.Shift
		if moves, err = db.News(ctx, l); err == nil && len(moves) > 0 {
			letter := tell.Digest(t, l, moves, e.getenv("DEMARCHE_LINK"))
			fmt.Fprintf(e.stdout, "To: %s\nSubject: %s\n\n%s\n", l.Target, letter.Subject, letter.Text)
		}
	}
	return err
}

// tellAdd is `demarche tell add`.
func (e *env) tellAdd() *cobra.Command {
	var f dbFlags
	var l store.Listener
	var all bool
	cmd := &cobra.Command{
		Use:   "add [flags] webhook|mail ADDRESS",
		Short: "Tell somebody what moves from now on",
		Example: `  demarche tell add webhook https://desk.example/hook --party OST
  demarche tell add mail desk@halverycourier.example --all`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			l.Kind, l.Target = args[0], args[1]
			return e.telling(cmd.Context(), f, func(db *store.DB) error { return e.listen(cmd.Context(), db, l, all) })
		},
	}
	f.database(cmd)
	flags := cmd.Flags()
	flags.StringVar(&l.Talks, "talks", "", "only of these talks, by their id")
	flags.StringVar(&l.Party, "party", "", "only what this party does")
	flags.StringVar(&l.Issue, "issue", "", "only on this issue")
	flags.Int64Var(&l.Gap, "every", 0, "seconds between two messages, at least (default a day for mail)")
	flags.BoolVar(&all, "all", false, "also what has moved already")
	for _, name := range []string{"talks", "party", "issue", "every"} {
		complete(cmd, name)
	}
	return cmd
}

// day is how often mail is sent, in seconds.
const day = 24 * 3600

func (e *env) listen(ctx context.Context, db *store.DB, l store.Listener, all bool) error {
	if err := e.named(ctx, db, &l); err != nil {
		return err
	}
	switch l.Kind {
	case tell.Webhook:
		if !strings.HasPrefix(l.Target, "https://") && !strings.HasPrefix(l.Target, "http://") {
			return usage(fmt.Errorf("%q is no http or https address", l.Target), "give it as https://…")
		}
		l.Secret = tell.Secret()
	case tell.Mail:
		if !strings.Contains(l.Target, "@") {
			return usage(fmt.Errorf("%q is no address of mail", l.Target), "give it as name@host")
		}
		if l.Gap == 0 {
			l.Gap = day
		}
	default:
		return usage(fmt.Errorf("%q is no kind of listener", l.Kind), "use webhook or mail")
	}
	id, err := db.Listen(ctx, l, all)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "listener %d: %s\n", id, l.Target)
	if l.Secret != "" {
		fmt.Fprintln(e.stdout, l.Secret)
		fmt.Fprintln(e.stderr, "the line above is the secret that its messages are signed with; it is not shown again")
	}
	return nil
}

// named makes ids of what the user calls a party and an issue.
func (e *env) named(ctx context.Context, db *store.DB, l *store.Listener) error {
	t, err := db.Talks(ctx)
	if err != nil {
		return err
	}
	unknown := func(what, name string) error {
		return &demarche.Error{Kind: demarche.NotFound, Op: "tell " + l.Target, Cause: fmt.Errorf("%s %q is not in the talks", what, name), Hint: "see: demarche table"}
	}
	if l.Party != "" {
		id, ok := party(t, l.Party)
		if !ok {
			return unknown("party", l.Party)
		}
		l.Party = id
	}
	if l.Issue != "" {
		id, ok := issue(t, l.Issue)
		if !ok {
			return unknown("issue", l.Issue)
		}
		l.Issue = id
	}
	return nil
}

// tellList is `demarche tell list`.
func (e *env) tellList() *cobra.Command {
	var f dbFlags
	columns := []string{"id", "kind", "target", "talks", "party", "issue", "told", "next", "failures", "error"}
	cmd := &cobra.Command{
		Use:     "list [flags]",
		Short:   "Show who is told, and whether it listens",
		Example: `  demarche tell list`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return e.asking(cmd.Context(), f, columns, func(db *store.DB, a *answer) error { return a.listeners(cmd.Context()) })
		},
	}
	f.question(cmd)
	return cmd
}

func (a *answer) listeners(ctx context.Context) error {
	all, err := a.db.Listeners(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return a.empty("nobody is told: demarche tell add webhook|mail ADDRESS")
	}
	if a.people != nil {
		a.people.Listeners(all)
		return nil
	}
	for _, l := range all {
		if err := a.write(l, l.ID, l.Kind, l.Target, l.Talks, l.Party, l.Issue, instant(l.Told), instant(l.Next), l.Failures, l.Error); err != nil {
			return err
		}
	}
	return nil
}

// tellRemove is `demarche tell remove`.
func (e *env) tellRemove() *cobra.Command {
	var f dbFlags
	cmd := &cobra.Command{
		Use:     "remove [flags] ID",
		Short:   "Tell a listener no more",
		Example: `  demarche tell remove 2`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return usage(fmt.Errorf("%q is no number of a listener", args[0]), "see: demarche tell list")
			}
			return e.telling(cmd.Context(), f, func(db *store.DB) error { return db.Dismiss(cmd.Context(), id) })
		},
	}
	f.database(cmd)
	return cmd
}
