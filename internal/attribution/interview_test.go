package attribution

import (
	"strings"
	"testing"

	"demarche"
)

const above = "Pavel Orlan leads the Valley League. We meet Orlan at the dam.\n\n"

func TestInterview(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"answers, over paragraphs, and what the interviewer says in between": {
			above + "Mr. Orlan, will you go?\n\nI stay.\n\nAnd the fees?\n\nWe pay them.\n\nThe minister wants more.\n\nHe may want. I do not pay it.\n\nAre you sure?\n\nWe are.\n\nAnd we were.\n\nWhen do you vote?\n\nMy turn is on Monday.\n\nThe League was founded in May.",
			"I stay.; We pay them.; He may want. I do not pay it.; We are.|And we were.; My turn is on Monday.",
		},
		"questions that a report answers": {
			above + "What is in the deal?\n\nThe fees go up.\n\nWho pays them?\n\nThe valley does.\n\nWhat does it mean for you?\n\nYour bill goes up.\n\nWill it pass?\n\nNobody knows.",
			"",
		},
		"nobody is named above": {
			"Will you go?\n\nI stay.\n\nAre you sure?\n\nI am.\n\nAnd the fees?\n\nWe pay.\n\nWhen?\n\nI cannot say.",
			"",
		},
	} {
		sents := []demarche.Sentence{{Span: demarche.Span{End: len(above) - 2}, Tokens: []demarche.Token{{Span: demarche.Span{End: 5}, Entity: "PERSON"}, {Span: demarche.Span{Start: 6, End: 11}, Entity: "PERSON"}}}}
		if !strings.HasPrefix(c.text, above) {
			sents = nil
		}
		var got []string
		for _, a := range Interview(c.text, body(c.text), sents, nil) {
			if a.Source[0].Cut(c.text) != "Pavel Orlan" || !demarche.Answers(c.text, a.Cue) || a.Cue[0].End > a.Content[0].Start {
				t.Errorf("%s: %+v", name, a)
			}
			var words []string
			for _, s := range a.Content {
				words = append(words, s.Cut(c.text))
			}
			got = append(got, strings.Join(words, "|"))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, g, c.want)
		}
	}
}
