package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestProgressShowsDocumentsRateAndTimeLeft(t *testing.T) {
	var out bytes.Buffer
	at := time.Unix(0, 0)
	p := &progress{w: &out, total: 100, now: func() time.Time { return at }, started: at}
	for range 40 {
		at = at.Add(100 * time.Millisecond)
		p.step()
	}
	shown := strings.Split(out.String(), "\r\x1b[K")
	if last := shown[len(shown)-1]; last != "40 of 100 documents, 10.0 a second, 6s left" {
		t.Errorf("last line %q", last)
	}
	if first := shown[1]; first != "10 of 100 documents, 10.0 a second, 9s left" {
		t.Errorf("first line %q: it should come after a second", first)
	}
	if len(shown) > 18 {
		t.Errorf("drawn %d times in four seconds", len(shown)-1)
	}
	out.Reset()
	p.clear()
	p.clear()
	if out.String() != "\r\x1b[K" {
		t.Errorf("cleared by %q", out.String())
	}
}

func TestProgressOfAnUnknownNumber(t *testing.T) {
	var out bytes.Buffer
	at := time.Unix(0, 0)
	p := &progress{w: &out, now: func() time.Time { return at }, started: at}
	at = at.Add(2 * time.Second)
	p.step()
	if got := out.String(); got != "\r\x1b[K1 documents, 0.5 a second" {
		t.Errorf("%q", got)
	}
}

func TestProgressIsSilentWithoutATerminal(t *testing.T) {
	var out bytes.Buffer
	e := &env{stderr: &out, stdout: &out, now: time.Now}
	p := e.progress(3)
	p.started = p.started.Add(-time.Hour)
	p.step()
	p.clear()
	if out.Len() > 0 {
		t.Errorf("printed %q", out.String())
	}
}
