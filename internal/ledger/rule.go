package ledger

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// group is the day's reports of one stance.
type group struct {
	stance   string
	own      []Report // in the holder's own words
	narrated []Report
}

func (g *group) reports() int { return len(g.own) + len(g.narrated) }

// lead is the report that speaks for the group: own words before narration,
// and the surest among them.
func (g *group) lead() Report {
	of := g.own
	if len(of) == 0 {
		of = g.narrated
	}
	best := of[0]
	for _, r := range of[1:] {
		if r.Confidence > best.Confidence+0.2 {
			best = r
		}
	}
	return best
}

func (g *group) sources() []string { return sourcesOf(slices.Concat(g.own, g.narrated)) }

func (g *group) ownSources() int { return len(sourcesOf(g.own)) }

func sourcesOf(reports []Report) []string {
	var set []string
	for _, r := range reports {
		set = with(set, r.Source)
	}
	return set
}

func (g *group) grade() string {
	switch {
	case len(g.own) > 0:
		return Said
	case len(g.sources()) > 1 || g.stance == "dropped":
		return Reported
	}
	return Single
}

// weight orders stances that could each take the standing's place.
func (g *group) weight() float64 {
	w := 2*float64(g.ownSources()) + float64(len(g.sources()))
	if g.stance == "dropped" || g.marked() {
		w += 1.5
	}
	return w + g.lead().Confidence/10
}

// marked reports whether one of the reports says itself that it is a change.
func (g *group) marked() bool {
	for _, r := range slices.Concat(g.own, g.narrated) {
		if r.Act == "CONCEDE" || r.Act == "RETREAT" || says(changeWords(), r.Evidence) {
			return true
		}
	}
	return false
}

// ballot is the day's reports that count, by stance.
type ballot struct{ groups []group }

func gather(reports []Report) ballot {
	var b ballot
	for _, r := range reports {
		if r.Past || r.Repeats || r.Reported == "alleged" || !definite(r.Stance) {
			continue
		}
		g := b.of(r.Stance)
		if g == nil {
			b.groups = append(b.groups, group{stance: r.Stance})
			g = &b.groups[len(b.groups)-1]
		}
		if r.Reported == "said" && r.Confidence >= weak {
			g.own = append(g.own, r)
		} else {
			g.narrated = append(g.narrated, r)
		}
	}
	return b
}

func (b ballot) of(stance string) *group {
	for i := range b.groups {
		if b.groups[i].stance == stance {
			return &b.groups[i]
		}
	}
	return nil
}

// leader is the strongest stance of the day.
func (b ballot) leader() *group {
	var best *group
	for i := range b.groups {
		g := &b.groups[i]
		if best == nil || g.weight() > best.weight() {
			best = g
		}
	}
	return best
}

// rule names the rule by which the day's group g moves the standing, or
// returns "". held is the day's group that repeats the standing, or nil.
func (c *Cell) rule(day int, g, held *group) string {
	if kin(c.Now.Stance, g.stance) && !(c.Now.Stance == "dropped" && len(g.own) > 0) {
		return c.lifted(day, g, held)
	}
	kept := 0
	if held != nil {
		kept = held.ownSources()
	}
	switch {
	case g.stance == "dropped" && g.lead().Confidence >= weak && (len(g.own) > 0 || kept == 0):
		return Dropped
	case len(g.own) > 0 && (g.ownSources() > kept || g.ownSources() == kept && g.marked()):
		return c.outright(g)
	case kept > 0:
		return ""
	}
	return c.agreeing(day, g)
}

// outright grades a change in the holder's own words. A standing that rests on
// a single reporter's words is corrected by them, not moved, unless they tell
// of a change themselves.
func (c *Cell) outright(g *group) string {
	switch {
	case c.Now.Grade == Single && !g.marked() && g.stance != "conditional", c.Now.Grade == Alleged:
		return Corrected
	case g.stance == "conditional":
		return Conditioned
	}
	return Outright
}

// lifted asks whether a condition is gone: the text says so, or several
// sources report the holder's unconditional words and none the condition.
func (c *Cell) lifted(day int, g, held *group) string {
	if c.Now.Stance != "conditional" || g.stance != "for" {
		return ""
	}
	for _, r := range slices.Concat(g.own, g.narrated) {
		if r.Confidence >= weak && says(liftWords(), r.Evidence) {
			return Lifted
		}
	}
	if held == nil && g.ownSources() > 1 && day > c.Now.Since {
		return Lifted
	}
	return ""
}

// agreeing asks whether a second independent source has joined a narrated
// stance within the window.
func (c *Cell) agreeing(day int, g *group) string {
	for _, r := range slices.Concat(g.own, g.narrated) {
		c.Pending = append(c.Pending, pending{g.stance, r.Source, day, r.ID})
	}
	if len(c.joined(g.stance)) > 1 {
		return Agreeing
	}
	return ""
}

//go:embed data/change.txt
var changeData string

//go:embed data/lift.txt
var liftData string

// Both lists are read once; they never change after that.
var (
	changeWords = sync.OnceValue(func() []string { return entries(changeData) })
	liftWords   = sync.OnceValue(func() []string { return entries(liftData) })
)

// entries reads a data file: one entry a line, "#" starts a comment.
func entries(data string) []string {
	var out []string
	for _, line := range strings.Split(data, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, " "+strings.ToLower(line)+" ")
		}
	}
	return out
}

// says reports whether one of the entries stands in the text as whole words.
func says(entries []string, text string) bool {
	t := " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), notWord), " ") + " "
	for _, e := range entries {
		if strings.Contains(t, e) {
			return true
		}
	}
	return false
}

func notWord(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r > 127 && r != '’' && r != '“' && r != '”')
}
