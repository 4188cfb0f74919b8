package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	feeds "demarche/internal/feed"
	"demarche/internal/fetch"
	"demarche/internal/follow"
	"demarche/internal/store"
)

// followAdd is `demarche follow add`.
func (e *env) followAdd() *cobra.Command {
	var f dbFlags
	var asPage bool
	var folder string
	cmd := &cobra.Command{
		Use:   "add [flags] ADDRESS…",
		Short: "Follow feeds, sitemaps or pages",
		Long: `Follow an address: an RSS, Atom or JSON feed, a sitemap, or a page that names its
feed, which is followed then. With --page the page itself is watched for edits.`,
		Example: `  demarche follow add https://halverycourier.example/feed.xml
  demarche follow add --page https://ministry.example/statement
  demarche follow add https://kessenpost.example/news-sitemap.xml --folder Varland`,
		Args: inputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.changing(cmd.Context(), f, func(db *store.DB) error {
				return e.addSources(cmd.Context(), db, args, asPage, folder)
			})
		},
	}
	f.database(cmd)
	e.web.flags(cmd)
	cmd.Flags().BoolVar(&asPage, "page", false, "watch the page itself")
	cmd.Flags().StringVar(&folder, "folder", "", "folder to list it under")
	complete(cmd, "folder")
	return cmd
}

// changing opens a database, and makes it where there is none, to change what
// it follows.
func (e *env) changing(ctx context.Context, f dbFlags, change func(*store.DB) error) error {
	db, err := store.Create(ctx, f.db, e.told)
	if err != nil {
		return err
	}
	db.Now = e.now
	return errors.Join(change(db), db.Close())
}

func (e *env) addSources(ctx context.Context, db *store.DB, args []string, asPage bool, folder string) error {
	var failed error
	for _, a := range args {
		s := store.Followed{Address: feeds.Address(a), Folder: folder, Gap: int64(follow.FirstGap / time.Second)}
		if s.Address == "" {
			e.complain(&demarche.Error{Kind: demarche.Invalid, Op: "follow " + a, Cause: errors.New("it is no http or https address"), Hint: "give it as https://…"})
			failed = errFailed
			continue
		}
		if asPage {
			s.Kind, s.Gap = string(feeds.Page), int64(follow.PageGap/time.Second)
		} else if err := e.discover(ctx, &s); err != nil {
			e.complain(err)
			failed = errFailed
			continue
		}
		n, err := db.Follow(ctx, []store.Followed{s})
		if err != nil {
			return err
		}
		said := "follows"
		if n == 0 {
			said = "follows already"
		}
		fmt.Fprintln(e.stderr, said+" "+s.Address)
	}
	return failed
}

// discover asks an address what it is. Where it is a page that names its feed,
// the feed is followed; where it does not answer now, it is asked later.
func (e *env) discover(ctx context.Context, s *store.Followed) error {
	a, err := e.web.get().Get(ctx, fetch.Request{Address: s.Address, Accept: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"})
	if kind := demarche.KindOf(err); err != nil && kind != demarche.Unavailable {
		return err
	}
	if err != nil {
		e.complain(err)
		return nil
	}
	l, err := feeds.Parse(a.Body, a.Address)
	if err == nil {
		s.Kind, s.Title = string(l.Kind), l.Title
		return nil
	}
	if found := feeds.Discover(a.Body, a.Address); len(found) > 0 {
		s.Kind, s.Address, s.Title = string(feeds.News), found[0].Address, found[0].Title
		return nil
	}
	return err
}

// followRemove is `demarche follow remove`.
func (e *env) followRemove() *cobra.Command {
	var f dbFlags
	cmd := &cobra.Command{
		Use:     "remove [flags] ADDRESS…",
		Short:   "Follow no longer; what was read stays",
		Example: `  demarche follow remove https://halverycourier.example/feed.xml`,
		Args:    inputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.changing(cmd.Context(), f, func(db *store.DB) error {
				var failed error
				for _, a := range args {
					if err := db.Unfollow(cmd.Context(), a); err != nil {
						e.complain(err)
						failed = errFailed
					}
				}
				return failed
			})
		},
	}
	f.database(cmd)
	return cmd
}

// followImport is `demarche follow import`.
func (e *env) followImport() *cobra.Command {
	var f dbFlags
	cmd := &cobra.Command{
		Use:   "import [flags] FILE…",
		Short: "Follow what an OPML file or a list of addresses names",
		Example: `  demarche follow import feeds.opml
  demarche follow import addresses.txt`,
		Args: inputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.changing(cmd.Context(), f, func(db *store.DB) error { return e.importAll(cmd.Context(), db, args) })
		},
	}
	f.database(cmd)
	return cmd
}

// maxImport bounds a file of addresses.
const maxImport = 64 << 20

func (e *env) importAll(ctx context.Context, db *store.DB, files []string) error {
	var failed error
	for _, name := range files {
		data, err := e.content(name)
		if err != nil {
			e.complain(err)
			failed = errFailed
			continue
		}
		subs, bad, err := feeds.ReadSubscriptions(data, name)
		if err != nil {
			e.complain(err) // what is before the fault counts
			failed = errFailed
		}
		if len(bad) > 0 {
			failed = errFailed
			e.complain(invalid("read "+name, fmt.Errorf("%d lines hold no address, the first is %q", len(bad), bad[0]), "the others were taken"))
		}
		var all []store.Followed
		for _, s := range subs {
			x := store.Followed{Address: s.Address, Kind: string(s.Kind), Title: s.Title, Folder: s.Folder, Gap: int64(follow.FirstGap / time.Second)}
			if s.Kind == feeds.Page {
				x.Gap = int64(follow.PageGap / time.Second)
			}
			all = append(all, x)
		}
		n, err := db.Follow(ctx, all)
		if err != nil {
			return err
		}
		fmt.Fprintf(e.stderr, "%s: %d addresses, %d of them new\n", name, len(all), n)
	}
	return failed
}

// content reads a file of bounded size, or standard input.
func (e *env) content(name string) ([]byte, error) {
	in := e.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, &demarche.Error{Kind: demarche.NotFound, Op: "read " + name, Cause: errors.Unwrap(err), Hint: "check the path"}
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxImport+1))
	if err != nil {
		return nil, &demarche.Error{Kind: demarche.Unavailable, Op: "read " + name, Cause: err, Hint: "check the file"}
	}
	if len(data) > maxImport {
		return nil, invalid("read "+name, fmt.Errorf("it is larger than %d MB", maxImport>>20), "split it")
	}
	return data, nil
}

// followExport is `demarche follow export`.
func (e *env) followExport() *cobra.Command {
	var f dbFlags
	cmd := &cobra.Command{
		Use:     "export [flags]",
		Short:   "Print what is followed as OPML",
		Example: `  demarche follow export > feeds.opml`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			db, err := store.Open(cmd.Context(), f.db, e.told)
			if err != nil {
				return err
			}
			defer db.Close()
			all, err := db.Sources(cmd.Context())
			if err != nil {
				return err
			}
			var subs []feeds.Subscription
			for _, s := range all {
				subs = append(subs, feeds.Subscription{Address: s.Address, Title: s.Title, Folder: s.Folder, Kind: feeds.Kind(s.Kind)})
			}
			return written(feeds.WriteOPML(e.stdout, "What demarche follows", subs))
		},
	}
	f.database(cmd)
	return cmd
}
