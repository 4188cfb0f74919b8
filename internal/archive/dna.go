package archive

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"iter"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	_ "modernc.org/sqlite" // DNA keeps its documents in SQLite

	"demarche"
)

// DNA yields the documents of a database of Discourse Network Analyzer,
// versions 2 and 3 (SQLite, a table DOCUMENTS). Version 1 kept XML, which DNA 2
// and 3 import. The error is a *demarche.Error that names the file.
func DNA(ctx context.Context, name string) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		if err := isDNA(name); err != nil {
			yield(Article{}, err)
			return
		}
		address := url.URL{Scheme: "file", Opaque: (&url.URL{Path: name}).EscapedPath(), RawQuery: "mode=ro"}
		db, err := sql.Open("sqlite", address.String())
		if err != nil {
			yield(Article{}, damaged(name, err))
			return
		}
		defer db.Close()
		rows, err := db.QueryContext(ctx, `SELECT ID, coalesce(Title, ''), coalesce(Text, ''), coalesce(Author, ''), coalesce(Source, ''), coalesce(Date, '') FROM DOCUMENTS ORDER BY ID`)
		if err != nil {
			yield(Article{}, damaged(name, err))
			return
		}
		defer rows.Close()
		n := 0
		for ; rows.Next(); n++ {
			var a Article
			var date string
			err := rows.Scan(&a.ID, &a.Title, &a.Text, &a.Author, &a.Publisher, &date)
			if a.Date = dnaDate(date); err != nil {
				err = damaged(name, err)
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(Article{}, damaged(name, err))
		} else if n == 0 {
			yield(Article{}, invalid(name, "add documents to it in DNA", "it holds no documents"))
		}
	}
}

// isDNA looks at the head of a file, so that no other file is opened as a
// database.
func isDNA(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return &demarche.Error{Kind: demarche.NotFound, Op: "read " + name, Cause: errors.Unwrap(err), Hint: "check the path"}
	}
	defer f.Close()
	head := make([]byte, 16)
	io.ReadFull(f, head)
	if string(head) != "SQLite format 3\x00" {
		return invalid(name, "open it in DNA 3 and save it again, or export its documents as CSV", "it is no database of DNA 2 or 3")
	}
	return nil
}

func damaged(name string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return invalid(name, "does DNA open it?", "it is no database of DNA, or is damaged: %w", errors.New(strings.Join(strings.Fields(err.Error()), " ")))
}

// dnaDate reads the moment of a document: DNA 3 counts seconds, DNA 2
// milliseconds.
func dnaDate(s string) string {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return s
	}
	if n > 1<<34 || n < -1<<34 {
		n /= 1000
	}
	return time.Unix(n, 0).UTC().Format(time.RFC3339)
}
