package ledger

import "slices"

// window is the number of days within which reports add up, and within which a
// holder may deny what reporters told of it.
const window = 14

// Cell is one party and issue on its way through time. The zero value has
// heard nothing. It is plain data, to be kept as JSON between two runs.
type Cell struct {
	Now     Standing  `json:"now"`
	Before  *Standing `json:"before,omitempty"` // while the last shift may still be denied
	Was     string    `json:"was,omitempty"`    // the stance before the last shift
	Moved   int       `json:"moved,omitempty"`  // the day of that shift
	For     belief    `json:"for,omitempty"`    // in the standing
	Other   belief    `json:"other,omitempty"`  // in what contradicts it
	Pending []pending `json:"pending,omitempty"`
}

// pending is a report of another stance that is not enough by itself.
type pending struct {
	Stance string  `json:"stance"`
	Source string  `json:"source"`
	Sure   float64 `json:"sure"`
	Own    bool    `json:"own,omitempty"`
	Day    int     `json:"day"`
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

// forget drops reports that no others have joined in time, and the way back from a shift that was not denied in time.
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
			c.For = belief{}.add(r.Source, r.Confidence)
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

// denied takes back a shift that only reporters told of, or only one source,
// where the holder now says in its own words that it stands where it stood.
func (c *Cell) denied(day int, b ballot) *Denial {
	if c.Before == nil {
		return nil
	}
	g := b.of(c.Before.Stance)
	if g == nil || len(g.own) == 0 || !c.borne(g.stance, g.own) {
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
	held := b.of(c.Now.Stance)
	if held != nil && believe(held.own).sure() >= likely {
		c.Pending = nil // the holder has said since that it stands where it stood
	}
	for i := range b.groups {
		g := &b.groups[i]
		if g.stance == c.Now.Stance {
			continue
		}
		if r := c.rule(day, g, held); r != "" && (best == nil || g.weight() > best.weight()) {
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
	told := c.waiting(g.stance)
	c.set(day, g, rule)
	if rule == Agreeing {
		c.Now.Grade = Reported
	}
	c.Pending, c.Before = nil, nil
	if rule == Corrected {
		return nil
	}
	c.Moved, c.Was = day, old.Stance
	sources := max(len(told), len(g.belief()))
	if len(believe(g.own)) < 2 {
		c.Before = &old
	}
	return &Shift{Day: day, From: old.Stance, To: g.stance, Rule: rule, Old: old.Proof, New: g.lead().ID, Sources: sources}
}

// waiting is the belief in a stance from all reports that wait for more.
func (c *Cell) waiting(stance string) belief {
	var b belief
	for _, p := range c.Pending {
		if p.Stance == stance {
			b = b.add(p.Source, p.Sure)
		}
	}
	return b
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
			c.For = c.For.add(r.Source, r.Confidence)
		case r.Confidence >= noise && definite(r.Stance) && r.Stance != c.Now.Stance && !kin(c.Now.Stance, r.Stance):
			c.Other = c.Other.add(r.Source, r.Confidence)
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

func definite(stance string) bool {
	return stance == "for" || stance == "against" || stance == "conditional" || stance == "dropped"
}

// kin reports whether a report of stance b does not contradict the standing a:
// "for" is how a conditional yes is told in short, and a claim that has been
// dropped is not pursued, which is what "against" says of it too.
func kin(a, b string) bool {
	return a == "conditional" && b == "for" || a == "dropped" && b == "against" || a == "against" && b == "dropped"
}
