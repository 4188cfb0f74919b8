package actor

import (
	"slices"
	"sort"
	"strconv"

	"demarche"
)

// relay is a channel with its place in the order: those who heard the speaker
// come before those who pass on.
type relay struct {
	demarche.Channel
	rank int
}

// channels returns through whom a statement came: outlets in the frame of its
// cue, and outlets that report the whole of it.
func (rd *reading) channels(i int, f *frame) []demarche.Channel {
	var found []relay
	if f != nil {
		for k := f.from; k < f.to; {
			n := rd.outletName(k, f.to)
			if n == 0 {
				n = rd.reporter(f, k)
			}
			if n == 0 {
				k++
				continue
			}
			if rank, ok := rd.relays(f, k, k+n); ok {
				found = append(found, rd.relay(k, k+n, rank))
			}
			k += n
		}
	}
	found = rd.reporters(i, found)
	if s := &rd.sources[i]; s.relay {
		n := rd.names[rd.nameAt[s.head]]
		found = append(found, rd.relay(n.from, n.to, 2))
	}
	sort.SliceStable(found, func(a, b int) bool { return found[a].rank < found[b].rank })
	var out []demarche.Channel
	for _, c := range found {
		out = append(out, c.Channel)
	}
	return out
}

func (rd *reading) relay(from, to, rank int) relay {
	c := demarche.Channel{Name: rd.cut(from, to-1), Span: rd.span(from, to-1)}
	if len(c.Name) == 2 && c.Name[1] == '.' { // "on X."
		c.Name, c.Span.End = c.Name[:1], c.Span.End-1
	}
	if a := rd.who[from]; a >= 0 && rd.actors[a].kind == "organization" && rd.actors[a].named() {
		c.Actor = strconv.Itoa(a)
	}
	return relay{c, rank}
}

// reporters adds the outlets that report the whole statement: the source of
// a statement that holds this one, or that has the same content.
func (rd *reading) reporters(i int, found []relay) []relay {
	for k := range rd.attrs {
		if k == i || rd.sources[k].head < 0 || !rd.reports(k, i) {
			continue
		}
		s := &rd.sources[k]
		for t := s.from; t < s.to; t++ {
			n := rd.outletName(t, s.to)
			if n == 0 || rd.sources[i].speaker == s.speaker && s.speaker >= 0 || has(found, rd.cut(t, t+n-1)) {
				continue
			}
			if t <= s.head && s.head < t+n || rd.who[t] == s.speaker {
				found = append(found, rd.relay(t, t+n, 2))
			}
			break
		}
	}
	return found
}

func has(found []relay, name string) bool {
	return slices.ContainsFunc(found, func(c relay) bool { return c.Name == name })
}

// reports reports whether attribution k passes on attribution i: i stands in
// k's content, or both have nearly the same content.
func (rd *reading) reports(k, i int) bool {
	if rd.attrs[i].Within == k {
		return rd.words[rd.sources[k].head].sent == rd.sentOf(i)
	}
	if rd.attrs[k].Within == i {
		return false
	}
	both, all := 0, 0
	for _, p := range rd.attrs[i].Content {
		all += p.Len()
		for _, q := range rd.attrs[k].Content {
			if p.Overlaps(q) {
				both += min(p.End, q.End) - max(p.Start, q.Start)
			}
		}
	}
	return all > 0 && both*10 >= all*8
}

// sentOf returns the sentence of an attribution's cue, or -1.
func (rd *reading) sentOf(i int) int {
	if c := rd.cueToken(i); c >= 0 {
		return rd.words[c].sent
	}
	return -1
}
