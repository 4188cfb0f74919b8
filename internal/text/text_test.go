package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"demarche"
	"demarche/internal/text"
)

func cut(s string) string {
	var out []string
	for _, t := range text.New().Tokens(nil, s, demarche.Span{End: len(s)}) {
		out = append(out, t.Cut(s))
	}
	return strings.Join(out, "|")
}

func TestTokens(t *testing.T) {
	for in, want := range map[string]string{
		`"We don't know," Mr. Tarn said.`:           `"|We|do|n't|know|,|"|Mr.|Tarn|said|.`,
		"Ostria’s long-term plan can’t work":        "Ostria|’s|long|-|term|plan|ca|n’t|work",
		"the non-aligned, post-war states":          "the|non-aligned|,|post-war|states",
		"They cannot—and won't—pay $1,250.50.":      "They|can|not|—|and|wo|n't|—|pay|$|1,250.50|.",
		"at 5.30pm on Dec. 3, i.e. today":           "at|5.30|pm|on|Dec.|3|,|i.e.|today",
		"the U.S. envoy J. Orlen (55%)...":          "the|U.S.|envoy|J.|Orlen|(|55|%|)|...",
		"see https://example.org/a?b=c, now":        "see|https://example.org/a?b=c|,|now",
		"‘Root cause’ of war, says palace":          "‘|Root|cause|’|of|war|,|says|palace",
		"ended.Then it began":                       "ended|.|Then|it|began",
		"«Jamais», dit-on; AT&T 24/7":               "«|Jamais|»|,|dit|-|on|;|AT&T|24/7",
		"the ministers' 10-year-old offer":          "the|ministers|'|10|-|year|-|old|offer",
		"\u00a0\ufeffblank\u00a0marks\u200b":        "blank|marks",
		"call 555-0137 (1-800-555-0137), 10-12":     "call|555-0137|(|1-800-555-0137|)|,|10|-|12",
		"write <a.b@example.org> :-).":              "write|<|a.b@example.org|>|:-)|.",
		"I dont think im wrong, thats it?! =)":      "I|do|nt|think|i|m|wrong|,|that|s|it|?!|=)",
		"No. 4 said no. And we?":                    "No.|4|said|no|.|And|we|?",
		"Fri. or Thurs., attn. Tarn!!":              "Fri.|or|Thurs.|,|attn.|Tarn|!!",
		"FranÃ§ois and SaruA\u0303\u0083A\u0302¡n":  "FranÃ§ois|and|SaruA\u0303\u0083A\u0302¡n",
		"tar...@example.org, Tarn\"<t@example.org>": "tar...@example.org|,|Tarn|\"|<|t@example.org|>",
		"b/c of the 80's and/or $$$.?":              "b/c|of|the|80's|and|/|or|$$$|.?",
		"":                                          "",
	} {
		if got := cut(in); got != want {
			t.Errorf("%q:\n got %s\nwant %s", in, got, want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"a b", `"don't" — 5.30pm.`, "\xff\xfe", "....--''", "x'", "’s", "@a #b http://", "n't"} {
		f.Add(s)
	}
	tok := text.New()
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, x := range tok.Tokens(nil, s, demarche.Span{End: len(s)}) {
			if x.Start < end || x.End <= x.Start || x.End > len(s) {
				t.Fatalf("%q: span %v after %d", s, x, end)
			}
			if utf8.ValidString(s) && !utf8.ValidString(x.Cut(s)) {
				t.Fatalf("%q: %q cuts a character", s, x.Cut(s))
			}
			if gap := strings.TrimFunc(s[end:x.Start], func(r rune) bool { return r <= ' ' || r > 0x7f }); gap != "" {
				t.Fatalf("%q: %q is in no token", s, gap)
			}
			end = x.End
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	s := strings.Repeat(`"We don't accept the long-term plan," said Mr. Tarn, Ostria's envoy, on Dec. 3. `, 50)
	tok := text.New()
	var out []demarche.Span
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		out = tok.Tokens(out[:0], s, demarche.Span{End: len(s)})
	}
}
