package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"demarche/internal/store"
)

// posting sends a form as somebody who has loaded a page of ours.
func posting(t *testing.T, base, path string, form url.Values) answer {
	t.Helper()
	page := fetch(t, base+"/review")
	_, token, _ := strings.Cut(page.body, `name="csrf" value="`)
	token, _, _ = strings.Cut(token, `"`)
	form.Set("csrf", token)
	r, err := http.NewRequest(http.MethodPost, base+path, strings.NewReader(form.Encode()))
	must(t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return ask(t, r)
}

func TestReviewOfTalksOnly(t *testing.T) {
	db := sampled(t, local)
	srv := serve(t, db)
	all, err := db.Proposals(t.Context(), store.Review{Limit: 1})
	must(t, err)
	id := jsonOf(t, all[0].ID)
	for _, bad := range []url.Values{
		{"verdict": {"changed"}, "position": {id}, "stance": {"maybe"}}, {"verdict": {"changed"}, "position": {id}, "holder": {"XXX"}}, {"verdict": {"changed"}, "position": {id}, "to-issue": {"nope"}},
		{"verdict": {"changed"}, "position": {id}, "span": {"9-3"}}, {"verdict": {"changed"}, "position": {id}, "span": {"0-99999999"}}, {"verdict": {"changed"}, "position": {id}}, {"verdict": {"loved"}, "position": {id}}, {"verdict": {"accepted"}},
	} {
		if got := posting(t, srv.URL, "/review", bad); got.code != http.StatusBadRequest && got.code != http.StatusNotFound {
			t.Errorf("%v: %d", bad, got.code)
		}
	}
	left, err := db.Proposals(t.Context(), store.Review{Decided: true, Limit: 9})
	must(t, err)
	if len(left) != 0 {
		t.Errorf("%d decisions were kept", len(left))
	}
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	must(t, err)
	return string(b)
}

func TestCorrectionsAreTrainingData(t *testing.T) {
	db := sampled(t, local)
	srv := serve(t, db)
	all, err := db.Proposals(t.Context(), store.Review{Limit: 2})
	must(t, err)
	posting(t, srv.URL, "/review", url.Values{"verdict": {"changed"}, "position": {jsonOf(t, all[0].ID)}, "stance": {"dropped"}})
	posting(t, srv.URL, "/review", url.Values{"verdict": {"rejected"}, "position": {jsonOf(t, all[1].ID)}})
	got := fetch(t, srv.URL+"/export/corrections")
	positions, sentences := 0, 0
	for _, line := range strings.Split(strings.TrimSpace(got.body), "\n") {
		var d struct {
			Sentences [][2]int
			Positions []struct{ Stance string }
		}
		must(t, json.Unmarshal([]byte(line), &d))
		positions, sentences = positions+len(d.Positions), sentences+len(d.Sentences)
	}
	if positions != 1 || sentences < 1 || !strings.Contains(got.body, "dropped") {
		t.Errorf("%s", got.body)
	}
}

func TestNotesHangOnThings(t *testing.T) {
	srv := serve(t, sampled(t, local))
	at := articles(t, srv.URL)[0] + "?at=5-20"
	for _, subject := range []string{"/cell/OST/minimum-flow", "/moves/OST/valley-withdrawal/2026-02-05", at} {
		got := posting(t, srv.URL, "/notes", url.Values{"subject": {subject}, "body": {"Is this <b>so</b>?\nAsk."}})
		if got.code != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", subject, got.code, got.body)
		}
		if page := fetch(t, srv.URL+subject); !strings.Contains(page.body, "Is this &lt;b&gt;so&lt;/b&gt;?\nAsk.") {
			t.Errorf("%s does not show its note", subject)
		}
	}
	for _, bad := range []url.Values{{"subject": {"//evil.example/cell/"}, "body": {"x"}}, {"subject": {"/cell/OST/minimum-flow"}, "body": {" "}}, {"subject": {"/nope"}, "body": {"x"}}} {
		if got := posting(t, srv.URL, "/notes", bad); got.code != http.StatusBadRequest {
			t.Errorf("%v: %d", bad, got.code)
		}
	}
}

func TestCodingIsBlindAndAgreementIsCounted(t *testing.T) {
	db := sampled(t, local)
	srv := serve(t, db)
	page := fetch(t, srv.URL+"/coding").body
	for range 3 {
		form := url.Values{"stance": {"for"}}
		for _, name := range []string{"hash", "at", "party", "issue"} {
			_, v, _ := strings.Cut(page, `name="`+name+`" value="`)
			v, _, _ = strings.Cut(v, `"`)
			form.Set(name, v)
		}
		before := page
		if got := posting(t, srv.URL, "/coding", form); got.code != http.StatusSeeOther {
			t.Fatalf("%d %s", got.code, got.body)
		}
		if page = fetch(t, srv.URL+"/coding").body; page == before {
			t.Error("the next place is the same")
		}
	}
	codings, err := db.Codings(t.Context())
	must(t, err)
	if len(codings) != 6 {
		t.Errorf("%d codings, want three and the machine's", len(codings))
	}
	if got := fetch(t, srv.URL+"/agreement"); !strings.Contains(got.body, "demarche") || !strings.Contains(got.body, "6 values") {
		t.Error("the agreement page does not count them")
	}
}

func TestReviewByKeyboard(t *testing.T) {
	db := sampled(t, local)
	srv := serve(t, db)
	decided := func() int {
		all, err := db.Proposals(t.Context(), store.Review{Decided: true, Limit: 99})
		must(t, err)
		return len(all)
	}
	ctx := browser(t)
	do(t, ctx, chromedp.Navigate(srv.URL+"/review"), press("a"))
	arrives(t, ctx, "accepted")
	do(t, ctx, press("j"), press("r"))
	arrives(t, ctx, "rejected")
	if n := decided(); n != 2 {
		t.Errorf("%d are decided, want 2", n)
	}
	do(t, ctx, press("u"))
	arrives(t, ctx, "taken")
	if n := decided(); n != 1 {
		t.Errorf("after an undo %d are decided, want 1", n)
	}
}

func TestWordsAreChosenByMouse(t *testing.T) {
	db := sampled(t, local)
	srv := serve(t, db)
	ctx := browser(t)
	do(t, ctx, chromedp.Navigate(srv.URL+"/review"), chromedp.WaitVisible(chromedp.CSS(`[data-span] .words`)),
		chromedp.Evaluate[chromedp.Void](`{const n = document.querySelector('[data-span] .words').firstChild; getSelection().setBaseAndExtent(n, 0, n, 5); 0}`),
		chromedp.WaitVisible(chromedp.CSS(`.decide details[open] button`)))
	words := eval[string](t, ctx, `document.querySelector('[data-span] .words').textContent.slice(0, 5)`)
	do(t, ctx, chromedp.Click(chromedp.CSS(`.decide details[open] button`)))
	arrives(t, ctx, "changed")
	all, err := db.Proposals(t.Context(), store.Review{Decided: true, Limit: 9})
	must(t, err)
	if len(all) != 1 || all[0].Evidence.Evidence != words {
		t.Errorf("chose %q, kept %v", words, all)
	}
}
