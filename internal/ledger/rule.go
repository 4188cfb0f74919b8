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

func (g *group) belief() belief { return believe(slices.Concat(g.own, g.narrated)) }

func (g *group) grade() string {
	switch {
	case len(g.own) > 0:
		return Said
	case len(g.belief()) > 1 || g.stance == "dropped":
		return Reported
	}
	return Single
}

// weight orders stances that could each take the standing's place.
func (g *group) weight() float64 {
	w := 2*believe(g.own).sure() + g.belief().sure() + float64(len(g.belief()))/10
	if g.stance == "dropped" || g.marked() {
		w += 1.5
	}
	return w
}

// marked reports whether one of the reports says itself that it is a change.
func (g *group) marked() bool {
	for _, r := range slices.Concat(g.own, g.narrated) {
		if r.Act == "CONCEDE" || r.Act == "RETREAT" || r.Confidence >= certain && says(changeWords(), r.Evidence) {
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
		if r.Past || r.Repeats || r.Reported == "alleged" || !definite(r.Stance) || r.Confidence < noise {
			continue
		}
		g := b.of(r.Stance)
		if g == nil {
			b.groups = append(b.groups, group{stance: r.Stance})
			g = &b.groups[len(b.groups)-1]
		}
		if r.Reported == "said" {
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
	if kin(c.Now.Stance, g.stance) && !(c.Now.Stance == "dropped" && len(believe(g.own)) > 1) {
		if r := c.lifted(day, g, held); r != "" || c.Now.Stance != "conditional" || c.established() {
			return r
		}
		c.wait(day, g)
		if held == nil && c.borne(g.stance, nil) && c.waiting(g.stance).sure() > c.For.sure() {
			return Corrected // one reading of a condition that nobody else knows of
		}
		return ""
	}
	c.wait(day, g)
	told, own, kept := c.waiting(g.stance), c.ownWaiting(g.stance), 0.0
	outnumbers := held == nil
	if held != nil {
		kept = believe(held.own).sure()
		outnumbers = len(g.belief()) > len(held.belief())
	}
	today := believe(g.own).sure()
	switch {
	case g.stance == "dropped" && told.sure() >= likely && (len(g.own) > 0 || kept == 0):
		return Dropped
	case c.Was == g.stance && !g.marked() && len(own) < 2:
		return "" // background tells old stances for weeks
	case len(g.own) > 0 && (today > kept || outnumbers || today == kept && g.marked()) && (own.sure() >= certain || g.marked() && own.sure() >= likely):
		return c.outright(g)
	case kept > 0 || c.Was == g.stance && !g.marked():
		return ""
	case !c.established() && held == nil && told.sure() >= certain && told.sure() > c.For.sure():
		return Corrected
	case len(told) > 1 && told.sure() >= certain:
		return Agreeing
	}
	return ""
}

// outright grades a change in the holder's own words. A standing that rests on
// little is corrected by them, not moved, unless they tell of a change
// themselves. One that is established does not give way to a single reading.
func (c *Cell) outright(g *group) string {
	switch {
	case !g.marked() && !c.established(), c.Now.Grade == Alleged:
		return Corrected
	case !g.marked() && c.Now.Grade != Formerly && !c.borne(g.stance, nil):
		return "" // shown as contradicting evidence
	case g.stance == "conditional":
		return Conditioned
	}
	return Outright
}

// established reports whether the standing rests on more than one reading.
func (c *Cell) established() bool {
	known := c.Now.Grade == Said || c.Now.Grade == Reported || c.Now.Grade == Formerly
	return known && (len(c.For) > 1 && c.For.sure() >= certain || c.For.sure() >= alone || c.Now.Grade == Formerly && c.For.sure() >= likely)
}

// borne reports whether more than one reading speaks for a stance, of those
// that wait and of some more: those of two sources, several sure ones of one
// source, or a person's.
func (c *Cell) borne(stance string, more []Report) bool {
	told, readings := c.waiting(stance), len(more)
	for _, p := range c.Pending {
		if p.Stance == stance {
			readings++
		}
	}
	for _, r := range more {
		told = told.add(r.Source, r.Confidence)
	}
	return len(told) > 1 && told.sure() >= certain || readings > 1 && told.sure() >= alone || told.sure() >= person
}

// lifted asks whether a condition is gone: the holder says so, or reporters do
// and more than one reading bears it out, or several sources report the
// holder's unconditional words and none the condition.
func (c *Cell) lifted(day int, g, held *group) string {
	if c.Now.Stance != "conditional" || g.stance != "for" {
		return ""
	}
	all := slices.Concat(g.own, g.narrated)
	for _, r := range all {
		if says(liftWords(), r.Evidence) && (r.Reported == "said" && r.Confidence >= certain || r.Confidence >= likely && c.borne(g.stance, all)) {
			return Lifted
		}
	}
	if b := believe(g.own); c.established() && held == nil && len(b) > 1 && b.sure() >= certain && day > c.Now.Since {
		return Lifted
	}
	return ""
}

// wait keeps the day's reports of another stance until there are enough.
func (c *Cell) wait(day int, g *group) {
	for _, r := range g.own {
		c.Pending = append(c.Pending, pending{g.stance, r.Source, r.Confidence, true, day})
	}
	for _, r := range g.narrated {
		c.Pending = append(c.Pending, pending{g.stance, r.Source, r.Confidence, false, day})
	}
}

// ownWaiting is the part of waiting that is in the holder's own words.
func (c *Cell) ownWaiting(stance string) belief {
	var b belief
	for _, p := range c.Pending {
		if p.Stance == stance && p.Own {
			b = b.add(p.Source, p.Sure)
		}
	}
	return b
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
