package ledger

import (
	"slices"
	"strings"
)

const (
	window = 14  // days within which narrations add up, and a holder may deny
	weak   = 0.5 // below this confidence a report moves nothing by itself
)

// Cell is one party and issue on its way through time. The zero value has
// heard nothing. It is plain data, to be kept as JSON between two runs.
type Cell struct {
	Now     Standing  `json:"now"`
	Before  *Standing `json:"before,omitempty"` // while the last shift may still be denied
	Moved   int       `json:"moved,omitempty"`  // the day of that shift
	For     []string  `json:"for,omitempty"`    // independent sources of the standing
	Other   []string  `json:"other,omitempty"`  // independent sources that contradict it
	Pending []pending `json:"pending,omitempty"`
}

// pending is a narrated stance that waits for a second source.
type pending struct {
	Stance string `json:"stance"`
	Source string `json:"source"`
	Day    int    `json:"day"`
	Report int64  `json:"report"`
}

// Hear takes in all reports of one day, in the order in which they were
// published, and says what they change. Days must come in ascending order.
func (c *Cell) Hear(day int, reports []Report) Change {
	c.forget(day)
	c.past(day, reports)
	b := gather(reports)
	ch := Change{}
	if !definite(c.Now.Stance) || c.Now.Grade == Alleged {
		c.first(day, b, reports)
	}
	if definite(c.Now.Stance) {
		ch.Denial = c.denied(day, b)
		if ch.Denial == nil {
			ch.Shift = c.move(day, b)
		}
	}
	c.count(day, reports)
	ch.Standing = c.Now
	return ch
}

// forget drops narrations that no second source has joined in time, and the
// way back from a shift that was not denied in time.
func (c *Cell) forget(day int) {
	c.Pending = slices.DeleteFunc(c.Pending, func(p pending) bool { return day-p.Day > window })
	if c.Before != nil && day-c.Moved > window {
		c.Before = nil
	}
}

// past lets a stance that the text marks as formerly held stand where nothing
// else is known, so that what follows it is a shift and not a first report.
func (c *Cell) past(day int, reports []Report) {
	if c.Now.Stance != "" {
		return
	}
	for _, r := range reports {
		if r.Past && r.Reported != "alleged" && definite(r.Stance) {
			c.Now = Standing{Stance: r.Stance, Grade: Formerly, Rule: First, Since: day, Proof: r.ID, Condition: r.Condition}
			c.For = []string{r.Source}
			return
		}
	}
}

// first sets the standing of a cell that has heard nothing of weight yet.
func (c *Cell) first(day int, b ballot, reports []Report) {
	if g := b.leader(); g != nil && g.stance != "dropped" {
		c.set(day, g, First)
		return
	}
	if g := b.of("dropped"); g != nil && g.reports() > 0 {
		// Who gives a thing up was for it: that is what the word means.
		c.Now = Standing{Stance: "for", Grade: Formerly, Rule: First, Since: day}
		return
	}
	if c.Now.Stance == "" {
		c.faint(day, reports)
	}
}

// faint sets what stands where no more is known: that the party takes no side,
// or what another alleges of it.
func (c *Cell) faint(day int, reports []Report) {
	grade := func(r Report) string {
		switch {
		case r.Past || r.Repeats || r.Reported != "alleged" && definite(r.Stance):
			return ""
		case r.Reported == "alleged" && !definite(r.Stance):
			return ""
		case r.Reported == "alleged":
			return Alleged
		case r.Reported == "said":
			return Said
		}
		return Single
	}
	for _, r := range reports {
		if g := grade(r); g != "" && (c.Now.Stance == "" || c.Now.Grade == Alleged && g != Alleged) {
			c.Now = Standing{Stance: r.Stance, Grade: g, Rule: First, Since: day, Proof: r.ID, Condition: r.Condition}
		}
	}
}

func (c *Cell) set(day int, g *group, rule string) {
	lead := g.lead()
	c.Now = Standing{
		Stance: g.stance, Grade: g.grade(), Condition: lead.Condition, Rule: rule,
		Since: day, Proof: lead.ID, Heard: c.Now.Heard, Tally: c.Now.Tally,
	}
	c.For, c.Other = nil, nil
}

