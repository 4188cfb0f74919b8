// Package tell says what has moved. In come a store with those who listen; out
// go signed webhooks and e-mail digests, each of what its listener has not been
// told yet. What a listener knows is noted only after it has taken the message,
// so that a killed process or a deaf listener costs a repetition at most, never
// a move; a webhook that is repeated has the same id.
package tell

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"demarche"
	"demarche/internal/store"
)

// Teller tells those who listen to a store.
type Teller struct {
	DB   *store.DB
	HTTP *http.Client // for webhooks
	Mail *Post        // nil where no mail server is known
	Now  func() time.Time
	Link string // address of the web application, for links; may be empty
}

// The kinds of listener.
const (
	Webhook = "webhook"
	Mail    = "mail"
)

// most is how many moves one message tells of: the oldest first.
const most = 100

// retries is how long to wait after so many failures.
var retries = [...]time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 24 * time.Hour}

// Due tells everybody whose time has come, and returns how many were told. An
// error stands for each listener that does not take its message; it is told
// later.
func (t *Teller) Due(ctx context.Context) (told int, err error) {
	all, err := t.DB.Listeners(ctx)
	if err != nil {
		return 0, err
	}
	var failed []error
	for _, l := range all {
		if l.Next == 0 || l.Next > t.Now().Unix() {
			continue
		}
		n, err := t.one(ctx, l)
		told += n
		if ctx.Err() != nil {
			return told, ctx.Err()
		}
		if err != nil {
			failed = append(failed, err)
		}
	}
	return told, errors.Join(failed...)
}

// one tells one listener what is new to it.
func (t *Teller) one(ctx context.Context, l store.Listener) (told int, err error) {
	for {
		moves, err := t.DB.News(ctx, l)
		if err != nil || len(moves) == 0 {
			return told, err
		}
		slices.Reverse(moves)
		moves = moves[:min(len(moves), most)]
		err = t.send(ctx, l, moves)
		if ctx.Err() != nil {
			return told, ctx.Err()
		}
		now := t.Now()
		if err != nil {
			l.Next, l.Error = now.Add(retries[min(l.Failures, len(retries)-1)]).Unix(), cause(err)
			if l.Failures++; errors.Is(err, errGone) {
				l.Next = 0
			}
			return told, errors.Join(err, t.DB.Told(ctx, l, nil))
		}
		l.Next, l.Told, l.Failures, l.Error = now.Unix()+max(l.Gap, 1), now.Unix(), 0, ""
		if err := t.DB.Told(context.WithoutCancel(ctx), l, moves); err != nil {
			return told, err
		}
		told++
		if l.Kind == Mail || len(moves) < most {
			return told, nil
		}
	}
}

func (t *Teller) send(ctx context.Context, l store.Listener, moves []store.Shift) error {
	talks, err := t.DB.Talks(ctx)
	if err != nil {
		return err
	}
	switch {
	case l.Kind == Webhook:
		return t.post(ctx, l, talks, moves)
	case t.Mail == nil:
		return &demarche.Error{Kind: demarche.Unavailable, Op: "tell " + l.Target, Cause: errors.New("no mail server is known"), Hint: "set DEMARCHE_SMTP to smtp://user:password@host:587 and DEMARCHE_MAIL_FROM to who writes"}
	}
	return t.Mail.send(ctx, l, Digest(talks, l, moves, t.Link))
}

func cause(err error) string {
	var known *demarche.Error
	if errors.As(err, &known) && known.Cause != nil {
		return known.Cause.Error()
	}
	return err.Error()
}

func unavailable(target string, cause error, hint string) error {
	return &demarche.Error{Kind: demarche.Unavailable, Op: "tell " + target, Cause: cause, Hint: hint}
}

// name is what talks are called.
func name(t *demarche.Talks) string {
	if t == nil {
		return "the talks"
	}
	if t.Title != "" {
		return t.Title
	}
	return t.ID
}

// subject is a line that says how much has moved.
func subject(t *demarche.Talks, moves []store.Shift) string {
	if len(moves) == 1 {
		m := moves[0]
		return fmt.Sprintf("%s: %s on %s, %s → %s", name(t), m.Holder, m.Issue, m.From, m.To)
	}
	return fmt.Sprintf("%s: %d moves", name(t), len(moves))
}
