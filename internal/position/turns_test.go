package position_test

import (
	"os"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/pipeline"
	"demarche/internal/talks"
)

// TestTurns reads raw sentences of testdata/turns.txt, in which a small word turns the stance, or
// keeps there from being one.
func TestTurns(t *testing.T) {
	file, err := talks.Load("testdata/straits.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := pipeline.New()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/turns.txt")
	if err != nil {
		t.Fatal(err)
	}
	missed := 0
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, " | ")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		text, want := f[1], strings.TrimSuffix(f[2], "-")
		doc := demarche.Document{Text: text, Published: "2031-05-04", Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: len(text)}, Kind: demarche.Body}}}
		if got := stances(r.Read(doc, file).Positions); got != want {
			missed++
			t.Logf("%s\n got %q\nwant %q", text, got, want)
	for _, c := range []struct{ text, want string }{
		{"TOLM, Ostria, May 4 (NA) - Varland will lift its grain ban, its president said on Sunday.", "VAR ban for"},
		{"TOLM, May 4 (NA) - Varland offered on Sunday to lift its grain ban.", "VAR ban for"},
		{"Will Varland lift its grain ban?", ""},
		{"No Varlandic government would ever lift its grain ban, Varland said.", "VAR ban against"},
		{"Varland will not lift its grain ban.", "VAR ban against"},
		{"Halden said that Varland must lift its grain ban.", "HAL ban for"},
		{"Varland will lift its grain ban when the harvest is in.", "VAR ban conditional"},
		{"Halden said that the shelling of Luria was out of the question.", "HAL shelling against"},
		{"Varland still says no to the lifting of its grain ban.", "VAR ban against"},
		{"Varland denied a report in a paper that it had agreed to lift its grain ban.", "VAR ban against"},
		{"Varland will lift its grain ban, especially if the harvest is good.", "VAR ban for"},
		{"Halden no longer wants Ostrian troops to stay in Luria.", "HAL troops dropped"},
		{"Halden asked Varland to lift its grain ban and Varland refused.", "HAL ban for; VAR ban against"},
		{"Halden urged Varland to lift its grain ban, and Varland has agreed.", "HAL ban for; VAR ban for"},
		{"Ostria opposes Varlandic membership of the Northern League, as does Halden.", "HAL league against; OST league against"},
		{"Asked whether Varland would lift its grain ban, Varland said no.", "VAR ban against"},
		{"Will Varland lift its grain ban? “Never,” Varland said.", "VAR ban against"},
		{"Varland, which has good ties with Halden, demanded that Ostrian troops leave Luria.", "VAR troops against"},
		{"Halden once more urged Varland to lift its grain ban.", "HAL ban for"},
		{"Halden once urged Varland to lift its grain ban.", "HAL ban for past"},
		{"Halden, which used to back Ostria, wants Varland to lift its grain ban.", "HAL ban for"},
		{"Varland's lifting of the grain ban is “out of the question”, Varland said.", "VAR ban against"},
		{"Varland said that lifting its grain ban was “out of the question”.", "VAR ban against"},
		{"Varland would not hear of lifting its grain ban.", "VAR ban against"},
		{"Ostria would not hear of Varland joining the Northern League.", "OST league against"},
		{"Varland will lift its grain ban once the harvest is in.", "VAR ban conditional"},
		{"“The ban can be lifted once Ostria has paid, and not until then,” Varland said.", "VAR ban conditional"},
		{"Varland will not lift its grain ban without a guarantee from Ostria.", "VAR ban conditional"},
		{"Halden blamed the collapse of the Mirna process on Ostria.", "HAL talks for"},
		{"Halden objected to the invitation of the rebels to the Mirna process.", "HAL talks conditional"},
		{"Ostria opposed an invitation to the rebels to attend the Mirna process.", "OST talks conditional"},
		{"Varland has not decided whether to join the Northern League.", "VAR league unclear"},
		{"Varland made no comment on its membership of the Northern League.", "VAR league unclear"},
		{"Halden said that Varland's demand for membership of the Northern League was not helpful.", "HAL league against; VAR league for"},
		{"Halden fought hard to defend the Mirna process.", "HAL talks for"},
		{"Ostria questioned the figures and criticised the Mirna process.", "OST talks against"},
		{"Varland said that a report that it had agreed to lift its grain ban was not true.", "VAR ban against"},
		{"Varland, which had opposed the Mirna process, now backs it.", "VAR talks for"},
		{"Past Varlandic governments refused to join the Northern League.", "VAR league against past"},
		{"Previous Varlandic governments opposed membership of the Northern League.", "VAR league against past"},
		{"Varland would rather lift its grain ban than lose the harvest.", "VAR ban for"},
		{"Varland has not outlined a plan to lift its grain ban.", "VAR ban unclear"},
		{"Varland stopped short of lifting its grain ban.", "VAR ban against"},
		{"Ostria is in no hurry to withdraw its troops from Luria.", "OST troops for"},
		{"Varland is open to lifting its grain ban.", "VAR ban for"},
		{"Halden accused Varland of refusing to lift its grain ban.", "HAL ban for; VAR ban against"},
		{"Varland refused to rule out joining the Northern League.", "VAR league for"},
		{"Ostria dropped its objections to Varlandic membership of the Northern League.", "OST league for"},
		{"Ostria withdrew its veto of Varlandic membership of the Northern League.", "OST league for"},
		{"Varland has nothing against the Mirna process.", "VAR talks for"},
		{"Varland is not opposed to the Mirna process.", "VAR talks for"},
		{"There will be no lifting of the grain ban, Varland said.", "VAR ban against"},
		{"Varland says that its grain ban will stay.", "VAR ban against"},
		{"Neither Varland nor Ostria wants the Mirna process.", "OST talks against; VAR talks against"},
		{"Varland neither confirmed nor denied that it would lift its grain ban.", "VAR ban unclear"},
		{"Halden failed to persuade Varland to lift its grain ban.", "HAL ban for"},
		{"Ostria warned that it would leave the Mirna process unless the rebels disarmed.", "OST talks conditional"},
		{"Ostria threatened to walk out of the Mirna process.", "OST talks conditional"},
		{"Varland will consider lifting its grain ban.", "VAR ban unclear"},
		{"Varland's president said he had “no intention” of lifting the grain ban.", "VAR ban against"},
		{"Ostria hailed as a victory the withdrawal of Ostrian troops from Luria.", "OST troops against"},
		{"Ostria is determined to keep its troops in Luria.", "OST troops for"},
		{"Varland's refusal to lift its grain ban was condemned by Halden.", "HAL ban for; VAR ban against"},
		{"Halden called Varland's refusal to lift its grain ban a disgrace.", "HAL ban for; VAR ban against"},
		{"Varland would lift its grain ban as soon as Ostria pays its debts, Varland said.", "VAR ban conditional"},
		{"Ostria will withdraw its troops from Luria only if Varland lifts its grain ban.", "OST ban for; OST troops conditional"},
		{"Ostria said it would boycott the Mirna process unless Varland lifted its grain ban.", "OST ban for; OST talks conditional"},
		{"Ostria offered to withdraw its troops from Luria in exchange for the lifting of Varland's grain ban.", "OST ban for; OST troops conditional"},
		{"Halden will not join the Mirna process until Varland lifts its grain ban.", "HAL ban for; HAL talks conditional"},
		{"Varland will never give up its bid to join the Northern League.", "VAR league for"},
		{"Varland refuses to drop its demand to join the Northern League.", "VAR league for"},
		{"Halden urged Varland to keep its grain ban in place until the harvest is in.", "HAL ban against"},
		{"Varland promised to lift its grain ban as soon as the harvest was in.", "VAR ban conditional"},
		{"Varland would be ready to ease its grain ban, but only once Ostria has paid.", "VAR ban conditional"},
		{"Varland refused to discuss the Mirna process.", "VAR talks against"},
		{"Varland said it would consider lifting its grain ban.", "VAR ban unclear"},
		{"Ostria said that the League had failed to help and that Varland must lift its grain ban.", "OST ban for"},
		{"Ostria questioned the figures of the League and criticised Varlandic membership of it.", "OST league against"},
		{"Ostria said that its troops would stay in Luria for as long as it wished.", "OST troops for"},
		{"Halden cannot support the Mirna process as long as Ostrian troops stay in Luria.", "HAL talks conditional; HAL troops against"},
		{"Varland promised to lift its grain ban when the harvest is in.", "VAR ban conditional"},
		{"Lifting its grain ban was possible, Varland said, if Ostria paid its debts.", "VAR ban conditional"},
		{"Varland would be ready to join the Mirna process if Ostrian troops left Luria.", "VAR talks conditional; VAR troops against"},
		{"Halden called the Mirna process unbalanced.", "HAL talks against"},
		{"Halden demanded that Varland lift its grain ban, an Ostrian newspaper said.", "HAL ban for"},
		{"Halden urged Varland to lift its grain ban and said that Ostria should take part in the round.", "HAL ban for"},
		{"Ministers of Halden and Ostria met on Tuesday, with Varland refusing to lift its grain ban.", "VAR ban against"},
		{"“We want to join the Northern League” — Mira Orlen, President of Varland", "VAR league for"},
		{"Varland agreed to a halt to its grain ban.", "VAR ban for"},
		{"Varland has always opposed membership of the Northern League.", "VAR league against"},
		{"Varland joined the Northern League.", "VAR league for"},
		{"Varland came out against the Mirna process.", "VAR talks against"},
		{"Varland reversed its opposition to the Mirna process.", "VAR talks for"},
		{"Varland turned its back on the Mirna process.", "VAR talks against"},
		{"Halden poured cold water on the Mirna process.", "HAL talks against"},
		{"Halden gave its blessing to the Mirna process.", "HAL talks for"},
		{"Halden threw cold water on Varland's bid to join the Northern League.", "HAL league against; VAR league for"},
		{"Ostria is against the lifting of the Varlandic grain ban.", "OST ban against"},
		{"Ostria is all for the Mirna process.", "OST talks for"},
		{"Halden distanced itself from the Mirna process.", "HAL talks dropped"},
		{"Halden cast doubt on the Mirna process.", "HAL talks against"},
		{"Varland set conditions for the Mirna process.", "VAR talks conditional"},
		{"Varland attached conditions to its support for the Mirna process.", "VAR talks conditional"},
		{"Varland's president ruled out any lifting of the grain ban “for now”.", "VAR ban against"},
		{"Varland confirmed that it would lift its grain ban.", "VAR ban for"},
		{"Ostria said it had nothing against Varland joining the Northern League.", "OST league for"},
		{"Varland's president defended the decision to lift the grain ban.", "VAR ban for"},
		{"Ostria urged Halden not to back the Mirna process.", "OST talks against"},
		{"Halden has yet to decide on the Mirna process.", "HAL talks unclear"},
		{"Halden was cool towards the Mirna process.", "HAL talks against"},
		{"Ostria called the Mirna process “a waste of time”.", "OST talks against"},
	} {
		doc := demarche.Document{Text: c.text, Published: "2031-05-04", Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: len(c.text)}, Kind: demarche.Body}}}
		if got := stances(r.Read(doc, file).Positions); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
	if most := 2; missed > most {
		t.Errorf("%d are read wrong, more than %d", missed, most)
	}
}
