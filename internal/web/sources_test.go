package web

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"demarche/internal/store"
)

// What is followed is shown with how it does; what a publisher writes there
// stays text.
func TestFollowedSources(t *testing.T) {
	db, ctx := sampled(t, local), context.Background()
	_, err := db.Follow(ctx, []store.Followed{{Address: "https://a.example/feed.xml", Gap: 900}, {Address: "https://b.example/feed.xml", Gap: 900}})
	must(t, err)
	all, err := db.Sources(ctx)
	must(t, err)
	good, bad := all[0], all[1]
	now := db.Now().Unix()
	good.Title, good.Kind, good.Asked, good.Answered, good.Next = "<script>alert(1)</script>", "feed", now, now, now+900
	_, err = db.Polled(ctx, good, []store.Entry{{Address: "https://a.example/1"}})
	must(t, err)
	bad.Asked, bad.Failures, bad.Error, bad.Next = now, 2, "the server answers 503", now+900
	_, err = db.Polled(ctx, bad, nil)
	must(t, err)
	srv := serve(t, db)
	got := fetch(t, srv.URL+"/sources")
	for _, want := range []string{"What is followed", "&lt;script&gt;", "https://a.example/feed.xml", "live", "failing", "the server answers 503", "1 Apr 2026, 12:15 UTC"} {
		if !strings.Contains(got.body, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(got.body, "<script>alert") {
		t.Error("a title runs")
	}
	if got := fetch(t, srv.URL+"/api/v1/sources"); got.code != http.StatusOK || !strings.Contains(got.body, `"state":"failing"`) {
		t.Errorf("%d %s", got.code, got.body)
	}
}
