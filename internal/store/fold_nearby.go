package store

import (
	"cmp"
	"slices"
)

// vicinity is a party's day.
type vicinity struct {
	party string
	day   int
}

// nearby keeps statements from one fold to the next: news comes in by the day.
// It belongs to the writer, and is emptied where anybody else has written, or
// where statements were taken out.
type nearby struct {
	of    map[vicinity][]*spoken // in the order of their ids
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
	n.of, n.known = map[vicinity][]*spoken{}, map[int64]*spoken{}
}

// enter makes a statement known, and gives the one back that stands for it.
func (n *nearby) enter(s *spoken) *spoken {
	if k := n.known[s.id]; k != nil {
		return k
	}
	n.known[s.id] = s
	v := vicinity{s.party, s.day()}
	if all, loaded := n.of[v]; loaded {
		i, there := slices.BinarySearchFunc(all, s.id, func(t *spoken, id int64) int { return cmp.Compare(t.id, id) })
		if !there {
			n.of[v] = slices.Insert(all, i, s)
		}
	}
	return s
}

// around are all statements of a party on a day.
func (n *nearby) around(w *work, party string, day int) []*spoken {
	v := vicinity{party, day}
	if all, ok := n.of[v]; ok {
		return all
	}
	all := []*spoken{}
	w.each(`SELECT id, party, speaker, words, utterance FROM statement WHERE party = ? AND id >= ? AND id < ? ORDER BY id`,
		[]any{party, firstOf(day), firstOf(day + 1)}, func(scan func(...any)) {
			all = append(all, n.enter(scanSpoken(scan)))
		})
	n.of[v] = all
	return all
}
