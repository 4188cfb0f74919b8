package cli

import (
	"strings"
	"testing"
)

func TestTalksCheckFault(t *testing.T) {
	path := file(t, t.TempDir(), "bad.yaml", "talks: a\nparties:\n  - {id: V, nmae: Varland}\nissues:\n  - {id: p, claim: Varland opens its ports}\n")
	got := run(t, "talks", "check", path)
	if got.status != failure {
		t.Errorf("status %d", got.status)
	}
	for _, want := range []string{path + `:3: error: unknown key "nmae"`, `did you mean "name"?`} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("%q does not hold %q", got.stdout, want)
		}
	}
	if lines := strings.Count(got.stderr, "\n"); lines != 1 {
		t.Errorf("%d lines on standard error: %q", lines, got.stderr)
	}
}

func TestTalksCheckDescribes(t *testing.T) {
	path := file(t, t.TempDir(), "good.yaml", "talks: a\nparties:\n  - {id: V, name: Varland, aliases: [Varlandic]}\nissues:\n  - {id: l, claim: Varland joins the League}\n")
	got := run(t, "talks", "check", path)
	if got.status != success {
		t.Fatalf("status %d: %s", got.status, got.stderr)
	}
	for _, want := range []string{"1 party, 1 issue", "named by: varland, ", " varlandic, ", "accession", "contrary: neutral", "league"} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("%q does not hold %q", got.stdout, want)
		}
	}
}

func TestTalksCheckMissing(t *testing.T) {
	if got := run(t, "talks", "check", t.TempDir()+"/none.yaml"); got.status != failure || !strings.Contains(got.stderr, "none.yaml") {
		t.Errorf("%+v", got)
	}
}
