package tell

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"demarche"
	"demarche/internal/store"
)

// Message is the body of a webhook.
type Message struct {
	Type      string        `json:"type"` // moves
	Timestamp string        `json:"timestamp"`
	Talks     string        `json:"talks"`
	Title     string        `json:"title"`
	Moves     []store.Shift `json:"moves"` // the oldest first
}

// errGone is the answer of a listener who wants no more.
var errGone = errors.New("the server answers 410 Gone: it is told no more")

// Secret makes a secret to sign with.
func Secret() string {
	key := make([]byte, 24)
	rand.Read(key) // never fails
	return "whsec_" + base64.StdEncoding.EncodeToString(key)
}

// post sends a webhook, signed as standardwebhooks.com has it: the headers
// webhook-id, webhook-timestamp and webhook-signature.
func (t *Teller) post(ctx context.Context, l store.Listener, talks *demarche.Talks, moves []store.Shift) error {
	at := t.Now()
	m := Message{Type: "moves", Timestamp: at.UTC().Format(time.RFC3339), Title: name(talks), Moves: moves}
	if talks != nil {
		m.Talks = talks.ID
	}
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	hook, err := webhooks.NewWebhook(l.Secret)
	if err != nil {
		return &demarche.Error{Kind: demarche.Invalid, Op: "tell " + l.Target, Cause: errors.New("its secret is broken"), Hint: "remove it and add it again"}
	}
	id := messageID(l, moves)
	signature, err := hook.Sign(id, at, body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, l.Target, bytes.NewReader(body))
	if err != nil {
		return &demarche.Error{Kind: demarche.Invalid, Op: "tell " + l.Target, Cause: errors.New("it is no address"), Hint: "remove it and add it again"}
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "demarche")
	req.Header.Set(webhooks.HeaderWebhookID, id)
	req.Header.Set(webhooks.HeaderWebhookTimestamp, strconv.FormatInt(at.Unix(), 10))
	req.Header.Set(webhooks.HeaderWebhookSignature, signature)
	return t.answered(l, req)
}

// answered sends a request and reads the status of its answer.
func (t *Teller) answered(l store.Listener, req *http.Request) error {
	answer, err := t.HTTP.Do(req)
	if err != nil {
		var u *url.Error
		if errors.As(err, &u) {
			err = u.Err
		}
		return unavailable(l.Target, err, "it is told later")
	}
	defer answer.Body.Close()
	io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10))
	switch {
	case answer.StatusCode == http.StatusGone:
		return unavailable(l.Target, errGone, "add it again when it wants to know")
	case answer.StatusCode < 200 || answer.StatusCode > 299:
		return unavailable(l.Target, fmt.Errorf("the server answers %d", answer.StatusCode), "it is told later")
	}
	return nil
}

// messageID is the same for the same moves to the same listener, so that a
// repetition can be known.
func messageID(l store.Listener, moves []store.Shift) string {
	h := sha256.New()
	fmt.Fprintln(h, l.ID, l.Target)
	for i := range moves {
		fmt.Fprintln(h, moves[i].Key())
	}
	return "msg_" + hex.EncodeToString(h.Sum(nil)[:16])
}
