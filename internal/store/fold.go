package store

import "container/heap"

// Folding puts what is the same under one leader: copies under the article
// that they were printed after, statements under the one that first said it.
// An item follows the best of the earlier leaders that it is like, and leads
// where there is none. Earlier and like are properties of the items, so that
// the outcome depends on what is there and not on the order in which it came.
//
// A new item changes little: it is looked at, and where it becomes a leader, so
// are the later items that are like it; where it ceases to be one, those that
// followed it. All of these are later than it is, so that going on in their
// order each is looked at once.

// folder knows the items of one kind, by their ids.
type folder interface {
	before(a, b int64) bool
	present(id int64) (leader int64)   // 0 where it was never looked at
	find(id int64) (leader int64)      // its own id where it leads
	follow(id, old, leader int64)      // keeps what was found
	followers(leader int64) []int64    // who follows it at present
	later(leader int64) (like []int64) // who may follow it, looked at before
}

// fold looks at items until nothing more changes.
func fold(f folder, items []int64) {
	q := &queue{f: f, known: map[int64]bool{}}
	q.add(items)
	for q.Len() > 0 {
		id := heap.Pop(q).(int64)
		old, leader := f.present(id), f.find(id)
		if old == leader {
			continue
		}
		f.follow(id, old, leader)
		switch {
		case leader == id:
			q.add(f.later(id))
		case old == id, old == 0: // it may be followed before it was looked at
			q.add(f.followers(id))
		}
	}
}

// queue holds items in their order, each once.
type queue struct {
	f     folder
	items []int64
	known map[int64]bool
}

func (q *queue) add(items []int64) {
	for _, id := range items {
		if !q.known[id] {
			q.known[id] = true
			heap.Push(q, id)
		}
	}
}

func (q *queue) Len() int           { return len(q.items) }
func (q *queue) Less(i, j int) bool { return q.f.before(q.items[i], q.items[j]) }
func (q *queue) Swap(i, j int)      { q.items[i], q.items[j] = q.items[j], q.items[i] }
func (q *queue) Push(x any)         { q.items = append(q.items, x.(int64)) }
func (q *queue) Pop() any {
	last := q.items[len(q.items)-1]
	q.items = q.items[:len(q.items)-1]
	return last
}
