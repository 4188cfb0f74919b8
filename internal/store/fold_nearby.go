package store

import (
	"cmp"
	"maps"
	"slices"
)

// vicinity is a party's day.
type vicinity struct {
	party string
	day   int
}

// family are the statements of a party's day by the family of their speakers: no
// other can be the same. Each list is in the order of ids.
type family map[uint64][]*spoken

// nearby keeps statements from one fold to the next: news comes in by the day.
// It belongs to the writer, and is emptied where anybody else has written, or
// where statements were taken out.
type nearby struct {
	of    map[vicinity]family
	known map[int64]*spoken
	next  int // what the database counts next where nobody else has written
}

// nearbyLimit bounds the memory, in statements.
const nearbyLimit = 50000

// fresh empties what is kept if another process has written since, or it is
// much.
func (n *nearby) fresh(w *work) {
	var turn int
	w.get(w.w.d.turn(), nil, &turn)
	if turn != n.next || n.of == nil || len(n.known) > nearbyLimit {
		n.clear()
	}
	n.next = turn + w.w.d.step()
}

func (n *nearby) clear() {
	n.of, n.known = map[vicinity]family{}, map[int64]*spoken{}
}

// enter makes a statement known, and gives the one back that stands for it.
func (n *nearby) enter(s *spoken) *spoken {
	if k := n.known[s.id]; k != nil {
		return k
	}
	n.known[s.id] = s
	if of, loaded := n.of[vicinity{s.party, s.day()}]; loaded {
		all := of[s.family]
		i, there := slices.BinarySearchFunc(all, s.id, func(t *spoken, id int64) int { return cmp.Compare(t.id, id) })
		if !there {
			of[s.family] = slices.Insert(all, i, s)
		}
	}
	return s
}

// around are the statements of a party on a day whose speakers may be that of
// one of its statements: of the same family, or without a name.
func (n *nearby) around(w *work, s *spoken, day int) [][]*spoken {
	v := vicinity{s.party, day}
	of, ok := n.of[v]
	if !ok {
		of = family{}
		which, args := `party = ? AND party <> ''`, []any{s.party, firstOf(day), firstOf(day + 1)} // the index has no others
		if s.party == "" {
			which, args = `party = '' AND speaker <> ''`, args[1:]
		}
		w.each(`SELECT id, party, speaker, words, utterance FROM statement WHERE `+which+` AND id >= ? AND id < ? ORDER BY id`,
			args, func(scan func(...any)) {
				t := n.enter(scanSpoken(scan))
				of[t.family] = append(of[t.family], t)
			})
		n.of[v] = of
	}
	switch {
	case s.family == 0:
		return slices.Collect(maps.Values(of))
	case s.party == "":
		return [][]*spoken{of[s.family]} // the others are nobody's
	}
	return [][]*spoken{of[s.family], of[0]}
}
