package web

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// What many ask at the same time is asked once, and again after something was written.
func TestKept(t *testing.T) {
	var k kept[int]
	var asked atomic.Int32
	begun, goOn := make(chan struct{}), make(chan struct{})
	ask := func(context.Context) (int, error) {
		if asked.Add(1) == 1 {
			close(begun)
			<-goOn
		}
		return int(asked.Load()), nil
	}
	var all sync.WaitGroup
	get := func() {
		if n, err := k.get(t.Context(), "q", ask); n != 1 || err != nil {
			t.Errorf("got %d, %v", n, err)
		}
	}
	all.Go(get)
	<-begun
	for range 20 {
		all.Go(get)
	}
	close(goOn)
	all.Wait()
	k.forget()
	if n, err := k.get(t.Context(), "q", ask); n != 2 || err != nil {
		t.Errorf("after forget: %d, %v", n, err)
	}
}

// Who goes away while an answer is made leaves it to the others; an error goes
// to those who wait and is asked anew.
func TestKeptFailure(t *testing.T) {
	var k kept[int]
	begun, goOn := make(chan struct{}), make(chan struct{})
	fails := func(context.Context) (int, error) {
		close(begun)
		<-goOn
		return 0, errors.New("no")
	}
	var all sync.WaitGroup
	all.Go(func() {
		if _, err := k.get(t.Context(), "q", fails); err == nil {
			t.Error("no error")
		}
	})
	<-begun
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := k.get(gone, "q", fails); !errors.Is(err, context.Canceled) {
		t.Errorf("who has gone got %v", err)
	}
	close(goOn)
	all.Wait()
	fine := func(context.Context) (int, error) { return 7, nil }
	if n, err := k.get(t.Context(), "q", fine); n != 7 || err != nil {
		t.Errorf("after a failure: %d, %v", n, err)
	}
}

// However many questions are asked, few answers are kept.
func TestKeptBound(t *testing.T) {
	var k kept[string]
	for i := range 3 * mostKept {
		q := strings.Repeat("x", i)
		if got, _ := k.get(t.Context(), q, func(context.Context) (string, error) { return q, nil }); got != q {
			t.Fatalf("%d: %d letters", i, len(got))
		}
	}
	if len(k.answers) > mostKept {
		t.Errorf("%d answers are kept", len(k.answers))
	}
	for _, a := range k.answers {
		a.until = time.Now().Add(-time.Second)
	}
	_, _ = k.get(t.Context(), "new", func(context.Context) (string, error) { return "new", nil })
	if len(k.answers) != 1 {
		t.Errorf("%d answers are kept, all but one too old", len(k.answers))
	}
}