// denied takes back a shift that only reporters told of, where the holder now
// says in its own words that it stands where it stood.
func (c *Cell) denied(day int, b ballot) *Denial {
	if c.Before == nil {
		return nil
	}
	g := b.of(c.Before.Stance)
	if g == nil || len(g.own) == 0 {
		return nil
	}
	if now := b.of(c.Now.Stance); now != nil && len(now.own) > 0 {
		return nil // the holder says both: no denial, a contradiction to be shown
	}
	tally, heard := c.Now.Tally, c.Now.Heard
	c.Now, c.Before = *c.Before, nil
	c.Now.Tally, c.Now.Heard, c.Now.Rule = tally, heard, Denied
	c.Now.Grade = Said
	c.For, c.Other, c.Pending = nil, nil, nil
	return &Denial{ShiftDay: c.Moved, Day: day, By: g.own[0].ID}
}

// move finds the stance that takes the place of the present one, if any.
func (c *Cell) move(day int, b ballot) *Shift {
	var best *group
	rule := ""
	for i := range b.groups {
		g := &b.groups[i]
		if g.stance == c.Now.Stance {
			continue
		}
		if r := c.rule(day, g, b.of(c.Now.Stance)); r != "" && (best == nil || g.weight() > best.weight()) {
			best, rule = g, r
		}
	}
	if best == nil {
		return nil
	}
	return c.shift(day, best, rule)
}

func (c *Cell) shift(day int, g *group, rule string) *Shift {
	old := c.Now
	sources := g.sources()
	c.set(day, g, rule)
	if rule == Agreeing {
		c.Now.Grade = Reported
		sources = c.joined(g.stance)
	}
	c.For, c.Pending, c.Before = sources, nil, nil
	if rule == Corrected {
		return nil
	}
	c.Moved = day
	if len(g.own) == 0 {
		c.Before = &old
	}
	return &Shift{Day: day, From: old.Stance, To: g.stance, Rule: rule, Old: old.Proof, New: g.lead().ID, Sources: len(sources)}
}

// joined are the independent sources that have told of a stance so far.
func (c *Cell) joined(stance string) []string {
	var out []string
	for _, p := range c.Pending {
		if p.Stance == stance {
			out = with(out, p.Source)
		}
	}
	return out
}

// count adds the day's reports to the tallies and the sources.
func (c *Cell) count(day int, reports []Report) {
	for _, r := range reports {
		if r.Past || r.Repeats {
			continue
		}
		c.Now.Heard = day
		c.Now.Tally.add(r.Stance)
		switch {
		case r.Stance == c.Now.Stance && r.Reported != "alleged":
			c.For = with(c.For, r.Source)
		case definite(r.Stance) && r.Stance != c.Now.Stance && !kin(c.Now.Stance, r.Stance):
			c.Other = with(c.Other, r.Source)
		}
	}
	if c.Now.Grade == Single && len(c.For) > 1 {
		c.Now.Grade = Reported
	}
	if c.Now.Grade != Said && ownWords(c.Now.Stance, reports) {
		c.Now.Grade = Said
	}
	c.Now.Sources, c.Now.Contrary = len(c.For), len(c.Other)
}

func ownWords(stance string, reports []Report) bool {
	return slices.ContainsFunc(reports, func(r Report) bool {
		return r.Reported == "said" && r.Stance == stance && !r.Past && !r.Repeats
	})
}

// with adds s to a sorted set.
func with(set []string, s string) []string {
	i, found := slices.BinarySearchFunc(set, s, strings.Compare)
	if found {
		return set
	}
	return slices.Insert(set, i, s)
}

func definite(stance string) bool {
	return stance == "for" || stance == "against" || stance == "conditional" || stance == "dropped"
}

// kin reports whether a report of stance b does not contradict the standing a:
// "for" is how a conditional yes is told in short, and a claim that has been
// dropped is not pursued, which is what "against" says of it too.
func kin(a, b string) bool {
	return a == "conditional" && b == "for" || a == "dropped" && b == "against" || a == "against" && b == "dropped"
}
