package store

import (
	"cmp"
	"hash/fnv"
	"slices"
	"time"
)

// Dated is a date and how it was found: "meta article:published_time",
// "byline", "--date", "HTTP Last-Modified", "clock".
type Dated struct {
	At  string // RFC 3339 date or date-time; empty where there is none
	How string
}

// Day counts days since 1970-01-01; it is how the store keeps dates that are
// asked for by range.
func Day(date string) (int, bool) {
	if len(date) < 10 {
		return 0, false
	}
	t, err := time.Parse(time.DateOnly, date[:10])
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / 86400), true
}

// Date is the day as an RFC 3339 date.
func Date(day int) string {
	return time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly)
}

// The id of a statement or a position holds the day, and below it the half
// hour in which its document was printed, a part of the document's hash, and
// its place among the document's own: 17 + 6 + 22 + 8 bits, so that programs
// that know numbers only up to 2^53 can hold it. Ids are in the order of time,
// and the same whatever the order in which documents come in. Should two
// documents meet in the same half hour and hash, the second one moves on.
const (
	daySpan   = 36
	hourSpan  = 30
	placeSpan = 8
	hashes    = 1 << (hourSpan - placeSpan)
)

// DayOf is the day that the id of a statement or a position holds.
func DayOf(id int64) int { return int(id >> daySpan) }

func firstOf(day int) int64 { return int64(day) << daySpan }

// halfHour is the part of the day that a date-time tells, from 1 to 48; 0
// where it is a date only.
func halfHour(moment string) int64 {
	t, err := time.Parse("2006-01-02T15:04", moment[:min(len(moment), 16)])
	if err != nil {
		return 0
	}
	return int64(t.Hour()*2 + t.Minute()/30 + 1)
}

// row is a day of a table.
type row struct {
	table string
	day   int
}

// block is a run of ids of a table, by its number.
type block struct {
	table string
	n     int64
}

// next returns the document's next id of a day, in a table whose ids hold the
// day. Place 0 is left out: no id is 0.
func (c *contents) next(table string, day int) int64 {
	r := row{table, day}
	id, ok := c.free[r]
	if !ok || id&(1<<placeSpan-1) == 0 {
		id = c.block(r, id)
		c.given[block{r.table, id >> placeSpan}] = true
	}
	c.free[r] = id + 1
	return id
}

// first is the block of ids that a document has where nobody else has it.
func (c *contents) first(r row) int64 {
	h := fnv.New32a()
	h.Write([]byte(c.rec.Document.ID))
	return c.at(r, int64(h.Sum32()))
}

func (c *contents) at(r row, hash int64) int64 {
	return firstOf(r.day) | c.slot<<hourSpan | hash%hashes<<placeSpan
}

// block finds a run of ids that nobody has: the first one of the document, or
// one behind it. full is where its last block ended, or 0.
func (c *contents) block(r row, full int64) int64 {
	id := c.first(r)
	if full == 0 && !c.taken[r] && !c.given[block{r.table, id >> placeSpan}] {
		return id + 1
	}
	if full != 0 {
		id = full - 1<<placeSpan
	}
	for taken := true; taken; {
		id = c.at(r, id>>placeSpan+1)
		var other int64
		taken = c.given[block{r.table, id >> placeSpan}] || c.get(blockQuery(r), []any{id, id + 1<<placeSpan}, &other)
	}
	return id + 1
}

func blockQuery(r row) string {
	return `SELECT id FROM ` + r.table + ` WHERE id > ? AND id < ? LIMIT 1`
}

// days are the days of the tables that the document has rows of.
func (c *contents) days() []row {
	var all []row
	for i := range c.rec.Statements {
		day, _ := c.when(&c.rec.Statements[i])
		all = append(all, row{"statement", day})
	}
	for i := range c.rec.Positions {
		all = append(all, row{"position", c.since(&c.rec.Positions[i])})
	}
	slices.SortFunc(all, func(a, b row) int { return cmp.Or(cmp.Compare(a.table, b.table), a.day-b.day) })
	return slices.Compact(all)
}
